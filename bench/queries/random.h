/* Numbers that look random and are the same on every run: splitmix64. */
#ifndef BENCH_RANDOM_H
#define BENCH_RANDOM_H

#include <stdbool.h>
#include <stdint.h>

struct random {
	uint64_t state; /* any number, zero too */
};

static inline uint64_t random_next(struct random *r)
{
	uint64_t z = r->state += 0x9e3779b97f4a7c15u;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

/** 0 up to, not including, `bound`, which is not 0. */
static inline uint32_t random_below(struct random *r, uint32_t bound)
{
	return (uint32_t)((random_next(r) >> 32) * bound >> 32);
}

/** True in `percent` of a hundred cases. */
static inline bool random_chance(struct random *r, uint32_t percent)
{
	return random_below(r, 100) < percent;
}

/** An index below `count`, the lower the likelier: as frequent as 1 / (index + 10), which is how names of people fall
 *  off when the rarest are left out. */
static inline uint32_t random_rank(struct random *r, uint32_t count)
{
	enum { FLAT = 10 };
	uint32_t at;

	do
		at = random_below(r, count);
	while (random_below(r, at + FLAT) >= FLAT);
	return at;
}

#endif
