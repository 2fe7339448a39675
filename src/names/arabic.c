/* Compound names of Arabic origin; arabic.h says what and why. */
#include "names/arabic.h"

static bool is_vowel(char c)
{
	return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

/* Is it the word but for two neighbours exchanged or a vowel another, in five letters and more: Adbul, Abdil? Abud is a
 * name. */
static bool is_but_for_slip(str word, str form)
{
	size_t at = 0;

	if (word.len != form.len || word.len < 5)
		return false;
	while (at < word.len && word.ptr[at] == form.ptr[at])
		at++;
	str w = str_slice(word, at, word.len), f = str_slice(form, at, form.len);
	if (w.len >= 2 && w.ptr[0] == f.ptr[1] && w.ptr[1] == f.ptr[0])
		return memcmp(w.ptr + 2, f.ptr + 2, w.len - 2) == 0;
	return w.len > 0 && is_vowel(w.ptr[0]) && is_vowel(f.ptr[0]) && memcmp(w.ptr + 1, f.ptr + 1, w.len - 1) == 0;
}

enum { SERVANT_LETTERS = 6 /* of a form, at most */ };

bool arabic_is_servant_form(str word)
{
	static const str forms[] = {STR("abd"),   STR("abdu"),  STR("abdul"),  STR("abdel"),
	                            STR("abdal"), STR("abdol"), STR("abdur"),  STR("abder"),
	                            STR("abdus"), STR("abdou"), STR("abdoul"), STR("abdool")};
	char letters[SERVANT_LETTERS];
	size_t n = 0;

	for (size_t i = 0; i < word.len; i++) { /* Abbdul: a letter may be doubled */
		if (i > 0 && word.ptr[i] == word.ptr[i - 1])
			continue;
		if (n == SERVANT_LETTERS)
			return false;
		letters[n++] = word.ptr[i];
	}
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		if (str_equal((str){letters, n}, forms[i]) || is_but_for_slip(word, forms[i]))
			return true;
	return false;
}

bool arabic_is_faith(str word)
{
	return str_is(word, "din") || str_is(word, "deen") || str_is(word, "dine") || str_is(word, "dien") ||
	       str_is(word, "ddin") || str_is(word, "deene");
}

/* Latif, and God, also as the family name Abdullahi: an l before a vowel begins the name itself. */
static bool begins_with_l(str rest)
{
	return str_starts(rest, STR("lat")) || str_starts(rest, STR("laah")) || str_is(rest, "lah") ||
	       str_is(rest, "lahi") || str_is(rest, "la");
}

/* "abdu" + "rrahman", "abde" + "lkader", "abdi" + "kadir", "abdu" + "laziz": the name behind the article, its first
 * letter once. */
static str behind_article(str rest)
{
	if (rest.len > 1 && rest.ptr[0] == 'o' && (rest.ptr[1] == 'u' || rest.ptr[1] == 'o'))
		rest = (str){rest.ptr + 2, rest.len - 2};
	else
		rest = (str){rest.ptr + 1, rest.len - 1};
	if (rest.len < 3)
		return rest;
	bool twice = rest.ptr[0] == rest.ptr[1] && !is_vowel(rest.ptr[1]);
	if (twice || (rest.ptr[0] == 'l' && !begins_with_l(rest)))
		rest = (str){rest.ptr + 1, rest.len - 1};
	return rest;
}

static size_t join(str a, str b, char *out, size_t cap)
{
	if (a.len + b.len > cap)
		return 0;
	memcpy(out, a.ptr, a.len);
	memcpy(out + a.len, b.ptr, b.len);
	return a.len + b.len;
}

/* The stem in front of al-din, ud-din, eddine, udin …; empty when the word does not end so. */
static str before_faith(str word)
{
	static const char *const endings[] = {"din", "deen", "dine", "dien"};
	char last = word.len ? word.ptr[word.len - 1] : '\0';

	if ((last != 'n' && last != 'e') || word.len < 7 ||
	    (word.ptr[word.len - 3] != 'd' && word.ptr[word.len - 4] != 'd'))
		return (str){NULL, 0};
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		size_t n = strlen(endings[i]);
		if (word.len < n + 4 || memcmp(word.ptr + word.len - n, endings[i], n) != 0)
			continue;
		str stem = {word.ptr, word.len - n - 2};
		char vowel = stem.ptr[stem.len], link = stem.ptr[stem.len + 1];
		if (is_vowel(vowel) && (link == 'd' || link == 'l'))
			return stem;
		if (link == 'u' && stem.len >= 2)
			return (str){stem.ptr, stem.len + 1};
	}
	return (str){NULL, 0};
}

