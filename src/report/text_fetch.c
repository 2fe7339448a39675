/* What was fetched, and which lists are known, in text. */
#include "report/page.h"

enum { INDENT = 2, OUTCOME_AT = 29, DATE_AT = OUTCOME_AT + 11, SIZE_END = DATE_AT + 21, ENTRIES_AT = SIZE_END + 2 };

static enum page_colour colour_of(ties_fetch_outcome outcome)
{
	return outcome == TIES_FETCH_REFUSED || outcome == TIES_FETCH_FAILED ? PAGE_RED
	       : outcome == TIES_FETCH_UNCHANGED                             ? PAGE_PLAIN
	                                                                     : PAGE_BOLD;
}

/* Why there is no new version, what is there instead, from where it should have come. */
static void trouble(struct report_out *out, const ties_fetch_result *r)
{
	char day[PAGE_DATE_MAX];

	page_to(out, INDENT + 2);
	page_wrap(out, r->reason, INDENT + 2);
	page_line(out);
	page_to(out, INDENT + 2);
	if (r->date == TIES_DAY_MIN) {
		page_put(out, "there is no version in the archive");
	} else {
		page_put(out, "the version of ");
		page_text(out, (str){day, page_day(r->date, day)});
		page_put(out, " stays");
	}
	page_line(out);
	page_to(out, INDENT + 2);
	page_colour(out, PAGE_DIM);
	page_text(out, r->url);
	page_colour(out, PAGE_PLAIN);
	page_line(out);
}

/* Ends at column `end`. */
static void right_bytes(struct report_out *out, uint64_t n, unsigned end)
{
	struct report_out text = {0};

	page_bytes(&text, n);
	page_to(out, end > text.column ? end - text.column : 0);
	page_text(out, buf_str(&text.buf));
	out->buf.failed |= text.buf.failed;
	buf_finish(&text.buf);
}

static void version(struct report_out *out, const ties_fetch_result *r)
{
	char day[PAGE_DATE_MAX];

	page_to(out, DATE_AT);
	page_text(out, (str){day, page_day(r->date, day)});
	right_bytes(out, r->size, SIZE_END);
	if (r->entries) {
		page_to(out, ENTRIES_AT);
		page_count(out, r->entries, "entry", "entries");
	}
	page_line(out);
}

static void row(struct report_out *out, const ties_fetch_result *r)
{
	page_to(out, INDENT);
	page_text(out, r->dataset);
	page_to(out, OUTCOME_AT);
	page_colour(out, colour_of(r->outcome));
	page_put(out, ties_fetch_outcome_name(r->outcome));
	page_colour(out, PAGE_PLAIN);
	if (r->outcome != TIES_FETCH_REFUSED && r->outcome != TIES_FETCH_FAILED) {
		version(out, r);
		return;
	}
	page_line(out);
	trouble(out, r);
}

static void totals(struct report_out *out, const ties_fetch_report *fetch)
{
	size_t count[TIES_FETCH_FAILED + 1] = {0};

	for (size_t i = 0; i < fetch->result_count; i++)
		count[fetch->results[i].outcome]++;
	page_text(out, fetch->archive);
	page_sign(out, " · ", " - ");
	page_count(out, fetch->result_count, "list", "lists");
	for (size_t i = 0; i <= TIES_FETCH_FAILED; i++) {
		if (count[i] == 0)
			continue;
		page_sign(out, " · ", " - ");
		page_number(out, count[i]);
		page_print(out, " %s", ties_fetch_outcome_name((ties_fetch_outcome)i));
	}
	page_line(out);
}

void report_fetch_text(struct report_out *out, const ties_fetch_report *fetch)
{
	totals(out, fetch);
	page_line(out);
	page_to(out, DATE_AT);
	page_put(out, "list of           size");
	page_line(out);
	for (size_t i = 0; i < fetch->result_count; i++)
		row(out, &fetch->results[i]);
}

void report_lists_text(struct report_out *out, const ties_known_list *lists, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		page_colour(out, PAGE_BOLD);
		page_put(out, lists[i].dataset);
		page_colour(out, PAGE_PLAIN);
		page_line(out);
		page_to(out, INDENT);
		page_wrap(out, str_from(lists[i].title), INDENT);
		page_put(out, ", ");
		page_flow(out, str_from(lists[i].publisher), INDENT);
		page_line(out);
		page_to(out, INDENT);
		page_colour(out, PAGE_DIM);
		page_text(out, str_from(lists[i].url));
		page_colour(out, PAGE_PLAIN);
		page_line(out);
		if (!*lists[i].needs)
			continue;
		page_to(out, INDENT);
		page_put(out, "needs ");
		page_wrap(out, str_from(lists[i].needs), INDENT);
		page_line(out);
	}
}
