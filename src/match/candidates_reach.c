/* Forms that the postings of near keys lead to, if what is found of them allows the threshold.
 *
 * Every posting leaves the bits of its key in a byte of a small table, by the lower bits of its form: those of forms
 * that meet there are taken together, which only lets more pass. Then the postings of some of the keys are walked
 * again, and forms whose bits allow the threshold pass. Which keys, is chosen: forms that have only the others cannot
 * score enough, and these are the most. */
#include "match/candidates_parts.h"

enum {
	FOUND_LEAST = 1 << 12, /* bytes of the table */
	FOUND_ROOM = 8         /* bytes of it for a posting */
};

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

/* What is not allowed where no number of words is told, is so with none. */
bool candidates_judge(struct candidates *c, unsigned says, uint8_t found)
{
	const uint32_t posting = says * POSTING_WORDS;
	const unsigned words = says % (POSTING_WORDS_MOST + 1);
	const struct name_sight sight = {
	    .lesser = (posting & POSTING_LESSER_TELLING ? c->elsewhere.telling : 0) |
	              (posting & POSTING_LESSER ? c->elsewhere.other : 0),
	    .words = (uint8_t)(words ? words + 1 : 0),
	};
	bool may = (!words || candidates_found_allows(c, posting - words * POSTING_WORDS, found)) &&
	           name_bound_may_reach(&c->bound, found, sight);

	c->verdicts[says][found] = may ? VERDICT_YES : VERDICT_NO;
	return may;
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
static bool choose_classes(struct candidates *c, uint8_t *all)
{
	const struct name_sight any = {.lesser = c->elsewhere.telling | c->elsewhere.other};
	unsigned bits = 0;
	bool needed = false;

	for (unsigned i = 0; i < c->class_count; i++) {
		uint8_t more = c->classes[i].bits;
		*all |= more;
		c->needless[more] = !name_bound_may_reach(&c->bound, bits | more, any);
		if (c->needless[more])
			bits |= more;
		else
			needed = true;
	}
	return needed;
}

/* Of words that a form cannot be found by it is told in vain that it has some, if none is near. */
static void choose_telling(struct candidates *c)
{
	uint32_t telling = POSTING_WORDS_MOST * POSTING_WORDS;

	telling |= c->elsewhere.telling ? POSTING_LESSER_TELLING : 0;
	telling |= c->elsewhere.other ? POSTING_LESSER : 0;
	c->telling = telling / POSTING_WORDS;
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

/* The same bits for all of them. */
static inline void mark_alike(uint8_t *table, uint32_t mask, const uint32_t *p, const uint32_t *end, uint8_t bits)
{
	for (; end - p >= 4; p += 4) {
		table[p[0] & mask] |= bits;
		table[p[1] & mask] |= bits;
		table[p[2] & mask] |= bits;
		table[p[3] & mask] |= bits;
	}
	for (; p < end; p++)
		table[*p & mask] |= bits;
}

/* Leaves bits. */
static void mark_runs(struct candidates *c, uint32_t mask)
{
	for (size_t i = 0; i < c->runs.len; i++) {
		const struct posting_run run = c->runs.ptr[i];
		const uint32_t *p = c->b->POSTING.items + run.postings.begin,
		               *end = c->b->POSTING.items + run.postings.end;
		if (run.bits[0] == run.bits[1])
			mark_alike(c->found, mask, p, end, run.bits[0]);
		else
			for (; p < end; p++)
				c->found[*p & mask] |= run.bits[*p / POSTING_ABJAD & 1];
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

/* Forms of one run that pass. `plain`: forms of either script are near alike. */
static inline __attribute__((always_inline)) struct reached *
emit_run(struct candidates *c, const struct posting_run *run, uint32_t mask, bool plain, struct reached *next)
{
	const uint32_t *p = c->b->POSTING.items + run->postings.begin, *end = c->b->POSTING.items + run->postings.end;
	const uint8_t *table = c->found;

	for (; p < end; p++) {
		uint32_t posting = *p;
		if (!plain && !run->bits[posting / POSTING_ABJAD & 1])
			continue; /* of the other script, and found by others if at all */
		uint8_t found = table[posting & mask];
		*next = (struct reached){posting, found};
		next += candidates_found_allows(c, posting, found) || posting & POSTING_INITIAL;
	}
	return next;
}

static void emit_runs(struct candidates *c, uint32_t mask)
{
	struct reached *next = c->reached.ptr + c->reached.len;

	for (size_t i = 0; i < c->runs.len; i++) {
		const struct posting_run *run = &c->runs.ptr[i];
		if (c->needless[run->bits[1]] || run->lesser)
			continue;
		if (run->bits[0] == run->bits[1])
			next = emit_run(c, run, mask, true, next);
		else
			next = emit_run(c, run, mask, false, next);
	}
	c->reached.len = (size_t)(next - c->reached.ptr);
}

bool candidates_reach(struct candidates *c, struct found *out)
{
	uint64_t volume = sum_classes(c);

	c->postings += volume;
	c->reached.len = 0;
	/* Each comes once at most, and one more is written. */
	if (!vec_reserve(&c->reached, volume + 1))
		return false;
	choose_telling(c);
	bool needed = choose_classes(c, &out->all);
	if (needed) {
		out->table = c->found;
		out->mask = clear_found(c, volume);
		mark_runs(c, out->mask);
	}
	reach_unsaid(c, out);
	if (needed)
		emit_runs(c, out->mask);
	return true;
}
