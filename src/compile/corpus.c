/* The folded statements in an order that later stages can walk. */
#include "base/memory.h"
#include "base/pool.h"
#include "compile/derive.h"

#include <stdlib.h>

/* REF items are numbered by entity, dataset name and record id; records are in order of the last two. */
static bool number_refs(struct corpus *c)
{
	const struct fold *f = c->fold;
	const uint32_t *entity = c->entities->entity;
	uint32_t *first = calloc((size_t)c->entities->entity_count + 2, sizeof *first);

	c->first_ref = first;
	c->ref = malloc((f->records.len + 1) * sizeof *c->ref);
	c->record_of_ref = malloc((f->records.len + 1) * sizeof *c->record_of_ref);
	if (!first || !c->ref || !c->record_of_ref)
		return false;
	for (size_t i = 0; i < f->records.len; i++)
		if (entity[i] != FOLD_NONE)
			first[entity[i] + 2]++;
	for (size_t e = 0; e < c->entities->entity_count; e++)
		first[e + 2] += first[e + 1];
	for (uint32_t i = 0; i < f->records.len; i++) { /* afterwards it says of each entity where its own begin */
		c->ref[i] = entity[i] == FOLD_NONE ? BOOK_NONE : first[entity[i] + 1]++;
		if (c->ref[i] != BOOK_NONE)
			c->record_of_ref[c->ref[i]] = i;
	}
	return true;
}

uint32_t corpus_find_target(const struct fold *f, const struct fold_statement *s)
{
	uint32_t own = fold_find(f, f->records.ptr[s->record].dataset, s->value);

	if (own != FOLD_NONE)
		return own;
	str value = fold_text(f, s->value);
	size_t colon = str_find_char(value, ':', 0);
	if (colon == SIZE_MAX)
		return FOLD_NONE;
	uint32_t dataset = fold_find_dataset(f, str_slice(value, 0, colon));
	uint32_t id = intern_find(&f->strings, str_slice(value, colon + 1, value.len));
	return dataset == FOLD_NONE || id == INTERN_NONE ? FOLD_NONE : fold_find(f, dataset, id);
}

enum {
	TARGET_RUN = 1 << 16, /* statements that a thread takes at once */
	TARGET_BATCH = 64     /* of them looked up side by side */
};

static bool names_record(const struct fold_statement *s)
{
	return model_property_type(s->property) == TYPE_ENTITY;
}

static uint32_t find_entity(const struct corpus *c, const struct fold_statement *s)
{
	uint32_t record = names_record(s) ? corpus_find_target(c->fold, s) : FOLD_NONE;

	return record == FOLD_NONE ? FOLD_NONE : c->entities->entity[record];
}

/* What is looked up lies far apart in memory: it is fetched for all of a batch, step by step. */
static void find_batch(struct corpus *c, uint32_t begin, uint32_t end)
{
	const struct fold *f = c->fold;
	const struct fold_statement *s = f->statements.ptr;

	for (uint32_t i = begin; i < end; i++)
		if (names_record(&s[i]))
			memory_prefetch(&f->record_of_id.ptr[s[i].value]);
	for (uint32_t i = begin; i < end; i++) {
		uint32_t record = names_record(&s[i]) ? fold_likely(f, s[i].value) : FOLD_NONE;
		if (record != FOLD_NONE) {
			memory_prefetch(&f->records.ptr[record]);
			memory_prefetch(&c->entities->entity[record]);
		}
	}
	for (uint32_t i = begin; i < end; i++)
		c->target[i] = find_entity(c, &s[i]);
}

static void find_run(void *context, unsigned, size_t item)
{
	struct corpus *c = context;
	size_t begin = item * TARGET_RUN, end = begin + TARGET_RUN, count = c->fold->statements.len;

	end = end < count ? end : count;
	for (size_t i = begin; i < end; i += TARGET_BATCH)
		find_batch(c, (uint32_t)i, (uint32_t)(i + TARGET_BATCH < end ? i + TARGET_BATCH : end));
}

static bool find_targets(struct corpus *c)
{
	size_t count = c->fold->statements.len;

	c->target = malloc((count + 1) * sizeof *c->target);
	if (!c->target)
		return false;
	pool_run(c->fold->threads, (count + TARGET_RUN - 1) / TARGET_RUN, find_run, c);
	return true;
}

ties_code corpus_init(struct corpus *c, struct fold *f, const struct resolution *entities, ties_error *err)
{
	*c = (struct corpus){.fold = f, .entities = entities, .first = f->first_of_record};
	if (number_refs(c) && find_targets(c))
		return TIES_OK;
	corpus_finish(c);
	return error_nomem(err);
}

void corpus_finish(struct corpus *c)
{
	free(c->ref);
	free(c->record_of_ref);
	free(c->first_ref);
	free(c->target);
	*c = (struct corpus){0};
}

/* Was `a` said later than `b`, as far as is known on `day`? Of versions of one day the last counts. */
static bool said_later(const struct corpus *c, const struct fold_statement *a, const struct fold_statement *b,
                       int32_t day)
{
	int32_t last_a = corpus_gone(c, a) > day ? TIES_DAY_MAX : corpus_last_seen(c, a);
	int32_t last_b = corpus_gone(c, b) > day ? TIES_DAY_MAX : corpus_last_seen(c, b);

	if (last_a != last_b || last_a == TIES_DAY_MAX)
		return last_a > last_b;
	return a->last_version > b->last_version;
}

uint32_t corpus_value_on(const struct corpus *c, uint32_t record, enum model_property property, int32_t day)
{
	const struct fold_statement *all = c->fold->statements.ptr;
	uint32_t best = FOLD_NONE;

	for (uint32_t i = c->first[record]; i < c->first[record + 1]; i++) {
		if (all[i].property == property && corpus_first_seen(c, &all[i]) <= day &&
		    (best == FOLD_NONE || said_later(c, &all[i], &all[best], day)))
			best = i;
	}
	return best;
}

uint32_t corpus_value(const struct corpus *c, uint32_t record, enum model_property property)
{
	return corpus_value_on(c, record, property, TIES_DAY_MAX);
}

str corpus_text(const struct corpus *c, uint32_t record, enum model_property property)
{
	uint32_t s = corpus_value(c, record, property);

	return s == FOLD_NONE ? STR("") : fold_text(c->fold, c->fold->statements.ptr[s].value);
}

int32_t corpus_first_seen(const struct corpus *c, const struct fold_statement *s)
{
	return fold_first_seen(c->fold, s);
}

int32_t corpus_last_seen(const struct corpus *c, const struct fold_statement *s)
{
	return fold_last_seen(c->fold, s);
}

int32_t corpus_gone(const struct corpus *c, const struct fold_statement *s)
{
	int32_t gone = fold_first_without(c->fold, s), last = corpus_last_seen(c, s);

	if (gone == TIES_DAY_MAX)
		return s->own_last != TIES_DAY_MIN && last != TIES_DAY_MAX ? last + 1 : TIES_DAY_MAX;
	return gone > last ? gone : last;
}
