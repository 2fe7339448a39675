/* FollowTheMoney entities: mapping, nesting, real files, and JSON that is something else. */
#include "sources/formats.h"
#include "sources/ftm_names.h"

#include "cases.h"
#include "source_records.h"

#define FTM_DATA TIES_SOURCE_DIR "/../shared/data/ftm/"

static void read_text(struct records *all, const char *text)
{
	records_from_text(all, &source_ftm_json, "entities.ftm.json", str_from(text));
}

static void heads_are_told_apart(void **)
{
	struct cases c;

	for (cases_open(&c, "ftm-heads"); cases_next(&c);) {
		struct source_claim claim;
		bool yes = source_ftm_json.detect(c.cell[0], "x", &claim);
		cases_check(&c, yes == str_is(c.cell[1], "yes"), yes ? STR("yes") : STR("no"));
	}
}

static void unknown_schemata_become_the_nearest(void **)
{
	struct cases c;

	for (cases_open(&c, "ftm-schemata"); cases_next(&c);) {
		str got = str_from(model_schema_name(ftm_schema_nearest(c.cell[0])));
		cases_check(&c, str_equal(got, c.cell[1]), got);
	}
}

static void properties_become_statements(void **)
{
	struct records all = {0};

	read_text(
	    &all,
	    "{\"id\":\"NK-1\",\"caption\":\"Ann B\",\"schema\":\"Person\",\"properties\":{"
	    "\"name\":[\"Ann  B\",\"\",\"\\u0410\\u043d\\u043d\\u0430\"],\"birthDate\":[\"1961-07\",\"soon\"],"
	    "\"createdAt\":[\"2022-06-03T18:00:25\"],\"nationality\":[\"Belarus\",\"zz\"],\"country\":\"by\","
	    "\"height\":[180,1.5,true,null],\"notes\":[\"a\\n  b\"],\"unmapped\":[\"x=y\"]},"
	    "\"datasets\":[\"eu_fsf\"],\"referents\":[\"ofac-1\",\"ofac-2\"],\"first_seen\":\"2023-04-20T18:00:25\","
	    "\"last_seen\":\"2024-06-01T10:57:03\",\"last_change\":\"2023-07-26T20:01:14\",\"target\":true}\n\n"
	    "{\"id\":\"NK-2\",\"caption\":\"Debt of Ann\",\"schema\":\"Debt\",\"properties\":{\"debtor\":[\"NK-1\"]},"
	    "\"datasets\":[\"eu_fsf\"]}\n");
	assert_int_equal(all.code, TIES_OK);
	assert_int_equal(all.rejects, 0);
	assert_string_equal(all.claim.dataset, "eu_fsf");
	assert_int_equal(all.claim.version.first, date_from_civil(2024, 6, 1));
	const struct model_record *p = records_get(&all, "NK-1");
	assert_int_equal(p->schema, SCHEMA_PERSON);
	assert_int_equal(p->line, 1);
	assert_str(record_value(p, PROP_NAME, 0), "Ann B");
	assert_str(record_value(p, PROP_NAME, 1), "\u0410\u043d\u043d\u0430");
	assert_null(record_get(p, PROP_NAME, 2));
	assert_str(record_value(p, PROP_BIRTH_DATE, 0), "1961-07");
	assert_str(record_value(p, PROP_CREATED_AT, 0), "2022-06-03");
	assert_str(record_need(p, PROP_CREATED_AT, 0)->original, "2022-06-03T18:00:25");
	assert_str(record_value(p, PROP_NATIONALITY, 0), "by");
	assert_str(record_need(p, PROP_NATIONALITY, 0)->original, "Belarus");
	assert_str(record_value(p, PROP_NATIONALITY, 1), "zz");
	assert_str(record_value(p, PROP_COUNTRY, 0), "by");
	assert_str(record_value(p, PROP_NOTES, 0), "a\n  b");
	static const char *const kept[] = {"birthDate=soon",
	                                   "height=180",
	                                   "height=1.5",
	                                   "height=true",
	                                   "x=y",
	                                   "datasets=eu_fsf",
	                                   "referents=ofac-2",
	                                   "first_seen=2023-04-20T18:00:25"};
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
		assert_true(record_has(p, PROP_UNMAPPED, kept[i]));
	for (size_t i = 0; i < p->statements.len; i++)
		assert_int_equal(str_find(p->statements.ptr[i].value, STR("2024-06-01"), 0), SIZE_MAX);
	for (size_t i = 0; i < p->statements.len; i++)
		assert_str(p->statements.ptr[i].first_seen, "2023-07-26");
	const struct model_record *d = records_get(&all, "NK-2");
	assert_int_equal(d->schema, SCHEMA_INTERVAL);
	assert_int_equal(d->line, 3);
	assert_true(record_has(d, PROP_UNMAPPED, "schema=Debt"));
	assert_true(record_has(d, PROP_UNMAPPED, "debtor=NK-1"));
	assert_true(record_has(d, PROP_UNMAPPED, "caption=Debt of Ann"));
	records_free(&all);
}

