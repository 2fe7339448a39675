/* What does this string say? The door of src/text.
 *
 * Everything above works on the normal form: lower-case ASCII letters and digits, tokens separated by
 * one space. From any script to there leads a transliteration whose tables are generated at build time
 * (tools/gen_translit.c, from ICU and from data/translit/); the library itself does not link ICU. */
#ifndef TEXT_TEXT_H
#define TEXT_TEXT_H

#include "base/str.h"

/* ---- UTF-8 ------------------------------------------------------------------------------------- */

/** Cuts the first code point off `*s` (not empty). Each byte that belongs to no valid sequence comes out
 *  as U+FFFD, so decoding always ends and never reads past the slice. */
uint32_t utf8_next(str *s);
/** Writes up to 4 bytes; returns how many. A surrogate or a value past U+10FFFF is written as U+FFFD. */
size_t utf8_put(uint32_t codepoint, char out[4]);
/** Offset of the first byte that is not valid UTF-8, SIZE_MAX when all is well. */
size_t utf8_invalid_at(str s);
/** Number of code points, counted as utf8_next counts them. */
size_t utf8_length(str s);
/** The text as it was before its UTF-8 was read as Windows-1252 and written as UTF-8 again (BenoÃ®t); bytes of it, 0
 *  when that has not happened or `cap` bytes have no room for it. at[i], of cap + 1: where in `text` that begins which
 *  byte i is made of; behind the last, its end. */
size_t text_repair(str text, char *out, uint32_t *at, size_t cap);

/* ---- scripts and characters --------------------------------------------------------------------- */

enum text_script {
	SCRIPT_COMMON, /* digits, punctuation, marks: belongs to any script */
	SCRIPT_LATIN,
	SCRIPT_CYRILLIC,
	SCRIPT_GREEK,
	SCRIPT_ARABIC, /* Arabic, Persian, Urdu, Pashto, … */
	SCRIPT_HEBREW,
	SCRIPT_ARMENIAN,
	SCRIPT_GEORGIAN,
	SCRIPT_DEVANAGARI,
	SCRIPT_BENGALI,
	SCRIPT_INDIC, /* Gurmukhi, Gujarati, Tamil, Telugu, Kannada, Malayalam, Oriya, Sinhala */
	SCRIPT_THAI,  /* Thai and Lao */
	SCRIPT_HAN,
	SCRIPT_KANA, /* Hiragana and Katakana */
	SCRIPT_HANGUL,
	SCRIPT_OTHER,
	SCRIPT_COUNT
};

/** Has it no byte above 0x7F? */
bool text_is_ascii(str s);
enum text_script text_script_of(uint32_t codepoint);
/** Name for people: "Latin", "Arabic", … */
const char *text_script_name(enum text_script script);
/** ISO 15924 code: "Latn", "Arab", … */
const char *text_script_code(enum text_script script);
/** The script of most letters of `s`, SCRIPT_COMMON when it has none. */
enum text_script text_script_main(str s);

/** Character classes, by code point. */
bool text_is_letter(uint32_t codepoint); /* general categories L*, and M* inside words */
bool text_is_digit(uint32_t codepoint);  /* Nd, any script */
bool text_is_upper(uint32_t codepoint);  /* Lu, Lt */
bool text_is_lower(uint32_t codepoint);  /* Ll */
bool text_is_space(uint32_t codepoint);  /* White_Space, U+200B, U+FEFF */
/** Which character is it, whatever its shape: 張 and 张 are one, 沢 and 泽? The code point that stands for it; 0 if it
 * is no Han character of the common ones (U+4E00..U+9FFF). */
uint32_t text_han_character(uint32_t codepoint);
/** Which syllable of Hangul is it, as South Korea writes it at the beginning of a word: 리 and 이 are one? 0 if it is
 * none. */
uint32_t text_hangul_syllable(uint32_t codepoint);
/** The value of a decimal digit of any script, -1 when it is none. */
int text_digit_value(uint32_t codepoint);

/* ---- tokens --------------------------------------------------------------------------------------- */

/** How a token was written: facts that the normal form loses. */
enum {
	TOKEN_CAPITAL = 1 << 0,    /* first letter is upper case, or the script has no case */
	TOKEN_ALL_UPPER = 1 << 1,  /* two letters or more, all upper case */
	TOKEN_DIGITS = 1 << 2,     /* has a digit */
	TOKEN_DOT = 1 << 3,        /* a full stop follows directly ("V." , "Dr.") */
	TOKEN_HYPHEN = 1 << 4,     /* a hyphen joins it to the token before ("Jean-Claude") */
	TOKEN_APOSTROPHE = 1 << 5, /* an apostrophe joins it to the token before ("O'Brien", "d'Arc", "Iran's") */
	TOKEN_BROKEN = 1 << 6,     /* held '?' or U+FFFD between letters: an encoding broke here; the normal
	                              form has '?' at that place */
	TOKEN_SPACELESS = 1 << 7   /* no space between it and the token before, in a script written without spaces */
};

enum { TOKEN_MAX = 63 }; /* longest normal form of one token in bytes; the rest is cut off */

struct text_token {
	uint32_t start; /* byte offset in the source */
	uint32_t end;   /* byte offset behind it */
	uint32_t norm;  /* offset of the normal form in the norm buffer */
	uint8_t len;    /* bytes of the normal form, 1..TOKEN_MAX */
	uint8_t script; /* enum text_script */
	uint16_t flags; /* TOKEN_… */
};

