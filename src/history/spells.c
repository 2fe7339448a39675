/* Which listings tell of one spell of being listed?
 *
 * Listings of one jurisdiction with one label are of one regime. Those of one dataset that follow each other without
 * a gap are a run: a renewal goes on, a relisting after a gap begins anew. Runs of different datasets tell of one spell
 * when they surely share a day, or, where one is so short or so vague that it surely holds on no day, when they can.
 * So a list that was first seen in 2021 does not contradict a removal in 2012: it tells of another spell.
 *
 * Of each end the better founded word counts: published or verified before recalled; of two that agree the more
 * precise; of two that do not, the published one. A recalled date counts beside a published one that leaves a side
 * open ("on the list by 2021") when they agree. */
#include "history/spells.h"

#include <stdlib.h>

/* ---- ends ------------------------------------------------------------------------------------------------------ */

static bool is_open(ties_when w)
{
	return w.first == TIES_DAY_MAX;
}

static bool is_said(const struct spell_end *e)
{
	return e->when.edtf.len || is_open(e->when);
}

/* Was the list that still has it older than the end? */
static bool foresees(const struct spell_end *open, const struct spell_end *dated)
{
	return open->seen < dated->when.first;
}

bool spell_ends_agree(const struct spell_end *a, const struct spell_end *b)
{
	bool a_open = is_open(a->when), b_open = is_open(b->when);

	if (!is_said(a) || !is_said(b) || (a_open && b_open))
		return true;
	if (a_open || b_open)
		return a_open ? foresees(a, b) : foresees(b, a);
	return a->when.first <= b->when.last && b->when.first <= a->when.last;
}

static bool is_one_sided(ties_when w)
{
	return w.first == TIES_DAY_MIN || w.last == TIES_DAY_MAX;
}

static int64_t width(ties_when w)
{
	return is_open(w) ? INT64_MAX : (int64_t)w.last - w.first;
}

/* Does `b` count rather than `a`? */
static bool is_better(const struct spell_end *b, const struct spell_end *a)
{
	bool agree = spell_ends_agree(a, b);
	bool a_recalled = a->confidence == TIES_RECALLED, b_recalled = b->confidence == TIES_RECALLED;

	if (!is_said(a) || !is_said(b))
		return is_said(b) && !is_said(a);
	if (a_recalled != b_recalled) {
		bool recalled_counts = agree && is_one_sided(a_recalled ? b->when : a->when);
		return recalled_counts ? b_recalled : a_recalled;
	}
	if (agree && width(a->when) != width(b->when))
		return width(b->when) < width(a->when);
	return b->confidence < a->confidence;
}

/* ---- do they share a day? ---------------------------------------------------------------------------------------- */

static bool surely_holds(ties_when from, ties_when to)
{
	return from.last < to.first;
}

/* Neither ended before the other can have begun. */
static bool can_touch(ties_when from, ties_when to, const struct spell_run *r)
{
	return from.first <= r->to.when.last && r->from.when.first <= to.last;
}

/* What a dataset keeps apart is not joined on a mere possibility. */
static bool has_run_of(const struct spell_draft *d, str dataset)
{
	for (const struct spell_run *r = d->first; r; r = r->next)
		if (str_equal(r->from.by->dataset, dataset))
			return true;
	return false;
}

/* One spell, without a gap between them? */
static bool touches(const struct spell_draft *d, const struct spell_run *r)
{
	ties_when from = d->from.when, to = d->to.when;

	if (!surely_holds(from, to) || !surely_holds(r->from.when, r->to.when))
		return can_touch(from, to, r) && !has_run_of(d, r->from.by->dataset);
	return from.last <= r->to.when.first && r->from.when.last <= to.first;
}

/* ---- runs: one dataset ------------------------------------------------------------------------------------------- */

static int order_regime(const ties_listing *a, const ties_listing *b)
{
	int order = str_compare(a->jurisdiction, b->jurisdiction);

	return order ? order : str_compare(a->label, b->label);
}

