/* Answers made by hand come out as the files in tests/cases/report say, byte by byte.
 *
 * Beside them: what no golden file shows, such as widths, hostile text, failing memory. */
#include "tests/unit/unit.h"

#include "report/axis.h"
#include "report/html.h"
#include "report/json.h"
#include "report/json_straight.h"
#include "report/page.h"
#include "tests/unit/golden.h"
#include "tests/unit/report_fixture.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static struct fixture f;

static int set_up(void **state)
{
	(void)state;
	fixture_fill(&f);
	return 0;
}

static struct report_out page(unsigned width)
{
	return (struct report_out){.width = width, .utf8 = true};
}

static const ties_query query = {.name = {"Mojahedin-e Khalq", 17}};

static struct report_screening screening(void)
{
	return (struct report_screening){
	    .query = &query, .hits = &f.hits, .on = f.scan.date, .threshold = 0.7, .explain = true};
}

static struct report_pair pair(void)
{
	return (struct report_pair){.name1 = STR("Usama bin Ladin"), .name2 = STR("أسامة بن لادن"), .score = &f.pair};
}

/* ---- golden files ---------------------------------------------------------------------------------- */

static void status_text(void **state)
{
	const ties_status *all[] = {&f.status, &f.doubt, &f.nobody};
	struct report_out out = page(80), wide = page(100), plain = {.width = 80}, verbose = page(100);

	(void)state;
	out.sources = true;
	report_status_text(&out, all, 3);
	golden(&out, "status.txt");
	report_status_text(&wide, all, 1);
	golden(&wide, "status-wide.txt");
	report_status_text(&plain, all, 1);
	golden(&plain, "status-ascii.txt");
	verbose.verbose = true;
	report_status_text(&verbose, all, 1);
	golden(&verbose, "status-verbose.txt");
}

static void status_colour(void **state)
{
	const ties_status *all[] = {&f.status};
	struct report_out out = page(80);

	(void)state;
	out.colour = true;
	report_status_text(&out, all, 1);
	golden(&out, "status-colour.txt");
}

static void status_data(void **state)
{
	const ties_status *all[] = {&f.status, &f.doubt, &f.nobody};
	struct report_out out = page(80), lines = page(80), csv = page(80);

	(void)state;
	report_status_json(&out, all, 3);
	golden(&out, "status.json");
	for (size_t i = 0; i < 3; i++)
		report_status_jsonl(&lines, all[i]);
	golden(&lines, "status.jsonl");
	report_status_csv_header(&csv);
	for (size_t i = 0; i < 3; i++)
		report_status_csv(&csv, all[i]);
	golden(&csv, "status.csv");
}

static void show(void **state)
{
	struct report_out out = page(80), full = page(100), json = page(80), csv = page(80);

	(void)state;
	report_show_text(&out, &f.status);
	golden(&out, "show.txt");
	full.sources = full.verbose = true;
	report_show_text(&full, &f.status);
	golden(&full, "show-verbose.txt");
	report_show_json(&json, &f.status);
	golden(&json, "show.json");
	report_show_csv(&csv, &f.status);
	golden(&csv, "show.csv");
}

static void screen(void **state)
{
	struct report_screening s = screening(), none = screening(), bad = screening();
	struct report_out out = page(80), lines = page(80), csv = page(80);

	(void)state;
	none.hits = bad.hits = &f.no_hits;
	none.named = bad.named = true;
	none.row = STR("c-17");
	bad.error = "\"soon\" is no date of birth that can be read";
	report_screen_text(&out, &s);
	report_screen_text(&out, &none);
	report_screen_text(&out, &bad);
	golden(&out, "screen.txt");
	report_screen_jsonl(&lines, &s);
	report_screen_jsonl(&lines, &none);
	report_screen_jsonl(&lines, &bad);
	golden(&lines, "screen.jsonl");
	report_screen_csv_header(&csv);
	report_screen_csv(&csv, &s);
	report_screen_csv(&csv, &none);
	report_screen_csv(&csv, &bad);
	golden(&csv, "screen.csv");
}

static void match(void **state)
{
	struct report_pair p = pair();
	struct report_out out = page(80), plain = {.width = 80}, json = page(80), csv = page(80);

	(void)state;
	report_match_text(&out, &p);
	report_match_line(&out, &p);
	golden(&out, "match.txt");
	report_match_text(&plain, &p);
	golden(&plain, "match-ascii.txt");
	report_match_json(&json, &p);
	report_match_jsonl(&json, &p);
	golden(&json, "match.json");
	report_match_csv_header(&csv);
	report_match_csv(&csv, &p);
	golden(&csv, "match.csv");
}

