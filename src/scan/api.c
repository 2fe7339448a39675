/* The public face of src/scan: a document in, a result that owns all it needs out. */
#include "scan/scan.h"

#include "base/options.h"

#include <stdlib.h>

/** A result with its memory. */
struct scan_block {
	ties_scan scan; /* first: the public pointer is the block */
	struct arena arena;
};

const char *ties_how_name(ties_how how)
{
	static const char *const names[] = {
	    [TIES_HOW_NAME] = "name",
	    [TIES_HOW_ALIAS] = "alias",
	    [TIES_HOW_ACRONYM] = "acronym",
	    [TIES_HOW_SURNAME] = "surname",
	    [TIES_HOW_ADJECTIVE] = "adjective",
	    [TIES_HOW_INHABITANTS] = "inhabitants",
	    [TIES_HOW_GOVERNMENT] = "government",
	    [TIES_HOW_METONYM] = "metonym",
	    [TIES_HOW_FUZZY] = "fuzzy",
	    [TIES_HOW_DEFINED] = "defined",
	};
	return (size_t)how < sizeof names / sizeof *names ? names[how] : "";
}

static void finish(struct scan *s)
{
	vec_finish(&s->tokens);
	for (size_t i = 0; i < s->norms.len; i++)
		free(s->norms.ptr[i]);
	vec_finish(&s->norms);
	vec_finish(&s->block_case);
	vec_finish(&s->readings);
	vec_finish(&s->spans);
	vec_finish(&s->others);
	free(s->support);
	match_search_free(s->search);
}

static void read_all(struct scan *s)
{
	static void (*const steps[])(struct scan *) = {
	    scan_read_phrases, scan_weigh_context,    scan_select,        scan_read_surnames,
	    scan_read_fuzzy,   scan_read_definitions, scan_read_surnames, /* also of persons found in between */
	};

	s->support = calloc((size_t)s->book->ENTITY.count + 1, sizeof *s->support);
	s->failed = !s->support || !scan_tokenize(s);
	for (size_t i = 0; i < sizeof steps / sizeof *steps && !s->failed; i++)
		steps[i](s);
}

static void describe(ties_scan *out, const ties_book *book, const char *path, const struct document *doc,
                     struct arena *arena)
{
	out->path = arena_copy(arena, str_from(path));
	out->title = arena_copy(arena, doc->title);
	out->text = arena_copy(arena, buf_str(&doc->text));
	out->book_built_at = book->header->built_at;
	out->dataset_count = book->DATASET.count;
}

/* The date asked for, else the document's; everything is valued on it. */
static ties_code set_date(ties_scan *out, struct history_time *time, const ties_scan_options *options,
                          const struct document *doc, struct arena *arena, ties_error *err)
{
	int32_t day = date_today();
	const struct date today = {.first = day, .last = day, .kind = DATE_KNOWN};
	const struct scan_date found = scan_document_date(doc, today);
	ties_code rc = history_time_parse(time, &options->time, found.date, arena, err);
	bool asked = options->time.on.len > 0;

	if (rc != TIES_OK)
		return rc;
	out->date = (ties_when){.edtf = time->on_text, .first = time->on.first, .last = time->on.last};
	out->date_from = asked ? "option" : found.from;
	out->date_text = asked ? STR("") : arena_copy(arena, found.text);
	return TIES_OK;
}

static ties_code scan_document(struct scan_block *block, const ties_book *book, const char *path,
                               const struct document *doc, const ties_scan_options *options, ties_error *err)
{
	enum { TIES_DEFAULT = 200 };
	struct history_time time;
	struct scan s = {
	    .book = book,
	    .arena = &block->arena,
	    .doc = doc,
	    .threshold = options->threshold > 0 ? options->threshold : 0.85,
	    .ties = options->ties ? options->ties : TIES_DEFAULT,
	    .rarity = match_rarity(book),
	};
	ties_scan *out = &block->scan;

	describe(out, book, path, doc, &block->arena);
	out->language = s.language = text_language(out->text);
	ties_code rc = set_date(out, &time, options, doc, &block->arena, err);
	if (rc == TIES_OK) {
		s.on = time.on;
		read_all(&s);
		rc = s.failed || block->arena.failed ? error_nomem(err) : scan_result(out, &s, &time, err);
	}
	finish(&s);
	return rc;
}

static ties_code scan_input(const ties_book *book, struct input *in, const ties_scan_options *options, ties_scan **out,
                            ties_error *err)
{
	struct document doc;
	struct scan_block *block = NULL;
	ties_scan_options own;
	ties_code rc = document_read(&doc, in, err);

	OPTIONS_TAKE(&own, options);
	if (rc != TIES_OK)
		return rc;
	block = calloc(1, sizeof *block);
	rc = block ? scan_document(block, book, input_name(in), &doc, &own, err) : error_nomem(err);
	document_finish(&doc);
	if (rc != TIES_OK) {
		ties_scan_free(block ? &block->scan : NULL);
		return rc;
	}
	*out = &block->scan;
	return TIES_OK;
}

ties_code ties_scan_file(const ties_book *book, const char *path, const ties_scan_options *options, ties_scan **out,
                         ties_error *err)
{
	struct input *in;
	ties_code rc = input_open(&in, path, err);

	*out = NULL;
	if (rc == TIES_OK)
		rc = scan_input(book, in, options, out, err);
	input_close(in);
	return rc;
}

ties_code ties_scan_text(const ties_book *book, const char *name, ties_str text, const ties_scan_options *options,
                         ties_scan **out, ties_error *err)
{
	struct input *in;
	ties_code rc = input_open_memory(&in, name, text, err);

	*out = NULL;
	if (rc == TIES_OK)
		rc = scan_input(book, in, options, out, err);
	input_close(in);
	return rc;
}

void ties_scan_free(ties_scan *scan)
{
	struct scan_block *block = (struct scan_block *)scan;

	if (!block)
		return;
	arena_finish(&block->arena);
	free(block);
}
