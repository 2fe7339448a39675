/* By which rules are names scored? A registry of scorers; screening and pairs do not know which one they work with. */
#ifndef MATCH_SCORER_H
#define MATCH_SCORER_H

#include "base/arena.h"
#include "match/match.h"

/** One way to score names. The functions are those of match_search_* in match.h. */
struct scorer {
	const char *name;             /* as options name it: "ofac" */
	const char *(*version)(void); /* as answers do: "ofac-1" */
	ties_code (*open)(void **search, const ties_book *b, ties_error *err);
	void (*close)(void *search);
	ties_code (*run)(void *search, str name, const struct match_filter *filter, const struct match_candidate **out,
	                 size_t *count, ties_error *err);
	bool (*has)(const void *search, uint32_t entity);
	bool (*entity)(void *search, uint32_t entity, struct match_candidate *out);
	uint64_t (*scored)(const void *search);
	/** Chooses which of the names that score as well is shown; NULL: that which was found. */
	void (*show)(void *search, const struct written *query, struct match_candidate *c);
	/** Why `name`, the candidate's, scores as it does against the query run last. */
	const ties_reason *(*reasons)(void *search, const struct match_candidate *c, str query, str name,
	                              struct arena *arena, size_t *count);
	/** Score of one pair with its reasons, in `arena`. The schema is known or empty. */
	ties_code (*pair)(const ties_book *b, str schema, str name1, str name2, struct arena *arena,
	                  ties_pair_score *out, ties_error *err);
};

extern const struct scorer scorer_ties, scorer_ofac;

/** The scorer of that name, the first one for the empty name; NULL with TIES_ERR_USAGE when there is none. */
const struct scorer *scorer_find(str name, ties_error *err);

#endif
