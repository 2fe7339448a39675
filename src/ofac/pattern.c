/* Jaro-Winkler against many strings: the same figure as jaro.c, with the places of the query as bits of a word; and
 * what no comparison can exceed, from letters counted. */
#include "ofac/ofac.h"

#if defined __SSE2__
#include <emmintrin.h>
#endif

enum { KIND_MASK = OFAC_LETTER_KINDS - 1, LETTER_MASK = 2 * OFAC_LETTER_KINDS - 1, WORD_BITS = 64, WORDS = 4 };

void ofac_count_letters(str text, struct ofac_letters *out)
{
	*out = (struct ofac_letters){{0}};
	for (size_t i = 0; i < text.len; i++)
		out->count[text.ptr[i] & KIND_MASK]++;
}

unsigned ofac_common_letters(const struct ofac_letters *a, const struct ofac_letters *b)
{
#if defined __SSE2__
	const __m128i *x = (const __m128i *)(const void *)a->count, *y = (const __m128i *)(const void *)b->count;
	const __m128i zero = _mm_setzero_si128();
	__m128i low = _mm_sad_epu8(_mm_min_epu8(_mm_loadu_si128(x), _mm_loadu_si128(y)), zero);
	__m128i high = _mm_sad_epu8(_mm_min_epu8(_mm_loadu_si128(x + 1), _mm_loadu_si128(y + 1)), zero);
	__m128i sum = _mm_add_epi64(low, high);
	return (unsigned)_mm_cvtsi128_si32(sum) + (unsigned)_mm_cvtsi128_si32(_mm_unpackhi_epi64(sum, sum));
#else
	unsigned sum = 0;

	for (size_t i = 0; i < OFAC_LETTER_KINDS; i++)
		sum += a->count[i] < b->count[i] ? a->count[i] : b->count[i];
	return sum;
#endif
}

unsigned ofac_letters_needed(size_t query_len, size_t name_len, size_t prefix, double threshold)
{
	size_t low = 0, high = (query_len < name_len ? query_len : name_len) + 1;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (ofac_winkler(mid, 0, query_len, name_len, prefix) < threshold)
			low = mid + 1;
		else
			high = mid;
	}
	return (unsigned)low;
}

void ofac_pattern_make(str text, struct ofac_pattern *out)
{
	*out = (struct ofac_pattern){.text = str_slice(text, 0, OFAC_TEXT_MAX)};
	for (size_t i = out->text.len; i-- > 0;) {
		unsigned letter = out->text.ptr[i] & LETTER_MASK;
		out->next[i] = out->first[letter];
		out->first[letter] = (uint8_t)(i + 1);
		if (i < WORD_BITS)
			out->places[letter] |= UINT64_C(1) << i;
	}
}

/** What was matched, by place; places of one word only where both strings are that short. */
struct matches {
	uint64_t query[WORDS], name[WORDS];
	size_t count;
};

static size_t reach_of(size_t query_len, size_t name_len)
{
	size_t half = (query_len > name_len ? query_len : name_len) / 2;

	return half > 0 ? half - 1 : 0;
}

/* A letter takes the lowest place within reach that is free. */
static void match_short(const struct ofac_pattern *p, str name, struct matches *m)
{
	size_t reach = reach_of(p->text.len, name.len), count = 0; /* reach is at most 31 */
	uint64_t window = (UINT64_C(2) << reach) - 1, in_query = 0, in_name = 0;

	for (size_t at = 0; at < name.len; at++) {
		uint64_t free = p->places[name.ptr[at] & LETTER_MASK] & window & ~in_query;
		in_query |= free & -free;
		in_name |= (uint64_t)(free != 0) << at;
		count += free != 0;
		window = window << 1 | (at < reach);
	}
	m->query[0] = in_query;
	m->name[0] = in_name;
	m->count = count;
}

/* The same for any lengths. The window only moves on, so a place that was passed over is never within reach again. */
static void match_long(const struct ofac_pattern *p, str name, struct matches *m)
{
	size_t reach = reach_of(p->text.len, name.len);
	uint8_t first[2 * OFAC_LETTER_KINDS];

	*m = (struct matches){.count = 0};
	memcpy(first, p->first, sizeof first);
	for (size_t at = 0; at < name.len; at++) {
		uint8_t *next = &first[name.ptr[at] & LETTER_MASK];
		while (*next > 0 && *next - 1u + reach < at)
			*next = p->next[*next - 1];
		if (*next == 0 || *next - 1u > at + reach)
			continue;
		size_t place = *next - 1u;
		m->query[place / WORD_BITS] |= UINT64_C(1) << place % WORD_BITS;
		m->name[at / WORD_BITS] |= UINT64_C(1) << at % WORD_BITS;
		m->count++;
		*next = p->next[place];
	}
}

/* Takes the matched places of both in their order, and counts those with different letters. */
static size_t count_transposed(const struct ofac_pattern *p, str name, const struct matches *m)
{
	uint64_t in_query = m->query[0], in_name = m->name[0];
	size_t out_of_order = 0, query_word = 0, name_word = 0;

	for (size_t i = 0; i < m->count; i++) {
		while (in_query == 0)
			in_query = m->query[++query_word];
		while (in_name == 0)
			in_name = m->name[++name_word];
		char letter = p->text.ptr[query_word * WORD_BITS + (size_t)__builtin_ctzll(in_query)];
		out_of_order += letter != name.ptr[name_word * WORD_BITS + (size_t)__builtin_ctzll(in_name)];
		in_query &= in_query - 1;
		in_name &= in_name - 1;
	}
	return out_of_order / 2;
}

double ofac_pattern_score(const struct ofac_pattern *p, str name, size_t needed)
{
	struct matches m;

	if (p->text.len <= WORD_BITS && name.len <= WORD_BITS)
		match_short(p, name, &m);
	else
		match_long(p, name, &m);
	if (m.count < needed)
		return 0;
	return ofac_winkler(m.count, count_transposed(p, name, &m), p->text.len, name.len, ofac_prefix(p->text, name));
}
