/* The k cheapest paths, exactly.
 *
 * Partial paths grow from the start in order of a lower bound of what they cost in the end, so that whole ones come out
 * cheapest first, and each partial path that could still be among the best has been grown (A* over paths; simple paths
 * are kept by looking back along them). The bound is what a search from the other end knows: Dijkstra's, over nodes and
 * without regard to order in time, which only makes it smaller. It has settled all nodes within its radius: of those it
 * knows the rest of the way exactly; of the others, that it is at least the radius. Whichever side has done less work
 * goes on, so that neither has to look at more than about half of the way, which is what bidirectional search gains
 * (Pohl 1971); a hub is looked at by the side for which it is cheap.
 *
 * Costs are whole numbers and every order is total: the same question gives the same paths on every machine. */
#include "graph/paths.h"
#include "base/vec.h"

#include <stdlib.h>

enum { NO_PARENT = UINT32_MAX, FAR = UINT32_MAX / 2 };

/** What is known of a node. */
struct spot {
	uint32_t node;      /* NODE item + 1, 0: free */
	uint32_t rest;      /* what the way from it to the end costs, nodes at both ends not counted; FAR unknown */
	uint32_t stamp;     /* the expansion that met it last */
	uint32_t edge : 31; /* index into edges, of that expansion */
	uint32_t settled : 1;
	uint8_t hops[2]; /* from the start, to the end, + 1; 0: not counted */
};

struct partial {
	uint32_t parent; /* index, NO_PARENT at the start */
	uint32_t node, tie;
	uint32_t cost; /* of its ties and of the nodes between */
	int32_t day;   /* in order: the earliest on which the last tie can come about */
	uint32_t pass; /* what it costs to go on from there */
	uint32_t hops;
};

/* Heaps of keys: a cost above, and what it is of below. */
typedef VEC(uint64_t) heap;

struct search {
	const struct graph_rules *rules;
	const struct graph_question *q;
	struct spot *spots; /* open addressing; mask + 1 of them */
	size_t mask, spot_count;
	VEC(struct partial) partials;
	VEC(struct graph_edge) edges; /* of the node being left */
	VEC(uint32_t) found;          /* partials that are whole */
	heap ahead;                   /* partial paths by their bound */
	heap behind;                  /* nodes by `rest` */
	uint32_t step_min;            /* at least what a step to a node between and passing through it costs */
	uint32_t stamp;
	uint64_t ahead_work, behind_work;
	VEC(uint32_t) rim[2]; /* nodes that are counted[] hops from the start, to the end */
	unsigned counted[2];
	bool counts_hops;
	bool failed; /* sticky: memory ran out */
};

/* ---- heaps ------------------------------------------------------------------------------------------------ */

static void heap_push(struct search *s, heap *h, uint64_t key)
{
	if (!vec_push(h, key)) {
		s->failed = true;
		return;
	}
	size_t i = h->len - 1;
	for (; i && h->ptr[(i - 1) / 2] > key; i = (i - 1) / 2)
		h->ptr[i] = h->ptr[(i - 1) / 2];
	h->ptr[i] = key;
}

static uint64_t heap_pop(heap *h)
{
	uint64_t top = h->ptr[0], last = h->ptr[--h->len];
	size_t i = 0;

	for (size_t child; (child = 2 * i + 1) < h->len; i = child) {
		if (child + 1 < h->len && h->ptr[child + 1] < h->ptr[child])
			child++;
		if (h->ptr[child] >= last)
			break;
		h->ptr[i] = h->ptr[child];
	}
	if (h->len)
		h->ptr[i] = last;
	return top;
}

static uint64_t key_of(uint32_t cost, uint32_t what)
{
	return (uint64_t)cost << 32 | what;
}

/* ---- nodes ------------------------------------------------------------------------------------------------ */

static size_t place_of(const struct search *s, uint32_t node)
{
	size_t i = (size_t)(node * UINT64_C(0x9e3779b97f4a7c15) >> 32) & s->mask;

	while (s->spots[i].node && s->spots[i].node != node + 1)
		i = (i + 1) & s->mask;
	return i;
}