static void nested_entities_are_records_too(void **)
{
	struct records all = {0};

	read_text(
	    &all,
	    "{\"id\":\"A\",\"schema\":\"Person\",\"properties\":{\"name\":[\"Ann\"],"
	    "\"sanctions\":[{\"id\":\"S\",\"schema\":\"Sanction\",\"properties\":{\"authority\":[\"X\"]}}],"
	    "\"ownershipOwner\":[{\"id\":\"O\",\"schema\":\"Ownership\",\"properties\":{\"asset\":["
	    "{\"id\":\"C\",\"schema\":\"Company\",\"properties\":{\"name\":[\"Firm\"]}}],\"percentage\":[50]}}]}}\n");
	assert_int_equal(all.code, TIES_OK);
	assert_int_equal(all.list.len, 4);
	assert_str(record_value(records_get(&all, "S"), PROP_ENTITY, 0), "A");
	const struct model_record *o = records_get(&all, "O");
	assert_str(record_value(o, PROP_OWNER, 0), "A");
	assert_str(record_value(o, PROP_ASSET, 0), "C");
	assert_str(record_value(o, PROP_PERCENTAGE, 0), "50");
	assert_str(record_value(records_get(&all, "C"), PROP_NAME, 0), "Firm");
	assert_null(record_get(records_get(&all, "C"), PROP_OWNER, 0));
	assert_true(record_has(records_get(&all, "A"), PROP_UNMAPPED, "sanctions=S"));
	records_free(&all);
}

static void the_real_files_have_their_numbers(void **)
{
	struct records all = {0}, t1 = {0};
	size_t euros = 0;

	if (!records_from_file(&all, &source_ftm_json, FTM_DATA "donations.ftm.json.gz") ||
	    !records_from_file(&t1, &source_ftm_json, FTM_DATA "t1-entities.ftm.json.gz"))
		return;
	assert_int_equal(all.code, TIES_OK);
	assert_int_equal(all.rejects, 0);
	assert_int_equal(all.list.len, 474);
	assert_int_equal(records_count(&all, SCHEMA_PAYMENT), 290);
	assert_int_equal(records_count(&all, SCHEMA_COMPANY), 56);
	for (size_t i = 0; i < all.list.len; i++)
		euros +=
		    record_get(&all.list.ptr[i], PROP_AMOUNT, 0) && record_has(&all.list.ptr[i], PROP_CURRENCY, "EUR");
	assert_int_equal(euros, 290);
	assert_string_equal(all.claim.dataset, "");
	assert_int_equal(t1.list.len, 7);
	assert_string_equal(t1.claim.dataset, "eu_fsf");
	assert_int_equal(t1.claim.version.first, date_from_civil(2024, 6, 1));
	assert_true(record_has(records_get(&t1, "NK-2PacmNpiLUmoz4XD2mSt7A"), PROP_NAME, "IRGC"));
	records_free(&all);
	records_free(&t1);
}

/* ---- other files -------------------------------------------------------------------------------- */

static void refuse(str text, ties_code code, const char *words)
{
	struct records all = {0};

	records_from_text(&all, &source_ftm_json, "e.json", text);
	assert_refused(&all, code, words);
	records_free(&all);
}

static void other_json_is_refused(void **)
{
	refuse(STR(""), TIES_ERR_FORMAT, "found none");
	refuse(STR("<html></html>\n"), TIES_ERR_FORMAT, "found none");
	refuse(STR("{\"op\":\"DEL\",\"entity\":{\"id\":\"a\"}}\n"), TIES_ERR_FORMAT,
	       "this is a FollowTheMoney delta file");
	refuse(STR("{\"DATA_SOURCE\":\"X\",\"RECORD_ID\":\"1\"}\n"), TIES_ERR_FORMAT, "found other JSON");
	refuse(STR("[1]\n"), TIES_ERR_FORMAT, "e.json:1: expected FollowTheMoney");
	refuse(STR("\xff\xfe{\0\"\0"), TIES_ERR_FORMAT, "e.json");
	refuse(STR("{\"id\":\"a\0\",\"schema\":\"Person\",\"properties\":{}}"), TIES_ERR_FORMAT, "found none");
}

