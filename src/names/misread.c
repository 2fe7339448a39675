/* Letters that were mistaken for others that look like them, where a text was read by a machine or typed to pass by
 * one: l, I and 1; O and 0; rn and m. PAClFIC, lnvest, GIobal, C0MPANY, Cornpany.
 *
 * A word that is known as it stands is left alone. Another is put right where that makes a known word, and, whatever
 * comes of it, where no word is written so: a digit between letters, a small l between capitals. */
#include "names/parse.h"

enum {
	MISREAD_MIN = 3,  /* letters of a word that is looked at */
	MISREAD_MAX = 32, /* … */
	SURE_MIN = 4,     /* of one with digits that may be more than a legal form */
	CERTAIN_MIN = 4,  /* of one with digits that need not be known then: letters */
	JOINED_MIN = 6    /* of one in which m was read as rn */
};

/** What a word is written with. */
struct letters {
	size_t small, capitals; /* but l and I */
	size_t l, i, digits;
	bool other; /* digits that look like no letter */
};

static struct letters count_letters(str source)
{
	struct letters n = {0};

	for (size_t i = 0; i < source.len; i++) {
		char c = source.ptr[i];
		if (c == 'l')
			n.l++;
		else if (c == 'I')
			n.i++;
		else if (parse_is_small(c))
			n.small++;
		else if (parse_is_capital(c))
			n.capitals++;
		else if (c == '0' || c == '1')
			n.digits++;
		else
			n.other = true;
	}
	return n;
}

static bool is_common(const struct knowledge_word *w)
{
	return w->org_part == PART_GENERIC || w->org_part == PART_LEGAL;
}

static const struct knowledge_word *find(str text)
{
	const struct knowledge_word *w = knowledge_find(text);

	return w && w->flags & WORD_ROW ? w : NULL;
}

/* The same where there may be a number: MA1 is no Mai, HOTE1 is a hotel. */
static const struct knowledge_word *find_instead(str text, bool within)
{
	const struct knowledge_word *w = find(text);
	bool sure = w && (text.len < SURE_MIN ? w->org_part == PART_LEGAL : within || is_common(w) || w->org_class);

	return sure ? w : NULL;
}

static bool put(struct parser *p, struct piece *piece, str text, const struct knowledge_word *w)
{
	str kept = parse_keep(p, text, STR(""));

	if (kept.len == 0)
		return false;
	piece->text = kept;
	piece->word = w;
	piece->seen = false;
	piece->flags &= (uint16_t)~TOKEN_DIGITS;
	return true;
}

static bool is_letter(char c)
{
	return parse_is_small(c) || parse_is_capital(c);
}

/* Does each digit stand between two letters, or beside another digit? */
static bool are_digits_within(str source)
{
	return is_letter(source.ptr[0]) && is_letter(source.ptr[source.len - 1]);
}

/* The word with letters for digits, `one` for those that may be i or l: 0 says i between consonants, else l. */
static str spell(str source, str text, bool upper, char one, char out[MISREAD_MAX])
{
	for (size_t i = 0; i < source.len; i++) {
		char c = source.ptr[i];
		bool vowel =
		    (i && parse_is_vowel(text.ptr[i - 1])) || (i + 1 < source.len && parse_is_vowel(text.ptr[i + 1]));
		out[i] = c == '0'   ? 'o'
		         : c == '1' ? (one               ? one
		                       : vowel && !upper ? 'l'
		                                         : 'i')
		                    : (upper && c == 'l' ? 'i' : text.ptr[i]);
	}
	return (str){out, source.len};
}

/* C0MPANY, PAClF1C: digits, and among capitals a small l. */
static bool mend_digits(struct parser *p, struct piece *piece, str source, const struct letters *n)
{
	char text[MISREAD_MAX];
	bool upper = n->small == 0 && n->capitals > 0;

	bool within = are_digits_within(source);
	str spelt = spell(source, piece->text, upper, 'i', text);
	const struct knowledge_word *w = find_instead(spelt, within);
	if (!w)
		w = find_instead(spelt = spell(source, piece->text, upper, 'l', text), within);
	if (!w)
		spelt = spell(source, piece->text, upper, 0, text);
	bool certain = within && source.len - n->digits >= CERTAIN_MIN;
	if (!(w || certain) || !put(p, piece, spelt, w))
		return false;
	if (upper)
		piece->flags |= TOKEN_ALL_UPPER;
	return true;
}

