/* In three steps, each of which looks closer at less:
 *
 *   mark     every posting of a near key leaves the bits of that key in a byte of a small table, by the lower bits of
 * its form: those of forms that meet there are taken together, which only lets more pass emit     the postings of some
 * of the keys are walked again; forms whose bits allow the threshold pass. Which keys, is chosen: forms that have only
 * the others cannot score enough, and these are the most allow    of the forms that pass, the tokens are looked at */
#include "match/candidates.h"

#include "base/memory.h"

#include <stdlib.h>

enum {
	FOUND_MOST = 1 << 17, /* bytes of the table at most: it should stay in the cache */
	FOUND_LEAST = 1 << 12,
	FOUND_ROOM = 4,                  /* bytes of it for a posting */
	TOUCHED = 64,                    /* so many forms are read ahead */
	KEY_ELSEWHERE = KEY_INITIAL - 1, /* any of KEY_LESSER… */
	/* What stands in near_bits: bits, and above them how much a pair counts at most. */
	AGREE_UNIT = 2 * NAME_JOINED_BIT,
	AGREE_LEVELS = UINT16_MAX / AGREE_UNIT
};

/* One block: forms of up to SKETCH_LETTERED tokens have their places in common. */
static bool init_brief(struct candidates *c)
{
	size_t all = book_sketch_places(1);

	for (unsigned count = SKETCH_LETTERED + 1; count <= SKETCH_TOKENS; count++)
		all += book_sketch_places(count);
	uint16_t *next = calloc(all, sizeof *next);
	c->near_brief[0] = next;
	for (unsigned count = 1; count <= SKETCH_TOKENS && next; count++) {
		c->near_brief[count] = next;
		next += count < SKETCH_LETTERED ? 0 : book_sketch_places(count);
	}
	return next != NULL;
}

bool candidates_init(struct candidates *c, const ties_book *b)
{
	c->b = b;
	c->found = malloc(FOUND_MOST);
	c->seen = calloc((size_t)b->FORM.count / 64 + 1, sizeof *c->seen);
	c->near_bits = calloc((size_t)b->KEY.count + 1, sizeof *c->near_bits);
	c->terms = calloc(BRIEF_TERMS, sizeof *c->terms);
	return near_cache_init(&c->near, b) && init_brief(c) && c->found && c->seen && c->near_bits && c->terms;
}

void candidates_finish(struct candidates *c)
{
	near_cache_finish(&c->near);
	free(c->found);
	free(c->seen);
	free(c->near_bits);
	free(c->near_brief[0]);
	free(c->terms);
	vec_finish(&c->marked);
	vec_finish(&c->runs);
	vec_finish(&c->reached);
	vec_finish(&c->sketches);
	vec_finish(&c->forms);
}

/* ---- what is near ------------------------------------------------------------------------------------------ */

/** What a key says that is near one of the query's. */
struct key_bits {
	uint8_t strong; /* it may agree as much as the threshold */
	uint8_t weak;
};

static struct key_bits bits_of(const struct name_bound *bound, const struct name_key *key)
{
	struct key_bits bits = {0};

	for (uint32_t tokens = key->tokens; tokens; tokens &= tokens - 1) {
		bits.strong |= bound->bits_of[__builtin_ctz(tokens)];
		bits.weak |= bound->weak_of[__builtin_ctz(tokens)];
	}
	return bits;
}

/* May a form of that kind hold a token with this key that pairs with a key token of the query, though the form cannot
 * be found by it? Generic words and numbers pair with any that are near, others with equal and with unknown words. */
static void note_elsewhere(struct candidates *c, const struct name_key *key, const struct book_key *near, unsigned run,
                           uint8_t bits)
{
	const struct name_form *form = c->bound.form;
	bool may = false;

	if (near->forms & KEY_LESSER_TELLING << run)
		c->elsewhere.telling |= bits;
	if (!(near->forms & KEY_LESSER << run))
		return;
	for (uint32_t tokens = key->tokens; tokens; tokens &= tokens - 1)
		may |= name_token_is_unknown(&form->token[__builtin_ctz(tokens)]);
	if (may || str_equal(book_string(c->b, near->text), key->text))
		c->elsewhere.other |= bits;
}

