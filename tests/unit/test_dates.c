/* Dates: parsing, printing, prose, and the three answers against the enumeration of all choices. */
#include "cases.h"
#include "dates/calendar.h"
#include "dates/dates.h"
#include "dates/token.h"

#include <time.h>

static struct date parsed(str s)
{
	struct date d;
	ties_error err;

	if (date_parse(s, &d, &err) != TIES_OK)
		print_error("%s\n", err.message);
	assert_int_equal(date_parse(s, &d, NULL), TIES_OK);
	return d;
}

static bool same(struct date a, struct date b)
{
	return a.first == b.first && a.last == b.last && a.kind == b.kind && a.approximate == b.approximate &&
	       a.uncertain == b.uncertain;
}

static const char *printed(struct date d)
{
	static char text[DATE_TEXT_MAX];

	size_t len = date_print(d, text);
	assert_int_equal(len, strlen(text));
	return text;
}

/* ---- calendar ------------------------------------------------------------------------------------------ */

/* Counts all days of twenty thousand years one by one. */
static void days_are_counted_one_by_one(void **state)
{
	int32_t day = date_from_civil(-9999, 1, 1);

	(void)state;
	assert_int_equal(date_from_civil(1970, 1, 1), 0);
	assert_int_equal(date_from_civil(2000, 3, 1), 11017);
	for (int year = -9999; year <= 9999; year++)
		for (int month = 1; month <= 12; month++)
			for (int dom = 1; dom <= date_days_in_month(year, month); dom++, day++) {
				int y, m, d;
				date_to_civil(day, &y, &m, &d);
				if (date_from_civil(year, month, dom) != day || y != year || m != month || d != dom)
					fail_msg("%d-%d-%d is not day %d", year, month, dom, day);
			}
	assert_int_equal(date_days_in_month(2012, 0), 0);
	assert_int_equal(date_days_in_month(2012, 13), 0);
}

static void the_library_agrees_on_civil_dates(void **state)
{
	(void)state;
	for (int32_t day = -200000; day < 200000; day += 37) {
		time_t seconds = (time_t)day * 86400;
		struct tm tm;
		int y, m, d;
		assert_non_null(gmtime_r(&seconds, &tm));
		date_to_civil(day, &y, &m, &d);
		assert_int_equal(y, tm.tm_year + 1900);
		assert_int_equal(m, tm.tm_mon + 1);
		assert_int_equal(d, tm.tm_mday);
	}
}

static void any_day_number_has_a_civil_date(void **state)
{
	static const int32_t days[] = {INT32_MIN, INT32_MIN + 1, -719468, -1, INT32_MAX - 1, INT32_MAX};

	(void)state;
	for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
		int y, m, d;
		date_to_civil(days[i], &y, &m, &d);
		assert_in_range(m, 1, 12);
		assert_in_range(d, 1, 31);
		assert_int_equal(date_from_civil(y, m, d), days[i]);
	}
	assert_true(date_today() > date_from_civil(2024, 1, 1));
	assert_true(date_today() < date_from_civil(2200, 1, 1));
}

/* ---- EDTF ---------------------------------------------------------------------------------------------- */

static int32_t bound(str cell, int32_t without)
{
	return str_is(cell, "-") ? without : parsed(cell).first;
}

static void edtf_is_read_and_printed(void **state)
{
	struct cases c;

	(void)state;
	cases_open(&c, "dates-edtf");
	while (cases_next(&c)) {
		struct date d;
		ties_error err = {0};
		cases_check(&c, date_parse(c.cell[0], &d, &err) == TIES_OK, str_from(err.message));
		cases_check(&c, str_is(c.cell[1], printed(d)), str_from(printed(d)));
		if (d.kind == DATE_OPEN)
			continue;
		cases_check(&c, d.first == bound(c.cell[2], TIES_DAY_MIN), STR("another first day"));
		cases_check(&c, d.last == bound(c.cell[3], TIES_DAY_MAX), STR("another last day"));
		cases_check(&c, same(d, parsed(str_from(printed(d)))), STR("another date when read back"));
	}
}

