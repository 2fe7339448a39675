/* One question: parameters in, rows out. */
#include "base/arena.h"
#include "base/vec.h"
#include "sql/kept.h"

#include <stdlib.h>

enum { ROWS_DEFAULT = 1000000, SECONDS_DEFAULT = 60, ANSWER_BYTES_MAX = 1 << 28 };

struct answer {
	ties_sql_rows rows; /* first: the public pointer is the block */
	struct arena arena;
	VEC(const ties_sql_value *) list;
	size_t bytes; /* of all values */
};

/* ---- parameters in ------------------------------------------------------------------------------------------ */

/* The value stays the caller's until the answer is there. */
static int bind_value(sqlite3_stmt *statement, int number, const ties_sql_value *v)
{
	switch (v->type) {
	case TIES_SQL_INTEGER:
		return sqlite3_bind_int64(statement, number, v->integer);
	case TIES_SQL_REAL:
		return sqlite3_bind_double(statement, number, v->real);
	case TIES_SQL_TEXT:
		return sqlite3_bind_text64(statement, number, v->text.len ? v->text.ptr : "", v->text.len,
		                           SQLITE_STATIC, SQLITE_UTF8);
	default:
		return sqlite3_bind_null(statement, number);
	}
}

/* Of what is given, the value for a parameter: of :on, @on and $on by the name, of ? and ?3 by the place. NULL: none.
 */
static const ties_sql_value *value_of(sqlite3_stmt *statement, int number, const ties_sql_parameter *given,
                                      size_t count)
{
	const char *name = sqlite3_bind_parameter_name(statement, number);

	if (!name || name[0] == '?')
		return (size_t)number <= count && !given[number - 1].name.len ? &given[number - 1].value : NULL;
	for (size_t i = 0; i < count; i++)
		if (str_equal(str_from(name + 1), given[i].name))
			return &given[i].value;
	return NULL;
}

static ties_code complain_missing(sqlite3_stmt *statement, int number, ties_error *err)
{
	const char *name = sqlite3_bind_parameter_name(statement, number);

	if (name)
		return error_set(err, TIES_ERR_USAGE, "the query asks for %s, and no value is given for it", name);
	return error_set(err, TIES_ERR_USAGE, "the query asks for value %d, and it is not given", number);
}

static ties_code bind(const struct sql_session *s, sqlite3_stmt *statement, const ties_sql_parameter *given,
                      size_t count, ties_error *err)
{
	int wanted = sqlite3_bind_parameter_count(statement);

	for (int i = 1; i <= wanted; i++) {
		const ties_sql_value *v = value_of(statement, i, given, count);
		if (!v)
			return complain_missing(statement, i, err);
		int rc = bind_value(statement, i, v);
		if (rc != SQLITE_OK)
			return sql_complain(s, rc, err);
	}
	for (size_t i = (size_t)wanted; i < count; i++)
		if (!given[i].name.len)
			return error_set(err, TIES_ERR_USAGE, "value %zu is for no parameter: the query has %d", i + 1,
			                 wanted);
	return TIES_OK;
}

/* ---- rows out ----------------------------------------------------------------------------------------------- */

static ties_sql_value read_value(struct answer *a, sqlite3_stmt *statement, int column)
{
	ties_sql_value v = {.type = TIES_SQL_NULL};

	switch (sqlite3_column_type(statement, column)) {
	case SQLITE_INTEGER:
		v.type = TIES_SQL_INTEGER;
		v.integer = sqlite3_column_int64(statement, column);
		break;
	case SQLITE_FLOAT:
		v.type = TIES_SQL_REAL;
		v.real = sqlite3_column_double(statement, column);
		break;
	case SQLITE_TEXT:
	case SQLITE_BLOB:
		v.type = TIES_SQL_TEXT;
		const char *bytes = sqlite3_column_blob(statement, column);
		v.text = arena_copy(&a->arena, (str){bytes, (size_t)sqlite3_column_bytes(statement, column)});
		a->bytes += v.text.len;
		break;
	default:
		break;
	}
	return v;
}

