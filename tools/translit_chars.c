/* Classes of code points, from ICU: properties, the spelling in ASCII of what no rule file covers, and the folded
 * form (lower case, compatibility characters unfolded, Katakana as Hiragana, marks no rule knows removed). */
#include "translit.h"

#include <stdlib.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

struct asker {
	const UNormalizer2 *nfc, *nfd, *nfkc, *nfkd;
	UTransliterator *any, *han;
	uint8_t *letters[SCRIPT_COUNT]; /* by code point: some rule of the script knows it */
	uint32_t *slots;                /* hash of classes: index + 1 */
	size_t slot_count;
};

enum { TEXT_CAP = 128 };

static UTransliterator *open_transliterator(const char *id)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar id16[256];
	int32_t len;

	u_strFromUTF8(id16, 256, &len, id, -1, &status);
	UTransliterator *t = utrans_openU(id16, len, UTRANS_FORWARD, NULL, 0, NULL, &status);
	if (U_FAILURE(status))
		die("ICU has no transliterator \"%s\": %s", id, u_errorName(status));
	return t;
}

static int32_t normalize(const UNormalizer2 *form, const UChar *in, int32_t len, UChar out[TEXT_CAP])
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t n = unorm2_normalize(form, in, len, out, TEXT_CAP, &status);

	return U_FAILURE(status) ? 0 : n;
}

static enum text_script script_of(UChar32 c)
{
	UErrorCode status = U_ZERO_ERROR;

	if (c == 0x30FC || c == 0xFF70 || c == 0xFF9E || c == 0xFF9F) /* marks of length and voice belong to kana */
		return SCRIPT_KANA;
	switch (uscript_getScript(c, &status)) {
	case USCRIPT_COMMON:
	case USCRIPT_INHERITED:
	case USCRIPT_UNKNOWN:
		return SCRIPT_COMMON;
	case USCRIPT_LATIN:
		return SCRIPT_LATIN;
	case USCRIPT_CYRILLIC:
		return SCRIPT_CYRILLIC;
	case USCRIPT_GREEK:
		return SCRIPT_GREEK;
	case USCRIPT_ARABIC:
		return SCRIPT_ARABIC;
	case USCRIPT_HEBREW:
		return SCRIPT_HEBREW;
	case USCRIPT_ARMENIAN:
		return SCRIPT_ARMENIAN;
	case USCRIPT_GEORGIAN:
		return SCRIPT_GEORGIAN;
	case USCRIPT_DEVANAGARI:
		return SCRIPT_DEVANAGARI;
	case USCRIPT_BENGALI:
		return SCRIPT_BENGALI;
	case USCRIPT_GURMUKHI:
	case USCRIPT_GUJARATI:
	case USCRIPT_TAMIL:
	case USCRIPT_TELUGU:
	case USCRIPT_KANNADA:
	case USCRIPT_MALAYALAM:
	case USCRIPT_ORIYA:
	case USCRIPT_SINHALA:
		return SCRIPT_INDIC;
	case USCRIPT_THAI:
	case USCRIPT_LAO:
		return SCRIPT_THAI;
	case USCRIPT_HAN:
		return SCRIPT_HAN;
	case USCRIPT_HIRAGANA:
	case USCRIPT_KATAKANA:
		return SCRIPT_KANA;
	case USCRIPT_HANGUL:
		return SCRIPT_HANGUL;
	default:
		return SCRIPT_OTHER;
	}
}

/* The code point at `*at`, which moves on. */
static UChar32 next(const UChar *text, int32_t len, int32_t *at)
{
	UChar lead = text[(*at)++];

	if (U16_IS_LEAD(lead) && *at < len && U16_IS_TRAIL(text[*at]))
		return (UChar32)U16_GET_SUPPLEMENTARY(lead, text[(*at)++]);
	return lead;
}

