/* Tables as SQLite asks for them: which scan is best, then row by row.
 *
 * A scan begins with one entity, record or object where the query names it. Other conditions that are pushed down only
 * pass over rows that cannot do, before SQLite has seen them; it checks every condition once more on its own, so that
 * whatever cannot be decided here is let through. */
#include "sql/rows.h"

#include <stdlib.h>

struct table {
	sqlite3_vtab base; /* first: what SQLite knows of it */
	struct sql_source *source;
	const struct sql_table *table;
};

/** One of these belongs to each table of a connection. */
struct module {
	struct sql_source *source;
	const struct sql_table *table;
};

void sql_release(void *source)
{
	struct sql_source *s = source;

	if (--s->users)
		return;
	history_touched_free(s->touched);
	s->touched = NULL;
	if (s->close)
		s->close(s);
}

static void release_module(void *context)
{
	struct module *m = context;

	sql_release(m->source);
	free(m);
}

static int connect_table(sqlite3 *connection, void *context, int argc, const char *const *argv, sqlite3_vtab **out,
                         char **message)
{
	const struct module *m = context;
	struct table *t;

	(void)argc, (void)argv, (void)message;
	m->source->declaring = true;
	int rc = sqlite3_declare_vtab(connection, m->table->declaration);
	m->source->declaring = false;
	if (rc != SQLITE_OK)
		return rc;
	t = sqlite3_malloc(sizeof *t);
	if (!t)
		return SQLITE_NOMEM;
	*t = (struct table){.source = m->source, .table = m->table};
	sqlite3_vtab_config(connection, SQLITE_VTAB_INNOCUOUS);
	*out = &t->base;
	return SQLITE_OK;
}

static int disconnect_table(sqlite3_vtab *base)
{
	sqlite3_free(base);
	return SQLITE_OK;
}

/* ---- planning ----------------------------------------------------------------------------------------------- */

/* Texts are compared here byte by byte. */
static bool compares_bytes(sqlite3_index_info *info, int constraint)
{
	const char *collation = sqlite3_vtab_collation(info, constraint);

	return collation && sqlite3_stricmp(collation, "BINARY") == 0;
}

static bool is_filter(const struct sql_table *t, int column, unsigned char op)
{
	if (column < 0 || !(t->filters >> column & 1))
		return false;
	return op == SQLITE_INDEX_CONSTRAINT_EQ || op == SQLITE_INDEX_CONSTRAINT_LT ||
	       op == SQLITE_INDEX_CONSTRAINT_LE || op == SQLITE_INDEX_CONSTRAINT_GT || op == SQLITE_INDEX_CONSTRAINT_GE;
}

/* The constraint that a scan best begins with, or -1. */
static int best_start(const struct sql_table *t, sqlite3_index_info *info, enum sql_plan *plan)
{
	const struct {
		int column;
		enum sql_plan plan;
	} starts[] = {{t->of_ref, SQL_OF_REF}, {t->of_entity, SQL_OF_ENTITY}, {t->of_object, SQL_OF_OBJECT}};

	for (size_t s = 0; s < sizeof starts / sizeof *starts; s++)
		for (int i = 0; starts[s].column >= 0 && i < info->nConstraint; i++)
			if (info->aConstraint[i].usable && info->aConstraint[i].op == SQLITE_INDEX_CONSTRAINT_EQ &&
			    info->aConstraint[i].iColumn == starts[s].column && compares_bytes(info, i)) {
				*plan = starts[s].plan;
				return i;
			}
	*plan = SQL_ALL;
	return -1;
}

enum { IN_LIST = 1 }; /* an operator of ours: no operator of SQLite has this number */

/* "column IN (...)" comes as an equality; can the whole list be taken at once? Else SQLite scans once for each. */
static bool takes_list(const struct sql_table *t, sqlite3_index_info *info, int constraint)
{
	const int handles_lists = 3038000; /* from this version of SQLite on */

	return !t->begins_by_filters && sqlite3_libversion_number() >= handles_lists &&
	       info->aConstraint[constraint].op == SQLITE_INDEX_CONSTRAINT_EQ && sqlite3_vtab_in(info, constraint, 1);
}

/* The filters go to xFilter as idxStr: a letter for the column, then one for the operator. */
static int plan_filters(const struct sql_table *t, sqlite3_index_info *info, int start, int arguments)
{
	char *filters = sqlite3_malloc(2 * SQL_FILTERS_MAX + 1);
	int count = 0;

	if (!filters)
		return -1;
	for (int i = 0; i < info->nConstraint && count < SQL_FILTERS_MAX; i++) {
		const struct sqlite3_index_constraint *c = &info->aConstraint[i];
		if (i == start || !c->usable || !is_filter(t, c->iColumn, c->op) || !compares_bytes(info, i))
			continue;
		info->aConstraintUsage[i].argvIndex = ++arguments;
		filters[2 * count] = (char)('A' + c->iColumn);
		filters[2 * count + 1] = takes_list(t, info, i) ? (char)IN_LIST : (char)c->op;
		count++;
	}
	filters[2 * count] = '\0';
	info->idxStr = filters;
	info->needToFreeIdxStr = 1;
	return count;
}

