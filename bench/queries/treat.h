/* What typists, clerks and systems do to names. */
#ifndef BENCH_TREAT_H
#define BENCH_TREAT_H

#include "bench/queries/random.h"

#include "base/str.h"

enum treatment {
	TREAT_SWAP,         /* two adjacent letters swapped */
	TREAT_FAMILY_FIRST, /* the last word moved to the front: persons only */
	TREAT_NBSP,         /* non-breaking spaces for spaces */
	TREAT_QUESTION,     /* ? for each letter that is not ASCII */
	TREAT_DROP_FOREIGN, /* letters that are not ASCII dropped */
	TREAT_UNDOUBLE,     /* one of a doubled letter dropped */
	TREAT_DOUBLE,       /* a letter doubled */
	TREAT_VOWEL,        /* a vowel replaced by another */
	TREAT_COUNT,
	TREAT_SHORTEN = TREAT_COUNT, /* a word that is neither first nor last left out: no slip, and not among them */
	TREAT_END
};

enum { TREAT_MAX = 512 }; /* code points of a name; the rest is cut off */

/** "swap", "family-first", … static. */
const char *treat_name(enum treatment treatment);
/** Treats `name` into `out` and returns the length; 0 when the treatment would change nothing, or leave too little
 *  to be read: half of the letters have to stay. */
size_t treat(struct random *r, enum treatment treatment, str name, char out[4 * TREAT_MAX]);

#endif
