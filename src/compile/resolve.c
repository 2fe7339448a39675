#include "compile/resolve.h"

#include "base/memory.h"

#include <stdlib.h>

static char id_char(char c)
{
	bool keep = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || (c & 0x80);

	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : keep ? c : '-';
}

/* Ids are made of [a-z0-9.-]: readable in a URL and on a command line. Adds that of the record to `b`, nothing when it
 * is the record's own. */
static void spell_id(const struct fold *f, const struct fold_record *r, struct buf *b)
{
	const struct fold_dataset *d = &f->datasets.ptr[r->dataset];
	str prefix = d->known ? str_from(d->known->id_prefix) : fold_text(f, d->name);
	str record = fold_text(f, r->id);

	if (prefix.len == 0 || !buf_reserve(b, prefix.len + 1 + record.len))
		return;
	buf_add(b, prefix);
	if (record.len)
		b->ptr[b->len++] = '-';
	for (size_t i = 0; i < record.len; i++) {
		char c = id_char(record.ptr[i]);
		if (c != '-' || b->ptr[b->len - 1] != '-')
			b->ptr[b->len++] = c;
	}
}

static uint32_t make_id(struct fold *f, const struct fold_record *r)
{
	struct buf b = {0};

	spell_id(f, r, &b);
	uint32_t id = b.len ? fold_string(f, buf_str(&b)) : r->id;
	f->failed |= b.failed;
	buf_finish(&b);
	return id;
}

struct named {
	uint32_t lead, id;
};

/* Makes the ids of many at a time, so that the places of strings which they will take are fetched together. */
static void make_ids(struct fold *f, struct named *named, size_t count)
{
	enum { AT_ONCE = 32 };
	struct buf b = {0};

	for (size_t from = 0; from < count && !b.failed && !f->failed; from += AT_ONCE) {
		size_t n = count - from < AT_ONCE ? count - from : AT_ONCE, begin[AT_ONCE + 1] = {0};
		b.len = 0;
		for (size_t i = 0; i < n; i++) {
			spell_id(f, &f->records.ptr[named[from + i].lead], &b);
			begin[i + 1] = b.len;
			intern_expect(&f->strings, str_slice(buf_str(&b), begin[i], b.len), INTERN_SLOT);
		}
		for (size_t i = 0; i < n; i++) {
			str id = str_slice(buf_str(&b), begin[i], begin[i + 1]);
			named[from + i].id = id.len ? fold_string(f, id) : f->records.ptr[named[from + i].lead].id;
		}
	}
	f->failed |= b.failed;
	buf_finish(&b);
}

struct named_order {
	const struct fold *f;
	const struct joins *joins;
};

