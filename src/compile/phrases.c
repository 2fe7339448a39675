/* Whole names by hash: sections PHRASE and PHRASE_START. */
#include "compile/index.h"

#include <stdlib.h>

enum { LIST_LENGTH = 4 }; /* phrases of a list, on average at least */

static int compare_phrases(const void *left, const void *right)
{
	const struct index_phrase *a = left, *b = right;

	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	return a->form < b->form ? -1 : a->form > b->form;
}

/* Where each list begins in `to`, which are the phrases by list. */
static void sort_by_list(const struct index_sections *in, size_t lists, uint32_t *starts, struct index_phrase *to)
{
	const struct index_phrase *phrases = in->phrases.ptr;
	size_t count = in->phrases.len;

	memset(starts, 0, (lists + 1) * sizeof *starts);
	for (size_t i = 0; i < count; i++)
		starts[book_list_of(phrases[i].hash, lists)]++;
	for (size_t i = 0, begin = 0; i <= lists; i++) {
		size_t len = starts[i];
		starts[i] = (uint32_t)begin;
		begin += len;
	}
	for (size_t i = 0; i < count; i++)
		to[starts[book_list_of(phrases[i].hash, lists)]++] = phrases[i];
	memmove(starts + 1, starts, lists * sizeof *starts);
	starts[0] = 0;
	for (size_t i = 0; i < lists; i++)
		if (starts[i + 1] - starts[i] > 1)
			qsort(to + starts[i], starts[i + 1] - starts[i], sizeof *to, compare_phrases);
}

/* What of the hash is not stored tells nothing apart: 32 bits do, and the list. */
bool index_phrases(struct index_sections *out)
{
	size_t lists = 1, count = out->phrases.len;
	struct index_phrase *sorted = malloc((count + 1) * sizeof *sorted);

	while (lists * 2 * LIST_LENGTH <= count)
		lists *= 2;
	if (!sorted || !vec_reserve(&out->phrase_starts, lists + 1) || !vec_reserve(&out->packed_phrases, count + 1)) {
		free(sorted);
		return false;
	}
	sort_by_list(out, lists, out->phrase_starts.ptr, sorted);
	out->phrase_starts.len = lists + 1;
	for (size_t i = 0; i < count; i++)
		out->packed_phrases.ptr[i] =
		    (struct book_phrase){book_phrase_hash(sorted[i].hash, lists), sorted[i].form};
	out->packed_phrases.len = count;
	free(sorted);
	return true;
}
