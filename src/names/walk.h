/* Which of many keys are near one key, without comparing them all?
 *
 * The keys lie sorted by the sounds that comparison looks at. A walk goes through them like through a trie: the table
 * of distances is filled row by row along a key, keys with a common beginning share its rows, and a beginning that
 * no near key can have is left with all that follows it. The lemma, proved in walk.c:
 *     name_keys_near(a, b) and not (a.class and a.class == b.class)
 *     implies that the walk for the sounds of a does not leave the sounds of b.
 * Keys of one length are walked at a time, since how far a near key may be depends on both lengths. */
#ifndef NAMES_WALK_H
#define NAMES_WALK_H

#include "base/str.h"

enum {
	WALK_SOUNDS_MAX = 63,
	WALK_SOUND_KINDS = 37, /* what a sound is below */
	WALK_LANES = 8,        /* cells of a row that are filled at once */
	WALK_CELLS = WALK_SOUNDS_MAX + 1 + WALK_LANES
};

/** The sounds that a key is compared by; returns how many. */
size_t name_key_sounds(str text, uint8_t out[WALK_SOUNDS_MAX]);

/** Costs and distances are hundredths of an edit. Rows go on behind the last cell, which is at `len`, with cells that
 * are far beyond any limit. */
struct name_walk {
	uint8_t len;                                     /* sounds of the one key */
	uint8_t other_len;                               /* sounds of the keys being walked */
	int16_t limit;                                   /* the greatest distance of near keys */
	uint64_t at[WALK_SOUND_KINDS];                   /* bit j: the j-th sound of the one key is this one */
	int16_t exchanged[WALK_SOUND_KINDS][WALK_CELLS]; /* what it costs for the sound before cell j */
	int16_t
	    allowed[2 * WALK_SOUNDS_MAX + 1 + WALK_LANES]; /* by how many more sounds are to come of the other key */
	int16_t row[WALK_SOUNDS_MAX + 1][WALK_CELLS];      /* by sounds of the other, then of the one */
};

/** Begins walks for the key with these sounds. O(len). */
void name_walk_for(struct name_walk *w, const uint8_t *sounds, size_t len);
/** Begins a walk of keys with `other_len` sounds. False when none of them can be near. O(len). */
bool name_walk_begin(struct name_walk *w, size_t other_len);
/** Goes one sound further into a key: to `depth` sounds, 1..other_len, of which `other` is the last but one (if
 *  depth > 1) and `last` the last. The rows above are those of the same beginning. False: no near key begins so.
 *  O(len). */
bool name_walk_step(struct name_walk *w, size_t depth, uint8_t other, uint8_t last);
/** At the end of a key: can it be near? */
bool name_walk_ends_near(const struct name_walk *w);

#endif
