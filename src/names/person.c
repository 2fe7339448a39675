/* Parts of a person's name: titles, particles, suffixes, initials, patronymics; compounds that are written apart
 * (Abd al-Rahman, Nur al-Din, Jong-un) become one word. */
#include "names/arabic.h"
#include "names/parse.h"

static bool is_article(const struct piece *piece)
{
	return piece->word && piece->word->flags & WORD_ARTICLE;
}

static bool is_child_of(const struct piece *piece)
{
	return piece->word && piece->word->flags & WORD_CHILD_OF;
}

static bool is_simple(const struct piece *piece)
{
	return piece->word && piece->word->flags & WORD_SIMPLE;
}

/* KING, Martin Luther: one word in front of a comma is a family name. */
static bool is_before_comma(const struct parser *p, size_t at)
{
	if (p->comma == SIZE_MAX || at > 0 || p->count < 2 || p->piece[0].flags & TOKEN_DOT)
		return false;
	return str_find_char(str_slice(p->name, p->piece[0].end, p->piece[1].start), ',', 0) != SIZE_MAX;
}

/* ---- compounds ---------------------------------------------------------------------------------------- */

/* Abd la-Aziz, Abdul la Aziz. */
static bool is_article_exchanged(const struct parser *p, size_t at)
{
	return str_is(p->piece[at].text, "la");
}

/* Abd al-Laziz, عبد اللعزيز: an l too many, behind which a known name is. */
static str without_second_l(struct parser *p, str rest)
{
	str whole = parse_keep(p, STR("abdul"), rest);

	if (rest.len < 4 || rest.ptr[0] != 'l' || whole.len == 0 || knowledge_find(whole))
		return rest;
	str shorter = str_slice(rest, 1, rest.len);
	return knowledge_find(parse_keep(p, STR("abdul"), shorter)) ? shorter : rest;
}

/* Abd (al) X at `at`. */
static void join_servant(struct parser *p, size_t at)
{
	size_t next = at + 1;

	if (next + 1 < p->count && (is_article(&p->piece[next]) || is_article_exchanged(p, next)))
		next++;
	if (next >= p->count || is_child_of(&p->piece[next]) || p->piece[next].text.len < 3)
		return;
	str rest = arabic_is_god(p->piece[next].text) ? STR("lah") : without_second_l(p, p->piece[next].text);
	parse_merge(p, at, next - at + 1, parse_keep(p, STR("abdul"), rest));
}

/* Ubd al-Rahman, bAd al-Basir: in front of an article, a slip in three letters is one. */
static bool is_servant(const struct parser *p, size_t at)
{
	str text = p->piece[at].text;
	bool slip = text.len == 3 && (str_is(text, "bad") || str_is(text, "adb") || str_ends(text, STR("bd")));

	return arabic_is_servant(text) || (slip && at + 1 < p->count && is_article(&p->piece[at + 1]));
}

/* Karim, Abdul; Khalil Abdul; Aziz Salim Abd al: the servant that a name ends with belongs to the word that it begins
 * with. */
static void join_last_servant(struct parser *p)
{
	if (p->count > 2 && is_article(&p->piece[p->count - 1]) && arabic_is_servant(p->piece[p->count - 2].text))
		p->count--;
	size_t last = p->count - 1, first = p->count > 2 && is_article(&p->piece[0]) ? 1 : 0;
	str text = p->count ? p->piece[first].text : STR("");

	if (p->count < 2 || first == last || !arabic_is_servant(p->piece[last].text) || text.len < 3 ||
	    arabic_is_servant(text))
		return;
	text = parse_keep(p, STR("abdul"), arabic_is_god(text) ? STR("lah") : text);
	if (first)
		parse_merge(p, 0, 2, text);
	else
		parse_merge(p, 0, 1, text);
	p->count--;
}

