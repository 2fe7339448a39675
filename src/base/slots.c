#include "base/slots.h"

#include "base/memory.h"

#include <stdlib.h>

enum { SLOTS_FIRST = 1024 };

/* Puts an item into a table which has room for it, and in which it is not. */
static void put(struct slot *slots, size_t mask, struct slot item)
{
	size_t at = item.hash & mask;

	while (slots[at].item != SLOT_FREE)
		at = (at + 1) & mask;
	slots[at] = item;
}

static bool resize(struct slots *s, size_t size)
{
	struct slot *bigger = calloc(size, sizeof *bigger);

	if (!bigger)
		return false;
	memory_scattered(bigger, size * sizeof *bigger);
	for (size_t i = 0; s->slots && i <= s->mask; i++)
		if (s->slots[i].item != SLOT_FREE)
			put(bigger, size - 1, s->slots[i]);
	free(s->slots);
	s->slots = bigger;
	s->mask = size - 1;
	return true;
}

bool slots_reserve(struct slots *s)
{
	if (s->slots && s->count * 4 < (s->mask + 1) * 3)
		return true;
	return resize(s, s->slots ? (s->mask + 1) * 2 : SLOTS_FIRST);
}

bool slots_reserve_all(struct slots *s, size_t count)
{
	size_t size = s->slots ? s->mask + 1 : SLOTS_FIRST;

	while (size < SIZE_MAX / 4 && count * 4 >= size * 3)
		size *= 2;
	return (s->slots && size == s->mask + 1) || resize(s, size);
}

bool slots_renumber(struct slots *s, const uint32_t *number)
{
	struct slot *fresh = s->slots ? calloc(s->mask + 1, sizeof *fresh) : NULL;
	size_t count = 0;

	if (s->slots && !fresh)
		return false;
	memory_scattered(fresh, fresh ? (s->mask + 1) * sizeof *fresh : 0);
	for (size_t i = 0; s->slots && i <= s->mask; i++) {
		struct slot slot = s->slots[i];
		if (slot.item == SLOT_FREE || number[slot.item - 1] == UINT32_MAX)
			continue;
		put(fresh, s->mask, (struct slot){number[slot.item - 1] + 1, slot.hash});
		count++;
	}
	free(s->slots);
	s->slots = fresh;
	s->count = count;
	return true;
}

struct slot *slots_find(const struct slots *s, uint64_t hash, slots_equal_fn *equal, const void *context,
                        const void *key)
{
	for (size_t i = (uint32_t)hash & s->mask;; i = (i + 1) & s->mask) {
		struct slot *slot = &s->slots[i];
		if (slot->item == SLOT_FREE || (slot->hash == (uint32_t)hash && equal(context, slot->item - 1, key)))
			return slot;
	}
}

void slots_finish(struct slots *s)
{
	free(s->slots);
	*s = (struct slots){0};
}
