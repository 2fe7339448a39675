#include "decisions/decisions.h"

#include "base/file.h"
#include "dates/dates.h"
#include "sources/csv.h"

#include <stdlib.h>

enum { TIME_LEN = 20 }; /* "2026-11-02T09:14:07Z" */

static const char *const verdict_names[] = {
    [TIES_SAME] = "same", [TIES_DIFFERENT] = "different", [TIES_UNSURE] = "unsure"};
enum { VERDICTS = sizeof verdict_names / sizeof *verdict_names };

const char *ties_verdict_name(ties_verdict verdict)
{
	return (unsigned)verdict < VERDICTS ? verdict_names[verdict] : "";
}

/** A file being read. */
struct reading {
	struct decisions *d;
	struct csv_header header;
	struct source_sink sink; /* only rejects */
	const char *path;        /* in the arena */
	size_t rows;
};

static bool look(void *context, const struct csv_row *row)
{
	bool *found = context, left = false, right = false, decision = false;

	for (size_t i = 0; i < row->count; i++) {
		str name = str_trim(row->cell[i]);
		left |= str_is(name, "left");
		right |= str_is(name, "right");
		decision |= str_is(name, "decision");
	}
	*found = left && right && decision;
	return false;
}

bool decisions_detect(str head)
{
	bool found = false;

	csv_head(head, ',', 1, look, &found);
	return found;
}

static bool is_ref(str s)
{
	size_t colon = str_find_char(s, ':', 0);

	return colon != SIZE_MAX && colon > 0 && colon + 1 < s.len && s.len <= DECISION_REF_MAX;
}

/* A day, or a time of a day in UTC; nothing at all is older than everything. */
static bool is_when(str s)
{
	static const char form[] = "....-..-..T..:..:..Z";
	struct date day;

	if (s.len == 0)
		return true;
	if (s.len != TIME_LEN && s.len != 10)
		return false;
	for (size_t i = 0; i < s.len; i++)
		if (form[i] == '.' ? s.ptr[i] < '0' || s.ptr[i] > '9' : s.ptr[i] != form[i])
			return false;
	return date_parse(str_slice(s, 0, 10), &day, NULL) == TIES_OK && day.first == day.last;
}

static bool find_verdict(str s, ties_verdict *out)
{
	for (int i = 0; i < VERDICTS; i++)
		if (str_equal_nocase(s, str_from(verdict_names[i]))) {
			*out = (ties_verdict)i;
			return true;
		}
	return false;
}

/* Takes a row; why not, or NULL. */
static const char *take(struct reading *r, const struct csv_row *row, bool *stored)
{
	const char *const columns[] = {"left", "right", "who", "when", "reason", "score"};
	str cell[6];
	struct decision d = {.path = r->path, .line = row->line};

	for (size_t i = 0; i < 6; i++)
		cell[i] = str_trim(csv_header_cell(&r->header, row, columns[i]));
	if (!is_ref(cell[0]) || !is_ref(cell[1]))
		return "left or right is no record: write it as dataset:record id";
	if (str_equal(cell[0], cell[1]))
		return "left and right are one record";
	if (!find_verdict(str_trim(csv_header_cell(&r->header, row, "decision")), &d.verdict))
		return "the decision is neither same nor different nor unsure";
	if (!is_when(cell[3]))
		return "when is no day and no time in UTC: write it as 2026-11-02 or 2026-11-02T09:14:07Z";
	for (size_t i = 0; i < 6; i++)
		cell[i] = arena_copy(&r->d->arena, cell[i]);
	bool swapped = str_compare(cell[0], cell[1]) > 0;
	d.left = cell[swapped];
	d.right = cell[!swapped];
	d.who = cell[2];
	d.when = cell[3];
	d.reason = cell[4];
	d.score = cell[5];
	*stored = !r->d->arena.failed && vec_push(&r->d->list, d);
	return NULL;
}

static ties_code read_header(struct reading *r, struct csv_reader *reader, ties_error *err)
{
	struct csv_row row;
	bool more, found = false;
	ties_code rc = csv_reader_next(reader, &row, &more, err);

	if (rc != TIES_OK)
		return rc;
	if (more)
		look(&found, &row);
	if (!found)
		return error_at(err, TIES_ERR_FORMAT, r->path, 1,
		                "is no decisions file: its first line must name the columns left, right and decision");
	return csv_header_keep(&r->header, &row) ? TIES_OK : error_nomem(err);
}

