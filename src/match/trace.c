/* Who is meant by the two ends, and how are they tied? */
#include "graph/graph.h"
#include "history/history.h"
#include "match/match.h"

#include <stdlib.h>

struct trace_block {
	ties_trace trace; /* first: the public pointer is the block */
	struct arena arena;
};

static uint32_t entity_of(const ties_book *b, const ties_status *status)
{
	return status->candidate_count == 1 ? book_entity_by_id(b, status->candidates[0].entity.id) : BOOK_NONE;
}

static ties_code resolve(ties_trace *trace, const ties_book *book, str from, str to, const ties_trace_options *options,
                         ties_error *err)
{
	const ties_time time = {.on = options && options->reading == TIES_ON_DATE ? options->from : (str){NULL, 0},
	                        .known_on = options ? options->known_on : (str){NULL, 0}};
	ties_code rc = ties_status_of(book, from, &time, false, &trace->from, err);

	return rc == TIES_OK ? ties_status_of(book, to, &time, false, &trace->to, err) : rc;
}

/* A path whose steps tell whom they lead to. */
static ties_code tell_path(ties_path *path, const ties_book *book, const struct history_time *time, struct arena *arena,
                           ties_error *err)
{
	ties_trace_step *steps = arena_array(arena, path->step_count, sizeof *steps);
	ties_entity *entities = arena_array(arena, path->step_count, sizeof *entities);
	ties_code rc = steps && entities ? TIES_OK : error_nomem(err);

	for (size_t i = 0; i < path->step_count && rc == TIES_OK; i++) {
		const ties_tie *tie = &path->steps[i].tie;
		str id = path->steps[i].forward ? tie->to : tie->from;
		steps[i] = path->steps[i];
		steps[i].entity = &entities[i];
		rc = history_entity(&entities[i], book, book_entity_by_id(book, id), time, arena, err);
	}
	path->steps = steps;
	return rc;
}

static ties_code tell_entities(struct trace_block *block, const ties_book *book, const ties_trace_options *options,
                               ties_error *err)
{
	const ties_time time = {.on = options->reading == TIES_ON_DATE ? options->from : (str){NULL, 0},
	                        .known_on = options->known_on};
	struct history_time parsed;
	size_t count = block->trace.path_count;
	ties_path *paths = arena_array(&block->arena, count, sizeof *paths);
	ties_code rc = history_time_read(&parsed, &time, &block->arena, err);

	if (!paths)
		return error_nomem(err);
	for (size_t i = 0; i < count && rc == TIES_OK; i++) {
		paths[i] = block->trace.paths[i];
		rc = tell_path(&paths[i], book, &parsed, &block->arena, err);
	}
	block->trace.paths = rc == TIES_OK ? paths : block->trace.paths;
	return rc;
}

ties_code ties_trace_between(const ties_book *book, ties_str from, ties_str to, const ties_trace_options *options,
                             ties_trace **out, ties_error *err)
{
	struct trace_block *block = calloc(1, sizeof *block);

	*out = NULL;
	if (!block)
		return error_nomem(err);
	ties_code rc = resolve(&block->trace, book, from, to, options, err);
	block->trace.complete = true;
	if (rc == TIES_OK) {
		uint32_t left = entity_of(book, block->trace.from), right = entity_of(book, block->trace.to);
		if (left != BOOK_NONE && right != BOOK_NONE)
			rc = graph_trace(&block->trace, book, left, right, options, &block->arena, err);
		if (rc == TIES_OK && options && options->entities)
			rc = tell_entities(block, book, options, err);
	}
	if (rc == TIES_OK)
		*out = &block->trace;
	else
		ties_trace_free(&block->trace);
	return rc;
}

void ties_trace_free(ties_trace *trace)
{
	struct trace_block *block = (struct trace_block *)trace;

	if (!block)
		return;
	ties_status_free(block->trace.from);
	ties_status_free(block->trace.to);
	arena_finish(&block->arena);
	free(block);
}
