/* The tables that tools/gen_translit.c writes at build time, from ICU and from data/translit and data/language.
 *
 *   code point --page--> cell --> class: script, properties, spelling in ASCII, folded form
 *   word of a script with rules --> rules of one language, longest match first
 *   Han character --> readings in Cantonese, Korean, Japanese (Mandarin is the spelling of its class)
 *
 * Strings lie in one pool: a length byte and the bytes. Offset 0 means "none", POOL_EMPTY the empty string.
 * All of it is const and shared; nothing is computed at start. */
#ifndef TEXT_TABLES_H
#define TEXT_TABLES_H

#include "text/text.h"

enum { PAGE_BITS = 7, PAGE_SIZE = 1 << PAGE_BITS, PAGE_COUNT = 0x110000 >> PAGE_BITS };
enum { POOL_NONE = 0, POOL_EMPTY = 1 };

/** Properties of a code point. */
enum {
	CHAR_LETTER = 1 << 0,    /* L* or M* */
	CHAR_DIGIT = 1 << 1,     /* Nd */
	CHAR_UPPER = 1 << 2,     /* Lu, Lt */
	CHAR_LOWER = 1 << 3,     /* Ll */
	CHAR_SPACE = 1 << 4,     /* as text_is_space says */
	CHAR_MARK = 1 << 5,      /* M* */
	CHAR_IGNORABLE = 1 << 6, /* default ignorable, but no space: soft hyphen, joiners, bidi controls */
	CHAR_WORD = 1 << 7,      /* makes tokens: letters, digits, and what NFKD turns into these */
	CHAR_BEGINS = 1 << 8,    /* a word may begin with it: CHAR_WORD, no mark, not ignorable, no apostrophe */
	CHAR_PLAIN = 1 << 9      /* Latin letter that is spelt as its class says, whatever stands around it */
};

/** Does it stand for an apostrophe in names? */
static inline bool text_is_apostrophe(uint32_t c)
{
	if (c < 0x2B9)
		return c == '\'' || c == '`' || c == 0xB4;
	return (c >= 0x2018 && c <= 0x201B) || c == 0x2032 || c == 0xFF07 || (c >= 0x2B9 && c <= 0x2BF) || c == 0x2C8 ||
	       c == 0xA78B || c == 0xA78C;
}

/** What many code points have in common. */
struct text_class {
	uint32_t latin; /* pool: spelling in [a-z0-9], POOL_NONE when nothing is known */
	uint32_t fold;  /* pool: lower-case, composed form as UTF-8; POOL_NONE when the code point is its own */
	uint16_t known; /* bit i: the i-th rule set of its script has this letter */
	uint16_t flags; /* CHAR_… */
	uint8_t script; /* enum text_script */
	int8_t digit;   /* decimal value, -1 when none */
};

/** One line of a rule file: `pattern -> latin`, applied where its context holds. */
struct text_rule {
	uint16_t pattern;  /* start in text_patterns, in code points; the first one equals the index entry */
	uint16_t second;   /* the second one, 0 when there is none */
	uint8_t len;       /* code points, 1..RULE_MAX */
	uint8_t context;   /* RULE_… */
	uint32_t latin[2]; /* pool: default spelling, second romanisation */
};

enum { RULE_MAX = 24 };
enum {
	RULE_START = 1 << 0, /* at the beginning of the word */
	RULE_END = 1 << 1,   /* at its end */
	RULE_AFTER_VOWEL = 1 << 2,
	RULE_AFTER_CONSONANT = 1 << 3,
	RULE_BEFORE_VOWEL = 1 << 4,
	RULE_BEFORE_CONSONANT = 1 << 5,
	RULE_INHERENT = 1 << 6, /* Indic: the pattern ends in a consonant, which carries the inherent vowel */
	RULE_SIGN = 1 << 7      /* Indic: a dependent vowel, replaces the inherent one */
};

/** When an inherent vowel is not spoken. */
enum text_schwa {
	SCHWA_KEPT,  /* Dravidian languages, Sinhala, Oriya */
	SCHWA_FINAL, /* dropped at the end of a word: Bengali, Gujarati */
	SCHWA_MEDIAL /* and between single consonants inside one: Hindi, Punjabi */
};

enum { TEXT_SIGNS = 64, SIGN_LETTERS = 5, SIGN_PAIRS = 32 * 32 };

/** Letters by which a Latin name shows that it is spelt as a rule file says ("shown-by:"). Those that begin with the
 * same two stand together, and those that are listed twice one behind the other. */
struct text_sign {
	char letters[SIGN_LETTERS + 1]; /* two at least, small; then zeros */
	bool begins;                    /* a word */
	uint8_t ruleset;
};

