#include "compile/resolve.h"

#include <stdlib.h>

/** The curated dataset: its records name entities, and no two of them are one. */
#define CURATED "ties_reference"

struct resolver {
	struct fold *f;
	uint32_t *parent; /* union-find over records, with path halving */
	uint32_t curated; /* dataset, FOLD_NONE when it is not there */
};

static uint32_t root_of(struct resolver *r, uint32_t i)
{
	while (r->parent[i] != i) {
		r->parent[i] = r->parent[r->parent[i]];
		i = r->parent[i];
	}
	return i;
}

/* Which of two records names the entity: curated before others, then by dataset name and record id. */
static int compare_lead(const struct resolver *r, uint32_t a, uint32_t b)
{
	const struct fold_record *x = &r->f->records.ptr[a], *y = &r->f->records.ptr[b];
	bool cx = x->dataset == r->curated, cy = y->dataset == r->curated;

	if (cx != cy)
		return cx ? -1 : 1;
	int order = str_compare(fold_text(r->f, r->f->datasets.ptr[x->dataset].name),
	                        fold_text(r->f, r->f->datasets.ptr[y->dataset].name));
	return order ? order : str_compare(fold_text(r->f, x->id), fold_text(r->f, y->id));
}

/* The root of a set is always its lead. False when two curated entities would become one. */
static bool join(struct resolver *r, uint32_t a, uint32_t b)
{
	a = root_of(r, a);
	b = root_of(r, b);
	if (a == b)
		return true;
	if (r->f->records.ptr[a].dataset == r->curated && r->f->records.ptr[b].dataset == r->curated)
		return false;
	if (compare_lead(r, a, b) <= 0)
		r->parent[b] = a;
	else
		r->parent[a] = b;
	return true;
}

/* A full ref "dataset:record id" to a record; FOLD_NONE when that list is not loaded. */
static uint32_t find_ref(struct fold *f, str ref)
{
	size_t colon = str_find_char(ref, ':', 0);

	if (colon == SIZE_MAX)
		return FOLD_NONE;
	uint32_t dataset = fold_find_dataset(f, str_slice(ref, 0, colon));
	uint32_t id = table_get(&f->strings.table, str_slice(ref, colon + 1, ref.len));
	if (dataset == FOLD_NONE || id == TABLE_NONE)
		return FOLD_NONE;
	return fold_find(f, dataset, id);
}

static void join_all(struct resolver *r, struct resolution *out)
{
	for (size_t i = 0; i < r->f->statements.len; i++) {
		const struct fold_statement *s = &r->f->statements.ptr[i];
		if (s->property != PROP_SAME_AS)
			continue;
		uint32_t other = find_ref(r->f, fold_text(r->f, s->value));
		if (other != FOLD_NONE && !join(r, s->record, other))
			out->refused++;
	}
}

/* Ids are made of [a-z0-9.-]: readable in a URL and on a command line. */
static uint32_t make_id(struct fold *f, const struct fold_record *r)
{
	const struct fold_dataset *d = &f->datasets.ptr[r->dataset];
	str prefix = d->known ? str_from(d->known->id_prefix) : fold_text(f, d->name);
	str record = fold_text(f, r->id);

	if (prefix.len == 0)
		return r->id;
	struct buf b = {0};
	buf_add(&b, prefix);
	for (size_t i = 0; i < record.len; i++) {
		char c = record.ptr[i];
		bool keep = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || (c & 0x80);
		if (c >= 'A' && c <= 'Z')
			c = (char)(c + 32);
		else if (!keep)
			c = '-';
		if (i == 0)
			buf_add_char(&b, '-');
		if (c != '-' || !str_ends(buf_str(&b), STR("-")))
			buf_add_char(&b, c);
	}
	f->failed |= b.failed;
	uint32_t id = fold_string(f, buf_str(&b));
	buf_finish(&b);
	return id;
}

