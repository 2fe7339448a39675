/* Going along ties: which of them a question admits, what a step costs, and who is next to whom. Internal to src/graph.
 *
 * Costs are whole numbers, thousandths of the costs in data/relations.csv, so that sums do not depend on their order.
 */
#ifndef GRAPH_WALK_H
#define GRAPH_WALK_H

#include "graph/graph.h"

/** What a question admits, and what it costs: made once for a question. */
struct graph_rules {
	const ties_book *b;
	uint32_t *kind_cost; /* by TIE_KIND item; 0: not admitted */
	enum graph_when { GRAPH_EVER, GRAPH_ON, GRAPH_WITHIN } when;
	struct date date;            /* GRAPH_ON */
	struct date_interval window; /* GRAPH_WITHIN; the end is the first day behind it */
	int32_t known;               /* day as of which ties are known; TIES_DAY_MAX: now */
	bool all_known;              /* all ties of the book are */
};

/** A tie seen from one of its ends. */
struct graph_edge {
	uint32_t tie;   /* TIE item */
	uint32_t other; /* NODE item at the other end */
	uint32_t cost;  /* > 0 */
	uint8_t degree; /* degree class of `other` */
};

/** The ties of a node that the rules admit, one after the other:
 *      struct graph_edge e;
 *      for (struct graph_walk w = graph_walk(&rules, node); graph_walk_next(&w, &e);) */
struct graph_walk {
	const struct graph_rules *rules;
	struct book_range out, in;
	uint32_t fetched; /* TIE_IN item: the ties of those before it are on their way here */
	bool any_time;    /* dates say nothing against a tie */
};
struct graph_walk graph_walk(const struct graph_rules *rules, uint32_t node);
/** Likewise, only those of which it is the subject, or the object. */
struct graph_walk graph_walk_out(const struct graph_rules *rules, uint32_t node);
struct graph_walk graph_walk_in(const struct graph_rules *rules, uint32_t node);
bool graph_walk_next(struct graph_walk *w, struct graph_edge *e);

/** What a step along a TIE item costs; 0: the rules do not admit it. */
uint32_t graph_tie_cost(const struct graph_rules *rules, uint32_t tie);

/** Fills kind_cost: relations "a,b" only (NULL all), plainly asserted ones only if so asked. TIES_ERR_USAGE for a word
 *  that is no relation. */
ties_code graph_rules_init(struct graph_rules *rules, const ties_book *b, const char *relations, bool asserted,
                           struct arena *arena, ties_error *err);
/** Admits only what was known on a day (TIES_DAY_MAX: is known now). Once, after graph_rules_init. */
void graph_rules_know(struct graph_rules *rules, int32_t day);
/** The time of a question as it was asked, and its two dates as read; unknown where none was given. */
struct graph_time {
	ties_reading reading;
	str from, to, known_on;
	struct date first, last;
};
/** Reads the dates and sets what of the ties they admit. TIES_ERR_USAGE for dates that cannot be. */
ties_code graph_rules_time(struct graph_rules *rules, struct graph_time *time, ties_error *err);
/** A date as part of an answer. */
ties_when graph_when(struct date d, struct arena *arena);
/** What it costs to pass through a node: the more ties are known of it the less a common acquaintance says. */
uint32_t graph_node_cost(const struct graph_rules *rules, uint32_t node);
/** Likewise, of the node at the other end of an edge. */
uint32_t graph_pass_cost(const struct graph_rules *rules, const struct graph_edge *e);
/** Likewise, of a node with so many ties. */
uint32_t graph_degree_cost(uint8_t degree_class);

#endif
