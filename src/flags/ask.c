/* One rule asked: its SELECT through the session, its rows as numbers of items. */
#include "base/error.h"
#include "flags/flags.h"

#include <stdio.h>
#include <stdlib.h>

/** Which column of the answer is what. */
struct columns {
	enum flag_column kind[FLAGS_COLUMNS_MAX];
	int count;
	int tie; /* the column "tie", -1: there is none */
};

/** A rule that is being asked. */
struct asked {
	struct flag_rows *rows;
	struct sql_session *session;
	sqlite3_stmt *statement;
	const ties_book *book;
	const ties_rule *rule;
	uint32_t number;
	struct columns columns;
	ties_error *err;
};

/* With the place of the rule before what is wrong with it. */
static ties_code complain(const struct asked *a, ties_code code, const char *why)
{
	char path[256];
	str name = a->rule->name;

	if (!a->rule->path.len)
		return error_set(a->err, code, "rule %.*s: %s", STR_ARG(name), why);
	snprintf(path, sizeof path, "%.*s", STR_ARG(a->rule->path));
	return error_at(a->err, code, path, a->rule->line, "rule %.*s: %s", STR_ARG(name), why);
}

static ties_code place_error(const struct asked *a, ties_code code)
{
	char why[sizeof a->err->message];

	if (!a->err || code == TIES_ERR_NOMEM)
		return code;
	memcpy(why, a->err->message, sizeof why);
	return complain(a, code, why);
}

/* "tie_organiser" is a tie. */
static bool is_kind(str name, const char *kind)
{
	size_t n = strlen(kind);

	return name.len >= n && memcmp(name.ptr, kind, n) == 0 && (name.len == n || name.ptr[n] == '_');
}

static bool find_column(str name, enum flag_column *out)
{
	static const char *const words[] = {"entity", "other", "date", "tie", "listing", "office"};

	for (int i = COLUMN_ENTITY; i <= COLUMN_OFFICE; i++)
		if (i < COLUMN_TIE ? str_is(name, words[i]) : is_kind(name, words[i])) {
			*out = (enum flag_column)i;
			return true;
		}
	return false;
}

static ties_code read_columns(struct asked *a)
{
	bool has_entity = false;
	char why[160];

	a->columns.count = sqlite3_column_count(a->statement);
	a->columns.tie = -1;
	if (a->columns.count > FLAGS_COLUMNS_MAX)
		return complain(a, TIES_ERR_USAGE, "a rule has at most 16 columns");
	for (int i = 0; i < a->columns.count; i++) {
		const char *name = sqlite3_column_name(a->statement, i);
		if (!name || !find_column(str_from(name), &a->columns.kind[i])) {
			snprintf(why, sizeof why,
			         "the column \"%.40s\" is none of entity, other, date, tie, tie_..., listing, "
			         "listing_..., office, office_...",
			         name ? name : "");
			return complain(a, TIES_ERR_USAGE, why);
		}
		has_entity |= a->columns.kind[i] == COLUMN_ENTITY;
		if (str_is(str_from(name), "tie"))
			a->columns.tie = i;
	}
	return has_entity ? TIES_OK : complain(a, TIES_ERR_USAGE, "its SELECT has no column \"entity\"");
}

/* An id as SQL has it, of an ENTITY item; BOOK_NONE for what is none. */
static uint32_t entity_at(const struct asked *a, int column)
{
	const char *id = (const char *)sqlite3_column_text(a->statement, column);

	return id ? book_entity_by_id(a->book, (str){id, (size_t)sqlite3_column_bytes(a->statement, column)})
	          : BOOK_NONE;
}

/* The number of an item that is there. */
static bool add_fact(const struct asked *a, struct flag_row *row, enum flag_column kind, int column)
{
	const size_t counts[] = {[COLUMN_TIE] = a->book->TIE.count,
	                         [COLUMN_LISTING] = a->book->LISTING.count,
	                         [COLUMN_OFFICE] = a->book->OFFICE.count};
	sqlite3_int64 item = sqlite3_column_int64(a->statement, column);

	if (sqlite3_column_type(a->statement, column) == SQLITE_NULL)
		return true;
	if (sqlite3_column_type(a->statement, column) != SQLITE_INTEGER || item < 0 || (uint64_t)item >= counts[kind])
		return false;
	row->fact[row->fact_count++] = (struct fact_item){(uint8_t)(kind - COLUMN_TIE + TIES_FACT_TIE), (uint32_t)item};
	if (column == a->columns.tie)
		row->tie = (uint32_t)item;
	return true;
}

