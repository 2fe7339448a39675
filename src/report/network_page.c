/* Pictures of ties as files: a drawing on its own, and a page with the drawing, a slider for the date, and all of it as
 * a table.
 *
 * The page reads without its script: the drawing is of the date asked about, and the table has everything. The script
 * moves the date, hides kinds of ties, and shows the words of a tie beside it. */
#include "report/network.h"

#include "report/network_page_assets.h"

#include <stdio.h>

/* ---- head --------------------------------------------------------------------------------------------- */

static void head(struct report_out *out, const struct network *n)
{
	html_put(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
	              "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
	              "'sha256-" NETWORK_PAGE_CSS_SHA256 "'; script-src 'sha256-" NETWORK_PAGE_JS_SHA256
	              "'; base-uri 'none'; form-action 'none'\">\n"
	              "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	              "<meta name=\"referrer\" content=\"no-referrer\">\n"
	              "<meta name=\"color-scheme\" content=\"light dark\">\n<title>Ties of ");
	html_text(out, n->title);
	html_put(out, "</title>\n<style>");
	buf_add(&out->buf, (str){network_page_css, sizeof network_page_css - 1});
	html_put(out, "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#tables\">To the table</a>\n");
}

static void header(struct report_out *out, const struct network *n)
{
	struct report_out words = {.width = UINT16_MAX, .utf8 = true};

	html_put(out, "<header>\n<h1>");
	html_name(out, n->title);
	html_put(out, "</h1>\n<p class=\"when\">");
	network_summary(&words, n);
	html_text(out, buf_str(&words.buf));
	if (n->around)
		html_print(out, ". %zu ties to or among %zu others", n->tie_count, n->around->neighbour_count);
	if (n->around && n->around->left_out)
		html_print(out, "; %zu further ones are left out", n->around->left_out);
	html_put(out, ".</p>\n</header>\n");
	out->buf.failed |= words.buf.failed;
	buf_finish(&words.buf);
}

/* ---- controls ----------------------------------------------------------------------------------------- */

static bool is_first_of_kind(const struct network *a, size_t tie)
{
	for (size_t i = 0; i < tie; i++)
		if (str_equal(a->ties[i].relation, a->ties[tie].relation))
			return false;
	return true;
}

static void relation_words(struct report_out *out, str relation)
{
	for (size_t i = 0; i < relation.len; i++)
		html_text(out, relation.ptr[i] == '_' ? STR(" ") : str_slice(relation, i, i + 1));
}

/* The script shows them, gives the slider its ends, and sets it to the date that is drawn. */
static void controls(struct report_out *out, const struct network *n)
{
	html_print(out,
	           "<div id=\"controls\" role=\"group\" aria-label=\"What is shown\" hidden data-on=\"%d "
	           "%d\">\n<p><label for=\"date\">On</label> <input id=\"date\" "
	           "type=\"range\" step=\"1\"> <output id=\"shown\" for=\"date\">",
	           n->on.first, n->on.last);
	html_text(out, n->on.edtf);
	html_put(out, "</output></p>\n<fieldset><legend>Ties</legend>\n");
	for (size_t i = 0; i < n->tie_count; i++) {
		str relation = n->ties[i].relation;
		if (!is_first_of_kind(n, i) || n->ties[i].derived)
			continue;
		html_put(out, "<label><input type=\"checkbox\" checked value=\"");
		html_text(out, relation);
		html_put(out, "\"> ");
		relation_words(out, relation);
		html_put(out, "</label>\n");
	}
	html_put(out, "</fieldset>\n</div>\n");
}

/* ---- the table ---------------------------------------------------------------------------------------- */

static void tie_row(struct report_out *out, const struct network *n, uint32_t i, struct intern *sources)
{
	const ties_tie *t = &n->ties[i];
	const struct report_out page = {.utf8 = true};
	char date[PAGE_DATE_MAX];
	struct buf words = {0};
	bool begun = page_end_of(t->begin) == END_DATED;
	ties_when when = begun ? t->begin : t->end;

	html_print(out, "<tr id=\"t%u\" class=\"tie ", i);
	network_classes(out, t, n->on);
	html_put(out, "\" data-r=\"");
	html_text(out, t->relation);
	html_print(out, "\" data-ends=\"%u %u\"", n->ends[i].from, n->ends[i].to);
	network_tie_days(out, t);
	html_put(out, "><th scope=\"row\" class=\"date\">");
	if (page_end_of(when) == END_DATED) {
		html_put(out, begun ? "" : "by ");
		html_text(out, (str){date, page_date_short(&page, when, date)});
	} else {
		html_put(out, "undated");
	}
	html_put(out, "</th><td>");
	network_sentence(&words, t);
	html_name(out, buf_str(&words));
	html_note(out, sources, t->source.len ? t->source : t->ref);
	html_put(out, "</td></tr>\n");
	out->buf.failed |= words.failed;
	buf_finish(&words);
}

