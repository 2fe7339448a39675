/* `ties sql`: questions in SQL. */
#include "base/error.h"
#include "base/file.h"
#include "cli/cli.h"

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
	ties_sql_options options = {.size = sizeof options, .rows = cli->limit, .seconds = cli->timeout};
	ties_sql_rows *rows = NULL;
	ties_book *book = NULL;
	struct buf query = {0};
	ties_error err = {0};

	if (cli->arg_count + cli_has(cli, OPTION_FILE) != 1) {
		cli_complain("sql takes one query, in quotes or as --file FILE. See: ties help sql");
		return EXIT_USAGE;
	}
	ties_code rc = read_query(cli, &query, &err);
	if (rc == TIES_OK)
		rc = cli_open(&book, cli, &err);
	if (rc == TIES_OK)
		rc = ties_sql(book, buf_str(&query), &options, &rows, &err);
	int status = rc == TIES_OK ? answer(cli, rows) : cli_fail(&err);
	ties_sql_free(rows);
	ties_book_close(book);
	buf_finish(&query);
	return status;
}
