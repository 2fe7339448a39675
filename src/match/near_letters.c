/* Keys of the index that are near a key by their letters, whatever they sound like. */
#include "match/near_parts.h"

#include "base/memory.h"

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
		memory_prefetch(BOOK_AT(c->b, SOUND, item));
		c->lettered.ptr[c->lettered.len++] = item;
	}
	return true;
}

/* Of SOUND items KEY items … */
static void read_keys(struct near_cache *c)
{
	for (size_t i = 0; i < c->lettered.len; i++) {
		c->lettered.ptr[i] = BOOK_AT(c->b, SOUND, c->lettered.ptr[i])->key;
		memory_ask(BOOK_AT(c->b, KEY, c->lettered.ptr[i]));
	}
}

/* Can a word that is near by letters begin with this one? With the second one after an exchange, with the third when
 * that has moved over the first two. */
static bool may_begin(str text, char letter)
{
	return text.len > 2 &&
	       (letter == text.ptr[0] || letter == text.ptr[1] || letter == text.ptr[2] || name_is_vowel(letter));
}

/* … of those that may be near by their first letter. */
static void choose_keys(struct near_cache *c)
{
	str text = c->seeker.key->text;
	size_t count = 0;

	for (size_t i = 0; i < c->lettered.len; i++) {
		const struct book_key *key = BOOK_AT(c->b, KEY, c->lettered.ptr[i]);
		if (!may_begin(text, key->letter))
			continue;
		memory_ask(BOOK_AT(c->b, STRING, key->text / BOOK_STRINGS));
		c->lettered.ptr[count++] = c->lettered.ptr[i];
	}
	c->lettered.len = count;
}

static str text_of(const struct near_cache *c, uint32_t key)
{
	return book_string(c->b, BOOK_AT(c->b, KEY, key)->text);
}

bool near_add_letters(struct near_cache *c)
{
	bool well = true;

	read_keys(c);
	choose_keys(c);
	for (size_t i = 0; i < c->lettered.len; i++)
		memory_prefetch(text_of(c, c->lettered.ptr[i]).ptr);
	for (size_t i = 0; i < c->lettered.len && well; i++) {
		uint32_t key = c->lettered.ptr[i];
		uint8_t agree = name_seeker_by_letters(&c->seeker, text_of(c, key));
		well = !agree || near_push(c, key, (struct near_agree){agree, agree});
	}
	return well;
}
