/* Spells of being listed, while they are made. Internal to src/history. */
#ifndef HISTORY_SPELLS_H
#define HISTORY_SPELLS_H

#include "history/history.h"

/** What one source says of one end of a spell. */
struct spell_end {
	ties_when when;
	ties_confidence confidence;
	const ties_listing *by; /* who says so */
	int32_t seen;           /* of "still listed": day of the list that says so; TIES_DAY_MAX when it has none */
};

/** What one dataset says of one unbroken spell: listings that follow each other without a gap. */
struct spell_run {
	const ties_listing *const *listings; /* in order of time */
	size_t count;
	struct spell_end from, to;
	struct spell_run *next; /* of the same spell */
};

/** What all of them say, put together. */
struct spell_draft {
	struct spell_run *first, *last;
	struct spell_end from, to; /* the better founded ones */
	size_t listing_count;
};

struct spell_set {
	struct spell_draft *list; /* by jurisdiction and label, then time */
	size_t count;
};

/** Are the two ends "still listed" or a day or days on which both can be true? Nothing said agrees with all. */
bool spell_ends_agree(const struct spell_end *a, const struct spell_end *b);
/** Joins the listings of `entity`. Two drafts of one regime never surely share a day. O(n log n). */
ties_code spells_join(struct spell_set *out, const ties_entity *entity, const ties_book *b,
                      const struct history_time *time, struct arena *arena, ties_error *err);

#endif
