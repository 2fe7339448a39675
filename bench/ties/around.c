/* How long a neighbourhood takes: `bench_around DATABASE ENTITIES COUNT` asks for the thousand nearest within two steps
 * of random entities e0, e1, … of a graph that bench_graph made, and prints percentiles of the time of one core. */
#include "measure.h"
#include "ties.h"

#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
	ties_around_options options = {.size = sizeof options, .depth = 2, .limit = 1000};
	ties_book *book;
	ties_error err = {0};
	uint64_t state = 7;
	size_t full = 0, ties = 0;

	if (argc < 4 || ties_book_open(&book, argv[1], &err)) {
		fprintf(stderr, "usage: bench_around DATABASE ENTITIES COUNT\n%s\n", err.message);
		return 2;
	}
	uint32_t entities = (uint32_t)strtoul(argv[2], NULL, 10);
	size_t count = strtoul(argv[3], NULL, 10);
	double *times = calloc(count + 1, sizeof *times);
	for (size_t i = 0; times && i < count; i++) {
		char id[32];
		int n = snprintf(id, sizeof id, "graph-e%u", next(&state, entities));
		ties_around *around = NULL;
		double begin = microseconds();
		if (ties_around_of(book, (ties_str){id, (size_t)n}, &options, &around, &err)) {
			fprintf(stderr, "%s\n", err.message);
			return 1;
		}
		times[full] = microseconds() - begin;
		if (around->neighbour_count == options.limit) {
			full++;
			ties += around->tie_count;
		}
		ties_around_free(around);
	}
	if (!full)
		return 1;
	qsort(times, full, sizeof *times, compare);
	printf(
	    "%zu of %zu have 1,000 within two steps, %zu ties among them; us: p50 %.0f, p90 %.0f, p99 %.0f, max %.0f\n",
	    full, count, ties / full, times[full / 2], times[full * 9 / 10], times[full * 99 / 100], times[full - 1]);
	free(times);
	ties_book_close(book);
	return 0;
}
