/* The rule engine: at each letter of a word, the first rule that fits (tables hold them longest first) writes its
 * spelling and takes its letters. O(letters x rules that share a first letter). */
#include "text/spelling.h"

void spelling_add_codepoint(struct spelling *out, uint32_t codepoint)
{
	char same = (char)codepoint;

	if ((codepoint >= 'a' && codepoint <= 'z') || (codepoint >= '0' && codepoint <= '9')) {
		spelling_add(out, (str){&same, 1});
		return;
	}
	const struct text_class *class = text_class_of(codepoint);

	if (codepoint == '?') {
		spelling_add(out, STR("?"));
	} else if (class->latin != POOL_NONE) {
		spelling_add(out, text_pool_str(class->latin));
	} else {
		char hex[8] = "u";
		size_t n = 1;
		for (int shift = codepoint > 0xFFFF ? 20 : 12; shift >= 0; shift -= 4)
			if (n > 1 || shift <= 12 || codepoint >> shift & 15)
				hex[n++] = "0123456789abcdef"[codepoint >> shift & 15];
		spelling_add(out, (str){hex, n});
	}
}

bool rules_vowel(const struct text_rules *set, uint32_t codepoint)
{
	for (size_t i = 0; i < set->vowel_count; i++)
		if (set->vowels[i] == codepoint)
			return true;
	return false;
}

/* Does what stands around `word[at]..word[end-1]` suit the rule? */
static bool context_fits(const struct text_rules *set, unsigned context, const struct letter *word, size_t len,
                         size_t at, size_t end)
{
	if ((context & RULE_START) && at > 0)
		return false;
	if ((context & RULE_END) && end < len)
		return false;
	if ((context & RULE_AFTER_VOWEL) && (at == 0 || !rules_vowel(set, word[at - 1].codepoint)))
		return false;
	if ((context & RULE_AFTER_CONSONANT) && (at == 0 || rules_vowel(set, word[at - 1].codepoint)))
		return false;
	if ((context & RULE_BEFORE_VOWEL) && (end == len || !rules_vowel(set, word[end].codepoint)))
		return false;
	return !(context & RULE_BEFORE_CONSONANT) || (end < len && !rules_vowel(set, word[end].codepoint));
}

/* The letters of the rule behind its second. */
static inline bool rest_fits(const struct text_rule *rule, const struct letter *word, size_t left)
{
	if (rule->len > left)
		return false;
	for (size_t i = 2; i < rule->len; i++)
		if (text_patterns[rule->pattern + i] != word[i].codepoint)
			return false;
	return true;
}

static inline const struct text_rule *find(const struct text_rules *set, const struct letter *word, size_t len,
                                           size_t at)
{
	uint32_t first = word[at].codepoint, next = at + 1 < len ? word[at + 1].codepoint : 0;

	if (first < set->first || first > set->last)
		return NULL;
	const uint16_t *index = set->index + (first - set->first);
	for (size_t i = index[0]; i < index[1]; i++) {
		const struct text_rule *rule = &set->rule[i];
		if ((!rule->second || rule->second == next) &&
		    (rule->len <= 2 || rest_fits(rule, word + at, len - at)) &&
		    (!rule->context || context_fits(set, rule->context, word, len, at, at + rule->len)))
			return rule;
	}
	return NULL;
}

const struct text_rule *rules_find(const struct text_rules *set, const struct letter *word, size_t len, size_t at)
{
	return find(set, word, len, at);
}

/* A letter that the chosen file does not know: as another file of its script spells it, else letter by letter. */
static void spell_stranger(const struct letter *letter, struct spelling *out)
{
	const struct text_rules *other = rules_knowing(letter->script, letter->codepoint);
	const struct text_rule *rule = other ? rules_find(other, letter, 1, 0) : NULL;

	if (rule)
		spelling_add(out, text_pool_str(rule->latin[0]));
	else
		spelling_add_codepoint(out, letter->codepoint);
}

void rules_spell(const struct text_rules *set, const struct letter *word, size_t len, bool second, struct spelling *out)
{
	for (size_t at = 0; at < len && out->len < TOKEN_MAX;) {
		const struct text_rule *rule = find(set, word, len, at);
		if (rule)
			spelling_add(out, text_pool_str(rule->latin[second]));
		else
			spell_stranger(&word[at], out);
		at += rule ? rule->len : 1;
	}
}

bool rules_spell_whole(const struct text_rules *set, const struct letter *word, size_t len, bool second,
                       struct spelling *out)
{
	const struct text_rule *rule = rules_find(set, word, len, 0);

	if (!rule || rule->len != len)
		return false;
	spelling_add(out, text_pool_str(rule->latin[second]));
	return true;
}

bool rules_spell_covered(const struct text_rules *set, const struct letter *word, size_t len, struct spelling *out)
{
	for (size_t at = 0; at < len;) {
		const struct text_rule *rule = find(set, word, len, at);
		if (!rule)
			return false;
		spelling_add(out, text_pool_str(rule->latin[0]));
		at += rule->len;
	}
	return true;
}