/** By what signs are looked up: the pair of two letters, the first of which ended the pair `before`, in lower bits;
 * other characters share these. */
static inline unsigned text_sign_pair(unsigned before, char letter)
{
	return (before % 32 * 32) | ((unsigned char)letter % 32);
}

/** The rules of one file, sorted by first letter, then longest and most specific first. */
struct text_rules {
	const char *langs; /* ISO codes with a space around each: " ru " */
	const struct text_rule *rule;
	const uint16_t *index;  /* by first letter minus `first`: where its rules begin; one more at the end */
	const uint16_t *vowels; /* sorted letters of the "vowels:" line */
	uint16_t first, last;   /* range of first letters */
	uint16_t vowel_count;
	uint16_t virama; /* Indic: cancels the inherent vowel; 0 when the script has none */
	uint8_t script;  /* enum text_script */
	uint8_t schwa;   /* enum text_schwa */
	char inherent;   /* Indic: 'a'; 0 when the script is none */
	uint8_t shown_by_least;
	uint64_t shown_by; /* so many of these signs, by their numbers; 0 none */
};

/** One per file of data/translit with rules; those of a script stand together, the default one first. */
enum text_ruleset {
	RULES_LATIN,
	RULES_RUSSIAN,
	RULES_UKRAINIAN,
	RULES_BELARUSIAN,
	RULES_BULGARIAN,
	RULES_SERBIAN,
	RULES_MACEDONIAN,
	RULES_TURKIC,
	RULES_TAJIK,
	RULES_MONGOLIAN,
	RULES_GREEK,
	RULES_ARABIC,
	RULES_PERSIAN,
	RULES_URDU,
	RULES_PASHTO,
	RULES_KURDISH,
	RULES_UYGHUR,
	RULES_HEBREW,
	RULES_ARMENIAN,
	RULES_GEORGIAN,
	RULES_DEVANAGARI,
	RULES_BENGALI,
	RULES_GURMUKHI,
	RULES_GUJARATI,
	RULES_ORIYA,
	RULES_TAMIL,
	RULES_TELUGU,
	RULES_KANNADA,
	RULES_MALAYALAM,
	RULES_SINHALA,
	RULES_THAI,
	RULES_KHMER,
	RULES_BURMESE,
	RULES_ETHIOPIC,
	RULES_TIBETAN,
	RULES_SYRIAC,
	RULES_MONGOLIAN_SCRIPT,
	RULES_THAANA,
	RULES_TIFINAGH,
	RULES_NKO,
	RULES_INUKTITUT,
	RULES_KANA,
	RULES_KATAKANA,        /* foreign names in kana, before RULES_KANA */
	RULES_WADE,            /* Mandarin: pinyin respelt as Wade and Giles did, without marks */
	RULES_WADE_PINYIN,     /* Latin: the way back */
	RULES_PALLADIUS,       /* Cyrillic syllables of Chinese */
	RULES_POLIVANOV,       /* … of Japanese */
	RULES_KOREAN_CYRILLIC, /* … of Korean */
	RULES_KUNREI,          /* Latin syllables of Japanese as Japan spells them, to Hepburn's */
	RULES_SOMALI,          /* Latin letters of Somali, as English has them */
	RULES_INDONESIAN,      /* Latin letters of Indonesian as they were before 1972 */
	RULES_HAN_FOREIGN,     /* names from elsewhere in Han */
	RULES_HAN_TIBETAN,     /* words of Tibetan names in Han */
	RULES_HAN_VIETNAMESE,  /* characters as Vietnamese names have them */
	RULES_HAN_HOKKIEN,     /* characters as families of Fujian spell them */
	RULES_COUNT
};

/** Base letter and combining mark that make a letter some rule knows. */
struct text_composition {
	uint16_t base, mark, composed;
};

/** A Japanese word of japanese-names.txt, a customary Korean spelling, a surname reading. */
struct text_reading_entry {
	uint16_t key;   /* start in text_patterns */
	uint8_t len;    /* code points */
	uint8_t kind;   /* enum text_entry_kind */
	uint32_t latin; /* pool */
};
enum text_entry_kind {
	ENTRY_JAPANESE,          /* word */
	ENTRY_KOREAN_SURNAME,    /* Hangul syllable, customary spelling */
	ENTRY_KOREAN_OLD,        /* Hangul surname as McCune and Reischauer spell it */
	ENTRY_KOREAN_GIVEN,      /* Hangul syllable in given names, customary spelling */
	ENTRY_HANJA_SURNAME,     /* Han surname with a Korean reading of its own: pool holds the Hangul syllable */
	ENTRY_CANTONESE_SURNAME, /* Han surname with a Hong Kong spelling of its own */
	ENTRY_MANDARIN_SURNAME,  /* Han surname that is read otherwise than the word */
	ENTRY_JAPANESE_KUN,      /* character, its reading in surnames */
	ENTRY_JAPANESE_NANORI,   /* character, its reading in given names */
	ENTRY_JAPANESE_ENDING    /* what follows a character of on reading in a given name */
};
enum { ENTRY_MAX = 8 };

