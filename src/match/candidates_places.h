/* What is near the query's tokens by place in a sketch (section SKETCH of the book), so that most forms are turned down
 * by eight bytes each. */
#ifndef MATCH_CANDIDATES_PLACES_H
#define MATCH_CANDIDATES_PLACES_H

#include "base/vec.h"
#include "book/book.h"
#include "names/retrieval.h"

enum {
	PLACE_STATES = 256,      /* a byte says which */
	PLACE_STATE_HASHES = 512 /* at least twice as many */
};

/** A key of the index that is near the query's tokens. */
struct place_key {
	uint32_t key;
	char letter;
	uint8_t state;
};

/** A place tells what is near its tokens, and the letter of initials: a state. What tokens of a state and of an enum
 * name_brief come to is found once for a form of a query. */
struct places {
	uint8_t *state[SKETCH_TOKENS + 1]; /* by number of tokens and place; that of what is near nothing is 0 */
	VEC(struct place_key) keys;
	unsigned marked;                     /* bit by number of tokens: what is near is in the states of its places */
	unsigned count;                      /* states that there are */
	uint32_t said[PLACE_STATES];         /* by state */
	uint8_t by_said[PLACE_STATE_HASHES]; /* states by hash of what is said; 0: none */
	bool known[PLACE_STATES * NAME_BRIEFS]; /* by state and enum name_brief: the tally is made */
	struct name_tally tally[PLACE_STATES * NAME_BRIEFS];
	struct name_tally lone[NAME_KINDS][NAME_BRIEFS]; /* of what is near nothing, by kind of the form looked for … */
	bool lone_known[NAME_KINDS];                     /* … once there was one */
};

bool places_init(struct places *places);
void places_finish(struct places *places);

#endif
