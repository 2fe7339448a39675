/* A picture of ties as SVG.
 *
 * From back to front: curves among the others, lines with their words, boxes. Nothing is told by colour alone: what is
 * alleged is dashed, what is denied is hollow, what is over is grey and says until when; kinds of things have shapes;
 * whether somebody is listed is written in the box. */
#include "report/network.h"
#include "report/network_assets.h"
#include "report/picture.h"

#include <stdio.h>

enum {
	BEND = 44, /* of a span: the curve from the box to where the words begin */
	ARROW = 8
};

/** Where the box of a node stands: its middle. */
struct place {
	int x, y;
};

static struct place place_of(const struct network *n, uint32_t node)
{
	const struct network_node *x = &n->nodes[node];

	return (struct place){(int)n->middle + x->side * (int)x->depth * (NETWORK_SPAN + NETWORK_BOX),
	                      (int)(x->y + x->height / 2)};
}

/* ---- lines -------------------------------------------------------------------------------------------- */

/* "M 10 20 C …" twice for what is denied: a hollow line is a wide one with a narrow one of paper on it. */
static void path(struct report_out *out, const ties_tie *tie, const char *d)
{
	html_print(out, "<path class=\"line\" d=\"%s\"/>", d);
	if (str_is(tie->modality, "denied"))
		html_print(out, "<path class=\"hole\" d=\"%s\"/>", d);
}

/* Pointing left or right, its tip at x. */
static void arrow(struct report_out *out, int x, int y, int direction)
{
	html_print(out, "<path class=\"tip\" d=\"M%d %d l%d -4 v8z\"/>", x, y, -direction * ARROW);
}

static void title(struct report_out *out, const ties_tie *tie)
{
	struct buf words = {0};

	network_sentence(&words, tie);
	html_put(out, "<title>");
	html_isolate(out, buf_str(&words));
	html_put(out, "</title>");
	out->buf.failed |= words.failed;
	buf_finish(&words);
}

static void tie_begin(struct report_out *out, const struct network *n, uint32_t tie, bool alone)
{
	const ties_tie *t = &n->ties[tie];

	html_put(out, "<g class=\"tie ");
	network_classes(out, t, n->on);
	html_put(out, "\"");
	if (!alone) {
		html_print(out, " data-t=\"%u\" data-ends=\"%u %u\"", tie, n->ends[tie].from, n->ends[tie].to);
		network_tie_days(out, t);
	}
	html_put(out, ">");
	if (!alone)
		html_print(out, "<a href=\"#t%u\">", tie);
	title(out, t);
}

static void tie_end(struct report_out *out, bool alone)
{
	html_put(out, alone ? "</g>\n" : "</a></g>\n");
}

/* One tie to the node before: a curve out of its box, then a straight line under the words. */
static void line(struct report_out *out, const struct network *n, uint32_t node, uint32_t tie, int y, bool alone)
{
	const struct network_node *self = &n->nodes[node];
	const ties_tie *t = &n->ties[tie];
	struct place a = place_of(n, self->parent), b = place_of(n, node);
	int side = self->side, from = a.x + side * NETWORK_BOX / 2, bend = from + side * BEND,
	    to = b.x - side * NETWORK_BOX / 2;
	bool outwards = str_equal(t->to, self->id);
	struct buf words = {0};
	char d[160];

	tie_begin(out, n, tie, alone);
	/* where several lines meet a box they end at the same height on it */
	snprintf(d, sizeof d, "M%d %dC%d %d %d %d %d %dH%d", from, a.y, from + side * BEND / 2, a.y,
	         bend - side * BEND / 2, y, bend, y, to - (outwards && !t->symmetric ? side * (ARROW - 1) : 0));
	path(out, t, d);
	if (!t->symmetric)
		arrow(out, outwards ? to : bend - side * 2, y, outwards ? side : -side);
	network_tie_words(&words, t);
	html_print(out, "<text class=\"s\" x=\"%d\" y=\"%d\" text-anchor=\"%s\">", bend + side * 6, y - 4,
	           side > 0 ? "start" : "end");
	picture_text(out, buf_str(&words), (NETWORK_SPAN - BEND - 22) * TENTHS, TEXT_SMALL);
	html_put(out, "<tspan class=\"doubt\"> ?</tspan></text>");
	out->buf.failed |= words.failed;
	buf_finish(&words);
	tie_end(out, alone);
}

