/* The group of ties on the page of a scan: by time, then by event; a sentence each, with links to the cards of both. */
#include "report/html.h"
#include "report/scan_ties.h"
#include "report/tie_lines.h"

/** What is more doubtful than an assertion looks so. */
static const char *class_of(const ties_tie *tie)
{
	if (str_is(tie->modality, "asserted"))
		return "";
	return str_is(tie->modality, "denied") ? " denied" : " alleged";
}

void html_link(struct report_out *out, const struct html_page *page, str id, str caption)
{
	uint32_t card = table_get(&page->cards, id);

	if (card == TABLE_NONE) {
		html_name(out, caption);
		return;
	}
	html_print(out, "<a href=\"#e%u\" dir=\"auto\">", card);
	html_text(out, caption);
	html_put(out, "</a>");
}

static void date(struct report_out *out, const ties_tie *tie)
{
	struct report_out text = {.utf8 = true, .width = UINT16_MAX};

	tie_date(&text, tie, 0);
	html_put(out, "<span class=\"dates\">");
	html_text(out, buf_str(&text.buf));
	html_put(out, "</span>");
	out->buf.failed |= text.buf.failed;
	buf_finish(&text.buf);
}

/** A piece of the sentence, put together elsewhere. */
static void flush(struct report_out *out, struct buf *text)
{
	html_text(out, buf_str(text));
	out->buf.failed |= text->failed;
	buf_clear(text);
}

/** `event`: as a line below the event's name, seen from it. */
static void row(struct report_out *out, struct html_page *page, const ties_tie *tie, bool event)
{
	struct buf text = {0};

	html_print(out, "<li class=\"tie%s\">", class_of(tie));
	date(out, tie);
	html_put(out, "<p dir=\"auto\">");
	claim_lead(&text, tie->modality, tie->attribution);
	flush(out, &text);
	if (!event) {
		html_link(out, page, tie->from, tie->from_caption);
		buf_add_char(&text, ' ');
	}
	tie_words(&text, event ? tie->inverse : tie->relation);
	buf_add_char(&text, ' ');
	flush(out, &text);
	html_link(out, page, event ? tie->from : tie->to, event ? tie->from_caption : tie->to_caption);
	tie_rest(&text, tie);
	if (!event && tie->on == TIES_POSSIBLY)
		buf_add(&text, STR(" (possibly then)"));
	flush(out, &text);
	html_note(out, &page->sources, tie->source.len ? tie->source : tie->ref);
	html_put(out, "</p></li>\n");
	buf_finish(&text);
}

static void between(struct report_out *out, struct html_page *page, enum tie_time time, const char *title)
{
	const ties_scan *scan = page->scan;
	bool titled = false;

	for (size_t i = 0; i < scan->tie_count; i++) {
		if (tie_time_of(&scan->ties[i], scan->date) != time)
			continue;
		if (!titled)
			html_print(out, "<section class=\"batch\"><h3>%s</h3>\n<ul>\n", title);
		titled = true;
		row(out, page, &scan->ties[i], false);
	}
	html_put(out, titled ? "</ul></section>\n" : "");
}

static void events(struct report_out *out, struct html_page *page)
{
	const ties_scan *scan = page->scan;

	for (size_t i = 0; i < scan->event_tie_count; i++) {
		const ties_tie *tie = &scan->event_ties[i];
		if (i == 0 || !str_equal(tie->to, tie[-1].to)) {
			html_print(out, "%s<section class=\"batch\"><h3>At ", i ? "</ul></section>\n" : "");
			html_name(out, tie->to_caption);
			html_put(out, "</h3>\n<ul>\n");
		}
		row(out, page, tie, true);
	}
	html_put(out, scan->event_tie_count ? "</ul></section>\n" : "");
}

void html_ties(struct report_out *out, struct html_page *page)
{
	static const char *const titles[TIE_TIMES] = {"On that date", "Before", "Afterwards"};
	const ties_scan *scan = page->scan;
	size_t count = scan->tie_count + scan->event_tie_count;

	if (count == 0)
		return;
	html_print(out,
	           "<section class=\"group ties\" id=\"k-ties\" aria-labelledby=\"h-ties\"><h2 id=\"h-ties\">Ties "
	           "between them <small>%zu</small></h2>\n",
	           count);
	for (enum tie_time time = 0; time < TIE_TIMES; time++)
		between(out, page, time, titles[time]);
	events(out, page);
	if (scan->ties_left_out) {
		html_put(out, "<p class=\"else\">");
		page_count(out, scan->ties_left_out, "further tie is", "further ties are");
		html_put(out, " not told.</p>\n");
	}
	html_put(out, "</section>\n");
}
