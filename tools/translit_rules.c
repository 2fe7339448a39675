/* The rule files of data/translit (README.md there describes them), and the readings of Han and Hangul. */
#include "translit.h"

#include <stdlib.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

struct ruleset_file {
	const char *name;
	enum text_script script;
};

static const struct ruleset_file files[RULES_COUNT] = {
    [RULES_LATIN] = {"latin", SCRIPT_LATIN},
    [RULES_RUSSIAN] = {"russian", SCRIPT_CYRILLIC},
    [RULES_UKRAINIAN] = {"ukrainian", SCRIPT_CYRILLIC},
    [RULES_BELARUSIAN] = {"belarusian", SCRIPT_CYRILLIC},
    [RULES_BULGARIAN] = {"bulgarian", SCRIPT_CYRILLIC},
    [RULES_SERBIAN] = {"serbian", SCRIPT_CYRILLIC},
    [RULES_MACEDONIAN] = {"macedonian", SCRIPT_CYRILLIC},
    [RULES_TURKIC] = {"turkic", SCRIPT_CYRILLIC},
    [RULES_TAJIK] = {"tajik", SCRIPT_CYRILLIC},
    [RULES_MONGOLIAN] = {"mongolian", SCRIPT_CYRILLIC},
    [RULES_GREEK] = {"greek", SCRIPT_GREEK},
    [RULES_ARABIC] = {"arabic", SCRIPT_ARABIC},
    [RULES_PERSIAN] = {"persian", SCRIPT_ARABIC},
    [RULES_URDU] = {"urdu", SCRIPT_ARABIC},
    [RULES_PASHTO] = {"pashto", SCRIPT_ARABIC},
    [RULES_KURDISH] = {"kurdish", SCRIPT_ARABIC},
    [RULES_UYGHUR] = {"uyghur", SCRIPT_ARABIC},
    [RULES_HEBREW] = {"hebrew", SCRIPT_HEBREW},
    [RULES_ARMENIAN] = {"armenian", SCRIPT_ARMENIAN},
    [RULES_GEORGIAN] = {"georgian", SCRIPT_GEORGIAN},
    [RULES_DEVANAGARI] = {"devanagari", SCRIPT_DEVANAGARI},
    [RULES_BENGALI] = {"bengali", SCRIPT_BENGALI},
    [RULES_GURMUKHI] = {"gurmukhi", SCRIPT_INDIC},
    [RULES_GUJARATI] = {"gujarati", SCRIPT_INDIC},
    [RULES_ORIYA] = {"oriya", SCRIPT_INDIC},
    [RULES_TAMIL] = {"tamil", SCRIPT_INDIC},
    [RULES_TELUGU] = {"telugu", SCRIPT_INDIC},
    [RULES_KANNADA] = {"kannada", SCRIPT_INDIC},
    [RULES_MALAYALAM] = {"malayalam", SCRIPT_INDIC},
    [RULES_SINHALA] = {"sinhala", SCRIPT_INDIC},
    [RULES_THAI] = {"thai", SCRIPT_THAI},
    [RULES_KHMER] = {"khmer", SCRIPT_OTHER},
    [RULES_BURMESE] = {"burmese", SCRIPT_OTHER},
    [RULES_ETHIOPIC] = {"ethiopic", SCRIPT_OTHER},
    [RULES_TIBETAN] = {"tibetan", SCRIPT_OTHER},
    [RULES_SYRIAC] = {"syriac", SCRIPT_OTHER},
    [RULES_MONGOLIAN_SCRIPT] = {"mongolian-script", SCRIPT_OTHER},
    [RULES_THAANA] = {"thaana", SCRIPT_OTHER},
    [RULES_TIFINAGH] = {"tifinagh", SCRIPT_OTHER},
    [RULES_NKO] = {"nko", SCRIPT_OTHER},
    [RULES_INUKTITUT] = {"inuktitut", SCRIPT_OTHER},
    [RULES_KANA] = {"kana", SCRIPT_KANA},
    [RULES_KATAKANA] = {"katakana", SCRIPT_COMMON},
    [RULES_WADE] = {"wade", SCRIPT_COMMON},
    [RULES_WADE_PINYIN] = {"wade-pinyin", SCRIPT_COMMON},
    [RULES_PALLADIUS] = {"palladius", SCRIPT_COMMON},
    [RULES_POLIVANOV] = {"polivanov", SCRIPT_COMMON},
    [RULES_KOREAN_CYRILLIC] = {"korean-cyrillic", SCRIPT_COMMON},
    [RULES_KUNREI] = {"kunrei", SCRIPT_COMMON},
    [RULES_SOMALI] = {"somali", SCRIPT_COMMON},
    [RULES_INDONESIAN] = {"indonesian-old", SCRIPT_COMMON},
    [RULES_HAN_FOREIGN] = {"han-foreign", SCRIPT_COMMON},
    [RULES_HAN_TIBETAN] = {"han-tibetan", SCRIPT_COMMON},
    [RULES_HAN_VIETNAMESE] = {"han-vietnamese", SCRIPT_COMMON},
    [RULES_HAN_HOKKIEN] = {"han-hokkien", SCRIPT_COMMON},
};

