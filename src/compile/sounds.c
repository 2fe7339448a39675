/* Keys in order of their sounds: sections SOUND_KEY and SOUND. Only keys that some form can be found by. */
#include "compile/index.h"
#include "names/walk.h"

#include <stdlib.h>

static bool list_keys(struct index_sections *out, const struct index_input *in)
{
	uint8_t sounds[WALK_SOUNDS_MAX];

	for (uint32_t i = 0; i < out->keys.len; i++) {
		if (out->keys.ptr[i].posting_count == 0)
			continue;
		size_t count = name_key_sounds(in->text(in->context, out->keys.ptr[i].text), sounds);
		struct book_sound_key item = {
		    .key = i, .first_sound = (uint32_t)out->sounds.len, .sound_count = (uint8_t)count};
		if (!vec_reserve(&out->sounds, out->sounds.len + count + 1) || !vec_push(&out->sound_keys, item))
			return false;
		memcpy(out->sounds.ptr + out->sounds.len, sounds, count);
		out->sounds.len += count;
	}
	return true;
}

static int compare_sounds(const void *left, const void *right, void *context)
{
	const struct book_sound_key *a = left, *b = right;
	const uint8_t *sounds = context;

	if (a->sound_count != b->sound_count)
		return a->sound_count < b->sound_count ? -1 : 1;
	int order = memcmp(sounds + a->first_sound, sounds + b->first_sound, a->sound_count);
	return order ? order : a->key < b->key ? -1 : a->key > b->key;
}

static uint8_t count_shared(const uint8_t *sounds, const struct book_sound_key *a, const struct book_sound_key *b)
{
	uint8_t n = 0;

	if (a->sound_count != b->sound_count)
		return 0;
	while (n < a->sound_count && sounds[a->first_sound + n] == sounds[b->first_sound + n])
		n++;
	return n;
}

/* Lays the sounds out in the order of the keys, since that is how they are read. */
static bool lay_sounds(struct index_sections *out)
{
	uint8_t *sorted = malloc(out->sounds.len + 1);
	uint32_t at = 0;

	if (!sorted)
		return false;
	for (size_t i = 0; i < out->sound_keys.len; i++) {
		struct book_sound_key *k = &out->sound_keys.ptr[i];
		memcpy(sorted + at, out->sounds.ptr + k->first_sound, k->sound_count);
		k->first_sound = at;
		at += k->sound_count;
		k->shared = i ? count_shared(sorted, k - 1, k) : 0;
	}
	memcpy(out->sounds.ptr, sorted, at);
	free(sorted);
	return true;
}

/* Whoever leaves an item with all that share more than so many sounds with it follows these. */
static void chain_items(struct index_sections *out)
{
	struct book_sound_key *items = out->sound_keys.ptr;
	uint32_t count = (uint32_t)out->sound_keys.len;

	for (uint32_t i = count; i-- > 0;) {
		items[i].next = i + 1;
		while (items[i].next < count && items[items[i].next].shared >= items[i].shared)
			items[i].next = items[items[i].next].next;
	}
}

bool index_sounds(struct index_sections *out, const struct index_input *in)
{
	if (!list_keys(out, in))
		return false;
	if (out->sound_keys.len == 0)
		return true;
	qsort_r(out->sound_keys.ptr, out->sound_keys.len, sizeof *out->sound_keys.ptr, compare_sounds, out->sounds.ptr);
	if (!lay_sounds(out))
		return false;
	chain_items(out);
	return true;
}
