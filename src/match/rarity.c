/* The keys of a book are sorted by text. A search by halves looks at the same few keys first, and these lie far apart;
 * so their first eight bytes are remembered, by node of the tree that the halves make (Bentley 1986, column 4). */
#include "match/rarity.h"

#include <stdlib.h>

/* First bytes as a number that sorts as they do; zero bytes behind a short text. */
static uint64_t beginning(str text)
{
	unsigned char bytes[8] = {0};
	uint64_t number = 0;

	if (text.len)
		memcpy(bytes, text.ptr, text.len < sizeof bytes ? text.len : sizeof bytes);
	for (size_t i = 0; i < sizeof bytes; i++)
		number = number << 8 | bytes[i];
	return number;
}

static str key_text(const ties_book *b, uint32_t i)
{
	return book_string(b, b->KEY.items[i].text);
}

/* Is the key before the text, which begins so? */
static bool is_before(const struct rarity_index *x, size_t node, uint32_t key, str text, uint64_t begin)
{
	if (node < RARITY_NODES) {
		if (x->begin[node] == 0)
			x->begin[node] = beginning(key_text(x->b, key));
		if (x->begin[node] != begin)
			return x->begin[node] < begin;
	}
	return str_compare(key_text(x->b, key), text) < 0;
}

static uint32_t df_in_index(const void *context, str text)
{
	const struct rarity_index *x = context;
	uint32_t low = 0, high = x->b->KEY.count;
	uint64_t begin = beginning(text);

	for (size_t node = 1; low < high;) {
		uint32_t mid = low + (high - low) / 2;
		bool before = is_before(x, node, mid, text, begin);
		low = before ? mid + 1 : low;
		high = before ? high : mid;
		node = 2 * node + before;
	}
	bool found = low < x->b->KEY.count && str_equal(key_text(x->b, low), text);
	return found ? x->b->KEY.items[low].df : 0;
}

bool rarity_init(struct rarity_index *x, const ties_book *b)
{
	x->b = b;
	x->begin = calloc(RARITY_NODES, sizeof *x->begin);
	return x->begin;
}

void rarity_finish(struct rarity_index *x)
{
	free(x->begin);
}

/* The total is the number of names: the index was weighed with the same. */
struct name_rarity rarity_of(const struct rarity_index *x)
{
	return (struct name_rarity){.df = df_in_index, .context = x, .total = x->b->NAME.count};
}