/* ---- parsing ---------------------------------------------------------------------------------------- */

static int by_u16(const void *a, const void *b)
{
	return (int)*(const uint16_t *)a - (int)*(const uint16_t *)b;
}

static bool has_u16(const struct grow *g, uint16_t value)
{
	const uint16_t *p = g->ptr;

	for (size_t i = 0; i < g->len; i++)
		if (p[i] == value)
			return true;
	return false;
}

static void add_letters(struct data_line *line, struct grow *into)
{
	uint16_t letters[128];

	for (size_t i = 1; i < line->count; i++) {
		size_t n = to_codepoints(line, line->field[i], letters, 128);
		for (size_t j = 0; j < n; j++)
			if (letters[j] != 0x25CC && !has_u16(into, letters[j])) /* dotted circle: holder of a sign */
				grow_add(into, &letters[j]);
	}
}

/* The contexts in front of and behind a pattern come off it. */
static unsigned take_context(char **pattern)
{
	unsigned context = 0;
	size_t len = strlen(*pattern);

	if (len > 1 && strchr("^@%", **pattern)) {
		context |= **pattern == '^' ? RULE_START : **pattern == '@' ? RULE_AFTER_VOWEL : RULE_AFTER_CONSONANT;
		(*pattern)++;
		len--;
	}
	if (len > 1 && strchr("$@%", (*pattern)[len - 1])) {
		char c = (*pattern)[len - 1];
		context |= c == '$' ? RULE_END : c == '@' ? RULE_BEFORE_VOWEL : RULE_BEFORE_CONSONANT;
		(*pattern)[len - 1] = '\0';
	}
	return context;
}

uint32_t add_spelling(struct build *b, const struct data_line *line, const char *text)
{
	if (strcmp(text, "-") == 0)
		return POOL_EMPTY;
	for (const char *p = text; *p; p++)
		if (!(*p >= 'a' && *p <= 'z') && !(*p >= '0' && *p <= '9'))
			die_at(line, "a spelling holds something else than a-z and 0-9");
	return pool_add(b, text, strlen(text));
}

static size_t compose(const struct data_line *line, uint16_t *text, size_t n, size_t cap)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar out[64];
	int32_t len = unorm2_normalize(unorm2_getNFCInstance(&status), text, (int32_t)n, out, 64, &status);

	if (U_FAILURE(status) || (size_t)len > cap)
		die_at(line, "this pattern is too long");
	memcpy(text, out, (size_t)len * sizeof *text);
	return (size_t)len;
}

