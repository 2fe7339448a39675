/* JSON written straight, for answers that come by the hundred thousand: what jansson would write of a tree of values,
 * byte for byte, without the tree. Internal to src/report.
 *
 * A `key` is one of ours, which needs no escape; it is empty for what stands in a list. */
#ifndef REPORT_JSON_STRAIGHT_H
#define REPORT_JSON_STRAIGHT_H

#include "report/json_shape.h"

/** One answer on its way. Zero-initialise but for `out` and `pretty`. */
struct json_straight {
	struct report_out *out;
	bool pretty;    /* indented, as json_write has it */
	bool behind;    /* something stands already in what was opened last */
	unsigned depth; /* what is open */
};

/** Begins an object, '{', or a list, '[', and ends it with '}' or ']'. */
void straight_open(struct json_straight *j, str key, char bracket);
void straight_close(struct json_straight *j, char bracket);
/** The members of one struct, into the object that is open. */
void straight_members(struct json_straight *j, const struct shape *shape, const void *item);
/** A list of objects, which stand one behind the other in memory. */
void straight_objects(struct json_straight *j, str key, const struct shape *shape, const void *items, size_t count);
void straight_text(struct json_straight *j, str key, str text);
void straight_count(struct json_straight *j, str key, uint64_t count);
void straight_null(struct json_straight *j, str key);
/** Four decimals. */
void straight_score(struct json_straight *j, str key, double score);
/** The end of the line. */
void straight_end(struct json_straight *j);

#endif
