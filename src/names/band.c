/* The table of distance.c along its diagonal. Cell o of row i is the cost of the other word's first i sounds against
 * the word's first j = i + o - 2. */
#include "names/band.h"

#include <assert.h>
#include <string.h>

enum { FAR = 255, CELLS = 2 * BAND_LEFT_OUT + 1 };

void sound_band_make(struct sound_band *band, const uint8_t *sound, size_t len)
{
	assert(len <= BAND_SOUNDS_MAX);
	memset(band, FAR, sizeof *band);
	band->len = (uint8_t)len;
	for (size_t j = 0; j < len; j++) {
		band->sound[j] = sound[j];
		band->leave[j] = (uint8_t)sound_cost_leave(sound[j], false, j == 0);
		memcpy(band->exchange[j], knowledge_cost[sound[j]], SOUND_COUNT);
		band->exchange[j][sound[j]] = 0;
	}
	for (uint8_t other = 0; other < SOUND_COUNT; other++) {
		band->gone[0][other] = (uint8_t)sound_cost_leave(other, false, false);
		band->gone[1][other] = (uint8_t)sound_cost_leave(other, false, true);
		if (len)
			band->first[other] =
			    other == sound[0] ? 0 : (uint8_t)sound_cost_exchange(sound[0], other, false, true);
	}
}

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>

#define WIDE __attribute__((target("avx2")))

bool sound_band_works(void)
{
	return __builtin_cpu_supports("avx2");
}

/* Places of sounds in the three parts of a row of costs; a byte of 128 or more gives 0. */
struct places {
	__m256i part[3];
};

WIDE static inline struct places places_of(__m256i sounds)
{
	const __m256i room = _mm256_set1_epi8(0x70);
	struct places p;

	sounds = _mm256_min_epu8(sounds, _mm256_set1_epi8(BAND_COSTS - 1));
	for (int k = 0; k < 3; k++)
		p.part[k] = _mm256_adds_epu8(_mm256_sub_epi8(sounds, _mm256_set1_epi8((char)(16 * k))), room);
	return p;
}

WIDE static inline __m256i costs_of(const uint8_t row[BAND_COSTS], const struct places *p)
{
	__m256i costs = _mm256_setzero_si256();

	for (int k = 0; k < 3; k++) {
		__m256i part =
		    _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(const void *)(row + 16 * k)));
		costs = _mm256_or_si256(costs, _mm256_shuffle_epi8(part, p->part[k]));
	}
	return costs;
}

/* Sound i of every word in one vector: sixteen rows of sixteen bytes, turned, in both halves. */
WIDE static inline void turn(const struct band_block *block, __m256i column[BAND_SOUNDS])
{
	__m256i next[BAND_SOUNDS];

	for (int r = 0; r < BAND_SOUNDS; r++)
		column[r] =
		    _mm256_set_m128i(_mm_loadu_si128((const __m128i *)(const void *)block->sound[r + BAND_SOUNDS]),
		                     _mm_loadu_si128((const __m128i *)(const void *)block->sound[r]));
	for (int round = 0; round < 4; round++) {
		for (int r = 0; r < BAND_SOUNDS / 2; r++) {
			next[2 * r] = _mm256_unpacklo_epi8(column[r], column[r + BAND_SOUNDS / 2]);
			next[2 * r + 1] = _mm256_unpackhi_epi8(column[r], column[r + BAND_SOUNDS / 2]);
		}
		memcpy(column, next, sizeof next);
	}
}

WIDE static inline __m256i all(uint8_t byte)
{
	return _mm256_set1_epi8((char)byte);
}

struct rows {
	__m256i before[CELLS], above[CELLS], row[CELLS];
};

WIDE static inline void begin(const struct sound_band *band, struct rows *r)
{
	unsigned sum = 0;

	for (int o = 0; o < CELLS; o++)
		r->before[o] = r->above[o] = r->row[o] = all(FAR);
	r->row[BAND_LEFT_OUT] = all(0);
	for (int j = 1; j <= BAND_LEFT_OUT && j <= band->len; j++) {
		sum += band->leave[j - 1];
		r->row[BAND_LEFT_OUT + j] = all((uint8_t)(sum < FAR ? sum : FAR));
	}
}

/* The row below, of sound i (from 1) of the words; `last` is the one before it. */
WIDE static inline void fill(const struct sound_band *band, struct rows *r, int i, __m256i sounds, __m256i last)
{
	const struct places p = places_of(sounds);
	const __m256i gone = costs_of(band->gone[i == 1], &p);

	memcpy(r->before, r->above, sizeof r->above);
	memcpy(r->above, r->row, sizeof r->row);
	for (int o = 0; o < CELLS; o++) {
		int j = i + o - BAND_LEFT_OUT;
		__m256i cost = all(FAR);
		if (o + 1 < CELLS && j >= 0)
			cost = _mm256_adds_epu8(r->above[o + 1], gone);
		if (j >= 1 && j <= band->len) {
			const uint8_t *exchange = i == 1 && j == 1 ? band->first : band->exchange[j - 1];
			cost = _mm256_min_epu8(cost, _mm256_adds_epu8(r->above[o], costs_of(exchange, &p)));
			if (o > 0)
				cost = _mm256_min_epu8(cost, _mm256_adds_epu8(r->row[o - 1], all(band->leave[j - 1])));
		}
		if (i > 1 && j > 1 && j <= band->len) {
			__m256i is = _mm256_and_si256(_mm256_cmpeq_epi8(sounds, all(band->sound[j - 2])),
			                              _mm256_cmpeq_epi8(last, all(band->sound[j - 1])));
			__m256i exchanged = _mm256_adds_epu8(r->before[o], all(COST_SWAP));
			cost = _mm256_min_epu8(cost, _mm256_or_si256(exchanged, _mm256_xor_si256(is, all(FAR))));
		}
		r->row[o] = j > band->len ? all(FAR) : cost;
	}
}

WIDE void sound_band_distances(const struct sound_band *band, const struct band_block *block, uint8_t out[BAND_WORDS])
{
	__m256i column[BAND_SOUNDS], found = all(FAR);
	const __m256i lens = _mm256_loadu_si256((const __m256i *)(const void *)block->len);
	struct rows r;
	int most = band->len + BAND_LEFT_OUT < BAND_SOUNDS_MAX ? band->len + BAND_LEFT_OUT : BAND_SOUNDS_MAX;

	turn(block, column);
	begin(band, &r);
	for (int i = 0; i <= most; i++) {
		if (i > 0)
			fill(band, &r, i, column[i - 1], i > 1 ? column[i - 2] : all(FAR));
		int o = band->len - i + BAND_LEFT_OUT;
		if (o >= 0 && o < CELLS)
			found = _mm256_blendv_epi8(found, r.row[o], _mm256_cmpeq_epi8(lens, all((uint8_t)i)));
	}
	_mm256_storeu_si256((__m256i *)(void *)out, found);
}
#else
bool sound_band_works(void)
{
	return false;
}

void sound_band_distances(const struct sound_band *band, const struct band_block *block, uint8_t out[BAND_WORDS])
{
	(void)band;
	(void)block;
	memset(out, FAR, BAND_WORDS);
}
#endif
