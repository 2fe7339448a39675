/* Forms in brief: section SKETCH. The tokens have their final keys and weights by then. */
#include "compile/index.h"
#include "names/retrieval.h"

static_assert((int)SKETCH_BRIEFS == (int)NAME_BRIEFS);

/* The field of a token; 0 when it cannot be said in brief. */
static uint64_t field_of(const struct book_token *token, char letter, unsigned count)
{
	const struct name_token facts = {.part = token->part, .weight = token->weight};
	unsigned brief = name_brief_of(&facts);
	bool initial = token->part == PART_INITIAL;

	if (brief == NAME_BRIEFS || (initial && book_sketch_letter(letter) == SKETCH_NO_LETTER))
		return 0;
	return (initial ? book_sketch_initial(count, letter) : book_sketch_place(count, token->key, letter)) *
	           (uint64_t)SKETCH_BRIEFS |
	       brief;
}

static const struct book_token *token_of(const struct index_sections *out, const struct book_form *f, uint32_t t)
{
	return &out->distinct_tokens.ptr[out->form_tokens.ptr[f->first_token + t]];
}

/* Is a word there twice, of two classes or once as an initial? Then places do not tell that it is one. */
static bool has_twins_apart(const struct index_sections *out, const struct book_form *f)
{
	for (uint32_t t = 0; t < f->token_count; t++)
		for (uint32_t u = 0; u < t; u++) {
			const struct book_token *a = token_of(out, f, t), *b = token_of(out, f, u);
			bool apart = a->key != b->key || (a->part == PART_INITIAL) != (b->part == PART_INITIAL);
			if (apart && out->keys.ptr[a->key].text == out->keys.ptr[b->key].text)
				return true;
		}
	return false;
}

/* Of few tokens, what each is. */
static struct book_sketch sketch_tokens(const struct index_sections *out, const struct book_form *f)
{
	struct book_sketch sketch = {f->token_count};

	if (has_twins_apart(out, f))
		return (struct book_sketch){0};
	for (uint32_t t = 0; t < f->token_count; t++) {
		const struct book_token *token = token_of(out, f, t);
		uint64_t field = field_of(token, out->keys.ptr[token->key].letter, f->token_count);
		if (field == 0)
			return (struct book_sketch){0};
		sketch.fields |= field << (3 + t * book_sketch_width(f->token_count));
	}
	return sketch;
}

/* Adds a word; of equal ones the heaviest alone. */
static size_t add_word(struct name_token word[NAME_TOKENS_MAX], size_t count, const struct name_token *token)
{
	size_t i = 0;

	while (i < count && word[i].number != token->number)
		i++;
	if (i == count || word[i].weight < token->weight)
		word[i] = *token;
	return i == count ? count + 1 : count;
}

static uint64_t in_parts(float weight, unsigned parts, unsigned most)
{
	uint64_t whole = (uint64_t)(weight * (float)parts);

	return whole < most ? whole : most;
}

/* Adds the letter of an initial; false when it cannot be told. */
static bool add_initial(struct book_sketch *sketch, char letter)
{
	uint64_t number = book_sketch_letter(letter) + 1;

	if (number > SKETCH_NO_LETTER)
		return false;
	for (unsigned i = 0; i < SKETCH_INITIALS; i++) {
		unsigned there = book_sketch_letter_of(sketch->fields, i);
		if (there == 0)
			sketch->fields |= number << (3 + 5 * i);
		if (there == 0 || there == number)
			return true;
	}
	return false;
}

static void add_rest(struct book_sketch *sketch, const struct name_rest *rest, unsigned pairs)
{
	sketch->fields |= in_parts(rest->contra, SKETCH_CONTRA, SKETCH_REST_MAX) << (14 * pairs + 5) |
	                  in_parts(rest->omitted, SKETCH_OMITTED, SKETCH_REST_MAX) << (14 * pairs + 12) |
	                  in_parts(rest->heaviest, SKETCH_HEAVIEST, SKETCH_HEAVIEST - 1) << 13;
}

/* Of more tokens, the initials, and what is left over. */
static struct book_sketch sketch_rest(const struct index_sections *out, const struct book_form *f)
{
	struct name_token word[NAME_TOKENS_MAX];
	struct book_sketch sketch = {SKETCH_OF_REST};
	size_t count = 0;

	for (uint32_t t = 0; t < f->token_count; t++) {
		const struct book_token *token = token_of(out, f, t);
		const struct book_key *key = &out->keys.ptr[token->key];
		if (token->part == PART_INITIAL && !add_initial(&sketch, key->letter))
			return (struct book_sketch){0};
		const struct name_token facts = {.part = token->part, .weight = token->weight, .number = key->text};
		count = add_word(word, count, &facts);
	}
	for (unsigned pairs = 1; pairs <= SKETCH_PAIRS; pairs++) {
		const struct name_rest rest = name_rest_of(word, count, f->kind, pairs);
		add_rest(&sketch, &rest, pairs);
	}
	return sketch;
}

static struct book_sketch sketch_of(const struct index_sections *out, const struct book_form *f)
{
	return f->token_count <= SKETCH_TOKENS ? sketch_tokens(out, f) : sketch_rest(out, f);
}

bool index_sketches(struct index_sections *out)
{
	if (!vec_reserve(&out->sketches, out->forms.len + 1))
		return false;
	for (size_t i = 0; i < out->forms.len; i++)
		out->sketches.ptr[i] = sketch_of(out, &out->forms.ptr[i]);
	out->sketches.len = out->forms.len;
	return true;
}
