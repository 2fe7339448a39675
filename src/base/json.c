#include "base/json.h"

/* jansson takes a text that it has no memory for as no text, behind the quotation mark that ends it: as an invalid
 * token, or as no key of an object. Of an object or a list that it has no memory for it says nothing at all. No bad
 * text comes out like one of these: what is wrong within quotation marks is told as such before they end. */
static bool is_memory(str text, const json_error_t *why)
{
	size_t behind = why->position > 0 ? (size_t)why->position : 0;

	if (why->text[0] == '\0' || json_error_code(why) == json_error_out_of_memory)
		return true;
	str told = str_from(why->text);
	return (str_starts(told, STR("invalid token")) || str_starts(told, STR("string or '}' expected"))) &&
	       behind >= 2 && behind <= text.len && text.ptr[behind - 1] == '"';
}

json_t *json_read(str text, size_t flags, json_error_t *why, bool *memory)
{
	json_t *value = json_loadb(text.ptr ? text.ptr : "", text.len, flags, why);

	*memory = !value && is_memory(text, why);
	return value;
}

static const uint64_t ones = 0x0101010101010101, high = ones << 7;

/* Of eight bytes the high bits of those that do not stand for themselves: control characters, quotation marks and
 * backslashes. The lowest bit that is set is that of the first one; bytes beyond ASCII never have theirs. */
static uint64_t find_special(uint64_t eight)
{
	uint64_t quote = eight ^ ones * '"', backslash = eight ^ ones * '\\';

	return ((eight - ones * ' ') | (quote - ones) | (backslash - ones)) & ~eight & high;
}

/* The first eight bytes; behind the end of the text stand spaces. */
static uint64_t eight_of(str s)
{
	return str_eight(s) | (s.len < 8 ? ones * ' ' << 8 * s.len : 0);
}

/* The bytes at the beginning that stand for themselves. */
static size_t count_plain(str s)
{
	for (size_t i = 0; i < s.len; i += 8) {
		uint64_t found = find_special(eight_of(str_slice(s, i, s.len)));
		if (found)
			return i + (size_t)__builtin_ctzll(found) / 8;
	}
	return s.len;
}

bool json_copy_plain(char *to, str s)
{
	uint64_t found = 0, eight;

	for (; s.len > 8; s = (str){s.ptr + 8, s.len - 8}, to += 8) {
		memcpy(&eight, s.ptr, 8);
		memcpy(to, &eight, 8);
		found |= find_special(eight) | eight;
	}
	eight = eight_of(s);
	memcpy(to, &eight, 8);
	return !((found | find_special(eight) | eight) & high);
}

static void add_escape(struct buf *out, char c)
{
	static const char letters[] = "\"\"\\\\\bb\ff\nn\rr\tt"; /* what is escaped, and by which letter */

	for (const char *l = letters; *l; l += 2) {
		if (*l != c)
			continue;
		buf_add_char(out, '\\');
		buf_add_char(out, l[1]);
		return;
	}
	buf_print(out, "\\u%04X", (unsigned char)c);
}

void json_add_letters(struct buf *out, str s)
{
	for (size_t plain; (plain = count_plain(s)) < s.len; s = str_slice(s, plain + 1, s.len)) {
		buf_add(out, str_slice(s, 0, plain));
		add_escape(out, s.ptr[plain]);
	}
	buf_add(out, s);
}
