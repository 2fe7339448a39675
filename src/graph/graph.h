/* How are they tied? The door of src/graph: ties of an entity out of the book, as answers. */
#ifndef GRAPH_GRAPH_H
#define GRAPH_GRAPH_H

#include "base/arena.h"
#include "book/book.h"
#include "ties/graph.h"

/** When a TIE item holds. */
struct date_interval graph_span(const ties_book *b, const struct book_tie *tie);
/** Fills `out` for a TIE item as it was `on` a date (DATE_UNKNOWN: as if asked for no date); what is put together lives
 *  in `arena`, the rest in the book. O(statements of its record). */
void graph_tie(ties_tie *out, const ties_book *b, uint32_t tie, struct date on, struct arena *arena);
/** Puts ties in order of time; what has no date comes last. */
void graph_sort_ties(ties_tie *list, size_t count);
/** All ties of an ENTITY item, in order of time. TIES_ERR_NOMEM only. O(ties log ties). */
ties_code graph_ties_of(const ties_tie **out, size_t *count, const ties_book *b, uint32_t entity, struct date on,
                        struct arena *arena, ties_error *err);

/** The best paths from one ENTITY item to another, filled into `out`: paths, complete, visits and the dates as read.
 *  TIES_ERR_USAGE for what the options cannot mean. */
ties_code graph_trace(ties_trace *out, const ties_book *b, uint32_t from, uint32_t to,
                      const ties_trace_options *options, struct arena *arena, ties_error *err);

/** The neighbourhood of an ENTITY item, filled into `out`: all but who was meant. TIES_ERR_USAGE for what the options
 *  cannot mean. */
ties_code graph_around(ties_around *out, const ties_book *b, uint32_t entity, const ties_around_options *options,
                       struct arena *arena, ties_error *err);

#endif
