/* Keys of the index that share a signature with the one that looks, each once: lists of them, and those that are listed
 * one by one. */
#include "match/near_parts.h"

#include "base/memory.h"

/* Sets the bits of a range that is not empty. */
static void mark_all(uint64_t *bits, struct book_range r)
{
	uint64_t first = UINT64_MAX << r.begin % 64, last = UINT64_MAX >> (63 - (r.end - 1) % 64);
	uint32_t from = r.begin / 64, to = (r.end - 1) / 64;

	bits[from] |= from == to ? first & last : first;
	for (uint32_t i = from + 1; i < to; i++)
		bits[i] = UINT64_MAX;
	bits[to] |= from == to ? 0 : last;
}

/* Keys of a list are all compared, and noted no more. */
static bool mark_sounds(struct near_cache *c, struct book_range r)
{
	if (r.begin >= r.end || c->asked[r.begin / 64] >> r.begin % 64 & 1)
		return true;
	if (!vec_push(&c->walked, r))
		return false;
	mark_all(c->asked, r);
	return true;
}

/* Keys listed under a signature. A key comes by several; it is compared once. */
static bool note_listed(struct near_cache *c, uint64_t signature)
{
	struct book_range r = book_signatures(c->b, signature);

	if (r.begin >= r.end)
		return true;
	if (!vec_reserve(&c->noted, c->noted.len + (r.end - r.begin)))
		return false;
	const struct book_signature *signatures = c->b->SIGNATURE.items;
	const struct book_sound *sounds = c->b->SOUND.items;
	uint64_t *asked = c->asked;
	uint32_t *next = c->noted.ptr + c->noted.len, count = c->b->SOUND.count;
	for (uint32_t i = r.begin; i < r.end; i++) {
		uint32_t item = book_signature_item(&signatures[i]);
		uint64_t bit = UINT64_C(1) << item % 64;
		if (item >= count || asked[item / 64] & bit)
			continue;
		asked[item / 64] |= bit;
		memory_prefetch(&sounds[item]);
		*next++ = item;
	}
	c->noted.len = (size_t)(next - c->noted.ptr);
	return true;
}

bool near_note_keys(struct near_cache *c)
{
	const struct near_asked *asking = &c->asking;
	bool well = true;

	if (asking->keys == 0)
		return mark_sounds(c, (struct book_range){0, c->b->SOUND.count});
	for (size_t i = 0; i < asking->kinds && well; i++)
		well = mark_sounds(c, book_sounds(c->b, asking->of[i]));
	for (size_t i = asking->listed; i < asking->keys && well; i++)
		well = note_listed(c, asking->of[i]);
	return well && note_listed(c, name_signature_of_any(SIGNATURE_LISTED));
}

void near_keys_forget(struct near_cache *c)
{
	for (size_t i = 0; i < c->noted.len; i++)
		c->asked[c->noted.ptr[i] / 64] = 0;
	for (size_t i = 0; i < c->walked.len; i++)
		memset(&c->asked[c->walked.ptr[i].begin / 64], 0,
		       ((c->walked.ptr[i].end - 1) / 64 - c->walked.ptr[i].begin / 64 + 1) * sizeof *c->asked);
	c->noted.len = c->walked.len = 0;
	for (unsigned k = 0; k < BAND_LENGTHS; k++)
		c->block[k].count = 0;
	c->block_abjad.count = 0;
}
