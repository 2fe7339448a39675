/* In which ways is a name read?
 *
 *   Han without kana  Mandarin, Wade-Giles (alternative), Japanese in two readings, Korean, Cantonese; Vietnamese for
 * the second Japanese one where it may be; also as families of Fujian spell it where it may be one of theirs; Mandarin
 * and as a name from elsewhere where it is written as one
 *   Cyrillic          default and alternative romanisation; Mandarin, Japanese, Korean where the syllables are
 *   Latin             one; č, ç, š, ž as ch, sh, zh, too, and c as j beside ə, ğ, ı; Wade-Giles with a hyphen or
 * apostrophe as pinyin; and where its letters show that, Japanese by its own rules as Hepburn spells it, Somali as
 * English, Indonesian of before 1972 as since
 *   Hangul            revised romanisation, McCune-Reischauer (alternative), as the press spells persons; as names
 * from elsewhere where words are too long for names of Korea
 *   any other         default and alternative romanisation
 */
#include "names/parse.h"

static const enum text_reading han_readings[] = {READING_DEFAULT,     READING_MANDARIN,       READING_KOREAN,
                                                 READING_JAPANESE,    READING_JAPANESE_OTHER, READING_CANTONESE,
                                                 READING_ALTERNATIVE, READING_HOKKIEN};
static const enum text_reading foreign_readings[] = {READING_DEFAULT, READING_FOREIGN};
static const enum text_reading vietnamese_readings[] = {READING_DEFAULT,     READING_MANDARIN,   READING_KOREAN,
                                                        READING_JAPANESE,    READING_VIETNAMESE, READING_CANTONESE,
                                                        READING_ALTERNATIVE, READING_HOKKIEN};
static const enum text_reading usual_readings[] = {READING_DEFAULT, READING_ALTERNATIVE};
static const enum text_reading kana_readings[] = {READING_JAPANESE, READING_JAPANESE_OTHER};
static const enum text_reading hangul_readings[] = {READING_DEFAULT, READING_ALTERNATIVE, READING_KOREAN,
                                                    READING_FOREIGN};
static const enum text_reading latin_readings[] = {READING_DEFAULT, READING_MANDARIN};
static const enum text_reading kunrei_readings[] = {READING_DEFAULT, READING_JAPANESE};
static const enum text_reading somali_readings[] = {READING_DEFAULT, READING_SOMALI};
static const enum text_reading indonesian_readings[] = {READING_DEFAULT, READING_INDONESIAN};
static const enum text_reading marked_readings[] = {READING_DEFAULT, READING_ALTERNATIVE, READING_MANDARIN};
static const enum text_reading cyrillic_readings[] = {READING_DEFAULT, READING_ALTERNATIVE, READING_MANDARIN,
                                                      READING_JAPANESE, READING_KOREAN};

#define READINGS(list, certain) ((struct parse_readings){list, sizeof(list) / sizeof *(list), certain})

static bool has_kana(str name)
{
	while (name.len)
		if (text_script_of(utf8_next(&name)) == SCRIPT_KANA)
			return true;
	return false;
}

enum {
	WADE_MAX = 26,               /* bytes of three syllables of at most six letters and an apostrophe */
	RESPELT_MAX = 64,            /* bytes of a name that is looked at for ways to spell */
	SEEN_MAX = 2 * NAME_TEXT_MAX /* bytes of a name in which it is looked for letters */
};

static struct parse_readings pick_latin(str name, bool syllables)
{
	unsigned shown = name.len <= RESPELT_MAX ? text_readings_shown(name) : 0;

	if (shown & 1u << READING_JAPANESE)
		return READINGS(kunrei_readings, 1);
	if (shown & 1u << READING_SOMALI)
		return READINGS(somali_readings, 2);
	if (shown & 1u << READING_INDONESIAN)
		return READINGS(indonesian_readings, 2);
	return (struct parse_readings){latin_readings, syllables ? 2 : 1, 1};
}

struct parse_readings parse_pick_readings(str name, bool ascii, enum text_script script)
{
	bool syllables =
	    name.len && name.len <= WADE_MAX && (memchr(name.ptr, '-', name.len) || memchr(name.ptr, '\'', name.len));

	switch (script) {
	case SCRIPT_LATIN:
		if (!ascii && text_has_second_spelling(str_slice(name, 0, SEEN_MAX)))
			return (struct parse_readings){marked_readings, syllables ? 3 : 2, 2};
		return pick_latin(name, syllables);
	case SCRIPT_CYRILLIC:
		return READINGS(cyrillic_readings, 2);
	case SCRIPT_HANGUL:
		return READINGS(hangul_readings, 3);
	case SCRIPT_HAN:
		if (has_kana(name))
			return READINGS(kana_readings, 2);
		if (text_reads_as(name, script, READING_FOREIGN))
			return READINGS(foreign_readings, 2);
		return text_reads_as(name, script, READING_VIETNAMESE) ? READINGS(vietnamese_readings, 7)
		                                                       : READINGS(han_readings, 7);
	case SCRIPT_KANA:
		return READINGS(kana_readings, 2);
	case SCRIPT_COMMON:
		return (struct parse_readings){usual_readings, 1, 1};
	default:
		return READINGS(usual_readings, 2);
	}
}

/* The press spells persons, and ships named after them; people come from elsewhere. */
bool parse_reads_so(enum text_reading reading, enum text_script script, enum name_kind kind)
{
	if (reading == READING_FOREIGN)
		return kind == NAME_PERSON || kind == NAME_ANY;
	return script != SCRIPT_HANGUL || reading != READING_KOREAN || kind != NAME_ORGANIZATION;
}
