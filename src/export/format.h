/* What a format of graphs is made of. */
#ifndef EXPORT_FORMAT_H
#define EXPORT_FORMAT_H

#include "base/buf.h"
#include "export/export.h"

/** An entity of the graph; `number` is its own in this file. */
struct export_node {
	uint32_t number;
	str id, caption, schema;
};

/** A tie of the graph, between the numbers of two nodes. */
struct export_edge {
	uint32_t number, from, to;
	ties_tie tie;
};

/** Each part is added to `out`; NULL where a format has none. */
struct export_format {
	const char *name;
	const char *head, *between, *tail; /* before the nodes, behind them, behind the edges */
	void (*node)(struct buf *out, const struct export_node *node);
	void (*edge)(struct buf *out, const struct export_edge *edge);
};

extern const struct export_format export_graphml, export_gexf, export_dot, export_csv, export_csv_nodes;

/** First day of the beginning and last one of the end as YYYY-MM-DD; empty when it is open or unknown,
 * and both when the end lies before the beginning. */
str export_first_day(const ties_tie *tie, char out[static 40]);
str export_last_day(const ties_tie *tie, char out[static 40]);
static inline str export_truth(bool b)
{
	return b ? STR("true") : STR("false");
}

#endif
