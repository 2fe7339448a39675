/* The yardstick: `bench_igraph GRAPH.json ENTITIES PAIRS [PATHS]` asks igraph for the shortest paths, by what the ties
 * cost and without time, between the same random entities of the same graph as bench_trace. igraph has the whole graph
 * in memory and knows no hubs, no dates and no bound of hops: it is how fast a well-kept library of graphs is at the
 * plain question. PATHS above 1 asks for so many by igraph_get_k_shortest_paths (Yen). */
#include "measure.h"

#include <igraph.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What data/relations.csv says that a step by such a record costs. */
static double cost_of(const char *line)
{
	static const struct {
		const char *schema;
		double cost;
	} costs[] = {
	    {"\"Ownership\"", 0.8},    /* owns */
	    {"\"Directorship\"", 0.8}, /* leads */
	    {"\"Membership\"", 1.0},   /* member_of */
	    {"\"Family\"", 1.0},       /* family_of */
	    {"\"UnknownLink\"", 1.5},  /* linked_to */
	    {"\"Payment\"", 0.8},      /* pays */
	};

	for (size_t i = 0; i < sizeof costs / sizeof *costs; i++)
		if (strstr(line, costs[i].schema))
			return costs[i].cost;
	return 0;
}

/* The numbers of the two entities in a line that bench_graph has printed for a tie. */
static bool read_ends(const char *line, unsigned long ends[2])
{
	for (int i = 0; i < 2; i++) {
		line = strstr(line, "[\"e");
		if (!line)
			return false;
		ends[i] = strtoul(line + 3, NULL, 10);
		line += 3;
	}
	return true;
}

static bool read_graph(igraph_t *graph, igraph_vector_t *costs, const char *path, uint32_t entities)
{
	igraph_vector_int_t edges;
	char line[512];
	FILE *f = fopen(path, "r");

	if (!f)
		return false;
	igraph_vector_int_init(&edges, 0);
	igraph_vector_init(costs, 0);
	while (fgets(line, sizeof line, f)) {
		unsigned long ends[2];
		if (!read_ends(line, ends) || ends[0] == ends[1])
			continue;
		igraph_vector_int_push_back(&edges, (igraph_integer_t)ends[0]);
		igraph_vector_int_push_back(&edges, (igraph_integer_t)ends[1]);
		igraph_vector_push_back(costs, cost_of(line));
	}
	fclose(f);
	igraph_error_t rc = igraph_create(graph, &edges, entities, IGRAPH_UNDIRECTED);
	igraph_vector_int_destroy(&edges);
	return rc == IGRAPH_SUCCESS;
}

static igraph_integer_t ask(const igraph_t *graph, const igraph_vector_t *costs, uint32_t from, uint32_t to, long paths)
{
	igraph_vector_int_list_t found;
	igraph_vector_int_t path;
	igraph_integer_t hops;

	if (paths > 1) {
		igraph_vector_int_list_init(&found, 0);
		igraph_get_k_shortest_paths(graph, costs, NULL, &found, paths, from, to, IGRAPH_ALL);
		hops = igraph_vector_int_list_size(&found)
		           ? igraph_vector_int_size(igraph_vector_int_list_get_ptr(&found, 0))
		           : 0;
		igraph_vector_int_list_destroy(&found);
	} else {
		igraph_vector_int_init(&path, 0);
		igraph_get_shortest_path_dijkstra(graph, NULL, &path, from, to, costs, IGRAPH_ALL);
		hops = igraph_vector_int_size(&path);
		igraph_vector_int_destroy(&path);
	}
	return hops;
}

int main(int argc, char **argv)
{
	igraph_t graph;
	igraph_vector_t costs;
	uint64_t state = 7;
	size_t found = 0, hops = 0;

	if (argc < 4 || !read_graph(&graph, &costs, argv[1], (uint32_t)strtoul(argv[2], NULL, 10))) {
		fputs("usage: bench_igraph GRAPH.json ENTITIES PAIRS [PATHS]\n", stderr);
		return 2;
	}
	uint32_t entities = (uint32_t)strtoul(argv[2], NULL, 10);
	size_t pairs = strtoul(argv[3], NULL, 10);
	long paths = argc > 4 ? strtol(argv[4], NULL, 10) : 1;
	double *times = calloc(pairs + 1, sizeof *times);
	if (!times || !pairs)
		return 2;
	igraph_set_warning_handler(igraph_warning_handler_ignore); /* of pairs that no path joins */
	for (size_t i = 0; i < pairs; i++) {
		uint32_t x = next(&state, entities), y = next(&state, entities - 1);
		double begin = microseconds();
		igraph_integer_t one = ask(&graph, &costs, x, y + (y >= x), paths);
		times[i] = microseconds() - begin;
		found += one > 0;
		hops += (size_t)one;
	}
	qsort(times, pairs, sizeof *times, compare);
	printf("%zu pairs, %zu with a path of %.1f hops; us: p50 %.0f, p90 %.0f, p99 %.0f, max %.0f\n", pairs, found,
	       found ? (double)hops / (double)found : 0, times[pairs / 2], times[pairs * 9 / 10],
	       times[pairs * 99 / 100], times[pairs - 1]);
	free(times);
	igraph_vector_destroy(&costs);
	igraph_destroy(&graph);
	return 0;
}
