/* Inside src/book: what the parts of book_verify share. */
#ifndef BOOK_VERIFY_H
#define BOOK_VERIFY_H

#include "book/book.h"

struct verifier {
	const ties_book *b;
	ties_error *err;
	ties_code rc; /* sticky: the first finding */
};

#define REQUIRE(v, condition, section, item, rule) \
	do { \
		if ((v)->rc == TIES_OK && !(condition)) \
			(v)->rc = error_set((v)->err, TIES_ERR_CORRUPT, "%s: damaged: section %s, item %llu: %s", \
			                    (v)->b->path, (section), (unsigned long long)(item), (rule)); \
	} while (0)

static inline bool string_ok(const ties_book *b, uint32_t string)
{
	return book_string(b, string).ptr != NULL;
}

static inline bool range_ok(uint32_t first, uint32_t count, uint32_t total)
{
	return first <= total && count <= total - first;
}

static inline bool date_ok(const ties_book *b, struct book_date d)
{
	return d.first <= d.last && d.kind <= DATE_KNOWN && d.flags <= 3 && d.confidence <= CONFIDENCE_RECALLED &&
	       string_ok(b, d.edtf);
}

/** Items from `first` on that begin where those of the item before end; the first of all begin at 0. */
static inline bool from_ok(uint32_t first, uint32_t before, bool is_first, uint32_t total)
{
	return is_first ? first == 0 : first >= before && first <= total;
}

/** Entities, their records, and that everything which is theirs is found; then what is said. */
void verify_entities(struct verifier *v);
void verify_statements(struct verifier *v);
void verify_ties(struct verifier *v);

#endif
