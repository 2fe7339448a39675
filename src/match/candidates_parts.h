/* The steps in which candidates are found: what is near each key of the query and every posting of it (candidates.c),
 * what is near by key of the index (candidates_marks.c), what forms allow by that, in brief and in full
 * (candidates_allow.c). */
#ifndef MATCH_CANDIDATES_PARTS_H
#define MATCH_CANDIDATES_PARTS_H

#include "match/candidates.h"

enum {
	/* What stands in near_bits: bits, and above them how much a pair counts at most. */
	AGREE_UNIT = 2 * NAME_JOINED_BIT,
	AGREE_LEVELS = UINT16_MAX / AGREE_UNIT
};

/** What a key says that is near one of the query's. */
struct key_bits {
	uint8_t strong; /* it may agree as much as the threshold */
	uint8_t weak;
};
struct key_bits candidates_bits_of(const struct name_bound *bound, const struct name_key *key);
/** The bits of both, and the greater agreement, as in near_bits. */
static inline uint16_t candidates_both(unsigned a, unsigned b)
{
	return (uint16_t)((a % AGREE_UNIT | b % AGREE_UNIT) | (a > b ? a / AGREE_UNIT : b / AGREE_UNIT) * AGREE_UNIT);
}

/** Marks what is near any of the form's tokens, `count` keys of which are in c->list. False when memory ran out. */
bool candidates_mark(struct candidates *c, const struct name_form *form, size_t count);
void candidates_unmark(struct candidates *c);

/** Moves the forms reached that allow the threshold to the answer, each once. False when memory ran out. */
bool candidates_select(struct candidates *c, double threshold);

#endif
