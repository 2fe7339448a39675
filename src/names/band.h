/* One word against up to 32 others at once: distances as in distance.c, where no more than two sounds in a row can be
 * left out.
 *
 * Each lane is another word (inter-sequence alignment: Rognes 2011). Within the limit of near words a cell of the table
 * can be no more than two off the diagonal, so that a row is five cells. Costs are bytes; there is an unvectored
 * reference, profile.h. */
#ifndef NAMES_BAND_H
#define NAMES_BAND_H

#include "names/sound.h"

enum {
	BAND_WORDS = 32,
	BAND_SOUNDS = 16,     /* bytes of a word in a block */
	BAND_SOUNDS_MAX = 15, /* sounds of a word */
	BAND_LEFT_OUT = 2,    /* sounds that one word may have more than the other */
	BAND_LIMIT_MAX = 100, /* distances up to here are exact; three sounds left out cost more */
	BAND_COSTS = 48       /* of a row: SOUND_COUNT, then PROFILE_FAR */
};

/** Words side by side. What is behind the sounds of a word is not looked at. */
struct band_block {
	uint8_t sound[BAND_WORDS][BAND_SOUNDS];
	uint8_t len[BAND_WORDS];
};

/** The word that others are compared with: its costs. */
struct sound_band {
	uint8_t exchange[BAND_SOUNDS_MAX][BAND_COSTS]; /* by place and the other's sound */
	uint8_t first[BAND_COSTS];                     /* of both first sounds */
	uint8_t gone[2][BAND_COSTS];                   /* the other's sound left out; [1]: its first */
	uint8_t leave[BAND_SOUNDS_MAX];                /* its own sounds left out */
	uint8_t sound[BAND_SOUNDS_MAX];
	uint8_t len;
};

/** Can this machine? */
bool sound_band_works(void);
/** Lays out the costs for a word of at most BAND_SOUNDS_MAX sounds. O(len). */
void sound_band_make(struct sound_band *band, const uint8_t *sound, size_t len);
/** Distances of the words of the block, each of at most BAND_SOUNDS_MAX sounds and BAND_LEFT_OUT more or less than the
 * word: exact up to BAND_LIMIT_MAX, else anything above. Lanes without a word give anything. Only where it works.
 * O(len). */
void sound_band_distances(const struct sound_band *band, const struct band_block *block, uint8_t out[BAND_WORDS]);

#endif
