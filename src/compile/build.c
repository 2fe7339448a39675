/* How does a list become a database? Sources are planned, read version by version into the fold, resolved to
 * entities, and assembled into a book. */
#include "base/error.h"
#include "base/options.h"
#include "compile/assemble.h"
#include "compile/base.h"
#include "compile/plan.h"
#include "compile/relay.h"
#include "compile/restore.h"
#include "ties/book.h"

#include <time.h>

struct builder {
	ties_build_options options;
	struct fold fold;
	struct decisions decisions;
	struct file_lock lock; /* on a base that is replaced */
	uint64_t rejects, records, files, versions;
	struct relay *relay; /* of the set being read */
	bool stopped;        /* a record could not be taken */
};

static bool emit(void *context, const struct model_record *record, unsigned part)
{
	struct builder *b = context;

	b->records++;
	b->stopped = !relay_record(b->relay, record, part);
	return !b->stopped;
}

static void reject(void *context, const char *path, uint64_t line, const char *reason, str row)
{
	struct builder *b = context;
	struct fold_dataset *d = &b->fold.datasets.ptr[b->fold.current];
	ties_reject r = {.path = path, .line = line, .reason = reason, .row = str_slice(row, 0, 200)};

	b->rejects++;
	d->versions.ptr[b->fold.current_version].rejects++;
	if (b->options.reject)
		b->options.reject(b->options.context, &r);
}

static ties_code open_parts(struct source_set *set, const struct plan_set *planned, ties_error *err)
{
	ties_code rc = TIES_OK;

	*set = (struct source_set){.format = planned->format, .dataset = planned->dataset, .version = planned->version};
	for (size_t i = 0; i < planned->file_count && rc == TIES_OK; i++) {
		const struct plan_file *file = &planned->file[i];
		struct source_file *part = &set->part[file->part];
		part->path = file->path;
		if (file->standard)
			part->input = file->standard;
		else
			rc = input_open(&part->input, file->path, err);
	}
	return rc;
}

static void close_parts(struct source_set *set, const struct plan_set *planned)
{
	for (size_t i = 0; i < planned->file_count; i++)
		if (!planned->file[i].standard)
			input_close(set->part[planned->file[i].part].input);
}

/* A list that loses more than a tenth of its entries is more often a broken download than news, even if as many came
 * instead. In a folder, where versions of years may lie, it is read for what it says, but nobody is taken off by it. */
static ties_code check_vanished(struct builder *b, const struct plan_set *planned, ties_error *err)
{
	const struct fold *f = &b->fold;
	const struct fold_dataset *d = &f->datasets.ptr[f->current];
	uint32_t before = fold_previous_version(f, f->current, f->current_version, 0), example = 0;
	const struct fold_version *now = &d->versions.ptr[f->current_version];

	if (b->options.force || before == FOLD_NONE || !(now->parts & 1))
		return TIES_OK;
	uint32_t had = d->versions.ptr[before].entries, gone = fold_vanished(f, &example);
	if ((uint64_t)gone * 10 <= had)
		return TIES_OK;
	if (!planned->named) {
		fold_withdraw_parts(&b->fold);
		reject(
		    b, planned->file[0].path, 1,
		    "more than a tenth of the entries of the version before are not in it: nobody is taken off by it "
		    "without --force",
		    STR(""));
		return TIES_OK;
	}
	return error_set(
	    err, TIES_ERR_FORMAT,
	    "%s: %u of the %u entries of the version before are not in it (%.*s is one), more than a tenth; "
	    "it has %u. A cut download, another list, or numbered anew? If they really went, say --force",
	    planned->file[0].path, gone, had, STR_ARG(fold_text(f, example)), now->entries);
}

static ties_code begin_version(struct builder *b, const struct plan_set *planned, uint32_t parts, ties_error *err)
{
	struct fold *f = &b->fold;
	uint32_t dataset = fold_find_dataset(f, str_from(planned->dataset));
	size_t known = dataset == FOLD_NONE ? 0 : f->datasets.ptr[dataset].versions.len;
	int32_t day = planned->version.kind == DATE_KNOWN ? planned->version.first : TIES_DAY_MIN;
	str path = str_from(planned->file[0].path);

	if (!(planned->format->changes ? fold_begin_changes(f, planned->dataset, day, parts, path)
	                               : fold_begin(f, planned->dataset, day, parts, path)))
		return error_nomem(err);
	if (fold_nth_of_day(f, f->current, f->current_version) >= FOLD_VERSIONS_OF_DAY_MAX)
		return error_set(err, TIES_ERR_LIMIT, "%s: is more than the %dth version of one day", path.ptr,
		                 FOLD_VERSIONS_OF_DAY_MAX);
	b->versions += f->datasets.ptr[f->current].versions.len != known;
	return TIES_OK;
}

