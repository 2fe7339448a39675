/* Which rules read a word.
 *
 * Each letter says which rule files of its script know it; a word is read by a file that knows all its letters:
 * the one the hint names, else one that the neighbourhood allows, else the first. The neighbourhood is what follows
 * up to the end of the line (at most EVIDENCE_MAX bytes); it is looked at once for all words in it. */
#include "text/readings.h"

enum { EVIDENCE_MAX = 1024 };

/* The rule files of each script stand together in enum text_ruleset. */
static const struct {
	uint8_t first, count;
} ruleset_range[SCRIPT_COUNT] = {
    [SCRIPT_LATIN] = {RULES_LATIN, 1},
    [SCRIPT_CYRILLIC] = {RULES_RUSSIAN, RULES_MONGOLIAN - RULES_RUSSIAN + 1},
    [SCRIPT_GREEK] = {RULES_GREEK, 1},
    [SCRIPT_ARABIC] = {RULES_ARABIC, RULES_UYGHUR - RULES_ARABIC + 1},
    [SCRIPT_HEBREW] = {RULES_HEBREW, 1},
    [SCRIPT_ARMENIAN] = {RULES_ARMENIAN, 1},
    [SCRIPT_GEORGIAN] = {RULES_GEORGIAN, 1},
    [SCRIPT_DEVANAGARI] = {RULES_DEVANAGARI, 1},
    [SCRIPT_BENGALI] = {RULES_BENGALI, 1},
    [SCRIPT_INDIC] = {RULES_GURMUKHI, RULES_SINHALA - RULES_GURMUKHI + 1},
    [SCRIPT_THAI] = {RULES_THAI, 1},
    [SCRIPT_KANA] = {RULES_KANA, 1},
    [SCRIPT_OTHER] = {RULES_KHMER, RULES_INUKTITUT - RULES_KHMER + 1},
};

static unsigned lowest_bit(unsigned mask)
{
	return (unsigned)__builtin_ctz(mask);
}

const struct text_rules *rules_knowing(enum text_script script, uint32_t codepoint)
{
	unsigned known = text_class_of(codepoint)->known;

	return known && ruleset_range[script].count ? &text_rulesets[ruleset_range[script].first + lowest_bit(known)]
	                                            : NULL;
}

static bool is_one_of(const char *lang, const char *spaced_list)
{
	const char *hit = lang[0] ? strstr(spaced_list, lang) : NULL;

	return hit && hit > spaced_list && hit[-1] == ' ' && hit[strlen(lang)] == ' ';
}

void reader_init(struct reader *r, str src, str lang, enum text_reading reading)
{
	*r = (struct reader){.src = src, .reading = reading, .hint = -2};
	size_t n = 0;

	for (; n < lang.len && n < 3 && (lang.ptr[n] | 0x20) >= 'a' && (lang.ptr[n] | 0x20) <= 'z'; n++)
		r->lang[n] = (char)(lang.ptr[n] | 0x20);
	if (n < 2 || strcmp(r->lang, "und") == 0)
		r->lang[0] = '\0';
	if (!r->lang[0])
		r->lang_flags = LANG_UNKNOWN;
	else if (is_one_of(r->lang, " fr it ca oc co "))
		r->lang_flags = LANG_ELIDES;
	else if (is_one_of(r->lang, " tr az "))
		r->lang_flags = LANG_SUFFIXES;
}

static int look_up_hint(const struct reader *r)
{
	for (int i = 0; i < RULES_COUNT && r->lang[0]; i++)
		if (is_one_of(r->lang, text_rulesets[i].langs))
			return i;
	return -1;
}

/* Narrows `mask` to the sets that know the letter, unless none would be left. */
static uint16_t narrow(uint16_t mask, uint16_t known)
{
	return mask & known ? mask & known : mask;
}

static void look_around(struct reader *r, size_t at)
{
	str rest = str_slice(r->src, at, at + EVIDENCE_MAX);
	size_t line = str_find_char(rest, '\n', 0);
	unsigned scripts = 0;

	rest = str_slice(rest, 0, line);
	r->evidence_end = at + rest.len;
	memset(r->evidence, 0xFF, sizeof r->evidence);
	while (rest.len) {
		uint32_t c = utf8_next_quick(&rest);
		if (c < 0x80)
			continue;
		const struct text_class *class = text_class_of(c);
		scripts |= c == 0x306E ? 0 : 1u << class->script; /* の is fashion in Chinese too */
		if (class->fold != POOL_NONE && text_pool_str(class->fold).len) {
			str fold = text_pool_str(class->fold);
			class = text_class_of(utf8_next_quick(&fold));
		}
		r->evidence[class->script] = narrow(r->evidence[class->script], class->known);
	}
	r->kana = scripts >> SCRIPT_KANA & 1;
	r->hangul = scripts >> SCRIPT_HANGUL & 1;
}

void reader_look(struct reader *r, size_t at)
{
	if (r->hint == -2)
		r->hint = look_up_hint(r);
	if (at >= r->evidence_end)
		look_around(r, at);
}

const struct text_rules *reader_rules(struct reader *r, const struct letter *word, size_t len)
{
	enum text_script script = word[0].script;
	unsigned first = ruleset_range[script].first, count = ruleset_range[script].count;
	uint16_t known = (uint16_t)((1u << count) - 1);

	if (count == 0 || (script == SCRIPT_LATIN && !reader_second(r)))
		return NULL;
	if (script == SCRIPT_LATIN)
		return &text_rulesets[first];
	reader_look(r, word[0].at);
	if (count == 1)
		return &text_rulesets[first];
	for (size_t i = 0; i < len; i++)
		known = narrow(known, word[i].known);
	unsigned hint = (unsigned)r->hint - first;
	if (r->hint >= 0 && hint < count && known >> hint & 1)
		return &text_rulesets[r->hint];
	if (known & r->evidence[script])
		known &= r->evidence[script];
	return &text_rulesets[first + lowest_bit(known)];
}

enum text_reading reader_han(struct reader *r, size_t at)
{
	bool alternative = reader_second(r);

	if (r->reading != READING_DEFAULT && !alternative)
		return r->reading;
	reader_look(r, at);
	if (is_one_of(r->lang, " ja jp "))
		return READING_JAPANESE;
	if (is_one_of(r->lang, " ko "))
		return READING_KOREAN;
	if (is_one_of(r->lang, " yue "))
		return READING_CANTONESE;
	if (!is_one_of(r->lang, " zh cmn ") && (r->kana || r->hangul))
		return r->kana ? READING_JAPANESE : READING_KOREAN;
	return alternative ? READING_ALTERNATIVE : READING_MANDARIN;
}
