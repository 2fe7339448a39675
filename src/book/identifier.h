/* When are two identifiers one, and how does section IDENTIFIER hash them?
 *
 * Only ASCII letters (folded), digits and bytes above 0x7f count, and "IMO" before the seven digits of a ship's
 * number does not. The hash takes no more than the first BOOK_IDENTIFIER_MAX of them, so that whoever looks one
 * up compares the texts as well. */
#ifndef BOOK_IDENTIFIER_H
#define BOOK_IDENTIFIER_H

#include "base/str.h"
#include "book/format.h"
#include "model/model.h"

enum { BOOK_IDENTIFIER_MAX = 128 };
/* Of a record that names more bearers the others are not looked at: each number times each bearer would be the square
 * of a hostile record. */
enum { BOOK_BEARERS_MAX = 16 };

/** Does this property of a record that stands for something else name whom its identifiers are of: the holder of a
 *  passport, who is listed by a listing? */
static inline bool book_identifier_names_bearer(uint16_t property)
{
	return property == PROP_HOLDER || property == PROP_ENTITY;
}

/** What counts of `value`; returns how many bytes, at most BOOK_IDENTIFIER_MAX. */
static inline size_t book_identifier_fold(str value, char out[BOOK_IDENTIFIER_MAX])
{
	size_t len = 0;

	for (size_t i = 0; i < value.len && len < BOOK_IDENTIFIER_MAX; i++) {
		unsigned char c = (unsigned char)value.ptr[i];
		if (c >= 'A' && c <= 'Z')
			c = (unsigned char)(c + ('a' - 'A'));
		if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c >= 0x80)
			out[len++] = (char)c;
	}
	if (len != 10 || memcmp(out, "imo", 3) != 0)
		return len;
	for (size_t i = 3; i < len; i++)
		if (out[i] < '0' || out[i] > '9')
			return len;
	memmove(out, out + 3, 7);
	return 7;
}

/** XXH3-64 of what counts; 0 when nothing does. */
static inline uint64_t book_identifier_hash(str value)
{
	char folded[BOOK_IDENTIFIER_MAX];
	size_t len = book_identifier_fold(value, folded);

	return len ? str_hash((str){folded, len}) : 0;
}

static inline bool book_identifier_equal(str a, str b)
{
	char left[BOOK_IDENTIFIER_MAX], right[BOOK_IDENTIFIER_MAX];
	size_t len = book_identifier_fold(a, left);

	if (len == 0 || len != book_identifier_fold(b, right) || memcmp(left, right, len) != 0)
		return false;
	return len < BOOK_IDENTIFIER_MAX || model_identifier_equal(a, b);
}

#endif