static int order_days(ties_when a, ties_when b)
{
	if (a.last != b.last)
		return a.last < b.last ? -1 : 1;
	return a.first == b.first ? 0 : a.first < b.first ? -1 : 1;
}

/* By regime, dataset, beginning, end; then by record. */
static int compare_listings(const void *left, const void *right)
{
	const ties_listing *a = *(const ties_listing *const *)left, *b = *(const ties_listing *const *)right;
	int order = order_regime(a, b);

	if (!order)
		order = str_compare(a->dataset, b->dataset);
	if (!order)
		order = order_days(a->from, b->from);
	if (!order)
		order = order_days(a->to, b->to);
	if (!order)
		order = str_compare(a->ref, b->ref);
	return order ? order : (a > b) - (a < b);
}

/* That something still stands on a list is as well founded as the list; a curated row says so of itself. */
static ties_confidence end_confidence(const ties_listing *l)
{
	return is_open(l->to) && l->status.len ? l->confidence : l->to_confidence;
}

/* The day of the newest version that could be known; TIES_DAY_MAX for a list without date. O(datasets + versions). */
static int32_t newest_version(const ties_book *b, str dataset, const struct history_time *time)
{
	int32_t newest = TIES_DAY_MIN;

	for (uint32_t i = 0; i < b->DATASET.count; i++) {
		const struct book_dataset *d = BOOK_AT(b, DATASET, i);
		if (!str_equal(book_string(b, d->name), dataset))
			continue;
		struct book_range versions = BOOK_RANGE(b, VERSION, d->first_version, d->version_count);
		for (uint32_t v = versions.begin; v < versions.end; v++) {
			int32_t day = b->VERSION.items[v].day;
			if (day > newest && (time->known_on.kind != DATE_KNOWN || day <= time->known_on.last))
				newest = day;
		}
	}
	return newest == TIES_DAY_MIN ? TIES_DAY_MAX : newest;
}

static struct spell_end begin_of(const ties_listing *l)
{
	return (struct spell_end){l->from, l->from_confidence, l, TIES_DAY_MAX};
}

static struct spell_end end_of(const ties_listing *l)
{
	return (struct spell_end){l->to, end_confidence(l), l, TIES_DAY_MAX};
}

static bool ends_later(ties_when a, ties_when b)
{
	return a.first != b.first ? a.first > b.first : a.last > b.last;
}

/* Does `l`, which begins no earlier, go on where the run is? */
static bool goes_on(const struct spell_run *r, const ties_listing *l)
{
	bool together = l->from.first == r->from.when.first && l->from.last == r->from.when.last;

	return can_touch(l->from, l->to, r) && (together || l->from.last <= r->to.when.first);
}

static size_t make_runs(struct spell_run *runs, const ties_listing **list, size_t count)
{
	size_t n = 0;

	for (size_t i = 0; i < count; i++) {
		const ties_listing *l = list[i];
		struct spell_run *r = n ? &runs[n - 1] : NULL;
		if (r && str_equal(r->from.by->dataset, l->dataset) && goes_on(r, l)) {
			r->count++;
			if (ends_later(l->to, r->to.when))
				r->to = end_of(l);
			continue;
		}
		runs[n++] = (struct spell_run){.listings = &list[i], .count = 1, .from = begin_of(l), .to = end_of(l)};
	}
	return n;
}

/* ---- drafts: all datasets ------------------------------------------------------------------------------------------
 */

/* By beginning, then as the runs were made: by dataset. */
static int compare_runs(const void *left, const void *right)
{
	const struct spell_run *a = *(struct spell_run *const *)left, *b = *(struct spell_run *const *)right;
	int order = order_days(a->from.when, b->from.when);

	return order ? order : (a > b) - (a < b);
}

