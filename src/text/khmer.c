/* Khmer, about as names are commonly written. Words are laid out in syllables:
 *
 *   consonant [coeng consonant]... [register] [vowel signs] [final consonant]
 *
 * A vowel sign, or its absence, is read by the series of its consonants: that of the last one, but a sonant below
 * another leaves it that of the other; the register signs change it. A consonant without a sign of its own closes the
 * syllable before it, unless a sign did. Letters under the sign of silence fall away. Spellings stand in
 * data/translit/khmer.txt. */
#include "text/spelling.h"

enum {
	CONSONANT_FIRST = 0x1780,
	CONSONANT_LAST = 0x17A2,
	SIGN_FIRST = 0x17B6, /* vowels, then nikahit, reahmuk, yuukaleapintu */
	NIKAHIT = 0x17C6,
	REAHMUK = 0x17C7,
	SIGN_LAST = 0x17C8,
	TO_FIRST_SERIES = 0x17C9,
	TO_SECOND_SERIES = 0x17CA,
	SHORTENER = 0x17CB, /* and other marks that change no spelling */
	SILENT = 0x17CD,
	SAMYOK = 0x17D0,
	COENG = 0x17D2,
	MARK_LAST = 0x17D3,
	NO_SIGN = 0x25CC,
	KA = 0x1780, /* of the first series */
	KO = 0x1782  /* of the second */
};

struct khmer {
	struct letter letter[WORD_MAX]; /* without silent letters and marks that say nothing */
	size_t len, at;
	bool second;
	struct spelling *out;
};

static const struct text_rules *khmer_rules(void)
{
	return &text_rulesets[RULES_KHMER];
}

static bool is_consonant(uint32_t letter)
{
	return letter >= CONSONANT_FIRST && letter <= CONSONANT_LAST;
}

static bool is_sign(uint32_t letter)
{
	return (letter >= SIGN_FIRST && letter <= SIGN_LAST) || letter == SAMYOK;
}

static bool is_register(uint32_t letter)
{
	return letter == TO_FIRST_SERIES || letter == TO_SECOND_SERIES;
}

/* ង ញ ណ ន ម យ រ ល វ */
static bool is_sonant(uint32_t letter)
{
	return letter == 0x1784 || letter == 0x1789 || letter == 0x178E || letter == 0x1793 ||
	       (letter >= 0x1798 && letter <= 0x179C);
}

static uint32_t look(const struct khmer *k, size_t ahead)
{
	return k->at + ahead < k->len ? k->letter[k->at + ahead].codepoint : 0;
}

static void say(struct khmer *k, const struct text_rule *rule)
{
	if (rule)
		spelling_add(k->out, text_pool_str(rule->latin[k->second]));
}

static void silence(struct khmer *k)
{
	while (k->len && !is_consonant(k->letter[k->len - 1].codepoint))
		k->len--;
	k->len -= k->len > 0;
}

static void prepare(struct khmer *k, const struct letter *word, size_t len)
{
	for (size_t i = 0; i < len && k->len < WORD_MAX; i++) {
		uint32_t letter = word[i].codepoint;
		bool kept = letter < SHORTENER || letter > MARK_LAST || letter == SAMYOK || letter == COENG;
		if (letter == SILENT)
			silence(k);
		else if (kept)
			k->letter[k->len++] = word[i];
	}
}

/* Consonants at the beginning of a syllable; true when they are of the second series. */
static bool take_initial(struct khmer *k)
{
	uint32_t governor = 0;

	for (;;) {
		const struct text_rule *rule = rules_find(khmer_rules(), k->letter, k->len, k->at);
		size_t n = rule ? rule->len : 1;
		for (size_t i = 0; i < n; i++)
			if (is_consonant(look(k, i)) && !(governor && is_sonant(look(k, i))))
				governor = look(k, i);
		say(k, rule);
		k->at += n;
		if (look(k, 0) != COENG || !is_consonant(look(k, 1)))
			break;
		k->at++;
	}
	bool second_series = rules_vowel(khmer_rules(), governor);
	for (; is_register(look(k, 0)); k->at++)
		second_series = look(k, 0) == TO_SECOND_SERIES;
	return second_series;
}

