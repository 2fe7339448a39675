/* Proposals as answers: what was decided is left out, and each says what speaks for it and against it. */
#include "match/propose.h"
#include "match/scorer.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/table.h"
#include "decisions/decisions.h"
#include "history/history.h"

#include <stdlib.h>
#include <sys/stat.h>

static const double THRESHOLD = 0.8;
enum { DATASETS_MAX = 64 };

/** The answer with the memory that it lives in. */
struct dedupe {
	ties_proposals answer; /* first, so that the public pointer is this one */
	struct arena arena;
	const ties_book *b;
	ties_dedupe_options options;
	struct decisions decisions;
	struct proposals found;
	VEC(uint64_t) decided; /* pairs of ENTITY items, lower one in the upper half; ascending */
	struct history_time time;
};

/* ---- options --------------------------------------------------------------------------------------------------- */

static ties_code read_options(struct dedupe *d, const ties_dedupe_options *options, ties_error *err)
{
	ties_dedupe_options *o = &d->options;

	if (options)
		memcpy(o, options, options->size && options->size < sizeof *o ? options->size : sizeof *o);
	if (!(o->threshold >= 0 && o->threshold <= 1))
		return error_set(err, TIES_ERR_USAGE, "the threshold is %g; it is a score between 0 and 1",
		                 o->threshold);
	if (o->threshold == 0)
		o->threshold = THRESHOLD;
	if (o->threads == 0)
		o->threads = 1;
	if (o->dataset_count > DATASETS_MAX)
		return error_set(err, TIES_ERR_LIMIT, "%zu datasets are named; the limit is %d", o->dataset_count,
		                 DATASETS_MAX);
	return TIES_OK;
}

static ties_code find_dataset(const ties_book *b, str name, uint32_t *out, ties_error *err)
{
	for (*out = 0; *out < b->DATASET.count; (*out)++)
		if (str_equal(book_string(b, b->DATASET.items[*out].name), name))
			return TIES_OK;
	return error_set(err, TIES_ERR_NOT_FOUND, "%s: has no dataset \"%.*s\"; ties info lists those it has", b->path,
	                 STR_ARG(name));
}

/* ---- decided pairs ----------------------------------------------------------------------------------------------- */

static uint64_t pair_of(uint32_t a, uint32_t b)
{
	return a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a;
}

static int compare_numbers(const void *left, const void *right)
{
	uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;

	return a < b ? -1 : a > b;
}

static bool exists(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0;
}

/* Of the file, and of the database, which was built with some. */
static ties_code read_decided(struct dedupe *d, ties_error *err)
{
	const ties_book *b = d->b;
	bool well = true;

	if (d->options.decisions && exists(d->options.decisions)) {
		ties_code rc = decisions_read(&d->decisions, d->options.decisions, NULL, NULL, err);
		if (rc != TIES_OK)
			return rc;
	}
	for (size_t i = 0; i < d->decisions.list.len && well; i++) {
		uint32_t left = book_entity_by_ref(b, d->decisions.list.ptr[i].left);
		uint32_t right = book_entity_by_ref(b, d->decisions.list.ptr[i].right);
		if (left != BOOK_NONE && right != BOOK_NONE)
			well = vec_push(&d->decided, pair_of(left, right));
	}
	for (uint32_t i = 0; i < b->JOIN.count && well; i++) {
		const struct book_join *j = &b->JOIN.items[i];
		if (j->kind >= TIES_DECIDED_DIFFERENT)
			well =
			    vec_push(&d->decided, pair_of(book_ref_entity(b, j->left), book_ref_entity(b, j->right)));
	}
	if (d->decided.len)
		qsort(d->decided.ptr, d->decided.len, sizeof *d->decided.ptr, compare_numbers);
	return well ? TIES_OK : error_nomem(err);
}

static bool is_decided(const struct dedupe *d, const struct proposal *p)
{
	uint64_t pair = pair_of(p->pair.left, p->pair.right);

	return d->decided.len && bsearch(&pair, d->decided.ptr, d->decided.len, sizeof pair, compare_numbers) != NULL;
}

/* ---- the answer ---------------------------------------------------------------------------------------------------
 */

/* The record that says the name, else the first of the entity. */
static str ref_of(struct dedupe *d, uint32_t name, const ties_entity *entity)
{
	if (name == BOOK_NONE)
		return entity->ref_count ? entity->refs[0] : STR("");
	return book_ref_text(d->b, book_statement_at(d->b, BOOK_AT(d->b, NAME, name)->statement).ref, &d->arena);
}