static void scan_text(void **state)
{
	struct report_out out = page(80), wide = page(100), plain = {.width = 80}, verbose = page(80);

	(void)state;
	report_scan_text(&out, &f.scan, &f.flags, -1);
	golden(&out, "scan.txt");
	wide.sources = true;
	report_scan_text(&wide, &f.scan, &f.flags, 9.2);
	golden(&wide, "scan-sources.txt");
	report_scan_text(&plain, &f.scan, &f.flags, -1);
	golden(&plain, "scan-ascii.txt");
	verbose.verbose = true;
	report_scan_text(&verbose, &f.scan, &f.flags, -1);
	golden(&verbose, "scan-verbose.txt");
}

static void scan_data(void **state)
{
	struct report_out json = page(80), csv = page(80), html = page(80);

	(void)state;
	report_scan_json(&json, &f.scan, &f.flags);
	golden(&json, "scan.json");
	report_scan_csv_header(&csv);
	report_scan_csv(&csv, &f.scan);
	golden(&csv, "scan.csv");
	report_scan_html(&html, &f.scan, &f.flags);
	/* style and script have their own files; the golden one is what lies between */
	golden_between(&html, "</style>", "<script>", "scan.html");
}

static void information(void **state)
{
	ties_build_report build = {
	    .files = 3,
	    .versions = 2,
	    .records = 24026,
	    .statements = 382400,
	    .rejects = 3,
	    .entities = 18123,
	    .names = 48123,
	    .left_out = 1,
	    .joins = {.joined = {[TIES_JOINED_CURATED] = 1,
	                         [TIES_JOINED_DECIDED] = 2,
	                         [TIES_JOINED_UN_REFERENCE] = 1312,
	                         [TIES_JOINED_DOCUMENT] = 625},
	              .decisions = 5,
	              .unknown = 1,
	              .conflicts = 1,
	              .ambiguous = 114,
	              .contradicted = 1},
	};
	struct report_out out = page(80), json = page(80), csv = page(80);

	(void)state;
	out.verbose = true;
	report_info_text(&out, &f.info);
	report_check_text(&out, &f.info);
	report_build_text(&out, "world.ties", &build, &f.info);
	golden(&out, "info.txt");
	report_info_json(&json, &f.info);
	report_check_json(&json, "world.ties", NULL);
	report_check_json(&json, "world.ties",
	                  &(ties_error){TIES_ERR_CORRUPT, "world.ties: section \"names\" is damaged"});
	report_build_json(&json, "world.ties", &build, NULL);
	golden(&json, "info.json");
	report_info_csv(&csv, &f.info);
	golden(&csv, "info.csv");
}

/* ---- what golden files do not show ----------------------------------------------------------------- */

static void every_line_fits(void **state)
{
	const ties_status *all[] = {&f.status, &f.doubt};
	struct report_screening s = screening();

	(void)state;
	for (unsigned width = 60; width <= 130; width += 7) {
		struct report_out out = page(width);
		out.sources = width % 2;
		report_status_text(&out, all, 2);
		report_show_text(&out, &f.status);
		report_screen_text(&out, &s);
		report_scan_text(&out, &f.scan, &f.flags, 12);
		str rest = buf_str(&out.buf), line;
		while (str_split(&rest, '\n', &line))
			if (page_width(line) > width)
				fail_msg("%zu columns on a page of %u: %.*s", page_width(line), width, STR_ARG(line));
		buf_finish(&out.buf);
	}
}

static void widths(void **state)
{
	(void)state;
	assert_int_equal(page_width(STR("Rajavi")), 6);
	assert_int_equal(page_width(STR("イラン")), 6);
	assert_int_equal(page_width(STR("e\u0301te\u0301")), 3);
	assert_int_equal(page_width(STR("مُجاهِد")), 5);
	assert_int_equal(page_width(STR("\u2068مجاهد\u2069")), 5);
	assert_int_equal(page_width(STR("a \t\n b")), 3);
	assert_int_equal(page_width(STR("😀")), 2);
	assert_int_equal(page_width(STR("\xFF\xC0\x80")), 3);
	assert_int_equal(page_width(STR("\033[31m")), 5);
}

static void bytes_that_are_no_text_are_found(void **state)
{
	char text[40];

	(void)state;
	for (size_t len = 1; len <= sizeof text; len++)
		for (size_t at = 0; at < len; at++) {
			memset(text, 'a', len);
			assert_true(page_invalid_at((str){text, len}) == SIZE_MAX);
			text[at] = (char)0xFF;
			assert_true(page_invalid_at((str){text, len}) == at);
			text[at] = (char)0xC3; /* begins two bytes: what follows is none of them, or the end */
			assert_true(page_invalid_at((str){text, len}) == at);
			if (at + 1 < len) {
				text[at + 1] = (char)0xA9;
				assert_true(page_invalid_at((str){text, len}) == SIZE_MAX);
			}
		}
}

