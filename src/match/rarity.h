/* How rare words are in a book: the document frequencies of its keys, found fast again and again. */
#ifndef MATCH_RARITY_H
#define MATCH_RARITY_H

#include "book/book.h"
#include "names/names.h"

enum { RARITY_NODES = 1 << 12, RARITY_WORDS = 1 << 12, RARITY_TEXT_MAX = 27 };

/** A word asked for before. */
struct rarity_word {
	uint32_t df;
	uint8_t len; /* 0: none yet */
	char text[RARITY_TEXT_MAX];
};

/** Remembers words, and how the keys begin that every search by halves looks at first. */
struct rarity_index {
	const ties_book *b;
	struct rarity_word *words; /* RARITY_WORDS, by hash: the one asked for last */
	uint64_t *begin; /* RARITY_NODES, by node of the tree of halves: first bytes of its key, 0 not yet read */
};

/** False when memory ran out; rarity_finish all the same. */
bool rarity_init(struct rarity_index *x, const ties_book *b);
void rarity_finish(struct rarity_index *x);
/** Rarity of tokens in the book, for name_parse; borrows the index. O(1) for words that come again, O(log keys) for
 *  others, most of it without a look at the book. */
struct name_rarity rarity_of(const struct rarity_index *x);

#endif
