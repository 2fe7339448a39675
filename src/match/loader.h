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
	struct loaded_token *tokens;   /* by hash of the TOKEN item; token.number 0: empty */
	struct name_form form;         /* the one loaded last */
	struct name_prepared prepared; /* the same */
};

/** False when memory ran out. */
bool form_loader_init(struct form_loader *l, const ties_book *b);
void form_loader_finish(struct form_loader *l);
/** As match_load_form: form `i` is in l->form and l->prepared, until the next call. */
bool form_loader_load(struct form_loader *l, uint32_t i);

#endif
