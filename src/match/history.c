/* What happened to it, and how do jurisdictions compare? The entities that ids, refs or names mean, through time. */
#include "graph/graph.h"
#include "match/named.h"

#include <stdlib.h>

struct timeline_block {
	ties_timeline timeline; /* first: the public pointer is the block */
	struct arena arena;
};

static ties_code fill_timeline(struct timeline_block *block, const ties_book *b, str query, const ties_time *time,
                               ties_error *err)
{
	struct named named;
	const ties_tie *ties;
	size_t tie_count;
	ties_code rc = named_resolve(&named, b, query, time, &block->arena, err);

	if (rc != TIES_OK)
		return rc;
	block->timeline = (ties_timeline){
	    .query = named.query,
	    .on = named.on,
	    .known_on = named.known_on,
	    .candidates = named.candidates,
	    .candidate_count = named.count,
	};
	if (named.count != 1)
		return TIES_OK;
	rc = graph_ties_of(&ties, &tie_count, b, named.entity, named.time.on, history_known_day(&named.time),
	                   &block->arena, err);
	if (rc != TIES_OK)
		return rc;
	return history_timeline(&block->timeline, b, named.entity, &named.time, ties, tie_count, &block->arena, err);
}

ties_code ties_timeline_of(const ties_book *book, ties_str entity, const ties_time *time, ties_timeline **out,
                           ties_error *err)
{
	struct timeline_block *block = calloc(1, sizeof *block);

	*out = NULL;
	if (!block)
		return error_nomem(err);
	ties_code rc = fill_timeline(block, book, entity, time, err);
	if (rc != TIES_OK) {
		ties_timeline_free(&block->timeline);
		return rc;
	}
	*out = &block->timeline;
	return TIES_OK;
}

void ties_timeline_free(ties_timeline *timeline)
{
	struct timeline_block *block = (struct timeline_block *)timeline;

	if (!block)
		return;
	arena_finish(&block->arena);
	free(block);
}

struct comparison_block {
	ties_comparison comparison; /* first: the public pointer is the block */
	struct arena arena;
};

static ties_code fill_comparison(struct comparison_block *block, const ties_book *b, const ties_str *entities,
                                 size_t count, const ties_time *time, ties_error *err)
{
	ties_comparison *c = &block->comparison;
	ties_compared *list = arena_array(&block->arena, count, sizeof *list);
	ties_code rc = list ? TIES_OK : error_nomem(err);

	c->entities = list;
	for (size_t i = 0; rc == TIES_OK && i < count; i++) {
		rc = ties_timeline_of(b, entities[i], time, &list[i].timeline, err);
		if (rc != TIES_OK)
			break;
		c->entity_count++;
		rc = history_compare(&list[i], &block->arena, err);
	}
	if (rc != TIES_OK)
		return rc;
	if (count) {
		c->on = list[0].timeline->on;
		c->known_on = list[0].timeline->known_on;
	}
	return history_opposites(c, &block->arena, err);
}

ties_code ties_compare(const ties_book *book, const ties_str *entities, size_t count, const ties_time *time,
                       ties_comparison **out, ties_error *err)
{
	struct comparison_block *block = calloc(1, sizeof *block);

	*out = NULL;
	if (!block)
		return error_nomem(err);
	ties_code rc = fill_comparison(block, book, entities, count, time, err);
	if (rc != TIES_OK) {
		ties_comparison_free(&block->comparison);
		return rc;
	}
	*out = &block->comparison;
	return TIES_OK;
}

void ties_comparison_free(ties_comparison *comparison)
{
	struct comparison_block *block = (struct comparison_block *)comparison;

	if (!block)
		return;
	for (size_t i = 0; i < comparison->entity_count; i++)
		ties_timeline_free(comparison->entities[i].timeline);
	arena_finish(&block->arena);
	free(block);
}
