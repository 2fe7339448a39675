/* The fold in the order of the book, so that the same history gives the same bytes, whatever it was read from. */
#include "base/memory.h"
#include "base/pool.h"
#include "compile/fold.h"

#include <stdlib.h>

struct settler {
	struct fold *f;
	uint32_t *order;  /* old numbers of what is being sorted, in their new order */
	uint32_t *number; /* by old number: the new one */
	bool *done;       /* by manner: its strings have their new numbers */
	size_t kept;      /* strings that have a new number */
};

static bool make_room(struct settler *s, size_t count)
{
	free(s->order);
	free(s->number);
	s->order = calloc(count + 1, sizeof *s->order);
	s->number = calloc(count + 1, sizeof *s->number);
	return s->order && s->number;
}

/* Sorts `count` items by `compare`, which gets their old numbers. */
static bool sort(struct settler *s, size_t count, int compare(const void *, const void *, void *))
{
	if (!make_room(s, count))
		return false;
	for (uint32_t i = 0; i < count; i++)
		s->order[i] = i;
	if (count)
		qsort_r(s->order, count, sizeof *s->order, compare, s->f);
	for (uint32_t i = 0; i < count; i++)
		s->number[s->order[i]] = i;
	return true;
}

/** Items being copied in another order. */
struct move {
	const uint32_t *order; /* old numbers in their new order */
	const char *from;
	char *to;
	size_t count, size; /* items; bytes of one */
};

enum { MOVED_AT_ONCE = 1 << 16 }; /* items, by one thread */

static void move_run(void *context, unsigned, size_t item)
{
	const struct move *m = context;
	size_t begin = item * MOVED_AT_ONCE, end = begin + MOVED_AT_ONCE;

	end = end < m->count ? end : m->count;
	for (size_t i = begin; i < end; i++)
		memcpy(m->to + i * m->size, m->from + m->order[i] * m->size, m->size);
}

/* The items of `v` as `order` says; false when memory ran out. Most of it is waiting for memory, which threads do
 * together. */
#define REORDER(s, v) \
	({ \
		struct move move_ = {.order = (s)->order, \
		                     .from = (const char *)(v)->ptr, \
		                     .to = malloc(((v)->len + 1) * sizeof *(v)->ptr), \
		                     .count = (v)->len, \
		                     .size = sizeof *(v)->ptr}; \
		if (move_.to) { \
			pool_run((s)->f->threads, (move_.count + MOVED_AT_ONCE - 1) / MOVED_AT_ONCE, move_run, \
			         &move_); \
			vec_free((v)->ptr); \
			(v)->ptr = (typeof((v)->ptr))(void *)move_.to; \
			(v)->cap = (v)->len + 1; \
		} \
		move_.to != NULL; \
	})

/* ---- datasets and records ------------------------------------------------------------------------------ */

static int compare_datasets(const void *left, const void *right, void *context)
{
	const struct fold *f = context;
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;

	return str_compare(fold_text(f, f->datasets.ptr[a].name), fold_text(f, f->datasets.ptr[b].name));
}

static bool sort_datasets(struct settler *s)
{
	struct fold *f = s->f;

	if (!sort(s, f->datasets.len, compare_datasets) || !REORDER(s, &f->datasets))
		return false;
	for (size_t i = 0; i < f->records.len; i++)
		f->records.ptr[i].dataset = s->number[f->records.ptr[i].dataset];
	return true;
}

static int compare_records(const void *left, const void *right, void *context)
{
	const struct fold *f = context;
	const struct fold_record *a = &f->records.ptr[*(const uint32_t *)left];
	const struct fold_record *b = &f->records.ptr[*(const uint32_t *)right];

	if (a->dataset != b->dataset)
		return a->dataset < b->dataset ? -1 : 1;
	return str_compare(fold_text(f, a->id), fold_text(f, b->id));
}

static bool sort_records(struct settler *s)
{
	struct fold *f = s->f;

	if (!sort(s, f->records.len, compare_records) || !REORDER(s, &f->records))
		return false;
	for (size_t i = 0; i < f->statements.len; i++)
		f->statements.ptr[i].record = s->number[f->statements.ptr[i].record];
	return true;
}

/* ---- statements ------------------------------------------------------------------------------------------ */

#define BY(a, b) \
	if ((a) != (b)) \
	return (a) < (b) ? -1 : 1

static int compare_statements(const void *left, const void *right, void *context)
{
	const struct fold *f = context;
	uint32_t x = *(const uint32_t *)left, y = *(const uint32_t *)right;
	const struct fold_statement *a = &f->statements.ptr[x], *b = &f->statements.ptr[y];

	BY(a->record, b->record);
	BY(a->property, b->property);
	BY(fold_first_seen(f, a), fold_first_seen(f, b));
	BY(x, y);
	return 0;
}

static void sort_few(struct fold *f, uint32_t *order, size_t count)
{
	size_t i = 1;

	while (i < count && compare_statements(&order[i - 1], &order[i], f) < 0)
		i++;
	if (i < count)
		qsort_r(order, count, sizeof *order, compare_statements, f);
}

