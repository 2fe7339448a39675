/* Forms of the index with two neighbours that are near a key when joined, or with initials that equal it. */
#include "match/near_parts.h"

#include "base/memory.h"

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

/* What is read of forms lies on pages far apart. So some forms are read together, a step of all of them before the next
 * one, and nothing waits for the one before. */
enum { WORDS_MOST = 256, FORMS_MOST = 64 };
static_assert(WORDS_MOST > UINT8_MAX, "there is room for a form, whatever a book says");

struct near_word {
	uint32_t token, key; /* TOKEN, KEY items */
	uint8_t script;
	char letter;
};

/* Two neighbours of which the first begins with the letter of the key that looks. */
struct near_two {
	size_t form;            /* in the list */
	uint32_t first, second; /* KEY items */
	bool abjad;
};

struct near_words {
	size_t begin, end; /* forms of the list */
	unsigned count, two_count;
	uint8_t of_form[FORMS_MOST]; /* how many words each has */
	struct near_word word[WORDS_MOST];
	struct near_two two[WORDS_MOST];
};

/* Takes as many forms as there is room for. */
static void read_numbers(const struct near_cache *c, struct near_words *w)
{
	const ties_book *b = c->b;

	w->count = 0;
	for (size_t i = w->begin; i < c->forms.len && i - w->begin < FORMS_MOST; i++)
		memory_ask(BOOK_AT(b, FORM_TOKEN, BOOK_AT(b, FORM, c->forms.ptr[i])->first_token));
	for (w->end = w->begin; w->end < c->forms.len && w->end - w->begin < FORMS_MOST; w->end++) {
		const struct book_form *f = BOOK_AT(b, FORM, c->forms.ptr[w->end]);
		struct book_range r = BOOK_RANGE(b, FORM_TOKEN, f->first_token, f->token_count);
		if (r.end - r.begin > WORDS_MOST - w->count)
			break;
		w->of_form[w->end - w->begin] = (uint8_t)(r.end - r.begin);
		for (uint32_t t = r.begin; t < r.end; t++)
			w->word[w->count++].token = b->FORM_TOKEN.items[t];
	}
}

static void read_words(const struct near_cache *c, struct near_words *w)
{
	const ties_book *b = c->b;

	for (unsigned i = 0; i < w->count; i++) {
		const struct book_token *t = BOOK_AT(b, TOKEN, w->word[i].token);
		w->word[i].key = t->key;
		w->word[i].script = t->script;
	}
	for (unsigned i = 0; i < w->count; i++)
		w->word[i].letter = BOOK_AT(b, KEY, w->word[i].key)->letter;
}

static void choose_two(const struct near_cache *c, struct near_words *w)
{
	const struct near_word *word = w->word;
	char letter = c->seeker.key->text.ptr[0];

	w->two_count = 0;
	for (size_t i = w->begin; i < w->end; word += w->of_form[i++ - w->begin])
		for (unsigned k = 0; k + 1 < w->of_form[i - w->begin]; k++)
			if (word[k].letter == letter)
				w->two[w->two_count++] = (struct near_two){
				    i, word[k].key, word[k + 1].key,
				    name_script_is_abjad(word[k].script) || name_script_is_abjad(word[k + 1].script)};
}

static void ask_for_texts(const struct near_cache *c, const struct near_words *w)
{
	for (unsigned i = 0; i < w->two_count; i++) {
		memory_ask(BOOK_AT(c->b, STRING, BOOK_AT(c->b, KEY, w->two[i].first)->text / BOOK_STRINGS));
		memory_ask(BOOK_AT(c->b, STRING, BOOK_AT(c->b, KEY, w->two[i].second)->text / BOOK_STRINGS));
	}
}

/* Forms of which two neighbours are near stay in the list. */
static void keep_joined(struct near_cache *c)
{
	struct near_words w;
	size_t count = 0, kept = SIZE_MAX;

	for (w.begin = 0; w.begin < c->forms.len; w.begin = w.end) {
		read_numbers(c, &w);
		read_words(c, &w);
		choose_two(c, &w);
		ask_for_texts(c, &w);
		for (unsigned i = 0; i < w.two_count; i++) {
			const struct near_two *t = &w.two[i];
			if (t->form != kept && pair_is_near(c, t->first, t->second, t->abjad)) {
				kept = t->form;
				c->forms.ptr[count++] = c->forms.ptr[kept];
			}
		}
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