static bool grow_spots(struct search *s)
{
	struct search old = *s;
	size_t size = s->spots ? (s->mask + 1) * 2 : 8192;

	s->spots = calloc(size, sizeof *s->spots);
	if (!s->spots) {
		s->spots = old.spots;
		return false;
	}
	s->mask = size - 1;
	for (size_t i = 0; old.spots && i <= old.mask; i++)
		if (old.spots[i].node)
			s->spots[place_of(s, old.spots[i].node - 1)] = old.spots[i];
	free(old.spots);
	return true;
}

/* Valid until the next call. NULL when memory ran out. */
static struct spot *spot_of(struct search *s, uint32_t node)
{
	if (s->spot_count * 2 > s->mask && !grow_spots(s)) {
		s->failed = true;
		return NULL;
	}
	struct spot *spot = &s->spots[place_of(s, node)];
	if (!spot->node) {
		*spot = (struct spot){.node = node + 1, .rest = FAR};
		s->spot_count++;
	}
	return spot;
}

/* ---- how many hops ---------------------------------------------------------------------------------------- */

enum { START, END };

/* Counts one hop further from the start or from the end; true when both sides have met. */
static bool count_further(struct search *s, int side)
{
	VEC(uint32_t) next = {0};
	struct graph_edge e;
	bool met = false;

	s->counted[side]++;
	for (size_t i = 0; i < s->rim[side].len && !s->failed; i++) {
		for (struct graph_walk w = graph_walk(s->rules, s->rim[side].ptr[i]);
		     graph_walk_next(&w, &e) && !s->failed;) {
			struct spot *spot = spot_of(s, e.other);
			s->behind_work++;
			if (!spot || spot->hops[side])
				continue;
			spot->hops[side] = (uint8_t)(s->counted[side] + 1);
			met |= spot->hops[!side] != 0;
			s->failed |= !vec_push(&next, e.other);
		}
	}
	vec_finish(&s->rim[side]);
	s->rim[side].ptr = next.ptr;
	s->rim[side].len = next.len;
	s->rim[side].cap = next.cap;
	return met;
}

/* Bounds of cost say nothing of hops: where only more hops than are asked for lead to the end, growing partial paths
 * could go on for very long. So, in a search that is no short one, hops are counted from both ends until they meet;
 * from then on no partial path grows that is known to need too many. False when there is no path of so few hops. */
static bool count_hops(struct search *s)
{
	const uint32_t ends[2] = {s->q->from, s->q->to};

	s->counts_hops = true;
	for (int side = START; side <= END; side++) {
		struct spot *spot = spot_of(s, ends[side]);
		if (!spot || !vec_push(&s->rim[side], ends[side])) {
			s->failed = true;
			return true;
		}
		spot->hops[side] = 1;
	}
	while (s->counted[START] + s->counted[END] < s->q->max_hops && !s->failed) {
		if (!s->rim[START].len || !s->rim[END].len)
			return false;
		if (count_further(s, s->rim[START].len < s->rim[END].len ? START : END))
			return true;
	}
	return s->failed;
}

/* At least so many hops lie between a node and the end. */
static unsigned hops_from(const struct search *s, const struct spot *spot)
{
	if (!s->counts_hops)
		return 0;
	return spot->node && spot->hops[END] ? spot->hops[END] - 1u : s->counted[END] + 1;
}

/* ---- from the end ----------------------------------------------------------------------------------------- */

static void approach(struct search *s, uint32_t node, uint32_t rest)
{
	struct spot *spot = spot_of(s, node);

	if (!spot || spot->settled || spot->rest <= rest)
		return;
	spot->rest = rest;
	heap_push(s, &s->behind, key_of(rest, node));
}

