#include "graph/walk.h"

#include "base/memory.h"

#include <math.h>

/* ---- costs ------------------------------------------------------------------------------------------------ */

enum { UNIT = 1000 };

/* In hundredths: what is only alleged, derived or recalled is a longer way than what is plainly said. */
enum { ALLEGED = 150, DERIVED = 150, FROM_MEMORY = 125, MAYBE = 125 };

/* What is denied may be no way at all: it comes behind any that needs some four plain steps. More than the longest
 * plain step there is (2.5, twice a quarter more), so that no denial is nearer than a plain tie between the same two.
 */
enum { DENIED_MORE = 5 * UNIT };

static uint32_t times(uint32_t cost, uint32_t hundredths)
{
	return (uint32_t)((uint64_t)cost * hundredths / 100);
}

static uint32_t cost_of_kind(const ties_book *b, const struct book_tie_kind *kind)
{
	const struct model_relation *relation = model_relation_find(book_string(b, kind->relation));
	uint32_t cost = relation ? (uint32_t)lroundf(relation->cost * (float)UNIT) : 0;

	if (kind->modality == MODALITY_DENIED)
		cost += cost ? DENIED_MORE : 0;
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

uint32_t graph_degree_cost(uint8_t degree_class)
{
	enum { PER_DOUBLING = UNIT / 10 };

	return PER_DOUBLING * degree_class / 4u;
}

uint32_t graph_node_cost(const struct graph_rules *rules, uint32_t node)
{
	struct book_range out = book_ties_from(rules->b, node), in = book_ties_to(rules->b, node);

	return graph_degree_cost(degree_class(rules->all_known ? (uint64_t)(out.end - out.begin) + (in.end - in.begin)
	                                                       : count_known(rules, out, in)));
}

uint32_t graph_pass_cost(const struct graph_rules *rules, const struct graph_edge *e)
{
	return rules->all_known ? graph_degree_cost(e->degree) : graph_node_cost(rules, e->other);
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

static uint32_t cost_of_number(const struct graph_rules *rules, uint32_t kind)
{
	return kind < rules->b->TIE_KIND.count ? rules->kind_cost[kind] : 0;
}

/* Does a tie count whenever it was? What is not known now costs 0 by its kind. */
static bool any_time(const struct graph_rules *rules)
{
	return rules->when == GRAPH_EVER && rules->known == TIES_DAY_MAX;
}

/* A tie that costs `cost` at any time; 0: it does not hold then. */
static uint32_t cost_then(const struct graph_rules *rules, uint32_t item, uint32_t cost)
{
	struct date_interval span;
	ties_truth truth = TIES_YES;

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

uint32_t graph_tie_cost(const struct graph_rules *rules, uint32_t item)
{
	const struct book_tie *tie = BOOK_AT(rules->b, TIE, item);
	uint32_t cost = cost_of_number(rules, tie->kind);

	return !cost || any_time(rules) ? cost : cost_then(rules, item, cost);
}

/* ---- walking ---------------------------------------------------------------------------------------------- */

/* Ties that are looked at from their object lie anywhere. */
static void prefetch_in(struct graph_walk *w)
{
	enum { AHEAD = 8 };
	const ties_book *b = w->rules->b;

	for (; w->fetched < w->in.end && w->fetched < w->in.begin + AHEAD; w->fetched++)
		if (b->TIE_IN.items[w->fetched].tie < b->TIE.count)
			memory_prefetch(&b->TIE.items[b->TIE_IN.items[w->fetched].tie]);
}

struct graph_walk graph_walk(const struct graph_rules *rules, uint32_t node)
{
	struct graph_walk w = {
	    .rules = rules,
	    .out = book_ties_from(rules->b, node),
	    .in = book_ties_to(rules->b, node),
	    .any_time = any_time(rules),
	};

	w.fetched = w.in.begin;
	if (w.in.begin < w.in.end)
		memory_prefetch(&rules->b->TIE_IN.items[w.in.begin]);
	return w;
}

struct graph_walk graph_walk_out(const struct graph_rules *rules, uint32_t node)
{
	struct graph_walk w = graph_walk(rules, node);

	w.in.begin = w.in.end;
	return w;
}

struct graph_walk graph_walk_in(const struct graph_rules *rules, uint32_t node)
{
	struct graph_walk w = graph_walk(rules, node);

	w.out.begin = w.out.end;
	return w;
}

static void step_out(struct graph_walk *w, struct graph_edge *e)
{
	const struct book_tie *tie = &w->rules->b->TIE.items[w->out.begin];

	*e = (struct graph_edge){.tie = w->out.begin++,
	                         .other = tie->to,
	                         .cost = cost_of_number(w->rules, tie->kind),
	                         .degree = tie->to_degree};
	if (e->cost && !w->any_time)
		e->cost = cost_then(w->rules, e->tie, e->cost);
}

static void step_in(struct graph_walk *w, struct graph_edge *e)
{
	const ties_book *b = w->rules->b;
	const struct book_tie_in *in = &b->TIE_IN.items[w->in.begin];

	*e = (struct graph_edge){
	    .tie = in->tie, .other = in->from, .cost = cost_of_number(w->rules, in->kind), .degree = in->from_degree};
	if (e->cost && !w->any_time) {
		prefetch_in(w);
		e->cost = cost_then(w->rules, in->tie, e->cost);
	}
	w->in.begin++;
}

bool graph_walk_next(struct graph_walk *w, struct graph_edge *e)
{
	while (w->out.begin < w->out.end || w->in.begin < w->in.end) {
		if (w->out.begin < w->out.end)
			step_out(w, e);
		else
			step_in(w, e);
		if (e->cost && e->other < w->rules->b->NODE.count)
			return true;
	}
	return false;
}
