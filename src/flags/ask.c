/* One rule asked: its SELECT through the session, its rows as numbers of items. */
#include "base/error.h"
#include "flags/flags.h"

#include <stdio.h>
#include <stdlib.h>

/** A rule that is being asked. */
struct asked {
	struct flag_rows *rows;
	struct ties_flags_session *session;
	struct prepared_rule *prepared;
	const ties_book *book;
	const ties_rule *rule;
	uint32_t number;
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

static ties_code read_columns(const struct asked *a, struct prepared_rule *p)
{
	bool has_entity = false;
	char why[160];

	p->columns = sqlite3_column_count(p->statement);
	p->tie = -1;
	if (p->columns > FLAGS_COLUMNS_MAX)
		return complain(a, TIES_ERR_USAGE, "a rule has at most 16 columns");
	for (int i = 0; i < p->columns; i++) {
		const char *name = sqlite3_column_name(p->statement, i);
		if (!name || !find_column(str_from(name), &p->kind[i])) {
			snprintf(why, sizeof why,
			         "the column \"%.40s\" is none of entity, other, date, tie, tie_..., listing, "
			         "listing_..., office, office_...",
			         name ? name : "");
			return complain(a, TIES_ERR_USAGE, why);
		}
		has_entity |= p->kind[i] == COLUMN_ENTITY;
		if (str_is(str_from(name), "tie"))
			p->tie = i;
	}
	return has_entity ? TIES_OK : complain(a, TIES_ERR_USAGE, "its SELECT has no column \"entity\"");
}

/* An id as SQL has it, of an ENTITY item; BOOK_NONE for what is none. It is often that of the row before. */
static uint32_t entity_at(const struct asked *a, int column, uint32_t before)
{
	const char *text = (const char *)sqlite3_column_text(a->prepared->statement, column);

	if (!text)
		return BOOK_NONE;
	str id = {text, (size_t)sqlite3_column_bytes(a->prepared->statement, column)};
	if (before != BOOK_NONE && str_equal(book_string(a->book, BOOK_AT(a->book, ENTITY, before)->id), id))
		return before;
	return book_entity_by_id(a->book, id);
}

/* The number of an item that is there. */
static bool add_fact(const struct asked *a, struct flag_row *row, enum flag_column kind, int column)
{
	const size_t counts[] = {[COLUMN_TIE] = a->book->TIE.count,
	                         [COLUMN_LISTING] = a->book->LISTING.count,
	                         [COLUMN_OFFICE] = a->book->OFFICE.count};
	sqlite3_int64 item = sqlite3_column_int64(a->prepared->statement, column);

	if (sqlite3_column_type(a->prepared->statement, column) == SQLITE_NULL)
		return true;
	if (sqlite3_column_type(a->prepared->statement, column) != SQLITE_INTEGER || item < 0 ||
	    (uint64_t)item >= counts[kind])
		return false;
	row->fact[row->fact_count++] = (struct fact_item){(uint8_t)(kind - COLUMN_TIE + TIES_FACT_TIE), (uint32_t)item};
	if (column == a->prepared->tie)
		row->tie = (uint32_t)item;
	return true;
}

static ties_code read_date(const struct asked *a, struct flag_row *row, int column)
{
	const char *text = (const char *)sqlite3_column_text(a->prepared->statement, column);
	struct date date;

	if (!text)
		return TIES_OK;
	str edtf = {text, (size_t)sqlite3_column_bytes(a->prepared->statement, column)};
	if (date_parse(edtf, &date, NULL) != TIES_OK)
		return complain(a, TIES_ERR_USAGE, "what it gives as date is no EDTF date");
	row->date = arena_copy(&a->rows->arena, edtf);
	row->day = date.first;
	return TIES_OK;
}

static ties_code read_row(const struct asked *a)
{
	const struct flag_row *before = a->rows->list.len ? &a->rows->list.ptr[a->rows->list.len - 1] : NULL;
	struct flag_row row = {.rule = a->number,
	                       .entity = BOOK_NONE,
	                       .other = BOOK_NONE,
	                       .tie = BOOK_NONE,
	                       .order = (uint32_t)a->rows->list.len,
	                       .day = TIES_DAY_MAX};
	ties_code rc = TIES_OK;

	for (int i = 0; i < a->prepared->columns && rc == TIES_OK; i++) {
		switch (a->prepared->kind[i]) {
		case COLUMN_ENTITY:
			row.entity = entity_at(a, i, before ? before->entity : BOOK_NONE);
			break;
		case COLUMN_OTHER:
			row.other = entity_at(a, i, before ? before->other : BOOK_NONE);
			break;
		case COLUMN_DATE:
			rc = read_date(a, &row, i);
			break;
		default:
			if (!add_fact(a, &row, a->prepared->kind[i], i))
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

/* ---- making it ready ---------------------------------------------------------------------------------------- */

/* The rule, narrowed to those who are asked about, which SQLite pushes down into it. */
static void write_query(struct buf *out, const ties_rule *rule, enum flag_shape shape, bool has_other)
{
	if (shape == ASK_ALL) {
		buf_add(out, rule->query);
		return;
	}
	buf_print(out, "SELECT * FROM (%.*s\n) AS rule WHERE rule.entity ", STR_ARG(rule->query));
	if (shape == ASK_ONE) {
		buf_add(out, STR("= :entity_1"));
		return;
	}
	for (int i = 1; i <= FLAGS_BATCH; i++)
		buf_print(out, "%s:entity_%d", i == 1 ? "IN (" : ", ", i);
	buf_print(out, ")%s", has_other ? " AND is_named(rule.other)" : "");
}

/* Is it what a rule is asked with: the day, who is asked about, or a parameter? */
static bool is_known(const ties_rule *rule, const char *name)
{
	if (!name)
		return false;
	if (strcmp(name, ":on") == 0 || strncmp(name, ":entity_", 8) == 0)
		return true;
	for (size_t i = 0; i < rule->param_count; i++)
		if (name[0] == ':' && str_is(rule->params[i].name, name + 1))
			return true;
	return false;
}

/* "-12.5": at most 15 digits, so that the quotient is the double nearest to it, whatever the locale. */
static int bind_number(sqlite3_stmt *statement, int place, str value)
{
	int64_t digits = 0, scale = 0;
	bool minus = value.len && value.ptr[0] == '-';

	for (size_t i = minus; i < value.len; i++) {
		if (value.ptr[i] == '.') {
			scale = 1;
			continue;
		}
		digits = digits * 10 + (value.ptr[i] - '0');
		scale *= 10;
	}
	digits = minus ? -digits : digits;
	return scale ? sqlite3_bind_double(statement, place, (double)digits / (double)scale)
	             : sqlite3_bind_int64(statement, place, digits);
}

static int bind_param(sqlite3_stmt *statement, int place, const ties_rule_param *param)
{
	return param->number
	           ? bind_number(statement, place, param->value)
	           : sqlite3_bind_text(statement, place, param->value.ptr, (int)param->value.len, SQLITE_TRANSIENT);
}

/* Once: the values stay with the statement. */
static ties_code bind_params(const struct asked *a, sqlite3_stmt *statement)
{
	char name[64], why[160];

	if (str_find(a->rule->query, STR(":entity_"), 0) != SIZE_MAX)
		return complain(a, TIES_ERR_USAGE,
		                "its SELECT asks for :entity_..., which stands for those who are asked about");
	for (int i = 1; i <= sqlite3_bind_parameter_count(statement); i++) {
		const char *asked = sqlite3_bind_parameter_name(statement, i);
		if (is_known(a->rule, asked))
			continue;
		snprintf(why, sizeof why, "its SELECT asks for %.40s, and there is no line -- param: %s ...",
		         asked ? asked : "?", asked && asked[0] == ':' ? asked + 1 : "NAME");
		return complain(a, TIES_ERR_USAGE, why);
	}
	for (size_t i = 0; i < a->rule->param_count; i++) {
		const ties_rule_param *param = &a->rule->params[i];
		snprintf(name, sizeof name, ":%.*s", STR_ARG(param->name));
		int place = sqlite3_bind_parameter_index(statement, name);
		if (place == 0) {
			snprintf(why, sizeof why, "its SELECT does not use the parameter %.40s", name);
			return complain(a, TIES_ERR_USAGE, why);
		}
		if (bind_param(statement, place, param) != SQLITE_OK)
			return error_nomem(a->err);
	}
	return TIES_OK;
}

static ties_code prepare_query(const struct asked *a, struct prepared_rule *p, enum flag_shape shape, bool has_other)
{
	struct buf query = {0};

	sqlite3_finalize(p->statement);
	p->statement = NULL;
	write_query(&query, a->rule, shape, has_other);
	ties_code rc =
	    query.failed ? error_nomem(a->err) : sql_prepare(a->session->sql, buf_str(&query), &p->statement, a->err);
	buf_finish(&query);
	return rc;
}

/* Most rules tell of an other; of one that does not, that is what is wrong with the first try. */
static ties_code prepare(struct asked *a, enum flag_shape shape)
{
	struct prepared_rule ready = {0};
	ties_code rc = TIES_ERR_USAGE;

	if (a->prepared->statement)
		return TIES_OK;
	if (shape == ASK_NAMED)
		rc = prepare_query(a, &ready, shape, true);
	if (rc == TIES_ERR_USAGE)
		rc = prepare_query(a, &ready, shape, false);
	rc = rc == TIES_OK ? read_columns(a, &ready) : place_error(a, rc);
	if (rc == TIES_OK)
		rc = bind_params(a, ready.statement);
	if (rc == TIES_OK)
		*a->prepared = ready;
	else
		sqlite3_finalize(ready.statement);
	return rc;
}

/* ---- asking ------------------------------------------------------------------------------------------------- */

static ties_code bind(const struct asked *a, const char *name, str value)
{
	sqlite3_stmt *statement = a->prepared->statement;
	int place = sqlite3_bind_parameter_index(statement, name);

	return place && sqlite3_bind_text(statement, place, value.ptr, (int)value.len, SQLITE_TRANSIENT) != SQLITE_OK
	           ? error_nomem(a->err)
	           : TIES_OK;
}

/* Those of the list, and nobody in the places behind it. */
static ties_code bind_entities(const struct asked *a, const uint32_t *list, size_t count, size_t places)
{
	sqlite3_stmt *statement = a->prepared->statement;
	int first = sqlite3_bind_parameter_index(statement, ":entity_1");

	for (size_t i = 0; i < places; i++) {
		str id = i < count ? book_string(a->book, BOOK_AT(a->book, ENTITY, list[i])->id) : (str){NULL, 0};
		if (sqlite3_bind_text(statement, first + (int)i, id.ptr, (int)id.len, SQLITE_STATIC) != SQLITE_OK)
			return error_nomem(a->err);
	}
	return TIES_OK;
}

static ties_code read_rows(const struct asked *a)
{
	bool row = true;
	ties_code rc = TIES_OK;

	while (rc == TIES_OK && row) {
		rc = sql_step(a->session->sql, a->prepared->statement, &row, a->err);
		if (rc != TIES_OK)
			rc = place_error(a, rc);
		else if (row)
			rc = read_row(a);
	}
	sqlite3_reset(a->prepared->statement);
	return rc;
}

ties_code flags_ask(struct flag_rows *out, struct ties_flags_session *session, uint32_t rule,
                    const struct flag_subjects *subjects, str on, ties_error *err)
{
	enum flag_shape shape = !subjects->list         ? ASK_ALL
	                        : subjects->among_named ? ASK_NAMED
	                        : subjects->count == 1  ? ASK_ONE
	                                                : ASK_SEVERAL;
	struct asked a = {.rows = out,
	                  .session = session,
	                  .prepared = &session->prepared[rule * FLAG_SHAPES + shape],
	                  .book = session->book,
	                  .rule = &session->rules->list[rule],
	                  .number = rule,
	                  .err = err};
	size_t places = shape == ASK_ONE ? 1 : FLAGS_BATCH;
	ties_code rc = prepare(&a, shape);

	if (rc == TIES_OK)
		rc = bind(&a, ":on", on);
	if (rc == TIES_OK && shape == ASK_ALL)
		return read_rows(&a);
	for (size_t i = 0, n; i < subjects->count && rc == TIES_OK; i += n) {
		n = subjects->count - i < places ? subjects->count - i : places;
		rc = bind_entities(&a, subjects->list + i, n, places);
		if (rc == TIES_OK)
			rc = read_rows(&a);
	}
	return rc;
}
