/* The tables of SQL: every row is what the library answers, and conditions that are pushed down change nothing. */
#include "unit.h"

#include "fixture.h"

#include "graph/graph.h"
#include "sql/sql.h"

static const struct {
	const char *table;
	const char *columns[9];
} pushed[] = {
    {"entities", {"id", "schema"}},
    {"refs", {"ref", "entity", "dataset", "schema"}},
    {"names", {"entity", "name", "kind"}},
    {"statements", {"entity", "ref", "property", "value", "dataset", "schema"}},
    {"listings", {"entity", "jurisdiction", "regime", "from_first", "from_last", "to_first", "to_last"}},
    {"offices", {"entity", "position", "jurisdiction", "from_first", "from_last", "to_first", "to_last"}},
    {"changes",
     {"entity", "time", "change", "date_first", "date_last", "dataset", "schema", "property", "jurisdiction"}},
    {"ties", {"subject", "object", "relation", "from_first", "from_last", "to_first", "to_last", "modality"}},
};
enum { TABLES = sizeof pushed / sizeof *pushed };

#define SDN_LINE(number, name, programme) \
	number ",\"" name "\",-0- ,\"" programme "\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n"

/* The shipped data, and three versions of a list: 36 vanishes and comes back, 306 changes programme and name. */
static ties_book *open_data(struct fixture *f)
{
	static const char *const versions[] = {
	    SDN_LINE("36", "AEROCARIBBEAN AIRLINES", "CUBA") SDN_LINE("173", "ANGLO-CARIBBEAN CO., LTD.", "CUBA")
	        SDN_LINE("306", "BANCO NACIONAL DE CUBA", "CUBA"),
	    SDN_LINE("173", "ANGLO-CARIBBEAN CO., LTD.", "CUBA") SDN_LINE("306", "BANCO NACIONAL DE CUBA", "CUBA"),
	    SDN_LINE("36", "AEROCARIBBEAN AIRLINES", "CUBA") SDN_LINE("173", "ANGLO-CARIBBEAN CO., LTD.", "CUBA")
	        SDN_LINE("306", "BANCO DE CUBA", "SDGT")};
	char paths[3][256], name[16];
	const char *sources[4] = {TIES_SOURCE_DIR "/data"};
	ties_book *book;
	ties_error err;

	fixture_open(f);
	for (int i = 0; i < 3; i++) {
		snprintf(name, sizeof name, "v%d.csv", i + 1);
		fixture_write(f, name, versions[i]);
		snprintf(paths[i], sizeof paths[i], "us_ofac_sdn@2020-%02d-10=%s/%s", i + 1, f->folder, name);
		sources[i + 1] = paths[i];
	}
	ties_build_options options = {
	    .size = sizeof options, .output = f->db, .sources = sources, .source_count = 4, .now = 1, .force = true};
	assert_int_equal(ties_build(&options, NULL, &err), TIES_OK);
	assert_int_equal(ties_book_open(&book, f->db, &err), TIES_OK);
	return book;
}

static ties_sql_rows *ask(const ties_book *book, const char *query)
{
	ties_sql_rows *rows;
	ties_error err = {0};

	if (ties_sql(book, str_from(query), NULL, &rows, &err) != TIES_OK)
		fail_msg("%s: %s", query, err.message);
	return rows;
}

static int64_t number(const ties_book *book, const char *query)
{
	ties_sql_rows *rows = ask(book, query);

	assert_int_equal(rows->row_count, 1);
	int64_t n = rows->rows[0][0].integer;
	ties_sql_free(rows);
	return n;
}

/* A cast to what it is hides a column from xBestIndex and compares alike: the right side goes through all rows. */
static void same_rows(const ties_book *book, const char *table, const char *column, const char *op, const char *value)
{
	char query[8192];

	snprintf(query, sizeof query,
	         "WITH a AS MATERIALIZED (SELECT * FROM %s WHERE %s %s %s), "
	         "b AS MATERIALIZED (SELECT * FROM %s WHERE CAST(%s AS TEXT) %s %s) "
	         "SELECT (SELECT count(*) FROM (SELECT * FROM a EXCEPT SELECT * FROM b)) "
	         "+ (SELECT count(*) FROM (SELECT * FROM b EXCEPT SELECT * FROM a)) "
	         "+ abs((SELECT count(*) FROM a) - (SELECT count(*) FROM b))",
	         table, column, op, value, table, column, op, value);
	if (number(book, query) != 0)
		fail_msg("%s.%s %s %s", table, column, op, value);
}

