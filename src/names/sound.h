/* From spelling to sounds, and how far apart two sequences of sounds are.
 *
 * A token is folded to the sounds that its letters usually stand for (ph and f, ck and k, ou and u, doubled
 * letters and single ones meet), then compared by a weighted Damerau-Levenshtein distance whose costs come from
 * data/names/confusions.txt: letters that romanisations exchange are cheap, vowels cheaper than consonants. */
#ifndef NAMES_SOUND_H
#define NAMES_SOUND_H

#include "names/knowledge.h"

enum { SOUNDS_MAX = 64 };

struct sounds {
	uint8_t len;
	uint8_t sound[SOUNDS_MAX - 1]; /* enum sound */
};

void sound_fold(str text, struct sounds *out);

/** Costs are hundredths of a full edit. */
enum {
	COST_SWAP = 60,  /* two neighbours exchanged */
	COST_VOWEL = 55, /* a vowel for another, whatever it makes of the letters around: as much as any two vowels */
	COST_FIRST = 5,  /* quarters: an edit of the first sound costs 5/4 */
	COST_ABJAD_SHARE = 2 /* quarters of a vowel's cost when a script without vowels is on one side: 2/4 */
};

/** What an edit costs that costs so much elsewhere; `first`: of the first sounds. */
static inline unsigned sound_cost_first(unsigned cost, bool first)
{
	return first ? cost * COST_FIRST / 4 : cost;
}

/** What it costs to leave a sound out, or to have one in place of another; `first`: of the first sounds. */
static inline unsigned sound_cost_leave(uint8_t sound, bool abjad, bool first)
{
	unsigned cost = knowledge_cost[sound][SOUND_COUNT];

	if (abjad && sound <= SOUND_U)
		cost = cost * COST_ABJAD_SHARE / 4;
	return sound_cost_first(cost, first);
}

static inline unsigned sound_cost_exchange(uint8_t a, uint8_t b, bool abjad, bool first)
{
	unsigned cost = knowledge_cost[a][b];

	if (abjad && a <= SOUND_U && b <= SOUND_U)
		cost = cost * COST_ABJAD_SHARE / 4;
	return sound_cost_first(cost, first);
}

/** Weighted distance in hundredths, anything above `limit` when it is above. O(length a × length b); allocates
 *  nothing. With `abjad`, vowels count half. Optimal string alignment: Damerau 1964, Wagner & Fischer 1974. */
unsigned sound_distance(const struct sounds *a, const struct sounds *b, bool abjad, unsigned limit);

/** The length that distances are measured against, in half sounds: the numbers of sounds of both together, at least 4.
 */
static inline unsigned sound_measure(unsigned a, unsigned b)
{
	return a + b < 4 ? 4 : a + b;
}

#endif