static bool is_mark(UChar32 c)
{
	return (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
}

/* Numbers and signs that NFKD turns into letters or digits: superscripts, Roman numerals, circled letters. */
static bool unfolds_to_word(const struct asker *ask, UChar32 c)
{
	UChar in[2], out[TEXT_CAP];
	int32_t len = 0;

	if (!(U_GET_GC_MASK(c) & (U_GC_NL_MASK | U_GC_NO_MASK)) && !(c >= 0x2460 && c <= 0x24FF))
		return false;
	U16_APPEND_UNSAFE(in, len, c);
	int32_t n = normalize(ask->nfkd, in, len, out);
	bool same = n == len && u_memcmp(in, out, n) == 0;
	for (int32_t i = 0; i < n; i++)
		if (!u_isalnum(out[i]))
			return false;
	return n > 0 && !same;
}

static uint8_t flags_of(const struct asker *ask, UChar32 c, enum text_script script)
{
	unsigned flags = 0;
	uint32_t type = U_GET_GC_MASK(c);
	bool space = u_hasBinaryProperty(c, UCHAR_WHITE_SPACE) || c == 0x200B || c == 0xFEFF;

	if (space)
		flags |= CHAR_SPACE;
	if (!space && u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
		return (uint8_t)(flags | CHAR_IGNORABLE | (type & U_GC_M_MASK ? CHAR_LETTER | CHAR_MARK : 0));
	if (type & (U_GC_L_MASK | U_GC_M_MASK))
		flags |= CHAR_LETTER;
	if (type & U_GC_M_MASK)
		flags |= CHAR_MARK;
	if (type & U_GC_ND_MASK)
		flags |= CHAR_DIGIT;
	if (type & (U_GC_LU_MASK | U_GC_LT_MASK))
		flags |= CHAR_UPPER;
	if (type & U_GC_LL_MASK)
		flags |= CHAR_LOWER;
	if (type & (U_GC_L_MASK | U_GC_ND_MASK) || c == 0x3007 || unfolds_to_word(ask, c))
		flags |= CHAR_WORD;
	if (script == SCRIPT_KANA && !(type & U_GC_L_MASK))
		flags &= ~(unsigned)CHAR_WORD;
	return (uint8_t)flags;
}

/* What ICU makes of one code point, in a-z and 0-9; -1 when letters outside ASCII are left. */
static int transliterate(const UTransliterator *with, UChar32 c, char out[TEXT_CAP])
{
	UErrorCode status = U_ZERO_ERROR;
	UChar text[TEXT_CAP];
	int32_t len = 0, limit, n = 0;

	U16_APPEND_UNSAFE(text, len, c);
	limit = len;
	utrans_transUChars(with, text, &len, TEXT_CAP, 0, &limit, &status);
	if (U_FAILURE(status))
		return -1;
	for (int32_t i = 0; i < len; i++) {
		UChar t = text[i];
		if ((t >= 'a' && t <= 'z') || (t >= '0' && t <= '9'))
			out[n++] = (char)t;
		else if (t >= 0x80 && u_isalpha(t) && u_charType(t) != U_MODIFIER_LETTER)
			return -1;
		else if (U16_IS_SURROGATE(t))
			return -1;
	}
	return n;
}

static void on_letter(struct build *b, struct data_line *line, void *context)
{
	struct letter_spelling letter;

	(void)context;
	if (line->count != 2 || to_codepoints(line, line->field[0], &letter.letter, 1) != 1)
		die_at(line, "a line is: letter, spelling");
	letter.latin = add_spelling(b, line, line->field[1]);
	grow_add(&b->letters, &letter);
}

/* What letters.txt says, POOL_NONE when nothing. */
static uint32_t special_spelling(const struct build *b, UChar32 c)
{
	const struct letter_spelling *letter = b->letters.ptr;

	for (size_t i = 0; i < b->letters.len; i++)
		if (letter[i].letter == c || letter[i].letter == u_tolower(c))
			return letter[i].latin;
	return POOL_NONE;
}

static uint32_t latin_of(struct build *b, const struct asker *ask, UChar32 c, const struct text_class *class)
{
	char out[TEXT_CAP];

	if (!(class->flags & (CHAR_WORD | CHAR_MARK)) || (class->script == SCRIPT_HANGUL && c >= 0xAC00 && c < 0xD7B0))
		return POOL_NONE;
	if (class->flags & CHAR_DIGIT)
		return pool_add(b, &"0123456789"[class->digit], 1);
	if ((class->flags & CHAR_MARK) && class->script != SCRIPT_OTHER)
		return POOL_EMPTY;
	uint32_t special = special_spelling(b, c);
	if (special != POOL_NONE)
		return special;
	int n = transliterate(class->script == SCRIPT_HAN ? ask->han : ask->any, c, out);
	if (n > 0)
		return pool_add(b, out, (size_t)n);
	return n == 0 || class->flags & CHAR_MARK || u_charType(c) == U_MODIFIER_LETTER ? POOL_EMPTY : POOL_NONE;
}

static bool rule_knows(const struct asker *ask, enum text_script script, UChar32 c)
{
	return c <= 0xFFFF && ask->letters[script][c];
}

/* Appends `c`, or its base letter with the marks that rules know. */
static int32_t put_folded(const struct asker *ask, enum text_script script, UChar32 c, UChar *out, int32_t at)
{
	UChar one[2], parts[TEXT_CAP];
	int32_t len = 0;

	if (script == SCRIPT_KANA && c >= 0x30A1 && c <= 0x30F6)
		c -= 0x60;
	if (script == SCRIPT_LATIN || rule_knows(ask, script, c)) {
		U16_APPEND_UNSAFE(out, at, c);
		return at;
	}
	U16_APPEND_UNSAFE(one, len, c);
	int32_t n = normalize(ask->nfd, one, len, parts);
	for (int32_t i = 0; i < n;) {
		UChar32 part = next(parts, n, &i);
		bool kept = script == SCRIPT_THAI || part == 0x3099 || part == 0x309A; /* composed later */
		if (kept || !is_mark(part) || rule_knows(ask, script, part))
			U16_APPEND_UNSAFE(out, at, part);
	}
	return at;
}

static uint32_t fold_of(struct build *b, const struct asker *ask, UChar32 c, const struct text_class *class)
{
	enum text_script script = class->script;
	UErrorCode status = U_ZERO_ERROR;
	UChar lower[2], plain[TEXT_CAP], out[TEXT_CAP];
	char utf8[TEXT_CAP];
	int32_t len = 0, n = 0, bytes = 0;

	if (!(class->flags & (CHAR_WORD | CHAR_MARK)) || (script == SCRIPT_HANGUL && c >= 0xAC00 && c < 0xD7B0))
		return POOL_NONE;
	bool modifier = u_charType(c) == U_MODIFIER_LETTER && class->latin == POOL_EMPTY; /* Arabic tatweel */
	if (((class->flags & CHAR_MARK) || modifier) &&
	    script == SCRIPT_COMMON) /* composed with its base letter, or dropped */
		return POOL_EMPTY;
	U16_APPEND_UNSAFE(lower, len, u_tolower(c));
	len = normalize(ask->nfkc, lower, len, plain);
	for (int32_t i = 0; i < len;) {
		UChar32 part = next(plain, len, &i);
		if (script != SCRIPT_LATIN && script != SCRIPT_COMMON && script != SCRIPT_OTHER && script != SCRIPT_HAN)
			n = put_folded(ask, script, u_tolower(part), out, n);
		else
			U16_APPEND_UNSAFE(out, n, u_tolower(part));
	}
	u_strToUTF8(utf8, TEXT_CAP, &bytes, out, n, &status);
	if (U_FAILURE(status))
		die("U+%04X folds into too long a text", (unsigned)c);
	UChar self[2];
	len = 0;
	U16_APPEND_UNSAFE(self, len, c);
	return n == len && u_memcmp(self, out, n) == 0 ? POOL_NONE : pool_add(b, utf8, (size_t)bytes);
}

static uint16_t known_to(const struct build *b, UChar32 c, enum text_script script)
{
	unsigned bits = 0, bit = 1;

	for (size_t i = 0; i < RULES_COUNT && c <= 0xFFFF; i++) {
		if (b->set[i].script != script || script == SCRIPT_COMMON)
			continue;
		const uint16_t *letters = b->set[i].letters.ptr;
		for (size_t j = 0; j < b->set[i].letters.len; j++)
			if (letters[j] == c)
				bits |= bit;
		bit <<= 1;
	}
	return (uint16_t)bits;
}

static void describe(struct build *b, const struct asker *ask, UChar32 c, struct text_class *class);

/* Is the letter of this class, or the one it folds to, spelt as the class says? */
static bool is_plain(struct build *b, const struct asker *ask, const struct text_class *class)
{
	const unsigned wanted = CHAR_LETTER | CHAR_BEGINS;
	const unsigned char *fold = (const unsigned char *)b->pool.ptr + class->fold;
	struct text_class folded;
	int32_t at = 1;
	UChar32 c;

	if (class->script != SCRIPT_LATIN || (class->flags & wanted) != wanted || class->latin == POOL_NONE ||
	    class->latin == POOL_EMPTY)
		return false;
	if (class->fold == POOL_NONE)
		return true;
	U8_NEXT(fold, at, 1 + fold[0], c);
	if (at != 1 + fold[0])
		return false;
	describe(b, ask, c, &folded);
	return folded.flags & CHAR_PLAIN && folded.latin == class->latin;
}

static void describe(struct build *b, const struct asker *ask, UChar32 c, struct text_class *class)
{
	memset(class, 0, sizeof *class); /* padding too: classes are compared as bytes */
	class->digit = -1;
	if (U_GET_GC_MASK(c) & (U_GC_CN_MASK | U_GC_CO_MASK | U_GC_CS_MASK)) {
		class->flags = u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) ? CHAR_IGNORABLE : 0;
		return;
	}
	class->script = (uint8_t)script_of(c);
	class->flags = flags_of(ask, c, class->script);
	class->digit = (int8_t)(class->flags & CHAR_DIGIT ? u_charDigitValue(c) : -1);
	class->latin = latin_of(b, ask, c, class);
	class->fold = fold_of(b, ask, c, class);
	class->known = known_to(b, c, class->script);
	if ((class->flags & (CHAR_WORD | CHAR_MARK | CHAR_IGNORABLE)) == CHAR_WORD && !text_is_apostrophe((uint32_t)c))
		class->flags |= CHAR_BEGINS;
	class->flags |= is_plain(b, ask, class) ? CHAR_PLAIN : 0;
}

static uint16_t class_index(struct build *b, struct asker *ask, const struct text_class *class)
{
	const struct text_class *all = b->classes.ptr;
	str bytes = {(const char *)class, sizeof *class};
	uint32_t at = text_word_slot(bytes, ask->slot_count);

	for (; ask->slots[at]; at = (at + 1) & (uint32_t)(ask->slot_count - 1))
		if (memcmp(&all[ask->slots[at] - 1], class, sizeof *class) == 0)
			return (uint16_t)(ask->slots[at] - 1);
	size_t index = grow_add(&b->classes, class);
	if (index >= UINT16_MAX || 2 * index >= ask->slot_count)
		die("more classes of code points than 16 bits number");
	ask->slots[at] = (uint32_t)index + 1;
	return (uint16_t)index;
}

/* The page with these cells; equal pages are kept once. */
static uint16_t page_index(struct build *b, const uint16_t cells[PAGE_SIZE])
{
	const uint16_t *all = b->cells.ptr;
	size_t count = b->cells.len / PAGE_SIZE;

	for (size_t i = 0; i < count; i++)
		if (memcmp(all + i * PAGE_SIZE, cells, PAGE_SIZE * sizeof *cells) == 0)
			return (uint16_t)i;
	for (size_t i = 0; i < PAGE_SIZE; i++)
		grow_add(&b->cells, &cells[i]);
	return (uint16_t)count;
}

static int by_base(const void *left, const void *right)
{
	const struct text_composition *a = left, *b = right;

	return a->base != b->base ? (int)a->base - (int)b->base : (int)a->mark - (int)b->mark;
}

static void add_compositions(struct build *b, const struct asker *ask)
{
	for (UChar32 c = 0x80; c <= 0xFFFF; c++) {
		UErrorCode status = U_ZERO_ERROR;
		UChar parts[8];
		bool known = false;
		for (size_t s = 0; s < SCRIPT_COUNT; s++)
			known = known || ask->letters[s][c];
		int32_t n = known ? unorm2_getRawDecomposition(ask->nfc, c, parts, 8, &status) : 0;
		if (n != 2 || U_FAILURE(status) || !is_mark(parts[1]))
			continue;
		grow_add(&b->compositions, &(struct text_composition){parts[0], parts[1], (uint16_t)c});
	}
	qsort(b->compositions.ptr, b->compositions.len, b->compositions.item, by_base);
}

static void init_asker(struct asker *ask, const struct build *b)
{
	UErrorCode status = U_ZERO_ERROR;

	ask->nfc = unorm2_getNFCInstance(&status);
	ask->nfd = unorm2_getNFDInstance(&status);
	ask->nfkc = unorm2_getNFKCInstance(&status);
	ask->nfkd = unorm2_getNFKDInstance(&status);
	if (U_FAILURE(status))
		die("ICU has no normalisation data: %s", u_errorName(status));
	ask->any = open_transliterator("Any-Latin; NFKD; [:Mn:] Remove; Latin-ASCII; Lower");
	ask->han = open_transliterator("NFKC; Han-Latin/Names; NFKD; [:Mn:] Remove; Latin-ASCII; Lower");
	ask->slot_count = 1 << 17;
	ask->slots = calloc(ask->slot_count, sizeof *ask->slots);
	for (size_t s = 0; s < SCRIPT_COUNT; s++)
		ask->letters[s] = calloc(0x10000, 1);
	for (size_t i = 0; i < RULES_COUNT; i++) {
		const uint16_t *letters = b->set[i].letters.ptr;
		for (size_t j = 0; j < b->set[i].letters.len; j++)
			ask->letters[b->set[i].script][letters[j]] = 1;
	}
}

static void finish_asker(struct asker *ask)
{
	utrans_close(ask->any);
	utrans_close(ask->han);
	free(ask->slots);
	for (size_t s = 0; s < SCRIPT_COUNT; s++)
		free(ask->letters[s]);
}

void build_classes(struct build *b)
{
	struct asker ask;
	uint16_t cells[PAGE_SIZE];

	init_asker(&ask, b);
	read_data(b, "translit/letters.txt", on_letter, NULL);
	for (uint32_t page = 0; page < PAGE_COUNT; page++) {
		for (uint32_t i = 0; i < PAGE_SIZE; i++) {
			struct text_class class;
			describe(b, &ask, (UChar32)(page << PAGE_BITS | i), &class);
			cells[i] = class_index(b, &ask, &class);
		}
		b->pages[page] = page_index(b, cells);
	}
	add_compositions(b, &ask);
	finish_asker(&ask);
}

/* ---- variants of Han characters ---------------------------------------------------------------------------- */

enum { HAN_VARIANTS_CHAIN = 8 /* steps from a character to what stands for it, at most */ };

/* The one character that ICU makes of this one; itself when that is none or several. */
static uint16_t simplify(const UTransliterator *with, UChar c)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar text[TEXT_CAP] = {c};
	int32_t len = 1, limit = 1;

	utrans_transUChars(with, text, &len, TEXT_CAP, 0, &limit, &status);
	return U_SUCCESS(status) && len == 1 && text[0] >= HAN_FIRST && text[0] <= HAN_LAST ? text[0] : c;
}

