/* Changes one batch after the other, for those who do not need them in order: first by when it was true, listing by
 * listing and office by office, then by when lists said so, entry by entry. */
#include "history/changes.h"

#include <stdlib.h>

struct history_changes {
	struct change_list l;
	struct arena arena; /* of the batch */
	struct history_change_question q;
	struct book_range listings, offices; /* those not yet gone through */
	struct finder *known;
	bool known_open;
};

struct history_changes *history_changes_open(const ties_book *b, const struct history_change_question *q)
{
	struct history_changes *c = calloc(1, sizeof *c);

	if (!c)
		return NULL;
	c->q = *q;
	c->l = (struct change_list){.b = b,
	                            .arena = &c->arena,
	                            .after = q->after,
	                            .until = q->until < TIES_DAY_MAX ? q->until : TIES_DAY_MAX - 1,
	                            .dataset = q->dataset,
	                            .kind = q->change};
	if (q->valid && q->entity != BOOK_NONE) {
		c->listings = book_listings_of(b, q->entity);
		c->offices = book_offices_of(b, q->entity);
	} else if (q->valid) {
		c->listings = (struct book_range){0, b->LISTING.count};
		c->offices = (struct book_range){0, b->OFFICE.count};
	}
	return c;
}

/* The next item of what is left; false at the end. */
static bool step(struct history_changes *c)
{
	if (c->listings.begin < c->listings.end) {
		changes_valid_listing(&c->l, c->listings.begin++);
		return true;
	}
	if (c->offices.begin < c->offices.end) {
		changes_valid_office(&c->l, c->offices.begin++);
		return true;
	}
	if (!c->q.known)
		return false;
	if (!c->known_open)
		c->known = changes_known_open(&c->l, c->q.entity == BOOK_NONE ? NULL : c->q.touched, c->q.entity);
	c->known_open = true;
	return c->known && changes_known_next(c->known);
}

bool history_changes_next(struct history_changes *c, const ties_change **list, size_t *count)
{
	c->l.list.len = 0;
	arena_clear(&c->arena);
	while (c->l.list.len == 0 && step(c)) {
	}
	*list = c->l.list.ptr;
	*count = c->l.list.len;
	return !c->l.failed && !c->arena.failed;
}

bool history_changes_known(const struct history_changes *c)
{
	return c->known_open;
}

void history_changes_close(struct history_changes *c)
{
	if (!c)
		return;
	changes_known_close(c->known);
	vec_finish(&c->l.list);
	arena_finish(&c->arena);
	free(c);
}