static int plan_scan(sqlite3_vtab *base, sqlite3_index_info *info)
{
	const struct table *t = (const struct table *)base;
	enum sql_plan plan;
	int start = best_start(t->table, info, &plan);

	if (start >= 0)
		info->aConstraintUsage[start].argvIndex = 1;
	int filters = plan_filters(t->table, info, start, start >= 0);
	if (filters < 0)
		return SQLITE_NOMEM;
	info->idxNum = (int)plan;
	double rows = plan == SQL_ALL ? (double)(t->source->book ? t->table->count(t->source->book) : 1) : 10;
	info->estimatedCost = rows + 10;
	for (; filters; filters--)
		rows /= 4;
	info->estimatedRows = (sqlite3_int64)rows + 1;
	return SQLITE_OK;
}

/* ---- scanning ----------------------------------------------------------------------------------------------- */

static int open_cursor(sqlite3_vtab *base, sqlite3_vtab_cursor **out)
{
	const struct table *t = (const struct table *)base;
	struct sql_cursor *c;

	if (!t->source->book) {
		sqlite3_free(base->zErrMsg);
		base->zErrMsg = sqlite3_mprintf("no database is open: SELECT ties_open('FILE')");
		return SQLITE_ERROR;
	}
	c = calloc(1, sizeof *c);
	if (!c)
		return SQLITE_NOMEM;
	c->table = t->table;
	c->b = t->source->book;
	c->source = t->source;
	*out = &c->base;
	return SQLITE_OK;
}

static int close_cursor(sqlite3_vtab_cursor *base)
{
	struct sql_cursor *c = (struct sql_cursor *)base;

	history_changes_close(c->changes);
	arena_finish(&c->arena);
	arena_finish(&c->held);
	free(c);
	return SQLITE_OK;
}

static bool is_among(str text, const str *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(text, list[i]))
			return true;
	return false;
}

static bool passes(const struct sql_value *v, int op, const str *list, size_t count)
{
	if (v->kind != SQL_TEXT)
		return false; /* NULL compares with nothing */
	if (op == SQLITE_INDEX_CONSTRAINT_EQ || op == IN_LIST)
		return is_among(v->text, list, count);
	int order = str_compare(v->text, list[0]);
	switch (op) {
	case SQLITE_INDEX_CONSTRAINT_LT:
		return order < 0;
	case SQLITE_INDEX_CONSTRAINT_LE:
		return order <= 0;
	case SQLITE_INDEX_CONSTRAINT_GT:
		return order > 0;
	default:
		return order >= 0;
	}
}

static bool may_count(struct sql_cursor *c)
{
	for (int i = 0; i < c->filter_count; i++) {
		struct sql_value v = c->table->value(c, c->filter[i].column);
		if (!passes(&v, c->filter[i].op, c->filter[i].text, c->filter[i].count))
			return false;
	}
	return true;
}

/* Statements are stepped by their own cursor; everything else by the item. */
static bool is_stepped(const struct sql_cursor *c)
{
	return c->said.b != NULL;
}

/* To the next row that may count, from where the cursor stands; at the end item == end and the statement is none. */
static int settle(struct sql_cursor *c)
{
	for (;;) {
		arena_clear(&c->arena);
		c->has_tie = false;
		bool there = c->table->settle ? c->table->settle(c) : c->item < c->end;
		if (c->failed)
			return SQLITE_NOMEM;
		if (!there) {
			c->statement.manner = NULL;
			c->item = c->end;
			return SQLITE_OK;
		}
		bool counts = may_count(c);
		if (c->arena.failed)
			return SQLITE_NOMEM;
		if (counts)
			return SQLITE_OK;
		if (!is_stepped(c))
			c->item++;
	}
}

static str take_text(struct sql_cursor *c, sqlite3_value *v)
{
	const char *text = (const char *)sqlite3_value_text(v);

	return arena_copy(&c->held, (str){text, (size_t)sqlite3_value_bytes(v)});
}

