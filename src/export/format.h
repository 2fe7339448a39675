/* What a format is made of. */
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

struct dump;

/** Of a format of graphs each part is added to `out`; NULL where it has none. */
struct export_format {
	const char *name;
	const char *head, *between, *tail; /* before the nodes, behind them, behind the edges */
	void (*node)(struct buf *out, const struct export_node *node);
	void (*edge)(struct buf *out, const struct export_edge *edge);
	ties_code (*dump)(struct dump *d); /* NULL for graphs: it keeps everything, and writes it whole */
};

extern const struct export_format export_ftm, export_statements;
extern const struct export_format export_graphml, export_gexf, export_dot, export_csv, export_csv_nodes;

/** The graph of ties. Beside five bytes an entity that has ties, where there are centres, memory is that of one tie and
 * 64 KiB. */
ties_code export_graph(const ties_book *book, const struct export_format *format, const struct export_options *options,
                       const struct export_sink *sink, ties_error *err);

/** First day of the beginning and last one of the end as YYYY-MM-DD; empty when it is open or unknown,
 * and both when the end lies before the beginning. */
str export_first_day(const ties_tie *tie, char out[static 40]);
str export_last_day(const ties_tie *tie, char out[static 40]);
static inline str export_truth(bool b)
{
	return b ? STR("true") : STR("false");
}

#endif
