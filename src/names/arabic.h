/* Compound names of Arabic origin, which romanisations write as one word or as several, with or without an
 * assimilated article: Abd al-Rahman, Abdul Rahman, Abdurrahman; Nur al-Din, Noor-ud-Din, Nureddine.
 *
 * The normal form of the first kind is "abdul" and the second part ("abdulrahman"), that of the second kind the
 * first part and "uddin" ("nuruddin"). What is common to thousands of names tells nothing, so comparison looks at
 * the rest: arabic_telling. */
#ifndef NAMES_ARABIC_H
#define NAMES_ARABIC_H

#include "base/str.h"

/** May a compound begin or end as the word does? Most do not. */
static inline bool arabic_may_be_compound(str word)
{
	if (word.len < 7)
		return false;
	char first = word.ptr[0], second = word.ptr[1], last = word.ptr[word.len - 1];
	bool a = first == 'a' || first == 'c', vowel = first == 'e' || first == 'i' || first == 'o' || first == 'u';

	if ((a && (second == 'a' || second == 'b' || second == 'd')) || (vowel && second == 'b'))
		return true;
	return (last == 'n' || last == 'e') && (word.ptr[word.len - 3] == 'd' || word.ptr[word.len - 4] == 'd');
}
/** As arabic_compound, of a word that may be one. */
size_t arabic_spell_compound(str word, char *out, size_t cap);
/** Spells a compound written as one word in its normal form; returns its length, 0 when `word` is no compound.
 *  Writes at most `cap` bytes. */
static inline size_t arabic_compound(str word, char *out, size_t cap)
{
	return arabic_may_be_compound(word) ? arabic_spell_compound(word, out, cap) : 0;
}
/** Is it one of the forms of the servant, perhaps misspelt? */
bool arabic_is_servant_form(str word);
/** "abd", "abdul", "abdel" …: the name goes on in the next word. Most words are no servant by their first two letters.
 */
static inline bool arabic_is_servant(str word)
{
	char first = word.len > 1 ? word.ptr[0] : '\0', second = word.len > 1 ? word.ptr[1] : '\0';

	switch (first) {
	case 'a':
		return (second == 'b' || second == 'a' || second == 'd') && arabic_is_servant_form(word);
	case 'b':
		return second == 'a' && arabic_is_servant_form(word);
	case 'e':
	case 'i':
	case 'o':
	case 'u':
		return second == 'b' && arabic_is_servant_form(word);
	default:
		return false;
	}
}
/** "din", "deen", "dine" … behind an article. */
bool arabic_is_faith(str word);
/** "uddin", "aldin", "eddine" as a word of its own, its first letter perhaps doubled. */
bool arabic_is_article_and_faith(str word);
/** "allah", "ullah", "lah" … */
bool arabic_is_god(str word);
/** The part behind "abdul" of a compound, empty when it is none. */
static inline str arabic_behind_servant(str normal)
{
	if (normal.len < 8 || memcmp(normal.ptr, "abdul", 5) != 0)
		return (str){NULL, 0};
	return (str){normal.ptr + 5, normal.len - 5};
}
/** The part before "uddin", empty when it is none. */
static inline str arabic_before_faith(str normal)
{
	if (normal.len < 7 || memcmp(normal.ptr + normal.len - 5, "uddin", 5) != 0)
		return (str){NULL, 0};
	return (str){normal.ptr, normal.len - 5};
}

#endif
