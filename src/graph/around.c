/* The neighbourhood: level by level outwards; within a level the cheapest come first, as paths count cost. */
#include "base/vec.h"
#include "graph/ahead.h"
#include "graph/places.h"
#include "graph/walk.h"

#include <stdlib.h>

enum { DEPTH_MAX = 4, LIMIT_DEFAULT = 100, LIMIT_MAX = 10000 };

/** A node that was met. */
struct met {
	uint32_t node, cost;
	uint8_t depth;
};

struct around {
	const struct graph_rules *rules;
	VEC(struct met) met;  /* by depth, then as found, later sorted; the centre is the first */
	struct places places; /* of the nodes in `met` */
	VEC(uint32_t) ties;   /* TIE items among those shown */
	bool failed;          /* sticky: memory ran out */
};

static void meet(struct around *a, uint32_t node, uint32_t cost, unsigned depth)
{
	uint32_t place = places_of(&a->places, node);

	if (place != PLACE_NONE) {
		struct met *known = &a->met.ptr[place];
		if (known->depth == depth && cost < known->cost)
			known->cost = cost;
		return;
	}
	a->failed = !places_take(&a->places, node, (uint32_t)a->met.len) ||
	            !vec_push(&a->met, ((struct met){node, cost, (uint8_t)depth}));
}

/* While the node at `i` is read, those behind it are fetched. */
static void fetch_ahead(const struct around *a, size_t i)
{
	for (unsigned stage = 0; stage < AHEAD_NODE_STAGES; stage++) {
		size_t later = i + (size_t)(AHEAD_NODE_STAGES - stage) * AHEAD_STEP;
		if (later < a->met.len)
			ahead_node(a->rules->b, a->met.ptr[later].node, stage);
	}
}

/* From the nodes of one depth to those of the next. */
static void go_outwards(struct around *a, size_t begin, size_t end)
{
	struct graph_edge e;

	for (size_t i = begin; i < end && !a->failed; i++) {
		fetch_ahead(a, i);
		struct met from = a->met.ptr[i];
		uint32_t through = from.cost + (from.depth ? graph_node_cost(a->rules, from.node) : 0);
		for (struct graph_walk w = graph_walk(a->rules, from.node); graph_walk_next(&w, &e) && !a->failed;)
			meet(a, e.other, through + e.cost, from.depth + 1u);
	}
}

static int compare_met(const void *left, const void *right)
{
	const struct met *a = left, *b = right;

	if (a->depth != b->depth)
		return a->depth < b->depth ? -1 : 1;
	if (a->cost != b->cost)
		return a->cost < b->cost ? -1 : 1;
	return a->node < b->node ? -1 : a->node > b->node;
}

/* Sorts what was met; only the first `limit` beside the centre keep their places. Returns how many were cut. */
static size_t choose(struct around *a, size_t limit)
{
	size_t all = a->met.len;

	qsort(a->met.ptr, all, sizeof *a->met.ptr, compare_met);
	if (a->met.len > limit + 1)
		a->met.len = limit + 1;
	places_finish(&a->places);
	for (size_t i = 0; i < a->met.len && !a->failed; i++)
		a->failed = !places_take(&a->places, a->met.ptr[i].node, (uint32_t)i);
	return all - a->met.len;
}

/* Finds the ties among those shown, each from its subject; returns how many lead from the node to others. */
static size_t find_ties(struct around *a, uint32_t node)
{
	size_t hidden = 0;
	struct graph_edge e;

	for (struct graph_walk w = graph_walk_out(a->rules, node); graph_walk_next(&w, &e);) {
		if (places_of(&a->places, e.other) == PLACE_NONE)
			hidden++;
		else if (!vec_push(&a->ties, e.tie))
			a->failed = true;
	}
	for (struct graph_walk w = graph_walk_in(a->rules, node); graph_walk_next(&w, &e);)
		hidden += places_of(&a->places, e.other) == PLACE_NONE;
	return hidden;
}

