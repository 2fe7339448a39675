/* The tables for any SQLite client: .load ties_sqlite, then SELECT ties_open('world.ties').
 *
 * A connection shows one database for as long as it lives. */
#include "sql/sql.h"

#include <stdlib.h>
#include <string.h>

SQLITE_EXTENSION_INIT1

struct opened {
	struct sql_source source; /* first: what the tables know */
	ties_book *book;
};

static void close_source(struct sql_source *source)
{
	struct opened *o = (struct opened *)source;

	book_close(o->book);
	free(o);
}

/* ties_open(FILE): the path. */
static void open_file(sqlite3_context *context, int count, sqlite3_value **args)
{
	struct opened *o = sqlite3_user_data(context);
	const char *path = (const char *)sqlite3_value_text(args[0]);
	ties_error err = {0};

	(void)count;
	if (o->book)
		sqlite3_result_error(context, "a database is open: use another connection for another one", -1);
	else if (!path || strlen(path) != (size_t)sqlite3_value_bytes(args[0]))
		sqlite3_result_error(context, "ties_open takes the path of a database", -1);
	else if (book_open(&o->book, path, &err) != TIES_OK)
		sqlite3_result_error(context, err.message, -1);
	else
		sqlite3_result_value(context, args[0]);
	o->source.book = o->book;
}

__attribute__((visibility("default"))) int sqlite3_tiessqlite_init(sqlite3 *connection, char **message,
                                                                   const sqlite3_api_routines *api);

/* SQLite derives the name from that of the file: letters only. */
int sqlite3_tiessqlite_init(sqlite3 *connection, char **message, const sqlite3_api_routines *api)
{
	SQLITE_EXTENSION_INIT2(api);
	struct opened *o = calloc(1, sizeof *o);

	(void)message;
	if (!o)
		return SQLITE_NOMEM;
	o->source.close = close_source;
	o->source.users = 1; /* that of ties_open, which gives it back also when it cannot be added */
	int rc = sqlite3_create_function_v2(connection, "ties_open", 1, SQLITE_UTF8 | SQLITE_DIRECTONLY, o, open_file,
	                                    NULL, NULL, sql_release);
	return rc == SQLITE_OK ? sql_register(connection, &o->source) : rc;
}
