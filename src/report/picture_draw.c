/* A picture as SVG.
 *
 * From back to front: lines of the years, the date asked for, rows. Nothing is told by colour alone: whether a bar
 * meets the line of the date says what its colour repeats; a decision that lists is a full circle, one that ends a
 * listing an empty one. Where an end is not known exactly, the bar fades over the days that it can mean; one that goes
 * on ends in an arrow. Ids are #PREFIX-i and #PREFIX-o, the masks of fading in and out. */
#include "report/picture.h"

#include "report/picture_assets.h"

#include <stdio.h>

enum {
	THICK = 12,     /* of a bar */
	THIN = 5,       /* of the bar of an office */
	LEAST = 30,     /* tenths: a bar is never too thin to be seen */
	SEAM = 5,       /* tenths: the whole part reaches so far under the fading ones, or a gap would shine through */
	YEAR_ROOM = 44, /* for one label of the axis */
	CODE = 38,      /* room for the code of a jurisdiction, in front of labels */
	ARROW = 9
};

/** NAME="12.3", of tenths. */
static void number(struct report_out *out, const char *name, unsigned tenths)
{
	html_print(out, tenths % TENTHS ? " %s=\"%u.%u\"" : " %s=\"%u\"", name, tenths / TENTHS, tenths % TENTHS);
}

/* ---- text ------------------------------------------------------------------------------------------ */

void picture_text(struct report_out *out, str s, unsigned room, unsigned size)
{
	unsigned mark = picture_text_width(STR("\u2026"), size);
	str rest = s;

	if (picture_text_width(s, size) <= room) {
		html_isolate(out, s);
		return;
	}
	while (rest.len) {
		str next = rest;
		page_next(&next);
		if (picture_text_width(str_slice(s, 0, s.len - next.len), size) + mark > room)
			break;
		rest = next;
	}
	html_isolate(out, str_trim(str_slice(s, 0, s.len - rest.len)));
	html_put(out, "\u2026");
}

static void text_begin(struct report_out *out, const char *class, unsigned x, unsigned y)
{
	html_print(out, "<text class=\"%s\"", class);
	number(out, "x", x);
	html_print(out, " y=\"%u\">", y);
}

static void text(struct report_out *out, const char *class, unsigned x, unsigned y, str s, unsigned room, unsigned size)
{
	text_begin(out, class, x, y);
	picture_text(out, s, room, size);
	html_put(out, "</text>\n");
}

/** Words in one line, whole on hover. */
static void line(struct report_out *out, struct report_out *words, const char *class, unsigned y,
                 const struct picture_layout *layout, unsigned size)
{
	html_put(out, "<g><title>");
	html_isolate(out, buf_str(&words->buf));
	html_put(out, "</title>");
	text(out, class, picture_margin(layout) * TENTHS, y, buf_str(&words->buf),
	     (layout->width - 2 * picture_margin(layout)) * TENTHS, size);
	html_put(out, "</g>\n");
	out->buf.failed = out->buf.failed || words->buf.failed;
	buf_finish(&words->buf);
}

static void standing(struct report_out *out, const struct picture *p, const struct picture_layout *layout,
                     size_t subject, unsigned y)
{
	struct report_out words = picture_page();

	picture_standing(&words, p, subject);
	line(out, &words, "s q", y, layout, TEXT_SMALL);
}

/* ---- the axis -------------------------------------------------------------------------------------- */

static void vertical(struct report_out *out, const char *class, unsigned x, unsigned y1, unsigned y2)
{
	html_print(out, "<line class=\"%s\"", class);
	number(out, "x1", x);
	number(out, "x2", x);
	html_print(out, " y1=\"%u\" y2=\"%u\"/>\n", y1, y2);
}

/** A text centred on `x`, as far as the sides let it. */
static void label(struct report_out *out, const struct picture_layout *layout, const char *class, unsigned x,
                  unsigned y, str s, unsigned size)
{
	unsigned half = picture_text_width(s, size) / 2, left = picture_margin(layout) * TENTHS,
	         right = (layout->width - picture_margin(layout)) * TENTHS;
	const char *anchor = x < left + half ? "start" : x + half > right ? "end" : "middle";

	html_print(out, "<text class=\"%s\" text-anchor=\"%s\"", class, anchor);
	number(out, "x", x < left + half ? left : x + half > right ? right : x);
	html_print(out, " y=\"%u\">", y);
	picture_text(out, s, right - left, size);
	html_put(out, "</text>\n");
}

