/* How differently are two names written? What decides between names that score the same. */
#ifndef MATCH_WRITTEN_H
#define MATCH_WRITTEN_H

#include "base/str.h"

enum { WRITTEN_MAX = 64 /* characters of a name that are looked at */ };

/** A name as written, to be compared with others. */
struct written {
	uint32_t at[WRITTEN_MAX]; /* code points */
	size_t count;             /* 0..WRITTEN_MAX */
	uint8_t script;           /* enum text_script of most letters */
	uint64_t places[128];     /* by ASCII character: bit i, it is the i-th of the name */
	uint64_t others;          /* bit i: the i-th is none of these */
};

void written_read(struct written *out, str name);
/** In how many characters the other name is written otherwise: to be left out, added or replaced, capital and small
 * letters being two; 0..WRITTEN_MAX. O(length of the other). */
unsigned written_apart(const struct written *name, str other);
/** The same if it is less than `limit`, else anything that is not. */
unsigned written_apart_below(const struct written *name, str other, unsigned limit);
/** As many at least, by the lengths of both. O(bytes), and quick. */
unsigned written_apart_least(const struct written *name, str other);

#endif
