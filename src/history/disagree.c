/* Where do sources contradict each other? Two listings of one entity by one jurisdiction under one regime, from two
 * datasets, whose spells touch, should begin and end alike. They disagree when no day fits both. */
#include "history/history.h"

static bool same_regime(const ties_listing *a, const ties_listing *b)
{
	return str_equal(a->jurisdiction, b->jurisdiction) &&
	       (str_equal(a->label, b->label) || str_equal(a->regime, b->regime));
}

/* Neither ended before the other can have begun. */
static bool touch(const ties_listing *a, const ties_listing *b)
{
	return a->from.first <= b->to.last && b->from.first <= a->to.last;
}

static bool apart(ties_when a, ties_when b)
{
	return a.edtf.len && b.edtf.len && (a.last < b.first || b.last < a.first);
}

/* One says that it ended, the other that it goes on. */
static bool ends_apart(const ties_listing *a, const ties_listing *b)
{
	bool a_open = a->to.first == TIES_DAY_MAX, b_open = b->to.first == TIES_DAY_MAX;

	if (a_open != b_open)
		return (a_open ? b->to.edtf.len : a->to.edtf.len) != 0;
	return apart(a->to, b->to);
}

static str source_of(const ties_listing *l)
{
	return l->source.len ? l->source : l->dataset;
}

static str end_text(ties_when to)
{
	return to.first == TIES_DAY_MAX ? STR("still listed") : to.edtf;
}

static void add(ties_entity *out, ties_disagreement *list, const char *what, const ties_listing *a, str left,
                const ties_listing *b, str right, struct arena *arena)
{
	list[out->disagreement_count++] = (ties_disagreement){
	    .about = arena_print(arena, "%s of the listing by %.*s (%.*s)", what, STR_ARG(a->jurisdiction),
	                         STR_ARG(a->label)),
	    .left = left,
	    .left_source = source_of(a),
	    .right = right,
	    .right_source = source_of(b),
	};
}

void history_disagreements(ties_entity *out, struct arena *arena)
{
	enum { DISAGREEMENTS_MAX = 32 };
	ties_disagreement *list = arena_array(arena, DISAGREEMENTS_MAX, sizeof *list);

	out->disagreements = list;
	for (size_t i = 0; list && i < out->listing_count; i++) {
		for (size_t j = i + 1; j < out->listing_count && out->disagreement_count + 2 <= DISAGREEMENTS_MAX;
		     j++) {
			const ties_listing *a = &out->listings[i], *b = &out->listings[j];
			if (str_equal(a->dataset, b->dataset) || !same_regime(a, b) || !touch(a, b))
				continue;
			if (apart(a->from, b->from))
				add(out, list, "beginning", a, a->from.edtf, b, b->from.edtf, arena);
			if (ends_apart(a, b))
				add(out, list, "end", a, end_text(a->to), b, end_text(b->to), arena);
		}
	}
}
