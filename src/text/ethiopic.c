/* Ethiopic: a letter is a syllable, but one of the sixth order may stand for its consonant alone. As its reader hears
 * it, a vowel is put in where such a letter begins the word or follows another without a vowel: ግርማ is girma,
 * መንግስቱ mengistu. */
#include "text/spelling.h"

static bool ends_in_vowel(str text)
{
	return text.len && strchr("aeiou", text.ptr[text.len - 1]);
}

void ethiopic_spell(const struct letter *word, size_t len, bool second, struct spelling *out)
{
	const struct text_rules *set = &text_rulesets[RULES_ETHIOPIC];
	bool closed = true;

	for (size_t at = 0; at < len && out->len < TOKEN_MAX;) {
		const struct text_rule *rule = rules_find(set, word, len, at);
		if (!rule) {
			spelling_add_codepoint(out, word[at++].codepoint);
			closed = true;
			continue;
		}
		str text = text_pool_str(rule->latin[second]);
		spelling_add(out, text);
		at += rule->len;
		bool vowel = ends_in_vowel(text);
		if (!vowel && closed && rule->len == 1) {
			spelling_add(out, second ? STR("e") : STR("i"));
			vowel = true;
		}
		closed = !vowel;
	}
}
