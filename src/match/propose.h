/* Which pairs of entities of different datasets may be one? Internal to src/match.
 *
 *   every screened name of every entity --search--> entities with a name like it  \
 *   every number that two entities have   --------------------------------------->  pairs --weigh--> proposals */
#ifndef MATCH_PROPOSE_H
#define MATCH_PROPOSE_H

#include "match/same.h"

struct proposal {
	struct same_pair pair;
	double score;
};

struct propose_options {
	double threshold;
	unsigned threads;
	const uint32_t *datasets; /* DATASET items, see ties_dedupe_options; NULL: all */
	size_t dataset_count;
	void (*progress)(void *context, const char *stage, uint64_t done, uint64_t total);
	void *context;
};

struct proposals {
	VEC(struct proposal) list; /* best first, then by entities */
	uint64_t entities;         /* looked at */
};

/** Zero-initialise `out`. Deterministic whatever the threads. */
ties_code propose_all(struct proposals *out, const ties_book *b, const struct propose_options *options,
                      ties_error *err);

#endif
