/* Names that say another one: Capital Most Bank (f/k/a Stroyinvest Bank), Jim Roe aka James Row, Al Noor (ex Rose),
 * Allied Democratic Forces (ADF); of persons Yusop Jikiri alias Abu Zahri. */
#include "names/parse.h"

enum { BEFORE_MIN = 3, BEHIND_MIN = 3 /* bytes of either name */ };
enum { ALL_KINDS = (1u << NAME_KINDS) - 1 };

static bool is_space(char c)
{
	return c == ' ' || c == '\t';
}

/* Does the name say the phrase at `at`, followed by a space, a hyphen or a colon? Letters may be capitals, but not of
 * persons', since names begin with these. */
static bool says(str name, size_t at, const struct knowledge_phrase *phrase)
{
	str text = knowledge_text(phrase->text);

	if (name.len - at <= text.len)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		char c = name.ptr[at + i];
		bool folds = phrase->where != PHRASE_PERSON && parse_is_capital(c);
		if ((folds ? (char)(c | 0x20) : c) != text.ptr[i])
			return false;
	}
	char next = name.ptr[at + text.len];
	return is_space(next) || next == ':' || next == '-';
}

/* The phrase at `at`, which lies in the name; NULL when there is none. */
static const struct knowledge_phrase *phrase_at(str name, size_t at)
{
	bool bracket = at > 0 && name.ptr[at - 1] == '(';
	unsigned pair = knowledge_phrase_pair(name.ptr[at], at + 1 < name.len ? name.ptr[at + 1] : ' ');

	if (!bracket && !(knowledge_phrase_pairs[pair / 8] >> pair % 8 & 1))
		return NULL;
	char first = parse_is_capital(name.ptr[at]) ? (char)(name.ptr[at] | 0x20) : name.ptr[at];
	for (const struct knowledge_phrase *phrase = knowledge_phrases; phrase->text; phrase++) {
		if (phrase->where == PHRASE_BRACKET && !bracket)
			return NULL;
		if (phrase->first == first && says(name, at, phrase))
			return phrase;
	}
	return NULL;
}

/* ---- acronyms ------------------------------------------------------------------------------------------- */

enum {
	ACRONYM_MIN = 2,
	SMALL_WORD = 3,     /* letters of a word that acronyms pass over, at most */
	FOREIGN_MIN = 3,    /* letters of an acronym of another language */
	FOREIGN_MAX = 9,    /* … */
	FOREIGN_WORDS = 3,  /* of the name in front, at least */
	BEHIND_BRACKET = 16 /* bytes: a legal form */
};

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

static bool are_capitals(str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!parse_is_capital(text.ptr[i]))
			return false;
	return true;
}

/* Is that an acronym of the text in another language, which is written as names are, Concern Radioelectronic
 * Technologies (KRET)? It is none if it is known to be a place, a legal form or a name. */
static bool is_foreign_acronym(str letters, str text)
{
	char word[FOREIGN_MAX];
	size_t words = 1, small = 0;

	if (letters.len < FOREIGN_MIN || letters.len > FOREIGN_MAX)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		words += text.ptr[i] == ' ';
		small += text.ptr[i] >= 'a' && text.ptr[i] <= 'z';
	}
	for (size_t i = 0; i < letters.len; i++)
		word[i] = (char)(letters.ptr[i] | 0x20);
	return words >= FOREIGN_WORDS && small > 0 && !knowledge_find((str){word, letters.len});
}

/* Allied Democratic Forces (ADF). */
static bool says_acronym(str name, struct known_as *out)
{
	size_t open = str_find_char(name, '(', 0), close = open == SIZE_MAX ? open : str_find_char(name, ')', open);

	if (close == SIZE_MAX || open < BEFORE_MIN || name.ptr[open - 1] != ' ' || close < open + 1 + ACRONYM_MIN)
		return false;
	str letters = str_slice(name, open + 1, close), text = str_slice(name, 0, open - 1);
	if (!are_capitals(letters))
		return false;
	*out = (struct known_as){.first_end = open - 1, .second = open + 1, .second_end = close, .kinds = ALL_KINDS};
	if (are_initials(letters, text))
		return true;
	out->kinds = 1u << NAME_ORGANIZATION;
	return close + BEHIND_BRACKET >= name.len && is_foreign_acronym(letters, text);
}

/* Bytes of a dash with a space on either side at `at`, which is a space; 0 if there is none. */
static size_t dash_at(str name, size_t at)
{
	str rest = str_slice(name, at, name.len);

	return str_starts(rest, STR(" - ")) ? 3 : str_starts(rest, STR(" – ")) || str_starts(rest, STR(" — ")) ? 5 : 0;
}

/* IRGC - Islamic Revolutionary Guard Corps, Front de Libération Nationale – FLN: the initials behind a dash, which has
 * so many bytes, or in front of it. */
static bool says_acronym_at(str name, size_t dash, size_t len, struct known_as *out)
{
	str first = str_slice(name, 0, dash), second = str_slice(name, dash + len, name.len);

	if (first.len < ACRONYM_MIN || second.len < ACRONYM_MIN)
		return false;
	*out = (struct known_as){.first_end = dash, .second = dash + len, .second_end = name.len, .kinds = ALL_KINDS};
	return (are_capitals(first) && are_initials(first, second)) ||
	       (are_capitals(second) && are_initials(second, first));
}

/* The two names, one on either side of the phrase; false when one is lacking. */
static bool cut_at_phrase(str name, size_t at, const struct knowledge_phrase *phrase, struct known_as *out)
{
	size_t close = str_find_char(name, ')', at);

	*out = (struct known_as){
	    .first_end = at,
	    .second = at + knowledge_text(phrase->text).len + 1,
	    .second_end = close == SIZE_MAX ? name.len : close,
	    .kinds = phrase->where == PHRASE_PERSON ? 1u << NAME_PERSON : ALL_KINDS,
	};
	while (out->first_end > 0 && memchr(" (,;", name.ptr[out->first_end - 1], 4))
		out->first_end--;
	return out->first_end >= BEFORE_MIN && out->second_end >= out->second + BEHIND_MIN;
}

bool parse_known_as(str name, struct known_as *out)
{
	size_t dash = SIZE_MAX;
	bool bracket = false;

	for (size_t at = 1; at < name.len; at++) {
		if (name.ptr[at - 1] != ' ')
			continue;
		char first = name.ptr[at];
		if (first == '-' || first == '\xe2')
			dash = dash == SIZE_MAX && dash_at(name, at - 1) ? at - 1 : dash;
		bracket |= first == '(';
		size_t behind = at + (first == '(');
		const struct knowledge_phrase *phrase = behind < name.len ? phrase_at(name, behind) : NULL;
		if (phrase)
			return cut_at_phrase(name, behind, phrase, out);
	}
	return (bracket && says_acronym(name, out)) ||
	       (dash != SIZE_MAX && says_acronym_at(name, dash, dash_at(name, dash), out));
}