static void years(struct report_out *out, const struct picture *p, const struct picture_layout *layout, unsigned y1,
                  unsigned y2)
{
	int step = axis_step(&p->axis, picture_extent(layout), YEAR_ROOM * TENTHS);
	int first = page_year(p->axis.first), last = page_year(p->axis.last);
	int rest = (first % step + step) % step;

	for (int year = rest ? first + step - rest : first; year <= last; year += step) {
		unsigned x = picture_x(p, layout, page_new_year(year));
		char digits[16];
		str s = {digits, (size_t)snprintf(digits, sizeof digits, "%d", year)};
		vertical(out, "year", x, y1, y2);
		label(out, layout, "s q", x, y1 - 6, s, TEXT_SMALL);
		label(out, layout, "s q", x, y2 + 16, s, TEXT_SMALL);
	}
}

/** The date asked for: a line, a band when it is long enough to be one. */
static void date(struct report_out *out, const struct picture *p, const struct picture_layout *layout, unsigned y1,
                 unsigned y2)
{
	if (p->on.first == TIES_DAY_MIN || p->on.last == TIES_DAY_MAX || p->on.first > p->on.last)
		return;
	unsigned from = picture_x(p, layout, p->on.first), to = picture_x(p, layout, p->on.last);
	unsigned x = from / 2 + to / 2;
	if (to - from > LEAST) {
		html_print(out, "<rect class=\"on\" y=\"%u\" height=\"%u\"", y1, y2 - y1);
		number(out, "x", from);
		number(out, "width", to - from);
		html_put(out, "/>\n");
	} else {
		vertical(out, "on", x, y1 - 2, y2);
	}
	label(out, layout, "s b", x, y1 - 22, p->on.edtf, TEXT_SMALL);
}

/* ---- bars ------------------------------------------------------------------------------------------ */

static void rect(struct report_out *out, const char *class, const char *mask, unsigned from, unsigned to, unsigned y,
                 unsigned height)
{
	html_print(out, "<rect class=\"bar%s\"%s", class, mask);
	number(out, "x", from);
	number(out, "width", to > from + LEAST ? to - from : LEAST);
	html_print(out, " y=\"%u\" height=\"%u\"/>", y, height);
}

/** An arrow head whose base stands at `x`. */
static void arrow(struct report_out *out, unsigned x, unsigned y, bool right, unsigned height)
{
	int point = right ? ARROW : -ARROW;

	html_print(out, "<path class=\"bar\" d=\"M%u.%u %u l%d %u l%d %u z\"/>", x / TENTHS, x % TENTHS,
	           y - height / 2 - 2, point, height / 2 + 2, -point, height / 2 + 2);
}

/** A bar that is whole between its ends and fades over the days that each of them can be. */
static void fade(struct report_out *out, const struct picture_layout *layout, struct axis_bar b, unsigned y,
                 unsigned height)
{
	unsigned left = picture_left(layout) * TENTHS;
	bool fades_in = b.start[1] > b.start[0], fades_out = b.end[1] > b.end[0];
	char in[48], away[48];

	snprintf(in, sizeof in, " mask=\"url(#%s-i)\"", layout->prefix);
	snprintf(away, sizeof away, " mask=\"url(#%s-o)\"", layout->prefix);
	if (fades_in)
		rect(out, "", in, left + b.start[0], left + b.start[1], y, height);
	if (b.end[0] > b.start[1] || (!fades_in && !fades_out))
		rect(out, "", "", left + b.start[1] - (fades_in ? SEAM : 0), left + b.end[0] + (fades_out ? SEAM : 0),
		     y, height);
	if (fades_out)
		rect(out, "", away, left + b.end[0], left + b.end[1], y, height);
}

static void bar(struct report_out *out, const struct picture *p, const struct picture_layout *layout,
                const struct picture_span *span, unsigned y, unsigned height)
{
	struct axis_bar b = axis_bar(&p->axis, span->from, span->to, picture_extent(layout));
	unsigned left = picture_left(layout) * TENTHS, upper = y - height / 2;

	if (page_end_of(span->from) == END_UNKNOWN && b.unknown)
		rect(out, " vague", "", left, left + picture_extent(layout), upper, height);
	else
		fade(out, layout, b, upper, height);
	if (page_end_of(span->from) == END_OPEN ||
	    (page_end_of(span->from) == END_DATED && span->from.last < p->axis.first))
		arrow(out, left, y, false, height);
	if (b.open)
		arrow(out, picture_right(layout) * TENTHS, y, true, height);
	if (b.unknown) {
		html_put(out, "<text class=\"s unknown\"");
		number(out, "x", (picture_right(layout) + 3) * TENTHS);
		html_print(out, " y=\"%u\">?</text>", y + 4);
	}
}

