/* EDTF level 1 (ISO 8601-2), parsed: text to the span of days that it can mean.
 *
 *	date      = day | set, with one of ~ ? % behind; or ".." or nothing
 *	day       = year [ "-" month [ "-" dd [ time ] ] ]
 *	year      = [ "-" ] four digits, the last one to three of which may be X: 200X
 *	month     = 01..12 | XX | season 21..24
 *	set       = "[" [ day ] ".." [ day ] "]"
 *	interval  = date "/" date
 *
 * Two liberties, for lists as they are: `u` and `x` are read as X (older drafts wrote 200u), and a time or an
 * offset may follow a day. Seasons are those of the northern half of the earth, where the drafts put them:
 * 21 March to May, 22 June to August, 23 September to November, 24 December to February of the next year.
 *
 * What cannot be a date gets a message that says why, and what was probably meant when there is a date of
 * which it is a slip: day and month exchanged, the 31st of a shorter month, a date as prose writes it. */
#include "dates/calendar.h"

#include <stdio.h>

enum {
	SHOWN_MAX = 60, /* bytes of the offending text in a message */
	SEASON_SPRING = 21,
	SEASON_WINTER = 24,
	MASKED = -1, /* XX */
};

/* One date being read: the whole text for messages, and what is left to read. */
struct reader {
	str whole;
	str rest;
	ties_error *err;
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_mask(char c)
{
	return c == 'X' || c == 'x' || c == 'u' || c == 'U';
}

/* ---- messages ------------------------------------------------------------------------------------------ */

/* The text as a message can show it: short, on one line. */
static const char *show(str s, char into[SHOWN_MAX + 4])
{
	size_t n = s.len < SHOWN_MAX ? s.len : SHOWN_MAX;

	while (n < s.len && n > 0 && ((unsigned char)s.ptr[n] & 0xC0) == 0x80)
		n--;
	for (size_t i = 0; i < n; i++)
		into[i] = (unsigned char)s.ptr[i] < ' ' || s.ptr[i] == 0x7f ? '?' : s.ptr[i];
	memcpy(into + n, n < s.len ? "..." : "", n < s.len ? 4 : 1);
	return into;
}

/* "WHAT": WHY. Did you mean MEANT? */
static ties_code refuse(const struct reader *r, const char *why, const struct date *meant)
{
	char shown[SHOWN_MAX + 4], text[DATE_TEXT_MAX];

	if (!meant)
		return error_set(r->err, TIES_ERR_FORMAT, "\"%s\" is not a date: %s.", show(r->whole, shown), why);
	date_print(*meant, text);
	return error_set(r->err, TIES_ERR_FORMAT, "\"%s\" is not a date: %s. Did you mean %s?", show(r->whole, shown),
	                 why, text);
}

static int two_digits(const char *p)
{
	return (p[0] - '0') * 10 + (p[1] - '0');
}

/* "20121217", which ISO 8601 allows and EDTF does not. */
static bool basic_form(str s, struct date *out)
{
	if (s.len != 8)
		return false;
	for (size_t i = 0; i < 8; i++)
		if (!is_digit(s.ptr[i]))
			return false;
	int month = two_digits(s.ptr + 4);
	return month >= 1 && month <= 12 &&
	       date_of_day(two_digits(s.ptr) * 100 + two_digits(s.ptr + 2), month, two_digits(s.ptr + 6), out);
}

/* Digits up to the separator or the end; the number, -1 when there are none or more than four. */
static int take_number(str *rest, char separator, size_t *digits)
{
	int number = 0;

	for (*digits = 0; *digits < rest->len && is_digit(rest->ptr[*digits]) && *digits < 4; ++*digits)
		number = number * 10 + (rest->ptr[*digits] - '0');
	bool whole = *digits == rest->len || rest->ptr[*digits] == separator;
	*rest = str_slice(*rest, *digits + 1, rest->len);
	return *digits && whole ? number : -1;
}

/* "31/02/2012", "2.30.2012", "2012/02/30": a day that the month does not have. False when there is no such day. */
static bool find_missing_day(str s, int *year, int *month, int *day)
{
	size_t first = 0, digits[3];
	int number[3];

	while (first < s.len && is_digit(s.ptr[first]))
		first++;
	if (first == s.len || !strchr("./-", s.ptr[first]))
		return false;
	char separator = s.ptr[first];
	for (size_t i = 0; i < 3; i++)
		number[i] = take_number(&s, separator, &digits[i]);
	if (s.len || number[0] < 0 || number[1] < 0 || number[2] < 0)
		return false;
	bool year_first = digits[0] == 4;
	if (!year_first && digits[2] != 4)
		return false;
	int one = year_first ? number[1] : number[0], other = year_first ? number[2] : number[1];
	*year = year_first ? number[0] : number[2];
	bool month_first = one >= 1 && one <= 12 && other > 12;
	*month = year_first || month_first ? one : other;
	*day = year_first || month_first ? other : one;
	return *month >= 1 && *month <= 12 && *day <= 31 && *day > date_days_in_month(*year, *month);
}

static ties_code refuse_month(const struct reader *r, int year, int month, int day)
{
	struct date meant;
	char why[64];
	bool swapped = day >= 1 && day <= 12 && date_of_day(year, day, month, &meant);

	if (month == 0) {
		meant = date_of_years(year, year);
		return refuse(r, "there is no month 0; leave an unknown month out", &meant);
	}
	snprintf(why, sizeof why, "there is no month %d", month);
	return refuse(r, why, swapped ? &meant : NULL);
}

static ties_code refuse_day(const struct reader *r, int year, int month, int day)
{
	int days = date_days_in_month(year, month);
	struct date meant;
	char why[96];

	if (day == 0) {
		meant = date_of_month(year, month);
		return refuse(r, "there is no day 0; leave an unknown day out", &meant);
	}
	date_of_day(year, month, days, &meant);
	snprintf(why, sizeof why, "%s %d has %d days%s", date_month_name(month), year, days,
	         month == 2 && day == 29 ? ", as it is not a leap year" : "");
	return refuse(r, why, day <= 31 ? &meant : NULL);
}

/* Nothing that looks like a date of this form. */
static ties_code refuse_form(const struct reader *r)
{
	struct date meant;
	int year, month, day;

	if (r->whole.len && (r->whole.ptr[0] == 'Y' || r->whole.ptr[0] == 'y') && r->whole.len > 1 &&
	    (is_digit(r->whole.ptr[1]) || r->whole.ptr[1] == '-'))
		return refuse(r, "years beyond -9999 and 9999 are not supported", NULL);
	if (basic_form(r->whole, &meant) || date_parse_prose(r->whole, &meant))
		return refuse(r, "dates are written year first, with hyphens", &meant);
	if (find_missing_day(r->whole, &year, &month, &day))
		return refuse_day(r, year, month, day);
	return refuse(r, "write it as 2012, 2012-12 or 2012-12-17 (EDTF)", NULL);
}

/* ---- one date ------------------------------------------------------------------------------------------ */

/* "2012", "-0044", "200X", "20XX": the years from *low to *high. */
static bool read_year(struct reader *r, int *low, int *high)
{
	enum { DIGITS = 4 };
	bool negative = str_starts(r->rest, STR("-"));
	str s = str_slice(r->rest, negative, negative + DIGITS);
	int least = 0, most = 0;

	if (s.len < DIGITS || !is_digit(s.ptr[0]))
		return false;
	for (size_t i = 0; i < DIGITS; i++) {
		bool masked = is_mask(s.ptr[i]);
		if (!masked && (!is_digit(s.ptr[i]) || is_mask(s.ptr[i ? i - 1 : 0])))
			return false;
		least = least * 10 + (masked ? 0 : s.ptr[i] - '0');
		most = most * 10 + (masked ? 9 : s.ptr[i] - '0');
	}
	if (negative && most == 0)
		return false; /* "-0000": the year before 0001 is 0000 */
	*low = negative ? -most : least;
	*high = negative ? -(least ? least : 1) : most;
	r->rest = str_slice(r->rest, negative + DIGITS, r->rest.len);
	return true;
}

/* "-12" or "-XX" in front of what is left. */
static bool read_field(struct reader *r, int *value)
{
	const char *p = r->rest.ptr;

	if (r->rest.len < 3 || p[0] != '-')
		return false;
	if (is_mask(p[1]) && is_mask(p[2]))
		*value = MASKED;
	else if (is_digit(p[1]) && is_digit(p[2]))
		*value = two_digits(p + 1);
	else
		return false;
	r->rest = str_slice(r->rest, 3, r->rest.len);
	return true;
}

/* Takes two digits of at most `most`, behind `mark` (0: none). */
static bool take_clock(str *s, char mark, int most)
{
	size_t at = mark ? 1 : 0;

	if (s->len < at + 2 || (mark && s->ptr[0] != mark) || !is_digit(s->ptr[at]) || !is_digit(s->ptr[at + 1]) ||
	    two_digits(s->ptr + at) > most)
		return false;
	*s = str_slice(*s, at + 2, s->len);
	return true;
}

/* What may stand behind a day: "T20:27", "T20:27:45.483-04:00", " 20:27", "-05:00", "+0530", "Z", or nothing. */
static bool is_time(str s)
{
	if (s.len && (s.ptr[0] == 'T' || s.ptr[0] == 't' || s.ptr[0] == ' ')) {
		s = str_slice(s, 1, s.len);
		if (!take_clock(&s, 0, 24) || !take_clock(&s, ':', 59))
			return false;
		if (take_clock(&s, ':', 60) && s.len > 1 && (s.ptr[0] == '.' || s.ptr[0] == ',') && is_digit(s.ptr[1]))
			for (s = str_slice(s, 1, s.len); s.len && is_digit(s.ptr[0]);)
				s = str_slice(s, 1, s.len);
	}
	if (str_is(s, "Z") || str_is(s, "z") || s.len == 0)
		return true;
	if (!take_clock(&s, s.ptr[0] == '-' ? '-' : '+', 15))
		return false;
	return s.len == 0 || ((take_clock(&s, ':', 59) || take_clock(&s, 0, 59)) && s.len == 0);
}

static struct date season(int year, int number)
{
	int begin = 3 * (number - SEASON_SPRING + 1); /* March, June, September, December */
	struct date first = date_of_month(year, begin);
	struct date last = number == SEASON_WINTER ? date_of_month(year + 1, 2) : date_of_month(year, begin + 2);

