/* Escaping and dates of the page. */
#include "report/html.h"

#include <stdarg.h>
#include <stdio.h>

void html_put(struct report_out *out, const char *markup)
{
	buf_add(&out->buf, str_from(markup));
}

void html_print(struct report_out *out, const char *format, ...)
{
	char text[256];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	html_put(out, text);
}

static bool turns_direction(uint32_t c)
{
	return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/** What stands for a character that may not appear as it is, NULL when it may. */
static const char *escape_of(uint32_t c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	case 0xFFFD: /* what is no UTF-8; the other two may not stand in XML */
	case 0xFFFE:
	case 0xFFFF:
		return "\uFFFD";
	default:
		break;
	}
	bool control = (c < 0x20 && c != '\n' && c != '\t' && c != '\r') || (c >= 0x7F && c < 0xA0);
	return control ? "\uFFFD" : turns_direction(c) ? "" : NULL;
}

void html_text(struct report_out *out, str s)
{
	const char *kept = s.ptr; /* begin of what is fine as it is and not yet written */

	while (s.len) {
		const char *begin = s.ptr;
		const char *escaped = escape_of(page_next(&s));
		if (!escaped)
			continue;
		buf_add(&out->buf, (str){kept, (size_t)(begin - kept)});
		html_put(out, escaped);
		kept = s.ptr;
	}
	buf_add(&out->buf, (str){kept, (size_t)(s.ptr - kept)});
}

void html_name(struct report_out *out, str s)
{
	html_put(out, "<bdi>");
	html_text(out, s);
	html_put(out, "</bdi>");
}

void html_isolate(struct report_out *out, str s)
{
	bool wanted = page_is_rtl(s);

	html_put(out, wanted ? "\u2068" : "");
	html_text(out, s);
	html_put(out, wanted ? "\u2069" : "");
}

/** Length of the address at the start of `s`, 0 when there is none. Stops in front of what ends a sentence. */
static size_t address_length(str s)
{
	size_t scheme = str_starts(s, STR("https://")) ? 8 : str_starts(s, STR("http://")) ? 7 : 0, n = scheme;

	while (scheme && n < s.len && (unsigned char)s.ptr[n] > ' ' && !strchr("<>\"'()[]{}|\\^`", s.ptr[n]))
		n++;
	while (n > scheme && strchr(".,;:!?", s.ptr[n - 1]))
		n--;
	return n > scheme ? n : 0;
}

void html_links(struct report_out *out, str prose)
{
	size_t from = 0, at;

	for (size_t next = 0; (at = str_find(prose, STR("http"), next)) != SIZE_MAX; next = at + 1) {
		size_t length = address_length(str_slice(prose, at, prose.len));
		if (length == 0)
			continue;
		str address = str_slice(prose, at, at + length);
		html_text(out, str_slice(prose, from, at));
		html_put(out, "<a rel=\"noreferrer noopener\" href=\"");
		html_text(out, address);
		html_put(out, "\">");
		html_text(out, address);
		html_put(out, "</a>");
		from = at + length;
		at = from - 1;
	}
	html_text(out, str_slice(prose, from, prose.len));
}

/** An end that is known, such that it can follow "since" and a dash. */
static void end_in_words(struct report_out *out, ties_when end)
{
	char text[PAGE_DATE_MAX];
	str words = {text, page_date_long(end, text)};
	bool before = str_starts(words, STR("by ")), between = str_starts(words, STR("between "));

	html_put(out, between ? "some day " : "");
	html_text(out, str_slice(words, before ? 3 : 0, words.len));
	html_put(out, before ? " or before" : "");
}

void html_dates(struct report_out *out, ties_when from, ties_when to)
{
	enum page_end begin = page_end_of(from), end = page_end_of(to);

	if (begin != END_DATED && end != END_DATED) {
		html_put(out, "undated");
		return;
	}
	html_put(out, end == END_OPEN ? "since " : begin == END_DATED ? "" : "until ");
	if (begin == END_DATED)
		end_in_words(out, from);
	html_put(out, begin == END_DATED && end == END_DATED ? " \u2013 " : "");
	if (end == END_DATED)
		end_in_words(out, to);
	html_put(out, end == END_UNKNOWN ? ", end unknown" : "");
}
