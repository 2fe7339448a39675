#include "export/select.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- nodes ------------------------------------------------------------------------------------------------- */

struct wave {
	const ties_book *b;
	uint8_t *near;
	uint32_t *queue; /* NODE items in the order in which they were reached */
	size_t count;
};

static void reach(struct wave *w, uint32_t node, uint8_t steps)
{
	if (node >= w->b->NODE.count || w->near[node])
		return;
	w->near[node] = steps;
	w->queue[w->count++] = node;
}

static void widen(struct wave *w, uint32_t node)
{
	struct book_range from = book_ties_from(w->b, node), to = book_ties_to(w->b, node);
	uint8_t steps = (uint8_t)(w->near[node] + 1);

	for (uint32_t i = from.begin; i < from.end; i++)
		if (book_tie_known(w->b, i, TIES_DAY_MAX))
			reach(w, BOOK_AT(w->b, TIE, i)->to, steps);
	for (uint32_t i = to.begin; i < to.end; i++)
		if (book_tie_known(w->b, BOOK_AT(w->b, TIE_IN, i)->tie, TIES_DAY_MAX))
			reach(w, BOOK_AT(w->b, TIE_IN, i)->from, steps);
}

uint8_t *select_near(const ties_book *b, const struct export_options *options)
{
	struct wave w = {.b = b,
	                 .near = calloc((size_t)b->NODE.count + 1, 1),
	                 .queue = calloc((size_t)b->NODE.count + 1, sizeof *w.queue)};
	size_t done = 0;

	for (size_t i = 0; w.near && w.queue && i < options->centre_count; i++)
		reach(&w, book_node_of(b, book_entity_by_id(b, str_from(options->centres[i]))), 1);
	for (unsigned step = 0; step < options->depth && step < UINT8_MAX - 1; step++)
		for (size_t end = w.count; done < end; done++)
			widen(&w, w.queue[done]);
	if (!w.queue) {
		free(w.near);
		w.near = NULL;
	}
	free(w.queue);
	return w.near;
}

/* ---- entities ---------------------------------------------------------------------------------------------- */

/* Calls `visit` with each statement that names an entity, by the ENTITY item that says it. */
static void visit_targets(const ties_book *b, uint8_t *chosen,
                          void visit(const ties_book *, uint8_t *, uint32_t, uint32_t))
{
	for (uint32_t i = 0; i < b->TARGET.count; i++) {
		const struct book_target *t = BOOK_AT(b, TARGET, i);
		uint32_t by = book_ref_entity(b, book_statement_at(b, t->statement).ref);
		if (by < b->ENTITY.count && t->entity < b->ENTITY.count)
			visit(b, chosen, by, t->entity);
	}
}

enum { NEAR = 1, BETWEEN = 2, NAMED = 3, TWINS_MAX = 1000 };

/* A relation that names one who is near. */
static void choose_relation(const ties_book *b, uint8_t *chosen, uint32_t by, uint32_t named)
{
	if (!chosen[by] && chosen[named] == NEAR && !model_schema_is_named(BOOK_AT(b, ENTITY, by)->schema))
		chosen[by] = BETWEEN;
}

static void choose_named(const ties_book *, uint8_t *chosen, uint32_t by, uint32_t named)
{
	if (!chosen[named] && (chosen[by] == NEAR || chosen[by] == BETWEEN))
		chosen[named] = NAMED;
}

/* "x-3" is called so because others are "x" and "x-2": without them it would be called otherwise. */
static void choose_twins(const ties_book *b, uint8_t *chosen, uint32_t entity)
{
	str id = book_string(b, BOOK_AT(b, ENTITY, entity)->id);
	size_t digits = 0;
	uint64_t number;
	char twin[512];

	while (digits < id.len && id.ptr[id.len - 1 - digits] >= '0' && id.ptr[id.len - 1 - digits] <= '9')
		digits++;
	if (digits == 0 || digits + 1 >= id.len || id.len >= sizeof twin || id.ptr[id.len - 1 - digits] != '-' ||
	    !str_to_u64(str_slice(id, id.len - digits, id.len), &number))
		return;
	str base = str_slice(id, 0, id.len - digits - 1);
	for (uint64_t n = 1; n < number && n <= TWINS_MAX; n++) {
		int len = n == 1 ? snprintf(twin, sizeof twin, "%.*s", STR_ARG(base))
		                 : snprintf(twin, sizeof twin, "%.*s-%llu", STR_ARG(base), (unsigned long long)n);
		uint32_t found = book_entity_by_id(b, (str){twin, (size_t)len});
		if (found >= b->ENTITY.count)
			return;
		chosen[found] = chosen[found] ? chosen[found] : NAMED;
	}
}

static void choose_datasets(struct selection *s, const ties_book *b)
{
	for (uint32_t e = 0; e < b->ENTITY.count; e++) {
		struct book_range refs = book_refs_of(b, e);
		for (uint32_t ref = refs.begin; s->entities[e] && ref < refs.end; ref++) {
			uint32_t dataset = book_ref_dataset(b, ref);
			if (dataset < b->DATASET.count)
				s->datasets[dataset] = 1;
		}
	}
}

bool select_part(struct selection *out, const ties_book *b, const struct export_options *options)
{
	uint8_t *near = select_near(b, options);

	*out = (struct selection){.entities = calloc((size_t)b->ENTITY.count + 1, 1),
	                          .datasets = calloc((size_t)b->DATASET.count + 1, 1)};
	bool well = near && out->entities && out->datasets;
	for (size_t i = 0; well && i < options->centre_count; i++) {
		uint32_t centre = book_entity_by_id(b, str_from(options->centres[i]));
		if (centre < b->ENTITY.count)
			out->entities[centre] = NEAR;
	}
	for (uint32_t node = 0; well && node < b->NODE.count; node++) {
		uint32_t entity = BOOK_AT(b, NODE, node)->entity;
		if (near[node] && entity < b->ENTITY.count)
			out->entities[entity] = NEAR;
	}
	free(near);
	if (!well)
		return false;
	visit_targets(b, out->entities, choose_relation);
	visit_targets(b, out->entities, choose_named);
	for (uint32_t e = 0; e < b->ENTITY.count; e++)
		if (out->entities[e])
			choose_twins(b, out->entities, e);
	choose_datasets(out, b);
	return true;
}

void selection_finish(struct selection *s)
{
	free(s->entities);
	free(s->datasets);
	*s = (struct selection){0};
}
