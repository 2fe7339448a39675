#include "compile/restore.h"

#include "base/error.h"

/* ---- versions -------------------------------------------------------------------------------------------- */

/* The first version of that day or later, and `nth` further; the last one when there are not so many. */
static uint32_t version_of_day(const struct fold_dataset *d, int32_t day, uint32_t nth)
{
	size_t low = 0, high = d->versions.len;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (d->versions.ptr[middle].day < day)
			low = middle + 1;
		else
			high = middle;
	}
	low += nth;
	return (uint32_t)(low < d->versions.len ? low : d->versions.len - 1);
}

/* The last version that could have said so: the newest one with the part. */
static uint32_t newest_with(const struct fold *f, uint32_t dataset, unsigned part)
{
	uint32_t count = (uint32_t)f->datasets.ptr[dataset].versions.len;
	uint32_t v = fold_previous_version(f, dataset, count, part);

	return v == FOLD_NONE ? count - 1 : v;
}

void restore_days(const struct fold *f, struct fold_statement *s, const struct restore_days *days)
{
	uint32_t dataset = f->records.ptr[s->record].dataset;
	const struct fold_dataset *d = &f->datasets.ptr[dataset];
	bool still = days->own_last || days->last_seen == TIES_DAY_MAX;

	s->first_version = version_of_day(d, days->first_seen, days->first_of_day);
	s->last_version =
	    still ? newest_with(f, dataset, s->part) : version_of_day(d, days->last_seen, days->last_of_day);
	s->own_first = days->own_first ? days->first_seen : TIES_DAY_MIN;
	s->own_last = days->own_last ? days->last_seen : TIES_DAY_MIN;
}

void restore_record_versions(struct fold *f, uint32_t record, size_t first_statement)
{
	struct fold_record *r = &f->records.ptr[record];

	if (first_statement == f->statements.len) /* it says nothing: taken to be there still */
		r->last_version = newest_with(f, r->dataset, 0);
	for (size_t i = first_statement; i < f->statements.len; i++) {
		const struct fold_statement *s = &f->statements.ptr[i];
		if (r->last_version == FOLD_NONE || s->last_version > r->last_version)
			r->last_version = s->last_version;
		if (s->part == 0 && (r->last_main == FOLD_NONE || s->last_version > r->last_main))
			r->last_main = s->last_version;
	}
	if (r->main && r->last_main == FOLD_NONE)
		r->last_main = r->last_version;
}

/* ---- exports --------------------------------------------------------------------------------------------- */

struct restorer {
	struct fold *f;
	struct decisions *decisions;
	const char *path;
	size_t datasets_before; /* of the fold, when this export began */
	uint32_t record;        /* the one that came last, FOLD_NONE none */
	size_t first_statement; /* of it */
	uint64_t versions, records;
};

static void end_record(struct restorer *r)
{
	if (r->record != FOLD_NONE)
		restore_record_versions(r->f, r->record, r->first_statement);
	r->record = FOLD_NONE;
}

static const char *take_version(void *context, const struct source_version *v)
{
	struct restorer *r = context;
	struct fold *f = r->f;

	if (v->dataset.len && !source_is_dataset_name(v->dataset)) /* a list that is called ".csv" gives an empty one */
		return "a version of a dataset that has no name as datasets have";
	if (r->records)
		return "a version that comes behind records";
	uint32_t dataset = fold_open_dataset(f, v->dataset);
	if (dataset == FOLD_NONE)
		return "out of memory";
	if (dataset < r->datasets_before)
		return "a dataset that is given twice, by this export and by another or by --base. Build from one of "
		       "them "
		       "first, then go on from that database with --base";
	const struct fold_dataset *d = &f->datasets.ptr[dataset];
	size_t count = d->versions.len;
	if (count && d->versions.ptr[count - 1].day > v->day)
		return "a version that is older than the one before it";
	if (count >= FOLD_VERSIONS_OF_DAY_MAX && d->versions.ptr[count - FOLD_VERSIONS_OF_DAY_MAX].day == v->day)
		return "too many versions of one day";
	const struct fold_version version = {
	    .day = v->day,
	    .parts = v->parts,
	    .path = fold_string(f, v->path),
	    .records = v->records,
	    .entries = v->entries,
	    .statements = v->statements,
	    .rejects = v->rejects,
	    .changes = v->changes,
	};
	r->versions++;
	f->failed |= !fold_restore_version(f, dataset, &version);
	return f->failed ? "out of memory" : NULL;
}

static const char *take_record(void *context, const struct source_record *said)
{
	struct restorer *r = context;
	struct fold *f = r->f;
	uint32_t dataset = fold_find_dataset(f, said->dataset);

	end_record(r);
	if (!said->id.len)
		return "a record without an id";
	if (dataset == FOLD_NONE || dataset < r->datasets_before)
		return "a record of a dataset that the export has no version of";
	const struct fold_record record = {
	    .dataset = dataset,
	    .id = fold_string(f, said->id),
	    .line = said->line,
	    .schema = (uint16_t)said->schema,
	    .main = said->main,
	    .settled = said->settled,
	    .last_version = FOLD_NONE,
	    .last_main = FOLD_NONE,
	};
	if (!f->failed && fold_find(f, dataset, record.id) != FOLD_NONE)
		return "a record that was there before";
	r->records++;
	r->first_statement = f->statements.len;
	r->record = f->failed ? FOLD_NONE : fold_restore_record(f, &record);
	f->failed |= r->record == FOLD_NONE;
	return f->failed ? "out of memory" : NULL;
}

