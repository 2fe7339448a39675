/* Which entity does an id, a ref or a name mean? Shared by the answers about one entity; internal to src/match. */
#ifndef MATCH_NAMED_H
#define MATCH_NAMED_H

#include "history/history.h"

/** A question about an entity, understood. */
struct named {
	str query;
	ties_when on, known_on;
	struct history_time time;
	const ties_candidate *candidates; /* best first; told in full as they were on the date */
	size_t count;                     /* 0: nobody, 1: clear, more: ambiguous */
	uint32_t entity;                  /* ENTITY item of the first */
};

/** Parses the dates and resolves `query`. An id or a ref is clear; same names push out similar ones, and full names
 * push out nicknames. TIES_ERR_USAGE for a bad date. Everything is in `arena` or in the book. */
ties_code named_resolve(struct named *out, const ties_book *b, str query, const ties_time *time, struct arena *arena,
                        ties_error *err);

#endif
