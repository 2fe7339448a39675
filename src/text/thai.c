/* Thai and Lao, about as the Royal Institute romanises. The script writes no spaces between words and no vowel in
 * many syllables, so syllables are guessed:
 *
 *   [leading vowel] consonant [ร ล ว] [vowel signs] [final consonant]
 *
 * A consonant with another one behind that has no vowel of its own takes "o" between them; one alone takes "a". A
 * letter under the sign of silence falls away with its vowel, and so does the consonant before it where the syllable
 * already has a final one. Tone marks say nothing. Names with a spelling of their own stand in data/translit/thai.txt.
 */
#include "text/spelling.h"

/* The letters of Lao stand as far behind their Thai counterparts. */
enum { THAI_FIRST = 0xE01, THAI_LAST = 0xE2E, LAO_AWAY = 0x80, LAO_FIRST = 0xE81, LAO_LAST = 0xECD };

enum {
	O_ANG = 0xE2D,
	WO = 0xE27,
	RO = 0xE23,
	LO = 0xE25,
	YO = 0xE22,
	HO = 0xE2B,
	SO_SUEA = 0xE2A,
	SO_SALA = 0xE28,
	CHO = 0xE08,
	THO = 0xE17,
	SARA_A = 0xE30,
	MAI_HAN = 0xE31,
	SARA_AA = 0xE32,
	SARA_AM = 0xE33,
	SARA_I = 0xE34,
	SARA_II = 0xE35,
	SARA_UE = 0xE36,
	SARA_UEE = 0xE37,
	SARA_U = 0xE38,
	SARA_UU = 0xE39,
	SARA_E = 0xE40,
	SARA_AE = 0xE41,
	SARA_O = 0xE42,
	SARA_AI = 0xE43,
	SARA_AI2 = 0xE44,
	SHORT = 0xE47,
	TONE_FIRST = 0xE48,
	TONE_LAST = 0xE4B,
	SILENT = 0xE4C,
	NIKHAHIT = 0xE4D,
	LAO_KON = 0xEBB, /* o inside a syllable, which is read without it; with ວ behind it ua */
	LAO_LO = 0xEBC,  /* below another consonant */
	LAO_IA = 0xEBD
};

struct thai {
	struct letter letter[WORD_MAX]; /* Lao letters as their Thai counterparts; no tone marks, no silent letters */
	size_t len, at;
	bool second;
	bool lao;
	struct spelling *out;
};

/* The rule of a consonant at the beginning or at the end of a syllable. */
static const struct text_rule *consonant_rule(uint32_t letter, bool final)
{
	struct letter two[2] = {{.codepoint = letter}, {.codepoint = letter}};

	return rules_find(&text_rulesets[RULES_THAI], two, 2, final);
}

static bool is_consonant(uint32_t letter)
{
	return letter && consonant_rule(letter, false) != NULL;
}

static bool is_leading(uint32_t letter)
{
	return letter >= SARA_E && letter <= SARA_AI2;
}

static bool is_sign(uint32_t letter)
{
	return (letter >= SARA_A && letter <= SARA_UU) || letter == SHORT || letter == NIKHAHIT || letter == LAO_IA;
}

/* ง ญ น ม ย ร ล ว */
static bool is_sonorant(uint32_t letter)
{
	return letter == 0xE07 || letter == 0xE0D || letter == 0xE19 || letter == 0xE21 || letter == YO ||
	       letter == RO || letter == LO || letter == WO;
}

static uint32_t look(const struct thai *t, size_t ahead)
{
	return t->at + ahead < t->len ? t->letter[t->at + ahead].codepoint : 0;
}

static void say(struct thai *t, const char *text)
{
	spelling_add(t->out, str_from(text));
}

static void say_consonant(struct thai *t, uint32_t letter, bool final)
{
	bool lao = t->lao && letter >= THAI_FIRST && letter <= THAI_LAST;
	const struct text_rule *rule = consonant_rule(lao ? letter + LAO_AWAY : letter, final);

	if (rule)
		spelling_add(t->out, text_pool_str(rule->latin[t->second]));
}

/* ก ค ช ต ท: an ร behind them at the end of a word is not spoken. */
static bool is_mute_before_ro(uint32_t letter)
{
	return letter == 0xE01 || letter == 0xE04 || letter == 0xE0A || letter == 0xE15 || letter == THO;
}

/* ---- preparation --------------------------------------------------------------------------------------- */

static uint32_t as_thai(uint32_t letter)
{
	if (letter == LAO_KON)
		return 0;
	if (letter == LAO_IA)
		return letter;
	if (letter == LAO_LO)
		return LO;
	return letter >= LAO_FIRST && letter <= LAO_LAST ? letter - LAO_AWAY : letter;
}

