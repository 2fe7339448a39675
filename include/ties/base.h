/* The types every other header uses: strings, dates as answers, errors.
 *
 * Plain C99 and C++. Nothing here allocates. */
#ifndef TIES_BASE_H
#define TIES_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(_WIN32)
#define TIES_API
#else
#define TIES_API __attribute__((visibility("default")))
#endif

#if defined(__GNUC__)
#define TIES_NODISCARD __attribute__((warn_unused_result))
#else
#define TIES_NODISCARD
#endif

#ifdef __cplusplus
extern "C" {
#endif

#define TIES_VERSION "0.1.0"

/** A slice of UTF-8 text: `len` bytes at `ptr`, never relying on a final NUL.
 *  `ptr` may be NULL only when `len` is 0. Slices in results live as long as the
 *  result; slices out of a book live as long as the book is open. */
typedef struct ties_str {
	const char *ptr;
	size_t len;
} ties_str;

/** What went wrong, coarsely; the message says the rest. */
typedef enum ties_code {
	TIES_OK = 0,
	TIES_ERR_USAGE,     /**< the call asks for something that cannot be: bad date, unknown option value */
	TIES_ERR_NOT_FOUND, /**< no such file, entity or dataset */
	TIES_ERR_FORMAT,    /**< foreign bytes are not what they should be: a list, a document, a date */
	TIES_ERR_CORRUPT,   /**< a database file is damaged or of another version */
	TIES_ERR_LIMIT,     /**< an input goes past a documented bound */
	TIES_ERR_IO,        /**< the system refused: permission, disk full, short write */
	TIES_ERR_NOMEM      /**< memory ran out */
} ties_code;

/** Caller-owned error; may be passed as NULL where the caller does not care. `message` is one full
 *  sentence, NUL-terminated, that names the thing (file and line where there is one), says what is
 *  wrong with it and what to do. */
typedef struct ties_error {
	ties_code code;
	char message[760];
} ties_error;

/** Three-valued truth of "does this hold on that date?". */
typedef enum ties_truth { TIES_NO = 0, TIES_YES = 1, TIES_POSSIBLY = 2 } ties_truth;

/** Days count from 1970-01-01 (proleptic Gregorian); these two stand for "without bound". */
#define TIES_DAY_MIN INT32_MIN
#define TIES_DAY_MAX INT32_MAX

/** One end of an interval: the date as published (EDTF level 1) and the days that it can mean.
 *  `edtf` is empty when the source says nothing; then `first`..`last` are as wide as is consistent
 *  (an end that is still open has first == last == TIES_DAY_MAX). */
typedef struct ties_when {
	ties_str edtf;
	int32_t first; /**< earliest day it can mean */
	int32_t last;  /**< latest day it can mean */
} ties_when;

/** The version of the library at run time, a static string such as "0.1.0". */
TIES_API const char *ties_version(void);

#ifdef __cplusplus
}
#endif
#endif
