/* How is it asked in SQL? The door of src/sql: a database as read-only tables of SQLite.
 *
 * docs/sql.md says which tables and columns there are. Every table is there without CREATE, and nothing of it is
 * copied: rows are put together while SQLite steps over them. */
#ifndef SQL_SQL_H
#define SQL_SQL_H

#include "book/book.h"
#include "sql/sqlite.h"

/** Which database the tables of a connection show. Shared by all of them; freed with the last. */
struct sql_source {
	const ties_book *book;                    /* NULL: none is open yet, and every query says so */
	void (*close)(struct sql_source *source); /* called when the last user is gone, or NULL */
	unsigned users;
	bool declaring; /* a table is being declared: an authorizer must let SQLite do that */
};

/** Adds the tables and functions to a connection. Returns an SQLite code. `source` is left to the connection, also on
 *  failure, and its `close` is called when that ends. */
int sql_register(sqlite3 *connection, struct sql_source *source);
/** Gives back one use; the signature is that of SQLite's destructors. */
void sql_release(void *source);

#endif
