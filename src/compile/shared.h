/* Who has an address, a number or an office in common? Internal to src/compile. */
#ifndef COMPILE_SHARED_H
#define COMPILE_SHARED_H

#include "compile/derive.h"

/** More than so many with one address or number, and more that ever held one office, are no tie between any two. */
enum { SHARED_MAX = 8, SHARED_OFFICE_MAX = 3 };

/** Two who have something in common; `from` is below `to`. */
struct shared_pair {
	uint32_t from, to; /* entities */
	uint32_t record;   /* entity: the paper with the number, BOOK_NONE: their own records say so */
	const char *relation;
	struct date_interval span; /* while both had it, as far as is said */
	int32_t known_from, known_until;
	uint8_t modality, confidence;
};

struct shared_pairs {
	VEC(struct shared_pair) list; /* in no order; two may have several things in common */
};

/** O(statements log statements); false when memory ran out. */
bool derive_shared(struct shared_pairs *out, const struct corpus *c, const struct derived *d);

#endif
