/* Numbers, words and marks of running text, as dates need them. */
#ifndef DATES_TOKEN_H
#define DATES_TOKEN_H

#include "base/str.h"

enum token_kind {
	TOKEN_END,    /* no text left, or too wide a gap before what follows */
	TOKEN_NUMBER, /* digits (western, Arabic, Persian, full width), perhaps with an ordinal ending: 1er, 10th, 1º */
	TOKEN_DECADE, /* 1970s */
	TOKEN_WORD,   /* letters; digits among them make it no number */
	TOKEN_MARK    /* one other character, or one Chinese character */
};

struct token {
	enum token_kind kind;
	size_t start, end; /* bytes in the text */
	uint32_t value;    /* of a number or decade, the highest uint32_t when it has more than nine digits; the
	                    * character of a mark */
	uint8_t digits;    /* of a number or decade, 255 at most */
	bool ordinal;      /* the number has an ordinal ending */
	bool apart;        /* there is space before it */
	bool paragraph;    /* there is more than one line end before it */
};

/** The token at or after byte `at`. O(bytes of it and of the space before it). */
void token_next(str text, size_t at, struct token *out);
/** No word or number goes on across byte `at`. O(1). */
bool token_boundary(str text, size_t at);

enum { WORD_MAX = 48 };
/** `word` in lower case, without accents and vowel signs, with alef and yeh in one form; empty when it is longer
 *  than WORD_MAX bytes. */
str token_fold(str word, char into[WORD_MAX]);

/** A folded name of a month in eleven languages: 1..12, or 0. `*common` says that it is an everyday word too.
 *  O(log names). */
int month_find(str folded, bool *common);

#endif
