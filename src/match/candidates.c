/* In three steps, each of which looks closer at less:
 *
 *   mark     every posting of a near key leaves the bits of that key in a byte of a small table, by the lower bits of
 * its form: those of forms that meet there are taken together, which only lets more pass emit     the postings of some
 * of the keys are walked again; forms whose bits allow the threshold pass. Which keys, is chosen: forms that have only
 * the others cannot score enough, and these are the most allow    of the forms that pass, the tokens are looked at */
#include "match/candidates.h"

#include <stdlib.h>

enum {
	FOUND_MOST = 1 << 17, /* bytes of the table at most: it should stay in the cache */
	FOUND_LEAST = 1 << 12,
	FOUND_ROOM = 4, /* bytes of it for a posting */
	AHEAD = 8,      /* so many items ahead of use memory is asked for */
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
	c->verdicts = calloc(BRIEF_VERDICTS, sizeof *c->verdicts);
	return near_cache_init(&c->near, b) && init_brief(c) && c->found && c->seen && c->near_bits && c->verdicts;
}

void candidates_finish(struct candidates *c)
{
	near_cache_finish(&c->near);
	free(c->found);
	free(c->seen);
	free(c->near_bits);
	free(c->near_brief[0]);
	free(c->verdicts);
	vec_finish(&c->marked);
	vec_finish(&c->runs);
	vec_finish(&c->reached);
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
		if (i + AHEAD < near->key_count && near->keys[i + AHEAD] < c->b->KEY.count)
			__builtin_prefetch(&c->b->KEY.items[near->keys[i + AHEAD]]);
		unsigned now = AGREE_UNIT * agreement_level(near->agree[i]) |
		               (near->agree[i] < c->least_agree ? bits.weak : bits.strong) | more;
		if (!c->near_bits[key])
			c->marked.ptr[c->marked.len++] = key;
		c->near_bits[key] = both(c->near_bits[key], now);
	}
	return true;
}

/* May a form of that kind hold a token with this key that pairs with a key token of the query, though the form cannot
 * be found by it? Generic words and numbers pair with any that are near, others with equal and with unknown words. */
static void note_elsewhere(struct candidates *c, const struct name_key *key, const struct book_key *near, unsigned run,
                           uint8_t bits)
{
	const struct name_form *form = c->bound.form;
	bool may = false;

	if (near->lesser & KEY_LESSER_TELLING << run)
		c->elsewhere.telling |= bits;
	if (!(near->lesser & KEY_LESSER << run))
		return;
	for (uint32_t tokens = key->tokens; tokens; tokens &= tokens - 1)
		may |= name_token_is_unknown(&form->token[__builtin_ctz(tokens)]);
	if (may || str_equal(book_string(c->b, near->text), key->text))
		c->elsewhere.other |= bits;
}

static void ask_for_postings(const struct candidates *c, uint32_t key, unsigned run)
{
	if (key < c->b->KEY.count) {
		struct book_range r = book_postings_of(c->b, &c->b->KEY.items[key], run);
		__builtin_prefetch(c->b->POSTING.items + r.begin);
	}
}

