/* `ties fetch`: current lists into an archive, with a summary; `ties fetch --list`: which are known. */
#include "cli/cli.h"

#include <stdio.h>

enum { LISTS_MAX = 64 };

/** What the progress of a fetch is told by. */
struct fetching {
	double begun, shown; /* seconds */
};

static void show_progress(void *context, const char *dataset, uint64_t done, uint64_t total)
{
	struct fetching *f = context;
	double now = cli_seconds(), mib = (double)done / (1 << 20);

	if (now - f->begun < 1 || now - f->shown < 0.1)
		return;
	f->shown = now;
	if (total)
		fprintf(stderr, "\r\033[K%s %.1f of %.1f MiB", dataset, mib, (double)total / (1 << 20));
	else
		fprintf(stderr, "\r\033[K%s %.1f MiB", dataset, mib);
}

static void write_report(struct report_out *out, enum output_format format, const ties_fetch_report *fetch)
{
	if (format == FORMAT_JSON)
		report_fetch_json(out, fetch);
	else if (format == FORMAT_JSONL)
		report_fetch_jsonl(out, fetch);
	else if (format == FORMAT_CSV)
		report_fetch_csv(out, fetch);
	else
		report_fetch_text(out, fetch);
}

/** What went wrong, for those who read only standard error. */
static void complain(const struct cli *cli, const ties_fetch_report *fetch)
{
	bool shown = cli->format == FORMAT_TEXT && !cli_has(cli, OPTION_QUIET);

	if (fetch->damaged_lines && !cli_has(cli, OPTION_QUIET))
		cli_complain("%.*s/manifest.tsv: lines that could not be read are dropped: %llu",
		             STR_ARG(fetch->archive), (unsigned long long)fetch->damaged_lines);
	for (size_t i = 0; i < fetch->result_count && !shown; i++) {
		const ties_fetch_result *r = &fetch->results[i];
		if (r->reason.len)
			cli_complain("%.*s: %s: %.*s (%.*s)", STR_ARG(r->dataset), ties_fetch_outcome_name(r->outcome),
			             STR_ARG(r->reason), STR_ARG(r->url));
	}
	if (fetch->failures && shown)
		cli_complain("%zu of %zu did not come; what the archive has of them is as it was", fetch->failures,
		             fetch->result_count);
}

static int list_known(struct cli *cli)
{
	struct report_out out = cli->style;
	ties_known_list lists[LISTS_MAX];
	size_t count = 0;

	if (cli->arg_count) {
		cli_complain("--list shows all lists that are known and takes no names. See: ties help fetch");
		return EXIT_USAGE;
	}
	while (count < LISTS_MAX && ties_known_list_at(count, &lists[count]))
		count++;
	if (cli->format == FORMAT_JSON)
		report_lists_json(&out, lists, count);
	else if (cli->format == FORMAT_JSONL)
		report_lists_jsonl(&out, lists, count);
	else if (cli->format == FORMAT_CSV)
		report_lists_csv(&out, lists, count);
	else
		report_lists_text(&out, lists, count);
	bool written = cli_write(&out);
	buf_finish(&out.buf);
	return written ? EXIT_DONE : EXIT_FAILED;
}

static ties_code fetch(struct cli *cli, ties_fetch_report **report, ties_error *err)
{
	struct fetching f = {.begun = cli_seconds()};
	const ties_fetch_options options = {
	    .size = sizeof options,
	    .archive = cli->archive_path,
	    .lists = cli->args,
	    .list_count = cli->arg_count,
	    .force = cli_has(cli, OPTION_FORCE),
	    .allow_http = cli_has(cli, OPTION_ALLOW_HTTP),
	    .ca_file = cli->value[OPTION_CA_FILE],
	    .max_size = (uint64_t)cli->max_mib << 20,
	    .timeout = cli->timeout,
	    .tries = cli->tries,
	    .progress = cli_shows_progress(cli) ? show_progress : NULL,
	    .context = &f,
	};
	ties_code rc = ties_fetch(&options, report, err);

	if (f.shown > 0)
		fputs("\r\033[K", stderr);
	return rc;
}

int cli_fetch(struct cli *cli)
{
	struct report_out out = cli->style;
	ties_fetch_report *report;
	ties_error err = {0};

	if (cli_has(cli, OPTION_LIST))
		return list_known(cli);
	if (fetch(cli, &report, &err))
		return cli_fail(&err);
	bool written = true;
	if (cli->format != FORMAT_TEXT || !cli_has(cli, OPTION_QUIET)) {
		write_report(&out, cli->format, report);
		written = cli_write(&out);
	}
	complain(cli, report);
	int status = report->failures || !written ? EXIT_FAILED : EXIT_DONE;
	ties_fetch_report_free(report);
	buf_finish(&out.buf);
	return status;
}
