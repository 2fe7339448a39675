/* Ties in words: the date, who is what to whom, and everything that keeps it from being a plain fact.
 *
 * What is alleged, presumed, proposed or denied says so first, and who says it; a reader who stops after the first
 * words has not been misled. */
#include "report/tie_lines.h"

enum { INDENT = 2, TEXT_AT = 16 };

void tie_words(struct buf *into, str relation)
{
	for (size_t i = 0; i < relation.len; i++)
		buf_add_char(into, relation.ptr[i] == '_' ? ' ' : relation.ptr[i]);
}

void claim_lead(struct buf *into, str modality, str attribution)
{
	bool plain = str_is(modality, "asserted");

	if (plain && !attribution.len)
		return;
	if (plain)
		buf_add(into, STR("according to"));
	else
		buf_add(into, modality);
	if (attribution.len)
		buf_print(into, "%s %.*s", plain ? "" : " by", STR_ARG(attribution));
	buf_add(into, STR(": "));
}

static void add_until(struct buf *b, const ties_tie *tie)
{
	char date[PAGE_DATE_MAX];

	if (page_end_of(tie->end) == END_OPEN)
		buf_add(b, STR(", still so when this was written"));
	else if (tie->begin.edtf.len && page_end_of(tie->end) == END_DATED &&
	         !str_equal(tie->end.edtf, tie->begin.edtf)) {
		size_t n = page_date_long(tie->end, date);
		buf_print(b, ", until %.*s", (int)n, date);
	} else if (tie->former) {
		buf_add(b, STR(", formerly"));
	}
}

/* "Linked To" of one who is linked to another. */
static bool is_repeated(const ties_tie *tie)
{
	size_t i = 0;

	for (; i < tie->role.len && i < tie->relation.len; i++) {
		char a = tie->role.ptr[i], b = tie->relation.ptr[i];
		if (a >= 'A' && a <= 'Z')
			a = (char)(a - 'A' + 'a');
		if (a != b && !(a == ' ' && b == '_'))
			break;
	}
	return i == tie->role.len && i == tie->relation.len;
}

void tie_rest(struct buf *into, const ties_tie *tie)
{
	if (tie->role.len && !is_repeated(tie))
		buf_print(into, ", %.*s", STR_ARG(tie->role));
	if (tie->share.len)
		buf_print(into, ", %.*s", STR_ARG(tie->share));
	if (tie->amount.len)
		buf_print(into, ", %.*s", STR_ARG(tie->amount));
	if (tie->event.len && !str_equal(tie->event, tie->to))
		buf_print(into, ", at %.*s", STR_ARG(tie->event_caption));
	if (tie->place.len)
		buf_print(into, ", %.*s", STR_ARG(tie->place));
	add_until(into, tie);
	if (tie->confidence == TIES_RECALLED)
		buf_add(into, STR(" (from memory, to be checked)"));
	if (tie->derived)
		buf_add(into, STR(" (derived)"));
}

bool tie_repeats_another(const ties_tie *tie)
{
	return tie->derived && str_is(tie->relation, "linked_to");
}

void tie_sentence(struct buf *into, const ties_tie *tie, str self)
{
	bool subject = str_equal(self, tie->from);

	claim_lead(into, tie->modality, tie->attribution);
	if (subject)
		tie_words(into, tie->relation);
	else
		buf_add(into, tie->inverse);
	buf_print(into, " %.*s", STR_ARG(subject ? tie->to_caption : tie->from_caption));
	tie_rest(into, tie);
}

void tie_whole_sentence(struct buf *into, const ties_tie *tie)
{
	claim_lead(into, tie->modality, tie->attribution);
	buf_print(into, "%.*s ", STR_ARG(tie->from_caption));
	tie_words(into, tie->relation);
	buf_print(into, " %.*s", STR_ARG(tie->to_caption));
	tie_rest(into, tie);
}

void tie_date(struct report_out *out, const ties_tie *tie, unsigned at)
{
	char date[PAGE_DATE_MAX];
	bool begun = page_end_of(tie->begin) == END_DATED, ended = page_end_of(tie->end) == END_DATED;

	page_to(out, at);
	if (begun || ended) {
		size_t n = page_date_short(out, begun ? tie->begin : tie->end, date);
		page_put(out, begun ? "" : "by ");
		page_text(out, (str){date, n});
	} else {
		page_put(out, "undated");
	}
}

/* Offices have rows of their own. */
static bool is_told_elsewhere(const ties_tie *tie)
{
	return tie_repeats_another(tie) || str_is(tie->relation, "holds_office");
}

void ties_lines(struct report_out *out, const ties_status *status, struct page_notes *notes)
{
	str self = status->candidates[0].entity.id;
	bool titled = false;

	for (size_t i = 0; i < status->tie_count; i++) {
		const ties_tie *tie = &status->ties[i];
		struct buf text = {0};
		if (is_told_elsewhere(tie))
			continue;
		if (!titled) {
			page_heading(out, "TIES");
			page_line(out);
			titled = true;
		}
		tie_date(out, tie, INDENT);
		page_to(out, TEXT_AT);
		tie_sentence(&text, tie, self);
		page_wrap(out, buf_str(&text), TEXT_AT);
		page_note_line(out, notes, tie->source.len ? tie->source : tie->ref, TEXT_AT);
		if (out->verbose && tie->notes.len) {
			page_to(out, TEXT_AT);
			page_wrap(out, tie->notes, TEXT_AT);
			page_line(out);
		}
		out->buf.failed |= text.failed;
		buf_finish(&text);
	}
}
