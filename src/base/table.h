/* Hash tables with open addressing: strings to 32-bit numbers.
 *
 * Keys are borrowed and must outlive the table. Hashes are seeded per table, so that hostile keys
 * cannot be made to collide. Lookup and insertion are O(1) expected. */
#ifndef BASE_TABLE_H
#define BASE_TABLE_H

#include "base/str.h"

struct table_slot;

struct table {
	struct table_slot *slots; /* owned; `mask + 1` of them, NULL while empty */
	size_t mask;
	size_t count;
	uint64_t seed;
};

#define TABLE_NONE UINT32_MAX

/** Zero-initialise, or set `.seed` first. */
void table_finish(struct table *t);
/** The number stored for `key`, TABLE_NONE when it is not there. */
uint32_t table_get(const struct table *t, str key);
/** Stores `value` for `key` unless the key is there; returns where the number is kept (valid until the
 *  next put), NULL when memory ran out. `*fresh` says whether the key is new. `value` is not TABLE_NONE. */
uint32_t *table_put(struct table *t, str key, uint32_t value, bool *fresh);

#endif