static void lines(struct report_out *out, const struct network *n, uint32_t node, bool alone)
{
	const struct network_node *self = &n->nodes[node];
	unsigned count = self->tie_count < NETWORK_LINES ? self->tie_count : NETWORK_LINES;
	size_t more = self->tie_count - count + self->others;
	int y =
	    place_of(n, node).y - (int)(count + (more > 0) - 1) * NETWORK_LINE / 2 + (count + (more > 0) > 1 ? 6 : 0);

	for (unsigned i = 0; i < count; i++, y += NETWORK_LINE)
		line(out, n, node, n->order[self->first_tie + i], y, alone);
	if (!more)
		return;
	int x = place_of(n, self->parent).x + self->side * (NETWORK_BOX / 2 + BEND + 6);
	if (!alone)
		html_print(out, "<a href=\"#n%u\"><title>All ties between the two</title>", self->same);
	html_print(out, "<text class=\"s q\" x=\"%d\" y=\"%d\" text-anchor=\"%s\">and %zu more</text>%s\n", x, y - 4,
	           self->side > 0 ? "start" : "end", more, alone ? "" : "</a>");
}

/* Two in one column: a curve on their outer side. Else one that runs behind the boxes. */
static void curve(struct report_out *out, const struct network *n, uint32_t tie, uint32_t from, uint32_t to, bool alone)
{
	const ties_tie *t = &n->ties[tie];
	struct place a = place_of(n, from), b = place_of(n, to);
	char d[160];

	tie_begin(out, n, tie, alone);
	if (a.x == b.x) {
		int side = n->nodes[from].side, x = a.x + side * NETWORK_BOX / 2,
		    far = a.y < b.y ? b.y - a.y : a.y - b.y;
		int out_x = x + side * (18 + (far < 600 ? far : 600) / 12);
		snprintf(d, sizeof d, "M%d %dC%d %d %d %d %d %d", x, a.y, out_x, a.y, out_x, b.y, x, b.y);
		path(out, t, d);
		if (!t->symmetric)
			arrow(out, x, b.y, -side);
	} else {
		int side = a.x < b.x ? 1 : -1, x = a.x + side * NETWORK_BOX / 2, z = b.x - side * NETWORK_BOX / 2;
		snprintf(d, sizeof d, "M%d %dC%d %d %d %d %d %d", x, a.y, x + side * NETWORK_SPAN / 2, a.y,
		         z - side * NETWORK_SPAN / 2, b.y, z, b.y);
		path(out, t, d);
		if (!t->symmetric)
			arrow(out, z, b.y, side);
	}
	tie_end(out, alone);
}

static void curves(struct report_out *out, const struct network *n, bool alone)
{
	html_put(out, "<g class=\"among\">\n");
	for (size_t i = 0; i < n->among_count; i++)
		curve(out, n, n->among[i], n->ends[n->among[i]].from, n->ends[n->among[i]].to, alone);
	html_put(out, "</g>\n");
}

/* ---- boxes -------------------------------------------------------------------------------------------- */

/* People are round, events have cut corners, states a double frame, vessels lean; all else is square. */
static void shape(struct report_out *out, str schema, int x, int y, int w, int h)
{
	if (str_is(schema, "Event"))
		html_print(out, "<path class=\"box\" d=\"M%d %dh%dl10 10v%dl-10 10h-%dl-10 -10v-%dz\"/>", x + 10, y,
		           w - 20, h - 20, w - 20, h - 20);
	else if (str_is(schema, "Vessel") || str_is(schema, "Airplane") || str_is(schema, "Vehicle"))
		html_print(out, "<path class=\"box\" d=\"M%d %dh%dl-8 %dh-%dz\"/>", x + 4, y, w - 4, h, w - 4);
	else
		html_print(out, "<rect class=\"box\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"%d\"/>", x, y, w,
		           h, str_is(schema, "Person") ? h / 2 : 3);
	if (str_is(schema, "PublicBody"))
		html_print(out, "<rect class=\"frame\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"1\"/>", x + 3,
		           y + 3, w - 6, h - 6);
}

