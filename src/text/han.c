/* Han characters as Mandarin (pinyin, or Wade-Giles as second romanisation), Cantonese, Korean and Japanese. What a
 * reading does not know falls back to Mandarin. */
#include "text/spelling.h"

/* Orders an entry against a kind and a text: by kind, then by first code point. */
static int order_entry(const struct text_reading_entry *entry, enum text_entry_kind kind, uint32_t first)
{
	uint32_t key = text_patterns[entry->key];

	if (entry->kind != kind)
		return entry->kind < kind ? -1 : 1;
	return key < first ? -1 : key > first;
}

static bool entry_fits(const struct text_reading_entry *entry, const uint32_t *text, size_t len)
{
	if (entry->len > len)
		return false;
	for (size_t i = 1; i < entry->len; i++)
		if (text_patterns[entry->key + i] != text[i])
			return false;
	return true;
}

const struct text_reading_entry *entry_find(enum text_entry_kind kind, const uint32_t *text, size_t len)
{
	size_t low = 0, high = text_entry_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (order_entry(&text_entries[middle], kind, text[0]) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < text_entry_count && order_entry(&text_entries[low], kind, text[0]) == 0; low++)
		if (entry_fits(&text_entries[low], text, len))
			return &text_entries[low];
	return NULL;
}

/* In pinyin; a family name may be read otherwise than the word: 單 is Shan. */
static void spell_mandarin(uint32_t codepoint, bool first, struct spelling *out)
{
	const struct text_reading_entry *surname = first ? entry_find(ENTRY_MANDARIN_SURNAME, &codepoint, 1) : NULL;

	if (surname)
		spelling_add(out, text_pool_str(surname->latin));
	else
		spelling_add_codepoint(out, codepoint);
}

static void spell_wade(uint32_t codepoint, bool first, struct spelling *out)
{
	struct spelling pinyin = {.len = 0};
	struct letter word[TOKEN_MAX];

	spell_mandarin(codepoint, first, &pinyin);
	for (size_t i = 0; i < pinyin.len; i++)
		word[i] = (struct letter){.codepoint = (unsigned char)pinyin.text[i]};
	rules_spell(&text_rulesets[RULES_WADE], word, pinyin.len, false, out);
}

static bool spell_korean(uint32_t codepoint, bool first, struct spelling *out)
{
	const struct text_reading_entry *surname = first ? entry_find(ENTRY_HANJA_SURNAME, &codepoint, 1) : NULL;
	uint32_t syllable = text_han_korean[codepoint - HAN_FIRST];

	if (surname) {
		str hangul = text_pool_str(surname->latin);
		syllable = utf8_next(&hangul);
	} else if (first && syllable) {
		syllable = hangul_initial(syllable);
	}
	if (syllable < HANGUL_FIRST || syllable > HANGUL_LAST)
		return false;
	hangul_spell(syllable, 0, first ? HANGUL_SURNAME : HANGUL_GIVEN, READING_KOREAN, out);
	return true;
}

static bool spell_from_table(uint32_t offset, struct spelling *out)
{
	if (offset)
		spelling_add(out, text_pool_str(offset));
	return offset != 0;
}

/* READING_VIETNAMESE or READING_HOKKIEN. */
static const struct text_rules *rules_of_characters(enum text_reading reading)
{
	return &text_rulesets[reading == READING_VIETNAMESE ? RULES_HAN_VIETNAMESE : RULES_HAN_HOKKIEN];
}

void han_spell(uint32_t codepoint, bool first, enum text_reading reading, struct spelling *out)
{
	bool known = false;

	if (codepoint >= HAN_FIRST && codepoint <= HAN_LAST) {
		if (reading == READING_CANTONESE) {
			const struct text_reading_entry *surname =
			    first ? entry_find(ENTRY_CANTONESE_SURNAME, &codepoint, 1) : NULL;
			known =
			    spell_from_table(surname ? surname->latin : text_han_cantonese[codepoint - HAN_FIRST], out);
		} else if (reading == READING_JAPANESE) {
			known = spell_from_table(text_han_japanese[codepoint - HAN_FIRST], out);
		} else if (reading == READING_KOREAN) {
			known = spell_korean(codepoint, first, out);
		} else if (reading == READING_VIETNAMESE || reading == READING_HOKKIEN) {
			struct letter letter = {.codepoint = codepoint};
			known = rules_spell_whole(rules_of_characters(reading), &letter, 1, false, out);
		}
	}
	if (!known && reading == READING_ALTERNATIVE)
		spell_wade(codepoint, first, out);
	else if (!known)
		spell_mandarin(codepoint, first, out);
}