/* `value` as SQL writes it, compared in each way. */
static void same_answers(const ties_book *book, const char *table, const char *column, const char *value)
{
	static const char *const ops[] = {"=", "<", "<=", ">", ">=", "<>", "IS"};
	char other_case[4096];

	for (size_t o = 0; o < sizeof ops / sizeof *ops; o++)
		same_rows(book, table, column, ops[o], value);
	snprintf(other_case, sizeof other_case, "upper(%s) COLLATE NOCASE", value);
	same_rows(book, table, column, "=", other_case);
	same_rows(book, table, column, "<=", other_case);
}

/* Lists of values, of which some are no texts, and longer ones than a scan takes. */
static void same_lists(const ties_book *book, const char *table, const char *column, const ties_sql_rows *values)
{
	static const char *const ends[] = {
	    ")", ", 'zz', 5)", ", NULL)", ", x'00', '')",
	    ", '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12', '13', '14', '15')"};
	const char *one = values->rows[0][0].text.ptr, *other = values->rows[values->row_count - 1][0].text.ptr;
	char list[4096];

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		snprintf(list, sizeof list, "(%s, %s%s", one, other, ends[i]);
		same_rows(book, table, column, "IN", list);
	}
	snprintf(list, sizeof list, "(SELECT %s UNION SELECT %s)", one, other);
	same_rows(book, table, column, "IN", list);
}

static void check_column(const ties_book *book, const char *table, const char *column)
{
	char query[512];

	snprintf(query, sizeof query,
	         "SELECT quote(v) FROM (SELECT DISTINCT %s AS v FROM %s) WHERE length(v) < 100 "
	         "ORDER BY length(v) * 7 %% 31, v LIMIT 2",
	         column, table);
	ties_sql_rows *values = ask(book, query);
	assert_true(values->row_count > 0);
	for (size_t r = 0; r < values->row_count; r++)
		same_answers(book, table, column, values->rows[r][0].text.ptr);
	same_lists(book, table, column, values);
	ties_sql_free(values);
	same_rows(book, table, column, "=", "5");
	same_rows(book, table, column, "=", "NULL");
	same_rows(book, table, column, ">", "2012");
	same_rows(book, table, column, ">", "x'00'");
}

static void pushed_conditions_change_nothing(void **state)
{
	struct fixture f;
	ties_book *book = open_data(&f);

	(void)state;
	for (size_t t = 0; t < TABLES; t++)
		for (size_t c = 0; c < 9 && pushed[t].columns[c]; c++)
			check_column(book, pushed[t].table, pushed[t].columns[c]);
	ties_book_close(book);
	fixture_close(&f);
}

static void check_text(const ties_sql_value *v, str expected)
{
	assert_int_equal(v->type, expected.len ? TIES_SQL_TEXT : TIES_SQL_NULL);
	assert_true(str_equal(v->text, expected));
}

/* Listings and offices of one entity, on a day, beside what ties_status_of says. */
static void check_entity(const ties_book *book, str id)
{
	char query[1024];
	ties_time time = {.on = STR("2012-10-01")};
	ties_status *status;

	assert_int_equal(ties_status_of(book, id, &time, true, &status, NULL), TIES_OK);
	const ties_entity *e = &status->candidates[0].entity;
	snprintf(query, sizeof query,
	         "SELECT ref, jurisdiction, from_date, to_date, reason, source, "
	         "holds_on(from_first, from_last, to_first, to_last, '2012-10-01') FROM listings WHERE entity = '%.*s'",
	         STR_ARG(id));
	ties_sql_rows *rows = ask(book, query);
	assert_int_equal(rows->row_count, e->listing_count);
	for (size_t i = 0; i < e->listing_count; i++) {
		const ties_listing *l = &e->listings[i];
		size_t r = 0;
		while (r < rows->row_count &&
		       !(str_equal(rows->rows[r][0].text, l->ref) && str_equal(rows->rows[r][2].text, l->from.edtf)))
			r++;
		assert_true(r < rows->row_count);
		check_text(&rows->rows[r][1], l->jurisdiction);
		check_text(&rows->rows[r][3], l->to.edtf);
		check_text(&rows->rows[r][4], l->reason);
		check_text(&rows->rows[r][5], l->source);
		assert_str(rows->rows[r][6].text, l->on == TIES_YES ? "yes" : l->on == TIES_NO ? "no" : "possibly");
	}
	ties_sql_free(rows);
	snprintf(query, sizeof query, "SELECT count(*) FROM offices WHERE entity = '%.*s'", STR_ARG(id));
	assert_int_equal(number(book, query), e->office_count);
	snprintf(
	    query, sizeof query,
	    "SELECT (SELECT count(*) FROM ties WHERE subject = '%.*s') + (SELECT count(*) FROM ties WHERE object = "
	    "'%.*s')",
	    STR_ARG(id), STR_ARG(id));
	assert_int_equal(number(book, query), status->tie_count);
	ties_status_free(status);
}