static void node_title(struct report_out *out, const struct network *n, const struct network_node *node)
{
	struct report_out words = {.width = UINT16_MAX, .utf8 = true};

	page_text(&words, node->caption);
	page_put(&words, ", ");
	page_text(&words, node->schema);
	if (node->entity) {
		page_put(&words, ": ");
		entity_summary(&words, node->entity, n->on, false, 0);
	}
	html_put(out, "<title>");
	html_isolate(out, buf_str(&words.buf));
	html_put(out, "</title>");
	out->buf.failed |= words.buf.failed;
	buf_finish(&words.buf);
}

static const char *mark_class(const struct network *n, const struct network_node *node)
{
	if (!node->entity || !node->entity->listing_count)
		return "unlisted";
	if (entity_count_listings(node->entity, n->on, HOLD_YES))
		return "listed";
	return entity_count_listings(node->entity, n->on, HOLD_POSSIBLY) ? "possibly" : "ended";
}

static void text_line(struct report_out *out, const char *class, struct place at, str words, unsigned size)
{
	html_print(out, "<text class=\"%s\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">", class, at.x, at.y);
	picture_text(out, words, (NETWORK_BOX - NETWORK_PAD) * TENTHS, size);
	html_put(out, "</text>");
}

/* The name, then who lists it; each in one line or two, in the middle of the box. */
static void box_text(struct report_out *out, const struct network *n, const struct network_node *node, struct place at)
{
	str first = str_slice(node->caption, 0, node->name_break);
	str second = str_trim(str_slice(node->caption, node->name_break, node->caption.len));
	struct buf mark = {0};
	unsigned room = (NETWORK_BOX - NETWORK_PAD) * TENTHS;

	if (node->mark_lines)
		network_mark(&mark, node->entity, n->on);
	str rest = buf_str(&mark);
	size_t end = node->mark_lines > 1 ? network_break(rest, room, TEXT_SMALL) : rest.len;
	int height = (second.len ? 2 : 1) * NETWORK_NAME + ((node->mark_lines > 0) + (end < rest.len)) * NETWORK_MARK;

	at.y += NETWORK_NAME - 3 - height / 2;
	text_line(out, "b", at, first, TEXT_PLAIN);
	if (second.len) {
		at.y += NETWORK_NAME;
		text_line(out, "b", at, second, TEXT_PLAIN);
	}
	for (unsigned i = 0; i < node->mark_lines; i++) {
		at.y += NETWORK_MARK;
		text_line(out, "s mark", (struct place){at.x, at.y + 1}, i ? rest : str_slice(rest, 0, end),
		          TEXT_SMALL);
		rest = str_trim(str_slice(rest, end, rest.len));
	}
	out->buf.failed |= mark.failed;
	buf_finish(&mark);
}

static void box(struct report_out *out, const struct network *n, uint32_t i, bool alone)
{
	const struct network_node *node = &n->nodes[i];
	struct place at = place_of(n, i);

	html_print(out, "<g class=\"node %s%s%s\"", mark_class(n, node), i ? "" : " centre",
	           node->to_come && !alone ? " off" : "");
	if (!alone) {
		html_print(out, " data-n=\"%u\"", i);
		if (node->entity && node->entity->listing_count)
			network_listing_days(out, node->entity);
	}
	html_put(out, ">");
	if (!alone)
		html_print(out, "<a href=\"#n%u\">", node->same);
	node_title(out, n, node);
	shape(out, node->schema, at.x - NETWORK_BOX / 2, at.y - (int)node->box / 2, NETWORK_BOX, (int)node->box);
	box_text(out, n, node, at);
	html_put(out, alone ? "</g>\n" : "</a></g>\n");
}

/* ---- around them -------------------------------------------------------------------------------------- */

static void heading(struct report_out *out, const struct network *n)
{
	struct report_out words = {.width = UINT16_MAX, .utf8 = true};
	unsigned room = (n->width - 2 * NETWORK_MARGIN) * TENTHS;

	html_print(out, "<text class=\"h1\" x=\"%d\" y=\"%d\">", NETWORK_MARGIN, NETWORK_MARGIN + 20);
	picture_text(out, n->title, room, TEXT_TITLE);
	html_print(out, "</text>\n<text class=\"q\" x=\"%d\" y=\"%d\">", NETWORK_MARGIN, NETWORK_MARGIN + 44);
	network_summary(&words, n);
	picture_text(out, buf_str(&words.buf), room, TEXT_PLAIN);
	html_put(out, "</text>\n");
	out->buf.failed |= words.buf.failed;
	buf_finish(&words.buf);
}

/* What each kind of line means, and what is not drawn. */
static void legend(struct report_out *out, const struct network *n)
{
	static const struct {
		const char *class, *words;
	} samples[] = {{"asserted holds", "asserted"},
	               {"alleged holds", "alleged, presumed or proposed"},
	               {"denied holds", "denied"},
	               {"asserted over", "over"},
	               {"asserted maybe", "possibly, with a question mark"}};
	int x = NETWORK_MARGIN, y = (int)n->height - NETWORK_MARGIN - 22;

	html_put(out, "<g class=\"legend\">");
	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
		html_print(out, "<g class=\"tie %s\"><path class=\"line\" d=\"M%d %dh28\"/>", samples[i].class, x, y);
		if (i == 2)
			html_print(out, "<path class=\"hole\" d=\"M%d %dh28\"/>", x, y);
		html_print(out, "</g><text class=\"s q\" x=\"%d\" y=\"%d\">%s</text>", x + 34, y + 4, samples[i].words);
		x += 34 + (int)(picture_text_width(str_from(samples[i].words), TEXT_SMALL) / TENTHS) + 22;
	}
	html_print(out, "</g>\n<text class=\"s q\" x=\"%d\" y=\"%d\">", NETWORK_MARGIN, y + 24);
	html_put(out, "Read along the arrow: who does what to whom. People are round, events have cut corners, states "
	              "a double frame.");
	if (n->around && n->around->left_out)
		html_print(out, " %zu further ones are left out (--limit).", n->around->left_out);
	if (n->among_left)
		html_print(out, " %zu further ties among the others are not drawn.", n->among_left);
	html_put(out, "</text>\n");
}

