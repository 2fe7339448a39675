/* UTF-8 in and out.
 *
 * A byte that belongs to no valid sequence (shortest form, no surrogates, at most U+10FFFF) is one U+FFFD; the byte
 * behind it gets a chance of its own. So nothing is swallowed: "\xE2(" is U+FFFD and "(". */
#include "text/text.h"

static bool is_tail(unsigned char byte)
{
	return (byte & 0xC0) == 0x80;
}

/* Length of the valid sequence that `s` begins with, 0 when there is none; the code point in `*out`. */
static size_t decode(str s, uint32_t *out)
{
	const unsigned char *p = (const unsigned char *)s.ptr;
	uint32_t c = p[0];

	if (c < 0x80) {
		*out = c;
		return 1;
	}
	if (c < 0xC2 || s.len < 2 || !is_tail(p[1]))
		return 0;
	if (c < 0xE0) {
		*out = (c & 0x1F) << 6 | (p[1] & 0x3F);
		return 2;
	}
	if (s.len < 3 || !is_tail(p[2]))
		return 0;
	c = (c & 0x0F) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3F);
	if (p[0] < 0xF0) {
		*out = c;
		return c < 0x800 || (c >= 0xD800 && c < 0xE000) ? 0 : 3;
	}
	if (p[0] >= 0xF5 || s.len < 4 || !is_tail(p[3]))
		return 0;
	c = (p[0] & 0x07u) << 18 | (c & 0xFFF) << 6 | (p[3] & 0x3F);
	*out = c;
	return c < 0x10000 || c > 0x10FFFF ? 0 : 4;
}

uint32_t utf8_next(str *s)
{
	const unsigned char *p = (const unsigned char *)s->ptr;
	uint32_t c = p[0];
	size_t len = 1;

	if (c >= 0xC2 && c < 0xE0 && s->len >= 2 && is_tail(p[1])) {
		c = (c & 0x1F) << 6 | (p[1] & 0x3F);
		len = 2;
	} else if (c >= 0x80) {
		len = decode(*s, &c);
	}

	if (len == 0) {
		c = 0xFFFD;
		len = 1;
	}
	s->ptr += len;
	s->len -= len;
	return c;
}

size_t utf8_put(uint32_t codepoint, char out[4])
{
	uint32_t c = codepoint;

	if ((c >= 0xD800 && c < 0xE000) || c > 0x10FFFF)
		c = 0xFFFD;
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	size_t len = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	for (size_t i = len - 1; i > 0; i--, c >>= 6)
		out[i] = (char)(0x80 | (c & 0x3F));
	out[0] = (char)((0xF00u >> len & 0xF0) | c);
	return len;
}

size_t utf8_invalid_at(str s)
{
	for (size_t at = 0; at < s.len;) {
		uint32_t c;
		size_t len = decode(str_slice(s, at, s.len), &c);
		if (len == 0)
			return at;
		at += len;
	}
	return SIZE_MAX;
}

size_t utf8_length(str s)
{
	size_t count = 0;

	for (; s.len; count++)
		utf8_next(&s);
	return count;
}
