#include "compile/base.h"

#include "compile/restore.h"

#include <stdlib.h>

static_assert((int)FOLD_PARTS_MAX == (int)BOOK_PARTS_MAX, "the parts that book_verify lets through are counted");

struct restorer {
	struct fold *f;
	const ties_book *b;
	uint32_t *dataset; /* by DATASET item: of the fold; FOLD_NONE: left behind */
	bool *goes_on;     /* by dataset of the fold: the plan has versions of it */
	uint32_t *string;  /* by string of the book: number in the fold + 1, 0 not yet known */
};

/* ---- what goes on, and what is left behind ---------------------------------------------------------- */

static const struct book_version *newest_version(const ties_book *b, const struct book_dataset *d)
{
	return BOOK_AT(b, VERSION, d->first_version + d->version_count - 1);
}

static bool has_date(const struct plan_set *set)
{
	return set->version.kind == DATE_KNOWN;
}

static bool has_file(const ties_book *b, const struct book_dataset *d, const struct plan_set *set)
{
	for (uint32_t i = d->first_version; i < d->first_version + d->version_count; i++) {
		const struct book_version *v = BOOK_AT(b, VERSION, i);
		if (v->day == set->version.first && str_is(book_string(b, v->path), set->file[0].path))
			return true;
	}
	return false;
}

/* Why a set cannot go on from the versions of its dataset, as the rest of a sentence; empty when it can. */
static str reason_against(const ties_book *b, const struct book_dataset *d, const struct plan_set *set,
                          struct arena *arena)
{
	const struct book_version *newest = newest_version(b, d);
	char day[DATE_TEXT_MAX];

	if (d->version_count == 0 || newest->day == TIES_DAY_MIN)
		return STR("");
	date_print((struct date){.first = newest->day, .last = newest->day, .kind = DATE_KNOWN}, day);
	if (!has_date(set))
		return arena_print(arena, "has no date, and %s has %s of %s", b->path, set->dataset, day);
	if (set->format->changes && has_file(b, d, set))
		return arena_print(arena, "is in %s already", b->path);
	if (set->version.first < newest->day)
		return arena_print(arena, "is older than what %s has of %s (%s)", b->path, set->dataset, day);
	if (set->version.first == newest->day && (newest->flags & BOOK_NAMES_CHANGES) && !set->format->changes)
		return arena_print(arena, "is a whole list of %s, of which day %s has changes that come after it", day,
		                   b->path);
	return STR("");
}

static const struct book_dataset *dataset_of(const ties_book *b, const struct plan_set *set)
{
	for (uint32_t d = 0; d < b->DATASET.count; d++)
		if (str_is(book_string(b, b->DATASET.items[d].name), set->dataset))
			return &b->DATASET.items[d];
	return NULL;
}

static ties_code refuse(const struct plan_set *set, str reason, ties_error *err)
{
	const char *path = set->file[0].path;

	if (!has_date(set))
		return error_set(err, TIES_ERR_USAGE, "%s: %.*s. Say of which day it is: %s@YYYY-MM-DD=%s", path,
		                 STR_ARG(reason), set->dataset, path);
	return error_set(err, TIES_ERR_USAGE, "%s: %.*s. Leave it out, or build from all files without --base", path,
	                 STR_ARG(reason));
}

/* That a folder has what is in the base already is as it should be, and is only counted. */
static bool leave_out(struct plan *plan, const struct plan_set *set, bool known, str reason)
{
	struct plan_left_out out = {.path = set->file[0].path};

	if (!known)
		out.reason = arena_print(&plan->arena, "left out: %.*s", STR_ARG(reason)).ptr;
	return !plan->arena.failed && vec_push(&plan->left_out, out);
}

ties_code base_check(const ties_book *b, struct plan *plan, ties_error *err)
{
	size_t kept = 0;

	for (size_t i = 0; i < plan->sets.len; i++) {
		struct plan_set *set = &plan->sets.ptr[i];
		const struct book_dataset *d = dataset_of(b, set);
		bool known = d && !set->named && has_date(set) && has_file(b, d, set);
		str reason = d && !known ? reason_against(b, d, set, &plan->arena) : STR("");
		if (plan->arena.failed)
			return error_nomem(err);
		if (reason.len && set->named)
			return refuse(set, reason, err);
		if ((known || reason.len) && !leave_out(plan, set, known, reason))
			return error_nomem(err);
		if (!known && !reason.len)
			plan->sets.ptr[kept++] = *set;
	}
	plan->sets.len = kept;
	return TIES_OK;
}

static bool is_planned(const ties_book *b, const struct book_dataset *d, const struct plan *plan)
{
	for (size_t i = 0; i < plan->sets.len; i++)
		if (str_is(book_string(b, d->name), plan->sets.ptr[i].dataset))
			return true;
	return false;
}

/* Does the plan give the dataset, which has no dates, anew and whole? */
static bool is_replaced(const ties_book *b, const struct book_dataset *d, const struct plan *plan)
{
	if (d->version_count && newest_version(b, d)->day != TIES_DAY_MIN)
		return false;
	for (size_t i = 0; i < plan->sets.len; i++) {
		const struct plan_set *set = &plan->sets.ptr[i];
		if (!has_date(set) && !set->format->changes && str_is(book_string(b, d->name), set->dataset))
			return true;
	}
	return false;
}

/* ---- datasets and versions ----------------------------------------------------------------------------- */

