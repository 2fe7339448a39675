/* `ties rescreen`: a file of customers against what changed between two dates. */
#include "cli/query.h"
#include "cli/stream.h"

#include "dates/dates.h"

#include <stdlib.h>

/** What the threads share; each has a rescreener of its own. */
struct rescreening {
	struct cli *cli;
	struct rows *rows;
	ties_rescreener **rescreeners;
	ties_when from, to;
};

static ties_code read_row(void *context, struct stream_slot *slot, bool *more, ties_error *err)
{
	struct rescreening *r = context;

	return query_next(r->rows, r->cli, slot, more, err);
}

static void write_answer(struct report_out *out, enum output_format format, const struct report_rescreening *answer)
{
	if (format == FORMAT_CSV)
		report_rescreen_csv(out, answer);
	else if (format == FORMAT_JSON)
		report_rescreen_json(out, answer);
	else if (format == FORMAT_JSONL)
		report_rescreen_jsonl(out, answer);
	else
		report_rescreen_text(out, answer);
}

static ties_code answer_row(void *context, unsigned thread, struct stream_slot *slot, ties_error *err)
{
	static const ties_rescreening none;
	const struct rescreening *r = context;
	const struct query_row *q = slot->row;
	const ties_rescreening *answer = &none;

	if (!slot->bad) {
		ties_code rc = ties_rescreen(r->rescreeners[thread], &q->query, &answer, err);
		slot->bad = rc == TIES_ERR_USAGE || rc == TIES_ERR_FORMAT || rc == TIES_ERR_LIMIT;
		if (rc && !slot->bad)
			return rc;
		if (rc) {
			slot->error = *err;
			answer = &none;
		}
	}
	slot->hit = answer->count > 0;
	struct report_rescreening report = {.row = q->row.cell[ROW_ID],
	                                    .query = &q->query,
	                                    .answer = answer,
	                                    .from = r->from,
	                                    .to = r->to,
	                                    .error = slot->bad ? slot->error.message : NULL};
	write_answer(&slot->out, r->cli->format, &report);
	return TIES_OK;
}

/** Of CSV, once it is sure that there will be answers. */
static bool write_head(const struct rescreening *r)
{
	struct report_out out = r->cli->style;

	if (r->cli->format == FORMAT_CSV)
		report_rescreen_csv_header(&out);
	bool written = cli_write(&out);
	buf_finish(&out.buf);
	return written;
}

static int conclude(const struct rescreening *r, const char *path, const struct stream_counts *counts)
{
	uint64_t lost = rows_lost(r->rows), bad = counts->bad + lost;

	if (!cli_has(r->cli, OPTION_QUIET))
		cli_complain("%llu of %llu customers are affected by what changed of %zu entities",
		             (unsigned long long)counts->hits, (unsigned long long)counts->rows,
		             ties_rescreener_entities(r->rescreeners[0]));
	if (bad && !cli_has(r->cli, OPTION_QUIET))
		cli_complain("%s: %llu of %llu rows could not be used", path, (unsigned long long)bad,
		             (unsigned long long)(counts->rows + lost));
	if (counts->hits && cli_has(r->cli, OPTION_FAIL_ON_HIT))
		return EXIT_HIT;
	return bad ? EXIT_FAILED : EXIT_DONE;
}

static int rescreen_file(struct rescreening *r, ties_error *err)
{
	const char *path = r->cli->value[OPTION_FILE];
	unsigned needed = 1u << ROW_NAME | 1u << ROW_LAST_NAME | 1u << ROW_IDENTIFIER;
	struct stream_counts counts;
	bool written;

	if (rows_open(&r->rows, path, needed, err))
		return cli_fail(err);
	if (!write_head(r)) {
		rows_close(r->rows);
		return EXIT_FAILED;
	}
	struct stream stream = {.cli = r->cli,
	                        .path = strcmp(path, "-") == 0 ? "standard input" : path,
	                        .context = r,
	                        .read = read_row,
	                        .work = answer_row};
	ties_code rc = stream_run(&stream, &counts, &written, err);
	int status = rc ? cli_fail(err) : !written ? EXIT_FAILED : conclude(r, stream.path, &counts);
	rows_close(r->rows);
	return status;
}

/** The day that a date stands for in the answer, today for none; `text` holds its EDTF. */
static ties_when day_named(ties_str value, char text[DATE_TEXT_MAX])
{
	struct date date;

	if (value.len == 0 || date_parse(value, &date, NULL) != TIES_OK)
		date.last = date_today();
	date = (struct date){.first = date.last, .last = date.last, .kind = DATE_KNOWN};
	return (ties_when){(ties_str){text, date_print(date, text)}, date.first, date.last};
}

static bool check_usage(const struct cli *cli)
{
	if (cli->arg_count == 0 && cli_has(cli, OPTION_FILE) && cli_has(cli, OPTION_FROM))
		return true;
	cli_complain(
	    !cli_has(cli, OPTION_FILE) || cli->arg_count
	        ? "whose names? Give them as --file FILE (- is standard input). See: ties help rescreen"
	        : "since when? Give the last day on which all were screened: --from DATE. See: ties help rescreen");
	return false;
}

int cli_rescreen(struct cli *cli)
{
	char from[DATE_TEXT_MAX], to[DATE_TEXT_MAX];
	struct rescreening r = {
	    .cli = cli,
	    .from = day_named(cli_value(cli, OPTION_FROM), from),
	    .to = day_named(cli_value(cli, OPTION_TO), to),
	};
	const ties_rescreen_options options = {
	    .size = sizeof options,
	    .from = cli_value(cli, OPTION_FROM),
	    .to = cli_value(cli, OPTION_TO),
	    .known = cli_has(cli, OPTION_KNOWN),
	    .threshold = cli->threshold,
	    .dataset = cli_value(cli, OPTION_DATASET),
	    .topic = cli_value(cli, OPTION_TOPIC),
	};
	ties_book *book = NULL;
	ties_error err = {0};

	if (!check_usage(cli))
		return EXIT_USAGE;
	if (query_check_options(cli, &err) || cli_open(&book, cli, &err))
		return cli_fail(&err);
	r.rescreeners = calloc(cli->threads, sizeof(ties_rescreener *));
	ties_code rc = r.rescreeners ? TIES_OK : error_nomem(&err);
	for (unsigned i = 0; i < cli->threads && rc == TIES_OK; i++)
		rc = ties_rescreener_new(&r.rescreeners[i], book, &options, &err);
	int status = rc ? cli_fail(&err) : rescreen_file(&r, &err);
	for (unsigned i = 0; r.rescreeners && i < cli->threads; i++)
		ties_rescreener_free(r.rescreeners[i]);
	free(r.rescreeners);
	ties_book_close(book);
	return status;
}
