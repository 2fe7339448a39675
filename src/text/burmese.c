/* Burmese: names are written without spaces, and spelt in Latin letters syllable by syllable. A syllable begins with a
 * consonant or an independent vowel; a consonant with an asat closes one, and one under another belongs to it. */
#include "text/words.h"

enum {
	LETTER_FIRST = 0x1000,
	LETTER_LAST = 0x102A,
	GREAT_SA = 0x103F,
	DOT_BELOW = 0x1037,
	VISARGA = 0x1038,
	VIRAMA = 0x1039,
	ASAT = 0x103A
};

bool is_burmese(uint32_t letter)
{
	return (letter >= LETTER_FIRST && letter <= LETTER_LAST) || letter == GREAT_SA;
}

static uint32_t letter_at(const struct letter *word, size_t len, size_t at)
{
	return at < len ? word[at].codepoint : 0;
}

static bool begins_syllable(const struct letter *word, size_t len, size_t at)
{
	uint32_t next = letter_at(word, len, at + 1);

	if (next == DOT_BELOW)
		next = letter_at(word, len, at + 2);
	return is_burmese(word[at].codepoint) && next != ASAT && next != VIRAMA && word[at - 1].codepoint != VIRAMA;
}

size_t burmese_syllable(const struct letter *word, size_t len)
{
	size_t n = 1;

	while (n < len && !begins_syllable(word, len, n))
		n++;
	return n;
}

void burmese_spell(const struct text_rules *set, const struct letter *word, size_t len, bool second,
                   struct spelling *out)
{
	struct letter toneless[WORD_MAX];
	size_t n = 0;

	for (size_t i = 0; i < len && n < WORD_MAX; i++) {
		uint32_t letter = word[i].codepoint;
		bool before_asat = letter == DOT_BELOW && letter_at(word, len, i + 1) == ASAT;
		if (before_asat || (letter != DOT_BELOW && letter != VISARGA))
			toneless[n++] = word[i];
	}
	indic_spell(set, toneless, n, second, out);
}
