/* Jurisdictions side by side: who listed and delisted in which order, after how many days, who still lists, and who
 * moved in opposite directions on one day. */
#include "history/history.h"

#include <stdlib.h>

/* ---- steps --------------------------------------------------------------------------------------------------- */

static int32_t difference(int32_t later, int32_t earlier, int32_t unbounded)
{
	bool bounded =
	    later != TIES_DAY_MIN && later != TIES_DAY_MAX && earlier != TIES_DAY_MIN && earlier != TIES_DAY_MAX;
	int64_t days = (int64_t)later - earlier;

	return bounded && days > INT32_MIN && days < INT32_MAX ? (int32_t)days : unbounded;
}

/* What surely happened by a day comes before what may have happened later. */
static int compare_days(ties_when a, ties_when b)
{
	bool known = a.edtf.len, other_known = b.edtf.len;

	if (known != other_known)
		return known ? -1 : 1;
	if (a.last != b.last)
		return a.last < b.last ? -1 : 1;
	return (a.first > b.first) - (a.first < b.first);
}

static int compare_steps(const void *left, const void *right)
{
	const ties_step *a = left, *b = right;
	int order = compare_days(a->when, b->when);

	return order ? order : (a->spell > b->spell) - (a->spell < b->spell);
}

/* In order of time, with the days behind the first one and behind the one before. */
static void order_steps(ties_step *steps, size_t count)
{
	if (count)
		qsort(steps, count, sizeof *steps, compare_steps);
	for (size_t i = 1; i < count; i++) {
		ties_when when = steps[i].when, first = steps[0].when, before = steps[i - 1].when;
		steps[i].lag_first = difference(when.first, first.last, TIES_DAY_MIN);
		steps[i].lag_last = difference(when.last, first.first, TIES_DAY_MAX);
		steps[i].gap_first = difference(when.first, before.last, TIES_DAY_MIN);
		steps[i].gap_last = difference(when.last, before.first, TIES_DAY_MAX);
	}
}

/** The spells of one jurisdiction, which stand together. */
struct group {
	size_t begin, end;
};

static bool next_group(const ties_timeline *t, struct group *g)
{
	g->begin = g->end;
	if (g->begin >= t->spell_count)
		return false;
	while (g->end < t->spell_count && str_equal(t->spells[g->end].jurisdiction, t->spells[g->begin].jurisdiction))
		g->end++;
	return true;
}

static ties_step step_of(const ties_timeline *t, size_t spell, ties_when when)
{
	return (ties_step){.jurisdiction = t->spells[spell].jurisdiction, .spell = (uint32_t)spell, .when = when};
}

static ties_step first_listing(const ties_timeline *t, struct group g)
{
	ties_step step = step_of(t, g.begin, t->spells[g.begin].from);

	for (size_t i = g.begin + 1; i < g.end; i++) {
		ties_step other = step_of(t, i, t->spells[i].from);
		if (compare_steps(&other, &step) < 0)
			step = other;
	}
	return step;
}

/* Does it list it on the date asked for, or possibly? */
static bool lists_still(const ties_timeline *t, struct group g)
{
	for (size_t i = g.begin; i < g.end; i++)
		if (t->spells[i].on != TIES_NO)
			return true;
	return false;
}

/* The last end up to the date asked for; false when there is none. */
static bool last_end(const ties_timeline *t, struct group g, ties_step *out)
{
	bool found = false;

	for (size_t i = g.begin; i < g.end; i++) {
		const ties_spell *s = &t->spells[i];
		ties_step step = step_of(t, i, s->to);
		if (!s->to.edtf.len || s->to.first == TIES_DAY_MAX || history_place(s->to) > t->on.last ||
		    (found && compare_days(step.when, out->when) <= 0))
			continue;
		*out = step;
		found = true;
	}
	return found;
}

ties_code history_compare(ties_compared *out, struct arena *arena, ties_error *err)
{
	const ties_timeline *t = out->timeline;
	ties_step *listed = arena_array(arena, t->spell_count, sizeof *listed);
	ties_step *delisted = arena_array(arena, t->spell_count, sizeof *delisted);
	ties_str *still = arena_array(arena, t->spell_count, sizeof *still);

	if (arena->failed)
		return error_nomem(err);
	for (struct group g = {0}; next_group(t, &g);) {
		listed[out->listed_count++] = first_listing(t, g);
		if (lists_still(t, g))
			still[out->still_count++] = t->spells[g.begin].jurisdiction;
		else
			out->delisted_count += last_end(t, g, &delisted[out->delisted_count]);
	}
	order_steps(listed, out->listed_count);
	order_steps(delisted, out->delisted_count);
	out->listed = listed;
	out->delisted = delisted;
	out->still = still;
	return TIES_OK;
}

/* ---- opposite moves ---------------------------------------------------------------------------------------------- */

/** A spell that began or ended on a day that is known. */
struct move {
	int32_t day;
	uint32_t entity, spell;
};

static int compare_moves(const void *left, const void *right)
{
	const struct move *a = left, *b = right;

	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	if (a->entity != b->entity)
		return a->entity < b->entity ? -1 : 1;
	return (a->spell > b->spell) - (a->spell < b->spell);
}

static size_t find_moves(struct move *moves, const ties_comparison *c, bool off)
{
	size_t n = 0;

	for (size_t e = 0; e < c->entity_count; e++) {
		const ties_timeline *t = c->entities[e].timeline;
		for (size_t s = 0; s < t->spell_count; s++) {
			ties_when when = off ? t->spells[s].to : t->spells[s].from;
			if (when.edtf.len && when.first == when.last && when.first != TIES_DAY_MAX &&
			    when.first != TIES_DAY_MIN)
				moves[n++] = (struct move){when.first, (uint32_t)e, (uint32_t)s};
		}
	}
	if (n)
		qsort(moves, n, sizeof *moves, compare_moves);
	return n;
}

static const ties_spell *spell_of(const ties_comparison *c, struct move m)
{
	return &c->entities[m.entity].timeline->spells[m.spell];
}

/* An entry that is replaced by another of the same entity under the same regime is no opposite move. */
static bool is_opposite(const ties_comparison *c, struct move off, struct move on)
{
	const ties_spell *a = spell_of(c, off), *b = spell_of(c, on);

	return off.entity != on.entity || !str_equal(a->jurisdiction, b->jurisdiction) ||
	       !str_equal(a->label, b->label);
}

ties_code history_opposites(ties_comparison *out, struct arena *arena, ties_error *err)
{
	size_t spells = 0, off_count, on_count, from = 0;

	for (size_t e = 0; e < out->entity_count; e++)
		spells += out->entities[e].timeline->spell_count;
	struct move *off = arena_array(arena, spells, sizeof *off), *on = arena_array(arena, spells, sizeof *on);
	ties_opposite *list = arena_array(arena, TIES_OPPOSITES_MAX, sizeof *list);
	if (arena->failed)
		return error_nomem(err);
	off_count = find_moves(off, out, true);
	on_count = find_moves(on, out, false);
	out->opposites = list;
	for (size_t i = 0; i < off_count; i++) {
		while (from < on_count && on[from].day < off[i].day)
			from++;
		for (size_t j = from;
		     j < on_count && on[j].day == off[i].day && out->opposite_count < TIES_OPPOSITES_MAX; j++)
			if (is_opposite(out, off[i], on[j]))
				list[out->opposite_count++] =
				    (ties_opposite){off[i].day, off[i].entity, off[i].spell, on[j].entity, on[j].spell};
	}
	return TIES_OK;
}
