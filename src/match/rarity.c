/* The keys of a book are sorted by text. A search by halves looks at the same few keys first, and these lie far apart;
 * so their first eight bytes are remembered, by node of the tree that the halves make. Names share words, so the words
 * themselves are remembered, too, each until another takes its place. */
#include "match/rarity.h"

#include <stdlib.h>

bool rarity_init(struct rarity_index *x, const ties_book *b)
{
	x->b = b;
	x->words = calloc(RARITY_WORDS, sizeof *x->words);
	x->begin = calloc(RARITY_NODES, sizeof *x->begin);
	return x->words && x->begin;
}

void rarity_finish(struct rarity_index *x)
{
	free(x->words);
	free(x->begin);
}

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

static uint32_t find_df(const struct rarity_index *x, str text)
{
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

static uint32_t df_in_index(const void *context, str text)
{
	const struct rarity_index *x = context;
	struct rarity_word *word = &x->words[str_hash(text) % RARITY_WORDS];

	if (text.len == 0 || text.len > RARITY_TEXT_MAX)
		return find_df(x, text);
	if (!str_equal((str){word->text, word->len}, text)) {
		word->df = find_df(x, text);
		word->len = (uint8_t)text.len;
		memcpy(word->text, text.ptr, text.len);
	}
	return word->df;
}

/* The total is the number of names: the index was weighed with the same. */
struct name_rarity rarity_of(const struct rarity_index *x)
{
	return (struct name_rarity){.df = df_in_index, .context = x, .total = x->b->NAME.count};
}
