/* The scorer "ofac": names as it reads them, figures from the literature, the gate, bounds, and random strings against
 * a naive oracle. Screening with it is a property test (tests/prop/prop_ofac.c). */
#include "cases.h"

#include "ofac/ofac.h"
#include "tests/prop/ofac_oracle.h"

enum { TRIALS = 20000 };

static const double rounding = 1e-12; /* the oracle adds in another order */

static uint32_t below(uint64_t *state, uint32_t bound)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return (uint32_t)((*state >> 20) % bound);
}

/* ---- reading -------------------------------------------------------------------------------------------- */

static void names_are_read(void **state)
{
	struct ofac_name n;
	struct cases c;

	(void)state;
	cases_open(&c, "ofac-read");
	while (cases_next(&c)) {
		ofac_read(c.cell[0], &n);
		cases_check(&c, str_equal(ofac_text(&n), c.cell[1]), ofac_text(&n));
		for (size_t i = 0, at = 0; i < n.count; at += n.part[i++].len + 1u) {
			assert_int_equal(n.part[i].at, at);
			assert_true(n.part[i].start < n.part[i].end && n.part[i].end <= c.cell[0].len);
			assert_int_equal(n.part[i].soundex, ofac_soundex(ofac_part_text(&n, i)));
		}
	}
}

static void long_names_are_cut_at_a_part(void **state)
{
	char text[2000];
	struct ofac_name n;

	(void)state;
	memset(text, 'a', sizeof text);
	ofac_read((str){text, sizeof text}, &n);
	assert_int_equal(n.count, 1);
	assert_int_equal(n.len, OFAC_PART_MAX);
	for (size_t i = 9; i < sizeof text; i += 10)
		text[i] = '/';
	ofac_read((str){text, sizeof text}, &n);
	assert_int_equal(n.count, 25);
	assert_int_equal(n.len, 249);
	for (size_t i = 1; i < sizeof text; i += 2)
		text[i] = ' ';
	ofac_read((str){text, sizeof text}, &n);
	assert_int_equal(n.count, OFAC_PARTS_MAX);
}

static void any_bytes_are_read(void **state)
{
	uint64_t random = 7;
	struct ofac_name n;
	char text[64];

	(void)state;
	for (int i = 0; i < TRIALS; i++) {
		size_t len = below(&random, sizeof text);
		for (size_t k = 0; k < len; k++)
			text[k] = (char)below(&random, 256);
		ofac_read((str){text, len}, &n);
		for (size_t k = 0; k < n.len; k++)
			assert_true(n.text[k] == ' ' || (n.text[k] >= 'A' && n.text[k] <= 'Z') ||
			            (n.text[k] >= '0' && n.text[k] <= '9'));
	}
}

/* ---- known figures ---------------------------------------------------------------------------------------- */

