/* The neighbourhood: level by level outwards; within a level the cheapest come first, as paths count cost. */
#include "graph/walk.h"

#include <stdlib.h>

enum { DEPTH_MAX = 4, LIMIT_DEFAULT = 100, LIMIT_MAX = 10000, NOT_MET = 0 };

/** A node that was met. */
struct met {
	uint32_t node, cost;
	uint8_t depth;
};

struct around {
	const struct graph_rules *rules;
	struct met *met; /* by depth, then as found, later sorted */
	size_t count, cap;
	uint32_t *place; /* by NODE item: index into met + 1, NOT_MET */
	bool failed;     /* sticky: memory ran out */
};

static void meet(struct around *a, uint32_t node, uint32_t cost, unsigned depth)
{
	uint32_t place = a->place[node];

	if (place != NOT_MET) {
		struct met *known = &a->met[place - 1];
		if (known->depth == depth && cost < known->cost)
			known->cost = cost;
		return;
	}
	if (a->count == a->cap) {
		size_t cap = a->cap ? a->cap * 2 : 256;
		struct met *more = realloc(a->met, cap * sizeof *more);
		if (!more) {
			a->failed = true;
			return;
		}
		a->met = more;
		a->cap = cap;
	}
	a->met[a->count++] = (struct met){node, cost, (uint8_t)depth};
	a->place[node] = (uint32_t)a->count;
}

/* From the nodes of one depth to those of the next. */
static void go_outwards(struct around *a, size_t begin, size_t end)
{
	struct graph_edge e;

	for (size_t i = begin; i < end && !a->failed; i++) {
		struct met from = a->met[i];
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
	size_t all = a->count;

	for (size_t i = 0; i < all; i++)
		a->place[a->met[i].node] = NOT_MET;
	qsort(a->met, all, sizeof *a->met, compare_met);
	if (a->count > limit + 1)
		a->count = limit + 1;
	for (size_t i = 0; i < a->count; i++)
		a->place[a->met[i].node] = (uint32_t)i + 1;
	return all - a->count;
}

static ties_neighbour neighbour_of(const struct around *a, const struct met *m)
{
	const ties_book *b = a->rules->b;
	const struct book_entity *e = BOOK_AT(b, ENTITY, BOOK_AT(b, NODE, m->node)->entity);
	ties_neighbour n = {.id = book_string(b, e->id),
	                    .caption = book_string(b, e->caption),
	                    .schema = str_from(model_schema_name(e->schema < SCHEMA_COUNT ? e->schema : SCHEMA_THING)),
	                    .depth = m->depth,
	                    .cost = m->cost / 1000.0};
	struct graph_edge edge;

	for (struct graph_walk w = graph_walk(a->rules, m->node); graph_walk_next(&w, &edge);)
		n.hidden += a->place[edge.other] == NOT_MET;
	return n;
}

/* Ties among those shown, each from its subject. */
static size_t find_ties(const struct around *a, uint32_t *list)
{
	size_t count = 0;
	struct graph_edge e;

	for (size_t i = 0; i < a->count; i++) {
		struct graph_walk w = graph_walk(a->rules, a->met[i].node);
		w.in.begin = w.in.end;
		while (graph_walk_next(&w, &e)) {
			if (a->place[e.other] == NOT_MET)
				continue;
			if (list)
				list[count] = e.tie;
			count++;
		}
	}
	return count;
}

static ties_code answer(ties_around *out, const struct around *a, struct arena *arena, ties_error *err)
{
	const struct date never = {.first = TIES_DAY_MIN, .last = TIES_DAY_MAX, .kind = DATE_UNKNOWN};
	struct date on = a->rules->when == GRAPH_ON ? a->rules->date : never;
	size_t count = find_ties(a, NULL);
	uint32_t *list = arena_array(arena, count, sizeof *list);
	ties_tie *ties = arena_array(arena, count, sizeof *ties);
	ties_neighbour *neighbours = arena_array(arena, a->count, sizeof *neighbours);

	if (!list || !ties || !neighbours)
		return error_nomem(err);
	find_ties(a, list);
	for (size_t i = 0; i < count; i++)
		graph_tie_known(&ties[i], a->rules->b, list[i], on, a->rules->known, arena);
	graph_sort_ties(ties, count);
	for (size_t i = 1; i < a->count; i++)
		neighbours[i - 1] = neighbour_of(a, &a->met[i]);
	out->ties = ties;
	out->tie_count = count;
	out->neighbours = neighbours;
	out->neighbour_count = a->count - 1;
	return arena->failed ? error_nomem(err) : TIES_OK;
}

static ties_code explore(ties_around *out, const struct graph_rules *rules, uint32_t centre, size_t depth, size_t limit,
                         struct arena *arena, ties_error *err)
{
	struct around a = {.rules = rules, .place = calloc((size_t)rules->b->NODE.count + 1, sizeof *a.place)};
	size_t begin = 0;

	a.failed = !a.place;
	if (!a.failed)
		meet(&a, centre, 0, 0);
	for (size_t level = 0; level < depth && !a.failed; level++) {
		size_t end = a.count;
		go_outwards(&a, begin, end);
		begin = end;
	}
	ties_code rc = a.failed ? error_nomem(err) : TIES_OK;
	if (rc == TIES_OK) {
		out->left_out = choose(&a, limit);
		rc = answer(out, &a, arena, err);
	}
	free(a.met);
	free(a.place);
	return rc;
}

ties_code graph_around(ties_around *out, const ties_book *b, uint32_t entity, const ties_around_options *options,
                       struct arena *arena, ties_error *err)
{
	static const ties_around_options none = {0};
	const ties_around_options *o = options ? options : &none;
	struct graph_time time = {.reading = o->reading, .from = o->from, .to = o->to, .known_on = o->known_on};
	struct graph_rules rules;

	if (o->depth > DEPTH_MAX || o->limit > LIMIT_MAX || o->reading == TIES_IN_ORDER)
		return error_set(err, TIES_ERR_USAGE,
		                 "a neighbourhood has at most %d steps and %d entities, in no order", DEPTH_MAX,
		                 LIMIT_MAX);
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
