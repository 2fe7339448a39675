/* Rows out of a file: CSV with a header, or JSON lines. What the columns are called is looked up in a table. */
#ifndef CLI_ROWS_H
#define CLI_ROWS_H

#include "base/arena.h"
#include "base/file.h"
#include "cli/cli.h"

/** What a cell can be. */
enum row_field {
	ROW_NAME,
	ROW_FIRST_NAME,
	ROW_MIDDLE_NAME,
	ROW_LAST_NAME,
	ROW_BIRTH_DATE,
	ROW_COUNTRY,
	ROW_GENDER,
	ROW_SCHEMA,
	ROW_IDENTIFIER,
	ROW_ID, /* the caller's own, given back */
	ROW_NAME1,
	ROW_NAME2,
	ROW_IS_MATCH,
	ROW_FIELD_COUNT
};

/** The cells of one row that mean something; empty where there is none. */
struct row {
	str cell[ROW_FIELD_COUNT];
	uint64_t line;
};

struct rows;

/** Opens `path` ("-" is standard input). The kind is told from its first byte. With CSV, a header without any of
 *  the fields in `needed` (bits of row_field; pairs need both names) is an error that names the columns found. */
ties_code rows_open(struct rows **out, const char *path, unsigned needed, ties_error *err);
/** Accepts NULL. */
void rows_close(struct rows *rows);
/** The next row, its cells copied into `arena`. A row that is no JSON object is `*bad`, with the reason in `err`. */
ties_code rows_next(struct rows *rows, struct arena *arena, struct row *row, bool *more, bool *bad, ties_error *err);
/** Records so broken that they gave no row at all. */
uint64_t rows_lost(const struct rows *rows);

#endif