static void a_file_that_stops_in_an_entity_is_truncated(void **)
{
	refuse(STR("{\"id\":\"a\",\"schema\":\"Person\",\"properties\":{}}\n{\"id\":\"b\",\"schema\":\"Per"),
	       TIES_ERR_FORMAT, "e.json:2: the file ends in the middle");
	refuse(STR("{\"id\":\"a\",\"schema\":\"Person\",\"properties\":{}}\n{\"id\":\"b\","), TIES_ERR_FORMAT,
	       "truncated");
}

static void bombs_do_not_go_off(void **)
{
	struct buf b = {0};
	struct records all = {0};

	for (int i = 0; i < 17 << 20; i++)
		buf_add_char(&b, 'x');
	refuse(buf_str(&b), TIES_ERR_LIMIT, "longer than");
	b.len = 0;
	buf_add(&b, STR("{\"id\":\"a\",\"schema\":\"Person\",\"properties\":{\"name\":[\"A\"]}}\n"));
	for (int i = 0; i < 200000; i++)
		buf_add_char(&b, '[');
	buf_add(&b, STR("\n{\"id\":\"b\",\"schema\":\"Person\",\"properties\":{\"name\":[\""));
	for (int i = 0; i < 10 << 20; i++)
		buf_add_char(&b, 'y');
	buf_add(&b, STR("\"]}}\n"));
	records_from_text(&all, &source_ftm_json, "e.json", buf_str(&b));
	assert_int_equal(all.code, TIES_OK);
	assert_int_equal(all.rejects, 1);
	assert_int_equal(all.line, 2);
	assert_string_equal(all.reason, "not JSON: nested more than 64 deep");
	assert_int_equal(record_value(records_get(&all, "b"), PROP_NAME, 0).len, 10 << 20);
	records_free(&all);
	buf_finish(&b);
}

static void bad_lines_are_rejected_and_reading_goes_on(void **)
{
	struct records all = {0};

	read_text(&all, "{\"id\":\"a\",\"schema\":\"Person\",\"properties\":{}}\n{bad}\n{\"id\":\"\xff\"}\n"
	                "{\"id\":\"x\",\"schema\":\"Person\"}\n{\"id\":\"\",\"schema\":\"Person\",\"properties\":{}}\n"
	                "{\"id\":\"b\",\"schema\":\"Person\",\"properties\":{}}");
	assert_int_equal(all.code, TIES_OK);
	assert_int_equal(all.rejects, 4);
	assert_int_equal(all.line, 5);
	assert_int_equal(all.list.len, 2);
	records_free(&all);
}

static void assert_same_records(const struct records *a, const struct records *b, const char *line)
{
	if (a->rejects != b->rejects || a->list.len != b->list.len)
		fail_msg("%s", line);
	for (size_t i = 0; i < a->list.len; i++) {
		const struct model_record *x = &a->list.ptr[i], *y = &b->list.ptr[i];
		assert_true(str_equal(x->id, y->id) && x->schema == y->schema && x->line == y->line);
		if (x->statements.len != y->statements.len)
			fail_msg("%s", line);
		for (size_t k = 0; k < x->statements.len; k++) {
			const struct model_statement *s = &x->statements.ptr[k], *t = &y->statements.ptr[k];
			if (s->property != t->property || !str_equal(s->value, t->value) ||
			    !str_equal(s->original, t->original) || !str_equal(s->first_seen, t->first_seen))
				fail_msg("%s", line);
		}
	}
}

