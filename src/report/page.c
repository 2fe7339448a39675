/* Writing a page of text.
 *
 * Foreign text is cleaned here and nowhere else: each run of white space (line ends too) becomes one space;
 * other control characters become U+FFFD ("?" without UTF-8), so that no escape sequence survives; marks that
 * change the direction of what follows are dropped. Bytes that are no UTF-8 come out as U+FFFD as well. */
#include "report/page.h"

#include <stdarg.h>
#include <stdio.h>

enum { COLUMNS_DEFAULT = 80, COLUMNS_LEAST = 60 };

enum treatment { KEEP, SPACE, DROP, REPLACE };

static enum treatment treat(uint32_t c)
{
	if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029)
		return SPACE;
	if (c < 0x20 || (c >= 0x7F && c < 0xA0))
		return REPLACE;
	if (c == 0x61C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069))
		return DROP;
	return KEEP;
}

/** The next character to show: white space runs come as one ' '. False at the end. */
static bool next_shown(str *s, uint32_t *c)
{
	while (s->len) {
		str rest = *s;
		*c = page_next(&rest);
		enum treatment how = treat(*c);
		*s = rest;
		if (how == DROP)
			continue;
		if (how == REPLACE)
			*c = 0xFFFD;
		if (how != SPACE)
			return true;
		*c = ' ';
		for (; rest.len && treat(page_next(&rest)) == SPACE; *s = rest)
			;
		return true;
	}
	return false;
}

/** The bytes at the beginning that are shown as they are, a column each: ASCII without white space. */
static size_t count_plain(str s)
{
	size_t n = 0;

	while (n < s.len && s.ptr[n] > ' ' && s.ptr[n] < 0x7F)
		n++;
	return n;
}

size_t page_width(str s)
{
	size_t width = count_plain(s);

	s = str_slice(s, width, s.len);
	for (uint32_t c; next_shown(&s, &c);) {
		size_t plain = count_plain(s);
		width += page_columns(c) + plain;
		s = str_slice(s, plain, s.len);
	}
	return width;
}

static void put_codepoint(struct report_out *out, uint32_t c)
{
	char bytes[4];
	size_t n = 0;

	if (c == 0xFFFD && !out->utf8) {
		bytes[n++] = '?';
	} else if (c < 0x80) {
		bytes[n++] = (char)c;
	} else if (c < 0x800) {
		bytes[n++] = (char)(0xC0 | c >> 6);
		bytes[n++] = (char)(0x80 | (c & 0x3F));
	} else if (c < 0x10000) {
		bytes[n++] = (char)(0xE0 | c >> 12);
		bytes[n++] = (char)(0x80 | (c >> 6 & 0x3F));
		bytes[n++] = (char)(0x80 | (c & 0x3F));
	} else {
		bytes[n++] = (char)(0xF0 | c >> 18);
		bytes[n++] = (char)(0x80 | (c >> 12 & 0x3F));
		bytes[n++] = (char)(0x80 | (c >> 6 & 0x3F));
		bytes[n++] = (char)(0x80 | (c & 0x3F));
	}
	buf_add(&out->buf, (str){bytes, n});
	out->column += page_columns(c);
}

unsigned page_right(const struct report_out *out)
{
	unsigned width = out->width ? out->width : COLUMNS_DEFAULT;

	return width < COLUMNS_LEAST ? COLUMNS_LEAST : width;
}

void page_put(struct report_out *out, const char *s)
{
	str rest = str_from(s);

	buf_add(&out->buf, rest);
	while (rest.len)
		out->column += page_columns(page_next(&rest));
}

static void put_plain(struct report_out *out, str s)
{
	buf_add(&out->buf, s);
	out->column += (unsigned)s.len;
}

void page_print(struct report_out *out, const char *format, ...)
{
	char text[256];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	page_put(out, text);
}

void page_sign(struct report_out *out, const char *fancy, const char *plain)
{
	page_put(out, out->utf8 ? fancy : plain);
}

void page_text(struct report_out *out, str s)
{
	page_cut(out, s, SIZE_MAX);
}

void page_quote(struct report_out *out, str s)
{
	page_sign(out, "“", "\"");
	page_text(out, s);
	page_sign(out, "”", "\"");
}

void page_cut(struct report_out *out, str s, size_t columns)
{
	bool isolated = out->isolate && page_is_rtl(s);
	size_t left = columns, mark = out->utf8 ? 1 : 3;
	bool whole = columns == SIZE_MAX || page_width(s) <= columns;

	if (columns == 0)
		return;
	if (isolated)
		buf_add(&out->buf, STR("\u2068"));
	for (uint32_t c; s.len;) {
		size_t plain = whole ? count_plain(s) : 0;
		put_plain(out, str_slice(s, 0, plain));
		s = str_slice(s, plain, s.len);
		if (!next_shown(&s, &c))
			break;
		unsigned width = page_columns(c);
		if (!whole && width + mark > left)
			break;
		put_codepoint(out, c);
		left -= width;
	}
	if (isolated)
		buf_add(&out->buf, STR("\u2069"));
	if (!whole && left >= mark)
		page_sign(out, "…", "...");
}

