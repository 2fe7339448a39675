/* FollowTheMoney statements as CSV, and delta files: mapping, history, and what is wrong. */
#include "base/buf.h"
#include "source_records.h"
#include "sources/formats.h"

#include "fixture.h"

#define FTM_DATA TIES_SOURCE_DIR "/../shared/data/ftm/"

/* ---- statements ------------------------------------------------------------------------------------------- */

#define HEADER \
	"\"canonical_id\",\"entity_id\",\"prop\",\"prop_type\",\"schema\",\"value\",\"dataset\",\"lang\",\"original_" \
	"value\"," \
	"\"external\",\"first_seen\",\"last_seen\",\"id\",\"origin\"\n"

static void read_statements(struct records *all, const char *text)
{
	struct source_sink sink = {records_emit, records_reject, all};
	struct source_set set = {.format = &source_statements_csv, .dataset = "test"};

	all->claimed = source_statements_csv.detect(str_from(text), "statements.csv", &all->claim);
	set.version = all->claim.version;
	set.part[0].path = "statements.csv";
	assert_int_equal(input_open_memory(&set.part[0].input, "statements.csv", str_from(text), NULL), TIES_OK);
	all->code = source_statements_csv.read(&set, &sink, &all->error);
	input_close(set.part[0].input);
}

static void rows_become_statements(void **)
{
	struct records all = {0};

	read_statements(&all, HEADER "\"NK-1\",\"ofac-9\",\"id\",\"id\",\"LegalEntity\",\"ofac-9\",\"us_ofac_sdn\","
	                             "\"\",\"\",\"f\",\"2022-03-01T00:00:00\","
	                             "\"2026-01-15T00:00:00\",\"a1\",\"\"\n"
	                             "\"NK-1\",\"ofac-9\",\"name\",\"name\",\"Person\",\"Ann \"\"B\"\" "
	                             "C\",\"us_ofac_sdn\",\"eng\",\"C, Ann\",\"f\","
	                             "\"2022-03-01T00:00:00\",\"2026-01-15T00:00:00\",\"a2\",\"llm\"\n"
	                             "\"NK-1\",\"eu-7\",\"nationality\",\"country\",\"Person\",\"Belarus\",\"eu_fsf\","
	                             "\"\",\"\",\"t\",\"2023-05-05T00:00:00\","
	                             "\"2025-12-01T00:00:00\",\"a3\",\"\"\n"
	                             "\"NK-1\",\"eu-7\",\"notes\",\"text\",\"Person\",\"Two\nlines\",\"eu_fsf\",\"\","
	                             "\"\",\"f\",\"\",\"\",\"a4\",\"\"\n"
	                             "\"NK-1\",\"eu-7\",\"height\",\"number\",\"Person\",\"180\",\"eu_fsf\",\"\",\"\","
	                             "\"f\",\"\",\"\",\"a5\",\"\"\n"
	                             "\"NK-2\",\"NK-2\",\"name\",\"name\",\"Debt\",\"Debt of "
	                             "Ann\",\"eu_fsf\",\"\",\"\",\"f\",\"\",\"\",\"a6\",\"\"\n");
	assert_int_equal(all.code, TIES_OK);
	assert_int_equal(all.rejects, 0);
	assert_true(all.claimed);
	assert_string_equal(all.claim.dataset, "");
	assert_int_equal(all.claim.version.first, date_from_civil(2026, 1, 15));
	assert_int_equal(all.list.len, 2);
	const struct model_record *p = records_get(&all, "NK-1");
	assert_int_equal(p->schema, SCHEMA_PERSON);
	assert_int_equal(p->line, 2);
	const struct model_statement *name = record_need(p, PROP_NAME, 0);
	assert_str(name->value, "Ann \"B\" C");
	assert_str(name->original, "C, Ann");
	assert_str(name->lang, "eng");
	assert_str(name->source, "us_ofac_sdn, by llm");
	assert_str(name->first_seen, "2022-03-01");
	assert_str(name->last_seen, "2026-01-15");
	assert_int_equal(name->modality, MODALITY_ASSERTED);
	const struct model_statement *country = record_need(p, PROP_NATIONALITY, 0);
	assert_str(country->value, "by");
	assert_str(country->source, "eu_fsf");
	assert_str(country->first_seen, "2023-05-05");
	assert_str(country->last_seen, "2025-12-01");
	assert_int_equal(country->modality, MODALITY_PROPOSED);
	assert_str(record_value(p, PROP_NOTES, 0), "Two\nlines");
	assert_true(record_has(p, PROP_UNMAPPED, "height=180"));
	assert_true(record_has(p, PROP_UNMAPPED, "referents=ofac-9"));
	assert_true(record_has(p, PROP_UNMAPPED, "referents=eu-7"));
	assert_null(record_get(p, PROP_UNMAPPED, 3));
	const struct model_record *debt = records_get(&all, "NK-2");
	assert_int_equal(debt->schema, SCHEMA_INTERVAL);
	assert_true(record_has(debt, PROP_UNMAPPED, "schema=Debt"));
	records_free(&all);
}

