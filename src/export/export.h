/* How do others read it? The door of src/export: the graph of ties in the formats of programs that draw graphs. */
#ifndef EXPORT_EXPORT_H
#define EXPORT_EXPORT_H

#include "base/error.h"
#include "ties/graph.h"

/** "graphml", "gexf", "dot", "csv" (the ties), "csv-nodes" (the entities). */
struct export_format;
/** NULL when there is none of this name. */
const struct export_format *export_format_find(const char *name);

struct export_options {
	const char *const *centres; /* canonical ids; none: the whole graph */
	size_t centre_count;
	unsigned depth; /* steps outwards from the centres: who is within, and all ties among them */
};

/** Takes bytes as they come; false stops the export, which then says TIES_ERR_IO. */
struct export_sink {
	bool (*write)(void *context, str bytes);
	void *context;
};

/** Writes the graph of ties to `sink`, in order of the database. Beside one byte an entity that has ties, memory is
 * that of one tie and 64 KiB. A centre without ties gives an empty
 * graph. TIES_ERR_NOMEM, TIES_ERR_IO. O(ties + statements of their records). */
ties_code export_graph(const ties_book *book, const struct export_format *format, const struct export_options *options,
                       const struct export_sink *sink, ties_error *err);

#endif
