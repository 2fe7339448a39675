#include "base/intern.h"

#include "base/memory.h"

#include <stdlib.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

static uint64_t hash_of(const struct intern *in, str s)
{
	return XXH3_64bits_withSeed(s.ptr, s.len, in->seed);
}

static bool equal_string(const void *context, uint32_t number, const void *key)
{
	const struct intern *in = context;

	return str_equal(in->list[number], *(const str *)key);
}

void intern_finish(struct intern *in)
{
	slots_finish(&in->slots);
	free(in->list);
	in->list = NULL;
	in->count = in->cap = 0;
}

static bool grow_list(struct intern *in, size_t cap)
{
	str *list = realloc(in->list, cap * sizeof *list);

	if (!list)
		return false;
	memory_scattered(list, cap * sizeof *list);
	in->list = list;
	in->cap = cap;
	return true;
}

bool intern_reserve(struct intern *in, size_t count)
{
	return (count <= in->cap || grow_list(in, count)) && slots_reserve_all(&in->slots, count);
}

uint32_t intern_add(struct intern *in, str s)
{
	if (in->seed == 0)
		in->seed = (uint64_t)(uintptr_t)in * 0x9E3779B97F4A7C15u | 1;
	if (!slots_reserve(&in->slots))
		return INTERN_NONE;
	uint64_t hash = hash_of(in, s);
	struct slot *slot = slots_find(&in->slots, hash, equal_string, in, &s);
	if (slot->item != SLOT_FREE)
		return slot->item - 1;
	if (in->count >= INTERN_NONE - 1 || (in->count == in->cap && !grow_list(in, in->cap ? in->cap * 2 : 64)))
		return INTERN_NONE;
	str copy = arena_copy(in->arena, s);
	if (!copy.ptr)
		return INTERN_NONE;
	in->list[in->count] = copy;
	slots_take(&in->slots, slot, hash, (uint32_t)in->count);
	return (uint32_t)in->count++;
}

uint32_t intern_find(const struct intern *in, str s)
{
	if (!in->slots.slots)
		return INTERN_NONE;
	const struct slot *slot = slots_find(&in->slots, hash_of(in, s), equal_string, in, &s);
	return slot->item == SLOT_FREE ? INTERN_NONE : slot->item - 1;
}

void intern_expect(const struct intern *in, str s, enum intern_step step)
{
	if (!in->slots.slots || !s.len)
		return;
	uint64_t hash = hash_of(in, s);
	if (step == INTERN_SLOT) {
		slots_expect(&in->slots, hash);
		return;
	}
	uint32_t likely = slots_likely(&in->slots, hash);
	if (likely == SLOT_FREE)
		return;
	if (step == INTERN_ENTRY)
		memory_prefetch(&in->list[likely - 1]);
	else
		memory_prefetch(in->list[likely - 1].ptr);
}

static size_t count_kept(const struct intern *in, const uint32_t *number)
{
	size_t kept = 0;

	for (size_t i = 0; i < in->count; i++)
		kept += number[i] != INTERN_NONE;
	return kept;
}

bool intern_renumber(struct intern *in, const uint32_t *number)
{
	size_t kept = count_kept(in, number);
	str *list = malloc((kept + 1) * sizeof *list);

	if (!list || !slots_renumber(&in->slots, number)) {
		free(list);
		return false;
	}
	memory_scattered(list, kept * sizeof *list);
	for (size_t i = 0; i < in->count; i++)
		if (number[i] != INTERN_NONE)
			list[number[i]] = in->list[i];
	free(in->list);
	in->list = list;
	in->count = kept;
	in->cap = kept + 1;
	return true;
}