/* By record in one pass, then each record's by the rest: they are few, and mostly in order. */
static bool sort_statements(struct settler *s)
{
	struct fold *f = s->f;
	size_t n = f->statements.len;
	uint32_t *first = make_room(s, n) ? calloc(f->records.len + 2, sizeof *first) : NULL;

	if (!first)
		return false;
	f->first_of_record = first;
	for (size_t i = 0; i < n; i++)
		first[f->statements.ptr[i].record + 2]++;
	for (size_t r = 0; r < f->records.len; r++)
		first[r + 2] += first[r + 1];
	for (uint32_t i = 0; i < n; i++) /* afterwards it says of each record where its own begin */
		s->order[first[f->statements.ptr[i].record + 1]++] = i;
	for (size_t r = 0; r < f->records.len; r++)
		sort_few(f, s->order + first[r], first[r + 1] - first[r]);
	return REORDER(s, &f->statements);
}

/* ---- strings --------------------------------------------------------------------------------------------- */

/* The new number of a string is kept under its old one. */
static void renumber(struct settler *s, uint32_t *string)
{
	uint32_t *number = &s->number[*string];

	if (*number == INTERN_NONE)
		*number = (uint32_t)s->kept++;
	*string = *number;
}

/* Statements have manners in common: the first that has one renumbers it. */
static void renumber_manner(struct settler *s, uint32_t manner)
{
	struct fold_manner *m = &s->f->manners.ptr[manner];
	uint32_t *const strings[] = {&m->lang, &m->valid_from, &m->valid_to, &m->source, &m->attribution};

	if (s->done[manner])
		return;
	s->done[manner] = true;
	for (size_t k = 0; k < sizeof strings / sizeof *strings; k++)
		renumber(s, strings[k]);
}

/* All strings in the order of the book. */
static void renumber_all(struct settler *s)
{
	struct fold *f = s->f;

	for (size_t i = 0; i < f->datasets.len; i++) {
		struct fold_dataset *d = &f->datasets.ptr[i];
		renumber(s, &d->name);
		for (size_t k = 0; k < d->versions.len; k++)
			renumber(s, &d->versions.ptr[k].path);
	}
	for (size_t i = 0; i < f->records.len; i++)
		renumber(s, &f->records.ptr[i].id);
	for (size_t i = 0; i < f->statements.len; i++) {
		struct fold_statement *t = &f->statements.ptr[i];
		renumber(s, &t->value);
		renumber(s, &t->original);
		renumber_manner(s, t->manner);
	}
	for (size_t i = 0; i < f->joins.len; i++)
		renumber(s, &f->joins.ptr[i].value);
}

static bool sort_strings(struct settler *s)
{
	size_t count = s->f->strings.count;

	free(s->number);
	s->number = malloc(count * sizeof *s->number);
	s->done = calloc(s->f->manners.len, sizeof *s->done);
	if (!s->number || !s->done)
		return false;
	memory_scattered(s->number, count * sizeof *s->number);
	for (size_t i = 0; i < count; i++)
		s->number[i] = INTERN_NONE;
	s->number[0] = 0; /* the empty string stays the first */
	s->kept = 1;
	renumber_all(s);
	return intern_renumber(&s->f->strings, s->number);
}

/* ---- readings of sources --------------------------------------------------------------------------------- */

static bool add_reading(struct fold *f, const struct fold_statement *s, int32_t day)
{
	const struct fold_reading reading = {f->records.ptr[s->record].dataset, fold_manner(f, s)->source, day};

	return day == TIES_DAY_MIN || vec_push(&f->readings, reading);
}

/* On the days on which a source saw something first or last it was read. What names no source tells since when nothing
 * has changed, which is not since when it is there. */
static bool collect_readings(struct fold *f)
{
	size_t kept = 0;

	for (size_t i = 0; i < f->statements.len; i++) {
		const struct fold_statement *s = &f->statements.ptr[i];
		if (fold_manner(f, s)->source && !(add_reading(f, s, s->own_first) && add_reading(f, s, s->own_last)))
			return false;
	}
	if (f->readings.len)
		qsort(f->readings.ptr, f->readings.len, sizeof *f->readings.ptr, fold_compare_readings);
	for (size_t i = 0; i < f->readings.len; i++)
		if (!kept || fold_compare_readings(&f->readings.ptr[kept - 1], &f->readings.ptr[i]) != 0)
			f->readings.ptr[kept++] = f->readings.ptr[i];
	f->readings.len = kept;
	return true;
}

bool fold_close(struct fold *f)
{
	struct settler s = {.f = f};

	slots_finish(&f->statement_slots);
	slots_finish(&f->manner_slots); /* whose strings get other numbers */
	bool good = sort_datasets(&s) && sort_records(&s) && sort_statements(&s) && sort_strings(&s) &&
	            fold_index_records(f) && collect_readings(f);
	free(s.order);
	free(s.number);
	free(s.done);
	return good;
}
