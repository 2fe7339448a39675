/* One question in SQL, with all of its answer. */
#include "base/arena.h"
#include "base/vec.h"
#include "sql/sql.h"
#include "ties/sql.h"

#include <stdlib.h>

enum { ROWS_DEFAULT = 1000000, SECONDS_DEFAULT = 60, ANSWER_BYTES_MAX = 1 << 28 };

struct answer {
	ties_sql_rows rows; /* first: the public pointer is the block */
	struct arena arena;
	VEC(const ties_sql_value *) list;
	size_t bytes; /* of all values */
};

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

ties_code ties_sql(const ties_book *book, ties_str query, const ties_sql_options *options, ties_sql_rows **out,
                   ties_error *err)
{
	struct answer *a = calloc(1, sizeof *a);
	unsigned seconds = options && options->seconds ? options->seconds : SECONDS_DEFAULT;
	struct sql_session *session = NULL;
	sqlite3_stmt *statement = NULL;

	*out = NULL;
	if (!a)
		return error_nomem(err);
	ties_code rc = sql_open(&session, book, NULL, seconds, err);
	if (rc == TIES_OK)
		rc = sql_prepare(session, query, &statement, err);
	if (rc == TIES_OK)
		rc = take_rows(a, session, statement, options && options->rows ? options->rows : ROWS_DEFAULT, err);
	sqlite3_finalize(statement);
	sql_close(session);
	a->rows.rows = a->list.ptr;
	a->rows.row_count = a->list.len;
	if (rc == TIES_OK)
		*out = &a->rows;
	else
		ties_sql_free(&a->rows);
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
