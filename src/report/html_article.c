/* The document's text as the page shows it: its blocks, and in them the mentions as links to the cards.
 *
 * Text outside of every block is shown as paragraphs, so nothing of the document is lost. Mentions come in the
 * order of the text; one that overlaps the one before, or lies outside of the text, is shown as plain text. */
#include "report/html.h"

#include <stdio.h>

/** Kinds of blocks, as enum document_block_kind of src/documents counts them. */
enum { BLOCK_HEADING, BLOCK_PARAGRAPH, BLOCK_LIST_ITEM, BLOCK_QUOTE, BLOCK_TABLE_CELL, BLOCK_CODE };

enum { ALTERNATIVES_MAX = 3 };

/** ", could be Maryam Rajavi or Massoud Rajavi". */
static void could_be(struct report_out *out, const char *begin, const ties_mention *m)
{
	for (size_t i = 0; i < m->alternative_count && i < ALTERNATIVES_MAX; i++) {
		html_put(out, i ? " or " : begin);
		html_isolate(out, m->alternatives[i].caption);
	}
	if (m->alternative_count > ALTERNATIVES_MAX)
		html_print(out, " or %zu more", m->alternative_count - ALTERNATIVES_MAX);
}

static void mark(struct report_out *out, const struct html_page *page, size_t index)
{
	const ties_scan *scan = page->scan;
	const ties_mention *m = &scan->mentions[index];

	html_print(out, "<a id=\"m%zu\" class=\"m ", index);
	if (m->entity < scan->entity_count) {
		enum html_kind kind = page->kind[m->entity];
		html_print(out, "%s%s\" href=\"#e%u\" title=\"", html_kind_class(kind),
		           m->alternative_count ? " unsure" : "", m->entity);
		html_isolate(out, scan->entities[m->entity].entity.caption);
		html_print(out, ", %s", html_kind_word(kind));
		could_be(out, "; could also be ", m);
	} else {
		html_print(out, "doubt unsure\" href=\"#d%u\" title=\"", table_get(&page->doubts, m->text));
		html_put(out, html_kind_word(KIND_DOUBT));
		could_be(out, ": could be ", m);
	}
	html_put(out, "\" dir=\"auto\">");
	html_text(out, str_slice(scan->text, m->byte_start, m->byte_end));
	html_put(out, "</a>");
}

static void run(struct report_out *out, struct html_page *page, size_t start, size_t end)
{
	const ties_scan *scan = page->scan;

	for (; page->cursor.mention < scan->mention_count; page->cursor.mention++) {
		const ties_mention *m = &scan->mentions[page->cursor.mention];
		if (m->byte_start >= end)
			break;
		if (m->byte_start < start || m->byte_end > end || m->byte_end <= m->byte_start)
			continue;
		html_text(out, str_slice(scan->text, start, m->byte_start));
		mark(out, page, page->cursor.mention);
		start = m->byte_end;
	}
	html_text(out, str_slice(scan->text, start, end));
	page->cursor.at = end;
}

/** Tag of a block, and a class where the tag does not say enough. */
static void tags(struct ties_span span, char open[64], char close[24])
{
	static const char *const plain[][2] = {
	    [BLOCK_PARAGRAPH] = {"<p dir=\"auto\">", "</p>"},
	    [BLOCK_LIST_ITEM] = {"<li dir=\"auto\">", "</li>"},
	    [BLOCK_QUOTE] = {"<blockquote dir=\"auto\">", "</blockquote>"},
	    [BLOCK_TABLE_CELL] = {"<p class=\"cell\" dir=\"auto\">", "</p>"},
	    [BLOCK_CODE] = {"<pre dir=\"auto\">", "</pre>"},
	};
	unsigned level = span.level < 2 ? 2 : span.level > 6 ? 6 : span.level; /* the page has one of the first level */

	if (span.kind == BLOCK_HEADING) {
		snprintf(open, 64, "<h%u dir=\"auto\">", level);
		snprintf(close, 24, "</h%u>", level);
		return;
	}
	size_t kind = span.kind < sizeof plain / sizeof *plain ? span.kind : BLOCK_PARAGRAPH;
	snprintf(open, 64, "%s", plain[kind][0]);
	snprintf(close, 24, "%s", plain[kind][1]);
}

static void block(struct report_out *out, struct html_page *page, struct ties_span span)
{
	char open[64], close[24];
	bool item = span.kind == BLOCK_LIST_ITEM;

	if (str_trim(str_slice(page->scan->text, span.byte_start, span.byte_end)).len == 0)
		return;
	if (item != page->cursor.in_list)
		html_put(out, item ? "<ul>\n" : "</ul>\n");
	page->cursor.in_list = item;
	tags(span, open, close);
	html_put(out, open);
	run(out, page, span.byte_start, span.byte_end);
	html_put(out, close);
	html_put(out, "\n");
}

/** What no block covers: paragraphs between empty lines. */
static void loose(struct report_out *out, struct html_page *page, size_t start, size_t end)
{
	while (start < end) {
		size_t stop = str_find(str_slice(page->scan->text, 0, end), STR("\n\n"), start);
		if (stop > end)
			stop = end;
		block(out, page, (struct ties_span){start, stop, BLOCK_PARAGRAPH, 0});
		start = stop + 2;
	}
}

void html_title(struct report_out *out, struct html_page *page)
{
	const ties_scan *scan = page->scan;
	const struct ties_span *first = scan->block_count ? scan->blocks : NULL;
	str title = str_trim(scan->title);

	if (first && first->kind == BLOCK_HEADING && first->byte_end <= scan->text.len &&
	    str_equal(str_trim(str_slice(scan->text, 0, first->byte_end)), title))
		run(out, page, first->byte_start, first->byte_end);
	else
		html_text(out, title.len ? title : scan->path);
}

void html_article(struct report_out *out, struct html_page *page)
{
	const ties_scan *scan = page->scan;
	size_t at = page->cursor.at;

	for (size_t i = 0; i < scan->block_count; i++) {
		struct ties_span span = scan->blocks[i];
		if (span.byte_end > scan->text.len)
			span.byte_end = scan->text.len;
		if (span.byte_start < at || span.byte_end <= span.byte_start)
			continue;
		loose(out, page, at, span.byte_start);
		block(out, page, span);
		at = span.byte_end;
	}
	loose(out, page, at, scan->text.len);
	if (page->cursor.in_list)
		html_put(out, "</ul>\n");
}
