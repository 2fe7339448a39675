/* Fields of CSV beside those of report.h. Internal to src/report. */
#ifndef REPORT_CSV_H
#define REPORT_CSV_H

#include "report/entity.h"

/** A line of names, which end with NULL. */
void csv_header(struct report_out *out, const char *const *names);
void csv_word(struct report_out *out, const char *word);
void csv_number(struct report_out *out, uint64_t n);
/** Items joined with ";". */
void csv_list(struct report_out *out, const ties_str *list, size_t count);
/** The jurisdictions in which `state` is the strongest that holds. */
void csv_by(struct report_out *out, const ties_entity *entity, ties_when on, enum hold_state state);

#endif
