/* Parts of an organisation's or a vessel's name: legal form, generic words, numbers, acronyms. */
#include "names/parse.h"

/* A legal form that is an ordinary word, too, counts behind the name or in front of it. */
static bool is_legal_place(const struct parser *p, size_t at, size_t n, const struct knowledge_word *w)
{
	if (!(w->flags & WORD_LOOSE))
		return p->count > n;
	return at > 0 && at + n == p->count;
}

static void set(struct piece *piece, const struct knowledge_word *w)
{
	piece->part = w->org_part;
	piece->class = w->org_class;
}

/* SiemensAG: a legal form in capitals written to a word in small letters. */
static void cut_legal(struct parser *p, size_t at)
{
	struct piece *piece = &p->piece[at];
	str word = str_slice(p->name, piece->start, piece->end);
	size_t cut = word.len;

	if (piece->word)
		return;
	while (cut > 0 && word.ptr[cut - 1] >= 'A' && word.ptr[cut - 1] <= 'Z')
		cut--;
	size_t tail = word.len - cut;
	if (tail < 2 || cut < 3 || word.len != piece->text.len || p->count == PIECES_MAX || word.ptr[cut - 1] < 'a' ||
	    word.ptr[cut - 1] > 'z')
		return;
	const struct knowledge_word *legal = knowledge_find(str_slice(piece->text, cut, word.len));
	if (!legal || legal->org_part != PART_LEGAL)
		return;
	memmove(piece + 1, piece, (p->count - at) * sizeof *piece);
	p->count++;
	piece[0].end = piece[1].start = piece->start + (uint32_t)cut;
	piece[0].text.len = cut;
	piece[0].word = knowledge_find(piece[0].text);
	piece[1].text = (str){piece[1].text.ptr + cut, tail};
	piece[1].word = legal;
	piece[1].flags |= TOKEN_ALL_UPPER;
}

/* Fund A: behind a name, a letter is one. */
static bool is_letter_behind(const struct parser *p, size_t at)
{
	return at > 0 && at + 1 == p->count && p->piece[at].text.len == 1;
}

static void find_words(struct parser *p)
{
	for (size_t i = 0; i < p->count; i++) {
		size_t n;
		if (p->piece[i].part == PART_TITLE)
			continue;
		const struct knowledge_word *w = parse_sequence(p, i, false, &n);
		if (w && (w->org_part != PART_LEGAL || is_legal_place(p, i, n, w))) {
			str text = p->piece[i].text;
			for (size_t j = 1; j < n; j++)
				text = parse_keep(p, text, p->piece[i + j].text);
			parse_merge(p, i, n, text);
			set(&p->piece[i], w);
			continue;
		}
		if (p->count > 1) {
			if (p->kind == NAME_ORGANIZATION)
				parse_place_adjective(p, i);
			parse_common_slip(p, i);
		}
		w = p->piece[i].word;
		if (p->piece[i].part != PART_PLAIN || !w)
			continue;
		if (w->org_part == PART_LEGAL && !is_legal_place(p, i, 1, w))
			continue;
		if (w->org_part == PART_STOP && is_letter_behind(p, i))
			continue;
		if (w->org_part != PART_PLAIN || w->org_class)
			set(&p->piece[i], w);
	}
}

static bool has_vowel(str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (strchr("aeiouy", s.ptr[i]))
			return true;
	return false;
}

/* Capitals in a name that is not all capitals; in one that is, the only plain word if nobody can say it. Single letters
 * and numbers do not tell. */
void parse_acronyms(struct parser *p)
{
	size_t plain = 0;
	bool all = true;

	for (size_t i = 0; i < p->count; i++) {
		const struct piece *piece = &p->piece[i];
		plain += piece->part == PART_PLAIN;
		all &= piece->flags & (TOKEN_ALL_UPPER | TOKEN_DIGITS) || piece->text.len == 1;
	}
	if (all && plain != 1)
		return;
	for (size_t i = 0; i < p->count; i++) {
		struct piece *piece = &p->piece[i];
		if (piece->part == PART_PLAIN && piece->class == 0 && piece->flags & TOKEN_ALL_UPPER &&
		    piece->text.len >= 2 && piece->text.len <= 6 &&
		    !(all && p->count > 1 && piece->text.len > 3 && has_vowel(piece->text)))
			piece->part = PART_ACRONYM;
	}
}

