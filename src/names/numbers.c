/* Numbers in names: 44, Forty-Four, 1st, First, III. Each becomes one piece whose class is its value, so that all
 * spellings of a number are equal and different numbers are not. */
#include "names/parse.h"

static uint32_t class_of_value(uint64_t value)
{
	return value <= NUMBER_MAX ? CLASS_OF(CLASS_NUMBER, value + 1) : 0;
}

static bool is_digits(str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] < '0' || s.ptr[i] > '9')
			return false;
	return s.len > 0;
}

/* 1st, 2nd, 3rd, 4th, 5e, 6o: digits and an ordinal ending. */
static str without_ordinal(str s)
{
	static const char *const endings[] = {"st", "nd", "rd", "th", "er", "eme", "e", "o", "a"};

	if (s.len == 0 || s.ptr[0] < '0' || s.ptr[0] > '9')
		return s;
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		str digits = {s.ptr, s.len - strlen(endings[i])};
		if (str_ends(s, str_from(endings[i])) && s.len > strlen(endings[i]) && is_digits(digits))
			return digits;
	}
	return s;
}

static int roman_digit(char c)
{
	return c == 'i' ? 1 : c == 'v' ? 5 : c == 'x' ? 10 : 0;
}

/* Value of a roman numeral up to 39 in its shortest spelling, 0 when it is none. */
static unsigned roman_value(str s)
{
	static const char *const tens[] = {"", "x", "xx", "xxx"};
	static const char *const units[] = {"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"};
	unsigned value = 0;

	for (size_t i = 0; i < s.len; i++) {
		int digit = roman_digit(s.ptr[i]);
		int next = i + 1 < s.len ? roman_digit(s.ptr[i + 1]) : 0;
		if (digit == 0)
			return 0;
		value = digit < next ? value - (unsigned)digit : value + (unsigned)digit;
	}
	if (value == 0 || value > 39)
		return 0;
	str ten = str_from(tens[value / 10]), unit = str_from(units[value % 10]);
	bool shortest = s.len == ten.len + unit.len && str_starts(s, ten) && str_ends(s, unit);
	return shortest ? value : 0;
}

/* A roman numeral of one letter counts at the end of the name (or before its legal form) only. */
static bool is_roman_place(const struct parser *p, size_t at)
{
	if (at == 0 || !(p->piece[at].flags & TOKEN_CAPITAL))
		return false;
	if (p->piece[at].text.len > 1)
		return true;
	size_t next = at + 1;
	return next == p->count || p->piece[next].part == PART_LEGAL || (p->piece[next].flags & TOKEN_DIGITS) ||
	       (p->piece[next].word && p->piece[next].word->org_part == PART_LEGAL);
}

static void set_number(struct piece *piece, uint32_t class)
{
	piece->part = PART_NUMBER;
	piece->class = class;
}

/* Forty and a unit behind it: "forty four", "Forty 4". */
static bool merge_tens(struct parser *p, size_t at)
{
	struct piece *tens = &p->piece[at];

	if (at + 1 >= p->count || !tens->word || !(tens->word->flags & WORD_TENS))
		return false;
	struct piece *unit = &p->piece[at + 1];
	uint32_t value = 0;
	if (unit->word && unit->word->number && !(unit->word->flags & WORD_TENS))
		value = (unit->word->number & 0xFFFFFF) - 1;
	else if (unit->text.len == 1 && is_digits(unit->text))
		value = (uint32_t)(unit->text.ptr[0] - '0');
	if (value == 0 || value > 9)
		return false;
	uint32_t class = tens->word->number + value;
	parse_merge(p, at, 2, parse_keep(p, tens->text, unit->text));
	set_number(&p->piece[at], class);
	return true;
}

/* Of a number, 0 if it is none or has no class. */
static uint32_t value_of(const struct piece *piece)
{
	return piece->part == PART_NUMBER && piece->class ? (piece->class & 0xFFFFFF) - 1 : 0;
}

/* One hundred, two hundred and twelve: a unit, the word for a hundred at `at`, and what may be behind it. */
static void merge_hundred(struct parser *p, size_t at)
{
	uint32_t units = value_of(&p->piece[at - 1]), rest = 0;
	size_t next = at + 1;

	if (units == 0 || units > 9)
		return;
	if (next + 1 < p->count && str_is(p->piece[next].text, "and"))
		next++;
	if (next < p->count)
		rest = value_of(&p->piece[next]);
	size_t n = rest > 0 && rest < 100 ? next - at + 2 : 2;
	str text = parse_keep(p, p->piece[at - 1].text, p->piece[at].text);
	if (n > 2)
		text = parse_keep(p, text, p->piece[next].text);
	parse_merge(p, at - 1, n, text);
	set_number(&p->piece[at - 1], class_of_value(100 * units + (n > 2 ? rest : 0)));
}

static void merge_hundreds(struct parser *p)
{
	for (size_t i = 1; i < p->count; i++)
		if (value_of(&p->piece[i]) == 100 && !is_digits(p->piece[i].text))
			merge_hundred(p, i);
}

/* No. 3, Nr 3: that a number follows says nothing. */
static bool says_number(const struct piece *piece, const struct piece *next)
{
	return next->flags & TOKEN_DIGITS && piece->text.ptr[0] == 'n' &&
	       (str_is(piece->text, "no") || str_is(piece->text, "nr") || str_is(piece->text, "num")) &&
	       is_digits(next->text);
}

void parse_numbers(struct parser *p)
{
	bool word = false;

	for (size_t i = 0; i < p->count; i++) {
		struct piece *piece = &p->piece[i];
		if (i > 0 && i + 1 < p->count && says_number(piece, piece + 1)) {
			piece->part = PART_STOP;
			piece->class = 0;
		}
		if (piece->part != PART_PLAIN)
			continue;
		str digits = without_ordinal(piece->text);
		uint64_t value = 0;
		unsigned roman = is_roman_place(p, i) ? roman_value(piece->text) : 0;
		if (is_digits(digits))
			set_number(piece, str_to_u64(digits, &value) ? class_of_value(value) : 0);
		else if (merge_tens(p, i))
			continue;
		else if (piece->word && piece->word->number)
			set_number(piece, piece->word->number), word = true;
		else if (roman)
			set_number(piece, class_of_value(roman));
	}
	if (word)
		merge_hundreds(p);
}