static void rows_are_what_the_library_answers(void **state)
{
	struct fixture f;
	ties_book *book = open_data(&f);

	(void)state;
	ties_sql_rows *ids =
	    ask(book, "SELECT DISTINCT entity FROM listings UNION SELECT DISTINCT entity FROM offices");
	assert_true(ids->row_count > 100);
	for (size_t i = 0; i < ids->row_count; i += 3)
		check_entity(book, ids->rows[i][0].text);
	ties_sql_free(ids);
	assert_int_equal(number(book, "SELECT count(*) FROM statements"), book->STATEMENT.count);
	assert_int_equal(number(book, "SELECT count(*) FROM names"), book->NAME.count);
	assert_int_equal(number(book, "SELECT count(*) FROM refs"), book->REF.count);
	ties_book_close(book);
	fixture_close(&f);
}

/* Each tie, column by column, beside graph_tie. */
static void ties_are_those_of_the_graph(void **state)
{
	struct fixture f;
	ties_book *book = open_data(&f);
	struct arena arena = {0};

	(void)state;
	ties_sql_rows *rows = ask(book, "SELECT subject, relation, object, role, begin_date, end_date, amount, notes, "
	                                "modality, source, ref, derived FROM ties");
	assert_int_equal(rows->row_count, book->TIE.count);
	for (uint32_t i = 0; i < book->TIE.count; i++) {
		ties_tie t;
		graph_tie(&t, book, i, (struct date){.kind = DATE_UNKNOWN}, &arena);
		const ties_str expected[] = {t.from,   t.relation, t.to,       t.role,   t.begin.edtf, t.end.edtf,
		                             t.amount, t.notes,    t.modality, t.source, t.ref};
		for (size_t c = 0; c < sizeof expected / sizeof *expected; c++)
			check_text(&rows->rows[i][c], expected[c]);
		assert_int_equal(rows->rows[i][11].integer, t.derived);
	}
	ties_sql_free(rows);
	arena_finish(&arena);
	ties_book_close(book);
	fixture_close(&f);
}

static size_t count_change(const ties_changes *changes, const ties_sql_value *row)
{
	size_t n = 0;

	for (size_t i = 0; i < changes->change_count; i++) {
		const ties_change *c = &changes->changes[i];
		n += str_is(row[0].text, c->change) && str_equal(row[1].text, c->id) &&
		     str_equal(row[2].text, c->ref) && str_equal(row[3].text, c->when.edtf) &&
		     str_equal(row[4].text, c->property) && str_equal(row[5].text, c->reason) &&
		     str_equal(row[6].text, c->before_count ? c->before[0] : STR(""));
	}
	return n;
}

/* Changes of (from, to] in one of the two times, row by row beside ties_changes_between. */
static void check_changes(const ties_book *book, const char *from, const char *to, bool known)
{
	const ties_changes_options options = {
	    .size = sizeof options, .from = str_from(from), .to = str_from(to), .known = known};
	ties_changes *changes;
	char query[512];

	assert_int_equal(ties_changes_between(book, &options, &changes, NULL), TIES_OK);
	snprintf(query, sizeof query,
	         "SELECT change, entity, ref, date, property, reason, before FROM changes WHERE time = '%s' AND "
	         "date_first > '0000-01-01' AND date_last > '%s' AND date_first <= '%s'",
	         known ? "known" : "valid", from, to);
	ties_sql_rows *rows = ask(book, query);
	assert_int_equal(rows->row_count, changes->change_count);
	for (size_t r = 0; r < rows->row_count; r++)
		assert_true(count_change(changes, rows->rows[r]) > 0);
	ties_sql_free(rows);
	ties_changes_free(changes);
}

