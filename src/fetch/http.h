/* What does a header field of HTTP say? Foreign bytes. Internal to src/fetch, and its tests. */
#ifndef FETCH_HTTP_H
#define FETCH_HTTP_H

#include "base/str.h"

/** The value of "Name: value" when the name is `name` in any case, else {NULL, 0}. Without white space around it. */
str http_field(str line, const char *name);
/** Does the line begin a new answer ("HTTP/1.1 200 OK")? */
bool http_is_status_line(str line);
/** "bytes 100-199/200"; `*total` is 0 for "*". False for anything else. */
bool http_content_range(str value, uint64_t *first, uint64_t *last, uint64_t *total);
/** Does it name one version byte by byte ("abc", not W/"abc")? */
bool http_is_strong_etag(str value);
/** Can the field be sent back as it came and stand in a line of text? ASCII without controls. */
bool http_is_plain(str value);

#endif