/* Settles the next node. */
static void go_back(struct search *s)
{
	uint64_t key = heap_pop(&s->behind);
	uint32_t node = (uint32_t)key, rest = (uint32_t)(key >> 32);
	struct spot *spot = spot_of(s, node);
	struct graph_edge e;

	if (!spot || spot->settled)
		return;
	spot->settled = 1;
	s->behind_work++;
	if (node == s->q->from)
		return;
	uint32_t through = node == s->q->to ? 0 : graph_node_cost(s->rules, node);
	for (struct graph_walk w = graph_walk(s->rules, node); graph_walk_next(&w, &e) && !s->failed;) {
		s->behind_work++;
		approach(s, e.other, rest + through + e.cost);
	}
}

/* No node that is not settled has less `rest` than the next to be settled. From such a node the way goes on to one that
 * is settled, and then `rest` is right, or to another that is not. */
static uint32_t rest_limit(const struct search *s)
{
	return s->behind.len ? (uint32_t)(s->behind.ptr[0] >> 32) + s->step_min : FAR;
}

/* Is what is known of the way from `node` to the end all there is to know? */
static bool is_settled(const struct search *s, uint32_t node)
{
	const struct spot *spot = &s->spots[place_of(s, node)];

	return node == s->q->to || (spot->node && spot->rest <= rest_limit(s));
}

/* At least what the rest of the way from `node` costs, FAR when there is none. */
static uint32_t rest_from(const struct search *s, uint32_t node, uint32_t pass)
{
	const struct spot *spot = &s->spots[place_of(s, node)];
	uint32_t limit = rest_limit(s), rest = spot->node && spot->rest < limit ? spot->rest : limit;

	if (node == s->q->to)
		return 0;
	return rest < FAR ? pass + rest : FAR;
}

/* ---- from the start --------------------------------------------------------------------------------------- */

static bool visits(const struct search *s, uint32_t partial, uint32_t node)
{
	for (; partial != NO_PARENT; partial = s->partials.ptr[partial].parent)
		if (s->partials.ptr[partial].node == node)
			return true;
	return false;
}

/* The earliest day, not before `day`, on which a tie can come about; false when it is over by then. */
static bool earliest(const struct search *s, uint32_t tie, int32_t day, int32_t *out)
{
	struct date_interval span = graph_span(s->rules->b, BOOK_AT(s->rules->b, TIE, tie));

	*out = span.from.kind == DATE_KNOWN && span.from.first > day ? span.from.first : day;
	return *out <= s->q->last_day && (span.to.kind != DATE_KNOWN || *out < span.to.last);
}

static void grow(struct search *s, uint32_t parent, const struct graph_edge *e, uint32_t through, int32_t day)
{
	const struct partial *p = &s->partials.ptr[parent];
	struct partial fresh = {.parent = parent,
	                        .node = e->other,
	                        .tie = e->tie,
	                        .cost = through + e->cost,
	                        .day = day,
	                        .hops = p->hops + 1,
	                        .pass = graph_pass_cost(s->rules, e)};
	uint32_t rest = rest_from(s, e->other, fresh.pass);

	if (rest >= FAR || (fresh.hops == s->q->max_hops && e->other != s->q->to) ||
	    fresh.hops + hops_from(s, &s->spots[place_of(s, e->other)]) > s->q->max_hops)
		return;
	if (s->partials.len >= NO_PARENT - 1 || !vec_push(&s->partials, fresh)) {
		s->failed = true;
		return;
	}
	heap_push(s, &s->ahead, key_of(fresh.cost + rest, (uint32_t)s->partials.len - 1));
}

/* Of several ties between two nodes the cheapest stands for all. */
static void gather_cheapest(struct search *s, uint32_t partial)
{
	struct graph_edge e;

	s->stamp++;
	s->edges.len = 0;
	for (struct graph_walk w = graph_walk(s->rules, s->partials.ptr[partial].node);
	     graph_walk_next(&w, &e) && !s->failed;) {
		s->ahead_work++;
		struct spot *spot = spot_of(s, e.other);
		if (!spot || visits(s, partial, e.other))
			continue;
		if (spot->stamp != s->stamp) {
			spot->stamp = s->stamp;
			spot->edge = (uint32_t)s->edges.len & INT32_MAX;
			s->failed |= !vec_push(&s->edges, e);
		} else if (e.cost < s->edges.ptr[spot->edge].cost) {
			s->edges.ptr[spot->edge] = e;
		}
	}
}