/* A number makes a line one for the parser of JSON at large. */
static void plain_lines_say_what_json_says(void **)
{
	static const char first[] = "{\"id\":\"z\",\"schema\":\"Person\",\"properties\":{}}\n";
	static const char *const lines[] = {
	    "\"id\":\"a\",\"schema\":\"Person\",\"properties\":{}}",
	    " \"id\" : \"a\" ,\t\"schema\":\"Person\", \"properties\" : { \"name\" : [ \"Ann\" , \"Bo\" ] } } ",
	    "\"properties\":{\"name\":[\"Ann  "
	    "B\",\"\"],\"birthDate\":[\"1961-07\",\"soon\"],\"country\":\"by\",\"x\":[\"y\"]},"
	    "\"schema\":\"Debt\",\"id\":\"a\",\"caption\":\"C\",\"datasets\":[\"d\",\"e\"],\"referents\":[],"
	    "\"first_seen\":\"2023-04-20\",\"last_change\":\"2023-07-26T20:01:14\",\"target\":true,\"q\":null,\"r\":["
	    "\"s\"]}",
	    "\"id\":\"a\",\"schema\":\"Ownership\",\"properties\":{\"amountEur\":[\"5\"],\"owner\":[\"b\"],\"asset\":[]"
	    "}}",
	    "\"id\":\"a\",\"schema\":\"Ownership\",\"properties\":{\"amountUsd\":[\"5\"],\"amount\":[\"6\"]}}",
	    "\"id\":\"a\",\"schema\":\"Person\",\"properties\":{\"name\":[\"\u0410\u043d\u043d\u0430\","
	    "\"\xe2\x82\xac\"]}}",
	    "\"id\":\"a\",\"schema\":\"Person\",\"properties\":{\"name\":[\"A\\nB\",\"\\u0041\"]}}",
	    "\"id\":\"a\",\"schema\":\"Person\",\"properties\":{\"height\":[180,1.5,true,null],\"notes\":[[\"n\"]]}}",
	    "\"id\":\"a\",\"id\":\"b\",\"schema\":\"Person\",\"properties\":{\"name\":[\"A\"],\"name\":[\"B\"]}}",
	    "\"id\":\"a\",\"schema\":\"Person\",\"properties\":{\"name\":[\"A\"],\"alias\":[\"C\"],\"name\":[\"B\"]}}",
	    "\"id\":\"a\",\"schema\":\"Person\",\"datasets\":\"d\",\"caption\":[\"C\"],\"properties\":{}}",
	    "\"id\":\"\",\"schema\":\"Person\",\"properties\":{}}",
	    "\"id\":\"a\",\"schema\":\"\",\"properties\":{}}",
	    "\"id\":\"a\",\"schema\":\"Person\",\"properties\":[]}",
	    "\"id\":\"a\",\"schema\":\"Person\"}",
	    "\"id\":\"a\",\"schema\":\"Person\",\"properties\":{}}}",
	    "\"id\":\"a\",\"schema\":\"Person\",\"properties\":{},}",
	    "\"id\":\"a\",\"schema\":\"Person\",\"properties\":{\"name\":[\"A\",]}}",
	    "\"id\":\"a\",\"schema\":\"Person\",\"properties\":{\"name\":[\"A\"\"B\"]}}",
	    "\"id\":\"a\",\"schema\":\"Person\",\"properties\":{\"name\":[\"\xff\"]}}",
	    "\"id\":\"a\",\"schema\":\"Person\",\"properties\":{\"name\":[\"\xed\xa0\x80\"]}}",
	    "\"id\":\"a\",\"schema\":\"Person\",\"properties\":{\"name\":[\"A\tB\"]}}",
	    "\"id\":\"a\",\"schema\":\"Person\",\"target\":trueish,\"properties\":{}}",
	    "\"id\":\"a\",\"schema\":\"Person\",\"target\":tru,\"properties\":{}}",
	    "\"id\":\"a\",\"schema\":\"Person\" \"properties\":{}}",
	};

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		struct records plain = {0}, json = {0};
		char text[1024];
		snprintf(text, sizeof text, "%s{%s\n%s", first, lines[i], first);
		read_text(&plain, text);
		snprintf(text, sizeof text, "%s{\"number\":1,%s\n%s", first, lines[i], first);
		read_text(&json, text);
		assert_same_records(&plain, &json, lines[i]);
		records_free(&plain);
		records_free(&json);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(heads_are_told_apart),
	    cmocka_unit_test(unknown_schemata_become_the_nearest),
	    cmocka_unit_test(properties_become_statements),
	    cmocka_unit_test(nested_entities_are_records_too),
	    cmocka_unit_test(the_real_files_have_their_numbers),
	    cmocka_unit_test(other_json_is_refused),
	    cmocka_unit_test(a_file_that_stops_in_an_entity_is_truncated),
	    cmocka_unit_test(bombs_do_not_go_off),
	    cmocka_unit_test(bad_lines_are_rejected_and_reading_goes_on),
	    cmocka_unit_test(plain_lines_say_what_json_says),
	};

	return run_tap("sources: FollowTheMoney", tests);
}
