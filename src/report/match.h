/* The aligned reasons of a match, shared by `match` and `screen --explain`. Internal to src/report. */
#ifndef REPORT_MATCH_H
#define REPORT_MATCH_H

#include "report/page.h"

void match_reasons(struct report_out *out, const ties_reason *reasons, size_t count, unsigned indent);

#endif