/** Where the mark of a decision stands: in the middle of the days that it can be; false when nothing is known. */
static bool mark_place(const struct picture *p, ties_when when, int32_t *day, bool *soft)
{
	bool first = when.first != TIES_DAY_MIN, last = when.last != TIES_DAY_MAX;

	if (page_end_of(when) != END_DATED || (!first && !last))
		return false;
	*day = first && last ? (int32_t)(((int64_t)when.first + when.last) / 2) : first ? when.first : when.last;
	*soft = when.first != when.last;
	return *day >= p->axis.first && *day <= p->axis.last;
}

static bool is_linked(const struct picture_layout *layout, const struct picture_span *span)
{
	return layout->linked && !span->name.len; /* those who decided stand with their decision */
}

/** Opens what has a title; in a page it leads to the row of the table, or to the cell of that side. */
static void link_begin(struct report_out *out, const struct picture_layout *layout, const struct picture_row *row,
                       const struct picture_span *span, const char *side)
{
	if (is_linked(layout, span))
		html_print(out, "<a href=\"#e%u-%s%u%s\"><title>", row->subject, span->spell ? "s" : "o", span->number,
		           side);
	else
		html_put(out, "<g><title>");
}

static void link_end(struct report_out *out, const struct picture_layout *layout, const struct picture_span *span)
{
	html_put(out, is_linked(layout, span) ? "</a>\n" : "</g>\n");
}

static void mark(struct report_out *out, const struct picture *p, const struct picture_layout *layout,
                 const struct picture_row *row, const struct picture_span *span, bool end)
{
	int32_t day = 0;
	bool soft = false;

	if (!mark_place(p, end ? span->to : span->from, &day, &soft))
		return;
	link_begin(out, layout, row, span, end ? "-e" : "-b");
	picture_decision_words(out, span->spell, end);
	/* a day that is not known exactly has a small mark in the middle of those that it can be */
	html_print(out, "</title><circle class=\"%s\" r=\"%s\"", end ? "off" : "in", soft ? "3.5" : end ? "5" : "6");
	number(out, "cx", picture_x(p, layout, day));
	html_print(out, " cy=\"%u\"/>", row->y + row->bar);
	link_end(out, layout, span);
}

/** Who held the office: below the bar, from where it begins. */
static void name(struct report_out *out, const struct picture *p, const struct picture_layout *layout,
                 const struct picture_row *row, const struct picture_span *s)
{
	struct axis_bar b = axis_bar(&p->axis, s->from, s->to, picture_extent(layout));

	html_put(out, "\n<text class=\"s\"");
	html_put(out, s->flush ? " text-anchor=\"end\"" : "");
	number(out, "x", s->flush ? picture_right(layout) * TENTHS : picture_left(layout) * TENTHS + b.start[0]);
	html_print(out, " y=\"%u\">", row->y + row->bar + 16 + PICTURE_LANE * s->lane);
	picture_text(out, s->name, picture_extent(layout), TEXT_SMALL);
	html_put(out, s->unsure ? "?</text>" : "</text>");
}

static void span(struct report_out *out, const struct picture *p, const struct picture_layout *layout,
                 const struct picture_row *row, const struct picture_span *s)
{
	bool decider = row->kind == ROW_DECIDER;

	html_print(out, "<g class=\"%s\">", picture_class(s));
	link_begin(out, layout, row, s, "");
	picture_span_words(out, p, row, s);
	html_put(out, "</title>");
	bar(out, p, layout, s, row->y + row->bar, decider || row->kind == ROW_OFFICE ? THIN : THICK);
	if (decider && s->lane != PICTURE_NO_LANE)
		name(out, p, layout, row, s);
	link_end(out, layout, s);
	if (s->spell) {
		mark(out, p, layout, row, s, false);
		mark(out, p, layout, row, s, true);
	}
	html_put(out, "</g>\n");
}

