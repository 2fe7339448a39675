/* What running text consists of, as far as dates go.
 *
 * Letters and digits that touch are one token, so that "A10" or "269th" is no day and "2012R0267" no year. Chinese
 * characters stand alone, as 2021年7月10日 is written without spaces. Marks of direction, which Arabic text is
 * full of, count as space. Bytes that are not UTF-8 are marks of their own. */
#include "dates/token.h"

enum {
	REPLACEMENT = 0xFFFD,
	GAP_MAX = 24 /* bytes of space between parts of one date */
};

struct range {
	uint32_t first, last;
};

static bool within(uint32_t c, const struct range *ranges, size_t count)
{
	for (size_t i = 0; i < count && ranges[i].first <= c; i++)
		if (c <= ranges[i].last)
			return true;
	return false;
}

/* One character and its length in bytes; REPLACEMENT, one byte long, for what is no UTF-8. */
static size_t decode(str s, size_t at, uint32_t *out)
{
	static const uint32_t least[] = {0, 0x80, 0x800, 0x10000}; /* longer than necessary is not allowed */
	const unsigned char *p = (const unsigned char *)s.ptr + at;
	size_t more = p[0] < 0xE0 ? 1 : p[0] < 0xF0 ? 2 : 3;

	*out = p[0];
	if (p[0] < 0x80)
		return 1;
	*out = REPLACEMENT;
	if (p[0] < 0xC2 || p[0] > 0xF4 || more >= s.len - at)
		return 1;
	uint32_t c = p[0] & (0x3Fu >> more);
	for (size_t i = 1; i <= more; i++) {
		if ((p[i] & 0xC0) != 0x80)
			return 1;
		c = c << 6 | (p[i] & 0x3F);
	}
	if (c < least[more] || c > 0x10FFFF)
		return 1;
	*out = c;
	return more + 1;
}

static int digit_value(uint32_t c)
{
	if (c >= '0' && c <= '9')
		return (int)(c - '0');
	if (c < 0x660)
		return -1;
	return c <= 0x669                   ? (int)(c - 0x660)
	       : c >= 0x6F0 && c <= 0x6F9   ? (int)(c - 0x6F0)
	       : c >= 0xFF10 && c <= 0xFF19 ? (int)(c - 0xFF10)
	                                    : -1;
}

static bool is_letter(uint32_t c)
{
	static const struct range letters[] = {
	    {'A', 'Z'},       {'a', 'z'},       {0xAA, 0xAA},     {0xBA, 0xBA},     {0xC0, 0xD6},
	    {0xD8, 0xF6},     {0xF8, 0x588},    {0x591, 0x5F4},   {0x610, 0x61A},   {0x620, 0x65F},
	    {0x66E, 0x6D3},   {0x6D5, 0x6EF},   {0x6FA, 0x1FFF},  {0x200C, 0x200D}, {0x2C00, 0x2DFF},
	    {0x3041, 0x30FF}, {0xA640, 0xD7FF}, {0xFB00, 0xFDFF}, {0xFE70, 0xFEFC},
	};

	return within(c, letters, sizeof letters / sizeof *letters);
}

static bool is_space(uint32_t c)
{
	static const struct range spaces[] = {{'\t', '\r'},     {' ', ' '},       {0x85, 0x85},     {0xA0, 0xA0},
	                                      {0x61C, 0x61C},   {0x2000, 0x200B}, {0x200E, 0x200F}, {0x2028, 0x202F},
	                                      {0x205F, 0x205F}, {0x2066, 0x2069}, {0x3000, 0x3000}, {0xFEFF, 0xFEFF}};

	return within(c, spaces, sizeof spaces / sizeof *spaces);
}

/* Steps over white space; says how much of it there was. */
static size_t skip_space(str text, size_t at, unsigned *line_ends)
{
	*line_ends = 0;
	while (at < text.len) {
		uint32_t c;
		size_t n = decode(text, at, &c);
		if (!is_space(c))
			break;
		*line_ends += c == '\n' || c == 0x2028;
		at += n;
	}
	return at;
}

/* What follows the digits of a token, up to its end. */
static void classify(str ending, struct token *out)
{
	static const char *const ordinals[] = {"st", "nd", "rd", "th", "er", "re", "e", "º", "ª", "го", "е"};

	if (ending.len == 0)
		return;
	if (ending.len > 1 && ending.ptr[0] == 'T' && ending.ptr[1] >= '0' && ending.ptr[1] <= '9') {
		out->end -= ending.len; /* 2017-07-03T20:27 */
		return;
	}
	for (size_t i = 0; i < sizeof ordinals / sizeof *ordinals; i++)
		out->ordinal = out->ordinal || str_equal_nocase(ending, str_from(ordinals[i]));
	if (out->ordinal)
		return;
	out->kind = str_is(ending, "s") ? TOKEN_DECADE : TOKEN_WORD;
}

