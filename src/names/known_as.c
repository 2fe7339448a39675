/* Names that say another one: Capital Most Bank (f/k/a Stroyinvest Bank), Jim Roe aka James Row, Al Noor (ex Rose),
 * Allied Democratic Forces (ADF); of persons Yusop Jikiri alias Abu Zahri. */
#include "names/parse.h"

enum { BEFORE_MIN = 3, BEHIND_MIN = 3 /* bytes of either name */ };

static const struct {
	str words;
	bool bracket; /* a word of names, too: it counts behind an open bracket alone */
} phrases[] = {
    {STR("also known as"), false},
    {STR("formerly known as"), false},
    {STR("previously known as"), false},
    {STR("now known as"), false},
    {STR("formerly"), false},
    {STR("previously"), false},
    {STR("f/k/a"), false},
    {STR("a/k/a"), false},
    {STR("n/k/a"), false},
    {STR("d/b/a"), false},
    {STR("f.k.a."), false},
    {STR("a.k.a."), false},
    {STR("d.b.a."), false},
    {STR("fka"), true},
    {STR("aka"), false},
    {STR("dba"), true},
    {STR("ex"), true},
    {STR("alias"), true},
    {STR("now"), true},
    {STR("antes"), true},
    {STR("anteriormente"), true},
    {STR("antiguamente"), true},
    {STR("anciennement"), true},
    {STR("vormals"), true},
    {STR("ehemals"), true},
    {STR("früher"), true},
    {STR("voorheen"), true},
    {STR("già"), true},
    {STR("dawniej"), true},
    {STR("dříve"), true},
    {STR("fost"), true},
    {STR("fostă"), true},
    {STR("tidigare"), true},
    {STR("tidligere"), true},
};

/* Names of persons say these without a bracket, in small letters, as names begin with capitals. */
static const str person_phrases[] = {STR("alias"), STR("@"),     STR("genannt"), STR("vulgo"),
                                     STR("zvani"), STR("zvana"), STR("detto"),   STR("detta")};

/* What the phrases begin with. */
#define FIRST_LETTERS \
	(PARSE_LETTER('a') | PARSE_LETTER('d') | PARSE_LETTER('e') | PARSE_LETTER('f') | PARSE_LETTER('g') | \
	 PARSE_LETTER('n') | PARSE_LETTER('p') | PARSE_LETTER('t') | PARSE_LETTER('v'))

static bool is_space(char c)
{
	return c == ' ' || c == '\t';
}

/* Does the name say the phrase at `at`, followed by a space, a hyphen or a colon? Letters may be capitals. */
static bool says(str name, size_t at, str phrase)
{
	if (name.len - at <= phrase.len)
		return false;
	for (size_t i = 0; i < phrase.len; i++) {
		char c = name.ptr[at + i];
		if ((parse_is_capital(c) ? (char)(c | 0x20) : c) != phrase.ptr[i])
			return false;
	}
	char next = name.ptr[at + phrase.len];
	return is_space(next) || next == ':' || next == '-';
}

/* Bytes of the phrase at `at`; 0 when there is none. */
static size_t phrase_at(str name, size_t at)
{
	bool bracket = at > 0 && name.ptr[at - 1] == '(';
	char first = (char)(name.ptr[at] | 0x20);

	if (!parse_is_one_of(first, FIRST_LETTERS))
		return 0;
	for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++)
		if (phrases[i].words.ptr[0] == first && (bracket || !phrases[i].bracket) &&
		    says(name, at, phrases[i].words))
			return phrases[i].words.len;
	return 0;
}

/* Bytes of the phrase of persons at `at`; 0 when there is none. */
static size_t person_phrase_at(str name, size_t at)
{
	for (size_t i = 0; i < sizeof person_phrases / sizeof *person_phrases; i++) {
		str phrase = person_phrases[i];
		if (name.ptr[at] == phrase.ptr[0] && name.len - at > phrase.len &&
		    is_space(name.ptr[at + phrase.len]) && memcmp(name.ptr + at, phrase.ptr, phrase.len) == 0)
			return phrase.len;
	}
	return 0;
}

/* ---- acronyms ------------------------------------------------------------------------------------------- */

enum { ACRONYM_MIN = 2, SMALL_WORD = 3 /* letters of a word that acronyms pass over, at most */ };

static char capital(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

/* Are these capitals the initials of the words of the text? Small words may be passed over. */
static bool are_initials(str letters, str text)
{
	size_t next = 0;

	for (size_t at = 0, end; at < text.len; at = end + 1) {
		end = str_find_char(text, ' ', at);
		end = end == SIZE_MAX ? text.len : end;
		if (next < letters.len && end > at && capital(text.ptr[at]) == letters.ptr[next])
			next++;
		else if (end - at > SMALL_WORD)
			return false;
	}
	return next == letters.len;
}

/* Allied Democratic Forces (ADF). */
static bool says_acronym(str name, struct known_as *out)
{
	size_t open = str_find_char(name, '(', 0), close = open == SIZE_MAX ? open : str_find_char(name, ')', open);

	if (close == SIZE_MAX || open < BEFORE_MIN || name.ptr[open - 1] != ' ' || close < open + 1 + ACRONYM_MIN)
		return false;
	for (size_t i = open + 1; i < close; i++)
		if (!parse_is_capital(name.ptr[i]))
			return false;
	*out = (struct known_as){.first_end = open - 1, .second = open + 1, .second_end = close};
	return are_initials(str_slice(name, open + 1, close), str_slice(name, 0, open - 1));
}

/* The two names, one on either side of the phrase; false when one is lacking. */
static bool cut_at_phrase(str name, size_t at, size_t len, struct known_as *out)
{
	size_t close = str_find_char(name, ')', at);

	*out = (struct known_as){at, at + len + 1, close == SIZE_MAX ? name.len : close};
	while (out->first_end > 0 && memchr(" (,;", name.ptr[out->first_end - 1], 4))
		out->first_end--;
	return out->first_end >= BEFORE_MIN && out->second_end >= out->second + BEHIND_MIN;
}

bool parse_known_as(str name, struct known_as *out)
{
	for (size_t at = 0; (at = str_find_char(name, ' ', at)) != SIZE_MAX && at + 1 < name.len;) {
		at += name.ptr[at + 1] == '(' ? 2 : 1;
		size_t len = at < name.len ? phrase_at(name, at) : 0;
		if (len)
			return cut_at_phrase(name, at, len, out);
	}
	return says_acronym(name, out);
}

bool parse_person_known_as(str name, struct known_as *out)
{
	for (size_t at = 0; (at = str_find_char(name, ' ', at)) != SIZE_MAX && at + 1 < name.len;) {
		size_t len = person_phrase_at(name, ++at);
		if (len)
			return cut_at_phrase(name, at, len, out);
	}
	return false;
}
