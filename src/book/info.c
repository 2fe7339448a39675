/* The public face of src/book: open, close, check, info. */
#include "base/arena.h"
#include "book/book.h"
#include "ties/book.h"

#include <stdlib.h>

struct info_block {
	ties_info info; /* first: the public pointer is the block */
	struct arena arena;
};

ties_code ties_book_open(ties_book **out, const char *path, ties_error *err)
{
	return book_open(out, path, err);
}

void ties_book_close(ties_book *book)
{
	book_close(book);
}

ties_code ties_book_check(const ties_book *book, ties_error *err)
{
	return book_verify(book, err);
}

const char *ties_version(void)
{
	return TIES_VERSION;
}

static void fill_sections(ties_info *info, const ties_book *b, struct arena *arena)
{
	ties_section_info *s = arena_array(arena, BOOK_SECTIONS_MAX, sizeof *s);

	if (!s)
		return;
	info->sections = s;
#define X(symbol, id, type) \
	s[info->section_count++] = \
	    (ties_section_info){#symbol, b->symbol.count, (uint64_t)b->symbol.count * sizeof(type)};
	BOOK_SECTIONS(X)
#undef X
}

static void fill_versions(ties_dataset_info *info, const ties_book *b, const struct book_dataset *d,
                          struct arena *arena)
{
	struct book_range r = BOOK_RANGE(b, VERSION, d->first_version, d->version_count);
	ties_version_info *versions = arena_array(arena, r.end - r.begin, sizeof *versions);

	for (uint32_t i = r.begin; versions && i < r.end; i++) {
		const struct book_version *v = BOOK_AT(b, VERSION, i);
		versions[info->version_count++] = (ties_version_info){
		    .day = v->day,
		    .path = book_string(b, v->path),
		    .records = v->records,
		    .statements = v->statements,
		    .rejects = v->rejects,
		};
	}
	info->versions = versions;
}

static void fill_datasets(ties_info *info, const ties_book *b, struct arena *arena)
{
	ties_dataset_info *datasets = arena_array(arena, b->DATASET.count, sizeof *datasets);

	for (uint32_t i = 0; datasets && i < b->DATASET.count; i++) {
		const struct book_dataset *d = BOOK_AT(b, DATASET, i);
		datasets[i] = (ties_dataset_info){
		    .name = book_string(b, d->name),
		    .title = book_string(b, d->title),
		    .publisher = book_string(b, d->publisher),
		    .url = book_string(b, d->url),
		    .jurisdiction = book_string(b, d->jurisdiction),
		    .records = d->record_count,
		};
		fill_versions(&datasets[i], b, d, arena);
		info->dataset_count++;
	}
	info->datasets = datasets;
}

/* Relations are records with an id of their own; who counts entities does not mean them. */
static uint32_t count_named(const ties_book *book)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < book->ENTITY.count; i++)
		count += model_schema_is_named(book->ENTITY.items[i].schema);
	return count;
}

/* Of a spell that was known otherwise before, what is known now counts. */
static uint32_t count_listings(const ties_book *book)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < book->LISTING.count; i++)
		n += book->LISTING.items[i].known_until == TIES_DAY_MAX;
	return n;
}

static uint32_t count_offices(const ties_book *book)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < book->OFFICE.count; i++)
		n += book->OFFICE.items[i].known_until == TIES_DAY_MAX;
	return n;
}

ties_code ties_book_info(const ties_book *book, ties_info **out, ties_error *err)
{
	struct info_block *block = calloc(1, sizeof *block);

	*out = NULL;
	if (!block)
		return error_nomem(err);
	block->info = (ties_info){
	    .path = str_from(book->path),
	    .built_at = book->header->built_at,
	    .file_size = book->header->file_size,
	    .entities = count_named(book),
	    .statements = book->STATEMENT.count,
	    .names = book->NAME.count,
	    .listings = count_listings(book),
	    .offices = count_offices(book),
	};
	fill_datasets(&block->info, book, &block->arena);
	fill_sections(&block->info, book, &block->arena);
	if (block->arena.failed) {
		ties_info_free(&block->info);
		return error_nomem(err);
	}
	*out = &block->info;
	return TIES_OK;
}

void ties_info_free(ties_info *info)
{
	struct info_block *block = (struct info_block *)info;

	if (!block)
		return;
	arena_finish(&block->arena);
	free(block);
}

const char *ties_join_name(ties_join_kind kind)
{
	static const char *const names[TIES_JOIN_KINDS] = {
	    [TIES_JOINED_CURATED] = "curated identity",
	    [TIES_JOINED_DECIDED] = "decision",
	    [TIES_JOINED_NUMBERING] = "record number",
	    [TIES_JOINED_UN_REFERENCE] = "UN reference",
	    [TIES_JOINED_GROUP] = "OFSI group",
	    [TIES_JOINED_LEI] = "LEI",
	    [TIES_JOINED_IMO] = "IMO number",
	    [TIES_JOINED_WIKIDATA] = "Wikidata id",
	    [TIES_JOINED_DOCUMENT] = "passport or identity number",
	    [TIES_JOINED_REGISTER] = "register or tax number",
	    [TIES_JOINED_BIC] = "BIC",
	    [TIES_DECIDED_DIFFERENT] = "decided to be different",
	    [TIES_DECIDED_UNSURE] = "decided to be unsure",
	};

	return (unsigned)kind < TIES_JOIN_KINDS ? names[kind] : "";
}
