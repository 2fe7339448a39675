/* Rows out of CSV or JSON lines.
 *
 * A column or key is known under many names: letters are folded and everything else but letters and digits is
 * dropped ("Date of Birth", "date_of_birth" and "dateOfBirth" are one), then it is looked up in `columns`. Where
 * two columns mean the same field, the first one with a value counts. JSON objects may be those of FollowTheMoney,
 * with a "properties" object of lists; of a list the first value is taken. */
#include "cli/rows.h"

#include "base/json.h"
#include "sources/csv.h"
#include "sources/source.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

enum { LINE_MAX_BYTES = 4 << 20, KEY_MAX = 64, REASON_COLUMNS = 160 };

struct column {
	const char *key; /* folded */
	enum row_field field;
};

static const struct column columns[] = {
    {"name", ROW_NAME},
    {"fullname", ROW_NAME},
    {"caption", ROW_NAME},
    {"customername", ROW_NAME},
    {"companyname", ROW_NAME},
    {"entityname", ROW_NAME},
    {"personname", ROW_NAME},
    {"firstname", ROW_FIRST_NAME},
    {"givenname", ROW_FIRST_NAME},
    {"givennames", ROW_FIRST_NAME},
    {"forename", ROW_FIRST_NAME},
    {"middlename", ROW_MIDDLE_NAME},
    {"lastname", ROW_LAST_NAME},
    {"surname", ROW_LAST_NAME},
    {"familyname", ROW_LAST_NAME},
    {"birthdate", ROW_BIRTH_DATE},
    {"birthday", ROW_BIRTH_DATE},
    {"dob", ROW_BIRTH_DATE},
    {"dateofbirth", ROW_BIRTH_DATE},
    {"country", ROW_COUNTRY},
    {"countrycode", ROW_COUNTRY},
    {"nationality", ROW_COUNTRY},
    {"citizenship", ROW_COUNTRY},
    {"gender", ROW_GENDER},
    {"sex", ROW_GENDER},
    {"schema", ROW_SCHEMA},
    {"type", ROW_SCHEMA},
    {"entitytype", ROW_SCHEMA},
    {"identifier", ROW_IDENTIFIER},
    {"passport", ROW_IDENTIFIER},
    {"passportnumber", ROW_IDENTIFIER},
    {"idnumber", ROW_IDENTIFIER},
    {"nationalid", ROW_IDENTIFIER},
    {"taxnumber", ROW_IDENTIFIER},
    {"taxid", ROW_IDENTIFIER},
    {"registrationnumber", ROW_IDENTIFIER},
    {"imo", ROW_IDENTIFIER},
    {"imonumber", ROW_IDENTIFIER},
    {"leicode", ROW_IDENTIFIER},
    {"lei", ROW_IDENTIFIER},
    {"id", ROW_ID},
    {"rowid", ROW_ID},
    {"customerid", ROW_ID},
    {"clientid", ROW_ID},
    {"ref", ROW_ID},
    {"reference", ROW_ID},
    {"name1", ROW_NAME1},
    {"left", ROW_NAME1},
    {"name2", ROW_NAME2},
    {"right", ROW_NAME2},
    {"ismatch", ROW_IS_MATCH},
};

struct rows {
	char *path;
	struct input *input;
	struct csv_reader *csv; /* NULL: JSON lines */
	struct source_sink sink;
	enum row_field *map; /* field of each CSV column; ROW_FIELD_COUNT: none. Owned */
	size_t map_count;
	uint64_t lost;
};

static enum row_field field_of(str name)
{
	char key[KEY_MAX];
	size_t n = 0;

	for (size_t i = 0; i < name.len; i++) {
		unsigned char c = (unsigned char)name.ptr[i];
		if (c < 0x80 && !isalnum(c))
			continue;
		if (n == sizeof key)
			return ROW_FIELD_COUNT;
		key[n++] = c < 0x80 ? (char)tolower(c) : (char)c;
	}
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
		if (str_is((str){key, n}, columns[i].key))
			return columns[i].field;
	return ROW_FIELD_COUNT;
}

static void lost(void *context, const char *path, uint64_t line, const char *reason, str row)
{
	struct rows *rows = context;

	(void)row;
	rows->lost++;
	cli_complain("%s:%llu: %s", path, (unsigned long long)line, reason);
}

/** The header of a CSV file: which column is what. */
static ties_code read_header(struct rows *rows, unsigned needed, ties_error *err)
{
	char found[REASON_COLUMNS] = "";
	struct csv_row row;
	unsigned got = 0;
	bool more;

	ties_code rc = csv_reader_next(rows->csv, &row, &more, err);
	if (rc)
		return rc;
	if (!more)
		return error_set(err, TIES_ERR_FORMAT,
		                 "%s: is empty. A CSV file with a header, or JSON lines, was expected", rows->path);
	rows->map = calloc(row.count ? row.count : 1, sizeof *rows->map);
	if (!rows->map)
		return error_nomem(err);
	rows->map_count = row.count;
	for (size_t i = 0; i < row.count; i++) {
		rows->map[i] = field_of(row.cell[i]);
		got |= rows->map[i] < ROW_FIELD_COUNT ? 1u << rows->map[i] : 0;
		size_t used = strlen(found);
		snprintf(found + used, sizeof found - used, "%s%.*s", i ? ", " : "", STR_ARG(row.cell[i]));
	}
	bool pairs = needed & 1u << ROW_NAME1;
	if (pairs ? (got & needed) == needed : (got & needed) != 0)
		return TIES_OK;
	return error_set(err, TIES_ERR_FORMAT, "%s: its first line (%s) names no %s. Such a line is needed: %s",
	                 rows->path, found, pairs ? "columns name1 and name2" : "column with names",
	                 pairs ? "name1,name2" : "name, or first_name,last_name,birth_date");
}

