/* Legal forms, generic words and small words with a slip of the pen: Comapny, Limited Liabbility Compnay, Exchagne,
 * teh. They say little, a word that is taken for another name says much, so they are put right before anything is made
 * of them.
 *
 * Slips are two neighbours exchanged, a letter doubled, a doubled one single, a vowel for another. The words of forms
 * and phrases of several (Moneey Exchange) are put right where the phrase is there then, whatever their length. Of
 * single words, legal forms that a name begins or ends with are, and longer ones anywhere. A vowel makes Marina of
 * Marine, and so counts in the longest only; in a form of less than five letters only doubling does. */
#include "names/parse.h"
#include "names/variants.h"

#include <assert.h>

enum {
	WORD_MIN = 3,         /* letters of a word of a phrase, at its ends */
	SMALL_LETTERS = 2,    /* of a small one within */
	ALONE_MIN = 5,        /* of a legal form at the beginning or end */
	COMMON_MIN = 6,       /* of a legal form or generic word anywhere */
	COMMON_VOWEL_MIN = 7, /* of these with a vowel for another */
	STOP_LETTERS = 3,
	PARTED_MAX = 12,     /* of a word written apart with a slip, at most */
	TWICE_MIN = 7,       /* of a word of a phrase with two slips */
	COMMON_TWICE_MIN = 8 /* of a legal form or generic word with two, one of which doubled a letter */
};

static void put_right(struct parser *p, size_t at, const struct knowledge_word *w)
{
	p->piece[at].text = knowledge_text(w->text);
	p->piece[at].word = w;
	p->piece[at].seen = false;
}

/* The kinds of slips that can have made the piece of a word of the set. */
static unsigned possible_slips(struct piece *piece, enum knowledge_set set)
{
	if (!piece->seen)
		piece->sets = (uint8_t)knowledge_sets_near(piece->text);
	piece->seen = true;
	return slips_possible(piece->sets, set);
}

/* Puts the piece right if slips of these kinds make a word of it that is wanted. */
static bool undo_slip(struct parser *p, size_t at, unsigned kinds, bool (*wanted)(const struct knowledge_word *w))
{
	struct variants v;
	str variant;

	if (kinds == 0 || p->piece[at].text.len >= VARIANT_MAX)
		return false;
	variants_begin(&v, p->piece[at].text, kinds);
	while (variants_next(&v, &variant)) {
		const struct knowledge_word *w = knowledge_find(variant);
		if (!w || !wanted(w))
			continue;
		put_right(p, at, w);
		return true;
	}
	return false;
}

/* ---- forms and phrases of several words -------------------------------------------------------------------- */

static bool is_of_sequence(const struct knowledge_word *w)
{
	return w->flags & (WORD_STARTS | WORD_WITHIN);
}

/* Marks the pieces that forms and phrases of several words are made of; bit i: piece i. */
static uint64_t find_sequences(const struct parser *p)
{
	uint64_t covered = 0;

	for (size_t i = 0, n; i < p->count; i++)
		if (parse_sequence(p, i, false, &n))
			covered |= ((UINT64_C(1) << n) - 1) << i;
	return covered;
}

bool parse_is_within_sequence(const struct parser *p, size_t at)
{
	for (size_t i = at < SEQUENCE_MAX ? 0 : at - SEQUENCE_MAX + 1, n; i <= at; i++)
		if (parse_sequence(p, i, false, &n) && i + n > at)
			return true;
	return false;
}

/* Puts the piece right as that word; as it was if it is of no sequence then. */
static bool is_right(struct parser *p, size_t at, const struct knowledge_word *w)
{
	struct piece was = p->piece[at];

	put_right(p, at, w);
	if (parse_is_within_sequence(p, at))
		return true;
	p->piece[at] = was;
	return false;
}

