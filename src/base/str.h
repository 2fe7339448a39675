/* Slices of bytes: the one string type of the code. A slice never owns. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include "ties/base.h"

#include <string.h>

typedef ties_str str;

/** A slice of a string literal: `STR("abc")`. */
#define STR(literal) ((str){("" literal), sizeof(literal) - 1})
/** For printf: `printf("%.*s", STR_ARG(s))`; cuts at INT_MAX bytes. */
#define STR_ARG(s) (int)((s).len > 0x7fffffff ? 0x7fffffff : (s).len), (s).ptr ? (s).ptr : ""

static inline str str_from(const char *nul_terminated)
{
	return (str){nul_terminated, nul_terminated ? strlen(nul_terminated) : 0};
}

static inline bool str_equal(str a, str b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

/** The first eight bytes as a number, zero bytes behind a shorter text. Two texts of one length, at most eight, have
 * the same when they are equal. The first byte is the lowest, as machines have it that databases can be read on. */
static inline uint64_t str_eight(str s)
{
	uint64_t eight;
	uint32_t first, last;

	if (s.len >= sizeof eight) {
		memcpy(&eight, s.ptr, sizeof eight);
		return eight;
	}
	if (s.len >= sizeof first) {
		memcpy(&first, s.ptr, sizeof first);
		memcpy(&last, s.ptr + s.len - sizeof last, sizeof last);
		return first | (uint64_t)last << 8 * (s.len - sizeof last);
	}
	if (s.len == 0)
		return 0;
	eight = (unsigned char)s.ptr[0] | (uint64_t)(unsigned char)s.ptr[s.len - 1] << 8 * (s.len - 1);
	return eight | (uint64_t)(unsigned char)s.ptr[s.len / 2] << 8 * (s.len / 2);
}

/** The same with the first byte the highest: where these numbers of two texts differ, they are in the order of
 * str_compare. */
static inline uint64_t str_head(str s)
{
	return __builtin_bswap64(str_eight(s));
}

/** Copies the bytes of a text, mostly a short one. */
static inline void str_put(char *to, str s)
{
	if (s.len >= 8) {
		for (size_t at = 0; at + 8 < s.len; at += 8)
			memcpy(to + at, s.ptr + at, 8);
		memcpy(to + s.len - 8, s.ptr + s.len - 8, 8);
	} else if (s.len >= 4) {
		memcpy(to, s.ptr, 4);
		memcpy(to + s.len - 4, s.ptr + s.len - 4, 4);
	} else if (s.len) {
		to[0] = s.ptr[0];
		to[s.len / 2] = s.ptr[s.len / 2];
		to[s.len - 1] = s.ptr[s.len - 1];
	}
}

static inline bool str_is(str a, const char *literal)
{
	return str_equal(a, str_from(literal));
}

/** Bytes from `from` (clamped) up to `to` (clamped). */
static inline str str_slice(str s, size_t from, size_t to)
{
	if (to > s.len)
		to = s.len;
	if (from > to)
		from = to;
	return (str){s.ptr ? s.ptr + from : NULL, to - from};
}

static inline bool str_starts(str s, str prefix)
{
	return s.len >= prefix.len && (prefix.len == 0 || memcmp(s.ptr, prefix.ptr, prefix.len) == 0);
}

static inline bool str_ends(str s, str suffix)
{
	return s.len >= suffix.len &&
	       (suffix.len == 0 || memcmp(s.ptr + s.len - suffix.len, suffix.ptr, suffix.len) == 0);
}

/** Byte order, as memcmp; a prefix sorts first. */
int str_compare(str a, str b);
/** Equal when ASCII letters are folded; other bytes compare as they are. */
bool str_equal_nocase(str a, str b);
/** Offset of the first `needle` at or after `from`, or SIZE_MAX. */
size_t str_find(str s, str needle, size_t from);
size_t str_find_char(str s, char c, size_t from);
/** Without ASCII white space and U+00A0, U+202F, U+200B, U+FEFF at both ends. */
str str_trim(str s);
/** Cuts the piece before the next `sep` (or all that is left) off `*rest`; false when nothing is left.
 *  "a;;b" gives "a", "", "b". Begin with `*rest` = the whole; it becomes {NULL, 0} at the end. */
bool str_split(str *rest, char sep, str *piece);
/** Digits only, 1 to 18 of them, into `*out`; false otherwise. */
bool str_to_u64(str s, uint64_t *out);
/** XXH3, 64 bits. */
uint64_t str_hash(str s);

#endif
