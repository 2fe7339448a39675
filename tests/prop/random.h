/* Random numbers of properties: the same seed gives the same cases on every machine (xorshift64, Marsaglia 2003). */
#ifndef TESTS_RANDOM_H
#define TESTS_RANDOM_H

#include <stdint.h>

struct random {
	uint64_t state; /* not 0 */
};

/** A number from 0 to bound - 1. */
static inline uint32_t below(struct random *r, uint32_t bound)
{
	r->state ^= r->state << 13;
	r->state ^= r->state >> 7;
	r->state ^= r->state << 17;
	return (uint32_t)((r->state >> 20) % bound);
}

/** One item of an array. */
#define PICK(r, list) ((list)[below((r), sizeof(list) / sizeof *(list))])

#endif
