/* Parts of a person's name: titles, particles, suffixes, initials, patronymics; what stands in quotes. Compounds:
 * compounds.c; syllables: eastern.c. */
#include "names/parse.h"

/* KING, Martin Luther: one word in front of a comma is a family name. */
bool parse_is_before_comma(const struct parser *p, size_t at)
{
	if (p->comma == SIZE_MAX || at > 0 || p->count < 2 || p->piece[0].flags & TOKEN_DOT)
		return false;
	return str_find_char(str_slice(p->name, p->piece[0].end, p->piece[1].start), ',', 0) != SIZE_MAX;
}

void parse_drop(struct parser *p, size_t at, size_t n)
{
	memmove(&p->piece[at], &p->piece[at + n], (p->count - at - n) * sizeof *p->piece);
	p->count -= n;
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

	if (parse_is_before_comma(p, at) || parse_hyphened_syllable(p, at))
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
		    !parse_is_vowel(piece->text.ptr[0]))
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

/* C.J.M.: one word with full stops between its letters. */
static bool is_dotted(const struct parser *p, const struct piece *piece)
{
	size_t len = piece->text.len;

	return len >= 2 && len <= 4 && piece->end - piece->start == 2 * len - 1 && p->name.ptr[piece->start + 1] == '.';
}

/* JC Juncker: consonants in capitals beside a name that is not, are initials. */
static bool is_initials(const struct parser *p, size_t at)
{
	const struct piece *piece = &p->piece[at];
	bool other = false;

	if (is_dotted(p, piece))
		return true;
	if (!(piece->flags & TOKEN_ALL_UPPER) || piece->text.len > 3 || piece->text.len < 2 || parse_is_word(piece))
		return false;
	for (size_t i = 0; i < piece->text.len; i++)
		if (parse_is_vowel(piece->text.ptr[i]))
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
			child = piece_is_child_of(&p->piece[i]) || (child && piece_is_article(&p->piece[i]));
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
		if (!piece_is_simple(&p->piece[i]))
			return false;
	return true;
}

static void find_parts(struct parser *p)
{
	parse_person_slips(p);
	find_titles(p);
	parse_compounds(p);
	parse_otherwise(p);
	join_hyphened_vowels(p);
	parse_eastern(p);
	for (size_t i = 0; i < p->count; i++) {
		if (p->piece[i].part != PART_PLAIN ||
		    (piece_is_simple(&p->piece[i]) && !(p->piece[i].flags & TOKEN_DOT)))
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
		parse_drop(p, first, quoted);
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
