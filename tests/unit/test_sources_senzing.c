/* Senzing JSON: what attributes mean, the three shapes, lines and arrays, and what is wrong. */
#include "base/buf.h"
#include "cases.h"
#include "source_records.h"
#include "sources/formats.h"

#define SENZING_DATA TIES_SOURCE_DIR "/../shared/data/senzing/"

/* As the dataset "src", in which RECORD_ID is the record id. */
static void read_as(struct records *all, str text)
{
	struct source_sink sink = {records_emit, records_reject, all};
	struct source_set set = {.format = &source_senzing, .dataset = "src"};

	all->claimed = source_senzing.detect(text, "x.jsonl", &all->claim);
	set.part[0].path = "x.jsonl";
	assert_int_equal(input_open_memory(&set.part[0].input, "x.jsonl", text, NULL), TIES_OK);
	all->code = source_senzing.read(&set, &sink, &all->error);
	input_close(set.part[0].input);
}

static void attributes_have_meanings(void **)
{
	struct cases c;

	for (cases_open(&c, "senzing-attributes"); cases_next(&c);) {
		struct records all = {0};
		struct buf text = {0}, id = {0};
		enum model_property property = PROP_COUNT;
		buf_add(&id, c.cell[3].len ? c.cell[3] : STR("r-1"));
		buf_print(&text, "{\"DATA_SOURCE\":\"SRC\",\"RECORD_ID\":\"r-1\",\"RECORD_TYPE\":\"PERSON\",%.*s}\n",
		          STR_ARG(c.cell[0]));
		read_as(&all, buf_str(&text));
		assert_int_equal(all.code, TIES_OK);
		assert_int_equal(all.rejects, 0);
		assert_true(model_property_find(c.cell[1], &property));
		const struct model_record *r = records_get(&all, buf_cstr(&id));
		bool found = false;
		for (size_t i = 0; i < r->statements.len; i++)
			found |= r->statements.ptr[i].property == property &&
			         str_equal(r->statements.ptr[i].value, c.cell[2]);
		cases_check(&c, found, record_value(r, property, 0));
		buf_finish(&text);
		buf_finish(&id);
		records_free(&all);
	}
}

static const char flat[] = "{\"DATA_SOURCE\":\"SRC\",\"RECORD_ID\":7,\"RECORD_TYPE\":\"PERSON\",\"NAME_FULL\":\"A "
                           "B\",\"DATE_OF_BIRTH\":\"1972\","
                           "\"PASSPORT_NUMBER\":\"P1\",\"PASSPORT_COUNTRY\":\"AF\"}";
static const char in_lists[] =
    "{\"DATA_SOURCE\":\"SRC\",\"RECORD_ID\":\"7\",\"RECORD_TYPE\":\"PERSON\",\"NAMES\":[{\"NAME_TYPE\":\"PRIMARY\","
    "\"NAME_FULL\":\"A B\"}],\"DATES\":[{\"DATE_OF_BIRTH\":\"1972\"}],\"IDENTIFIERS\":[{\"PASSPORT_NUMBER\":\"P1\","
    "\"PASSPORT_COUNTRY\":\"af\"}]}";
static const char as_features[] =
    "{\"DATA_SOURCE\":\"SRC\",\"RECORD_ID\":\"7\",\"FEATURES\":[{\"RECORD_TYPE\":\"PERSON\"},{\"NAME_FULL\":\"A B\"},"
    "{\"DATE_OF_BIRTH\":\"1972\"},{\"PASSPORT_NUMBER\":\"P1\",\"PASSPORT_COUNTRY\":\"AF\"}]}";
static const char *const shapes[] = {flat, in_lists, as_features};

static void three_shapes_say_the_same(void **)
{
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
		struct records all = {0};
		read_as(&all, str_from(shapes[i]));
		assert_int_equal(all.code, TIES_OK);
		assert_true(all.claimed);
		assert_string_equal(all.claim.dataset, "src");
		assert_int_equal(all.list.len, 2);
		const struct model_record *p = records_get(&all, "7");
		assert_int_equal(p->schema, SCHEMA_PERSON);
		assert_int_equal(p->statements.len, 3);
		assert_str(record_value(p, PROP_NAME, 0), "A B");
		assert_str(record_value(p, PROP_BIRTH_DATE, 0), "1972");
		assert_str(record_value(p, PROP_PASSPORT_NUMBER, 0), "P1");
		const struct model_record *d = records_get(&all, "7#passport#P1");
		assert_int_equal(d->schema, SCHEMA_PASSPORT);
		assert_str(record_value(d, PROP_COUNTRY, 0), "af");
		records_free(&all);
	}
}

