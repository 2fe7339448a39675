/* Compound names of Arabic origin, which romanisations write as one word or as several, with or without an
 * assimilated article: Abd al-Rahman, Abdul Rahman, Abdurrahman; Nur al-Din, Noor-ud-Din, Nureddine.
 *
 * The normal form of the first kind is "abdul" and the second part ("abdulrahman"), that of the second kind the
 * first part and "uddin" ("nuruddin"). What is common to thousands of names tells nothing, so comparison looks at
 * the rest: arabic_telling. */
#ifndef NAMES_ARABIC_H
#define NAMES_ARABIC_H

#include "base/str.h"

/** Spells a compound written as one word in its normal form; returns its length, 0 when `word` is no compound.
 *  Writes at most `cap` bytes. */
size_t arabic_compound(str word, char *out, size_t cap);
/** Is it one of the forms of the servant, perhaps misspelt? */
bool arabic_is_servant_form(str word);
/** "abd", "abdul", "abdel" …: the name goes on in the next word. Most words are no servant by their first two letters. */
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
/** The part behind "abdul" of a compound, empty when it is none. */
str arabic_behind_servant(str normal);
/** The part before "uddin", empty when it is none. */
str arabic_before_faith(str normal);

#endif
