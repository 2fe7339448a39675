/* Lists of what is near keys, remembered from query to query, in bounded memory. */
#ifndef MATCH_NEAR_STORE_H
#define MATCH_NEAR_STORE_H

#include "base/arena.h"
#include "base/table.h"
#include "base/vec.h"
#include "book/book.h"

/** How much a pair with a key counts at most, in 255ths (name_seeker_near); 0: it is near none such. */
struct near_agree {
	uint8_t abjad, other; /* where it is a token of a script without vowels, of another script */
};

/** A KEY item that is near, with what a search reads of it. */
struct near_key {
	uint32_t key;
	struct near_agree agree;
	char letter;   /* the first of its text */
	uint8_t kinds; /* bit by kind of forms, as in book_postings_of: some have it as a token */
};

/** The same as forms of one kind have it. */
struct near_run {
	struct book_range postings; /* of those that can be found by it */
	struct near_agree agree;
	uint8_t says; /* NEAR_… */
};
enum {
	NEAR_INITIALS = 1, /* a form of any kind that can be found by it has an initial */
	NEAR_TELLING = 2,  /* forms have it as a generic word or a number that they cannot be found by, … */
	NEAR_LESSER = 4,   /* … as another token that they cannot be found by */
	NEAR_DIGITS = 8,   /* it is nothing but digits */
	NEAR_EQUAL = 16    /* its text is that of the key */
};

/** What is near one key. */
struct near_list {
	uint32_t first_key, keys;
	uint32_t run[KEY_RUNS + 1]; /* where those of a kind begin, and the last ones end */
	uint32_t first_form, joined, initials;
};

/** Lists that are forgotten together. There is room for one item at least, so that none is looked for at NULL. */
struct near_lists {
	struct arena texts; /* what the table's keys point at */
	struct table table; /* a name -> index into lists */
	VEC(struct near_list) lists;
	VEC(struct near_key) keys;
	VEC(struct near_run) runs;
	VEC(uint32_t) forms;
};

/** Two generations: an old list that is asked for becomes a young one. */
struct near_store {
	struct near_lists young, old;
};

/** The store is all zero before. False when memory ran out. */
bool near_store_init(struct near_store *s);
void near_store_finish(struct near_store *s);
/** Once the young lists are so many, or what is in them takes so many bytes, they are the old ones, and those which
 * were are forgotten. */
void near_store_age(struct near_store *s, size_t lists, size_t bytes);
/** The number of the list of that name among the young ones, TABLE_NONE when none is kept. False when memory ran out.
 * O(1); of an old list O(what is in it). */
bool near_store_get(struct near_store *s, str name, uint32_t *number);
/** Keeps a list of which all lies in the young ones; its number in *number. False when memory ran out. */
bool near_store_put(struct near_store *s, str name, const struct near_list *list, uint32_t *number);

#endif