/* PAClFIC. In AlNOOR it is an article. */
static bool mend_small_l(struct parser *p, struct piece *piece, str source)
{
	char text[MISREAD_MAX];
	bool certain = source.ptr[0] != 'l' && source.ptr[1] != 'l';

	for (size_t i = 0; i < source.len; i++)
		text[i] = source.ptr[i] == 'l' ? 'i' : piece->text.ptr[i];
	const struct knowledge_word *w = find((str){text, source.len});
	if (!(w || certain) || !put(p, piece, (str){text, source.len}, w))
		return false;
	piece->flags |= TOKEN_ALL_UPPER;
	return true;
}

/* lnvest, Iimited, GIobaI: known with the other letter. */
static bool mend_case(struct parser *p, struct piece *piece, str source)
{
	char text[MISREAD_MAX];
	char first = source.ptr[0];

	for (size_t i = 0; i < source.len; i++)
		text[i] = i && source.ptr[i] == 'I' ? 'l' : piece->text.ptr[i];
	if (first == 'l' && !parse_is_vowel(text[1]))
		text[0] = 'i';
	if (first == 'I' && parse_is_vowel(text[1]))
		text[0] = 'l';
	const struct knowledge_word *w = find((str){text, source.len});
	return w && (first != 'I' || text[0] == 'i' || is_common(w)) && put(p, piece, (str){text, source.len}, w);
}

/* Cornpany, deveIoprnent: a word that many organisations share, with m for rn. */
static void mend_joined(struct parser *p, struct piece *piece)
{
	char text[MISREAD_MAX];
	size_t len = 0;

	for (size_t i = 0; i < piece->text.len; i++) {
		bool rn = piece->text.ptr[i] == 'r' && i + 1 < piece->text.len && piece->text.ptr[i + 1] == 'n';
		text[len++] = rn ? 'm' : piece->text.ptr[i];
		i += rn;
	}
	if (len == piece->text.len || len < JOINED_MIN)
		return;
	const struct knowledge_word *w = find((str){text, len});
	if (w && is_common(w))
		put(p, piece, (str){text, len}, w);
}

/* Is a byte of the eight a capital, if all are letters or zero? */
static inline bool has_capital(uint64_t eight)
{
	const uint64_t letters = UINT64_C(0x4040404040404040);

	return (eight & letters) & ~(eight << 1);
}

/* Do two of them, one after the other, say rn? */
static inline bool has_rn(uint64_t eight)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	uint64_t other = (eight ^ ones * 'r') | (eight >> 8 ^ ones * 'n'); /* zero bytes where it is so */

	return (other - ones) & ~other & ones << 7;
}

/* Has the word what few have: a small l in front, a capital behind a first letter but in words of capitals alone, rn?
 */
static inline bool may_be_misread(const struct piece *piece, str source)
{
	bool upper = piece->flags & TOKEN_ALL_UPPER;

	if (source.ptr[0] == 'l')
		return true;
	for (size_t at = 0; at + 1 < source.len; at += 7) {
		if (!upper && has_capital(str_eight((str){source.ptr + at + 1, source.len - at - 1})))
			return true;
		if (has_rn(str_eight((str){piece->text.ptr + at, source.len - at})))
			return true;
	}
	return false;
}

void parse_misread(struct parser *p, struct piece *piece)
{
	str source = str_slice(p->name, piece->start, piece->end);

	if (source.len != piece->text.len || source.len < MISREAD_MIN || source.len > MISREAD_MAX)
		return;
	if (!(piece->flags & TOKEN_DIGITS) && !may_be_misread(piece, source))
		return;
	struct letters n = count_letters(source);
	if (n.other)
		return;
	if (n.digits) {
		if (n.digits + 2 <= source.len)
			mend_digits(p, piece, source, &n);
		return;
	}
	bool done = false;
	if (n.l && n.small == 0 && n.capitals > 1)
		done = mend_small_l(p, piece, source);
	else if (source.len > MISREAD_MIN && ((n.i && n.small) || source.ptr[0] == 'l'))
		done = mend_case(p, piece, source);
	if (!done && source.len > JOINED_MIN)
		mend_joined(p, piece);
}