static ties_neighbour neighbour_of(const ties_book *b, const struct met *m, size_t hidden)
{
	const struct book_entity *e = BOOK_AT(b, ENTITY, BOOK_AT(b, NODE, m->node)->entity);

	return (ties_neighbour){
	    .id = book_string(b, e->id),
	    .caption = book_string(b, e->caption),
	    .schema = str_from(model_schema_name(e->schema < SCHEMA_COUNT ? e->schema : SCHEMA_THING)),
	    .depth = m->depth,
	    .cost = m->cost / 1000.0,
	    .hidden = hidden,
	};
}

static ties_code answer(ties_around *out, struct around *a, struct arena *arena, ties_error *err)
{
	const struct date never = {.first = TIES_DAY_MIN, .last = TIES_DAY_MAX, .kind = DATE_UNKNOWN};
	const ties_book *b = a->rules->b;
	struct date on = a->rules->when == GRAPH_ON ? a->rules->date : never;
	ties_neighbour *neighbours = arena_array(arena, a->met.len, sizeof *neighbours);

	for (size_t i = 0; neighbours && i < a->met.len && !a->failed; i++) {
		fetch_ahead(a, i);
		neighbours[i] = neighbour_of(b, &a->met.ptr[i], find_ties(a, a->met.ptr[i].node));
	}
	ties_tie *ties = arena_array(arena, a->ties.len, sizeof *ties);
	if (!ties || a->failed)
		return error_nomem(err);
	graph_tell_ties(ties, b, a->ties.ptr, a->ties.len, on, a->rules->known, arena);
	graph_sort_ties(ties, a->ties.len);
	out->ties = ties;
	out->tie_count = a->ties.len;
	out->neighbours = neighbours + 1;
	out->neighbour_count = a->met.len - 1;
	return arena->failed ? error_nomem(err) : TIES_OK;
}

static ties_code explore(ties_around *out, const struct graph_rules *rules, uint32_t centre, size_t depth, size_t limit,
                         struct arena *arena, ties_error *err)
{
	struct around a = {.rules = rules};
	size_t begin = 0;

	meet(&a, centre, 0, 0);
	for (size_t level = 0; level < depth && !a.failed; level++) {
		size_t end = a.met.len;
		go_outwards(&a, begin, end);
		begin = end;
	}
	if (!a.failed)
		out->left_out = choose(&a, limit);
	ties_code rc = a.failed ? error_nomem(err) : answer(out, &a, arena, err);
	vec_finish(&a.met);
	vec_finish(&a.ties);
	places_finish(&a.places);
	return rc;
}

ties_code graph_around(ties_around *out, const ties_book *b, uint32_t entity, const ties_around_options *options,
                       struct arena *arena, ties_error *err)
{
	static const ties_around_options none = {0};
	const ties_around_options *o = options ? options : &none;
	struct graph_time time = {.reading = o->reading, .from = o->from, .to = o->to, .known_on = o->known_on};
	struct graph_rules rules;

	if (o->depth > DEPTH_MAX)
		return error_set(err, TIES_ERR_USAGE, "a neighbourhood has at most %d steps", DEPTH_MAX);
	if (o->limit > LIMIT_MAX)
		return error_set(err, TIES_ERR_USAGE, "a neighbourhood shows at most %d entities: lower --limit",
		                 LIMIT_MAX);
	if (o->reading == TIES_IN_ORDER)
		return error_set(err, TIES_ERR_USAGE, "ties of a neighbourhood do not follow each other in time");
	ties_code rc = graph_rules_init(&rules, b, o->relations, o->asserted, arena, err);
	if (rc == TIES_OK)
		rc = graph_rules_time(&rules, &time, err);
	if (rc != TIES_OK)
		return rc;
	out->on = graph_when(time.first, arena);
	out->until = graph_when(time.last, arena);
	uint32_t node = book_node_of(b, entity);
	if (node == BOOK_NONE)
		return arena->failed ? error_nomem(err) : TIES_OK;
	return explore(out, &rules, node, o->depth ? o->depth : 1, o->limit ? o->limit : LIMIT_DEFAULT, arena, err);
}
