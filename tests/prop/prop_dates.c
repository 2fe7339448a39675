/* Three-valued answers equal the going through of all days that each date can mean: every row of
 * tests/cases/dates-holds.tsv, and random facts and questions in all forms of EDTF. `prop_dates [FACTS [SEED]]`,
 * default 10000 facts. */
#include "tests/prop/dates_oracle.h"
#include "tests/unit/cases.h"

#include "dates/dates.h"

enum { ROWS_MIN = 200, FORM_MAX = 64, FIRST_YEAR = 1998, LAST_YEAR = 2011 };

/* Overlaps and orders go through products of sets: only those of up to so many choices. */
static const uint64_t choices_max = 150000;

static const char *const answers[] = {[TIES_NO] = "no", [TIES_YES] = "yes", [TIES_POSSIBLY] = "possibly"};

/** The worlds, the sets of what is asked just now, and how much there shall be; too large for a stack. */
struct trial {
	unsigned facts;
	uint64_t random;
	struct oracle_world world;
	struct oracle_fact fact, other;
	struct oracle_set on;
};

static struct trial *trial;

/* ---- the table ----------------------------------------------------------------------------------------- */

static const char *answer_of_oracle(str fact, str on)
{
	if (!oracle_read_fact(&trial->world, fact, &trial->fact) ||
	    !oracle_read_question(&trial->world, on, &trial->on))
		return "refused";
	return answers[oracle_holds(&trial->world, &trial->fact, &trial->on)];
}

static const char *answer_of_dates(str fact, str on)
{
	struct date_interval valid;
	struct date days;

	if (date_interval_parse(fact, &valid, NULL) != TIES_OK || date_span_parse(on, &days, NULL) != TIES_OK)
		return "refused";
	return answers[date_holds(valid, days)];
}

static void every_row_has_the_answer_of_all_choices(void **state)
{
	unsigned rows = 0;
	struct cases c;

	(void)state;
	trial->world.count = 0;
	oracle_add_year(&trial->world, -500);
	for (int year = 1900; year < 2100; year++)
		oracle_add_year(&trial->world, year);
	oracle_add_year(&trial->world, 9999);
	cases_open(&c, "dates-holds");
	while (cases_next(&c)) {
		const char *oracle = answer_of_oracle(c.cell[0], c.cell[1]);
		const char *dates = answer_of_dates(c.cell[0], c.cell[1]);
		cases_check(&c, str_is(c.cell[2], oracle), str_from(oracle));
		cases_check(&c, str_is(c.cell[2], dates), str_from(dates));
		rows++;
	}
	assert_in_range(rows, ROWS_MIN, UINT32_MAX);
}

/* ---- random dates -------------------------------------------------------------------------------------- */

static unsigned below(unsigned bound)
{
	trial->random ^= trial->random << 13;
	trial->random ^= trial->random >> 7;
	trial->random ^= trial->random << 17;
	return (unsigned)((trial->random >> 20) % bound);
}

/* Clear of both ends of the world, so that what is without bound is told from any bound. */
static int random_year(void)
{
	return FIRST_YEAR + 2 + (int)below(LAST_YEAR - FIRST_YEAR - 3);
}

/* A date of one side: day, month or season, or (unless it shall be narrow) year or decade; exact or not. */
static void make_side(char out[FORM_MAX], bool narrow)
{
	static const char *const flags[] = {"", "", "", "~", "?", "%"};
	int year = random_year(), month = 1 + (int)below(12);

	switch (narrow ? 2 + below(7) : below(9)) {
	case 0:
		snprintf(out, FORM_MAX, "%d", year);
		break;
	case 1:
		snprintf(out, FORM_MAX, "200X");
		break;
	case 2:
		snprintf(out, FORM_MAX, "%d-%02d", year, month);
		break;
	case 3:
		snprintf(out, FORM_MAX, "%d-%d", year, 21 + (int)below(4));
		break;
	case 4:
		snprintf(out, FORM_MAX, "%d-%02d-XX", year, month);
		break;
	default:
		snprintf(out, FORM_MAX, "%d-%02d-%02d", year, month, 1 + (int)below(28));
	}
	strcat(out, flags[below(6)]);
}

/* Any date: also one of a range, open or unknown. */
static void make_date(char out[FORM_MAX], bool narrow)
{
	char left[FORM_MAX] = "", right[FORM_MAX] = "";

	switch (below(8)) {
	case 0:
		out[0] = '\0';
		return;
	case 1:
		strcpy(out, "..");
		return;
	case 2:
	case 3:
		make_side(left, narrow);
		make_side(right, narrow);
		snprintf(out, FORM_MAX, "[%.30s..%.30s]", below(4) ? left : "", below(4) ? right : "");
		return;
	default:
		make_side(out, narrow);
	}
}

static void make_interval(char out[2 * FORM_MAX], bool narrow)
{
	char from[FORM_MAX], to[FORM_MAX];

	make_date(from, narrow);
	make_date(to, narrow);
	if (below(6) == 0)
		snprintf(out, 2 * FORM_MAX, "%s", from);
	else
		snprintf(out, 2 * FORM_MAX, "%s/%s", from, to);
}

