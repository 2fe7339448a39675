/* Bytes as a database: open, verify, ask, and go on from one that is sound. Sizes and checksums are made right first,
 * so that inputs reach the sections and what is checked in them. */
#include "book/book.h"
#include "compile/base.h"
#include "ties.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void repair_sections(uint8_t *bytes, size_t size)
{
	struct book_header header;
	struct book_section_entry e;

	memcpy(&header, bytes, sizeof header);
	for (size_t at = sizeof header; header.section_count > 0 && at + sizeof e <= size; at += sizeof e) {
		uint64_t length;
		memcpy(&e, bytes + at, sizeof e);
		if (!__builtin_mul_overflow(e.count, (uint64_t)e.item_size, &length) && e.offset <= size &&
		    length <= size - e.offset)
			e.checksum = XXH3_64bits(bytes + e.offset, length);
		memcpy(bytes + at, &e, sizeof e);
		if (--header.section_count == 0 || header.section_count > BOOK_SECTIONS_MAX)
			break;
	}
}

static void repair(uint8_t *bytes, size_t size)
{
	struct book_header header;

	memcpy(&header, bytes, sizeof header);
	memcpy(header.magic, BOOK_MAGIC, sizeof header.magic);
	header.version = BOOK_FORMAT_VERSION;
	header.file_size = size;
	header.checksum = 0;
	size_t table = (size_t)header.section_count * sizeof(struct book_section_entry);
	memcpy(bytes, &header, sizeof header);
	if (header.section_count <= BOOK_SECTIONS_MAX && table <= size - sizeof header)
		header.checksum = XXH3_64bits(bytes, sizeof header + table);
	memcpy(bytes, &header, sizeof header);
}

static void screen(const ties_book *book, str scorer)
{
	ties_screen_options options = {.size = sizeof options, .explain = true, .threshold = 0.6, .scorer = scorer};
	ties_screener *screener;

	if (ties_screener_new(&screener, book, &options, NULL) == TIES_OK) {
		const ties_hits *hits;
		ties_query query = {.name = STR("Jane Roe"), .id = STR("36"), .birth_date = STR("1960")};
		(void)!ties_screen(screener, &query, &hits, NULL);
		ties_screener_free(screener);
	}
}

/* All changes there are, and one customer against them. */
static void ask_for_changes(const ties_book *book, bool known)
{
	ties_changes_options options = {.size = sizeof options, .from = STR("1900"), .to = STR("2100"), .known = known};
	ties_rescreen_options again = {.size = sizeof again, .from = STR("1900"), .to = STR("2100"), .known = known};
	const ties_query query = {.name = STR("Jane Roe"), .id = STR("36")};
	const ties_rescreening *answer;
	ties_rescreener *rescreener;
	ties_changes *changes;

	if (ties_changes_between(book, &options, &changes, NULL) == TIES_OK)
		ties_changes_free(changes);
	if (ties_rescreener_new(&rescreener, book, &again, NULL) == TIES_OK) {
		(void)!ties_rescreen(rescreener, &query, &answer, NULL);
		ties_rescreener_free(rescreener);
	}
}

/* Every column of every table. */
static void ask_in_sql(const ties_book *book)
{
	static const char *const queries[] = {
	    "SELECT * FROM entities", "SELECT * FROM refs",
	    "SELECT * FROM names",    "SELECT * FROM statements",
	    "SELECT * FROM listings", "SELECT * FROM offices",
	    "SELECT * FROM ties",     "SELECT * FROM entities JOIN ties ON object = id"};
	ties_sql_options options = {.size = sizeof options, .rows = 10000, .seconds = 1};
	ties_sql_rows *rows;

	for (size_t i = 0; i < sizeof queries / sizeof *queries; i++)
		if (ties_sql(book, str_from(queries[i]), &options, &rows, NULL) == TIES_OK)
			ties_sql_free(rows);
}

static void ask(const ties_book *book)
{
	ties_status *status;
	ties_scan *scan;

	if (ties_status_of(book, STR("Red Group"), NULL, true, &status, NULL) == TIES_OK)
		ties_status_free(status);
	screen(book, STR("ties"));
	screen(book, STR("ofac"));
	ask_for_changes(book, true);
	ask_for_changes(book, false);
	ask_in_sql(book);
	if (ties_scan_text(book, "a.txt", STR("Minister Roe met the Red Group (RGI)."), NULL, &scan, NULL) == TIES_OK)
		ties_scan_free(scan);
}

static void go_on(const ties_book *book)
{
	const struct plan nothing = {0};
	struct fold fold;

	if (!fold_init(&fold) || base_restore(&fold, book, &nothing, NULL) != TIES_OK || !fold_close(&fold))
		abort();
	fold_finish(&fold);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char path[64];
	ties_book *book;

	if (size < sizeof(struct book_header) || size > 1 << 20)
		return 0;
	uint8_t *bytes = malloc(size);
	int fd = memfd_create("book", 0);
	if (!bytes || fd < 0)
		abort();
	memcpy(bytes, data, size);
	repair_sections(bytes, size);
	repair(bytes, size);
	if (write(fd, bytes, size) != (ssize_t)size)
		abort();
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	if (ties_book_open(&book, path, NULL) == TIES_OK) {
		if (ties_book_check(book, NULL) == TIES_OK)
			go_on(book);
		ask(book);
		ties_book_close(book);
	}
	close(fd);
	free(bytes);
	return 0;
}
