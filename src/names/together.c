/* Another way to read the name of an organisation or a vessel: it has a form in which is written as one what may be
 * syllables of one word, and apart what may be an article or a number written to one.
 *
 *     Chong Chon Gang    Chongchongang           China and Korea write syllables apart or not
 *     Alzarouni          Al Zarouni              so do Arabs their article
 *     Hengyuan86         Hengyuan 86
 *     NPO Splav imeni A.N. Ganicheva             NPO Splav: whom it is named after is often left out
 */
#include "names/parse.h"

enum {
	SYLLABLES_MIN = 3, /* of a word; two are joined where they are compared */
	SYLLABLES_MAX = 5,
	SYLLABLE_LETTERS = 6,
	ARTICLE = 2,         /* letters */
	BEHIND_ARTICLE = 4,  /* letters of a known name behind an article */
	BEHIND_UNKNOWN = 5,  /* of another word */
	BEFORE_NUMBER = 4,   /* letters of the word that a number is written to, at least */
	NUMBER_DIGITS = 4,   /* of that number, at most */
	SHORT_LETTERS = 2,   /* of a word that says so beside something else: im. */
	HONOURED_LETTERS = 4 /* of the name of whom an organisation is named after, at least */
};

/* ---- syllables -------------------------------------------------------------------------------------------- */

/* May it be a syllable, by its length and last letter? So few words of other languages stand three in a row. */
static inline bool may_be_syllable(const struct piece *piece)
{
	const uint32_t last = PARSE_LETTER('a') | PARSE_LETTER('e') | PARSE_LETTER('i') | PARSE_LETTER('o') |
	                      PARSE_LETTER('u') | PARSE_LETTER('y') | PARSE_LETTER('n') | PARSE_LETTER('g') |
	                      PARSE_LETTER('m') | PARSE_LETTER('k') | PARSE_LETTER('l') | PARSE_LETTER('p') |
	                      PARSE_LETTER('t') | PARSE_LETTER('h') | PARSE_LETTER('r');
	size_t len = piece->text.len;

	return len > 1 && len <= SYLLABLE_LETTERS && parse_is_one_of(piece->text.ptr[len - 1], last) &&
	       !(piece->word && (piece->word->org_part == PART_LEGAL || piece->word->org_part == PART_STOP));
}

static bool is_syllable(const struct piece *piece)
{
	return may_be_syllable(piece) && piece->script == SCRIPT_LATIN && piece->part == PART_PLAIN &&
	       !(piece->flags & (TOKEN_DIGITS | TOKEN_DOT)) &&
	       (syllables_can_be_read(piece->text, 1) || str_is(piece->text, "yuan"));
}

/* How many pieces at `at` may be syllables of one word; those of a place or a legal form are of that. */
static size_t count_syllables(const struct parser *p, size_t at)
{
	size_t count = 0;

	while (at + count < p->count && is_syllable(&p->piece[at + count]) && !parse_is_within_sequence(p, at + count))
		count++;
	return count;
}

static void join_syllables(struct parser *p, size_t at, size_t count)
{
	str text = p->piece[at].text;

	for (size_t i = 1; i < count; i++)
		text = parse_keep(p, text, p->piece[at + i].text);
	parse_merge(p, at, count, text);
	p->piece[at].flags |= TOKEN_SPACELESS;
}

static void see_to_syllables(struct parser *p)
{
	for (size_t i = 0, n; i + SYLLABLES_MIN <= p->count; i += n + 1) {
		n = 0;
		if (!may_be_syllable(&p->piece[i + SYLLABLES_MIN - 1])) { /* none in front can be the first of enough */
			n = SYLLABLES_MIN - 1;
			continue;
		}
		if (!may_be_syllable(&p->piece[i]) || !may_be_syllable(&p->piece[i + 1]))
			continue;
		n = count_syllables(p, i);
		if (n < SYLLABLES_MIN || n > SYLLABLES_MAX)
			continue;
		p->otherwise = true;
		if (p->other) {
			join_syllables(p, i, n);
			n = 0;
		}
	}
}

/* ---- articles and numbers ----------------------------------------------------------------------------------- */

/* Does it begin as a word of Arabic does, with a consonant and a vowel, and has no letter that none has? */
static bool is_like_arabic(str text)
{
	static const char *const digraphs[] = {"sh", "th", "dh", "kh", "gh"};
	size_t first = 1;

	for (size_t i = 0; i < sizeof digraphs / sizeof *digraphs; i++)
		if (str_starts(text, str_from(digraphs[i])))
			first = 2;
	for (size_t i = 0; i < text.len; i++)
		if (parse_is_one_of(text.ptr[i],
		                    PARSE_LETTER('c') | PARSE_LETTER('p') | PARSE_LETTER('v') | PARSE_LETTER('x')))
			return false;
	return text.len > first && !parse_is_vowel(text.ptr[0]) && parse_is_vowel(text.ptr[first]);
}

