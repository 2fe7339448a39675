#include "base/str.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

int str_compare(str a, str b)
{
	size_t n = a.len < b.len ? a.len : b.len;
	int order = n ? memcmp(a.ptr, b.ptr, n) : 0;

	if (order)
		return order;
	return (a.len > b.len) - (a.len < b.len);
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

bool str_equal_nocase(str a, str b)
{
	if (a.len != b.len)
		return false;
	for (size_t i = 0; i < a.len; i++)
		if (lower(a.ptr[i]) != lower(b.ptr[i]))
			return false;
	return true;
}

size_t str_find(str s, str needle, size_t from)
{
	if (needle.len > s.len || from > s.len - needle.len)
		return SIZE_MAX;
	if (needle.len == 0)
		return from;
	const char *hit = memmem(s.ptr + from, s.len - from, needle.ptr, needle.len);
	return hit ? (size_t)(hit - s.ptr) : SIZE_MAX;
}

size_t str_find_char(str s, char c, size_t from)
{
	if (from >= s.len)
		return SIZE_MAX;
	const char *hit = memchr(s.ptr + from, c, s.len - from);
	return hit ? (size_t)(hit - s.ptr) : SIZE_MAX;
}

/* Length in bytes of the white space that `s` begins with, 0 when none. */
static size_t leading_space(str s)
{
	static const char *const wide[] = {"\xc2\xa0", "\xe2\x80\xaf", "\xe2\x80\x8b", "\xef\xbb\xbf"};

	if (s.len && (s.ptr[0] == ' ' || (s.ptr[0] >= '\t' && s.ptr[0] <= '\r')))
		return 1;
	if (!s.len || (unsigned char)s.ptr[0] < 0x80)
		return 0;
	for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
		if (str_starts(s, str_from(wide[i])))
			return strlen(wide[i]);
	return 0;
}

static size_t trailing_space(str s)
{
	if (s.len && (s.ptr[s.len - 1] & 0x80) == 0)
		return leading_space(str_slice(s, s.len - 1, s.len));
	for (size_t n = 1; n <= 3 && n <= s.len; n++)
		if (leading_space(str_slice(s, s.len - n, s.len)) == n)
			return n;
	return 0;
}

str str_trim(str s)
{
	for (size_t n; (n = leading_space(s)) != 0;)
		s = str_slice(s, n, s.len);
	for (size_t n; (n = trailing_space(s)) != 0;)
		s = str_slice(s, 0, s.len - n);
	return s;
}

bool str_split(str *rest, char sep, str *piece)
{
	if (!rest->ptr)
		return false;
	size_t at = str_find_char(*rest, sep, 0);
	if (at == SIZE_MAX) {
		*piece = *rest;
		*rest = (str){NULL, 0};
	} else {
		*piece = str_slice(*rest, 0, at);
		*rest = str_slice(*rest, at + 1, rest->len);
	}
	return true;
}

bool str_to_u64(str s, uint64_t *out)
{
	uint64_t value = 0;

	if (s.len == 0 || s.len > 18)
		return false;
	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] < '0' || s.ptr[i] > '9')
			return false;
		value = value * 10 + (uint64_t)(s.ptr[i] - '0');
	}
	*out = value;
	return true;
}

uint64_t str_hash(str s)
{
	return XXH3_64bits(s.ptr, s.len);
}