static ties_code end_version(struct builder *b, const struct plan_set *planned, bool any, ties_error *err)
{
	if (any && planned->format->changes && !fold_end_changes(&b->fold))
		reject(b, planned->file[0].path, 1,
		       "changes without a version before: only what the file names is known", STR(""));
	if (!fold_end(&b->fold))
		return error_nomem(err);
	if (any)
		return planned->format->changes ? TIES_OK : check_vanished(b, planned, err);
	fold_withdraw_parts(&b->fold); /* what has said nothing has not said that all are gone */
	return TIES_OK;
}

static ties_code read_set(struct builder *b, const struct plan_set *planned, ties_error *err)
{
	struct source_set set;
	const struct source_sink sink = {.emit = emit, .reject = reject, .context = b};
	uint32_t parts = 0;
	uint64_t before = b->records;
	ties_code rc = open_parts(&set, planned, err);

	for (size_t i = 0; i < planned->file_count; i++)
		parts |= 1u << planned->file[i].part | (planned->file[i].part == 0 ? planned->format->covers : 0);
	if (rc == TIES_OK)
		rc = begin_version(b, planned, parts, err);
	if (rc == TIES_OK && !(b->relay = relay_open(&b->fold)))
		rc = error_nomem(err);
	if (rc == TIES_OK)
		rc = planned->format->read(&set, &sink, err);
	b->stopped |= !relay_close(b->relay);
	b->relay = NULL;
	if (rc == TIES_OK && b->stopped)
		rc = error_nomem(err);
	if (rc == TIES_OK)
		rc = end_version(b, planned, b->records != before, err);
	close_parts(&set, planned);
	b->files += planned->file_count;
	return rc;
}

static void progress(const struct builder *b, const char *stage, uint64_t done, uint64_t total)
{
	if (b->options.progress)
		b->options.progress(b->options.context, stage, done, total);
}

static void tell_left_out(struct builder *b, const struct plan *plan)
{
	for (size_t i = 0; i < plan->left_out.len; i++) {
		const struct plan_left_out *l = &plan->left_out.ptr[i];
		ties_reject r = {.path = l->path, .line = 1, .reason = l->reason};
		if (b->options.reject && l->reason)
			b->options.reject(b->options.context, &r);
	}
}

static ties_code read_all(struct builder *b, const struct plan *plan, ties_error *err)
{
	ties_code rc = TIES_OK;

	tell_left_out(b, plan);
	for (size_t i = 0; i < plan->sets.len && rc == TIES_OK; i++) {
		progress(b, plan->sets.ptr[i].file[0].path, i, plan->sets.len);
		rc = read_set(b, &plan->sets.ptr[i], err);
	}
	if (rc == TIES_OK && b->records == 0 && plan->sets.len)
		rc = error_set(err, TIES_ERR_FORMAT, "%s: nothing in it can be used; %llu rows were left out",
		               plan->sets.ptr[0].file[0].path, (unsigned long long)b->rejects);
	return rc;
}

/* A row of a decisions file that cannot be used or followed. */
static void reject_decision(void *context, const char *path, uint64_t line, const char *reason, str row)
{
	struct builder *b = context;
	ties_reject r = {.path = path, .line = line, .reason = reason, .row = str_slice(row, 0, 200)};

	b->rejects++;
	if (b->options.reject)
		b->options.reject(b->options.context, &r);
}

/* Of the option and of the folders that were named. */
static ties_code read_decisions(struct builder *b, const struct plan *plan, ties_error *err)
{
	ties_code rc = TIES_OK;

	for (size_t i = 0; i < plan->decisions.len && rc == TIES_OK; i++)
		rc = decisions_read(&b->decisions, plan->decisions.ptr[i], reject_decision, b, err);
	if (rc == TIES_OK && b->options.decisions)
		rc = decisions_read(&b->decisions, b->options.decisions, reject_decision, b, err);
	decisions_settle(&b->decisions);
	return rc == TIES_OK && b->decisions.arena.failed ? error_nomem(err) : rc;
}

