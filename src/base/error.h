/* Errors that the caller owns. Every function that can fail returns a ties_code and fills the error. */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include "base/str.h"

/** Writes the message (printf style) and returns `code`, so that `return error_set(err, …)` reads well.
 *  `err` may be NULL. */
__attribute__((format(printf, 3, 4))) ties_code error_set(ties_error *err, ties_code code, const char *format, ...);
/** The same with "PATH:LINE: " in front; line 0 means no line. */
__attribute__((format(printf, 5, 6))) ties_code error_at(ties_error *err, ties_code code, const char *path,
                                                         uint64_t line, const char *format, ...);
/** TIES_ERR_IO or TIES_ERR_NOT_FOUND from errno: "PATH: cannot WHAT: reason". */
ties_code error_errno(ties_error *err, const char *path, const char *what);
ties_code error_nomem(ties_error *err);

#endif