/* X (al) din, X allah, the X at `at`. */
static void join_ending(struct parser *p, size_t at)
{
	str next = at + 1 < p->count ? p->piece[at + 1].text : STR("");
	str stem = p->piece[at].text;

	if (stem.len < 2 || is_article(&p->piece[at]) || is_child_of(&p->piece[at]))
		return;
	if (arabic_is_article_and_faith(next))
		parse_merge(p, at, 2, parse_keep(p, stem, STR("uddin")));
	else if (arabic_is_god(next) && next.len > 3)
		parse_merge(p, at, 2, parse_keep(p, stem, STR("ullah")));
	else if (at + 2 < p->count && is_article(&p->piece[at + 1]) && arabic_is_faith(p->piece[at + 2].text))
		parse_merge(p, at, 3, parse_keep(p, stem, STR("uddin")));
}

static void drop(struct parser *p, size_t at, size_t n)
{
	memmove(&p->piece[at], &p->piece[at + n], (p->count - at - n) * sizeof *p->piece);
	p->count -= n;
}

/* How many words in front are the ending of a compound, which is cut to "uddin" or "ullah": Uddin Ahmed, Ullah Khair,
 * al-Din Shams; DIN, Mustafa Badr al. 0 if the name begins with none; Eldin is a name of its own. */
static size_t ending_in_front(const struct parser *p, str *ending)
{
	str first = p->piece[0].text;
	bool article = p->count > 2 && is_article(&p->piece[p->count - 1]);

	*ending = STR("uddin");
	if (p->count < 2 || p->piece[0].flags & TOKEN_DOT)
		return 0;
	if ((arabic_is_article_and_faith(first) && first.ptr[1] == 'd') || (article && arabic_is_faith(first)))
		return 1;
	if (p->count > 2 && is_article(&p->piece[0]) && arabic_is_faith(p->piece[1].text))
		return 2;
	*ending = STR("ullah");
	return str_is(first, "ullah") || str_is(first, "ollah") ? 1 : 0;
}

/* … and belongs to the word that the name ends with. */
static void join_ending_in_front(struct parser *p)
{
	str ending;
	size_t n = ending_in_front(p, &ending);

	size_t count = n ? p->count - is_article(&p->piece[p->count - 1]) : 0;
	if (count <= n)
		return;
	struct piece *last = &p->piece[count - 1];
	if (last->text.len < 2 || is_child_of(last))
		return;
	p->count = count;
	if (count == n + 1)
		last->start = p->piece[0].start; /* nothing stands between them */
	parse_merge(p, p->count - 1, 1, parse_keep(p, last->text, ending));
	drop(p, 0, n);
}

static void spell_compound(struct parser *p, struct piece *piece)
{
	char text[TOKEN_MAX];
	size_t n = arabic_compound(piece->text, text, sizeof text);

	if (n) {
		str kept = parse_keep(p, (str){text, n}, STR(""));
		piece->text = kept.len ? kept : piece->text;
		piece->word = knowledge_find(piece->text);
	}
}

enum { BEHIND_ARTICLE = 5 /* letters of a name that its article is written to, at least */ };

/* Elbashir, Almasri: a known name that the article may be written to, in a word that is not known itself. Alqahatni,
 * misspelt, is not known without it, so that the word as it is has to stand, too. */
static void cut_articles(struct parser *p)
{
	for (size_t i = 0; i < p->count; i++) {
		struct piece *piece = &p->piece[i];
		str text = piece->text;
		if (piece->word || text.len < BEHIND_ARTICLE + 2 || text.ptr[1] != 'l' ||
		    (text.ptr[0] != 'a' && text.ptr[0] != 'e') || p->count == PIECES_MAX)
			continue;
		const struct knowledge_word *w = knowledge_find(str_slice(text, 2, text.len));
		if (!w || (w->given == 0 && w->family == 0))
			continue;
		p->otherwise = true;
		if (!p->other)
			continue;
		memmove(piece + 1, piece, (p->count - i) * sizeof *piece);
		p->count++;
		if (piece->end - piece->start == text.len)
			piece[0].end = piece[1].start = piece->start + 2;
		piece[0].text.len = 2;
		piece[0].word = knowledge_find(piece[0].text);
		piece[1].text = str_slice(text, 2, text.len);
		piece[1].word = w;
	}
}

enum { BEHIND_PARTICLES = 4 /* letters of a name that its particles are written to, at least */ };

