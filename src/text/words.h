/* Cutting text into words: the step below text_tokens and text_normal. */
#ifndef TEXT_WORDS_H
#define TEXT_WORDS_H

#include "text/readings.h"

struct cutter {
	struct reader reader;
	size_t at;           /* next byte to look at */
	size_t last_end;     /* end of the token before, SIZE_MAX before the first */
	uint8_t last_script; /* enum text_script of it */
	unsigned joined;     /* TOKEN_HYPHEN or TOKEN_APOSTROPHE when one stands between it and what comes */
	size_t no_acronym;   /* before this offset, letters with dots between them are none: looked at once */
	uint32_t last_han;   /* character before in a run of Han, for the iteration mark; 0 at its beginning */
	bool behind_surname; /* the token before is a word that a Japanese name may begin with */
	struct text_tokens *out;
};

/** One word that begins as an alphabet, an abjad or digits; its letters folded. */
struct word {
	struct letter letter[WORD_MAX];
	size_t len;             /* letters, cut at WORD_MAX */
	size_t start, end;      /* bytes in the source */
	unsigned flags;         /* TOKEN_… so far */
	size_t letters, uppers; /* seen, also behind WORD_MAX */
};

void cutter_init(struct cutter *c, str src, str lang, enum text_reading reading, struct text_tokens *out);
/** Cuts the next word, which may give several tokens (at most WORD_TOKENS_MAX) or none; false at the end of the
 *  text or when the arrays are full. */
bool cutter_step(struct cutter *c);
enum { WORD_TOKENS_MAX = 8 };

/** Code point at `at` (0 at the end), and its width in `*width`. */
uint32_t cutter_peek_far(const struct cutter *c, size_t at, size_t *width);
/** The same; quick where it has one or two bytes and is not the last. */
static inline uint32_t cutter_peek(const struct cutter *c, size_t at, size_t *width)
{
	str src = c->reader.src;

	if (at + 1 < src.len) { /* offsets have 32 bits */
		unsigned first = (unsigned char)src.ptr[at], second = (unsigned char)src.ptr[at + 1];
		if (first < 0x80) {
			*width = 1;
			return first;
		}
		if (utf8_is_pair(first, second)) {
			*width = 2;
			return utf8_of_pair(first, second);
		}
	}
	return cutter_peek_far(c, at, width);
}
/** Writes one token; drops it when its normal form is empty. */
void cutter_emit(struct cutter *c, size_t start, size_t end, enum text_script script, unsigned flags, str norm);
/** Spells and writes the tokens of a word. */
void word_emit(struct cutter *c, const struct word *w);
/** Are names in Latin respelt: of China as Wade and Giles spelt them, of Japan as Japan does, of Somalia, of Indonesia?
 * Their apostrophes tell syllables apart, and are letters of the word. */
static inline bool cutter_respells(const struct cutter *c)
{
	enum text_reading reading = c->reader.reading;

	return reading == READING_MANDARIN || reading == READING_JAPANESE || reading >= READING_SOMALI;
}
/** Scripts that have functions of their own: one step each. */
void han_step(struct cutter *c);
void hangul_step(struct cutter *c);
/** Is it a letter that a Burmese syllable may begin with? */
bool is_burmese(uint32_t letter);
/** How many letters the first syllable of a Burmese word has (`len` > 0). */
size_t burmese_syllable(const struct letter *word, size_t len);
/** Reads letters of a word from c->at on into `*w`; moves c->at behind them and sees to what joins the next. */
void word_read(struct cutter *c, struct word *w);
/** "U.S.A." at c->at: reads its letters; false when there is none. */
bool acronym_read(struct cutter *c, struct word *w);

/** A script written without spaces, or in blocks: its tokens border on others without a space. */
static inline bool script_is_spaceless(enum text_script script)
{
	return script == SCRIPT_HAN || script == SCRIPT_KANA || script == SCRIPT_THAI || script == SCRIPT_HANGUL;
}

#endif
