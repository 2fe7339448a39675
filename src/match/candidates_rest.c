/* What a form has left over allows the threshold or not, by what is found of it: of many tokens its sketch tells that.
 *
 * Forms with two neighbours that are near a token of the query when joined are found apart from all others; they take
 * one token more for each such pair. */
#include "match/candidates_parts.h"

#include "base/memory.h"

/* The sketches of the forms reached, side by side: loads that wait for nothing overlap as prefetches would, also where
 * their pages have to be looked up. */
static bool gather_sketches(struct candidates *c)
{
	const struct book_sketch *sketch = c->b->SKETCH.items;
	uint32_t count = c->b->SKETCH.count;

	if (!vec_reserve(&c->sketches, c->reached.len))
		return false;
	uint64_t *out = c->sketches.ptr;
	for (size_t i = 0; i < c->reached.len; i++) {
		uint32_t form = book_posting_form(c->reached.ptr[i].posting);
		out[i] = form < count ? sketch[form].fields : 0;
	}
	return true;
}

/* Bits of the query's tokens that the initials of a form may stand for. */
static uint8_t initialled(const struct name_bound *bound, uint64_t fields)
{
	unsigned first = book_sketch_letter_of(fields, 0), second = book_sketch_letter_of(fields, 1);
	uint8_t bits = 0;

	for (size_t i = 0; first && i < bound->form->count; i++) {
		unsigned letter = book_sketch_letter(bound->form->token[i].text.ptr[0]) + 1;
		bits |= letter == first || letter == second ? bound->bits_of[i] : 0;
	}
	return bits;
}

/* Adds what a token is in brief; of equal words, which have one place, the heaviest alone. */
static unsigned add_word(uint32_t place[SKETCH_TOKENS], uint8_t brief[SKETCH_TOKENS], unsigned count, uint32_t field)
{
	uint8_t kind = field % SKETCH_BRIEFS;
	unsigned i = 0;

	while (i < count && place[i] != field / SKETCH_BRIEFS)
		i++;
	if (i < count) {
		brief[i] = kind > brief[i] ? kind : brief[i];
		return count;
	}
	place[i] = field / SKETCH_BRIEFS;
	brief[i] = kind;
	return count + 1;
}

/* Of few tokens it is told by what each is in brief. */
static bool find_rest_of_few(const struct name_bound *bound, uint64_t fields, unsigned pairs, struct name_rest *out)
{
	const struct book_sketch sketch = {fields};
	unsigned tokens = fields & 7, count = 0;
	uint32_t place[SKETCH_TOKENS];
	uint8_t brief[SKETCH_TOKENS];

	if (tokens == 0 || tokens > SKETCH_TOKENS)
		return false;
	for (unsigned t = 0; t < tokens; t++) {
		uint32_t field = book_sketch_field(&sketch, tokens, t);
		if (book_sketch_is_initial(tokens, field / SKETCH_BRIEFS))
			return false;
		count = add_word(place, brief, count, field);
	}
	*out = name_rest_in_brief(bound, brief, count, pairs);
	return true;
}

/* What a form has left over beside `pairs` tokens; false when that is not told. */
static bool find_rest(const struct name_bound *bound, uint64_t fields, unsigned pairs, struct name_rest *out)
{
	unsigned count = fields & 7, told = pairs > SKETCH_PAIRS ? SKETCH_PAIRS : pairs ? pairs : 1;

	if (count != SKETCH_OF_REST)
		return find_rest_of_few(bound, fields, pairs, out);
	*out = (struct name_rest){
	    .contra = (float)book_sketch_contra(fields, told) / SKETCH_CONTRA,
	    .omitted = (float)book_sketch_omitted(fields, told) / SKETCH_OMITTED,
	    .heaviest = (float)book_sketch_heaviest(fields) / SKETCH_HEAVIEST,
	};
	for (; told < pairs; told++) {
		out->contra -= out->contra < out->heaviest ? out->contra : out->heaviest;
		out->omitted -= out->omitted < out->heaviest ? out->omitted : out->heaviest;
	}
	return true;
}

/* Does what a form has left over allow the threshold, when joined pairs take so many tokens more? Initials weigh no
 * more than generic words. */
static bool rest_allows(struct candidates *c, uint64_t fields, struct name_found found, unsigned more)
{
	if ((fields & 7) == SKETCH_OF_REST)
		found.telling |= initialled(&c->bound, fields);
	const struct name_pairs *known = name_bound_pairs(&c->bound, found);
	struct name_rest rest;

	if (!find_rest(&c->bound, fields, known->count + more, &rest))
		return true;
	if (more == 0)
		return name_rest_allows(&c->bound, known, &rest);
	struct name_pairs pairs = *known;
	pairs.heavy = (uint8_t)(pairs.heavy + more);
	return name_rest_allows(&c->bound, &pairs, &rest);
}

/* The same of a form that was reached; of few tokens nothing is told. */
static bool reached_allows(struct candidates *c, uint64_t fields, struct reached r)
{
	bool telling = r.posting & POSTING_LESSER_TELLING, other = r.posting & POSTING_LESSER;

	if ((fields & 7) != SKETCH_OF_REST)
		return true;
	return rest_allows(c, fields,
	                   (struct name_found){
	                       .key = r.found | (telling ? c->elsewhere.digits : 0),
	                       .telling = telling ? c->elsewhere.telling : 0,
	                       .other = other ? c->elsewhere.other : 0,
	                   },
	                   0);
}

bool candidates_drop_by_rest(struct candidates *c)
{
	size_t count = 0;

	if (!gather_sketches(c))
		return false;
	for (size_t i = 0; i < c->reached.len; i++) {
		uint64_t fields = c->sketches.ptr[i];
		struct reached r = c->reached.ptr[i];
		c->reached.ptr[count] = r;
		c->sketches.ptr[count] = fields;
		count += reached_allows(c, fields, r);
	}
	c->reached.len = count;
	return true;
}

/* ---- joined -------------------------------------------------------------------------------------------------- */

static bool joined_allows(struct candidates *c, uint32_t form, uint8_t key)
{
	const struct name_found found = {
	    .key = key | c->elsewhere.digits,
	    .telling = c->elsewhere.telling,
	    .other = c->elsewhere.other,
	};

	return rest_allows(c, form < c->b->SKETCH.count ? c->b->SKETCH.items[form].fields : 0, found, c->joined_tokens);
}

bool candidates_add_joined(struct candidates *c, unsigned run, struct found found)
{
	if (!vec_reserve(&c->forms, c->forms.len + c->joined.len))
		return false;
	for (size_t i = 0; i < c->joined.len; i++) {
		const struct joined *j = &c->joined.ptr[i];
		memory_ask(BOOK_AT(c->b, FORM, j->form));
		found.all |= j->bits;
		if (found.table)
			found.table[j->form & found.mask] |= j->bits;
	}
	for (size_t i = 0; i < c->joined.len; i++) {
		uint32_t form = c->joined.ptr[i].form;
		uint8_t kind = BOOK_AT(c->b, FORM, form)->kind,
		        bits = found.table ? found.table[form & found.mask] : found.all;
		if ((kind == NAME_ANY ? 0 : kind - 1u) == run && joined_allows(c, form, bits))
			c->forms.ptr[c->forms.len++] = form;
	}
	return true;
}
