/* What a word may have been before a slip of the pen: two neighbours exchanged, a letter doubled, a doubled one single,
 * a vowel for another. */
#ifndef NAMES_VARIANTS_H
#define NAMES_VARIANTS_H

#include "names/knowledge.h"

enum { VARIANT_MAX = 63 /* letters of a variant */ };

/** Kinds of slips, a bit each; a vowel has one for each that it may have been. */
enum {
	SLIP_DOUBLED = 1 << 0,
	SLIP_SINGLE = 1 << 1,
	SLIP_DOUBLING = SLIP_DOUBLED | SLIP_SINGLE,
	SLIP_EXCHANGE = 1 << 2,
	SLIP_VOWEL = 63 << 3,
	SLIP_ANY = SLIP_DOUBLING | SLIP_EXCHANGE | SLIP_VOWEL
};

/** The kinds of slips that can have made a word of one of the set; `sets`: knowledge_sets_near of the word. */
static inline unsigned slips_possible(unsigned sets, enum knowledge_set set)
{
	return (sets >> set & 1 ? SLIP_DOUBLING | SLIP_VOWEL : 0) | (sets >> (4 + set) & 1 ? SLIP_EXCHANGE : 0);
}

/** Goes through the variants of a word: by letter, then by kind. */
struct variants {
	str word;
	size_t at;      /* letter of the slip */
	unsigned kinds; /* those that are looked for */
	unsigned left;  /* those that are still to come at this letter */
	char text[VARIANT_MAX];
};

/** Begins with a word of less than VARIANT_MAX letters, borrowed. */
void variants_begin(struct variants *v, str word, unsigned kinds);
/** The next variant, which lives until the next call; false behind the last. O(letters to the next). */
bool variants_next(struct variants *v, str *out);

#endif
