#include "compile/adjacency.h"

#include <stdlib.h>

#define BY(field) \
	if (a->field != b->field) \
	return a->field < b->field ? -1 : 1

/* Nodes for all entities that have ties, and their numbers in the ties. */
static bool number_nodes(struct graph_sections *g, uint32_t entities)
{
	uint32_t *node = calloc((size_t)entities + 1, sizeof *node);

	if (!node)
		return false;
	for (size_t i = 0; i < g->ties.len; i++)
		node[g->ties.ptr[i].from] = node[g->ties.ptr[i].to] = 1;
	bool ok = true;
	for (uint32_t e = 0; e < entities && ok; e++) {
		if (!node[e])
			continue;
		node[e] = (uint32_t)g->nodes.len;
		ok = vec_push(&g->nodes, ((struct book_node){.entity = e}));
	}
	for (size_t i = 0; i < g->ties.len && ok; i++) {
		g->ties.ptr[i].from = node[g->ties.ptr[i].from];
		g->ties.ptr[i].to = node[g->ties.ptr[i].to];
	}
	free(node);
	return ok;
}

static int compare_ties(const void *left, const void *right)
{
	const struct book_tie *a = left, *b = right;

	BY(to);
	BY(kind);
	BY(begin);
	BY(end);
	BY(record);
	return 0;
}

/* By subject in one pass, then each subject's by the rest. */
static bool sort_ties(struct graph_sections *g)
{
	size_t n = g->ties.len;
	struct book_tie *sorted = malloc((n + 1) * sizeof *sorted);
	uint32_t *next = calloc(g->nodes.len + 1, sizeof *next);

	if (!sorted || !next) {
		free(sorted);
		free(next);
		return false;
	}
	for (size_t i = 0; i < n; i++)
		next[g->ties.ptr[i].from + 1]++;
	for (size_t i = 0; i < g->nodes.len; i++) {
		next[i + 1] += next[i];
		g->nodes.ptr[i].first_out = next[i];
	}
	for (size_t i = 0; i < n; i++)
		sorted[next[g->ties.ptr[i].from]++] = g->ties.ptr[i];
	for (size_t i = 0; i < g->nodes.len; i++) {
		size_t begin = g->nodes.ptr[i].first_out;
		qsort(sorted + begin, next[i] - begin, sizeof *sorted, compare_ties);
	}
	vec_finish(&g->ties);
	g->ties.ptr = sorted;
	g->ties.len = g->ties.cap = n;
	free(next);
	return true;
}

static bool turn_ties(struct graph_sections *g)
{
	uint32_t *next = calloc(g->nodes.len + 1, sizeof *next);

	if (!next || !vec_reserve(&g->in, g->ties.len)) {
		free(next);
		return false;
	}
	for (size_t i = 0; i < g->ties.len; i++)
		next[g->ties.ptr[i].to + 1]++;
	for (size_t i = 0; i < g->nodes.len; i++) {
		next[i + 1] += next[i];
		g->nodes.ptr[i].first_in = next[i];
	}
	for (uint32_t i = 0; i < g->ties.len; i++)
		g->in.ptr[next[g->ties.ptr[i].to]++] =
		    (struct book_tie_in){.from = g->ties.ptr[i].from, .tie = i, .kind = g->ties.ptr[i].kind};
	g->in.len = g->ties.len;
	free(next);
	return true;
}

static uint8_t degree_of(const struct graph_sections *g, uint32_t node)
{
	const struct book_node *n = &g->nodes.ptr[node];
	bool last = node + 1 == g->nodes.len;

	return degree_class((last ? g->ties.len : n[1].first_out) - (uint64_t)n->first_out +
	                    (last ? g->in.len : n[1].first_in) - n->first_in);
}

static bool note_degrees(struct graph_sections *g)
{
	uint8_t *degree = malloc(g->nodes.len + 1);

	if (!degree)
		return false;
	for (uint32_t n = 0; n < g->nodes.len; n++)
		degree[n] = degree_of(g, n);
	for (size_t i = 0; i < g->ties.len; i++) {
		g->ties.ptr[i].to_degree = degree[g->ties.ptr[i].to];
		g->in.ptr[i].from_degree = degree[g->in.ptr[i].from];
	}
	free(degree);
	return true;
}

bool adjacency_build(struct graph_sections *g, uint32_t entities)
{
	return number_nodes(g, entities) && sort_ties(g) && turn_ties(g) && note_degrees(g);
}
