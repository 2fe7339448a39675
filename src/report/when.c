/* Dates in columns and in words.
 *
 * A date is shown as published. Only brackets, "[2012-12-01..2026-08-22]" (one day between), are put into words
 * where there is room and into years where there is not. */
#include "report/page.h"

#include <stdio.h>

enum { YEAR_LIMIT = 9999 };

/** Days to civil date and back: Howard Hinnant, "chrono-compatible low-level date algorithms". */
static void civil(int32_t day, int *year, unsigned *month, unsigned *dom)
{
	int64_t z = (int64_t)day + 719468;
	int64_t era = (z >= 0 ? z : z - 146096) / 146097;
	unsigned doe = (unsigned)(z - era * 146097);
	unsigned yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	unsigned doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	unsigned mp = (5 * doy + 2) / 153;

	*dom = doy - (153 * mp + 2) / 5 + 1;
	*month = mp < 10 ? mp + 3 : mp - 9;
	*year = (int)(yoe + era * 400 + (*month <= 2));
}

int page_year(int32_t day)
{
	unsigned month, dom;
	int year;

	civil(day, &year, &month, &dom);
	return year;
}

int32_t page_new_year(int year)
{
	if (year > YEAR_LIMIT)
		year = YEAR_LIMIT;
	if (year < -YEAR_LIMIT)
		year = -YEAR_LIMIT;
	int64_t y = year - 1; /* January belongs to the year that began last March */
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	int64_t yoe = y - era * 400;
	int64_t doe = yoe * 365 + yoe / 4 - yoe / 100 + 306;

	return (int32_t)(era * 146097 + doe - 719468);
}

static char *put_two(char *at, unsigned number)
{
	*at++ = (char)('0' + number / 10);
	*at++ = (char)('0' + number % 10);
	return at;
}

size_t page_day(int32_t day, char into[PAGE_DATE_MAX])
{
	unsigned month, dom;
	int year;

	civil(day, &year, &month, &dom);
	if (year >= 0 && year <= YEAR_LIMIT) { /* nearly all of a great many */
		char *at = put_two(put_two(into, (unsigned)year / 100), (unsigned)year % 100);
		*at++ = '-';
		at = put_two(at, month);
		*at++ = '-';
		at = put_two(at, dom);
		*at = '\0';
		return (size_t)(at - into);
	}
	int n = snprintf(into, PAGE_DATE_MAX, "%04d-%02u-%02u", year, month, dom);
	return n > 0 ? (size_t)n : 0;
}

enum page_end page_end_of(ties_when w)
{
	if (str_is(w.edtf, ".."))
		return END_OPEN;
	if (w.edtf.len)
		return END_DATED;
	return w.first == TIES_DAY_MAX || w.last == TIES_DAY_MIN ? END_OPEN : END_UNKNOWN;
}

/** The two sides of "[a..b]"; false when it is no bracket. */
static bool bracket(str edtf, str *left, str *right)
{
	size_t dots;

	if (edtf.len < 2 || edtf.ptr[0] != '[' || edtf.ptr[edtf.len - 1] != ']')
		return false;
	str inside = str_slice(edtf, 1, edtf.len - 1);
	dots = str_find(inside, STR(".."), 0);
	if (dots == SIZE_MAX)
		return false;
	*left = str_slice(inside, 0, dots);
	*right = str_slice(inside, dots + 2, inside.len);
	return true;
}

bool page_date_is_soft(ties_when w)
{
	str left, right;

	return page_end_of(w) == END_DATED &&
	       (bracket(w.edtf, &left, &right) || str_find_char(w.edtf, '~', 0) != SIZE_MAX ||
	        str_find_char(w.edtf, '?', 0) != SIZE_MAX || str_find_char(w.edtf, '%', 0) != SIZE_MAX);
}

static size_t copy(char into[PAGE_DATE_MAX], str s)
{
	size_t n = s.len < PAGE_DATE_MAX - 1 ? s.len : PAGE_DATE_MAX - 1;

	if (n)
		memcpy(into, s.ptr, n);
	into[n] = '\0';
	return n;
}

size_t page_date_short(const struct report_out *out, ties_when w, char into[PAGE_DATE_MAX])
{
	enum { YEAR = 4 };
	enum page_end end = page_end_of(w);
	str a, b;
	int n;

	if (end != END_DATED)
		return copy(into, end == END_OPEN ? STR("") : STR("?"));
	if (!bracket(w.edtf, &a, &b))
		return copy(into, w.edtf);
	if (a.len == 0)
		n = snprintf(into, PAGE_DATE_MAX, "by %.*s", STR_ARG(str_slice(b, 0, YEAR)));
	else if (b.len == 0)
		n = snprintf(into, PAGE_DATE_MAX, "after %.*s", STR_ARG(str_slice(a, 0, YEAR)));
	else if (str_equal(str_slice(a, 0, YEAR), str_slice(b, 0, YEAR)))
		n = (int)copy(into, str_slice(a, 0, YEAR));
	else
		n = snprintf(into, PAGE_DATE_MAX, "%.*s%s%.*s", STR_ARG(str_slice(a, 0, YEAR)), out->utf8 ? "…" : "..",
		             STR_ARG(str_slice(b, 0, YEAR)));
	return n > 0 ? (size_t)n : 0;
}

const char *page_preposition(ties_when w)
{
	return w.first == w.last ? "on" : "in";
}

size_t page_date_long(ties_when w, char into[PAGE_DATE_MAX])
{
	enum page_end end = page_end_of(w);
	str a, b;
	int n;

	if (end != END_DATED)
		return copy(into, end == END_OPEN ? STR("open") : STR("an unknown date"));
	if (!bracket(w.edtf, &a, &b))
		return copy(into, w.edtf);
	if (a.len == 0)
		n = snprintf(into, PAGE_DATE_MAX, "by %.*s", STR_ARG(b));
	else if (b.len == 0)
		n = snprintf(into, PAGE_DATE_MAX, "on or after %.*s", STR_ARG(a));
	else
		n = snprintf(into, PAGE_DATE_MAX, "between %.*s and %.*s", STR_ARG(a), STR_ARG(b));
	return n > 0 ? (size_t)(n < PAGE_DATE_MAX ? n : PAGE_DATE_MAX - 1) : 0;
}
