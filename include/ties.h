/* ties: who is this, what were they on that day, and who says so?
 *
 * The only header to include. Ten lines that screen a name:
 *
 *     ties_book *book;
 *     ties_error err;
 *     if (ties_book_open(&book, "world.ties", &err)) { fputs(err.message, stderr); return 1; }
 *     ties_screener *screener;
 *     …
 *
 * examples/screen.c is a whole program. Conventions: out-parameters come first in a result or after the inputs as
 * `out`, the error last and NULL-able; functions return TIES_OK (0) or a code; options structs read zero as
 * default and begin with their size. Functions are safe to call from any thread on distinct objects. */
#ifndef TIES_H
#define TIES_H

#include "ties/base.h"
#include "ties/book.h"
#include "ties/dedupe.h"
#include "ties/entity.h"
#include "ties/fetch.h"
#include "ties/flags.h"
#include "ties/graph.h"
#include "ties/history.h"
#include "ties/match.h"
#include "ties/owned.h"
#include "ties/scan.h"
#include "ties/sql.h"

#endif
