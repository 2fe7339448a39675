/* Writing a page of text: columns, cutting, wrapping, colours, footnotes. Internal to src/report.
 *
 * Every piece of foreign text goes through page_text and its kin, which measure it as a terminal does and drop
 * what could move the cursor. `out->column` always says where the next character goes. */
#ifndef REPORT_PAGE_H
#define REPORT_PAGE_H

#include "base/vec.h"
#include "report/report.h"

enum page_colour { PAGE_PLAIN, PAGE_RED, PAGE_AMBER, PAGE_BOLD, PAGE_DIM };

/* ---- measuring ------------------------------------------------------------------------------------- */

/** Cuts the next code point off `*s` (not empty); bytes that belong to none come out as U+FFFD. */
uint32_t page_next_of_all(str *s);
static inline uint32_t page_next(str *s)
{
	unsigned char first = (unsigned char)s->ptr[0];

	if (first >= 0x80)
		return page_next_of_all(s);
	*s = (str){s->ptr + 1, s->len - 1};
	return first;
}
/** Offset of the first byte that is not UTF-8, SIZE_MAX when all is well. */
size_t page_invalid_at(str s);
/** Columns of one code point: 0, 1 or 2. */
unsigned page_columns(uint32_t codepoint);
/** Columns that page_text would take. */
size_t page_width(str s);
/** Has it a letter that is written from right to left? */
bool page_is_rtl(str s);
/** Is its first letter Latin? Digits and punctuation do not count; true when there is no letter. */
bool page_is_latin(str s);

/* ---- writing --------------------------------------------------------------------------------------- */

/** Our own words; UTF-8 without control characters. */
void page_put(struct report_out *out, const char *s);
__attribute__((format(printf, 2, 3))) void page_print(struct report_out *out, const char *format, ...);
/** `fancy` where Unicode may be drawn, else `plain`. */
void page_sign(struct report_out *out, const char *fancy, const char *plain);
/** Foreign text, made harmless: white space runs become one space. */
void page_text(struct report_out *out, str s);
/** The same in quotation marks. */
void page_quote(struct report_out *out, str s);
/** The same in at most `columns` columns, with an ellipsis where something was left out. */
void page_cut(struct report_out *out, str s, size_t columns);
/** Foreign text wrapped at the page's width; lines after the current one begin at column `indent`. */
void page_wrap(struct report_out *out, str s, unsigned indent);
/** Begins a new line at `indent` when `columns` more do not fit on this one. */
void page_room(struct report_out *out, size_t columns, unsigned indent);
/** One item of an enumeration, kept on one line. */
void page_flow(struct report_out *out, str s, unsigned indent);
/** Spaces up to `column`; one space when the text went past it. */
void page_to(struct report_out *out, unsigned column);
void page_line(struct report_out *out);
/** An empty line, then `title` as a heading. */
void page_heading(struct report_out *out, const char *title);
void page_colour(struct report_out *out, enum page_colour colour);
unsigned page_right(const struct report_out *out);
/** "1,012". */
void page_number(struct report_out *out, uint64_t n);
/** "2.1 MiB". */
void page_bytes(struct report_out *out, uint64_t n);
/** "1 mention", "2 mentions". */
void page_count(struct report_out *out, uint64_t n, const char *one, const char *many);

/* ---- footnotes ------------------------------------------------------------------------------------- */

/** Sources in order of first mention; zero-initialise. */
struct page_notes {
	VEC(str) list;
};

/** Writes " [n]" for a source and remembers it. Writes nothing for an empty one, or when sources are off. */
void page_note(struct report_out *out, struct page_notes *notes, str source);
/** The same as the end of a wrapped text: on a new line at `indent` when it does not fit on this one. Ends the line. */
void page_note_line(struct report_out *out, struct page_notes *notes, str source, unsigned indent);
/** Writes what the numbers stand for, then frees. */
void page_notes_finish(struct report_out *out, struct page_notes *notes);

/* ---- dates ----------------------------------------------------------------------------------------- */

enum { PAGE_DATE_MAX = 48 };

/** How an end of an interval stands. */
enum page_end { END_UNKNOWN, END_OPEN, END_DATED };
enum page_end page_end_of(ties_when w);
/** For a column of ten: "2012-12-17", "2012…2026" for a bracket, "by 2019", "" when open, "?" when unknown. */
size_t page_date_short(const struct report_out *out, ties_when w, char into[PAGE_DATE_MAX]);
/** "on" a day, "in" a month, a year or any longer time. */
const char *page_preposition(ties_when w);
/** In words: "2012-12-17", "between 2012-12-01 and 2026-08-22", "by 2019-01-15". */
size_t page_date_long(ties_when w, char into[PAGE_DATE_MAX]);
/** Is it not one single day, month or year but a bracket, "~" or "?" ? */
bool page_date_is_soft(ties_when w);
/** ISO date of a day number. */
size_t page_day(int32_t day, char into[PAGE_DATE_MAX]);
int page_year(int32_t day);
/** Day number of the first of January; years outside of -9999..9999 are clamped. */
int32_t page_new_year(int year);

#endif
