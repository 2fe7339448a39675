/* Sums of least costs; names/sieve.h says why they tell. */
#include "names/sieve.h"

#include "names/wide.h"

#include <assert.h>
#include <string.h>

enum {
	OTHERS = 4,      /* bytes of a word of an index before its number of sounds */
	ALIKE_ABJAD = 2, /* how far from its own place a sound stands for another, between words of about one length */
	SWAPPED = COST_SWAP / 2, /* of each of two neighbours exchanged */
};

#if NAMES_WIDE
WIDE static inline __m256i load(const uint8_t bytes[BAND_WORDS])
{
	return _mm256_loadu_si256((const __m256i *)(const void *)bytes);
}

WIDE static inline void store(uint8_t bytes[BAND_WORDS], __m256i v)
{
	_mm256_storeu_si256((__m256i *)(void *)bytes, v);
}

/* ---- the least costs ------------------------------------------------------------------------------------- */

/* Of sound i, from 1 on, which stands for those from `before` places before its own to `behind` places behind. */
WIDE static void fill(uint8_t least[SIEVE_COSTS], const struct sound_band *band, unsigned i, unsigned before,
                      unsigned behind)
{
	__m256i low = load(band->gone[i == 1]);
	unsigned last = i + behind < band->len ? i + behind : band->len;

	for (unsigned j = i > before ? i - before : 1; j <= last; j++)
		low = _mm256_min_epu8(low, load(i == 1 && j == 1 ? band->first : band->exchange[BAND_BEFORE + j]));
	store(least, low);
}

static void lower_swapped(uint8_t least[SIEVE_COSTS], uint8_t sound)
{
	if (sound < SIEVE_COSTS && least[sound] > SWAPPED)
		least[sound] = SWAPPED;
}

/* Between words of about one length a neighbour may be one place further; there is nothing left for that otherwise. */
static void fill_alike(uint8_t least[SIEVE_COSTS], const struct sound_band *band, unsigned i)
{
	fill(least, band, i, 1, 1);
	lower_swapped(least, band->sound[BAND_BEFORE + i - 2]);
	lower_swapped(least, band->sound[BAND_BEFORE + i + 2]);
}

static void fill_sound(uint8_t least[SIEVE_COSTS], const struct sound_band *band, unsigned i, enum band_lengths lengths)
{
	if (band->abjad && lengths == BAND_ALIKE)
		fill(least, band, i, ALIKE_ABJAD, ALIKE_ABJAD);
	else if (band->abjad)
		fill(least, band, i, BAND_MORE_ABJAD, BAND_MORE_ABJAD);
	else if (lengths == BAND_ALIKE)
		fill_alike(least, band, i);
	else
		fill(least, band, i, lengths == BAND_MORE ? BAND_MORE_MAX : 0,
		     lengths == BAND_MORE ? 0 : BAND_MORE_MAX);
}

void sound_sieve_make(struct sound_sieve *sieve, const struct sound_band *band, enum band_lengths lengths)
{
	sieve->most = 1;
	for (uint8_t n = 1; n <= SIEVE_SOUNDS; n++)
		if (sieve->within[n])
			sieve->most = n;
	for (unsigned n = SIEVE_SOUNDS + 1; n < BAND_SOUNDS; n++)
		if (sieve->within[n])
			sieve->most = SIEVE_SOUNDS;
	for (unsigned i = 1; i <= sieve->most; i++)
		fill_sound(sieve->least[i - 1], band, i, lengths);
}

/* ---- side by side ---------------------------------------------------------------------------------------- */

/* Of the sounds at one place, `none` where the word has none. */
WIDE static inline void lay_out(uint8_t place[2][BAND_WORDS], __m256i sounds, __m256i none)
{
	const __m256i room = wide_all(0x70);

	static_assert(SIEVE_COSTS == 2 * 16);
	sounds = _mm256_or_si256(sounds, none);
	store(place[0], _mm256_adds_epu8(sounds, room));
	store(place[1], _mm256_adds_epu8(_mm256_sub_epi8(sounds, wide_all(16)), room));
}

