/* What were they, when? The door of src/history: fills the public answer structs for entities.
 *
 * It reads listings, offices and absences of an entity, values them on a date in three values, restricts them
 * to what was known by a date, orders them, and finds where sources disagree. */
#ifndef HISTORY_HISTORY_H
#define HISTORY_HISTORY_H

#include "base/arena.h"
#include "book/book.h"
#include "ties/entity.h"

/** The two dates of a question, parsed. */
struct history_time {
	struct date on;       /* valid time; today when not given */
	struct date known_on; /* transaction time; DATE_UNKNOWN: everything loaded */
	str on_text;          /* canonical EDTF of `on` */
};

/** Parses a ties_time; `today` is used where `on` is empty. */
ties_code history_time_parse(struct history_time *out, const ties_time *time, struct date today, struct arena *arena,
                             ties_error *err);

/** Fills `out` for ENTITY item `entity`; arrays are in `arena`, texts in the book. TIES_ERR_NOMEM only.
 *  O(statements of the entity). */
ties_code history_entity(ties_entity *out, const ties_book *b, uint32_t entity, const struct history_time *time,
                         struct arena *arena, ties_error *err);

/** Finds where listings of two datasets contradict each other and adds them to `out`. At most 32. */
void history_disagreements(ties_entity *out, struct arena *arena);

/** Adds why the records of the entity are one. */
void history_joins(ties_entity *out, const ties_book *b, uint32_t entity, struct arena *arena);
/** "dataset:record id" of a REF item. */
str history_ref(const ties_book *b, uint32_t ref, struct arena *arena);

/** A ties_when for a date on disk. */
ties_when history_when(const ties_book *b, struct book_date d);
/** All statements of the entity and of the records that point at it (its listings, offices, documents). */
ties_code history_statements(const ties_statement **out, size_t *count, const ties_book *b, uint32_t entity,
                             const struct history_time *time, struct arena *arena, ties_error *err);

#endif
