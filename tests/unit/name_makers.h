/* Random names for the properties of src/names: words of every part in many scripts, invented words, and the edits
 * that typists make. The same seed gives the same names. */
#ifndef TESTS_NAME_MAKERS_H
#define TESTS_NAME_MAKERS_H

#include "unit.h"

#include <stdio.h>

enum { MADE_MAX = 400 };

struct maker {
	uint64_t state;
	char text[MADE_MAX];
	size_t len;
};

static inline uint32_t below(struct maker *m, uint32_t bound)
{
	m->state ^= m->state << 13;
	m->state ^= m->state >> 7;
	m->state ^= m->state << 17;
	return (uint32_t)((m->state >> 20) % bound);
}

static inline str made(const struct maker *m)
{
	return (str){m->text, m->len};
}

static inline void put(struct maker *m, const char *word)
{
	size_t len = strlen(word);

	if (m->len + len + 1 >= MADE_MAX)
		return;
	if (m->len)
		m->text[m->len++] = below(m, 12) == 0 ? '-' : ' ';
	memcpy(m->text + m->len, word, len);
	m->len += len;
}

/* A word of 2 to 4 syllables that no table knows. */
static inline void invent(struct maker *m, char out[24])
{
	static const char *const onsets[] = {"b", "br", "d", "f", "g", "gh", "h", "j", "k", "kh", "l", "m",
	                                     "n", "p",  "q", "r", "s", "sh", "t", "v", "w", "x",  "z", "zh"};
	static const char *const vowels[] = {"a", "e", "i", "o", "u", "ou", "ee", "y"};
	size_t len = 0;

	for (uint32_t n = 2 + below(m, 3); n > 0; n--)
		len += (size_t)snprintf(out + len, 24 - len, "%s%s", onsets[below(m, 24)], vowels[below(m, 8)]);
}

static inline void put_word(struct maker *m)
{
	static const char *const known[] = {
	    "Mohammed", "Muhammad", "Ali",      "Abd",          "al",       "bin",     "Rahman", "Nur",    "din",
	    "Allah",    "Vladimir", "Robert",   "Bob",          "Ivanovna", "Kim",     "Jong",   "Un",     "Li",
	    "Wei",      "van",      "der",      "Dr.",          "Sheikh",   "King",    "Jr.",    "III",    "V.",
	    "J.",       "Maria",    "Mario",    "Bank",         "Trading",  "Company", "Ltd",    "GmbH",   "AG",
	    "of",       "the",      "Iran",     "China",        "MEK",      "2nd",     "Second", "42",     "Corps",
	    "OOO",      "Путин",    "Владимир", "Банк",         "محمد",     "القذافي", "بن",     "金正恩", "中国银行",
	    "김정은",   "안",       "有限公司", "Παπαδόπουλος", "אריאל",    "नरेन्द्र",   "ทักษิณ",   "Müller", "Mueller",
	    "O'Brien",  "A.B.C.",   "M?ller",   "Jean",         "Claude",   "u",       "x",
	};
	char word[24];

	if (below(m, 3)) {
		put(m, known[below(m, sizeof known / sizeof *known)]);
		return;
	}
	invent(m, word);
	put(m, word);
}

static inline void make_name(struct maker *m)
{
	m->len = 0;
	for (uint32_t n = 1 + below(m, below(m, 20) ? 5 : 40); n > 0; n--)
		put_word(m);
}

/* Changes a byte, drops one, doubles one or exchanges two, anywhere: the result need not be UTF-8. */
static inline void edit_name(struct maker *m)
{
	if (m->len < 2 || m->len + 1 >= MADE_MAX)
		return;
	size_t at = below(m, (uint32_t)m->len - 1);
	char c = m->text[at];
	switch (below(m, 4)) {
	case 0:
		m->text[at] = (char)('a' + below(m, 26));
		break;
	case 1:
		memmove(m->text + at, m->text + at + 1, --m->len - at);
		break;
	case 2:
		memmove(m->text + at + 1, m->text + at, m->len++ - at);
		break;
	default:
		m->text[at] = m->text[at + 1];
		m->text[at + 1] = c;
		break;
	}
}

#endif