static void cutting(void **state)
{
	static const char *const cases[][2] = {
	    {"Mujahedin", "Mujah…"},
	    {"Rajavi", "Rajavi"},
	    {"イラン人", "イラ…"},
	    {"e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301", "e\u0301e\u0301e\u0301e\u0301e\u0301…"}};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct report_out out = page(80);
		page_cut(&out, str_from(cases[i][0]), 6);
		assert_str(buf_str(&out.buf), cases[i][1]);
		assert_true(out.column <= 6);
		buf_finish(&out.buf);
	}
}

static void terminals_are_safe(void **state)
{
	struct report_out out = page(80);

	(void)state;
	page_text(&out, STR("\033[2J\x9b"
	                    "31m\u202Eevil\u2066\r\n\x07 end\xC2\x9B"));
	for (size_t i = 0; i < out.buf.len; i++)
		assert_true((unsigned char)out.buf.ptr[i] >= 0x20 && out.buf.ptr[i] != 0x7F);
	assert_int_equal(str_find(buf_str(&out.buf), STR("\u202E"), 0), SIZE_MAX);
	assert_int_equal(str_find(buf_str(&out.buf), STR("\xC2\x9B"), 0), SIZE_MAX);
	buf_finish(&out.buf);
}

static void isolates(void **state)
{
	struct report_out out = page(80);

	(void)state;
	out.isolate = true;
	page_text(&out, STR("مجاهد"));
	page_text(&out, STR("Rajavi"));
	assert_str(buf_str(&out.buf), "\u2068مجاهد\u2069Rajavi");
	assert_int_equal(out.column, 11);
	buf_finish(&out.buf);
}

static void json_is_json(void **state)
{
	ties_query odd = {.name = {"a\0b\xFF\"\\\n\u2028", 11}};
	struct report_screening s = screening();
	struct report_out out = page(80);
	json_error_t problem;

	(void)state;
	s.query = &odd;
	report_screen_jsonl(&out, &s);
	assert_int_equal(str_find_char(buf_str(&out.buf), '\n', 0), out.buf.len - 1);
	json_t *root = json_loadb(out.buf.ptr, out.buf.len, JSON_ALLOW_NUL, &problem);
	assert_non_null(root);
	json_t *name = json_object_get(json_object_get(root, "query"), "name");
	assert_str(((str){json_string_value(name), json_string_length(name)}).ptr[1] == 0 ? STR("kept") : STR("lost"),
	           "kept");
	assert_int_equal(str_find((str){json_string_value(name), json_string_length(name)}, STR("b\uFFFD\""), 0), 2);
	json_decref(root);
	buf_finish(&out.buf);
}

/** What jansson reads of it, it writes again byte for byte: so nothing stands otherwise than it would have put it. */
static void assert_as_jansson_writes(str text, bool pretty)
{
	struct report_out again = {0};
	json_error_t problem;
	json_t *root = json_loadb(text.ptr, text.len, JSON_ALLOW_NUL, &problem);

	if (!root)
		fail_msg("%s: %.*s", problem.text, STR_ARG(text));
	json_write(&again, root, pretty);
	if (!str_equal(buf_str(&again.buf), text))
		fail_msg("%.*s instead of %.*s", STR_ARG(text), STR_ARG(buf_str(&again.buf)));
	buf_finish(&again.buf);
}

static void straight_json_is_that_of_jansson(void **state)
{
	static const char *const errors[] = {NULL, "a\"b\\\x01\x7F\xC3"};
	ties_query asked[] = {query,
	                      {.id = STR("A\tB\xFF\xE2\x80")},
	                      {.name = STR("محمد \"x\""), .schema = STR("Person"), .country = STR("\b\f\r\n/")}};
	ties_hits hits[] = {f.hits, f.no_hits};

	(void)state;
	hits[0].total = INT64_MAX;
	for (unsigned i = 0; i < COUNT(asked) * COUNT(hits) * COUNT(errors) * 4; i++) {
		struct report_screening s = screening();
		struct report_out out = page(80);
		s.query = &asked[i % COUNT(asked)];
		s.hits = &hits[i / COUNT(asked) % COUNT(hits)];
		s.error = errors[i / COUNT(asked) / COUNT(hits) % COUNT(errors)];
		s.explain = i % 2;
		s.row = i % 5 ? STR("K-\"1") : STR("");
		bool pretty = i / COUNT(asked) / COUNT(hits) / COUNT(errors) % 2;
		if (pretty)
			report_screen_json(&out, &s);
		else
			report_screen_jsonl(&out, &s);
		assert_false(out.buf.failed);
		assert_as_jansson_writes(buf_str(&out.buf), pretty);
		buf_finish(&out.buf);
	}
}

