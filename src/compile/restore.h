/* How does history come back? Out of an older database (base.c), or out of an export of one.
 *
 * Either way versions, records and statements return to the fold as it had them, and all that is derived from them is
 * derived anew: a build from the export of a database gives its bytes, but for the time of building. */
#ifndef COMPILE_RESTORE_H
#define COMPILE_RESTORE_H

#include "compile/fold.h"
#include "compile/plan.h"
#include "decisions/decisions.h"

/** When a statement was made, as a book and an export tell it. */
struct restore_days {
	int32_t first_seen, last_seen; /* as in book_manner */
	bool own_first, own_last;
	uint8_t first_of_day, last_of_day;
};

/** Sets the versions and own days of `s`, whose record and part are set. Its dataset has versions. O(log versions). */
void restore_days(const struct fold *f, struct fold_statement *s, const struct restore_days *days);
/** When all statements of a record are there, the last of the fold from `first_statement` on: sets which versions had
 * it. */
void restore_record_versions(struct fold *f, uint32_t record, size_t first_statement);

/** Adds what the exports of a plan hold to a fold, and their decisions to `d`. `*records` and `*versions` grow by how
 * many came. TIES_ERR_FORMAT for an export that is damaged, TIES_ERR_USAGE when something else in the fold or plan is
 * of a dataset that an export has, too. */
ties_code restore_exports(struct fold *f, struct decisions *d, const struct plan *plan, uint64_t *records,
                          uint64_t *versions, ties_error *err);

#endif