/* Vandenbroecke, Vandermeer: particles of the Low Countries written to a name. How many letters they have. */
static size_t low_particles(str text)
{
	size_t len = str_starts(text, STR("vanden")) || str_starts(text, STR("vander")) ? 6 : 0;

	return len && text.len >= len + BEHIND_PARTICLES ? len : 0;
}

static struct piece part_of(const struct piece *whole, size_t from, size_t to)
{
	struct piece part = *whole;
	bool plain = whole->end - whole->start == whole->text.len;

	part.text = str_slice(whole->text, from, to);
	part.word = knowledge_find(part.text);
	if (plain) {
		part.start = whole->start + (uint32_t)from;
		part.end = whole->start + (uint32_t)to;
	}
	return part;
}

static void cut_particles(struct parser *p)
{
	for (size_t i = 0; i < p->count; i++) {
		struct piece whole = p->piece[i];
		size_t len = low_particles(whole.text);
		if (!len || (whole.word && whole.word->given) || p->count + 2 > PIECES_MAX)
			continue;
		memmove(&p->piece[i + 3], &p->piece[i + 1], (p->count - i - 1) * sizeof whole);
		p->count += 2;
		p->piece[i] = part_of(&whole, 0, 3);
		p->piece[i + 1] = part_of(&whole, 3, len);
		p->piece[i + 2] = part_of(&whole, len, whole.text.len);
	}
}

/* What is shortened so; empty when nothing is. */
static str name_shortened(str text, char sign)
{
	for (uint32_t i = 0; i < knowledge_short_count; i++) {
		const struct knowledge_short *s = &knowledge_shorts[i];
		if (s->sign == sign && str_equal(knowledge_text(s->text), text))
			return knowledge_text(s->name);
	}
	return STR("");
}

enum { BEHIND_SLASH = 3 /* letters; a wife is w/o */ };

/* Ma. Guadalupe, G/Medhin; a full stop may end a name. */
static void write_out(struct parser *p)
{
	for (size_t i = 0; i + 1 < p->count; i++) {
		struct piece *one = &p->piece[i], *next = one + 1;
		bool slash = one->text.len == 1 && next->start == one->end + 1 && p->name.ptr[one->end] == '/' &&
		             next->text.len >= BEHIND_SLASH;
		if (!slash && !(one->flags & TOKEN_DOT && one->text.len > 1))
			continue;
		str name = name_shortened(one->text, slash ? '/' : '.');
		if (name.len)
			parse_merge(p, i, slash ? 2 : 1, parse_keep(p, name, slash ? next->text : STR("")));
	}
}

static void join_compounds(struct parser *p)
{
	write_out(p);
	join_last_servant(p);
	join_ending_in_front(p);
	cut_articles(p);
	cut_particles(p);
	for (size_t i = 0; i < p->count; i++) {
		if (is_simple(&p->piece[i]) && (i + 1 == p->count || is_simple(&p->piece[i + 1])))
			continue;
		if (is_servant(p, i))
			join_servant(p, i);
		else
			join_ending(p, i);
		spell_compound(p, &p->piece[i]);
	}
}

/* ---- names of China and Korea --------------------------------------------------------------------------- */

static bool is_one_of(char c, uint32_t letters)
{
	return c >= 'a' && c <= 'z' && letters >> (c - 'a') & 1;
}

#define LETTER(c) (1u << ((c) - 'a'))

static bool is_vowel(char c)
{
	return is_one_of(c, LETTER('a') | LETTER('e') | LETTER('i') | LETTER('o') | LETTER('u') | LETTER('y'));
}

/* That a syllable may end in. */
static bool is_coda(char c)
{
	return is_one_of(c, LETTER('n') | LETTER('k') | LETTER('l') | LETTER('m') | LETTER('p') | LETTER('t') |
	                        LETTER('h') | LETTER('g') | LETTER('r'));
}

enum { SYLLABLE_MAX = 6 };

