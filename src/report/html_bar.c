/* Bars on the axis that all cards share.
 *
 * Bars are placed in ten-thousandths of the axis and written as percentages, so that all cards share one scale
 * whatever their width. Where an end is not known exactly, the bar fades over the days that it can mean; one that
 * goes on, or began before the axis, ends in an arrow. What is the same in all of them stands in the page once:
 *
 *   #g  lines of the years      #t  line of the date            #x  labels of the axis
 *   #i  fading in               #o  fading out                  #a #b  arrows to the right and to the left */
#include "report/html.h"

#include <stdio.h>

enum {
	SCALE = 10000,
	LABEL_ROOM = 1250, /* of SCALE: a year needs this much */
	EDGE = 700,        /* of SCALE: labels nearer to a side than this do not stand centred */
	LEAST = 60         /* of SCALE: a bar is never too thin to be seen */
};

static void percent(struct report_out *out, const char *name, unsigned place)
{
	html_print(out, place % 100 ? " %s=\"%u.%02u%%\"" : " %s=\"%u%%\"", name, place / 100, place % 100);
}

static void vertical(struct report_out *out, unsigned at)
{
	html_put(out, "<line y1=\"-3\" y2=\"17\"");
	percent(out, "x1", at);
	percent(out, "x2", at);
	html_put(out, "/>");
}

/** A label that does not stand out at the sides. */
static void label(struct report_out *out, unsigned at, unsigned y, const char *class, str text)
{
	const char *anchor = at < EDGE ? "start" : at > SCALE - EDGE ? "end" : "middle";

	html_print(out, "<text class=\"%s\" y=\"%u\" text-anchor=\"%s\"", class, y, anchor);
	percent(out, "x", at);
	html_put(out, ">");
	html_text(out, text);
	html_put(out, "</text>");
}

/** Calls `each` for every year that has a line; `labelled` says whether all of them or only those with a label. */
static void years(struct report_out *out, const struct axis *axis, bool labels)
{
	int step = axis_step(axis, SCALE, LABEL_ROOM), first = page_year(axis->first), last = page_year(axis->last);
	int rest = (first % step + step) % step;

	for (int year = rest ? first + step - rest : first; year < last; year += step) {
		unsigned at = axis_place(axis, page_new_year(year), SCALE);
		char text[16];
		if (labels)
			label(out, at, 26, "year", (str){text, (size_t)snprintf(text, sizeof text, "%d", year)});
		else
			vertical(out, at);
	}
}

void html_bar_parts(struct report_out *out, const struct axis *axis, str date)
{
	if (!axis_is_drawable(axis))
		return;
	unsigned then = axis_place(axis, axis->mark, SCALE);
	bool marked = axis->mark != TIES_DAY_MIN;

	html_put(out, "<svg class=\"parts\" width=\"0\" height=\"0\" aria-hidden=\"true\"><defs>"
	              "<linearGradient id=\"in\"><stop stop-color=\"#222\"/><stop offset=\"1\" stop-color=\"#fff\"/>"
	              "</linearGradient><linearGradient id=\"out\"><stop stop-color=\"#fff\"/>"
	              "<stop offset=\"1\" stop-color=\"#222\"/></linearGradient>"
	              "<mask id=\"i\" maskContentUnits=\"objectBoundingBox\"><rect width=\"1\" height=\"1\" "
	              "fill=\"url(#in)\"/></mask><mask id=\"o\" maskContentUnits=\"objectBoundingBox\">"
	              "<rect width=\"1\" height=\"1\" fill=\"url(#out)\"/></mask>"
	              "<path id=\"a\" d=\"M-1 0 8 7-1 14Z\"/><path id=\"b\" d=\"M1 0-8 7 1 14Z\"/>\n<g id=\"g\">");
	years(out, axis, false);
	html_put(out, "</g>\n<g id=\"t\">");
	if (marked)
		vertical(out, then);
	html_put(out, "</g>\n<g id=\"x\">");
	years(out, axis, true);
	if (marked)
		label(out, then, 10, "then", date);
	html_put(out, "</g></defs></svg>\n");
}

void html_axis(struct report_out *out, const struct axis *axis, const char *class)
{
	if (axis_is_drawable(axis))
		html_print(out, "<svg class=\"axis%s\" aria-hidden=\"true\"><use href=\"#x\"/></svg>", class);
}

static void rect(struct report_out *out, const char *class, enum html_bar kind, unsigned from, unsigned to)
{
	static const char *const height[] = {
	    [BAR_LISTING] = "y=\"3\" height=\"8\"",
	    [BAR_OFFICE] = "y=\"5\" height=\"4\"",
	};

	html_print(out, "<rect class=\"%s\" %s", class, height[kind]);
	percent(out, "x", from);
	percent(out, "width", to - from);
	html_put(out, "/>");
}

void html_bar_begin(struct report_out *out)
{
	html_put(out, "<svg class=\"bar\" aria-hidden=\"true\"><title>");
}

void html_bar_end(struct report_out *out, const struct axis *axis, ties_when from, ties_when to, enum html_bar kind)
{
	struct axis_bar bar = axis_bar(axis, from, to, SCALE);
	bool soft_start = bar.start[1] > bar.start[0], soft_end = bar.end[1] > bar.end[0];

	html_put(out, "</title><use href=\"#g\"/>");
	if (soft_start)
		rect(out, "in", kind, bar.start[0], bar.start[1]);
	if (bar.end[0] >= bar.start[1] + LEAST)
		rect(out, "s", kind, bar.start[1], bar.end[0]);
	else if (!soft_start && !soft_end)
		rect(out, "s", kind, bar.start[1], bar.start[1] + LEAST);
	if (soft_end)
		rect(out, "out", kind, bar.end[0], bar.end[1]);
	if (page_end_of(from) == END_DATED && from.last < axis->first)
		html_put(out, "<use href=\"#b\"/>");
	if (bar.open)
		html_put(out, "<use href=\"#a\" x=\"100%\"/>");
	else if (!bar.unknown && !soft_end && kind == BAR_LISTING) {
		html_put(out, "<rect class=\"end\" width=\"2\" height=\"14\"");
		percent(out, "x", bar.end[1]);
		html_put(out, "/>");
	}
	html_put(out, "<use href=\"#t\"/></svg>");
}

void html_bar_end_absent(struct report_out *out, const struct axis *axis, ties_when on)
{
	unsigned from = axis_place(axis, on.first, SCALE), to = axis_place(axis, on.last, SCALE);

	html_put(out, "</title><use href=\"#g\"/><use href=\"#t\"/><circle class=\"absent\" cy=\"7\" r=\"4\"");
	percent(out, "cx", from / 2 + to / 2);
	html_put(out, "/></svg>");
}
