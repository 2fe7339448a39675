/* How rare words are in a book: the document frequencies of its common keys, found in one look. */
#ifndef MATCH_RARITY_H
#define MATCH_RARITY_H

#include "book/book.h"
#include "names/names.h"

/** A key of the table of common ones. */
struct rarity_slot {
	uint32_t tag; /* of the hash of its text */
	uint32_t key; /* KEY item + 1; 0: free slot */
};

/** The keys of a book that are common enough to weigh less. */
struct rarity_index {
	const ties_book *b;
	struct rarity_slot *slots;
	uint32_t mask; /* number of slots, a power of two, minus one */
};

/** O(keys). False when memory ran out; rarity_finish all the same. */
bool rarity_init(struct rarity_index *x, const ties_book *b);
void rarity_finish(struct rarity_index *x);
/** Rarity of tokens in the book, for name_parse; borrows the index. The frequency of rare words is 0, which makes no
 *  difference (name_common_df). O(1) expected. */
struct name_rarity rarity_of(const struct rarity_index *x);

#endif
