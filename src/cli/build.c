/* `ties build`: sources in, one database out, with a summary and the rows that could not be used. */
#include "base/error.h"
#include "base/file.h"
#include "cli/cli.h"

#include <stdio.h>

enum { REJECTS_SHOWN = 5 };

/** What the callbacks of a build write to. */
struct building {
	struct cli *cli;
	struct report_out rejects;  /* one row of the CSV at a time */
	struct file_writer *writer; /* --rejects, or NULL */
	uint64_t reject_count;
	double begun, shown; /* seconds */
};

static void take_reject(void *context, const ties_reject *row)
{
	const char *path = strcmp(row->path, "-") == 0 ? "standard input" : row->path;
	struct building *b = context;
	char line[24];

	b->reject_count++;
	if (cli_has(b->cli, OPTION_VERBOSE) || (b->reject_count <= REJECTS_SHOWN && !cli_has(b->cli, OPTION_QUIET)))
		cli_complain("%s:%llu: %s", path, (unsigned long long)row->line, row->reason);
	if (!b->writer)
		return;
	snprintf(line, sizeof line, "%llu", (unsigned long long)row->line);
	report_csv_field(&b->rejects, str_from(path));
	report_csv_field(&b->rejects, str_from(line));
	report_csv_field(&b->rejects, str_from(row->reason));
	report_csv_field(&b->rejects, row->row);
	report_csv_end(&b->rejects);
	file_write(b->writer, b->rejects.buf.ptr, b->rejects.buf.len);
	buf_clear(&b->rejects.buf);
}

static void show_progress(void *context, const char *stage, uint64_t done, uint64_t total)
{
	struct building *b = context;
	double now = cli_seconds();

	if (now - b->begun < 1 || now - b->shown < 0.1)
		return;
	b->shown = now;
	if (total)
		fprintf(stderr, "\r\033[K%s %llu%%", stage, (unsigned long long)(done * 100 / total));
	else
		fprintf(stderr, "\r\033[K%s %llu", stage, (unsigned long long)done);
}

/** Only what an earlier build wrote is replaced: an option with the name of a list behind it would cost the list. */
static ties_code check_replaceable(const char *path, const char *option, str begins, const char *what, ties_error *err)
{
	struct file_map map;

	if (file_map(&map, path, NULL) != TIES_OK)
		return TIES_OK;
	bool replaceable = map.bytes.len == 0 || str_starts(map.bytes, begins);
	file_unmap(&map);
	if (replaceable)
		return TIES_OK;
	return error_set(err, TIES_ERR_USAGE, "%s: is there and is no %s, so it stays. Name another file after %s",
	                 path, what, option);
}

static ties_code open_rejects(struct building *b, ties_error *err)
{
	static const char header[] = "path,line,reason,row\r\n";
	const char *path = b->cli->value[OPTION_REJECTS];

	if (!path)
		return TIES_OK;
	if (strcmp(path, b->cli->value[OPTION_OUTPUT]) == 0)
		return error_set(err, TIES_ERR_USAGE, "%s: cannot hold the database and the rejected rows", path);
	ties_code rc =
	    check_replaceable(path, "--rejects", (str){header, sizeof header - 1}, "list of rejected rows", err);
	if (rc == TIES_OK)
		rc = file_writer_open(&b->writer, path, err);
	if (rc == TIES_OK)
		file_write(b->writer, header, sizeof header - 1);
	return rc;
}

static ties_code build(struct building *b, ties_build_report *report, ties_error *err)
{
	ties_build_options options = {
	    .size = sizeof options,
	    .output = b->cli->value[OPTION_OUTPUT],
	    .sources = b->cli->args,
	    .source_count = b->cli->arg_count,
	    .decisions = b->cli->value[OPTION_DECISIONS],
	    .force = cli_has(b->cli, OPTION_FORCE),
	    .reject = take_reject,
	    .progress = cli_shows_progress(b->cli) ? show_progress : NULL,
	    .context = b,
	    .base = b->cli->value[OPTION_BASE],
	    .threads = b->cli->threads,
	};
	ties_code rc = ties_build(&options, report, err);

	if (b->shown > 0)
		fputs("\r\033[K", stderr);
	if (b->reject_count > REJECTS_SHOWN && !b->writer && !cli_has(b->cli, OPTION_VERBOSE) &&
	    !cli_has(b->cli, OPTION_QUIET))
		cli_complain("%llu more could not be used; --verbose shows them, --rejects FILE keeps them",
		             (unsigned long long)(b->reject_count - REJECTS_SHOWN));
	if (!b->writer)
		return rc;
	/* the rows are of use even when the build failed; what went wrong first is what is told */
	ties_code stored = file_commit(b->writer, rc ? NULL : err);
	return rc ? rc : stored;
}