/* The parsed interval, when both sides read it; what one refuses the other must refuse. */
static bool make_fact(char text[2 * FORM_MAX], bool narrow, struct oracle_fact *fact, struct date_interval *valid)
{
	make_interval(text, narrow);
	bool read = date_interval_parse(str_from(text), valid, NULL) == TIES_OK;
	if (oracle_read_fact(&trial->world, str_from(text), fact) != read)
		fail_msg("%s: the oracle and the parser differ on whether it is an interval", text);
	return read;
}

static void fill_world(void)
{
	trial->world.count = 0;
	for (int year = FIRST_YEAR; year <= LAST_YEAR; year++)
		oracle_add_year(&trial->world, year);
}

static void assert_all_seen(const unsigned seen[3], unsigned tries)
{
	for (int i = 0; i < 3; i++)
		assert_in_range(seen[i], tries / 50, tries);
}

/* ---- random questions ---------------------------------------------------------------------------------- */

static void facts_hold_as_in_all_choices(void **state)
{
	char fact[2 * FORM_MAX], on[2 * FORM_MAX];
	unsigned seen[3] = {0}, refused = 0;
	struct date_interval valid;
	struct date days;

	(void)state;
	fill_world();
	for (unsigned i = 0; i < trial->facts; i++) {
		if (!make_fact(fact, false, &trial->fact, &valid)) {
			refused++;
			continue;
		}
		below(3) ? make_date(on, false) : make_interval(on, false);
		bool asked = date_span_parse(str_from(on), &days, NULL) == TIES_OK;
		if (oracle_read_question(&trial->world, str_from(on), &trial->on) != asked)
			fail_msg("%s: the oracle and the parser differ on whether it can be asked", on);
		if (!asked)
			continue;
		ties_truth got = date_holds(valid, days);
		ties_truth expected = oracle_holds(&trial->world, &trial->fact, &trial->on);
		if (got != expected)
			fail_msg("%s on %s: %s instead of %s", fact, on, answers[got], answers[expected]);
		seen[got]++;
	}
	assert_all_seen(seen, trial->facts);
	assert_in_range(refused, trial->facts / 50, trial->facts / 2);
}

static uint64_t width(const struct oracle_set *set)
{
	return set->last - set->first + 1;
}

static void facts_overlap_as_in_all_choices(void **state)
{
	char text[2][2 * FORM_MAX];
	unsigned seen[3] = {0}, tries = 0;
	struct date_interval a, b;

	(void)state;
	fill_world();
	while (tries < trial->facts / 4) {
		if (!make_fact(text[0], true, &trial->fact, &a) || !make_fact(text[1], true, &trial->other, &b) ||
		    width(&trial->fact.from) * width(&trial->fact.to) * width(&trial->other.from) *
		            width(&trial->other.to) >
		        choices_max)
			continue;
		tries++;
		ties_truth got = date_overlap(a, b), expected = oracle_overlap(&trial->fact, &trial->other);
		if (got != expected || got != date_overlap(b, a))
			fail_msg("%s and %s: %s instead of %s", text[0], text[1], answers[got], answers[expected]);
		seen[got]++;
	}
	assert_all_seen(seen, tries);
}

/* Dates that are not open or unknown: where those lie is a matter of the interval that they are ends of. */
static void dates_are_in_order_as_in_all_choices(void **state)
{
	char text[2][FORM_MAX];
	unsigned seen[3] = {0}, tries = 0;
	struct date a, b;

	(void)state;
	fill_world();
	while (tries < trial->facts) {
		make_side(text[0], tries % 2);
		make_side(text[1], tries % 2);
		oracle_read(&trial->world, str_from(text[0]), 0, &trial->fact.from);
		oracle_read(&trial->world, str_from(text[1]), 0, &trial->fact.to);
		if (width(&trial->fact.from) * width(&trial->fact.to) > choices_max)
			continue;
		tries++;
		assert_int_equal(date_parse(str_from(text[0]), &a, NULL), TIES_OK);
		assert_int_equal(date_parse(str_from(text[1]), &b, NULL), TIES_OK);
		ties_truth got = date_before(a, b);
		ties_truth expected = oracle_before(&trial->fact.from, &trial->fact.to);
		if (got != expected)
			fail_msg("%s before %s: %s instead of %s", text[0], text[1], answers[got], answers[expected]);
		seen[got]++;
	}
	assert_all_seen(seen, tries);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_row_has_the_answer_of_all_choices),
	    cmocka_unit_test(facts_hold_as_in_all_choices),
	    cmocka_unit_test(facts_overlap_as_in_all_choices),
	    cmocka_unit_test(dates_are_in_order_as_in_all_choices),
	};

	trial = calloc(1, sizeof *trial);
	if (!trial)
		return 1;
	trial->facts = argc > 1 ? (unsigned)atoi(argv[1]) : 10000;
	trial->random = argc > 2 ? (uint64_t)atoll(argv[2]) * 2 + 1 : 88172645463325252u;
	int failed = run_tap("three answers", tests);
	free(trial);
	return failed;
}
