/* How are they tied? The door of src/graph: ties of an entity out of the book, as answers. */
#ifndef GRAPH_GRAPH_H
#define GRAPH_GRAPH_H

#include "base/arena.h"
#include "book/book.h"
#include "ties/graph.h"

/** When a TIE item holds. */
struct date_interval graph_span(const ties_book *b, const struct book_tie *tie);
/** As it was known on a day (TIES_DAY_MAX: now); false when the tie was not. What a source without a date says began
 *  when it says so, and what ended later had not ended. */
bool graph_known_span(const ties_book *b, uint32_t tie, int32_t known, struct date_interval *span);
/** Fills `out` for a TIE item as it was `on` a date (DATE_UNKNOWN: as if asked for no date); what is put together lives
 *  in `arena`, the rest in the book. O(statements of its record). */
void graph_tie(ties_tie *out, const ties_book *b, uint32_t tie, struct date on, struct arena *arena);
/** The same with what its record had said by a day. */
void graph_tie_known(ties_tie *out, const ties_book *b, uint32_t tie, struct date on, int32_t known,
                     struct arena *arena);
/** Many of them at once, which takes less time than one after the other: `count` items of `list` into `out`. */
void graph_tell_ties(ties_tie *out, const ties_book *b, const uint32_t *list, size_t count, struct date on,
                     int32_t known, struct arena *arena);
/** A share as a report of it is told: "25" as "25%". */
str graph_share_text(str share, struct arena *arena);
/** Puts ties in order of time; what has no date comes last. */
void graph_sort_ties(ties_tie *list, size_t count);
/** All ties of an ENTITY item as they were known on a day (TIES_DAY_MAX: now), in order of time. TIES_ERR_NOMEM only.
 * O(ties log ties). */
ties_code graph_ties_of(const ties_tie **out, size_t *count, const ties_book *b, uint32_t entity, struct date on,
                        int32_t known, struct arena *arena, ties_error *err);

/** The best paths from one ENTITY item to another, filled into `out`: paths, complete, visits and the dates as read.
 *  TIES_ERR_USAGE for what the options cannot mean. */
ties_code graph_trace(ties_trace *out, const ties_book *b, uint32_t from, uint32_t to,
                      const ties_trace_options *options, struct arena *arena, ties_error *err);

/** The neighbourhood of an ENTITY item, filled into `out`: all but who was meant. TIES_ERR_USAGE for what the options
 *  cannot mean. */
ties_code graph_around(ties_around *out, const ties_book *b, uint32_t entity, const ties_around_options *options,
                       struct arena *arena, ties_error *err);

/** What several have to do with one another. */
struct graph_among {
	const ties_tie *ties; /* between two of them, in order of time */
	size_t tie_count;
	const ties_tie
	    *event_ties; /* to events that two or more of them have a part in; event by event, in order of time */
	size_t event_tie_count;
	size_t left_out; /* ties that the limit cut */
};

/** The ties among `count` different ENTITY items, valued `on` a date, as far as they were `known_on` another. What is
 *  derived is left out: what it was derived from tells more. At least `limit` ties are told where there are so many:
 *  those that hold on the date first, then earlier ones, then later ones, within each the cheapest; those of one
 *  relation between the same two are told together or not at all, so that no denial is cut from what it denies, and
 *  those to one event as well. O(ties of those named). */
ties_code graph_among(struct graph_among *out, const ties_book *b, const uint32_t *entities, size_t count,
                      struct date on, struct date known_on, size_t limit, struct arena *arena, ties_error *err);

#endif
