/* A cursor over tokens and the forms of a date; for prose.c. */
#ifndef DATES_FORM_H
#define DATES_FORM_H

#include "dates/dates.h"
#include "dates/token.h"

enum { EN_DASH = 0x2013, EM_DASH = 0x2014 };

struct cursor {
	str text;
	struct token token; /* the one to be read next */
	size_t end;         /* byte behind the one read last */
	bool running;       /* running text: be suspicious */
};

/** To the next token; the end of a paragraph ends the text. */
void cursor_advance(struct cursor *c);
bool cursor_at_mark(const struct cursor *c, uint32_t mark);
/** Steps over `mark` if it is next. */
bool cursor_take_mark(struct cursor *c, uint32_t mark);
/** Is the next token a word of `list`, folded words with NULL at the end? */
bool cursor_at_word(const struct cursor *c, const char *const *list);
bool cursor_take_word(struct cursor *c, const char *const *list);
/** A date that begins at the next token, in the first form that fits; the cursor then stands behind it. */
bool cursor_read_date(struct cursor *c, struct date *out);

#endif
