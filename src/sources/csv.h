/* CSV as lists publish it: one record after the other, each with the line on which it begins. */
#ifndef SOURCES_CSV_H
#define SOURCES_CSV_H

#include "sources/source.h"

enum { CSV_RECORD_MAX = 4 << 20, CSV_FIELDS_MAX = 512 };

/** One record. Slices are valid until the next call of csv_reader_next. */
struct csv_row {
	const str *cell; /* `count` fields, unquoted; blanks around an unquoted field are gone */
	size_t count;
	uint64_t line; /* on which it begins, from 1 */
	str raw;       /* its text, without the last line end; for messages */
};

/** Field number `i` from 0, empty when the record is shorter. */
static inline str csv_cell(const struct csv_row *row, size_t i)
{
	return i < row->count ? row->cell[i] : (str){NULL, 0};
}

/** What a record that cannot be used is reported to. */
void csv_reject(const struct source_sink *sink, const char *path, const struct csv_row *row, const char *reason);

/** Reads records out of an input that it borrows. Bytes that are not UTF-8 are taken as windows-1252; a byte
 *  order mark, empty lines and a line that is a lone 0x1A are skipped. A record that is longer than
 *  CSV_RECORD_MAX bytes, has more than CSV_FIELDS_MAX fields, holds a NUL or a quote that nothing closes goes to
 *  `sink` as rejected, and reading goes on: after an open quote with the line behind the one that opened it. */
struct csv_reader;

/** `path` and `sink` are borrowed; a NULL sink drops the rejects. `delimiter` is mostly ','. */
ties_code csv_reader_open(struct csv_reader **out, struct input *in, const char *path, char delimiter,
                          const struct source_sink *sink, ties_error *err);
/** `*more` is false at the end, and `*row` untouched. O(bytes of the record). */
ties_code csv_reader_next(struct csv_reader *reader, struct csv_row *row, bool *more, ties_error *err);
/** How many records were rejected so far. */
uint64_t csv_reader_rejects(const struct csv_reader *reader);
/** Whether the last line of the input opens a quote that nothing closes: the file was cut off there. Known after
 *  the end was reached. */
bool csv_reader_cut(const struct csv_reader *reader);
/** TIES_ERR_FORMAT, naming `path`, when it does. */
ties_code csv_reader_check_end(const struct csv_reader *reader, const char *path, ties_error *err);
/** Accepts NULL. */
void csv_reader_close(struct csv_reader *reader);

/** The names of a header row, kept beyond the row. */
struct csv_header {
	struct arena arena;
	str *name; /* `count` of them, trimmed */
	size_t count;
};

/** False when memory ran out. */
bool csv_header_keep(struct csv_header *header, const struct csv_row *row);
void csv_header_finish(struct csv_header *header);
/** The cell of `row` under the column `name`, empty when there is no such column. O(columns). */
str csv_header_cell(const struct csv_header *header, const struct csv_row *row, const char *name);

/** The first records of `head` that are complete in it (for detection), at most `max` of them; calls `row` for
 *  each until it returns false. */
void csv_head(str head, char delimiter, size_t max, bool (*row)(void *context, const struct csv_row *row),
              void *context);

#endif
