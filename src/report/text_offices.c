/* `offices` in text: under each office its holders in order.
 *
 *   Minister of Foreign Affairs (CA)                              1995      2005
 *     1993-11-04 → 1996-01-24   André Ouellet, Liberal        ━━━━┥
 */
#include "report/axis.h"
#include "report/entity.h"

enum {
	FROM_AT = 2,
	WHO_AT = FROM_AT + 2 * ROW_DATE_COLUMNS + 5,
	WHO_MOST = 34,
	BARS_LEAST = 14,
	BARS_MOST = 60,
	NOTE_COLUMNS = 5
};

static struct axis axis_of(const struct report_out *out, const ties_holders *h)
{
	struct axis axis = axis_empty();
	unsigned end = page_right(out) - (out->sources ? NOTE_COLUMNS : 0);

	for (size_t i = 0; i < h->holder_count; i++)
		axis_add(&axis, h->holders[i].office.from, h->holders[i].office.to);
	if (h->on.edtf.len)
		axis_set_mark(&axis, h->on);
	axis_round(&axis);
	axis.left = WHO_AT + WHO_MOST + 2;
	unsigned room = end > axis.left ? end - axis.left : 0;
	if (room >= BARS_LEAST && axis_is_drawable(&axis))
		axis.columns = room < BARS_MOST ? room : BARS_MOST;
	return axis;
}

static void heading(struct report_out *out, const struct axis *axis, const ties_office *o, bool labels)
{
	page_colour(out, PAGE_BOLD);
	page_text(out, o->position);
	if (o->jurisdiction.len) {
		page_put(out, " (");
		page_text(out, o->jurisdiction);
		page_put(out, ")");
	}
	page_colour(out, PAGE_PLAIN);
	if (labels && out->column < axis->left)
		axis_labels(out, axis);
	page_line(out);
}

static void row(struct report_out *out, const struct axis *axis, const ties_holders *h, const ties_holder *holder,
                struct page_notes *notes)
{
	const ties_office *o = &holder->office;
	struct report_out who = {.utf8 = out->utf8};
	enum page_colour colour = h->on.edtf.len && o->on == TIES_POSSIBLY ? PAGE_AMBER : PAGE_PLAIN;

	page_text(&who, holder->caption);
	const str more[] = {o->party, o->area};
	for (size_t i = 0; i < 2; i++) {
		page_put(&who, more[i].len ? ", " : "");
		page_text(&who, more[i]);
	}
	row_dates(out, FROM_AT, o->from, o->to);
	page_to(out, WHO_AT);
	page_cut(out, buf_str(&who.buf), WHO_MOST);
	axis_draw(out, axis, o->from, o->to, colour);
	if (out->sources && axis->columns)
		page_to(out, axis->left + axis->columns);
	page_note(out, notes, o->source.len ? o->source : o->dataset);
	page_line(out);
	if (h->on.edtf.len && o->on == TIES_POSSIBLY)
		row_say(out, WHO_AT, "", STR("possibly on that date"));
	if (o->confidence == TIES_RECALLED)
		row_say(out, WHO_AT, "", STR("from memory, to be checked"));
	out->buf.failed |= who.buf.failed;
	buf_finish(&who.buf);
}

void report_holders_text(struct report_out *out, const ties_holders *holders)
{
	struct page_notes notes = {0};
	struct axis axis = axis_of(out, holders);

	for (size_t i = 0; i < holders->holder_count; i++) {
		const ties_office *o = &holders->holders[i].office;
		const ties_office *before = i ? &holders->holders[i - 1].office : NULL;
		if (!before || !str_equal(before->position, o->position) ||
		    !str_equal(before->jurisdiction, o->jurisdiction)) {
			if (i)
				page_line(out);
			heading(out, &axis, o, i == 0);
		}
		row(out, &axis, holders, &holders->holders[i], &notes);
	}
	page_notes_finish(out, &notes);
}
