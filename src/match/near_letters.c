/* Keys of the index that are near a key by their letters, whatever they sound like. */
#include "match/near_parts.h"

static const struct book_key *lettered_key(const struct near_cache *c, size_t i)
{
	return BOOK_AT(c->b, KEY, BOOK_AT(c->b, SOUND, c->lettered.ptr[i])->key);
}

/* What is read of key `i` is asked for in steps, each of which needs the one before. */
static void ask_for_key(const struct near_cache *c, size_t i)
{
	if (i < c->lettered.len)
		__builtin_prefetch(lettered_key(c, i));
}

static void ask_for_lengths(const struct near_cache *c, size_t i)
{
	if (i < c->lettered.len)
		__builtin_prefetch(BOOK_AT(c->b, STRING, lettered_key(c, i)->text / BOOK_STRINGS));
}

static void ask_for_text(const struct near_cache *c, size_t i)
{
	str text = i < c->lettered.len ? book_string(c->b, lettered_key(c, i)->text) : (str){0};

	if (text.len)
		__builtin_prefetch(text.ptr);
}

bool near_list_letters(struct near_cache *c, uint64_t signature)
{
	struct book_range r = book_signatures(c->b, signature);

	c->lettered.len = 0;
	if (!vec_reserve(&c->lettered, r.end - r.begin))
		return false;
	for (uint32_t i = r.begin; i < r.end; i++) {
		uint32_t item = book_signature_item(&c->b->SIGNATURE.items[i]);
		if (item & SIGNATURE_OF_FORM)
			continue;
		__builtin_prefetch(BOOK_AT(c->b, SOUND, item));
		c->lettered.ptr[c->lettered.len++] = item;
	}
	return true;
}

bool near_add_letters(struct near_cache *c)
{
	const size_t ahead = 8;
	str text = c->seeker.key->text;
	bool well = true;

	for (size_t i = 0; i < c->lettered.len + 3 * ahead && well; i++) {
		ask_for_key(c, i);
		ask_for_lengths(c, i - ahead); /* none before the first: there is no key of so great a number */
		ask_for_text(c, i - 2 * ahead);
		if (i >= 3 * ahead && name_letters_near(text, book_string(c->b, lettered_key(c, i - 3 * ahead)->text)))
			well = near_push(c, BOOK_AT(c->b, SOUND, c->lettered.ptr[i - 3 * ahead])->key, AGREE_FULL);
	}
	return well;
}
