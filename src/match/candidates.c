/* Each key of the query's form leads to near keys of the index, these to postings of forms, and some of these forms
 * pass one step after another. */
#include "match/candidates_parts.h"

#include "base/memory.h"

#include <stdlib.h>

bool candidates_init(struct candidates *c, const ties_book *b)
{
	c->b = b;
	c->found = malloc(FOUND_MOST);
	c->seen = calloc((size_t)b->FORM.count / 64 + 1, sizeof *c->seen);
	c->near_bits = calloc((size_t)b->KEY.count + 1, sizeof *c->near_bits);
	memory_scattered(c->near_bits, (size_t)b->KEY.count * sizeof *c->near_bits);
	return near_cache_init(&c->near, b) && places_init(&c->places) && c->found && c->seen && c->near_bits;
}

void candidates_finish(struct candidates *c)
{
	near_cache_finish(&c->near);
	free(c->found);
	free(c->seen);
	free(c->near_bits);
	places_finish(&c->places);
	vec_finish(&c->marked);
	vec_finish(&c->runs);
	vec_finish(&c->reached);
	vec_finish(&c->joined);
	vec_finish(&c->sketches);
	vec_finish(&c->forms);
}
/* ---- what is near ------------------------------------------------------------------------------------------ */

struct key_bits candidates_bits_of(const struct name_bound *bound, const struct name_key *key)
{
	struct key_bits bits = {0};

	for (uint32_t tokens = key->tokens; tokens; tokens &= tokens - 1) {
		bits.strong |= bound->bits_of[__builtin_ctz(tokens)];
		bits.weak |= bound->weak_of[__builtin_ctz(tokens)];
	}
	return bits;
}

/* May a form of that kind hold a token with this key that pairs with a key token of the query, though the form cannot
 * be found by it? Generic words and numbers pair with any that are near, others with equal ones, with their like and
 * with unknown words. */
static void note_elsewhere(struct candidates *c, const struct name_key *key, uint8_t says, uint8_t bits)
{
	const struct name_form *form = c->bound.form;
	bool may = says & NEAR_EQUAL;

	if (says & NEAR_TELLING) {
		c->elsewhere.telling |= bits;
		c->elsewhere.digits |= says & NEAR_DIGITS ? bits : 0;
	}
	if (!(says & NEAR_LESSER))
		return;
	for (uint32_t tokens = key->tokens; tokens && !may; tokens &= tokens - 1)
		may = name_token_may_be_lesser(&form->token[__builtin_ctz(tokens)]);
	if (may)
		c->elsewhere.other |= bits;
}

static void add_run(struct candidates *c, const struct near_run *run, uint8_t other, uint8_t all, bool lesser)
{
	struct book_range postings = run->postings;

	if (postings.begin >= postings.end)
		return;
	memory_ask(c->b->POSTING.items + postings.begin);
	if (!c->volume[all])
		c->classes[c->class_count++].bits = all;
	c->volume[all] += postings.end - postings.begin;
	c->runs.ptr[c->runs.len++] = (struct posting_run){postings, {other, all}, run->says & NEAR_INITIALS, lesser};
}

/* Forms that are found by two joined tokens, or by initials, of which there is no bound. */
static bool add_forms(struct candidates *c, const struct near *near, uint32_t tokens, uint8_t bits)
{
	if (!vec_reserve(&c->joined, c->joined.len + near->joined_count) ||
	    !vec_reserve(&c->forms, c->forms.len + near->initials_count))
		return false;
	c->joined_tokens += near->joined_count > 0 ? (unsigned)__builtin_popcount(tokens) : 0;
	for (size_t i = 0; i < near->joined_count; i++)
		c->joined.ptr[c->joined.len++] = (struct joined){near->joined[i], bits};
	for (size_t i = 0; i < near->initials_count; i++)
		c->forms.ptr[c->forms.len++] = near->initials[i];
	return true;
}

