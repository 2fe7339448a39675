/* `around` in text: who it is, then its ties by what they are, in order of time within each; then, of those further
 * out, the ties among them. */
#include "report/entity.h"
#include "report/tie_lines.h"

enum { INDENT = 2, TEXT_AT = 16 };

static void say_time(struct report_out *out, const ties_around *around, ties_reading reading)
{
	if (reading == TIES_ON_DATE)
		page_print(out, ", %s ", page_preposition(around->on));
	else if (reading == TIES_BETWEEN)
		page_put(out, ", from ");
	page_text(out, around->on.edtf);
	if (around->until.edtf.len) {
		page_put(out, " to ");
		page_text(out, around->until.edtf);
	}
}

static void introduce(struct report_out *out, const ties_around *around, ties_reading reading)
{
	status_introduce(out, around->centre);
	page_to(out, INDENT);
	if (around->tie_count) {
		page_count(out, around->tie_count, "tie", "ties");
		page_put(out, " to or among ");
		page_count(out, around->neighbour_count, "other", "others");
	} else {
		page_put(out, "No tie is known");
	}
	say_time(out, around, reading);
	page_line(out);
}

/* Does the tie begin at the centre, end at it, or neither? */
enum side { SIDE_SUBJECT, SIDE_OBJECT, SIDE_NEITHER };

static enum side side_of(const ties_tie *tie, str centre)
{
	if (str_equal(tie->from, centre))
		return SIDE_SUBJECT;
	return str_equal(tie->to, centre) ? SIDE_OBJECT : SIDE_NEITHER;
}

static bool same_group(const ties_tie *a, const ties_tie *b, str centre)
{
	return side_of(a, centre) == side_of(b, centre) && str_equal(a->relation, b->relation);
}

static void heading(struct report_out *out, const ties_tie *tie, enum side side)
{
	struct buf words = {0};
	str text = side == SIDE_OBJECT ? tie->inverse : tie->relation;

	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		buf_add_char(&words, c == '_' ? ' ' : c >= 'a' && c <= 'z' ? (char)(c - ('a' - 'A')) : c);
	}
	buf_add_char(&words, 0);
	out->buf.failed |= words.failed;
	if (!words.failed)
		page_heading(out, words.ptr);
	page_line(out);
	buf_finish(&words);
}

static void tie_line(struct report_out *out, const ties_tie *tie, str centre, ties_reading reading,
                     struct page_notes *notes)
{
	struct buf text = {0};
	enum side side = side_of(tie, centre);

	tie_date(out, tie, INDENT);
	page_to(out, TEXT_AT);
	if (side == SIDE_NEITHER)
		tie_whole_sentence(&text, tie);
	else
		tie_sentence(&text, tie, side == SIDE_OBJECT ? tie->to : tie->from);
	if (reading == TIES_ON_DATE && tie->on == TIES_POSSIBLY)
		buf_add(&text, STR(" (possibly then)"));
	page_wrap(out, buf_str(&text), TEXT_AT);
	page_note_line(out, notes, tie->source.len ? tie->source : tie->ref, TEXT_AT);
	out->buf.failed |= text.failed;
	buf_finish(&text);
}

static bool is_first(const ties_around *around, size_t i, str centre)
{
	for (size_t j = 0; j < i; j++)
		if (!tie_repeats_another(&around->ties[j]) && same_group(&around->ties[j], &around->ties[i], centre))
			return false;
	return true;
}

static void groups(struct report_out *out, const ties_around *around, str centre, ties_reading reading,
                   struct page_notes *notes)
{
	for (size_t i = 0; i < around->tie_count; i++) {
		const ties_tie *tie = &around->ties[i];
		if (side_of(tie, centre) == SIDE_NEITHER || tie_repeats_another(tie) || !is_first(around, i, centre))
			continue;
		heading(out, tie, side_of(tie, centre));
		for (size_t j = i; j < around->tie_count; j++)
			if (!tie_repeats_another(&around->ties[j]) && same_group(&around->ties[j], tie, centre))
				tie_line(out, &around->ties[j], centre, reading, notes);
	}
}

static void among_others(struct report_out *out, const ties_around *around, str centre, ties_reading reading,
                         struct page_notes *notes)
{
	bool titled = false;

	for (size_t i = 0; i < around->tie_count; i++) {
		const ties_tie *tie = &around->ties[i];
		if (side_of(tie, centre) != SIDE_NEITHER || tie_repeats_another(tie))
			continue;
		if (!titled) {
			page_heading(out, "AMONG THEM");
			page_line(out);
			titled = true;
		}
		tie_line(out, tie, centre, reading, notes);
	}
}

/* What was cut, and what lies further out. */
static void say_hidden(struct report_out *out, const ties_around *around)
{
	uint64_t hidden = 0;

	for (size_t i = 0; i < around->neighbour_count; i++)
		hidden += around->neighbours[i].hidden;
	if (!around->left_out && !hidden)
		return;
	page_line(out);
	if (around->left_out) {
		page_count(out, around->left_out, "entity as near is", "entities as near are");
		page_put(out, " not shown: raise --limit. ");
	}
	if (hidden) {
		page_count(out, hidden, "tie leads", "ties lead");
		page_put(out, " further out.");
	}
	page_line(out);
}

void report_around_text(struct report_out *out, const ties_around *around, ties_reading reading)
{
	const ties_status *centre = around->centre;
	struct page_notes notes = {0};

	if (centre->candidate_count == 0)
		status_nobody(out, centre->query);
	else if (centre->candidate_count > 1)
		status_ambiguous(out, centre->query, centre->candidates, centre->candidate_count, centre->on);
	if (centre->candidate_count != 1)
		return;
	str id = centre->candidates[0].entity.id;
	introduce(out, around, reading);
	groups(out, around, id, reading, &notes);
	among_others(out, around, id, reading, &notes);
	say_hidden(out, around);
	page_notes_finish(out, &notes);
}
