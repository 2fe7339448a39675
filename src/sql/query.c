/* One question in SQL, asked by somebody who is not trusted: it can read the tables, within bounds of time and size,
 * and nothing else. */
#include "base/arena.h"
#include "base/vec.h"
#include "sql/sql.h"
#include "ties/sql.h"

#include <stdlib.h>
#include <time.h>

enum {
	ROWS_DEFAULT = 1000000,
	SECONDS_DEFAULT = 60,
	QUERY_BYTES_MAX = 1 << 20,
	VALUE_BYTES_MAX = 1 << 24,
	ANSWER_BYTES_MAX = 1 << 28,
	STEPS_BETWEEN_LOOKS = 10000 /* of SQLite's machine, before the clock is looked at */
};

struct answer {
	ties_sql_rows rows; /* first: the public pointer is the block */
	struct arena arena;
	VEC(const ties_sql_value *) list;
	size_t bytes; /* of all values */
};

struct question {
	sqlite3 *connection;
	sqlite3_stmt *statement;
	struct sql_source source;
	double until;
	unsigned seconds;
};

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int is_late(void *context)
{
	const struct question *q = context;

	return now() > q->until;
}

/* Reading and computing, and nothing that has an effect. */
static int authorize(void *context, int action, const char *first, const char *second, const char *database,
                     const char *trigger)
{
	const struct sql_source *source = context;

	(void)first, (void)database, (void)trigger;
	if (source->declaring)
		return SQLITE_OK;
	switch (action) {
	case SQLITE_SELECT:
	case SQLITE_READ:
	case SQLITE_RECURSIVE:
		return SQLITE_OK;
	case SQLITE_FUNCTION:
		return second && sqlite3_stricmp(second, "load_extension") == 0 ? SQLITE_DENY : SQLITE_OK;
	default:
		return SQLITE_DENY;
	}
}

static void bound(sqlite3 *connection)
{
	sqlite3_limit(connection, SQLITE_LIMIT_LENGTH, VALUE_BYTES_MAX);
	sqlite3_limit(connection, SQLITE_LIMIT_SQL_LENGTH, QUERY_BYTES_MAX);
	sqlite3_limit(connection, SQLITE_LIMIT_COLUMN, 200);
	sqlite3_limit(connection, SQLITE_LIMIT_EXPR_DEPTH, 100);
	sqlite3_limit(connection, SQLITE_LIMIT_COMPOUND_SELECT, 50);
	sqlite3_limit(connection, SQLITE_LIMIT_VDBE_OP, 100000);
	sqlite3_limit(connection, SQLITE_LIMIT_FUNCTION_ARG, 32);
	sqlite3_limit(connection, SQLITE_LIMIT_ATTACHED, 0);
	sqlite3_limit(connection, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000);
	sqlite3_limit(connection, SQLITE_LIMIT_WORKER_THREADS, 0);
	sqlite3_db_config(connection, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)NULL);
	sqlite3_db_config(connection, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, (int *)NULL);
}

static ties_code complain(const struct question *q, int rc, ties_error *err)
{
	switch (rc) {
	case SQLITE_NOMEM:
		return error_nomem(err);
	case SQLITE_INTERRUPT:
		return error_set(err, TIES_ERR_LIMIT,
		                 "the query took longer than %u s: narrow it, or give it more with --timeout",
		                 q->seconds);
	case SQLITE_TOOBIG:
		return error_set(err, TIES_ERR_LIMIT,
		                 "the query, or a value in it, is too large: one value may have %d MiB",
		                 VALUE_BYTES_MAX >> 20);
	case SQLITE_AUTH:
		return error_set(err, TIES_ERR_USAGE, "the database is read-only, and only SELECT is possible (%s)",
		                 sqlite3_errmsg(q->connection));
	default:
		return error_set(err, TIES_ERR_USAGE, "SQL: %s", sqlite3_errmsg(q->connection));
	}
}

static ties_code open_question(struct question *q, const ties_book *book, ties_error *err)
{
	q->source = (struct sql_source){.book = book};
	int rc = sqlite3_open_v2(":memory:", &q->connection, SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY, NULL);

	if (rc == SQLITE_OK)
		rc = sql_register(q->connection, &q->source);
	if (rc != SQLITE_OK)
		return complain(q, rc, err);
	bound(q->connection);
	sqlite3_set_authorizer(q->connection, authorize, &q->source);
	sqlite3_progress_handler(q->connection, STEPS_BETWEEN_LOOKS, is_late, q);
	return TIES_OK;
}

static ties_code prepare(struct question *q, str query, ties_error *err)
{
	const char *rest = NULL;

	if (query.len > QUERY_BYTES_MAX)
		return complain(q, SQLITE_TOOBIG, err);
	int rc = sqlite3_prepare_v2(q->connection, query.len ? query.ptr : "", (int)query.len, &q->statement, &rest);
	if (rc != SQLITE_OK)
		return complain(q, rc, err);
	if (!q->statement)
		return error_set(err, TIES_ERR_USAGE,
		                 "there is no query: give a SELECT, such as SELECT * FROM entities");
	str behind = str_trim(str_slice(query, (size_t)(rest - query.ptr), query.len));
	if (behind.len)
		return error_set(err, TIES_ERR_USAGE, "one query at a time: \"%.*s\" comes behind the first",
		                 behind.len > 40 ? 40 : (int)behind.len, behind.ptr);
	return TIES_OK;
}

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

static ties_code take_rows(struct answer *a, struct question *q, size_t most, ties_error *err)
{
	int columns = sqlite3_column_count(q->statement), rc;
	ties_str *names = arena_array(&a->arena, (size_t)columns, sizeof *names);

	for (int i = 0; names && i < columns; i++)
		names[i] = arena_copy(&a->arena, str_from(sqlite3_column_name(q->statement, i)));
	if (a->arena.failed)
		return error_nomem(err);
	a->rows.columns = names;
	a->rows.column_count = (size_t)columns;
	while ((rc = sqlite3_step(q->statement)) == SQLITE_ROW) {
		if (a->list.len == most) {
			a->rows.cut = true;
			return TIES_OK;
		}
		ties_code taken = take_row(a, q->statement, err);
		if (taken != TIES_OK)
			return taken;
	}
	return rc == SQLITE_DONE ? TIES_OK : complain(q, rc, err);
}

ties_code ties_sql(const ties_book *book, ties_str query, const ties_sql_options *options, ties_sql_rows **out,
                   ties_error *err)
{
	struct answer *a = calloc(1, sizeof *a);
	struct question q = {.seconds = options && options->seconds ? options->seconds : SECONDS_DEFAULT};

	*out = NULL;
	if (!a)
		return error_nomem(err);
	q.until = now() + q.seconds;
	ties_code rc = open_question(&q, book, err);
	if (rc == TIES_OK)
		rc = prepare(&q, query, err);
	if (rc == TIES_OK)
		rc = take_rows(a, &q, options && options->rows ? options->rows : ROWS_DEFAULT, err);
	sqlite3_finalize(q.statement);
	sqlite3_close(q.connection);
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