/* The texts of one filter; none when some of them are no texts, or there are many: SQLite compares these on its own. */
static size_t take_texts(struct sql_cursor *c, int op, sqlite3_value *arg, str **texts)
{
	enum { LIST_MAX = 16 };
	sqlite3_value *v = arg;
	size_t count = 0;

	*texts = arena_array(&c->held, op == IN_LIST ? LIST_MAX : 1, sizeof **texts);
	if (!*texts)
		return 0;
	if (op != IN_LIST) {
		if (sqlite3_value_type(v) == SQLITE_TEXT)
			(*texts)[count++] = take_text(c, v);
		return count;
	}
	int rc = sqlite3_vtab_in_first(arg, &v);
	for (; rc == SQLITE_OK && v; rc = sqlite3_vtab_in_next(arg, &v)) {
		if (count == LIST_MAX || sqlite3_value_type(v) != SQLITE_TEXT)
			return 0;
		(*texts)[count++] = take_text(c, v);
	}
	return rc == SQLITE_OK || rc == SQLITE_DONE ? count : 0;
}

static bool read_filters(struct sql_cursor *c, const char *filters, sqlite3_value **args)
{
	str *texts;

	c->filter_count = 0;
	for (; *filters; filters += 2, args++) {
		size_t count = take_texts(c, filters[1], *args, &texts);
		if (!count)
			continue;
		c->filter[c->filter_count].column = filters[0] - 'A';
		c->filter[c->filter_count].op = filters[1];
		c->filter[c->filter_count].text = texts;
		c->filter[c->filter_count++].count = count;
	}
	return !c->held.failed;
}

static int filter_scan(sqlite3_vtab_cursor *base, int plan, const char *filters, int argc, sqlite3_value **args)
{
	struct sql_cursor *c = (struct sql_cursor *)base;
	str key = {NULL, 0};

	(void)argc;
	arena_clear(&c->held);
	c->plan = SQL_ALL;
	if (plan != SQL_ALL) {
		/* What is no text may still equal one by SQLite's rules: then all rows are gone through. */
		if (sqlite3_value_type(args[0]) == SQLITE_TEXT) {
			c->plan = (enum sql_plan)plan;
			key = take_text(c, args[0]);
		}
		args++;
	}
	if (!read_filters(c, filters, args))
		return SQLITE_NOMEM;
	c->table->begin(c, key);
	return settle(c);
}

static int next_row(sqlite3_vtab_cursor *base)
{
	struct sql_cursor *c = (struct sql_cursor *)base;

	if (!is_stepped(c))
		c->item++;
	return settle(c);
}

static int is_at_end(sqlite3_vtab_cursor *base)
{
	const struct sql_cursor *c = (const struct sql_cursor *)base;

	return is_stepped(c) ? c->statement.manner == NULL : c->item >= c->end;
}

static int give_column(sqlite3_vtab_cursor *base, sqlite3_context *context, int column)
{
	struct sql_cursor *c = (struct sql_cursor *)base;
	struct sql_value v = c->table->value(c, column);

	if (c->arena.failed)
		return SQLITE_NOMEM;
	if (v.kind == SQL_TEXT)
		/* statements end before the book is closed */
		sqlite3_result_text64(context, v.text.ptr, v.text.len, v.lasting ? SQLITE_STATIC : SQLITE_TRANSIENT,
		                      SQLITE_UTF8);
	else if (v.kind == SQL_INTEGER)
		sqlite3_result_int64(context, v.integer);
	else if (v.kind == SQL_REAL)
		sqlite3_result_double(context, v.real);
	return SQLITE_OK;
}

static int give_rowid(sqlite3_vtab_cursor *base, sqlite3_int64 *out)
{
	const struct sql_cursor *c = (const struct sql_cursor *)base;

	*out = is_stepped(c) ? c->statement.number : c->table->number ? c->table->number(c) : c->item;
	return SQLITE_OK;
}

/* ---- registering -------------------------------------------------------------------------------------------- */

/* Without xCreate a table is there without CREATE VIRTUAL TABLE; without xUpdate it is read-only. */
static const sqlite3_module methods = {
    .iVersion = 1,
    .xConnect = connect_table,
    .xBestIndex = plan_scan,
    .xDisconnect = disconnect_table,
    .xOpen = open_cursor,
    .xClose = close_cursor,
    .xFilter = filter_scan,
    .xNext = next_row,
    .xEof = is_at_end,
    .xColumn = give_column,
    .xRowid = give_rowid,
};

int sql_register(sqlite3 *connection, struct sql_source *source)
{
	int rc = SQLITE_OK;

	source->users++; /* ours, while tables are added */
	for (const struct sql_table *t = sql_tables(); rc == SQLITE_OK && t->name; t++) {
		struct module *m = malloc(sizeof *m);
		if (!m) {
			rc = SQLITE_NOMEM;
			break;
		}
		*m = (struct module){source, t};
		source->users++;
		/* calls release_module when it fails, too */
		rc = sqlite3_create_module_v2(connection, t->name, &methods, m, release_module);
	}
	if (rc == SQLITE_OK)
		rc = sql_register_functions(connection, source);
	sql_release(source);
	return rc;
}