static uint32_t string_of(struct restorer *r, uint32_t string)
{
	uint32_t *known = &r->string[string];

	if (!*known)
		*known = fold_string(r->f, book_string(r->b, string)) + 1;
	return *known - 1;
}

static bool restore_dataset(struct restorer *r, uint32_t number)
{
	const struct book_dataset *d = &r->b->DATASET.items[number];
	uint32_t dataset = r->dataset[number] = fold_open_dataset(r->f, book_string(r->b, d->name));

	for (uint32_t i = 0; dataset != FOLD_NONE && i < d->version_count; i++) {
		const struct book_version *v = BOOK_AT(r->b, VERSION, d->first_version + i);
		const struct fold_version version = {
		    .day = v->day,
		    .parts = v->parts,
		    .path = string_of(r, v->path),
		    .records = v->records,
		    .entries = v->entries,
		    .statements = v->statements,
		    .rejects = v->rejects,
		    .changes = v->flags & BOOK_NAMES_CHANGES,
		};
		if (!fold_restore_version(r->f, dataset, &version))
			return false;
	}
	return dataset != FOLD_NONE;
}

/* ---- records and statements ---------------------------------------------------------------------------- */

static bool restore_statement(struct restorer *r, uint32_t record, const struct book_statement *said)
{
	const struct book_manner *m = said->manner;
	str original = book_statement_original(r->b, said);
	const struct restore_days days = {.first_seen = m->first_seen,
	                                  .last_seen = m->last_seen,
	                                  .own_first = m->flags & BOOK_OWN_FIRST,
	                                  .own_last = m->flags & BOOK_OWN_LAST,
	                                  .first_of_day = m->first_of_day,
	                                  .last_of_day = m->last_of_day};
	const struct fold_manner manner = {
	    .lang = string_of(r, m->lang),
	    .valid_from = string_of(r, m->valid_from),
	    .valid_to = string_of(r, m->valid_to),
	    .source = string_of(r, m->source),
	    .attribution = string_of(r, m->attribution),
	};
	struct fold_statement s = {
	    .record = record,
	    .value = string_of(r, said->value),
	    .original = fold_string(r->f, original),
	    .manner = fold_manner_number(r->f, &manner),
	    .property = m->property,
	    .modality = m->modality,
	    .confidence = m->confidence,
	    .part = m->part,
	};

	restore_days(r->f, &s, &days);
	return fold_restore_statement(r->f, &s, r->goes_on[r->f->records.ptr[record].dataset]);
}

static uint32_t restore_record(struct restorer *r, uint32_t ref, uint32_t dataset)
{
	const struct book_ref *item = &r->b->REF.items[ref];
	const struct book_shape *shape = BOOK_AT(r->b, SHAPE, item->shape);
	const struct fold_record record = {
	    .dataset = dataset,
	    .id = string_of(r, item->record),
	    .line = item->line,
	    .schema = shape->schema,
	    .main = shape->flags & BOOK_IN_MAIN,
	    .last_version = FOLD_NONE,
	    .last_main = FOLD_NONE,
	};
	return fold_restore_record(r->f, &record);
}

static bool restore_entity(struct restorer *r, uint32_t entity)
{
	struct book_range refs = book_refs_of(r->b, entity);
	struct book_cursor c = book_statements_of(r->b, entity);
	struct book_statement said;
	bool more = book_next_statement(&c, &said);

	for (uint32_t ref = refs.begin; ref < refs.end; ref++) {
		uint32_t dataset = r->dataset[book_ref_dataset(r->b, ref)];
		size_t before = r->f->statements.len;
		uint32_t record = dataset == FOLD_NONE ? FOLD_NONE : restore_record(r, ref, dataset);
		if (dataset != FOLD_NONE && record == FOLD_NONE)
			return false;
		for (; more && said.ref == ref; more = book_next_statement(&c, &said))
			if (record != FOLD_NONE && !restore_statement(r, record, &said))
				return false;
		if (record != FOLD_NONE)
			restore_record_versions(r->f, record, before);
	}
	return true;
}

static bool restore_all(struct restorer *r, const struct plan *plan)
{
	const ties_book *b = r->b;

	for (uint32_t i = 0; i < b->DATASET.count; i++) {
		r->dataset[i] = FOLD_NONE;
		if (is_replaced(b, &b->DATASET.items[i], plan))
			continue;
		if (!restore_dataset(r, i))
			return false;
		r->goes_on[r->dataset[i]] = is_planned(b, &b->DATASET.items[i], plan);
	}
	for (uint32_t i = 0; i < b->ENTITY.count; i++)
		if (!restore_entity(r, i))
			return false;
	return !r->f->failed;
}

ties_code base_restore(struct fold *f, const ties_book *b, const struct plan *plan, ties_error *err)
{
	struct restorer r = {.f = f, .b = b};
	ties_code rc = TIES_OK;

	r.dataset = calloc((size_t)b->DATASET.count + 1, sizeof *r.dataset);
	r.goes_on = calloc((size_t)b->DATASET.count + 1, sizeof *r.goes_on);
	r.string = calloc((size_t)b->STRING.count * BOOK_STRINGS, sizeof *r.string);
	if (!r.dataset || !r.goes_on || !r.string ||
	    !intern_reserve(&f->strings, (size_t)b->STRING.count * BOOK_STRINGS) || !restore_all(&r, plan))
		rc = error_nomem(err);
	free(r.dataset);
	free(r.goes_on);
	free(r.string);
	return rc;
}
