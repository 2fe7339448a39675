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

static bool ends_with(str s, str e)
{
	return s.len > e.len && str_equal(str_slice(s, s.len - e.len, s.len), e);
}

/* Longest first. */
static const char *const endings[] = {"ами", "ями", "ией", "ом", "ем", "ой", "ей", "ою", "ах", "ях", "ии", "ию",
                                      "ие",  "а",   "я",   "у",  "ю",  "е",  "ы",  "и",  "о",  "ї",  "і",  "й"};

static void decline(struct variants *v, str word)
{
	static const char *const nominatives[] = {"", "а", "я", "ия", "ія", "й", "ь"};

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		str e = str_from(endings[i]);
		if (!ends_with(word, e) || word.len - e.len < 6)
			continue;
		for (size_t k = 0; k < sizeof nominatives / sizeof *nominatives; k++)
			if (!str_is(e, nominatives[k]))
				add(v, str_slice(word, 0, word.len - e.len), nominatives[k]);
		return;
	}
	add(v, word, "а");
}

/* One of these letters in front is a word of its own; what is left must be a word, too. */
static void unprefix(struct variants *v, str word, const char *prefixes)
{
	for (int depth = 0; depth < 2 && word.len >= 8; depth++) {
		str letter = str_slice(word, 0, 2); /* Hebrew and Arabic letters have two bytes */
		if (str_find(str_from(prefixes), letter, 0) == SIZE_MAX)
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
		unprefix(&v, source, "ומבלהשכ");
	else if (t->script == SCRIPT_ARABIC)
		unprefix(&v, source, "وفبلك");
	else if (t->script == SCRIPT_KANA)
		trim_kana(&v, source);
	for (size_t k = 0; k < v.count; k++)
		len[k] = text_word(str_from(v.text[k]), word[k]);
	return v.count;
}
