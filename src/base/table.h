/* Hash tables with open addressing: strings to 32-bit numbers, and interning on top of it.
 *
 * Keys are borrowed and must outlive the table. Hashes are seeded per table, so that hostile keys
 * cannot be made to collide. Lookup and insertion are O(1) expected. */
#ifndef BASE_TABLE_H
#define BASE_TABLE_H

#include "base/arena.h"
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
/** Room for `count` keys in all, so that they are not moved while they come; false when memory ran out. */
bool table_reserve(struct table *t, size_t count);
/** The number stored for `key`, TABLE_NONE when it is not there. */
uint32_t table_get(const struct table *t, str key);
/** Stores `value` for `key` unless the key is there; returns where the number is kept (valid until the
 *  next put), NULL when memory ran out. `*fresh` says whether the key is new. `value` is not TABLE_NONE. */
uint32_t *table_put(struct table *t, str key, uint32_t value, bool *fresh);

/** Strings numbered from 0 in order of first appearance, copied into the given arena. */
struct intern {
	struct arena *arena; /* borrowed; holds the bytes */
	struct table table;
	str *list; /* owned; `table.count` of them */
	size_t cap;
};

void intern_finish(struct intern *in);
/** The number of `s`, a new one when it was not there; TABLE_NONE when memory ran out. */
uint32_t intern_add(struct intern *in, str s);
/** `s` will be asked for soon: fetches where its number is kept from memory, and behind that, when asked a second time
 * a little later, the bytes that it is compared with. */
void intern_expect(const struct intern *in, str s, bool second);
/** Keeps `count` strings, those numbered `order[0]`, `order[1]`, … (all different), which get the numbers 0, 1, …; the
 *  others are forgotten. False when memory ran out. O(count). */
bool intern_keep(struct intern *in, const uint32_t *order, size_t count);

#endif
