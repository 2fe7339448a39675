/* `ties owned`: who owns it, and how far listings reach through shares. */
#include "base/error.h"
#include "cli/cli.h"

static int answer(struct cli *cli, const ties_book *book, const ties_owned *owned)
{
	struct report_out out = cli->style;
	int status = owned->entity->candidate_count == 1 ? EXIT_DONE : EXIT_FAILED;

	if (cli->format == FORMAT_TEXT)
		report_owned_text(&out, owned);
	else if (cli->format == FORMAT_CSV)
		report_owned_csv(&out, owned);
	else
		report_owned_json(&out, owned, cli->format == FORMAT_JSON);
	if (!cli_write(&out))
		status = EXIT_FAILED;
	if (owned->entity->candidate_count == 0) {
		cli_complain_nobody(book, owned->entity->query);
		cli_hint_quotes(cli);
	}
	buf_finish(&out.buf);
	return status;
}

int cli_owned(struct cli *cli)
{
	enum { DEPTH_MAX = 16 };
	ties_owned_options options = {
	    .size = sizeof options, .time = cli_time(cli), .assets = cli_has(cli, OPTION_ASSETS), .limit = cli->limit};
	size_t depth = 0;
	ties_owned *owned = NULL;
	ties_book *book = NULL;
	ties_error err = {0};

	if (cli->arg_count != 1) {
		cli_complain(
		    "owned asks about one: an id, a record (us_ofac_sdn:36) or a name in quotes. See: ties help "
		    "owned");
		return EXIT_USAGE;
	}
	if (!cli_check_names(cli) || !cli_steps(cli, OPTION_DEPTH, DEPTH_MAX, &depth))
		return EXIT_USAGE;
	options.depth = (unsigned)depth;
	ties_code rc = cli_open(&book, cli, &err);
	if (rc == TIES_OK)
		rc = ties_owned_of(book, str_from(cli->args[0]), &options, &owned, &err);
	int status = rc == TIES_OK ? answer(cli, book, owned) : cli_fail(&err);
	ties_owned_free(owned);
	ties_book_close(book);
	return status;
}
