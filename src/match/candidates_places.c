/* What the tokens of a form may be, by their places in its sketch, allows the threshold or not.
 *
 * The states of places that initials have are filled for good, others while a form of the query is looked for: of
 * sketches of so many tokens, once there is one. */
#include "match/candidates_parts.h"

#include <stdlib.h>

/* What is said of a state, in 32 bits: below these what is near, as in near_bits. */
enum {
	SAID_LETTER = 1 << 16, /* × a letter, counted from 1: of initials, and of words that an initial of the query may
	                          stand for */
	SAID_INITIAL = 1 << 21,
	SAID_UNKNOWN = 1 << 22 /* nothing is */
};

/* States that are always there. */
enum {
	STATE_NONE, /* a word that is near nothing */
	STATE_INITIAL,
	STATE_UNKNOWN = STATE_INITIAL + SKETCH_NO_LETTER, /* an initial that is no letter */
	STATES_ALWAYS
};

/* The states of initials; no word shares their places. */
static void fill_initials(struct places *places)
{
	for (unsigned letter = 0; letter < SKETCH_NO_LETTER; letter++) {
		for (unsigned count = SKETCH_LETTERED; count <= SKETCH_TOKENS; count++)
			places->state[count][book_sketch_initial(count, (char)('a' + letter))] =
			    (uint8_t)(STATE_INITIAL + letter);
		places->said[STATE_INITIAL + letter] = SAID_INITIAL | (letter + 1) * SAID_LETTER;
	}
	places->state[SKETCH_LETTERED][book_sketch_initial(SKETCH_LETTERED, '?')] = STATE_UNKNOWN;
	places->said[STATE_UNKNOWN] = SAID_UNKNOWN;
}

/* One block: forms of up to SKETCH_LETTERED tokens have their places in common. */
bool places_init(struct places *places)
{
	size_t all = book_sketch_places(1);

	for (unsigned count = SKETCH_LETTERED + 1; count <= SKETCH_TOKENS; count++)
		all += book_sketch_places(count);
	uint8_t *next = calloc(all, sizeof *next);
	places->state[0] = next;
	for (unsigned count = 1; count <= SKETCH_TOKENS && next; count++) {
		places->state[count] = next;
		next += count < SKETCH_LETTERED ? 0 : book_sketch_places(count);
	}
	if (next)
		fill_initials(places);
	places->count = STATES_ALWAYS;
	return next != NULL;
}

void places_finish(struct places *places)
{
	free(places->state[0]);
	vec_finish(&places->keys);
}

/* ---- states -------------------------------------------------------------------------------------------------- */

/* The state of which that is said; when there are too many, one of which nothing is known. */
static uint8_t state_of(struct places *places, uint32_t said)
{
	unsigned hash = said * UINT32_C(2654435761) >> 23;

	static_assert(PLACE_STATE_HASHES == 1 << 9 && PLACE_STATE_HASHES >= 2 * PLACE_STATES);
	while (places->by_said[hash] && places->said[places->by_said[hash]] != said)
		hash = (hash + 1) % PLACE_STATE_HASHES;
	if (places->by_said[hash])
		return places->by_said[hash];
	if (places->count == PLACE_STATES)
		return STATE_UNKNOWN;
	uint8_t state = (uint8_t)places->count++;
	places->said[state] = said;
	places->by_said[hash] = state;
	return state;
}

/* Words that begin with a letter which an initial of the query may stand for: the places of those with few tokens tell
 * it. */
static void mark_letters(struct places *places, const struct name_form *form)
{
	for (size_t i = 0; i < form->count; i++) {
		const struct name_token *t = &form->token[i];
		if (t->part != PART_INITIAL)
			continue;
		uint32_t letter = book_sketch_letter(t->text.ptr[0]);
		uint8_t state =
		    letter == SKETCH_NO_LETTER ? (uint8_t)STATE_UNKNOWN : state_of(places, (letter + 1) * SAID_LETTER);
		memset(places->state[SKETCH_LETTERED] + letter * SKETCH_OF_LETTER + 1, state, SKETCH_OF_LETTER - 1);
	}
}