static void what_is_not_edtf_is_explained(void **state)
{
	struct cases c;

	(void)state;
	cases_open(&c, "dates-wrong");
	while (cases_next(&c)) {
		struct date d;
		ties_error err = {0};
		cases_check(&c, date_parse(c.cell[0], &d, &err) == TIES_ERR_FORMAT, str_from(printed(d)));
		assert_int_equal(err.code, TIES_ERR_FORMAT);
		cases_check(&c, str_find(str_from(err.message), c.cell[1], 0) != SIZE_MAX, str_from(err.message));
		cases_check(&c, d.kind == DATE_UNKNOWN && d.first == TIES_DAY_MIN && d.last == TIES_DAY_MAX,
		            STR("a date, though it is none"));
		assert_int_equal(date_parse(c.cell[0], &d, NULL), TIES_ERR_FORMAT);
	}
}

static void an_open_end_has_its_place(void **state)
{
	struct date_interval v;

	(void)state;
	assert_int_equal(parsed(STR("..")).kind, DATE_OPEN);
	assert_int_equal(date_interval_parse(STR("../.."), &v, NULL), TIES_OK);
	assert_int_equal(v.from.kind, DATE_OPEN);
	assert_int_equal(v.from.last, TIES_DAY_MIN);
	assert_int_equal(v.to.kind, DATE_OPEN);
	assert_int_equal(v.to.first, TIES_DAY_MAX);
	assert_int_equal(parsed(STR("")).kind, DATE_UNKNOWN);
}

static void every_span_is_printed_so_that_it_reads_back(void **state)
{
	(void)state;
	srandom(7);
	for (int i = 0; i < 200000; i++) {
		int32_t base = date_from_civil(-9990, 1, 1) + (int32_t)(random() % 7290000);
		int y, m, d;
		date_to_civil(base, &y, &m, &d);
		struct date spans[] = {
		    date_of_days(base, base + (int32_t)(random() % 3)),
		    date_of_days(TIES_DAY_MIN, base),
		    date_of_days(base, TIES_DAY_MAX),
		    date_of_month(y, m),
		    date_of_years(y, y + (int)(random() % 3)),
		    date_of_years(y / 10 * 10, y / 10 * 10 + 9),
		};
		for (size_t k = 0; k < sizeof spans / sizeof *spans; k++) {
			spans[k].approximate = random() % 2;
			spans[k].uncertain = random() % 2;
			if (!same(spans[k], parsed(str_from(printed(spans[k])))))
				fail_msg("%s does not read back", printed(spans[k]));
		}
	}
}

/* Damaged databases hold any numbers. */
static void printing_is_bounded(void **state)
{
	static const int32_t days[] = {INT32_MIN, INT32_MIN + 1, -4371587, 0, INT32_MAX - 1, INT32_MAX};

	(void)state;
	for (size_t i = 0; i < 6; i++)
		for (size_t k = 0; k < 6; k++) {
			struct date d = date_of_days(days[i], days[k]);
			d.approximate = d.uncertain = true;
			assert_in_range(strlen(printed(d)), 1, DATE_TEXT_MAX - 1);
		}
}

static void intervals_are_read(void **state)
{
	struct cases c;

	(void)state;
	cases_open(&c, "dates-interval");
	while (cases_next(&c)) {
		struct date_interval v;
		ties_error err = {0};
		cases_check(&c, date_interval_parse(c.cell[0], &v, &err) == TIES_OK, str_from(err.message));
		cases_check(&c, str_is(c.cell[1], printed(v.from)), str_from(printed(v.from)));
		cases_check(&c, str_is(c.cell[2], printed(v.to)), str_from(printed(v.to)));
	}
	cases_open(&c, "dates-interval-wrong");
	while (cases_next(&c)) {
		struct date_interval v;
		ties_error err = {0};
		cases_check(&c, date_interval_parse(c.cell[0], &v, &err) == TIES_ERR_FORMAT, STR("an interval"));
		cases_check(&c, str_find(str_from(err.message), c.cell[1], 0) != SIZE_MAX, str_from(err.message));
		assert_int_equal(v.from.kind, DATE_UNKNOWN);
		assert_int_equal(v.to.kind, DATE_UNKNOWN);
	}
}

