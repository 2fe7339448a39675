/* One query against the names of a book, scored as OFAC's search does (src/ofac). The same questions as match_search_*
 * of match.h, for the other scorer; scorer.h chooses between both. */
#ifndef MATCH_SEARCH_OFAC_H
#define MATCH_SEARCH_OFAC_H

#include "match/match.h"

struct search_ofac;

/** Reads the names of the book once: O(names) time and memory. */
ties_code search_ofac_new(struct search_ofac **out, const ties_book *b, ties_error *err);
void search_ofac_free(struct search_ofac *s);
ties_code search_ofac_run(struct search_ofac *s, str name, const struct match_filter *filter,
                          const struct match_candidate **out, size_t *count, ties_error *err);
bool search_ofac_has(const struct search_ofac *s, uint32_t entity);
bool search_ofac_entity(struct search_ofac *s, uint32_t entity, struct match_candidate *out);
/** Names that were scored in full since search_ofac_new. */
uint64_t search_ofac_scored(const struct search_ofac *s);

#endif
