/* How long paths take: `bench_trace DATABASE ENTITIES PAIRS [on|order]` asks for the three nearest paths of up to six
 * hops between random entities e0, e1, … of a graph that bench_graph made, and prints percentiles of the time of one
 * core. */
#include "measure.h"
#include "ties.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int argc, char **argv)
{
	ties_book *book;
	ties_error err = {0};
	uint64_t state = 7;
	size_t found = 0, hops = 0, cut = 0, visits = 0;

	if (argc < 4 || ties_book_open(&book, argv[1], &err)) {
		fprintf(stderr, "usage: bench_trace DATABASE ENTITIES PAIRS [on|order]\n%s\n", err.message);
		return 2;
	}
	uint32_t entities = (uint32_t)strtoul(argv[2], NULL, 10);
	size_t pairs = strtoul(argv[3], NULL, 10);
	ties_trace_options options = {.size = sizeof options};
	if (argc > 4) {
		options.reading = strcmp(argv[4], "on") == 0 ? TIES_ON_DATE : TIES_IN_ORDER;
		options.from = (ties_str){"1995-06-15", argv[4][1] == 'n' ? 10 : 0};
	}
	double *times = calloc(pairs + 1, sizeof *times);
	for (size_t i = 0; times && i < pairs; i++) {
		char a[32], b[32];
		uint32_t x = next(&state, entities), y = next(&state, entities - 1);
		int m = snprintf(a, sizeof a, "graph-e%u", x), n = snprintf(b, sizeof b, "graph-e%u", y + (y >= x));
		ties_trace *trace = NULL;
		double begin = microseconds();
		if (ties_trace_between(book, (ties_str){a, (size_t)m}, (ties_str){b, (size_t)n}, &options, &trace,
		                       &err)) {
			fprintf(stderr, "%s\n", err.message);
			return 1;
		}
		times[i] = microseconds() - begin;
		found += trace->path_count > 0;
		hops += trace->path_count ? trace->paths[0].step_count : 0;
		cut += !trace->complete;
		visits += trace->visits;
		ties_trace_free(trace);
	}
	if (!times || !pairs)
		return 1;
	qsort(times, pairs, sizeof *times, compare);
	printf("%zu pairs, %zu with a path of %.1f hops, %zu cut short, %zu ties looked at each; us: p50 %.0f, p90 "
	       "%.0f, p99 "
	       "%.0f, max %.0f\n",
	       pairs, found, found ? (double)hops / (double)found : 0, cut, visits / pairs, times[pairs / 2],
	       times[pairs * 9 / 10], times[pairs * 99 / 100], times[pairs - 1]);
	free(times);
	ties_book_close(book);
	return 0;
}
