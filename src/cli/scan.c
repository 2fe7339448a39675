/* `ties scan`: documents, to standard output or into a file that appears when it is whole. */
#include "base/error.h"
#include "cli/cli.h"

/** What all documents of one run are asked of. */
struct scanning {
	const struct cli *cli;
	const ties_book *book;
	ties_flags_session *rules; /* NULL: no flags are asked for */
	bool hit;                  /* somebody was named who is or was listed */
};

static void write_scan(struct report_out *out, enum output_format format, const ties_scan *scan,
                       const ties_flags *flags, double milliseconds)
{
	if (format == FORMAT_JSON)
		report_scan_json(out, scan, flags);
	else if (format == FORMAT_JSONL)
		report_scan_jsonl(out, scan, flags);
	else if (format == FORMAT_CSV)
		report_scan_csv(out, scan);
	else if (format == FORMAT_HTML)
		report_scan_html(out, scan, flags);
	else
		report_scan_text(out, scan, flags, milliseconds);
}

static bool anyone_listed(const ties_scan *scan)
{
	for (size_t i = 0; i < scan->entity_count; i++)
		if (scan->entities[i].entity.listing_count)
			return true;
	return false;
}

/** Between the documents of one output. */
static void separate(struct report_out *out, enum output_format format, size_t i, size_t count)
{
	if (format == FORMAT_CSV && i == 0)
		report_scan_csv_header(out);
	if (format == FORMAT_JSON && count > 1)
		buf_add(&out->buf, i == 0 ? STR("[\n") : i < count ? STR(",\n") : STR("]\n"));
	if (format == FORMAT_TEXT && i > 0 && i < count)
		buf_add(&out->buf, STR("\n"));
	out->column = 0;
}

/* How many ties are told, unless it was said: as many as a reader takes in, or a program. */
static size_t ties_told(const struct cli *cli, const struct report_out *out)
{
	enum { TIES_READ = 20 };

	if (cli->limit || cli->format != FORMAT_TEXT)
		return cli->limit;
	return out->verbose ? SIZE_MAX : TIES_READ;
}

/* None are asked for where only what was known by some day counts: rules know the newest versions. */
static bool asks_flags(const struct cli *cli)
{
	return cli->format != FORMAT_CSV && !cli_has(cli, OPTION_NO_FLAGS) && !cli_has(cli, OPTION_KNOWN_ON);
}

/* What was read of the document is worth telling without them, too. */
static ties_code ask_flags(const struct scanning *s, const ties_scan *scan, size_t limit, ties_flags **out,
                           ties_error *err)
{
	enum { SECONDS = 10 };
	const ties_flags_options options = {
	    .size = sizeof options, .limit = limit, .seconds = SECONDS, .session = s->rules};

	if (!s->rules)
		return TIES_OK;
	ties_code rc = ties_flags_of_scan(s->book, scan, &options, out, err);
	if (rc != TIES_ERR_LIMIT)
		return rc;
	cli_complain("the flags are left out: %s", err->message);
	return TIES_OK;
}

static ties_code scan_one(struct scanning *s, const char *path, struct report_out *out, ties_error *err)
{
	const struct cli *cli = s->cli;
	ties_scan_options options = {
	    .size = sizeof options, .time = cli_time(cli), .threshold = cli->threshold, .ties = ties_told(cli, out)};
	double begun = cli_seconds();
	ties_scan *scan;

	ties_code rc = ties_scan_file(s->book, path, &options, &scan, err);
	if (rc)
		return rc;
	ties_flags *flags = NULL;
	rc = ask_flags(s, scan, options.ties, &flags, err);
	s->hit |= anyone_listed(scan);
	/* the time it took differs from run to run: only people see it */
	if (rc == TIES_OK)
		write_scan(out, cli->format, scan, flags,
		           out->isolate || out->colour ? (cli_seconds() - begun) * 1e3 : -1);
	ties_flags_free(flags);
	ties_scan_free(scan);
	return rc;
}

static int scan_all(struct scanning *s, struct report_out *out, ties_error *err)
{
	const struct cli *cli = s->cli;
	bool to_file = cli_to_file(cli);

	for (size_t i = 0; i < cli->arg_count; i++) {
		separate(out, cli->format, i, cli->arg_count);
		if (scan_one(s, cli->args[i], out, err))
			return cli_fail(err);
		if (!to_file && !cli_write(out))
			return EXIT_FAILED;
	}
	separate(out, cli->format, cli->arg_count, cli->arg_count);
	if (to_file ? cli_store(cli, out, err) != TIES_OK : !cli_write(out))
		return to_file ? cli_fail(err) : EXIT_FAILED;
	return s->hit && cli_has(cli, OPTION_FAIL_ON_HIT) ? EXIT_HIT : EXIT_DONE;
}

int cli_scan(struct cli *cli)
{
	struct report_out out = cli_page(cli);
	struct scanning s = {.cli = cli};
	ties_book *book;
	ties_error err = {0};

	if (cli->arg_count == 0) {
		cli_complain("which document? Give a file, or - for standard input. See: ties help scan");
		return EXIT_USAGE;
	}
	if (cli->format == FORMAT_HTML && cli->arg_count > 1) {
		cli_complain("a page is about one document; give one file at a time. See: ties help scan");
		return EXIT_USAGE;
	}
	if (cli_open(&book, cli, &err))
		return cli_fail(&err);
	out.sources |= out.verbose;
	s.book = book;
	int status =
	    asks_flags(cli) && ties_flags_open(&s.rules, book, NULL, &err) ? cli_fail(&err) : scan_all(&s, &out, &err);
	ties_flags_close(s.rules);
	ties_book_close(book);
	buf_finish(&out.buf);
	return status;
}
