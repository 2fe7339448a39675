/* One word against up to 32 others at once: distances as in distance.c, up to the limits of near words.
 *
 * Each lane is another word (inter-sequence alignment: Rognes 2011). A row of the table is no more than a few cells
 * about the diagonal: to leave a sound out costs 34 at least, so that near words leave out two at most, both of one
 * word or one of each; where vowels cost half, 17 and four. Words are compared with others of about one length, which
 * tells on which side of the diagonal these cells are. Costs are bytes; there is an unvectored reference, profile.h. */
#ifndef NAMES_BAND_H
#define NAMES_BAND_H

#include "names/sound.h"

enum {
	BAND_WORDS = 32,
	BAND_SOUNDS = 16,      /* bytes of a word in a block */
	BAND_SOUNDS_MAX = 15,  /* sounds of a word */
	BAND_MORE_MAX = 2,     /* sounds that one word may have more than the other, … */
	BAND_MORE_ABJAD = 4,   /* … where vowels cost half */
	BAND_LIMIT_MAX = 100,  /* distances up to here are exact, … */
	BAND_LIMIT_ABJAD = 79, /* … where vowels cost half, up to here */
	BAND_FAR = 255,
	BAND_COSTS = 48,                                    /* of a row: SOUND_COUNT, then 255 */
	BAND_BEFORE = 4,                                    /* places before the first sound, and … */
	BAND_PLACES = BAND_BEFORE + BAND_SOUNDS_MAX + 1 + 5 /* … behind the last: of nothing that costs 255 */
};

/** How many sounds the words of a block have, beside the word that they are compared with. */
enum band_lengths {
	BAND_FEWER,  /* two less */
	BAND_ALIKE,  /* one less, as many, one more */
	BAND_MORE,   /* two more */
	BAND_MIXED,  /* up to two less or more, which takes longer; where vowels cost half, up to four, and always that
	              */
	BAND_LENGTHS /* how many there are; of a word: it is compared in no block */
};

/** Words side by side, where they lie. */
struct band_block {
	const uint8_t *sound[BAND_WORDS]; /* BAND_SOUNDS bytes; what is behind the sounds of a word is not looked at */
	uint8_t len[BAND_WORDS];
};

/** The word that others are compared with: its costs, by place. */
struct sound_band {
	uint8_t exchange[BAND_PLACES][BAND_COSTS]; /* by the other's sound */
	uint8_t first[BAND_COSTS];                 /* of both first sounds */
	uint8_t gone[2][BAND_COSTS];               /* the other's sound left out; [1]: its first */
	uint8_t leave[BAND_PLACES];                /* its own sounds left out */
	uint8_t sound[BAND_PLACES];
	uint8_t len;
	bool abjad; /* vowels cost half */
};

/** Can this machine? */
bool sound_band_works(void);
/** Lays out the costs for a word of at most BAND_SOUNDS_MAX sounds. `abjad` as for sound_distance. O(len). */
void sound_band_make(struct sound_band *band, const uint8_t *sound, size_t len, bool abjad);
/** Distances of the words of the block, each of at most BAND_SOUNDS_MAX sounds and of such a length: exact up to
 * BAND_LIMIT_MAX or BAND_LIMIT_ABJAD, else anything above; BAND_FAR of words that are longer. Only where it works.
 * O(len).
 */
void sound_band_distances(const struct sound_band *band, const struct band_block *block, enum band_lengths lengths,
                          uint8_t out[BAND_WORDS]);
/** The words whose distance is not above the limit of their length, as bits; no limit is BAND_FAR. */
uint32_t sound_band_within(const struct band_block *block, const uint8_t distance[BAND_WORDS],
                           const uint8_t limit[BAND_SOUNDS]);
/** Which of the bytes have one of these bits, as bits? */
uint32_t sound_band_which(const uint8_t bytes[BAND_WORDS], uint8_t bits);

#endif