static void straight_json_of_pairs_is_that_of_jansson(void **state)
{
	struct report_pair pairs[] = {
	    pair(), pair(), {.name1 = STR("\xFF"), .schema = STR("Person"), .error = "\"\" is no name"}};

	(void)state;
	pairs[1].schema = STR("Vessel");
	for (unsigned i = 0; i < COUNT(pairs); i++) {
		struct report_out line = page(80), whole = page(80);
		report_match_jsonl(&line, &pairs[i]);
		report_match_json(&whole, &pairs[i]);
		assert_as_jansson_writes(buf_str(&line.buf), false);
		assert_as_jansson_writes(buf_str(&whole.buf), true);
		buf_finish(&line.buf);
		buf_finish(&whole.buf);
	}
}

/** One of each kind. */
struct sample {
	ties_str text, empty;
	const ties_str *texts;
	size_t text_count, none;
	const char *word, *no_word;
	ties_when dated, open, unknown;
	int32_t day, bound;
	ties_truth truth;
	ties_confidence confidence;
	double score;
	bool yes, no;
};

static const struct shape_member sample_members[] = {
    SHAPE_OF(struct sample, text, SHAPE_TEXT),
    SHAPE_OF(struct sample, empty, SHAPE_TEXT),
    SHAPE_AS("null", struct sample, empty, SHAPE_TEXT_OR_NULL),
    SHAPE_AS("not_null", struct sample, text, SHAPE_TEXT_OR_NULL),
    SHAPE_AS("left_out", struct sample, empty, SHAPE_TEXT_IF_ANY),
    SHAPE_AS("any", struct sample, text, SHAPE_TEXT_IF_ANY),
    SHAPE_AS("left_out_too", struct sample, text, SHAPE_TEXT_IF_NONE),
    SHAPE_AS("none", struct sample, empty, SHAPE_TEXT_IF_NONE),
    SHAPE_LIST("texts", struct sample, texts, text_count),
    SHAPE_LIST("no_texts", struct sample, texts, none),
    SHAPE_OF(struct sample, word, SHAPE_WORD),
    SHAPE_OF(struct sample, no_word, SHAPE_WORD),
    SHAPE_OF(struct sample, dated, SHAPE_WHEN),
    SHAPE_OF(struct sample, open, SHAPE_WHEN),
    SHAPE_OF(struct sample, unknown, SHAPE_WHEN),
    SHAPE_OF(struct sample, day, SHAPE_DAY),
    SHAPE_OF(struct sample, bound, SHAPE_DAY),
    SHAPE_OF(struct sample, truth, SHAPE_TRUTH),
    SHAPE_OF(struct sample, confidence, SHAPE_CONFIDENCE),
    SHAPE_OF(struct sample, score, SHAPE_SCORE),
    SHAPE_OF(struct sample, yes, SHAPE_BOOL),
    SHAPE_OF(struct sample, no, SHAPE_BOOL),
};

static void a_shape_reads_the_same_as_values_and_straight(void **state)
{
	static const struct shape shape = SHAPE(sample_members, struct sample);
	static const ties_str texts[] = {{"a\xFF\xE2\x80", 4}, {NULL, 0}, {"\"", 1}};
	const struct sample sample = {.text = STR("é\n"),
	                              .texts = texts,
	                              .text_count = COUNT(texts),
	                              .word = "\\",
	                              .dated = on_day("1997-10-08"),
	                              .open = still,
	                              .unknown = {.first = 3, .last = 9},
	                              .day = day(2012, 2, 29),
	                              .bound = TIES_DAY_MAX,
	                              .truth = TIES_POSSIBLY,
	                              .confidence = TIES_RECALLED,
	                              .score = -0.12345,
	                              .yes = true};
	static const char expected[] =
	    "{\"text\":\"é\\n\",\"empty\":\"\",\"null\":null,\"not_null\":\"é\\n\",\"any\":\"é\\n\",\"none\":\"\","
	    "\"texts\":[\"a\uFFFD\uFFFD\uFFFD\",\"\",\"\\\"\"],\"no_texts\":[],\"word\":\"\\\\\",\"no_word\":\"\","
	    "\"dated\":\"1997-10-08\",\"open\":null,\"unknown\":\"\",\"day\":\"2012-02-29\",\"bound\":null,"
	    "\"truth\":\"possibly\",\"confidence\":\"recalled\",\"score\":-0.1235,\"yes\":true,\"no\":false}\n";

	(void)state;
	for (int pretty = 0; pretty < 2; pretty++) {
		struct report_out tree = page(80), straight = page(80);
		struct json_straight j = {.out = &straight, .pretty = pretty};
		json_write(&tree, json_shape(&tree, &shape, &sample), pretty);
		straight_open(&j, STR(""), '{');
		straight_members(&j, &shape, &sample);
		straight_close(&j, '}');
		straight_end(&j);
		if (!pretty)
			assert_str(buf_str(&straight.buf), expected);
		if (!str_equal(buf_str(&tree.buf), buf_str(&straight.buf)))
			fail_msg("%.*s instead of %.*s", STR_ARG(buf_str(&straight.buf)), STR_ARG(buf_str(&tree.buf)));
		buf_finish(&tree.buf);
		buf_finish(&straight.buf);
	}
}