static bool is_consonant(const struct ruleset_build *set, const uint16_t *pattern, size_t n)
{
	while (n > 1 && u_getCombiningClass(pattern[n - 1]) == 7) /* nukta */
		n--;
	uint16_t last = pattern[n - 1];
	if (has_u16(&set->medials, last))
		return true;
	return u_charType(last) == U_OTHER_LETTER && !has_u16(&set->vowels, last) && !has_u16(&set->finals, last);
}

static void add_rule(struct build *b, struct ruleset_build *set, struct data_line *line)
{
	char *text = line->field[0];
	uint16_t pattern[RULE_MAX];
	struct text_rule rule = {.context = (uint8_t)take_context(&text)};

	if (line->count < 2 || line->count > 3)
		die_at(line, "a rule is: pattern, spelling, perhaps a second spelling");
	size_t n = to_codepoints(line, text, pattern, RULE_MAX);
	n = compose(line, pattern, n, RULE_MAX);
	if (b->patterns.len + n > UINT16_MAX)
		die("the patterns no longer fit 16-bit offsets");
	rule.pattern = (uint16_t)b->patterns.len;
	rule.len = (uint8_t)n;
	for (size_t i = 0; i < n; i++) {
		grow_add(&b->patterns, &pattern[i]);
		if (!has_u16(&set->letters, pattern[i]))
			grow_add(&set->letters, &pattern[i]);
	}
	if (set->inherent && !(rule.context & RULE_END) && is_consonant(set, pattern, n))
		rule.context |= RULE_INHERENT;
	bool rhyme = n > 1 && set->asat && pattern[n - 1] == set->asat;
	if (set->inherent && (rhyme || has_u16(&set->signs, pattern[0])))
		rule.context |= RULE_SIGN;
	rule.latin[0] = add_spelling(b, line, line->field[1]);
	rule.latin[1] = line->count == 3 ? add_spelling(b, line, line->field[2]) : rule.latin[0];
	grow_add(&set->rule, &rule);
}

static void add_langs(struct ruleset_build *set, struct data_line *line)
{
	size_t n = strlen(set->langs);

	for (size_t i = 1; i < line->count; i++)
		n += (size_t)snprintf(set->langs + n, sizeof set->langs - n, "%s%s ", n ? "" : " ", line->field[i]);
	if (n >= sizeof set->langs)
		die_at(line, "too many languages");
}

/* A sign, on the dotted circle that holds it or alone. */
static uint16_t one_sign(const struct data_line *line, const char *value)
{
	uint16_t sign = 0;

	to_codepoints(line, strncmp(value, "\xe2\x97\x8c", 3) == 0 ? value + 3 : value, &sign, 1);
	return sign;
}

static bool is_sign(const char *letters)
{
	size_t n = strspn(letters, "abcdefghijklmnopqrstuvwxyz");

	return letters[n] == '\0' && n >= 2 && n <= SIGN_LETTERS;
}

/* How many it takes, and which there are. */
static void add_signs(struct build *b, struct ruleset_build *set, struct data_line *line)
{
	if (line->count < 3 || line->field[1][0] < '1' || line->field[1][0] > '9' || line->field[1][1])
		die_at(line, "say how many of the signs a name has that is spelt so, and then which");
	set->shown_by_least = (uint8_t)(line->field[1][0] - '0');
	for (size_t i = 2; i < line->count; i++) {
		const char *letters = line->field[i];
		struct text_sign sign = {.begins = *letters == '^', .ruleset = (uint8_t)(set - b->set)};
		letters += sign.begins;
		if (!is_sign(letters))
			die_at(line, "a sign is two to five letters a-z, behind ^ where a word begins with them");
		if (b->sign_count == TEXT_SIGNS)
			die_at(line, "too many signs");
		strcpy(sign.letters, letters);
		b->sign[b->sign_count++] = sign;
	}
}

