/* `ties screen`: names from the command line, or a file of queries through a pool of threads. */
#include "cli/query.h"
#include "cli/stream.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

/** What the threads share; each has a screener of its own. */
struct screening {
	struct cli *cli;
	struct rows *rows;
	ties_screener **screeners; /* one for each thread */
	ties_when on;
	double threshold;
	bool hit, missed; /* some name of the line matched, had no hit */
};

static const double THRESHOLD = 0.7; /* of the library, for saying so */

static ties_screen_options screen_options(const struct cli *cli)
{
	return (ties_screen_options){
	    .size = sizeof(ties_screen_options),
	    .threshold = cli->threshold,
	    .limit = cli->limit,
	    .time = cli_time(cli),
	    .dataset = cli_value(cli, OPTION_DATASET),
	    .topic = cli_value(cli, OPTION_TOPIC),
	    .explain = cli_has(cli, OPTION_EXPLAIN),
	    .exhaustive = cli_has(cli, OPTION_EXHAUSTIVE),
	    .scorer = cli_value(cli, OPTION_SCORER),
	};
}

static void write_answer(struct report_out *out, enum output_format format, const struct report_screening *answer)
{
	if (format == FORMAT_CSV)
		report_screen_csv(out, answer);
	else if (format == FORMAT_JSON)
		report_screen_json(out, answer);
	else if (format == FORMAT_JSONL)
		report_screen_jsonl(out, answer);
	else
		report_screen_text(out, answer);
}

static ties_code read_row(void *context, struct stream_slot *slot, bool *more, ties_error *err)
{
	struct screening *s = context;

	return query_next(s->rows, s->cli, slot, more, err);
}

static ties_code answer_row(void *context, unsigned thread, struct stream_slot *slot, ties_error *err)
{
	static const ties_hits none;
	const struct screening *s = context;
	const struct query_row *q = slot->row;
	const ties_hits *hits = &none;

	if (!slot->bad) {
		ties_code rc = ties_screen(s->screeners[thread], &q->query, &hits, err);
		slot->bad = rc == TIES_ERR_USAGE || rc == TIES_ERR_FORMAT || rc == TIES_ERR_LIMIT;
		if (rc && !slot->bad)
			return rc;
		if (rc)
			hits = &none;
	}
	for (size_t i = 0; i < hits->hit_count; i++)
		slot->hit |= hits->hits[i].match;
	struct report_screening answer = {.row = q->row.cell[ROW_ID],
	                                  .query = &q->query,
	                                  .hits = hits,
	                                  .on = s->on,
	                                  .threshold = s->threshold,
	                                  .named = true,
	                                  .other_scorer = cli_has_other_scorer(s->cli),
	                                  .explain = cli_has(s->cli, OPTION_EXPLAIN),
	                                  .error = slot->bad ? slot->error.message : NULL};
	write_answer(&slot->out, s->cli->format, &answer);
	return TIES_OK;
}

/** Exit status after a whole file. */
static int conclude(const struct screening *s, const struct stream *stream, const struct stream_counts *counts)
{
	uint64_t lost = rows_lost(s->rows), bad = counts->bad + lost;

	if (bad && !cli_has(s->cli, OPTION_QUIET))
		cli_complain("%s: %llu of %llu rows could not be used", stream->path, (unsigned long long)bad,
		             (unsigned long long)(counts->rows + lost));
	if (counts->hits && cli_has(s->cli, OPTION_FAIL_ON_HIT))
		return EXIT_HIT;
	return bad ? EXIT_FAILED : EXIT_DONE; /* who was not screened is not clean */
}

static const char *input_word(const char *path)
{
	return strcmp(path, "-") == 0 ? "standard input" : path;
}

/** Of CSV, once it is sure that there will be answers. */
static bool write_header(const struct cli *cli)
{
	struct report_out out = cli->style;

	if (cli->format != FORMAT_CSV)
		return true;
	report_screen_csv_header(&out);
	bool written = cli_write(&out);
	buf_finish(&out.buf);
	return written;
}

static int screen_file(struct screening *s, ties_error *err)
{
	const char *path = s->cli->value[OPTION_FILE];
	unsigned needed = 1u << ROW_NAME | 1u << ROW_LAST_NAME | 1u << ROW_IDENTIFIER;
	struct stream_counts counts;
	bool written;

	if (rows_open(&s->rows, path, needed, err))
		return cli_fail(err);
	if (!write_header(s->cli)) {
		rows_close(s->rows);
		return EXIT_FAILED;
	}
	struct stream stream = {
	    .cli = s->cli, .path = input_word(path), .context = s, .read = read_row, .work = answer_row};
	ties_code rc = stream_run(&stream, &counts, &written, err);
	int status = rc ? cli_fail(err) : !written ? EXIT_FAILED : conclude(s, &stream, &counts);
	rows_close(s->rows);
	return status;
}