/** What is neither CSV nor JSON lines is refused by what it is, not by what a reader of CSV makes of it. */
static ties_code refuse_foreign(const char *path, str head, ties_error *err)
{
	struct buf what = {0};
	ties_code rc = TIES_OK;

	if (source_describe(&what, head))
		rc = error_set(err, TIES_ERR_FORMAT, "%s: is %s. A CSV file with a header, or JSON lines, was expected",
		               path, buf_cstr(&what));
	else if (str_starts(str_trim(head), STR("[")))
		rc = error_set(
		    err, TIES_ERR_FORMAT,
		    "%s: is a JSON array; one object on each line was expected. Convert it with: jq -c '.[]'", path);
	buf_finish(&what);
	return rc;
}

ties_code rows_open(struct rows **out, const char *path, unsigned needed, ties_error *err)
{
	struct rows *rows = calloc(1, sizeof *rows);
	str head;

	*out = NULL;
	if (!rows)
		return error_nomem(err);
	ties_code rc = input_open(&rows->input, path, err);
	if (rc == TIES_OK)
		rc = input_peek(rows->input, &head, err);
	if (rc)
		goto failed;
	rows->path = strdup(input_name(rows->input));
	if (!rows->path) {
		rc = error_nomem(err);
		goto failed;
	}
	rc = refuse_foreign(rows->path, head, err);
	if (rc)
		goto failed;
	head = str_trim(head);
	if (head.len == 0 || head.ptr[0] != '{') {
		str line = str_slice(head, 0, str_find_char(head, '\n', 0));
		bool semicolons = str_find_char(line, ',', 0) == SIZE_MAX && str_find_char(line, ';', 0) != SIZE_MAX;
		bool tabs = str_find_char(line, ',', 0) == SIZE_MAX && str_find_char(line, '\t', 0) != SIZE_MAX;
		rows->sink = (struct source_sink){.reject = lost, .context = rows};
		rc = csv_reader_open(&rows->csv, rows->input, rows->path,
		                     semicolons ? ';'
		                     : tabs     ? '\t'
		                                : ',',
		                     &rows->sink, err);
		if (rc == TIES_OK)
			rc = read_header(rows, needed, err);
	}
	if (rc == TIES_OK) {
		*out = rows;
		return TIES_OK;
	}
failed:
	rows_close(rows);
	return rc;
}

void rows_close(struct rows *rows)
{
	if (!rows)
		return;
	csv_reader_close(rows->csv);
	if (rows->input)
		input_close(rows->input);
	free(rows->path);
	free(rows->map);
	free(rows);
}

uint64_t rows_lost(const struct rows *rows)
{
	return rows->lost;
}

static void put(struct row *row, struct arena *arena, enum row_field field, str value)
{
	value = str_trim(value);
	if (field < ROW_FIELD_COUNT && row->cell[field].len == 0 && value.len)
		row->cell[field] = arena_copy(arena, value);
}

static ties_code next_csv(struct rows *rows, struct arena *arena, struct row *row, bool *more, ties_error *err)
{
	struct csv_row csv;
	ties_code rc = csv_reader_next(rows->csv, &csv, more, err);

	if (rc || !*more)
		return rc;
	row->line = csv.line;
	for (size_t i = 0; i < csv.count && i < rows->map_count; i++)
		put(row, arena, rows->map[i], csv.cell[i]);
	return arena->failed ? error_nomem(err) : TIES_OK;
}

/** Text of a JSON value: a string, a number, or the first one of a list. */
static str text_of(const json_t *value, struct arena *arena)
{
	if (json_is_array(value))
		value = json_array_get(value, 0);
	if (json_is_string(value))
		return (str){json_string_value(value), json_string_length(value)};
	if (json_is_integer(value))
		return arena_print(arena, "%lld", (long long)json_integer_value(value));
	if (json_is_true(value))
		return STR("true");
	return json_is_false(value) ? STR("false") : STR("");
}

static void take_object(json_t *object, struct arena *arena, struct row *row)
{
	const char *key;
	json_t *value;

	json_object_foreach(object, key, value)
	{
		enum row_field field = field_of(str_from(key));
		put(row, arena, field, text_of(value, arena));
	}
}

static ties_code next_json(struct rows *rows, struct arena *arena, struct row *row, bool *more, bool *bad,
                           ties_error *err)
{
	json_error_t problem;
	str line;
	ties_code rc;

	do {
		rc = input_line(rows->input, &line, LINE_MAX_BYTES, more, err);
	} while (rc == TIES_OK && *more && str_trim(line).len == 0);
	if (rc || !*more)
		return rc;
	row->line = input_line_number(rows->input);
	if (row->line == 1 && str_starts(line, STR("\uFEFF")))
		line = str_slice(line, 3, line.len);
	bool memory;
	json_t *object = json_read(line, JSON_ALLOW_NUL, &problem, &memory);
	if (memory)
		return error_nomem(err);
	if (!json_is_object(object)) {
		*bad = true;
		error_set(err, TIES_ERR_FORMAT, object ? "is not a JSON object" : "is not JSON: %s", problem.text);
		json_decref(object);
		return TIES_OK;
	}
	take_object(object, arena, row);
	json_t *properties = json_object_get(object, "properties");
	if (json_is_object(properties))
		take_object(properties, arena, row);
	json_decref(object);
	return arena->failed ? error_nomem(err) : TIES_OK;
}

ties_code rows_next(struct rows *rows, struct arena *arena, struct row *row, bool *more, bool *bad, ties_error *err)
{
	*row = (struct row){0};
	*bad = false;
	return rows->csv ? next_csv(rows, arena, row, more, err) : next_json(rows, arena, row, more, bad, err);
}
