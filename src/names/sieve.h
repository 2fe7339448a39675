/* Which of 32 words cannot be near one word? Told by what each of their sounds costs at least, at a fraction of what
 * their distances take; the others are compared.
 *
 * The way from one word to the other takes each sound of the other in a row of the table of band.h: it is left out, or
 * stands for one of those that the cells of its row stand for, or is exchanged with a neighbour, each of the two for
 * half of what that costs. So the sum over the sounds of the least of these is no more than the distance. */
#ifndef NAMES_SIEVE_H
#define NAMES_SIEVE_H

#include "names/band.h"

enum {
	SIEVE_SOUNDS = 10, /* of a word that are looked at, the first ones */
	SIEVE_BYTES = 16,  /* of a word in an index: four of its own, number of sounds, flags, these sounds */
	SIEVE_COSTS = 32   /* sounds that cost something here; "?" and digits may be free */
};

/** Words side by side; of each sound its place in the halves of a row of costs, 128 or more: in none. */
struct sieve_block {
	uint8_t len[BAND_WORDS], flags[BAND_WORDS];
	uint8_t place[SIEVE_SOUNDS][2][BAND_WORDS];
};

/** The word that others are compared with: what their sounds cost. */
struct sound_sieve {
	uint8_t within[BAND_SOUNDS]; /* by number of sounds: 1 more than the limit; 0: no word of so many is wanted */
	uint8_t least[SIEVE_SOUNDS][SIEVE_COSTS]; /* by place and sound */
	uint8_t most; /* sounds of a word that are looked at; 0: the costs are not laid out */
};

/** Lays out a block of words as they stand in an index, SIEVE_BYTES each. Only where bands work. O(1). */
void sound_sieve_turn(struct sieve_block *out, const uint8_t *const word[BAND_WORDS]);
/** The words of a block that lie one behind another, if each has all of its sounds there. Only where bands work. O(1).
 */
bool sound_sieve_row(const uint8_t *words, const uint8_t *word[BAND_WORDS]);
/** Lays out the costs of the word of the band for those of the lengths wanted, which are `lengths` beside it: where
 * vowels cost half BAND_ALIKE or BAND_MIXED, else not BAND_MIXED. Limits are at most what bands are exact up to. O(1).
 */
void sound_sieve_make(struct sound_sieve *sieve, const struct sound_band *band, enum band_lengths lengths);
/** The words of the block that are wanted by their number of sounds, as bits. Only where bands work. O(1). */
uint32_t sound_sieve_wanted(const struct sound_sieve *sieve, const struct sieve_block *block);
/** Those of them that may be within the limit of their length: all that are. O(1). */
uint32_t sound_sieve_pass(const struct sound_sieve *sieve, const struct sieve_block *block);
/** The least that the distance from one word of the lengths can be, by the sounds that are looked at; 0 as long as the
 * costs are not laid out. O(1). */
static inline unsigned sound_sieve_least(const struct sound_sieve *sieve, const uint8_t *sound, unsigned len)
{
	unsigned sum = 0;

	for (unsigned i = 0; i < len && i < sieve->most; i++)
		sum += sound[i] < SIEVE_COSTS ? sieve->least[i][sound[i]] : 0u;
	return sum;
}

#endif
