/* JSON of lists: parsed within bounds. Values are jansson's. */
#ifndef SOURCES_JSON_VALUE_H
#define SOURCES_JSON_VALUE_H

#include "base/arena.h"
#include "base/json.h"

enum {
	JSON_TEXT_MAX = 16 << 20, /* bytes of one value that is parsed at once: an entity, a record */
	JSON_DEPTH_MAX = 64       /* an FtM entity inside an entity takes three */
};

/** How the parsing of a text fared. */
enum json_verdict {
	JSON_GOOD,
	JSON_BAD,
	JSON_CUT,      /* it ends before the value does */
	JSON_NO_MEMORY /* for all that is known it is good */
};

/** One whole value. `*out` is NULL unless JSON_GOOD; `why` says what is wrong. */
enum json_verdict json_value_parse(str text, json_t **out, json_error_t *why);
/** The text of a string, empty for everything else. */
str json_value_text(const json_t *value);
/** The text of a member of an object. */
str json_value_member(const json_t *object, const char *key);
/** As json_value_text; numbers and booleans as JSON writes them. */
str json_value_scalar(const json_t *value, struct arena *arena);

#endif
