#include "match/loader.h"

#include <stdlib.h>

enum { TOKEN_BITS = 10 };

bool form_loader_init(struct form_loader *l, const ties_book *b)
{
	l->b = b;
	l->tokens = calloc((size_t)1 << TOKEN_BITS, sizeof *l->tokens);
	return l->tokens != NULL;
}

void form_loader_finish(struct form_loader *l)
{
	free(l->tokens);
}

/* Of FORM_TOKEN item `i`. */
static const struct loaded_token *load(struct form_loader *l, uint32_t i)
{
	uint32_t number = *BOOK_AT(l->b, FORM_TOKEN, i) + 1;
	struct loaded_token *t = &l->tokens[number * UINT32_C(0x9E3779B1) >> (32 - TOKEN_BITS)];

	if (number == 0 || t->token.number != number) {
		t->sound = match_load_token(l->b, i, &t->token);
		if (t->sound)
			name_prepare_token(&t->ready, &t->token);
	}
	return t;
}

bool form_loader_load(struct form_loader *l, uint32_t i)
{
	const struct book_form *f = BOOK_AT(l->b, FORM, i);

	if (!match_begin_form(l->b, f, &l->form))
		return false;
	for (uint32_t t = 0; t < f->token_count; t++) {
		const struct loaded_token *loaded = load(l, f->first_token + t);
		if (!loaded->sound)
			return false;
		l->form.token[t] = loaded->token;
		l->prepared.ready[t] = loaded->ready;
	}
	match_keep_han(l->b, f, &l->form);
	name_prepare_whole(&l->prepared, &l->form);
	return true;
}
