/* The review on a terminal. Each answer is a letter, perhaps with a reason behind it: "s same passport". It is in
 * the file before the next pair is shown, so that nothing is lost when the terminal is. Lines make it work over any
 * connection, with any input. */
#include "cli/review.h"

#include "base/error.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct review {
	const struct cli *cli;
	const ties_book *book;
	const ties_proposals *proposals;
	ties_str who;
	struct report_out out;
	size_t decided[3]; /* by ties_verdict */
	char *line;        /* of the last answer; owned */
	size_t line_size;
};

enum answer { ANSWER_SAME, ANSWER_DIFFERENT, ANSWER_UNSURE, ANSWER_NEXT, ANSWER_QUIT, ANSWER_WHY, ANSWER_NONE };

static enum answer answer_of(char letter)
{
	static const char letters[] = "sdunqw";
	const char *at = letter ? strchr(letters, letter) : NULL;

	return at ? (enum answer)(at - letters) : ANSWER_NONE;
}

/* The next line; false at the end of the input. */
static bool ask(struct review *r, enum answer *answer, ties_str *reason)
{
	buf_add(&r->out.buf, STR("s same, d different, u unsure, n next, w why, q quit > "));
	if (!cli_write(&r->out))
		return false;
	fflush(stdout);
	ssize_t n = getline(&r->line, &r->line_size, stdin);
	if (!isatty(STDIN_FILENO)) /* no terminal has shown a line end */
		buf_add_char(&r->out.buf, '\n');
	if (n < 0)
		return false;
	str line = str_trim((str){r->line, (size_t)n});
	char letter = line.len ? line.ptr[0] : '\0';
	bool alone = line.len == 1 || (line.len > 1 && line.ptr[1] == ' ');
	*answer = alone ? answer_of(letter >= 'A' && letter <= 'Z' ? (char)(letter + 32) : letter) : ANSWER_NONE;
	*reason = str_trim(str_slice(line, 1, line.len));
	return true;
}

static ties_code show(struct review *r, size_t number, bool explain, ties_error *err)
{
	const ties_proposal *p = &r->proposals->proposals[number];
	struct report_proposal shown = {
	    .proposal = p, .number = number + 1, .count = r->proposals->proposal_count, .explain = explain};
	ties_status *left = NULL, *right = NULL;
	ties_code rc = ties_status_of(r->book, p->left.id, NULL, true, &left, err);

	if (rc == TIES_OK)
		rc = ties_status_of(r->book, p->right.id, NULL, true, &right, err);
	if (rc == TIES_OK) {
		shown.left = left;
		shown.right = right;
		report_review_text(&r->out, &shown);
	}
	ties_status_free(left);
	ties_status_free(right);
	return rc;
}

static ties_code store(struct review *r, const ties_proposal *p, ties_verdict verdict, ties_str reason, ties_error *err)
{
	const ties_decided d = {.left = p->left_ref,
	                        .right = p->right_ref,
	                        .verdict = verdict,
	                        .who = r->who,
	                        .reason = reason,
	                        .score = p->score};
	ties_code rc = ties_decide(r->cli->value[OPTION_DECISIONS], &d, err);

	if (rc == TIES_OK)
		r->decided[verdict]++;
	return rc;
}

/* One pair until it is decided or passed over; `*quit` when no more are wanted. */
static ties_code review_pair(struct review *r, size_t number, bool *quit, ties_error *err)
{
	const ties_proposal *p = &r->proposals->proposals[number];
	enum answer answer;
	ties_str reason;
	ties_code rc = show(r, number, cli_has(r->cli, OPTION_EXPLAIN), err);

	while (rc == TIES_OK) {
		*quit = !ask(r, &answer, &reason) || answer == ANSWER_QUIT;
		if (*quit || answer == ANSWER_NEXT)
			return TIES_OK;
		if (answer <= ANSWER_UNSURE)
			return store(r, p, (ties_verdict)answer, reason, err);
		if (answer == ANSWER_WHY)
			rc = show(r, number, true, err);
		else
			buf_add(&r->out.buf, STR("One letter, and perhaps a reason: s both lists give one passport\n"));
	}
	return rc;
}

static void conclude(struct review *r)
{
	size_t decided = r->decided[0] + r->decided[1] + r->decided[2];
	struct buf *b = &r->out.buf;

	buf_print(b, "\n%zu decided: %zu same, %zu different, %zu unsure; %zu left\n", decided, r->decided[TIES_SAME],
	          r->decided[TIES_DIFFERENT], r->decided[TIES_UNSURE], r->proposals->proposal_count - decided);
	if (decided)
		buf_print(b, "They hold from the next build on: ties build --decisions %s ...\n",
		          r->cli->value[OPTION_DECISIONS]);
}

int cli_review(const struct cli *cli, const ties_book *book, const ties_proposals *proposals, ties_str who)
{
	struct review r = {.cli = cli, .book = book, .proposals = proposals, .who = who, .out = cli->style};
	ties_error err;
	ties_code rc = TIES_OK;
	bool quit = false;

	for (size_t i = 0; i < proposals->proposal_count && !quit && rc == TIES_OK; i++) {
		if (i)
			buf_add_char(&r.out.buf, '\n');
		rc = review_pair(&r, i, &quit, &err);
	}
	conclude(&r);
	bool written = cli_write(&r.out);
	buf_finish(&r.out.buf);
	free(r.line);
	return rc ? cli_fail(&err) : written ? EXIT_DONE : EXIT_FAILED;
}
