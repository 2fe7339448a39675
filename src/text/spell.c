/* A word to its tokens: runs of one script, each by its rules; the Arabic article as a token of its own. */
#include "text/words.h"

enum { ALEF = 0x627, LAM = 0x644, AIN = 0x639, BEH = 0x628, DAL = 0x62F };
enum { ARTICLE = 2, SERVANT = 3 /* letters of عبد */, STEM_MIN = 2 };

/* Latin, digits, smaller scripts: letter by letter. An apostrophe is one only of syllables. */
static void spell_plain(const struct letter *letter, size_t len, struct spelling *out)
{
	for (size_t i = 0; i < len && out->len < TOKEN_MAX; i++)
		if (letter[i].codepoint != '\'')
			spelling_add_codepoint(out, letter[i].codepoint);
}

/* A word whose syllables are those of another language. */
static bool spell_syllables(const struct reader *r, const struct letter *letter, size_t len, struct spelling *out)
{
	const struct text_rules *set = syllable_rules(letter[0].script, r->reading);
	size_t before = out->len;

	if (set && rules_spell_covered(set, letter, len, out))
		return true;
	out->len = before;
	return false;
}

static void spell_run(struct reader *r, const struct letter *letter, size_t len, struct spelling *out)
{
	const struct text_rules *set = reader_rules(r, letter, len);
	enum text_script script = letter[0].script;
	bool second = reader_second(r);

	if (spell_syllables(r, letter, len, out))
		return;
	if (!set)
		spell_plain(letter, len, out);
	else if (script == SCRIPT_THAI)
		thai_spell(letter, len, second, out);
	else if (script == SCRIPT_KANA)
		kana_spell(letter, len, second, r->reading == READING_JAPANESE_OTHER, out);
	else if (set == &text_rulesets[RULES_KHMER])
		khmer_spell(letter, len, second, out);
	else if (set == &text_rulesets[RULES_ETHIOPIC])
		ethiopic_spell(letter, len, second, out);
	else if (set == &text_rulesets[RULES_TIBETAN])
		tibetan_spell(letter, len, second, out);
	else if (set == &text_rulesets[RULES_BURMESE])
		burmese_spell(set, letter, len, second, out);
	else if (set->inherent)
		indic_spell(set, letter, len, second, out);
	else
		rules_spell(set, letter, len, second, out);
}

static size_t run_length(const struct letter *letter, size_t len)
{
	size_t n = 1;

	while (n < len &&
	       (letter[n].script == letter[0].script || letter[n].script == SCRIPT_COMMON ||
	        letter[n].flags & CHAR_MARK) &&
	       !((letter[n].flags ^ letter[0].flags) & CHAR_DIGIT))
		n++;
	return n;
}

static enum text_script script_of_word(const struct letter *letter, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (letter[i].script != SCRIPT_COMMON)
			return letter[i].script;
	return SCRIPT_COMMON;
}

/* One token: the letters from..to of the word, which lie between the bytes start..end. */
static void emit_part(struct cutter *c, const struct word *w, size_t from, size_t to, size_t start, size_t end,
                      unsigned flags)
{
	struct spelling out = {.len = 0};

	for (size_t at = from; at < to && out.len < TOKEN_MAX;) {
		size_t n = run_length(w->letter + at, to - at);
		spell_run(&c->reader, w->letter + at, n, &out);
		at += n;
	}
	cutter_emit(c, start, end, script_of_word(w->letter + from, to - from), flags, spelling_str(&out));
}

static bool is_article(const struct word *w, size_t at)
{
	return w->len >= at + ARTICLE + STEM_MIN && w->letter[at].codepoint == ALEF &&
	       w->letter[at + 1].codepoint == LAM;
}

/* Where the article begins in an Arabic word that has one (after عبد, or at the front), SIZE_MAX when none. */
static size_t find_article(struct cutter *c, const struct word *w)
{
	struct spelling whole = {.len = 0};

	if (w->letter[0].script != SCRIPT_ARABIC || run_length(w->letter, w->len) != w->len)
		return SIZE_MAX;
	const struct text_rules *set = reader_rules(&c->reader, w->letter, w->len);
	if (!set || set > &text_rulesets[RULES_PASHTO] || rules_spell_whole(set, w->letter, w->len, false, &whole))
		return SIZE_MAX;
	if (is_article(w, 0))
		return 0;
	bool servant = w->letter[0].codepoint == AIN && w->len > SERVANT && w->letter[1].codepoint == BEH &&
	               w->letter[2].codepoint == DAL;
	return servant && is_article(w, SERVANT) ? SERVANT : SIZE_MAX;
}

/* A Burmese word, a token per syllable; what is more than its share of tokens goes to the last one. */
static void emit_syllables(struct cutter *c, const struct word *w, unsigned inner)
{
	unsigned flags = w->flags;
	size_t count = 0;

	for (size_t at = 0, end; at < w->len; at = end, count++) {
		end = count + 1 < WORD_TOKENS_MAX ? at + burmese_syllable(w->letter + at, w->len - at) : w->len;
		size_t start_byte = at ? w->letter[at].at : w->start;
		emit_part(c, w, at, end, start_byte, end < w->len ? w->letter[end].at : w->end, flags);
		flags = inner;
	}
}

void word_emit(struct cutter *c, const struct word *w)
{
	unsigned inner = w->flags & (TOKEN_CAPITAL | TOKEN_BROKEN);
	unsigned own = w->flags & (TOKEN_HYPHEN | TOKEN_APOSTROPHE);
	unsigned next_joined = c->joined;
	size_t article = w->len ? find_article(c, w) : SIZE_MAX;

	c->joined = 0;
	if (w->len && is_burmese(w->letter[0].codepoint) && !reader_second(&c->reader)) {
		emit_syllables(c, w, inner);
	} else if (article == SIZE_MAX) {
		emit_part(c, w, 0, w->len, w->start, w->end, w->flags);
	} else {
		size_t stem = article + ARTICLE, article_at = w->letter[article].at, stem_at = w->letter[stem].at;
		if (article > 0)
			emit_part(c, w, 0, article, w->start, article_at, inner | own);
		cutter_emit(c, article_at, stem_at, SCRIPT_ARABIC, inner | (article ? TOKEN_HYPHEN : own), STR("al"));
		emit_part(c, w, stem, w->len, stem_at, w->end, (w->flags & ~own) | TOKEN_HYPHEN);
	}
	c->joined = next_joined;
}
