/* Thirty-two bytes at once, for the kernels that compare words side by side: what they share. Of machines with AVX2. */
#ifndef NAMES_WIDE_H
#define NAMES_WIDE_H

#include "names/band.h"

#if defined(__x86_64__) && defined(__GNUC__)
#define NAMES_WIDE 1
#include <immintrin.h>

#define WIDE __attribute__((target("avx2")))

enum { WIDE_ROWS = 16 }; /* bytes of a word that are turned */

WIDE static inline __m256i wide_all(uint8_t byte)
{
	return _mm256_set1_epi8((char)byte);
}

/** Places of sounds in the three parts of a row of costs; a byte of 128 or more gives 0. */
struct wide_places {
	__m256i part[3];
};

WIDE static inline struct wide_places wide_places_of(__m256i sounds)
{
	const __m256i room = _mm256_set1_epi8(0x70);
	struct wide_places p;

	sounds = _mm256_min_epu8(sounds, _mm256_set1_epi8(BAND_COSTS - 1));
#pragma GCC unroll 16
	for (int k = 0; k < 3; k++)
		p.part[k] = _mm256_adds_epu8(_mm256_sub_epi8(sounds, _mm256_set1_epi8((char)(16 * k))), room);
	return p;
}

WIDE static inline __m256i wide_costs_of(const uint8_t row[BAND_COSTS], const struct wide_places *p)
{
	__m256i costs = _mm256_setzero_si256();

#pragma GCC unroll 16
	for (int k = 0; k < 3; k++) {
		__m256i part =
		    _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(const void *)(row + 16 * k)));
		costs = _mm256_or_si256(costs, _mm256_shuffle_epi8(part, p->part[k]));
	}
	return costs;
}

/* One of four rounds of a turn, or half of it; which is known where this is compiled. */
WIDE static inline void wide_turn_once(const __m256i from[WIDE_ROWS], __m256i to[WIDE_ROWS], int count)
{
#pragma GCC unroll 16
	for (int r = 0; r < count / 2; r++) {
		to[2 * r] = _mm256_unpacklo_epi8(from[r], from[r + WIDE_ROWS / 2]);
		to[2 * r + 1] = _mm256_unpackhi_epi8(from[r], from[r + WIDE_ROWS / 2]);
	}
}

/** The first bytes of 32 words, `count` or all of each, those of one place in one vector: sixteen rows of sixteen
 * bytes, turned, in both halves. */
WIDE static inline void wide_turn(const uint8_t *const word[BAND_WORDS], __m256i column[WIDE_ROWS], int count)
{
	__m256i other[WIDE_ROWS];

#pragma GCC unroll 16
	for (int r = 0; r < WIDE_ROWS; r++)
		column[r] = _mm256_set_m128i(_mm_loadu_si128((const __m128i *)(const void *)word[r + WIDE_ROWS]),
		                             _mm_loadu_si128((const __m128i *)(const void *)word[r]));
	wide_turn_once(column, other, WIDE_ROWS);
	wide_turn_once(other, column, WIDE_ROWS);
	wide_turn_once(column, other, WIDE_ROWS);
	if (count > WIDE_ROWS / 2)
		wide_turn_once(other, column, WIDE_ROWS);
	else
		wide_turn_once(other, column, WIDE_ROWS / 2);
}
#else
#define NAMES_WIDE 0
#endif

#endif
