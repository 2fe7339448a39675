/* `ties info` and `ties check`: the database itself. */
#include "base/error.h"
#include "cli/cli.h"

#include <stdio.h>

/* The database may be named without --db, as people try first. */
static bool name_database(struct cli *cli)
{
	if (cli->arg_count == 1 && !cli_has(cli, OPTION_DB)) {
		int n = snprintf(cli->db_path, sizeof cli->db_path, "%s", cli->args[0]);
		return n >= 0 && (size_t)n < sizeof cli->db_path;
	}
	if (cli->arg_count == 0)
		return true;
	cli_complain("`ties %s` takes one database. See: ties help %s", cli->command->name, cli->command->name);
	return false;
}

static void write_info(struct report_out *out, enum output_format format, const ties_info *info)
{
	if (format == FORMAT_JSON)
		report_info_json(out, info);
	else if (format == FORMAT_JSONL)
		report_info_jsonl(out, info);
	else if (format == FORMAT_CSV)
		report_info_csv(out, info);
	else
		report_info_text(out, info);
}

int cli_info(struct cli *cli)
{
	struct report_out out = cli->style;
	ties_book *book;
	ties_info *info;
	ties_error err = {0};

	if (!name_database(cli))
		return EXIT_USAGE;
	if (cli_open(&book, cli, &err))
		return cli_fail(&err);
	if (ties_book_info(book, &info, &err)) {
		ties_book_close(book);
		return cli_fail(&err);
	}
	write_info(&out, cli->format, info);
	bool written = cli_write(&out);
	ties_info_free(info);
	ties_book_close(book);
	buf_finish(&out.buf);
	return written ? EXIT_DONE : EXIT_FAILED;
}

int cli_check(struct cli *cli)
{
	struct report_out out = cli->style;
	ties_book *book = NULL;
	ties_info *info = NULL;
	ties_error err = {0};

	if (!name_database(cli))
		return EXIT_USAGE;
	ties_code rc = cli_open(&book, cli, &err);
	if (rc == TIES_OK)
		rc = ties_book_check(book, &err);
	if (rc == TIES_OK)
		rc = ties_book_info(book, &info, &err);
	if (cli->format != FORMAT_TEXT)
		report_check_json(&out, cli->db_path, rc ? &err : NULL);
	else if (rc == TIES_OK && !cli_has(cli, OPTION_QUIET))
		report_check_text(&out, info);
	bool written = cli_write(&out);
	int status = rc ? cli_fail(&err) : written ? EXIT_DONE : EXIT_FAILED;
	ties_info_free(info);
	ties_book_close(book);
	buf_finish(&out.buf);
	return status;
}