static ties_code write_book(struct builder *b, ties_build_report *report, ties_error *err)
{
	struct resolution entities = {0};
	struct corpus corpus = {0};
	struct derived derived = {0};
	struct assembled assembled = {0};
	int64_t now = b->options.now ? b->options.now : (int64_t)time(NULL);

	progress(b, "joining", 0, 1);
	ties_code rc = resolve_entities(&entities, &b->fold, &b->decisions, reject_decision, b, err);
	if (rc == TIES_OK)
		rc = corpus_init(&corpus, &b->fold, &entities, err);
	if (rc == TIES_OK)
		rc = derive_all(&derived, &corpus, err);
	progress(b, "indexing names", 0, 1);
	if (rc == TIES_OK)
		rc = assemble_book(&assembled, b->options.output, now, &corpus, &derived, err);
	report->rejects = b->rejects + entities.orphans + entities.joins.refused;
	report->joins = entities.joins;
	report->entities = assembled.entities;
	report->statements = assembled.statements;
	report->names = assembled.names;
	derived_finish(&derived);
	corpus_finish(&corpus);
	resolution_finish(&entities);
	return rc;
}

/* The older database, whose every byte is looked at: damage would be handed on for ever. One that is replaced by what
 * is made of it is held until then: of two builds at once the second goes on from what the first has made. */
static ties_code restore(struct builder *b, struct plan *plan, ties_error *err)
{
	ties_book *book;
	ties_code rc = TIES_OK;

	if (file_is_same(b->options.base, b->options.output))
		rc = file_lock(&b->lock, b->options.base, err);
	if (rc == TIES_OK)
		rc = book_open(&book, b->options.base, err);

	if (rc != TIES_OK)
		return rc;
	progress(b, b->options.base, 0, 1);
	rc = book_verify(book, err);
	if (rc == TIES_OK)
		rc = base_check(book, plan, err);
	if (rc == TIES_OK)
		rc = base_restore(&b->fold, book, plan, err);
	if (rc == TIES_OK && !join_restore_decisions(&b->decisions, book))
		rc = error_nomem(err);
	book_close(book);
	return rc;
}

static ties_code read_exports(struct builder *b, const struct plan *plan, ties_error *err)
{
	if (plan->exports.len)
		progress(b, plan->exports.ptr[0].file.path, 0, plan->exports.len);
	b->files += plan->exports.len;
	return restore_exports(&b->fold, &b->decisions, plan, &b->records, &b->versions, err);
}

static ties_code check_options(const ties_build_options *options, ties_error *err)
{
	if (!options->output || !*options->output)
		return error_set(err, TIES_ERR_USAGE, "no output is named: say where the database goes with -o FILE");
	if (options->source_count == 0)
		return error_set(err, TIES_ERR_USAGE,
		                 "no source is named: give a list, or the folder data/ that ships with ties");
	return TIES_OK;
}

ties_code ties_build(const ties_build_options *options, ties_build_report *report, ties_error *err)
{
	struct builder b = {.lock = {.fd = -1}};
	ties_build_report ignored;
	struct plan plan = {0};
	OPTIONS_TAKE(&b.options, options);
	ties_code rc = check_options(&b.options, err);

	if (rc != TIES_OK)
		return rc;
	if (!report)
		report = &ignored;
	*report = (ties_build_report){0};
	if (!fold_init(&b.fold))
		rc = error_nomem(err);
	b.fold.threads = b.options.threads ? b.options.threads : 1;
	if (rc == TIES_OK)
		rc = plan_make(&plan, b.options.sources, b.options.source_count, err);
	if (rc == TIES_OK && b.options.base)
		rc = restore(&b, &plan, err);
	if (rc == TIES_OK)
		rc = read_exports(&b, &plan, err);
	if (rc == TIES_OK)
		rc = read_all(&b, &plan, err);
	if (rc == TIES_OK)
		rc = read_decisions(&b, &plan, err);
	report->files = b.files;
	report->versions = b.versions;
	report->left_out = plan.left_out.len;
	report->records = b.fold.records.len;
	if (rc == TIES_OK && !fold_close(&b.fold))
		rc = error_nomem(err);
	if (rc == TIES_OK)
		rc = write_book(&b, report, err);
	plan_finish(&plan);
	decisions_finish(&b.decisions);
	fold_finish(&b.fold);
	file_unlock(&b.lock);
	return rc;
}