/* How many curves are told in words below a drawing on its own, and the height that it takes. A page has its table. */
static unsigned told(const struct network *n)
{
	enum { MOST = 40 };

	return (unsigned)(n->among_count < MOST ? n->among_count : MOST);
}

static unsigned told_height(const struct network *n)
{
	return n->among_count ? (told(n) + 1u + (n->among_count > told(n))) * NETWORK_LINE : 0;
}

static void tell_curves(struct report_out *out, const struct network *n)
{
	unsigned y = n->height, room = (n->width - 2 * NETWORK_MARGIN) * TENTHS;

	if (n->among_count)
		html_print(out, "<text class=\"s b\" x=\"%d\" y=\"%u\">Thin curves</text>\n", NETWORK_MARGIN, y);
	for (unsigned i = 0; i < told(n); i++) {
		struct buf words = {0};
		y += NETWORK_LINE;
		network_dated_sentence(&words, &n->ties[n->among[i]]);
		html_print(out, "<text class=\"s\" x=\"%d\" y=\"%u\">", NETWORK_MARGIN, y);
		picture_text(out, buf_str(&words), room, TEXT_SMALL);
		html_put(out, "</text>\n");
		out->buf.failed |= words.failed;
		buf_finish(&words);
	}
	if (n->among_count > told(n))
		html_print(out, "<text class=\"s q\" x=\"%d\" y=\"%u\">and %zu more</text>\n", NETWORK_MARGIN,
		           y + NETWORK_LINE, n->among_count - told(n));
}

void network_draw(struct report_out *out, const struct network *n, bool alone)
{
	unsigned begin = alone ? 0 : n->top - NETWORK_MARGIN, height = n->height - begin + (alone ? told_height(n) : 0);

	html_print(
	    out,
	    "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"picture network\" viewBox=\"0 %u %u %u\" width=\"%u\" "
	    "height=\"%u\" role=\"%s\">\n<title>Ties of ",
	    begin, n->width, height, n->width, height, alone ? "img" : "group");
	html_isolate(out, n->title);
	html_put(out, "</title>\n");
	if (alone) {
		html_put(out, "<style>");
		buf_add(&out->buf, (str){network_css, sizeof network_css - 1});
		html_print(out, "</style>\n<rect class=\"paper\" width=\"%u\" height=\"%u\"/>\n", n->width, height);
		heading(out, n);
	}
	curves(out, n, alone);
	for (uint32_t i = 1; i < n->node_count; i++)
		lines(out, n, i, alone);
	for (uint32_t i = 0; i < n->node_count; i++)
		box(out, n, i, alone);
	legend(out, n);
	if (alone)
		tell_curves(out, n);
	html_put(out, "</svg>\n");
}
