/* Legal forms, generic words and small words with a slip of the pen: Comapny, Limited Liabbility Compnay, Exchagne,
 * teh. They say little, a word that is taken for another name says much, so they are put right before anything is made
 * of them.
 *
 * Slips are two neighbours exchanged, a letter doubled, a doubled one single, a vowel for another. The words of forms
 * and phrases of several (Moneey Exchange) are put right where the phrase is there then, whatever their length. Of
 * single words, legal forms that a name begins or ends with are, and longer ones anywhere. A vowel makes Marina of
 * Marine, and so counts in the longest only; in a form of less than five letters only doubling does. */
#include "names/parse.h"

#include <assert.h>

enum {
	WORD_MIN = 3,         /* letters of a word of a phrase */
	ALONE_MIN = 5,        /* of a legal form at the beginning or end */
	COMMON_MIN = 6,       /* of a legal form or generic word anywhere */
	COMMON_VOWEL_MIN = 7, /* of these with a vowel for another */
	STOP_LETTERS = 3,
	VARIANT_MAX = TOKEN_MAX + 1
};

/** Goes through what a word may have been before a slip. */
struct slips {
	str word;
	size_t at;      /* letter of the slip */
	unsigned kind;  /* 0 doubled, 1 single, 2 exchanged, 3.. a vowel */
	unsigned kinds; /* bits of those that are looked for */
	char text[VARIANT_MAX];
};

static const char vowels[] = "aeiouy";
enum {
	VOWELS = sizeof vowels - 1,
	SLIP_KINDS = 3 + VOWELS,
	DOUBLED = 1 << 0,
	DOUBLING = 1 << 0 | 1 << 1,
	EXCHANGE = 1 << 2,
	VOWEL = (1 << SLIP_KINDS) - (1 << 3)
};

/* Can a slip of the kind have made the letter? */
static bool can_undo(const struct slips *s)
{
	str w = s->word;
	size_t i = s->at;
	char next = i + 1 < w.len ? w.ptr[i + 1] : '\0';

	switch (s->kind) {
	case 0:
		return next == w.ptr[i];
	case 1:
		return i == 0 || w.ptr[i - 1] != w.ptr[i];
	case 2:
		return next && next != w.ptr[i];
	default:
		return memchr(vowels, w.ptr[i], VOWELS) && vowels[s->kind - 3] != w.ptr[i];
	}
}

/* The word with the slip undone. */
static str undo(struct slips *s)
{
	str w = s->word;
	size_t i = s->at;

	memcpy(s->text, w.ptr, w.len);
	switch (s->kind) {
	case 0:
		memmove(s->text + i, s->text + i + 1, w.len - i - 1);
		return (str){s->text, w.len - 1};
	case 1:
		memmove(s->text + i + 1, w.ptr + i, w.len - i);
		return (str){s->text, w.len + 1};
	case 2:
		s->text[i] = w.ptr[i + 1];
		s->text[i + 1] = w.ptr[i];
		break;
	default:
		s->text[i] = vowels[s->kind - 3];
		break;
	}
	return (str){s->text, w.len};
}

/* The next variant; empty at the end. */
static str next_variant(struct slips *s)
{
	while (s->at < s->word.len) {
		bool found = s->kinds >> s->kind & 1 && can_undo(s);
		str variant = found ? undo(s) : (str){NULL, 0};
		if (++s->kind == SLIP_KINDS) {
			s->kind = 0;
			s->at++;
		}
		if (found)
			return variant;
	}
	return (str){NULL, 0};
}

static bool has_bit(const uint64_t *set, uint32_t bit)
{
	return set[bit / 64] >> bit % 64 & 1;
}

/* Bits of the kinds of slips that can have made the word of one of the set. */
static unsigned possible_slips(str word, const struct knowledge_trait_sets *set)
{
	struct knowledge_traits t = knowledge_traits(word);

	return (has_bit(set->outline, t.outline) ? DOUBLING | VOWEL : 0) |
	       (has_bit(set->letters, t.letters) ? EXCHANGE : 0);
}

