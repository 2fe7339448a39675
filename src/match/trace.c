/* Who is meant by the two ends, and how are they tied? */
#include "graph/graph.h"
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
