/* References and document numbers in the UN list: strings only. */
#include "sources/un_entry.h"

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool is_alpha(char c)
{
	return (c >= 'a' && c <= 'z') || is_upper(c);
}

static char upper(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

/* Writes "QDi." when `s` begins like a reference; the letters' case is repaired. */
static bool reference_prefix(const char s[4], char out[4])
{
	char kind = (char)(s[2] | 0x20);

	if (!is_alpha(s[0]) || !is_alpha(s[1]) || (kind != 'i' && kind != 'e') || s[3] != '.')
		return false;
	out[0] = upper(s[0]);
	out[1] = upper(s[1]);
	out[2] = kind;
	out[3] = '.';
	return true;
}

size_t un_reference(str s, char out[UN_REFERENCE_SIZE])
{
	char tight[UN_REFERENCE_SIZE];
	size_t n = 0;

	s = str_trim(s);
	for (size_t i = 0; i < s.len; i++) {
		if (memchr(" \t\r\n", s.ptr[i], 4))
			continue;
		if (n == sizeof tight)
			return 0;
		tight[n++] = s.ptr[i];
	}
	if (n < 5 || !reference_prefix(tight, out))
		return 0;
	size_t end = 4;
	while (end < n && is_digit(tight[end]))
		end++;
	size_t digits = end - 4;
	for (size_t i = end; i < n; i++)
		if (!is_digit(tight[i]) && tight[i] != '.')
			return 0;
	if (digits == 0 || digits > 6)
		return 0;
	size_t len = 4;
	for (size_t pad = digits; pad < 3; pad++)
		out[len++] = '0';
	memcpy(out + len, tight + 4, digits);
	return len + digits;
}

/* A reference cited in prose at `at`: two letters, e or i, full stop, three digits, no letter or digit around. */
size_t un_citation(str s, size_t at, char out[UN_REFERENCE_SIZE])
{
	if (s.len - at < 7 || !is_upper(s.ptr[at]) || (at && (is_alpha(s.ptr[at - 1]) || is_digit(s.ptr[at - 1]))))
		return 0;
	for (size_t i = 4; i < 7; i++)
		if (!is_digit(s.ptr[at + i]))
			return 0;
	if (at + 7 < s.len && is_digit(s.ptr[at + 7]))
		return 0;
	return un_reference(str_slice(s, at, at + 7), out);
}

bool un_has_digit(str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (is_digit(s.ptr[i]))
			return true;
	return false;
}

/* "OA" in "passport OA 454044": capitals that are part of the number, not an abbreviation of something else. */
static bool is_series(str token)
{
	static const char *const others[] = {"CAR", "FACA", "SSN", "ID", "NO", "US", "UK", "DRC", "UAE"};

	if (token.len > 4)
		return false;
	for (size_t i = 0; i < token.len; i++)
		if (!is_upper(token.ptr[i]) && token.ptr[i] != '-')
			return false;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (str_is(token, others[i]))
			return false;
	return true;
}

static bool closes(char c)
{
	return c == ',' || c == ';' || c == ')' || c == '.';
}

str un_identifier(str s)
{
	str rest = s, token, before = {NULL, 0};
	const char *start = NULL, *end = NULL;

	while (!end && str_split(&rest, ' ', &token)) {
		bool number = un_has_digit(token) && token.ptr[0] != '(';
		if (start && !number)
			break;
		if (number && !start)
			start = before.len && is_series(before) ? before.ptr : token.ptr;
		before = token;
		if (number && closes(token.ptr[token.len - 1]))
			end = token.ptr + token.len - 1;
	}
	if (!start)
		return (str){NULL, 0};
	if (!end)
		end = un_has_digit(before) ? before.ptr + before.len : token.ptr;
	return str_trim((str){start, (size_t)(end - start)});
}
