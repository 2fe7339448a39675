/* When? The door of src/dates: EDTF dates, intervals, three-valued comparison.
 *
 * A date is the set of days that it can mean, always an interval [first, last] of day numbers. An interval
 * of validity has two such ends; it is half open: the day of the end is the first on which the fact holds
 * no longer (a removal in force on 2012-12-17 means: not listed on 2012-12-17). */
#ifndef DATES_DATES_H
#define DATES_DATES_H

#include "base/error.h"

/** What an end of an interval can be. */
enum date_kind {
	DATE_UNKNOWN, /* the source says nothing: any day */
	DATE_OPEN,    /* "..": without end (both days TIES_DAY_MAX) or beginning (both TIES_DAY_MIN) */
	DATE_KNOWN    /* somewhere in first..last */
};

struct date {
	int32_t first;    /* earliest day, days since 1970-01-01; TIES_DAY_MIN without bound */
	int32_t last;     /* latest day; TIES_DAY_MAX without bound */
	uint8_t kind;     /* enum date_kind */
	bool approximate; /* "~" */
	bool uncertain;   /* "?" */
};

/** Day number of a civil date; the caller guarantees month 1..12, day 1..31. Years -9999..9999. O(1). */
int32_t date_from_civil(int year, int month, int day);
void date_to_civil(int32_t day, int *year, int *month, int *dom);
int date_days_in_month(int year, int month);
/** Today in UTC by the system clock. */
int32_t date_today(void);

/** Parses one EDTF level-1 date (ISO 8601-2): "2012-12-20", "2012-12", "2012", with "~" or "?" or "%" at the
 *  end, "200X"/"20XX", "2012-XX", "-0044", "Y…" is refused; also "[2012-12-01..2026-08-22]" (one day between,
 *  either side may be absent), ".." (open), "" (unknown), and a date with time or offset behind it as lists
 *  print them ("2016-11-30-05:00", "2017-07-03T20:27:45.483-04:00"): the day is taken. Seasons "2012-21" to
 *  "-24" are three months each. "~" widens nothing: it is kept as a flag.
 *  Fails with TIES_ERR_FORMAT and leaves `out` unknown; the message says what is wrong and, where one digit or
 *  the order explains it, what was probably meant ("there is no month 31. Did you mean 2012-12-31?"). O(bytes). */
TIES_NODISCARD ties_code date_parse(str s, struct date *out, ties_error *err);

/** An interval "FROM/TO" or a single date (then both ends come from it). */
struct date_interval {
	struct date from, to;
};

/** Parses "1980/1988", "1981/..", "../2003", "1980/" (end unknown) or a single date D: from = first day of D,
 *  to = the day after its last day, so that a single date as an interval covers just its days.
 *  Fails with TIES_ERR_FORMAT, both ends unknown, also when no day can lie in it (the end at or before the
 *  beginning). */
TIES_NODISCARD ties_code date_interval_parse(str s, struct date_interval *out, ties_error *err);

/** A date to ask about: a date, or an interval for some day of it. As date_parse and date_interval_parse. */
TIES_NODISCARD ties_code date_span_parse(str s, struct date *out, ties_error *err);

enum { DATE_TEXT_MAX = 40 };
/** Canonical EDTF of `d` for printing (as short as its precision allows: "2012-12", "195X", "[1951..1953]"), with
 *  a NUL behind it; returns the length, 0 for an unknown date. date_parse reads the same days back. */
size_t date_print(struct date d, char out[DATE_TEXT_MAX]);

/** Does a fact that holds from..to (half open) hold on `on`? YES: on every day that `on` can mean, whatever
 *  the ends turn out to be (the beginning before the end). NO: on none. Otherwise POSSIBLY. An unknown or open
 *  `on` can mean any day; an interval that cannot hold on any day gives NO. O(1). */
ties_truth date_holds(struct date_interval valid, struct date on);
/** a before b: every day of a before every day of b, none, or possibly. */
ties_truth date_before(struct date a, struct date b);
/** Do two intervals share a day? */
ties_truth date_overlap(struct date_interval a, struct date_interval b);
/** Days from a to b when both are single days; false, `days` as it was, otherwise. */
bool date_lag(struct date a, struct date b, int32_t *days);

/** Dates as lists and prose print them. Parses "10 Dec 1948", "Dec 1948", "1948", "circa 1951",
 *  "1951 to 1953", "01 Jan 1961 to 31 Dec 1962", "circa 1951-1953", "July 10, 2021", "10 July 2021",
 *  "10.07.2021", "10/07/2021" (day first unless impossible), "le 10 juillet 2021", "10 de julio de 2021",
 *  "10. Juli 2021", month names of en fr de es it nl pt ru uk ar fa, "2021年7月10日", also "dd/07/1946" and
 *  "1970s". Ranges give one date whose first..last is the span. "circa" sets approximate. Returns false, `out` as
 *  it was, when `s` as a whole is none of these. O(bytes). */
bool date_parse_prose(str s, struct date *out);
/** The first date in running text at or after byte `from`, in any of the forms above with at least a month
 *  and a year, or an ISO date; sets *start and *end (bytes; "circa" belongs to the date). The two ends of a range
 *  are found one after the other. False when there is none; the rest is then undefined. O(bytes). */
bool date_find(str text, size_t from, struct date *out, size_t *start, size_t *end);

#endif