/* Puts the piece right so that it is of one; leaves it as it is if that cannot be done. */
static void undo_within_sequence(struct parser *p, size_t at)
{
	struct piece *piece = &p->piece[at];
	struct variants v;
	str variant;

	if (piece->word) {
		for (const uint32_t *near = &knowledge_near[piece->word->near]; *near; near++)
			if (is_right(p, at, &knowledge_words[*near - 1]))
				return;
		return;
	}
	variants_begin(&v, piece->text, possible_slips(piece, SET_SEQUENCES));
	while (variants_next(&v, &variant)) {
		const struct knowledge_word *w = knowledge_find(variant);
		if (w && is_of_sequence(w) && is_right(p, at, w))
			return;
	}
}

/* Puts the piece right as the first word of a sequence that slips lead to. */
static bool undo_to_sequence(struct parser *p, size_t at)
{
	struct piece *piece = &p->piece[at];

	if (!piece->word)
		return undo_slip(p, at, possible_slips(piece, SET_SEQUENCES), is_of_sequence);
	uint32_t near = knowledge_near[piece->word->near];
	if (near)
		put_right(p, at, &knowledge_words[near - 1]);
	return near != 0;
}

/* Puts the piece right as the first word that two slips lead to, one after the other; `fits`, if any, says whether it
 * does among the other words. */
static bool undo_two_slips(struct parser *p, size_t at, unsigned first, unsigned second,
                           bool is(const struct knowledge_word *), bool fits(const struct parser *, size_t))
{
	struct piece was = p->piece[at];
	struct variants v;
	str variant;

	variants_begin(&v, was.text, first);
	while (variants_next(&v, &variant)) {
		p->piece[at].text = variant;
		if (undo_slip(p, at, second, is) && (!fits || fits(p, at)))
			return true;
		p->piece[at] = was;
	}
	return false;
}

/* Limited Liuubility Company: two slips in a long word, letters doubled or single and vowels, where the words beside it
 * make a form or phrase of it. */
static bool undo_two_within_sequence(struct parser *p, size_t at)
{
	size_t len = p->piece[at].text.len;
	unsigned kinds = possible_slips(&p->piece[at], SET_SEQUENCES) & (SLIP_DOUBLING | SLIP_VOWEL);

	return kinds && len >= TWICE_MIN && len + 1 < VARIANT_MAX &&
	       undo_two_slips(p, at, kinds, kinds, is_of_sequence, parse_is_within_sequence);
}

/* Those of the pieces that stand beside one of these or of the others. */
static uint64_t those_beside(uint64_t pieces, uint64_t others)
{
	others |= pieces;
	return pieces & (others << 1 | others >> 1);
}

/** What pieces are to forms and phrases of several words; bit i: piece i. */
struct sequence_words {
	uint64_t certain;        /* words of one */
	uint64_t unknown, known; /* that may be misspelt ones: unknown words, and known ones */
};

static struct sequence_words see_words(const struct parser *p)
{
	struct sequence_words s = {0, 0, 0};

	for (size_t i = 0; i < p->count; i++) {
		const struct knowledge_word *w = p->piece[i].word;
		size_t len = p->piece[i].text.len;
		bool between = len == SMALL_LETTERS && i > 0 && i + 1 < p->count; /* S.A. ED C.V. */
		s.certain |= (uint64_t)(w && is_of_sequence(w)) << i;
		s.unknown |= (uint64_t)(!w && (len >= WORD_MIN || between)) << i;
		s.known |= (uint64_t)(w && w->near && (len >= COMMON_MIN || between)) << i;
	}
	return s;
}

/* A form or phrase has two words at least, so that one beside a misspelt one is of it, too, or may be. */
static uint64_t find_unknown(struct parser *p, struct sequence_words s)
{
	uint64_t found = those_beside(s.unknown, s.certain);

	for (size_t i = 0; found >> i; i++)
		if (found >> i & 1 && !possible_slips(&p->piece[i], SET_SEQUENCES))
			found &= ~(UINT64_C(1) << i);
	return those_beside(found, s.certain);
}

static uint64_t find_known(const struct parser *p, struct sequence_words s)
{
	uint64_t found = those_beside(s.known, s.certain);

	return found ? found & ~find_sequences(p) : 0;
}

/* Puts words right that are of no form or phrase where that makes one: all of them first, since two words of one may be
 * misspelt, then each of those that were of no use so. True when there were any. */
