/* Kana: the rules of data/translit/kana.txt, a doubled consonant for small tsu, and long vowels shortened:
 * おう and おお are o, うう is u (but うえ keeps its u: いのうえ is inoue). */
#include "text/spelling.h"

enum { SMALL_TSU = 0x3063, U = 0x3046, E = 0x3048, O = 0x304A };

/* Is this letter only the length of the vowel before it? */
static bool lengthens(const struct letter *word, size_t len, size_t at, const struct spelling *out)
{
	uint32_t letter = word[at].codepoint;
	char before = out->len ? out->text[out->len - 1] : 0;
	bool before_e = at + 1 < len && word[at + 1].codepoint == E;

	return (letter == U && (before == 'o' || before == 'u') && !before_e) || (letter == O && before == 'o');
}

static const struct text_rule *find_rule(const struct letter *word, size_t len, size_t at, bool foreign)
{
	const struct text_rule *rule = foreign ? rules_find(&text_rulesets[RULES_KATAKANA], word, len, at) : NULL;

	return rule ? rule : rules_find(&text_rulesets[RULES_KANA], word, len, at);
}

void kana_spell(const struct letter *word, size_t len, bool second, bool foreign, struct spelling *out)
{
	bool doubled = false;

	for (size_t at = 0; at < len && out->len < TOKEN_MAX;) {
		const struct text_rule *rule = find_rule(word, len, at, foreign);
		struct spelling one = {.len = 0};
		if (rule)
			spelling_add(&one, text_pool_str(rule->latin[second]));
		else
			spelling_add_codepoint(&one, word[at].codepoint);
		if (at > 0 && rule && rule->len == 1 && lengthens(word, len, at, out))
			one.len = 0;
		if (doubled && one.len && !strchr("aeioun", one.text[0]))
			spelling_add(out, one.text[0] == 'c' ? STR("t") : (str){one.text, 1});
		doubled = word[at].codepoint == SMALL_TSU;
		spelling_add(out, spelling_str(&one));
		at += rule ? rule->len : 1;
	}
}
