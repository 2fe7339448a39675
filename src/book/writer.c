/* Writing a database: room for header and table first, sections behind, then header and table filled in. */
#include "book/book.h"

#include <stdlib.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

enum { TABLE_BYTES = sizeof(struct book_header) + BOOK_SECTIONS_MAX * sizeof(struct book_section_entry) };

struct book_writer {
	struct file_writer *file;
	struct {
		struct book_header header;
		struct book_section_entry table[BOOK_SECTIONS_MAX]; /* header.section_count of them */
	} front;
};

ties_code book_writer_open(struct book_writer **out, const char *path, int64_t built_at, ties_error *err)
{
	struct book_writer *w = calloc(1, sizeof *w);

	*out = NULL;
	if (!w)
		return error_nomem(err);
	ties_code rc = file_writer_open(&w->file, path, err);
	if (rc != TIES_OK) {
		free(w);
		return rc;
	}
	memcpy(w->front.header.magic, BOOK_MAGIC, sizeof w->front.header.magic);
	w->front.header.version = BOOK_FORMAT_VERSION;
	w->front.header.rules = book_rules;
	w->front.header.built_at = built_at;
	static const char zero[TABLE_BYTES];
	file_write(w->file, zero, sizeof zero);
	*out = w;
	return TIES_OK;
}

static void align(struct book_writer *w)
{
	static const char zero[BOOK_ALIGN];
	size_t over = file_written(w->file) % BOOK_ALIGN;

	if (over)
		file_write(w->file, zero, BOOK_ALIGN - over);
}

void book_writer_section(struct book_writer *w, enum book_section id, uint32_t item_size, const void *items,
                         uint64_t count)
{
	assert(w->front.header.section_count < BOOK_SECTIONS_MAX);
	align(w);
	w->front.table[w->front.header.section_count++] = (struct book_section_entry){
	    .id = id,
	    .item_size = item_size,
	    .offset = file_written(w->file),
	    .count = count,
	    .checksum = XXH3_64bits(items, count * item_size),
	};
	file_write(w->file, items, count * item_size);
}

ties_code book_writer_commit(struct book_writer *w, ties_error *err)
{
	struct book_header *header = &w->front.header;

	align(w);
	header->file_size = file_written(w->file);
	size_t used = sizeof *header + header->section_count * sizeof *w->front.table;
	header->checksum = XXH3_64bits(&w->front, used);
	file_write_at(w->file, 0, &w->front, used);
	ties_code rc = file_commit(w->file, err);
	free(w);
	return rc;
}

void book_writer_abandon(struct book_writer *w)
{
	if (!w)
		return;
	file_abandon(w->file);
	free(w);
}
