/* One date as people write it, read token by token with bounded lookahead and no backtracking beyond it.
 *
 *	day first    10 July 2021, 10. Juli 2021, 10 de julio de 2021, 10-12 July 2021, 10-Feb-2026
 *	month first  July 10, 2021, Sept. 2021
 *	year first   2021-07-10, 2021/7/10, 2021-07, 2021年7月10日
 *	numeric      10.07.2021, 10/07/2021, day first unless that cannot be (07/25/2021)
 *	years        1951, 1970s, only where the text is a date as a whole
 *
 * Running text is read with more suspicion, see prose.c; the cursor knows which it is.
 *
 * Years have four digits. A number written as a year before 1000 or (without the name of a month) before 1500 is
 * not taken for one: 24/06/1402 on a list is a date of the Persian or Islamic calendar, which is not ours to
 * convert silently. */
#include "dates/form.h"

#include "dates/calendar.h"

enum {
	YEAR_NAMED_MIN = 1000,   /* beside the name of a month */
	YEAR_NUMERIC_MIN = 1500, /* among numbers only */
	YEAR_MAX = 2999,
	PART_UNKNOWN = -1,  /* "dd", "00" */
	HAN_YEAR = 0x5E74,  /* 年 */
	HAN_MONTH = 0x6708, /* 月 */
	HAN_DAY = 0x65E5,   /* 日 */
	HAN_NUMBER = 0x53F7 /* 号, said for 日 */
};

void cursor_advance(struct cursor *c)
{
	c->end = c->token.end;
	token_next(c->text, c->token.end, &c->token);
	if (c->token.paragraph)
		c->token.kind = TOKEN_END;
}

bool cursor_at_mark(const struct cursor *c, uint32_t mark)
{
	return c->token.kind == TOKEN_MARK && c->token.value == mark;
}

bool cursor_take_mark(struct cursor *c, uint32_t mark)
{
	if (!cursor_at_mark(c, mark))
		return false;
	cursor_advance(c);
	return true;
}

static str token_text(const struct cursor *c)
{
	return str_slice(c->text, c->token.start, c->token.end);
}

/* Is the token a word of `list`, which ends with NULL? */
bool cursor_at_word(const struct cursor *c, const char *const *list)
{
	char bytes[WORD_MAX];

	if (c->token.kind != TOKEN_WORD)
		return false;
	str word = token_fold(token_text(c), bytes);
	for (; *list; list++)
		if (str_is(word, *list))
			return true;
	return false;
}

bool cursor_take_word(struct cursor *c, const char *const *list)
{
	if (!cursor_at_word(c, list))
		return false;
	cursor_advance(c);
	return true;
}

/* Between the parts of a date: up to two marks, up to two small words. */
static void skip_between(struct cursor *c)
{
	static const char *const small[] = {"of", "de", "del", "di",   "von", "do",  "ano", "º",
	                                    "го", "من", "عام", "لعام", "سنه", "ماه", "سال", NULL};

	for (int i = 0; i < 2; i++)
		if (!cursor_take_mark(c, '.') && !cursor_take_mark(c, ',') && !cursor_take_mark(c, '-'))
			cursor_take_mark(c, '/');
	for (int i = 0; i < 2; i++)
		cursor_take_word(c, small);
}

static bool at_year(const struct cursor *c, int least)
{
	return c->token.kind == TOKEN_NUMBER && !c->token.ordinal && c->token.digits == 4 &&
	       c->token.value >= (uint32_t)least && c->token.value <= YEAR_MAX;
}

static bool at_small_number(const struct cursor *c)
{
	return c->token.kind == TOKEN_NUMBER && c->token.digits <= 2;
}

/* ---- with the name of a month ---------------------------------------------------------------------------- */