/* ---- three answers --------------------------------------------------------------------------------------- */

static const char *const answers[] = {[TIES_NO] = "no", [TIES_YES] = "yes", [TIES_POSSIBLY] = "possibly"};

static void it_holds_on_a_date(void **state)
{
	struct cases c;

	(void)state;
	cases_open(&c, "dates-holds");
	while (cases_next(&c)) {
		struct date_interval v;
		struct date on;
		bool read = date_interval_parse(c.cell[0], &v, NULL) == TIES_OK &&
		            date_span_parse(c.cell[1], &on, NULL) == TIES_OK;
		const char *answer = read ? answers[date_holds(v, on)] : "refused";
		cases_check(&c, str_is(c.cell[2], answer), str_from(answer));
	}
}

/* The oracle works on the days 0..WORLD-1, with the points -1 and WORLD for what lies before and behind all days.
 * Dates within it stay clear of its borders by two days, so that "unbounded" is told from any bound. */
enum { WORLD = 12, MARGIN = 2, BEFORE_ALL = -1, BEHIND_ALL = WORLD };

struct choices {
	int low, high;
};

static struct choices end_choices(struct date d, int open)
{
	if (d.kind == DATE_OPEN)
		return (struct choices){open, open};
	if (d.kind == DATE_UNKNOWN)
		return (struct choices){BEFORE_ALL, BEHIND_ALL};
	return (struct choices){d.first == TIES_DAY_MIN ? BEFORE_ALL : d.first,
	                        d.last == TIES_DAY_MAX ? BEHIND_ALL : d.last};
}

static struct choices day_choices(struct date d)
{
	struct choices c = end_choices(d, BEHIND_ALL);

	if (d.kind != DATE_KNOWN)
		return (struct choices){0, WORLD - 1};
	return (struct choices){c.low < 0 ? 0 : c.low, c.high >= WORLD ? WORLD - 1 : c.high};
}

/* Counts how often something was true and false over all choices. */
struct tally {
	unsigned yes, no;
};

static ties_truth verdict(struct tally t)
{
	return t.yes == 0 ? TIES_NO : t.no == 0 ? TIES_YES : TIES_POSSIBLY;
}

static ties_truth holds_by_enumeration(struct date_interval v, struct date on)
{
	struct choices from = end_choices(v.from, BEFORE_ALL), to = end_choices(v.to, BEHIND_ALL),
	               days = day_choices(on);
	struct tally t = {0};

	for (int f = from.low; f <= from.high; f++)
		for (int e = to.low; e <= to.high; e++)
			for (int o = days.low; o <= days.high && f < e; o++)
				*(f <= o && o < e ? &t.yes : &t.no) += 1;
	return verdict(t);
}

static bool share_a_day(int f1, int e1, int f2, int e2)
{
	/* The two points outside stand for all days before and behind. */
	for (int o = BEFORE_ALL; o <= BEHIND_ALL; o++)
		if (f1 <= o && o < e1 && f2 <= o && o < e2)
			return true;
	return false;
}

static ties_truth overlap_by_enumeration(struct date_interval a, struct date_interval b)
{
	struct choices from_a = end_choices(a.from, BEFORE_ALL), to_a = end_choices(a.to, BEHIND_ALL);
	struct choices from_b = end_choices(b.from, BEFORE_ALL), to_b = end_choices(b.to, BEHIND_ALL);
	struct tally t = {0};

	for (int f1 = from_a.low; f1 <= from_a.high; f1++)
		for (int e1 = to_a.low; e1 <= to_a.high; e1++)
			for (int f2 = from_b.low; f2 <= from_b.high && f1 < e1; f2++)
				for (int e2 = to_b.low; e2 <= to_b.high; e2++)
					if (f2 < e2)
						*(share_a_day(f1, e1, f2, e2) ? &t.yes : &t.no) += 1;
	return verdict(t);
}

