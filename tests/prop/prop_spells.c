/* Spells of random listings: each listing is in exactly one, two of one regime never surely share a day, the order in
 * which listings come does not matter; what one source says in whole days joins as days ticked off in a calendar do;
 * the days from step to step are what trying every day gives. `prop_spells [TRIALS [SEED]]`, default 20,000. */
#include "history/history.h"
#include "random.h"

#include <stdio.h>
#include <stdlib.h>

enum { LISTINGS_MAX = 9, DAYS = 120, SHOWN = 5 };

/* ---- listings --------------------------------------------------------------------------------------------- */

static ties_when day_between(int32_t first, int32_t last)
{
	return (ties_when){STR("some day"), first, last};
}

static const ties_when open_end = {{NULL, 0}, TIES_DAY_MAX, TIES_DAY_MAX};
static const ties_when unknown = {{NULL, 0}, TIES_DAY_MIN, TIES_DAY_MAX};

/* A day, some days, up to a day, or nothing known. */
static ties_when begin_date(struct random *r, bool exact)
{
	int32_t day = (int32_t)below(r, DAYS);

	if (exact || below(r, 2))
		return day_between(day, day);
	if (below(r, 2))
		return day_between(day, day + (int32_t)below(r, 30));
	return below(r, 3) ? day_between(TIES_DAY_MIN, day) : unknown;
}

static ties_when end_date(struct random *r, ties_when from, bool exact)
{
	int32_t day = (from.last == TIES_DAY_MAX ? 0 : from.last) + 1 + (int32_t)below(r, 40);

	if (exact || below(r, 2))
		return day_between(day, day);
	if (below(r, 2))
		return day_between(day - (int32_t)below(r, 30), day);
	return below(r, 3) ? open_end : unknown;
}

static int by_beginning(const void *left, const void *right)
{
	const ties_listing *a = left, *b = right;

	if (a->from.last != b->from.last)
		return a->from.last < b->from.last ? -1 : 1;
	if (a->from.first != b->from.first)
		return a->from.first < b->from.first ? -1 : 1;
	return str_compare(a->ref, b->ref); /* all different */
}

static size_t make_listings(struct random *r, ties_listing *list, bool exact)
{
	static const str jurisdictions[] = {STR("CA"), STR("US")}, labels[] = {STR("A"), STR("B")},
	                 datasets[] = {STR("x"), STR("y"), STR("z")}, statuses[] = {STR(""), STR("removed")},
	                 refs[LISTINGS_MAX] = {STR("0"), STR("1"), STR("2"), STR("3"), STR("4"),
	                                       STR("5"), STR("6"), STR("7"), STR("8")};
	size_t count = 1 + below(r, LISTINGS_MAX);

	for (size_t i = 0; i < count; i++) {
		ties_confidence from = (ties_confidence)below(r, 3), to = (ties_confidence)below(r, 3);
		list[i] = (ties_listing){
		    .jurisdiction = exact ? STR("CA") : PICK(r, jurisdictions),
		    .label = exact ? STR("A") : PICK(r, labels),
		    .dataset = exact ? STR("x") : PICK(r, datasets),
		    .ref = refs[i],
		    .status = PICK(r, statuses),
		    .from = begin_date(r, exact),
		    .from_confidence = from,
		    .to_confidence = to,
		    .confidence = from > to ? from : to,
		};
		list[i].to = end_date(r, list[i].from, exact);
	}
	qsort(list, count, sizeof *list, by_beginning);
	return count;
}

/* ---- properties ------------------------------------------------------------------------------------------- */

static const ties_book no_book = {0};
static const struct history_time someday = {.on = {50, 50, DATE_KNOWN, false, false}};

/** The spells of a trial, as a timeline has them. */
static bool join(ties_timeline *t, const ties_listing *list, size_t count, struct arena *arena)
{
	ties_entity entity = {.listings = list, .listing_count = count};

	*t = (ties_timeline){.on = day_between(50, 50)};
	return history_spells(&t->spells, &t->spell_count, &entity, &no_book, &someday, arena, NULL) == TIES_OK;
}

static bool each_is_in_one(const ties_timeline *t, const ties_listing *list, size_t count)
{
	unsigned seen[LISTINGS_MAX] = {0};

	for (size_t i = 0; i < t->spell_count; i++)
		for (size_t j = 0; j < t->spells[i].listing_count; j++) {
			const ties_listing *l = t->spells[i].listings[j];
			if (!str_equal(l->jurisdiction, t->spells[i].jurisdiction) ||
			    !str_equal(l->label, t->spells[i].label))
				return false;
			seen[l - list]++;
		}
	for (size_t i = 0; i < count; i++)
		if (seen[i] != 1)
			return false;
	return true;
}

static bool surely_shares_a_day(const ties_spell *a, const ties_spell *b)
{
	for (int32_t day = 0; day < 2 * DAYS + 60; day++)
		if (a->from.last <= day && day < a->to.first && b->from.last <= day && day < b->to.first)
			return true;
	return false;
}

static bool none_overlap(const ties_timeline *t)
{
	for (size_t i = 0; i < t->spell_count; i++)
		for (size_t j = i + 1; j < t->spell_count; j++)
			if (str_equal(t->spells[i].jurisdiction, t->spells[j].jurisdiction) &&
			    str_equal(t->spells[i].label, t->spells[j].label) &&
			    surely_shares_a_day(&t->spells[i], &t->spells[j]))
				return false;
	return true;
}