struct named {
	uint32_t lead, id;
};

struct named_order {
	const struct fold *f;
	const struct resolver *r;
};

static int compare_named(const void *left, const void *right, void *context)
{
	const struct named *a = left, *b = right;
	const struct named_order *o = context;
	int order = str_compare(fold_text(o->f, a->id), fold_text(o->f, b->id));

	return order ? order : compare_lead(o->r, a->lead, b->lead);
}

/* Two records whose ids read alike ("A/1", "A-1") get a number behind; a numbered id may itself be taken, so
 * the whole is sorted and looked at again until all differ. */
static bool number_twins(struct fold *f, struct named *named, size_t count)
{
	bool any = false;

	for (size_t i = 1, n = 2; i < count; i++) {
		if (named[i].id != named[i - 1].id) {
			n = 2;
			continue;
		}
		uint32_t base = named[i].id;
		while (i < count && named[i].id == base) {
			str twin = arena_print(&f->arena, "%.*s-%zu", STR_ARG(fold_text(f, base)), n++);
			f->failed |= !twin.ptr;
			named[i++].id = fold_string(f, twin);
			any = true;
		}
		i--;
	}
	return any;
}

/* A record that only a side file has (aliases of an entry that no primary file knows) comes as a bare Thing: it
 * makes no entity. */
static struct named *name_entities(struct resolver *r, size_t *count)
{
	struct fold *f = r->f;
	struct named *named = calloc(f->records.len + 1, sizeof *named);
	bool *alive = calloc(f->records.len + 1, sizeof *alive);

	*count = 0;
	for (uint32_t i = 0; named && alive && i < f->records.len; i++)
		alive[root_of(r, i)] |= f->records.ptr[i].main || f->records.ptr[i].schema != SCHEMA_THING;
	for (uint32_t i = 0; named && alive && i < f->records.len; i++)
		if (r->parent[i] == i && alive[i])
			named[(*count)++] = (struct named){i, make_id(f, &f->records.ptr[i])};
	free(alive);
	struct named_order order = {f, r};
	do {
		if (named && *count)
			qsort_r(named, *count, sizeof *named, compare_named, &order);
	} while (named && !f->failed && number_twins(f, named, *count));
	return named;
}

ties_code resolve_entities(struct resolution *out, struct fold *f, ties_error *err)
{
	size_t n = f->records.len;
	struct resolver r = {.f = f, .parent = calloc(n + 1, sizeof(uint32_t))};
	struct named *named = NULL;
	size_t count = 0;
	ties_code rc = TIES_OK;

	*out = (struct resolution){0};
	r.curated = fold_find_dataset(f, STR(CURATED));
	for (uint32_t i = 0; r.parent && i < n; i++)
		r.parent[i] = i;
	if (r.parent) {
		join_all(&r, out);
		named = name_entities(&r, &count);
	}
	out->entity = malloc((n + 1) * sizeof(uint32_t));
	out->id = malloc((count + 1) * sizeof(uint32_t));
	out->lead = malloc((count + 1) * sizeof(uint32_t));
	if (!named || !out->entity || !out->id || !out->lead || f->failed) {
		resolution_finish(out);
		rc = error_nomem(err);
		goto done;
	}
	out->entity_count = (uint32_t)count;
	memset(out->entity, 0xff, n * sizeof(uint32_t));
	for (uint32_t e = 0; e < count; e++) {
		out->id[e] = named[e].id;
		out->lead[e] = named[e].lead;
		out->entity[named[e].lead] = e;
	}
	for (uint32_t i = 0; i < n; i++) {
		out->entity[i] = out->entity[root_of(&r, i)];
		out->orphans += out->entity[i] == FOLD_NONE;
	}
done:
	free(named);
	free(r.parent);
	return rc;
}

void resolution_finish(struct resolution *r)
{
	free(r->entity);
	free(r->id);
	free(r->lead);
	*r = (struct resolution){0};
}