/** Cuts the next word with the space behind it off `*rest`. */
static str cut_word(str *rest)
{
	str word = *rest;

	while (rest->len) {
		str before = *rest;
		if (treat(page_next(rest)) == SPACE) {
			word.len = (size_t)(before.ptr - word.ptr);
			return word;
		}
	}
	return word;
}

void page_room(struct report_out *out, size_t columns, unsigned indent)
{
	if (out->column <= indent || out->column + columns <= page_right(out))
		return;
	page_line(out);
	page_to(out, indent);
}

void page_wrap(struct report_out *out, str s, unsigned indent)
{
	bool first = true;

	for (str rest = str_trim(s); rest.len;) {
		str word = cut_word(&rest);
		if (word.len == 0)
			continue;
		if (!first)
			page_put(out, " ");
		page_room(out, page_width(word), indent);
		page_text(out, word);
		first = false;
	}
}

void page_flow(struct report_out *out, str s, unsigned indent)
{
	enum { BEHIND = 2 }; /* " ·" or "," that may follow */

	page_room(out, page_width(s) + BEHIND, indent);
	page_text(out, s);
}

void page_to(struct report_out *out, unsigned column)
{
	if (out->column > column)
		page_put(out, " ");
	while (out->column < column)
		page_put(out, " ");
}

void page_line(struct report_out *out)
{
	/* the space behind the last item does not stay at the end of the line */
	while (out->buf.len && out->buf.ptr[out->buf.len - 1] == ' ')
		out->buf.len--;
	buf_add(&out->buf, STR("\n"));
	out->column = 0;
}

void page_heading(struct report_out *out, const char *title)
{
	if (out->buf.len)
		page_line(out);
	page_colour(out, PAGE_BOLD);
	page_put(out, title);
	page_colour(out, PAGE_PLAIN);
}

void page_colour(struct report_out *out, enum page_colour colour)
{
	static const char *const code[] = {
	    [PAGE_PLAIN] = "\033[0m", [PAGE_RED] = "\033[31m", [PAGE_AMBER] = "\033[33m",
	    [PAGE_BOLD] = "\033[1m",  [PAGE_DIM] = "\033[2m",
	};

	if (out->colour)
		buf_add(&out->buf, str_from(code[colour]));
}

void page_number(struct report_out *out, uint64_t n)
{
	char digits[24];
	int len = snprintf(digits, sizeof digits, "%llu", (unsigned long long)n);

	for (int i = 0; i < len; i++) {
		if (i && (len - i) % 3 == 0)
			page_put(out, ",");
		page_print(out, "%c", digits[i]);
	}
}

void page_bytes(struct report_out *out, uint64_t n)
{
	static const char *const units[] = {"bytes", "KiB", "MiB", "GiB", "TiB"};
	double size = (double)n;
	size_t unit = 0;

	for (; size >= 1024 && unit + 1 < sizeof units / sizeof *units; unit++)
		size /= 1024;
	page_print(out, unit ? "%.1f %s" : "%.0f %s", size, units[unit]);
}

void page_count(struct report_out *out, uint64_t n, const char *one, const char *many)
{
	page_number(out, n);
	page_put(out, " ");
	page_put(out, n == 1 ? one : many);
}

void page_note(struct report_out *out, struct page_notes *notes, str source)
{
	size_t i = 0;

	if (!out->sources || source.len == 0)
		return;
	while (i < notes->list.len && !str_equal(notes->list.ptr[i], source))
		i++;
	if (i == notes->list.len && !vec_push(&notes->list, source)) {
		out->buf.failed = true;
		return;
	}
	page_print(out, " [%zu]", i + 1);
}

void page_note_line(struct report_out *out, struct page_notes *notes, str source, unsigned indent)
{
	if (out->sources && source.len && out->column + sizeof " [999]" - 1 > page_right(out)) {
		page_line(out);
		page_to(out, indent - 1);
	}
	page_note(out, notes, source);
	page_line(out);
}

void page_notes_finish(struct report_out *out, struct page_notes *notes)
{
	if (notes->list.len) {
		page_heading(out, "SOURCES");
		page_line(out);
	}
	for (size_t i = 0; i < notes->list.len; i++) {
		page_print(out, "  [%zu] ", i + 1);
		page_wrap(out, notes->list.ptr[i], out->column);
		page_line(out);
	}
	vec_finish(&notes->list);
}
