/* The folded statements in an order that later stages can walk. */
#include "compile/derive.h"

#include <stdlib.h>

/* REF items are numbered by entity, dataset name and record id; records are in order of the last two. */
static bool number_refs(struct corpus *c)
{
	size_t n = c->fold->records.len;
	uint32_t *next = calloc((size_t)c->entities->entity_count + 1, sizeof *next), sum = 0;

	c->ref = malloc((n + 1) * sizeof *c->ref);
	if (!next || !c->ref) {
		free(next);
		return false;
	}
	for (size_t i = 0; i < n; i++)
		if (c->entities->entity[i] != FOLD_NONE)
			next[c->entities->entity[i]]++;
	for (size_t e = 0; e < c->entities->entity_count; e++) {
		uint32_t count = next[e];
		next[e] = sum;
		sum += count;
	}
	for (size_t i = 0; i < n; i++)
		c->ref[i] = c->entities->entity[i] == FOLD_NONE ? BOOK_NONE : next[c->entities->entity[i]]++;
	free(next);
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

static bool find_targets(struct corpus *c)
{
	struct fold *f = c->fold;

	c->target = malloc((f->statements.len + 1) * sizeof *c->target);
	if (!c->target)
		return false;
	for (size_t i = 0; i < f->statements.len; i++) {
		const struct fold_statement *s = &f->statements.ptr[i];
		c->target[i] = model_property_type(s->property) == TYPE_ENTITY ? corpus_find_target(f, s) : FOLD_NONE;
		if (c->target[i] != FOLD_NONE && c->entities->entity[c->target[i]] == FOLD_NONE)
			c->target[i] = FOLD_NONE;
	}
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
