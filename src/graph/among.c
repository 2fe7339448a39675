/* The ties among several entities: those between two of them, and those to events that two or more have a part in.
 *
 * Ties of a subject lie in the order of their objects, so that one pass beside the sorted nodes of all entities finds
 * those that are wanted. What is found falls into groups that are told together or not at all. */
#include "base/vec.h"
#include "graph/walk.h"

#include <stdlib.h>

/** How a tie stands to the date asked about, in the order in which ties are told. */
enum standing { THEN, BEFORE, LATER };

/** A tie that was found. */
struct found {
	uint32_t event; /* NODE item of an event that is not among the entities; BOOK_NONE: a tie between two of them */
	uint32_t low, high; /* NODE items of the two; both 0 for ties to an event, which are one group */
	uint32_t relation;  /* string; 0 for ties to an event */
	uint32_t tie;       /* TIE item */
};

/** Ties that belong together. */
struct group {
	size_t first, count; /* of the ties found */
	enum standing standing;
	uint32_t cost;
	int32_t day; /* the earliest that is known of any of them */
};

struct among {
	struct graph_rules rules;
	struct date on;
	uint32_t *nodes; /* sorted */
	size_t node_count;
	bool *to_event; /* by TIE_KIND item */
	VEC(struct found) found;
	VEC(struct group) groups;
	bool failed; /* sticky: memory ran out */
};

/* ---- finding ------------------------------------------------------------------------------------------------ */

static void find_from(struct among *a, uint32_t node)
{
	const ties_book *b = a->rules.b;
	struct book_range r = book_ties_from(b, node);
	size_t at = 0;

	for (uint32_t i = r.begin; i < r.end && !a->failed; i++) {
		const struct book_tie *tie = &b->TIE.items[i];
		if (tie->kind >= b->TIE_KIND.count)
			continue;
		while (at < a->node_count && a->nodes[at] < tie->to)
			at++;
		bool between = at < a->node_count && a->nodes[at] == tie->to;
		const struct book_tie_kind *kind = &b->TIE_KIND.items[tie->kind];
		if (kind->flags & TIE_DERIVED || (!between && !a->to_event[tie->kind]) || !graph_tie_cost(&a->rules, i))
			continue;
		struct found one = {.event = tie->to, .tie = i};
		if (between)
			one = (struct found){BOOK_NONE, node < tie->to ? node : tie->to,
			                     node < tie->to ? tie->to : node, kind->relation, i};
		a->failed = !vec_push(&a->found, one);
	}
}

/* Events first, and those of one group side by side. */
static int compare_found(const void *left, const void *right)
{
	const struct found *a = left, *b = right;

	if (a->event != b->event)
		return a->event < b->event ? -1 : 1;
	if (a->low != b->low)
		return a->low < b->low ? -1 : 1;
	if (a->high != b->high)
		return a->high < b->high ? -1 : 1;
	if (a->relation != b->relation)
		return a->relation < b->relation ? -1 : 1;
	return a->tie < b->tie ? -1 : a->tie > b->tie;
}

static bool is_same_group(const struct found *a, const struct found *b)
{
	return a->event == b->event && a->low == b->low && a->high == b->high && a->relation == b->relation;
}

/* ---- groups ------------------------------------------------------------------------------------------------- */

static enum standing standing_of(struct date_interval span, struct date on)
{
	if (date_holds(span, on) != TIES_NO)
		return THEN;
	return span.from.kind == DATE_KNOWN && span.from.first > on.last ? LATER : BEFORE;
}

static int32_t day_of(struct date_interval span)
{
	if (span.from.kind == DATE_KNOWN)
		return span.from.first;
	return span.to.kind == DATE_KNOWN ? span.to.first : TIES_DAY_MAX;
}

/* The way from one of two to the other: along a tie, or from one to the event and on to the next. */
static void weigh_group(struct among *a, struct group *g)
{
	uint32_t least = UINT32_MAX, second = UINT32_MAX;

	for (size_t i = g->first; i < g->first + g->count; i++) {
		uint32_t tie = a->found.ptr[i].tie, cost = graph_tie_cost(&a->rules, tie);
		struct date_interval span = graph_span(a->rules.b, &a->rules.b->TIE.items[tie]);
		enum standing standing = standing_of(span, a->on);
		int32_t day = day_of(span);
		if (cost < least) {
			second = least;
			least = cost;
		} else if (cost < second) {
			second = cost;
		}
		g->standing = standing < g->standing ? standing : g->standing;
		g->day = day < g->day ? day : g->day;
	}
	g->cost = a->found.ptr[g->first].event == BOOK_NONE ? least : least + second;
}

/* Has more than one of the entities a part in the event? */
static bool is_shared(const struct among *a, const struct group *g)
{
	const struct book_tie *ties = a->rules.b->TIE.items;
	uint32_t first = ties[a->found.ptr[g->first].tie].from;

	for (size_t i = g->first + 1; i < g->first + g->count; i++)
		if (ties[a->found.ptr[i].tie].from != first)
			return true;
	return false;
}