/* The name in one word or in two (كانون الثاني). */
static int take_one_month(struct cursor *c, bool *common)
{
	char bytes[WORD_MAX], second[WORD_MAX];

	if (c->token.kind != TOKEN_WORD)
		return 0;
	str word = token_fold(token_text(c), bytes);
	int month = word.len ? month_find(word, common) : 0;
	struct cursor next = *c;
	cursor_advance(&next);
	if (month) {
		*c = next;
		return month;
	}
	if (next.token.kind != TOKEN_WORD || word.len == 0 || (unsigned char)word.ptr[0] < 0x80)
		return 0;
	str more = token_fold(token_text(&next), second);
	if (word.len + 1 + more.len > sizeof bytes)
		return 0;
	bytes[word.len] = ' ';
	if (more.len)
		memcpy(bytes + word.len + 1, more.ptr, more.len);
	month = month_find((str){bytes, word.len + 1 + more.len}, common);
	if (month) {
		cursor_advance(&next);
		*c = next;
	}
	return month;
}

/* A month, perhaps named twice, as Arabic papers do: تموز/يوليو. */
static int take_month(struct cursor *c, bool *common)
{
	int month = take_one_month(c, common);
	struct cursor again = *c;
	bool ignored;

	if (month && cursor_take_mark(&again, '/') && take_one_month(&again, &ignored) == month)
		*c = again;
	return month;
}

/* "10", "10th", "10-12": days of one month. */
static bool take_days(struct cursor *c, int *first, int *last)
{
	if (!at_small_number(c))
		return false;
	*first = *last = (int)c->token.value;
	cursor_advance(c);
	struct cursor more = *c;
	if (!cursor_take_mark(&more, '-') && !cursor_take_mark(&more, EN_DASH))
		return true;
	if (at_small_number(&more)) {
		*last = (int)more.token.value;
		cursor_advance(&more);
		*c = more;
	}
	return true;
}

static bool days_of_month(int year, int month, int first, int last, struct date *out)
{
	struct date end;

	if (first > last || !date_of_day(year, month, first, out) || !date_of_day(year, month, last, &end))
		return false;
	out->last = end.last;
	return true;
}

static bool read_day_first(struct cursor *c, struct date *out)
{
	int first, last;
	bool common;

	if (!take_days(c, &first, &last))
		return false;
	skip_between(c);
	int month = take_month(c, &common);
	if (!month)
		return false;
	skip_between(c);
	if (!at_year(c, YEAR_NAMED_MIN) || !days_of_month((int)c->token.value, month, first, last, out))
		return false;
	cursor_advance(c);
	return true;
}

static bool read_month_first(struct cursor *c, struct date *out)
{
	int first, last;
	bool common;
	int month = take_month(c, &common);

	if (!month)
		return false;
	skip_between(c);
	if (at_year(c, YEAR_NAMED_MIN)) {
		if (common && c->running)
			return false;
		*out = date_of_month((int)c->token.value, month);
	} else {
		if (!take_days(c, &first, &last))
			return false;
		skip_between(c);
		if (!at_year(c, YEAR_NAMED_MIN) || !days_of_month((int)c->token.value, month, first, last, out))
			return false;
	}
	cursor_advance(c);
	return true;
}

/* ---- numbers only ---------------------------------------------------------------------------------------- */

static bool take_separator(struct cursor *c, uint32_t *separator)
{
	if (c->token.apart || (!cursor_at_mark(c, '.') && !cursor_at_mark(c, '/') && !cursor_at_mark(c, '-')))
		return false;
	*separator = c->token.value;
	cursor_advance(c);
	return !c->token.apart || *separator == '.';
}

/* A day or a month in digits, PART_UNKNOWN for "dd", "mm" and "00". */
static bool take_part(struct cursor *c, int *value)
{
	static const char *const masks[] = {"dd", "mm", "xx", NULL};

	if (at_small_number(c) && !c->token.ordinal && (c->token.value > 0 || !c->running))
		*value = c->token.value ? (int)c->token.value : PART_UNKNOWN;
	else if (!c->running && cursor_at_word(c, masks))
		*value = PART_UNKNOWN;
	else
		return false;
	cursor_advance(c);
	return true;
}