static void gather_all(struct search *s, uint32_t partial)
{
	struct graph_edge e;

	s->edges.len = 0;
	for (struct graph_walk w = graph_walk(s->rules, s->partials.ptr[partial].node);
	     graph_walk_next(&w, &e) && !s->failed;) {
		s->ahead_work++;
		if (!visits(s, partial, e.other))
			s->failed |= !vec_push(&s->edges, e);
	}
}

static int compare_edges(const void *left, const void *right)
{
	const struct graph_edge *a = left, *b = right;

	if (a->other != b->other)
		return a->other < b->other ? -1 : 1;
	if (a->cost != b->cost)
		return a->cost < b->cost ? -1 : 1;
	return a->tie < b->tie ? -1 : a->tie > b->tie;
}

/* In order, a dearer tie is worth keeping where it can come about earlier. */
static void grow_in_order(struct search *s, uint32_t partial, uint32_t through)
{
	int32_t best = TIES_DAY_MAX, day;

	gather_all(s, partial);
	if (s->edges.len)
		qsort(s->edges.ptr, s->edges.len, sizeof *s->edges.ptr, compare_edges);
	for (size_t i = 0; i < s->edges.len && !s->failed; i++) {
		const struct graph_edge *e = &s->edges.ptr[i];
		bool first = i == 0 || e[-1].other != e->other;
		if (first)
			best = TIES_DAY_MAX;
		if (!earliest(s, e->tie, s->partials.ptr[partial].day, &day) || (best != TIES_DAY_MAX && day >= best))
			continue;
		best = day;
		grow(s, partial, e, through, day);
	}
}

static void expand(struct search *s, uint32_t partial)
{
	uint32_t node = s->partials.ptr[partial].node;
	uint32_t through = s->partials.ptr[partial].cost + (node == s->q->from ? 0 : s->partials.ptr[partial].pass);

	s->ahead_work++;
	if (s->q->in_order) {
		grow_in_order(s, partial, through);
		return;
	}
	gather_cheapest(s, partial);
	for (size_t i = 0; i < s->edges.len && !s->failed; i++)
		grow(s, partial, &s->edges.ptr[i], through, 0);
}

/* ---- whole paths ------------------------------------------------------------------------------------------ */

static bool same_nodes(const struct search *s, uint32_t a, uint32_t b)
{
	while (a != NO_PARENT && b != NO_PARENT && s->partials.ptr[a].node == s->partials.ptr[b].node) {
		a = s->partials.ptr[a].parent;
		b = s->partials.ptr[b].parent;
	}
	return a == b;
}

/* In order, other ties between the same nodes come out later, and are no other path. */
static void keep(struct search *s, uint32_t partial)
{
	for (size_t i = 0; i < s->found.len; i++)
		if (same_nodes(s, s->found.ptr[i], partial))
			return;
	s->failed |= !vec_push(&s->found, partial);
}

static bool enough(const struct search *s, uint32_t bound)
{
	enum { TIES_MAX = 1024 }; /* of paths that cost the same as the last */

	return s->found.len >= s->q->paths &&
	       (bound > s->partials.ptr[s->found.ptr[s->q->paths - 1]].cost || s->found.len >= s->q->paths + TIES_MAX);
}

/* One step on; false when all is found. */
static bool step(struct search *s)
{
	if (!s->counts_hops && s->ahead_work + s->behind_work > s->q->hops_after && !count_hops(s))
		return false;
	if (!s->ahead.len || enough(s, (uint32_t)(s->ahead.ptr[0] >> 32)))
		return false;
	uint64_t key = heap_pop(&s->ahead);
	uint32_t partial = (uint32_t)key;
	const struct partial p = s->partials.ptr[partial];
	if (p.node == s->q->to) {
		keep(s, partial);
		return true;
	}
	while (!is_settled(s, p.node) && s->behind.len && s->behind_work <= s->ahead_work && !s->failed)
		go_back(s);
	uint32_t rest = rest_from(s, p.node, p.pass);
	if (rest >= FAR || p.hops + hops_from(s, &s->spots[place_of(s, p.node)]) > s->q->max_hops)
		return true;
	if (p.cost + rest > (uint32_t)(key >> 32))
		heap_push(s, &s->ahead, key_of(p.cost + rest, partial));
	else
		expand(s, partial);
	return true;
}

