/* What changed between two dates? Shared by changes.c and the two ways to find changes: by what versions of lists said,
 * and by the dates of listings and offices. Internal to src/history. */
#ifndef HISTORY_CHANGES_H
#define HISTORY_CHANGES_H

#include "history/history.h"
#include "ties/history.h"

#include "base/vec.h"

/** Changes being collected: of days in (after, until]. */
struct change_list {
	const ties_book *b;
	struct arena *arena;
	int32_t after, until;
	uint32_t dataset; /* DATASET item, BOOK_NONE: any */
	str kind;         /* of changes that are kept; empty: any */
	VEC(ties_change) list;
	size_t unbounded; /* as in ties_changes */
	bool failed;      /* sticky: memory ran out */
};

/** Is that kind of change wanted? */
bool change_wanted(const struct change_list *l, const char *change);
/** Adds it if its kind is wanted. */
void change_push(struct change_list *l, const ties_change *change);
/** What all changes of an entry have: `entry` is its REF item. */
ties_change change_of(const struct change_list *l, const char *change, uint32_t entry);
/** A day as a date. */
ties_when change_day(const struct change_list *l, int32_t day);
/** The REF item that `ref` hangs on: "36" of "36#sanction", else what a listing, office or document is of in its
 *  dataset; else itself. O(log n + statements). */
uint32_t change_entry(const ties_book *b, uint32_t ref);

/** Added, removed, renamed and changed entries, version by version. O(records + what changed). */
void changes_known(struct change_list *l);
/** The same, entry by entry; with `all` only those of an ENTITY item. NULL when memory ran out. */
struct finder;
struct finder *changes_known_open(struct change_list *l, const struct touched_list *all, uint32_t entity);
/** Adds the changes of the next entry; false at the end and when memory ran out. */
bool changes_known_next(struct finder *f);
void changes_known_close(struct finder *f);
/** Listings and offices that began or ended. O(listings + offices). */
void changes_valid(struct change_list *l);
/** Of one LISTING or OFFICE item. */
void changes_valid_listing(struct change_list *l, uint32_t item);
void changes_valid_office(struct change_list *l, uint32_t item);
/** Keeps those that followed a change of the same kind, of the same entity, by jurisdiction `first`, at most `within`
 *  days later (0: any number). */
void changes_keep_following(struct change_list *l, str first, int32_t within);

#endif
