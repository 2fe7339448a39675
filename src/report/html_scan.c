/* The page of a scan: one file that loads nothing.
 *
 *   head      title, content policy, style, script
 *   header    what was read, its date, who is named, by kind of standing: summary, legend and filter in one
 *   article   the text, mentions marked
 *   cards     the shared axis, then a card for each, by kind of standing; the ties between them
 *   footer    sources by number
 *
 * The content policy admits the style and the script of this build by their hashes and nothing else, so that even
 * markup that slipped through the escaping could neither run nor load. The page reads without the script, which
 * adds keys, search, and what belongs together under the pointer. */
#include "report/html.h"

#include "report/scan_assets.h"
#include "report/scan_ties.h"

#include <stdio.h>
#include <stdlib.h>

enum {
	YEARS_OF_OFFICES = 50, /* older offices do not widen the axis */
	NAMES_LISTED = 8,      /* names in the header of a kind by listings */
	NAMES_OTHER = 4
};

/* ---- what the parts need --------------------------------------------------------------------------- */

static void add_offices(struct axis *axis, const ties_entity *e, int32_t begin)
{
	for (size_t i = 0; i < e->office_count; i++) {
		ties_when from = e->offices[i].from, to = e->offices[i].to;
		if (from.first >= begin || from.first == TIES_DAY_MIN)
			axis_add(axis, from, to);
	}
}

static struct axis shared_axis(const ties_scan *scan)
{
	struct axis axis = axis_empty();
	int32_t begin =
	    scan->date.last == TIES_DAY_MAX ? INT32_MAX : page_new_year(page_year(scan->date.last) - YEARS_OF_OFFICES);

	for (size_t i = 0; i < scan->entity_count; i++) {
		const ties_entity *e = &scan->entities[i].entity;
		for (size_t j = 0; j < e->listing_count; j++)
			axis_add(&axis, e->listings[j].from, e->listings[j].to);
		for (size_t j = 0; j < e->absence_count; j++)
			axis_add(&axis, e->absences[j].on, e->absences[j].on);
		add_offices(&axis, e, begin);
	}
	axis_set_mark(&axis, scan->date);
	axis_round(&axis);
	return axis;
}

static int by_entity_and_text(const void *a, const void *b, void *mentions)
{
	const struct html_reading *x = a, *y = b;
	const ties_mention *m = mentions;

	if (x->entity != y->entity)
		return x->entity < y->entity ? -1 : 1;
	int order = str_compare(m[x->mention].text, m[y->mention].text);
	return order ? order : x->mention < y->mention ? -1 : x->mention > y->mention;
}

/** What each mention adds: itself when it is linked but could be another, else all that it can mean. */
static size_t collect_readings(struct html_reading *into, const ties_scan *scan, uint32_t mention)
{
	const ties_mention *m = &scan->mentions[mention];
	size_t count = 0;

	if (m->entity < scan->entity_count) {
		into[0] = (struct html_reading){m->entity, mention};
		return m->alternative_count != 0;
	}
	for (size_t i = 0; i < m->alternative_count; i++)
		if (m->alternatives[i].entity < scan->entity_count)
			into[count++] = (struct html_reading){m->alternatives[i].entity, mention};
	return count;
}

static bool sort_readings(struct html_page *page, struct arena *arena)
{
	const ties_scan *scan = page->scan;
	size_t most = 1, count = 0, next = 0;

	for (size_t i = 0; i < scan->mention_count; i++)
		most += scan->mentions[i].alternative_count + 1;
	page->readings = arena_array(arena, most, sizeof *page->readings);
	page->readings_of = arena_array(arena, scan->entity_count + 1, sizeof *page->readings_of);
	if (arena->failed)
		return false;
	for (uint32_t i = 0; i < scan->mention_count; i++)
		count += collect_readings(page->readings + count, scan, i);
	qsort_r(page->readings, count, sizeof *page->readings, by_entity_and_text, (void *)(uintptr_t)scan->mentions);
	for (size_t i = 0; i <= scan->entity_count; i++) {
		while (next < count && page->readings[next].entity < i)
			next++;
		page->readings_of[i] = next;
	}
	return true;
}

static bool prepare(struct html_page *page, struct arena *arena)
{
	const ties_scan *scan = page->scan;
	bool fresh;

	page->axis = shared_axis(scan);
	page->sources.arena = arena;
	page->kind = arena_alloc(arena, scan->entity_count + 1);
	if (!mentions_sort(&page->mentions, scan, arena) || !sort_readings(page, arena))
		return false;
	for (size_t i = 0; i < scan->entity_count; i++) {
		page->kind[i] = (uint8_t)html_kind_of(&scan->entities[i].entity, scan->date);
		if (!table_put(&page->cards, scan->entities[i].entity.id, (uint32_t)i, &fresh))
			return false;
	}
	for (size_t i = 0; i < page->mentions.doubt_count; i++)
		if (!table_put(&page->doubts, page->mentions.doubts[i].mention->text, (uint32_t)i, &fresh))
			return false;
	return true;
}

