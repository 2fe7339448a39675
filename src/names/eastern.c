/* Names of China and Korea: which word is the family name, and that two syllables are one given name (Kim Jong Un). */
#include "names/parse.h"

/* That a syllable may end in. */
static bool is_coda(char c)
{
	return parse_is_one_of(c, PARSE_LETTER('n') | PARSE_LETTER('k') | PARSE_LETTER('l') | PARSE_LETTER('m') |
	                              PARSE_LETTER('p') | PARSE_LETTER('t') | PARSE_LETTER('h') | PARSE_LETTER('g') |
	                              PARSE_LETTER('r'));
}

enum { SYLLABLE_MAX = 6 };

/* Consonants, vowels, and an ending that Chinese or Korean syllables have. */
static bool is_syllable(str s)
{
	size_t onset = 0, end = s.len;

	if (s.len < 2 || s.len > SYLLABLE_MAX)
		return false;
	while (onset < s.len && !parse_is_vowel(s.ptr[onset]))
		onset++;
	if (end > onset && is_coda(s.ptr[end - 1]))
		end -= s.ptr[end - 1] == 'g' && end >= 2 && s.ptr[end - 2] == 'n' ? 2 : 1;
	if (onset > 3 || end <= onset || end - onset > 4)
		return false;
	for (size_t i = onset; i < end; i++)
		if (!parse_is_vowel(s.ptr[i]) && s.ptr[i] != 'w')
			return false;
	return true;
}

/* The word without signs that an encoding broke: ch?o?l. */
static str without_broken(str word, char out[SYLLABLE_MAX])
{
	size_t n = 0;

	for (size_t i = 0; i < word.len; i++) {
		if (word.ptr[i] == '?')
			continue;
		if (n == SYLLABLE_MAX)
			return (str){out, 0};
		out[n++] = word.ptr[i];
	}
	return (str){out, n};
}

/* Syllables end in ng or k, hardly in a g alone, and none is a y alone: pynog is pyong misspelt, yno is yon. */
static bool is_strange(str word)
{
	return (word.ptr[word.len - 1] == 'g' && word.ptr[word.len - 2] != 'n') ||
	       (word.ptr[0] == 'y' && !parse_is_vowel(word.ptr[1]));
}

/* Sugn, chnoe, ynog, myongg: is it a syllable but for two neighbours exchanged or a letter doubled? */
static bool is_syllable_misspelt(str word)
{
	char text[SYLLABLE_MAX];

	if (word.len < 3 || word.len > SYLLABLE_MAX || syllables_can_be_read(word, is_strange(word) ? 1 : 2))
		return false;
	for (size_t i = 0; i + 1 < word.len; i++) {
		size_t doubled = word.ptr[i] == word.ptr[i + 1];
		memcpy(text, word.ptr, i);
		memcpy(text + i, word.ptr + i + doubled, word.len - i - doubled);
		if (!doubled) {
			text[i] = word.ptr[i + 1];
			text[i + 1] = word.ptr[i];
		}
		if (syllables_can_be_read((str){text, word.len - doubled}, 1))
			return true;
	}
	return false;
}

static bool is_eastern(const struct piece *piece)
{
	return (piece->word && piece->word->flags & WORD_EASTERN) || piece->flags & TOKEN_EASTERN;
}

/* Is it the only one in capitals? So lists mark family names. */
static bool is_marked(const struct parser *p, size_t at)
{
	for (size_t i = 0; i < p->count; i++)
		if (((p->piece[i].flags & TOKEN_ALL_UPPER) != 0) != (i == at))
			return false;
	return true;
}

/* Does the family name of three words stand last? It does not in Ban Ki-moon, though there is one that is spelt Moon.
 */
static bool is_family_last(const struct parser *p)
{
	if (!is_eastern(&p->piece[2]) || p->piece[2].flags & TOKEN_HYPHEN || parse_is_before_comma(p, 0) ||
	    is_marked(p, 0))
		return false;
	return p->piece[1].flags & TOKEN_HYPHEN || !is_eastern(&p->piece[0]) || is_marked(p, 2);
}