static void put_right(struct parser *p, size_t at, str variant)
{
	str text = parse_keep(p, variant, STR(""));

	if (text.len == 0)
		return;
	p->piece[at].text = text;
	p->piece[at].word = knowledge_find(text);
}

/* Puts the piece right if slips of these kinds make a word of it that is wanted. */
static bool undo_slip(struct parser *p, size_t at, unsigned kinds, bool (*wanted)(const struct knowledge_word *w))
{
	struct slips s = {.word = p->piece[at].text, .kinds = kinds};

	if (kinds == 0 || s.word.len >= TOKEN_MAX)
		return false;
	for (str variant = next_variant(&s); variant.len; variant = next_variant(&s)) {
		const struct knowledge_word *w = knowledge_find(variant);
		if (!w || !wanted(w))
			continue;
		put_right(p, at, variant);
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

/* Puts words right that are of no form or phrase, unknown ones or known ones, where that makes one. */
static void undo_in_sequences(struct parser *p, bool known)
{
	struct piece was[PIECES_MAX];
	uint64_t changed = 0, covered = known ? find_sequences(p) : 0;

	for (size_t i = 0; i < p->count; i++) {
		struct piece *piece = &p->piece[i];
		if ((piece->word != NULL) != known || covered >> i & 1 ||
		    piece->text.len < (known ? COMMON_MIN : WORD_MIN))
			continue;
		was[i] = *piece;
		if (undo_slip(p, i, possible_slips(piece->text, &knowledge_sequence_traits), is_of_sequence))
			changed |= UINT64_C(1) << i;
	}
	if (changed == 0)
		return;
	changed &= ~find_sequences(p);
	for (size_t i = 0; i < p->count; i++)
		if (changed >> i & 1)
			p->piece[i] = was[i];
}

/* Joint Stock Comercial Bank: a slip may make a word of another language. */
void parse_sequence_slips(struct parser *p)
{
	if (p->count == 1)
		return;
	undo_in_sequences(p, false);
	undo_in_sequences(p, true);
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

/* Teh, adn. */
static bool undo_in_stop(struct parser *p, size_t at)
{
	return p->count > 2 && p->piece[at].text.len == STOP_LETTERS && undo_slip(p, at, EXCHANGE, is_stop);
}

void parse_common_slip(struct parser *p, size_t at)
{
	struct piece *piece = &p->piece[at];

	if (parse_is_word(piece) || piece->part != PART_PLAIN || undo_in_stop(p, at) || piece->text.len < COMMON_MIN)
		return;
	unsigned kinds = possible_slips(piece->text, &knowledge_common_traits);
	if (piece->text.len < COMMON_VOWEL_MIN)
		kinds &= DOUBLING | EXCHANGE;
	undo_slip(p, at, kinds, is_common);
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

void parse_legal_slips(struct parser *p)
{
	size_t ends[] = {0, p->count - 1};

	if (p->count < 2 || has_form(p))
		return;
	for (size_t i = 0; i < 2; i++) {
		str text = p->piece[ends[i]].text;
		unsigned kinds = possible_slips(text, &knowledge_legal_traits);
		if (text.len < ALONE_MIN)
			kinds &= DOUBLING; /* OO is OOO, but SAP is not SPA */
		if (!parse_is_word(&p->piece[ends[i]]) && undo_slip(p, ends[i], kinds, is_legal))
			return;
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

/* MMajor, aal-Rahman, ALL-WALID: titles and particles in which a letter is doubled, in front of a name. */
void parse_person_slips(struct parser *p)
{
	for (size_t i = 0; i + 1 < p->count; i++) {
		const struct piece *piece = &p->piece[i];
		bool joined = p->piece[i + 1].flags & TOKEN_HYPHEN;
		if (piece->script != SCRIPT_LATIN || piece->text.len < WORD_MIN || (piece->word && !joined))
			continue;
		undo_slip(p, i, DOUBLED, joined ? is_article : i > 0 ? is_small_part : is_title);
	}
}