	return date_of_days(first.first, last.last);
}

/* The month and what follows it, in one certain year. */
static ties_code parse_month(struct reader *r, int year, int month, struct date *out)
{
	int day = MASKED;
	bool has_day = read_field(r, &day);

	if (month == MASKED) {
		*out = date_of_years(year, year);
		return r->rest.len || (has_day && day != MASKED) ? refuse_form(r) : TIES_OK;
	}
	if (month >= SEASON_SPRING && month <= SEASON_WINTER && !has_day && r->rest.len == 0) {
		*out = season(year, month);
		return TIES_OK;
	}
	if (r->rest.len && !(has_day && day != MASKED && is_time(r->rest)))
		return refuse_form(r);
	if (month < 1 || month > 12)
		return refuse_month(r, year, month, day);
	if (!has_day || day == MASKED)
		*out = date_of_month(year, month);
	else if (!date_of_day(year, month, day, out))
		return refuse_day(r, year, month, day);
	return TIES_OK;
}

static ties_code parse_day(struct reader *r, struct date *out)
{
	int low, high, month;

	if (!read_year(r, &low, &high))
		return refuse_form(r);
	if (r->rest.len == 0) {
		*out = date_of_years(low, high);
		return TIES_OK;
	}
	if (low != high || !read_field(r, &month))
		return refuse_form(r);
	return parse_month(r, low, month, out);
}

/* Takes "~", "?" or "%" off the end; older drafts wrote "?~". */
static str take_flags(str s, struct date *out)
{
	while (s.len) {
		char c = s.ptr[s.len - 1];
		bool approximate = c == '~' || c == '%', uncertain = c == '?' || c == '%';
		if ((!approximate && !uncertain) || (approximate && out->approximate) || (uncertain && out->uncertain))
			break;
		out->approximate = out->approximate || approximate;
		out->uncertain = out->uncertain || uncertain;
		s.len--;
	}
	return s;
}

/* A day with its flags, trimmed. */
static ties_code parse_flagged(const struct reader *r, str s, struct date *out)
{
	struct date flags = {0};
	struct reader inner = {.whole = r->whole, .rest = str_trim(take_flags(str_trim(s), &flags)), .err = r->err};
	ties_code rc = parse_day(&inner, out);

	out->approximate = flags.approximate;
	out->uncertain = flags.uncertain;
	return rc;
}

static const struct date unknown = {.first = TIES_DAY_MIN, .last = TIES_DAY_MAX, .kind = DATE_UNKNOWN};

/* The inside of "[…]": one day between the two sides, either of which may be absent. */
static ties_code parse_set(const struct reader *r, str inside, struct date *out)
{
	struct date left = unknown, right = unknown;
	size_t dots = str_find(inside, STR(".."), 0);
	ties_code rc = TIES_OK;

	if (dots == SIZE_MAX)
		return refuse(r, "a set is written [2012-12-01..2026-08-22], with one or both sides", NULL);
	str from = str_trim(str_slice(inside, 0, dots)), to = str_trim(str_slice(inside, dots + 2, inside.len));
	if (from.len)
		rc = parse_flagged(r, from, &left);
	if (rc == TIES_OK && to.len)
		rc = parse_flagged(r, to, &right);
	if (rc != TIES_OK)
		return rc;
	if (left.first > right.last) {
		struct date meant = date_of_days(right.first, left.last);
		return refuse(r, "its second side lies before its first", &meant);
	}
	*out = from.len || to.len ? date_of_days(left.first, right.last) : unknown;
	out->approximate = left.approximate || right.approximate;
	out->uncertain = left.uncertain || right.uncertain;
	return TIES_OK;
}

/* The number that `count` digits give; -1 when it is not made of digits. */
static int digits(const char *s, size_t count)
{
	int number = 0;

	for (size_t i = 0; i < count; i++) {
		if (s[i] < '0' || s[i] > '9')
			return -1;
		number = number * 10 + (s[i] - '0');
	}
	return number;
}

/* Nearly all dates are a day as 2012-12-17, and need not be read by all the rules. False for everything else. */
static bool parse_plain_day(str s, struct date *out)
{
	if (s.len != 10 || s.ptr[4] != '-' || s.ptr[7] != '-')
		return false;
	int year = digits(s.ptr, 4), month = digits(s.ptr + 5, 2), day = digits(s.ptr + 8, 2);
	if (year < 0 || month < 1 || month > 12 || day < 1 || day > date_days_in_month(year, month))
		return false;
	int32_t number = date_from_civil(year, month, day);
	*out = date_of_days(number, number);
	return true;
}

ties_code date_parse(str s, struct date *out, ties_error *err)
{
	struct date flags = {0};

	if (parse_plain_day(s, out))
		return TIES_OK;
	s = str_trim(s);
	*out = unknown;
	if (s.len == 0)
		return TIES_OK;
	if (str_is(s, "..")) {
		*out = (struct date){.first = TIES_DAY_MAX, .last = TIES_DAY_MAX, .kind = DATE_OPEN};
		return TIES_OK;
	}
	struct reader r = {.whole = s, .rest = str_trim(take_flags(s, &flags)), .err = err};
	struct date read = unknown;
	ties_code rc = str_starts(r.rest, STR("[")) && str_ends(r.rest, STR("]"))
	                   ? parse_set(&r, str_slice(r.rest, 1, r.rest.len - 1), &read)
	                   : parse_day(&r, &read);
	if (rc != TIES_OK)
		return rc;
	if (read.kind == DATE_KNOWN) {
		read.approximate = read.approximate || flags.approximate;
		read.uncertain = read.uncertain || flags.uncertain;
	}
	*out = read;
	return TIES_OK;
}

/* ---- intervals ----------------------------------------------------------------------------------------- */

static ties_code refuse_interval(str s, const char *why, struct date from, struct date to, ties_error *err)
{
	char shown[SHOWN_MAX + 4], first[DATE_TEXT_MAX], second[DATE_TEXT_MAX];

	date_print(from, first);
	date_print(to, second);
	return error_set(err, TIES_ERR_FORMAT, "\"%s\" is not an interval: %s. Did you mean %s/%s?", show(s, shown),
	                 why, first, second);
}

/* FROM/TO in the right order. */
static ties_code check_order(str s, struct date_interval v, ties_error *err)
{
	if (v.from.kind != DATE_KNOWN || v.to.kind != DATE_KNOWN || v.from.first < v.to.last)
		return TIES_OK;
	if (v.from.first > v.to.last)
		return refuse_interval(s, "it ends before it begins", v.to, v.from, err);
	struct date next = date_of_days(v.to.first + 1, v.to.last + 1);
	return refuse_interval(s, "it holds on no day, since its end is the first day after it", v.from, next, err);
}

/* All the days of `d`. */
static struct date_interval days_of(struct date d)
{
	struct date_interval v = {.from = d, .to = d};

