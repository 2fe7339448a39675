/* The words and days of a picture of ties. */
#include "report/network.h"
#include "report/tie_lines.h"

#include <stdio.h>

/* ---- what a tie is on a day --------------------------------------------------------------------------- */

/* tests/report/networks asks the script of the page the same for many days. */
enum hold_state network_state(const ties_tie *tie, ties_when on)
{
	bool begun = page_end_of(tie->begin) == END_DATED, ended = page_end_of(tie->end) == END_DATED;

	if (begun && tie->begin.first > on.last)
		return HOLD_LATER;
	if ((ended && tie->end.last < on.first) || tie->former)
		return HOLD_ENDED;
	if (begun && tie->begin.last <= on.first &&
	    (page_end_of(tie->end) == END_OPEN || (ended && tie->end.first >= on.last)))
		return HOLD_YES;
	return HOLD_POSSIBLY;
}

void network_classes(struct report_out *out, const ties_tie *tie, ties_when on)
{
	static const char *const states[HOLD_COUNT] = {"holds", "maybe", "not-yet", "over"};
	bool plain = str_is(tie->modality, "asserted"), denied = str_is(tie->modality, "denied");

	html_print(out, "%s %s", plain ? "asserted" : denied ? "denied" : "alleged", states[network_state(tie, on)]);
}

/* ---- words -------------------------------------------------------------------------------------------- */

static void add_dates(struct buf *into, const ties_tie *tie)
{
	const struct report_out page = {.utf8 = true};
	enum page_end begin = page_end_of(tie->begin), end = page_end_of(tie->end);
	char from[PAGE_DATE_MAX], to[PAGE_DATE_MAX];
	int n = begin == END_DATED ? (int)page_date_short(&page, tie->begin, from) : 0;
	int m = end == END_DATED ? (int)page_date_short(&page, tie->end, to) : 0;

	if (n && m && (n != m || memcmp(from, to, (size_t)n) != 0))
		buf_print(into, " %.*s – %.*s", n, from, m, to);
	else if (n)
		buf_print(into, end == END_OPEN ? " since %.*s" : " %.*s", n, from);
	else if (m)
		buf_print(into, " (by %.*s)", m, to);
}

void network_tie_words(struct buf *into, const ties_tie *tie)
{
	if (!str_is(tie->modality, "asserted"))
		buf_print(into, "%.*s: ", STR_ARG(tie->modality));
	tie_words(into, tie->relation);
	add_dates(into, tie);
	buf_add(into, tie->former && page_end_of(tie->end) != END_DATED ? STR(", formerly") : STR(""));
	if (tie->role.len)
		buf_print(into, ", %.*s", STR_ARG(tie->role));
}

void network_sentence(struct buf *into, const ties_tie *tie)
{
	tie_whole_sentence(into, tie);
}

void network_dated_sentence(struct buf *into, const ties_tie *tie)
{
	const struct report_out page = {.utf8 = true};
	bool begun = page_end_of(tie->begin) == END_DATED, ended = page_end_of(tie->end) == END_DATED;
	char date[PAGE_DATE_MAX];

	if (begun || ended) {
		int n = (int)page_date_short(&page, begun ? tie->begin : tie->end, date);
		buf_print(into, "%s%.*s: ", begun ? "" : "by ", n, date);
	}
	network_sentence(into, tie);
}

void network_mark(struct buf *into, const ties_entity *entity, ties_when on)
{
	static const char *const words[HOLD_COUNT] = {"listed by ", "possibly ", "later ", "formerly "};
	bool any = false;

	for (enum hold_state state = HOLD_YES; state < HOLD_COUNT; state++) {
		size_t which[SUMMARY_MAX], count = entity_jurisdictions(entity, on, state, which);
		if (!count)
			continue;
		buf_add(into, any ? STR("; ") : STR(""));
		buf_add(into, str_from(!any && state == HOLD_POSSIBLY ? "possibly listed by " : words[state]));
		for (size_t i = 0; i < count && i < SUMMARY_MAX; i++)
			buf_print(into, "%s%.*s", i ? ", " : "", STR_ARG(listing_by(&entity->listings[which[i]])));
		any = true;
	}
}

void network_summary(struct report_out *words, const struct network *n)
{
	const ties_trace *trace = n->trace;

	if (!trace) {
		entity_summary(words, n->centre, n->on, true, 0);
		return;
	}
	trace_found(words, trace, n->reading);
	if (trace->denial_count)
		page_put(words, "; below, what is denied between the two");
	if (!trace->complete)
		page_put(words, "; the search was cut short, and there may be nearer ones");
}

/* ---- days --------------------------------------------------------------------------------------------- */

/* "7000 7030", "" when nothing is known, "o" when it is open. */
static void days(struct report_out *out, ties_when w)
{
	enum page_end end = page_end_of(w);

	if (end == END_OPEN)
		html_put(out, "o");
	else if (end == END_DATED)
		html_print(out, "%d %d", w.first, w.last);
}

void network_tie_days(struct report_out *out, const ties_tie *tie)
{
	html_put(out, " data-b=\"");
	days(out, tie->begin);
	html_put(out, "\" data-e=\"");
	days(out, tie->end);
	html_print(out, "\"%s", tie->former ? " data-former=\"\"" : "");
}

void network_listing_days(struct report_out *out, const ties_entity *entity)
{
	html_put(out, " data-l=\"");
	for (size_t i = 0; i < entity->listing_count; i++) {
		html_put(out, i ? "|" : "");
		html_text(out, listing_by(&entity->listings[i]));
		html_put(out, ";");
		days(out, entity->listings[i].from);
		html_put(out, ";");
		days(out, entity->listings[i].to);
	}
	html_put(out, "\"");
}
