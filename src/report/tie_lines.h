/* Ties in words. Internal to src/report. */
#ifndef REPORT_TIE_LINES_H
#define REPORT_TIE_LINES_H

#include "report/page.h"
#include "ties/graph.h"

/** The section TIES of one entity: a line or two for each, in order of time. Nothing when there are none. */
void ties_lines(struct report_out *out, const ties_status *status, struct page_notes *notes);
/** Its date, written at column `at`: the beginning; of what is told only to have been over by some day, that day. */
void tie_date(struct report_out *out, const ties_tie *tie, unsigned at);
/** What stands before a claim that is not a plain fact: "alleged by NBC: ", "according to SIRC: "; else nothing. */
void claim_lead(struct buf *into, str modality, str attribution);
/** What a tie says, seen from the entity with this id: "speaks at Free Iran rally 2018, out of office". Whatever keeps
 * it from being a plain fact stands before it: "alleged by NBC: ". */
void tie_sentence(struct buf *into, const ties_tie *tie, str self);
/** The same with both named: "alleged by NBC: Israel aids Mujahedin-e-Khalq". */
void tie_whole_sentence(struct buf *into, const ties_tie *tie);
/** How many paths, and how their steps stand in time: "The 2 nearest paths, all steps holding on 2019-07-12", "No path
 * of up to 6 steps is known". */
void trace_found(struct report_out *out, const ties_trace *trace, ties_reading reading);
/* Its pieces, for those who put them together with links. */
/** "speaks_at" as "speaks at". */
void tie_words(struct buf *into, str relation);
/** What stands behind who is what to whom: ", in which role, how much, at what, where, until when". */
void tie_rest(struct buf *into, const ties_tie *tie);
/** Is it told by the tie that names the event to which it links? */
bool tie_repeats_another(const ties_tie *tie);

#endif