static ties_code take_row(struct answer *a, sqlite3_stmt *statement, ties_error *err)
{
	size_t n = a->rows.column_count;
	ties_sql_value *row = arena_array(&a->arena, n, sizeof *row);

	a->bytes += n * sizeof *row;
	for (size_t i = 0; row && i < n; i++)
		row[i] = read_value(a, statement, (int)i);
	if (a->arena.failed || !vec_push(&a->list, row))
		return error_nomem(err);
	if (a->bytes > ANSWER_BYTES_MAX)
		return error_set(err, TIES_ERR_LIMIT,
		                 "the answer has more than %d MiB: ask for fewer columns or rows (LIMIT)",
		                 ANSWER_BYTES_MAX >> 20);
	return TIES_OK;
}

static ties_code take_rows(struct answer *a, struct sql_session *s, sqlite3_stmt *statement, size_t most,
                           ties_error *err)
{
	int columns = sqlite3_column_count(statement);
	bool row;
	ties_str *names = arena_array(&a->arena, (size_t)columns, sizeof *names);

	for (int i = 0; names && i < columns; i++)
		names[i] = arena_copy(&a->arena, str_from(sqlite3_column_name(statement, i)));
	if (a->arena.failed)
		return error_nomem(err);
	a->rows.columns = names;
	a->rows.column_count = (size_t)columns;
	for (;;) {
		ties_code rc = sql_step(s, statement, &row, err);
		if (rc != TIES_OK || !row)
			return rc;
		if (a->list.len == most) {
			a->rows.cut = true;
			return TIES_OK;
		}
		if ((rc = take_row(a, statement, err)) != TIES_OK)
			return rc;
	}
}

/* Binds, runs and leaves the statement ready for the next time. */
static ties_code run(struct answer *a, struct sql_session *s, sqlite3_stmt *statement,
                     const ties_sql_parameter *parameters, size_t count, const ties_sql_options *options,
                     ties_error *err)
{
	sql_allow(s, options && options->seconds ? options->seconds : SECONDS_DEFAULT);
	ties_code rc = bind(s, statement, parameters, count, err);
	if (rc == TIES_OK)
		rc = take_rows(a, s, statement, options && options->rows ? options->rows : ROWS_DEFAULT, err);
	sqlite3_reset(statement);
	sqlite3_clear_bindings(statement);
	a->rows.rows = a->list.ptr;
	a->rows.row_count = a->list.len;
	return rc;
}

ties_code ties_sql_ask(ties_sql_session *s, ties_str query, const ties_sql_parameter *parameters, size_t count,
                       const ties_sql_options *options, ties_sql_rows **out, ties_error *err)
{
	sqlite3_stmt *statement;
	ties_code rc = kept_statement(s, query, &statement, err);

	*out = NULL;
	if (rc != TIES_OK)
		return rc;
	struct answer *a = calloc(1, sizeof *a);
	if (!a)
		return error_nomem(err);
	rc = run(a, s->session, statement, parameters, count, options, err);
	if (rc == TIES_OK)
		*out = &a->rows;
	else
		ties_sql_free(&a->rows);
	return rc;
}

ties_code ties_sql(const ties_book *book, ties_str query, const ties_sql_options *options, ties_sql_rows **out,
                   ties_error *err)
{
	ties_sql_session *s;
	ties_code rc = ties_sql_open(&s, book, err);

	*out = NULL;
	if (rc == TIES_OK)
		rc = ties_sql_ask(s, query, NULL, 0, options, out, err);
	ties_sql_close(s);
	return rc;
}

void ties_sql_free(ties_sql_rows *rows)
{
	struct answer *a = (struct answer *)rows;

	if (!a)
		return;
	vec_finish(&a->list);
	arena_finish(&a->arena);
	free(a);
}