/* `character variants...`, each a field */
static void on_variants(struct build *b, struct data_line *line, void *context)
{
	uint16_t first = 0, variant;

	(void)context;
	for (size_t i = 0; i < line->count; i++) {
		if (line->count < 2 || to_codepoints(line, line->field[i], &variant, 1) != 1 || variant < HAN_FIRST ||
		    variant > HAN_LAST)
			die_at(line, "a line is: a character of U+4E00..U+9FFF, its variants");
		first = i == 0 ? b->simplified[variant - HAN_FIRST] : first;
		b->simplified[variant - HAN_FIRST] = first;
	}
}

void build_simplified(struct build *b)
{
	UTransliterator *simplified = open_transliterator("Hant-Hans");

	for (uint32_t c = HAN_FIRST; c <= HAN_LAST; c++)
		b->simplified[c - HAN_FIRST] = simplify(simplified, (UChar)c);
	utrans_close(simplified);
	read_data(b, "translit/han-variants.txt", on_variants, NULL);
	/* What stands for a character may have another that stands for it. */
	for (size_t i = 0; i < HAN_COUNT; i++)
		for (size_t steps = 0; b->simplified[i] != b->simplified[b->simplified[i] - HAN_FIRST]; steps++) {
			if (steps == HAN_VARIANTS_CHAIN)
				die("variants of U+%04zX go round in a circle", HAN_FIRST + i);
			b->simplified[i] = b->simplified[b->simplified[i] - HAN_FIRST];
		}
}