static ties_truth before_by_enumeration(struct date a, struct date b)
{
	struct choices x = day_choices(a), y = day_choices(b);
	struct tally t = {0};

	for (int i = x.low; i <= x.high; i++)
		for (int k = y.low; k <= y.high; k++)
			*(i < k ? &t.yes : &t.no) += 1;
	return verdict(t);
}

/* Any kind of date within the small world. */
static struct date random_date(void)
{
	int a = MARGIN + (int)(random() % (WORLD - 2 * MARGIN)), b = MARGIN + (int)(random() % (WORLD - 2 * MARGIN));
	struct date d = date_of_days(a < b ? a : b, a < b ? b : a);

	switch (random() % 8) {
	case 0:
		return (struct date){.first = TIES_DAY_MIN, .last = TIES_DAY_MAX, .kind = DATE_UNKNOWN};
	case 1:
		return (struct date){.first = TIES_DAY_MAX, .last = TIES_DAY_MAX, .kind = DATE_OPEN};
	case 2:
		d.first = TIES_DAY_MIN;
		return d;
	case 3:
		d.last = TIES_DAY_MAX;
		return d;
	case 4:
	case 5:
		d.last = d.first;
		return d;
	default:
		return d;
	}
}

static void answers_are_those_of_enumeration(void **state)
{
	unsigned seen[3] = {0};

	(void)state;
	srandom(12);
	for (int i = 0; i < 300000; i++) {
		struct date_interval a = {random_date(), random_date()};
		struct date on = random_date();
		ties_truth answer = date_holds(a, on);
		seen[answer]++;
		if (answer != holds_by_enumeration(a, on))
			fail_msg("from %d..%d (%d) to %d..%d (%d) on %d..%d (%d): %s", a.from.first, a.from.last,
			         a.from.kind, a.to.first, a.to.last, a.to.kind, on.first, on.last, on.kind,
			         answers[answer]);
		if (a.from.kind != DATE_OPEN && a.to.kind != DATE_OPEN)
			assert_int_equal(date_before(a.from, a.to), before_by_enumeration(a.from, a.to));
	}
	for (int i = 0; i < 3; i++)
		assert_true(seen[i] > 10000);
}

static void overlaps_are_those_of_enumeration(void **state)
{
	unsigned seen[3] = {0};

	(void)state;
	srandom(13);
	for (int i = 0; i < 30000; i++) {
		struct date_interval a = {random_date(), random_date()}, b = {random_date(), random_date()};
		ties_truth answer = date_overlap(a, b);
		seen[answer]++;
		assert_int_equal(answer, date_overlap(b, a));
		if (answer != overlap_by_enumeration(a, b))
			fail_msg("%d..%d/%d..%d and %d..%d/%d..%d: %s", a.from.first, a.from.last, a.to.first,
			         a.to.last, b.from.first, b.from.last, b.to.first, b.to.last, answers[answer]);
	}
	for (int i = 0; i < 3; i++)
		assert_true(seen[i] > 1000);
}