/* Reads the vowel, perhaps with a consonant behind it; true when that or its sign closes the syllable. */
static bool take_vowel(struct khmer *k, bool second_series)
{
	enum { SIGNS_MAX = 4 };
	struct letter probe[SIGNS_MAX + 2] = {{.codepoint = second_series ? KO : KA}, {.codepoint = NO_SIGN}};
	size_t n = 0;

	for (; n < SIGNS_MAX && is_sign(look(k, n)); n++)
		probe[n + 1].codepoint = look(k, n);
	if (n)
		probe[n + 1].codepoint = look(k, n);
	const struct text_rule *rule = rules_find(khmer_rules(), probe, n + 2, 1);
	say(k, rule);
	k->at += n == 0 ? 0 : rule ? rule->len : 1;
	while (is_sign(look(k, 0))) /* what no rule reads with it */
		k->at++;
	uint32_t last = k->letter[k->at - 1].codepoint;
	return last == NIKAHIT || last == REAHMUK || (n && is_consonant(last));
}

/* How many letters the consonants have that stand at `ahead`, one below the other; 0 when none does. */
static size_t stack_length(const struct khmer *k, size_t ahead)
{
	size_t n = 1;

	if (!is_consonant(look(k, ahead)))
		return 0;
	while (look(k, ahead + n) == COENG && is_consonant(look(k, ahead + n + 1)))
		n += 2;
	return n;
}

/* How many letters, from the next one on, close the syllable: a consonant that begins none (of the last two it does),
 * or at the end of the word one with others below it. */
static size_t final_length(const struct khmer *k)
{
	size_t n = stack_length(k, 0), behind = stack_length(k, n);

	if (n == 0 || k->at + n == k->len)
		return n;
	bool last_two = behind && k->at + n + behind == k->len;
	return n > 1 || last_two || is_sign(look(k, 1)) || is_register(look(k, 1)) ? 0 : 1;
}

static void take_final(struct khmer *k)
{
	size_t n = final_length(k);

	if (n)
		say(k, rules_find(khmer_rules(), &k->letter[k->at], 1, 0));
	k->at += n;
}

/* A part of a word that khmer.txt spells with its vowels. */
static bool take_part(struct khmer *k)
{
	const struct text_rule *rule = rules_find(khmer_rules(), k->letter, k->len, k->at);
	bool vowel = false;

	for (size_t i = 0; rule && i < rule->len; i++)
		vowel = vowel || is_sign(text_patterns[rule->pattern + i]);
	if (!vowel || is_sign(look(k, rule->len)) || look(k, rule->len) == COENG)
		return false;
	say(k, rule);
	k->at += rule->len;
	if (is_sign(k->letter[k->at - 1].codepoint))
		take_final(k);
	return true;
}

static void take_syllable(struct khmer *k)
{
	if (take_part(k))
		return;
	if (is_consonant(look(k, 0))) {
		if (!take_vowel(k, take_initial(k)))
			take_final(k);
	} else {
		const struct text_rule *rule = rules_find(khmer_rules(), k->letter, k->len, k->at);
		say(k, rule);
		if (!rule && look(k, 0) != COENG)
			spelling_add_codepoint(k->out, look(k, 0));
		k->at += rule ? rule->len : 1;
		take_final(k);
	}
}

void khmer_spell(const struct letter *word, size_t len, bool second, struct spelling *out)
{
	struct khmer k = {.second = second, .out = out};

	if (rules_spell_whole(khmer_rules(), word, len, second, out))
		return;
	prepare(&k, word, len);
	while (k.at < k.len && out->len < TOKEN_MAX)
		take_syllable(&k);
}