static ties_code fill_names(struct dedupe *d, ties_proposal *out, const struct same_pair *pair, ties_error *err)
{
	ties_pair_score score = {0};

	out->left_ref = ref_of(d, pair->left_name, &out->left);
	out->right_ref = ref_of(d, pair->right_name, &out->right);
	if (pair->left_name == BOOK_NONE)
		return TIES_OK;
	out->left_name = book_name_text(d->b, pair->left_name);
	out->right_name = book_name_text(d->b, pair->right_name);
	ties_code rc =
	    scorer_ties.pair(d->b, out->left.schema, out->left_name, out->right_name, &d->arena, &score, err);
	out->reasons = score.reasons;
	out->reason_count = score.reason_count;
	return rc;
}

static ties_code fill_proposal(struct dedupe *d, ties_proposal *out, const struct proposal *p, ties_error *err)
{
	ties_evidence *evidence = arena_array(&d->arena, AXIS_COUNT, sizeof *evidence);
	ties_str *shared = arena_array(&d->arena, SAME_SHARED_MAX, sizeof *shared);
	struct same_evidence e;

	*out = (ties_proposal){
	    .score = p->score, .name_score = p->pair.name_score, .evidence = evidence, .shared = shared};
	if (!evidence || !shared)
		return error_nomem(err);
	same_weigh(&e, d->b, &p->pair, shared, &out->shared_count, &d->arena);
	for (size_t i = 0; i < AXIS_COUNT; i++)
		if (e.axis[i].known)
			evidence[out->evidence_count++] = e.axis[i];
	ties_code rc = history_entity(&out->left, d->b, p->pair.left, &d->time, &d->arena, err);
	if (rc == TIES_OK)
		rc = history_entity(&out->right, d->b, p->pair.right, &d->time, &d->arena, err);
	if (rc == TIES_OK)
		rc = fill_names(d, out, &p->pair, err);
	return rc == TIES_OK && d->arena.failed ? error_nomem(err) : rc;
}

static ties_code fill(struct dedupe *d, ties_error *err)
{
	size_t open = 0, limit = d->options.limit ? d->options.limit : SIZE_MAX;
	ties_code rc = TIES_OK;

	for (size_t i = 0; i < d->found.list.len; i++)
		if (!is_decided(d, &d->found.list.ptr[i]))
			d->found.list.ptr[open++] = d->found.list.ptr[i];
	size_t count = open < limit ? open : limit;
	ties_proposal *proposals = arena_array(&d->arena, count, sizeof *proposals);
	if (!proposals && count)
		return error_nomem(err);
	for (size_t i = 0; i < count && rc == TIES_OK; i++)
		rc = fill_proposal(d, &proposals[i], &d->found.list.ptr[i], err);
	d->answer = (ties_proposals){.proposals = proposals,
	                             .proposal_count = count,
	                             .total = open,
	                             .decided = d->found.list.len - open,
	                             .entities = d->found.entities};
	return rc;
}

static ties_code run(struct dedupe *d, ties_error *err)
{
	uint32_t datasets[DATASETS_MAX];
	const struct propose_options options = {.threshold = d->options.threshold,
	                                        .threads = d->options.threads,
	                                        .datasets = datasets,
	                                        .dataset_count = d->options.dataset_count,
	                                        .progress = d->options.progress,
	                                        .context = d->options.context};
	const ties_time any = {0};
	ties_code rc = history_time_read(&d->time, &any, &d->arena, err);

	for (size_t i = 0; i < d->options.dataset_count && rc == TIES_OK; i++)
		rc = find_dataset(d->b, d->options.datasets[i], &datasets[i], err);
	if (rc == TIES_OK)
		rc = read_decided(d, err);
	if (rc == TIES_OK)
		rc = propose_all(&d->found, d->b, &options, err);
	return rc == TIES_OK ? fill(d, err) : rc;
}

ties_code ties_dedupe(const ties_book *book, const ties_dedupe_options *options, ties_proposals **out, ties_error *err)
{
	struct dedupe *d = calloc(1, sizeof *d);

	*out = NULL;
	if (!d)
		return error_nomem(err);
	d->b = book;
	ties_code rc = read_options(d, options, err);
	if (rc == TIES_OK)
		rc = run(d, err);
	vec_finish(&d->found.list);
	vec_finish(&d->decided);
	decisions_finish(&d->decisions);
	if (rc == TIES_OK)
		*out = &d->answer;
	else
		ties_proposals_free(&d->answer);
	return rc;
}

void ties_proposals_free(ties_proposals *proposals)
{
	struct dedupe *d = (struct dedupe *)proposals;

	if (!d)
		return;
	arena_finish(&d->arena);
	free(d);
}
