/* Ethiopic: a letter is a syllable, but one of the sixth order may stand for its consonant alone. Which do is as the
 * syllables fall: one takes a vowel at the beginning of a word (ግርማ girma), behind another without a vowel
 * (መንግስቱ mengistu), and before another that ends the word (ዮሐንስ yohanis), unless it is r (ወርቅ werk). */
#include "text/spelling.h"

static bool ends_in_vowel(str text)
{
	return text.len && strchr("aeiou", text.ptr[text.len - 1]);
}

/* Is the letter one that may have no vowel? */
static bool is_sixth(const struct text_rule *rule, bool second)
{
	return rule && rule->len == 1 && !ends_in_vowel(text_pool_str(rule->latin[second]));
}

/* Does the letter of the sixth order at `at` take a vowel? `closed`: it begins the word or follows such a letter. */
static bool takes_vowel(const struct letter *word, size_t len, size_t at, bool closed)
{
	enum { RE = 0x122D };
	const struct text_rules *set = &text_rulesets[RULES_ETHIOPIC];

	if (at + 1 == len)
		return false;
	bool before_last = at + 2 == len && is_sixth(rules_find(set, word, len, at + 1), false);
	return closed || (before_last && word[at].codepoint != RE);
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
		spelling_add(out, text_pool_str(rule->latin[second]));
		bool sixth = is_sixth(rule, second), vowel = sixth && takes_vowel(word, len, at, closed);
		if (vowel)
			spelling_add(out, second ? STR("e") : STR("i"));
		closed = sixth && !vowel;
		at += rule->len;
	}
}
