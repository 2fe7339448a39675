/* `ties trace`: how two are tied; `ties around`: who is near. */
#include "base/error.h"
#include "cli/cli.h"

enum { HOPS_MAX = 16, DEPTH_MAX = 4 };

/* D1/D2 */
static bool read_between(const struct cli *cli, ties_str *from, ties_str *to)
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
	*from = str_slice(text, 0, slash);
	*to = str_slice(text, slash + 1, text.len);
	return true;
}

static bool read_reading(const struct cli *cli, ties_reading *reading, ties_str *from, ties_str *to)
{
	bool on = cli_has(cli, OPTION_ON), between = cli_has(cli, OPTION_BETWEEN),
	     order = cli_has(cli, OPTION_IN_ORDER);

	if (on && (between || order)) {
		cli_complain(
		    "--on asks about one date, --between and --in-order about a stretch of time: give one of them");
		return false;
	}
	*reading = order ? TIES_IN_ORDER : between ? TIES_BETWEEN : on ? TIES_ON_DATE : TIES_ANY_TIME;
	if (on)
		*from = cli_value(cli, OPTION_ON);
	return read_between(cli, from, to);
}

static bool can_draw(const struct cli *cli, const ties_status *end)
{
	return cli_can_draw(cli, end->query, end->candidates, end->candidate_count);
}

static void write_trace(struct report_out *out, enum output_format format, const ties_trace *trace,
                        ties_reading reading)
{
	bool clear = trace->from->candidate_count == 1 && trace->to->candidate_count == 1;

	if (format == FORMAT_SVG || format == FORMAT_HTML) {
		if (clear)
			(format == FORMAT_SVG ? report_trace_svg : report_trace_html)(out, trace, reading);
	} else if (format != FORMAT_TEXT) {
		report_trace_json(out, trace, format == FORMAT_JSON);
	} else if (trace->from->candidate_count && trace->to->candidate_count) {
		report_trace_text(out, trace, reading);
	}
}

static int answer(struct cli *cli, const ties_book *book, const ties_trace *trace, ties_reading reading)
{
	const ties_status *ends[] = {trace->from, trace->to};
	struct report_out out = cli_page(cli);
	int status = EXIT_FAILED;

	if (can_draw(cli, trace->from) && can_draw(cli, trace->to)) {
		write_trace(&out, cli->format, trace, reading);
		status = cli_deliver(cli, &out);
	}
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
	                              .asserted = cli_has(cli, OPTION_ASSERTED),
	                              .entities = FORMATS_DRAWN >> cli->format & 1};
	ties_trace *trace = NULL;
	ties_book *book = NULL;
	ties_error err = {0};

	if (cli->arg_count != 2) {
		cli_complain(
		    "trace asks about two: ids, records (us_ofac_sdn:36) or names in quotes. See: ties help trace");
		return EXIT_USAGE;
	}
	if (!cli_check_names(cli) || !cli_steps(cli, OPTION_MAX_HOPS, HOPS_MAX, &options.max_hops) ||
	    !read_reading(cli, &options.reading, &options.from, &options.to))
		return EXIT_USAGE;
	ties_code rc = cli_open(&book, cli, &err);
	if (rc == TIES_OK)
		rc = ties_trace_between(book, str_from(cli->args[0]), str_from(cli->args[1]), &options, &trace, &err);
	int status = rc == TIES_OK ? answer(cli, book, trace, options.reading) : cli_fail(&err);
	ties_trace_free(trace);
	ties_book_close(book);
	return status;
}

static void write_around(struct report_out *out, enum output_format format, const ties_around *around,
                         ties_reading reading)
{
	if (format == FORMAT_SVG)
		report_around_svg(out, around);
	else if (format == FORMAT_HTML)
		report_around_html(out, around);
	else if (format != FORMAT_TEXT)
		report_around_json(out, around, format == FORMAT_JSON);
	else if (around->centre->candidate_count)
		report_around_text(out, around, reading);
}

static int answer_around(struct cli *cli, const ties_book *book, const ties_around *around, ties_reading reading)
{
	const ties_status *centre = around->centre;
	struct report_out out = cli_page(cli);
	int status = EXIT_FAILED;

	if (cli_can_draw(cli, centre->query, centre->candidates, centre->candidate_count)) {
		write_around(&out, cli->format, around, reading);
		status = cli_deliver(cli, &out);
	}
	if (centre->candidate_count == 0) {
		cli_complain_nobody(book, centre->query);
		cli_hint_quotes(cli);
	}
	buf_finish(&out.buf);
	return centre->candidate_count == 1 ? status : EXIT_FAILED;
}

int cli_around(struct cli *cli)
{
	ties_around_options options = {.size = sizeof options,
	                               .limit = cli->limit,
	                               .known_on = cli_value(cli, OPTION_KNOWN_ON),
	                               .relations = cli->value[OPTION_TYPES],
	                               .asserted = cli_has(cli, OPTION_ASSERTED)};
	ties_around *around = NULL;
	ties_book *book = NULL;
	ties_error err = {0};

	if (cli->arg_count != 1) {
		cli_complain("around asks about one: an id, a record (us_ofac_sdn:36) or a name in quotes. See: ties "
		             "help around");
		return EXIT_USAGE;
	}
	if (!cli_check_names(cli) || !cli_steps(cli, OPTION_DEPTH, DEPTH_MAX, &options.depth) ||
	    !read_reading(cli, &options.reading, &options.from, &options.to))
		return EXIT_USAGE;
	ties_reading reading = options.reading;
	options.entities = FORMATS_DRAWN >> cli->format & 1; /* whether somebody is listed is drawn */
	if (cli->format == FORMAT_HTML && reading == TIES_ON_DATE)
		options.reading = TIES_ANY_TIME; /* the page has a slider for the date, which begins there */
	ties_code rc = cli_open(&book, cli, &err);
	if (rc == TIES_OK)
		rc = ties_around_of(book, str_from(cli->args[0]), &options, &around, &err);
	int status = rc == TIES_OK ? answer_around(cli, book, around, reading) : cli_fail(&err);
	ties_around_free(around);
	ties_book_close(book);
	return status;
}
