/* What did an older database know? Its history goes on: records, statements and versions come back out of the book as
 * the fold had them, and new versions fold on.
 *
 * A dataset whose versions have no date (curated data) and that is given again is left behind: it replaces itself. */
#ifndef COMPILE_BASE_H
#define COMPILE_BASE_H

#include "book/book.h"
#include "compile/fold.h"
#include "compile/plan.h"

/** Fills an empty fold from `b`, which must be sound (book_verify). TIES_ERR_USAGE when a set of the plan cannot go on
 *  from it, because it is older than what the book has or has no date. `b` may be closed afterwards. O(book). */
ties_code base_restore(struct fold *f, const ties_book *b, const struct plan *plan, ties_error *err);

#endif