static void make_groups(struct among *a)
{
	for (size_t i = 0, end; i < a->found.len && !a->failed; i = end) {
		for (end = i + 1; end < a->found.len && is_same_group(&a->found.ptr[i], &a->found.ptr[end]);)
			end++;
		struct group g = {.first = i, .count = end - i, .standing = LATER, .day = TIES_DAY_MAX};
		if (a->found.ptr[i].event != BOOK_NONE && !is_shared(a, &g))
			continue;
		weigh_group(a, &g);
		a->failed = !vec_push(&a->groups, g);
	}
}

static int compare_worth(const void *left, const void *right)
{
	const struct group *a = left, *b = right;

	if (a->standing != b->standing)
		return a->standing < b->standing ? -1 : 1;
	if (a->cost != b->cost)
		return a->cost < b->cost ? -1 : 1;
	return a->first < b->first ? -1 : a->first > b->first;
}

static int compare_days(const void *left, const void *right)
{
	const struct group *a = left, *b = right;

	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	return a->first < b->first ? -1 : a->first > b->first;
}

/* Keeps the groups that tell most; returns how many ties are cut. */
static size_t choose(struct among *a, size_t limit)
{
	size_t told = 0, kept = 0, cut = 0;

	if (a->groups.len)
		qsort(a->groups.ptr, a->groups.len, sizeof *a->groups.ptr, compare_worth);
	for (; kept < a->groups.len && told < limit; kept++)
		told += a->groups.ptr[kept].count;
	for (size_t i = kept; i < a->groups.len; i++)
		cut += a->groups.ptr[i].count;
	a->groups.len = kept;
	return cut;
}

/* ---- the answer --------------------------------------------------------------------------------------------- */

/* The ties to events, event by event, or those between two, all in order of time. */
static const ties_tie *tell(const struct among *a, bool events, size_t *count, struct arena *arena)
{
	size_t total = 0, done = 0;

	for (size_t i = 0; i < a->groups.len; i++)
		if ((a->found.ptr[a->groups.ptr[i].first].event != BOOK_NONE) == events)
			total += a->groups.ptr[i].count;
	ties_tie *list = arena_array(arena, total, sizeof *list);
	for (size_t i = 0; list && i < a->groups.len; i++) {
		const struct group *g = &a->groups.ptr[i];
		if ((a->found.ptr[g->first].event != BOOK_NONE) != events)
			continue;
		for (size_t j = 0; j < g->count; j++)
			graph_tie_known(&list[done + j], a->rules.b, a->found.ptr[g->first + j].tie, a->on,
			                a->rules.known, arena);
		if (events)
			graph_sort_ties(list + done, g->count);
		done += g->count;
	}
	if (!events)
		graph_sort_ties(list, done);
	*count = done;
	return list;
}

static void answer(struct graph_among *out, struct among *a, size_t limit, struct arena *arena)
{
	out->left_out = choose(a, limit);
	if (a->groups.len)
		qsort(a->groups.ptr, a->groups.len, sizeof *a->groups.ptr, compare_days);
	out->ties = tell(a, false, &out->tie_count, arena);
	out->event_ties = tell(a, true, &out->event_tie_count, arena);
}

/* ---- set-up ------------------------------------------------------------------------------------------------- */

static int compare_nodes(const void *left, const void *right)
{
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;

	return (a > b) - (a < b);
}

static void sort_nodes(struct among *a, const uint32_t *entities, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		uint32_t node = book_node_of(a->rules.b, entities[i]);
		if (node != BOOK_NONE)
			a->nodes[a->node_count++] = node;
	}
	if (a->node_count)
		qsort(a->nodes, a->node_count, sizeof *a->nodes, compare_nodes);
}

static ties_code begin(struct among *a, const ties_book *b, size_t count, struct arena *arena, ties_error *err)
{
	ties_code rc = graph_rules_init(&a->rules, b, NULL, false, arena, err);

	a->nodes = arena_array(arena, count, sizeof *a->nodes);
	a->to_event = arena_array(arena, b->TIE_KIND.count, sizeof *a->to_event);
	if (rc == TIES_OK && (!a->nodes || !a->to_event))
		rc = error_nomem(err);
	for (uint32_t i = 0; rc == TIES_OK && i < b->TIE_KIND.count; i++) {
		const struct model_relation *r = model_relation_find(book_string(b, b->TIE_KIND.items[i].relation));
		a->to_event[i] = r && r->to_event;
	}
	return rc;
}

ties_code graph_among(struct graph_among *out, const ties_book *b, const uint32_t *entities, size_t count,
                      struct date on, struct date known_on, size_t limit, struct arena *arena, ties_error *err)
{
	struct among a = {.on = on};
	ties_code rc = begin(&a, b, count, arena, err);

	*out = (struct graph_among){0};
	if (rc == TIES_OK) {
		graph_rules_know(&a.rules, known_on.kind == DATE_KNOWN ? known_on.last : TIES_DAY_MAX);
		sort_nodes(&a, entities, count);
		for (size_t i = 0; i < a.node_count; i++)
			find_from(&a, a.nodes[i]);
		if (a.found.len)
			qsort(a.found.ptr, a.found.len, sizeof *a.found.ptr, compare_found);
		make_groups(&a);
		if (!a.failed)
			answer(out, &a, limit, arena);
		rc = a.failed || arena->failed ? error_nomem(err) : TIES_OK;
	}
	vec_finish(&a.found);
	vec_finish(&a.groups);
	return rc;
}