/** A word of data/language, lower case, with the languages it speaks for. */
struct text_word {
	uint64_t langs; /* bit i: text_languages[i]; WORD_… */
	uint32_t text;  /* pool; POOL_NONE: free slot */
};
enum { LANGUAGE_MAX = 56 };
#define WORD_ABBREVIATION (1ull << 63) /* a full stop behind it ends no sentence */
#define WORD_CLOSING (1ull << 62)      /* … unless a frequent word with a capital follows: Inc., etc. */
#define WORD_MONTH (1ull << 61)        /* "3." may stand before it */
#define WORD_ELISION (1ull << 60)      /* an article or the like that lost its vowel: d', l', dell' */
#define WORD_LANGUAGES ((1ull << LANGUAGE_MAX) - 1)

enum { HAN_FIRST = 0x4E00, HAN_LAST = 0x9FFF, HAN_COUNT = HAN_LAST - HAN_FIRST + 1 };

extern const uint16_t text_pages[PAGE_COUNT];
extern const uint16_t text_cells[];
extern const struct text_class text_classes[];
extern const char text_pool[];
extern const uint16_t text_patterns[];
extern const struct text_rules text_rulesets[RULES_COUNT];
extern const uint16_t text_second_letters[]; /* of the "second:" line, small and capital; behind the last, 0 */
extern const struct text_sign text_signs[TEXT_SIGNS + 1]; /* behind the last, one without letters */
extern const uint8_t text_sign_first[SIGN_PAIRS];         /* by text_sign_pair, counted from 1; 0 none */
extern const struct text_composition text_compositions[];
extern const size_t text_composition_count;
/** Sorted by kind, then by first code point, then longest first. */
extern const struct text_reading_entry text_entries[];
extern const size_t text_entry_count;
/** Hash table (text_word_slot), size a power of two. */
extern const struct text_word text_words[];
extern const size_t text_word_size;
extern const char *const text_languages[];
extern const size_t text_language_count;
/** By code point minus HAN_FIRST: pool offsets of spellings, and the Hangul syllable; 0 when unknown. */
extern const uint16_t text_han_cantonese[HAN_COUNT];
extern const uint16_t text_han_japanese[HAN_COUNT];
extern const uint16_t text_han_korean[HAN_COUNT];
/** … the code point that variants of a character are told by. */
extern const uint16_t text_han_simplified[HAN_COUNT];

static inline const struct text_class *text_class_of(uint32_t codepoint)
{
	if (codepoint > 0x10FFFF)
		codepoint = 0xFFFF;
	size_t page = text_pages[codepoint >> PAGE_BITS];

	return &text_classes[text_cells[page << PAGE_BITS | (codepoint & (PAGE_SIZE - 1))]];
}

/** Are the bytes a code point of two? */
static inline bool utf8_is_pair(unsigned first, unsigned second)
{
	return first >= 0xC2 && first < 0xE0 && (second & 0xC0) == 0x80;
}
static inline uint32_t utf8_of_pair(unsigned first, unsigned second)
{
	return (first & 0x1F) << 6 | (second & 0x3F);
}
/** As utf8_next; quick where the code point has one or two bytes and is not the last. */
static inline uint32_t utf8_next_quick(str *s)
{
	if (s->len >= 2) {
		unsigned first = (unsigned char)s->ptr[0], second = (unsigned char)s->ptr[1];
		bool pair = utf8_is_pair(first, second);
		if (first < 0x80 || pair) {
			*s = (str){s->ptr + 1 + pair, s->len - 1 - pair};
			return pair ? utf8_of_pair(first, second) : first;
		}
	}
	return utf8_next(s);
}

static inline str text_pool_str(uint32_t offset)
{
	return (str){text_pool + offset + 1, (unsigned char)text_pool[offset]};
}

/** First slot to try for a word (FNV-1a); go on with the next one until a free slot. */
static inline uint32_t text_word_slot(str word, size_t table_size)
{
	uint32_t hash = 2166136261u;

	for (size_t i = 0; i < word.len; i++)
		hash = (hash ^ (unsigned char)word.ptr[i]) * 16777619u;
	return (hash ^ hash >> 15) & (uint32_t)(table_size - 1);
}

#endif
