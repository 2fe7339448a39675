/* How the keys sound: sections SOUND and SOUND_START, and what of it stands in KEY. */
#include "compile/index.h"
#include "names/retrieval.h"

#include <stdlib.h>

enum { LIST_LENGTH = 4 }; /* keys of a list, on average at least */

/** Where a key goes. */
struct place {
	uint64_t signature; /* of its sequence of kinds; then: the list */
	uint32_t key;
	uint8_t count; /* of its sounds */
};

static int compare_places(const void *left, const void *right)
{
	const struct place *a = left, *b = right;

	if (a->signature != b->signature)
		return a->signature < b->signature ? -1 : 1;
	if (a->count != b->count)
		return (int)a->count - (int)b->count;
	return a->key < b->key ? -1 : a->key > b->key;
}

static struct place describe(struct book_key *key, uint32_t number, str text)
{
	uint8_t sound[KEY_SOUNDS_MAX];
	const struct name_sounds sounds = {sound, (uint8_t)name_key_sounds(text, sound)};

	key->sound_count = sounds.len;
	key->letter = text.len ? text.ptr[0] : '\0';
	key->flags |= name_is_digits(text) ? KEY_DIGITS : 0;
	key->flags |= name_key_affix(text) ? KEY_AFFIX : 0;
	return (struct place){name_signature_of_kinds(&sounds), number, sounds.len};
}

/* The item of a key, and those with the rest of its sounds. */
static bool lay(struct index_sections *out, struct book_key *key, uint32_t number, str text)
{
	struct {
		struct book_sound item;
		uint8_t rest[16 * BOOK_SOUND_ITEMS(KEY_SOUNDS_MAX)];
	} laid = {.item = {.key = number, .count = key->sound_count, .flags = key->flags}};
	size_t items = BOOK_SOUND_ITEMS(key->sound_count);
	uint8_t sound[KEY_SOUNDS_MAX];

	if (out->sounds.len + items >= BOOK_NONE || !vec_reserve(&out->sounds, out->sounds.len + items))
		return false;
	key->first_sound = (uint32_t)out->sounds.len;
	size_t count = name_key_sounds(text, sound);
	memcpy((uint8_t *)&laid + offsetof(struct book_sound, sound), sound, count);
	memcpy(out->sounds.ptr + out->sounds.len, &laid, items * sizeof laid.item);
	out->sounds.len += items;
	return true;
}

static bool lay_out(struct index_sections *out, const struct index_input *in, const struct place *place, size_t lists)
{
	size_t list = 0;
	bool well = vec_reserve(&out->sound_starts, lists + 1);

	for (size_t i = 0; i < out->keys.len && well; i++) {
		struct book_key *key = &out->keys.ptr[place[i].key];
		while (list <= place[i].signature)
			out->sound_starts.ptr[list++] = (uint32_t)out->sounds.len;
		well = lay(out, key, place[i].key, in->text(in->context, key->text));
	}
	while (list <= lists && well)
		out->sound_starts.ptr[list++] = (uint32_t)out->sounds.len;
	out->sound_starts.len = list;
	return well;
}

bool index_sounds(struct index_sections *out, const struct index_input *in)
{
	struct place *place = malloc((out->keys.len + 1) * sizeof *place);
	size_t lists = 1;

	if (!place)
		return false;
	while (lists * 2 * LIST_LENGTH <= out->keys.len)
		lists *= 2;
	for (uint32_t i = 0; i < out->keys.len; i++) {
		struct book_key *key = &out->keys.ptr[i];
		place[i] = describe(key, i, in->text(in->context, key->text));
		place[i].signature = book_list_of(place[i].signature, lists);
	}
	if (out->keys.len)
		qsort(place, out->keys.len, sizeof *place, compare_places);
	bool well = lay_out(out, in, place, lists);
	free(place);
	return well;
}
