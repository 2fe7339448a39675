/* In three steps, each of which looks closer at less:
 *
 *   mark     every posting of a near key leaves the bits of that key in a byte of a small table, by the lower bits of
 * its form: those of forms that meet there are taken together, which only lets more pass emit     the postings of some
 * of the keys are walked again; forms whose bits allow the threshold pass. Which keys, is chosen: forms that have only
 * the others cannot score enough, and these are the most allow    of the forms that pass, the tokens are looked at */
#include "match/candidates.h"

#include <stdlib.h>

enum {
	FOUND_MOST = 1 << 18, /* bytes of the table at most: it should stay in the cache */
	FOUND_LEAST = 1 << 12,
	FOUND_ROOM = 8, /* bytes of it for a posting */
	AHEAD = 8,      /* so many items ahead of use memory is asked for */
	/* What stands in near_bits: bits, and above them how much a pair counts at most. */
	AGREE_UNIT = 2 * NAME_JOINED_BIT,
	AGREE_LEVELS = UINT16_MAX / AGREE_UNIT
};

bool candidates_init(struct candidates *c, const ties_book *b)
{
	c->b = b;
	c->found = malloc(FOUND_MOST);
	c->seen = calloc((size_t)b->FORM.count / 64 + 1, sizeof *c->seen);
	c->near_bits = calloc((size_t)b->KEY.count + 1, sizeof *c->near_bits);
	c->near_brief = calloc(SKETCH_INITIAL, sizeof *c->near_brief);
	c->verdicts = calloc(BRIEF_VERDICTS, sizeof *c->verdicts);
	return near_cache_init(&c->near, b) && c->found && c->seen && c->near_bits && c->near_brief && c->verdicts;
}

void candidates_finish(struct candidates *c)
{
	near_cache_finish(&c->near);
	free(c->found);
	free(c->seen);
	free(c->near_bits);
	free(c->near_brief);
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
		__builtin_prefetch(&c->b->KEY.items[key]);
		unsigned now = AGREE_UNIT * agreement_level(near->agree[i]) |
		               (near->agree[i] < c->least_agree ? bits.weak : bits.strong) | more;
		uint16_t *brief = &c->near_brief[book_sketch_hash(key)];
		if (!c->near_bits[key])
			c->marked.ptr[c->marked.len++] = key;
		c->near_bits[key] = both(c->near_bits[key], now);
		*brief = both(*brief, now);
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
		c->near_brief[book_sketch_hash(c->marked.ptr[i])] = 0;
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

/* What the sketch says, and what is near: forms of which this is equal have equal bounds. */
static uint32_t brief_item(const struct candidates *c, uint16_t token)
{
	unsigned hash = token / SKETCH_BRIEFS;

	return hash >= SKETCH_INITIAL ? (uint32_t)token << 16 | UINT16_MAX
	                              : (uint32_t)(token % SKETCH_BRIEFS + 1) << 16 | c->near_brief[hash];
}

static bool bound_in_brief(const struct candidates *c, const struct book_sketch *sketch, double threshold)
{
	struct name_found found;

	name_found_begin(&found, &c->bound);
	for (size_t i = 0; i < SKETCH_TOKENS && sketch->token[i]; i++) {
		unsigned hash = sketch->token[i] / SKETCH_BRIEFS, brief = sketch->token[i] % SKETCH_BRIEFS;
		bool initial = hash >= SKETCH_INITIAL;
		unsigned near = initial ? 0 : c->near_brief[hash];
		name_found_add_brief(&found, &c->bound, brief, near % AGREE_UNIT,
		                     (double)(near / AGREE_UNIT) / AGREE_LEVELS, initial,
		                     (char)('a' + hash - (initial ? SKETCH_INITIAL : hash)));
	}
	return name_bound_allows(&c->bound, &found, threshold);
}

static size_t slot_of(uint64_t first, uint64_t second)
{
	return (first * UINT64_C(0x9E3779B97F4A7C15) ^ second * UINT64_C(0xC2B2AE3D27D4EB4F)) >> 40 &
	       (BRIEF_VERDICTS - 1);
}

/* Does what is known of the form in brief allow the threshold? Most forms are alike: a word that is near, and one of
 * which nothing is found. */
static bool allows_in_brief(struct candidates *c, uint32_t form, double threshold)
{
	const struct book_sketch *sketch = BOOK_AT(c->b, SKETCH, form);
	uint32_t item[SKETCH_TOKENS] = {0};

	if (sketch->token[0] == SKETCH_NONE || form >= c->b->SKETCH.count || c->bound.initials)
		return true;
	for (size_t i = 0; i < SKETCH_TOKENS && sketch->token[i]; i++)
		item[i] = brief_item(c, sketch->token[i]);
	uint64_t first = (uint64_t)item[0] << 32 | item[1], second = (uint64_t)item[2] << 32 | item[3];
	struct brief_verdict *v = &c->verdicts[slot_of(first, second)];
	if (v->stamp != c->stamp || v->first != first || v->second != second)
		*v = (struct brief_verdict){first, second, c->stamp, bound_in_brief(c, sketch, threshold)};
	return v->allows;
}

/* Takes out forms that are there already, and those that need no closer look. */
static void drop_most(struct candidates *c, double threshold)
{
	size_t count = 0;

	for (size_t i = 0; i < c->reached.len; i++) {
		uint32_t form = book_posting_form(c->reached.ptr[i]);
		uint64_t bit = UINT64_C(1) << form % 64;
		if (i + 2 * AHEAD < c->reached.len)
			__builtin_prefetch(c->b->SKETCH.items + book_posting_form(c->reached.ptr[i + 2 * AHEAD]));
		if (form >= c->b->FORM.count || c->seen[form / 64] & bit || !allows_in_brief(c, form, threshold))
			continue;
		c->seen[form / 64] |= bit;
		c->reached.ptr[count++] = c->reached.ptr[i];
	}
	c->reached.len = count;
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
