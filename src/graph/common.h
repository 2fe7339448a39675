/* What two have in common, of a tie that was derived from it. Internal to src/graph. */
#ifndef GRAPH_COMMON_H
#define GRAPH_COMMON_H

#include "graph/graph.h"

/** An address, a number or an office, and who says of each of the two that it has it. */
struct common {
	str what;        /* empty: not found */
	uint32_t ref[2]; /* REF items: of the subject's and of the object's side */
	str source[2];   /* empty: none beside the record */
};

/** For a TIE item. What is put together lives in `arena`. Looks at no more than a few hundred values of each. */
struct common graph_common(const ties_book *b, const struct book_tie *tie, int32_t known, struct arena *arena);

#endif