/* The family name that the word is but for a letter doubled or two exchanged: Kiim, Pka; NULL when it is none. */
static const struct knowledge_word *misspelt_family(str word)
{
	char text[SYLLABLE_MAX];

	if (word.len < 3 || word.len > SYLLABLE_MAX)
		return NULL;
	for (size_t i = 0; i + 1 < word.len; i++) {
		bool doubled = word.ptr[i] == word.ptr[i + 1];
		memcpy(text, word.ptr, word.len);
		if (doubled) {
			memcpy(text + i, word.ptr + i + 1, word.len - i - 1);
		} else {
			text[i] = word.ptr[i + 1];
			text[i + 1] = word.ptr[i];
		}
		const struct knowledge_word *w = knowledge_find((str){text, word.len - doubled});
		if (w && w->flags & WORD_EASTERN && (doubled || !syllables_can_be_read(word, 2)))
			return w;
	}
	return NULL;
}

enum { COMMON_FAMILY = 5 /* the level of Kim, Pak, Wu */ };

/* Is the word the family name of very many people but for a vowel: Kam, Pik? */
static bool is_family_but_for_vowel(str word)
{
	static const char vowels[] = "aeiou";
	char text[SYLLABLE_MAX];

	for (size_t i = 0; i < word.len && word.len <= SYLLABLE_MAX; i++) {
		memcpy(text, word.ptr, word.len);
		for (size_t k = 0; parse_is_vowel(word.ptr[i]) && k < sizeof vowels - 1; k++) {
			text[i] = vowels[k];
			const struct knowledge_word *w = knowledge_find((str){text, word.len});
			if (w && w->flags & WORD_EASTERN && w->family >= COMMON_FAMILY)
				return true;
		}
	}
	return false;
}

static bool is_unknown(const struct piece *piece)
{
	return !piece->word && piece->script == SCRIPT_LATIN;
}

/* Are the two words beside this one syllables, whole, broken or misspelt? */
static bool is_beside_syllables(const struct parser *p, size_t at)
{
	char text[SYLLABLE_MAX];

	for (size_t i = 0; i < p->count; i++) {
		str word = without_broken(p->piece[i].text, text);
		if (i != at && !is_syllable(word) && !is_syllable_misspelt(word))
			return false;
	}
	return true;
}

/* How common the family name is, 0 if it is one that is misspelt. */
static unsigned family_level(const struct piece *piece)
{
	return piece->word ? piece->word->family : 0;
}

/* Can another word than the first or last be the family name? The last or first one can, that in the middle if it is
 * very common; none if this one is marked. */
static bool has_other_family(const struct parser *p, size_t at)
{
	const struct piece *other = &p->piece[p->count - 1 - at], *middle = &p->piece[1];

	return !is_marked(p, at) &&
	       (is_eastern(other) || (is_eastern(middle) && family_level(middle) >= COMMON_FAMILY));
}

/* Are all words as short as syllables are, signs included that an encoding broke? Of most names they are not. */
static bool are_short(const struct parser *p)
{
	for (size_t i = 0; i < p->count; i++)
		if (p->piece[i].text.len > SYLLABLE_MAX + 2)
			return false;
	return true;
}

/* Song Chol JNAG, Kam Yong Su: beside two syllables, what is not known may be a family name misspelt. With another
 * vowel it is taken for one at the beginning or end, where no other can be it; which one it is, is not known. */
static void know_misspelt_family(struct parser *p)
{
	if (!are_short(p))
		return;
	for (size_t i = 0; i < p->count; i++) {
		const struct knowledge_word *w = is_unknown(&p->piece[i]) ? misspelt_family(p->piece[i].text) : NULL;
		if (!w || !is_beside_syllables(p, i))
			continue;
		p->piece[i].word = w;
		return;
	}
	for (size_t i = 0, last = p->count - 1; i <= last; i += last) {
		struct piece *piece = &p->piece[i];
		if (!is_unknown(piece) || p->piece[i ? i : 1].flags & TOKEN_HYPHEN || has_other_family(p, i) ||
		    !is_beside_syllables(p, i) || !is_family_but_for_vowel(piece->text))
			continue;
		piece->flags |= TOKEN_EASTERN;
		return;
	}
}

