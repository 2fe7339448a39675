/* How do others read it? The door of src/export: everything in the words of FollowTheMoney, which a build takes back
 * without loss, and the graph of ties in the formats of programs that draw graphs. */
#ifndef EXPORT_EXPORT_H
#define EXPORT_EXPORT_H

#include "base/error.h"
#include "ties/graph.h"

/** "ftm", "statements"; "graphml", "gexf", "dot", "csv" (the ties), "csv-nodes" (the entities). */
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

/** Writes what is known to `sink`, in order of the database: the graph of ties, or everything. Memory is bounded: some
 * bytes an entity, a few MiB, and the longest text. A centre without ties gives an empty graph. TIES_ERR_NOMEM,
 * TIES_ERR_IO, TIES_ERR_LIMIT for a text that is too long for a format. O(ties + statements of their records), or
 * O(book). */
ties_code export_write(const ties_book *book, const struct export_format *format, const struct export_options *options,
                       const struct export_sink *sink, ties_error *err);

#endif
