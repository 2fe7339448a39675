/* The page of a scan: one file that loads nothing.
 *
 *   head: title, content policy, style, script        article: the text, mentions marked
 *   who is named: one line each, listed ones first    margin: a card for each, by first mention
 *
 * The content policy admits the style and the script of this build by their hashes and nothing else, so that even
 * markup that slipped through the escaping could neither run nor load. The page reads without the script; the
 * script moves each card to the height of its first mention and shows which mentions belong together. */
#include "report/html.h"

#include "report/entity.h"
#include "report/scan_assets.h"

#include <stdlib.h>

/** A card and where its first mention stands. */
struct place {
	size_t first; /* mention */
	size_t index; /* entity, or doubt */
	bool doubt;
};

static int by_first(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	return x->index < y->index ? -1 : x->index > y->index;
}

/** Colours go round in the order of entities: those listed or in office get one. */
static void assign_colours(uint8_t *colour, const ties_scan *scan)
{
	unsigned next = 0;

	for (size_t i = 0; i < scan->entity_count; i++)
		colour[i] = mention_section(&scan->entities[i]) == SECTION_OTHER ? HTML_NO_COLOUR
		                                                                 : (uint8_t)(next++ % HTML_COLOURS);
}

static struct axis shared_axis(const ties_scan *scan)
{
	struct axis axis = axis_empty();

	for (size_t i = 0; i < scan->entity_count; i++) {
		const ties_entity *e = &scan->entities[i].entity;
		for (size_t j = 0; j < e->listing_count; j++)
			axis_add(&axis, e->listings[j].from, e->listings[j].to);
	}
	axis_set_mark(&axis, scan->date);
	axis_round(&axis);
	return axis;
}

static void head(struct report_out *out, const ties_scan *scan)
{
	html_put(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
	              "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
	              "'sha256-" SCAN_CSS_SHA256 "'; script-src 'sha256-" SCAN_JS_SHA256
	              "'; base-uri 'none'; form-action 'none'\">\n"
	              "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	              "<meta name=\"referrer\" content=\"no-referrer\">\n"
	              "<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
	html_text(out, scan->title.len ? scan->title : scan->path);
	html_put(out, "</title>\n<style>");
	buf_add(&out->buf, (str){scan_css, sizeof scan_css - 1});
	html_put(out, "</style>\n</head>\n<body>\n");
}

static void facts(struct report_out *out, const ties_scan *scan)
{
	const char *language = language_words(scan->language);
	char day[PAGE_DATE_MAX];

	html_put(out, "<header><p class=\"facts\"><span>");
	html_text(out, scan->path);
	html_put(out, "</span>");
	if (*language)
		html_print(out, "<span>%s</span>", language);
	html_print(out, "<span>%zu words</span><span>dated <strong>", scan->words);
	html_text(out, scan->date.edtf);
	html_put(out, "</strong> (");
	if (scan->date_text.len && !str_equal(scan->date_text, scan->date.edtf)) {
		html_put(out, "\u201C");
		html_text(out, scan->date_text);
		html_put(out, "\u201D");
	} else {
		html_put(out, date_from_words(scan->date_from));
	}
	html_print(out, ")</span><span>%zu mentions of %zu entities</span>", scan->mention_count, scan->entity_count);
	if (scan->book_built_at > 0 && scan->book_built_at / 86400 < INT32_MAX) {
		page_day((int32_t)(scan->book_built_at / 86400), day);
		html_print(out, "<span>database of %s, %zu sources</span>", day, scan->dataset_count);
	}
	html_put(out, "</p>\n");
}

/** What a line of the overview says of someone. */
static void gist(struct report_out *out, const ties_entity *e, ties_when on)
{
	static const char *const words[HOLD_COUNT] = {
	    "in office: ", "possibly in office: ", "later: ", "no longer in office: "};
	struct report_out line = {.width = UINT16_MAX, .utf8 = true};
	const ties_office *office = office_telling(e, on);

	if (e->listing_count) {
		entity_summary(&line, e, on, false, 0);
	} else if (office) {
		page_put(&line, words[hold_state(office->on, office->from, on)]);
		office_line(&line, office, 0);
	}
	html_text(out, buf_str(&line.buf));
	out->buf.failed |= line.buf.failed;
	buf_finish(&line.buf);
}

static void overview(struct report_out *out, const struct html_page *page)
{
	const ties_scan *scan = page->scan;
	bool any = false;

	for (enum mention_section section = SECTION_LISTED; section <= SECTION_OFFICE; section++)
		for (size_t i = 0; i < scan->entity_count; i++) {
			const ties_scan_entity *e = &scan->entities[i];
			if (mention_section(e) != section)
				continue;
			html_put(out, any ? "" : "<ul class=\"named\" aria-label=\"Who is named\">\n");
			any = true;
			html_put(out, "<li class=\"");
			html_colour_class(out, page, i);
			html_print(out, "\" data-e=\"e%zu\"><a dir=\"auto\" href=\"#e%zu\">", i, i);
			html_text(out, e->entity.caption);
			html_put(out, "</a> <span>");
			gist(out, &e->entity, scan->date);
			html_put(out, "</span></li>\n");
		}
	html_put(out, any ? "</ul>\n"
	                  : "<p class=\"facts\">No one named here was ever listed or held an office, as far as the "
	                    "database knows.</p>\n");
	html_put(out, "</header>\n");
}

static void cards(struct report_out *out, const struct html_page *page, struct place *places)
{
	size_t n = 0;

	for (size_t i = 0; i < page->scan->entity_count; i++)
		places[n++] = (struct place){page->scan->entities[i].first_mention, i, false};
	for (size_t i = 0; i < page->mentions.doubt_count; i++)
		places[n++] =
		    (struct place){(size_t)(page->mentions.doubts[i].mention - page->scan->mentions), i, true};
	qsort(places, n, sizeof *places, by_first);
	html_put(out, "<aside aria-label=\"Cards\">\n");
	for (size_t i = 0; i < n; i++)
		if (places[i].doubt)
			html_doubt(out, page, places[i].index);
		else
			html_card(out, page, places[i].index);
	html_put(out, "</aside>\n");
}

void report_scan_html(struct report_out *out, const ties_scan *scan)
{
	struct arena arena = {0};
	struct html_page page = {.scan = scan, .axis = shared_axis(scan)};
	uint8_t *colour = arena_alloc(&arena, scan->entity_count + 1);
	struct place *places = arena_array(&arena, scan->entity_count + scan->mention_count + 1, sizeof *places);

	if (arena.failed || !mentions_sort(&page.mentions, scan, &arena)) {
		out->buf.failed = true;
		arena_finish(&arena);
		return;
	}
	assign_colours(colour, scan);
	page.colour = colour;
	head(out, scan);
	facts(out, scan);
	overview(out, &page);
	html_put(out, "<main>\n<article");
	if (scan->language && strcmp(scan->language, "und") != 0) {
		html_put(out, " lang=\"");
		html_text(out, str_from(scan->language));
		html_put(out, "\"");
	}
	html_put(out, ">\n");
	html_article(out, &page);
	html_put(out, "</article>\n");
	cards(out, &page, places);
	html_put(
	    out,
	    "</main>\n<footer>What lists and documents say, and who says so; no judgement of anyone. A mention is a "
	    "possible match.</footer>\n<script>");
	buf_add(&out->buf, (str){scan_js, sizeof scan_js - 1});
	html_put(out, "</script>\n</body>\n</html>\n");
	arena_finish(&arena);
}
