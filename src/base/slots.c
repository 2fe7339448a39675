#include "base/slots.h"

#include <stdlib.h>

enum { SLOTS_FIRST = 1024 };

bool slots_reserve(struct slots *s)
{
	if (s->slots && s->count * 4 < (s->mask + 1) * 3)
		return true;
	size_t size = s->slots ? (s->mask + 1) * 2 : SLOTS_FIRST;
	struct slot *bigger = calloc(size, sizeof *bigger);
	if (!bigger)
		return false;
	for (size_t i = 0; s->slots && i <= s->mask; i++) {
		if (s->slots[i].item == SLOT_FREE)
			continue;
		size_t at = s->slots[i].hash & (size - 1);
		while (bigger[at].item != SLOT_FREE)
			at = (at + 1) & (size - 1);
		bigger[at] = s->slots[i];
	}
	free(s->slots);
	s->slots = bigger;
	s->mask = size - 1;
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
