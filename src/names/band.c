/* The table of distance.c along its diagonal. Cell o of row i is the cost of the other word's first i sounds against
 * the word's first j = i + o + left. */
#include "names/band.h"

#include "names/wide.h"

#include <assert.h>
#include <string.h>

enum {
	FAR = BAND_FAR,
	CELLS = 3,
	CELLS_MIXED = 2 * BAND_MORE_MAX + 1,
	CELLS_MOST = 2 * BAND_MORE_ABJAD + 1,
};

/* Costs of what stands at a place, by the other's sound. */
static void fill_exchange(struct sound_band *band, uint8_t *costs, uint8_t sound)
{
	memcpy(costs, knowledge_cost[sound], SOUND_COUNT);
	if (band->abjad && sound <= SOUND_U)
		for (uint8_t other = 0; other <= SOUND_U; other++)
			costs[other] = (uint8_t)sound_cost_exchange(sound, other, true, false);
	costs[sound] = 0;
}

/* The same for first sounds, as sound_cost_exchange has them. */
static void fill_first(uint8_t *first, const uint8_t *costs)
{
	typedef uint8_t lanes __attribute__((vector_size(16)));
	lanes some;

	static_assert(COST_FIRST == 5 && BAND_COSTS % sizeof some == 0);
	for (size_t i = 0; i < BAND_COSTS; i += sizeof some) {
		memcpy(&some, costs + i, sizeof some);
		some += some >> 2;
		memcpy(first + i, &some, sizeof some);
	}
	memset(first + SOUND_COUNT, FAR, BAND_COSTS - SOUND_COUNT);
}

void sound_band_make(struct sound_band *band, const uint8_t *sound, size_t len, bool abjad)
{
	assert(len <= BAND_SOUNDS_MAX);
	memset(band, FAR, sizeof *band);
	band->len = (uint8_t)len;
	band->abjad = abjad;
	for (size_t j = 1; j <= len; j++) {
		size_t place = BAND_BEFORE + j;
		band->sound[place] = sound[j - 1];
		band->leave[place] = (uint8_t)sound_cost_leave(sound[j - 1], abjad, j == 1);
		fill_exchange(band, band->exchange[place], sound[j - 1]);
	}
	if (len)
		fill_first(band->first, band->exchange[BAND_BEFORE + 1]);
	for (uint8_t other = 0; other < SOUND_COUNT; other++)
		band->gone[0][other] = knowledge_cost[other][SOUND_COUNT];
	for (uint8_t vowel = 0; abjad && vowel <= SOUND_U; vowel++)
		band->gone[0][vowel] = (uint8_t)sound_cost_leave(vowel, abjad, false);
	fill_first(band->gone[1], band->gone[0]);
}

#if NAMES_WIDE
bool sound_band_works(void)
{
	return __builtin_cpu_supports("avx2");
}

/* Where the words have the sounds at this place and before it in the other order. */
WIDE static inline __m256i are_exchanged(const struct sound_band *band, int place, __m256i sounds, __m256i last)
{
	return _mm256_and_si256(_mm256_cmpeq_epi8(sounds, wide_all(band->sound[place - 1])),
	                        _mm256_cmpeq_epi8(last, wide_all(band->sound[place])));
}

/* The costs above the first row. */
static void begin(const struct sound_band *band, int cells, int left, uint8_t sum[CELLS_MOST])
{
	unsigned cost = 0;

	for (int o = 0; o < cells; o++) {
		int j = left + o;
		cost += j > 0 ? band->leave[BAND_BEFORE + j] : 0u;
		sum[o] = j < 0 || cost > FAR ? FAR : (uint8_t)cost;
	}
}

/* The table as far as it is needed: two rows of it. */
struct rows {
	__m256i above[CELLS_MOST], row[CELLS_MOST];
	__m256i last; /* the sounds of the row */
};

