/* Items found by content, wherever they lie: a hash table of their numbers, with open addressing.
 *
 *   if (!slots_reserve(&s)) …memory…
 *   struct slot *slot = slots_find(&s, hash, equal, context, key);
 *   if (slot->item == SLOT_FREE) { …append the item…; slots_take(&s, slot, hash, number); }
 *
 * The hash stands beside the number, so that items are hardly looked at but to find them equal. */
#ifndef BASE_SLOTS_H
#define BASE_SLOTS_H

#include "base/memory.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct slot {
	uint32_t item; /* number + 1, SLOT_FREE */
	uint32_t hash;
};
enum { SLOT_FREE = 0 };

struct slots {
	struct slot *slots; /* owned; mask + 1 of them, NULL while there is none */
	size_t mask, count;
};

/** Is item `number` the one looked for? */
typedef bool slots_equal_fn(const void *context, uint32_t number, const void *key);

/** Makes room for one more; false when memory ran out. O(1) amortised. */
bool slots_reserve(struct slots *s);
/** Makes room for `count` in all; false when memory ran out. */
bool slots_reserve_all(struct slots *s, size_t count);
/** An item of that hash will be looked for soon: fetches its slot from memory. */
static inline void slots_expect(const struct slots *s, uint64_t hash)
{
	if (s->slots)
		memory_prefetch(&s->slots[(uint32_t)hash & s->mask]);
}
/** The slot of the item, or the free one where it belongs. Only after slots_reserve. O(1) expected. */
struct slot *slots_find(const struct slots *s, uint64_t hash, slots_equal_fn *equal, const void *context,
                        const void *key);
static inline void slots_take(struct slots *s, struct slot *slot, uint64_t hash, uint32_t number)
{
	*slot = (struct slot){number + 1, (uint32_t)hash};
	s->count++;
}
/** Number + 1 of an item that has the lower half of that hash, without looking at any; SLOT_FREE when none stands where
 *  it would be looked for first. */
static inline uint32_t slots_likely(const struct slots *s, uint64_t hash)
{
	const struct slot *slot = &s->slots[(uint32_t)hash & s->mask];

	return slot->hash == (uint32_t)hash ? slot->item : SLOT_FREE;
}
/** Items are numbered anew: what was item `i` is item `number[i]`, UINT32_MAX: is no item any more. False when memory
 *  ran out, and nothing has changed. O(slots), without looking at the items. */
bool slots_renumber(struct slots *s, const uint32_t *number);
void slots_finish(struct slots *s);

#endif
