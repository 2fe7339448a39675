/* `compare` in text: a chart with a row for each spell, then who listed and delisted in which order, how many days
 * apart and for which reason, then opposite moves on one day. */
#include "report/entity.h"

#include <inttypes.h>

enum { INDENT = 2, BY_MAX = 6, LABEL_MAX = 28, LABEL_WIDE = 40, BARS_LEAST = 14, BARS_MOST = 60, NOTE_COLUMNS = 5 };

struct layout {
	unsigned by, label;
	unsigned label_at, from_at, to_at;
	struct axis axis;
};

static str by_of(const ties_spell *s)
{
	return listing_by(s->listings[0]);
}

static str label_of(const ties_spell *s)
{
	return s->label.len ? s->label : listing_label(s->listings[0]);
}

/* ---- the chart -------------------------------------------------------------------------------------------------- */

/* One layout and one axis for all entities, so that their bars can be compared. */
static struct layout lay_out(const struct report_out *out, const ties_comparison *c)
{
	struct layout l = {.by = 2, .label = 8, .axis = axis_empty()};
	unsigned most = page_right(out) < 100 ? LABEL_MAX : LABEL_WIDE;

	for (size_t e = 0; e < c->entity_count; e++) {
		const ties_timeline *t = c->entities[e].timeline;
		for (size_t i = 0; i < t->spell_count; i++) {
			const ties_spell *s = &t->spells[i];
			size_t by = page_width(by_of(s)), label = page_width(label_of(s));
			l.by = by > BY_MAX ? BY_MAX : by > l.by ? (unsigned)by : l.by;
			l.label = label > most ? most : label > l.label ? (unsigned)label : l.label;
			axis_add(&l.axis, s->from, s->to);
		}
	}
	l.label_at = INDENT + l.by + 2;
	l.from_at = l.label_at + l.label + 2;
	l.to_at = l.from_at + ROW_DATE_COLUMNS + 3;
	axis_set_mark(&l.axis, c->on);
	axis_round(&l.axis);
	l.axis.left = l.to_at + ROW_DATE_COLUMNS + 2;
	unsigned end = page_right(out) - (out->sources ? NOTE_COLUMNS : 0);
	unsigned room = end > l.axis.left ? end - l.axis.left : 0;
	if (room >= BARS_LEAST && axis_is_drawable(&l.axis))
		l.axis.columns = room < BARS_MOST ? room : BARS_MOST;
	return l;
}

static void chart_row(struct report_out *out, const struct layout *l, const ties_spell *s, const ties_spell *before,
                      struct page_notes *notes)
{
	bool same_by = before && str_equal(before->jurisdiction, s->jurisdiction);
	bool same = same_by && str_equal(before->label, s->label);
	enum page_colour colour = s->on == TIES_YES ? PAGE_RED : s->on == TIES_POSSIBLY ? PAGE_AMBER : PAGE_PLAIN;

	page_to(out, INDENT);
	if (!same_by)
		page_cut(out, by_of(s), l->by);
	if (!same) {
		page_to(out, l->label_at);
		page_cut(out, label_of(s), l->label);
	}
	row_dates(out, l->from_at, s->from, s->to);
	axis_draw(out, &l->axis, s->from, s->to, colour);
	if (out->sources && l->axis.columns)
		page_to(out, l->axis.left + l->axis.columns);
	page_note(out, notes, s->begin.source);
	if (!str_equal(s->begin.source, s->end.source))
		page_note(out, notes, s->end.source);
	page_line(out);
	if (s->confidence == TIES_RECALLED)
		row_say(out, l->label_at, "", STR("from memory, to be checked"));
}

static void chart(struct report_out *out, const struct layout *l, const ties_timeline *t, struct page_notes *notes)
{
	page_heading(out, "LISTINGS");
	axis_labels(out, &l->axis);
	page_line(out);
	for (size_t i = 0; i < t->spell_count; i++)
		chart_row(out, l, &t->spells[i], i ? &t->spells[i - 1] : NULL, notes);
}

/* ---- the order -------------------------------------------------------------------------------------------------- */

enum { ORDER_DATE_AT = 10, ORDER_GAP_AT = 22, ORDER_LAG_AT = 49 };

/* "1,268", "-30". */
static void number_of_days(struct buf *b, int32_t days)
{
	int64_t size = days < 0 ? -(int64_t)days : days;

	if (days < 0)
		buf_add_char(b, '-');
	if (size >= 1000000)
		buf_print(b, "%" PRId64 ",%03" PRId64 ",%03" PRId64, size / 1000000, size / 1000 % 1000, size % 1000);
	else if (size >= 1000)
		buf_print(b, "%" PRId64 ",%03" PRId64, size / 1000, size % 1000);
	else
		buf_print(b, "%" PRId64, size);
}

void lag_in_words(struct report_out *out, int32_t first, int32_t last)
{
	struct buf b = {0};

	if (first == TIES_DAY_MIN && last == TIES_DAY_MAX) {
		page_put(out, "days not known");
		return;
	}
	if (first == last && first == 0) {
		page_put(out, "same day");
		return;
	}
	if (first == TIES_DAY_MIN || (first < 0 && last > 0)) {
		buf_add(&b, STR("up to "));
	} else if (last == TIES_DAY_MAX) {
		buf_add(&b, STR("at least "));
		number_of_days(&b, first);
	} else if (first != last) {
		number_of_days(&b, first);
		buf_add(&b, out->utf8 ? STR("–") : STR("-"));
	}
	if (last != TIES_DAY_MAX)
		number_of_days(&b, last);
	buf_add(&b, last == 1 ? STR(" day") : STR(" days"));
	if (first < 0)
		buf_add(&b, STR(" or before"));
	page_text(out, buf_str(&b));
	out->buf.failed |= b.failed;
	buf_finish(&b);
}

