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
 *  ties_sql_free. */
TIES_API TIES_NODISCARD ties_code ties_sql(const ties_book *book, ties_str query, const ties_sql_options *options,
                                           ties_sql_rows **out, ties_error *err);
TIES_API void ties_sql_free(ties_sql_rows *rows);

#ifdef __cplusplus
}
#endif
#endif