static bool undo_in_sequences(struct parser *p, uint64_t candidates)
{
	struct piece was[PIECES_MAX];
	uint64_t changed = 0;

	for (size_t i = 0; candidates >> i; i++) {
		if (!(candidates >> i & 1))
			continue;
		was[i] = p->piece[i];
		if (undo_to_sequence(p, i))
			changed |= UINT64_C(1) << i;
	}
	if (changed == 0)
		return false;
	changed &= ~find_sequences(p);
	for (size_t i = 0; i < p->count; i++) {
		if (!(changed >> i & 1))
			continue;
		p->piece[i] = was[i];
		undo_within_sequence(p, i);
	}
	return true;
}

/* The same of unknown words beside one of a form or phrase, with two slips. */
static bool undo_two_in_sequences(struct parser *p, struct sequence_words s)
{
	uint64_t candidates = s.unknown & (s.certain << 1 | s.certain >> 1);
	bool undone = false;

	for (; candidates; candidates &= candidates - 1)
		undone |= undo_two_within_sequence(p, (size_t)__builtin_ctzll(candidates));
	return undone;
}

/* Joint Stock Comercial Bank: a slip may make a word of another language. */
void parse_sequence_slips(struct parser *p)
{
	if (p->count == 1)
		return;
	struct sequence_words words = see_words(p);
	if (undo_in_sequences(p, find_unknown(p, words)))
		words = see_words(p);
	if (undo_two_in_sequences(p, words))
		words = see_words(p);
	undo_in_sequences(p, find_known(p, words));
}
static_assert(PIECES_MAX <= 64);

/* ---- single words ------------------------------------------------------------------------------------------ */

static bool is_legal(const struct knowledge_word *w)
{
	return w->org_part == PART_LEGAL && !(w->flags & WORD_LOOSE);
}

static bool is_common(const struct knowledge_word *w)
{
	return is_legal(w) || w->org_part == PART_GENERIC;
}

static bool is_stop(const struct knowledge_word *w)
{
	return w->org_part == PART_STOP;
}

/* Teh, adn, vva. */
static bool undo_in_stop(struct parser *p, size_t at)
{
	return p->count > 2 && p->piece[at].text.len == STOP_LETTERS &&
	       undo_slip(p, at, SLIP_EXCHANGE | SLIP_DOUBLED, is_stop);
}

void parse_common_slip(struct parser *p, size_t at)
{
	struct piece *piece = &p->piece[at];

	if (parse_is_word(piece) || piece->part != PART_PLAIN || undo_in_stop(p, at) || piece->text.len < COMMON_MIN)
		return;
	unsigned kinds = possible_slips(piece, SET_COMMON);
	if (piece->text.len < COMMON_VOWEL_MIN)
		kinds &= SLIP_DOUBLING | SLIP_EXCHANGE;
	if (undo_slip(p, at, kinds, is_common) || piece->text.len < COMMON_TWICE_MIN || piece->text.len >= VARIANT_MAX)
		return;
	/* Petrochemicell: a letter doubled and another slip. */
	undo_two_slips(p, at, kinds & SLIP_DOUBLED, kinds & (SLIP_DOUBLING | SLIP_VOWEL), is_common, NULL);
}

bool parse_parted_slip(struct parser *p, size_t at, str joined)
{
	struct piece first = p->piece[at];
	const struct knowledge_word *other = p->piece[at + 1].word, *known = first.word ? first.word : other;

	if ((first.word && other) || !known || known->org_part != PART_GENERIC || joined.len < COMMON_VOWEL_MIN ||
	    joined.len > PARTED_MAX)
		return false;
	p->piece[at].text = joined;
	bool found = undo_slip(p, at, slips_possible(knowledge_sets_near(joined), SET_COMMON), is_common);
	joined = p->piece[at].text;
	p->piece[at] = first;
	if (found)
		parse_merge(p, at, 2, joined);
	return found;
}

/* Does it begin or end with a form of several words? */
static bool has_form(const struct parser *p)
{
	for (size_t i = 0, n; i < p->count; i++) {
		const struct knowledge_word *w = parse_sequence(p, i, false, &n);
		if (w && w->org_part == PART_LEGAL && (i == 0 || i + n == p->count))
			return true;
	}
	return false;
}

