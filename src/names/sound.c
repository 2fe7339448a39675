/* Folds spellings to sounds. The digraphs of English, French, German, Polish and of the usual romanisations are
 * read; what a letter sounds like in one language only is left to the costs of data/names/confusions.txt. */
#include "names/sound.h"

#include <assert.h>

/* The usual sound of a letter; c, h, w, x, y and digits are seen to by their own rules. */
static const uint8_t letter_sound[26] = {
    SOUND_A, SOUND_B, SOUND_K, SOUND_D, SOUND_E, SOUND_F, SOUND_G, SOUND_H, SOUND_I, SOUND_J, SOUND_K, SOUND_L, SOUND_M,
    SOUND_N, SOUND_O, SOUND_P, SOUND_K, SOUND_R, SOUND_S, SOUND_T, SOUND_U, SOUND_V, SOUND_W, SOUND_K, SOUND_I, SOUND_Z,
};

#define AT(c) [(c) - 'a']
/* Two letters that stand for one sound, whatever is around them: it, counted from 1. */
static const uint8_t pair_sound[26][26] = {
    AT('c') = {AT('k') = 1 + SOUND_K, AT('q') = 1 + SOUND_K},
    AT('d') = {AT('h') = 1 + SOUND_D, AT('j') = 1 + SOUND_J},
    AT('e') = {AT('e') = 1 + SOUND_I},
    AT('g') = {AT('h') = 1 + SOUND_G, AT('j') = 1 + SOUND_J},
    AT('h') = {AT('s') = 1 + SOUND_X},
    AT('k') = {AT('h') = 1 + SOUND_KH},
    AT('p') = {AT('f') = 1 + SOUND_F, AT('h') = 1 + SOUND_F},
    AT('q') = {AT('u') = 1 + SOUND_K},
    AT('s') = {AT('h') = 1 + SOUND_SH, AT('z') = 1 + SOUND_S},
    AT('t') = {AT('h') = 1 + SOUND_T, AT('x') = 1 + SOUND_CH, AT('z') = 1 + SOUND_Z},
    AT('x') = {AT('h') = 1 + SOUND_J},
    AT('z') = {AT('h') = 1 + SOUND_J},
};

/* Other groups of letters that stand for one sound, longest first within a first letter. */
static const struct {
	char text[5];
	uint8_t len;
	uint8_t sound;
} groups[] = {
    {"cz", 2, SOUND_CH},  {"ch", 2, SOUND_CH}, {"dsch", 4, SOUND_J}, {"dzh", 3, SOUND_J},  {"gu", 2, SOUND_G},
    {"ij", 2, SOUND_I},   {"oo", 2, SOUND_U},  {"ou", 2, SOUND_U},   {"sch", 3, SOUND_SH}, {"tsch", 4, SOUND_CH},
    {"tch", 3, SOUND_CH}, {"tj", 2, SOUND_CH}, {"tsh", 3, SOUND_CH}, {"ts", 2, SOUND_Z},
};
/* By letter: where its groups begin. */
static const uint8_t group_first[27] = {0, 0, 0, 2, 4, 4, 4,  5,  5,  6,  6,  6,  6, 6,
                                        6, 8, 8, 8, 8, 9, 14, 14, 14, 14, 14, 14, 14};
static_assert(sizeof groups / sizeof *groups == 14);

#define LETTER(c) (1u << ((c) - 'a'))
/* What stands behind a letter, counted from 'a', where it is none: a sign of a broken character, nothing. */
#define BROKEN ((unsigned)'?' - 'a')
#define END ((unsigned)'\0' - 'a')

/* By letter: those with which it may begin a group, and its own where it may be doubled; neighbours that tell how to
 * read it. Before any other it is read by itself; w and x never are. */
