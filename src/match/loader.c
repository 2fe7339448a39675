#include "match/loader.h"

#include "base/memory.h"
#include "match/tokens.h"

#include <stdlib.h>

enum { TOKEN_BITS = 10 };

bool form_loader_init(struct form_loader *l, const ties_book *b)
{
	l->b = b;
	l->numbers = calloc((size_t)1 << TOKEN_BITS, sizeof *l->numbers);
	l->tokens = calloc((size_t)1 << TOKEN_BITS, sizeof *l->tokens);
	return l->numbers && l->tokens;
}

void form_loader_finish(struct form_loader *l)
{
	free(l->numbers);
	free(l->tokens);
}

static uint32_t slot_of(uint32_t number)
{
	return number * UINT32_C(0x9E3779B1) >> (32 - TOKEN_BITS);
}

/* Of FORM_TOKEN item `i`. */
static const struct loaded_token *load(struct form_loader *l, uint32_t i)
{
	uint32_t number = *BOOK_AT(l->b, FORM_TOKEN, i) + 1, slot = slot_of(number);
	struct loaded_token *t = &l->tokens[slot];

	if (number == 0 || l->numbers[slot] != number) {
		l->numbers[slot] = number;
		t->sound = match_load_token(l->b, i, &t->token);
		if (t->sound)
			name_prepare_token(&t->ready, &t->token);
	}
	return t;
}

static void ask_for_keys(const ties_book *b, const struct book_key *const *key, size_t count)
{
	for (size_t i = 0; i < count; i++)
		memory_prefetch(key[i]);
	for (size_t i = 0; i < count; i++) {
		memory_prefetch(BOOK_AT(b, STRING, key[i]->text / BOOK_STRINGS));
		memory_prefetch(BOOK_AT(b, SOUND, key[i]->first_sound));
	}
	for (size_t i = 0; i < count; i++)
		memory_prefetch(book_string(b, key[i]->text).ptr);
}

size_t form_loader_ask(const struct form_loader *l, const uint32_t *form, size_t count)
{
	const struct book_key *lacking[TOKENS_AT_ONCE];
	struct form_tokens read;
	size_t n = 0;

	form_tokens_read(&read, l->b, form, count);
	for (uint32_t t = 0; t < read.first[read.forms]; t++) {
		uint32_t number = read.token[t] + 1;
		if (l->numbers[slot_of(number)] != number)
			lacking[n++] = BOOK_AT(l->b, KEY, BOOK_AT(l->b, TOKEN, number - 1)->key);
	}
	ask_for_keys(l->b, lacking, n);
	return read.forms;
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
