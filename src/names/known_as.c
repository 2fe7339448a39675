/* Names that say another one: Capital Most Bank (f/k/a Stroyinvest Bank), Jim Roe aka James Row, Al Noor (ex Rose),
 * Allied Democratic Forces (ADF); of persons Yusop Jikiri alias Abu Zahri. */
#include "names/parse.h"

enum { BEFORE_MIN = 3, BEHIND_MIN = 3 /* bytes of either name */ };

static const str phrases[] = {
    STR("a.k.a."),
    STR("a/k/a"),
    STR("aka"),
    STR("also known as"),
    STR("d.b.a."),
    STR("d/b/a"),
    STR("doing business as"),
    STR("f.k.a."),
    STR("f/k/a"),
    STR("formerly known as"),
    STR("formerly"),
    STR("n/k/a"),
    STR("now known as"),
    STR("previously known as"),
    STR("previously"),
    STR("trading as"),
};

/* Names of persons say these without a bracket, in small letters, as names begin with capitals. */
static const str person_phrases[] = {STR("alias"), STR("@"),     STR("genannt"), STR("vulgo"),
                                     STR("zvani"), STR("zvana"), STR("detto"),   STR("detta")};

/* What the phrases begin with. */
#define FIRST_LETTERS \
	(PARSE_LETTER('a') | PARSE_LETTER('d') | PARSE_LETTER('f') | PARSE_LETTER('n') | PARSE_LETTER('p') | \
	 PARSE_LETTER('t'))

/* Words of names, too: they count behind an open bracket alone. */
static const str bracketed[] = {
    STR("ex"),
    STR("fka"),
    STR("dba"),
    STR("now"),
    STR("also"),
    STR("alias"),
    STR("called"),
    STR("later"),
    STR("earlier"),
    STR("renamed"),
    STR("antes"), /* Spanish, Portuguese */
    STR("anteriormente"),
    STR("antiguamente"),
    STR("antigamente"),
    STR("previamente"),
    STR("ahora"),
    STR("agora"),
    STR("anciennement"), /* French */
    STR("auparavant"),
    STR("aujourd'hui"),
    STR("dit"),
    STR("dite"),
    STR("già"), /* Italian */
    STR("precedentemente"),
    STR("ehemals"), /* German */
    STR("vormals"),
    STR("vorm."),
    STR("früher"),
    STR("jetzt"),
    STR("voorheen"), /* Dutch */
    STR("vroeger"),
    STR("thans"),
    STR("tidigare"), /* Swedish, Danish, Norwegian */
    STR("tidligere"),
    STR("entinen"), /* Finnish */
    STR("dawniej"), /* Polish, Czech, Slovak */
    STR("obecnie"),
    STR("dříve"),
    STR("nyní"),
    STR("predtým"),
    STR("ranije"), /* Serbian, Croatian */
    STR("raniji"),
    STR("sada"),
    STR("fost"), /* Romanian */
    STR("fosta"),
    STR("korábban"),    /* Hungarian */
    STR("eski adıyla"), /* Turkish */
    STR("önceki adı"),
    STR("бывш."), /* Russian, Ukrainian, Bulgarian */
    STR("ранее"),
    STR("прежнее название"),
    STR("ныне"),
    STR("раніше"),
    STR("нині"),
    STR("преди"),
    STR("πρώην"),  /* Greek */
    STR("dahulu"), /* Indonesian, Malay */
    STR("dulu"),
    STR("sebelumnya"),
    STR("dahulunya"),
    STR("trước đây"), /* Vietnamese */
    STR("nay là"),
};

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

/* Bytes of the phrase of these at `at`; 0 when there is none. */
static size_t one_of(str name, size_t at, const str *list, size_t count)
{
	char first = parse_is_capital(name.ptr[at]) ? (char)(name.ptr[at] | 0x20) : name.ptr[at];

	for (size_t i = 0; i < count; i++)
		if (list[i].ptr[0] == first && says(name, at, list[i]))
			return list[i].len;
	return 0;
}

/* Is the second letter one that a phrase has there? */
static inline bool is_of_phrase(str name, size_t at)
{
	char second = at + 1 < name.len ? name.ptr[at + 1] : ' ';

	return second == '.' || second == '/' ||
	       parse_is_one_of((char)(second | 0x20),
	                       PARSE_LETTER('k') | PARSE_LETTER('l') | PARSE_LETTER('o') | PARSE_LETTER('r'));
}

/* Bytes of the phrase at `at`; 0 when there is none. */
static size_t phrase_at(str name, size_t at)
{
	size_t len = 0;

	if (parse_is_one_of((char)(name.ptr[at] | 0x20), FIRST_LETTERS) && is_of_phrase(name, at))
		len = one_of(name, at, phrases, sizeof phrases / sizeof *phrases);
	if (len == 0 && at > 0 && name.ptr[at - 1] == '(')
		len = one_of(name, at, bracketed, sizeof bracketed / sizeof *bracketed);
	return len;
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
	*out = (struct known_as){.first_end = open - 1, .second = open + 1, .second_end = close};
	if (are_initials(letters, text))
		return true;
	out->organization = true;
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
	*out = (struct known_as){.first_end = dash, .second = dash + len, .second_end = name.len};
	return (are_capitals(first) && are_initials(first, second)) ||
	       (are_capitals(second) && are_initials(second, first));
}

/* The two names, one on either side of the phrase; false when one is lacking. */
static bool cut_at_phrase(str name, size_t at, size_t len, struct known_as *out)
{
	size_t close = str_find_char(name, ')', at);

	*out = (struct known_as){
	    .first_end = at, .second = at + len + 1, .second_end = close == SIZE_MAX ? name.len : close};
	while (out->first_end > 0 && memchr(" (,;", name.ptr[out->first_end - 1], 4))
		out->first_end--;
	return out->first_end >= BEFORE_MIN && out->second_end >= out->second + BEHIND_MIN;
}

bool parse_known_as(str name, struct known_as *out)
{
	size_t dash = SIZE_MAX;

	for (size_t at = 0; (at = str_find_char(name, ' ', at)) != SIZE_MAX && at + 1 < name.len;) {
		char next = name.ptr[at + 1];
		if (dash == SIZE_MAX && (next == '-' || next == '\xe2') && dash_at(name, at))
			dash = at;
		at += next == '(' ? 2 : 1;
		size_t len = at < name.len ? phrase_at(name, at) : 0;
		if (len)
			return cut_at_phrase(name, at, len, out);
	}
	return says_acronym(name, out) || (dash != SIZE_MAX && says_acronym_at(name, dash, dash_at(name, dash), out));
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
