#include "match/candidates.h"

#include <stdlib.h>

bool candidates_init(struct candidates *c, const ties_book *b)
{
	c->b = b;
	c->found = calloc((size_t)b->FORM.count + 1, sizeof *c->found);
	c->near_bits = calloc((size_t)b->KEY.count + 1, sizeof *c->near_bits);
	return near_cache_init(&c->near, b) && c->found && c->near_bits;
}

void candidates_finish(struct candidates *c)
{
	near_cache_finish(&c->near);
	free(c->found);
	free(c->near_bits);
	vec_finish(&c->marked);
	vec_finish(&c->reached);
	vec_finish(&c->forms);
}

/* The bits of the tokens that a key is of. */
static uint8_t bits_of(const struct name_bound *bound, const struct name_key *key)
{
	uint8_t bits = 0;

	for (uint32_t tokens = key->tokens; tokens; tokens &= tokens - 1)
		bits |= bound->bit_of[__builtin_ctz(tokens)];
	return bits;
}

/* The forms of one run of a key's postings have these bits. */
static bool reach(struct candidates *c, struct book_range r, uint8_t bits)
{
	const uint32_t *posting = c->b->POSTING.items;

	if (r.begin == r.end)
		return true;
	if (!vec_reserve(&c->reached, c->reached.len + (r.end - r.begin)))
		return false;
	uint32_t *next = c->reached.ptr + c->reached.len;
	c->postings += r.end - r.begin;
	for (uint32_t i = r.begin; i < r.end; i++) {
		uint32_t form = book_posting_form(posting[i]);
		if (form >= c->b->FORM.count)
			continue;
		*next = posting[i];
		next += c->found[form] == 0;
		c->found[form] |= bits;
	}
	c->reached.len = (size_t)(next - c->reached.ptr);
	return true;
}

/* Keys of the index are near tokens with these bits. */
static bool mark(struct candidates *c, const struct near *near, uint16_t bits)
{
	if (!vec_reserve(&c->marked, c->marked.len + near->key_count))
		return false;
	for (size_t i = 0; i < near->key_count; i++) {
		uint32_t key = near->keys[i];
		if (key >= c->b->KEY.count)
			continue;
		if (!c->near_bits[key])
			c->marked.ptr[c->marked.len++] = key;
		c->near_bits[key] |= bits;
	}
	return true;
}

/* May a form of that kind hold a token with this key that pairs with a key token of the query, though the form cannot
 * be found by it? Generic words and numbers pair with any that are near, others with equal and with unknown words. */
static bool may_be_elsewhere(const struct candidates *c, const struct name_key *key, const struct book_key *near,
                             unsigned run)
{
	const struct name_form *form = c->bound.form;

	if (key->kind == KEY_JOINED)
		return false;
	if (near->lesser & KEY_LESSER_TELLING << run)
		return true;
	if (!(near->lesser & KEY_LESSER << run))
		return false;
	for (uint32_t tokens = key->tokens; tokens; tokens &= tokens - 1)
		if (name_token_is_unknown(&form->token[__builtin_ctz(tokens)]))
			return true;
	return str_equal(book_string(c->b, near->text), key->text);
}

/* Follows one key. Bits of tokens that are near one which forms cannot be found by go to `elsewhere`: a form may hold
 * that without being reached by it. */
static bool follow(struct candidates *c, const struct name_key *key, unsigned run, uint8_t *elsewhere)
{
	struct near near;
	uint8_t bits = bits_of(&c->bound, key);

	/* One of two joined may be no key token. */
	uint16_t marks = key->kind == KEY_JOINED ? bits | NAME_LESSER_BIT | NAME_JOINED_BIT : bits;

	if (!near_find(&c->near, key, &near) || !mark(c, &near, marks))
		return false;
	c->near_keys += near.key_count;
	for (size_t i = 0; i < near.key_count; i++) {
		const struct book_key *k = BOOK_AT(c->b, KEY, near.keys[i]);
		if (k->lesser && may_be_elsewhere(c, key, k, run))
			*elsewhere |= bits;
		if (!reach(c, book_postings_of(c->b, k, run), bits))
			return false;
	}
	if (!vec_reserve(&c->forms, c->forms.len + near.form_count))
		return false;
	for (size_t i = 0; i < near.form_count; i++)
		c->forms.ptr[c->forms.len++] = near.forms[i];
	return true;
}