static void codes_are_those_of_the_literature(void **state)
{
	static const char *const codes[][2] = {
	    {"ROBERT", "R163"},    {"RUPERT", "R163"},   {"RUBIN", "R150"},
	    {"TYMCZAK", "T522"},   {"PFISTER", "P236"},  {"HONEYMAN", "H555"},
	    {"ASHCRAFT", "A261"},  {"ASHCROFT", "A261"}, {"JACKSON", "J250"},
	    {"GUTIERREZ", "G362"}, {"LEE", "L000"},      {"WASHINGTON", "W252"},
	    {"VANDEUSEN", "V532"}, {"3RD", "R300"},      {"7", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
		uint32_t code = ofac_soundex(str_from(codes[i][0]));
		char text[5] = {(char)(code >> 24), (char)(code >> 16), (char)(code >> 8), (char)code, 0};
		assert_string_equal(text, codes[i][1]);
		oracle_soundex(codes[i][0], text);
		assert_string_equal(text, codes[i][1]);
	}
}

static void reasons_of(const struct ofac_name *query, const struct ofac_explanation *why, char out[256])
{
	static const char *const words[] = {
	    [OFAC_NOTHING] = "none", [OFAC_SPELLING] = "spelling", [OFAC_SOUND] = "sound", [OFAC_SAME] = "same"};

	strcpy(out, why->whole ? "w" : "");
	for (size_t i = 0; i < query->count && !why->whole; i++) {
		strcat(out, i ? " " : "");
		strcat(out, words[why->pair[i].reason]);
	}
}

static void pairs_score_as_written(void **state)
{
	struct ofac_explanation why;
	struct ofac_name query, name;
	char got[300], reasons[256];
	struct cases c;

	(void)state;
	cases_open(&c, "ofac-pairs");
	while (cases_next(&c)) {
		ofac_read(c.cell[0], &query);
		ofac_read(c.cell[1], &name);
		double score = ofac_score(&query, &name, &why);
		assert_true(score == ofac_score(&query, &name, NULL));
		reasons_of(&query, &why, reasons);
		snprintf(got, sizeof got, "%.4f", score);
		cases_check(&c, str_equal(str_from(got), c.cell[2]), str_from(got));
		cases_check(&c, str_equal(str_from(reasons), c.cell[3]), str_from(reasons));
	}
}

static void parts_count_when_they_begin_alike(void **state)
{
	(void)state;
	assert_true(ofac_part_score('A', 1, 'A', 2, 0.5) == 0.5);
	assert_true(ofac_part_score('A', 1, 'A', 2, 0.49) == 0);
	assert_true(ofac_part_score('A', 1, 'A', 1, 0.49) == 0.49);
	assert_true(ofac_part_score('7', 0, '7', 0, 0.49) == 0);
	assert_true(ofac_part_score('A', 1, 'B', 1, 0.9) == 0);
}

/* ---- random strings ------------------------------------------------------------------------------------ */

/* Few letters, so that much matches; now and then long. */
static str random_string(uint64_t *random, char out[OFAC_TEXT_MAX + 1])
{
	uint32_t letters = 1 + below(random, 12), most = below(random, 8) ? 20 : OFAC_TEXT_MAX;
	size_t len = below(random, most + 1);

	for (size_t i = 0; i < len; i++)
		out[i] = " ABCDEFGH019"[below(random, letters)];
	out[len] = '\0';
	return (str){out, len};
}

/* A string like another: some of it exchanged, left out, put in. */
static str vary(uint64_t *random, str s, char out[OFAC_TEXT_MAX + 1])
{
	size_t len = 0;

	for (size_t i = 0; i < s.len && len < OFAC_TEXT_MAX; i++) {
		uint32_t edit = below(random, 12);
		if (edit != 0)
			out[len++] = edit == 1 ? 'B' : s.ptr[i];
		if (edit == 2 && len < OFAC_TEXT_MAX)
			out[len++] = 'A';
		if (edit == 3 && len > 1) {
			char c = out[len - 1];
			out[len - 1] = out[len - 2];
			out[len - 2] = c;
		}
	}
	out[len] = '\0';
	return (str){out, len};
}

static void similarity_is_the_oracles(void **state)
{
	char left[OFAC_TEXT_MAX + 1], right[OFAC_TEXT_MAX + 1];
	uint64_t random = 88172645463325252u;
	struct ofac_pattern pattern;
	unsigned similar = 0, different = 0;

	(void)state;
	for (int i = 0; i < TRIALS; i++) {
		str a = random_string(&random, left);
		str b = below(&random, 2) ? random_string(&random, right) : vary(&random, a, right);
		double got = ofac_jaro_winkler(a, b), expected = oracle_jaro_winkler(left, right);
		assert_true(got - expected < rounding && expected - got < rounding);
		assert_true(ofac_jaro_winkler(b, a) == got);
		ofac_pattern_make(a, &pattern);
		assert_true(ofac_pattern_score(&pattern, b, 0) == got);
		similar += got > 0.8 && got < 1;
		different += got < 0.5;
	}
	assert_true(similar > TRIALS / 10 && different > TRIALS / 50);
}

static void nothing_scores_above_its_bound(void **state)
{
	static const double thresholds[] = {0.3, 0.5, 0.7, 0.8, 0.9, 1};
	char left[OFAC_TEXT_MAX + 1], right[OFAC_TEXT_MAX + 1];
	uint64_t random = 42;
	struct ofac_letters x, y;
	unsigned skipped = 0;

	(void)state;
	for (int i = 0; i < TRIALS; i++) {
		str a = random_string(&random, left);
		str b = below(&random, 2) ? random_string(&random, right) : vary(&random, a, right);
		double score = ofac_jaro_winkler(a, b);
		size_t prefix = ofac_prefix(a, b);
		ofac_count_letters(a, &x);
		ofac_count_letters(b, &y);
		unsigned common = ofac_common_letters(&x, &y);
		for (size_t t = 0; t < sizeof thresholds / sizeof *thresholds; t++) {
			bool out = common < ofac_letters_needed(a.len, b.len, prefix, thresholds[t]);
			assert_false(out && score >= thresholds[t]);
			/* who begins alike needs no more letters than who does not */
			assert_true(ofac_letters_needed(a.len, b.len, 4, thresholds[t]) <=
			            ofac_letters_needed(a.len, b.len, prefix, thresholds[t]));
			skipped += out;
		}
	}
	assert_true(skipped > TRIALS);
}

static void patterns_leave_out_what_matches_too_little(void **state)
{
	struct ofac_pattern p;

	(void)state;
	ofac_pattern_make(STR("MARTHA"), &p);
	assert_true(ofac_pattern_score(&p, STR("MARHTA"), 6) > 0.96);
	assert_true(ofac_pattern_score(&p, STR("MARHTA"), 7) == 0);
}

static void scores_are_the_oracles(void **state)
{
	static const char *const words[] = {"John",  "Jon",   "Jan",      "Smith",  "Smyth",    "bin",    "Ladin",
	                                    "Laden", "Osama", "Müller",   "de",     "Robert",   "Rupert", "Bo",
	                                    "3",     "B",     "Barnabas", "O'Neil", "Trading-", "Company"};
	uint64_t random = 3;
	struct ofac_name query, name;
	unsigned by_parts = 0, whole = 0;

	(void)state;
	for (int i = 0; i < TRIALS; i++) {
		char text[2][128] = {"", ""};
		struct ofac_explanation why;
		for (uint32_t n = below(&random, 5); n > 0; n--) {
			const char *word = words[below(&random, sizeof words / sizeof *words)];
			const char *other =
			    below(&random, 3) ? word : words[below(&random, sizeof words / sizeof *words)];
			char behind[128];
			strcat(strcat(text[0], word), below(&random, 4) ? " " : ", ");
			snprintf(behind, sizeof behind, "%s %.90s", other, text[1]);
			strcpy(text[1], behind);
		}
		ofac_read(str_from(text[0]), &query);
		ofac_read(str_from(text[1]), &name);
		double got = ofac_score(&query, &name, &why),
		       expected = oracle_score(str_from(text[0]), str_from(text[1]));
		if (got - expected >= rounding || expected - got >= rounding)
			fail_msg("\"%s\" on \"%s\": %.17g, not %.17g", text[0], text[1], got, expected);
		by_parts += got > 0 && !why.whole;
		whole += why.whole;
	}
	assert_true(by_parts > TRIALS / 10 && whole > TRIALS / 10);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(names_are_read),
	    cmocka_unit_test(long_names_are_cut_at_a_part),
	    cmocka_unit_test(any_bytes_are_read),
	    cmocka_unit_test(codes_are_those_of_the_literature),
	    cmocka_unit_test(pairs_score_as_written),
	    cmocka_unit_test(parts_count_when_they_begin_alike),
	    cmocka_unit_test(similarity_is_the_oracles),
	    cmocka_unit_test(nothing_scores_above_its_bound),
	    cmocka_unit_test(patterns_leave_out_what_matches_too_little),
	    cmocka_unit_test(scores_are_the_oracles),
	};

	return run_tap("ofac", tests);
}
