/* Which keys of the index are near a query's key? Remembered from query to query, in bounded memory. */
#ifndef MATCH_NEAR_H
#define MATCH_NEAR_H

#include "base/table.h"
#include "base/vec.h"
#include "book/book.h"
#include "names/names.h"
#include "names/walk.h"

/** Keys of one query's key. */
struct near_list {
	uint32_t first, count; /* in near_cache.keys */
};

struct near_cache {
	const ties_book *b;
	struct arena texts; /* what the table's keys point at */
	struct table table; /* text and class of a key -> index into lists */
	VEC(struct near_list) lists;
	VEC(uint32_t) keys; /* KEY items; a list may have one twice */
	uint64_t scans;     /* lists made since the beginning */
	struct name_walk walk;
};

void near_cache_finish(struct near_cache *c);
/** KEY items near `key` that some form can be found by; borrowed until the next call. False when memory ran out.
 *  O(1) when it was asked before, else sublinear in the keys of the book. */
bool near_keys(struct near_cache *c, const struct name_key *key, const uint32_t **out, size_t *count);

#endif