/* The slips that may have made the piece, the first or last, of a legal form. */
static unsigned legal_slips(struct piece *piece)
{
	unsigned kinds = parse_is_word(piece) ? 0 : possible_slips(piece, SET_LEGAL);

	return piece->text.len < ALONE_MIN ? kinds & SLIP_DOUBLING : kinds; /* OO is OOO, but SAP is not SPA */
}

/* PTT Ltd: is there nothing but legal forms and the word, which is the name then? */
static bool is_only_name(const struct parser *p, size_t at)
{
	for (size_t i = 0; i < p->count; i++)
		if (i != at && !(p->piece[i].word && p->piece[i].word->org_part == PART_LEGAL))
			return false;
	return true;
}

void parse_legal_slips(struct parser *p)
{
	if (p->count < 2)
		return;
	unsigned first = legal_slips(&p->piece[0]), last = legal_slips(&p->piece[p->count - 1]);
	if ((first | last) == 0 || has_form(p))
		return;
	if (first && is_only_name(p, 0))
		first = 0;
	if (!undo_slip(p, 0, first, is_legal))
		undo_slip(p, p->count - 1, last, is_legal);
}

/* Does it say what an organisation is or where, and not which? */
static bool is_shared(const struct piece *piece)
{
	return piece->part == PART_GENERIC || piece->part == PART_LEGAL || piece->part == PART_STOP ||
	       (piece->part == PART_PLAIN && class_kind(piece->class) == CLASS_PLACE);
}

/* The only word that is not shared, beside two generic ones at least; `count` if there is none or several. */
static size_t find_only_own(const struct parser *p)
{
	size_t at = p->count, generic = 0;

	for (size_t i = 0; i < p->count; i++) {
		generic += p->piece[i].part == PART_GENERIC;
		if (is_shared(&p->piece[i]))
			continue;
		if (at < p->count)
			return p->count;
		at = i;
	}
	return generic < 2 ? p->count : at;
}

/* Ministry if Labor, New Financial Technologies OEO: what would be the name of an organisation whose other words all
 * are shared by many, so short and but a vowel from a small word or, at the end, a legal form, is that. */
void parse_only_slip(struct parser *p)
{
	size_t at = find_only_own(p);

	if (at == 0 || at >= p->count || p->piece[at].text.len > STOP_LETTERS || parse_is_word(&p->piece[at]))
		return;
	bool last = at + 1 == p->count;
	if (undo_slip(p, at, SLIP_VOWEL, last ? is_legal : is_stop)) {
		p->piece[at].part = p->piece[at].word->org_part;
		p->piece[at].class = p->piece[at].word->org_class;
	}
}

/* ---- persons ----------------------------------------------------------------------------------------------- */

static bool is_title(const struct knowledge_word *w)
{
	return w->person_part == PART_TITLE;
}

static bool is_small_part(const struct knowledge_word *w)
{
	return is_title(w) || w->person_part == PART_PARTICLE || w->flags & WORD_ARTICLE;
}

static bool is_article(const struct knowledge_word *w)
{
	return w->flags & WORD_ARTICLE;
}

static bool has_doubled(str word)
{
	for (size_t i = 1; i < word.len; i++)
		if (word.ptr[i] == word.ptr[i - 1])
			return true;
	return false;
}

/* MMajor, aal-Rahman, ALL-WALID: titles and particles in which a letter is doubled, in front of a name. */
void parse_person_slips(struct parser *p)
{
	for (size_t i = 0; i + 1 < p->count; i++) {
		const struct piece *piece = &p->piece[i];
		bool joined = p->piece[i + 1].flags & TOKEN_HYPHEN;
		if (piece->script != SCRIPT_LATIN || piece->text.len < WORD_MIN || (piece->word && !joined) ||
		    !has_doubled(piece->text))
			continue;
		undo_slip(p, i, SLIP_DOUBLED, joined ? is_article : i > 0 ? is_small_part : is_title);
	}
}