static struct graph_path path_of(const struct search *s, uint32_t partial, struct arena *arena)
{
	const struct partial *p = &s->partials.ptr[partial];
	struct graph_path path = {.cost = p->cost,
	                          .hops = p->hops,
	                          .node = arena_array(arena, p->hops + 1, sizeof *path.node),
	                          .tie = arena_array(arena, p->hops, sizeof *path.tie)};

	for (uint32_t i = p->hops; path.node && path.tie && partial != NO_PARENT; i--) {
		path.node[i] = s->partials.ptr[partial].node;
		if (i)
			path.tie[i - 1] = s->partials.ptr[partial].tie;
		partial = s->partials.ptr[partial].parent;
	}
	return path;
}

static int compare_paths(const void *left, const void *right)
{
	const struct graph_path *a = left, *b = right;

	if (a->cost != b->cost)
		return a->cost < b->cost ? -1 : 1;
	if (a->hops != b->hops)
		return a->hops < b->hops ? -1 : 1;
	for (uint32_t i = 0; i <= a->hops; i++)
		if (a->node[i] != b->node[i])
			return a->node[i] < b->node[i] ? -1 : 1;
	return 0;
}

static void collect(struct graph_answer *out, const struct search *s, struct arena *arena)
{
	out->paths = arena_array(arena, s->found.len, sizeof *out->paths);
	for (size_t i = 0; i < s->found.len && out->paths; i++)
		out->paths[i] = path_of(s, s->found.ptr[i], arena);
	if (arena->failed || !s->found.len)
		return;
	qsort(out->paths, s->found.len, sizeof *out->paths, compare_paths);
	out->count = s->found.len < s->q->paths ? s->found.len : s->q->paths;
}

static void finish(struct search *s)
{
	free(s->spots);
	vec_finish(&s->partials);
	vec_finish(&s->edges);
	vec_finish(&s->found);
	vec_finish(&s->ahead);
	vec_finish(&s->behind);
	vec_finish(&s->rim[START]);
	vec_finish(&s->rim[END]);
}

/* The cheapest tie, and a node that has the two that lead through it. */
static uint32_t step_min(const struct graph_rules *rules)
{
	uint32_t least = FAR / 2;

	for (uint32_t i = 0; i < rules->b->TIE_KIND.count; i++)
		if (rules->kind_cost[i] && rules->kind_cost[i] < least)
			least = rules->kind_cost[i];
	return least + graph_degree_cost(degree_class(2));
}

ties_code graph_paths(struct graph_answer *out, const struct graph_rules *rules, const struct graph_question *question,
                      struct arena *arena, ties_error *err)
{
	struct search s = {.rules = rules, .q = question};
	const struct partial start = {
	    .parent = NO_PARENT, .node = question->from, .tie = BOOK_NONE, .day = question->first_day};

	*out = (struct graph_answer){.complete = true};
	s.failed = !grow_spots(&s) || !vec_push(&s.partials, start);
	if (!s.failed) {
		s.step_min = step_min(rules);
		approach(&s, question->to, 0);
		go_back(&s);
		heap_push(&s, &s.ahead, 0);
	}
	while (!s.failed && step(&s)) {
		if (s.ahead_work + s.behind_work > question->visits_max) {
			out->complete = false;
			break;
		}
	}
	out->visits = s.ahead_work + s.behind_work;
	if (!s.failed)
		collect(out, &s, arena);
	bool failed = s.failed || arena->failed;
	finish(&s);
	return failed ? error_nomem(err) : TIES_OK;
}
