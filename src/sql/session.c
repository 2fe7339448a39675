/* A connection for somebody who is not trusted: it can read the tables, within bounds of time and size, and nothing
 * else. */
#include "base/vec.h"
#include "sql/sql.h"

#include <stdlib.h>
#include <time.h>

enum {
	QUERY_BYTES_MAX = 1 << 20,
	VALUE_BYTES_MAX = 1 << 24,
	PARAMETERS_MAX = 1000,
	STEPS_BETWEEN_LOOKS = 10000 /* of SQLite's machine, before the clock is looked at */
};

struct sql_session {
	sqlite3 *connection;
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
	const struct sql_session *s = context;

	return now() > s->until;
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
	sqlite3_limit(connection, SQLITE_LIMIT_VARIABLE_NUMBER, PARAMETERS_MAX);
	sqlite3_limit(connection, SQLITE_LIMIT_WORKER_THREADS, 0);
	sqlite3_db_config(connection, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)NULL);
	sqlite3_db_config(connection, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, (int *)NULL);
}

ties_code sql_complain(const struct sql_session *s, int rc, ties_error *err)
{
	switch (rc) {
	case SQLITE_NOMEM:
		return error_nomem(err);
	case SQLITE_INTERRUPT:
		return error_set(err, TIES_ERR_LIMIT,
		                 "the query took longer than %u s: narrow it, or give it more with --timeout",
		                 s->seconds);
	case SQLITE_TOOBIG:
		return error_set(err, TIES_ERR_LIMIT,
		                 "the query, or a value in it, is too large: one value may have %d MiB",
		                 VALUE_BYTES_MAX >> 20);
	case SQLITE_AUTH:
		return error_set(err, TIES_ERR_USAGE, "the database is read-only, and only SELECT is possible (%s)",
		                 sqlite3_errmsg(s->connection));
	default:
		return error_set(err, TIES_ERR_USAGE, "SQL: %s%s", sqlite3_errmsg(s->connection),
		                 str_starts(str_from(sqlite3_errmsg(s->connection)), STR("no such"))
		                     ? "; docs/sql.md has the tables with their columns and the functions"
		                     : "");
	}
}

ties_code sql_open(struct sql_session **out, const ties_book *book, const char *views, unsigned seconds,
                   ties_error *err)
{
	struct sql_session *s = calloc(1, sizeof *s);

	*out = s;
	if (!s)
		return error_nomem(err);
	s->source.book = book;
	sql_allow(s, seconds);
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY | SQLITE_OPEN_NOMUTEX;
	int rc = sqlite3_open_v2(":memory:", &s->connection, flags, NULL);
	if (rc == SQLITE_OK)
		rc = sql_register(s->connection, &s->source);
	if (rc == SQLITE_OK && views)
		rc = sqlite3_exec(s->connection, views, NULL, NULL, NULL);
	if (rc != SQLITE_OK)
		return sql_complain(s, rc, err);
	bound(s->connection);
	sqlite3_set_authorizer(s->connection, authorize, &s->source);
	sqlite3_progress_handler(s->connection, STEPS_BETWEEN_LOOKS, is_late, s);
	return TIES_OK;
}

void sql_close(struct sql_session *s)
{
	if (!s)
		return;
	sqlite3_close(s->connection);
	free(s);
}

ties_code sql_add_function(struct sql_session *s, const char *name,
                           void (*run)(sqlite3_context *, int, sqlite3_value **), void *context, ties_error *err)
{
	int rc = sqlite3_create_function_v2(s->connection, name, 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, context, run,
	                                    NULL, NULL, NULL);

	return rc == SQLITE_OK ? TIES_OK : sql_complain(s, rc, err);
}

void sql_allow(struct sql_session *s, unsigned seconds)
{
	s->seconds = seconds;
	s->until = now() + seconds;
}

ties_code sql_prepare(struct sql_session *s, str query, sqlite3_stmt **out, ties_error *err)
{
	const char *rest = NULL;

	*out = NULL;
	if (query.len > QUERY_BYTES_MAX)
		return sql_complain(s, SQLITE_TOOBIG, err);
	int rc = sqlite3_prepare_v2(s->connection, query.len ? query.ptr : "", (int)query.len, out, &rest);
	if (rc != SQLITE_OK)
		return sql_complain(s, rc, err);
	if (!*out)
		return error_set(err, TIES_ERR_USAGE,
		                 "there is no query: give a SELECT, such as SELECT * FROM entities");
	str behind = str_trim(str_slice(query, (size_t)(rest - query.ptr), query.len));
	if (!behind.len)
		return TIES_OK;
	sqlite3_finalize(*out);
	*out = NULL;
	return error_set(err, TIES_ERR_USAGE, "one query at a time: \"%.*s\" comes behind the first",
	                 behind.len > 40 ? 40 : (int)behind.len, behind.ptr);
}

ties_code sql_step(struct sql_session *s, sqlite3_stmt *statement, bool *row, ties_error *err)
{
	int rc = sqlite3_step(statement);

	*row = rc == SQLITE_ROW;
	return *row || rc == SQLITE_DONE ? TIES_OK : sql_complain(s, rc, err);
}
