/* Bytes of a text file in any encoding to clean UTF-8. Inner header of src/documents. */
#ifndef DOCUMENTS_ENCODING_H
#define DOCUMENTS_ENCODING_H

#include "base/buf.h"
#include "base/error.h"

/** Decodes `bytes` into `out` (empty before): UTF-8 without byte order mark, LF line ends, NUL and other controls
 *  (all but tab and line ends) as spaces, bytes that stand for nothing as U+FFFD. In this order:
 *   1. a byte order mark (UTF-8, UTF-16, UTF-32), or the zero bytes of UTF-16 without one;
 *   2. ISO-2022-JP when `declared` says so, since its bytes look like ASCII;
 *   3. UTF-8 when the bytes are that, or nearly: at least four good sequences for each bad one;
 *   4. `declared` (an HTML page's charset, may be empty) when browsers know it; ISO-8859-1 means windows-1252, as
 * there;
 *   5. windows-1252.
 *  TIES_ERR_LIMIT when the text gets longer than `limit`, TIES_ERR_NOMEM. O(bytes). */
ties_code encoding_decode(struct buf *out, str bytes, str declared, size_t limit, ties_error *err);

/** The charset that the head of an HTML page declares (<meta charset>, http-equiv, XML declaration): a slice of
 *  `bytes`, empty when it declares none. Looks at the first 4096 bytes. */
str encoding_declared(str bytes);

/** What a file of `bytes` looks like when it is no text: "a PDF document", "a zip archive", …; NULL for text. */
const char *encoding_binary_kind(str bytes);

#endif
