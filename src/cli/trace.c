/* `ties trace`: how two are tied. */
#include "base/error.h"
#include "cli/cli.h"

#include <errno.h>
#include <stdlib.h>

enum { HOPS_MAX = 16 };

static bool read_hops(const struct cli *cli, size_t *out)
{
	const char *text = cli->value[OPTION_MAX_HOPS];
	char *end;

	if (!text)
		return true;
	errno = 0;
	unsigned long n = strtoul(text, &end, 10);
	if (errno || *end || end == text || n < 1 || n > HOPS_MAX) {
		cli_complain("--max-hops takes a number from 1 to %d, not \"%s\"", HOPS_MAX, text);
		return false;
	}
	*out = n;
	return true;
}

/* D1/D2 */
static bool read_between(const struct cli *cli, ties_trace_options *options)
{
	str text = cli_value(cli, OPTION_BETWEEN);
	size_t slash = str_find_char(text, '/', 0);

	if (!cli_has(cli, OPTION_BETWEEN))
		return true;
	if (slash == SIZE_MAX || slash == 0 || slash + 1 == text.len) {
		cli_complain("--between takes two dates with a slash between them, such as 2008/2013-06, not \"%.*s\"",
		             STR_ARG(text));
		return false;
	}
	options->from = str_slice(text, 0, slash);
	options->to = str_slice(text, slash + 1, text.len);
	return true;
}

static bool read_reading(const struct cli *cli, ties_trace_options *options)
{
	bool on = cli_has(cli, OPTION_ON), between = cli_has(cli, OPTION_BETWEEN),
	     order = cli_has(cli, OPTION_IN_ORDER);

	if (on && (between || order)) {
		cli_complain(
		    "--on asks about one date, --between and --in-order about a stretch of time: give one of them");
		return false;
	}
	options->reading = order ? TIES_IN_ORDER : between ? TIES_BETWEEN : on ? TIES_ON_DATE : TIES_ANY_TIME;
	if (on)
		options->from = cli_value(cli, OPTION_ON);
	return read_between(cli, options);
}

static int answer(struct cli *cli, const ties_book *book, const ties_trace *trace, ties_reading reading)
{
	struct report_out out = cli->style;
	int status = EXIT_DONE;

	if (cli->format == FORMAT_TEXT) {
		if (trace->from->candidate_count && trace->to->candidate_count)
			report_trace_text(&out, trace, reading);
	} else {
		report_trace_json(&out, trace, cli->format == FORMAT_JSON);
	}
	if (!cli_write(&out))
		status = EXIT_FAILED;
	const ties_status *ends[] = {trace->from, trace->to};
	for (size_t i = 0; i < 2; i++) {
		if (ends[i]->candidate_count == 0)
			cli_complain_nobody(book, ends[i]->query);
		if (ends[i]->candidate_count != 1)
			status = EXIT_FAILED;
	}
	buf_finish(&out.buf);
	return status;
}

int cli_trace(struct cli *cli)
{
	ties_trace_options options = {.size = sizeof options,
	                              .paths = cli->limit,
	                              .known_on = cli_value(cli, OPTION_KNOWN_ON),
	                              .relations = cli->value[OPTION_TYPES],
	                              .asserted = cli_has(cli, OPTION_ASSERTED)};
	ties_trace *trace = NULL;
	ties_book *book = NULL;
	ties_error err = {0};

	if (cli->arg_count != 2) {
		cli_complain(
		    "trace asks about two: ids, records (us_ofac_sdn:36) or names in quotes. See: ties help trace");
		return EXIT_USAGE;
	}
	if (!read_hops(cli, &options.max_hops) || !read_reading(cli, &options))
		return EXIT_USAGE;
	ties_code rc = cli_open(&book, cli, &err);
	if (rc == TIES_OK)
		rc = ties_trace_between(book, str_from(cli->args[0]), str_from(cli->args[1]), &options, &trace, &err);
	int status = rc == TIES_OK ? answer(cli, book, trace, options.reading) : cli_fail(&err);
	ties_trace_free(trace);
	ties_book_close(book);
	return status;
}
