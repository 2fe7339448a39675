/* Forms of the index with two neighbours that are near a key when joined, or with initials that equal it. */
#include "match/near_parts.h"

#include "base/memory.h"
#include "match/tokens.h"

static str text_of(const struct near_cache *c, uint32_t key)
{
	return book_string(c->b, BOOK_AT(c->b, KEY, key)->text);
}

/* Are two neighbours near when joined? */
static bool pair_is_near(struct near_cache *c, uint32_t first, uint32_t second, bool abjad)
{
	uint64_t both = (uint64_t)first << 32 | second;
	struct near_pair *p = &c->pairs[both * UINT64_C(0x9E3779B97F4A7C15) >> 32 & (NEAR_PAIRS - 1)];

	if (p->scan != c->scans || p->first != first || p->second != second || p->abjad != abjad)
		*p = (struct near_pair){first, second, abjad,
		                        name_seeker_joined(&c->seeker, text_of(c, first), text_of(c, second), abjad),
		                        c->scans};
	return p->near;
}

/* If the item is one. */
static bool push_form(struct near_cache *c, const struct book_signature *s)
{
	uint32_t item = book_signature_item(s);

	return !(item & SIGNATURE_OF_FORM) || vec_push(&c->forms, item & ~SIGNATURE_OF_FORM);
}

/* Forms listed under a signature of joined tokens, whether two are near or not. */
static bool list_forms(struct near_cache *c, uint64_t signature)
{
	struct book_range r = book_signature_list(c->b, signature);

	for (uint32_t i = r.begin; i < r.end; i++) {
		const struct book_signature *s = &c->b->SIGNATURE.items[i];
		if (name_signatures_meet(s->tag, (uint16_t)signature) && !push_form(c, s))
			return false;
	}
	return true;
}

/* Two neighbours of which the first begins with the letter of the key that looks. */
struct near_two {
	size_t form;            /* in the list */
	uint32_t first, second; /* KEY items */
	bool abjad;
};

/** Neighbours in some forms of the list. */
struct near_words {
	struct form_tokens tokens;
	unsigned count;
	struct near_two two[TOKENS_AT_ONCE];
};

static void ask_for_keys(const struct near_cache *c, const struct form_tokens *tokens)
{
	for (uint32_t t = 0; t < tokens->first[tokens->forms]; t++)
		memory_ask(&BOOK_AT(c->b, KEY, BOOK_AT(c->b, TOKEN, tokens->token[t])->key)->letter);
}

/* Those in a form. */
static void choose_two(const struct near_cache *c, const uint32_t *token, size_t count, size_t form,
                       struct near_words *w)
{
	const ties_book *b = c->b;
	char letter = c->seeker.key->text.ptr[0];

	for (size_t t = 0; t + 1 < count; t++) {
		const struct book_token *first = BOOK_AT(b, TOKEN, token[t]), *second = BOOK_AT(b, TOKEN, token[t + 1]);
		if (BOOK_AT(b, KEY, first->key)->letter == letter)
			w->two[w->count++] = (struct near_two){form, first->key, second->key,
			                                       name_script_is_abjad(first->script) ||
			                                           name_script_is_abjad(second->script)};
	}
}

/* Of the forms from `begin` on; returns where the next ones begin. */
static size_t read_two(const struct near_cache *c, size_t begin, struct near_words *w)
{
	const uint32_t *first = w->tokens.first;

	form_tokens_read(&w->tokens, c->b, c->forms.ptr + begin, c->forms.len - begin);
	ask_for_keys(c, &w->tokens);
	w->count = 0;
	for (size_t f = 0; f < w->tokens.forms; f++)
		choose_two(c, w->tokens.token + first[f], first[f + 1] - first[f], begin + f, w);
	return begin + w->tokens.forms;
}

static void ask_for_texts(const struct near_cache *c, const struct near_words *w)
{
	for (unsigned i = 0; i < w->count; i++) {
		memory_ask(BOOK_AT(c->b, STRING, BOOK_AT(c->b, KEY, w->two[i].first)->text / BOOK_STRINGS));
		memory_ask(BOOK_AT(c->b, STRING, BOOK_AT(c->b, KEY, w->two[i].second)->text / BOOK_STRINGS));
	}
}

/* Forms of which two neighbours are near stay in the list. */
static void keep_joined(struct near_cache *c)
{
	struct near_words w;
	size_t count = 0, kept = SIZE_MAX;

	for (size_t begin = 0; begin < c->forms.len;) {
		begin = read_two(c, begin, &w);
		ask_for_texts(c, &w);
		for (unsigned i = 0; i < w.count; i++) {
			const struct near_two *t = &w.two[i];
			if (t->form != kept && pair_is_near(c, t->first, t->second, t->abjad)) {
				kept = t->form;
				c->forms.ptr[count++] = c->forms.ptr[kept];
			}
		}
	}
	c->forms.len = count;
}

bool near_add_initials(struct near_cache *c, uint64_t signature)
{
	struct book_range r = book_signatures(c->b, signature);
	bool well = true;

	for (uint32_t i = r.begin; i < r.end && well; i++)
		well = push_form(c, &c->b->SIGNATURE.items[i]);
	return well;
}

bool near_add_joined(struct near_cache *c)
{
	const struct near_asked *asking = &c->asking;
	bool well = true;

	for (uint32_t i = 0; i < c->b->SIGNATURE.count && asking->joined == 0 && well; i++)
		well = push_form(c, &c->b->SIGNATURE.items[i]);
	c->joined = c->forms.len;
	if (asking->joined == 0)
		return well;
	for (size_t i = asking->all - asking->joined; i < asking->all && well; i++)
		well = list_forms(c, asking->of[i]);
	well = well && list_forms(c, name_signature_of_any(SIGNATURE_JOINED));
	keep_joined(c);
	c->joined = c->forms.len;
	return well;
}
