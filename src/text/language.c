/* Which language is this? By frequent words (data/language), for scripts of one language by the script, for those of
 * several also by the letters that only some of them have.
 *
 * A word speaks for each of its languages with 1/n-th of a voice. The language with most voices wins if it has one
 * voice at least and a tenth more than the next; otherwise the answer is "und". Looks at SAMPLE_MAX bytes. */
#include "text/spelling.h"

enum { SAMPLE_MAX = 16384, WORD_BYTES = 32, VOICE = 60 };

uint64_t frequent_word(str word)
{
	char text[WORD_BYTES + 8];
	size_t len = 0;

	if (word.len == 0 || word.len > WORD_BYTES)
		return 0;
	while (word.len && len <= WORD_BYTES) {
		str rest = word;
		uint32_t c = utf8_next(&rest);
		str one = str_slice(word, 0, word.len - rest.len);
		const struct text_class *class = text_class_of(c);
		if ((class->flags & CHAR_UPPER) && class->fold != POOL_NONE)
			one = text_pool_str(class->fold);
		if (len + one.len > sizeof text)
			return 0;
		memcpy(text + len, one.ptr, one.len);
		len += one.len;
		word = rest;
	}
	uint32_t slot = text_word_slot((str){text, len}, text_word_size);
	for (; text_words[slot].text != POOL_NONE; slot = (slot + 1) & (uint32_t)(text_word_size - 1))
		if (str_equal(text_pool_str(text_words[slot].text), (str){text, len}))
			return text_words[slot].langs;
	return 0;
}

struct poll {
	unsigned voices[LANGUAGE_MAX];
	size_t letters[SCRIPT_COUNT];
	uint16_t known[SCRIPT_COUNT]; /* rule sets that know every letter so far */
	uint32_t thai_or_lao;         /* first letter of that script */
};

static void count_word(struct poll *poll, str word)
{
	uint64_t langs = frequent_word(word) & WORD_LANGUAGES;
	str rest = word;
	bool initial = word.len && text_is_upper(utf8_next(&rest)) && rest.len == 0;

	if (!langs || initial)
		return;
	unsigned share = VOICE / (unsigned)__builtin_popcountll(langs);
	for (size_t i = 0; i < text_language_count; i++)
		if (langs >> i & 1)
			poll->voices[i] += share;
}

static void count_letter(struct poll *poll, uint32_t codepoint, const struct text_class *class)
{
	if (poll->letters[class->script]++ == 0 && class->script == SCRIPT_THAI)
		poll->thai_or_lao = codepoint;
	if ((class->flags & CHAR_UPPER) && class->fold != POOL_NONE) {
		str fold = text_pool_str(class->fold);
		class = text_class_of(utf8_next(&fold));
	}
	if (poll->known[class->script] & class->known)
		poll->known[class->script] &= class->known;
}

static void take_poll(struct poll *poll, str s)
{
	str word = {s.ptr, 0};

	memset(poll, 0, sizeof *poll);
	memset(poll->known, 0xFF, sizeof poll->known);
	while (s.len) {
		str rest = s;
		uint32_t c = utf8_next(&rest);
		const struct text_class *class = text_class_of(c);
		if ((class->flags & (CHAR_LETTER | CHAR_WORD)) && !(class->flags & CHAR_DIGIT)) {
			word.len += s.len - rest.len;
			if (!(class->flags & CHAR_MARK))
				count_letter(poll, c, class);
		} else {
			count_word(poll, word);
			word = (str){rest.ptr, 0};
		}
		s = rest;
	}
	count_word(poll, word);
}

static const char *most_voices(const struct poll *poll)
{
	size_t best = 0;
	unsigned second = 0;

	for (size_t i = 1; i < text_language_count; i++)
		if (poll->voices[i] > poll->voices[best])
			best = i;
	for (size_t i = 0; i < text_language_count; i++)
		if (i != best && poll->voices[i] > second)
			second = poll->voices[i];
	return poll->voices[best] >= VOICE && 10 * poll->voices[best] > 11 * second ? text_languages[best] : NULL;
}

/* Languages of rule sets whose letters set them apart; NULL where more than one language remains. */
static const char *by_letters(enum text_script script, unsigned known)
{
	static const char *const cyrillic[] = {NULL, "uk", "be", NULL, "sr", "mk", "kk", "tg", "mn"};
	static const char *const arabic[] = {NULL, "fa", "ur", "ps", "ku", "ug"};
	static const char *const indic[] = {"pa", "gu", "or", "ta", "te", "kn", "ml", "si"};
	unsigned lowest = known ? (unsigned)__builtin_ctz(known) : 32;

	if (script == SCRIPT_CYRILLIC)
		return lowest < sizeof cyrillic / sizeof *cyrillic ? cyrillic[lowest] : NULL;
	if (script == SCRIPT_ARABIC)
		return lowest < sizeof arabic / sizeof *arabic ? arabic[lowest] : NULL;
	return lowest < sizeof indic / sizeof *indic ? indic[lowest] : NULL;
}

static enum text_script main_script(const struct poll *poll)
{
	enum text_script best = SCRIPT_COMMON;

	for (enum text_script script = SCRIPT_LATIN; script < SCRIPT_COUNT; script++)
		if (poll->letters[script] > poll->letters[best] || best == SCRIPT_COMMON)
			best = poll->letters[script] ? script : best;
	return best;
}

const char *text_language(str s)
{
	struct poll poll;
	const char *found = NULL;

	take_poll(&poll, str_slice(s, 0, SAMPLE_MAX));
	enum text_script script = main_script(&poll);
	switch (script) {
	case SCRIPT_GREEK:
		return "el";
	case SCRIPT_HEBREW:
		return "he";
	case SCRIPT_ARMENIAN:
		return "hy";
	case SCRIPT_GEORGIAN:
		return "ka";
	case SCRIPT_DEVANAGARI:
		return "hi";
	case SCRIPT_BENGALI:
		return "bn";
	case SCRIPT_THAI:
		return poll.thai_or_lao >= 0xE80 ? "lo" : "th";
	case SCRIPT_KANA:
		return "ja";
	case SCRIPT_HANGUL:
		return "ko";
	case SCRIPT_HAN:
		return 20 * poll.letters[SCRIPT_KANA] > poll.letters[SCRIPT_HAN] ? "ja" : "zh";
	case SCRIPT_INDIC:
		found = by_letters(script, poll.known[script]);
		break;
	case SCRIPT_LATIN:
		found = most_voices(&poll);
		break;
	case SCRIPT_CYRILLIC:
	case SCRIPT_ARABIC:
		found = most_voices(&poll);
		found = found ? found : by_letters(script, poll.known[script]);
		break;
	default:
		break;
	}
	return found ? found : "und";
}
