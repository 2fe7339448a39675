/* What is on disk? The door of src/book: a database opened for reading, and the writer that makes one.
 *
 * The file is mapped and never changes. Everything handed out points into the map and lives until book_close.
 * Opening checks the structure in O(sections); book_verify checks every byte and every invariant. Since a
 * damaged file may still open, every accessor here is safe on any bytes: an index out of range gives an
 * all-zero item, a string out of range the empty string. */
#ifndef BOOK_BOOK_H
#define BOOK_BOOK_H

#include "base/file.h"
#include "book/format.h"
#include "dates/dates.h"
#include "model/model.h"

/** Items of each section, as arrays. */
struct ties_book {
	struct file_map map;
	const struct book_header *header;
	char *path; /* owned */
#define X(symbol, id, type) \
	struct { \
		const type *items; \
		uint32_t count; \
	} symbol;
	BOOK_SECTIONS(X)
#undef X
};
typedef struct ties_book ties_book;

ties_code book_open(ties_book **out, const char *path, ties_error *err);
/** Accepts NULL. */
void book_close(ties_book *b);
/** Checks all checksums, sizes, indexes, orders. The message names the section, the item and what is wrong. */
ties_code book_verify(const ties_book *b, ties_error *err);

str book_string(const ties_book *b, uint32_t string);

/** Item `i` of a section; an all-zero one when out of range. */
#define X(symbol, id, type) const type *book_item_##symbol(const ties_book *b, uint32_t i);
BOOK_SECTIONS(X)
#undef X
#define BOOK_AT(b, symbol, i) book_item_##symbol((b), (i))

/** `first`..`first+count` cut to what the section has. */
struct book_range {
	uint32_t begin, end;
};
struct book_range book_range(uint32_t first, uint32_t count, uint32_t section_count);
#define BOOK_RANGE(b, symbol, from, number) book_range((from), (number), (b)->symbol.count)

/** ENTITY item by canonical id, BOOK_NONE when there is none. O(log n). */
uint32_t book_entity_by_id(const ties_book *b, str id);
/** ENTITY item by ref "dataset:record id", BOOK_NONE when there is none. O(log n). */
uint32_t book_entity_by_ref(const ties_book *b, str ref);
/** KEY items with this text, one for each class. O(log n). */
struct book_range book_keys(const ties_book *b, str text);
struct date book_date_value(struct book_date d);

/* ---- writing --------------------------------------------------------------------------------------- */

struct book_writer;

ties_code book_writer_open(struct book_writer **out, const char *path, int64_t built_at, ties_error *err);
/** Adds a whole section; each once, in any order. Failure is sticky and comes out at commit. */
void book_writer_section(struct book_writer *w, enum book_section id, uint32_t item_size, const void *items,
                         uint64_t count);
/** Writes header and table, syncs, renames; frees the writer in any case. */
ties_code book_writer_commit(struct book_writer *w, ties_error *err);
/** Leaves the old file as it was; accepts NULL. */
void book_writer_abandon(struct book_writer *w);

#endif