/* Consonants, vowels, and an ending that Chinese or Korean syllables have. */
static bool is_syllable(str s)
{
	size_t onset = 0, end = s.len;

	if (s.len < 2 || s.len > SYLLABLE_MAX)
		return false;
	while (onset < s.len && !is_vowel(s.ptr[onset]))
		onset++;
	if (end > onset && is_coda(s.ptr[end - 1]))
		end -= s.ptr[end - 1] == 'g' && end >= 2 && s.ptr[end - 2] == 'n' ? 2 : 1;
	if (onset > 3 || end <= onset || end - onset > 4)
		return false;
	for (size_t i = onset; i < end; i++)
		if (!is_vowel(s.ptr[i]) && s.ptr[i] != 'w')
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
	       (word.ptr[0] == 'y' && !is_vowel(word.ptr[1]));
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
	if (!is_eastern(&p->piece[2]) || p->piece[2].flags & TOKEN_HYPHEN || is_before_comma(p, 0) || is_marked(p, 0))
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
		for (size_t k = 0; is_vowel(word.ptr[i]) && k < sizeof vowels - 1; k++) {
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

/* Un Kim Jong: what a name ends with may have come to its beginning. It has if no other word can be the family name; it
 * may have if it alone is that of very many people: Nam Pak Bong. */
static bool is_last_in_front(struct parser *p)
{
	const struct piece *first = &p->piece[0], *middle = &p->piece[1], *last = &p->piece[2];

	if (!is_eastern(middle) || is_before_comma(p, 0) || is_marked(p, 0) || is_marked(p, 2) ||
	    (middle->flags | last->flags) & TOKEN_HYPHEN || !is_syllable(first->text) || !is_syllable(last->text))
		return false;
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
static void join_syllables(struct parser *p)
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
	drop(p, western, 1);
	join_two_syllables(p);
	size_t at = western < p->count ? western : p->count;
	memmove(&p->piece[at + 1], &p->piece[at], (p->count - at) * sizeof given);
	p->piece[at] = given;
	p->count++;
}

/* ---- parts ---------------------------------------------------------------------------------------------- */

enum { SYLLABLE_SHORT = 3 };

bool parse_hyphened_syllable(const struct parser *p, size_t at)
{
	return p->piece[at].text.len <= SYLLABLE_SHORT && at + 1 < p->count && p->piece[at + 1].flags & TOKEN_HYPHEN;
}

/* A word that is a name, too, is a title in front of the name only. */
static bool is_title_place(const struct parser *p, size_t at)
{
	const struct knowledge_word *w = p->piece[at].word;

	if (is_before_comma(p, at) || parse_hyphened_syllable(p, at))
		return false;
	if (!w || (w->given == 0 && w->family == 0))
		return true;
	for (size_t i = 0; i < at; i++)
		if (p->piece[i].part != PART_TITLE)
			return false;
	return p->piece[at].flags & TOKEN_DOT || p->count > at + 2;
}

/* Sr. is a title in front of a name, and tells the generation behind it. */
static bool is_generation(const struct parser *p, size_t at)
{
	const struct knowledge_word *w = p->piece[at].word;

	return at > 1 && at + 1 == p->count && w->name_class && w->given == 0 && w->family == 0;
}

static void find_titles(struct parser *p)
{
	for (size_t i = 0; i < p->count; i++) {
		size_t n = 1;
		const struct knowledge_word *w = parse_sequence(p, i, true, &n);
		if (w) {
			str text = p->piece[i].text;
			for (size_t j = 1; j < n; j++)
				text = parse_keep(p, text, p->piece[i + j].text);
			parse_merge(p, i, n, text);
			p->piece[i].part = w->person_part;
			continue;
		}
		w = p->piece[i].word;
		if (w && w->person_part == PART_TITLE && is_title_place(p, i))
			p->piece[i].part = is_generation(p, i) ? PART_SUFFIX : PART_TITLE;
	}
}

/* Chan-o-cha: a vowel between hyphens is a syllable, no initial. */
static void join_hyphened_vowels(struct parser *p)
{
	for (size_t i = 1; i + 1 < p->count && p->marks & TOKEN_HYPHEN; i++) {
		const struct piece *piece = &p->piece[i];
		if (piece->text.len != 1 || !(piece->flags & p->piece[i + 1].flags & TOKEN_HYPHEN) ||
		    !is_vowel(piece->text.ptr[0]))
			continue;
		str front = parse_keep(p, p->piece[i - 1].text, piece->text);
		parse_merge(p, i - 1, 3, parse_keep(p, front, p->piece[i + 1].text));
	}
}

/* Ю., மு.: one letter of another script, perhaps with a sign, spelt with several. */
static void shorten_initial(const struct parser *p, struct piece *piece)
{
	bool signs = piece->script >= SCRIPT_DEVANAGARI && piece->script <= SCRIPT_INDIC;

	if (piece->flags & TOKEN_DOT && piece->script != SCRIPT_LATIN && piece->script != SCRIPT_HAN &&
	    utf8_length(str_slice(p->name, piece->start, piece->end)) <= (signs ? 2 : 1))
		piece->text.len = 1;
}

/* Lê, Mạc: a name begins with no particle that has accents. */
static bool is_accented(const struct parser *p, const struct piece *piece)
{
	bool accented = false;

	for (size_t i = piece->start; i < piece->end; i++)
		accented |= (unsigned char)p->name.ptr[i] >= 0x80;
	return accented && piece->script == SCRIPT_LATIN;
}

static uint8_t small_part(const struct parser *p, size_t at)
{
	const struct piece *piece = &p->piece[at];
	const struct knowledge_word *w = piece->word;
	bool name = w && (w->given || w->family || (at == 0 && piece->text.len > 1 && is_accented(p, piece)));

	bool particle = w && w->person_part == PART_PARTICLE && at > 0 && !(piece->flags & TOKEN_DOT);
	if (piece->text.len == 1 && piece->script != SCRIPT_HAN && !particle)
		return PART_INITIAL;
	if (w && w->person_part == PART_PARTICLE && !(name && (at == 0 || at + 1 == p->count)))
		return PART_PARTICLE;
	if (w && w->person_part == PART_SUFFIX && at > 0 && !name)
		return PART_SUFFIX;
	return PART_PLAIN;
}

/* Ivanović is a family name, Ivanovich between or behind two others the father's. */
static void find_patronymics(struct parser *p)
{
	size_t plain = 0;

	for (size_t i = 0; i < p->count; i++)
		plain += p->piece[i].part == PART_PLAIN || p->piece[i].part == PART_INITIAL;
	if (plain < 3)
		return;
	for (size_t i = 1; i < p->count; i++) {
		struct piece *piece = &p->piece[i];
		if (piece->part == PART_PLAIN && knowledge_is_patronymic(piece->text)) {
			piece->part = PART_PATRONYMIC;
			return;
		}
	}
}

/* JC Juncker: consonants in capitals beside a name that is not, are initials. */
static bool is_initials(const struct parser *p, size_t at)
{
	const struct piece *piece = &p->piece[at];
	bool other = false;

	if (!(piece->flags & TOKEN_ALL_UPPER) || piece->text.len > 3 || piece->text.len < 2 || parse_is_word(piece))
		return false;
	for (size_t i = 0; i < piece->text.len; i++)
		if (is_vowel(piece->text.ptr[i]))
			return false;
	for (size_t i = 0; i < p->count; i++)
		other |= !(p->piece[i].flags & TOKEN_ALL_UPPER) && p->piece[i].text.len > 2;
	return other;
}

static void split_initials(struct parser *p, size_t at)
{
	struct piece whole = p->piece[at];
	size_t n = whole.text.len;

	if (p->count + n - 1 > PIECES_MAX)
		return;
	memmove(&p->piece[at + n], &p->piece[at + 1], (p->count - at - 1) * sizeof whole);
	p->count += n - 1;
	for (size_t i = 0; i < n; i++) {
		p->piece[at + i] = whole;
		p->piece[at + i].text = (str){whole.text.ptr + i, 1};
		p->piece[at + i].part = PART_INITIAL;
		p->piece[at + i].flags &= (uint16_t)~TOKEN_ALL_UPPER;
	}
}

static void mark_parents(struct parser *p)
{
	bool child = false;

	for (size_t i = 0; i < p->count; i++) {
		if (p->piece[i].part == PART_PARTICLE) {
			child = is_child_of(&p->piece[i]) || (child && is_article(&p->piece[i]));
			continue;
		}
		if (child)
			p->piece[i].flags |= TOKEN_CHILD_OF;
		child = false;
	}
}

/* RASCON RAMIREZ, Jose: what stands before the comma, if names follow. */
static void mark_surnames(struct parser *p)
{
	size_t behind = 0;

	if (p->comma == SIZE_MAX)
		return;
	for (size_t i = 0; i < p->count; i++)
		behind += p->piece[i].start > p->comma &&
		          (p->piece[i].part == PART_PLAIN || p->piece[i].part == PART_INITIAL);
	for (size_t i = 0; i < p->count && behind; i++)
		if (p->piece[i].part == PART_PLAIN && p->piece[i].start < p->comma)
			p->piece[i].flags |= TOKEN_SURNAME;
}

static void know(struct piece *piece)
{
	const struct knowledge_word *w = piece->word;
	unsigned level = 0;

	if (w && (piece->part == PART_PATRONYMIC || piece->part == PART_SUFFIX))
		piece->class = w->name_class; /* Uladzimiravich, Vladimirovich; Jr., Junior */
	if (!w || piece->part != PART_PLAIN)
		return;
	level = w->given > w->family ? w->given : w->family;
	piece->class = piece->flags & TOKEN_EASTERN && w->eastern ? w->eastern : w->name_class;
	piece->flags |= (uint16_t)(level << TOKEN_LEVEL_SHIFT);
	piece->flags |= w->flags & WORD_EASTERN ? TOKEN_EASTERN : 0;
	piece->flags |= (uint16_t)((w->given ? TOKEN_GIVEN : 0) | (w->family ? TOKEN_FAMILY : 0));
}

/* Is it made of simple words, as most names are, with no hyphens and full stops? They are all plain then. */
static bool are_simple(const struct parser *p)
{
	if (p->marks & (TOKEN_HYPHEN | TOKEN_DOT))
		return false;
	for (size_t i = 0; i < p->count; i++)
		if (!is_simple(&p->piece[i]))
			return false;
	return true;
}

static void find_parts(struct parser *p)
{
	parse_person_slips(p);
	find_titles(p);
	join_compounds(p);
	join_hyphened_vowels(p);
	join_syllables(p);
	for (size_t i = 0; i < p->count; i++) {
		if (p->piece[i].part != PART_PLAIN || (is_simple(&p->piece[i]) && !(p->piece[i].flags & TOKEN_DOT)))
			continue;
		shorten_initial(p, &p->piece[i]);
		p->piece[i].part = small_part(p, i);
		if (p->piece[i].part == PART_PLAIN && is_initials(p, i))
			split_initials(p, i);
	}
	find_patronymics(p);
	mark_parents(p);
}

/* ---- what people are called as well ----------------------------------------------------------------------- */

static bool is_quote(uint32_t c)
{
	return c == '"' || c == 0xAB || c == 0xBB || (c >= 0x201C && c <= 0x201E);
}

/* The first quote of the name from a byte on; SIZE_MAX when there is none. Few bytes begin one, and most names have
 * none of them. */
static size_t find_quote(str name, size_t from)
{
	if (!memchr(name.ptr, '"', name.len) && !memchr(name.ptr, 0xC2, name.len) && !memchr(name.ptr, 0xE2, name.len))
		return SIZE_MAX;
	for (size_t at = from; at < name.len; at++) {
		str rest = str_slice(name, at, name.len);
		if (is_quote(utf8_next(&rest)))
			return at;
	}
	return SIZE_MAX;
}

/* Joaquín "El Chapo" Guzmán: what stands in quotes beside two other words may be left out. */
static void leave_quoted_out(struct parser *p)
{
	size_t open = find_quote(p->name, 0), close = open == SIZE_MAX ? open : find_quote(p->name, open + 1);
	size_t first = p->count, quoted = 0;

	for (size_t i = 0; i < p->count && close != SIZE_MAX; i++)
		if (p->piece[i].start > open && p->piece[i].end <= close && quoted++ == 0)
			first = i;
	if (quoted == 0 || p->count < quoted + 2)
		return;
	p->otherwise = true;
	if (p->other)
		drop(p, first, quoted);
}

void parse_person(struct parser *p)
{
	leave_quoted_out(p);
	if (!are_simple(p))
		find_parts(p);
	mark_surnames(p);
	for (size_t i = 0; i < p->count; i++)
		know(&p->piece[i]);
}