/* Follows one key. */
static bool follow(struct candidates *c, const struct name_key *key, unsigned run)
{
	struct near near;
	struct key_bits bits = bits_of(&c->bound, key);

	/* One of two joined may be no key token. */
	if (!near_find(&c->near, key, &near) ||
	    !mark(c, &near, bits, key->kind == KEY_JOINED ? NAME_LESSER_BIT | NAME_JOINED_BIT : 0) ||
	    !vec_reserve(&c->runs, c->runs.len + near.key_count))
		return false;
	c->near_keys += near.key_count;
	for (size_t i = 0; i < near.key_count; i++) {
		const struct book_key *k = BOOK_AT(c->b, KEY, near.keys[i]);
		uint8_t found = near.agree[i] < c->least_agree ? bits.weak : bits.strong;
		if (i + AHEAD < near.key_count)
			ask_for_postings(c, near.keys[i + AHEAD], run);
		if (k->lesser && key->kind != KEY_JOINED)
			note_elsewhere(c, key, k, run, found);
		struct book_range r = book_postings_of(c->b, k, run);
		if (r.begin < r.end)
			c->runs.ptr[c->runs.len++] = (struct posting_run){r, found};
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

/* ---- mark and emit ----------------------------------------------------------------------------------------- */

/** The runs of keys that say the same of a form. */
struct run_class {
	uint64_t volume; /* postings */
	uint8_t bits;
	bool needless; /* forms with bits of needless classes only cannot score enough */
};

struct run_classes {
	struct run_class of[UINT8_MAX + 1]; /* the greatest first */
	size_t count;
	bool needless[UINT8_MAX + 1]; /* by bits */
	uint64_t volume;
};

static int compare_classes(const void *left, const void *right)
{
	const struct run_class *a = left, *b = right;

	if (a->volume != b->volume)
		return a->volume > b->volume ? -1 : 1;
	return (int)a->bits - (int)b->bits;
}

static void sum_classes(struct candidates *c, struct run_classes *classes)
{
	uint64_t volume[UINT8_MAX + 1] = {0};

	classes->count = classes->volume = 0;
	for (size_t i = 0; i < c->runs.len; i++)
		volume[c->runs.ptr[i].bits] += c->runs.ptr[i].postings.end - c->runs.ptr[i].postings.begin;
	for (unsigned bits = 0; bits <= UINT8_MAX; bits++) {
		classes->volume += volume[bits];
		if (volume[bits])
			classes->of[classes->count++] =
			    (struct run_class){.volume = volume[bits], .bits = (uint8_t)bits};
	}
	if (classes->count)
		qsort(classes->of, classes->count, sizeof *classes->of, compare_classes);
}

/* The greatest classes that are of no use alone. */
static void choose_classes(struct candidates *c, struct run_classes *classes, double threshold)
{
	unsigned bits = c->elsewhere.telling | c->elsewhere.other;

	memset(classes->needless, 0, sizeof classes->needless);
	for (size_t i = 0; i < classes->count; i++) {
		const struct run_class *k = &classes->of[i];
		if (name_bound_most(&c->bound, bits | k->bits) >= threshold)
			continue;
		bits |= k->bits;
		classes->needless[k->bits] = true;
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

/* Leaves bits. Of forms with an initial, which may stand for any word, bits do not say all; those that are not emitted
 * anyway pass here. */
static void mark_runs(struct candidates *c, const struct run_classes *classes, uint32_t mask)
{
	const uint32_t *posting = c->b->POSTING.items;
	uint32_t *next = c->reached.ptr;

	for (size_t i = 0; i < c->runs.len; i++) {
		const struct posting_run *run = &c->runs.ptr[i];
		bool needless = classes->needless[run->bits];
		if (i + 1 < c->runs.len)
			__builtin_prefetch(posting + run[1].postings.begin);
		for (uint32_t p = run->postings.begin; p < run->postings.end; p++) {
			c->found[posting[p] & mask] |= run->bits;
			*next = posting[p];
			next += needless && posting[p] & POSTING_INITIAL;
		}
	}
	c->reached.len = (size_t)(next - c->reached.ptr);
}

enum verdict { VERDICT_NONE, VERDICT_NO, VERDICT_YES };

static void emit_runs(struct candidates *c, const struct run_classes *classes, uint32_t mask, double threshold)
{
	const uint32_t *posting = c->b->POSTING.items;
	uint8_t verdicts[UINT8_MAX + 1] = {VERDICT_NONE};
	const uint8_t telling = c->elsewhere.telling, other = c->elsewhere.other;
	const uint8_t elsewhere[4] = {0, other, telling, other | telling}; /* by the two bits of a posting */

	static_assert(POSTING_LESSER == UINT32_C(1) << 29 && POSTING_LESSER_TELLING == UINT32_C(1) << 30);
	for (size_t i = 0; i < c->runs.len; i++) {
		const struct posting_run *run = &c->runs.ptr[i];
		if (classes->needless[run->bits])
			continue;
		for (uint32_t p = run->postings.begin; p < run->postings.end; p++) {
			uint8_t found = c->found[posting[p] & mask] | elsewhere[posting[p] >> 29 & 3];
			if (verdicts[found] == VERDICT_NONE)
				verdicts[found] =
				    name_bound_most(&c->bound, found) >= threshold ? VERDICT_YES : VERDICT_NO;
			if (verdicts[found] == VERDICT_YES || posting[p] & POSTING_INITIAL)
				c->reached.ptr[c->reached.len++] = posting[p];
		}
	}
}

/* Fills c->reached. */
static bool reach(struct candidates *c, double threshold)
{
	struct run_classes classes;

	sum_classes(c, &classes);
	c->postings += classes.volume;
	c->reached.len = 0;
	/* One of needless classes comes once, in the first step, any other in the second; and one more is written. */
	if (!vec_reserve(&c->reached, classes.volume + 1))
		return false;
	choose_classes(c, &classes, threshold);
	uint32_t mask = clear_found(c, classes.volume);
	mark_runs(c, &classes, mask);
	emit_runs(c, &classes, mask, threshold);
	return true;
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
	struct name_found found;

	if (!initial && name_bound_most(&c->bound, near_bits(c, r)) < threshold)
		return false;
	bool keys = has_key_part(c, r);
	name_found_begin(&found, &c->bound);
	for (uint32_t t = r.begin; t < r.end; t++) {
		const struct book_token *token = book_form_token(b, t);
		const struct name_token facts = {.part = token->part, .weight = token->weight};
		if (token->part > PART_ACRONYM)
			return false; /* the book is damaged there, and match_load_form takes no such form */
		unsigned near = token->key < b->KEY.count ? c->near_bits[token->key] : 0;
		bool by_letter = token->part == PART_INITIAL || c->bound.initials;
		name_found_add(&found, &c->bound, &facts, near % AGREE_UNIT, (double)(near / AGREE_UNIT) / AGREE_LEVELS,
		               !keys || name_part_is_key(token->part),
		               by_letter ? BOOK_AT(b, KEY, token->key)->letter : 0);
	}
	return name_bound_allows(&c->bound, &found, threshold);
}

/* What the sketch tells of a token, and what is near it, in 32 bits: forms of which these are equal have equal bounds.
 */
enum {
	SAID_BRIEF = 1 << 16, /* × enum name_brief; below it what is near, as in near_bits */
	SAID_INITIAL = 1 << 19,
	SAID_LETTER = 1 << 20,  /* × a letter, of initials, and if the query has some */
	SAID_UNKNOWN = 1 << 25, /* that is not told */
	SAID_TOKEN = 1 << 26
};

static uint32_t said_of(const struct candidates *c, unsigned count, uint32_t field)
{
	uint32_t place = field / SKETCH_BRIEFS, initials = book_sketch_places(count) - SKETCH_NO_LETTER;
	uint32_t said = SAID_TOKEN | (field % SKETCH_BRIEFS) * SAID_BRIEF | c->near_brief[count][place];
	bool lettered = count <= SKETCH_LETTERED,
	     initial = lettered ? place % SKETCH_OF_LETTER == 0 : place >= initials;
	uint32_t letter = lettered ? place / SKETCH_OF_LETTER : initial ? place - initials : SKETCH_NO_LETTER;

	if (!initial && !c->bound.initials)
		return said;
	return said | letter * SAID_LETTER | (initial ? SAID_INITIAL : 0) |
	       (letter >= SKETCH_NO_LETTER ? SAID_UNKNOWN : 0);
}

static bool bound_in_brief(const struct candidates *c, const uint32_t *said, unsigned count, double threshold)
{
	struct name_found found;

	name_found_begin(&found, &c->bound);
	for (unsigned i = 0; i < count; i++) {
		unsigned near = said[i] % SAID_BRIEF, letter = said[i] / SAID_LETTER % 32;
		name_found_add_brief(&found, &c->bound, said[i] / SAID_BRIEF % SKETCH_BRIEFS, near % AGREE_UNIT,
		                     (double)(near / AGREE_UNIT) / AGREE_LEVELS, said[i] & SAID_INITIAL,
		                     (char)('a' + letter));
	}
	return name_bound_allows(&c->bound, &found, threshold);
}

/* In whatever order tokens are, the bound is the same. Of many it is seldom that all are alike. */
static void put_in_order(uint32_t *said, unsigned count)
{
	for (unsigned i = 1; i < count && count <= SKETCH_LETTERED; i++) {
		uint32_t now = said[i];
		unsigned at = i;
		for (; at > 0 && said[at - 1] > now; at--)
			said[at] = said[at - 1];
		said[at] = now;
	}
}

static struct brief_verdict *verdict_on(const struct candidates *c, const uint32_t said[SKETCH_TOKENS])
{
	uint64_t pair[SKETCH_TOKENS / 2], hash = 0;

	memcpy(pair, said, sizeof pair);
	for (size_t i = 0; i < SKETCH_TOKENS / 2; i++)
		hash = (hash ^ pair[i]) * UINT64_C(0x9E3779B97F4A7C15);
	return &c->verdicts[hash >> 40 & (BRIEF_VERDICTS - 1)];
}

/* Does what is known of the form in brief allow the threshold? Most forms are alike: a word that is near, and one of
 * which nothing is found. */
static bool allows_in_brief(struct candidates *c, uint32_t form, double threshold)
{
	uint64_t fields = BOOK_AT(c->b, SKETCH, form)->fields;
	unsigned count = fields & 7, width;
	uint32_t said[SKETCH_TOKENS] = {0}, any = 0;

	if (count == 0 || count > SKETCH_TOKENS || form >= c->b->SKETCH.count)
		return true;
	width = book_sketch_width(count);
	fields >>= 3;
	for (unsigned i = 0; i < count; i++, fields >>= width)
		any |= said[i] = said_of(c, count, (uint32_t)fields & ((1u << width) - 1));
	if (any & SAID_UNKNOWN)
		return true;
	put_in_order(said, count);
	struct brief_verdict *v = verdict_on(c, said);
	if (v->stamp != c->stamp || memcmp(v->said, said, sizeof said) != 0) {
		memcpy(v->said, said, sizeof said);
		v->stamp = c->stamp;
		v->allows = bound_in_brief(c, said, count, threshold);
	}
	return v->allows;
}

/* The agreement rounded up, so that more forms are alike. */
static unsigned coarser(unsigned now)
{
	unsigned level = now / AGREE_UNIT | 1;

	return now % AGREE_UNIT | level * AGREE_UNIT;
}

static void mark_place(struct candidates *c, unsigned count, uint32_t key, char letter, unsigned now)
{
	uint16_t *brief = &c->near_brief[count][book_sketch_place(count, key, letter)];

	*brief = *brief && now ? both(*brief, now) : (uint16_t)now;
}

/* In all sketches that may have the key; 0: nothing is near it any longer. */
static void mark_in_brief(struct candidates *c, uint32_t key, unsigned now)
{
	char letter = (char)c->b->KEY.items[key].letter;

	static_assert(SKETCH_LETTERED == 3 && SKETCH_TOKENS == 6);
	mark_place(c, 3, key, letter, now);
	mark_place(c, 4, key, letter, now);
	mark_place(c, 5, key, letter, now);
	mark_place(c, 6, key, letter, now);
}

/* Only where there are enough forms for it. */
static bool mark_brief(struct candidates *c)
{
	if (c->reached.len * 4 < c->marked.len)
		return false;
	for (size_t i = 0; i < c->marked.len; i++)
		mark_in_brief(c, c->marked.ptr[i], coarser(c->near_bits[c->marked.ptr[i]]));
	return true;
}

static void unmark_brief(struct candidates *c)
{
	for (size_t i = 0; i < c->marked.len; i++)
		mark_in_brief(c, c->marked.ptr[i], 0);
}

/* Takes out forms that are there already, and those that need no closer look. */
static void drop_most(struct candidates *c, double threshold)
{
	bool brief = mark_brief(c);
	size_t count = 0;

	for (size_t i = 0; i < c->reached.len; i++) {
		uint32_t form = book_posting_form(c->reached.ptr[i]);
		uint64_t bit = UINT64_C(1) << form % 64;
		if (i + 2 * AHEAD < c->reached.len)
			__builtin_prefetch(c->b->SKETCH.items + book_posting_form(c->reached.ptr[i + 2 * AHEAD]));
		if (form >= c->b->FORM.count || c->seen[form / 64] & bit ||
		    (brief && !allows_in_brief(c, form, threshold)))
			continue;
		c->seen[form / 64] |= bit;
		c->reached.ptr[count++] = c->reached.ptr[i];
	}
	c->reached.len = count;
	if (brief)
		unmark_brief(c);
	for (size_t i = 0; i < count; i++)
		c->seen[book_posting_form(c->reached.ptr[i]) / 64] = 0;
}

/* What `allows` reads of a form is asked for in three steps, each of which needs the one before. */
static void ask_for_form(const struct candidates *c, size_t i)
{
	if (i < c->reached.len)
		__builtin_prefetch(&c->b->FORM.items[book_posting_form(c->reached.ptr[i])]);
}

static void ask_for_numbers(const struct candidates *c, size_t i)
{
	if (i < c->reached.len)
		__builtin_prefetch(c->b->FORM_TOKEN.items +
		                   c->b->FORM.items[book_posting_form(c->reached.ptr[i])].first_token);
}

static void ask_for_tokens(const struct candidates *c, size_t i)
{
	if (i >= c->reached.len)
		return;
	const struct book_form *f = &c->b->FORM.items[book_posting_form(c->reached.ptr[i])];
	struct book_range r = BOOK_RANGE(c->b, FORM_TOKEN, f->first_token, f->token_count);
	for (uint32_t t = r.begin; t < r.end; t++)
		__builtin_prefetch(c->b->TOKEN.items + c->b->FORM_TOKEN.items[t]);
}

/* Moves the forms that can score enough to the answer. */
static bool select_reached(struct candidates *c, double threshold)
{
	if (!vec_reserve(&c->forms, c->forms.len + c->reached.len))
		return false;
	drop_most(c, threshold);
	for (size_t i = 0; i < c->reached.len; i++) {
		uint32_t posting = c->reached.ptr[i], form = book_posting_form(posting);
		ask_for_form(c, i + 3 * AHEAD);
		ask_for_numbers(c, i + 2 * AHEAD);
		ask_for_tokens(c, i + AHEAD);
		c->passed++;
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
	memset(c->verdicts, 0, BRIEF_VERDICTS * sizeof *c->verdicts);
	c->stamp = 1;
}

bool candidates_find(struct candidates *c, const struct name_form *form, unsigned run, double threshold)
{
	size_t count = name_keys(form, c->list, c->text);

	c->forms.len = c->runs.len = 0;
	c->elsewhere = (struct elsewhere){0};
	c->least_agree = threshold * AGREE_FULL;
	c->keys += count;
	next_stamp(c);
	name_bound_begin(&c->bound, form);
	bool well = mark_lesser(c, form);
	for (size_t i = 0; i < count && well; i++)
		well = c->list[i].kind == KEY_INITIALS ? follow_initials(c, &c->list[i], run)
		                                       : follow(c, &c->list[i], run);
	well = well && reach(c, threshold) && select_reached(c, threshold);
	unmark(c);
	return well;
}
