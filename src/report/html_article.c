/* The document's text as the page shows it: its blocks, and in them the mentions as links to the cards.
 *
 * Text outside of every block is shown as paragraphs, so nothing of the document is lost. Mentions come in the
 * order of the text; one that overlaps the one before, or lies outside of the text, is shown as plain text. */
#include "report/html.h"

#include <stdio.h>

/** Kinds of blocks, as enum document_block_kind of src/documents counts them. */
enum { BLOCK_HEADING, BLOCK_PARAGRAPH, BLOCK_LIST_ITEM, BLOCK_QUOTE, BLOCK_TABLE_CELL, BLOCK_CODE };

/** Where the writing stands. */
struct cursor {
	size_t mention; /* the next one to come */
	bool in_list;
};

/** Index of the doubt that a mention belongs to. */
static size_t doubt_of(const struct html_page *page, const ties_mention *m)
{
	size_t i = 0;

	while (i < page->mentions.doubt_count && !str_equal(page->mentions.doubts[i].mention->text, m->text))
		i++;
	return i;
}

static void mark(struct report_out *out, const struct html_page *page, size_t index)
{
	const ties_scan *scan = page->scan;
	const ties_mention *m = &scan->mentions[index];
	bool known = m->entity < scan->entity_count;

	html_print(out, "<a dir=\"auto\" id=\"m%zu\" class=\"m ", index);
	if (known) {
		html_colour_class(out, page, m->entity);
		html_print(out, "\" data-e=\"e%u\" href=\"#e%u\" title=\"", m->entity, m->entity);
		html_text(out, scan->entities[m->entity].entity.caption);
	} else {
		size_t doubt = doubt_of(page, m);
		html_print(out, "doubt\" data-e=\"d%zu\" href=\"#d%zu\" title=\"could be ", doubt, doubt);
		for (size_t i = 0; i < m->alternative_count && i < 3; i++) {
			html_put(out, i ? " or " : "");
			html_text(out, m->alternatives[i].caption);
		}
	}
	html_put(out, "\">");
	html_text(out, str_slice(scan->text, m->byte_start, m->byte_end));
	html_put(out, "</a>");
}

static void run(struct report_out *out, const struct html_page *page, struct cursor *cursor, size_t start, size_t end)
{
	const ties_scan *scan = page->scan;

	for (; cursor->mention < scan->mention_count; cursor->mention++) {
		const ties_mention *m = &scan->mentions[cursor->mention];
		if (m->byte_start >= end)
			break;
		if (m->byte_start < start || m->byte_end > end || m->byte_end <= m->byte_start)
			continue;
		html_text(out, str_slice(scan->text, start, m->byte_start));
		mark(out, page, cursor->mention);
		start = m->byte_end;
	}
	html_text(out, str_slice(scan->text, start, end));
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
	unsigned level = span.level < 1 ? 1 : span.level > 5 ? 5 : span.level;

	if (span.kind == BLOCK_HEADING) {
		snprintf(open, 64, "<h%u dir=\"auto\">", level + 1);
		snprintf(close, 24, "</h%u>", level + 1);
		return;
	}
	size_t kind = span.kind < sizeof plain / sizeof *plain ? span.kind : BLOCK_PARAGRAPH;
	snprintf(open, 64, "%s", plain[kind][0]);
	snprintf(close, 24, "%s", plain[kind][1]);
}

static void block(struct report_out *out, const struct html_page *page, struct cursor *cursor, struct ties_span span)
{
	char open[64], close[24];
	bool item = span.kind == BLOCK_LIST_ITEM;

	if (str_trim(str_slice(page->scan->text, span.byte_start, span.byte_end)).len == 0)
		return;
	if (item != cursor->in_list)
		html_put(out, item ? "<ul>\n" : "</ul>\n");
	cursor->in_list = item;
	tags(span, open, close);
	html_put(out, open);
	run(out, page, cursor, span.byte_start, span.byte_end);
	html_put(out, close);
	html_put(out, "\n");
}

/** What no block covers: paragraphs between empty lines. */
static void loose(struct report_out *out, const struct html_page *page, struct cursor *cursor, size_t start, size_t end)
{
	while (start < end) {
		size_t stop = str_find(page->scan->text, STR("\n\n"), start);
		if (stop > end)
			stop = end;
		block(out, page, cursor, (struct ties_span){start, stop, BLOCK_PARAGRAPH, 0});
		start = stop + 2;
	}
}

void html_article(struct report_out *out, const struct html_page *page)
{
	const ties_scan *scan = page->scan;
	struct cursor cursor = {0};
	size_t at = 0;

	for (size_t i = 0; i < scan->block_count; i++) {
		struct ties_span span = scan->blocks[i];
		if (span.byte_end > scan->text.len)
			span.byte_end = scan->text.len;
		if (span.byte_start < at || span.byte_end <= span.byte_start)
			continue;
		loose(out, page, &cursor, at, span.byte_start);
		block(out, page, &cursor, span);
		at = span.byte_end;
	}
	loose(out, page, &cursor, at, scan->text.len);
	if (cursor.in_list)
		html_put(out, "</ul>\n");
}