static void add_second(struct build *b, struct data_line *line)
{
	uint16_t letters[128];

	for (size_t i = 1; i < line->count; i++) {
		size_t n = to_codepoints(line, line->field[i], letters, 128);
		for (size_t k = 0; k < n; k++) {
			uint16_t capital = (uint16_t)u_toupper(letters[k]);
			if (letters[k] < 0xC0 || letters[k] > 0x7FF)
				die_at(line, "a letter is not one of two bytes");
			grow_add(&b->second, &letters[k]);
			if (capital != letters[k] && capital >= 0xC0)
				grow_add(&b->second, &capital);
		}
	}
}

static void on_rule_line(struct build *b, struct data_line *line, void *context)
{
	struct ruleset_build *set = context;
	const char *word = line->field[0];
	const char *value = line->count > 1 ? line->field[1] : "";

	if (strcmp(word, "lang:") == 0)
		add_langs(set, line);
	else if (strcmp(word, "vowels:") == 0)
		add_letters(line, &set->vowels);
	else if (strcmp(word, "signs:") == 0)
		add_letters(line, &set->signs);
	else if (strcmp(word, "finals:") == 0)
		add_letters(line, &set->finals);
	else if (strcmp(word, "medials:") == 0)
		add_letters(line, &set->medials);
	else if (strcmp(word, "inherent:") == 0)
		set->inherent = value[0];
	else if (strcmp(word, "virama:") == 0)
		set->virama = one_sign(line, value);
	else if (strcmp(word, "asat:") == 0)
		set->asat = one_sign(line, value);
	else if (strcmp(word, "shown-by:") == 0)
		add_signs(b, set, line);
	else if (strcmp(word, "second:") == 0)
		add_second(b, line);
	else if (strcmp(word, "schwa:") == 0)
		set->schwa = strcmp(value, "medial") == 0  ? SCHWA_MEDIAL
		             : strcmp(value, "final") == 0 ? SCHWA_FINAL
		                                           : SCHWA_KEPT;
	else if (word[0] && word[strlen(word) - 1] == ':')
		die_at(line, "unknown heading; known: README.md");
	else
		add_rule(b, set, line);
}

/* ---- order: first letter, longest pattern, most context, place in the file ---------------------------- */

static const uint16_t *sort_patterns;

static int by_priority(const void *left, const void *right)
{
	const struct text_rule *a = left, *b = right;
	unsigned placed =
	    RULE_START | RULE_END | RULE_AFTER_VOWEL | RULE_AFTER_CONSONANT | RULE_BEFORE_VOWEL | RULE_BEFORE_CONSONANT;
	int order = (int)sort_patterns[a->pattern] - (int)sort_patterns[b->pattern];

	if (order == 0)
		order = (int)b->len - (int)a->len;
	if (order == 0)
		order = __builtin_popcount(b->context & placed) - __builtin_popcount(a->context & placed);
	return order ? order : (int)a->pattern - (int)b->pattern;
}

static int by_letters(const void *left, const void *right)
{
	return memcmp(left, right, sizeof(struct text_sign));
}

static void sort_signs(struct build *b)
{
	qsort(b->sign, b->sign_count, sizeof *b->sign, by_letters);
	for (size_t i = 0; i < b->sign_count; i++)
		b->set[b->sign[i].ruleset].shown_by |= UINT64_C(1) << i;
}

void build_rules(struct build *b)
{
	for (size_t i = 0; i < RULES_COUNT; i++) {
		char name[64];
		struct ruleset_build *set = &b->set[i];
		set->script = (uint8_t)files[i].script;
		snprintf(name, sizeof name, "translit/%s.txt", files[i].name);
		read_data(b, name, on_rule_line, set);
		if (set->rule.len == 0)
			die("translit/%s.txt holds no rule", files[i].name);
		sort_patterns = b->patterns.ptr;
		qsort(set->rule.ptr, set->rule.len, set->rule.item, by_priority);
		if (set->vowels.len)
			qsort(set->vowels.ptr, set->vowels.len, set->vowels.item, by_u16);
	}
	sort_signs(b);
}
