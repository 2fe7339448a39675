/* Tables that came out of SQL. */
#include "report/entity.h"
#include "report/json.h"

#include <stdio.h>
#include <stdlib.h>

enum { GAP = 2, CELL_MAX = 60, NUMBER_TEXT = 32 };

/* As it is printed; `into` holds a number. */
static str text_of(const ties_sql_value *v, char into[NUMBER_TEXT])
{
	switch (v->type) {
	case TIES_SQL_INTEGER:
		snprintf(into, NUMBER_TEXT, "%lld", (long long)v->integer);
		return str_from(into);
	case TIES_SQL_REAL:
		snprintf(into, NUMBER_TEXT, "%.15g", v->real);
		return str_from(into);
	case TIES_SQL_TEXT:
		return v->text;
	default:
		return (str){NULL, 0};
	}
}

/* ---- text -------------------------------------------------------------------------------------------------- */

static bool is_number(const ties_sql_value *v)
{
	return v->type == TIES_SQL_INTEGER || v->type == TIES_SQL_REAL;
}

static size_t shown(const struct report_out *out, str s)
{
	size_t n = page_width(s);

	return out->verbose || n < CELL_MAX ? n : CELL_MAX;
}

static void measure(const struct report_out *out, const ties_sql_rows *rows, size_t *widths)
{
	char number[NUMBER_TEXT];

	for (size_t i = 0; i < rows->column_count; i++)
		widths[i] = shown(out, rows->columns[i]);
	for (size_t r = 0; r < rows->row_count; r++)
		for (size_t i = 0; i < rows->column_count; i++) {
			size_t n = shown(out, text_of(&rows->rows[r][i], number));
			widths[i] = n > widths[i] ? n : widths[i];
		}
}

static void cell(struct report_out *out, str s, size_t begin, size_t width, bool right)
{
	page_to(out, (unsigned)(right ? begin + width - shown(out, s) : begin));
	if (out->verbose)
		page_text(out, s);
	else
		page_cut(out, s, width);
}

/* `row` NULL: the names of the columns. */
static void line(struct report_out *out, const ties_sql_rows *rows, const ties_sql_value *row, const size_t *widths)
{
	char number[NUMBER_TEXT];
	size_t begin = 0;

	for (size_t i = 0; i < rows->column_count; begin += widths[i++] + GAP) {
		str s = row ? text_of(&row[i], number) : rows->columns[i];
		if (s.len)
			cell(out, s, begin, widths[i], row && is_number(&row[i]));
	}
	page_line(out);
}

void report_sql_text(struct report_out *out, const ties_sql_rows *rows)
{
	size_t *widths = calloc(rows->column_count ? rows->column_count : 1, sizeof *widths);

	if (!widths) {
		out->buf.failed = true;
		return;
	}
	measure(out, rows, widths);
	page_colour(out, PAGE_BOLD);
	line(out, rows, NULL, widths);
	page_colour(out, PAGE_PLAIN);
	for (size_t r = 0; r < rows->row_count; r++)
		line(out, rows, rows->rows[r], widths);
	free(widths);
}

/* ---- for programs -------------------------------------------------------------------------------------------- */

static json_t *json_value(struct report_out *out, const ties_sql_value *v)
{
	switch (v->type) {
	case TIES_SQL_INTEGER:
		return json_integer(v->integer);
	case TIES_SQL_REAL:
		return v->real - v->real == 0 ? json_real(v->real) : json_null(); /* JSON has no infinity */
	case TIES_SQL_TEXT:
		return json_text(out, v->text);
	default:
		return json_null();
	}
}

static json_t *json_row(struct report_out *out, const ties_sql_rows *rows, size_t r)
{
	json_t *object = json_object();

	for (size_t i = 0; i < rows->column_count; i++)
		json_put(out, object, rows->columns[i].ptr, json_value(out, &rows->rows[r][i]));
	return object;
}

void report_sql_json(struct report_out *out, const ties_sql_rows *rows)
{
	json_t *array = json_array();

	for (size_t r = 0; r < rows->row_count; r++)
		json_add(out, array, json_row(out, rows, r));
	json_write(out, array, true);
}

void report_sql_jsonl(struct report_out *out, const ties_sql_rows *rows)
{
	for (size_t r = 0; r < rows->row_count; r++)
		json_write(out, json_row(out, rows, r), false);
}

void report_sql_csv(struct report_out *out, const ties_sql_rows *rows)
{
	char number[NUMBER_TEXT];

	for (size_t i = 0; i < rows->column_count; i++)
		report_csv_field(out, rows->columns[i]);
	report_csv_end(out);
	for (size_t r = 0; r < rows->row_count; r++) {
		for (size_t i = 0; i < rows->column_count; i++)
			report_csv_field(out, text_of(&rows->rows[r][i], number));
		report_csv_end(out);
	}
}
