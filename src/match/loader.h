/* Forms of a book, prepared for comparison, one after the other. Their tokens are few: what was checked and prepared of
 * a token is kept for the next form that has it. */
#ifndef MATCH_LOADER_H
#define MATCH_LOADER_H

#include "match/match.h"
#include "names/retrieval.h"

/** A token as it was loaded last. */
struct loaded_token {
	bool sound; /* it is as a form wants it; not so in a damaged book */
	struct name_token token;
	struct ready ready;
};

struct form_loader {
	const ties_book *b;
	uint32_t *numbers;             /* by hash of the TOKEN item: whose token is there, counted from 1; 0: none */
	struct loaded_token *tokens;   /* the same */
	struct name_form form;         /* the one loaded last */
	struct name_prepared prepared; /* the same */
};

/** False when memory ran out. */
bool form_loader_init(struct form_loader *l, const ties_book *b);
void form_loader_finish(struct form_loader *l);
/** Begins to fetch what loading some of the `count` forms will read; how many, at least one unless `count` is 0. What
 * is read of forms lies on pages far apart. O(tokens). */
size_t form_loader_ask(const struct form_loader *l, const uint32_t *form, size_t count);
/** As match_load_form: form `i` is in l->form and l->prepared, until the next call. */
bool form_loader_load(struct form_loader *l, uint32_t i);

#endif
