/* What was found when tokens of other forms were compared with those of one form, kept for the next form that has them:
 * names of one person are made of the same words again and again.
 *
 * A token of a book has a number, and tokens of one number are the same. What a token is like depends, beside the two
 * tokens, on the rules and on which of the forms comes first; that is part of what an entry is found by. */
#ifndef NAMES_MEMO_H
#define NAMES_MEMO_H

#include "names/names.h"

/** How similar two words are. */
struct likeness {
	float similarity; /* 0 when under SIMILAR_FLOOR (score.h) */
	uint8_t reason;   /* enum name_reason */
	bool near;        /* enough for an anchor */
	bool close;       /* enough for one of two tokens written as one */
};

/** What one token of another form, or two joined, is like each token of the form, or each two joined. */
struct name_likenesses {
	uint32_t own;                          /* bit i: the form's token i (and the next one) is like it */
	struct likeness with[NAME_TOKENS_MAX]; /* by token of the form, where the bit is set */
};

struct memo_entry {
	uint64_t rules;         /* the form, and what else it depends on; 0: empty */
	uint32_t first, second; /* numbers of tokens, MEMO_SINGLE or MEMO_JOINED instead of a second one */
	uint32_t own;           /* as in name_likenesses */
};
enum { MEMO_SINGLE = 0, MEMO_JOINED = UINT32_MAX /* two of the form's tokens joined against one */ };

enum { MEMO_BITS = 9 };
/** Most entries say that a token is like none, so that they lie close together, and apart from what it is like. */
struct name_memo {
	uint64_t forms; /* that have used it */
	struct memo_entry entry[1 << MEMO_BITS];
	struct likeness with[1 << MEMO_BITS][NAME_TOKENS_MAX]; /* by entry: as in name_likenesses */
};

/** The entry for these, whether they are in it or others, which then are to be replaced. O(1). */
static inline struct memo_entry *memo_entry_for(struct name_memo *memo, uint64_t rules, uint32_t first, uint32_t second)
{
	uint64_t hash = (rules ^ (uint64_t)second << 20 ^ (uint64_t)first << 32) * UINT64_C(0x9E3779B97F4A7C15);

	return &memo->entry[hash >> (64 - MEMO_BITS)];
}

static inline bool memo_entry_is(const struct memo_entry *e, uint64_t rules, uint32_t first, uint32_t second)
{
	return e->rules == rules && e->first == first && e->second == second;
}

#endif
