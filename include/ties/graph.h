/* How are they tied? Paths through time, and the neighbourhood of one. */
#ifndef TIES_GRAPH_H
#define TIES_GRAPH_H

#include "ties/entity.h"

#ifdef __cplusplus
extern "C" {
#endif

/** How the steps of a path have to stand in time. */
typedef enum ties_reading {
	TIES_ANY_TIME = 0, /**< time is ignored */
	TIES_ON_DATE,      /**< all steps hold on `from` */
	TIES_BETWEEN,      /**< each holds at some time from `from` to `to` */
	TIES_IN_ORDER /**< each can come about when or after the one before does, from `from` to `to` where given */
} ties_reading;

typedef struct ties_trace_options {
	size_t size; /**< sizeof(ties_trace_options) */
	ties_reading reading;
	ties_str from, to;     /**< EDTF, as the reading needs them */
	ties_str known_on;     /**< EDTF: only what list versions had said by then; empty: everything */
	size_t paths;          /**< how many; 0 means 3, at most 100 */
	size_t max_hops;       /**< 0 means 6, at most 16 */
	const char *relations; /**< only these, separated by commas: "owns,leads"; NULL: all */
	bool asserted;         /**< only what is plainly asserted */
	bool entities;         /**< tell in full whom the steps lead to, as they were on the date (today without one) */
} ties_trace_options;

typedef struct ties_trace_step {
	ties_tie tie;
	bool forward;              /**< it is walked from its subject to its object */
	size_t others;             /**< further ties between the two that would do */
	const ties_entity *entity; /**< whom it leads to, when asked for, else NULL */
} ties_trace_step;

typedef struct ties_path {
	double cost; /**< the sum of what its steps cost and what their hubs add; see docs/ties.md */
	const ties_trace_step *steps;
	size_t step_count;
} ties_path;

typedef struct ties_trace {
	ties_status *from, *to; /**< who was meant; paths only when both are clear */
	ties_when on, until;    /**< the dates asked for, as read */
	const ties_path *paths; /**< cheapest first; no two visit the same entities in the same order */
	size_t path_count;
	bool complete; /**< false: the search was cut short, and there may be better or more paths */
	const ties_tie
	    *denials; /**< ties between the two that are denied and no step of a path told, in order of time */
	size_t denial_count;
	size_t max_hops; /**< of so many steps paths were looked for */
	uint64_t visits; /**< partial paths and entities looked at, for curiosity */
} ties_trace;

/** The best paths between two entities (ids, refs or names). TIES_ERR_USAGE for a bad date or relation. Free with
 *  ties_trace_free. */
TIES_API TIES_NODISCARD ties_code ties_trace_between(const ties_book *book, ties_str from, ties_str to,
                                                     const ties_trace_options *options, ties_trace **out,
                                                     ties_error *err);
TIES_API void ties_trace_free(ties_trace *trace);

/* ---- around ------------------------------------------------------------------------------------- */

typedef struct ties_around_options {
	size_t size;          /**< sizeof(ties_around_options) */
	ties_reading reading; /**< TIES_ANY_TIME, TIES_ON_DATE or TIES_BETWEEN */
	ties_str from,
	    to; /**< EDTF, as the reading needs them; with TIES_ANY_TIME `from` may say of which day to tell */
	ties_str known_on;     /**< EDTF: only what list versions had said by then; empty: everything */
	size_t depth;          /**< steps from the centre; 0 means 1, at most 4 */
	size_t limit;          /**< entities beside the centre; 0 means 100, at most 10,000 */
	const char *relations; /**< only these, separated by commas; NULL: all */
	bool asserted;         /**< only what is plainly asserted */
	bool entities;         /**< tell the neighbours in full, as they were on the date (today without one) */
} ties_around_options;

/** One who is near. */
typedef struct ties_neighbour {
	ties_str id, caption, schema;
	unsigned depth;            /**< steps from the centre */
	double cost;               /**< of the cheapest way of so many steps, as for ties_path */
	size_t hidden;             /**< ties that the question admits and that lead to others than those shown */
	const ties_entity *entity; /**< in full when asked for, else NULL */
} ties_neighbour;

typedef struct ties_around {
	ties_status *centre;              /**< who was meant; the rest only when that is clear */
	ties_when on, until;              /**< the dates asked for, as read */
	const ties_neighbour *neighbours; /**< by depth, then cost, then id */
	size_t neighbour_count;
	size_t left_out;      /**< entities within the depth that the limit cut */
	const ties_tie *ties; /**< among the centre and those shown, in order of time */
	size_t tie_count;
} ties_around;

/** The neighbourhood of an entity (id, ref or name). TIES_ERR_USAGE for what the options cannot mean. O(ties within the
 *  depth). Free with ties_around_free. */
TIES_API TIES_NODISCARD ties_code ties_around_of(const ties_book *book, ties_str entity,
                                                 const ties_around_options *options, ties_around **out,
                                                 ties_error *err);
TIES_API void ties_around_free(ties_around *around);

#ifdef __cplusplus
}
#endif
#endif
