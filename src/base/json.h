/* JSON of others: jansson's values, and whether it is the text that is at fault where there is none. And texts of our
 * own for where there are too many to make a value of each. */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/buf.h"

#include <jansson.h>

/** One whole value, the caller's to json_decref; NULL when the text is none, with the reason and place in `why`, or
 * when memory ran out, which `*memory` says. */
json_t *json_read(str text, size_t flags, json_error_t *why, bool *memory);

/** What stands between the quotation marks of a text, byte for byte as jansson writes it: UTF-8 stays as it is. `s` is
 * UTF-8, and may have NUL bytes. O(length). */
void json_add_letters(struct buf *out, str s);
/** Copies a text to where there is room for eight bytes more than it has. False when there is more to it than to copy
 * it: not all of it is ASCII that stands for itself between quotation marks. O(length). */
bool json_copy_plain(char *to, str s);

#endif