static void before_and_lag(void **state)
{
	struct date_interval open;
	int32_t days = 0;

	(void)state;
	assert_int_equal(date_before(parsed(STR("2011")), parsed(STR("2012"))), TIES_YES);
	assert_int_equal(date_before(parsed(STR("2012")), parsed(STR("2012"))), TIES_POSSIBLY);
	assert_int_equal(date_before(parsed(STR("2012-12-17")), parsed(STR("2012-12-17"))), TIES_NO);
	assert_int_equal(date_before(parsed(STR("2013")), parsed(STR("2012"))), TIES_NO);
	assert_int_equal(date_before(parsed(STR("2012-01-01")), parsed(STR("2012"))), TIES_POSSIBLY);
	assert_int_equal(date_before(parsed(STR("9999")), parsed(STR(".."))), TIES_YES);
	assert_int_equal(date_before(parsed(STR("..")), parsed(STR("2012"))), TIES_NO);
	assert_int_equal(date_interval_parse(STR("../2003"), &open, NULL), TIES_OK);
	assert_int_equal(date_before(open.from, parsed(STR("-9999"))), TIES_YES);
	assert_int_equal(date_before(open.from, parsed(STR("[..2003]"))), TIES_YES);

	assert_true(date_lag(parsed(STR("2012-02-28")), parsed(STR("2012-03-01")), &days));
	assert_int_equal(days, 2);
	assert_true(date_lag(parsed(STR("2012-03-01")), parsed(STR("2012-02-28")), &days));
	assert_int_equal(days, -2);
	assert_false(date_lag(parsed(STR("2012-03")), parsed(STR("2012-02-28")), &days));
	assert_false(date_lag(parsed(STR("2012-03-01")), parsed(STR("..")), &days));
	assert_false(date_lag(date_of_days(INT32_MIN, INT32_MIN), date_of_days(INT32_MAX, INT32_MAX), &days));
	assert_int_equal(days, -2);
}

/* ---- prose ----------------------------------------------------------------------------------------------- */

static void prose_is_read(void **state)
{
	struct cases c;

	(void)state;
	cases_open(&c, "dates-prose");
	while (cases_next(&c)) {
		struct date d = {0};
		bool found = date_parse_prose(c.cell[0], &d);
		const char *got = found ? printed(d) : "-";
		cases_check(&c, str_is(c.cell[1], got), str_from(got));
	}
}

static void dates_are_found_in_text(void **state)
{
	struct cases c;

	(void)state;
	cases_open(&c, "dates-find");
	while (cases_next(&c)) {
		struct date d;
		size_t from = 0, start, end, n = 1;
		for (; date_find(c.cell[0], from, &d, &start, &end); from = end, n++) {
			char got[400];
			cases_check(&c, start >= from && end > start && end <= c.cell[0].len, STR("a place outside"));
			snprintf(got, sizeof got, "%.*s=%s", STR_ARG(str_slice(c.cell[0], start, end)), printed(d));
			cases_check(&c, str_is(c.cell[n], got), str_from(got));
		}
		cases_check(&c, n == (c.count ? c.count : 1), STR("fewer dates"));
	}
}

static void every_month_name_is_found(void **state)
{
	static const char *const names[] = {
#define MONTH(name, number, languages) name,
#define COMMON(name, number, languages) name,
#include "dates/months.def"
	};
	static const int numbers[] = {
#undef MONTH
#undef COMMON
#define MONTH(name, number, languages) number,
#define COMMON(name, number, languages) number,
#include "dates/months.def"
	};
	char bytes[WORD_MAX];
	bool common;

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		assert_int_equal(month_find(str_from(names[i]), &common), numbers[i]);
		assert_str(token_fold(str_from(names[i]), bytes), names[i]);
		char text[100];
		struct date d;
		snprintf(text, sizeof text, "7 %s 2012", names[i]);
		assert_true(date_parse_prose(str_from(text), &d));
		assert_int_equal(d.first, date_from_civil(2012, numbers[i], 7));
	}
	assert_int_equal(month_find(STR(""), &common), 0);
	assert_int_equal(month_find(STR("zzz"), &common), 0);
}

