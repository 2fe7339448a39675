/* `ties dedupe`: proposes who is the same, takes decisions one by one, or one from the command line. */
#include "base/error.h"
#include "cli/review.h"

#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { DATASETS_MAX = 64 };
static const double THRESHOLD = 0.8; /* of the library, for saying so */

static ties_str who_decides(const struct cli *cli)
{
	if (cli_has(cli, OPTION_WHO))
		return cli_value(cli, OPTION_WHO);
	const char *user = getenv("USER");
	const struct passwd *entry = user && *user ? NULL : getpwuid(getuid());

	if (!user || !*user)
		user = entry ? entry->pw_name : "";
	return str_from(user);
}

static bool find_verdict(const char *word, ties_verdict *out)
{
	for (int i = TIES_SAME; i <= TIES_UNSURE; i++)
		if (strcmp(word, ties_verdict_name((ties_verdict)i)) == 0) {
			*out = (ties_verdict)i;
			return true;
		}
	return false;
}

/* --decide VERDICT LEFT RIGHT: no database is needed. */
static int decide(const struct cli *cli)
{
	ties_decided d = {.who = who_decides(cli), .reason = cli_value(cli, OPTION_REASON), .score = -1};
	ties_error err;

	if (!find_verdict(cli->value[OPTION_DECIDE], &d.verdict)) {
		cli_complain("--decide takes same, different or unsure. See: ties help dedupe");
		return EXIT_USAGE;
	}
	if (cli->arg_count != 2) {
		cli_complain("about whom? Name two records: ties dedupe --decisions FILE --decide %s "
		             "un_sc_sanctions:QDi.430 us_ofac_sdn:15582",
		             cli->value[OPTION_DECIDE]);
		return EXIT_USAGE;
	}
	d.left = str_from(cli->args[0]);
	d.right = str_from(cli->args[1]);
	return ties_decide(cli->value[OPTION_DECISIONS], &d, &err) ? cli_fail(&err) : EXIT_DONE;
}

static bool check_usage(const struct cli *cli)
{
	bool writes = cli_has(cli, OPTION_REVIEW) || cli_has(cli, OPTION_DECIDE);

	if (writes && (!cli_has(cli, OPTION_DECISIONS) || !*cli->value[OPTION_DECISIONS])) {
		cli_complain("where do decisions go? Name a file: --decisions decisions.csv. See: ties help dedupe");
		return false;
	}
	if (cli_has(cli, OPTION_REVIEW) && cli_has(cli, OPTION_DECIDE)) {
		cli_complain("--review asks, --decide tells: give one of them. See: ties help dedupe");
		return false;
	}
	if (cli->arg_count && !cli_has(cli, OPTION_DECIDE)) {
		cli_complain(
		    "\"%s\" is not expected: ties dedupe compares the whole database; --dataset narrows it. See: "
		    "ties help dedupe",
		    cli->args[0]);
		return false;
	}
	if (cli_has(cli, OPTION_REVIEW) && cli->format != FORMAT_TEXT) {
		cli_complain("a review is held in text. See: ties help dedupe");
		return false;
	}
	return true;
}

/* "a,b" */
static size_t split_datasets(const struct cli *cli, ties_str out[DATASETS_MAX])
{
	str rest = cli_value(cli, OPTION_DATASET), piece;
	size_t n = 0;

	while (n < DATASETS_MAX && str_split(&rest, ',', &piece))
		if (str_trim(piece).len)
			out[n++] = str_trim(piece);
	return n;
}

struct progress {
	double begun, shown; /* seconds */
};

static void show_progress(void *context, const char *stage, uint64_t done, uint64_t total)
{
	struct progress *p = context;
	double now = cli_seconds();

	if (now - p->begun < 1 || now - p->shown < 0.1 || !total)
		return;
	p->shown = now;
	fprintf(stderr, "\r\033[K%s %llu%%", stage, (unsigned long long)(done * 100 / total));
}

static int list(const struct cli *cli, const ties_proposals *proposals, double threshold)
{
	struct report_out out = cli->style;

	if (cli->format == FORMAT_JSON)
		report_proposals_json(&out, proposals);
	if (cli->format == FORMAT_CSV)
		report_proposal_csv_header(&out);
	bool written = cli_write(&out);
	for (size_t i = 0; i < proposals->proposal_count && written && cli->format != FORMAT_JSON; i++) {
		const struct report_proposal r = {.proposal = &proposals->proposals[i],
		                                  .number = i + 1,
		                                  .count = proposals->proposal_count,
		                                  .explain = cli_has(cli, OPTION_EXPLAIN)};
		if (cli->format == FORMAT_CSV)
			report_proposal_csv(&out, r.proposal);
		else if (cli->format == FORMAT_JSONL)
			report_proposal_jsonl(&out, r.proposal);
		else
			report_proposal_text(&out, &r);
		written = cli_write(&out);
	}
	if (cli->format == FORMAT_TEXT && written)
		report_proposals_end(&out, proposals, threshold);
	written = written && cli_write(&out);
	buf_finish(&out.buf);
	return written ? EXIT_DONE : EXIT_FAILED;
}

int cli_dedupe(struct cli *cli)
{
	ties_str datasets[DATASETS_MAX];
	struct progress progress = {.begun = cli_seconds()};
	ties_dedupe_options options = {
	    .size = sizeof options,
	    .threshold = cli->threshold,
	    .limit = cli->limit,
	    .datasets = datasets,
	    .decisions = cli->value[OPTION_DECISIONS],
	    .threads = cli->threads,
	    .progress = cli_shows_progress(cli) ? show_progress : NULL,
	    .context = &progress,
	};
	ties_proposals *proposals;
	ties_book *book = NULL;
	ties_error err = {0};

	if (!check_usage(cli))
		return EXIT_USAGE;
	if (cli_has(cli, OPTION_DECIDE))
		return decide(cli);
	options.dataset_count = split_datasets(cli, datasets);
	if (cli_open(&book, cli, &err))
		return cli_fail(&err);
	ties_code rc = ties_dedupe(book, &options, &proposals, &err);
	if (progress.shown > 0)
		fputs("\r\033[K", stderr);
	int status = rc ? cli_fail(&err)
	             : cli_has(cli, OPTION_REVIEW)
	                 ? cli_review(cli, book, proposals, who_decides(cli))
	                 : list(cli, proposals, cli->threshold > 0 ? cli->threshold : THRESHOLD);
	ties_proposals_free(rc ? NULL : proposals);
	ties_book_close(book);
	return status;
}
