/* Which forms of the index can score enough against a form of the query?
 *
 * Every key of the query's form leads to near keys of the index, these to forms; what the key tokens allow at most that
 * are found of a form (name_bound) is compared with the threshold; of forms that pass, every token is looked at, and
 * what all of them allow. */
#ifndef MATCH_CANDIDATES_H
#define MATCH_CANDIDATES_H

#include "match/candidates_places.h"
#include "match/near.h"

/** Postings of one key that is near some of the query's tokens. */
struct posting_run {
	struct book_range postings;
	uint8_t bits[2]; /* of these tokens (name_bound_may_reach); [1]: of postings with POSTING_ABJAD, no less */
	bool initials;   /* one of the forms has one */
	bool lesser; /* two of the query's tokens joined are near that it cannot be found by, so that it has no bits */
};

/** Bits of the query's tokens that are near a key where it is a token of a script without vowels, of another script,
 * and above them how much a pair counts at most. */
struct near_bits {
	uint16_t abjad, other;
};

/** A KEY item that is near, and the first letter of its text. */
struct marked {
	uint32_t key;
	char letter;
};

/** A form that may be found. */
struct reached {
	uint32_t posting; /* POSTING item */
	uint8_t found;    /* bits of the query's tokens that it is found by at most */
};

/** A form in which two joined tokens are near one of the query. */
struct joined {
	uint32_t form;
	uint8_t bits; /* of that token */
};

/** The runs that say the same of a form. */
struct run_class {
	uint64_t volume; /* postings */
	uint8_t bits;
};

enum { POSTING_SAYS = 16 /* what a posting says of its form, initials and scripts apart */ };

struct candidates {
	const ties_book *b;
	struct near_cache near;
	struct name_bound bound;
	double threshold;
	double least_agree; /* pairs that count less, in 255ths, lift no score to the threshold */
	struct elsewhere {
		uint8_t telling, other; /* bits of tokens that a form may have though it is not found by them, … */
		uint8_t digits;         /* … as a generic word or a number, as another token; as a number of digits */
	} elsewhere;
	VEC(struct posting_run) runs;
	uint64_t volume[UINT8_MAX + 1]; /* by bits: postings of the runs; all 0 between calls */
	struct run_class classes[UINT8_MAX + 1];
	unsigned class_count;
	bool needless[UINT8_MAX + 1]; /* by bits: forms with bits of such classes only cannot score enough */
	unsigned telling; /* what a posting says of its form, as far as it makes a difference: bits of its number */
	/* By what a posting says of its form, and bits: whether forms that have them pass, once it is asked. */
	uint8_t verdicts[POSTING_SAYS][UINT8_MAX + 1];
	uint8_t *found;              /* by lower bits of FORM items: bits of the query's key tokens that are near */
	uint64_t *seen;              /* bit by FORM item, all 0 between calls */
	struct near_bits *near_bits; /* by KEY item; all 0 between calls */
	struct places places;
	VEC(struct marked) marked; /* with a bit */
	VEC(struct joined) joined;
	unsigned joined_tokens;             /* so many tokens of the query have such forms */
	VEC(struct reached) reached;        /* the forms that pass */
	VEC(uint64_t) sketches;             /* of these */
	VEC(uint32_t) forms;                /* the answer */
	uint64_t keys, near_keys, postings; /* seen since the beginning */
	struct name_key list[NAME_KEYS_MAX];
	uint32_t near_lists[NAME_KEYS_MAX]; /* of each: what is near it (near_find) */
	char text[NAME_KEY_TEXT_MAX];
};

bool candidates_init(struct candidates *c, const ties_book *b);
void candidates_finish(struct candidates *c);
/** FORM items that are all of those of kind `run` (book_postings_of) that may score `threshold` or more against `form`,
 *  and some of others; some twice. In c->forms until the next call. The threshold is at least
 *  NAME_RETRIEVAL_FLOOR. False when memory ran out. O(postings of near keys). */
bool candidates_find(struct candidates *c, const struct name_form *form, unsigned run, double threshold);

#endif