/** How many cards a kind has. */
static size_t count_kind(const struct html_page *page, enum html_kind kind)
{
	size_t count = 0;

	if (kind == KIND_DOUBT)
		return page->mentions.doubt_count;
	for (size_t i = 0; i < page->scan->entity_count; i++)
		count += page->kind[i] == kind;
	return count;
}

/* ---- head and header ------------------------------------------------------------------------------- */

static void head(struct report_out *out, const ties_scan *scan)
{
	html_put(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
	              "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
	              "'sha256-" SCAN_CSS_SHA256 "'; script-src 'sha256-" SCAN_JS_SHA256
	              "'; base-uri 'none'; form-action 'none'\">\n"
	              "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	              "<meta name=\"referrer\" content=\"no-referrer\">\n"
	              "<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
	html_text(out, scan->title.len ? scan->title : scan->path);
	html_put(out, "</title>\n<style>");
	buf_add(&out->buf, (str){scan_css, sizeof scan_css - 1});
	html_put(out, "</style>\n</head>\n<body>\n");
}

static void language(struct report_out *out, const ties_scan *scan)
{
	if (!scan->language || strcmp(scan->language, "und") == 0)
		return;
	html_put(out, " lang=\"");
	html_text(out, str_from(scan->language));
	html_put(out, "\"");
}

/** Where the date came from. */
static const char *origin(const char *from)
{
	static const char *const words[][2] = {{"text", "the date read in the text"},
	                                       {"metadata", "the date in the document\u2019s metadata"},
	                                       {"option", "the date asked for"},
	                                       {"today", "today, for the document names no date"}};

	for (size_t i = 0; from && i < sizeof words / sizeof *words; i++)
		if (strcmp(from, words[i][0]) == 0)
			return words[i][1];
	return "the date of the document";
}

static void date(struct report_out *out, const ties_scan *scan)
{
	html_put(out, "<p class=\"when\">Who is named, and what they were on <strong>");
	html_text(out, scan->date.edtf);
	html_print(out, "</strong>, %s", origin(scan->date_from));
	if (scan->date_text.len && !str_equal(scan->date_text, scan->date.edtf)) {
		html_put(out, ": \u201C");
		html_name(out, scan->date_text);
		html_put(out, "\u201D");
	}
	html_put(out, "</p>\n");
}

static void facts(struct report_out *out, const ties_scan *scan)
{
	const char *words = language_words(scan->language);
	char day[PAGE_DATE_MAX];

	html_put(out, "<p class=\"facts\"><span>");
	html_name(out, scan->path);
	html_put(out, "</span>");
	if (*words)
		html_print(out, "<span>%s</span>", words);
	html_put(out, "<span>");
	page_count(out, scan->words, "word", "words");
	html_put(out, "</span><span>");
	page_count(out, scan->entity_count, "entity", "entities");
	html_put(out, " in ");
	page_count(out, scan->mention_count, "mention", "mentions");
	html_put(out, "</span>");
	if (scan->book_built_at > 0 && scan->book_built_at / 86400 < INT32_MAX) {
		page_day((int32_t)(scan->book_built_at / 86400), day);
		html_print(out, "<span>database of %s, ", day);
		page_count(out, scan->dataset_count, "source", "sources");
		html_put(out, "</span>");
	}
	html_put(out, "</p>\n");
}

/** The first names of a kind, as links to their cards. */
static void names(struct report_out *out, const struct html_page *page, enum html_kind kind, size_t count)
{
	size_t most = kind <= KIND_LATER ? NAMES_LISTED : NAMES_OTHER, n = 0;
	bool doubt = kind == KIND_DOUBT;

	html_put(out, "<p>");
	for (size_t i = 0; n < most && n < count; i++) {
		if (!doubt && page->kind[i] != kind)
			continue;
		html_print(out, "%s<a href=\"#%s%zu\" dir=\"auto\">", n++ ? ", " : "", doubt ? "d" : "e", i);
		html_text(out, doubt ? page->mentions.doubts[i].mention->text : page->scan->entities[i].entity.caption);
		html_put(out, "</a>");
	}
	if (count > n)
		html_print(out, " and <a href=\"#k-%s\">%zu more</a>", html_kind_class(kind), count - n);
	html_put(out, "</p>");
}

/** What is told of several of them, at the end of the overview. */
static void overview_of_all(struct report_out *out, const char *class, const char *title, size_t count,
                            const char *words)
{
	if (count)
		html_print(
		    out,
		    "<li class=\"%s\"><label title=\"show or hide\"><input type=\"checkbox\" id=\"f-%s\" checked>"
		    "<b>%zu</b> <span>%s</span></label><p><a href=\"#k-%s\">%s</a></p></li>\n",
		    class, class, count, title, class, words);
}

static void ties_and_flags(struct report_out *out, const struct html_page *page)
{
	const ties_scan *scan = page->scan;
	size_t then = 0;
	char words[64];

	for (size_t i = 0; i < scan->tie_count; i++)
		then += tie_time_of(&scan->ties[i], scan->date) == TIE_THEN;
	snprintf(words, sizeof words, "%zu holding on the date", then);
	overview_of_all(out, "ties", "Ties between them", scan->tie_count + scan->event_tie_count, words);
	overview_of_all(out, "flags", "Flags", page->flags ? page->flags->count : 0,
	                "what deserves a look, and proves nothing");
}

static void overview(struct report_out *out, const struct html_page *page)
{
	bool any = false;

	for (enum html_kind kind = 0; kind < KIND_COUNT; kind++) {
		size_t count = count_kind(page, kind);
		const char *class = html_kind_class(kind);
		if (count == 0)
			continue;
		html_put(out, any ? "" : "<ul class=\"kinds\">\n");
		any = true;
		html_print(
		    out,
		    "<li class=\"%s\"><label title=\"show or hide\"><input type=\"checkbox\" id=\"f-%s\" checked>"
		    "<b>%zu</b> <span>%s</span></label>",
		    class, class, count, html_kind_title(kind));
		names(out, page, kind, count);
		html_put(out, "</li>\n");
	}
	ties_and_flags(out, page);
	html_put(out, any ? "</ul>\n" : "<p class=\"none\">No known entity is named.</p>\n");
}

static void header(struct report_out *out, struct html_page *page)
{
	html_put(out, "<header>\n");
	facts(out, page->scan);
	html_put(out, "<h1 dir=\"auto\"");
	language(out, page->scan);
	html_put(out, ">");
	html_title(out, page);
	html_put(out, "</h1>\n");
	date(out, page->scan);
	overview(out, page);
	html_put(out, "</header>\n");
}

/* ---- cards ----------------------------------------------------------------------------------------- */

static void group(struct report_out *out, struct html_page *page, enum html_kind kind)
{
	size_t count = count_kind(page, kind);

	if (count == 0)
		return;
	html_print(out,
	           "<section class=\"group %s\" id=\"k-%s\" aria-labelledby=\"h-%s\"><h2 id=\"h-%s\">%s <small>%zu"
	           "</small></h2>\n",
	           html_kind_class(kind), html_kind_class(kind), html_kind_class(kind), html_kind_class(kind),
	           html_kind_title(kind), count);
	for (size_t i = 0; kind == KIND_DOUBT && i < count; i++)
		html_doubt(out, page, i);
	for (size_t i = 0; i < page->scan->entity_count; i++)
		if (page->kind[i] == kind)
			html_card(out, page, i);
	html_put(out, "</section>\n");
}

static void cards(struct report_out *out, struct html_page *page)
{
	html_put(out, "<section id=\"cards\" aria-label=\"Cards of those named\">\n<div class=\"scale\">"
	              "<div role=\"search\" hidden><input type=\"search\" placeholder=\"Find a name\" "
	              "aria-label=\"Find a name\" aria-keyshortcuts=\"/\"></div>");
	html_axis(out, &page->axis, "");
	html_put(out, "</div>\n");
	for (enum html_kind kind = 0; kind < KIND_COUNT; kind++) {
		if (kind == KIND_NAMED) {
			html_ties(out, page);
			html_flags(out, page, page->flags);
		}
		group(out, page, kind);
	}
	html_put(out, "<p class=\"none\" role=\"status\" hidden>No name like that.</p>\n</section>\n");
}

static void body(struct report_out *out, struct html_page *page)
{
	html_put(out, "<a class=\"skip\" href=\"#cards\">To the cards</a>\n");
	html_bar_parts(out, &page->axis, page->scan->date.edtf);
	header(out, page);
	html_put(out, "<main>\n<article aria-label=\"The document\"");
	language(out, page->scan);
	html_put(out, ">\n");
	html_article(out, page);
	html_put(out, "</article>\n");
	cards(out, page);
	html_put(out, "</main>\n<footer>\n");
	html_sources(out, &page->sources);
	html_put(out,
	         "<p>What lists and documents say, and who says so; no judgement of anyone. A mention is a possible "
	         "match.</p>\n<p class=\"keys\" hidden>Keys: <kbd>j</kbd> next mention, <kbd>k</kbd> the one "
	         "before, <kbd>/</kbd> find a name, <kbd>Esc</kbd> back to all.</p>\n</footer>\n<script>");
	buf_add(&out->buf, (str){scan_js, sizeof scan_js - 1});
	html_put(out, "</script>\n</body>\n</html>\n");
}

void report_scan_html(struct report_out *out, const ties_scan *scan, const ties_flags *flags)
{
	struct arena arena = {0};
	struct html_page page = {.scan = scan, .flags = flags};

	if (prepare(&page, &arena)) {
		head(out, scan);
		body(out, &page);
	} else {
		out->buf.failed = true;
	}
	table_finish(&page.doubts);
	table_finish(&page.cards);
	intern_finish(&page.sources);
	arena_finish(&arena);
}