/* May it be Arabic, with so few letters? Noor, Saif; not Rosa: Alrosa. */
static bool is_arabic_short(str text)
{
	for (size_t i = 1; i + 1 < text.len; i++)
		if ((text.ptr[i] == 'o' || text.ptr[i] == 'e') && text.ptr[i + 1] != text.ptr[i] &&
		    text.ptr[i - 1] != text.ptr[i] && text.ptr[i + 1] != 'u')
			return false;
	return true;
}

/* Alnoor, Alzarouni, Elsewedy. */
static bool has_article(const struct piece *piece)
{
	str text = piece->text;

	if (text.len < ARTICLE + BEHIND_ARTICLE || text.ptr[1] != 'l' || (text.ptr[0] != 'a' && text.ptr[0] != 'e') ||
	    piece->script != SCRIPT_LATIN || piece->flags & (TOKEN_DIGITS | TOKEN_APOSTROPHE | TOKEN_HYPHEN))
		return false;
	str rest = str_slice(text, ARTICLE, text.len);
	if (!is_like_arabic(rest))
		return false;
	if (rest.len == BEHIND_ARTICLE && !is_arabic_short(rest))
		return false;
	const struct knowledge_word *w = knowledge_find(rest);
	return w ? w->org_part == PART_PLAIN && (w->given || w->family) : rest.len >= BEHIND_UNKNOWN;
}

/* Hengyuan86: letters of the word; 0 if no number is written to it. */
static size_t before_number(const struct piece *piece)
{
	str text = piece->text;
	size_t len = 0;

	while (len < text.len && text.ptr[len] >= 'a')
		len++;
	for (size_t i = len; i < text.len; i++)
		if (text.ptr[i] < '0' || text.ptr[i] > '9')
			return 0;
	return len >= BEFORE_NUMBER && len < text.len && text.len - len <= NUMBER_DIGITS ? len : 0;
}

/* Letters of what another word is written to; 0 if the piece is one word. */
static inline size_t find_written_to(const struct piece *piece)
{
	if (piece->word)
		return 0;
	if (piece->flags & TOKEN_DIGITS)
		return before_number(piece);
	return has_article(piece) ? ARTICLE : 0;
}

static void see_to_words(struct parser *p)
{
	for (size_t i = 0; i < p->count && p->count < PIECES_MAX; i++) {
		struct piece *piece = &p->piece[i];
		size_t cut = find_written_to(piece);
		if (!cut)
			continue;
		p->otherwise = true;
		if (!p->other)
			continue;
		parse_split(p, i, cut);
		piece->flags &= (uint16_t)~TOKEN_DIGITS;
	}
}

void parse_together(struct parser *p)
{
	see_to_words(p);
	see_to_syllables(p);
}

/* ---- whom it is named after ----------------------------------------------------------------------------------- */

/* Initials, with full stops or none, and what the person was. */
static bool is_beside_honoured(const struct piece *piece)
{
	return piece->text.len == 1 || (piece->text.len == 2 && piece->flags & TOKEN_ALL_UPPER) ||
	       knowledge_is_among(knowledge_honoured, piece->text);
}

/* Does it say that a person follows: imeni, im., named after? */
static bool says_honoured(const struct parser *p, size_t at)
{
	const struct piece *piece = &p->piece[at];

	if ((piece->text.ptr[0] != 'i' && piece->text.ptr[0] != 'n') ||
	    !knowledge_is_among(knowledge_named_after, piece->text))
		return false;
	return piece->text.len > SHORT_LETTERS || piece->flags & TOKEN_DOT || is_beside_honoured(piece + 1);
}

/* Does it say more than of what kind an organisation is and where, but for `n` pieces? */
static bool is_named_without(const struct parser *p, size_t at, size_t n)
{
	for (size_t i = 0; i < p->count; i++)
		if ((i < at || i >= at + n) &&
		    (p->piece[i].part == PART_ACRONYM ||
		     (p->piece[i].part == PART_PLAIN && class_kind(p->piece[i].class) != CLASS_PLACE)))
			return true;
	return false;
}

static void say_nothing(struct piece *piece)
{
	piece->part = PART_STOP;
	piece->class = 0;
}

void parse_honoured(struct parser *p)
{
	for (size_t i = 1; i + 1 < p->count; i++) {
		size_t n = 1;
		if (!says_honoured(p, i))
			continue;
		while (i + n < p->count && is_beside_honoured(&p->piece[i + n]))
			n++;
		if (i + n == p->count || p->piece[i + n].part != PART_PLAIN ||
		    p->piece[i + n].text.len < HONOURED_LETTERS)
			continue;
		if (is_named_without(p, i, n + 1)) {
			p->otherwise = true;
			if (p->other) {
				parse_drop(p, i, n + 1);
				return;
			}
		}
		for (size_t k = i; k < i + n; k++)
			say_nothing(&p->piece[k]);
		return;
	}
}
