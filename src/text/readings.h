/* Which rules read a word: chosen from its letters, the language hint and its neighbourhood. */
#ifndef TEXT_READINGS_H
#define TEXT_READINGS_H

#include "text/spelling.h"

/** Languages that write apostrophes in ways of their own. */
enum { LANG_ELIDES = 1 << 0, LANG_SUFFIXES = 1 << 1, LANG_UNKNOWN = 1 << 2 };

struct reader {
	str src;
	enum text_reading reading;
	char lang[4];                    /* lower case, without region; "" when there is no hint */
	unsigned lang_flags;             /* LANG_… */
	int hint;                        /* enum text_ruleset that the hint names, -1 none, -2 not yet looked up */
	size_t evidence_end;             /* the neighbourhood below speaks for words that start before this offset */
	uint16_t evidence[SCRIPT_COUNT]; /* rule sets (bits within the script) that know its letters */
	bool kana, hangul;               /* such letters stand in the neighbourhood */
};

void reader_init(struct reader *r, str src, str lang, enum text_reading reading);
/** The rules for a run of letters of one script; NULL when the script has none (and for Latin). */
const struct text_rules *reader_rules(struct reader *r, const struct letter *word, size_t len);
/** Looks at the neighbourhood of the word at `at`, if that is not yet done. */
void reader_look(struct reader *r, size_t at);
/** How to read the Han characters at `at`: never READING_DEFAULT. */
enum text_reading reader_han(struct reader *r, size_t at);
/** True when second spellings are wanted. */
static inline bool reader_second(const struct reader *r)
{
	return r->reading == READING_ALTERNATIVE;
}

#endif
