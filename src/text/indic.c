/* Scripts whose consonants carry a vowel: Devanagari, Bengali, Gurmukhi, Tamil and their kin.
 *
 * A consonant is followed by its inherent vowel unless a dependent vowel or a virama says otherwise. The word is
 * first laid out in units (consonant, vowel, inherent vowel); then inherent vowels that are not spoken fall away:
 * the last one of the word (if one consonant stands before it, or two of which the last is no sonant), and in Hindi
 * one between V C _ C V, from right to left (J. Ohala, Aspects of Hindi Phonology, 1983). */
#include "text/spelling.h"

struct unit {
	str text;
	enum { UNIT_CONSONANT, UNIT_VOWEL, UNIT_INHERENT, UNIT_SILENT } kind;
};

/* The word as units; returns how many. `units` has room for two per letter. */
static size_t lay_out(const struct text_rules *set, const struct letter *word, size_t len, bool second,
                      struct unit *units)
{
	size_t n = 0;
	bool open = false; /* a consonant waits for its vowel */

	for (size_t at = 0; at < len;) {
		const struct text_rule *rule = rules_find(set, word, len, at);
		bool killed = set->virama && word[at].codepoint == set->virama;
		bool virama = killed && (!rule || rule->len == 1);
		if (killed || (rule && (rule->context & RULE_SIGN)))
			open = false;
		if (open)
			units[n++] = (struct unit){{&set->inherent, 1}, UNIT_INHERENT};
		open = rule && !virama && (rule->context & RULE_INHERENT);
		if (rule && !virama && text_pool_str(rule->latin[second]).len) {
			str text = text_pool_str(rule->latin[second]);
			bool vowel = (rule->context & RULE_SIGN) || rules_vowel(set, word[at].codepoint);
			units[n++] = (struct unit){text, vowel ? UNIT_VOWEL : UNIT_CONSONANT};
		} else if (!rule) {
			uint32_t latin = text_class_of(word[at].codepoint)->latin;
			str text = word[at].codepoint == '?' ? STR("?") : text_pool_str(latin ? latin : POOL_EMPTY);
			units[n++] = (struct unit){text, UNIT_CONSONANT};
		}
		at += rule ? rule->len : 1;
	}
	if (open)
		units[n++] = (struct unit){{&set->inherent, 1}, UNIT_INHERENT};
	return n;
}

static bool is_vowel(const struct unit *unit)
{
	return unit->kind == UNIT_VOWEL || unit->kind == UNIT_INHERENT;
}

static void silence_last(struct unit *units, size_t n)
{
	if (n < 3 || units[n - 1].kind != UNIT_INHERENT)
		return;
	bool cluster = units[n - 3].kind == UNIT_CONSONANT;
	if (!cluster || !strchr("rvynml", units[n - 2].text.ptr[0]))
		units[n - 1].kind = UNIT_SILENT;
}

static void silence_medial(struct unit *units, size_t n)
{
	for (size_t i = n < 3 ? 0 : n - 3; i >= 2; i--)
		if (units[i].kind == UNIT_INHERENT && units[i - 1].kind == UNIT_CONSONANT && is_vowel(&units[i - 2]) &&
		    units[i + 1].kind == UNIT_CONSONANT && is_vowel(&units[i + 2]))
			units[i].kind = UNIT_SILENT;
}

void indic_spell(const struct text_rules *set, const struct letter *word, size_t len, bool second, struct spelling *out)
{
	struct unit units[2 * WORD_MAX];
	size_t n = lay_out(set, word, len < WORD_MAX ? len : WORD_MAX, second, units);

	if (set->schwa != SCHWA_KEPT)
		silence_last(units, n);
	if (set->schwa == SCHWA_MEDIAL)
		silence_medial(units, n);
	for (size_t i = 0; i < n; i++)
		if (units[i].kind != UNIT_SILENT)
			spelling_add(out, units[i].text);
}