static bool date_of_parts(int year, int month, int day, struct date *out)
{
	if (month == PART_UNKNOWN && day == PART_UNKNOWN) {
		*out = date_of_years(year, year);
		return true;
	}
	if (month < 1 || month > 12)
		return false;
	if (day != PART_UNKNOWN)
		return date_of_day(year, month, day, out);
	*out = date_of_month(year, month);
	return true;
}

/* 10.07.2021, 10/07/2021, 10-07-2021, and as a whole also 07/2021. */
static bool read_numeric(struct cursor *c, struct date *out)
{
	uint32_t separator, again;
	int day, month;

	if (!take_part(c, &day) || !take_separator(c, &separator))
		return false;
	if (!c->running && at_year(c, YEAR_NUMERIC_MIN)) {
		bool ok = date_of_parts((int)c->token.value, day, PART_UNKNOWN, out);
		cursor_advance(c);
		return ok;
	}
	if (!take_part(c, &month) || !take_separator(c, &again) || again != separator || !at_year(c, YEAR_NUMERIC_MIN))
		return false;
	int year = (int)c->token.value;
	cursor_advance(c);
	return date_of_parts(year, month, day, out) || (month > 12 && date_of_parts(year, day, month, out));
}

/* 2021-07-10, 2021/7/10, 2021.07.10, 2021-07. */
static bool read_year_first(struct cursor *c, struct date *out)
{
	uint32_t separator, again;
	int month, day;

	if (!at_year(c, YEAR_NUMERIC_MIN))
		return false;
	int year = (int)c->token.value;
	cursor_advance(c);
	if (!take_separator(c, &separator) || c->token.apart)
		return false;
	bool two_digits = c->token.digits == 2;
	if (!take_part(c, &month))
		return false;
	struct cursor rest = *c;
	if (take_separator(&rest, &again) && again == separator && !rest.token.apart && take_part(&rest, &day)) {
		*c = rest;
		return date_of_parts(year, month, day, out);
	}
	if (separator != '-' || !two_digits || (c->running && month == year % 100 + 1))
		return false;
	return date_of_parts(year, month, PART_UNKNOWN, out);
}

/* 2021年7月10日 and 2021年7月, which Japanese shares. */
static bool read_chinese(struct cursor *c, struct date *out)
{
	int month, day;

	if (!at_year(c, YEAR_NUMERIC_MIN))
		return false;
	int year = (int)c->token.value;
	cursor_advance(c);
	if (!cursor_take_mark(c, HAN_YEAR) || !take_part(c, &month) || !cursor_at_mark(c, HAN_MONTH))
		return false;
	cursor_advance(c);
	struct cursor rest = *c;
	if (take_part(&rest, &day) && (cursor_take_mark(&rest, HAN_DAY) || cursor_take_mark(&rest, HAN_NUMBER))) {
		*c = rest;
		return date_of_parts(year, month, day, out);
	}
	return date_of_parts(year, month, PART_UNKNOWN, out);
}

/* "1951", "1970s"; only as a whole. */
static bool read_years(struct cursor *c, struct date *out)
{
	int year = (int)(c->token.value & INT32_MAX);

	if (c->running)
		return false;
	if (at_year(c, YEAR_NUMERIC_MIN))
		*out = date_of_years(year, year);
	else if (c->token.kind == TOKEN_DECADE && c->token.digits == 4 && year % 10 == 0 && year >= YEAR_NUMERIC_MIN &&
	         year <= YEAR_MAX)
		*out = date_of_years(year, year + 9);
	else
		return false;
	cursor_advance(c);
	return true;
}

/* ---- any of them ------------------------------------------------------------------------------------------ */

/* The first form that fits. On success the cursor stands behind the date. */
bool cursor_read_date(struct cursor *c, struct date *out)
{
	static bool (*const forms[])(struct cursor *, struct date *) = {
	    read_day_first, read_month_first, read_numeric, read_chinese, read_year_first, read_years,
	};

	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		struct cursor at = *c;
		if (forms[i](&at, out)) {
			*c = at;
			return true;
		}
	}
	return false;
}
