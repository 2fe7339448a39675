/* `ties offices`: who held an office, and when? */
#include "cli/cli.h"

static void write_holders(struct report_out *out, enum output_format format, const ties_holders *h)
{
	if (format == FORMAT_JSON)
		report_holders_json(out, h);
	else if (format == FORMAT_JSONL)
		report_holders_jsonl(out, h);
	else if (format == FORMAT_CSV)
		report_holders_csv(out, h);
	else
		report_holders_text(out, h);
}

static void complain_none(const struct cli *cli)
{
	const char *where = cli_has(cli, OPTION_COUNTRY) ? " in that country" : "";
	const char *when = cli_has(cli, OPTION_ON) ? " on that date" : "";

	if (cli->arg_count)
		cli_complain("no holder of an office like \"%s\"%s is known in this database%s", cli->args[0], where,
		             when);
	else
		cli_complain("no holder of an office%s is known in this database%s", where, when);
}

int cli_offices(struct cli *cli)
{
	if (cli->arg_count > 1) {
		cli_complain("offices looks for one position at a time, in quotes. See: ties help offices");
		return EXIT_USAGE;
	}
	struct report_out out = cli->style;
	ties_book *book = NULL;
	ties_holders *holders = NULL;
	ties_time time = cli_time(cli);
	ties_str position = cli->arg_count ? str_from(cli->args[0]) : STR("");
	ties_error err = {0};
	int status = EXIT_DONE;

	ties_code rc = cli_open(&book, cli, &err);
	if (rc == TIES_OK)
		rc = ties_holders_of(book, position, cli_value(cli, OPTION_COUNTRY), &time, &holders, &err);
	if (rc == TIES_OK) {
		write_holders(&out, cli->format, holders);
		status = cli_write(&out) ? EXIT_DONE : EXIT_FAILED;
		if (!holders->holder_count && cli->format == FORMAT_TEXT) {
			complain_none(cli);
			status = EXIT_FAILED;
		}
	} else {
		status = cli_fail(&err);
	}
	ties_holders_free(holders);
	ties_book_close(book);
	buf_finish(&out.buf);
	return status;
}
