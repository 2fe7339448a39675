/* How is it asked in SQL? The door of src/sql: a database as read-only tables of SQLite.
 *
 * docs/sql.md says which tables and columns there are. Every table is there without CREATE, and nothing of it is
 * copied: rows are put together while SQLite steps over them. */
#ifndef SQL_SQL_H
#define SQL_SQL_H

#include "book/book.h"
#include "sql/sqlite.h"

enum { SQL_MET = 256 };

/** Which database the tables of a connection show. Shared by all of them; freed with the last. */
struct sql_source {
	const ties_book *book;                    /* NULL: none is open yet, and every query says so */
	void (*close)(struct sql_source *source); /* called when the last user is gone, or NULL */
	struct touched_list *touched;             /* of src/history, once it was asked for */
	uint32_t met[SQL_MET]; /* entities asked for lately, by the hash of their ids: ENTITY items + 1; 0: none */
	unsigned users;
	bool declaring; /* a table is being declared: an authorizer must let SQLite do that */
};

/** Adds the tables and functions to a connection. Returns an SQLite code. `source` is left to the connection, also on
 *  failure, and its `close` is called when that ends. */
int sql_register(sqlite3 *connection, struct sql_source *source);
/** Gives back one use; the signature is that of SQLite's destructors. */
void sql_release(void *source);

/* ---- sessions ------------------------------------------------------------------------------------------- */

/** A connection of somebody who is not trusted: reading and computing, and nothing that has an effect. One thread. */
struct sql_session;

/** `views`: SQL of ours that is run before anything is forbidden, or NULL. What is asked may take `seconds` in all. On
 *  failure, too, `*out` is closed with sql_close. */
ties_code sql_open(struct sql_session **out, const ties_book *book, const char *views, unsigned seconds,
                   ties_error *err);
void sql_close(struct sql_session *session);
/** Adds a function of one argument to what can be asked. Its answer must depend on the argument alone while a statement
 *  runs. */
ties_code sql_add_function(struct sql_session *session, const char *name,
                           void (*run)(sqlite3_context *, int, sqlite3_value **), void *context, ties_error *err);
/** From now on, so many seconds more. */
void sql_allow(struct sql_session *session, unsigned seconds);
/** One SELECT; sqlite3_finalize ends it. TIES_ERR_USAGE for what is no SELECT or no SQL, with the reason. */
ties_code sql_prepare(struct sql_session *session, str query, sqlite3_stmt **out, ties_error *err);
/** What an SQLite code means to who asked. */
ties_code sql_complain(const struct sql_session *session, int rc, ties_error *err);
/** To the next row. TIES_ERR_LIMIT when it takes too long or gets too large. */
ties_code sql_step(struct sql_session *session, sqlite3_stmt *statement, bool *row, ties_error *err);

#endif
