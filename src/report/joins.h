/* Why records are one: lines of `show` and of `build`. Internal to src/report. */
#ifndef REPORT_JOINS_H
#define REPORT_JOINS_H

#include "report/json.h"

/** The joins of an entity under a heading; nothing when it has none. */
void joins_of_entity(struct report_out *out, const ties_entity *entity);
json_t *json_joins(struct report_out *out, const ties_entity *entity);
/** What a build joined, and what it left to people. Nothing when it joined nothing and nothing was decided. */
void joins_of_build(struct report_out *out, const ties_join_report *joins);
json_t *json_join_report(struct report_out *out, const ties_join_report *joins);

#endif