static void packs_have_no_header(void **)
{
	struct records all = {0};

	read_statements(&all, "a-1,Person:name,Ann,my_list,eng,\"ANN, X\",,f,2022-01-01,2022-02-02\n"
	                      "a-1,Person:birthDate,1961-07,my_list,,,,f,2022-01-01,2022-02-02\n"
	                      "a-2,Company:name,Bank,my_list,,,,f,2022-01-01,2022-02-02\n");
	assert_int_equal(all.code, TIES_OK);
	assert_true(all.claimed);
	assert_string_equal(all.claim.dataset, "my_list");
	assert_str(record_value(records_get(&all, "a-1"), PROP_BIRTH_DATE, 0), "1961-07");
	assert_str(record_need(records_get(&all, "a-1"), PROP_NAME, 0)->original, "ANN, X");
	assert_int_equal(records_get(&all, "a-2")->schema, SCHEMA_COMPANY);
	records_free(&all);
}

static void many_statements_come_in_pieces(void **)
{
	struct records all = {0};
	struct buf text = {0};
	size_t names = 0;

	buf_add(&text, STR("canonical_id,prop,schema,value,dataset\n"));
	for (int i = 0; i < 10000; i++)
		buf_print(&text, "x,name,Person,N%d,d\n", i);
	read_statements(&all, buf_cstr(&text));
	assert_int_equal(all.code, TIES_OK);
	assert_true(all.list.len > 1);
	for (size_t i = 0; i < all.list.len; i++) {
		assert_str(all.list.ptr[i].id, "x");
		names += all.list.ptr[i].statements.len;
	}
	assert_int_equal(names, 10000);
	buf_finish(&text);
	records_free(&all);
}

static void bad_rows_are_rejected(void **)
{
	static const struct {
		const char *rows, *reason;
		uint64_t line;
	} cases[] = {
	    {",name,Person,X,d\na,name,Person,Y,d\n", "no statement: canonical_id, prop or schema is empty", 2},
	    {"a,,Person,X,d\na,name,Person,Y,d\n", "no statement: canonical_id, prop or schema is empty", 2},
	    {"a,name,Person\na,name,Person,Y,d\n", "the number of columns is not that of the header", 2},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct records all = {0};
		char text[300];
		snprintf(text, sizeof text, "canonical_id,prop,schema,value,dataset\n%s", cases[i].rows);
		read_statements(&all, text);
		assert_int_equal(all.code, TIES_OK);
		assert_int_equal(all.rejects, 1);
		assert_string_equal(all.reason, cases[i].reason);
		assert_int_equal(all.line, cases[i].line);
		records_free(&all);
	}
}

