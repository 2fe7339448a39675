/* What did an older database know? Its history goes on: records, statements and versions come back out of the book as
 * the fold had them, and new versions fold on.
 *
 * A dataset whose versions have no date (curated data) and that is given again is left behind: it replaces itself. */
#ifndef COMPILE_BASE_H
#define COMPILE_BASE_H

#include "book/book.h"
#include "compile/fold.h"
#include "compile/plan.h"

/** Can the sets of the plan go on from `b`? One that is older than what it has of the dataset, or has no date where
 * that has, cannot: TIES_ERR_USAGE when somebody named it; one of a folder is left out of the plan with the reason, and
 * so is one that is there already. O(sets × versions). */
ties_code base_check(const ties_book *b, struct plan *plan, ties_error *err);
/** Fills an empty fold from `b`, which must be sound (book_verify), for a plan that has been checked. `b` may be closed
 *  afterwards. O(book). */
ties_code base_restore(struct fold *f, const ties_book *b, const struct plan *plan, ties_error *err);

#endif
