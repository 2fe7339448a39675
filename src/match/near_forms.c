/* Forms of the index with two neighbours that are near a key when joined, or with initials that equal it. */
#include "match/near_parts.h"

/* Are two neighbours near when joined? */
static bool are_joined(struct near_cache *c, uint32_t first, uint32_t second, bool abjad)
{
	const ties_book *b = c->b;
	const struct book_key *key = BOOK_AT(b, KEY, first);

	return key->letter == c->seeker.key->text.ptr[0] &&
	       name_seeker_joined(&c->seeker, book_string(b, key->text), book_string(b, BOOK_AT(b, KEY, second)->text),
	                          abjad);
}

static bool pair_is_near(struct near_cache *c, uint32_t first, uint32_t second, bool abjad)
{
	uint64_t both = (uint64_t)first << 32 | second;
	struct near_pair *p = &c->pairs[both * UINT64_C(0x9E3779B97F4A7C15) >> 32 & (NEAR_PAIRS - 1)];

	if (p->scan != c->scans || p->first != first || p->second != second || p->abjad != abjad)
		*p = (struct near_pair){first, second, abjad, are_joined(c, first, second, abjad), c->scans};
	return p->near;
}

/* Has the form two neighbours that are near when joined? */
static bool is_joined(struct near_cache *c, uint32_t form)
{
	const ties_book *b = c->b;
	const struct book_form *f = BOOK_AT(b, FORM, form);
	struct book_range r = BOOK_RANGE(b, FORM_TOKEN, f->first_token, f->token_count);

	for (uint32_t t = r.begin; t + 1 < r.end; t++) {
		const struct book_token *first = book_form_token(b, t), *second = book_form_token(b, t + 1);
		if (pair_is_near(c, first->key, second->key,
		                 name_script_is_abjad(first->script) || name_script_is_abjad(second->script)))
			return true;
	}
	return false;
}

/* Forms listed under a signature of joined tokens, whether two are near or not. */
static bool list_forms(struct near_cache *c, uint64_t signature)
{
	struct book_range r = book_signatures(c->b, signature);

	if (!vec_reserve(&c->forms, c->forms.len + (r.end - r.begin)))
		return false;
	for (uint32_t i = r.begin; i < r.end; i++) {
		uint32_t item = book_signature_item(&c->b->SIGNATURE.items[i]), form = item & ~SIGNATURE_OF_FORM;
		if (item & SIGNATURE_OF_FORM && form < c->b->FORM.count)
			c->forms.ptr[c->forms.len++] = form;
	}
	return true;
}

/* FORM_TOKEN items of form `i` of the list; none behind its end. */
static struct book_range tokens_of(const struct near_cache *c, size_t i)
{
	if (i >= c->forms.len)
		return (struct book_range){0};
	const struct book_form *f = BOOK_AT(c->b, FORM, c->forms.ptr[i]);
	return BOOK_RANGE(c->b, FORM_TOKEN, f->first_token, f->token_count);
}

/* What is_joined reads of form `i` of the list is asked for in steps, each of which needs the one before. */
static void ask_for_form(const struct near_cache *c, size_t i)
{
	if (i < c->forms.len)
		__builtin_prefetch(BOOK_AT(c->b, FORM, c->forms.ptr[i]));
}

static void ask_for_numbers(const struct near_cache *c, size_t i)
{
	if (i < c->forms.len)
		__builtin_prefetch(BOOK_AT(c->b, FORM_TOKEN, BOOK_AT(c->b, FORM, c->forms.ptr[i])->first_token));
}

static void ask_for_tokens(const struct near_cache *c, size_t i)
{
	struct book_range r = tokens_of(c, i);

	for (uint32_t t = r.begin; t < r.end; t++)
		__builtin_prefetch(book_form_token(c->b, t));
}

static void ask_for_keys(const struct near_cache *c, size_t i)
{
	struct book_range r = tokens_of(c, i);

	for (uint32_t t = r.begin; t < r.end; t++)
		__builtin_prefetch(BOOK_AT(c->b, KEY, book_form_token(c->b, t)->key));
}

static void keep_joined(struct near_cache *c)
{
	const size_t ahead = 8;
	size_t count = 0;

	for (size_t i = 0; i < c->forms.len + 4 * ahead; i++) {
		ask_for_form(c, i);
		ask_for_numbers(c, i - ahead); /* none before the first: there is no form of so great a number */
		ask_for_tokens(c, i - 2 * ahead);
		ask_for_keys(c, i - 3 * ahead);
		if (i >= 4 * ahead && is_joined(c, c->forms.ptr[i - 4 * ahead]))
			c->forms.ptr[count++] = c->forms.ptr[i - 4 * ahead];
	}
	c->forms.len = count;
}

/* If the SIGNATURE item is one. */
static bool push_form(struct near_cache *c, uint32_t i)
{
	uint32_t item = book_signature_item(&c->b->SIGNATURE.items[i]);

	return !(item & SIGNATURE_OF_FORM) || vec_push(&c->forms, item & ~SIGNATURE_OF_FORM);
}

bool near_add_initials(struct near_cache *c, uint64_t signature)
{
	struct book_range r = book_signatures(c->b, signature);
	bool well = true;

	for (uint32_t i = r.begin; i < r.end && well; i++)
		well = push_form(c, i);
	return well;
}

bool near_add_joined(struct near_cache *c)
{
	const struct near_asked *asking = &c->asking;
	bool well = true;

	for (uint32_t i = 0; i < c->b->SIGNATURE.count && asking->joined == 0 && well; i++)
		well = push_form(c, i);
	if (asking->joined == 0)
		return well;
	for (size_t i = asking->all - asking->joined; i < asking->all && well; i++)
		well = list_forms(c, asking->of[i]);
	well = well && list_forms(c, name_signature_of_any(SIGNATURE_JOINED));
	keep_joined(c);
	return well;
}
