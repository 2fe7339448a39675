/* What was it? The entity that an id, a ref or a name means is told as it was on a date. */
#include "graph/graph.h"
#include "match/named.h"

#include <stdlib.h>

struct status_block {
	ties_status status; /* first: the public pointer is the block */
	struct arena arena;
};

static ties_code fill(struct status_block *block, const ties_book *b, str query, const ties_time *time, bool statements,
                      ties_error *err)
{
	ties_status *status = &block->status;
	struct named named;
	ties_code rc = named_resolve(&named, b, query, time, &block->arena, err);

	if (rc != TIES_OK)
		return rc;
	*status = (ties_status){
	    .query = named.query,
	    .on = named.on,
	    .known_on = named.known_on,
	    .candidates = named.candidates,
	    .candidate_count = named.count,
	};
	if (!statements || named.count != 1)
		return TIES_OK;
	rc = history_statements(&status->statements, &status->statement_count, b, named.entity, &named.time,
	                        &block->arena, err);
	if (rc != TIES_OK)
		return rc;
	return graph_ties_of(&status->ties, &status->tie_count, b, named.entity, named.time.on,
	                     history_known_day(&named.time), &block->arena, err);
}

ties_code ties_status_of(const ties_book *book, ties_str entity, const ties_time *time, bool statements,
                         ties_status **out, ties_error *err)
{
	struct status_block *block = calloc(1, sizeof *block);

	*out = NULL;
	if (!block)
		return error_nomem(err);
	ties_code rc = fill(block, book, entity, time, statements, err);
	if (rc != TIES_OK) {
		ties_status_free(&block->status);
		return rc;
	}
	*out = &block->status;
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
