/* Sorting the mentions of a scan.
 *
 * An array of mention numbers is sorted by entity, then text: runs of equal (entity, text) are the forms, which
 * are then sorted by how often they occur. Ambiguous mentions are joined by text. */
#include "report/mentions.h"

#include <stdlib.h>

/** A mention with what it is sorted by. */
struct item {
	uint32_t entity; /* UINT32_MAX: ambiguous */
	uint32_t at;     /* index of the mention */
	str text;
};

static int by_entity_and_text(const void *a, const void *b)
{
	const struct item *x = a, *y = b;

	if (x->entity != y->entity)
		return x->entity < y->entity ? -1 : 1;
	int order = str_compare(x->text, y->text);
	return order ? order : x->at < y->at ? -1 : x->at > y->at;
}

static int by_count(const void *a, const void *b)
{
	const struct mention_form *x = a, *y = b;

	if (x->count != y->count)
		return x->count > y->count ? -1 : 1;
	return str_compare(x->text, y->text);
}

static int by_place(const void *a, const void *b)
{
	const struct mention_doubt *x = a, *y = b;

	return x->mention < y->mention ? -1 : x->mention > y->mention;
}

/** Length of the run of equal items that begins at `items`. */
static size_t run(const struct item *items, size_t count)
{
	size_t n = 1;

	while (n < count && items[n].entity == items[0].entity && str_equal(items[n].text, items[0].text))
		n++;
	return n;
}

static void lines(struct mentions *out, const ties_scan *scan)
{
	size_t line = 1, at = 0;

	for (size_t i = 0; i < out->doubt_count; i++) {
		size_t end = out->doubts[i].mention->byte_start;
		for (; at < end && at < scan->text.len; at++)
			line += scan->text.ptr[at] == '\n';
		out->doubts[i].line = line;
	}
}

static void collect(struct mentions *out, const ties_scan *scan, const struct item *items, struct mention_form *forms)
{
	size_t count = scan->mention_count, n;

	for (size_t i = 0; i < count; i += n) {
		n = run(items + i, count - i);
		if (items[i].entity >= scan->entity_count) {
			const ties_mention *first = &scan->mentions[items[i].at];
			out->doubts[out->doubt_count++] = (struct mention_doubt){.mention = first, .count = n};
			continue;
		}
		struct mention_forms *of = &out->of[items[i].entity];
		if (of->count == 0)
			of->forms = forms;
		*forms++ = (struct mention_form){items[i].text, n, items[i].at};
		of->count++;
	}
}

bool mentions_sort(struct mentions *out, const ties_scan *scan, struct arena *arena)
{
	size_t count = scan->mention_count;
	struct item *items = arena_array(arena, count + 1, sizeof *items);
	struct mention_form *forms = arena_array(arena, count + 1, sizeof *forms);

	out->of = arena_array(arena, scan->entity_count + 1, sizeof *out->of);
	out->doubts = arena_array(arena, count + 1, sizeof *out->doubts);
	out->doubt_count = 0;
	if (arena->failed)
		return false;
	for (uint32_t i = 0; i < count; i++) {
		const ties_mention *m = &scan->mentions[i];
		items[i] = (struct item){m->entity < scan->entity_count ? m->entity : UINT32_MAX, i, m->text};
	}
	qsort(items, count, sizeof *items, by_entity_and_text);
	collect(out, scan, items, forms);
	for (size_t i = 0; i < scan->entity_count; i++)
		if (out->of[i].count > 1)
			qsort(forms + (out->of[i].forms - forms), out->of[i].count, sizeof *forms, by_count);
	qsort(out->doubts, out->doubt_count, sizeof *out->doubts, by_place);
	lines(out, scan);
	return true;
}

enum mention_section mention_section(const ties_scan_entity *entity)
{
	if (entity->entity.listing_count)
		return SECTION_LISTED;
	return entity->entity.office_count ? SECTION_OFFICE : SECTION_OTHER;
}

const char *language_words(const char *code)
{
	static const char *const words[][2] = {
	    {"en", "English"},    {"fr", "French"},     {"de", "German"},   {"es", "Spanish"},   {"it", "Italian"},
	    {"pt", "Portuguese"}, {"nl", "Dutch"},      {"pl", "Polish"},   {"sv", "Swedish"},   {"tr", "Turkish"},
	    {"ru", "Russian"},    {"uk", "Ukrainian"},  {"ar", "Arabic"},   {"fa", "Persian"},   {"he", "Hebrew"},
	    {"zh", "Chinese"},    {"ja", "Japanese"},   {"ko", "Korean"},   {"hi", "Hindi"},     {"ur", "Urdu"},
	    {"el", "Greek"},      {"cs", "Czech"},      {"ro", "Romanian"}, {"hu", "Hungarian"}, {"da", "Danish"},
	    {"no", "Norwegian"},  {"fi", "Finnish"},    {"sq", "Albanian"}, {"sr", "Serbian"},   {"hr", "Croatian"},
	    {"bg", "Bulgarian"},  {"id", "Indonesian"}, {"ps", "Pashto"},   {"ku", "Kurdish"},   {"vi", "Vietnamese"},
	};

	if (!code || strcmp(code, "und") == 0)
		return "";
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(code, words[i][0]) == 0)
			return words[i][1];
	return code;
}

const char *date_from_words(const char *from)
{
	static const char *const words[][2] = {{"text", "read in the text"},
	                                       {"metadata", "from its metadata"},
	                                       {"option", "as asked"},
	                                       {"today", "today, for it names none"}};

	for (size_t i = 0; from && i < sizeof words / sizeof *words; i++)
		if (strcmp(from, words[i][0]) == 0)
			return words[i][1];
	return from ? from : "";
}
