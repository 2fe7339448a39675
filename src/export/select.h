/* Who is exported? */
#ifndef EXPORT_SELECT_H
#define EXPORT_SELECT_H

#include "book/book.h"
#include "export/export.h"

/** Of each NODE item: its distance from the nearest centre and one, 0 for one that is further off than `depth`; NULL
 * when memory ran out. The caller frees. O(ties of those within). */
uint8_t *select_near(const ties_book *b, const struct export_options *options);

/** A part of a database, of which all is kept. */
struct selection {
	uint8_t *entities; /* by ENTITY item */
	uint8_t *datasets; /* by DATASET item: one of the records chosen is of it */
};

/** Who is near, what is said to be between them, and what all these name; with every record of each. False when memory
 * ran out. O(book). */
bool select_part(struct selection *out, const ties_book *b, const struct export_options *options);
void selection_finish(struct selection *s);

#endif