static void assert_text_as_jansson_writes(str text)
{
	struct report_out tree = {0}, straight = {0};
	struct json_straight j = {.out = &straight};
	json_t *value = json_text(&tree, text);

	json_add_value(&tree, value, 0);
	straight_text(&j, STR(""), text);
	if (!str_equal(buf_str(&tree.buf), buf_str(&straight.buf)))
		fail_msg("%.*s instead of %.*s", STR_ARG(buf_str(&straight.buf)), STR_ARG(buf_str(&tree.buf)));
	json_decref(value);
	buf_finish(&tree.buf);
	buf_finish(&straight.buf);
}

/* Every byte at every place of texts of any length, alone and with its neighbour in a sequence of two. */
static void texts_are_written_as_jansson_does(void **state)
{
	char text[20];

	(void)state;
	assert_text_as_jansson_writes((str){NULL, 0});
	for (size_t len = 1; len <= sizeof text; len++)
		for (size_t at = 0; at < len; at++)
			for (int c = 0; c <= 0xFF; c++) {
				memset(text, c % 2 ? ' ' : '~', len);
				text[at] = (char)c;
				assert_text_as_jansson_writes((str){text, len});
				if (c < 0x80 || at + 1 == len)
					continue;
				text[at + 1] = (char)0xA9;
				assert_text_as_jansson_writes((str){text, len});
			}
}

static void assert_score_as_jansson_writes(double score)
{
	struct report_out tree = {0}, straight = {0};
	struct json_straight j = {.out = &straight};
	json_t *value = json_score(score);

	json_add_value(&tree, value, 0);
	straight_score(&j, STR(""), score);
	if (!str_equal(buf_str(&tree.buf), buf_str(&straight.buf)))
		fail_msg("%.17g is %.*s instead of %.*s", score, STR_ARG(buf_str(&straight.buf)),
		         STR_ARG(buf_str(&tree.buf)));
	json_decref(value);
	buf_finish(&tree.buf);
	buf_finish(&straight.buf);
}

/* All that has four decimals, what lies just beside, and what no score is. */
static void scores_are_written_as_jansson_does(void **state)
{
	static const double odd[] = {-0.0,           0.00004,  -0.00004, 0.00005,  9.99994,     9.99995,
	                             9.99996,        -9.99996, 10,       123.4567, 99999.99995, 1e9,
	                             123456789.1234, 1e15,     -1e300,   HUGE_VAL, -HUGE_VAL,   NAN};

	(void)state;
	for (int parts = -100001; parts <= 100001; parts++) {
		assert_score_as_jansson_writes(parts / 1e4);
		if (parts % 7 == 0) {
			assert_score_as_jansson_writes((parts + 0.4999) / 1e4);
			assert_score_as_jansson_writes((parts + 0.5) / 1e4);
		}
	}
	for (size_t i = 0; i < COUNT(odd); i++)
		assert_score_as_jansson_writes(odd[i]);
}

static void html_is_harmless(void **state)
{
	struct report_out out = page(80);
	size_t scripts = 0;

	(void)state;
	report_scan_html(&out, &f.scan, &f.flags);
	str all = buf_str(&out.buf);
	for (size_t at = 0; (at = str_find(all, STR("<script"), at)) != SIZE_MAX; at++)
		scripts++;
	assert_int_equal(scripts, 1);
	assert_int_equal(str_find(all, STR("<img"), 0), SIZE_MAX);
	assert_int_equal(str_find(all, STR("<b>\""), 0), SIZE_MAX);
	assert_int_equal(str_find(all, STR("href=\"javascript"), 0), SIZE_MAX);
	assert_int_equal(str_find(all, STR("\033"), 0), SIZE_MAX);
	assert_int_equal(page_invalid_at(all), SIZE_MAX);
	assert_int_equal(str_find(all, STR("src="), 0), str_find(all, STR("src=x onerror"), 0));
	assert_int_not_equal(str_find(all, STR("Evil Corp &lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"), 0),
	                     SIZE_MAX);
	buf_finish(&out.buf);
}

