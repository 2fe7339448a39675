/* Most words are so rare that it makes no difference how rare. The others are few enough for a table in memory: an open
 * one with linear probing, at most half full. */
#include "match/rarity.h"

#include <stdlib.h>

static uint32_t tag_of(uint64_t hash)
{
	return (uint32_t)(hash >> 32);
}

static void put(struct rarity_index *x, uint32_t key)
{
	uint64_t hash = str_hash(book_string(x->b, x->b->KEY.items[key].text));
	uint32_t at = (uint32_t)hash & x->mask;

	while (x->slots[at].key)
		at = (at + 1) & x->mask;
	x->slots[at] = (struct rarity_slot){tag_of(hash), key + 1};
}

bool rarity_init(struct rarity_index *x, const ties_book *b)
{
	uint32_t least = name_common_df(b->NAME.count);
	size_t common = 0, size = 2;

	*x = (struct rarity_index){.b = b};
	for (uint32_t i = 0; i < b->KEY.count; i++)
		common += b->KEY.items[i].df >= least;
	while (size < 2 * common)
		size *= 2;
	x->slots = calloc(size, sizeof *x->slots);
	if (!x->slots)
		return false;
	x->mask = (uint32_t)(size - 1);
	for (uint32_t i = 0; i < b->KEY.count; i++)
		if (b->KEY.items[i].df >= least)
			put(x, i);
	return true;
}

void rarity_finish(struct rarity_index *x)
{
	free(x->slots);
}

static uint32_t df_in_index(const void *context, str text)
{
	const struct rarity_index *x = context;
	uint64_t hash = str_hash(text);

	for (uint32_t at = (uint32_t)hash & x->mask; x->slots[at].key; at = (at + 1) & x->mask) {
		const struct rarity_slot *slot = &x->slots[at];
		if (slot->tag != tag_of(hash))
			continue;
		const struct book_key *key = &x->b->KEY.items[slot->key - 1];
		if (str_equal(book_string(x->b, key->text), text))
			return key->df;
	}
	return 0;
}

/* The total is the number of names: the index was weighed with the same. */
struct name_rarity rarity_of(const struct rarity_index *x)
{
	return (struct name_rarity){.df = df_in_index, .context = x, .total = x->b->NAME.count};
}
