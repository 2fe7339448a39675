/* The decisions file: what is read, which decision counts, and that adding to it is whole or nothing. */
#include "unit.h"

#include "fixture.h"

#include "decisions/decisions.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

#define HEADER "left,right,decision,who,when,reason,score\n"

struct rejected {
	size_t count;
	uint64_t line;
	const char *reason; /* of the last */
};

static void note(void *context, const char *path, uint64_t line, const char *reason, str row)
{
	struct rejected *r = context;

	(void)row;
	assert_string_equal(path, "d.csv");
	r->count++;
	r->line = line;
	r->reason = reason;
}

static ties_code read_text(struct decisions *d, const char *text, struct rejected *rejected, ties_error *err)
{
	*d = (struct decisions){0};
	*rejected = (struct rejected){0};
	return decisions_read_memory(d, "d.csv", str_from(text), note, rejected, err);
}

static void rows_are_read(void **state)
{
	struct decisions d;
	struct rejected rejected;

	(void)state;
	assert_int_equal(
	    read_text(&d, HEADER "b:2,a:1,SAME, anna ,2026-11-02,\"one, passport\",0.93\n", &rejected, NULL), TIES_OK);
	assert_int_equal(d.list.len, 1);
	const struct decision *one = &d.list.ptr[0];
	assert_str(one->left, "a:1");
	assert_str(one->right, "b:2");
	assert_int_equal(one->verdict, TIES_SAME);
	assert_str(one->who, "anna");
	assert_str(one->when, "2026-11-02");
	assert_str(one->reason, "one, passport");
	assert_str(one->score, "0.93");
	assert_int_equal(one->line, 2);
	decisions_finish(&d);
}

/* Columns in any order; only three are needed. */
static void columns_are_found_by_name(void **state)
{
	struct decisions d;
	struct rejected rejected;

	(void)state;
	assert_int_equal(read_text(&d, "decision,note,right,left\ndifferent,x,b:2,a:1\n", &rejected, NULL), TIES_OK);
	assert_int_equal(d.list.len, 1);
	assert_int_equal(d.list.ptr[0].verdict, TIES_DIFFERENT);
	assert_str(d.list.ptr[0].who, "");
	decisions_finish(&d);
}

static void bad_rows_are_told(void **state)
{
	static const struct {
		const char *row, *reason;
	} cases[] = {
	    {"a:1,a:1,same,x,,,", "left and right are one record"},
	    {"a1,b:2,same,x,,,", "left or right is no record"},
	    {":1,b:2,same,x,,,", "left or right is no record"},
	    {"a:,b:2,same,x,,,", "left or right is no record"},
	    {"a:1,b:2,perhaps,x,,,", "the decision is neither"},
	    {"a:1,b:2,,x,,,", "the decision is neither"},
	    {"a:1,b:2,same,x,2026,,", "when is no day"},
	    {"a:1,b:2,same,x,2026-02-30,,", "when is no day"},
	    {"a:1,b:2,same,x,2026-02-03 10:00:00Z,,", "when is no day"},
	    {"a:1,b:2,same,x,2026-02-03T10:00:00+01,,", "when is no day"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct decisions d;
		struct rejected rejected;
		char text[256];
		snprintf(text, sizeof text, HEADER "%s\na:1,b:2,same,x,,,\n", cases[i].row);
		assert_int_equal(read_text(&d, text, &rejected, NULL), TIES_OK);
		assert_int_equal(d.list.len, 1);
		assert_int_equal(rejected.count, 1);
		assert_int_equal(rejected.line, 2);
		if (strncmp(rejected.reason, cases[i].reason, strlen(cases[i].reason)) != 0)
			fail_msg("\"%s\" is rejected as: %s", cases[i].row, rejected.reason);
		decisions_finish(&d);
	}
}

static void other_files_are_refused(void **state)
{
	static const char *const texts[] = {"", "name,left\nx,y\n", "{\"left\":1}", "<html>", "left,right\na:1,b:2\n"};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct decisions d;
		struct rejected rejected;
		ties_error err;
		assert_false(decisions_detect(str_from(texts[i])));
		assert_int_equal(read_text(&d, texts[i], &rejected, &err), TIES_ERR_FORMAT);
		assert_non_null(strstr(err.message, "d.csv:1: is no decisions file"));
		decisions_finish(&d);
	}
	assert_true(decisions_detect(STR(HEADER)));
}

/* Of one pair the last by time counts, whichever way round it is written; of one time the last line. */
static void the_last_decision_counts(void **state)
{
	struct decisions d;
	struct rejected rejected;

	(void)state;
	assert_int_equal(read_text(&d,
	                           HEADER "a:1,b:2,different,x,2026-03-01,,\n"
	                                  "b:2,a:1,same,x,2026-02-01,,\n"
	                                  "c:1,d:1,same,x,2026-01-01,,\n"
	                                  "c:1,d:1,unsure,x,2026-01-01,,\n"
	                                  "e:1,f:1,same,x,2026-01-01T00:00:01Z,,\n"
	                                  "e:1,f:1,different,x,,,\n",
	                           &rejected, NULL),
	                 TIES_OK);
	decisions_settle(&d);
	assert_int_equal(d.list.len, 3);
	assert_str(d.list.ptr[0].left, "c:1");
	assert_int_equal(d.list.ptr[0].verdict, TIES_UNSURE);
	assert_str(d.list.ptr[1].left, "e:1");
	assert_int_equal(d.list.ptr[1].verdict, TIES_SAME);
	assert_str(d.list.ptr[2].left, "a:1");
	assert_int_equal(d.list.ptr[2].verdict, TIES_DIFFERENT);
	decisions_finish(&d);
}

