/* Names of China, Japan and Korea in Cyrillic, of China as Wade and Giles spelt them, and of Japan as Japan does: read
 * as these languages are written in Latin now, where every word of the name is made of syllables that they have (Си
 * Цзиньпин, Ким Чен Ын, Mao Tse-tung, Tiba Zyun'iti; not Иванов). Names from elsewhere in Hangul. */
#include "text/spelling.h"

static const struct text_rules *latin_rules(enum text_reading reading)
{
	switch (reading) {
	case READING_MANDARIN:
		return &text_rulesets[RULES_WADE_PINYIN];
	case READING_JAPANESE:
		return &text_rulesets[RULES_KUNREI];
	case READING_SOMALI:
		return &text_rulesets[RULES_SOMALI];
	case READING_INDONESIAN:
		return &text_rulesets[RULES_INDONESIAN];
	default:
		return NULL;
	}
}

const struct text_rules *syllable_rules(enum text_script script, enum text_reading reading)
{
	if (script == SCRIPT_LATIN)
		return latin_rules(reading);
	if (script != SCRIPT_CYRILLIC)
		return NULL;
	switch (reading) {
	case READING_MANDARIN:
		return &text_rulesets[RULES_PALLADIUS];
	case READING_JAPANESE:
		return &text_rulesets[RULES_POLIVANOV];
	case READING_KOREAN:
		return &text_rulesets[RULES_KOREAN_CYRILLIC];
	default:
		return NULL;
	}
}

enum { SYLLABLES_MAX = 32 /* letters of one word that may be such a name */ };

/* Does an apostrophe of the name, `rest` behind it, stand within a word of Latin letters? */
static bool is_within(uint32_t codepoint, str rest)
{
	return text_is_apostrophe(codepoint) && rest.len && text_script_of(utf8_next_quick(&rest)) == SCRIPT_LATIN;
}

/* Cuts the next word off: its folded letters, how many; 0 at the end. */
static size_t next_word(str *name, struct letter word[SYLLABLES_MAX])
{
	size_t n = 0;

	while (name->len) {
		uint32_t codepoint = utf8_next_quick(name);
		const struct text_class *class = text_class_of(codepoint);
		bool apostrophe = n && is_within(codepoint, *name);
		if (apostrophe)
			class = text_class_of(codepoint = '\'');
		else if (!(class->flags & (CHAR_WORD | CHAR_MARK)) && n)
			break;
		else if (!(class->flags & (CHAR_WORD | CHAR_MARK)))
			continue;
		str fold = class->fold == POOL_NONE ? STR("") : text_pool_str(class->fold);
		word[n++] = (struct letter){.codepoint = fold.len ? utf8_next_quick(&fold) : codepoint};
		if (n == SYLLABLES_MAX)
			break;
	}
	return n;
}

enum { FOREIGN_SYLLABLES = 3 /* of a word of a name from elsewhere, one at least */ };

/* Names of Korea are one word, or a family name and a given name of two syllables. */
static bool is_foreign(str name)
{
	size_t words = 0, syllables = 0, most = 0;

	while (name.len) {
		uint32_t codepoint = utf8_next(&name);
		bool is_syllable = codepoint >= HANGUL_FIRST && codepoint <= HANGUL_LAST;
		words += is_syllable && syllables == 0;
		syllables = is_syllable ? syllables + 1 : 0;
		most = syllables > most ? syllables : most;
	}
	return words > 1 && most >= FOREIGN_SYLLABLES;
}

bool text_reads_as(str name, enum text_script script, enum text_reading reading)
{
	if (script == SCRIPT_HAN)
		return han_reads_as(name, reading);
	if (reading == READING_FOREIGN)
		return script == SCRIPT_HANGUL && is_foreign(name);
	const struct text_rules *set = syllable_rules(script, reading);
	struct letter word[SYLLABLES_MAX];
	size_t n = 0, words = 0;

	if (!set)
		return false;
	for (; (n = next_word(&name, word)) != 0; words++) {
		struct spelling spelling = {.len = 0};
		if (n == SYLLABLES_MAX || !rules_spell_covered(set, word, n, &spelling))
			return false;
	}
	return words > 1; /* Тито is one word */
}
