/* Questions in SQL: the database as read-only tables (docs/sql.md). */
#ifndef TIES_SQL_H
#define TIES_SQL_H

#include "ties/book.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum ties_sql_type { TIES_SQL_NULL, TIES_SQL_INTEGER, TIES_SQL_REAL, TIES_SQL_TEXT } ties_sql_type;

typedef struct ties_sql_value {
	ties_sql_type type;
	int64_t integer;
	double real;
	ties_str text; /**< of a text; blobs are texts, too */
} ties_sql_value;

typedef struct ties_sql_options {
	size_t size;      /**< sizeof(ties_sql_options) */
	size_t rows;      /**< rows at most; 0: a million. What is over is left out, and `cut` says so */
	unsigned seconds; /**< give up after so many; 0: 60 */
} ties_sql_options;

/** A table as it came out. */
typedef struct ties_sql_rows {
	const ties_str *columns; /**< their names */
	size_t column_count;
	const ties_sql_value *const *rows; /**< each an array of column_count values */
	size_t row_count;
	bool cut; /**< there are more rows than were asked for */
} ties_sql_rows;

/** Runs one SELECT. Nothing else is done: TIES_ERR_USAGE for what is no SELECT, is no SQL, writes, attaches or sets;
 *  TIES_ERR_LIMIT when it takes too long or is too large (256 MiB of answer, 16 MiB for one value). Free with
 *  ties_sql_free. Who asks more than once opens a session. */
TIES_API TIES_NODISCARD ties_code ties_sql(const ties_book *book, ties_str query, const ties_sql_options *options,
                                           ties_sql_rows **out, ties_error *err);
TIES_API void ties_sql_free(ties_sql_rows *rows);

/** A session: what it takes to ask is set up once, and a query that was asked before (the last 32 are kept) is not
 *  compiled again. Of one thread at a time. The book has to outlive it. */
typedef struct ties_sql_session ties_sql_session;

/** A value for a parameter of a query. */
typedef struct ties_sql_parameter {
	ties_str name; /**< "on" for :on, @on or $on; empty: it is for ?1 when it is the first of all, for ?2 … */
	ties_sql_value value;
} ties_sql_parameter;

TIES_API TIES_NODISCARD ties_code ties_sql_open(ties_sql_session **out, const ties_book *book, ties_error *err);
TIES_API void ties_sql_close(ties_sql_session *session);
/** As ties_sql, with parameters. TIES_ERR_USAGE when the query has one that no value is given for, or a value by number
 *  is of none. A value whose name is not in the query is passed over, so that many queries can be given the same. */
TIES_API TIES_NODISCARD ties_code ties_sql_ask(ties_sql_session *session, ties_str query,
                                               const ties_sql_parameter *parameters, size_t count,
                                               const ties_sql_options *options, ties_sql_rows **out, ties_error *err);

#ifdef __cplusplus
}
#endif
#endif