/* Takes back the letter that the sign of silence stands on; with it the consonant before where that follows a final
 * one: จันทร์ is chan, ลักษณ์ lak. */
static void silence(struct thai *t)
{
	while (t->len && is_sign(t->letter[t->len - 1].codepoint))
		t->len--;
	uint32_t silent = t->len ? t->letter[--t->len].codepoint : 0;
	if (t->len < 3 || !is_consonant(t->letter[t->len - 1].codepoint) ||
	    !is_consonant(t->letter[t->len - 2].codepoint))
		return;
	uint32_t last = t->letter[t->len - 1].codepoint, sign = t->letter[t->len - 3].codepoint;
	if (sign == MAI_HAN || (is_sign(sign) && silent == RO && is_mute_before_ro(last)))
		t->len--;
}

static void prepare(struct thai *t, const struct letter *word, size_t len)
{
	for (size_t i = 0; i < len && t->len < WORD_MAX; i++) {
		uint32_t letter = as_thai(word[i].codepoint);
		if (word[i].codepoint == LAO_KON && i + 1 < len && as_thai(word[i + 1].codepoint) == WO)
			letter = MAI_HAN;
		t->lao = t->lao || (word[i].codepoint >= LAO_FIRST && word[i].codepoint <= LAO_LAST);
		if (letter == SILENT)
			silence(t);
		else if (letter && (letter < TONE_FIRST || letter > TONE_LAST))
			t->letter[t->len++] = (struct letter){.codepoint = letter};
	}
}

/* ---- syllables --------------------------------------------------------------------------------------- */

/* Is the letter `ahead` a consonant that opens no syllable of its own? */
static bool is_final(const struct thai *t, size_t ahead)
{
	uint32_t letter = look(t, ahead), behind = look(t, ahead + 1);

	if (!is_consonant(letter) || letter == O_ANG || is_sign(behind) || (behind == RO && look(t, ahead + 2) == RO))
		return false;
	if (is_consonant(behind) && !look(t, ahead + 2) && !(behind == RO && is_mute_before_ro(letter)))
		return false; /* the last two make a syllable: มหิดล */
	return !(behind == O_ANG && !is_sign(look(t, ahead + 2)) && is_consonant(look(t, ahead + 2)));
}

/* สุรชัย, วีรกุล: behind i and u an ร inside a word is a syllable, ra; and ย behind i, ya: ปิยบุตร. */
static bool is_syllable(const struct thai *t)
{
	uint32_t letter = look(t, 0), before = t->at ? t->letter[t->at - 1].codepoint : 0;
	bool after_i = before == SARA_I || before == SARA_II;

	return is_consonant(look(t, 1)) &&
	       ((letter == RO && before >= SARA_I && before <= SARA_UU) || (letter == YO && after_i));
}

static void take_final(struct thai *t)
{
	if (!is_final(t, 0) || is_syllable(t))
		return;
	say_consonant(t, look(t, 0), true);
	t->at++;
}

/* กรม, ตรง: three consonants that are the whole rest, the second ร or ล: krom, trong. */
static bool is_krom(const struct thai *t)
{
	uint32_t second = look(t, 1);

	return t->at + 3 == t->len && (second == RO || second == LO) && is_consonant(look(t, 2)) &&
	       look(t, 2) != second;
}

/* The consonants that begin a syllable; `lead`: a vowel is written before them. */
static void take_initial(struct thai *t, uint32_t lead)
{
	uint32_t first = look(t, 0), second = look(t, 1), third = look(t, 2);
	bool vowel =
	    lead ? is_consonant(second) && (is_sign(third) || is_consonant(third) || is_leading(third) || !third)
	         : is_sign(third) || third == O_ANG || is_krom(t);

	t->at++;
	if (!lead && first == O_ANG && second == YO && is_sign(third)) { /* อยู่, อย่า: one syllable */
		say_consonant(t, second, false);
		t->at++;
		return;
	}
	if (vowel && first == HO && is_sonorant(second) &&
	    (!lead || third || lead == SARA_AI || lead == SARA_AI2)) { /* high tone only */
		say_consonant(t, second, false);
		t->at++;
		return;
	}
	say_consonant(t, first, false);
	bool quiet = first == SO_SUEA || first == SO_SALA || first == CHO; /* before ร, which is not spoken */
	bool liquid = second == RO || (!quiet && (second == LO || second == WO));
	bool stop = first == 0xE01 || first == 0xE02 || first == 0xE04 || first == 0xE15 || first == 0xE1B ||
	            first == 0xE1C || first == 0xE1E || quiet;
	if (!vowel || !liquid || !stop || (lead && !third))
		return;
	if (second == WO)
		say(t, "w");
	else if (!quiet)
		say_consonant(t, second, false);
	t->at++;
}