/** People type the name of a file where --file was meant, and would take silence for an answer. */
static void hint_at_file(const struct cli *cli, const char *name)
{
	struct stat st;

	if (!cli_has(cli, OPTION_QUIET) && stat(name, &st) == 0 && S_ISREG(st.st_mode))
		cli_complain("\"%s\" is a file, too. For the names in it: ties screen --file %s", name, name);
}

static int screen_name(struct screening *s, const char *name, struct arena *arena, struct report_out *out,
                       ties_error *err)
{
	const struct row row = {.cell = {[ROW_NAME] = str_trim(str_from(name))}};
	const ties_hits *hits;
	ties_query query;

	if (query_from_row(&query, s->cli, &row, arena, err) || ties_screen(s->screeners[0], &query, &hits, err))
		return cli_fail(err);
	for (size_t i = 0; i < hits->hit_count; i++)
		s->hit |= hits->hits[i].match;
	s->missed |= hits->hit_count == 0;
	struct report_screening answer = {.query = &query,
	                                  .hits = hits,
	                                  .on = s->on,
	                                  .threshold = s->threshold,
	                                  .named = s->cli->arg_count > 1,
	                                  .other_scorer = cli_has_other_scorer(s->cli),
	                                  .explain = cli_has(s->cli, OPTION_EXPLAIN)};
	write_answer(out, s->cli->format, &answer);
	if (!cli_write(out))
		return EXIT_FAILED;
	if (hits->hit_count == 0)
		hint_at_file(s->cli, name);
	return EXIT_DONE;
}

/** The names of the command line. */
static int screen_names(struct screening *s, ties_error *err)
{
	struct report_out out = s->cli->style;
	struct arena arena = {0};
	size_t count = s->cli->arg_count ? s->cli->arg_count : 1; /* with --id alone: one query without a name */
	int status = write_header(s->cli) ? EXIT_DONE : EXIT_FAILED;

	for (size_t i = 0; i < count && status == EXIT_DONE; i++) {
		const char *name = i < s->cli->arg_count ? s->cli->args[i] : "";
		status = screen_name(s, name, &arena, &out, err);
	}
	if (s->missed && status == EXIT_DONE)
		cli_hint_quotes(s->cli);
	arena_finish(&arena);
	buf_finish(&out.buf);
	return status == EXIT_DONE && s->hit && cli_has(s->cli, OPTION_FAIL_ON_HIT) ? EXIT_HIT : status;
}

/** The line, before anything is opened. */
static bool check_usage(const struct cli *cli)
{
	if (cli_has(cli, OPTION_FILE) && cli->arg_count) {
		cli_complain("names come from --file or from the line, not from both. See: ties help screen");
		return false;
	}
	if (!cli_has(cli, OPTION_FILE) && !cli->arg_count && !cli_has(cli, OPTION_ID)) {
		cli_complain("whose name? Give a name, or --file FILE. See: ties help screen");
		return false;
	}
	for (size_t i = 0; i < cli->arg_count; i++) {
		str name = str_trim(str_from(cli->args[i]));
		if (name.len && !str_is(name, "-"))
			continue;
		cli_complain(name.len ? "\"-\" is no name. For the names in standard input: ties screen --file -"
		                      : "the name is empty. Give one, such as: ties screen \"Usama bin Ladin\"");
		return false;
	}
	return true;
}

int cli_screen(struct cli *cli)
{
	struct screening s = {.cli = cli, .threshold = cli->threshold > 0 ? cli->threshold : THRESHOLD};
	ties_screen_options options = screen_options(cli);
	char on[64];
	ties_book *book = NULL;
	ties_error err = {0};
	int status;

	if (!check_usage(cli))
		return EXIT_USAGE;
	if (!cli_has(cli, OPTION_FILE))
		cli->threads = 1;
	s.on = cli_on(cli, on);
	if (query_check_options(cli, &err) || cli_open(&book, cli, &err))
		return cli_fail(&err);
	s.screeners = calloc(cli->threads, sizeof *s.screeners);
	ties_code rc = s.screeners ? TIES_OK : error_nomem(&err);
	for (unsigned i = 0; i < cli->threads && rc == TIES_OK; i++)
		rc = ties_screener_new(&s.screeners[i], book, &options, &err);
	status = rc ? cli_fail(&err) : cli_has(cli, OPTION_FILE) ? screen_file(&s, &err) : screen_names(&s, &err);
	for (unsigned i = 0; s.screeners && i < cli->threads; i++)
		ties_screener_free(s.screeners[i]);
	free(s.screeners);
	ties_book_close(book);
	return status;
}
