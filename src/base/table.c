#include "base/table.h"

#include <stdlib.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

struct table_slot {
	str key;
	uint32_t value; /* TABLE_NONE marks a free slot */
	uint32_t hash;
};

static uint32_t hash_of(const struct table *t, str key)
{
	return (uint32_t)XXH3_64bits_withSeed(key.ptr, key.len, t->seed);
}

static struct table_slot *find(const struct table *t, str key, uint32_t hash)
{
	for (size_t i = hash & t->mask;; i = (i + 1) & t->mask) {
		struct table_slot *slot = &t->slots[i];
		if (slot->value == TABLE_NONE || (slot->hash == hash && str_equal(slot->key, key)))
			return slot;
	}
}

static bool resize(struct table *t, size_t size)
{
	struct table_slot *old = t->slots;
	size_t old_size = old ? t->mask + 1 : 0;
	struct table_slot *slots = malloc(size * sizeof *slots);

	if (!slots)
		return false;
	for (size_t i = 0; i < size; i++)
		slots[i] = (struct table_slot){.value = TABLE_NONE};
	t->slots = slots;
	t->mask = size - 1;
	for (size_t i = 0; i < old_size; i++)
		if (old[i].value != TABLE_NONE)
			*find(t, old[i].key, old[i].hash) = old[i];
	free(old);
	return true;
}

void table_finish(struct table *t)
{
	free(t->slots);
	*t = (struct table){0};
}

uint32_t table_get(const struct table *t, str key)
{
	return t->slots ? find(t, key, hash_of(t, key))->value : TABLE_NONE;
}

/* Room for one more; false when memory ran out. */
static bool reserve(struct table *t)
{
	if (!t->slots && t->seed == 0)
		t->seed = (uint64_t)(uintptr_t)t * 0x9E3779B97F4A7C15u | 1;
	return (t->slots && t->count * 4 < (t->mask + 1) * 3) || resize(t, t->slots ? (t->mask + 1) * 2 : 64);
}

uint32_t *table_put(struct table *t, str key, uint32_t value, bool *fresh)
{
	if (!reserve(t))
		return NULL;
	uint32_t hash = hash_of(t, key);
	struct table_slot *slot = find(t, key, hash);
	*fresh = slot->value == TABLE_NONE;
	if (*fresh) {
		*slot = (struct table_slot){.key = key, .value = value, .hash = hash};
		t->count++;
	}
	return &slot->value;
}
