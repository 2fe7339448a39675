/* One word against many: its profile, and distances from it.
 *
 * The table of distance.c is filled row by row, sixteen cells at a time, from costs laid out beforehand for every sound
 * that the other word may have (a query profile: Rognes & Seeberg 2000). Costs are bytes that add up to 255 at
 * most, which no limit of near or similar words reaches. */
#ifndef NAMES_PROFILE_H
#define NAMES_PROFILE_H

#include "names/sound.h"

enum {
	PROFILE_LANES = 16,
	PROFILE_SOUNDS_MAX = PROFILE_LANES - 1,
	PROFILE_FAR = 255,
	PROFILE_NOT_MADE = 255,
	PROFILE_LIMIT_MAX = 100
};

/** A row of the table: lane j is the cell of the word's first j sounds. */
typedef uint8_t profile_lanes __attribute__((vector_size(PROFILE_LANES)));

struct sound_profile {
	profile_lanes exchange[SOUND_COUNT]; /* by the other's sound: for the sound before each cell */
	profile_lanes leave[3];              /* the 1, 2, 4 sounds before each cell left out */
	profile_lanes top;                   /* all sounds before each cell left out */
	profile_lanes sound;                 /* the sound before each cell */
	uint64_t followed[SOUND_COUNT];      /* by sound: bit s, it is followed by s in the word */
	uint8_t len;                         /* sounds of the word, at most PROFILE_SOUNDS_MAX */
	bool abjad;                          /* vowels cost half */
};

/** Lays out the costs for a word of at most PROFILE_SOUNDS_MAX sounds. `abjad` as for sound_distance.
 * O(len × SOUND_COUNT). */
void sound_profile_make(struct sound_profile *p, const uint8_t *sound, size_t len, bool abjad);
/** sound_distance of the word and these sounds; PROFILE_FAR or anything above `limit` when it is above that. The limit
 * is at most PROFILE_LIMIT_MAX. */
unsigned sound_profile_distance(const struct sound_profile *p, const uint8_t *sound, size_t len, unsigned limit);
/** The same for one comparison, of a word of at most PROFILE_SOUNDS_MAX sounds. */
unsigned sound_profile_distance_once(const struct sounds *word, bool abjad, const struct sounds *other, unsigned limit);
/** The same of any word: sound_distance, mostly faster. The limit is at most PROFILE_LIMIT_MAX. */
unsigned sound_distance_once(const struct sounds *a, const struct sounds *b, bool abjad, unsigned limit);

#endif
