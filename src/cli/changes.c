/* `ties changes`: what changed on the lists between two dates. */
#include "cli/cli.h"

#include <stdlib.h>

static void write_changes(struct report_out *out, enum output_format format, const ties_changes *changes)
{
	if (format == FORMAT_JSON)
		report_changes_json(out, changes);
	else if (format == FORMAT_JSONL)
		report_changes_jsonl(out, changes);
	else if (format == FORMAT_CSV)
		report_changes_csv(out, changes);
	else
		report_changes_text(out, changes);
}

/** --within: days; false after a message. */
static bool read_within(const struct cli *cli, int32_t *days)
{
	enum { DAYS_MAX = 366 * 1000 };
	const char *s = cli->value[OPTION_WITHIN];
	char *end;

	*days = 0;
	if (!s)
		return true;
	long n = strtol(s, &end, 10);
	if (end != s && *end == '\0' && n > 0 && n <= DAYS_MAX && cli_has(cli, OPTION_AFTER)) {
		*days = (int32_t)n;
		return true;
	}
	cli_complain(
	    cli_has(cli, OPTION_AFTER)
	        ? "--within %s is no number of days from 1 to 366000"
	        : "--within %s goes with --after JURISDICTION: so many days after that one. See: ties help changes",
	    s);
	return false;
}

int cli_changes(struct cli *cli)
{
	struct report_out out = cli->style;
	ties_changes_options options = {
	    .size = sizeof options,
	    .from = cli_value(cli, OPTION_FROM),
	    .to = cli_value(cli, OPTION_TO),
	    .known = cli_has(cli, OPTION_KNOWN),
	    .dataset = cli_value(cli, OPTION_DATASET),
	    .change = cli_value(cli, OPTION_CHANGE),
	    .after = cli_value(cli, OPTION_AFTER),
	};
	ties_changes *changes = NULL;
	ties_book *book = NULL;
	ties_error err = {0};
	int status = EXIT_DONE;

	if (cli->arg_count) {
		cli_complain(
		    "changes are asked for by dates, not by name: ties changes --from 2012-06-30. For one entity: "
		    "ties show NAME");
		return EXIT_USAGE;
	}
	if (!cli_has(cli, OPTION_FROM)) {
		cli_complain("changes since when? For those of 2012: ties changes --from 2011-12-31 --to 2012-12-31");
		return EXIT_USAGE;
	}
	if (!read_within(cli, &options.within))
		return EXIT_USAGE;
	if (cli_open(&book, cli, &err) || ties_changes_between(book, &options, &changes, &err))
		status = cli_fail(&err);
	if (status == EXIT_DONE) {
		write_changes(&out, cli->format, changes);
		status = cli_write(&out) ? EXIT_DONE : EXIT_FAILED;
	}
	ties_changes_free(changes);
	ties_book_close(book);
	buf_finish(&out.buf);
	return status;
}
