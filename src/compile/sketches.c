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

static struct book_sketch sketch_of(const struct index_sections *out, const struct book_form *f)
{
	struct book_sketch sketch = {f->token_count};

	if (f->token_count > SKETCH_TOKENS)
		return (struct book_sketch){0};
	for (uint32_t t = 0; t < f->token_count; t++) {
		const struct book_token *token = &out->distinct_tokens.ptr[out->form_tokens.ptr[f->first_token + t]];
		uint64_t field = field_of(token, out->keys.ptr[token->key].letter, f->token_count);
		if (field == 0)
			return (struct book_sketch){0};
		sketch.fields |= field << (3 + t * book_sketch_width(f->token_count));
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