/* ---- names from elsewhere ------------------------------------------------------------------------------ */

enum { TIBETAN_MAX = 12 /* characters of a Tibetan name */ };
enum { NAME_MIN = 2, NAME_MAX = 4 /* characters of a name of Vietnam or Fujian */ };

/* The word of a Tibetan name that the run begins with. */
static const struct text_rule *tibetan_word(const struct letter *run, size_t len)
{
	return rules_find(&text_rulesets[RULES_HAN_TIBETAN], run, len, 0);
}

static bool is_tibetan(const struct letter *run, size_t len)
{
	size_t at = 0;

	while (at < len) {
		const struct text_rule *word = tibetan_word(run + at, len - at);
		if (!word)
			return false;
		at += word->len;
	}
	return true;
}

size_t han_spell_foreign(const struct letter *run, size_t len, struct spelling *out)
{
	const struct text_rules *set = &text_rulesets[RULES_HAN_FOREIGN];

	if (is_tibetan(run, len)) {
		const struct text_rule *word = tibetan_word(run, len);
		spelling_add(out, text_pool_str(word->latin[0]));
		return word->len;
	}
	for (size_t at = 0; at < len && out->len < TOKEN_MAX;) {
		const struct text_rule *rule = rules_find(set, run, len, at);
		if (rule)
			spelling_add(out, text_pool_str(rule->latin[0]));
		else
			spelling_add_codepoint(out, run[at].codepoint);
		at += rule ? rule->len : 1;
	}
	return len;
}

static bool is_dot(uint32_t codepoint)
{
	return codepoint == 0xB7 || codepoint == 0x2022 || codepoint == 0x2027 || codepoint == 0x30FB ||
	       codepoint == 0xFF65;
}

/* A dot between two characters. */
static bool has_dot(str name)
{
	uint32_t before = 0, last = 0;

	while (name.len) {
		uint32_t codepoint = utf8_next_quick(&name);
		if (is_dot(last) && text_script_of(before) == SCRIPT_HAN && text_script_of(codepoint) == SCRIPT_HAN)
			return true;
		before = last;
		last = codepoint;
	}
	return false;
}

/* Does it begin with a family name that tells, or in Vietnam have a middle name that does, and are all its characters
 * known to be read so? */
static bool is_read_so(enum text_reading reading, const struct letter *run, size_t len)
{
	const struct text_rules *set = rules_of_characters(reading);

	if (len < NAME_MIN || len > NAME_MAX)
		return false;
	for (size_t i = 0; i < len; i++)
		if (!rules_find(set, &run[i], 1, 0))
			return false;
	return rules_vowel(set, run[0].codepoint) ||
	       (reading == READING_VIETNAMESE && len > NAME_MIN && rules_vowel(set, run[1].codepoint));
}

bool han_reads_as(str name, enum text_reading reading)
{
	struct letter run[TIBETAN_MAX];
	size_t n = 0;

	if (reading == READING_FOREIGN && has_dot(name))
		return true;
	if (reading != READING_FOREIGN && reading != READING_VIETNAMESE && reading != READING_HOKKIEN)
		return false;
	while (name.len) {
		uint32_t codepoint = utf8_next_quick(&name);
		if (text_is_space(codepoint))
			continue;
		if (n == TIBETAN_MAX || text_script_of(codepoint) != SCRIPT_HAN)
			return false;
		run[n++] = (struct letter){.codepoint = codepoint};
	}
	return reading == READING_FOREIGN ? n > 2 && is_tibetan(run, n) : is_read_so(reading, run, n);
}

uint32_t text_han_character(uint32_t codepoint)
{
	return codepoint >= HAN_FIRST && codepoint <= HAN_LAST ? text_han_simplified[codepoint - HAN_FIRST] : 0;
}