static const char *take_said(void *context, const struct source_said *said)
{
	struct restorer *r = context;
	struct fold *f = r->f;
	const struct model_statement *m = &said->statement;
	const struct restore_days days = {.first_seen = said->first_seen,
	                                  .last_seen = said->last_seen,
	                                  .own_first = said->own_first,
	                                  .own_last = said->own_last,
	                                  .first_of_day = said->first_of_day,
	                                  .last_of_day = said->last_of_day};
	const struct fold_manner manner = {
	    .lang = fold_string(f, m->lang),
	    .valid_from = fold_string(f, m->valid_from),
	    .valid_to = fold_string(f, m->valid_to),
	    .source = fold_string(f, m->source),
	    .attribution = fold_string(f, m->attribution),
	};
	struct fold_statement s = {
	    .record = r->record,
	    .value = fold_string(f, m->value),
	    .original = fold_string(f, m->original),
	    .manner = fold_manner_number(f, &manner),
	    .property = (uint16_t)m->property,
	    .modality = m->modality,
	    .confidence = m->confidence,
	    .part = said->part,
	};

	if (r->record == FOLD_NONE)
		return "a statement that belongs to no record";
	if (said->part >= FOLD_PARTS_MAX)
		return "a statement of a part that no format has";
	if (said->first_seen > said->last_seen)
		return "a statement that was last seen before it was first seen";
	restore_days(f, &s, &days);
	f->failed |= !fold_restore_statement(f, &s, false);
	return f->failed ? "out of memory" : NULL;
}

static const char *take_evidence(struct fold *f, const struct source_decision *said)
{
	const struct fold_join join = {.left = arena_copy(&f->arena, said->left),
	                               .right = arena_copy(&f->arena, said->right),
	                               .value = fold_string(f, said->reason),
	                               .kind = said->evidence};

	if (said->evidence <= TIES_JOINED_DECIDED || said->evidence >= TIES_DECIDED_DIFFERENT)
		return "records that were joined by no known evidence";
	f->failed |= f->arena.failed || !vec_push(&f->joins, join);
	return f->failed ? "out of memory" : NULL;
}

static const char *take_decision(void *context, const struct source_decision *said)
{
	struct restorer *r = context;

	if (said->evidence)
		return take_evidence(r->f, said);
	struct arena *arena = &r->decisions->arena;
	bool swapped = str_compare(said->left, said->right) > 0;
	const struct decision decision = {
	    .path = r->path,
	    .verdict = said->verdict,
	    .left = arena_copy(arena, swapped ? said->right : said->left),
	    .right = arena_copy(arena, swapped ? said->left : said->right),
	    .who = arena_copy(arena, said->who),
	    .when = arena_copy(arena, said->when),
	    .reason = arena_copy(arena, said->reason),
	};

	r->f->failed |= arena->failed || !vec_push(&r->decisions->list, decision);
	return r->f->failed ? "out of memory" : NULL;
}

static ties_code restore_export(struct restorer *r, const struct plan_export *planned, ties_error *err)
{
	const struct source_restorer to = {
	    .version = take_version, .record = take_record, .said = take_said, .decision = take_decision, .context = r};
	struct source_file file = {.path = planned->file.path, .input = planned->file.standard};
	ties_code rc = file.input ? TIES_OK : input_open(&file.input, file.path, err);

	r->path = planned->file.path;
	r->datasets_before = r->f->datasets.len;
	r->record = FOLD_NONE;
	r->records = 0;
	if (rc == TIES_OK)
		rc = planned->format->restore(&file, &to, err);
	end_record(r);
	if (!planned->file.standard)
		input_close(file.input);
	return r->f->failed ? error_nomem(err) : rc;
}

/* A list beside the export of a database that has its history already: which one is to be believed? */
static ties_code check_lists(const struct fold *f, size_t datasets_before, const struct plan *plan, ties_error *err)
{
	for (size_t i = 0; i < plan->sets.len; i++) {
		const struct plan_set *set = &plan->sets.ptr[i];
		uint32_t dataset = fold_find_dataset(f, str_from(set->dataset));
		if (dataset != FOLD_NONE && dataset >= datasets_before)
			return error_set(err, TIES_ERR_USAGE,
			                 "%s: is of %s, of which an export that is given has the history. Build from "
			                 "the export first, then go on from that database with --base",
			                 set->file[0].path, set->dataset);
	}
	return TIES_OK;
}

ties_code restore_exports(struct fold *f, struct decisions *d, const struct plan *plan, uint64_t *records,
                          uint64_t *versions, ties_error *err)
{
	struct restorer r = {.f = f, .decisions = d};
	size_t before = f->datasets.len;
	ties_code rc = TIES_OK;

	for (size_t i = 0; rc == TIES_OK && i < plan->exports.len; i++) {
		rc = restore_export(&r, &plan->exports.ptr[i], err);
		*records += r.records;
	}
	*versions += r.versions;
	return rc == TIES_OK ? check_lists(f, before, plan, err) : rc;
}
