/* What a scan says of the ties between those named. Internal to src/report. */
#ifndef REPORT_SCAN_TIES_H
#define REPORT_SCAN_TIES_H

#include "report/entity.h"
#include "report/page.h"

/** How a tie stands to the date of the document, in the order in which ties are told. */
enum tie_time { TIE_THEN, TIE_BEFORE, TIE_LATER, TIE_TIMES };
enum tie_time tie_time_of(const ties_tie *tie, ties_when date);

/** The sections of ties; nothing when there are none. */
void scan_ties_text(struct report_out *out, const ties_scan *scan, struct page_notes *notes);

#endif
