/* Words that tell how a name beside them is meant: data/scan, as a table that tools/gen_scan.c writes. */
#ifndef SCAN_WORDS_H
#define SCAN_WORDS_H

#include "base/str.h"

#include <assert.h>

/* X(WORD_…, its heading in data/scan); what a class is for stands there. */
#define SCAN_WORD_CLASSES(X) \
	X(SMALL, "small") \
	X(OPENER, "opener") \
	X(TIME, "time") \
	X(BEFORE_TIME, "before-time") \
	X(AND, "and") \
	X(BETWEEN, "between") \
	X(ELIDED, "elided") \
	X(ORGAN, "organ") \
	X(PEOPLE, "people") \
	X(PREFIX, "prefix") \
	X(DIRECTION, "direction") \
	X(LAND, "land") \
	X(BODY, "body") \
	X(OF, "of") \
	X(THING, "thing") \
	X(LANGUAGE, "language") \
	X(SPEAKING, "speaking") \
	X(AFTER_LANGUAGE, "after-language") \
	X(US_STATE, "us-state") \
	X(WITHIN, "within") \
	X(GIVEN_NAME, "given-name") \
	X(NAMESAKE, "namesake") \
	X(VERB, "verb") \
	X(CAUSING, "causing") \
	X(OBJECT, "object") \
	X(PARTNER, "partner") \
	X(TIE, "tie") \
	X(GOAL, "goal") \
	X(INSIDE, "inside") \
	X(AT, "at") \
	X(CITY, "city") \
	X(STANDPOINT, "standpoint") \
	X(SEAT, "seat") \
	X(KIND, "kind") \
	X(COMPLEMENT, "complement") \
	X(NATIONAL, "national") \
	X(MEMORIAL, "memorial") \
	X(MAN, "man") \
	X(WOMAN, "woman") \
	X(TITLE, "title") \
	X(SUFFIX, "suffix") \
	X(CYRILLIC_ENDING, "cyrillic-ending") \
	X(CYRILLIC_NOMINATIVE, "cyrillic-nominative") \
	X(HEBREW_PREFIX, "hebrew-prefix") \
	X(ARABIC_PREFIX, "arabic-prefix")

#define SCAN_WORD_ENUMERATOR(name, heading) WORD_##name,
enum scan_word { SCAN_WORD_CLASSES(SCAN_WORD_ENUMERATOR) WORD_CLASS_COUNT };
#undef SCAN_WORD_ENUMERATOR

static_assert(WORD_CLASS_COUNT <= 64, "classes are bits of a uint64_t");

enum { SCAN_WORD_BYTES = 24 };

/** A word and the classes that have it. */
struct scan_word_entry {
	char text[SCAN_WORD_BYTES]; /* ends in NUL */
	uint64_t classes;           /* bit by enum scan_word */
};

/** Sorted by text. */
extern const struct scan_word_entry scan_words[];
extern const size_t scan_word_count;

/** Classes of a word, 0 when data/scan does not have it. */
uint64_t scan_word_classes(str word);

static inline bool scan_word_is(str word, enum scan_word kind)
{
	return scan_word_classes(word) >> kind & 1;
}

#endif