/* Brackets and commas in strings, escaped quotes, items that are no objects, lines counted. */
static void arrays_are_read_item_by_item(void **)
{
	struct records all = {0};

	read_as(&all, STR("\xef\xbb\xbf [\n {\"DATA_SOURCE\":\"SRC\",\"RECORD_ID\":\"1\",\"NAME_FULL\":\"A ]},[{ "
	                  "\\\"B\\\\\"},\n\n"
	                  " {\"DATA_SOURCE\":\"ELSE\",\n\"RECORD_ID\":\"2\",\"NAME_ORG\":\"C\"} , 7,\n"
	                  "{\"DATA_SOURCE\":\"SRC\"}\n]\n"));
	assert_int_equal(all.code, TIES_OK);
	assert_true(all.claimed);
	assert_string_equal(all.claim.dataset, "");
	assert_int_equal(all.list.len, 2);
	assert_str(record_value(records_get(&all, "1"), PROP_NAME, 0), "A ]},[{ \"B\\");
	assert_int_equal(records_get(&all, "1")->line, 2);
	assert_int_equal(records_get(&all, "ELSE/2")->line, 4);
	assert_int_equal(records_get(&all, "ELSE/2")->schema, SCHEMA_ORGANIZATION);
	assert_int_equal(all.rejects, 2);
	assert_string_equal(all.reason, "no RECORD_ID");
	assert_int_equal(all.line, 6);
	records_free(&all);
}

#define RECORD "{\"DATA_SOURCE\":\"SRC\",\"RECORD_ID\":\"1\",\"NAME_FULL\":\"A\"}\n"

static void bad_lines_are_rejected(void **)
{
	static const char *const cases[][2] = {
	    {RECORD "{\"DATA_SOURCE\":\"SRC\"}\n", "no RECORD_ID"},
	    {RECORD "[1]\n", "no record: it is no JSON object"},
	    {RECORD "{\"a\" 1}\n", "not JSON: ':' expected near '1'"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct records all = {0};
		read_as(&all, str_from(cases[i][0]));
		assert_int_equal(all.code, TIES_OK);
		assert_int_equal(all.rejects, 1);
		assert_string_equal(all.reason, cases[i][1]);
		assert_int_equal(all.line, 2);
		records_free(&all);
	}
}

static void records_of_too_many_attributes_are_rejected(void **)
{
	struct records all = {0};
	struct buf text = {0};

	buf_add(&text, STR(RECORD "{\"DATA_SOURCE\":\"SRC\",\"RECORD_ID\":\"2\",\"TAGS\":["));
	for (int i = 0; i < 6000; i++)
		buf_print(&text, "%s\"t%d\"", i ? "," : "", i);
	buf_add(&text, STR("]}\n"));
	read_as(&all, buf_str(&text));
	assert_int_equal(all.code, TIES_OK);
	assert_int_equal(all.list.len, 1);
	assert_string_equal(all.reason, "the record has more attributes than any has");
	buf_finish(&text);
	records_free(&all);
}

static void other_files_are_refused(void **)
{
	static const struct {
		const char *text, *words;
		bool claimed;
	} cases[] = {
	    {"", "holds no entry", false},
	    {"[", "does not end", false},
	    {"[" RECORD, "does not end", true},
	    {"[]", "holds no entry", false},
	    {RECORD "{\"DATA_SOURCE\":\"SR", "truncated", true},
	    {"{\"id\":\"a\",\"schema\":\"Person\",\"properties\":{}}", "holds no entry", false},
	    {"{\"response\":[{\"NAME_FULL\":1}]}", "holds no entry", false},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct records all = {0};
		read_as(&all, str_from(cases[i].text));
		assert_int_equal(all.claimed, cases[i].claimed);
		assert_refused(&all, TIES_ERR_FORMAT, cases[i].words);
		records_free(&all);
	}
}

static void sample_files(void **)
{
	static const struct {
		const char *file, *dataset;
		size_t records;
	} cases[] = {{"flat-sample.jsonl", "watchlist", 5},
	             {"lists-sample.jsonl", "open_sanctions", 5},
	             {"features-sample.jsonl", "watchlist", 2}};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct records all = {0};
		char path[512];
		snprintf(path, sizeof path, "%s%s", SENZING_DATA, cases[i].file);
		if (!records_from_file(&all, &source_senzing, path))
			return;
		assert_int_equal(all.code, TIES_OK);
		assert_int_equal(all.rejects, 0);
		assert_string_equal(all.claim.dataset, cases[i].dataset);
		assert_int_equal(all.list.len, cases[i].records);
		records_free(&all);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(attributes_have_meanings),
	    cmocka_unit_test(three_shapes_say_the_same),
	    cmocka_unit_test(arrays_are_read_item_by_item),
	    cmocka_unit_test(bad_lines_are_rejected),
	    cmocka_unit_test(records_of_too_many_attributes_are_rejected),
	    cmocka_unit_test(other_files_are_refused),
	    cmocka_unit_test(sample_files),
	};

	return run_tap("sources_senzing", tests);
}
