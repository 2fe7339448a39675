/* Exported graphs: whatever a name holds, it stays within its field. */
#include "cases.h"
#include "export/dump.h"
#include "sources/exported.h"

static const struct export_format *const formats[] = {&export_graphml, &export_gexf, &export_dot, &export_csv_nodes};

static void is_written(const struct export_format *format, str caption, const char *expected)
{
	struct buf out = {0};
	const struct export_node node = {.number = 7, .id = STR("x"), .caption = caption, .schema = STR("Person")};

	format->node(&out, &node);
	assert_non_null(strstr(buf_cstr(&out), expected));
	buf_finish(&out);
}

static void markup_is_escaped(void **)
{
	const str name = STR("<A & \"B\">\n\\");

	is_written(&export_graphml, name, "<data key=\"caption\">&lt;A &amp; &quot;B&quot;&gt;&#10;\\</data>");
	is_written(&export_gexf, name, "label=\"&lt;A &amp; &quot;B&quot;&gt;&#10;\\\"");
	is_written(&export_dot, name, "label=\"<A & \\\"B\\\">\\n\\\\\"");
	is_written(&export_csv_nodes, name, "\"x\",\"<A & \"\"B\"\">\n\\\",\"Person\"\n");
}

static void what_no_xml_can_hold_is_replaced(void **)
{
	const str name = STR("a\0b\x1F"
	                     "c\xEF\xBF\xBE"
	                     "d");

	is_written(&export_graphml, name,
	           ">a\xEF\xBF\xBD"
	           "b\xEF\xBF\xBD"
	           "c\xEF\xBF\xBD"
	           "d<");
	is_written(&export_gexf, name,
	           "\"a\xEF\xBF\xBD"
	           "b\xEF\xBF\xBD"
	           "c\xEF\xBF\xBD"
	           "d\"");
	is_written(&export_dot, STR("a\0b"),
	           "\"a\xEF\xBF\xBD"
	           "b\"");
}

static void scripts_from_right_to_left_stay_as_they_are(void **)
{
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		is_written(formats[i], STR("مجاهدین خلق\u200F"), "مجاهدین خلق\u200F");
}

static void open_ends_have_no_day(void **)
{
	const ties_tie open = {.begin = {.first = TIES_DAY_MIN, .last = TIES_DAY_MAX},
	                       .end = {.first = TIES_DAY_MAX, .last = TIES_DAY_MAX}};
	const ties_tie dated = {.begin = {.first = 0, .last = 364}, .end = {.first = 365, .last = 729}};
	char text[40];

	assert_int_equal(export_first_day(&open, text).len, 0);
	assert_int_equal(export_last_day(&open, text).len, 0);
	assert_true(str_is(export_first_day(&dated, text), "1970-01-01"));
	assert_true(str_is(export_last_day(&dated, text), "1971-12-31"));
}

static void an_end_before_the_beginning_is_no_stretch_of_days(void **)
{
	const ties_tie wrong = {.begin = {.first = 3, .last = 3}, .end = {.first = 0, .last = 0}};
	const ties_tie one_day = {.begin = {.first = 3, .last = 3}, .end = {.first = 3, .last = 3}};
	char text[40];

	assert_int_equal(export_first_day(&wrong, text).len, 0);
	assert_int_equal(export_last_day(&wrong, text).len, 0);
	assert_true(str_is(export_first_day(&one_day, text), "1970-01-04"));
	assert_true(str_is(export_last_day(&one_day, text), "1970-01-04"));
}

static void dates_are_told_as_far_as_followthemoney_can(void **)
{
	static const char *const cases[][2] = {
	    {"1951", "1951"},  {"1951-04", "1951-04"},  {"1951-04-30", "1951-04-30"},
	    {"1951~", "1951"}, {"1951-04?", "1951-04"}, {"195X", ""},
	    {"1951/1953", ""}, {"[1951..1953]", ""},    {"..", ""},
	    {"", ""},          {"-0044", ""},           {"no date", ""},
	};
	char text[DATE_TEXT_MAX];

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_str(ftm_date(str_from(cases[i][0]), text), cases[i][1]);
}

static void words_are_those_of_followthemoney(void **)
{
	struct ftm_words words;

	ftm_words_fill(&words);
	assert_true(words.has[SCHEMA_PERSON][PROP_NAME]);
	assert_true(words.has[SCHEMA_VESSEL][PROP_REGISTRATION_NUMBER]);
	assert_true(words.has[SCHEMA_UNKNOWN_LINK][PROP_ROLE]);
	assert_false(words.has[SCHEMA_COMPANY][PROP_BIRTH_DATE]);
	assert_false(words.has[SCHEMA_UNKNOWN_LINK][PROP_RELATION]);
	assert_false(words.has[SCHEMA_MENTION][PROP_NOTES]);
	assert_string_equal(ftm_schema_name(SCHEMA_PROGRAM), "Thing");
	assert_string_equal(ftm_type_name(PROP_LOCATION), "address");
	assert_string_equal(ftm_type_name(PROP_BIRTH_DATE), "date");
}

/* Whatever the bytes, they come back. */
static void escapes_are_undone(void **)
{
	static const char pieces[][4] = {"a", "\\", "\r", "\n", "\xC3", "\xA9", "\xFF", "x41", "\""};
	struct exported e = {0};
	uint32_t state = 1;

	for (unsigned n = 0; n < 2000; n++) {
		struct buf text = {0}, out = {0};
		for (unsigned i = 0; i < n % 12; i++) {
			state = state * 1664525 + 1013904223;
			if (state >> 28 == 0)
				buf_add_char(&text, '\0');
			buf_add(&text, str_from(pieces[(state >> 16) % 9]));
		}
		dump_escape(&out, buf_str(&text));
		assert_false(dump_needs_escape(buf_str(&out), true));
		str back = exported_unescape(&e, buf_str(&out));
		assert_true(str_equal(back, buf_str(&text)));
		buf_finish(&text);
		buf_finish(&out);
	}
	assert_string_equal(e.why, "");
	arena_finish(&e.arena);
}

static void only_formats_that_there_are_are_found(void **)
{
	assert_ptr_equal(export_format_find("gexf"), &export_gexf);
	assert_ptr_equal(export_format_find("csv-nodes"), &export_csv_nodes);
	assert_null(export_format_find(""));
	assert_null(export_format_find("GEXF"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(markup_is_escaped),
	    cmocka_unit_test(what_no_xml_can_hold_is_replaced),
	    cmocka_unit_test(scripts_from_right_to_left_stay_as_they_are),
	    cmocka_unit_test(open_ends_have_no_day),
	    cmocka_unit_test(an_end_before_the_beginning_is_no_stretch_of_days),
	    cmocka_unit_test(dates_are_told_as_far_as_followthemoney_can),
	    cmocka_unit_test(words_are_those_of_followthemoney),
	    cmocka_unit_test(escapes_are_undone),
	    cmocka_unit_test(only_formats_that_there_are_are_found),
	};

	return run_tap("export", tests);
}
