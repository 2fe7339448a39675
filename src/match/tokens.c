#include "match/tokens.h"

#include "base/memory.h"

void form_tokens_read(struct form_tokens *out, const ties_book *b, const uint32_t *form, size_t count)
{
	uint32_t n = 0;

	out->forms = count < FORMS_AT_ONCE ? count : FORMS_AT_ONCE;
	for (size_t i = 0; i < out->forms; i++)
		memory_prefetch(BOOK_AT(b, FORM, form[i]));
	/* Both ends of them, which may lie in two lines of the cache, before anything waits for them. */
	for (size_t i = 0; i < out->forms; i++) {
		const struct book_form *f = BOOK_AT(b, FORM, form[i]);
		memory_prefetch(BOOK_AT(b, FORM_TOKEN, f->first_token));
		memory_prefetch(BOOK_AT(b, FORM_TOKEN, f->first_token + f->token_count - 1));
	}
	for (size_t i = 0; i < out->forms; i++) {
		const struct book_form *f = BOOK_AT(b, FORM, form[i]);
		struct book_range r = BOOK_RANGE(b, FORM_TOKEN, f->first_token, f->token_count);
		out->first[i] = n;
		for (uint32_t t = r.begin; t < r.end && r.end - r.begin <= NAME_TOKENS_MAX; t++)
			out->token[n++] = b->FORM_TOKEN.items[t];
	}
	out->first[out->forms] = n;
	for (uint32_t t = 0; t < n; t++)
		memory_prefetch(BOOK_AT(b, TOKEN, out->token[t]));
}
