/* Forms in brief: section SKETCH. The tokens have their final keys and weights by then. */
#include "compile/index.h"
#include "names/retrieval.h"

static_assert((int)SKETCH_BRIEFS == (int)NAME_BRIEFS);

/* SKETCH_NONE when the token cannot be said in brief. */
static uint16_t brief_of(const struct book_token *token, char letter)
{
	const struct name_token facts = {.part = token->part, .weight = token->weight};
	unsigned brief = name_brief_of(&facts), hash = book_sketch_hash(token->key);

	if (token->part == PART_INITIAL)
		hash = SKETCH_INITIAL + (unsigned)(letter - 'a');
	if (brief == NAME_BRIEFS || (token->part == PART_INITIAL && (letter < 'a' || letter > 'z')))
		return SKETCH_NONE;
	return (uint16_t)(hash * SKETCH_BRIEFS | brief);
}

static struct book_sketch sketch_of(const struct index_sections *out, const struct book_form *f)
{
	const struct book_sketch none = {{SKETCH_NONE, SKETCH_NONE, SKETCH_NONE, SKETCH_NONE}};
	struct book_sketch sketch = {0};

	if (f->token_count > SKETCH_TOKENS)
		return none;
	for (uint32_t t = 0; t < f->token_count; t++) {
		const struct book_token *token = &out->distinct_tokens.ptr[out->form_tokens.ptr[f->first_token + t]];
		sketch.token[t] = brief_of(token, out->keys.ptr[token->key].letter);
		if (sketch.token[t] == SKETCH_NONE)
			return none;
	}
	return sketch;
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
