/* `ties timeline` and `ties compare`: entities and their listings through time. */
#include "base/error.h"
#include "cli/cli.h"

#include <stdlib.h>

static void write_timeline(struct report_out *out, enum output_format format, const ties_timeline *t)
{
	if (format == FORMAT_JSON)
		report_timeline_json(out, t);
	else if (format == FORMAT_JSONL)
		report_timeline_jsonl(out, t);
	else if (format == FORMAT_CSV)
		report_timeline_csv(out, t);
	else if (format == FORMAT_SVG)
		report_timeline_svg(out, t);
	else if (format == FORMAT_HTML)
		report_timeline_html(out, t);
	else if (t->candidate_count)
		report_timeline_text(out, t);
}

static bool can_draw(const struct cli *cli, const ties_timeline *t)
{
	return cli_can_draw(cli, t->query, t->candidates, t->candidate_count);
}

int cli_timeline(struct cli *cli)
{
	if (cli->arg_count != 1) {
		cli_complain("timeline tells about one entity: an id, a record (us_ofac_sdn:36) or a name in quotes. "
		             "See: ties help timeline");
		return EXIT_USAGE;
	}
	if (!cli_check_names(cli))
		return EXIT_USAGE;
	struct report_out out = cli_page(cli);
	ties_book *book = NULL;
	ties_timeline *timeline = NULL;
	ties_time time = cli_time(cli);
	ties_error err = {0};
	int status = EXIT_DONE;

	ties_code rc = cli_open(&book, cli, &err);
	if (rc == TIES_OK)
		rc = ties_timeline_of(book, str_from(cli->args[0]), &time, &timeline, &err);
	if (rc == TIES_OK) {
		status = EXIT_FAILED;
		if (can_draw(cli, timeline)) {
			write_timeline(&out, cli->format, timeline);
			status = cli_deliver(cli, &out);
		}
		if (timeline->candidate_count == 0) {
			cli_complain_nobody(book, timeline->query);
			status = EXIT_FAILED;
		}
	} else {
		status = cli_fail(&err);
	}
	ties_timeline_free(timeline);
	ties_book_close(book);
	buf_finish(&out.buf);
	return status;
}

static bool can_draw_all(const struct cli *cli, const ties_comparison *c)
{
	bool can = true;

	for (size_t i = 0; i < c->entity_count; i++)
		can = can_draw(cli, c->entities[i].timeline) && can;
	return can;
}

static void write_comparison(struct report_out *out, enum output_format format, const ties_comparison *c)
{
	if (format == FORMAT_JSON)
		report_compare_json(out, c);
	else if (format == FORMAT_JSONL)
		report_compare_jsonl(out, c);
	else if (format == FORMAT_CSV)
		report_compare_csv(out, c);
	else if (format == FORMAT_SVG)
		report_compare_svg(out, c);
	else if (format == FORMAT_HTML)
		report_compare_html(out, c);
	else
		report_compare_text(out, c);
}

/** Says who is nobody; false when everyone is known. */
static bool complain_of_unknown(const struct cli *cli, const ties_book *book, const ties_comparison *c)
{
	bool unknown = false, doubt = false;

	for (size_t i = 0; i < c->entity_count; i++) {
		const ties_timeline *t = c->entities[i].timeline;
		doubt |= cli_is_doubtful(t->candidates, t->candidate_count);
		if (t->candidate_count)
			continue;
		cli_complain_nobody(book, t->query);
		unknown = true;
	}
	if (doubt)
		cli_hint_quotes(cli);
	return unknown;
}

static ties_code compare(const struct cli *cli, const ties_book *book, ties_comparison **out, ties_error *err)
{
	ties_str *names = calloc(cli->arg_count, sizeof *names);
	ties_time time = cli_time(cli);

	if (!names)
		return error_nomem(err);
	for (size_t i = 0; i < cli->arg_count; i++)
		names[i] = str_from(cli->args[i]);
	ties_code rc = ties_compare(book, names, cli->arg_count, &time, out, err);
	free(names);
	return rc;
}

int cli_compare(struct cli *cli)
{
	if (cli->arg_count == 0) {
		cli_complain("compare whose listings? Give an id, a record (us_ofac_sdn:36) or a name. See: ties help "
		             "compare");
		return EXIT_USAGE;
	}
	if (!cli_check_names(cli))
		return EXIT_USAGE;
	struct report_out out = cli_page(cli);
	ties_book *book = NULL;
	ties_comparison *comparison = NULL;
	ties_error err = {0};
	int status = EXIT_DONE;

	ties_code rc = cli_open(&book, cli, &err);
	if (rc == TIES_OK)
		rc = compare(cli, book, &comparison, &err);
	if (rc == TIES_OK) {
		status = EXIT_FAILED;
		if (can_draw_all(cli, comparison)) {
			write_comparison(&out, cli->format, comparison);
			status = cli_deliver(cli, &out);
		}
		if (complain_of_unknown(cli, book, comparison))
			status = EXIT_FAILED;
	} else {
		status = cli_fail(&err);
	}
	ties_comparison_free(comparison);
	ties_book_close(book);
	buf_finish(&out.buf);
	return status;
}