/* Both ends of the items, which may lie in two lines of the cache. */
static void ask_for_keys(const struct candidates *c, const struct near *near)
{
	for (size_t i = 0; i < near->key_count; i++) {
		const struct book_key *k = BOOK_AT(c->b, KEY, near->keys[i]);
		memory_ask(k);
		memory_ask(&k->forms);
	}
}

static void add_run(struct candidates *c, const struct book_key *key, unsigned run, uint8_t bits)
{
	struct book_range postings = book_postings_of(c->b, key, run);

	if (postings.begin >= postings.end)
		return;
	if (!c->volume[bits])
		c->classes[c->class_count++].bits = bits;
	c->volume[bits] += postings.end - postings.begin;
	c->runs.ptr[c->runs.len++] = (struct posting_run){postings, bits, key->forms & KEY_INITIAL};
}

/* Follows one key to the postings of what is near. */
static bool follow(struct candidates *c, const struct name_key *key, unsigned run)
{
	struct near near;
	struct key_bits bits = bits_of(&c->bound, key);

	if (!near_find(&c->near, key, &near) || !vec_reserve(&c->runs, c->runs.len + near.key_count))
		return false;
	c->near_keys += near.key_count;
	ask_for_keys(c, &near);
	for (size_t i = 0; i < near.key_count; i++) {
		const struct book_key *k = BOOK_AT(c->b, KEY, near.keys[i]);
		uint8_t found = near.agree[i] < c->least_agree ? bits.weak : bits.strong;
		if (k->forms & KEY_ELSEWHERE && key->kind != KEY_JOINED)
			note_elsewhere(c, key, k, run, found);
		add_run(c, k, run, found);
	}
	if (!vec_reserve(&c->forms, c->forms.len + near.form_count))
		return false;
	for (size_t i = 0; i < near.form_count; i++)
		c->forms.ptr[c->forms.len++] = near.forms[i];
	return true;
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

/* ---- reach ------------------------------------------------------------------------------------------------- */

static int compare_classes(const void *left, const void *right)
{
	const struct run_class *a = left, *b = right;

	if (a->volume != b->volume)
		return a->volume > b->volume ? -1 : 1;
	return (int)a->bits - (int)b->bits;
}

/* The greatest first. Returns how many postings there are. */
static uint64_t sum_classes(struct candidates *c)
{
	uint64_t all = 0;

	for (unsigned i = 0; i < c->class_count; i++) {
		struct run_class *k = &c->classes[i];
		k->volume = c->volume[k->bits];
		c->volume[k->bits] = 0;
		all += k->volume;
	}
	if (c->class_count > 1)
		qsort(c->classes, c->class_count, sizeof *c->classes, compare_classes);
	return all;
}

/* The greatest classes that are of no use alone. Returns whether there are others. */
static bool choose_classes(struct candidates *c, double threshold)
{
	unsigned bits = c->elsewhere.telling | c->elsewhere.other;
	bool needed = false;

	for (unsigned i = 0; i < c->class_count; i++) {
		uint8_t more = c->classes[i].bits;
		c->needless[more] = name_bound_most(&c->bound, bits | more) < threshold;
		if (c->needless[more])
			bits |= more;
		else
			needed = true;
	}
	return needed;
}

/* Of forms with an initial, which may stand for any word, bits do not say all: they pass, too, where nothing else does.
 */
static void reach_initials(struct candidates *c)
{
	const uint32_t *posting = c->b->POSTING.items;

	for (size_t i = 0; i < c->runs.len; i++) {
		const struct posting_run *run = &c->runs.ptr[i];
		if (!run->initials || !c->needless[run->bits])
			continue;
		for (uint32_t p = run->postings.begin; p < run->postings.end; p++)
			if (posting[p] & POSTING_INITIAL)
				c->reached.ptr[c->reached.len++] = posting[p];
	}
}

/* A table that is large enough for so many postings. */
static uint32_t clear_found(struct candidates *c, uint64_t volume)
{
	uint32_t size = FOUND_LEAST;

	while (size < FOUND_MOST && size < volume * FOUND_ROOM)
		size *= 2;
	memset(c->found, 0, size);
	return size - 1;
}

/* Leaves bits. */
static void mark_runs(struct candidates *c, uint32_t mask)
{
	const uint32_t *posting = c->b->POSTING.items;
	uint8_t *table = c->found;

	for (size_t i = 0; i < c->runs.len; i++)
		memory_ask(posting + c->runs.ptr[i].postings.begin);
	for (size_t i = 0; i < c->runs.len; i++) {
		const struct posting_run run = c->runs.ptr[i];
		for (uint32_t p = run.postings.begin; p < run.postings.end; p++)
			table[posting[p] & mask] |= run.bits;
	}
}

enum verdict { VERDICT_NONE, VERDICT_NO, VERDICT_YES };

static void emit_runs(struct candidates *c, uint32_t mask, double threshold)
{
	const uint32_t *posting = c->b->POSTING.items;
	const uint8_t *table = c->found;
	uint8_t verdicts[UINT8_MAX + 1] = {VERDICT_NONE};
	const uint8_t telling = c->elsewhere.telling, other = c->elsewhere.other;
	const uint8_t elsewhere[4] = {0, other, telling, other | telling}; /* by the two bits of a posting */
	uint32_t *next = c->reached.ptr + c->reached.len;

	static_assert(POSTING_LESSER == UINT32_C(1) << 29 && POSTING_LESSER_TELLING == UINT32_C(1) << 30);
	for (size_t i = 0; i < c->runs.len; i++) {
		const struct posting_run run = c->runs.ptr[i];
		if (c->needless[run.bits])
			continue;
		for (uint32_t p = run.postings.begin; p < run.postings.end; p++) {
			uint8_t found = table[posting[p] & mask] | elsewhere[posting[p] >> 29 & 3];
			if (verdicts[found] == VERDICT_NONE)
				verdicts[found] =
				    name_bound_most(&c->bound, found) >= threshold ? VERDICT_YES : VERDICT_NO;
			*next = posting[p];
			next += verdicts[found] == VERDICT_YES || posting[p] & POSTING_INITIAL;
		}
	}
	c->reached.len = (size_t)(next - c->reached.ptr);
}

/* Fills c->reached. */
static bool reach(struct candidates *c, double threshold)
{
	uint64_t volume = sum_classes(c);

	c->postings += volume;
	c->reached.len = 0;
	/* One of needless classes comes once, with an initial, any other once at most; and one more is written. */
	if (!vec_reserve(&c->reached, volume + 1))
		return false;
	bool needed = choose_classes(c, threshold);
	reach_initials(c);
	if (!needed)
		return true;
	uint32_t mask = clear_found(c, volume);
	mark_runs(c, mask);
	emit_runs(c, mask, threshold);
	return true;
}

/* ---- what is near, by key ------------------------------------------------------------------------------------- */

/* 255ths, rounded up. */
static unsigned agreement_level(uint8_t agree)
{
	return ((unsigned)agree * AGREE_LEVELS + AGREE_FULL - 1) / AGREE_FULL;
}

/* The bits of both, and the greater agreement. */
static uint16_t both(unsigned a, unsigned b)
{
	return (uint16_t)((a % AGREE_UNIT | b % AGREE_UNIT) | (a > b ? a / AGREE_UNIT : b / AGREE_UNIT) * AGREE_UNIT);
}

/* Keys of the index are near tokens. */
static bool mark(struct candidates *c, const struct near *near, struct key_bits bits, uint16_t more)
{
	if (!vec_reserve(&c->marked, c->marked.len + near->key_count))
		return false;
	for (size_t i = 0; i < near->key_count; i++) {
		uint32_t key = near->keys[i];
		if (key >= c->b->KEY.count)
			continue;
		unsigned now = AGREE_UNIT * agreement_level(near->agree[i]) |
		               (near->agree[i] < c->least_agree ? bits.weak : bits.strong) | more;
		if (!c->near_bits[key])
			c->marked.ptr[c->marked.len++] = key;
		c->near_bits[key] = both(c->near_bits[key], now);
	}
	return true;
}

/* Marks what is near tokens that are no key tokens. */
static bool mark_lesser(struct candidates *c, const struct name_form *form)
{
	for (size_t i = 0; i < form->count; i++) {
		const struct name_token *t = &form->token[i];
		struct near near;
		if (c->bound.weak_of[i] || t->part == PART_INITIAL)
			continue;
		const struct name_key key = name_token_key(form, i);
		if (!near_find(&c->near, &key, &near) || !mark(c, &near, (struct key_bits){0}, NAME_LESSER_BIT))
			return false;
	}
	return true;
}

static void unmark(struct candidates *c)
{
	for (size_t i = 0; i < c->marked.len; i++) {
		c->near_bits[c->marked.ptr[i]] = 0;
	}
	c->marked.len = 0;
}

/* Marks what is near any token, now that there are forms to be looked at. */
static bool mark_all(struct candidates *c, const struct name_form *form, size_t count)
{
	bool well = mark_lesser(c, form);

	for (size_t i = 0; i < count && well; i++) {
		const struct name_key *key = &c->list[i];
		struct near near;
		if (key->kind == KEY_INITIALS)
			continue;
		/* One of two joined may be no key token. */
		well = near_find(&c->near, key, &near) &&
		       mark(c, &near, bits_of(&c->bound, key),
		            key->kind == KEY_JOINED ? NAME_LESSER_BIT | NAME_JOINED_BIT : 0);
	}
	return well;
}

/* ---- allow --------------------------------------------------------------------------------------------------- */

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

static void mark_place(struct candidates *c, unsigned count, uint32_t key, char letter, unsigned now)
{
	uint16_t *brief = &c->near_brief[count][book_sketch_place(count, key, letter)];

	*brief = *brief && now ? both(*brief, now) : (uint16_t)now;
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

/* Takes out forms that are there already, and those that need no closer look. */
static bool drop_most(struct candidates *c, double threshold)
{
	/* Only where there are enough forms for it. */
	bool brief = c->reached.len * 4 >= c->marked.len;
	size_t count = 0;

	if (brief && !gather_sketches(c))
		return false;
	for (size_t i = 0; i < c->reached.len; i++) {
		uint32_t form = book_posting_form(c->reached.ptr[i]);
		uint64_t bit = UINT64_C(1) << form % 64;
		if (form >= c->b->FORM.count || (brief && !allows_in_brief(c, c->sketches.ptr[i], threshold)) ||
		    c->seen[form / 64] & bit)
			continue;
		c->seen[form / 64] |= bit;
		c->reached.ptr[count++] = c->reached.ptr[i];
	}
	c->reached.len = count;
	if (brief)
		unmark_brief(c);
	for (size_t i = 0; i < count; i++)
		c->seen[book_posting_form(c->reached.ptr[i]) / 64] = 0;
	return true;
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
		memory_ask(c->b->FORM_TOKEN.items + tokens_of(c, i).begin);
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

/* Moves the forms that can score enough to the answer. */
static bool select_reached(struct candidates *c, double threshold)
{
	if (!vec_reserve(&c->forms, c->forms.len + c->reached.len) || !drop_most(c, threshold))
		return false;
	c->passed += c->reached.len;
	for (size_t i = 0; i < c->reached.len; i++) {
		uint32_t posting = c->reached.ptr[i], form = book_posting_form(posting);
		if (i % TOUCHED == 0)
			ask_for_forms(c, i, i + TOUCHED < c->reached.len ? i + TOUCHED : c->reached.len);
		if (allows(c, form, posting & POSTING_INITIAL, threshold))
			c->forms.ptr[c->forms.len++] = form;
	}
	return true;
}

/* What was decided for the form before holds no longer. */
static void next_stamp(struct candidates *c)
{
	if (++c->stamp != 0)
		return;
	memset(c->terms, 0, BRIEF_TERMS * sizeof *c->terms);
	c->stamp = 1;
}

bool candidates_find(struct candidates *c, const struct name_form *form, unsigned run, double threshold)
{
	size_t count = name_keys(form, c->list, c->text);

	c->forms.len = c->runs.len = c->class_count = 0;
	c->elsewhere = (struct elsewhere){0};
	c->least_agree = threshold * AGREE_FULL;
	c->keys += count;
	next_stamp(c);
	name_bound_begin(&c->bound, form);
	bool well = true;
	for (size_t i = 0; i < count && well; i++)
		well = c->list[i].kind == KEY_INITIALS ? follow_initials(c, &c->list[i], run)
		                                       : follow(c, &c->list[i], run);
	well = reach(c, threshold) && well;
	if (well && c->reached.len)
		well = mark_all(c, form, count) && select_reached(c, threshold);
	unmark(c);
	return well;
}
