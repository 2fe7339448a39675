/* Dates as EDTF, as short as they allow without saying less: date_parse reads back the very same days.
 *
 *	one day            2012-12-17
 *	one month, a year  2012-12, 2012
 *	decade, century    201X, 20XX
 *	any other span     [2012-12-01..2026-08-22]; [2012-03..2012-05] or [1951..1953] when it ends with whole
 *	                   months or years; [..2012-12-31] and [2012-12-01..] always to the day, since "by 2012"
 *	                   would be read as the beginning of the year
 *	flags              ~ approximate, ? uncertain, % both
 *
 * Seasons print as the months they stand for: spring on the one half of the earth is autumn on the other. */
#include "dates/calendar.h"

#include <stdio.h>

enum precision { PRECISION_DAY, PRECISION_MONTH, PRECISION_YEAR };

struct civil {
	int year, month, day;
};

struct text {
	char *out; /* DATE_TEXT_MAX bytes */
	size_t len;
};

static struct civil civil_of(int32_t day)
{
	struct civil c;

	date_to_civil(day, &c.year, &c.month, &c.day);
	return c;
}

static void add(struct text *t, const char *s)
{
	while (*s && t->len + 1 < DATE_TEXT_MAX)
		t->out[t->len++] = *s++;
	t->out[t->len] = '\0';
}

/* With zeros in front up to `width` digits. By hand: a build prints tens of millions of dates. */
static void add_number(struct text *t, unsigned number, size_t width)
{
	char piece[16];
	size_t at = sizeof piece - 1;

	piece[at] = '\0';
	while (number || at + width >= sizeof piece) {
		piece[--at] = (char)('0' + number % 10);
		number /= 10;
	}
	add(t, piece + at);
}

static void add_civil(struct text *t, struct civil c, enum precision precision)
{
	if (c.year < 0)
		add(t, "-");
	add_number(t, c.year < 0 ? 0u - (unsigned)c.year : (unsigned)c.year, 4);
	if (precision == PRECISION_YEAR)
		return;
	add(t, "-");
	add_number(t, (unsigned)c.month, 2);
	if (precision == PRECISION_MONTH)
		return;
	add(t, "-");
	add_number(t, (unsigned)c.day, 2);
}

/* The coarsest unit of which first..last is made up. */
static enum precision precision_of(struct civil first, struct civil last)
{
	if (first.day != 1 || last.day != date_days_in_month(last.year, last.month))
		return PRECISION_DAY;
	return first.month == 1 && last.month == 12 ? PRECISION_YEAR : PRECISION_MONTH;
}

/* "201X" or "20XX" when the years are just such a run. */
static bool add_masked_years(struct text *t, int first, int last)
{
	int span = last - first + 1;
	char piece[16];

	if (first < 0 || last > YEAR_LIMIT || (span != 10 && span != 100) || first % span != 0)
		return false;
	snprintf(piece, sizeof piece, span == 10 ? "%03dX" : "%02dXX", first / span);
	add(t, piece);
	return true;
}

static void add_set(struct text *t, struct date d, enum precision precision)
{
	add(t, "[");
	if (d.first != TIES_DAY_MIN)
		add_civil(t, civil_of(d.first), precision);
	add(t, "..");
	if (d.last != TIES_DAY_MAX)
		add_civil(t, civil_of(d.last), precision);
	add(t, "]");
}

static void add_span(struct text *t, struct date d)
{
	if (d.first == TIES_DAY_MIN || d.last == TIES_DAY_MAX) {
		add_set(t, d, PRECISION_DAY);
		return;
	}
	struct civil first = civil_of(d.first), last = civil_of(d.last);
	enum precision precision = precision_of(first, last);
	bool one = precision == PRECISION_DAY     ? d.first == d.last
	           : precision == PRECISION_MONTH ? first.year == last.year && first.month == last.month
	                                          : first.year == last.year;
	if (one)
		add_civil(t, first, precision);
	else if (precision != PRECISION_YEAR || !add_masked_years(t, first.year, last.year))
		add_set(t, d, precision);
}

size_t date_print(struct date d, char out[DATE_TEXT_MAX])
{
	struct text t = {.out = out};

	out[0] = '\0';
	if (d.kind == DATE_OPEN) {
		add(&t, "..");
	} else if (d.kind == DATE_KNOWN) {
		add_span(&t, d);
		add(&t, d.approximate && d.uncertain ? "%" : d.approximate ? "~" : d.uncertain ? "?" : "");
	}
	return t.len;
}
