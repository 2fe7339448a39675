/* Identifiers: comparison, and the check digits of those that have some.
 *
 *   IMO   IMO Resolution A.1117(30): digits times 7..2, the last digit of the sum is the check digit
 *   LEI   ISO 17442: ISO 7064 MOD 97-10 over letters as 10..35, remainder 1
 *   ISIN  ISO 6166: Luhn over letters as 10..35
 *   INN   Russian tax number, 10 or 12 digits: weighted sums modulo 11 modulo 10
 *   OGRN  Russian state register, 13 or 15 digits: the number before the last digit modulo 11 (13) modulo 10 */
#include "model/model.h"

enum { CODE_MAX = 20 }; /* longest of the checked identifiers, an LEI */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* `c` with ASCII letters lower case, 0 for punctuation and space; bytes of other scripts stay. */
static char significant(char c)
{
	if (c >= 'A' && c <= 'Z')
		return (char)(c + ('a' - 'A'));
	if (is_digit(c) || (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80)
		return c;
	return 0;
}

/* The next significant character at or after `*at`, 0 at the end. */
static char next(str s, size_t *at)
{
	while (*at < s.len) {
		char c = significant(s.ptr[(*at)++]);
		if (c)
			return c;
	}
	return 0;
}

bool model_identifier_equal(str a, str b)
{
	bool any = false;

	for (size_t i = 0, j = 0;;) {
		char left = next(a, &i);
		char right = next(b, &j);
		if (left != right)
			return false;
		if (!left)
			return any;
		any = true;
	}
}

/* Letters and digits of `value` behind an optional `prefix`; 0 when they are none or too many. */
static size_t clean(str value, const char *prefix, char out[CODE_MAX])
{
	size_t len = 0;

	value = str_trim(value);
	if (str_equal_nocase(str_slice(value, 0, strlen(prefix)), str_from(prefix)))
		value = str_slice(value, strlen(prefix), value.len);
	for (size_t at = 0;;) {
		char c = next(value, &at);
		if (!c)
			return len;
		if (len == CODE_MAX)
			return 0;
		out[len++] = c;
	}
}

static bool all_digits(const char *code, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (!is_digit(code[i]))
			return false;
	return true;
}

/* 0..9, 10..35 for letters, 99 for anything else. */
static unsigned letter_value(char c)
{
	return is_digit(c) ? (unsigned)(c - '0') : c >= 'a' && c <= 'z' ? (unsigned)(c - 'a') + 10 : 99;
}

static unsigned weighted(const char *code, const uint8_t *weights, size_t count)
{
	unsigned sum = 0;

	for (size_t i = 0; i < count; i++)
		sum += (unsigned)(code[i] - '0') * weights[i];
	return sum;
}

static bool imo_valid(const char *code, size_t len)
{
	static const uint8_t weights[] = {7, 6, 5, 4, 3, 2};

	return len == 7 && all_digits(code, len) && weighted(code, weights, 6) % 10 == (unsigned)(code[6] - '0');
}

static bool lei_valid(const char *code, size_t len)
{
	unsigned rest = 0;

	for (size_t i = 0; i < len; i++) {
		unsigned value = letter_value(code[i]);
		if (value > 35)
			return false;
		rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
	}
	return len == 20 && rest == 1;
}

static bool isin_valid(const char *code, size_t len)
{
	unsigned sum = 0;
	bool twice = false; /* Luhn from the right: every second digit counts double */

	if (len != 12 || is_digit(code[0]) || is_digit(code[1]) || !is_digit(code[11]))
		return false;
	for (size_t i = len; i-- > 0;) {
		unsigned value = letter_value(code[i]);
		if (value > 35)
			return false;
		unsigned digits[2] = {value % 10, value / 10};
		for (size_t d = 0; d < (value > 9 ? 2 : 1); d++) {
			unsigned weighed = twice ? digits[d] * 2 : digits[d];
			sum += weighed / 10 + weighed % 10;
			twice = !twice;
		}
	}
	return sum % 10 == 0;
}

static bool inn_valid(const char *code, size_t len)
{
	static const uint8_t weights[] = {3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8};

	if (!all_digits(code, len))
		return false;
	if (len == 10)
		return weighted(code, weights + 2, 9) % 11 % 10 == (unsigned)(code[9] - '0');
	return len == 12 && weighted(code, weights + 1, 10) % 11 % 10 == (unsigned)(code[10] - '0') &&
	       weighted(code, weights, 11) % 11 % 10 == (unsigned)(code[11] - '0');
}

static bool ogrn_valid(const char *code, size_t len)
{
	uint64_t number = 0;

	if ((len != 13 && len != 15) || !all_digits(code, len))
		return false;
	for (size_t i = 0; i + 1 < len; i++)
		number = number * 10 + (uint64_t)(code[i] - '0');
	return number % (len == 13 ? 11 : 13) % 10 == (uint64_t)(code[len - 1] - '0');
}

bool model_identifier_valid(enum model_property kind, str value)
{
	char code[CODE_MAX];

	switch (kind) {
	case PROP_IMO_NUMBER:
		return imo_valid(code, clean(value, "IMO", code));
	case PROP_LEI_CODE:
		return lei_valid(code, clean(value, "", code));
	case PROP_ISIN:
		return isin_valid(code, clean(value, "", code));
	case PROP_INN_CODE:
		return inn_valid(code, clean(value, "", code));
	case PROP_OGRN_CODE:
		return ogrn_valid(code, clean(value, "", code));
	default:
		return true;
	}
}
