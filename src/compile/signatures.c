/* Keys and forms by signature: sections SIGNATURE and SIGNATURE_START. */
#include "compile/index.h"
#include "names/retrieval.h"

#include <stdlib.h>

enum { LIST_LENGTH = 8 }; /* entries of a list, on average at least */

static bool list_one(index_listed_vec *listed, uint64_t signature, uint32_t item)
{
	const struct book_signature entry = {(uint16_t)signature, {(uint16_t)item, (uint16_t)(item >> 16)}};

	return vec_push(listed, ((struct index_listed){signature, entry}));
}

/* Under all of its signatures but one. */
static bool list_all(index_listed_vec *listed, str text, enum signature_use use, uint32_t item, uint64_t but)
{
	uint64_t signatures[SIGNATURES_MAX];
	size_t count = name_signatures(text, use, signatures);

	if (count == 0)
		return list_one(listed, name_signature_of_any(use), item);
	for (size_t i = 0; i < count; i++)
		if (signatures[i] != but && !list_one(listed, signatures[i], item))
			return false;
	return true;
}

bool index_list_form(index_listed_vec *listed, const struct name_key *key, uint32_t form)
{
	uint32_t item = form | SIGNATURE_OF_FORM;

	if (key->kind == KEY_INITIALS)
		return list_one(listed, name_signature_of_initials(key->text), item);
	return list_all(listed, key->text, key->abjad ? SIGNATURE_JOINED_ABJAD : SIGNATURE_JOINED, item, 0);
}

/* The signature of the sequence of kinds lists a key in SOUND. */
static bool list_keys(const struct index_sections *out, const struct index_input *in, index_listed_vec *listed)
{
	for (uint32_t i = 0; i < out->keys.len; i++) {
		const struct book_key *k = &out->keys.ptr[i];
		const struct name_sounds sounds = {out->sounds.ptr[k->first_sound].sound, k->sound_count};
		str text = in->text(in->context, k->text);
		if (!(k->flags & (KEY_ABJAD | KEY_OTHER)))
			continue;
		if (!list_all(listed, text, SIGNATURE_LISTED, k->first_sound, name_signature_of_kinds(&sounds)) ||
		    !list_one(listed, name_signature_of_letters(text), k->first_sound))
			return false;
	}
	return true;
}

static int compare_entries(const void *left, const void *right)
{
	const struct book_signature *a = left, *b = right;
	uint32_t item = book_signature_item(a), other = book_signature_item(b);

	if (a->tag != b->tag)
		return a->tag < b->tag ? -1 : 1;
	return item < other ? -1 : item > other;
}

/* Where list `i` begins, in starts[i]. */
static void count_starts(uint32_t *starts, size_t lists, const index_listed_vec *listed)
{
	memset(starts, 0, (lists + 1) * sizeof *starts);
	for (size_t i = 0; i < listed->len; i++)
		starts[book_list_of(listed->ptr[i].signature, lists) + 1]++;
	for (size_t i = 0; i < lists; i++)
		starts[i + 1] += starts[i];
}

static bool lay_out(struct index_sections *out, const index_listed_vec *listed)
{
	size_t lists = 1;

	while (lists * 2 * LIST_LENGTH <= listed->len)
		lists *= 2;
	uint32_t *next = malloc((lists + 1) * sizeof *next);
	if (!next || !vec_reserve(&out->signatures, listed->len + 1) ||
	    !vec_reserve(&out->signature_starts, lists + 1)) {
		free(next);
		return false;
	}
	count_starts(next, lists, listed);
	memcpy(out->signature_starts.ptr, next, (lists + 1) * sizeof *next);
	out->signature_starts.len = lists + 1;
	for (size_t i = 0; i < listed->len; i++) {
		size_t list = book_list_of(listed->ptr[i].signature, lists);
		out->signatures.ptr[next[list]++] = listed->ptr[i].entry;
	}
	out->signatures.len = listed->len;
	free(next);
	for (size_t i = 0; i < lists; i++) {
		uint32_t begin = out->signature_starts.ptr[i], end = out->signature_starts.ptr[i + 1];
		if (end > begin)
			qsort(out->signatures.ptr + begin, end - begin, sizeof *out->signatures.ptr, compare_entries);
	}
	return true;
}

bool index_signatures(struct index_sections *out, const struct index_input *in, index_listed_vec *listed)
{
	return list_keys(out, in, listed) && listed->len < BOOK_NONE && lay_out(out, listed);
}