/* ---- rows ------------------------------------------------------------------------------------------ */

/** Dates of all spells, then what they come to on the date: "2005-05-24 – 2012-12-17, no longer listed". */
static void dates_of_row(struct report_out *out, const struct picture_row *row, unsigned x, unsigned y, unsigned room)
{
	char dates[PICTURE_DATES_MAX];
	struct buf line = {0};
	bool recalled = false;

	for (size_t i = 0; i < row->span_count; i++) {
		const struct picture_span *s = &row->spans[i];
		buf_add(&line, i ? STR("; ") : STR(""));
		buf_add(&line, (str){dates, picture_dates(s, dates)});
		recalled = recalled || (s->spell ? s->spell->confidence : s->office->confidence) == TIES_RECALLED;
	}
	if (recalled)
		buf_add(&line, STR(", from memory"));
	text(out, "s q n", x, y, buf_str(&line), room, TEXT_SMALL);
	out->buf.failed = out->buf.failed || line.failed;
	buf_finish(&line);
}

static void labels(struct report_out *out, const struct picture *p, const struct picture_layout *layout,
                   const struct picture_row *row)
{
	unsigned x = picture_margin(layout) * TENTHS, code = x + CODE * TENTHS;
	unsigned room = ((layout->label ? layout->label : layout->width) - CODE) * TENTHS;
	bool wide = layout->label != 0;

	if (row->kind == ROW_SUBJECT) {
		text(out, "h", x, row->y + 28, row->label, (layout->width - 2 * picture_margin(layout)) * TENTHS,
		     TEXT_HEADING);
		standing(out, p, layout, row->subject, row->y + 45);
		return;
	}
	if (row->heads && row->jurisdiction.len)
		text(out, "b", x, row->y + (row->kind == ROW_DECIDER ? 18 : 17),
		     picture_jurisdiction(row->jurisdiction), (CODE - 4) * TENTHS, TEXT_PLAIN);
	html_put(out, "<g><title>");
	html_isolate(out, row->label);
	html_put(out, "</title>");
	text(out, row->kind == ROW_DECIDER ? "s q" : "t", code, row->y + (row->kind == ROW_DECIDER ? 18 : 17),
	     row->label, room, row->kind == ROW_DECIDER ? TEXT_SMALL : TEXT_PLAIN);
	html_put(out, "</g>\n");
	if (row->kind != ROW_DECIDER)
		dates_of_row(out, row, code, row->y + (wide ? 33 : 32), room);
}

static void rule(struct report_out *out, const struct picture_layout *layout, unsigned y)
{
	html_print(out, "<line class=\"rule\" x1=\"%u\" x2=\"%u\" y1=\"%u\" y2=\"%u\"/>\n", picture_margin(layout),
	           layout->width - picture_margin(layout), y, y);
}

static void draw_row(struct report_out *out, const struct picture *p, const struct picture_layout *layout,
                     const struct picture_row *row)
{
	if (row->heads)
		rule(out, layout, row->y - 4);
	labels(out, p, layout, row);
	for (size_t i = 0; i < row->span_count; i++)
		span(out, p, layout, row, &row->spans[i]);
}

/* ---- opposite moves -------------------------------------------------------------------------------- */

static const struct picture_row *row_of(const struct picture *p, uint32_t subject, uint32_t spell)
{
	for (size_t i = 0; i < p->row_count; i++)
		for (size_t k = 0; p->rows[i].subject == subject && k < p->rows[i].span_count; k++)
			if (p->rows[i].spans[k].spell && p->rows[i].spans[k].number == spell)
				return &p->rows[i];
	return NULL;
}

static void opposites(struct report_out *out, const struct picture *p, const struct picture_layout *layout)
{
	for (size_t i = 0; p->comparison && i < p->comparison->opposite_count; i++) {
		const ties_opposite *o = &p->comparison->opposites[i];
		const struct picture_row *off = row_of(p, o->off_entity, o->off_spell);
		const struct picture_row *on = row_of(p, o->on_entity, o->on_spell);
		if (!off || !on || off == on)
			continue;
		unsigned a = off->y + off->bar, b = on->y + on->bar;
		html_put(out, "<g><title>");
		picture_opposite_words(out, p, o);
		html_put(out, "</title>");
		vertical(out, "same", picture_x(p, layout, o->day), a < b ? a : b, a < b ? b : a);
		html_put(out, "</g>\n");
	}
}

