/* A session for programs: a connection, and the queries that were compiled on it. Internal to src/sql. */
#ifndef SQL_KEPT_H
#define SQL_KEPT_H

#include "sql/sql.h"
#include "ties/sql.h"

enum { KEPT_MAX = 32 };

/** A query that was compiled. */
struct kept {
	char *query; /* on the heap */
	size_t length;
	sqlite3_stmt *statement;
	uint64_t asked; /* the higher, the later */
};

struct ties_sql_session {
	struct sql_session *session;
	struct kept kept[KEPT_MAX];
	size_t count;
	uint64_t asked; /* how often */
};

/** The query compiled, now or earlier. Stays the session's. */
ties_code kept_statement(struct ties_sql_session *s, str query, sqlite3_stmt **out, ties_error *err);

#endif
