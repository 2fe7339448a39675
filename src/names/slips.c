/* Legal forms and generic words with a slip of the pen: Comapny, Limited Liabbility Company, Exchagne. They say little,
 * a word that is taken for another name says much, so they are put right before anything is made of them.
 *
 * Slips are two neighbours exchanged, a letter doubled, a doubled one single, a vowel for another. Looked for are legal
 * forms that a name begins or ends with, and generic words of six letters and more. A vowel makes Marina of Marine, and
 * so counts in longer ones only; in a form of less than five letters, at the end, only doubling does. */
#include "names/parse.h"

enum {
	WORD_MIN = 4,
	ALONE_MIN = 5,
	GENERIC_MIN = 6,
	GENERIC_VOWEL_MIN = 8,
	PHRASE_WORDS = 5,
	VARIANT_MAX = TOKEN_MAX + 1
};

/** Goes through what a word may have been before a slip. */
struct slips {
	str word;
	size_t at;      /* letter of the slip */
	unsigned kind;  /* 0 doubled, 1 single, 2 exchanged, 3.. a vowel */
	unsigned kinds; /* how many are looked for */
	char text[VARIANT_MAX];
};

static const char vowels[] = "aeiouy";
enum { DOUBLING = 2, VOWELS = sizeof vowels - 1, SLIP_KINDS = 3 + VOWELS };

/* The word with the slip undone, empty when there is none such. */
static str undo(struct slips *s)
{
	str w = s->word;
	size_t i = s->at;
	char next = i + 1 < w.len ? w.ptr[i + 1] : '\0';

	memcpy(s->text, w.ptr, w.len);
	if (s->kind == 2 && next && next != w.ptr[i]) {
		s->text[i] = next;
		s->text[i + 1] = w.ptr[i];
		return (str){s->text, w.len};
	}
	if (s->kind == 0 && next == w.ptr[i]) {
		memmove(s->text + i, s->text + i + 1, w.len - i - 1);
		return (str){s->text, w.len - 1};
	}
	if (s->kind == 1 && (i == 0 || w.ptr[i - 1] != w.ptr[i])) {
		memmove(s->text + i + 1, w.ptr + i, w.len - i);
		return (str){s->text, w.len + 1};
	}
	if (s->kind >= 3 && memchr(vowels, w.ptr[i], VOWELS) && vowels[s->kind - 3] != w.ptr[i]) {
		s->text[i] = vowels[s->kind - 3];
		return (str){s->text, w.len};
	}
	return (str){NULL, 0};
}

/* The next variant; empty at the end. */
static str next_variant(struct slips *s)
{
	while (s->at < s->word.len) {
		str variant = undo(s);
		if (++s->kind == s->kinds) {
			s->kind = 0;
			s->at++;
		}
		if (variant.len)
			return variant;
	}
	return (str){NULL, 0};
}

/* Can a slip have made the word of one that is looked for? None of them changes which consonants it has. */
static bool may_be_slip(str word)
{
	uint32_t bit = knowledge_consonants(word);

	return knowledge_consonant_sets[bit / 64] >> bit % 64 & 1;
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

/* A slip in the word at `slip` of a form of `n` words that begins at `at`. */
static bool undo_slip(struct parser *p, size_t at, size_t n, size_t slip)
{
	struct slips s = {.word = p->piece[slip].text, .kinds = SLIP_KINDS};

	if (n == 1 && s.word.len < ALONE_MIN)
		s.kinds = slip > 0 ? DOUBLING : 0; /* OO is OOO, but SAP is not SPA */
	if (s.kinds == 0 || (n > 1 && s.word.len < WORD_MIN) || s.word.len >= TOKEN_MAX || p->piece[slip].word ||
	    !may_be_slip(s.word))
		return false;
	for (str variant = next_variant(&s); variant.len; variant = next_variant(&s)) {
		if (n > 1 && slip == at && !starts_phrase(knowledge_find(variant)))
			continue;
		if (says_legal(p, at, n, slip, variant)) {
			put_right(p, slip, variant);
			return true;
		}
	}
	return false;
}

static bool undo_in(struct parser *p, size_t at, size_t n)
{
	bool starts = starts_phrase(p->piece[at].word);

	for (size_t i = at; i < at + n; i++)
		if (!may_be_slip(p->piece[i].text))
			return false;
	for (size_t i = at; i < at + n; i++)
		if ((i == at ? !starts : starts) && undo_slip(p, at, n, i))
			return true;
	return false;
}

void parse_generic_slip(struct parser *p, size_t at)
{
	struct piece *piece = &p->piece[at];
	bool any = piece->text.len >= GENERIC_VOWEL_MIN;
	struct slips s = {.word = piece->text, .kinds = any ? SLIP_KINDS : SLIP_KINDS - VOWELS};

	if (piece->word || piece->text.len < GENERIC_MIN || piece->text.len >= TOKEN_MAX || piece->part != PART_PLAIN ||
	    !may_be_slip(piece->text))
		return;
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

void parse_legal_slips(struct parser *p)
{
	if (p->count < 2 || has_form(p))
		return;
	for (size_t n = p->count - 1 < PHRASE_WORDS ? p->count - 1 : PHRASE_WORDS; n > 0; n--) {
		size_t ends[] = {0, p->count - n};
		for (size_t i = 0; i < 2; i++)
			if (undo_in(p, ends[i], n))
				return;
	}
}
