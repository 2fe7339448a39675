#include "graph/walk.h"

#include <math.h>

/* ---- costs ------------------------------------------------------------------------------------------------ */

enum { UNIT = 1000 };

/* In hundredths: what is only alleged, derived or recalled is a longer way than what is plainly said. */
enum { ALLEGED = 150, DENIED = 200, DERIVED = 150, FROM_MEMORY = 125, MAYBE = 125 };

static uint32_t times(uint32_t cost, uint32_t hundredths)
{
	return (uint32_t)((uint64_t)cost * hundredths / 100);
}

static uint32_t cost_of_kind(const ties_book *b, const struct book_tie_kind *kind)
{
	const struct model_relation *relation = model_relation_find(book_string(b, kind->relation));
	uint32_t cost = relation ? (uint32_t)lroundf(relation->cost * (float)UNIT) : 0;

	if (kind->modality == MODALITY_DENIED)
		cost = times(cost, DENIED);
	else if (kind->modality != MODALITY_ASSERTED)
		cost = times(cost, ALLEGED);
	if (kind->flags & TIE_DERIVED)
		cost = times(cost, DERIVED);
	return kind->confidence == CONFIDENCE_RECALLED ? times(cost, FROM_MEMORY) : cost;
}

static uint64_t count_known(const struct graph_rules *rules, struct book_range out, struct book_range in)
{
	struct date_interval span;
	uint64_t known = 0;

	for (uint32_t i = out.begin; i < out.end; i++)
		known += graph_known_span(rules->b, i, rules->known, &span);
	for (uint32_t i = in.begin; i < in.end; i++)
		known += graph_known_span(rules->b, BOOK_AT(rules->b, TIE_IN, i)->tie, rules->known, &span);
	return known;
}

uint32_t graph_node_cost(const struct graph_rules *rules, uint32_t node)
{
	enum { PER_DOUBLING = UNIT / 10 };
	struct book_range out = book_ties_from(rules->b, node), in = book_ties_to(rules->b, node);
	uint64_t degree =
	    rules->all_known ? (uint64_t)(out.end - out.begin) + (in.end - in.begin) : count_known(rules, out, in);

	/* log2 in quarters is enough, and the same on every machine */
	unsigned doublings = degree ? 63 - (unsigned)__builtin_clzll(degree) : 0;
	unsigned quarter = doublings >= 2 ? (unsigned)(degree >> (doublings - 2) & 3) : 0;
	return PER_DOUBLING * (4 * doublings + quarter) / 4;
}

/* ---- what is admitted ------------------------------------------------------------------------------------- */

static ties_code check_words(const char *relations, ties_error *err)
{
	str list = str_from(relations ? relations : ""), word;

	while (relations && str_split(&list, ',', &word))
		if (!model_relation_find(str_trim(word)))
			return error_set(
			    err, TIES_ERR_USAGE,
			    "\"%.*s\" is no relation; data/relations.csv has those that are, such as owns, "
			    "leads, pays, speaks_at",
			    STR_ARG(str_trim(word)));
	return TIES_OK;
}

static bool is_among(str relation, const char *relations)
{
	str list = str_from(relations), word;

	while (str_split(&list, ',', &word))
		if (str_equal(str_trim(word), relation))
			return true;
	return false;
}

ties_code graph_rules_init(struct graph_rules *rules, const ties_book *b, const char *relations, bool asserted,
                           struct arena *arena, ties_error *err)
{
	ties_code rc = check_words(relations, err);

	if (rc != TIES_OK)
		return rc;
	*rules = (struct graph_rules){
	    .b = b,
	    .kind_cost = arena_array(arena, b->TIE_KIND.count, sizeof *rules->kind_cost),
	    .known = TIES_DAY_MAX,
	};
	if (!rules->kind_cost)
		return error_nomem(err);
	for (uint32_t i = 0; i < b->TIE_KIND.count; i++) {
		const struct book_tie_kind *kind = &b->TIE_KIND.items[i];
		if ((!relations || is_among(book_string(b, kind->relation), relations)) &&
		    (!asserted || kind->modality == MODALITY_ASSERTED))
			rules->kind_cost[i] = cost_of_kind(b, kind);
	}
	return TIES_OK;
}

void graph_rules_know(struct graph_rules *rules, int32_t day)
{
	const ties_book *b = rules->b;

	rules->known = day;
	rules->all_known = day == TIES_DAY_MAX;
	for (uint32_t i = 0; i < b->TIE_KIND.count; i++)
		if (!book_known_on(b->TIE_KIND.items[i].known_from, b->TIE_KIND.items[i].known_until, day)) {
			rules->kind_cost[i] = 0;
			rules->all_known = false;
		}
}

uint32_t graph_tie_cost(const struct graph_rules *rules, uint32_t item)
{
	const struct book_tie *tie = BOOK_AT(rules->b, TIE, item);
	uint32_t cost = tie->kind < rules->b->TIE_KIND.count ? rules->kind_cost[tie->kind] : 0;
	struct date_interval span;
	ties_truth truth = TIES_YES;

	if (!cost || (rules->known == TIES_DAY_MAX && rules->when == GRAPH_EVER))
		return cost;
	if (!graph_known_span(rules->b, item, rules->known, &span))
		return 0;
	if (rules->when == GRAPH_ON)
		truth = date_holds(span, rules->date);
	else if (rules->when == GRAPH_WITHIN)
		truth = date_overlap(span, rules->window);
	if (truth == TIES_NO)
		return 0;
	return truth == TIES_POSSIBLY ? times(cost, MAYBE) : cost;
}

/* ---- walking ---------------------------------------------------------------------------------------------- */

struct graph_walk graph_walk(const struct graph_rules *rules, uint32_t node)
{
	return (struct graph_walk){rules, book_ties_from(rules->b, node), book_ties_to(rules->b, node)};
}

bool graph_walk_next(struct graph_walk *w, struct graph_edge *e)
{
	enum { AHEAD = 8 }; /* ties that are looked at from their object lie anywhere */
	const ties_book *b = w->rules->b;

	while (w->out.begin < w->out.end || w->in.begin < w->in.end) {
		if (w->out.begin < w->out.end) {
			e->tie = w->out.begin++;
			e->other = b->TIE.items[e->tie].to;
		} else {
			const struct book_tie_in *in = &b->TIE_IN.items[w->in.begin++];
			if (w->in.begin + AHEAD < w->in.end && in[AHEAD].tie < b->TIE.count)
				__builtin_prefetch(&b->TIE.items[in[AHEAD].tie]);
			e->tie = in->tie;
			e->other = in->from;
		}
		e->cost = graph_tie_cost(w->rules, e->tie);
		if (e->cost && e->other < b->NODE.count)
			return true;
	}
	return false;
}
