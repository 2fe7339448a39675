/* Each key of the query's form leads to near keys of the index, these to postings of forms.
 *
 * Every posting leaves the bits of its key in a byte of a small table, by the lower bits of its form: those of forms
 * that meet there are taken together, which only lets more pass. Then the postings of some of the keys are walked
 * again, and forms whose bits allow the threshold pass. Which keys, is chosen: forms that have only the others cannot
 * score enough, and these are the most. */
#include "match/candidates_parts.h"

#include "base/memory.h"

#include <stdlib.h>

enum {
	FOUND_MOST = 1 << 17, /* bytes of the table at most: it should stay in the cache */
	FOUND_LEAST = 1 << 12,
	FOUND_ROOM = 4,                 /* bytes of it for a posting */
	KEY_ELSEWHERE = KEY_INITIAL - 1 /* any of KEY_LESSER… */
};

bool candidates_init(struct candidates *c, const ties_book *b)
{
	c->b = b;
	c->found = malloc(FOUND_MOST);
	c->seen = calloc((size_t)b->FORM.count / 64 + 1, sizeof *c->seen);
	c->near_bits = calloc((size_t)b->KEY.count + 1, sizeof *c->near_bits);
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
 * be found by it? Generic words and numbers pair with any that are near, others with equal and with unknown words. */
static void note_elsewhere(struct candidates *c, const struct name_key *key, const struct book_key *near, unsigned run,
                           uint8_t bits)
{
	const struct name_form *form = c->bound.form;
	bool may = false;

	if (near->forms & KEY_LESSER_TELLING << run) {
		c->elsewhere.telling |= bits;
		c->elsewhere.digits |= near->flags & KEY_DIGITS ? bits : 0;
	}
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

static void add_run(struct candidates *c, const struct book_key *key, unsigned run, uint8_t other, uint8_t all,
                    bool lesser)
{
	struct book_range postings = book_postings_of(c->b, key, run);

	if (postings.begin >= postings.end)
		return;
	if (!c->volume[all])
		c->classes[c->class_count++].bits = all;
	c->volume[all] += postings.end - postings.begin;
	c->runs.ptr[c->runs.len++] = (struct posting_run){postings, {other, all}, key->forms & KEY_INITIAL, lesser};
}

/* Forms that are found by two joined tokens, or by initials, of which there is no bound. */
static bool add_forms(struct candidates *c, const struct near *near, uint8_t bits)
{
	if (!vec_reserve(&c->joined, c->joined.len + near->joined_count) ||
	    !vec_reserve(&c->forms, c->forms.len + near->initials_count))
		return false;
	c->joined_tokens += near->joined_count > 0;
	for (size_t i = 0; i < near->joined_count; i++)
		c->joined.ptr[c->joined.len++] = (struct joined){near->joined[i], bits};
	for (size_t i = 0; i < near->initials_count; i++)
		c->forms.ptr[c->forms.len++] = near->initials[i];
	return true;
}

/* Follows one key to the postings of what is near. */
static bool follow(struct candidates *c, const struct name_key *key, unsigned run)
{
	struct near near;
	struct key_bits bits = candidates_bits_of(&c->bound, key);

	if (!near_find(&c->near, key, &near) || !vec_reserve(&c->runs, c->runs.len + near.key_count))
		return false;
	c->near_keys += near.key_count;
	ask_for_keys(c, &near);
	for (size_t i = 0; i < near.key_count; i++) {
		const struct book_key *k = BOOK_AT(c->b, KEY, near.keys[i]);
		uint8_t other = candidates_bits_by(c, bits, near.agree[i].other);
		uint8_t found = other | candidates_bits_by(c, bits, near.agree[i].abjad);
		if (k->forms & KEY_ELSEWHERE && key->kind != KEY_JOINED)
			note_elsewhere(c, key, k, run, found);
		add_run(c, k, run, other, found, key->kind == KEY_JOINED && !bits.strong);
	}
	return add_forms(c, &near, bits.strong);
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

static bool is_greater(const struct run_class *a, const struct run_class *b)
{
	return a->volume != b->volume ? a->volume > b->volume : a->bits < b->bits;
}

/* By insertion: mostly there are two or three. */
static void sort_classes(struct run_class *class, unsigned count)
{
	for (unsigned i = 1; i < count; i++) {
		struct run_class next = class[i];
		unsigned at = i;
		for (; at > 0 && is_greater(&next, &class[at - 1]); at--)
			class[at] = class[at - 1];
		class[at] = next;
	}
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
	sort_classes(c->classes, c->class_count);
	return all;
}

/* The greatest classes that are of no use alone. Returns whether there are others; the bits of all in *all. */
static bool choose_classes(struct candidates *c, double threshold, uint8_t *all)
{
	unsigned bits = c->elsewhere.telling | c->elsewhere.other;
	bool needed = false;

	for (unsigned i = 0; i < c->class_count; i++) {
		uint8_t more = c->classes[i].bits;
		*all |= more;
		c->needless[more] = name_bound_most(&c->bound, bits | more) < threshold;
		if (c->needless[more])
			bits |= more;
		else
			needed = true;
	}
	return needed;
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
		const uint32_t *p = posting + run.postings.begin, *end = posting + run.postings.end;
		if (run.bits[0] == run.bits[1])
			for (; p < end; p++)
				table[*p & mask] |= run.bits[0];
		for (; p < end; p++)
			table[*p & mask] |= run.bits[*p / POSTING_ABJAD & 1];
	}
}

static void pass(struct candidates *c, uint32_t posting, const struct found *found)
{
	uint8_t bits = found->table ? found->table[posting & found->mask] : found->all;

	c->reached.ptr[c->reached.len++] = (struct reached){posting, bits};
}

/* Those of forms with an initial, which are few. */
static void pass_initials(struct candidates *c, struct book_range r, const struct found *found)
{
	const uint32_t *posting = c->b->POSTING.items;
	uint32_t p = r.begin;

	for (; p + 4 <= r.end; p += 4) {
		if (!((posting[p] | posting[p + 1] | posting[p + 2] | posting[p + 3]) & POSTING_INITIAL))
			continue;
		for (uint32_t i = p; i < p + 4; i++)
			if (posting[i] & POSTING_INITIAL)
				pass(c, posting[i], found);
	}
	for (; p < r.end; p++)
		if (posting[p] & POSTING_INITIAL)
			pass(c, posting[p], found);
}

/* Of forms with an initial, which may stand for any word, bits do not say all: they pass, too, where nothing else does;
 * and so do those that are found by words joined that have no bits. */
static void reach_unsaid(struct candidates *c, const struct found *found)
{
	for (size_t i = 0; i < c->runs.len; i++) {
		const struct posting_run *run = &c->runs.ptr[i];
		if (run->lesser)
			for (uint32_t p = run->postings.begin; p < run->postings.end; p++)
				pass(c, c->b->POSTING.items[p], found);
		else if (run->initials && c->needless[run->bits[1]])
			pass_initials(c, run->postings, found);
	}
}

enum verdict { VERDICT_NONE, VERDICT_NO, VERDICT_YES };

/* Does what is found allow the threshold? Asked once. */
static bool found_allows(struct candidates *c, uint8_t found, double threshold)
{
	uint8_t *verdict = &c->verdicts[found];

	if (*verdict == VERDICT_NONE)
		*verdict = name_bound_most(&c->bound, found) >= threshold ? VERDICT_YES : VERDICT_NO;
	return *verdict == VERDICT_YES;
}

/* Forms of one run that pass. `plain`: forms of either script are near alike, and have no other tokens that are. */
static inline __attribute__((always_inline)) struct reached *
emit_run(struct candidates *c, const struct posting_run *run, const uint8_t elsewhere[4], uint32_t mask, bool plain,
         double threshold, struct reached *next)
{
	const uint32_t *p = c->b->POSTING.items + run->postings.begin, *end = c->b->POSTING.items + run->postings.end;
	const uint8_t *table = c->found;

	for (; p < end; p++) {
		uint32_t posting = *p;
		if (!plain && !run->bits[posting / POSTING_ABJAD & 1])
			continue; /* of the other script, and found by others if at all */
		uint8_t key = table[posting & mask], found = plain ? key : key | elsewhere[posting >> 29 & 3];
		*next = (struct reached){posting, key};
		next += found_allows(c, found, threshold) || posting & POSTING_INITIAL;
	}
	return next;
}

static void emit_runs(struct candidates *c, uint32_t mask, double threshold)
{
	const uint8_t telling = c->elsewhere.telling, other = c->elsewhere.other;
	const uint8_t elsewhere[4] = {0, other, telling, other | telling}; /* by the two bits of a posting */
	struct reached *next = c->reached.ptr + c->reached.len;

	static_assert(POSTING_LESSER == UINT32_C(1) << 29 && POSTING_LESSER_TELLING == UINT32_C(1) << 30);
	memset(c->verdicts, VERDICT_NONE, sizeof c->verdicts);
	for (size_t i = 0; i < c->runs.len; i++) {
		const struct posting_run *run = &c->runs.ptr[i];
		if (c->needless[run->bits[1]] || run->lesser)
			continue;
		if (run->bits[0] == run->bits[1] && !(telling | other))
			next = emit_run(c, run, elsewhere, mask, true, threshold, next);
		else
			next = emit_run(c, run, elsewhere, mask, false, threshold, next);
	}
	c->reached.len = (size_t)(next - c->reached.ptr);
}

/* Fills c->reached, and what is found of forms. */
static bool reach(struct candidates *c, double threshold, struct found *out)
{
	uint64_t volume = sum_classes(c);

	c->postings += volume;
	c->reached.len = 0;
	/* Each comes once at most, and one more is written. */
	if (!vec_reserve(&c->reached, volume + 1))
		return false;
	bool needed = choose_classes(c, threshold, &out->all);
	if (needed) {
		out->table = c->found;
		out->mask = clear_found(c, volume);
		mark_runs(c, out->mask);
	}
	reach_unsaid(c, out);
	if (needed)
		emit_runs(c, out->mask, threshold);
	return true;
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
static bool select_forms(struct candidates *c, const struct name_form *form, size_t count)
{
	drop_repeated(c);
	if (!candidates_drop_by_rest(c))
		return false;
	if (c->reached.len == 0)
		return true;
	return candidates_mark(c, form, count) &&
	       (c->reached.len * 5 < c->marked.len || candidates_drop_by_places(c)) && candidates_select(c);
}

bool candidates_find(struct candidates *c, const struct name_form *form, unsigned run, double threshold)
{
	size_t count = name_keys(form, c->list, c->text);

	struct found found = {0};

	c->forms.len = c->joined.len = c->runs.len = 0;
	c->class_count = c->joined_tokens = 0;
	c->elsewhere = (struct elsewhere){0};
	c->least_agree = threshold * AGREE_FULL;
	c->keys += count;
	name_bound_begin(&c->bound, form, threshold);
	bool well = true;
	for (size_t i = 0; i < count && well; i++)
		well = c->list[i].kind == KEY_INITIALS ? follow_initials(c, &c->list[i], run)
		                                       : follow(c, &c->list[i], run);
	well = reach(c, threshold, &found) && well;
	if (well && c->joined.len)
		well = candidates_add_joined(c, run, found);
	if (well && c->reached.len)
		well = select_forms(c, form, count);
	candidates_unmark(c);
	return well;
}