/* ---- the whole ------------------------------------------------------------------------------------- */

static void masks(struct report_out *out, const struct picture_layout *layout)
{
	static const struct {
		const char *name, *from, *to;
	} sides[] = {{"i", "#222", "#fff"}, {"o", "#fff", "#222"}};

	html_put(out, "<defs>");
	for (size_t i = 0; i < 2; i++)
		html_print(out,
		           "<linearGradient id=\"%s-%sg\"><stop stop-color=\"%s\"/><stop offset=\"1\" "
		           "stop-color=\"%s\"/></linearGradient><mask id=\"%s-%s\" "
		           "maskContentUnits=\"objectBoundingBox\"><rect width=\"1\" height=\"1\" "
		           "fill=\"url(#%s-%sg)\"/></mask>",
		           layout->prefix, sides[i].name, sides[i].from, sides[i].to, layout->prefix, sides[i].name,
		           layout->prefix, sides[i].name);
	html_put(out, "</defs>\n");
}

/** The name of the only entity; where several are compared, each has its own heading. */
static void heading(struct report_out *out, const struct picture *p, const struct picture_layout *layout)
{
	struct report_out words = picture_page();

	picture_name(&words, p);
	line(out, &words, "h1", picture_margin(layout) + 22, layout, TEXT_TITLE);
	standing(out, p, layout, 0, picture_margin(layout) + 44);
}

/** What the drawing shows, for those who do not see it. */
static void description(struct report_out *out, const struct picture *p)
{
	bool any = false;

	for (size_t i = 0; i < p->row_count; i++)
		for (size_t k = 0; k < p->rows[i].span_count; k++) {
			html_put(out, any ? ". " : "");
			picture_span_words(out, p, &p->rows[i], &p->rows[i].spans[k]);
			any = true;
		}
}

static void open_drawing(struct report_out *out, const struct picture *p, const struct picture_layout *layout,
                         unsigned height)
{
	struct report_out words = picture_page();

	html_print(out,
	           "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"picture %s\" viewBox=\"0 0 %u %u\" "
	           "role=\"%s\" aria-labelledby=\"%s-t\" aria-describedby=\"%s-d\"",
	           layout->label ? "wide" : "narrow", layout->width, height, layout->linked ? "group" : "img",
	           layout->prefix, layout->prefix);
	if (layout->titled)
		html_print(out, " width=\"%u\" height=\"%u\"", layout->width, height);
	html_print(out, ">\n<title id=\"%s-t\">", layout->prefix);
	picture_name(&words, p);
	html_isolate(out, buf_str(&words.buf));
	out->buf.failed = out->buf.failed || words.buf.failed;
	buf_finish(&words.buf);
	html_print(out, "</title>\n<desc id=\"%s-d\">", layout->prefix);
	description(out, p);
	html_put(out, "</desc>\n");
}

static void draw_rows(struct report_out *out, const struct picture *p, const struct picture_layout *layout,
                      unsigned height)
{
	unsigned begin = picture_top(p, layout) + PICTURE_HEAD - 8,
	         end = height - PICTURE_FOOT - picture_margin(layout);

	years(out, p, layout, begin, end);
	date(out, p, layout, begin, end);
	opposites(out, p, layout);
	for (size_t i = 0; i < p->row_count; i++)
		draw_row(out, p, layout, &p->rows[i]);
}

void picture_draw(struct report_out *out, struct picture *p, const struct picture_layout *layout)
{
	bool drawable = picture_is_drawable(p);
	unsigned height =
	    drawable ? picture_place(p, layout) : picture_top(p, layout) + PICTURE_HEAD + picture_margin(layout);

	open_drawing(out, p, layout, height);
	if (layout->titled) {
		html_put(out, "<style>");
		buf_add(&out->buf, (str){picture_css, sizeof picture_css - 1});
		html_print(out, "</style>\n<rect class=\"paper\" width=\"%u\" height=\"%u\"/>\n", layout->width,
		           height);
	}
	masks(out, layout);
	if (picture_has_heading(p, layout))
		heading(out, p, layout);
	if (drawable)
		draw_rows(out, p, layout, height);
	else
		text(out, "t q", picture_margin(layout) * TENTHS, picture_top(p, layout) + 20,
		     STR("No listing and no office with a date is known."), layout->width * TENTHS, TEXT_PLAIN);
	html_put(out, "</svg>\n");
}