/* Letters and digits from `at` on. */
static void take_word(str text, size_t at, struct token *out)
{
	size_t letters = SIZE_MAX;

	out->kind = TOKEN_NUMBER;
	for (size_t n; at < text.len; at += n) {
		uint32_t c;
		n = decode(text, at, &c);
		int digit = digit_value(c);
		if (digit < 0 && !is_letter(c))
			break;
		if (digit < 0 && letters == SIZE_MAX)
			letters = at;
		if (letters != SIZE_MAX)
			continue;
		out->digits = (uint8_t)(out->digits + (out->digits < UINT8_MAX));
		out->value = out->digits > 9 ? UINT32_MAX : out->value * 10 + (uint32_t)digit;
	}
	out->end = at;
	if (letters == out->start)
		out->kind = TOKEN_WORD;
	else if (letters != SIZE_MAX)
		classify(str_slice(text, letters, at), out);
}

bool token_boundary(str text, size_t at)
{
	uint32_t before, behind;
	size_t back = at;

	if (at == 0 || at >= text.len)
		return true;
	do
		back--;
	while (back > 0 && at - back < 4 && ((unsigned char)text.ptr[back] & 0xC0) == 0x80);
	decode(text, back, &before);
	decode(text, at, &behind);
	return !(is_letter(before) || digit_value(before) >= 0) || !(is_letter(behind) || digit_value(behind) >= 0);
}

void token_next(str text, size_t at, struct token *out)
{
	unsigned line_ends;
	size_t start = skip_space(text, at, &line_ends);
	uint32_t c;

	*out = (struct token){.kind = TOKEN_END, .start = start, .end = start, .apart = start > at};
	out->paragraph = line_ends > 1 || start - at > GAP_MAX;
	if (start >= text.len)
		return;
	size_t n = decode(text, start, &c);
	if (digit_value(c) >= 0 || is_letter(c)) {
		take_word(text, start, out);
		return;
	}
	out->kind = TOKEN_MARK;
	out->end = start + n;
	out->value = c;
}

/* One character in its plain form; 0 for what is dropped. */
static uint32_t plain(uint32_t c)
{
	static const char latin[] = "aaaaaaaceeeeiiiidnooooo*ouuuuyty"; /* U+00E0 on */

	if (c >= 'A' && c <= 'Z')
		return c + 32;
	if (c >= 0xC0 && c <= 0xFF)
		return c == 0xDF ? c : (uint32_t)latin[(c | 0x20) - 0xE0];
	if (c >= 0x410 && c <= 0x42F)
		c += 32;
	else if (c >= 0x400 && c <= 0x40F)
		c += 80;
	switch (c) {
	case 0x451: /* ё */
		return 0x435;
	case 0x439: /* й */
		return 0x438;
	case 0x457: /* ї */
		return 0x456;
	case 0x622: /* آ */
	case 0x623: /* أ */
	case 0x625: /* إ */
	case 0x671: /* ٱ */
		return 0x627;
	case 0x624: /* ؤ */
		return 0x648;
	case 0x626: /* ئ */
	case 0x649: /* ى */
	case 0x6CC: /* ی */
		return 0x64A;
	case 0x629: /* ة */
	case 0x6C0: /* ۀ */
	case 0x6D5: /* ە */
		return 0x647;
	case 0x6A9: /* ک */
		return 0x643;
	case 0x640: /* tatweel */
	case 0x670:
	case 0x200C:
	case 0x200D:
		return 0;
	default:
		return (c >= 0x300 && c <= 0x36F) || (c >= 0x64B && c <= 0x65F) || (c >= 0x610 && c <= 0x61A) ? 0 : c;
	}
}

str token_fold(str word, char into[WORD_MAX])
{
	size_t len = 0, n;

	if (word.len > WORD_MAX)
		return (str){NULL, 0};
	for (size_t at = 0; at < word.len; at += n) {
		uint32_t c;
		n = decode(word, at, &c);
		c = plain(c);
		if (c >= 0x80 && c < 0x800) {
			into[len++] = (char)(0xC0 | c >> 6);
			into[len++] = (char)(0x80 | (c & 0x3F));
		} else if (c >= 0x80) {
			memcpy(into + len, word.ptr + at, n);
			len += n;
		} else if (c) {
			into[len++] = (char)c;
		}
	}
	return (str){into, len};
}

/* ---- months ------------------------------------------------------------------------------------------ */

struct month_name {
	const char *name;
	uint8_t number; /* 1..12 */
	bool common;
};

int month_find(str folded, bool *common)
{
	static const struct month_name names[] = {
#define MONTH(name, number, languages) {name, number, false},
#define COMMON(name, number, languages) {name, number, true},
#include "dates/months.def"
#undef MONTH
#undef COMMON
	};
	size_t low = 0, high = sizeof names / sizeof *names;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = str_compare(folded, str_from(names[middle].name));
		*common = names[middle].common;
		if (order == 0)
			return names[middle].number;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return 0;
}