static void a_search_may_begin_within_a_word(void **state)
{
	str text = STR("2012-12-17 x10 July 2021");
	struct date d;
	size_t start, end;

	(void)state;
	assert_true(date_find(text, 1, &d, &start, &end));
	assert_int_equal(start, 15);
	assert_int_equal(end, text.len);
	assert_false(date_find(text, text.len, &d, &start, &end));
	assert_false(date_find(text, text.len + 5, &d, &start, &end));
	assert_false(date_find((str){NULL, 0}, 0, &d, &start, &end));
	assert_false(date_parse_prose((str){NULL, 0}, &d));
}

/* ---- the manual ------------------------------------------------------------------------------------------ */

/* Takes the cells of "| `a` | b | c |" apart, without their quotes. */
static size_t table_cells(str line, str cells[8])
{
	size_t n = 0;
	str cell;

	line = str_trim(line);
	if (!str_starts(line, STR("|")))
		return 0;
	str rest = str_slice(line, 1, line.len - 1);
	while (n < 8 && str_split(&rest, '|', &cell)) {
		cell = str_trim(cell);
		if (str_starts(cell, STR("`")))
			cell = str_slice(cell, 1, cell.len - 1);
		cells[n++] = cell;
	}
	return n;
}

/* One row of a table whose first heading is `table`; false when it says what is not so. */
static bool row_is_true(str table, const str cells[8])
{
	struct date d = {0};
	struct date_interval v;
	ties_error err = {0};

	if (str_is(table, "EDTF"))
		return date_parse(cells[0], &d, NULL) == TIES_OK && d.first == parsed(cells[1]).first &&
		       d.last == parsed(cells[2]).first && str_is(cells[3], printed(d));
	if (str_is(table, "fact"))
		return date_interval_parse(cells[0], &v, NULL) == TIES_OK &&
		       str_is(cells[2], answers[date_holds(v, parsed(cells[1]))]);
	if (str_is(table, "written"))
		return date_parse_prose(cells[0], &d) && str_is(cells[1], printed(d));
	return str_is(table, "not a date") && date_parse(cells[0], &d, &err) == TIES_ERR_FORMAT &&
	       str_ends(str_from(err.message), cells[1]);
}

static void the_manual_tells_the_truth(void **state)
{
	FILE *manual = fopen(TIES_SOURCE_DIR "/docs/time.md", "r");
	char line[1000], heading[40] = "";
	unsigned rows = 0;

	(void)state;
	assert_non_null(manual);
	while (fgets(line, sizeof line, manual)) {
		str cells[8] = {{0}};
		if (table_cells(str_from(line), cells) == 0) {
			heading[0] = '\0';
		} else if (!heading[0]) {
			snprintf(heading, sizeof heading, "%.*s", STR_ARG(cells[0]));
		} else if (!str_is(cells[0], "---")) {
			if (!row_is_true(str_from(heading), cells))
				fail_msg("docs/time.md: not true: %s", line);
			rows++;
		}
	}
	fclose(manual);
	assert_true(rows > 50);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(days_are_counted_one_by_one),
	    cmocka_unit_test(the_library_agrees_on_civil_dates),
	    cmocka_unit_test(any_day_number_has_a_civil_date),
	    cmocka_unit_test(edtf_is_read_and_printed),
	    cmocka_unit_test(what_is_not_edtf_is_explained),
	    cmocka_unit_test(an_open_end_has_its_place),
	    cmocka_unit_test(every_span_is_printed_so_that_it_reads_back),
	    cmocka_unit_test(printing_is_bounded),
	    cmocka_unit_test(intervals_are_read),
	    cmocka_unit_test(it_holds_on_a_date),
	    cmocka_unit_test(answers_are_those_of_enumeration),
	    cmocka_unit_test(overlaps_are_those_of_enumeration),
	    cmocka_unit_test(before_and_lag),
	    cmocka_unit_test(prose_is_read),
	    cmocka_unit_test(dates_are_found_in_text),
	    cmocka_unit_test(every_month_name_is_found),
	    cmocka_unit_test(a_search_may_begin_within_a_word),
	    cmocka_unit_test(the_manual_tells_the_truth),
	};

	return run_tap("dates", tests);
}