	v.from.last = d.first;
	if (d.last < TIES_DAY_MAX)
		v.to.first = v.to.last = d.last + 1;
	else
		v.to.first = TIES_DAY_MAX;
	if (d.kind != DATE_KNOWN)
		return (struct date_interval){.from = unknown, .to = unknown};
	if (d.first == TIES_DAY_MIN)
		v.from.kind = DATE_OPEN;
	if (d.last == TIES_DAY_MAX)
		v.to.kind = DATE_OPEN;
	return v;
}

ties_code date_interval_parse(str s, struct date_interval *out, ties_error *err)
{
	size_t slash = str_find_char(s, '/', 0);
	struct date_interval read;
	struct date one;
	ties_code rc;

	*out = (struct date_interval){.from = unknown, .to = unknown};
	if (slash == SIZE_MAX || str_find_char(s, '/', slash + 1) != SIZE_MAX) {
		rc = date_parse(s, &one, err);
		if (rc == TIES_OK && one.kind == DATE_OPEN)
			return error_set(
			    err, TIES_ERR_FORMAT,
			    "\"..\" is not an interval: write 1981/.. for one without end, ../2003 without beginning.");
		if (rc == TIES_OK)
			*out = days_of(one);
		return rc;
	}
	rc = date_parse(str_slice(s, 0, slash), &read.from, err);
	if (rc == TIES_OK)
		rc = date_parse(str_slice(s, slash + 1, s.len), &read.to, err);
	if (rc == TIES_OK)
		rc = check_order(s, read, err);
	if (rc != TIES_OK)
		return rc;
	if (read.from.kind == DATE_OPEN)
		read.from.first = read.from.last = TIES_DAY_MIN;
	*out = read;
	return TIES_OK;
}