static ties_code read_rows(struct reading *r, struct csv_reader *reader, ties_error *err)
{
	struct csv_row row;
	bool more = true, stored = true;
	ties_code rc = TIES_OK;

	while (rc == TIES_OK && stored) {
		rc = csv_reader_next(reader, &row, &more, err);
		if (rc != TIES_OK || !more)
			break;
		if (++r->rows > DECISIONS_MAX)
			return error_at(err, TIES_ERR_LIMIT, r->path, row.line,
			                "has more than %d decisions; divide it into several databases", DECISIONS_MAX);
		const char *why = take(r, &row, &stored);
		if (why)
			csv_reject(&r->sink, r->path, &row, why);
	}
	return rc == TIES_OK && !stored ? error_nomem(err) : rc;
}

static void drop(void *context, const char *path, uint64_t line, const char *reason, str row)
{
	(void)context, (void)path, (void)line, (void)reason, (void)row;
}

static ties_code read_input(struct decisions *d, struct input *in, const char *path, decision_reject_fn *reject,
                            void *context, ties_error *err)
{
	struct reading r = {.d = d, .sink = {.reject = reject ? reject : drop, .context = context}};
	struct csv_reader *reader = NULL;

	r.path = arena_copy(&d->arena, str_from(path)).ptr;
	ties_code rc = r.path ? csv_reader_open(&reader, in, r.path, ',', &r.sink, err) : error_nomem(err);
	if (rc == TIES_OK)
		rc = read_header(&r, reader, err);
	if (rc == TIES_OK)
		rc = read_rows(&r, reader, err);
	csv_header_finish(&r.header);
	csv_reader_close(reader);
	return rc;
}

ties_code decisions_read(struct decisions *d, const char *path, decision_reject_fn *reject, void *context,
                         ties_error *err)
{
	struct input *in;
	ties_code rc = input_open(&in, path, err);

	if (rc != TIES_OK)
		return rc;
	rc = read_input(d, in, path, reject, context, err);
	input_close(in);
	return rc;
}

ties_code decisions_read_memory(struct decisions *d, const char *name, str bytes, decision_reject_fn *reject,
                                void *context, ties_error *err)
{
	struct input *in;
	ties_code rc = input_open_memory(&in, name, bytes, err);

	if (rc != TIES_OK)
		return rc;
	rc = read_input(d, in, name, reject, context, err);
	input_close(in);
	return rc;
}

/* ---- order ------------------------------------------------------------------------------------------------ */

/** A decision with where it stood, so that the order does not depend on the sort of the C library. */
struct placed {
	struct decision decision;
	size_t place;
};

static int compare_time(const struct placed *a, const struct placed *b)
{
	int order = str_compare(a->decision.when, b->decision.when);

	if (order)
		return order;
	return a->place < b->place ? -1 : a->place > b->place;
}

static int compare_pairs(const void *left, const void *right)
{
	const struct placed *a = left, *b = right;
	int order = str_compare(a->decision.left, b->decision.left);

	if (!order)
		order = str_compare(a->decision.right, b->decision.right);
	return order ? order : compare_time(a, b);
}

static int compare_placed(const void *left, const void *right)
{
	return compare_time(left, right);
}

void decisions_settle(struct decisions *d)
{
	size_t n = d->list.len, kept = 0;
	struct placed *list = arena_array(&d->arena, n, sizeof *list);

	if (!list || n == 0)
		return;
	for (size_t i = 0; i < n; i++)
		list[i] = (struct placed){d->list.ptr[i], i};
	qsort(list, n, sizeof *list, compare_pairs);
	for (size_t i = 0; i < n; i++) {
		const struct decision *a = &list[i].decision, *b = i + 1 < n ? &list[i + 1].decision : NULL;
		if (!b || !str_equal(a->left, b->left) || !str_equal(a->right, b->right))
			list[kept++] = list[i];
	}
	qsort(list, kept, sizeof *list, compare_placed);
	for (size_t i = 0; i < kept; i++)
		d->list.ptr[i] = list[i].decision;
	d->list.len = kept;
}

void decisions_finish(struct decisions *d)
{
	vec_finish(&d->list);
	arena_finish(&d->arena);
}
