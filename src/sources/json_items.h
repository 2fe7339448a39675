/* The values of a JSON file one at a time: those of JSON lines, or the items of one array. */
#ifndef SOURCES_JSON_ITEMS_H
#define SOURCES_JSON_ITEMS_H

#include "base/file.h"
#include "sources/json_value.h"

struct json_items;

/** Borrows the input. A file that begins with "[" is an array, every other is lines. */
ties_code json_items_open(struct json_items **out, struct input *in, ties_error *err);
/** The text of the next value, valid until the next call, and the line on which it begins; not parsed yet. `*more` is
 *  false at the end. TIES_ERR_FORMAT for an array that does not end; TIES_ERR_LIMIT for a value of more than
 *  JSON_TEXT_MAX bytes. O(bytes). */
ties_code json_items_next(struct json_items *items, str *text, uint64_t *line, bool *more, ties_error *err);
/** Accepts NULL. */
void json_items_close(struct json_items *items);

#endif
