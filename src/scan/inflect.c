/* Names as they stand in a sentence: with a case ending (Судане, Вагнером), with a preposition or "and" written
 * together with them (מישראל, والسعودية), with particles of kana around them (とイラン).
 *
 * No grammar: each way to take a word back to what a list may have is tried, and what is a name of somebody is found.
 */
#include "scan/scan.h"

enum { VARIANT_BYTES_MAX = 96 };

struct variants {
	size_t count;
	char text[SCAN_VARIANTS_MAX][VARIANT_BYTES_MAX];
};

static void add(struct variants *v, str stem, const char *ending)
{
	str e = str_from(ending);

	if (v->count == SCAN_VARIANTS_MAX || stem.len == 0 || stem.len + e.len >= VARIANT_BYTES_MAX)
		return;
	char *out = v->text[v->count++];
	memcpy(out, stem.ptr, stem.len);
	memcpy(out + stem.len, e.ptr, e.len + 1);
}

/* Bytes of the longest case ending, 0 none. Three letters of two bytes stay. */
static size_t ending_of(str word)
{
	for (size_t at = 6; at < word.len; at++)
		if (scan_word_is(str_slice(word, at, word.len), WORD_CYRILLIC_ENDING))
			return word.len - at;
	return 0;
}

static void decline(struct variants *v, str word)
{
	size_t ending = ending_of(word);
	str stem = str_slice(word, 0, word.len - ending), e = str_slice(word, stem.len, word.len);

	if (ending == 0) {
		add(v, word, "а");
		return;
	}
	add(v, stem, "");
	for (size_t i = 0; i < scan_word_count; i++)
		if ((scan_words[i].classes >> WORD_CYRILLIC_NOMINATIVE & 1) && !str_is(e, scan_words[i].text))
			add(v, stem, scan_words[i].text);
}

/* A letter in front may be a word of its own; what is left must be a word, too. */
static void unprefix(struct variants *v, str word, enum scan_word prefix)
{
	for (int depth = 0; depth < 2 && word.len >= 8; depth++) {
		if (!scan_word_is(str_slice(word, 0, 2), prefix)) /* Hebrew and Arabic letters have two bytes */
			return;
		word = str_slice(word, 2, word.len);
		add(v, word, "");
	}
}

static bool is_hiragana(str at)
{
	uint32_t c = utf8_next(&at);

	return c >= 0x3041 && c <= 0x309F;
}

static void trim_kana(struct variants *v, str word)
{
	size_t before = word.len;

	while (word.len >= 3 && is_hiragana(word))
		word = str_slice(word, 3, word.len);
	while (word.len >= 3 && is_hiragana(str_slice(word, word.len - 3, word.len)))
		word = str_slice(word, 0, word.len - 3);
	if (word.len >= 6 && word.len < before)
		add(v, word, "");
}

size_t scan_variants(const struct scan *s, uint32_t i, char word[SCAN_VARIANTS_MAX][TOKEN_MAX],
                     size_t len[SCAN_VARIANTS_MAX])
{
	const struct scan_token *t = &s->tokens.ptr[i];
	str source = scan_text(s, i, 1);
	struct variants v = {0};

	if (t->script == SCRIPT_CYRILLIC && (t->flags & TOKEN_CAPITAL) && !(t->flags & TOKEN_ALL_UPPER))
		decline(&v, source);
	else if (t->script == SCRIPT_HEBREW)
		unprefix(&v, source, WORD_HEBREW_PREFIX);
	else if (t->script == SCRIPT_ARABIC)
		unprefix(&v, source, WORD_ARABIC_PREFIX);
	else if (t->script == SCRIPT_KANA)
		trim_kana(&v, source);
	for (size_t k = 0; k < v.count; k++)
		len[k] = text_word(str_from(v.text[k]), word[k]);
	return v.count;
}
