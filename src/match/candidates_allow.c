/* What is known of a form allows the threshold or not: first in brief, by its sketch, then in full, token by token. */
#include "match/candidates_parts.h"

#include "base/memory.h"

enum { AHEAD = 64 /* so many forms are read ahead */ };

/* ---- in brief ----------------------------------------------------------------------------------------------- */

static void mark_place(struct candidates *c, unsigned count, uint32_t key, char letter, unsigned now)
{
	uint16_t *brief = &c->near_brief[count][book_sketch_place(count, key, letter)];

	*brief = *brief && now ? candidates_both(*brief, now) : (uint16_t)now;
}

/* In the sketches of forms of so many tokens, once there is one. */
static void mark_in_brief(struct candidates *c, unsigned count)
{
	if (count < SKETCH_LETTERED)
		count = SKETCH_LETTERED; /* which have their places in common */
	if (c->brief_marked >> count & 1)
		return;
	for (size_t i = 0; i < c->marked.len; i++) {
		uint32_t key = c->marked.ptr[i];
		mark_place(c, count, key, c->b->KEY.items[key].letter, c->near_bits[key]);
	}
	c->brief_marked |= 1u << count;
}

/* What the sketch tells of a token, and what is near it, in 32 bits. */
enum {
	SAID_BRIEF = 1 << 16, /* × enum name_brief; below it what is near, as in near_bits */
	SAID_INITIAL = 1 << 19,
	SAID_LETTER = 1 << 20, /* × a letter, of initials, and if the query has some */
	SAID_UNKNOWN = 1 << 25 /* that is not told */
};

static uint32_t said_of(const struct candidates *c, unsigned count, uint32_t field)
{
	uint32_t place = field / SKETCH_BRIEFS, initials = book_sketch_places(count) - SKETCH_NO_LETTER;
	uint32_t said = (field % SKETCH_BRIEFS) * SAID_BRIEF | c->near_brief[count][place];
	bool lettered = count <= SKETCH_LETTERED,
	     initial = lettered ? place % SKETCH_OF_LETTER == 0 : place >= initials;
	uint32_t letter = lettered ? place / SKETCH_OF_LETTER : initial ? place - initials : SKETCH_NO_LETTER;

	if (!initial && !c->bound.initials)
		return said;
	return said | letter * SAID_LETTER | (initial ? SAID_INITIAL : 0) |
	       (letter >= SKETCH_NO_LETTER ? SAID_UNKNOWN : 0);
}

static struct name_term make_term(const struct candidates *c, uint32_t said)
{
	unsigned near = said % SAID_BRIEF, letter = said / SAID_LETTER % 32;

	return name_term_in_brief(&c->bound, said / SAID_BRIEF % SKETCH_BRIEFS, near % AGREE_UNIT,
	                          (double)(near / AGREE_UNIT) / AGREE_LEVELS, said & SAID_INITIAL,
	                          (char)('a' + letter));
}

/* Most tokens are alike: nothing is near them. */
static const struct name_term *find_term(struct candidates *c, uint32_t said)
{
	struct brief_term *t = &c->terms[said * UINT32_C(2654435761) >> 24 & (BRIEF_TERMS - 1)];

	if (t->stamp != c->stamp || t->said != said) {
		t->said = said;
		t->stamp = c->stamp;
		t->term = make_term(c, said);
	}
	return &t->term;
}

/* Does what is known of a form in brief allow the threshold? */
static bool allows_in_brief(struct candidates *c, uint64_t fields, double threshold)
{
	unsigned count = fields & 7, width;
	struct name_term term[SKETCH_TOKENS];

	if (count == 0 || count > SKETCH_TOKENS)
		return true;
	width = book_sketch_width(count);
	mark_in_brief(c, count);
	fields >>= 3;
	for (unsigned i = 0; i < count; i++, fields >>= width) {
		uint32_t said = said_of(c, count, (uint32_t)fields & ((1u << width) - 1));
		if (said & SAID_UNKNOWN)
			return true;
		term[i] = *find_term(c, said);
	}
	return name_bound_allows(&c->bound, term, count, threshold);
}

static void unmark_brief(struct candidates *c)
{
	for (unsigned count = SKETCH_LETTERED; count <= SKETCH_TOKENS; count++) {
		if (!(c->brief_marked >> count & 1))
			continue;
		for (size_t i = 0; i < c->marked.len; i++) {
			uint32_t key = c->marked.ptr[i];
			mark_place(c, count, key, c->b->KEY.items[key].letter, 0);
		}
	}
	c->brief_marked = 0;
}

/* The sketches of the forms reached, side by side: loads that wait for nothing overlap as prefetches would, also where
 * their pages have to be looked up. */
