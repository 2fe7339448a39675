/* Legal forms and generic words with a slip of the pen: Comapny, Limited Liabbility Company, Exchagne. They say little,
 * a word that is taken for another name says much, so they are put right before anything is made of them.
 *
 * Slips are two neighbours exchanged, a letter doubled, a doubled one single, a vowel for another. Looked for are legal
 * forms that a name begins or ends with, and generic words of six letters and more. A vowel makes Marina of Marine, and
 * so counts in longer ones only; in a form of less than five letters, at the end, only doubling does. */
#include "names/parse.h"

enum {
	WORD_MIN = 3,
	ALONE_MIN = 5,
	GENERIC_MIN = 6,
	GENERIC_VOWEL_MIN = 7,
	PHRASE_WORDS = 5,
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

static bool is_legal(const struct knowledge_word *w)
{
	return w && w->org_part == PART_LEGAL && !(w->flags & WORD_LOOSE);
}

/* Do `n` words from `at` on say a legal form when that at `slip` is read as `variant`? */
static bool says_legal(const struct parser *p, size_t at, size_t n, size_t slip, str variant)
{
	char text[PHRASE_WORDS * (VARIANT_MAX + 1)];
	size_t len = 0;

	for (size_t i = at; i < at + n; i++) {
		str word = i == slip ? variant : p->piece[i].text;
		if (i > at)
			text[len++] = ' ';
		memcpy(text + len, word.ptr, word.len);
		len += word.len;
	}
	const struct knowledge_word *found = knowledge_find((str){text, len});
	return n > 1 ? found && found->org_part == PART_LEGAL : is_legal(found);
}

static bool starts_phrase(const struct knowledge_word *w)
{
	return w && w->flags & WORD_STARTS;
}

static void put_right(struct parser *p, size_t at, str variant)
{
	str text = parse_keep(p, variant, STR(""));

	if (text.len == 0)
		return;
	p->piece[at].text = text;
	p->piece[at].word = knowledge_find(text);
}

/** The words of a name, and which slips can have made each of a word of a legal form: none of those that are no such
 *  words and like none. */
struct suspects {
	struct parser *p;
	uint16_t kinds[PIECES_MAX];
};

/* A slip in the word at `slip` of a form of `n` words that begins at `at`. */
static bool undo_slip(const struct suspects *s, size_t at, size_t n, size_t slip)
{
	struct parser *p = s->p;
	struct slips slips = {.word = p->piece[slip].text, .kinds = s->kinds[slip]};

	if (n == 1 && slips.word.len < ALONE_MIN)
		slips.kinds &= slip > 0 ? DOUBLING : 0; /* OO is OOO, but SAP is not SPA */
	if (slips.kinds == 0 || (n > 1 && slips.word.len < WORD_MIN) || slips.word.len >= TOKEN_MAX ||
	    p->piece[slip].word)
		return false;
	for (str variant = next_variant(&slips); variant.len; variant = next_variant(&slips)) {
		if (n > 1 && slip == at && !starts_phrase(knowledge_find(variant)))
			continue;
		if (says_legal(p, at, n, slip, variant)) {
			put_right(p, slip, variant);
			return true;
		}
	}
	return false;
}

static bool undo_in(const struct suspects *s, size_t at, size_t n)
{
	bool starts = starts_phrase(s->p->piece[at].word);

	for (size_t i = at; i < at + n; i++)
		if (s->kinds[i] == 0)
			return false;
	for (size_t i = at; i < at + n; i++)
		if ((i == at ? !starts : starts) && undo_slip(s, at, n, i))
			return true;
	return false;
}

void parse_generic_slip(struct parser *p, size_t at)
{
	struct piece *piece = &p->piece[at];

	if (piece->word || piece->text.len < GENERIC_MIN || piece->text.len >= TOKEN_MAX || piece->part != PART_PLAIN)
		return;
	unsigned kinds = possible_slips(piece->text, &knowledge_generic_traits);
	if (piece->text.len < GENERIC_VOWEL_MIN)
		kinds &= DOUBLING | EXCHANGE;
	if (kinds == 0)
		return;
	struct slips s = {.word = piece->text, .kinds = kinds};
	for (str variant = next_variant(&s); variant.len; variant = next_variant(&s)) {
		const struct knowledge_word *w = knowledge_find(variant);
		if (!w || w->org_part != PART_GENERIC)
			continue;
		put_right(p, at, variant);
		return;
	}
}

/* Does it begin or end with a form of several words that needs nothing? */
static bool has_form(const struct parser *p)
{
	for (size_t i = 0, n; i < p->count; i++) {
		const struct knowledge_word *w = parse_sequence(p, i, false, &n);
		if (w && w->org_part == PART_LEGAL && (i == 0 || i + n == p->count))
			return true;
	}
	return false;
}

static void suspect(struct suspects *s, size_t at)
{
	s->kinds[at] = (uint16_t)possible_slips(s->p->piece[at].text, &knowledge_legal_traits);
}

/* Looks at the words of forms of at most `n` words at either end of the name; false when there can be none. */
static bool find_suspects(struct suspects *s, size_t n)
{
	size_t last = s->p->count - 1;

	suspect(s, 0);
	suspect(s, last);
	for (size_t i = 1; i < n && s->kinds[0]; i++)
		suspect(s, i);
	for (size_t i = 1; i < n && s->kinds[last]; i++)
		suspect(s, last - i);
	return s->kinds[0] || s->kinds[last];
}

void parse_legal_slips(struct parser *p)
{
	struct suspects s = {.p = p};

	if (p->count < 2 || has_form(p))
		return;
	size_t most = p->count - 1 < PHRASE_WORDS ? p->count - 1 : PHRASE_WORDS;
	if (!find_suspects(&s, most))
		return;
	for (size_t n = most; n > 0; n--) {
		size_t ends[] = {0, p->count - n};
		for (size_t i = 0; i < 2; i++)
			if (undo_in(&s, ends[i], n))
				return;
	}
}