static void step(struct report_out *out, const ties_timeline *t, const ties_step *s, size_t index, bool end)
{
	const ties_spell *spell = &t->spells[s->spell];
	const ties_decision *d = end ? &spell->end : &spell->begin;
	char text[PAGE_DATE_MAX];
	size_t n = page_date_short(out, s->when, text);

	page_to(out, INDENT);
	page_cut(out, by_of(spell), BY_MAX);
	page_to(out, ORDER_DATE_AT);
	page_cut(out, n ? (str){text, n} : STR("?"), ROW_DATE_COLUMNS);
	if (index) {
		page_to(out, ORDER_GAP_AT);
		lag_in_words(out, s->gap_first, s->gap_last);
		page_to(out, ORDER_LAG_AT);
		lag_in_words(out, s->lag_first, s->lag_last);
	}
	page_line(out);
	row_say(out, ORDER_DATE_AT, "", label_of(spell));
	if (!row_date_fits(s->when))
		row_say(out, ORDER_DATE_AT, "some day ", (str){text, page_date_long(s->when, text)});
	row_say(out, ORDER_DATE_AT, "", d->instrument);
	if (d->reason.len)
		decision_reason(out, ORDER_DATE_AT, d);
	else
		row_say(out, ORDER_DATE_AT, "", STR("reason not known"));
	decision_deciders(out, ORDER_DATE_AT, d);
}

static void order(struct report_out *out, const ties_timeline *t, const ties_step *steps, size_t count, bool end)
{
	if (count == 0)
		return;
	page_heading(out, end ? "ORDER OF DELISTING" : "ORDER OF LISTING");
	if (count > 1) {
		page_colour(out, PAGE_DIM);
		page_to(out, ORDER_GAP_AT);
		page_put(out, "after the one before");
		page_to(out, ORDER_LAG_AT);
		page_put(out, "after the first");
		page_colour(out, PAGE_PLAIN);
	}
	page_line(out);
	for (size_t i = 0; i < count; i++)
		step(out, t, &steps[i], i, end);
}

/* ---- opposite moves --------------------------------------------------------------------------------------------- */

static str caption_of(const ties_comparison *c, uint32_t entity)
{
	return c->entities[entity].timeline->candidates[0].entity.caption;
}

/* "CA removed Mujahedin-e-Khalq (Criminal Code list)". */
static void move(struct report_out *out, const ties_comparison *c, uint32_t entity, uint32_t spell, const char *verb)
{
	const ties_spell *s = &c->entities[entity].timeline->spells[spell];

	page_text(out, by_of(s));
	page_put(out, verb);
	page_text(out, caption_of(c, entity));
	page_put(out, ", ");
	page_text(out, label_of(s));
}

static void opposites(struct report_out *out, const ties_comparison *c)
{
	enum { AT = 14 };
	char text[PAGE_DATE_MAX];

	if (c->opposite_count == 0)
		return;
	page_heading(out, "ON ONE DAY, OPPOSITE MOVES");
	page_line(out);
	for (size_t i = 0; i < c->opposite_count; i++) {
		const ties_opposite *o = &c->opposites[i];
		struct report_out line = {.utf8 = out->utf8, .width = UINT16_MAX};
		page_to(out, INDENT);
		page_text(out, (str){text, page_day(o->day, text)});
		page_to(out, AT);
		move(&line, c, o->off_entity, o->off_spell, " removed ");
		page_put(&line, "; ");
		move(&line, c, o->on_entity, o->on_spell, " listed ");
		page_wrap(out, buf_str(&line.buf), AT);
		page_line(out);
		out->buf.failed |= line.buf.failed;
		buf_finish(&line.buf);
	}
}

static void entity(struct report_out *out, const struct layout *l, const ties_compared *compared,
                   struct page_notes *notes)
{
	const ties_timeline *t = compared->timeline;

	if (timeline_is_unclear(out, t))
		return;
	const ties_entity *e = &t->candidates[0].entity;
	report_taken_text(out, t->query, &t->candidates[0]);
	status_title(out, e, t->on, t->known_on);
	entity_summary(out, e, t->on, false, 0);
	page_line(out);
	if (t->spell_count == 0)
		return;
	chart(out, l, t, notes);
	order(out, t, compared->listed, compared->listed_count, false);
	order(out, t, compared->delisted, compared->delisted_count, true);
	entity_disagreements(out, e, notes);
}

void report_compare_text(struct report_out *out, const ties_comparison *comparison)
{
	struct page_notes notes = {0};
	struct layout l = lay_out(out, comparison);

	for (size_t i = 0; i < comparison->entity_count; i++) {
		if (comparison->entities[i].timeline->candidate_count == 0)
			continue;
		if (out->buf.len)
			page_line(out);
		entity(out, &l, &comparison->entities[i], &notes);
	}
	opposites(out, comparison);
	page_notes_finish(out, &notes);
}
