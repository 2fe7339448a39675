/* Building JSON with jansson, failure kept in the output. Internal to src/report.
 *
 * Every function takes the output so that a value that could not be made marks it as failed: an incomplete
 * object is never taken for a whole one. Objects keep the order in which members were put. */
#ifndef REPORT_JSON_H
#define REPORT_JSON_H

#include "report/json_shape.h"

#include <jansson.h>

/** A string; bytes that are not UTF-8 become U+FFFD, NUL bytes are kept as \u0000. */
json_t *json_text(struct report_out *out, str s);
/** The same, null when empty. */
json_t *json_text_or_null(struct report_out *out, str s);
/** Rounded to four decimals. */
json_t *json_score(double score);
/** ISO date, null for the two bounds. */
json_t *json_day(struct report_out *out, int32_t day);
/** An array of strings. */
json_t *json_texts(struct report_out *out, const ties_str *list, size_t count);
/** Puts and takes over `value`; a NULL one marks the output as failed. */
void json_put(struct report_out *out, json_t *object, const char *key, json_t *value);
void json_add(struct report_out *out, json_t *array, json_t *value);
void json_put_text(struct report_out *out, json_t *object, const char *key, str value);
/** An end of an interval: EDTF; null when open (or, at the beginning, unknown), "" when an end is unknown. */
json_t *json_when(struct report_out *out, ties_when w);
/** Writes a value of any type, without a line end. */
void json_add_value(struct report_out *out, const json_t *value, size_t flags);
/** Writes `root` on one line, or indented when `pretty`, with a line end, and releases it. */
void json_write(struct report_out *out, json_t *root, bool pretty);

/** `s` with each byte that is not UTF-8 as U+FFFD, added to `fixed`. */
void json_repair(struct buf *fixed, str s);

/** An object of that shape; or its members put into one. */
json_t *json_shape(struct report_out *out, const struct shape *shape, const void *item);
void json_put_shape(struct report_out *out, json_t *object, const struct shape *shape, const void *item);

/** id, refs, caption, schema: how every entity begins. */
void json_put_entity(struct report_out *out, json_t *object, const ties_entity *entity);
json_t *json_listings(struct report_out *out, const ties_entity *entity);
json_t *json_offices(struct report_out *out, const ties_entity *entity);
json_t *json_absences(struct report_out *out, const ties_entity *entity);
json_t *json_disagreements(struct report_out *out, const ties_entity *entity);
json_t *json_tie(struct report_out *out, const ties_tie *tie);
json_t *json_ties(struct report_out *out, const ties_tie *ties, size_t count);
/** "taken_as": the name and the score of whom a query was taken for that is no name of it; else null. */
void json_put_taken(struct report_out *out, json_t *object, const ties_candidate *candidates, size_t count);
/** Who may be meant, best first, each with its score and nothing else. */
json_t *json_meant(struct report_out *out, const ties_status *status);
/** Empty for NULL. */
json_t *json_flags(struct report_out *out, const ties_flags *flags);
/** Whom a query can mean, with score, listings and offices. */
json_t *json_candidates(struct report_out *out, const ties_candidate *list, size_t count);
/** A query, with the caller's own id of its row. */
json_t *json_query(struct report_out *out, str row, const ties_query *query);
json_t *json_reasons(struct report_out *out, const ties_reason *reasons, size_t count);

#endif