static void node_item(struct report_out *out, const struct network *n, uint32_t i)
{
	const struct network_node *node = &n->nodes[i];
	struct report_out words = {.width = UINT16_MAX, .utf8 = true};

	html_print(out, "<tr id=\"n%u\"><th scope=\"row\">", i);
	html_name(out, node->caption);
	html_put(out, "</th><td>");
	html_text(out, node->schema);
	if (node->entity && node->entity->description.len) {
		html_put(out, ", ");
		html_name(out, node->entity->description);
	}
	html_put(out, "</td><td>");
	if (node->entity)
		entity_summary(&words, node->entity, n->on, true, 0);
	html_text(out, buf_str(&words.buf));
	html_put(out, "</td></tr>\n");
	out->buf.failed |= words.buf.failed;
	buf_finish(&words.buf);
}

static void tables(struct report_out *out, const struct network *n, struct intern *sources)
{
	html_print(
	    out,
	    "<div id=\"tables\">\n<section><h2>%s</h2>\n<table class=\"dated\"><thead><tr><th>From</th><th>What is "
	    "reported</th></tr></thead><tbody>\n",
	    n->trace ? "Steps, path by path" : "Ties, in order of time");
	for (uint32_t i = 0; i < n->tie_count; i++)
		tie_row(out, n, i, sources);
	html_put(
	    out,
	    "</tbody></table></section>\n<section><h2>Who they are</h2>\n<table><thead><tr><th>Name</th><th>Kind</th>"
	    "<th>On the date asked about</th></tr></thead><tbody>\n");
	for (uint32_t i = 0; i < n->node_count; i++)
		if (n->nodes[i].same == i)
			node_item(out, n, i);
	html_put(out, "</tbody></table></section>\n</div>\n");
}

/* ---- the page ----------------------------------------------------------------------------------------- */

static void page(struct report_out *out, struct network *n)
{
	struct intern sources = {.arena = &n->arena};

	head(out, n);
	header(out, n);
	html_put(out, "<main>\n");
	if (n->around)
		controls(out, n);
	html_put(
	    out,
	    "<figure><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"The picture, which can be wider "
	    "than the page\">\n");
	network_draw(out, n, false);
	html_put(
	    out,
	    "</div></figure>\n<aside id=\"panel\" tabindex=\"-1\" aria-label=\"What is chosen in the picture\" hidden>"
	    "</aside>\n");
	tables(out, n, &sources);
	html_put(out, "</main>\n<footer>\n");
	html_sources(out, &sources);
	html_put(out, "<p>What sources report, and who says so; no judgement of anyone.</p>\n</footer>\n<script>");
	buf_add(&out->buf, (str){network_page_js, sizeof network_page_js - 1});
	html_put(out, "</script>\n</body>\n</html>\n");
	intern_finish(&sources);
}

static void drawing(struct report_out *out, struct network *n)
{
	html_put(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	network_draw(out, n, true);
}

static void finish(struct report_out *out, struct network *n, bool collected,
                   void (*write)(struct report_out *, struct network *))
{
	if (collected)
		write(out, n);
	else
		out->buf.failed = true;
	network_finish(n);
}

void report_around_svg(struct report_out *out, const ties_around *around)
{
	struct network n;

	finish(out, &n, network_of(&n, around), drawing);
}

void report_around_html(struct report_out *out, const ties_around *around)
{
	struct network n;

	finish(out, &n, network_of(&n, around), page);
}

void report_trace_svg(struct report_out *out, const ties_trace *trace, ties_reading reading)
{
	struct network n;

	finish(out, &n, network_of_trace(&n, trace, reading), drawing);
}

void report_trace_html(struct report_out *out, const ties_trace *trace, ties_reading reading)
{
	struct network n;

	finish(out, &n, network_of_trace(&n, trace, reading), page);
}
