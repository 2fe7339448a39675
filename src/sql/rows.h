/* The rows of a table and what stands in them. Internal to src/sql. */
#ifndef SQL_ROWS_H
#define SQL_ROWS_H

#include "base/arena.h"
#include "base/buf.h"
#include "graph/graph.h"
#include "history/history.h"
#include "sql/sql.h"

enum { SQL_DAY_TEXT = 11, SQL_FILTERS_MAX = 12 };

/** What stands in a column. */
struct sql_value {
	enum { SQL_NULL, SQL_TEXT, SQL_INTEGER, SQL_REAL } kind;
	bool lasting; /* the text is in the book or the program; else the cursor has it until the next row or value */
	str text;
	int64_t integer;
	double real;
};

/** Where a scan begins. */
enum sql_plan { SQL_ALL, SQL_OF_ENTITY, SQL_OF_REF, SQL_OF_OBJECT };

struct sql_table;

/** A scan: the items begin..end of a section, or the statements of the entities entity..end. */
struct sql_cursor {
	sqlite3_vtab_cursor base; /* first: what SQLite knows of it */
	const struct sql_table *table;
	const ties_book *b;
	struct sql_source *source;
	enum sql_plan plan;
	uint32_t item, end;
	struct book_cursor said; /* of statements: those of the entity `item`, or of one record */
	struct book_statement statement;
	bool has_tie; /* `tie` is of the item */
	ties_tie tie;
	struct history_changes *changes; /* the scan of that table */
	const ties_change *change;       /* a batch of them, of which the first is the item `change_first` */
	uint32_t change_first, change_count;
	bool failed;            /* sticky: memory ran out */
	struct arena arena;     /* of the row */
	char day[SQL_DAY_TEXT]; /* the day asked for last */
	struct {
		int column, op;  /* SQLITE_INDEX_CONSTRAINT_… */
		const str *text; /* in `held`: one; of an equality one or more, of which the column has one */
		size_t count;
	} filter[SQL_FILTERS_MAX];
	int filter_count;
	struct arena held; /* of the scan */
};

/** A table. Columns are numbered as in its declaration. */
struct sql_table {
	const char *name, *declaration;
	int of_entity, of_ref, of_object; /* columns that a scan can begin with, or -1 */
	uint64_t filters; /* bits of the columns that are cheap enough to pass over rows by, all of them texts */
	uint64_t (*count)(const ties_book *b);
	/** Sets item and end; `key` is the id or ref of a plan. */
	void (*begin)(struct sql_cursor *c, str key);
	/** To the first row at or after the place; false at the end. NULL: each item is a row. */
	bool (*settle)(struct sql_cursor *c);
	struct sql_value (*value)(struct sql_cursor *c, int column);
	/** The number of the row, the same by whatever way a scan comes to it; NULL: that of the item. */
	uint32_t (*number)(const struct sql_cursor *c);
	/** The filters narrow where a scan begins: of a list of values it is cheaper to begin once for each. */
	bool begins_by_filters;
};

/** Ends with one whose name is NULL. */
const struct sql_table *sql_tables(void);

/* ---- value.c ------------------------------------------------------------------------------------------ */

struct sql_value sql_null(void);
/** Text of the book or the program; NULL when empty. */
struct sql_value sql_text(str s);
/** Text that lies in the cursor, likewise. */
struct sql_value sql_passing(str s);
struct sql_value sql_word(const char *s);
struct sql_value sql_integer(int64_t n);
struct sql_value sql_real(double n);
/** ISO day; "0000-01-01" and "9999-12-31" stand for what lies before and behind, and for no bound. */
struct sql_value sql_day(struct sql_cursor *c, int32_t day);
void sql_day_print(int32_t day, char out[SQL_DAY_TEXT]);
/** The day that such a text stands for; false when it is none. */
bool sql_day_parse(str text, int32_t *out);
/** The days that texts from "2012", "2012-05" or "2012-05-03" on, and up to it, can be; false for other texts. */
bool sql_day_span(str text, int32_t *first, int32_t *last);
struct sql_value sql_entity_id(const ties_book *b, uint32_t entity);
struct sql_value sql_confidence(uint32_t confidence);
struct sql_value sql_dataset_of(const ties_book *b, uint32_t ref);
/** "dataset:record id", in the arena of the row. */
struct sql_value sql_ref(struct sql_cursor *c, uint32_t ref);

/* ---- rows.c ------------------------------------------------------------------------------------------- */

/** The entity of a plan, BOOK_NONE when there is none. An id from before a join is no id: SQL compares with what stands
 *  in the column. */
uint32_t sql_entity_of(const struct sql_cursor *c, str id);

/* ---- changes.c ---------------------------------------------------------------------------------------- */

/** Columns that conditions narrow where changes are looked for by. */
enum { CHANGE_TIME, CHANGE_KIND, CHANGE_ENTITY, CHANGE_DATE, CHANGE_FIRST, CHANGE_LAST, CHANGE_DATASET };
uint64_t sql_count_changes(const ties_book *b);
void sql_begin_changes(struct sql_cursor *c, str key);
bool sql_settle_change(struct sql_cursor *c);
struct sql_value sql_changes_value(struct sql_cursor *c, int column);

/* ---- functions.c ---------------------------------------------------------------------------------------- */

int sql_register_functions(sqlite3 *connection, struct sql_source *source);

#endif
