/* Which forms of the index can score enough against a form of the query?
 *
 * Every key of the query's form leads to near keys of the index, these to forms; a byte per form gathers which key
 * tokens of the query are near one of its own. What these allow at most (name_bound) is compared with the threshold; of
 * forms that pass, every token is looked at, and what all of them allow. */
#ifndef MATCH_CANDIDATES_H
#define MATCH_CANDIDATES_H

#include "match/near.h"

struct candidates {
	const ties_book *b;
	struct near_cache near;
	struct name_bound bound;
	uint8_t *found;        /* by FORM item: bits of the query's key tokens that are near; all 0 between calls */
	uint16_t *near_bits;   /* by KEY item: bits of the query's tokens that are near; all 0 between calls */
	VEC(uint32_t) marked;  /* KEY items with a bit */
	VEC(uint32_t) reached; /* POSTING items of the forms with a bit */
	VEC(uint32_t) forms;   /* the answer */
	uint64_t keys, near_keys, postings, passed; /* seen since the beginning */
	struct name_key list[NAME_KEYS_MAX];
	char text[NAME_KEY_TEXT_MAX];
};

bool candidates_init(struct candidates *c, const ties_book *b);
void candidates_finish(struct candidates *c);
/** FORM items that are all of those of kind `run` (book_postings_of) that may score `threshold` or more against `form`,
 *  and some of others; some twice. In c->forms until the next call. The threshold is at least
 *  NAME_RETRIEVAL_FLOOR. False when memory ran out. O(postings of near keys). */
bool candidates_find(struct candidates *c, const struct name_form *form, unsigned run, double threshold);

#endif