static ties_code read_date(const struct asked *a, struct flag_row *row, int column)
{
	const char *text = (const char *)sqlite3_column_text(a->statement, column);
	struct date date;

	if (!text)
		return TIES_OK;
	str edtf = {text, (size_t)sqlite3_column_bytes(a->statement, column)};
	if (date_parse(edtf, &date, NULL) != TIES_OK)
		return complain(a, TIES_ERR_USAGE, "what it gives as date is no EDTF date");
	row->date = arena_copy(&a->rows->arena, edtf);
	row->day = date.first;
	return TIES_OK;
}

static ties_code read_row(const struct asked *a)
{
	struct flag_row row = {.rule = a->number,
	                       .entity = BOOK_NONE,
	                       .other = BOOK_NONE,
	                       .tie = BOOK_NONE,
	                       .order = (uint32_t)a->rows->list.len,
	                       .day = TIES_DAY_MAX};
	ties_code rc = TIES_OK;

	for (int i = 0; i < a->columns.count && rc == TIES_OK; i++) {
		switch (a->columns.kind[i]) {
		case COLUMN_ENTITY:
			row.entity = entity_at(a, i);
			break;
		case COLUMN_OTHER:
			row.other = entity_at(a, i);
			break;
		case COLUMN_DATE:
			rc = read_date(a, &row, i);
			break;
		default:
			if (!add_fact(a, &row, a->columns.kind[i], i))
				rc = complain(a, TIES_ERR_USAGE,
				              "a tie, listing or office is given as its rowid: SELECT t.rowid AS tie");
		}
	}
	if (rc != TIES_OK || row.entity == BOOK_NONE)
		return rc;
	if (a->rows->list.len == FLAGS_ROWS_MAX)
		return complain(a, TIES_ERR_LIMIT, "the rules have more than a million rows: narrow them");
	return vec_push(&a->rows->list, row) && !a->rows->arena.failed ? TIES_OK : error_nomem(a->err);
}

static ties_code bind(const struct asked *a, const char *name, str value)
{
	int place = sqlite3_bind_parameter_index(a->statement, name);

	return place && sqlite3_bind_text(a->statement, place, value.ptr, (int)value.len, SQLITE_TRANSIENT) != SQLITE_OK
	           ? error_nomem(a->err)
	           : TIES_OK;
}

/* The rule, narrowed to one entity at a time where some are asked about, which SQLite pushes down into it. */
static ties_code prepare(struct asked *a, bool narrowed, str on)
{
	struct arena arena = {0};
	str query = narrowed
	                ? arena_print(&arena, "SELECT * FROM (%.*s\n) WHERE entity = :entity", STR_ARG(a->rule->query))
	                : a->rule->query;
	ties_code rc = arena.failed ? error_nomem(a->err) : sql_prepare(a->session, query, &a->statement, a->err);

	arena_finish(&arena);
	if (rc != TIES_OK)
		return place_error(a, rc);
	rc = bind(a, ":on", on);
	return rc == TIES_OK ? read_columns(a) : rc;
}

static ties_code read_rows(const struct asked *a)
{
	bool row = true;
	ties_code rc = TIES_OK;

	while (rc == TIES_OK && row) {
		rc = sql_step(a->session, a->statement, &row, a->err);
		if (rc != TIES_OK)
			rc = place_error(a, rc);
		else if (row)
			rc = read_row(a);
	}
	return rc;
}

ties_code flags_ask(struct flag_rows *out, struct sql_session *session, const ties_book *book, const ties_rule *rule,
                    uint32_t number, const uint32_t *entities, size_t count, str on, ties_error *err)
{
	struct asked a = {.rows = out, .session = session, .book = book, .rule = rule, .number = number, .err = err};
	ties_code rc = prepare(&a, entities != NULL, on);

	if (rc == TIES_OK && !entities)
		rc = read_rows(&a);
	for (size_t i = 0; i < count && rc == TIES_OK; i++) {
		rc = bind(&a, ":entity", book_string(book, BOOK_AT(book, ENTITY, entities[i])->id));
		if (rc == TIES_OK)
			rc = read_rows(&a);
		sqlite3_reset(a.statement);
	}
	sqlite3_finalize(a.statement);
	return rc;
}
