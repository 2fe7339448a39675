/* `ties status` and `ties show`: what entities were on a date. */
#include "base/error.h"
#include "cli/cli.h"

#include <stdlib.h>

/** The answers, those about nobody left out of text. */
static void write_text(struct report_out *out, ties_status *const *answers, size_t count, const ties_status **known)
{
	size_t n = 0;

	for (size_t i = 0; i < count; i++)
		if (answers[i]->candidate_count)
			known[n++] = answers[i];
	report_status_text(out, known, n);
}

static void write_status(struct report_out *out, enum output_format format, ties_status *const *answers, size_t count,
                         const ties_status **known)
{
	if (format == FORMAT_JSON) {
		report_status_json(out, (const ties_status *const *)answers, count);
		return;
	}
	if (format == FORMAT_TEXT) {
		write_text(out, answers, count, known);
		return;
	}
	if (format == FORMAT_CSV)
		report_status_csv_header(out);
	for (size_t i = 0; i < count; i++)
		if (format == FORMAT_CSV)
			report_status_csv(out, answers[i]);
		else
			report_status_jsonl(out, answers[i]);
}

static void write_show(struct report_out *out, enum output_format format, const ties_status *answer)
{
	if (format == FORMAT_JSON)
		report_show_json(out, answer);
	else if (format == FORMAT_JSONL)
		report_show_jsonl(out, answer);
	else if (format == FORMAT_CSV)
		report_show_csv(out, answer);
	else if (answer->candidate_count)
		report_show_text(out, answer);
}

/** Asks about every argument; fewer than all are answered only on failure. */
static ties_code ask(const struct cli *cli, const ties_book *book, bool statements, ties_status **answers,
                     ties_error *err)
{
	ties_time time = cli_time(cli);
	ties_code rc = TIES_OK;

	for (size_t i = 0; i < cli->arg_count && rc == TIES_OK; i++)
		rc = ties_status_of(book, str_from(cli->args[i]), &time, statements, &answers[i], err);
	return rc;
}

/** Tables have no place to say whom a name was taken for. */
static void tell_taken(const struct cli *cli, ties_status *const *answers)
{
	for (size_t i = 0; i < cli->arg_count && cli->format == FORMAT_CSV; i++)
		cli_tell_taken(cli, answers[i]->query, answers[i]->candidates, answers[i]->candidate_count);
}

/** Says who is nobody; false when everyone is known. */
static bool complain_of_unknown(const struct cli *cli, const ties_book *book, ties_status *const *answers)
{
	bool unknown = false, doubt = false;

	for (size_t i = 0; i < cli->arg_count; i++) {
		doubt |= cli_is_doubtful(answers[i]->candidates, answers[i]->candidate_count);
		if (answers[i]->candidate_count)
			continue;
		cli_complain_nobody(book, answers[i]->query);
		unknown = true;
	}
	if (doubt)
		cli_hint_quotes(cli);
	return unknown;
}

static int run(struct cli *cli, bool statements)
{
	if (!cli_check_names(cli))
		return EXIT_USAGE;
	struct report_out out = cli->style;
	ties_status **answers = calloc(cli->arg_count, sizeof(ties_status *));
	const ties_status **known = calloc(cli->arg_count, sizeof(ties_status *));
	ties_book *book = NULL;
	ties_error err = {0};
	int status = EXIT_DONE;

	ties_code rc = answers && known ? cli_open(&book, cli, &err) : error_nomem(&err);
	if (rc == TIES_OK)
		rc = ask(cli, book, statements, answers, &err);
	if (rc) {
		status = cli_fail(&err);
		goto done;
	}
	out.sources |= !statements; /* a status is worth what its sources are */
	if (statements)
		write_show(&out, cli->format, answers[0]);
	else
		write_status(&out, cli->format, answers, cli->arg_count, known);
	if (!cli_write(&out))
		status = EXIT_FAILED;
	tell_taken(cli, answers);
	if (complain_of_unknown(cli, book, answers))
		status = EXIT_FAILED;
done:
	for (size_t i = 0; answers && i < cli->arg_count; i++)
		ties_status_free(answers[i]);
	free(answers);
	free(known);
	ties_book_close(book);
	buf_finish(&out.buf);
	return status;
}

int cli_status(struct cli *cli)
{
	if (cli->arg_count == 0) {
		cli_complain("whose status? Give an id, a record (us_ofac_sdn:36) or a name. See: ties help status");
		return EXIT_USAGE;
	}
	return run(cli, false);
}

int cli_show(struct cli *cli)
{
	if (cli->arg_count != 1) {
		cli_complain("show tells about one entity: an id, a record (us_ofac_sdn:36) or a name in quotes. See: "
		             "ties help show");
		return EXIT_USAGE;
	}
	return run(cli, true);
}
