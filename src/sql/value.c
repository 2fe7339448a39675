/* What stands in a column. */
#include "sql/rows.h"

enum { DAY_LOWEST = -719528, DAY_HIGHEST = 2932896 }; /* 0000-01-01 and 9999-12-31 */

struct sql_value sql_null(void)
{
	return (struct sql_value){.kind = SQL_NULL};
}

struct sql_value sql_text(str s)
{
	return s.len ? (struct sql_value){.kind = SQL_TEXT, .text = s, .lasting = true} : sql_null();
}

struct sql_value sql_passing(str s)
{
	return s.len ? (struct sql_value){.kind = SQL_TEXT, .text = s} : sql_null();
}

struct sql_value sql_word(const char *s)
{
	return sql_text(str_from(s));
}

struct sql_value sql_integer(int64_t n)
{
	return (struct sql_value){.kind = SQL_INTEGER, .integer = n};
}

struct sql_value sql_real(double n)
{
	return (struct sql_value){.kind = SQL_REAL, .real = n};
}

static void print_digits(char *out, int number, int digits)
{
	for (int i = digits - 1; i >= 0; i--, number /= 10)
		out[i] = (char)('0' + number % 10);
}

void sql_day_print(int32_t day, char out[SQL_DAY_TEXT])
{
	int year, month, dom;

	date_to_civil(day < DAY_LOWEST ? DAY_LOWEST : day > DAY_HIGHEST ? DAY_HIGHEST : day, &year, &month, &dom);
	print_digits(out, year, 4);
	print_digits(out + 5, month, 2);
	print_digits(out + 8, dom, 2);
	out[4] = out[7] = '-';
	out[10] = '\0';
}

static int read_digits(const char *s, int digits)
{
	int number = 0;

	for (int i = 0; i < digits; i++) {
		if (s[i] < '0' || s[i] > '9')
			return -1;
		number = number * 10 + (s[i] - '0');
	}
	return number;
}

/* What the tables print: YYYY-MM-DD. */
static bool read_iso_day(str text, int32_t *out)
{
	if (text.len != SQL_DAY_TEXT - 1 || text.ptr[4] != '-' || text.ptr[7] != '-')
		return false;
	int year = read_digits(text.ptr, 4), month = read_digits(text.ptr + 5, 2), dom = read_digits(text.ptr + 8, 2);
	if (year < 0 || month < 1 || month > 12 || dom < 1 || dom > date_days_in_month(year, month))
		return false;
	*out = date_from_civil(year, month, dom);
	return true;
}

bool sql_day_parse(str text, int32_t *out)
{
	struct date d;

	if (str_is(text, "0000-01-01")) {
		*out = TIES_DAY_MIN;
		return true;
	}
	if (str_is(text, "9999-12-31")) {
		*out = TIES_DAY_MAX;
		return true;
	}
	if (read_iso_day(text, out))
		return true;
	if (date_parse(text, &d, NULL) != TIES_OK || d.kind != DATE_KNOWN || d.first != d.last)
		return false;
	*out = d.first;
	return true;
}

bool sql_day_span(str text, int32_t *first, int32_t *last)
{
	enum { MONTH = 31, YEAR = 366 };
	char day[] = "0000-01-01";

	if (text.len != 4 && text.len != 7 && text.len != SQL_DAY_TEXT - 1)
		return false;
	memcpy(day, text.ptr, text.len);
	if (!read_iso_day((str){day, sizeof day - 1}, first))
		return false;
	*last = *first + (text.len == 4 ? YEAR : text.len == 7 ? MONTH : 0);
	return true;
}

struct sql_value sql_day(struct sql_cursor *c, int32_t day)
{
	sql_day_print(day, c->day);
	return sql_passing((str){c->day, SQL_DAY_TEXT - 1});
}

struct sql_value sql_entity_id(const ties_book *b, uint32_t entity)
{
	return sql_text(book_string(b, BOOK_AT(b, ENTITY, entity)->id));
}

struct sql_value sql_confidence(uint32_t confidence)
{
	return confidence <= CONFIDENCE_RECALLED ? sql_word(model_confidence_name((enum model_confidence)confidence))
	                                         : sql_null();
}

struct sql_value sql_dataset_of(const ties_book *b, uint32_t ref)
{
	return sql_text(book_string(b, BOOK_AT(b, DATASET, book_ref_dataset(b, ref))->name));
}

static char *append(char *at, str s)
{
	return s.len ? (char *)memcpy(at, s.ptr, s.len) + s.len : at;
}

struct sql_value sql_ref(struct sql_cursor *c, uint32_t ref)
{
	str dataset = sql_dataset_of(c->b, ref).text, record = book_string(c->b, BOOK_AT(c->b, REF, ref)->record);
	size_t length = dataset.len + 1 + record.len;
	char *text = arena_alloc(&c->arena, length);

	if (!text)
		return sql_null();
	char *end = append(text, dataset);
	*end++ = ':';
	append(end, record);
	return sql_passing((str){text, length});
}
