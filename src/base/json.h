/* JSON of others: jansson's values, and whether it is the text that is at fault where there is none. */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/str.h"

#include <jansson.h>

/** One whole value, the caller's to json_decref; NULL when the text is none, with the reason and place in `why`, or
 * when memory ran out, which `*memory` says. */
json_t *json_read(str text, size_t flags, json_error_t *why, bool *memory);

#endif
