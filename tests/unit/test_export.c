/* Exported graphs: whatever a name holds, it stays within its field. */
#include "cases.h"
#include "export/format.h"

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
	    cmocka_unit_test(only_formats_that_there_are_are_found),
	};

	return run_tap("export", tests);
}
