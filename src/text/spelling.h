/* What the parts of src/text share: a word as letters, and its spelling in ASCII as it grows. */
#ifndef TEXT_SPELLING_H
#define TEXT_SPELLING_H

#include "text/tables.h"

/** Letters of one word that are looked at; what a longer one has more cannot show in TOKEN_MAX bytes. */
enum { WORD_MAX = 160 };

struct letter {
	uint32_t codepoint; /* folded; '?' where an encoding broke */
	uint32_t at;        /* byte offset in the source of what it comes from */
	uint16_t known;     /* of its class */
	uint8_t script;     /* enum text_script, of what it comes from */
	uint8_t flags;      /* of its class: CHAR_MARK, CHAR_DIGIT */
};

struct spelling {
	char text[TOKEN_MAX];
	size_t len;
};

static inline str spelling_str(const struct spelling *s)
{
	return (str){s->text, s->len};
}
/** Appends; what goes past TOKEN_MAX is cut off. Most of what is added is one letter. */
static inline void spelling_add(struct spelling *out, str text)
{
	size_t room = TOKEN_MAX - out->len, n = text.len < room ? text.len : room;

	if (n == 1)
		out->text[out->len] = text.ptr[0];
	else if (n)
		memcpy(out->text + out->len, text.ptr, n);
	out->len += n;
}
/** Appends what the class of the code point says, "u" and its number in hexadecimal when nothing is known. */
void spelling_add_codepoint(struct spelling *out, uint32_t codepoint);

/** Is it in the "vowels:" line of the file? */
bool rules_vowel(const struct text_rules *set, uint32_t codepoint);
/** The rule that fits at `word[at]`, NULL when none does. */
const struct text_rule *rules_find(const struct text_rules *set, const struct letter *word, size_t len, size_t at);
/** The first rule file of the script that knows the letter, NULL when none does. */
const struct text_rules *rules_knowing(enum text_script script, uint32_t codepoint);
/** Spells a word by rules; `second`: in the second romanisation. */
void rules_spell(const struct text_rules *set, const struct letter *word, size_t len, bool second,
                 struct spelling *out);
/** Only if a rule covers the whole word. */
bool rules_spell_whole(const struct text_rules *set, const struct letter *word, size_t len, bool second,
                       struct spelling *out);
/** Only if rules cover every letter. */
bool rules_spell_covered(const struct text_rules *set, const struct letter *word, size_t len, struct spelling *out);
/** The rules by which a script spells the syllables of the language that `reading` names, NULL when there are none. */
const struct text_rules *syllable_rules(enum text_script script, enum text_reading reading);
/** Scripts whose letters carry a vowel. */
void indic_spell(const struct text_rules *set, const struct letter *word, size_t len, bool second,
                 struct spelling *out);
void burmese_spell(const struct text_rules *set, const struct letter *word, size_t len, bool second,
                   struct spelling *out);
void ethiopic_spell(const struct letter *word, size_t len, bool second, struct spelling *out);
void khmer_spell(const struct letter *word, size_t len, bool second, struct spelling *out);
void thai_spell(const struct letter *word, size_t len, bool second, struct spelling *out);
void tibetan_spell(const struct letter *word, size_t len, bool second, struct spelling *out);
/** `foreign`: as a name from elsewhere. */
void kana_spell(const struct letter *word, size_t len, bool second, bool foreign, struct spelling *out);

enum { HANGUL_FIRST = 0xAC00, HANGUL_LAST = 0xD7A3 };
/** Where a syllable stands in what may be a name. */
enum hangul_place { HANGUL_WORD, HANGUL_SURNAME, HANGUL_GIVEN };
/** Spells one syllable (HANGUL_FIRST..HANGUL_LAST). `before` is the syllable before it in the given name, 0 at
 *  its beginning. */
void hangul_spell(uint32_t syllable, uint32_t before, enum hangul_place place, enum text_reading reading,
                  struct spelling *out);
/** The initial-sound rule of South Korea: what a syllable becomes at the beginning of a word. */
uint32_t hangul_initial(uint32_t syllable);

/** Spells one Han character as `reading` (never READING_DEFAULT); `first`: of a run of several. */
void han_spell(uint32_t codepoint, bool first, enum text_reading reading, struct spelling *out);
/** As text_reads_as, of names in Han. */
bool han_reads_as(str name, enum text_reading reading);
/** Spells the word at the beginning of a run (`len` > 0) as one of a name from elsewhere: a word of a Tibetan name
 * where the run is made of these, else the whole run; its characters. */
size_t han_spell_foreign(const struct letter *run, size_t len, struct spelling *out);
/** Longest entry of the kind that `text` begins with, NULL when there is none. */
const struct text_reading_entry *entry_find(enum text_entry_kind kind, const uint32_t *text, size_t len);

/** What data/language knows of a word in any case: languages and WORD_… bits, 0 when nothing. */
uint64_t frequent_word(str word);

#endif