/* The vowel after เ and its consonants. */
static void take_after_e(struct thai *t)
{
	uint32_t next = look(t, 0), second = look(t, 1);

	if (next == SARA_AA) {
		t->at += second == SARA_A ? 2 : 1;
		say(t, second == SARA_A ? "o" : "ao");
	} else if (next == SARA_I) {
		t->at++;
		say(t, t->second ? "er" : "oe");
	} else if ((next == SARA_II && second == YO) || (next == SARA_UEE && second == O_ANG)) {
		t->at += 2;
		say(t, next == SARA_II ? "ia" : t->second ? "ua" : "uea");
	} else if (next == YO && !is_sign(second)) {
		t->at++;
		say(t, "oei");
		return;
	} else if (next == O_ANG) {
		t->at++;
		say(t, "oe");
	} else {
		t->at += next == SHORT || next == SARA_A;
		say(t, "e");
	}
	take_final(t);
}

static void take_after_lead(struct thai *t, uint32_t lead)
{
	if (lead == SARA_E) {
		take_after_e(t);
		return;
	}
	say(t, lead == SARA_AE ? "ae" : lead == SARA_O ? "o" : "ai");
	if (look(t, 0) == SARA_A || look(t, 0) == SHORT)
		t->at++;
	if (lead == SARA_AI || lead == SARA_AI2)
		t->at += look(t, 0) == YO && !is_sign(look(t, 1));
	else
		take_final(t);
}

static void take_sign(struct thai *t)
{
	static const char *const said[] = {"a", "a", "a", "am", "i", "i", "ue", "ue", "u", "u"};
	uint32_t sign = look(t, 0);

	t->at++;
	if (sign == MAI_HAN && look(t, 0) == WO) {
		t->at += look(t, 1) == SARA_A ? 2 : 1;
		say(t, "ua");
	} else if (sign == SHORT) {
		t->at += look(t, 0) == O_ANG;
		say(t, "o");
		take_final(t);
	} else if (sign == NIKHAHIT && look(t, 0) == SARA_AA) { /* NFKD takes ำ apart */
		t->at++;
		say(t, "am");
	} else if (sign == NIKHAHIT) { /* in Lao a vowel */
		say(t, "o");
		take_final(t);
	} else if (sign == LAO_IA) {
		say(t, "ia");
		take_final(t);
	} else {
		t->at += sign == SARA_UEE && look(t, 0) == O_ANG;
		say(t, said[sign - SARA_A]);
		if (sign != SARA_A && sign != SARA_AM)
			take_final(t);
	}
}

/* A syllable whose vowel is not written, or is written with a consonant letter. */
static void take_unwritten(struct thai *t)
{
	uint32_t next = look(t, 0);

	if (next == RO && look(t, 1) == RO && !is_sign(look(t, 2))) {
		t->at += 2;
		say(t, is_final(t, 0) ? "a" : "an");
	} else if (next == O_ANG) {
		t->at++;
		say(t, "o");
	} else if (next == WO && is_final(t, 1)) {
		t->at++;
		say(t, "ua");
	} else if (next == WO) { /* ชวลิต: it begins the next syllable */
		say(t, "a");
		return;
	} else {
		say(t, is_final(t, 0) ? "o" : "a");
	}
	take_final(t);
}

/* A part of a word that thai.txt spells. */
static bool take_part(struct thai *t)
{
	const struct text_rule *rule = rules_find(&text_rulesets[RULES_THAI], t->letter, t->len, t->at);

	if (!rule || rule->len == 1 || is_sign(look(t, rule->len)))
		return false;
	spelling_add(t->out, text_pool_str(rule->latin[t->second]));
	t->at += rule->len;
	return true;
}

static void take_syllable(struct thai *t)
{
	uint32_t lead = is_leading(look(t, 0)) ? look(t, 0) : 0;

	if (take_part(t))
		return;

	t->at += lead != 0;
	if (!is_consonant(look(t, 0))) {
		if (t->at < t->len && !lead) {
			if (!is_sign(look(t, 0)))
				spelling_add_codepoint(t->out, look(t, 0));
			t->at++;
		}
		return;
	}
	if (!lead && t->at > 0 && t->at + 1 == t->len) { /* a consonant left over at the end is not spoken */
		t->at++;
		return;
	}
	take_initial(t, lead);
	if (lead)
		take_after_lead(t, lead);
	else if (is_sign(look(t, 0)))
		take_sign(t);
	else
		take_unwritten(t);
}

void thai_spell(const struct letter *word, size_t len, bool second, struct spelling *out)
{
	struct thai t = {.second = second, .out = out};

	if (rules_spell_whole(&text_rulesets[RULES_THAI], word, len, second, out))
		return;
	prepare(&t, word, len);
	while (t.at < t.len && out->len < TOKEN_MAX)
		take_syllable(&t);
}
