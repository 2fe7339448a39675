/* `ties match`: one pair, or the rows of a file with how well the scores agree with what it says. */
#include "cli/query.h"
#include "cli/stream.h"

#include <stdio.h>

/** What the threads share. */
struct matching {
	struct cli *cli;
	const ties_book *book; /* NULL: rarity is not known */
	struct rows *rows;
	double threshold;
	uint64_t both, scored_only, said_only, neither; /* pairs by score over the threshold and by is_match */
};

/** A row with what came out of it. */
struct pair {
	struct row row;
	double score;
	bool labelled, is_match;
};

static const double THRESHOLD = 0.7;

static void write_pair(struct report_out *out, enum output_format format, const struct report_pair *pair, bool many)
{
	if (format == FORMAT_CSV)
		report_match_csv(out, pair);
	else if (format == FORMAT_JSON && !many)
		report_match_json(out, pair);
	else if (format == FORMAT_JSON || format == FORMAT_JSONL)
		report_match_jsonl(out, pair);
	else if (many)
		report_match_line(out, pair);
	else
		report_match_text(out, pair);
}

static bool is_true(str word)
{
	return str_equal_nocase(word, STR("true")) || str_is(word, "1") || str_equal_nocase(word, STR("yes"));
}

static ties_code read_pair(void *context, struct stream_slot *slot, bool *more, ties_error *err)
{
	struct matching *m = context;
	struct pair *p = arena_alloc(&slot->arena, sizeof *p);

	if (!p)
		return error_nomem(err);
	slot->row = p;
	ties_code rc = rows_next(m->rows, &slot->arena, &p->row, more, &slot->bad, &slot->error);
	slot->line = p->row.line;
	if (rc) {
		*err = slot->error;
		return rc;
	}
	if (*more && !slot->bad && (p->row.cell[ROW_NAME1].len == 0 || p->row.cell[ROW_NAME2].len == 0)) {
		error_set(&slot->error, TIES_ERR_USAGE, "has no %s",
		          p->row.cell[ROW_NAME1].len == 0 ? "name1" : "name2");
		slot->bad = true;
	}
	p->labelled = p->row.cell[ROW_IS_MATCH].len > 0;
	p->is_match = is_true(p->row.cell[ROW_IS_MATCH]);
	return TIES_OK;
}

static str schema_of(const struct cli *cli, str own)
{
	return query_kind(own.len ? own : cli_value(cli, OPTION_SCHEMA));
}

static ties_code score(const struct matching *m, const struct report_pair *pair, ties_pair_score **out, ties_error *err)
{
	const ties_match_options options = {
	    .size = sizeof options, .schema = pair->schema, .scorer = cli_value(m->cli, OPTION_SCORER)};

	return ties_match_with(m->book, &options, pair->name1, pair->name2, out, err);
}

static ties_code score_pair(void *context, unsigned thread, struct stream_slot *slot, ties_error *err)
{
	const struct matching *m = context;
	struct pair *p = slot->row;
	ties_pair_score *scored = NULL;
	struct report_pair pair = {.name1 = p->row.cell[ROW_NAME1],
	                           .name2 = p->row.cell[ROW_NAME2],
	                           .schema = schema_of(m->cli, p->row.cell[ROW_SCHEMA]),
	                           .other_scorer = cli_has_other_scorer(m->cli)};

	(void)thread;
	if (!slot->bad) {
		ties_code rc = score(m, &pair, &scored, err);
		slot->bad = rc == TIES_ERR_USAGE || rc == TIES_ERR_FORMAT || rc == TIES_ERR_LIMIT;
		if (rc && !slot->bad)
			return rc;
		if (!slot->bad) {
			pair.score = scored;
			p->score = scored->score;
			slot->hit = scored->score >= m->threshold;
		}
	}
	if (slot->bad)
		pair.error = slot->error.message;
	write_pair(&slot->out, m->cli->format, &pair, true);
	ties_pair_score_free(scored);
	return TIES_OK;
}

static void count_pair(void *context, const struct stream_slot *slot)
{
	struct matching *m = context;
	const struct pair *p = slot->row;

	if (!p->labelled || slot->bad)
		return;
	if (slot->hit)
		*(p->is_match ? &m->both : &m->scored_only) += 1;
	else
		*(p->is_match ? &m->said_only : &m->neither) += 1;
}

