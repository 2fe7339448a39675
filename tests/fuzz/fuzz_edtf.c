/* Dates: parsing, prose and search over any bytes, and what was parsed reads back after printing. */
#include "dates/dates.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool ok)
{
	if (!ok)
		abort();
}

static bool same(struct date a, struct date b)
{
	return a.first == b.first && a.last == b.last && a.kind == b.kind && a.approximate == b.approximate &&
	       a.uncertain == b.uncertain;
}

static void check_print(struct date d)
{
	char text[DATE_TEXT_MAX];
	size_t len = date_print(d, text);
	struct date again;

	check(len < DATE_TEXT_MAX && text[len] == '\0');
	check(d.first <= d.last);
	check(date_parse((str){text, len}, &again, NULL) == TIES_OK && same(d, again));
}

static void check_interval(struct date_interval v, struct date on)
{
	/* What holds on a date shares a day with it. */
	struct date_interval days = {.from = on, .to = on};

	if (on.kind != DATE_KNOWN || on.first != on.last || on.last == TIES_DAY_MAX)
		return;
	days.to.first = days.to.last = on.last + 1;
	check(date_holds(v, on) == date_overlap(v, days));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	str text = {(const char *)data, size};
	struct date d;
	struct date_interval v;
	ties_error err;
	size_t start, end;

	if (date_parse(text, &d, &err) == TIES_OK)
		check_print(d);
	else
		check(err.message[0] && strlen(err.message) < sizeof err.message);
	if (date_parse_prose(text, &d))
		check_print(d);
	for (size_t from = 0; date_find(text, from, &d, &start, &end); from = end) {
		check(start >= from && end > start && end <= size);
		check_print(d);
	}
	size_t half = size / 2;
	if (date_interval_parse(str_slice(text, 0, half), &v, &err) == TIES_OK &&
	    date_parse(str_slice(text, half, size), &d, NULL) == TIES_OK)
		check_interval(v, d);
	return 0;
}