/* Adbelouadoud, Obdelhamid, Abudkadir: also with neighbours exchanged or another vowel. */
static bool begins_with_abd(str word)
{
	if (str_starts(word, STR("abud")) || str_starts(word, STR("abed")))
		return !is_vowel(word.ptr[4]);
	return is_vowel(word.ptr[3]) &&
	       (str_starts(word, STR("adb")) || (is_vowel(word.ptr[0]) && memcmp(word.ptr + 1, "bd", 2) == 0));
}

enum { ABD_AND_NAME = 7 /* letters of abd and a name written to it without a vowel, at least */ };

/* Abdrabbuh; not Abddallah, Abdlulah, which are misspelt, nor Abdhulla, where dh is one sound. */
static bool is_abd_and_name(str word)
{
	char next = word.len >= ABD_AND_NAME && str_starts(word, STR("abd")) ? word.ptr[3] : 'd';

	return !is_vowel(next) && next != 'd' && next != 'h' && next != 'l';
}

/* Abdaoui is no servant's name: that of whom one serves has consonants. */
static bool has_consonant(str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!is_vowel(s.ptr[i]) && s.ptr[i] != 'y')
			return true;
	return false;
}

/* Abddeslam. */
static bool begins_with_doubled_abd(str word)
{
	return word.len >= ABD_AND_NAME && is_vowel(word.ptr[4]) &&
	       (str_starts(word, STR("abbd")) || str_starts(word, STR("abdd")));
}

/* What is written to abd, behind the article if there is one; empty if it does not begin so. */
static str behind_abd(str word)
{
	if (is_abd_and_name(word))
		return str_slice(word, 3, word.len);
	size_t abd = begins_with_doubled_abd(word) ? 4 : 3;
	if (abd == 3 && (word.len < 7 || !begins_with_abd(word)))
		return STR("");
	str rest = behind_article((str){word.ptr + abd, word.len - abd});
	return rest.len >= 3 && has_consonant(rest) ? rest : STR("");
}

/* Somali writes c for the ayn: Cabdirashiid; others a twice. */
static str without_ayn(str word)
{
	if (str_starts(word, STR("cabd")))
		word = str_slice(word, 1, word.len);
	return str_starts(word, STR("aab")) ? str_slice(word, 1, word.len) : word;
}

size_t arabic_spell_compound(str word, char *out, size_t cap)
{
	word = without_ayn(word);
	str name = behind_abd(word);
	if (name.len)
		return join(STR("abdul"), name, out, cap);
	str stem = before_faith(word);
	return stem.len ? join(stem, STR("uddin"), out, cap) : 0;
}

bool arabic_is_god(str word)
{
	if (word.len < 3 || word.len > 5 || (word.ptr[word.len - 1] != 'h' && word.ptr[word.len - 1] != 'a'))
		return false;
	return str_is(word, "allah") || str_is(word, "alah") || str_is(word, "ullah") || str_is(word, "ollah") ||
	       str_is(word, "ulla") || str_is(word, "lah");
}

bool arabic_is_article_and_faith(str word)
{
	if (word.len > 1 && word.ptr[0] == word.ptr[1])
		word = str_slice(word, 1, word.len);
	return word.len >= 5 && (word.ptr[1] == 'd' || word.ptr[1] == 'l') &&
	       arabic_is_faith((str){word.ptr + 2, word.len - 2});
}
