/* What were they, when? The door of src/history: fills the public answer structs for entities.
 *
 * It reads listings, offices and absences of an entity, values them on a date in three values, restricts them
 * to what was known by a date, orders them, joins listings into spells, and finds where sources disagree. */
#ifndef HISTORY_HISTORY_H
#define HISTORY_HISTORY_H

#include "base/arena.h"
#include "book/book.h"
#include "ties/history.h"

/** The two dates of a question, parsed. */
struct history_time {
	struct date on;       /* valid time; today when not given */
	struct date known_on; /* transaction time; DATE_UNKNOWN: everything loaded */
	str on_text;          /* canonical EDTF of `on` */
};

/** The last day whose versions count; TIES_DAY_MAX: all do. A month or a year is known at its end. */
static inline int32_t history_known_day(const struct history_time *time)
{
	return time->known_on.kind == DATE_KNOWN ? time->known_on.last : TIES_DAY_MAX;
}

/** Parses a ties_time; `today` is used where `on` is empty. */
ties_code history_time_parse(struct history_time *out, const ties_time *time, struct date today, struct arena *arena,
                             ties_error *err);

/** The same, of today where `on` is empty. */
ties_code history_time_read(struct history_time *out, const ties_time *time, struct arena *arena, ties_error *err);

/** Fills `out` for ENTITY item `entity`; arrays are in `arena`, texts in the book. TIES_ERR_NOMEM only.
 *  O(statements of the entity). */
ties_code history_entity(ties_entity *out, const ties_book *b, uint32_t entity, const struct history_time *time,
                         struct arena *arena, ties_error *err);

/** Where what counts of a spell and what another dataset says of it contradict each other, added to `out`. */
ties_code history_disagreements(ties_entity *out, const ties_book *b, const struct history_time *time,
                                struct arena *arena, ties_error *err);

/** Adds why the records of the entity are one. */
void history_joins(ties_entity *out, const ties_book *b, uint32_t entity, struct arena *arena);

/** The spells of an entity that history_entity has filled, with their decisions and who decided. By the first beginning
 *  of the jurisdiction, then of the regime, then beginning. O(n log n + offices of the book). */
ties_code history_spells(const ties_spell **out, size_t *count, const ties_entity *entity, const ties_book *b,
                         const struct history_time *time, struct arena *arena, ties_error *err);
/** Fills in who held the deciding offices when the spells began and ended. */
ties_code history_deciders(ties_spell *spells, size_t count, const ties_book *b, const struct history_time *time,
                           struct arena *arena, ties_error *err);
/** A LISTING item as it was known; false when it was not. */
bool history_listing(ties_listing *out, const ties_book *b, uint32_t listing, const struct history_time *time,
                     struct arena *arena);
/** An OFFICE item as it was known; false when it was not. */
bool history_office(ties_office *out, const ties_book *b, uint32_t office, const struct history_time *time,
                    struct arena *arena);

/** Does what began and ended then hold on that date? */
ties_truth history_holds(ties_when from, ties_when to, struct date on);
/** Where something stands in order of time: its earliest day, the latest one where there is no earliest, TIES_DAY_MAX
 *  when nothing is known. */
int32_t history_place(ties_when w);
/** Everything dated about ENTITY item `entity`, whose only candidate `out` has, and whose ties these are. */
ties_code history_timeline(ties_timeline *out, const ties_book *b, uint32_t entity, const struct history_time *time,
                           const ties_tie *ties, size_t tie_count, struct arena *arena, ties_error *err);
/** The order of jurisdictions of one entity, out of its timeline. */
ties_code history_compare(ties_compared *out, struct arena *arena, ties_error *err);
/** The opposite moves among all entities. */
ties_code history_opposites(ties_comparison *out, struct arena *arena, ties_error *err);

/** Had the lists said so by then, and not taken it back? */
bool history_is_known(const struct book_statement *s, const struct history_time *time);
/** A ties_when for a date on disk. */
ties_when history_when(const ties_book *b, struct book_date d);
/** All statements of the entity and of the records that point at it (its listings, offices, documents). */
ties_code history_statements(const ties_statement **out, size_t *count, const ties_book *b, uint32_t entity,
                             const struct history_time *time, struct arena *arena, ties_error *err);

/** The days of a question about changes: after `after`, up to and including `until`. */
struct history_days {
	int32_t after, until;
	ties_when from, to; /* as given, in the arena */
};

/** The bits of the ENTITY items of which an answer may be another one on `until` than on `after`: a listing or office
 * begins or ends, or, with `known`, a version of a list says something else of it. In the arena; NULL when memory ran
 * out. O(records + listings). Every other entity has the same names, evidence, listings and offices on both days. */
uint64_t *history_changed(const ties_book *b, const struct history_days *days, bool known, struct arena *arena);

/** Parses both; an empty `to` is today. TIES_ERR_USAGE with the reason. */
ties_code history_days_between(str from, str to, struct history_days *out, struct arena *arena, ties_error *err);

/* ---- changes ------------------------------------------------------------------------------------------------ */

/** Which records said something else in some version than in the one before, of all datasets. */
struct touched_list;
/** O(records); NULL when memory ran out. */
struct touched_list *history_touched(const ties_book *b);
void history_touched_free(struct touched_list *list);

struct history_change_question {
	int32_t after, until;               /* days in (after, until]; of an imprecise date some day has to be */
	bool valid, known;                  /* by when it was true, by when lists said so */
	uint32_t entity, dataset;           /* ENTITY and DATASET items; BOOK_NONE: any */
	str change;                         /* the only kind; empty: any */
	const struct touched_list *touched; /* needed for `known` of one entity */
};

/** Changes in no order, a few at a time. */
struct history_changes;
/** NULL when memory ran out. The question's touched list has to outlive it. */
struct history_changes *history_changes_open(const ties_book *b, const struct history_change_question *q);
/** The next ones, at least one unless there are no more, valid until the next call; false when memory ran out. */
bool history_changes_next(struct history_changes *c, const ties_change **list, size_t *count);
/** Are those that were given last by when lists said so? */
bool history_changes_known(const struct history_changes *c);
void history_changes_close(struct history_changes *c);

#endif
