/* What speaks for and against two entities of a book being one? Internal to src/match.
 *
 * docs/dedupe.md is the normative text: the evidence of screening, and what only two whole entities can share. */
#ifndef MATCH_SAME_H
#define MATCH_SAME_H

#include "match/evidence.h"

/** Two entities with the names that agree best. */
struct same_pair {
	uint32_t left, right;           /* ENTITY items; left is the lower one */
	uint32_t left_name, right_name; /* NAME items; BOOK_NONE when no two names agree at all */
	double name_score;
};

enum { SAME_SHARED_MAX = 8 };

struct same_evidence {
	ties_evidence axis[AXIS_COUNT]; /* birth date, country, gender; known only when both say something */
	bool shared_id, shared_address;
	double score;
};

/** Weighs the pair. With an arena also `shared`, up to SAME_SHARED_MAX texts such as "passportNumber A123456"; else
 *  NULL for both. O(statements of one × of the other) at worst, of the kinds that are compared. */
void same_weigh(struct same_evidence *out, const ties_book *b, const struct same_pair *pair, ties_str *shared,
                size_t *shared_count, struct arena *arena);
/** The best score of two screened names of both, into the pair. O(product of the forms). */
void same_names(struct same_pair *pair, const ties_book *b);
/** A lower bound of the name score that can reach `threshold` without a shared identifier. */
double same_name_threshold(double threshold);

/** Does an identifier of this property say who somebody is, and is it long enough to be nobody else's? */
bool same_identifies(uint16_t property, str value);

/** Have the two a name and a full date of birth in common, no records of one dataset, and nothing that speaks against
 * their being one? Names are looked at where the dates agree. */
bool same_is_probable(const ties_book *b, uint32_t one, uint32_t other);

/** Do the entities have records of one dataset? */
bool same_dataset(const ties_book *b, uint32_t left, uint32_t right);

#endif