/** Bad offsets, as a damaged result could have them, show text and never read outside of it. */
static void html_survives_bad_offsets(void **state)
{
	struct report_out out = page(80);

	(void)state;
	f.mentions[1].byte_start = 1 << 30;
	f.mentions[1].byte_end = (1 << 30) + 5;
	f.mentions[2].byte_end = f.mentions[2].byte_start;
	f.mentions[4].byte_start = f.mentions[3].byte_start;
	f.blocks[2].byte_end = 1 << 30;
	report_scan_html(&out, &f.scan, &f.flags);
	assert_false(out.buf.failed);
	assert_int_not_equal(str_find(buf_str(&out.buf), STR("Evil Corp"), 0), SIZE_MAX);
	buf_finish(&out.buf);
	fixture_fill(&f);
}

static void html_escapes(void **state)
{
	static const char *const cases[][2] = {
	    {"a & <b> \"c\" 'd'", "a &amp; &lt;b&gt; &quot;c&quot; &#39;d&#39;"},
	    {"</script>", "&lt;/script&gt;"},
	    {"مجاهدین\u200Fخلق", "مجاهدین\u200Fخلق"},
	    {"\u202Egnp.\u2066x\u2069\u202C", "gnp.x"},
	    {"\033[2J\x7F\xC2\x9B", "\uFFFD[2J\uFFFD\uFFFD"},
	    {"cut \xE2\x80", "cut \uFFFD\uFFFD"},
	    {"two\nlines\tand", "two\nlines\tand"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct report_out out = page(80);
		html_text(&out, str_from(cases[i][0]));
		assert_str(buf_str(&out.buf), cases[i][1]);
		buf_finish(&out.buf);
	}
}

static void html_addresses(void **state)
{
	static const char *const cases[][2] = {
	    {"see https://a.org/b?c=1&d (x)",
	     "see <a rel=\"noreferrer noopener\" href=\"https://a.org/b?c=1&amp;d\">https://a.org/b?c=1&amp;d</a> (x)"},
	    {"http://a.org/.", "<a rel=\"noreferrer noopener\" href=\"http://a.org/\">http://a.org/</a>."},
	    {"javascript:alert(1) http https://", "javascript:alert(1) http https://"},
	    {"https://a\"onx='1'",
	     "<a rel=\"noreferrer noopener\" href=\"https://a\">https://a</a>&quot;onx=&#39;1&#39;"},
	    {"httphttps://a", "http<a rel=\"noreferrer noopener\" href=\"https://a\">https://a</a>"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct report_out out = page(80);
		html_links(&out, str_from(cases[i][0]));
		assert_str(buf_str(&out.buf), cases[i][1]);
		buf_finish(&out.buf);
	}
}

static void html_intervals(void **state)
{
	const struct {
		ties_when from, to;
		const char *words;
	} cases[] = {
	    {on_day("2005-05-24"), on_day("2012-12-17"), "2005-05-24 – 2012-12-17"},
	    {on_day("2005-05-24"), still, "since 2005-05-24"},
	    {on_day("2005-05-24"), unknown_end, "2005-05-24, end unknown"},
	    {unknown_end, on_day("2012-12-17"), "until 2012-12-17"},
	    {unknown_end, still, "undated"},
	    {span("[..2019-01-15]", 0, 0), still, "since 2019-01-15 or before"},
	    {on_day("2001-12-01"), span("[2012-12-01..2026-08-22]", 0, 0),
	     "2001-12-01 – some day between 2012-12-01 and 2026-08-22"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct report_out out = page(80);
		html_dates(&out, cases[i].from, cases[i].to);
		assert_str(buf_str(&out.buf), cases[i].words);
		buf_finish(&out.buf);
	}
}

/** The strongest thing known decides, and a listing outweighs an office. */
static void html_kinds(void **state)
{
	const ties_when then = on_day("2021-07-10"), later = on_day("2022-01-01"), before = on_day("2001-01-01");
	const struct {
		ties_truth listed, holds;
		ties_when from;
		size_t listings, offices;
		enum html_kind kind;
	} cases[] = {
	    {TIES_YES, TIES_YES, before, 1, 1, KIND_LISTED},  {TIES_POSSIBLY, TIES_YES, before, 1, 1, KIND_POSSIBLY},
	    {TIES_NO, TIES_YES, before, 1, 1, KIND_FORMERLY}, {TIES_NO, TIES_YES, later, 1, 1, KIND_LATER},
	    {TIES_NO, TIES_YES, before, 0, 1, KIND_HOLDS},    {TIES_NO, TIES_POSSIBLY, before, 0, 1, KIND_MAY_HOLD},
	    {TIES_NO, TIES_NO, before, 0, 1, KIND_HELD},      {TIES_NO, TIES_NO, later, 0, 1, KIND_HELD},
	    {TIES_YES, TIES_YES, before, 0, 0, KIND_NAMED},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		ties_listing listing = {.from = cases[i].from, .on = cases[i].listed};
		ties_office office = {.from = cases[i].from, .on = cases[i].holds};
		ties_entity entity = {.listings = &listing,
		                      .listing_count = cases[i].listings,
		                      .offices = &office,
		                      .office_count = cases[i].offices};
		assert_int_equal(html_kind_of(&entity, then), cases[i].kind);
	}
}

/** A mention that is linked but could be another says so at the mention and in the card. */
static void html_shows_other_readings(void **state)
{
	struct report_out out = page(80);

	(void)state;
	f.mentions[11].alternatives = f.rajavis;
	f.mentions[11].alternative_count = 1;
	report_scan_html(&out, &f.scan, &f.flags);
	str all = buf_str(&out.buf);
	assert_int_not_equal(
	    str_find(all, STR("title=\"Maryam Rajavi, possibly in office; could also be Massoud Rajavi\""), 0),
	    SIZE_MAX);
	assert_int_not_equal(
	    str_find(all,
	             STR("<p class=\"else\">“<a href=\"#m11\" dir=\"auto\">Maryam Rajavi</a>” could also be "
	                 "<bdi>Massoud Rajavi</bdi>"),
	             0),
	    SIZE_MAX);
	assert_int_not_equal(str_find(all, STR("Perhaps also meant by “<a href=\"#d0\" dir=\"auto\">Rajavi</a>”"), 0),
	                     SIZE_MAX);
	buf_finish(&out.buf);
	fixture_fill(&f);
}

/** Of many offices that ended, the one that tells most is shown; the others are folded, none is lost. */
static void html_folds_offices(void **state)
{
	ties_office offices[9];
	struct report_out out = page(80);
	size_t rows = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(offices); i++)
		offices[i] = f.harper[0];
	offices[3] = f.harper[1];
	f.entities[4].entity.offices = offices;
	f.entities[4].entity.office_count = COUNT(offices);
	report_scan_html(&out, &f.scan, &f.flags);
	str all = buf_str(&out.buf);
	size_t card = str_find(all, STR("id=\"e4\""), 0), end = str_find(all, STR("</section>"), card);
	size_t fold = str_find(all, STR("8 more offices, none then"), card);
	assert_true(str_find(all, STR("Prime Minister of Canada"), card) < fold && fold < end);
	for (size_t at = card; (at = str_find(all, STR("<li class=\"row held\">"), at)) < end; at++)
		rows++;
	assert_int_equal(rows, COUNT(offices));
	buf_finish(&out.buf);
	fixture_fill(&f);
}

static void csv_quotes(void **state)
{
	struct report_out out = page(80);

	(void)state;
	report_csv_field(&out, STR("plain"));
	report_csv_field(&out, STR("a,b"));
	report_csv_field(&out, STR("say \"no\""));
	report_csv_field(&out, STR("two\nlines"));
	report_csv_field(&out, STR(" blank"));
	report_csv_field(&out, STR(""));
	report_csv_end(&out);
	assert_str(buf_str(&out.buf), "plain,\"a,b\",\"say \"\"no\"\"\",\"two\nlines\",\" blank\",\r\n");
	buf_finish(&out.buf);
}

static void dates_and_days(void **state)
{
	char text[PAGE_DATE_MAX];

	(void)state;
	for (int32_t d = -800000; d < 800000; d += 97) {
		int year = page_year(d);
		assert_true(page_new_year(year) <= d && d < page_new_year(year + 1));
	}
	assert_str(((str){text, page_day(0, text)}), "1970-01-01");
	assert_str(((str){text, page_day(day(2012, 2, 29), text)}), "2012-02-29");
	assert_str(((str){text, page_date_long(span("[..2019-01-15]", 0, 0), text)}), "by 2019-01-15");
	assert_str(((str){text, page_date_long(span("2012~", 0, 0), text)}), "2012~");
	assert_int_equal(page_end_of(still), END_OPEN);
	assert_int_equal(page_end_of(unknown_end), END_UNKNOWN);
}

/* Day by day, over the years that have four digits and a little beyond. */
static void days_are_counted_on(void **state)
{
	static const unsigned lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	int year = -2;
	unsigned month = 1, dom = 1;
	char got[PAGE_DATE_MAX], want[PAGE_DATE_MAX];

	(void)state;
	for (int32_t d = page_new_year(year); year <= 10001; d++) {
		bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
		int n = snprintf(want, sizeof want, "%04d-%02u-%02u", year, month, dom);
		if (page_day(d, got) != (size_t)n || strcmp(got, want) != 0)
			fail_msg("%d is %s, not %s", (int)d, got, want);
		if (++dom <= lengths[month - 1] + (month == 2 && leap))
			continue;
		dom = 1;
		month = month % 12 + 1;
		year += month == 1;
	}
}

static void axis_is_monotonous(void **state)
{
	struct axis axis = axis_empty();
	unsigned last = 0;

	(void)state;
	assert_false(axis_is_drawable(&axis));
	axis_add(&axis, on_day("1997-10-08"), on_day("2012-09-28"));
	axis_add(&axis, unknown_end, still);
	axis_round(&axis);
	assert_int_equal(page_year(axis.first), 1997);
	for (int32_t d = axis.first - 10; d < axis.last + 10; d++) {
		unsigned at = axis_place(&axis, d, 40);
		assert_true(at >= last && at <= 40);
		last = at;
	}
	struct axis_bar bar = axis_bar(&axis, unknown_end, still, 40);
	assert_int_equal(bar.start[0], 0);
	assert_true(bar.open && bar.end[1] == 40);
}

static void nothing_is_fine(void **state)
{
	ties_scan empty = {
	    .path = STR("empty.txt"), .date = on_day("2021-07-10"), .date_from = "today", .language = "und"};
	ties_info info = {.path = STR("empty.ties")};
	struct report_out out = page(80);

	(void)state;
	report_scan_text(&out, &empty, NULL, 1);
	report_scan_json(&out, &empty, NULL);
	report_scan_html(&out, &empty, NULL);
	report_info_text(&out, &info);
	report_info_json(&out, &info);
	report_status_text(&out, NULL, 0);
	report_status_json(&out, NULL, 0);
	assert_false(out.buf.failed);
	buf_finish(&out.buf);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(status_text, set_up),
	    cmocka_unit_test_setup(status_colour, set_up),
	    cmocka_unit_test_setup(status_data, set_up),
	    cmocka_unit_test_setup(show, set_up),
	    cmocka_unit_test_setup(screen, set_up),
	    cmocka_unit_test_setup(match, set_up),
	    cmocka_unit_test_setup(scan_text, set_up),
	    cmocka_unit_test_setup(scan_data, set_up),
	    cmocka_unit_test_setup(information, set_up),
	    cmocka_unit_test_setup(every_line_fits, set_up),
	    cmocka_unit_test(widths),
	    cmocka_unit_test(bytes_that_are_no_text_are_found),
	    cmocka_unit_test(cutting),
	    cmocka_unit_test(terminals_are_safe),
	    cmocka_unit_test(isolates),
	    cmocka_unit_test_setup(json_is_json, set_up),
	    cmocka_unit_test_setup(straight_json_is_that_of_jansson, set_up),
	    cmocka_unit_test_setup(straight_json_of_pairs_is_that_of_jansson, set_up),
	    cmocka_unit_test(a_shape_reads_the_same_as_values_and_straight),
	    cmocka_unit_test(texts_are_written_as_jansson_does),
	    cmocka_unit_test(scores_are_written_as_jansson_does),
	    cmocka_unit_test_setup(html_is_harmless, set_up),
	    cmocka_unit_test_setup(html_survives_bad_offsets, set_up),
	    cmocka_unit_test(html_escapes),
	    cmocka_unit_test(html_addresses),
	    cmocka_unit_test_setup(html_intervals, set_up),
	    cmocka_unit_test(html_kinds),
	    cmocka_unit_test_setup(html_shows_other_readings, set_up),
	    cmocka_unit_test_setup(html_folds_offices, set_up),
	    cmocka_unit_test(csv_quotes),
	    cmocka_unit_test(dates_and_days),
	    cmocka_unit_test(days_are_counted_on),
	    cmocka_unit_test(axis_is_monotonous),
	    cmocka_unit_test(nothing_is_fine),
	};

	return run_tap("report", tests);
}