static int compare_named(const void *left, const void *right, void *context)
{
	const struct named *a = left, *b = right;
	const struct named_order *o = context;
	int order = str_compare(fold_text(o->f, a->id), fold_text(o->f, b->id));

	return order ? order : joins_compare_lead(o->joins, a->lead, b->lead);
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
static struct named *name_entities(struct joins *j, size_t *count)
{
	struct fold *f = j->f;
	struct named *named = calloc(f->records.len + 1, sizeof *named);
	bool *alive = calloc(f->records.len + 1, sizeof *alive);

	*count = 0;
	for (uint32_t i = 0; named && alive && i < f->records.len; i++)
		alive[joins_root(j, i)] |= f->records.ptr[i].main || f->records.ptr[i].schema != SCHEMA_THING;
	for (uint32_t i = 0; named && alive && i < f->records.len; i++)
		if (j->parent[i] == i && alive[i])
			named[(*count)++].lead = i;
	free(alive);
	if (named)
		make_ids(f, named, *count);
	struct named_order order = {f, j};
	do {
		if (named && *count)
			qsort_r(named, *count, sizeof *named, compare_named, &order);
	} while (named && !f->failed && number_twins(f, named, *count));
	return named;
}

/* ---- the answer ----------------------------------------------------------------------------------------------- */

static bool number_entities(struct resolution *out, struct joins *j, const struct named *named, size_t count)
{
	size_t n = j->f->records.len;

	out->entity = malloc((n + 1) * sizeof(uint32_t));
	out->id = malloc((count + 1) * sizeof(uint32_t));
	out->lead = malloc((count + 1) * sizeof(uint32_t));
	if (!out->entity || !out->id || !out->lead)
		return false;
	memory_scattered(out->entity, n * sizeof *out->entity);
	out->entity_count = (uint32_t)count;
	memset(out->entity, 0xff, n * sizeof(uint32_t));
	for (uint32_t e = 0; e < count; e++) {
		out->id[e] = named[e].id;
		out->lead[e] = named[e].lead;
		out->entity[named[e].lead] = e;
	}
	for (uint32_t i = 0; i < n; i++) {
		out->entity[i] = out->entity[joins_root(j, i)];
		out->orphans += out->entity[i] == FOLD_NONE;
	}
	return true;
}

static int compare_aliases(const void *left, const void *right, void *context)
{
	const struct resolution_alias *a = left, *b = right;
	int order = str_compare(fold_text(context, a->id), fold_text(context, b->id));

	if (order)
		return order;
	return a->entity < b->entity ? -1 : a->entity > b->entity;
}

/* What an entity would be called without the record that leads it still finds it, unless another one has that id. */
static bool add_aliases(struct resolution *out, struct joins *j)
{
	struct fold *f = j->f;
	uint32_t *taken = calloc(f->strings.count + f->records.len + 1, sizeof *taken);
	size_t kept = 0;
	bool well = taken != NULL;

	for (uint32_t e = 0; well && e < out->entity_count; e++)
		taken[out->id[e]] = 1;
	for (uint32_t i = 0; well && i < f->records.len; i++) {
		if (j->parent[i] == i || out->entity[i] == FOLD_NONE)
			continue;
		uint32_t id = make_id(f, &f->records.ptr[i]);
		if (!taken[id])
			well = vec_push(&out->aliases, ((struct resolution_alias){id, out->entity[i]}));
	}
	free(taken);
	if (out->aliases.len)
		qsort_r(out->aliases.ptr, out->aliases.len, sizeof *out->aliases.ptr, compare_aliases, f);
	for (size_t i = 0; i < out->aliases.len; i++)
		if (kept == 0 || out->aliases.ptr[kept - 1].id != out->aliases.ptr[i].id)
			out->aliases.ptr[kept++] = out->aliases.ptr[i];
	out->aliases.len = kept;
	return well;
}

static ties_code join_all(struct joins *j, const struct decisions *decisions, decision_reject_fn *reject, void *context,
                          ties_error *err)
{
	if (!join_hold_apart(j, decisions))
		return error_nomem(err);
	join_curated(j);
	if (!join_decided(j, decisions, reject, context))
		return error_nomem(err);
	join_settled(j);
	ties_code rc = join_strong(j, err);
	joins_name(j);
	return rc;
}

ties_code resolve_entities(struct resolution *out, struct fold *f, const struct decisions *decisions,
                           decision_reject_fn *reject, void *context, ties_error *err)
{
	struct joins j;
	struct named *named = NULL;
	size_t count = 0;

	*out = (struct resolution){0};
	ties_code rc = joins_init(&j, f) ? join_all(&j, decisions, reject, context, err) : error_nomem(err);
	if (rc == TIES_OK)
		named = name_entities(&j, &count);
	if (rc == TIES_OK &&
	    (!named || f->failed || !number_entities(out, &j, named, count) || !add_aliases(out, &j) || f->failed))
		rc = error_nomem(err);
	free(named);
	out->joins = j.report;
	out->edges.ptr = j.edges.ptr;
	out->edges.len = j.edges.len;
	out->edges.cap = j.edges.cap;
	j.edges.ptr = NULL;
	joins_finish(&j);
	if (rc != TIES_OK)
		resolution_finish(out);
	return rc;
}

void resolution_finish(struct resolution *r)
{
	free(r->entity);
	free(r->id);
	free(r->lead);
	vec_finish(&r->aliases);
	vec_finish(&r->edges);
	*r = (struct resolution){0};
}