/** How well the scores agree with the labels: harmonic mean of precision and recall. */
static void summarise(const struct matching *m)
{
	double found = (double)(m->both + m->scored_only), said = (double)(m->both + m->said_only),
	       both = (double)m->both;
	double precision = found > 0 ? both / found : 0, recall = said > 0 ? both / said : 0;

	if (found + said == 0 && m->neither == 0)
		return;
	fprintf(
	    stderr,
	    "at threshold %.2f: F1 %.4f, precision %.4f, recall %.4f; %llu right, %llu wrongly matched, %llu missed\n",
	    m->threshold, found + said > 0 ? 2 * both / (found + said) : 0, precision, recall,
	    (unsigned long long)(m->both + m->neither), (unsigned long long)m->scored_only,
	    (unsigned long long)m->said_only);
}

static int match_file(struct matching *m, ties_error *err)
{
	const char *path = m->cli->value[OPTION_FILE];
	struct report_out out = m->cli->style;
	struct stream_counts counts = {0};
	bool written = true;

	if (rows_open(&m->rows, path, 1u << ROW_NAME1 | 1u << ROW_NAME2, err))
		return cli_fail(err);
	if (m->cli->format == FORMAT_CSV)
		report_match_csv_header(&out);
	written = cli_write(&out);
	buf_finish(&out.buf);
	struct stream stream = {.cli = m->cli,
	                        .path = strcmp(path, "-") == 0 ? "standard input" : path,
	                        .context = m,
	                        .read = read_pair,
	                        .work = score_pair,
	                        .done = count_pair};
	ties_code rc = written ? stream_run(&stream, &counts, &written, err) : TIES_OK;
	uint64_t all = counts.rows + rows_lost(m->rows), bad = counts.bad + rows_lost(m->rows);
	rows_close(m->rows);
	if (rc)
		return cli_fail(err);
	if (cli_has(m->cli, OPTION_VERBOSE))
		summarise(m);
	if (!written || (bad && bad == all))
		return EXIT_FAILED;
	return counts.hits && cli_has(m->cli, OPTION_FAIL_ON_HIT) ? EXIT_HIT : EXIT_DONE;
}

static int match_names(struct matching *m, ties_error *err)
{
	struct report_out out = m->cli->style;
	ties_pair_score *scored;
	struct report_pair pair = {.name1 = str_from(m->cli->args[0]),
	                           .name2 = str_from(m->cli->args[1]),
	                           .schema = query_kind(cli_value(m->cli, OPTION_SCHEMA)),
	                           .other_scorer = cli_has_other_scorer(m->cli)};

	if (score(m, &pair, &scored, err))
		return cli_fail(err);
	pair.score = scored;
	if (m->cli->format == FORMAT_CSV)
		report_match_csv_header(&out);
	write_pair(&out, m->cli->format, &pair, false);
	bool hit = scored->score >= m->threshold, written = cli_write(&out);
	ties_pair_score_free(scored);
	buf_finish(&out.buf);
	return !written ? EXIT_FAILED : hit && cli_has(m->cli, OPTION_FAIL_ON_HIT) ? EXIT_HIT : EXIT_DONE;
}

int cli_match(struct cli *cli)
{
	struct matching m = {.cli = cli, .threshold = cli->threshold > 0 ? cli->threshold : THRESHOLD};
	ties_book *book = NULL;
	ties_error err = {0};

	if (cli_has(cli, OPTION_FILE) ? cli->arg_count > 0 : cli->arg_count != 2) {
		cli_complain(
		    "match compares two names, each in quotes, or the rows of --file FILE. See: ties help match");
		return EXIT_USAGE;
	}
	for (size_t i = 0; i < cli->arg_count; i++) {
		if (str_trim(str_from(cli->args[i])).len)
			continue;
		cli_complain("a name is empty: there is nothing to compare. See: ties help match");
		return EXIT_USAGE;
	}
	ties_code rc = cli_open(&book, cli, &err);
	if (rc && (cli->db_given || rc != TIES_ERR_NOT_FOUND))
		return cli_fail(&err);
	m.book = book;
	int status = cli_has(cli, OPTION_FILE) ? match_file(&m, &err) : match_names(&m, &err);
	ties_book_close(book);
	return status;
}
