/* The tokens of some forms, read together: what is read of forms lies on pages far apart, so that a step is taken for
 * all of them before the next one, and nothing waits for the one before. */
#ifndef MATCH_TOKENS_H
#define MATCH_TOKENS_H

#include "book/book.h"
#include "names/names.h"

enum { FORMS_AT_ONCE = 64, TOKENS_AT_ONCE = FORMS_AT_ONCE * NAME_TOKENS_MAX };

/** TOKEN items of forms. */
struct form_tokens {
	size_t forms;
	uint32_t first[FORMS_AT_ONCE + 1]; /* by form: into `token`, up to the next one's */
	uint32_t token[TOKENS_AT_ONCE];
};

/** Reads those of the first FORMS_AT_ONCE of `count` FORM items, and begins to fetch the TOKEN items. A form of more
 * than NAME_TOKENS_MAX, which is damaged, has none. O(tokens). */
void form_tokens_read(struct form_tokens *out, const ties_book *b, const uint32_t *form, size_t count);

#endif
