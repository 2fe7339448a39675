/* Hangul syllables in four romanisations.
 *
 * DEFAULT: the Revised Romanization as it is used for names (each syllable by itself, customary surname first).
 * ALTERNATIVE: McCune-Reischauer without its marks: stops voiced between vowels of a given name.
 * KOREAN: the customary spelling of the press for surnames and given names (Kim Jong Un).
 * FOREIGN: what a name from elsewhere was, as far as it can be told: eu stands where it has no vowel (트럼프, Trump).
 */
#include "text/spelling.h"

enum { VOWELS = 21, FINALS = 28 };
enum { VOWEL_EU = 18, FINAL_L = 8 };
enum { INITIAL_N = 2, INITIAL_R = 5, INITIAL_NONE = 11 };

struct jamo {
	const char *initial[19], *voiced[19], *vowel[VOWELS], *final[FINALS];
};

#define FINAL_CONSONANTS \
	{ \
		"", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", \
		    "t", "ng", "t", "t", "k", "t", "p", "t" \
	}

static const struct jamo revised = {
    .initial = {"g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"},
    .voiced = {"g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"},
    .vowel = {"a",  "ae", "ya", "yae", "eo", "e",  "yeo", "ye", "o",  "wa", "wae",
              "oe", "yo", "u",  "wo",  "we", "wi", "yu",  "eu", "ui", "i"},
    .final = FINAL_CONSONANTS,
};

static const struct jamo mccune = {
    .initial = {"k", "kk", "n", "t", "tt", "r", "m", "p", "pp", "s", "ss", "", "ch", "tch", "ch", "k", "t", "p", "h"},
    .voiced = {"g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "tch", "ch", "k", "t", "p", "h"},
    .vowel = {"a",  "ae", "ya", "yae", "o",  "e",  "yo", "ye", "o",  "wa", "wae",
              "oe", "yo", "u",  "wo",  "we", "wi", "yu", "u",  "ui", "i"},
    .final = FINAL_CONSONANTS,
};

static const struct jamo foreign = {
    .initial = {"g", "k", "n", "d", "t", "r", "m", "b", "p", "s", "s", "", "j", "j", "ch", "k", "t", "p", "h"},
    .vowel = {"a", "e",  "ya", "ye", "e",  "e",  "ye", "ye", "o", "wa", "we",
              "o", "yo", "u",  "wo", "we", "wi", "yu", "e",  "i", "i"},
    .final = FINAL_CONSONANTS,
};

static bool add_entry(enum text_entry_kind kind, uint32_t syllable, struct spelling *out)
{
	const struct text_reading_entry *entry = entry_find(kind, &syllable, 1);

	if (!entry)
		return false;
	spelling_add(out, text_pool_str(entry->latin));
	return true;
}

/* Does the syllable end in a vowel, n, l, m or ng? */
static bool ends_voiced(uint32_t syllable)
{
	uint32_t final = (syllable - HANGUL_FIRST) % FINALS;

	return final == 0 || final == 4 || final == 8 || final == 16 || final == 21;
}

static void add_jamo(const struct jamo *jamo, uint32_t syllable, uint32_t before, struct spelling *out)
{
	uint32_t index = syllable - HANGUL_FIRST;
	bool voiced = before && ends_voiced(before);

	spelling_add(out, str_from((voiced ? jamo->voiced : jamo->initial)[index / (VOWELS * FINALS)]));
	spelling_add(out, str_from(jamo->vowel[index / FINALS % VOWELS]));
	spelling_add(out, str_from(jamo->final[index % FINALS]));
}

/* The eu of beu and beul stands for no vowel; l between vowels is written twice: 블라디미르, Vladimir. */
static void add_foreign(uint32_t syllable, uint32_t before, struct spelling *out)
{
	uint32_t index = syllable - HANGUL_FIRST;
	uint32_t initial = index / (VOWELS * FINALS), vowel = index / FINALS % VOWELS, final = index % FINALS;
	bool same_l = before && (before - HANGUL_FIRST) % FINALS == FINAL_L && initial == INITIAL_R;

	if (!same_l)
		spelling_add(out, str_from(foreign.initial[initial]));
	if (vowel != VOWEL_EU || (final != 0 && final != FINAL_L))
		spelling_add(out, str_from(foreign.vowel[vowel]));
	spelling_add(out, str_from(foreign.final[final]));
}

void hangul_spell(uint32_t syllable, uint32_t before, enum hangul_place place, enum text_reading reading,
                  struct spelling *out)
{
	bool old = reading == READING_ALTERNATIVE, customary = reading == READING_KOREAN;

	if (reading == READING_FOREIGN) {
		add_foreign(syllable, before, out);
		return;
	}
	if (place == HANGUL_SURNAME && old && add_entry(ENTRY_KOREAN_OLD, syllable, out))
		return;
	if (place == HANGUL_SURNAME && !old && add_entry(ENTRY_KOREAN_SURNAME, syllable, out))
		return;
	if (place == HANGUL_GIVEN && customary && add_entry(ENTRY_KOREAN_GIVEN, syllable, out))
		return;
	add_jamo(old || customary ? &mccune : &revised, syllable, old || customary ? before : 0, out);
}

uint32_t hangul_initial(uint32_t syllable)
{
	uint32_t index = syllable - HANGUL_FIRST;
	uint32_t initial = index / (VOWELS * FINALS), vowel = index / FINALS % VOWELS;
	/* before i and the y-diphthongs: ya yae yeo ye yo yu i */
	bool soft = vowel == 2 || vowel == 3 || vowel == 6 || vowel == 7 || vowel == 12 || vowel == 17 || vowel == 20;
	uint32_t becomes = initial;

	if (initial == INITIAL_R)
		becomes = soft ? INITIAL_NONE : INITIAL_N;
	else if (initial == INITIAL_N && soft)
		becomes = INITIAL_NONE;
	return HANGUL_FIRST + becomes * VOWELS * FINALS + index % (VOWELS * FINALS);
}

uint32_t text_hangul_syllable(uint32_t codepoint)
{
	return codepoint >= HANGUL_FIRST && codepoint <= HANGUL_LAST ? hangul_initial(codepoint) : 0;
}