static void changes_are_those_of_the_library(void **state)
{
	static const char *const days[] = {"1990-05-05", "2012-12-16", "2012-12-17", "2020-01-10",
	                                   "2020-02-09", "2020-02-10", "2020-03-10", "2025-01-01"};
	struct fixture f;
	ties_book *book = open_data(&f);

	(void)state;
	for (size_t i = 0; i < 8; i++)
		for (size_t j = i + 1; j < 8; j++) {
			check_changes(book, days[i], days[j], false);
			check_changes(book, days[i], days[j], true);
		}
	/* one removed, one added, one renamed that changed its programme */
	assert_int_equal(number(book, "SELECT count(*) FROM changes WHERE time = 'known'"), 4);
	assert_int_equal(
	    number(book, "SELECT sum((SELECT count(*) FROM changes c WHERE c.entity = e.entity) <> e.n) FROM (SELECT "
	                 "entity, count(*) AS n FROM changes GROUP BY 1) e"),
	    0);
	ties_book_close(book);
	fixture_close(&f);
}

static void nothing_but_reading_is_possible(void **state)
{
	static const char *const refused[] = {
	    "DELETE FROM entities",
	    "INSERT INTO entities VALUES (1, 2, 3, 4)",
	    "UPDATE names SET name = ''",
	    "CREATE TABLE x(a)",
	    "CREATE TEMP TABLE x AS SELECT 1",
	    "CREATE VIRTUAL TABLE x USING entities",
	    "DROP TABLE entities",
	    "ATTACH '/tmp/ties-sql-attached' AS x",
	    "VACUUM INTO '/tmp/ties-sql-attached'",
	    "PRAGMA temp_store_directory = '/'",
	    "BEGIN",
	    "SELECT load_extension('x')",
	    "SELECT 1; SELECT 2",
	    "",
	    " -- nothing",
	    "SELECT nope FROM entities",
	};
	struct fixture f;
	ties_sql_rows *rows;
	ties_book *book;

	(void)state;
	fixture_reference(&f);
	assert_int_equal(ties_book_open(&book, f.db, NULL), TIES_OK);
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		ties_error err = {0};
		if (ties_sql(book, str_from(refused[i]), NULL, &rows, &err) != TIES_ERR_USAGE)
			fail_msg("%s: %s", refused[i], err.message);
		assert_null(rows);
		assert_true(strlen(err.message) > 10);
	}
	assert_int_not_equal(access("/tmp/ties-sql-attached", F_OK), 0);
	ties_book_close(book);
	fixture_close(&f);
}

static void answers_are_bounded(void **state)
{
	static const char *const endless[] = {
	    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
	    "SELECT zeroblob(1000000000)",
	    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i, hex(zeroblob(1000000)) FROM n",
	};
	ties_sql_options options = {.size = sizeof options, .seconds = 1};
	struct fixture f;
	ties_sql_rows *rows;
	ties_book *book;

	(void)state;
	fixture_reference(&f);
	assert_int_equal(ties_book_open(&book, f.db, NULL), TIES_OK);
	for (size_t i = 0; i < sizeof endless / sizeof *endless; i++) {
		assert_int_equal(ties_sql(book, str_from(endless[i]), &options, &rows, NULL), TIES_ERR_LIMIT);
		assert_null(rows);
	}
	options.rows = 2;
	assert_int_equal(ties_sql(book, STR("SELECT * FROM statements"), &options, &rows, NULL), TIES_OK);
	assert_int_equal(rows->row_count, 2);
	assert_true(rows->cut);
	ties_sql_free(rows);
	assert_int_equal(ties_sql(book, STR("SELECT 1 UNION SELECT 2"), &options, &rows, NULL), TIES_OK);
	assert_false(rows->cut);
	ties_sql_free(rows);
	ties_book_close(book);
	fixture_close(&f);
}

static ties_sql_rows *ask_with(ties_sql_session *session, const char *query, const ties_sql_parameter *given, size_t n)
{
	ties_sql_rows *rows;
	ties_error err = {0};

	if (ties_sql_ask(session, str_from(query), given, n, NULL, &rows, &err) != TIES_OK)
		fail_msg("%s: %s", query, err.message);
	return rows;
}

