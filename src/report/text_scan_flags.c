/* The flags among those named in a document: by rule, severest first, a line each; the facts stand among the ties, and
 * in full with --verbose. */
#include "report/flag_lines.h"

enum { INDENT = 2, DATE_AT = 4, TEXT_AT = 16 };

/** "Rudy Giuliani, Mujahedin-e-Khalq". */
static void add_names(struct buf *into, const ties_flag *flag)
{
	buf_add(into, flag->caption);
	if (flag->other.len)
		buf_print(into, ", %.*s", STR_ARG(flag->other_caption));
}

void flag_notes(struct buf *into, const ties_flag *flag)
{
	size_t before = into->len;

	flag_doubt(into, flag);
	if (flag->against_count)
		buf_print(into, "%s%zu %s", into->len > before ? "; " : "", flag->against_count,
		          flag->against_count == 1 ? "denial" : "denials");
}

static void in_brief(struct report_out *out, const ties_flag *flag)
{
	struct buf text = {0}, notes = {0};

	flag_date(out, flag, DATE_AT);
	page_to(out, TEXT_AT);
	add_names(&text, flag);
	flag_notes(&notes, flag);
	buf_print(&text, "%s%.*s", notes.len ? "; " : "", STR_ARG(buf_str(&notes)));
	page_wrap(out, buf_str(&text), TEXT_AT);
	page_line(out);
	out->buf.failed |= text.failed || notes.failed;
	buf_finish(&text);
	buf_finish(&notes);
}

static void in_full(struct report_out *out, const ties_flag *flag, struct page_notes *notes)
{
	struct buf text = {0};

	add_names(&text, flag);
	page_to(out, INDENT);
	page_wrap(out, buf_str(&text), INDENT);
	page_line(out);
	flag_lines(out, flag, notes);
	out->buf.failed |= text.failed;
	buf_finish(&text);
}

static void left(struct report_out *out, size_t count, const char *one_is, const char *many_are)
{
	if (count == 0)
		return;
	page_count(out, count, one_is, many_are);
	page_line(out);
}

static void what_is_left(struct report_out *out, const ties_flags *flags)
{
	left(out, flags->left_out, "further flag is not told: raise --limit.",
	     "further flags are not told: raise --limit.");
	left(out, flags->later, "flag is of a later date.", "flags are of a later date.");
	left(out, flags->not_asked, "of those named was not asked about.", "of those named were not asked about.");
	page_put(out, "ties flags NAME tells the facts of each, with sources.");
	page_line(out);
}

void scan_flags_text(struct report_out *out, const ties_flags *flags, struct page_notes *notes)
{
	if (!flags || !flags->count)
		return;
	page_heading(out, "FLAGS: THESE DESERVE A LOOK, AND PROVE NOTHING");
	page_line(out);
	for (size_t i = 0; i < flags->count; i++) {
		const ties_flag *flag = &flags->list[i];
		if (i == 0 || flag->rule != flag[-1].rule)
			flag_rule_title(out, flag->rule, INDENT);
		if (out->verbose)
			in_full(out, flag, notes);
		else
			in_brief(out, flag);
		if (i + 1 < flags->count && flag[1].rule == flag->rule)
			continue;
		page_to(out, DATE_AT);
		page_put(out, "refuted if");
		page_to(out, TEXT_AT);
		page_wrap(out, flag->rule->refuted_by, TEXT_AT);
		page_line(out);
	}
	page_line(out);
	what_is_left(out, flags);
}