static void unmark_letters(struct places *places, const struct name_form *form)
{
	for (size_t i = 0; i < form->count; i++) {
		const struct name_token *t = &form->token[i];
		if (t->part == PART_INITIAL)
			memset(places->state[SKETCH_LETTERED] + book_sketch_letter(t->text.ptr[0]) * SKETCH_OF_LETTER +
			           1,
			       STATE_NONE, SKETCH_OF_LETTER - 1);
	}
}

static bool list_marked(struct candidates *c)
{
	struct places *places = &c->places;
	unsigned last = 0;
	uint8_t state = STATE_NONE;

	if (!vec_reserve(&places->keys, c->marked.len))
		return false;
	for (size_t i = 0; i < c->marked.len; i++) {
		uint32_t key = c->marked.ptr[i].key;
		unsigned near = candidates_both(c->near_bits[key].abjad, c->near_bits[key].other);
		if (near != last)
			state = state_of(places, near);
		last = near;
		places->keys.ptr[i] = (struct place_key){key, c->marked.ptr[i].letter, state};
	}
	places->keys.len = c->marked.len;
	return true;
}

/* Another key has the place, or a letter is said of it. */
static uint8_t both_states(struct places *places, uint8_t a, uint8_t b)
{
	uint32_t x = places->said[a], y = places->said[b];

	if (a == STATE_UNKNOWN || b == STATE_UNKNOWN)
		return STATE_UNKNOWN;
	return state_of(places, ((x | y) & ~(uint32_t)UINT16_MAX) | candidates_both(x & UINT16_MAX, y & UINT16_MAX));
}

/* Fills the states of places of forms of so many tokens. */
static void mark(struct candidates *c, unsigned count)
{
	struct places *places = &c->places;

	if (count == SKETCH_LETTERED && c->bound.initials)
		mark_letters(places, c->bound.form);
	for (size_t i = 0; i < places->keys.len; i++) {
		const struct place_key *k = &places->keys.ptr[i];
		uint8_t *state = &places->state[count][book_sketch_place(count, k->key, k->letter)];
		*state = *state == STATE_NONE ? k->state : both_states(places, *state, k->state);
	}
	places->marked |= 1u << count;
}

static void unmark(struct candidates *c)
{
	struct places *places = &c->places;

	for (unsigned count = SKETCH_LETTERED; count <= SKETCH_TOKENS; count++) {
		if (!(places->marked >> count & 1))
			continue;
		for (size_t i = 0; i < places->keys.len; i++) {
			const struct place_key *k = &places->keys.ptr[i];
			places->state[count][book_sketch_place(count, k->key, k->letter)] = STATE_NONE;
		}
		if (count == SKETCH_LETTERED && c->bound.initials)
			unmark_letters(places, c->bound.form);
	}
	places->marked = 0;
}

static void make_tally(struct candidates *c, unsigned state, unsigned brief)
{
	uint32_t said = c->places.said[state], near = said % (UINT16_MAX + 1u), letter = said / SAID_LETTER % 32;
	const struct name_term term =
	    name_term_in_brief(&c->bound, brief, near % AGREE_UNIT, (double)(near / AGREE_UNIT) / AGREE_LEVELS,
	                       said & SAID_INITIAL, letter ? (char)('a' + letter - 1) : 0);

	c->places.tally[state * NAME_BRIEFS + brief] = name_tally_of(&c->bound, &term);
	c->places.known[state * NAME_BRIEFS + brief] = true;
}

