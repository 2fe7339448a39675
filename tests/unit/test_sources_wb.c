/* The World Bank's list. */
#include "sources/formats.h"
#include "sources/wb_name.h"

#include "cases.h"
#include "source_records.h"

#define WB_DATA TIES_SOURCE_DIR "/../shared/data/wb/"

static str print_names(struct arena *arena, const struct wb_names *names)
{
	str all = {"", 0};

	for (size_t i = 0; i < names->count; i++)
		all = arena_print(arena, "%.*s%s%s:%.*s", STR_ARG(all), i ? " | " : "",
		                  model_property_name(names->list[i].kind), STR_ARG(names->list[i].name));
	return all;
}

static void names_are_taken_apart(void **)
{
	struct arena arena = {0};
	struct cases c;

	for (cases_open(&c, "wb-names"); cases_next(&c);) {
		struct wb_names names = {.count = 0};
		wb_names_add(&names, PROP_NAME, c.cell[0], &arena);
		wb_names_add_note(&names, c.cell[1], &arena);
		str got = print_names(&arena, &names), number = wb_registration(c.cell[1]);
		cases_check(&c, str_equal(got, c.cell[2]), got);
		cases_check(&c, str_equal(number, c.cell[3]), number);
	}
	arena_finish(&arena);
}

static const char list[] =
    "{\"response\":{\"ZPROCSUPP\":["
    "{\"SUPP_ID\":323167,\"SUPP_NAME\":\"TEST TRAVAUX "
    "*29\",\"SUPP_TYPE_CODE\":\"F\",\"SUPP_PRE_ACRN\":null,\"LAND1\":\"TN\","
    "\"COUNTRY_NAME\":\"Tunisia\",\"SUPP_CITY\":\"TUNIS 1001\",\"SUPP_ADDR\":\"21, "
    "STREET\",\"DEBAR_FROM_DATE\":\"2016-01-20\","
    "\"DEBAR_TO_DATE\":\"2021-01-19\",\"DEBAR_REASON\":\"Guidelines, 1.14\",\"ADD_SUPP_INFO\":\"(Reg. No.: 12X)*302\","
    "\"SUPP_ELIG_STAT\":\"DEBARRED\",\"INELIGIBLY_STATUS\":\"Ongoing\",\"CREATE_USER\":\"WB1\",\"NOVELTY\":7,"
    "\"LAST_REFRESH_DATE\":\"2021-01-18T23:00:54.000Z\"},"
    "{\"SUPP_ID\":\"2\",\"SUPP_NAME\":\"MR. "
    "TEST\",\"SUPP_TYPE_CODE\":\"I\",\"LAND1\":\"??\",\"COUNTRY_NAME\":\"Nigeria\","
    "\"DEBAR_TO_DATE\":\"2999-12-31\",\"SUPP_ELIG_STAT\":\"X-DEBARRED\"},"
    "{\"SUPP_ID\":3,\"SUPP_NAME\":null},{\"SUPP_NAME\":\"X\"},17]}}\n";

static void rows_become_records(void **)
{
	struct records all = {0};

	records_from_text(&all, &source_wb_json, "debarred.json", str_from(list));
	assert_int_equal(all.code, TIES_OK);
	assert_string_equal(all.claim.dataset, "worldbank_debarred");
	assert_int_equal(all.claim.version.first, date_from_civil(2021, 1, 18));
	assert_int_equal(all.list.len, 4);
	assert_int_equal(all.rejects, 3);
	const struct model_record *firm = records_get(&all, "323167");
	assert_int_equal(firm->schema, SCHEMA_COMPANY);
	assert_str(record_value(firm, PROP_NAME, 0), "TEST TRAVAUX");
	assert_str(record_need(firm, PROP_NAME, 0)->original, "TEST TRAVAUX *29");
	assert_str(record_value(firm, PROP_ADDRESS, 0), "21, STREET, TUNIS 1001, Tunisia");
	assert_str(record_value(firm, PROP_COUNTRY, 0), "tn");
	assert_str(record_value(firm, PROP_REGISTRATION_NUMBER, 0), "12X");
	assert_true(record_has(firm, PROP_UNMAPPED, "NOVELTY=7"));
	assert_false(record_has(firm, PROP_UNMAPPED, "CREATE_USER=WB1"));
	assert_true(record_has(firm, PROP_TOPICS, "debarment"));
	const struct model_record *s = records_get(&all, "323167#sanction");
	assert_str(record_value(s, PROP_START_DATE, 0), "2016-01-20");
	assert_str(record_value(s, PROP_END_DATE, 0), "2021-01-19");
	assert_str(record_value(s, PROP_PROGRAM, 0), "Debarment");
	assert_str(record_value(s, PROP_REASON, 0), "Guidelines, 1.14");
	assert_int_equal(records_get(&all, "2")->schema, SCHEMA_PERSON);
	assert_str(record_value(records_get(&all, "2"), PROP_COUNTRY, 0), "ng");
	assert_null(record_get(records_get(&all, "2#sanction"), PROP_END_DATE, 0)); /* for good */
	assert_str(record_value(records_get(&all, "2#sanction"), PROP_PROGRAM, 0), "Cross-debarment");
	records_free(&all);
}

static void the_list_has_its_numbers(void **)
{
	static const struct {
		const char *path;
		size_t rows;
	} files[] = {{WB_DATA "2020-09-17.json.gz", 1225}, {WB_DATA "2021-01-19.json.gz", 1264}};

	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct records all = {0};
		if (!records_from_file(&all, &source_wb_json, files[i].path))
			continue;
		assert_int_equal(all.code, TIES_OK);
		assert_int_equal(records_count(&all, SCHEMA_SANCTION), files[i].rows);
		assert_int_equal(all.list.len, 2 * files[i].rows);
		assert_int_equal(all.rejects, 0);
		records_free(&all);
	}
}

static void refuse(str text, const char *words)
{
	struct records all = {0};

	records_from_text(&all, &source_wb_json, "debarred.json", text);
	assert_refused(&all, TIES_ERR_FORMAT, words);
	records_free(&all);
}

static void what_is_not_the_list_is_refused(void **)
{
	refuse(STR(""), "not well-formed");
	refuse(STR("{\"statusCode\":401,\"message\":\"Access denied\"}"), "expected the World Bank's list");
	refuse(STR("[]"), "expected the World Bank's list");
	refuse(STR("{\"response\":{\"ZPROCSUPP\":[]}}"), "no entry");
	refuse(STR("{\"response\":{\"ZPROCSUPP\":7}}"), "expected");
	refuse(str_slice(str_from(list), 0, 300), "not well-formed");
	struct buf deep = {0};
	for (int i = 0; i < 100000; i++)
		buf_add_char(&deep, '[');
	refuse(buf_str(&deep), "not well-formed");
	buf_finish(&deep);
	struct source_claim claim;
	assert_false(source_wb_json.detect(STR("{\"message\":\"ZPROCSUPP\"}"), "x", &claim));
	assert_false(source_wb_json.detect(STR("<html>\"ZPROCSUPP\"</html>"), "x", &claim));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(names_are_taken_apart),
	    cmocka_unit_test(rows_become_records),
	    cmocka_unit_test(the_list_has_its_numbers),
	    cmocka_unit_test(what_is_not_the_list_is_refused),
	};

	return run_tap("sources_wb", tests);
}
