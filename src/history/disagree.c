/* Where do sources contradict each other? Of each spell one beginning and one end count; what another dataset says of
 * it disagrees when no day fits both. */
#include "history/spells.h"

static str source_of(const ties_listing *l)
{
	return l->source.len ? l->source : l->dataset;
}

static str day_text(ties_when w)
{
	return w.first == TIES_DAY_MAX ? STR("still listed") : w.edtf;
}

static void add(ties_entity *out, ties_disagreement *list, const char *what, const struct spell_end *a,
                const struct spell_end *b, struct arena *arena)
{
	list[out->disagreement_count++] = (ties_disagreement){
	    .about = arena_print(arena, "%s of the listing by %.*s (%.*s)", what, STR_ARG(a->by->jurisdiction),
	                         STR_ARG(a->by->label)),
	    .left = day_text(a->when),
	    .left_source = source_of(a->by),
	    .right = day_text(b->when),
	    .right_source = source_of(b->by),
	};
}

static size_t count_runs(const struct spell_draft *d)
{
	size_t count = 0;

	for (const struct spell_run *r = d->first; r; r = r->next)
		count++;
	return count;
}

ties_code history_disagreements(ties_entity *out, const ties_book *b, const struct history_time *time,
                                struct arena *arena, ties_error *err)
{
	struct spell_set spells;
	size_t most = 0;

	if (out->listing_count < 2)
		return TIES_OK;
	ties_code rc = spells_join(&spells, out, b, time, arena, err);
	if (rc != TIES_OK)
		return rc;
	for (size_t i = 0; i < spells.count; i++)
		most += 2 * (count_runs(&spells.list[i]) - 1);
	ties_disagreement *list = arena_array(arena, most, sizeof *list);
	if (!list)
		return error_nomem(err);
	out->disagreements = list;
	for (size_t i = 0; i < spells.count; i++) {
		const struct spell_draft *d = &spells.list[i];
		for (const struct spell_run *r = d->first; r; r = r->next) {
			if (!spell_ends_agree(&d->from, &r->from))
				add(out, list, "beginning", &d->from, &r->from, arena);
			if (!spell_ends_agree(&d->to, &r->to))
				add(out, list, "end", &d->to, &r->to, arena);
		}
	}
	return arena->failed ? error_nomem(err) : TIES_OK;
}