static void values_are_bound_by_name_and_by_place(void **state)
{
	struct fixture f;
	ties_sql_session *session;
	ties_book *book;

	(void)state;
	fixture_reference(&f);
	assert_int_equal(ties_book_open(&book, f.db, NULL), TIES_OK);
	assert_int_equal(ties_sql_open(&session, book, NULL), TIES_OK);
	ties_sql_parameter given[] = {{.value = {.type = TIES_SQL_INTEGER, .integer = 7}},
	                              {STR("word"), {.type = TIES_SQL_TEXT, .text = STR("a'b")}},
	                              {STR("share"), {.type = TIES_SQL_REAL, .real = 0.5}},
	                              {STR("nothing"), {.type = TIES_SQL_NULL}},
	                              {STR("empty"), {.type = TIES_SQL_TEXT}},
	                              {STR("unused"), {.type = TIES_SQL_TEXT, .text = STR("x")}}};
	for (int again = 0; again < 2; again++) {
		ties_sql_rows *rows = ask_with(session, "SELECT ?1, :word, @share, $nothing, :empty, ?1 + 1", given, 6);
		const ties_sql_value *v = rows->rows[0];
		assert_int_equal(v[0].integer, 7);
		assert_str(v[1].text, "a'b");
		assert_true(v[2].type == TIES_SQL_REAL && v[2].real == 0.5);
		assert_int_equal(v[3].type, TIES_SQL_NULL);
		assert_true(v[4].type == TIES_SQL_TEXT && v[4].text.len == 0);
		assert_int_equal(v[5].integer, 8);
		ties_sql_free(rows);
	}
	ties_sql_close(session);
	ties_book_close(book);
	fixture_close(&f);
}

static void values_that_do_not_fit_are_refused(void **state)
{
	static const char *const refused[][2] = {
	    {"SELECT :other", "the query asks for :other, and no value is given for it"},
	    {"SELECT ?2, :on", "the query asks for ?2, and no value is given for it"},
	    {"SELECT ?, ?", "the query asks for value 2, and it is not given"},
	    {"SELECT 1", "value 1 is for no parameter: the query has 0"},
	};
	const ties_sql_parameter given[] = {{.value = {.type = TIES_SQL_INTEGER, .integer = 7}},
	                                    {STR("on"), {.type = TIES_SQL_INTEGER, .integer = 8}}};
	struct fixture f;
	ties_sql_session *session;
	ties_sql_rows *rows;
	ties_book *book;
	ties_error err = {0};

	(void)state;
	fixture_reference(&f);
	assert_int_equal(ties_book_open(&book, f.db, NULL), TIES_OK);
	assert_int_equal(ties_sql_open(&session, book, NULL), TIES_OK);
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		assert_int_equal(ties_sql_ask(session, str_from(refused[i][0]), given, 2, NULL, &rows, &err),
		                 TIES_ERR_USAGE);
		assert_null(rows);
		assert_string_equal(err.message, refused[i][1]);
	}
	assert_int_equal(ties_sql(book, STR("SELECT :on"), NULL, &rows, &err), TIES_ERR_USAGE);
	ties_sql_close(session);
	ties_book_close(book);
	fixture_close(&f);
}

/* More queries than are kept, with failures in between: each answer is that of a connection of its own. */
static void a_session_answers_as_one_query_does(void **state)
{
	ties_sql_options brief = {.size = sizeof brief, .seconds = 1, .rows = 3};
	struct fixture f;
	ties_book *book = open_data(&f);
	ties_sql_session *session;
	ties_sql_rows *rows;

	(void)state;
	assert_int_equal(ties_sql_open(&session, book, NULL), TIES_OK);
	for (int i = 0; i < 150; i++) {
		char query[200];
		snprintf(query, sizeof query,
		         "SELECT %d, entity, jurisdiction FROM listings WHERE entity > '%c' LIMIT 9", i % 50,
		         'a' + i % 26);
		assert_int_equal(ties_sql_ask(session, STR("DELETE FROM entities"), NULL, 0, NULL, &rows, NULL),
		                 TIES_ERR_USAGE);
		assert_int_equal(
		    ties_sql_ask(session, STR("SELECT abs(-9223372036854775807 - 1)"), NULL, 0, NULL, &rows, NULL),
		    TIES_ERR_USAGE);
		assert_int_equal(ties_sql_ask(session, STR("SELECT * FROM names"), NULL, 0, &brief, &rows, NULL),
		                 TIES_OK);
		assert_true(rows->row_count == 3 && rows->cut);
		ties_sql_free(rows);
		ties_sql_rows *kept = ask_with(session, query, NULL, 0), *fresh = ask(book, query);
		assert_int_equal(kept->row_count, fresh->row_count);
		for (size_t r = 0; r < kept->row_count; r++) {
			assert_int_equal(kept->rows[r][0].integer, i % 50);
			check_text(&kept->rows[r][1], fresh->rows[r][1].text);
			check_text(&kept->rows[r][2], fresh->rows[r][2].text);
		}
		ties_sql_free(kept);
		ties_sql_free(fresh);
	}
	ties_sql_close(session);
	ties_book_close(book);
	fixture_close(&f);
}