/* Marks what is near tokens that are no key tokens. */
static bool mark_lesser(struct candidates *c, const struct name_form *form)
{
	for (size_t i = 0; i < form->count; i++) {
		const struct name_token *t = &form->token[i];
		struct near near;
		if (c->bound.bit_of[i] || t->part == PART_INITIAL)
			continue;
		const struct name_key key = name_token_key(form, i);
		if (!near_find(&c->near, &key, &near) || !mark(c, &near, NAME_LESSER_BIT))
			return false;
	}
	return true;
}

static void unmark(struct candidates *c)
{
	for (size_t i = 0; i < c->marked.len; i++)
		c->near_bits[c->marked.ptr[i]] = 0;
	c->marked.len = 0;
}

/* The initials of the query: who has a word that equals them is a candidate. */
static bool follow_initials(struct candidates *c, const struct name_key *key, unsigned run)
{
	struct near near;

	if (!near_find(&c->near, key, &near))
		return false;
	for (size_t i = 0; i < near.key_count; i++) {
		struct book_range r = book_postings_of(c->b, BOOK_AT(c->b, KEY, near.keys[i]), run);
		for (uint32_t p = r.begin; p < r.end; p++)
			if (!vec_push(&c->forms, book_posting_form(c->b->POSTING.items[p])))
				return false;
	}
	return true;
}

/* Bits of the query's tokens that are near those of a form. */
static unsigned near_bits(const struct candidates *c, struct book_range tokens)
{
	unsigned bits = 0;

	for (uint32_t t = tokens.begin; t < tokens.end; t++) {
		uint32_t key = book_form_token(c->b, t)->key;
		bits |= key < c->b->KEY.count ? c->near_bits[key] : 0u;
	}
	return bits;
}

static bool has_key_part(const struct candidates *c, struct book_range tokens)
{
	for (uint32_t t = tokens.begin; t < tokens.end; t++)
		if (name_part_is_key(book_form_token(c->b, t)->part))
			return true;
	return false;
}

/* Do all tokens of the form allow the threshold? */
static bool allows(struct candidates *c, uint32_t i, bool initial, double threshold)
{
	const ties_book *b = c->b;
	const struct book_form *f = &b->FORM.items[i];
	struct book_range r = BOOK_RANGE(b, FORM_TOKEN, f->first_token, f->token_count);
	struct name_found found = {0};

	if (!initial && (double)c->bound.most[near_bits(c, r) & (NAME_LESSER_BIT - 1u)] < threshold)
		return false;
	bool keys = has_key_part(c, r);
	for (uint32_t t = r.begin; t < r.end; t++) {
		const struct book_token *token = book_form_token(b, t);
		const struct book_key *key = BOOK_AT(b, KEY, token->key);
		const struct name_token facts = {.class = key->class, .part = token->part, .weight = token->weight};
		name_found_add(&found, &c->bound, &facts, token->key < b->KEY.count ? c->near_bits[token->key] : 0,
		               !keys || name_part_is_key(token->part), key->letter);
	}
	return name_bound_with(&c->bound, &found) >= threshold;
}

/* Moves the forms that can score enough to the answer and forgets the bits of all. */
static bool select_reached(struct candidates *c, uint8_t elsewhere, double threshold)
{
	if (!vec_reserve(&c->forms, c->forms.len + c->reached.len))
		return false;
	for (size_t i = 0; i < c->reached.len; i++) {
		uint32_t posting = c->reached.ptr[i], form = book_posting_form(posting);
		unsigned found = c->found[form] | elsewhere;
		c->found[form] = 0;
		if (!(posting & POSTING_INITIAL) && (double)c->bound.most[found] < threshold)
			continue;
		c->passed++;
		if (allows(c, form, posting & POSTING_INITIAL, threshold))
			c->forms.ptr[c->forms.len++] = form;
	}
	c->reached.len = 0;
	return true;
}

bool candidates_find(struct candidates *c, const struct name_form *form, unsigned run, double threshold)
{
	size_t count = name_keys(form, c->list, c->text);
	uint8_t elsewhere = 0;

	c->forms.len = 0;
	c->keys += count;
	name_bound_fill(&c->bound, form);
	bool well = mark_lesser(c, form);
	for (size_t i = 0; i < count && well; i++)
		well = c->list[i].kind == KEY_INITIALS ? follow_initials(c, &c->list[i], run)
		                                       : follow(c, &c->list[i], run, &elsewhere);
	well &= select_reached(c, elsewhere, threshold);
	unmark(c);
	return well;
}