static const uint32_t neighbours[26] = {
    ['c' - 'a'] =
        LETTER('c') | LETTER('e') | LETTER('h') | LETTER('i') | LETTER('k') | LETTER('q') | LETTER('y') | LETTER('z'),
    ['d' - 'a'] = LETTER('d') | LETTER('h') | LETTER('j') | LETTER('s') | LETTER('z'),
    ['e' - 'a'] = LETTER('e'),
    ['g' - 'a'] = LETTER('g') | LETTER('h') | LETTER('j') | LETTER('u'),
    ['h' - 'a'] = LETTER('h') | LETTER('s'),
    ['i' - 'a'] = LETTER('j'),
    ['k' - 'a'] = LETTER('h') | LETTER('k'),
    ['o' - 'a'] = LETTER('o') | LETTER('u'),
    ['p' - 'a'] = LETTER('f') | LETTER('h') | LETTER('p'),
    ['q' - 'a'] = LETTER('q') | LETTER('u'),
    ['s' - 'a'] = LETTER('c') | LETTER('h') | LETTER('s') | LETTER('z'),
    ['t' - 'a'] = LETTER('c') | LETTER('h') | LETTER('j') | LETTER('s') | LETTER('t') | LETTER('x') | LETTER('z'),
    ['w' - 'a'] = UINT32_MAX,
    ['x' - 'a'] = UINT32_MAX,
    ['z' - 'a'] = LETTER('h') | LETTER('z'),
};

static inline bool is_alone(char c, char next)
{
	unsigned letter = (unsigned)c - 'a', other = (unsigned)next - 'a';

	if (letter >= 26)
		return false;
	return other < 26 ? !(neighbours[letter] >> other & 1) : neighbours[letter] != UINT32_MAX;
}