/* Aung, Naing, Kyaw, Zaw, Htay, Hlaing: of Myanmar, which has no family names. */
static bool is_of_myanmar(str s)
{
	return str_ends(s, STR("aung")) || str_ends(s, STR("aing")) || str_ends(s, STR("kyaw")) || str_is(s, "zaw") ||
	       str_starts(s, STR("ht")) || str_starts(s, STR("hl"));
}

/* Un Kim Jong: what a name ends with may have come to its beginning. It has if no other word can be the family name; it
 * may have if it alone is that of very many people: Nam Pak Bong. */
static bool is_last_in_front(struct parser *p)
{
	const struct piece *first = &p->piece[0], *middle = &p->piece[1], *last = &p->piece[2];

	if (!is_eastern(middle) || parse_is_before_comma(p, 0) || is_marked(p, 0) || is_marked(p, 2) ||
	    (middle->flags | last->flags) & TOKEN_HYPHEN || !is_syllable(first->text) || !is_syllable(last->text))
		return false;
	if (is_of_myanmar(first->text) || is_of_myanmar(last->text))
		return false; /* Zaw Lin Aung */
	if (!is_eastern(first) && !is_eastern(last))
		return true;
	const struct piece *family = is_family_last(p) || !is_eastern(first) ? last : first;
	p->otherwise = family_level(family) < COMMON_FAMILY && family_level(middle) >= COMMON_FAMILY;
	return p->otherwise && p->other;
}

/* Puts what the name ended with behind the rest of the given name, the family name last. */
static bool put_last_back(struct parser *p)
{
	if (!is_last_in_front(p))
		return false;
	struct piece first = p->piece[0], family = p->piece[1];
	p->piece[0] = p->piece[2];
	p->piece[1] = first;
	p->piece[2] = family;
	return true;
}

/* Kim Jong Un, Jong-un Kim: of three words the two syllables of the given name become one. */
static void join_two_syllables(struct parser *p)
{
	know_misspelt_family(p);
	bool last = put_last_back(p) || is_family_last(p);
	size_t given = last ? 0 : 1;
	if (!last && (!is_eastern(&p->piece[0]) || p->piece[1].flags & TOKEN_HYPHEN))
		return;
	char text[2][SYLLABLE_MAX];
	str first = without_broken(p->piece[given].text, text[0]),
	    second = without_broken(p->piece[given + 1].text, text[1]);
	bool one = is_syllable(first), other = is_syllable(second);
	if (!(one && other) && !(one && is_syllable_misspelt(second)) && !(other && is_syllable_misspelt(first)))
		return;
	parse_merge(p, given, 2, parse_keep(p, first, second));
	p->piece[last ? 1 : 0].flags |= TOKEN_EASTERN;
}

/* A given name from elsewhere, which is no syllable. */
static bool is_western(const struct piece *piece)
{
	return piece->word && piece->word->given && !is_eastern(piece) && !(piece->flags & TOKEN_HYPHEN) &&
	       !is_syllable(piece->text);
}

/* Raymond Tam Kwok-keung, Tam Kwok Keung Raymond, Tam Raymond Kwok Keung: the other three are a name of China. */
void parse_eastern(struct parser *p)
{
	size_t western = 0;

	if (p->count == 3)
		join_two_syllables(p);
	if (p->count != 4)
		return;
	while (western < 4 && (western == 2 || !is_western(&p->piece[western])))
		western++;
	if (western == 4)
		return;
	struct piece given = p->piece[western];
	parse_drop(p, western, 1);
	join_two_syllables(p);
	size_t at = western < p->count ? western : p->count;
	memmove(&p->piece[at + 1], &p->piece[at], (p->count - at) * sizeof given);
	p->piece[at] = given;
	p->count++;
}
