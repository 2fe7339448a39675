/* The steps in which the list of a key is made: what is near its text goes to the keys of c->made or the forms of the
 * cache. All return false when memory ran out. */
#ifndef MATCH_NEAR_PARTS_H
#define MATCH_NEAR_PARTS_H

#include "match/near.h"

/** Adds a KEY item; a pair with it counts so much at most. */
bool near_push(struct near_cache *c, uint32_t key, struct near_agree agree);

/** Marks the lists of keys that share a signature with the one that looks, and notes the others, by the signatures
 * asked for. */
bool near_note_keys(struct near_cache *c);
/** Nothing is noted, marked or being compared any longer. */
void near_keys_forget(struct near_cache *c);
/** Adds keys near the one that looks, a token or two joined, by the signatures asked for. One with too many signatures
 * is compared with all. */
bool near_add_keys(struct near_cache *c);

/** Looks up the keys of the same letters, so that they are in memory soon … */
bool near_list_letters(struct near_cache *c, uint64_t signature);
/** … and adds those that are near. */
bool near_add_letters(struct near_cache *c);

/** Adds forms in which two tokens joined are near. */
bool near_add_joined(struct near_cache *c);
/** Adds forms whose initials have the signature. */
bool near_add_initials(struct near_cache *c, uint64_t signature);

#endif
