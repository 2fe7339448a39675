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

bool table_reserve(struct table *t, size_t count)
{
	size_t size = t->slots ? t->mask + 1 : 64;

	while (size < SIZE_MAX / 4 && count * 4 >= size * 3)
		size *= 2;
	return reserve(t) && (size == t->mask + 1 || resize(t, size));
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

void intern_finish(struct intern *in)
{
	table_finish(&in->table);
	free(in->list);
	in->list = NULL;
	in->cap = 0;
}

static bool grow_list(struct intern *in)
{
	size_t cap = in->cap ? in->cap * 2 : 64;
	str *list = realloc(in->list, cap * sizeof *list);

	if (!list)
		return false;
	in->list = list;
	in->cap = cap;
	return true;
}

uint32_t intern_add(struct intern *in, str s)
{
	if (!reserve(&in->table))
		return TABLE_NONE;
	uint32_t hash = hash_of(&in->table, s);
	struct table_slot *slot = find(&in->table, s, hash);
	if (slot->value != TABLE_NONE)
		return slot->value;
	size_t n = in->table.count;
	if (n >= TABLE_NONE - 1 || (n == in->cap && !grow_list(in)))
		return TABLE_NONE;
	str copy = arena_copy(in->arena, s);
	if (!copy.ptr)
		return TABLE_NONE;
	*slot = (struct table_slot){.key = copy, .value = (uint32_t)n, .hash = hash};
	in->table.count++;
	in->list[n] = copy;
	return (uint32_t)n;
}

void intern_expect(const struct intern *in, str s, bool second)
{
	const struct table *t = &in->table;

	if (!t->slots || !s.len)
		return;
	uint32_t hash = hash_of(t, s);
	const struct table_slot *slot = &t->slots[hash & t->mask];
	if (!second)
		__builtin_prefetch(slot);
	else if (slot->hash == hash && slot->value != TABLE_NONE)
		__builtin_prefetch(slot->key.ptr);
}

bool intern_keep(struct intern *in, const uint32_t *order, size_t count)
{
	str *list = malloc((count + 1) * sizeof *list);

	if (!list)
		return false;
	for (size_t i = 0; i < count; i++)
		list[i] = in->list[order[i]];
	intern_finish(in);
	in->list = list;
	in->cap = count + 1;
	if (!table_reserve(&in->table, count))
		return false;
	for (size_t i = 0; i < count; i++) {
		bool fresh;
		if (!table_put(&in->table, list[i], (uint32_t)i, &fresh))
			return false;
	}
	return true;
}
