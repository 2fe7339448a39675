/* The names of a book as the scorer "ofac" compares them: each distinct text once, with its distinct parts.
 *
 * Texts stand in order of their lengths, so that what depends on the length alone is worked out once for each; parts
 * stand in the order of their bytes, so that those with one first letter are neighbours. */
#ifndef MATCH_OFAC_INDEX_H
#define MATCH_OFAC_INDEX_H

#include "base/vec.h"
#include "book/book.h"
#include "ofac/ofac.h"

/** One distinct text. */
struct ofac_entry {
	str text;
	uint64_t heads;      /* by letter & 63: first letters of its parts */
	uint32_t first_word; /* in `words` */
	uint32_t first_name; /* in `names` */
	uint32_t name_count;
	uint8_t word_count;
};

/** One distinct part. */
struct ofac_word {
	str text;
	uint32_t soundex;
};

/** Those that begin with one letter. */
struct ofac_words {
	uint32_t begin, end; /* in `parts` */
};

struct ofac_index {
	struct arena bytes;
	VEC(struct ofac_entry) entries;
	VEC(struct ofac_letters) letters; /* of each entry */
	VEC(struct ofac_word) parts;
	VEC(uint32_t) words;                                /* of entries: numbers of parts */
	VEC(uint32_t) names;                                /* of entries: NAME items, ascending */
	struct ofac_words by_letter[2 * OFAC_LETTER_KINDS]; /* by letter & 63 */
};

/** Reads every name of the book that serves screening. O(names · log names) time, O(names) memory. */
ties_code ofac_index_build(struct ofac_index *out, const ties_book *b, ties_error *err);
/** Which of by_letter and of the bits of `heads`. */
static inline unsigned ofac_head(char first)
{
	return (unsigned char)first & (2 * OFAC_LETTER_KINDS - 1);
}
void ofac_index_finish(struct ofac_index *x);

#endif
