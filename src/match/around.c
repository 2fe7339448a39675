/* Who is meant, and who is near? */
#include "graph/graph.h"
#include "history/history.h"
#include "match/match.h"

#include <stdlib.h>

struct around_block {
	ties_around around; /* first: the public pointer is the block */
	struct arena arena;
};

/* The neighbours as they were on the date of the question. */
static ties_code tell_entities(struct around_block *block, const ties_book *book, const ties_time *time,
                               ties_error *err)
{
	struct history_time parsed;
	size_t n = block->around.neighbour_count;
	ties_entity *entities = arena_array(&block->arena, n, sizeof *entities);
	ties_neighbour *list = arena_array(&block->arena, n, sizeof *list);
	ties_code rc = history_time_read(&parsed, time, &block->arena, err);

	if (!entities || !list)
		return error_nomem(err);
	for (size_t i = 0; i < n && rc == TIES_OK; i++) {
		list[i] = block->around.neighbours[i];
		list[i].entity = &entities[i];
		rc = history_entity(&entities[i], book, book_entity_by_id(book, list[i].id), &parsed, &block->arena,
		                    err);
	}
	block->around.neighbours = list;
	return rc;
}

ties_code ties_around_of(const ties_book *book, ties_str entity, const ties_around_options *options, ties_around **out,
                         ties_error *err)
{
	struct around_block *block = calloc(1, sizeof *block);
	const ties_time time = {.on = options && options->reading <= TIES_ON_DATE ? options->from : (str){NULL, 0},
	                        .known_on = options ? options->known_on : (str){NULL, 0}};

	*out = NULL;
	if (!block)
		return error_nomem(err);
	ties_around *around = &block->around;
	ties_code rc = ties_status_of(book, entity, &time, false, &around->centre, err);
	if (rc == TIES_OK && around->centre->candidate_count == 1) {
		uint32_t centre = book_entity_by_id(book, around->centre->candidates[0].entity.id);
		rc = graph_around(around, book, centre, options, &block->arena, err);
		if (rc == TIES_OK && options && options->entities)
			rc = tell_entities(block, book, &time, err);
	}
	if (rc == TIES_OK)
		*out = around;
	else
		ties_around_free(around);
	return rc;
}

void ties_around_free(ties_around *around)
{
	struct around_block *block = (struct around_block *)around;

	if (!block)
		return;
	ties_status_free(block->around.centre);
	arena_finish(&block->arena);
	free(block);
}