/** The new database, read back for the summary. */
static void summarise(const struct cli *cli, const ties_build_report *report, struct report_out *out)
{
	const char *path = cli->value[OPTION_OUTPUT];
	ties_book *book;
	ties_info *info = NULL;

	if (ties_book_open(&book, path, NULL))
		book = NULL;
	if (book && ties_book_info(book, &info, NULL))
		info = NULL;
	if (cli->format == FORMAT_JSON)
		report_build_json(out, path, report, info);
	else
		report_build_text(out, path, report, info);
	ties_info_free(info);
	ties_book_close(book);
}

static bool is_standard_input(const char *source)
{
	const char *equals = strrchr(source, '=');

	return strcmp(equals ? equals + 1 : source, "-") == 0;
}

static bool check_usage(const struct cli *cli)
{
	size_t standard = 0;

	if (!cli_has(cli, OPTION_OUTPUT) || !*cli->value[OPTION_OUTPUT]) {
		cli_complain(
		    "where to? Name the database to write: ties build -o world.ties data. See: ties help build");
		return false;
	}
	if (strcmp(cli->value[OPTION_OUTPUT], "-") == 0) {
		cli_complain(
		    "a database cannot go to standard output, as it is renamed into place when it is whole; name a "
		    "file: ties build -o world.ties data");
		return false;
	}
	if (cli_has(cli, OPTION_REJECTS) && strcmp(cli->value[OPTION_REJECTS], "-") == 0) {
		cli_complain(
		    "rejected rows go to a file, as standard output has the summary; name one: --rejects rejects.csv");
		return false;
	}
	if (cli->arg_count == 0) {
		cli_complain("out of what? Name lists or a folder of lists. See: ties help build");
		return false;
	}
	for (size_t i = 0; i < cli->arg_count; i++)
		standard += is_standard_input(cli->args[i]);
	if (standard > 1)
		cli_complain("standard input can be read once; name files for the other lists. See: ties help build");
	return standard <= 1;
}

/** Before the work: can the output be written, and may it? Where the database is that commands look for, its folder is
 * made; a folder that was only typed may be misspelt. */
static ties_code check_output(const struct cli *cli, ties_error *err)
{
	const char *path = cli->value[OPTION_OUTPUT];
	struct file_writer *writer;
	ties_code rc = check_replaceable(path, "-o", STR("TIESBOOK"), "ties database", err);

	if (rc == TIES_OK && strcmp(path, cli->db_path) == 0)
		rc = file_make_folder_of(path, err);
	if (rc == TIES_OK)
		rc = file_writer_open(&writer, path, err);
	if (rc == TIES_OK)
		file_abandon(writer);
	return rc;
}

int cli_build(struct cli *cli)
{
	struct building b = {.cli = cli, .begun = cli_seconds()};
	struct report_out out = cli->style;
	ties_build_report report = {0};
	ties_error err = {0};

	if (!check_usage(cli))
		return EXIT_USAGE;
	ties_code rc = check_output(cli, &err);
	if (rc == TIES_OK)
		rc = open_rejects(&b, &err);
	if (rc == TIES_OK)
		rc = build(&b, &report, &err);
	int status = rc ? cli_fail(&err) : EXIT_DONE;
	if (rc == TIES_OK && !cli_has(cli, OPTION_QUIET)) {
		summarise(cli, &report, &out);
		status = cli_write(&out) ? EXIT_DONE : EXIT_FAILED;
	}
	buf_finish(&b.rejects.buf);
	buf_finish(&out.buf);
	return status;
}