static void a_session_goes_on_after_a_query_that_took_too_long(void **state)
{
	static const char endless[] =
	    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
	ties_sql_options options = {.size = sizeof options, .seconds = 1};
	struct fixture f;
	ties_sql_session *session;
	ties_sql_rows *rows;
	ties_book *book;

	(void)state;
	fixture_reference(&f);
	assert_int_equal(ties_book_open(&book, f.db, NULL), TIES_OK);
	assert_int_equal(ties_sql_open(&session, book, NULL), TIES_OK);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(ties_sql_ask(session, str_from(endless), NULL, 0, &options, &rows, NULL),
		                 TIES_ERR_LIMIT);
		rows = ask_with(session, "SELECT count(*) FROM entities", NULL, 0);
		assert_int_equal(rows->rows[0][0].integer, book->ENTITY.count);
		ties_sql_free(rows);
	}
	ties_sql_close(session);
	ties_book_close(book);
	fixture_close(&f);
}

/* Bytes are changed here and there: whatever still opens is read to its end. */
static void damaged_databases_are_read_safely(void **state)
{
	ties_sql_options options = {.size = sizeof options, .seconds = 1};
	struct fixture f;
	unsigned opened = 0;

	(void)state;
	fixture_reference(&f);
	FILE *file = fopen(f.db, "rb");
	assert_non_null(file);
	fseek(file, 0, SEEK_END);
	size_t size = (size_t)ftell(file);
	rewind(file);
	unsigned char *bytes = malloc(size);
	assert_non_null(bytes);
	assert_int_equal(fread(bytes, 1, size, file), size);
	fclose(file);
	srand(7);
	for (int round = 0; round < 60; round++) {
		size_t at[8];
		unsigned char old[8];
		for (size_t i = 0; i < 8; i++) {
			at[i] = 64 + 38 * 32 + (size_t)rand() % (size - 64 - 38 * 32);
			old[i] = bytes[at[i]];
			bytes[at[i]] = (unsigned char)rand();
		}
		file = fopen(f.db, "wb");
		assert_int_equal(fwrite(bytes, 1, size, file), size);
		fclose(file);
		for (size_t i = 8; i-- > 0;)
			bytes[at[i]] = old[i];
		ties_book *book;
		if (ties_book_open(&book, f.db, NULL) != TIES_OK)
			continue;
		opened++;
		for (size_t t = 0; t < TABLES; t++) {
			char query[64];
			ties_sql_rows *rows;
			snprintf(query, sizeof query, "SELECT * FROM %s", pushed[t].table);
			if (ties_sql(book, str_from(query), &options, &rows, NULL) == TIES_OK)
				ties_sql_free(rows);
		}
		ties_book_close(book);
	}
	assert_true(opened > 30);
	free(bytes);
	fixture_close(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(pushed_conditions_change_nothing),
	    cmocka_unit_test(rows_are_what_the_library_answers),
	    cmocka_unit_test(ties_are_those_of_the_graph),
	    cmocka_unit_test(changes_are_those_of_the_library),
	    cmocka_unit_test(nothing_but_reading_is_possible),
	    cmocka_unit_test(answers_are_bounded),
	    cmocka_unit_test(values_are_bound_by_name_and_by_place),
	    cmocka_unit_test(values_that_do_not_fit_are_refused),
	    cmocka_unit_test(a_session_answers_as_one_query_does),
	    cmocka_unit_test(a_session_goes_on_after_a_query_that_took_too_long),
	    cmocka_unit_test(damaged_databases_are_read_safely),
	};
	return run_tap("sql", tests);
}
