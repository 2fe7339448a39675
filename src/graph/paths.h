/* The k cheapest paths between two nodes, in time. Internal to src/graph, and the ground of `ties trace`. */
#ifndef GRAPH_PATHS_H
#define GRAPH_PATHS_H

#include "graph/walk.h"

struct graph_path {
	uint32_t cost;  /* of its ties and of the nodes between its ends */
	uint32_t hops;  /* ties */
	uint32_t *node; /* hops + 1 NODE items */
	uint32_t *tie;  /* hops TIE items */
};

struct graph_question {
	uint32_t from, to; /* NODE items, not the same */
	size_t paths;      /* how many at most */
	unsigned max_hops;
	bool in_order; /* each tie can come about when or after the one before does … */
	int32_t first_day,
	    last_day;        /* … from the first of these days to the last, TIES_DAY_MIN and _MAX without bound */
	uint64_t hops_after; /* hops are counted when so many ties have been looked at */
	uint64_t visits_max; /* the search is cut short behind so many */
};

struct graph_answer {
	struct graph_path *paths; /* cheapest first; of one cost, fewer hops first, then by their nodes */
	size_t count;
	bool complete;
	uint64_t visits;
};

/** Exact unless cut short: no path that visits no node twice is cheaper than one left out. Arrays are in `arena`.
 *  TIES_ERR_NOMEM only. */
ties_code graph_paths(struct graph_answer *out, const struct graph_rules *rules, const struct graph_question *question,
                      struct arena *arena, ties_error *err);

#endif