WIDE void sound_sieve_turn(struct sieve_block *out, const uint8_t *const word[BAND_WORDS])
{
	__m256i column[WIDE_ROWS];

	static_assert((int)SIEVE_BYTES == (int)WIDE_ROWS && OTHERS + 2 + SIEVE_SOUNDS == SIEVE_BYTES);
	wide_turn(word, column, WIDE_ROWS);
	store(out->len, column[OTHERS]);
	store(out->flags, column[OTHERS + 1]);
#pragma GCC unroll 16
	for (int i = 0; i < SIEVE_SOUNDS; i++)
		lay_out(out->place[i], column[OTHERS + 2 + i],
		        _mm256_cmpgt_epi8(wide_all((uint8_t)(i + 1)), column[OTHERS]));
}

WIDE bool sound_sieve_row(const uint8_t *words, const uint8_t *word[BAND_WORDS])
{
	uint8_t most[BAND_WORDS];
	__m256i greatest = load(words);

#pragma GCC unroll 16
	for (unsigned i = 1; i < SIEVE_BYTES; i++)
		greatest = _mm256_max_epu8(greatest, load(words + (size_t)i * BAND_WORDS));
	store(most, greatest);
	if (most[OTHERS] > SIEVE_SOUNDS || most[OTHERS + SIEVE_BYTES] > SIEVE_SOUNDS)
		return false;
#pragma GCC unroll 16
	for (unsigned i = 0; i < BAND_WORDS; i++)
		word[i] = words + (size_t)i * SIEVE_BYTES;
	return true;
}

/* By number of sounds, 0 for those of more than there are limits for. */
WIDE static inline __m256i within_of(const struct sound_sieve *sieve, __m256i lens)
{
	__m256i within = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(const void *)sieve->within));

	return _mm256_shuffle_epi8(within, _mm256_adds_epu8(lens, wide_all(0x80 - BAND_SOUNDS)));
}

/* Which bytes are not 0? */
WIDE static inline uint32_t some_of(__m256i bytes)
{
	return ~(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(bytes, _mm256_setzero_si256()));
}

WIDE uint32_t sound_sieve_wanted(const struct sound_sieve *sieve, const struct sieve_block *block)
{
	return some_of(within_of(sieve, load(block->len)));
}

/* The costs of one half. */
WIDE static inline __m256i costs_of(const uint8_t least[16], const uint8_t place[BAND_WORDS])
{
	__m256i half = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(const void *)least));

	return _mm256_shuffle_epi8(half, load(place));
}

WIDE uint32_t sound_sieve_pass(const struct sound_sieve *sieve, const struct sieve_block *block)
{
	__m256i sum = _mm256_setzero_si256();

	for (unsigned i = 0; i < sieve->most; i++) {
		__m256i costs = costs_of(sieve->least[i], block->place[i][0]);
		costs = _mm256_or_si256(costs, costs_of(sieve->least[i] + 16, block->place[i][1]));
		sum = _mm256_adds_epu8(sum, costs);
	}
	return some_of(_mm256_subs_epu8(within_of(sieve, load(block->len)), sum));
}
#else
void sound_sieve_make(struct sound_sieve *sieve, const struct sound_band *band, enum band_lengths lengths)
{
	(void)band;
	(void)lengths;
	sieve->most = 1;
}

void sound_sieve_turn(struct sieve_block *out, const uint8_t *const word[BAND_WORDS])
{
	(void)word;
	memset(out, 0, sizeof *out);
}

bool sound_sieve_row(const uint8_t *words, const uint8_t *word[BAND_WORDS])
{
	(void)words;
	(void)word;
	return false;
}

uint32_t sound_sieve_wanted(const struct sound_sieve *sieve, const struct sieve_block *block)
{
	(void)sieve;
	(void)block;
	return 0;
}

uint32_t sound_sieve_pass(const struct sound_sieve *sieve, const struct sieve_block *block)
{
	(void)sieve;
	(void)block;
	return 0;
}
#endif