enum { PREFIX_HALF = 3 /* letters of either half of what stands in front of a ship's name, at most */ };

/* M/V, Ro-Ro. */
static bool are_prefix_halves(const struct piece *a, const struct piece *b)
{
	return (a->text.len == 1 && b->text.len == 1) ||
	       (b->flags & TOKEN_HYPHEN && a->text.len <= PREFIX_HALF && b->text.len <= PREFIX_HALF);
}

/* MV, M/V, MT in front of a ship's name say what ship it is, not which. */
bool parse_ship_prefix(struct parser *p)
{
	size_t n = p->count > 2 && are_prefix_halves(&p->piece[0], &p->piece[1]) ? 2 : 1;
	str text = n == 2 ? parse_keep(p, p->piece[0].text, p->piece[1].text) : p->piece[0].text;
	const struct knowledge_word *w = n == 2 ? knowledge_find(text) : p->count > 1 ? p->piece[0].word : NULL;

	if (!w || !(w->flags & WORD_SHIP))
		return false;
	parse_merge(p, 0, n, text);
	p->piece[0].part = PART_TITLE;
	return true;
}

enum { MARK_MAX = 2, REGISTER_MIN = 2, REGISTER_MAX = 5 /* letters and digits, one of which may be doubled */ };

static size_t undoubled_length(str s)
{
	size_t n = s.len > 0;

	for (size_t i = 1; i < s.len; i++)
		n += s.ptr[i] != s.ptr[i - 1];
	return n;
}

/* Is it of at most so many letters, or one more, a doubled one? */
static bool is_as_short(str s, size_t most)
{
	return s.len <= most || (s.len == most + 1 && undoubled_length(s) < s.len);
}

static bool is_of_code(const struct piece *piece)
{
	return piece->flags & (TOKEN_ALL_UPPER | TOKEN_DIGITS) || piece->text.len == 1;
}

/* EP-MNN, RA-76842: the registration of an aircraft, its mark of nationality and what tells it from others, is one
 * word. */
bool parse_registration(struct parser *p)
{
	const struct piece *mark = &p->piece[0], *rest = &p->piece[1];

	if (p->count != 2 || !(rest->flags & TOKEN_HYPHEN) || !is_of_code(mark) || !is_of_code(rest) ||
	    !is_as_short(mark->text, MARK_MAX) || rest->text.len < REGISTER_MIN ||
	    !is_as_short(rest->text, REGISTER_MAX) ||
	    (mark->word && mark->word->flags & WORD_ARTICLE && !(rest->flags & TOKEN_DIGITS)))
		return false;
	parse_merge(p, 0, 2, parse_keep(p, mark->text, rest->text));
	p->piece[0].part = PART_ACRONYM;
	return true;
}

enum { PARTED_HALF = 3, PARTED_WORD = 7 /* letters at least */ };

/* Air Lines, Ship Building, Petro Chemical: two words that are written as one where many organisations share it. */
static void join_parted(struct parser *p)
{
	char text[2 * TOKEN_MAX];

	for (size_t i = 0; i + 1 < p->count; i++) {
		str a = p->piece[i].text, b = p->piece[i + 1].text;
		if (str_is(a, "ha") && p->piece[i + 1].flags & TOKEN_HYPHEN) { /* Ha-Poalim: the Hebrew article */
			parse_merge(p, i, 2, parse_keep(p, a, b));
			continue;
		}
		if (a.len < PARTED_HALF || b.len < PARTED_HALF || a.len + b.len < PARTED_WORD)
			continue;
		str_put(text, a);
		str_put(text + a.len, b);
		const struct knowledge_word *w = knowledge_find((str){text, a.len + b.len});
		if (w && (w->org_part == PART_GENERIC || w->org_part == PART_LEGAL) && !(w->flags & WORD_LOOSE))
			parse_merge(p, i, 2, parse_keep(p, a, b));
		else if (!w)
			parse_parted_slip(p, i, (str){text, a.len + b.len});
	}
}

void parse_organization(struct parser *p)
{
	parse_together(p);
	parse_shared(p);
	join_parted(p);
	for (size_t i = 0; i < p->count; i++)
		cut_legal(p, i);
	parse_sequence_slips(p);
	parse_legal_slips(p);
	find_words(p);
	parse_only_slip(p);
	parse_honoured(p);
	parse_numbers(p);
}