/* Follows one key to the postings of what is near. */
static bool follow(struct candidates *c, size_t number, unsigned run)
{
	const struct name_key *key = &c->list[number];
	const struct near near = near_of(&c->near, key, c->near_lists[number], run);
	struct key_bits bits = candidates_bits_of(&c->bound, key);

	const struct near_run *r = near.runs, *end = near.runs_end;
	if (!vec_reserve(&c->runs, c->runs.len + (size_t)(end - r)))
		return false;
	c->near_keys += near.key_count;
	for (; r < end; r++) {
		uint8_t other = candidates_bits_by(c, bits, r->agree.other);
		uint8_t found = other | candidates_bits_by(c, bits, r->agree.abjad);
		if (r->says & (NEAR_TELLING | NEAR_LESSER) && key->kind != KEY_JOINED)
			note_elsewhere(c, key, r->says, found);
		add_run(c, r, other, found, key->kind == KEY_JOINED && !bits.strong);
	}
	return add_forms(c, &near, key->tokens, bits.strong);
}

/* The initials of the query: who has a word that equals them is a candidate. */
static bool follow_initials(struct candidates *c, size_t number, unsigned run)
{
	const struct near near = near_of(&c->near, &c->list[number], c->near_lists[number], run);

	for (const struct near_run *r = near.runs; r < near.runs_end; r++)
		for (uint32_t p = r->postings.begin; p < r->postings.end; p++)
			if (!vec_push(&c->forms, book_posting_form(c->b->POSTING.items[p])))
				return false;
	return true;
}

/* Each step for all keys, so that what one waits for the others do not: what is near, where its postings are, and what
 * they are. */
static bool follow_all(struct candidates *c, size_t count, unsigned run)
{
	bool well = true;

	for (size_t i = 0; i < count && well; i++)
		well = near_find(&c->near, &c->list[i], &c->near_lists[i]);
	for (size_t i = 0; i < count && well; i++)
		near_ask(&c->near, &c->list[i], c->near_lists[i], run);
	for (size_t i = 0; i < count && well; i++)
		well = c->list[i].kind == KEY_INITIALS ? follow_initials(c, i, run) : follow(c, i, run);
	return well;
}

/* Takes out forms that are there already, found by several tokens. */
static void drop_repeated(struct candidates *c)
{
	struct reached *reached = c->reached.ptr;
	uint32_t forms = c->b->FORM.count;
	size_t count = 0;

	for (size_t i = 0; i < c->reached.len; i++) {
		uint32_t form = book_posting_form(reached[i].posting);
		if (form >= forms)
			continue;
		memory_prefetch(c->b->SKETCH.items + form);
		uint64_t *word = &c->seen[form / 64], bit = UINT64_C(1) << form % 64;
		reached[count] = reached[i];
		count += !(*word & bit);
		*word |= bit;
	}
	c->reached.len = count;
	for (size_t i = 0; i < count; i++)
		c->seen[book_posting_form(reached[i].posting) / 64] = 0;
}

/* In steps, each of which looks closer at fewer forms. Where there are few, it is not worth while to look at places
 * first. */
static bool select_forms(struct candidates *c, const struct name_form *form, size_t count, unsigned run)
{
	drop_repeated(c);
	if (!candidates_drop_by_rest(c))
		return false;
	if (c->reached.len == 0)
		return true;
	return candidates_mark(c, form, count, run) &&
	       (c->reached.len * 5 < c->marked.len || candidates_drop_by_places(c)) && candidates_select(c);
}

bool candidates_find(struct candidates *c, const struct name_form *form, unsigned run, double threshold)
{
	size_t count = name_keys(form, c->list, c->text);

	struct found found = {0};

	c->forms.len = c->joined.len = c->runs.len = 0;
	c->class_count = c->joined_tokens = 0;
	c->elsewhere = (struct elsewhere){0};
	c->threshold = threshold;
	c->least_agree = threshold * AGREE_FULL;
	c->keys += count;
	name_bound_begin(&c->bound, form, threshold);
	memset(c->verdicts, VERDICT_NONE, sizeof c->verdicts);
	bool well = follow_all(c, count, run);
	well = candidates_reach(c, &found) && well;
	if (well && c->joined.len)
		well = candidates_add_joined(c, run, found);
	if (well && c->reached.len)
		well = select_forms(c, form, count, run);
	candidates_unmark(c);
	return well;
}
