/* Words for what speaks for and against two entities being one. Internal to src/report. */
#ifndef REPORT_DEDUPE_H
#define REPORT_DEDUPE_H

#include "report/page.h"

/** "names 0.97; born 1956-07-07 and 1956; passportNumber A123", what supports (`for_it`) or contradicts; false when
 * there is nothing. */
bool proposal_words(struct buf *b, const ties_proposal *p, bool for_it);
/** "  for      …" and "  against  …", wrapped. */
void proposal_grounds(struct report_out *out, const ties_proposal *p, unsigned indent);

#endif