static void add_run(struct spell_draft *d, struct spell_run *r)
{
	r->next = NULL;
	if (d->last)
		d->last->next = r;
	else
		d->first = r;
	d->last = r;
	d->listing_count += r->count;
	if (d->first == r || is_better(&r->from, &d->from))
		d->from = r->from;
	if (d->first == r || is_better(&r->to, &d->to))
		d->to = r->to;
}

static void add_draft(struct spell_draft *into, const struct spell_draft *other)
{
	for (struct spell_run *r = other->first, *next; r; r = next) {
		next = r->next;
		add_run(into, r);
	}
}

static bool drafts_share_a_day(const struct spell_draft *a, const struct spell_draft *b)
{
	return surely_holds(a->from.when, a->to.when) && surely_holds(b->from.when, b->to.when) &&
	       a->from.when.last < b->to.when.first && b->from.when.last < a->to.when.first;
}

static int compare_drafts(const void *left, const void *right)
{
	const struct spell_draft *a = left, *b = right;

	int order = order_days(a->from.when, b->from.when);
	if (!order)
		order = (a->to.when.first > b->to.when.first) - (a->to.when.first < b->to.when.first);
	return order ? order : (a->first > b->first) - (a->first < b->first);
}

/* As its ends became better founded, a spell may have grown into another. Sorts the drafts of one regime by time. */
static size_t merge_drafts(struct spell_draft *list, size_t count)
{
	size_t n = 0, solid = SIZE_MAX; /* `solid`: the last that surely holds on some day */

	qsort(list, count, sizeof *list, compare_drafts);
	for (size_t i = 0; i < count; i++) {
		if (solid != SIZE_MAX && drafts_share_a_day(&list[solid], &list[i])) {
			add_draft(&list[solid], &list[i]);
			continue;
		}
		list[n] = list[i];
		if (surely_holds(list[n].from.when, list[n].to.when))
			solid = n;
		n++;
	}
	return n;
}

/* Appends the spells of one regime: its runs, by beginning. */
static void join_runs(struct spell_set *out, struct spell_run *const *runs, size_t count)
{
	struct spell_draft *list = &out->list[out->count];
	size_t n = 0, before;

	for (size_t i = 0; i < count; i++) {
		if (!n || !touches(&list[n - 1], runs[i]))
			list[n++] = (struct spell_draft){0};
		add_run(&list[n - 1], runs[i]);
	}
	do {
		before = n;
		n = merge_drafts(list, n);
	} while (n < before);
	out->count += n;
}

static void join_regime(struct spell_set *out, const ties_listing **list, size_t count, struct spell_run *runs,
                        struct spell_run **order, const ties_book *b, const struct history_time *time)
{
	size_t n = make_runs(runs, list, count);

	for (size_t i = 0; i < n; i++) {
		order[i] = &runs[i];
		if (n > 1 && is_open(runs[i].to.when))
			runs[i].to.seen = newest_version(b, runs[i].to.by->dataset, time);
	}
	qsort(order, n, sizeof(struct spell_run *), compare_runs);
	join_runs(out, order, n);
}

ties_code spells_join(struct spell_set *out, const ties_entity *entity, const ties_book *b,
                      const struct history_time *time, struct arena *arena, ties_error *err)
{
	size_t count = entity->listing_count;
	const ties_listing **list = arena_array(arena, count, sizeof(const ties_listing *));
	struct spell_run *runs = arena_array(arena, count, sizeof *runs);
	struct spell_run **order = arena_array(arena, count, sizeof(struct spell_run *));

	*out = (struct spell_set){.list = arena_array(arena, count, sizeof *out->list)};
	if (arena->failed)
		return error_nomem(err);
	for (size_t i = 0; i < count; i++)
		list[i] = &entity->listings[i];
	if (count)
		qsort(list, count, sizeof(const ties_listing *), compare_listings);
	for (size_t i = 0, end; i < count; i = end) {
		for (end = i + 1; end < count && order_regime(list[i], list[end]) == 0;)
			end++;
		join_regime(out, &list[i], end - i, &runs[i], order, b, time);
	}
	return TIES_OK;
}
