/* Tibetan. A dot stands between syllables, so that each is a word here:
 *
 *   [prefix] [letter above] root [letter below] [vowel] [suffix] [second suffix]
 *
 * Only the root with what is below it, the vowel and some suffixes are spoken; a becomes e before some
 * (བསྟན is ten). The root has the vowel or others below it; else it is the first letter of two, and the second of three
 * when a prefix may stand before it. Spellings stand in data/translit/tibetan.txt. */
#include "text/spelling.h"

enum {
	GA = 0xF42,
	NGA = 0xF44,
	DA = 0xF51,
	NA = 0xF53,
	BA = 0xF56,
	MA = 0xF58,
	A_CHUNG = 0xF60,
	RA = 0xF62,
	LA = 0xF63,
	SA = 0xF66,
	LETTER_FIRST = 0xF40,
	LETTER_LAST = 0xF6C,
	VOWEL_FIRST = 0xF71,
	VOWEL_LAST = 0xF7D,
	BELOW_FIRST = 0xF90,
	BELOW_LAST = 0xFBC,
	BELOW_AWAY = 0x50, /* a letter below another one, from the letter */
	BELOW_WA = 0xFAD,
	BELOW_YA = 0xFB1,
	BELOW_RA = 0xFB2,
	BELOW_LA = 0xFB3,
	BELOW_HA = 0xFB7
};

struct syllable {
	struct letter root[3]; /* with what is below it */
	size_t root_len;
	uint32_t vowel;  /* 0: a */
	uint32_t suffix; /* 0: none */
};

static bool is_letter(uint32_t c)
{
	return c >= LETTER_FIRST && c <= LETTER_LAST;
}

static bool is_below(uint32_t c)
{
	return c >= BELOW_FIRST && c <= BELOW_LAST;
}

static bool is_vowel(uint32_t c)
{
	return c >= VOWEL_FIRST && c <= VOWEL_LAST;
}

static bool is_prefix(uint32_t c)
{
	return c == GA || c == DA || c == BA || c == MA || c == A_CHUNG;
}

static bool is_second_suffix(uint32_t c)
{
	return c == SA || c == DA;
}

static uint32_t letter_at(const struct letter *word, size_t len, size_t at)
{
	return at < len ? word[at].codepoint : 0;
}

/* Where the letter stands that is the root, or above it. */
static size_t find_head(const struct letter *word, size_t len)
{
	size_t letters = 0;

	for (size_t i = 0; i < len; i++) {
		if (i > 0 && (is_below(word[i].codepoint) || is_vowel(word[i].codepoint)))
			return i - 1;
		letters += is_letter(word[i].codepoint);
	}
	bool suffixed =
	    letters == 3 && is_second_suffix(word[2].codepoint) &&
	    (word[1].codepoint == GA || word[1].codepoint == NGA || word[1].codepoint == BA || word[1].codepoint == MA);
	return letters >= 3 && is_prefix(word[0].codepoint) && !suffixed ? 1 : 0;
}

/* The root with y, r or l below it; of a stack with ར ལ ས above, the letter under that. Returns where it ends. */
static size_t take_root(struct syllable *s, const struct letter *word, size_t len, size_t head)
{
	uint32_t top = word[head].codepoint, below = letter_at(word, len, head + 1);
	bool subscript = (below >= BELOW_YA && below <= BELOW_LA) || (top == LA && below == BELOW_HA);
	size_t at = head + 1;

	s->root[0] = word[head];
	if ((top == RA || top == LA || top == SA) && is_below(below) && !subscript && below != BELOW_WA) {
		s->root[0].codepoint = below - BELOW_AWAY;
		at++;
	}
	s->root_len = 1;
	for (; is_below(letter_at(word, len, at)); at++)
		if (s->root_len < 2 && word[at].codepoint != BELOW_WA)
			s->root[s->root_len++] = word[at];
	return at;
}

static void read_syllable(struct syllable *s, const struct letter *word, size_t len)
{
	size_t at = take_root(s, word, len, find_head(word, len));

	for (; is_vowel(letter_at(word, len, at)); at++)
		s->vowel = word[at].codepoint;
	s->suffix = letter_at(word, len, at);
}

static void say(const struct letter *word, size_t len, bool second, struct spelling *out)
{
	const struct text_rule *rule = rules_find(&text_rulesets[RULES_TIBETAN], word, len, 0);

	if (rule)
		spelling_add(out, text_pool_str(rule->latin[second]));
	else
		spelling_add_codepoint(out, word[0].codepoint);
}

static void say_vowel(const struct syllable *s, bool second, struct spelling *out)
{
	const struct letter vowel = {.codepoint = s->vowel};
	bool fronts = s->suffix == DA || s->suffix == NA || s->suffix == LA || s->suffix == SA;

	if (s->vowel == 0)
		spelling_add(out, fronts && !second ? STR("e") : STR("a"));
	else
		say(&vowel, 1, second, out);
}

void tibetan_spell(const struct letter *word, size_t len, bool second, struct spelling *out)
{
	struct syllable s = {.root_len = 0};

	const struct text_rule *whole = rules_find(&text_rulesets[RULES_TIBETAN], word, len, 0);
	if (whole && whole->context & RULE_START && whole->len == len) {
		spelling_add(out, text_pool_str(whole->latin[second]));
		return;
	}
	read_syllable(&s, word, len);
	const struct letter suffix[1] = {{.codepoint = s.suffix}};
	struct letter root[3] = {s.root[0], s.root[1], {.codepoint = VOWEL_FIRST}}; /* no rule of an end fits */
	if (s.root_len == 1)
		root[1] = root[2];
	say(root, s.root_len + 1, second, out);
	say_vowel(&s, second, out);
	if (is_letter(s.suffix))
		say(suffix, 1, second, out);
}
