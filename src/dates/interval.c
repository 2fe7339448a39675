/* Does it hold, does one come before the other, do they share a day? Three answers, and none is invented.
 *
 * Every end and every `on` is a set of days, an interval [low, high]. An answer is YES when it is true for all
 * choices of one day from each set, NO when it is true for none, POSSIBLY otherwise. A choice of the two ends of
 * one interval counts only when it is consistent: the beginning lies before the end, as a fact holds on one day
 * at least. So an unknown end still lies after the beginning, and an unknown beginning before the end.
 *
 * The consistent beginnings are then [from.low, min(from.high, to.high - 1)] and the consistent ends
 * [max(to.low, from.low + 1), to.high]; all conditions below are comparisons of one choice with another, so the
 * extreme choices decide. An interval without any consistent choice (the end at or before the beginning)
 * holds on no day. tests/unit/test_dates.c compares all of this with the enumeration of all choices. */
#include "dates/dates.h"

/* Without bound; far enough beyond any day that ± 1 changes nothing. */
#define FOREVER (INT64_MAX / 4)

struct span {
	int64_t low, high; /* days, both included; ∓FOREVER without bound */
};

/* What the beginning or the end of an interval can be; `open` is where an open one lies. */
static struct span end_span(struct date d, int64_t open)
{
	if (d.kind == DATE_OPEN)
		return (struct span){open, open};
	if (d.kind == DATE_UNKNOWN)
		return (struct span){-FOREVER, FOREVER};
	return (struct span){d.first == TIES_DAY_MIN ? -FOREVER : d.first, d.last == TIES_DAY_MAX ? FOREVER : d.last};
}

/* The days that a date can mean: days of the calendar only, never the point without end. */
static struct span day_span(struct date d)
{
	if (d.kind != DATE_KNOWN)
		return (struct span){-FOREVER + 1, FOREVER - 1};
	return (struct span){d.first == TIES_DAY_MIN ? -FOREVER + 1 : d.first,
	                     d.last == TIES_DAY_MAX ? FOREVER - 1 : d.last};
}

/* A date of its own: an open one lies before or behind all days, as its own days say. */
static struct span point_span(struct date d)
{
	return d.kind == DATE_OPEN ? end_span(d, d.last == TIES_DAY_MIN ? -FOREVER : FOREVER) : day_span(d);
}

static int64_t least(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static int64_t greatest(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/* The consistent choices of the two ends; false when there is none. */
static bool consistent(struct date_interval valid, struct span *from, struct span *to)
{
	struct span f = end_span(valid.from, -FOREVER);
	struct span t = end_span(valid.to, FOREVER);

	*from = (struct span){f.low, least(f.high, t.high - 1)};
	*to = (struct span){greatest(t.low, f.low + 1), t.high};
	return f.low < t.high;
}

ties_truth date_holds(struct date_interval valid, struct date on)
{
	struct span from, to, days = day_span(on);

	if (!consistent(valid, &from, &to))
		return TIES_NO;
	if (greatest(from.low, days.low) > least(days.high, to.high - 1))
		return TIES_NO;
	return from.high <= days.low && days.high < to.low ? TIES_YES : TIES_POSSIBLY;
}

ties_truth date_before(struct date a, struct date b)
{
	struct span x = point_span(a), y = point_span(b);

	if (x.high < y.low)
		return TIES_YES;
	return x.low >= y.high ? TIES_NO : TIES_POSSIBLY;
}

ties_truth date_overlap(struct date_interval a, struct date_interval b)
{
	struct span a_from, a_to, b_from, b_to;

	if (!consistent(a, &a_from, &a_to) || !consistent(b, &b_from, &b_to))
		return TIES_NO;
	if (a_from.low >= b_to.high || b_from.low >= a_to.high)
		return TIES_NO;
	return a_from.high < b_to.low && b_from.high < a_to.low ? TIES_YES : TIES_POSSIBLY;
}

bool date_lag(struct date a, struct date b, int32_t *days)
{
	int64_t lag = (int64_t)b.first - a.first;

	if (a.kind != DATE_KNOWN || b.kind != DATE_KNOWN || a.first != a.last || b.first != b.last)
		return false;
	if (lag < INT32_MIN || lag > INT32_MAX)
		return false;
	*days = (int32_t)lag;
	return true;
}

ties_code date_span_parse(str s, struct date *out, ties_error *err)
{
	struct date_interval interval;

	if (str_find_char(s, '/', 0) == SIZE_MAX)
		return date_parse(s, out, err);
	ties_code rc = date_interval_parse(s, &interval, err);
	if (rc == TIES_OK)
		*out = (struct date){
		    .first = interval.from.kind == DATE_KNOWN ? interval.from.first : TIES_DAY_MIN,
		    .last = interval.to.kind == DATE_KNOWN ? interval.to.last : TIES_DAY_MAX,
		    .kind = DATE_KNOWN,
		};
	return rc;
}