static void files_without_statements_are_refused(void **)
{
	static const char *const cases[][2] = {
	    {"", "expected FollowTheMoney statements"},
	    {"name,born\nAnn,1961\n", "expected FollowTheMoney statements"},
	    {"canonical_id,prop,schema,value,dataset\n", "holds no statement"},
	    {"canonical_id,prop,schema,value,dataset\na,name,Person,X,d\nb,na", "cut off"},
	    {"canonical_id,prop,schema,value,dataset\na,name,Person,X,d\nb,name,Person,\"X", "cut off"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct records all = {0};
		read_statements(&all, cases[i][0]);
		assert_int_equal(all.claimed, i >= 2);
		assert_refused(&all, TIES_ERR_FORMAT, cases[i][1]);
		records_free(&all);
	}
}

/* ---- deltas ----------------------------------------------------------------------------------------------- */

static void read_delta(struct records *all, const char *name, const char *text)
{
	records_from_text(all, &source_delta, name, str_from(text));
}

#define ANN(rest) "{\"id\":\"a\",\"schema\":\"Person\",\"properties\":{\"name\":[\"Ann\"]" rest "}}"

static void operations_become_records(void **)
{
	struct records all = {0};

	read_delta(&all, "20240528134729-3iv.entities.delta.json.gz",
	           "{\"op\":\"ADD\",\"entity\":" ANN("") "}\n\n{\"op\":\"DEL\",\"entity\":{\"id\":\"b\"}}\n");
	assert_int_equal(all.code, TIES_OK);
	assert_true(all.claimed);
	assert_string_equal(all.claim.dataset, "opensanctions");
	assert_int_equal(all.claim.version.first, date_from_civil(2024, 5, 28));
	assert_int_equal(all.list.len, 2);
	assert_str(record_value(records_get(&all, "a"), PROP_NAME, 0), "Ann");
	assert_int_equal(records_get(&all, "b")->statements.len, 0);
	records_free(&all);
}

static void bad_operations_are_rejected(void **)
{
	static const struct {
		const char *line, *reason;
	} cases[] = {
	    {"{\"op\":\"PUT\",\"entity\":" ANN("") "}", "no operation: op is none of ADD, MOD, DEL"},
	    {"{\"op\":\"ADD\",\"entity\":{\"id\":\"a\"}}", "no entity: id, schema or properties are missing"},
	    {"{\"op\":\"DEL\",\"entity\":{}}", "no entity: id, schema or properties are missing"},
	    {"{\"op\":\"DEL\",\"entity\":{\"id\":\"z\"}}", "an earlier line of this delta names the same entity"},
	    {"[1}", "not JSON: ']' expected near '}'"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct records all = {0};
		char text[400];
		snprintf(text, sizeof text, "{\"op\":\"DEL\",\"entity\":{\"id\":\"z\"}}\n%s\n", cases[i].line);
		read_delta(&all, "x", text);
		assert_int_equal(all.code, TIES_OK);
		assert_int_equal(all.claim.version.kind, DATE_UNKNOWN);
		assert_int_equal(all.rejects, 1);
		assert_string_equal(all.reason, cases[i].reason);
		assert_int_equal(all.line, 2);
		records_free(&all);
	}
}

static void deltas_that_are_none_are_refused(void **)
{
	static const char *const cases[][2] = {
	    {"", "found none"},
	    {"{\"id\":\"a\",\"schema\":\"Person\",\"properties\":{}}\n", "found none"},
	    {"{\"op\":\"DEL\",\"entity\":{\"id\":\"z\"}}\n{\"op\":\"ADD\",\"ent", "truncated"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct records all = {0};
		read_delta(&all, "x", cases[i][0]);
		assert_int_equal(all.claimed, i == 2);
		assert_refused(&all, TIES_ERR_FORMAT, cases[i][1]);
		records_free(&all);
	}
}

/* Is `name` said of the entity by the version that is newest in the database? */
static bool says_now(const ties_book *book, const char *id, const char *name)
{
	ties_status *status = NULL;
	bool found = false;

	if (ties_status_of(book, str_from(id), NULL, true, &status, NULL) != TIES_OK)
		return false;
	for (size_t i = 0; i < status->statement_count; i++)
		found |= str_is(status->statements[i].value, name) && status->statements[i].last_seen == TIES_DAY_MAX;
	ties_status_free(status);
	return found;
}

#define ENTITY(id, name) "{\"id\":\"" id "\",\"schema\":\"Person\",\"properties\":{\"name\":[\"" name "\"]}}"

/* Nine stay, one is renamed, one is removed, one comes and goes on the same day. */
static void deltas_go_on_from_the_version_before(void **)
{
	static const char *const sources[] = {"x@2024-05-27=base.json", "x@2024-05-27=d1.json", "x@2024-05-28=d2.json",
	                                      "x@2024-05-28=d3.json", "x@2024-05-28=d4.json"};
	struct fixture world;
	ties_book *book;
	ties_error err = {0};

	fixture_open(&world);
	fixture_write(&world, "base.json",
	              ENTITY("a", "Ann Aa") "\n" ENTITY("b", "Bob Bb") "\n" ENTITY("c", "Cem Cc") "\n");
	fixture_write(&world, "d1.json", "{\"op\":\"MOD\",\"entity\":" ENTITY("a", "Ann Zz") "}\n");
	fixture_write(
	    &world, "d2.json",
	    "{\"op\":\"ADD\",\"entity\":" ENTITY("d", "Dee Dd") "}\n"
	                                                        "{\"op\":\"DEL\",\"entity\":{\"id\":\"never\"}}\n");
	fixture_write(&world, "d3.json",
	              "{\"op\":\"DEL\",\"entity\":{\"id\":\"d\"}}\n"
	              "{\"op\":\"DEL\",\"entity\":{\"id\":\"b\"}}\n");
	fixture_write(&world, "d4.json", "{\"op\":\"ADD\",\"entity\":" ENTITY("e", "Eva Ee") "}\n");
	ties_code rc = fixture_build(&world, sources, 5, NULL, &err);
	if (rc != TIES_OK)
		print_error("%s\n", err.message);
	assert_int_equal(rc, TIES_OK);
	assert_int_equal(ties_book_open(&book, world.db, NULL), TIES_OK);
	assert_int_equal(ties_book_check(book, NULL), TIES_OK);
	assert_true(says_now(book, "x-a", "Ann Zz"));
	assert_false(says_now(book, "x-a", "Ann Aa"));
	assert_false(says_now(book, "x-b", "Bob Bb"));
	assert_true(says_now(book, "x-c", "Cem Cc"));
	assert_false(says_now(book, "x-d", "Dee Dd"));
	assert_true(says_now(book, "x-e", "Eva Ee"));
	ties_info *info;
	assert_int_equal(ties_book_info(book, &info, NULL), TIES_OK);
	assert_int_equal(info->datasets[0].version_count, 5);
	assert_int_equal(info->datasets[0].versions[4].records, 3);
	ties_info_free(info);
	ties_book_close(book);
	fixture_close(&world);
}

struct seen {
	const char *value, *first, *last; /* last: NULL while it is said */
};

static void assert_seen(const ties_book *book, const struct seen *expected, size_t count)
{
	ties_status *status = NULL;

	assert_int_equal(ties_status_of(book, STR("x-nk-1"), NULL, true, &status, NULL), TIES_OK);
	for (size_t i = 0; i < count; i++) {
		const ties_statement *found = NULL;
		struct date first, last = {.last = TIES_DAY_MAX};
		for (size_t k = 0; k < status->statement_count; k++)
			if (str_is(status->statements[k].value, expected[i].value))
				found = &status->statements[k];
		assert_int_equal(date_parse(str_from(expected[i].first), &first, NULL), TIES_OK);
		if (expected[i].last)
			assert_int_equal(date_parse(str_from(expected[i].last), &last, NULL), TIES_OK);
		assert_non_null(found);
		assert_int_equal(found->first_seen, first.first);
		assert_int_equal(found->last_seen, last.last);
	}
	ties_status_free(status);
}

#define COLUMNS "canonical_id,prop,schema,value,dataset,first_seen,last_seen\n"
#define ROW(prop, value, dataset, first, last) \
	"NK-1," prop ",Person," value "," dataset "," first "T01:00:00," last "\n"

/* One file tells what was known when: each source is as new as what it was seen with last. Later files go on from it.
 */
static void statements_bring_their_own_days(void **)
{
	static const char *const sources[] = {"x@2026-02-01=1.csv", "x@2026-03-01=2.csv", "x@2026-04-01=3.csv"};
	static const struct seen after_one[] = {
	    {"Ann Old", "2020-01-01", "2023-05-01"},
	    {"Ann New", "2023-05-02", NULL},
	    {"Ann Slow", "2021-01-01", NULL},
	};
	static const struct seen after_three[] = {
	    {"Ann Old", "2020-01-01", "2026-03-31"}, /* its source says so again, and no longer */
	    {"Ann New", "2023-05-02", NULL},
	    {"Ann Slow", "2021-01-01", "2026-02-01"}, /* gone after the first file */
	    {"Ann Late", "2026-02-02", NULL},         /* not earlier than the file before was without it */
	    {"Ann Third", "2026-04-01", NULL},        /* days that do not say more than the file */
	};
	struct fixture world;
	ties_book *book;

	fixture_open(&world);
	fixture_write(&world, "1.csv",
	              COLUMNS ROW("name", "Ann Old", "d", "2020-01-01", "2023-05-01")
	                  ROW("name", "Ann New", "d", "2023-05-02", "2026-01-15")
	                      ROW("alias", "Ann Slow", "e", "2021-01-01", "2025-12-01"));
	fixture_write(&world, "2.csv",
	              COLUMNS ROW("name", "Ann New", "d", "2023-05-02", "2026-02-28")
	                  ROW("alias", "Ann Late", "d", "2025-01-01", "2026-02-28"));
	fixture_write(&world, "3.csv",
	              COLUMNS ROW("name", "Ann Old", "d", "2020-01-01", "2026-03-31")
	                  ROW("name", "Ann New", "d", "2023-05-02", "2026-04-01")
	                      ROW("alias", "Ann Late", "d", "2025-01-01", "2026-04-01")
	                          ROW("alias", "Ann Third", "d", "2026-04-01", "2026-04-01"));
	assert_int_equal(fixture_build(&world, sources, 1, NULL, NULL), TIES_OK);
	assert_int_equal(ties_book_open(&book, world.db, NULL), TIES_OK);
	assert_seen(book, after_one, sizeof after_one / sizeof *after_one);
	ties_book_close(book);
	assert_int_equal(fixture_build(&world, sources, 3, NULL, NULL), TIES_OK);
	assert_int_equal(ties_book_open(&book, world.db, NULL), TIES_OK);
	assert_int_equal(ties_book_check(book, NULL), TIES_OK);
	assert_seen(book, after_three, sizeof after_three / sizeof *after_three);
	ties_book_close(book);
	fixture_close(&world);
}

/* A source was read on each day that it tells: what it says of one statement bounds others. */
static void readings_bound_listings(void **)
{
	static const char *const sources[] = {"x@2026-02-01=1.csv"};
	struct fixture world;
	ties_book *book;
	ties_status *status;

	fixture_open(&world);
	fixture_write(&world, "1.csv",
	              "canonical_id,prop,schema,value,dataset,first_seen,last_seen\n"
	              "P,name,Person,Ann Sample,us_ofac_sdn,2020-01-01,2026-01-15\n"
	              "Q,name,Person,Bob Sample,us_ofac_sdn,2024-03-01,2026-01-15\n"
	              "R,name,Person,Cid Sample,other,2023-07-01,2026-01-15\n"
	              "S,entity,Sanction,P,us_ofac_sdn,2022-05-05,2023-06-30\n"
	              "S,program,Sanction,SDGT,us_ofac_sdn,2022-05-05,2023-06-30\n");
	assert_int_equal(fixture_build(&world, sources, 1, NULL, NULL), TIES_OK);
	assert_int_equal(ties_book_open(&book, world.db, NULL), TIES_OK);
	assert_int_equal(ties_status_of(book, STR("x:P"), NULL, false, &status, NULL), TIES_OK);
	assert_int_equal(status->candidates[0].entity.listing_count, 1);
	assert_str(status->candidates[0].entity.listings[0].from.edtf, "[2020-01-02..2022-05-05]");
	assert_str(status->candidates[0].entity.listings[0].to.edtf, "[2023-07-01..2024-03-01]");
	ties_status_free(status);
	ties_book_close(book);
	fixture_close(&world);
}

static void real_deltas(void **)
{
	struct records all = {0};

	if (!records_from_file(&all, &source_delta, FTM_DATA "delta/20240528014702-pfh.entities.delta.json.gz"))
		return;
	assert_int_equal(all.code, TIES_OK);
	assert_int_equal(all.rejects, 0);
	assert_int_equal(all.list.len, 2);
	assert_true(record_has(records_get(&all, "NK-2T3S8Hu29ktYnKSTgQp2wL"), PROP_NAME, "Foobar Foobargroup"));
	records_free(&all);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(rows_become_statements),
	    cmocka_unit_test(packs_have_no_header),
	    cmocka_unit_test(many_statements_come_in_pieces),
	    cmocka_unit_test(bad_rows_are_rejected),
	    cmocka_unit_test(files_without_statements_are_refused),
	    cmocka_unit_test(operations_become_records),
	    cmocka_unit_test(bad_operations_are_rejected),
	    cmocka_unit_test(deltas_that_are_none_are_refused),
	    cmocka_unit_test(deltas_go_on_from_the_version_before),
	    cmocka_unit_test(statements_bring_their_own_days),
	    cmocka_unit_test(readings_bound_listings),
	    cmocka_unit_test(real_deltas),
	};

	return run_tap("sources_statements", tests);
}
