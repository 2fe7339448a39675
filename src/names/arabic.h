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
/** "abd", "abdul", "abdel" …: the name goes on in the next word. */
bool arabic_is_servant(str word);
/** "din", "deen", "dine" … behind an article. */
bool arabic_is_faith(str word);
/** The part behind "abdul" of a compound, empty when it is none. */
str arabic_behind_servant(str normal);
/** The part before "uddin", empty when it is none. */
str arabic_before_faith(str normal);

#endif
