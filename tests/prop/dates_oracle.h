/* The three answers once more, from docs/time.md alone and as plainly as can be: what src/dates must equal.
 *
 * A world is a list of days, each as ISO 8601 writes it. A date is the set of those days whose text it fits,
 * found by looking at every day; nothing is computed from years or months. Behind the last and before the first day
 * stands one point more, for ends that are never or always. An answer comes from going through all choices
 * of one day out of each set. */
#ifndef TESTS_DATES_ORACLE_H
#define TESTS_DATES_ORACLE_H

#include "base/str.h"

#include <stdio.h>
#include <stdlib.h>

enum { ORACLE_DAYS = 80000, ORACLE_DAY_TEXT = 24 };

/** Days 1..count; 0 and count + 1 are the points outside. */
struct oracle_world {
	size_t count;
	char text[ORACLE_DAYS][ORACLE_DAY_TEXT];
};

/** Which points of a world a date can mean. */
struct oracle_set {
	bool has[ORACLE_DAYS + 2];
	size_t first, last; /* the outermost of them; first > last: it is no date */
};

/** Adds the days of a year behind those that are there. */
static inline void oracle_add_year(struct oracle_world *w, int year)
{
	static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	for (int m = 0; m < 12; m++)
		for (int d = 1; d <= lengths[m] + (m == 1 && leap); d++)
			snprintf(w->text[w->count++], ORACLE_DAY_TEXT, "%s%04d-%02d-%02d", year < 0 ? "-" : "",
			         abs(year), m + 1, d);
}

static inline size_t oracle_end(const struct oracle_world *w)
{
	return w->count + 1;
}

/** Makes it the set of no day. */
static inline void oracle_clear(const struct oracle_world *w, struct oracle_set *set)
{
	memset(set->has, 0, oracle_end(w) + 1);
	set->first = SIZE_MAX;
	set->last = 0;
}

static inline void oracle_include(struct oracle_set *set, size_t from, size_t to)
{
	for (size_t i = from; i <= to; i++)
		set->has[i] = true;
	set->first = from < set->first ? from : set->first;
	set->last = to > set->last ? to : set->last;
}

/* The text of the day begins with the pattern, where an X stands for any digit. */
static inline bool oracle_fits(const char *day, str pattern)
{
	for (size_t i = 0; i < pattern.len; i++)
		if (day[i] == '\0' || (pattern.ptr[i] == 'X' ? day[i] < '0' || day[i] > '9' : day[i] != pattern.ptr[i]))
			return false;
	char next = day[pattern.len];
	return next == '\0' || next == '-';
}

/* 2012-21 is March to May of 2012, …, 2012-24 December of 2012 to February behind it. */
static inline bool oracle_season_fits(const struct oracle_world *w, size_t day, str pattern)
{
	static const char *const months[] = {"03 04 05", "06 07 08", "09 10 11", "12"};
	char season = pattern.ptr[6];
	const char *text = w->text[day - 1];
	char month[3] = {text[5], text[6], '\0'};

	if (memcmp(text, pattern.ptr, 4) == 0)
		return strstr(months[season - '1'], month) != NULL;
	/* January and February, when the last December before them was the year's */
	size_t before = day;
	while (season == '4' && (strcmp(month, "01") == 0 || strcmp(month, "02") == 0) && before > 1 &&
	       memcmp(w->text[before - 1] + 5, "12", 2) != 0)
		before--;
	return before < day && memcmp(w->text[before - 1], pattern.ptr, 4) == 0;
}

static inline bool oracle_is_season(str pattern)
{
	return pattern.len == 7 && pattern.ptr[4] == '-' && pattern.ptr[5] == '2' && pattern.ptr[6] >= '1' &&
	       pattern.ptr[6] <= '4';
}

static inline str oracle_without_flags(str s)
{
	while (s.len && strchr("~?%", s.ptr[s.len - 1]))
		s.len--;
	return s;
}

/* Digits are left open from the right only: nothing is said behind an X. */
static inline bool oracle_is_pattern(str s)
{
	bool open = false;

	for (size_t i = 0; i < s.len; i++) {
		if (open && s.ptr[i] != 'X' && s.ptr[i] != '-')
			return false;
		open = open || s.ptr[i] == 'X';
	}
	return s.len >= 4;
}

static inline void oracle_read_pattern(const struct oracle_world *w, str s, struct oracle_set *set)
{
	str pattern = oracle_without_flags(s);
	bool season = oracle_is_season(pattern);

	if (!oracle_is_pattern(pattern))
		return;
	for (size_t day = 1; day <= w->count; day++)
		if (season ? oracle_season_fits(w, day, pattern) : oracle_fits(w->text[day - 1], pattern))
			oracle_include(set, day, day);
}

/* [A..B]: all from the first day that A can mean to the last that B can; without bound where a side is absent. */
static inline void oracle_read_range(const struct oracle_world *w, str inside, struct oracle_set *set)
{
	static struct oracle_set side;
	size_t dots = str_find(inside, STR(".."), 0), from = 0, to = oracle_end(w);
	str left = str_slice(inside, 0, dots), right = str_slice(inside, dots + 2, inside.len);

	if (left.len) {
		oracle_clear(w, &side);
		oracle_read_pattern(w, left, &side);
		from = side.first;
	}
	if (right.len) {
		oracle_clear(w, &side);
		oracle_read_pattern(w, right, &side);
		to = side.last;
	}
	if (from <= to)
		oracle_include(set, from, to);
}

