/* Which of many keys are near one key, without comparing them all?
 *
 * The keys lie sorted by the sounds that comparison looks at. A walk goes through them like through a trie: the table
 * of distances is filled row by row along a key, keys with a common beginning share its rows, and a beginning that
 * no near key can have is left with all that follows it. The lemma, proved below name_walk_step:
 *     name_keys_near(a, b) and not (a.class and a.class == b.class)
 *     implies that the walk for the sounds of a does not leave the sounds of b.
 * Keys of one length are walked at a time, since how far a near key may be depends on both lengths. */
#ifndef NAMES_WALK_H
#define NAMES_WALK_H

#include "base/str.h"

enum { WALK_SOUNDS_MAX = 63 };

/** The sounds that a key is compared by; returns how many. */
size_t name_key_sounds(str text, uint8_t out[WALK_SOUNDS_MAX]);

struct name_walk {
	uint8_t sound[WALK_SOUNDS_MAX]; /* of the one key */
	uint8_t len;
	uint8_t other_len;                                      /* sounds of the keys being walked */
	uint16_t limit;                                         /* the greatest distance of near keys, in hundredths */
	uint8_t least;                                          /* the least cost of leaving a sound out */
	uint16_t row[WALK_SOUNDS_MAX + 1][WALK_SOUNDS_MAX + 1]; /* by sounds of the other, then of the one */
};

/** Begins a walk of keys with `other_len` sounds for a key with these sounds. False when none of them can be near. */
bool name_walk_begin(struct name_walk *w, const uint8_t *sounds, size_t len, size_t other_len);
/** Goes one sound further into a key: to `depth` sounds, 1..other_len, of which `other` is the last but one (if
 *  depth > 1) and `last` the last. The rows above are those of the same beginning. False: no near key begins so.
 *  O(len). */
bool name_walk_step(struct name_walk *w, size_t depth, uint8_t other, uint8_t last);
/** At the end of a key: can it be near? */
bool name_walk_ends_near(const struct name_walk *w);

#endif
