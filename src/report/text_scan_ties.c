/* The ties between those named in a document: what held on its date, what was over by then, what came later; then
 * events that several of them had a part in. */
#include "report/scan_ties.h"
#include "report/tie_lines.h"

enum { INDENT = 2, TEXT_AT = 16 };

enum tie_time tie_time_of(const ties_tie *tie, ties_when date)
{
	switch (hold_state(tie->on, tie->begin, date)) {
	case HOLD_ENDED:
		return TIE_BEFORE;
	case HOLD_LATER:
		return TIE_LATER;
	default:
		return TIE_THEN;
	}
}

static void tie_line(struct report_out *out, const ties_tie *tie, const struct buf *sentence, struct page_notes *notes)
{
	tie_date(out, tie, INDENT);
	page_to(out, TEXT_AT);
	page_wrap(out, buf_str(sentence), TEXT_AT);
	if (out->sources)
		page_room(out, sizeof " [999]" - 1, TEXT_AT);
	page_note(out, notes, tie->source.len ? tie->source : tie->ref);
	page_line(out);
}

static void between(struct report_out *out, const ties_scan *scan, enum tie_time time, const char *title,
                    struct page_notes *notes)
{
	bool titled = false;

	for (size_t i = 0; i < scan->tie_count; i++) {
		const ties_tie *tie = &scan->ties[i];
		struct buf text = {0};
		if (tie_time_of(tie, scan->date) != time)
			continue;
		if (!titled) {
			page_heading(out, title);
			page_line(out);
		}
		titled = true;
		tie_whole_sentence(&text, tie);
		if (tie->on == TIES_POSSIBLY)
			buf_add(&text, STR(" (possibly then)"));
		tie_line(out, tie, &text, notes);
		out->buf.failed |= text.failed;
		buf_finish(&text);
	}
}

static void at_events(struct report_out *out, const ties_scan *scan, struct page_notes *notes)
{
	if (scan->event_tie_count) {
		page_heading(out, "AT THE SAME EVENTS");
		page_line(out);
	}
	for (size_t i = 0; i < scan->event_tie_count; i++) {
		const ties_tie *tie = &scan->event_ties[i];
		struct buf text = {0};
		if (i == 0 || !str_equal(tie->to, tie[-1].to)) {
			page_to(out, INDENT);
			page_colour(out, PAGE_BOLD);
			page_cut(out, tie->to_caption, page_right(out) - INDENT);
			page_colour(out, PAGE_PLAIN);
			page_line(out);
		}
		tie_sentence(&text, tie, tie->to);
		tie_line(out, tie, &text, notes);
		out->buf.failed |= text.failed;
		buf_finish(&text);
	}
}

void scan_ties_text(struct report_out *out, const ties_scan *scan, struct page_notes *notes)
{
	static const char *const titles[TIE_TIMES] = {"TIES BETWEEN THEM ON THAT DATE", "TIES BETWEEN THEM BEFORE",
	                                              "TIES BETWEEN THEM AFTERWARDS"};

	for (enum tie_time time = 0; time < TIE_TIMES; time++)
		between(out, scan, time, titles[time], notes);
	at_events(out, scan, notes);
	if (!scan->ties_left_out)
		return;
	page_line(out);
	page_count(out, scan->ties_left_out, "further tie is", "further ties are");
	page_put(out, " not told: raise --limit.");
	page_line(out);
}