static bool is_vowel(char c)
{
	return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

static inline unsigned pair_at(char c, char next)
{
	unsigned letter = (unsigned)c - 'a', other = (unsigned)next - 'a';

	return letter < 26 && other < 26 ? pair_sound[letter][other] : 0;
}

/* Gu is one sound before e and i only (Guido, Rodriguez), ij where no vowel follows (Dijk, Dmitrij; not Bijan), tj
 * where a word begins (Tjipto; not Tatjana). */
static bool is_group_here(str text, size_t at)
{
	char first = text.ptr[at], second = text.ptr[at + 1], next = at + 2 < text.len ? text.ptr[at + 2] : '\0';

	if (first == 'g')
		return next == 'e' || next == 'i';
	if (second == 'j')
		return first == 't' ? at == 0 : !is_vowel(next);
	return true;
}

/* The group of letters that begins at `at`, its length in *len; false when there is none. */
static bool group_at(str text, size_t at, uint8_t *sound, size_t *len)
{
	unsigned letter = (unsigned)(text.ptr[at] - 'a');
	char next = at + 1 < text.len ? text.ptr[at + 1] : '\0';

	for (unsigned i = group_first[letter]; i < group_first[letter + 1]; i++) {
		size_t n = groups[i].len;
		if (groups[i].text[1] != next || text.len - at < n || memcmp(text.ptr + at, groups[i].text, n) != 0)
			continue;
		if (!is_group_here(text, at))
			continue;
		*sound = groups[i].sound;
		*len = n;
		return true;
	}
	return false;
}

/* The letter before, where what is doubled is single; 0 at the beginning. */
static char letter_before(str text, size_t at)
{
	char c = text.ptr[at];

	while (at > 0 && text.ptr[at - 1] == c)
		at--;
	return at > 0 ? text.ptr[at - 1] : '\0';
}

/* Iwanow, Gorbatschow, Medwedew: what German makes of -ov and -ev. */
static bool is_slavic_end(str text, size_t at)
{
	return at >= 5 && at + 1 == text.len && (text.ptr[at - 1] == 'o' || text.ptr[at - 1] == 'e');
}

/* Chodorkowski, Tsikhanowskaya: -vsk in German and Polish, -ŭsk in Belarusian. */
static bool is_slavic_middle(str text, size_t at)
{
	return at + 2 < text.len && text.ptr[at + 1] == 's' && text.ptr[at + 2] == 'k';
}

/* Letters whose sound depends on their neighbours. */
static uint8_t sound_among(str text, size_t at)
{
	char c = text.ptr[at], next = at + 1 < text.len ? text.ptr[at + 1] : '\0';

	if (c >= '0' && c <= '9')
		return (uint8_t)(SOUND_0 + (c - '0'));
	if (c < 'a' || c > 'z')
		return SOUND_ANY;
	if (c == 'c' && (next == 'e' || next == 'i' || next == 'y'))
		return SOUND_S;
	if (c == 'x' && !letter_before(text, at))
		return SOUND_X;
	if (c == 'w' && is_slavic_end(text, at))
		return SOUND_V;
	if (c == 'w' && is_vowel(letter_before(text, at)) && !is_vowel(next) && !is_slavic_middle(text, at))
		return SOUND_U;
	return letter_sound[c - 'a'];
}

/* Jem?mah: an apostrophe that an encoding broke parts what is doubled; not in P?p. */
static bool is_broken_doubling(str text, size_t at)
{
	return at > 0 && at + 3 < text.len && text.ptr[at] == text.ptr[at + 2] && !is_vowel(text.ptr[at]) &&
	       text.ptr[at] != '?';
}

static void put(struct sounds *out, uint8_t sound)
{
	bool again = out->len && out->sound[out->len - 1] == sound && (sound < SOUND_0 || sound > SOUND_9);

	if (!again && out->len < sizeof out->sound)
		out->sound[out->len++] = sound;
}

/* Reads the letters that stand alone, from `at` on; returns where the first is that does not. What put does, of
 * letters.
 */
static inline size_t fold_alone(str text, size_t at, struct sounds *out)
{
	unsigned len = out->len, last = len ? out->sound[len - 1] : SOUND_COUNT;
	unsigned letter = (unsigned)text.ptr[at] - 'a';

	while (letter < 26) {
		unsigned next = at + 1 < text.len ? (unsigned)text.ptr[at + 1] - 'a' : END;
		if (next < 26 ? neighbours[letter] >> next & 1 : next == BROKEN || neighbours[letter] == UINT32_MAX)
			break;
		unsigned sound = letter_sound[letter];
		if (sound != last && len < sizeof out->sound)
			out->sound[len++] = (uint8_t)sound;
		last = sound;
		letter = next;
		at++;
	}
	out->len = (uint8_t)len;
	return at;
}

void sound_fold(str text, struct sounds *out)
{
	out->len = 0;
	for (size_t at = 0; at < text.len && (at = fold_alone(text, at, out)) < text.len;) {
		uint8_t sound = SOUND_ANY;
		size_t len = 1;
		char c = text.ptr[at], next = at + 1 < text.len ? text.ptr[at + 1] : '\0';
		unsigned pair = pair_at(c, next);
		if (pair) {
			put(out, (uint8_t)(pair - 1));
			at += 2;
			continue;
		}
		/* What is doubled is single before it is read: Zaww, Kkhan. Doubled vowels are read as they are. */
		if (next == c && c >= 'a' && c <= 'z' && !is_vowel(c)) {
			at++;
			continue;
		}
		if (next == '?' && is_broken_doubling(text, at)) {
			at += 2;
			continue;
		}
		if (is_alone(c, next)) {
			put(out, letter_sound[c - 'a']);
			at++;
			continue;
		}
		bool group = c >= 'a' && c <= 'z' && group_at(text, at, &sound, &len);
		if (!group)
			sound = sound_among(text, at);
		else if (sound == SOUND_U && at == 0 && len < text.len && is_vowel(text.ptr[len]) &&
		         text.ptr[len] != text.ptr[len - 1])
			sound = SOUND_W; /* Ouattara, Ouassim; not Ouumar */
		else if (sound == SOUND_CH && at + len < text.len &&
		         (text.ptr[at + len] == 'r' || text.ptr[at + len] == 'l'))
			sound = SOUND_K; /* Christos, Chloe */
		put(out, sound);
		if (!group && c == 'x' && letter_before(text, at))
			put(out, SOUND_S);
		at += len;
	}
}