/* ---- adding ------------------------------------------------------------------------------------------------ */

static struct fixture folder;

static int set_up(void **state)
{
	(void)state;
	fixture_open(&folder);
	snprintf(folder.db, sizeof folder.db, "%s/d.csv", folder.folder);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	fixture_close(&folder);
	return 0;
}

static ties_decided decision(const char *left, const char *reason)
{
	return (ties_decided){.left = str_from(left),
	                      .right = STR("z:9"),
	                      .verdict = TIES_DIFFERENT,
	                      .who = STR("anna"),
	                      .reason = str_from(reason),
	                      .score = 0.5};
}

static size_t count_rows(const char *path)
{
	struct decisions d = {0};
	ties_error err;

	if (decisions_read(&d, path, NULL, NULL, &err) != TIES_OK)
		fail_msg("%s", err.message);
	size_t n = d.list.len;
	decisions_finish(&d);
	return n;
}

static void what_is_added_is_read(void **state)
{
	ties_decided one = decision("a:1", "says \"no\",\nand no, again"), two = decision("ä:\"2\",x", "");
	struct decisions d = {0};

	(void)state;
	assert_int_equal(ties_decide(folder.db, &one, NULL), TIES_OK);
	assert_int_equal(ties_decide(folder.db, &two, NULL), TIES_OK);
	assert_int_equal(decisions_read(&d, folder.db, NULL, NULL, NULL), TIES_OK);
	assert_int_equal(d.list.len, 2);
	assert_str(d.list.ptr[0].reason, "says \"no\", and no, again");
	assert_int_equal(d.list.ptr[0].when.len, 20);
	assert_str(d.list.ptr[0].score, "0.5000");
	assert_str(d.list.ptr[1].right, "ä:\"2\",x");
	decisions_finish(&d);
}

static void what_would_not_be_read_is_not_added(void **state)
{
	ties_decided same = decision("z:9", ""), none = decision("a1", ""), nobody = decision("a:1", "");
	ties_error err;

	(void)state;
	nobody.who = STR("");
	assert_int_equal(ties_decide(folder.db, &same, &err), TIES_ERR_USAGE);
	assert_int_equal(ties_decide(folder.db, &none, &err), TIES_ERR_USAGE);
	assert_int_equal(ties_decide(folder.db, &nobody, &err), TIES_ERR_USAGE);
	assert_non_null(strstr(err.message, "who decides"));
	assert_int_equal(access(folder.db, F_OK), -1);
}

/* Several processes at once: every row is whole, none is lost, and there is one header. */
static void several_may_add_at_once(void **state)
{
	enum { PROCESSES = 8, ROWS = 25 };

	(void)state;
	for (int p = 0; p < PROCESSES; p++) {
		if (fork() != 0)
			continue;
		bool well = true;
		for (int i = 0; i < ROWS; i++) {
			char left[32];
			snprintf(left, sizeof left, "p%d:%d", p, i);
			ties_decided d = decision(left, "a reason that makes the row a little longer than the others");
			well &= ties_decide(folder.db, &d, NULL) == TIES_OK;
		}
		_exit(well ? 0 : 1);
	}
	for (int p = 0; p < PROCESSES; p++) {
		int status;
		assert_true(wait(&status) > 0);
		assert_int_equal(status, 0);
	}
	assert_int_equal(count_rows(folder.db), PROCESSES * ROWS);
}

/* A disk that is full in the middle of a row: the file stays as it was. */
static void half_a_row_is_taken_back(void **state)
{
	ties_decided d = decision("a:1", "");
	struct rlimit old, small;
	struct stat before, after;
	ties_error err;

	(void)state;
	assert_int_equal(ties_decide(folder.db, &d, NULL), TIES_OK);
	assert_int_equal(stat(folder.db, &before), 0);
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
	small = old;
	small.rlim_cur = (rlim_t)before.st_size + 10;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	ties_code rc = ties_decide(folder.db, &d, &err);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
	assert_int_equal(rc, TIES_ERR_IO);
	assert_int_equal(stat(folder.db, &after), 0);
	assert_int_equal(after.st_size, before.st_size);
	assert_int_equal(count_rows(folder.db), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(rows_are_read),
	    cmocka_unit_test(columns_are_found_by_name),
	    cmocka_unit_test(bad_rows_are_told),
	    cmocka_unit_test(other_files_are_refused),
	    cmocka_unit_test(the_last_decision_counts),
	    cmocka_unit_test_setup_teardown(what_is_added_is_read, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(what_would_not_be_read_is_not_added, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(several_may_add_at_once, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(half_a_row_is_taken_back, set_up, tear_down),
	};
	return run_tap("decisions", tests);
}