/* The row below, of sound i of the words. */
WIDE static inline __attribute__((always_inline)) void fill(const struct sound_band *band, struct rows *r, int cells,
                                                            int place, __m256i sounds, bool first)
{
	const struct wide_places p = wide_places_of(sounds);
	const __m256i gone = wide_costs_of(band->gone[first], &p);

#pragma GCC unroll 16
	for (int o = 0; o < cells; o++, place++) {
		const __m256i exchanged = _mm256_adds_epu8(r->above[o], wide_all(COST_SWAP)); /* from two rows above */
		const uint8_t *exchange = first && place == BAND_BEFORE + 1 ? band->first : band->exchange[place];
		__m256i cost = _mm256_adds_epu8(r->row[o], wide_costs_of(exchange, &p));
		r->above[o] = r->row[o];
		if (o + 1 < cells)
			cost = _mm256_min_epu8(cost, _mm256_adds_epu8(r->row[o + 1], gone));
		if (o > 0)
			cost = _mm256_min_epu8(cost, _mm256_adds_epu8(r->row[o - 1], wide_all(band->leave[place])));
		__m256i isnt = _mm256_xor_si256(are_exchanged(band, place, sounds, r->last), wide_all(FAR));
		r->row[o] = _mm256_min_epu8(cost, _mm256_or_si256(exchanged, isnt));
	}
	r->last = sounds;
}

/* `cells` is known where this is compiled; the words have at most so many sounds more. */
WIDE static inline __attribute__((always_inline)) void compare(const struct sound_band *band,
                                                               const struct band_block *block, int cells, int left,
                                                               int more, uint8_t out[BAND_WORDS])
{
	__m256i column[BAND_SOUNDS], found = wide_all(FAR);
	const __m256i lens = _mm256_loadu_si256((const __m256i *)(const void *)block->len);
	int most = band->len + more < BAND_SOUNDS_MAX ? band->len + more : BAND_SOUNDS_MAX;
	uint8_t sum[CELLS_MOST];
	struct rows r;

	wide_turn(block->sound, column, most);
	begin(band, cells, left, sum);
#pragma GCC unroll 16
	for (int o = 0; o < cells; o++) {
		r.above[o] = wide_all(FAR);
		r.row[o] = wide_all(sum[o]);
	}
	r.last = wide_all(FAR);
	for (int i = 0; i <= most; i++) {
		if (i == 1)
			fill(band, &r, cells, BAND_BEFORE + left + i, column[0], true);
		else if (i > 1)
			fill(band, &r, cells, BAND_BEFORE + left + i, column[i - 1], false);
		if (left + i + cells <= band->len)
			continue;
#pragma GCC unroll 16
		for (int o = 0; o < cells; o++)
			if (left + i + o == band->len)
				found =
				    _mm256_blendv_epi8(found, r.row[o], _mm256_cmpeq_epi8(lens, wide_all((uint8_t)i)));
	}
	_mm256_storeu_si256((__m256i *)(void *)out, found);
}

WIDE void sound_band_distances(const struct sound_band *band, const struct band_block *block, enum band_lengths lengths,
                               uint8_t out[BAND_WORDS])
{
	if (band->abjad)
		compare(band, block, CELLS_MOST, -BAND_MORE_ABJAD, BAND_MORE_ABJAD, out);
	else if (lengths == BAND_MIXED)
		compare(band, block, CELLS_MIXED, -BAND_MORE_MAX, BAND_MORE_MAX, out);
	else
		compare(band, block, CELLS, -(int)lengths, lengths == BAND_ALIKE ? 1 : 2 * (int)lengths - 2, out);
}

WIDE uint32_t sound_band_within(const struct band_block *block, const uint8_t distance[BAND_WORDS],
                                const uint8_t limit[BAND_SOUNDS])
{
	__m256i limits = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(const void *)limit));
	__m256i lens = _mm256_loadu_si256((const __m256i *)(const void *)block->len);
	__m256i found = _mm256_loadu_si256((const __m256i *)(const void *)distance);
	__m256i most = _mm256_shuffle_epi8(limits, lens);

	return (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_min_epu8(found, most), found));
}

WIDE uint32_t sound_band_which(const uint8_t bytes[BAND_WORDS], uint8_t bits)
{
	__m256i some = _mm256_and_si256(_mm256_loadu_si256((const __m256i *)(const void *)bytes), wide_all(bits));

	return ~(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(some, _mm256_setzero_si256()));
}
#else
bool sound_band_works(void)
{
	return false;
}

void sound_band_distances(const struct sound_band *band, const struct band_block *block, enum band_lengths lengths,
                          uint8_t out[BAND_WORDS])
{
	(void)band;
	(void)block;
	(void)lengths;
	memset(out, FAR, BAND_WORDS);
}

uint32_t sound_band_within(const struct band_block *block, const uint8_t distance[BAND_WORDS],
                           const uint8_t limit[BAND_SOUNDS])
{
	(void)block;
	(void)distance;
	(void)limit;
	return 0;
}

uint32_t sound_band_which(const uint8_t bytes[BAND_WORDS], uint8_t bits)
{
	(void)bytes;
	(void)bits;
	return 0;
}
#endif
