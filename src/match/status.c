/* Which entity is meant, and what was it? An id, a ref or a name becomes candidates; a clear one is told in full. */
#include "graph/graph.h"
#include "history/history.h"
#include "match/match.h"

#include <stdlib.h>

enum { CANDIDATES_MAX = 10 };

/** A name that is written otherwise than any listed one must score this to be offered at all. */
static const double offered_from = 0.7;
/** From here a name counts as the same name, and candidates below are not offered beside it. */
static const double same_from = 0.999;

struct status_block {
	ties_status status; /* first: the public pointer is the block */
	struct arena arena;
};

struct resolver {
	const ties_book *b;
	struct status_block *block;
	struct history_time time;
	ties_candidate *candidates;
	uint32_t entities[CANDIDATES_MAX];
};

static ties_code add_candidate(struct resolver *r, uint32_t entity, double score, str name, ties_error *err)
{
	ties_status *status = &r->block->status;
	ties_candidate *c = &r->candidates[status->candidate_count];

	r->entities[status->candidate_count++] = entity;
	c->score = score;
	c->name = name;
	return history_entity(&c->entity, r->b, entity, &r->time, &r->block->arena, err);
}

/* How well a name stands for its entity when several have it: as a name or alias, or only as a nickname. */
static bool is_weak(const ties_book *b, uint32_t name)
{
	return book_name_property(b, name) >= PROP_WEAK_ALIAS;
}

/* Same names push out similar ones, and full names push out nicknames: how many of the list remain, and which kind. */
static size_t count_offered(const ties_book *b, const struct match_candidate *list, size_t count, bool *strong)
{
	size_t same = 0;

	*strong = false;
	for (; same < count && list[same].score >= same_from; same++)
		*strong |= !is_weak(b, list[same].name);
	return same ? same : count;
}

static ties_code resolve_name(struct resolver *r, str name, ties_error *err)
{
	struct match_search *search;
	const struct match_candidate *list;
	size_t count = 0;
	bool strong = false;
	const struct match_filter filter = {.threshold = offered_from};
	ties_code rc = match_search_new(&search, r->b, err);

	if (rc == TIES_OK)
		rc = match_search_run(search, name, &filter, &list, &count, err);
	if (rc == TIES_OK)
		count = count_offered(r->b, list, count, &strong);
	for (size_t i = 0; rc == TIES_OK && i < count && r->block->status.candidate_count < CANDIDATES_MAX; i++)
		if (!strong || !is_weak(r->b, list[i].name))
			rc = add_candidate(r, list[i].entity, list[i].score, book_name_text(r->b, list[i].name), err);
	match_search_free(search);
	return rc;
}

static ties_code resolve(struct resolver *r, str query, ties_error *err)
{
	uint32_t entity = book_entity_by_id(r->b, query);

	if (entity == BOOK_NONE)
		entity = book_entity_by_ref(r->b, query);
	if (entity != BOOK_NONE)
		return add_candidate(r, entity, 1, STR(""), err);
	return resolve_name(r, query, err);
}

static ties_code fill(struct resolver *r, str query, const ties_time *time, bool statements, ties_error *err)
{
	int32_t day = date_today();
	const struct date today = {.first = day, .last = day, .kind = DATE_KNOWN};
	ties_status *status = &r->block->status;
	struct arena *arena = &r->block->arena;
	char known[DATE_TEXT_MAX];
	ties_code rc = history_time_parse(&r->time, time, today, arena, err);

	if (rc != TIES_OK)
		return rc;
	status->query = arena_copy(arena, query);
	status->on = (ties_when){r->time.on_text, r->time.on.first, r->time.on.last};
	if (r->time.known_on.kind == DATE_KNOWN)
		status->known_on = (ties_when){arena_copy(arena, (str){known, date_print(r->time.known_on, known)}),
		                               r->time.known_on.first, r->time.known_on.last};
	r->candidates = arena_array(arena, CANDIDATES_MAX, sizeof *r->candidates);
	status->candidates = r->candidates;
	if (!r->candidates)
		return error_nomem(err);
	rc = resolve(r, query, err);
	if (rc == TIES_OK && statements && status->candidate_count == 1)
		rc = history_statements(&status->statements, &status->statement_count, r->b, r->entities[0], &r->time,
		                        arena, err);
	if (rc == TIES_OK && statements && status->candidate_count == 1)
		rc = graph_ties_of(&status->ties, &status->tie_count, r->b, r->entities[0], r->time.on, arena, err);
	return rc;
}

ties_code ties_status_of(const ties_book *book, ties_str entity, const ties_time *time, bool statements,
                         ties_status **out, ties_error *err)
{
	struct resolver r = {.b = book, .block = calloc(1, sizeof *r.block)};

	*out = NULL;
	if (!r.block)
		return error_nomem(err);
	ties_code rc = fill(&r, entity, time, statements, err);
	if (rc != TIES_OK) {
		ties_status_free(&r.block->status);
		return rc;
	}
	*out = &r.block->status;
	return TIES_OK;
}

void ties_status_free(ties_status *status)
{
	struct status_block *block = (struct status_block *)status;

	if (!block)
		return;
	arena_finish(&block->arena);
	free(block);
}