/** Which reading of characters that have several: Han as Mandarin, Japanese (on/kun as names have them),
 *  Korean or Cantonese; Arabic script as Arabic or Persian; Cyrillic as Russian, Ukrainian, Bulgarian, Serbian.
 *  READING_DEFAULT picks from the characters themselves (kana beside Han means Japanese, і ї є mean
 *  Ukrainian, پ چ ژ گ mean Persian …) and the language hint. */
enum text_reading {
	READING_DEFAULT,
	READING_MANDARIN,
	READING_CANTONESE,
	READING_JAPANESE,
	READING_KOREAN,
	READING_ALTERNATIVE,    /* the second romanisation of a script that has two in common use (Arabic names as
	                          French writes them, Cyrillic as scholars do); equal to DEFAULT where there is none */
	READING_JAPANESE_OTHER, /* as READING_JAPANESE; words with two readings by the other one, kana as
	                           foreign names */
	READING_FOREIGN,        /* Hangul and Han as names from elsewhere: 트럼프, 特朗普, Trump; 多吉, Dorje */
	READING_VIETNAMESE,     /* Han as Vietnamese names have it: 阮文強, Nguyen Van Cuong */
	READING_SOMALI,         /* Latin as Somali writes it, as English does: Xasan Cali, Hasan Ali */
	READING_INDONESIAN,     /* Latin as Indonesian wrote it before 1972, as it does now: Tjipto, Cipto */
	READING_HOKKIEN,        /* Han as families of Fujian and Chaozhou spell it: 陳金發, Tan Kim Huat */
	READING_COUNT
};

/** Has the name, most letters of which are of this script, two words or more, all made of syllables as Russian spells
 *  names of China (READING_MANDARIN), Japan (READING_JAPANESE) or Korea (READING_KOREAN), or as Wade and Giles spelt
 * Chinese (READING_MANDARIN), or Japan Japanese (READING_JAPANESE: Tiba Zyun'iti)? Or, in Hangul, two words or more,
 * one of three syllables or more, or, in Han, words with a dot between them, or words of Tibetan names alone, as names
 * from elsewhere are (READING_FOREIGN)? Or has it, in Han, two to four characters as Vietnamese names have them
 * (READING_VIETNAMESE), or as families of Fujian spell theirs (READING_HOKKIEN)? Then that reading gives them as these
 * languages are written in Latin now. */
bool text_reads_as(str name, enum text_script script, enum text_reading reading);

/** The readings, bits by enum text_reading, in which a Latin name shows by a few letters that it may be meant:
 * Zyun'iti, Xasan, Tjipto Djojo (the "shown-by:" lines of data/translit). O(bytes). */
unsigned text_readings_shown(str name);

/** Has the Latin name a letter that is written otherwise where marks are lacking, so that READING_ALTERNATIVE is
 * another one: Vučić, Vuchich; Thaçi, Thachi; Hacı, Haji (the "second:" line of data/translit/latin.txt)? O(bytes). */
bool text_has_second_spelling(str name);

/** Where text_tokens writes. The caller owns both arrays. */
struct text_tokens {
	struct text_token *token;
	size_t token_cap;
	size_t token_count;
	char *norm; /* normal forms, back to back, not separated */
	size_t norm_cap;
	size_t norm_len;
	bool full; /* an array was too small: what fitted is there */
};

/** Cuts `s` into tokens with their normal forms. Letters and digits make tokens; everything else separates.
 *  "&" becomes the token "and", "+" none. A script written without spaces (Han, kana, Thai) gives one token
 *  per character run; Han names are split into syllables only by names (src/names). Case folded, marks
 *  removed, compatibility forms unfolded (NFKD), ligatures and letters such as ß æ ø đ ł spelt out.
 *  `lang` is an ISO 639 hint or empty. O(bytes), allocates nothing. */
void text_tokens(str s, str lang, enum text_reading reading, struct text_tokens *out);

/** The whole normal form of `s`: its tokens with one space between; returns its length, cut at `cap`. */
size_t text_normal(str s, str lang, char *out, size_t cap);
static inline str text_token_norm(const struct text_tokens *t, size_t i)
{
	return (str){t->norm + t->token[i].norm, t->token[i].len};
}

/* ---- phrases ------------------------------------------------------------------------------------------ */

enum { PHRASE_MAX = 512 }; /* longest phrase in bytes */

/** The normal form of one token by itself, whatever stands around it and in whatever language; its length. */
size_t text_word(str source, char out[TOKEN_MAX]);
/** That of token `i` of `source`; borrowed from the tokens or spelt into `out`. */
str text_word_of(const struct text_tokens *t, size_t i, str source, char out[TOKEN_MAX]);
/** Adds a word to the `len` bytes of a phrase and returns the new length; SIZE_MAX when there is no room. Behind an
 *  apostrophe it is joined to the word before it ("Qa'ida"), and the s of a possessive is dropped. */
size_t text_phrase_add(char *phrase, size_t len, size_t cap, str word, unsigned flags);
/** The phrase of a whole name: what a document that has this name comes to. Its length, 0 when the name is illegible
 *  or too long; `*words` is the number of its tokens. */
size_t text_phrase(str name, char *phrase, size_t cap, uint32_t *words);

/* ---- sentences and language ------------------------------------------------------------------------ */

/** Cuts the next sentence off `*rest`, with the white space around it trimmed; false at the end. Ends at . ! ? …
 *  and their kin in other scripts (؟ 。 । ։), not after common abbreviations, initials and inside numbers;
 *  an empty line always ends one. O(bytes). */
bool text_sentence(str *rest, str *sentence);
/** ISO 639-1 code of the language `s` is most likely in ("en", "fr", "fa", …), "und" when it cannot be said.
 *  By script and frequent words; a static string. */
const char *text_language(str s);

#endif
