/* `ties sql`: questions in SQL. */
#include "base/error.h"
#include "base/file.h"
#include "cli/cli.h"

#include <stdlib.h>

enum { QUERY_MAX = 1 << 20 };

/* The query: the argument, or what stands in a file. */
static ties_code read_query(const struct cli *cli, struct buf *query, ties_error *err)
{
	bool in_file = cli_has(cli, OPTION_FILE);
	const char *path = in_file ? cli->value[OPTION_FILE] : cli->args[0];

	if (in_file || strcmp(path, "-") == 0)
		return file_read(query, path, QUERY_MAX, err);
	buf_add(query, str_from(path));
	return query->failed ? error_nomem(err) : TIES_OK;
}

/* What stands behind the query: VALUE for ?1, ?2 … and :NAME=VALUE, all of them texts. */
static ties_sql_parameter value_of(const char *arg)
{
	str text = str_from(arg);
	size_t equals = str_find_char(text, '=', 0);
	ties_sql_parameter p = {.value = {.type = TIES_SQL_TEXT, .text = text}};

	if (text.len > 1 && strchr(":@$", text.ptr[0]) && equals != SIZE_MAX) {
		p.name = str_slice(text, 1, equals);
		p.value.text = str_slice(text, equals + 1, text.len);
	}
	return p;
}

static ties_code ask(const struct cli *cli, const ties_book *book, str query, ties_sql_rows **rows, ties_error *err)
{
	ties_sql_options options = {.size = sizeof options, .rows = cli->limit, .seconds = cli->timeout};
	size_t first = cli_has(cli, OPTION_FILE) ? 0 : 1, count = cli->arg_count - first;
	ties_sql_parameter *values = calloc(count + 1, sizeof *values);
	ties_sql_session *session = NULL;

	if (!values)
		return error_nomem(err);
	for (size_t i = 0; i < count; i++)
		values[i] = value_of(cli->args[first + i]);
	ties_code rc = ties_sql_open(&session, book, err);
	if (rc == TIES_OK)
		rc = ties_sql_ask(session, query, values, count, &options, rows, err);
	ties_sql_close(session);
	free(values);
	return rc;
}

static int answer(struct cli *cli, const ties_sql_rows *rows)
{
	struct report_out out = cli->style;

	if (cli->format == FORMAT_JSON)
		report_sql_json(&out, rows);
	else if (cli->format == FORMAT_JSONL)
		report_sql_jsonl(&out, rows);
	else if (cli->format == FORMAT_CSV)
		report_sql_csv(&out, rows);
	else
		report_sql_text(&out, rows);
	bool written = cli_write(&out);
	buf_finish(&out.buf);
	if (written && rows->cut)
		cli_complain("there are more than %zu rows; --limit says how many are shown", rows->row_count);
	return written ? EXIT_DONE : EXIT_FAILED;
}

int cli_sql(struct cli *cli)
{
	ties_sql_rows *rows = NULL;
	ties_book *book = NULL;
	struct buf query = {0};
	ties_error err = {0};

	if (!cli->arg_count && !cli_has(cli, OPTION_FILE)) {
		cli_complain("sql takes a query, in quotes or as --file FILE. See: ties help sql");
		return EXIT_USAGE;
	}
	ties_code rc = read_query(cli, &query, &err);
	if (rc == TIES_OK)
		rc = cli_open(&book, cli, &err);
	if (rc == TIES_OK)
		rc = ask(cli, book, buf_str(&query), &rows, &err);
	int status = rc == TIES_OK ? answer(cli, rows) : cli_fail(&err);
	ties_sql_free(rows);
	ties_book_close(book);
	buf_finish(&query);
	return status;
}
