/* The steps in which candidates are found: what is near each key of the query (candidates.c); which forms their
 * postings lead to (candidates_reach.c); what forms of many tokens have left over (candidates_rest.c); what is near by
 * key of the index (candidates_marks.c), what forms of few tokens allow by that as their sketches tell them
 * (candidates_places.c), and all as their tokens do (candidates_allow.c). */
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
/** Those of them that a key says which counts so much at most. */
static inline uint8_t candidates_bits_by(const struct candidates *c, struct key_bits bits, uint8_t agree)
{
	return !agree ? 0 : agree < c->least_agree ? bits.weak : bits.strong;
}
/** The bits of both, and the greater agreement, as in near_bits. */
static inline uint16_t candidates_both(unsigned a, unsigned b)
{
	return (uint16_t)((a % AGREE_UNIT | b % AGREE_UNIT) | (a > b ? a / AGREE_UNIT : b / AGREE_UNIT) * AGREE_UNIT);
}

enum verdict { VERDICT_NONE, VERDICT_NO, VERDICT_YES };
/** Of what a posting says, by number. */
bool candidates_judge(struct candidates *c, unsigned says, uint8_t found);
/** Does it allow the threshold that tokens with these bits are near and no others, of a form of which its posting says
 * that? Asked once. */
static inline bool candidates_found_allows(struct candidates *c, uint32_t posting, uint8_t found)
{
	static_assert(POSTING_INITIAL / POSTING_WORDS == POSTING_SAYS);
	unsigned says = posting / POSTING_WORDS & c->telling;
	uint8_t verdict = c->verdicts[says][found];

	return verdict == VERDICT_NONE ? candidates_judge(c, says, found) : verdict == VERDICT_YES;
}

/** What is found of forms. */
struct found {
	uint8_t *table; /* by lower bits of FORM items; NULL: of all the same */
	uint32_t mask;
	uint8_t all;
};

enum { FOUND_MOST = 1 << 18 /* bytes of the table at most: it should stay in the cache */ };
/** Fills c->reached, forms of the runs that may score the threshold by what is found of them, some twice; and what is
 * found. False when memory ran out. */
bool candidates_reach(struct candidates *c, struct found *out);

/** Marks what is near any of the form's tokens, `count` keys of which are in c->list, as far as forms of kind `run`
 * have it. False when memory ran out. */
bool candidates_mark(struct candidates *c, const struct name_form *form, size_t count, unsigned run);
void candidates_unmark(struct candidates *c);

/** Moves the forms in which two joined tokens are near to the answer, if they are of the kind and what they have left
 * over allows the threshold. False when memory ran out. */
bool candidates_add_joined(struct candidates *c, unsigned run, struct found found);
/** Take out of the forms reached those that do not allow the threshold by what their sketches tell: of many tokens what
 * is left over of them, which fills c->sketches; then of few what each is, once what is near is marked. False when
 * memory ran out. */
bool candidates_drop_by_rest(struct candidates *c);
bool candidates_drop_by_places(struct candidates *c);
/** Moves the forms reached that allow the threshold by all of their tokens to the answer. False when memory ran out. */
bool candidates_select(struct candidates *c);

#endif
