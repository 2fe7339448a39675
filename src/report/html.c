/* Escaping, dates and bars of the page.
 *
 * Bars are placed in ten-thousandths of the axis and written as percentages, so that all cards share one scale
 * whatever their width. Where an end is not known exactly, the bar fades over the days that it can mean. */
#include "report/html.h"

#include "report/entity.h"

#include <stdarg.h>
#include <stdio.h>

enum {
	SCALE = 10000,
	LABEL_ROOM = 1300 /* of SCALE: a year needs this much */,
	DATE_ROOM = 1700 /* so much beside the date asked about */
};

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
	default:
		break;
	}
	bool control = (c < 0x20 && c != '\n' && c != '\t' && c != '\r') || (c >= 0x7F && c < 0xA0);
	return control ? "\uFFFD" : NULL;
}

void html_text(struct report_out *out, str s)
{
	while (s.len) {
		const char *begin = s.ptr;
		uint32_t c = page_next(&s);
		const char *escaped = c == 0xFFFD ? "\uFFFD" : escape_of(c);
		if (escaped)
			html_put(out, escaped);
		else
			buf_add(&out->buf, (str){begin, (size_t)(s.ptr - begin)});
	}
}

void html_source(struct report_out *out, str source)
{
	bool link = (str_starts(source, STR("https://")) || str_starts(source, STR("http://"))) &&
	            str_find_char(source, ' ', 0) == SIZE_MAX;

	if (link) {
		html_put(out, "<a rel=\"noreferrer noopener\" href=\"");
		html_text(out, source);
		html_put(out, "\">");
	}
	html_text(out, source);
	if (link)
		html_put(out, "</a>");
}

void html_dates(struct report_out *out, ties_when from, ties_when to)
{
	char text[PAGE_DATE_MAX];
	enum page_end begin = page_end_of(from), end = page_end_of(to);

	if (begin != END_DATED && end != END_DATED) {
		html_put(out, "undated");
		return;
	}
	html_put(out, end == END_OPEN ? "since " : begin == END_DATED ? "" : "until ");
	if (begin == END_DATED)
		html_text(out, (str){text, page_date_long(from, text)});
	if (begin == END_DATED && end == END_DATED)
		html_put(out, " \u2013 ");
	if (end == END_DATED)
		html_text(out, (str){text, page_date_long(to, text)});
	else if (end == END_UNKNOWN)
		html_put(out, ", end unknown");
}

/* ---- bars ------------------------------------------------------------------------------------------ */

static void percent(struct report_out *out, const char *name, unsigned place)
{
	html_print(out, " %s=\"%u.%02u%%\"", name, place / 100, place % 100);
}

static void rect(struct report_out *out, const char *kind, unsigned from, unsigned to)
{
	enum { LEAST = 60 }; /* of SCALE: a bar is never too thin to be seen */

	if (to < from + LEAST && kind[0] == 's' && kind[2] == 'l')
		to = from + LEAST;
	if (to <= from)
		return;
	html_print(out, "<rect class=\"%s\" y=\"3\" height=\"6\"", kind);
	percent(out, "x", from);
	percent(out, "width", to - from);
	html_put(out, "/>");
}

static void mark(struct report_out *out, const struct axis *axis)
{
	if (axis->mark == TIES_DAY_MIN)
		return;
	unsigned at = axis_place(axis, axis->mark, SCALE);
	html_put(out, "<line class=\"then\" y1=\"-1\" y2=\"13\"");
	percent(out, "x1", at);
	percent(out, "x2", at);
	html_put(out, "/>");
}

void html_bar(struct report_out *out, const struct axis *axis, ties_when from, ties_when to, const char *state)
{
	struct axis_bar bar = axis_bar(axis, from, to, SCALE);

	if (!axis_is_drawable(axis))
		return;
	html_print(
	    out,
	    "<svg class=\"bar %s\" aria-hidden=\"true\"><rect class=\"track\" y=\"5.5\" width=\"100%%\" height=\"1\"/>",
	    state);
	rect(out, "soft", bar.start[0], bar.start[1]);
	if (bar.end[0] > bar.start[1] || bar.start[0] == bar.end[1])
		rect(out, "solid", bar.start[1], bar.end[0]);
	rect(out, "soft", bar.end[0], bar.end[1]);
	if (bar.open)
		html_put(out, "<svg x=\"100%\" overflow=\"visible\"><path d=\"M-1 0 L7 6 L-1 12 Z\"/></svg>");
	else if (!bar.unknown && bar.end[0] == bar.end[1]) {
		html_put(out, "<rect class=\"end\" y=\"0\" width=\"2\" height=\"12\"");
		percent(out, "x", bar.end[1]);
		html_put(out, "/>");
	}
	mark(out, axis);
	html_put(out, "</svg>");
}

/** A label that does not stand out at the sides. */
static void axis_label(struct report_out *out, unsigned at, const char *class, str text)
{
	enum { EDGE = SCALE / 12 };

	html_print(out, "<text class=\"%s\" y=\"10\" text-anchor=\"%s\"", class,
	           at < EDGE           ? "start"
	           : at > SCALE - EDGE ? "end"
	                               : "middle");
	percent(out, "x", at);
	html_put(out, ">");
	html_text(out, text);
	html_put(out, "</text>");
}

void html_axis(struct report_out *out, const struct axis *axis, str date)
{
	if (!axis_is_drawable(axis))
		return;
	int step = axis_step(axis, SCALE, LABEL_ROOM), first = page_year(axis->first), last = page_year(axis->last);
	int year = first % step ? first + step - first % step : first;
	bool marked = axis->mark != TIES_DAY_MIN;
	unsigned then = axis_place(axis, axis->mark, SCALE);

	html_put(out, "<svg class=\"axis\" aria-hidden=\"true\">");
	for (; year < last; year += step) {
		char text[16];
		unsigned at = axis_place(axis, page_new_year(year), SCALE), apart = at > then ? at - then : then - at;
		html_put(out, "<line y1=\"12\" y2=\"16\"");
		percent(out, "x1", at);
		percent(out, "x2", at);
		html_put(out, "/>");
		snprintf(text, sizeof text, "%d", year);
		if (!marked || apart > DATE_ROOM)
			axis_label(out, at, "year", str_from(text));
	}
	if (marked) {
		axis_label(out, then, "date", date);
		html_put(out, "<line class=\"then\" y1=\"13\" y2=\"17\"");
		percent(out, "x1", then);
		percent(out, "x2", then);
		html_put(out, "/>");
	}
	html_put(out, "</svg>");
}

void html_colour_class(struct report_out *out, const struct html_page *page, size_t entity)
{
	if (page->colour[entity] == HTML_NO_COLOUR)
		html_put(out, "plain");
	else
		html_print(out, "c%u", page->colour[entity]);
}