/** The points that a date can mean; `open` is where ".." lies. */
static inline void oracle_read(const struct oracle_world *w, str s, size_t open, struct oracle_set *set)
{
	str bare = oracle_without_flags(s);

	oracle_clear(w, set);
	if (bare.len == 0)
		oracle_include(set, 0, oracle_end(w));
	else if (str_is(bare, ".."))
		oracle_include(set, open, open);
	else if (str_starts(bare, STR("[")))
		oracle_read_range(w, str_slice(bare, 1, bare.len - 1), set);
	else
		oracle_read_pattern(w, s, set);
}

/** What the beginning and the end of a fact can be. */
struct oracle_fact {
	struct oracle_set from, to;
};

/** "FROM/TO", or one date, which holds on its own days. False when it is neither, or can hold on no day. */
static inline bool oracle_read_fact(const struct oracle_world *w, str s, struct oracle_fact *fact)
{
	size_t slash = str_find_char(s, '/', 0);

	if (slash != SIZE_MAX) {
		oracle_read(w, str_slice(s, 0, slash), 0, &fact->from);
		oracle_read(w, str_slice(s, slash + 1, s.len), oracle_end(w), &fact->to);
	} else {
		static struct oracle_set days;
		if (str_is(s, ".."))
			return false;
		oracle_read(w, s, 0, &days);
		oracle_clear(w, &fact->from);
		oracle_clear(w, &fact->to);
		if (days.first > days.last)
			return false;
		if (days.first == 0 && days.last == oracle_end(w)) {
			oracle_include(&fact->from, 0, oracle_end(w)); /* an unknown date: unknown ends */
			oracle_include(&fact->to, 0, oracle_end(w));
			return true;
		}
		size_t behind = days.last < oracle_end(w) ? days.last + 1 : days.last;
		oracle_include(&fact->from, days.first, days.first);
		oracle_include(&fact->to, behind, behind);
	}
	return fact->from.first <= fact->from.last && fact->to.first <= fact->to.last &&
	       fact->from.first < fact->to.last;
}

/** The days asked about: a date, or an interval for all days from its first to its last. False when it is neither. */
static inline bool oracle_read_question(const struct oracle_world *w, str s, struct oracle_set *days)
{
	static struct oracle_fact span;
	size_t from, to;

	if (str_find_char(s, '/', 0) != SIZE_MAX) {
		if (!oracle_read_fact(w, s, &span))
			return false;
		from = span.from.first;
		to = span.to.last;
		oracle_clear(w, days);
		oracle_include(days, from, to);
	} else {
		oracle_read(w, s, 0, days);
		if (str_is(s, ".."))
			oracle_include(days, 0, oracle_end(w));
	}
	days->has[0] = days->has[oracle_end(w)] = false; /* it is asked about days */
	return days->first <= days->last;
}

static inline ties_truth oracle_verdict(bool some, bool all)
{
	return all ? TIES_YES : some ? TIES_POSSIBLY : TIES_NO;
}

/** Of all choices of a beginning and an end behind it: on which share of them does it hold on each day asked about?
 *  The choices are counted day by day: those that began up to here, less those that ended up to here. */
static inline ties_truth oracle_holds(const struct oracle_world *w, const struct oracle_fact *f,
                                      const struct oracle_set *on)
{
	uint64_t ends_behind = 0, begun = 0, choices = 0, holding = 0;
	bool some = false, all = true;

	for (size_t p = 0; p <= oracle_end(w); p++)
		ends_behind += f->to.has[p];
	uint64_t left = ends_behind;
	for (size_t p = 0; p <= oracle_end(w); p++) {
		left -= f->to.has[p];
		choices += f->from.has[p] ? left : 0;
	}
	for (size_t p = 0; p <= oracle_end(w); p++) {
		ends_behind -= f->to.has[p];
		holding -= f->to.has[p] ? begun : 0; /* every beginning before it, with this end */
		holding += f->from.has[p] ? ends_behind : 0;
		begun += f->from.has[p];
		if (on->has[p]) {
			some = some || holding > 0;
			all = all && holding == choices;
		}
	}
	return oracle_verdict(some, all);
}

/** Does every, does some choice of a day of `a` and one of `b` have a's before b's? */
static inline ties_truth oracle_before(const struct oracle_set *a, const struct oracle_set *b)
{
	bool some = false, all = true;

	for (size_t i = a->first; i <= a->last; i++)
		for (size_t k = b->first; a->has[i] && k <= b->last; k++)
			if (b->has[k]) {
				some = some || i < k;
				all = all && i < k;
			}
	return oracle_verdict(some, all);
}

/** Do the two share a day? Goes through all choices of the four ends; keep the sets small. */
static inline ties_truth oracle_overlap(const struct oracle_fact *a, const struct oracle_fact *b)
{
	bool some = false, all = true;

	for (size_t f1 = a->from.first; f1 <= a->from.last; f1++)
		for (size_t e1 = a->to.first; e1 <= a->to.last; e1++) {
			if (!a->from.has[f1] || !a->to.has[e1] || f1 >= e1)
				continue;
			for (size_t f2 = b->from.first; f2 <= b->from.last; f2++)
				for (size_t e2 = b->to.first; b->from.has[f2] && e2 <= b->to.last; e2++) {
					if (!b->to.has[e2] || f2 >= e2)
						continue;
					/* the later beginning is a day of both, unless one has ended */
					size_t later = f1 > f2 ? f1 : f2;
					bool share = later < e1 && later < e2;
					some = some || share;
					all = all && share;
				}
		}
	return oracle_verdict(some, all);
}

#endif
