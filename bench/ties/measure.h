/* What the benches of ties share: time, percentiles, and the same random entities for all of them. */
#ifndef BENCH_TIES_MEASURE_H
#define BENCH_TIES_MEASURE_H

#include <stdint.h>
#include <time.h>

/** Processor time of this thread. */
static inline double microseconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

/** Of two doubles, for qsort. */
static inline int compare(const void *left, const void *right)
{
	double a = *(const double *)left, b = *(const double *)right;

	return a < b ? -1 : a > b;
}

/** A number from 0 to bound - 1. */
static inline uint32_t next(uint64_t *state, uint32_t bound)
{
	*state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)((*state >> 33) % bound);
}

#endif