/* With whole days of one source: ticked off in a calendar, a spell is a row of ticks. */
static bool is_like_a_calendar(const ties_timeline *t, const ties_listing *list, size_t count)
{
	bool ticked[DAYS + 60] = {false};
	size_t spell = 0;

	for (size_t i = 0; i < count; i++)
		for (int32_t day = list[i].from.first; day < list[i].to.first; day++)
			ticked[day] = true;
	for (int32_t day = 0; day < DAYS + 59; day++) {
		if (ticked[day] && (day == 0 || !ticked[day - 1]) &&
		    (spell >= t->spell_count || t->spells[spell].from.first != day))
			return false;
		if (ticked[day] && !ticked[day + 1] && t->spells[spell++].to.first != day + 1)
			return false;
	}
	return spell == t->spell_count;
}

static bool same_dates(const ties_timeline *a, const ties_timeline *b)
{
	if (a->spell_count != b->spell_count)
		return false;
	for (size_t i = 0; i < a->spell_count; i++) {
		const ties_spell *x = &a->spells[i], *y = &b->spells[i];
		if (x->from.first != y->from.first || x->from.last != y->from.last || x->to.first != y->to.first ||
		    x->to.last != y->to.last || x->listing_count != y->listing_count || x->on != y->on)
			return false;
	}
	return true;
}

/* Least and most days between any two days that they can mean. */
static bool is_lag(ties_when from, ties_when to, int32_t first, int32_t last)
{
	int32_t least = INT32_MAX, most = INT32_MIN;

	for (int32_t a = from.first; a <= from.last; a++)
		for (int32_t b = to.first; b <= to.last; b++) {
			least = b - a < least ? b - a : least;
			most = b - a > most ? b - a : most;
		}
	return first == least && last == most;
}

static bool is_bounded(ties_when w)
{
	return w.first != TIES_DAY_MIN && w.last != TIES_DAY_MAX;
}

static bool steps_are_right(const ties_step *steps, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		const ties_step *s = &steps[i], *first = &steps[0], *before = &steps[i - 1];
		if (s->when.edtf.len && before->when.last > s->when.last)
			return false;
		if (is_bounded(s->when) && is_bounded(first->when) &&
		    !is_lag(first->when, s->when, s->lag_first, s->lag_last))
			return false;
		if (is_bounded(s->when) && is_bounded(before->when) &&
		    !is_lag(before->when, s->when, s->gap_first, s->gap_last))
			return false;
	}
	return true;
}

/* ---- trials ----------------------------------------------------------------------------------------------- */

enum property { IN_ONE, APART, ANY_ORDER, CALENDAR, STEPS, PROPERTIES };

static const char *const names[PROPERTIES] = {
    "each listing is in exactly one spell, of its regime",
    "two spells of one regime never surely share a day",
    "the order of sources does not matter",
    "whole days of one source join as in a calendar",
    "the days from step to step are those of trying every day",
};

static void note(unsigned failures[PROPERTIES], enum property p, bool ok, unsigned trial)
{
	if (!ok && failures[p]++ < SHOWN)
		printf("# trial %u: not so: %s\n", trial, names[p]);
}

static void try_one(struct random *r, unsigned failures[PROPERTIES], unsigned trial, struct arena *arena)
{
	ties_listing list[LISTINGS_MAX], other[LISTINGS_MAX];
	ties_timeline t, again;
	bool exact = trial % 4 == 0;
	size_t count = make_listings(r, list, exact);

	if (!join(&t, list, count, arena))
		abort();
	note(failures, IN_ONE, each_is_in_one(&t, list, count), trial);
	note(failures, APART, none_overlap(&t), trial);
	if (exact)
		note(failures, CALENDAR, is_like_a_calendar(&t, list, count), trial);
	for (size_t i = 0; i < count; i++)
		other[i] = list[count - 1 - i];
	if (!join(&again, other, count, arena))
		abort();
	note(failures, ANY_ORDER, same_dates(&t, &again), trial);
	ties_compared compared = {.timeline = &t};
	if (history_compare(&compared, arena, NULL) != TIES_OK)
		abort();
	note(failures, STEPS,
	     steps_are_right(compared.listed, compared.listed_count) &&
	         steps_are_right(compared.delisted, compared.delisted_count),
	     trial);
}

int main(int argc, char **argv)
{
	unsigned trials = argc > 1 ? (unsigned)atoi(argv[1]) : 20000, failures[PROPERTIES] = {0}, failed = 0;
	struct random r = {argc > 2 ? (uint64_t)atoll(argv[2]) * 2 + 1 : 88172645463325252u};
	struct arena arena = {0};

	for (unsigned i = 0; i < trials; i++) {
		try_one(&r, failures, i, &arena);
		arena_clear(&arena);
	}
	arena_finish(&arena);
	printf("# %u trials\n1..%d\n", trials, PROPERTIES);
	for (int p = 0; p < PROPERTIES; p++) {
		printf("%s %d - %s\n", failures[p] ? "not ok" : "ok", p + 1, names[p]);
		failed |= failures[p];
	}
	return failed != 0;
}