/* What is near nothing is the same to all forms of a kind. */
static void know_lone_ones(struct candidates *c)
{
	struct places *places = &c->places;
	unsigned kind = c->bound.form->kind;

	if (!places->lone_known[kind]) {
		for (unsigned brief = 0; brief < NAME_BRIEFS; brief++)
			make_tally(c, STATE_NONE, brief);
		memcpy(places->lone[kind], places->tally, sizeof places->lone[kind]);
		places->lone_known[kind] = true;
	}
	static_assert(STATE_NONE == 0);
	memcpy(places->tally, places->lone[kind], sizeof places->lone[kind]);
	memset(places->known, true, NAME_BRIEFS);
}

static bool begin(struct candidates *c)
{
	struct places *places = &c->places;

	places->count = STATES_ALWAYS;
	memset(places->known, 0, sizeof places->known);
	memset(places->by_said, 0, sizeof places->by_said);
	know_lone_ones(c);
	return list_marked(c);
}

/* ---- forms --------------------------------------------------------------------------------------------------- */

/* Does it allow the threshold that so much is near, where nothing but that tells? First, since most forms are turned
 * down by it. */
static inline bool said_allows(struct candidates *c, uint32_t said)
{
	const uint32_t unsure = SAID_INITIAL | SAID_UNKNOWN | NAME_JOINED_BIT;

	return c->bound.initials || said & unsure || candidates_found_allows(c, 0, said & UINT8_MAX);
}

/* Makes what is not known of what the tokens of a form come to; false when one is unknown. */
static bool make_tallies(struct candidates *c, const uint16_t *is, unsigned count)
{
	for (unsigned t = 0; t < count; t++) {
		if (c->places.known[is[t]])
			continue;
		if (is[t] / NAME_BRIEFS == STATE_UNKNOWN)
			return false;
		make_tally(c, is[t] / NAME_BRIEFS, is[t] % NAME_BRIEFS);
	}
	return true;
}

/* Does what its tokens may be, of which there are `count`, a constant, allow the threshold? */
static inline __attribute__((always_inline)) bool tokens_allow(struct candidates *c, uint64_t fields, unsigned count)
{
	const unsigned group = count < SKETCH_LETTERED ? SKETCH_LETTERED : count;
	const unsigned width = book_sketch_width(count), last = (1u << width) - 1;
	struct places *places = &c->places;
	uint16_t is[SKETCH_TOKENS]; /* state and enum name_brief of each */
	uint32_t said = 0;
	bool known = true;

	if (!(places->marked >> group & 1))
		mark(c, group);
	static_assert(SKETCH_BRIEFS == (int)NAME_BRIEFS);
	for (unsigned t = 0; t < count; t++) {
		unsigned field = (unsigned)(fields >> (3 + t * width)) & last;
		unsigned state = places->state[group][field / SKETCH_BRIEFS];
		is[t] = (uint16_t)(state * NAME_BRIEFS + field % SKETCH_BRIEFS);
		said |= places->said[state];
		known &= places->known[is[t]];
	}
	if (!said_allows(c, said))
		return false;
	if (!known && !make_tallies(c, is, count))
		return true;
	struct name_tally all = places->tally[is[0]];
	for (unsigned t = 1; t < count; t++)
		name_tally_add(&all, &places->tally[is[t]]);
	return name_tally_allows(&c->bound, &all);
}

static bool allows(struct candidates *c, uint64_t fields)
{
	static_assert(SKETCH_TOKENS == 4 && SKETCH_LETTERED == 3);
	switch (fields & 7) {
	case 1:
		return tokens_allow(c, fields, 1);
	case 2:
		return tokens_allow(c, fields, 2);
	case 3:
		return tokens_allow(c, fields, 3);
	case 4: /* places of forms with more tokens do not tell letters */
		return c->bound.initials || tokens_allow(c, fields, 4);
	default:
		return true;
	}
}

bool candidates_drop_by_places(struct candidates *c)
{
	size_t count = 0;

	if (!begin(c))
		return false;
	for (size_t i = 0; i < c->reached.len; i++) {
		c->reached.ptr[count] = c->reached.ptr[i];
		count += allows(c, c->sketches.ptr[i]);
	}
	c->reached.len = count;
	unmark(c);
	return true;
}