static bool gather_sketches(struct candidates *c)
{
	const struct book_sketch *sketch = c->b->SKETCH.items;
	uint32_t count = c->b->SKETCH.count;

	c->sketches.len = 0;
	if (!vec_reserve(&c->sketches, c->reached.len))
		return false;
	uint64_t *out = c->sketches.ptr;
	for (size_t i = 0; i < c->reached.len; i++) {
		uint32_t form = book_posting_form(c->reached.ptr[i]);
		out[i] = form < count ? sketch[form].fields : 0;
	}
	return true;
}

/* Takes out forms that are there already, found by several tokens. */
static void drop_repeated(struct candidates *c)
{
	uint32_t *reached = c->reached.ptr, forms = c->b->FORM.count;
	size_t count = 0;

	for (size_t i = 0; i < c->reached.len; i++) {
		uint32_t posting = reached[i], form = book_posting_form(posting);
		if (form >= forms)
			continue;
		uint64_t *word = &c->seen[form / 64], bit = UINT64_C(1) << form % 64;
		reached[count] = posting;
		count += !(*word & bit);
		*word |= bit;
	}
	c->reached.len = count;
	for (size_t i = 0; i < count; i++)
		c->seen[book_posting_form(reached[i]) / 64] = 0;
}

/* Takes out those that need no closer look, where there are enough for it to be worth while. */
static bool drop_most(struct candidates *c, double threshold)
{
	size_t count = 0;

	if (c->reached.len * 4 < c->marked.len)
		return true;
	if (!gather_sketches(c))
		return false;
	for (size_t i = 0; i < c->reached.len; i++) {
		c->reached.ptr[count] = c->reached.ptr[i];
		count += allows_in_brief(c, c->sketches.ptr[i], threshold);
	}
	c->reached.len = count;
	unmark_brief(c);
	return true;
}

/* ---- in full ------------------------------------------------------------------------------------------------ */

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
	struct name_term term[NAME_TOKENS_MAX];
	size_t count = 0;

	if (!initial && name_bound_most(&c->bound, near_bits(c, r)) < threshold)
		return false;
	bool keys = has_key_part(c, r);
	for (uint32_t t = r.begin; t < r.end; t++) {
		const struct book_token *token = book_form_token(b, t);
		const struct name_token facts = {.part = token->part, .weight = token->weight};
		if (token->part > PART_ACRONYM || count == NAME_TOKENS_MAX)
			return false; /* the book is damaged there, and match_load_form takes no such form */
		unsigned near = token->key < b->KEY.count ? c->near_bits[token->key] : 0;
		bool by_letter = token->part == PART_INITIAL || c->bound.initials;
		term[count++] = name_term_of(
		    &c->bound, &facts, near % AGREE_UNIT, (double)(near / AGREE_UNIT) / AGREE_LEVELS,
		    !keys || name_part_is_key(token->part), by_letter ? BOOK_AT(b, KEY, token->key)->letter : 0);
	}
	return name_bound_allows(&c->bound, term, count, threshold);
}

static struct book_range tokens_of(const struct candidates *c, size_t i)
{
	const struct book_form *f = BOOK_AT(c->b, FORM, book_posting_form(c->reached.ptr[i]));

	return BOOK_RANGE(c->b, FORM_TOKEN, f->first_token, f->token_count);
}

/* What `allows` reads of forms, in four steps each of which needs the one before. */
static void ask_for_forms(const struct candidates *c, size_t begin, size_t end)
{
	for (size_t i = begin; i < end; i++)
		memory_ask(BOOK_AT(c->b, FORM, book_posting_form(c->reached.ptr[i])));
	for (size_t i = begin; i < end; i++)
		memory_ask(BOOK_AT(c->b, FORM_TOKEN, tokens_of(c, i).begin));
	for (size_t i = begin; i < end; i++) {
		struct book_range r = tokens_of(c, i);
		for (uint32_t t = r.begin; t < r.end; t++)
			memory_ask(book_form_token(c->b, t));
	}
	for (size_t i = begin; i < end; i++) {
		struct book_range r = tokens_of(c, i);
		for (uint32_t t = r.begin; t < r.end; t++) {
			uint32_t key = book_form_token(c->b, t)->key;
			memory_ask(c->near_bits + (key < c->b->KEY.count ? key : 0));
		}
	}
}

bool candidates_select(struct candidates *c, double threshold)
{
	drop_repeated(c);
	if (!vec_reserve(&c->forms, c->forms.len + c->reached.len) || !drop_most(c, threshold))
		return false;
	for (size_t i = 0; i < c->reached.len; i++) {
		uint32_t posting = c->reached.ptr[i], form = book_posting_form(posting);
		if (i % AHEAD == 0)
			ask_for_forms(c, i, i + AHEAD < c->reached.len ? i + AHEAD : c->reached.len);
		if (allows(c, form, posting & POSTING_INITIAL, threshold))
			c->forms.ptr[c->forms.len++] = form;
	}
	return true;
}
