/* Why the records of an entity are one, and what was decided about them. */
#include "history/history.h"

/* First JOIN item whose left end is `ref` or behind it. O(log n). */
static uint32_t first_join(const ties_book *b, uint32_t ref)
{
	uint32_t low = 0, high = b->JOIN.count;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		if (b->JOIN.items[mid].left < ref)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

void history_joins(ties_entity *out, const ties_book *b, uint32_t entity, struct arena *arena)
{
	struct book_range r = book_refs_of(b, entity);
	uint32_t from = first_join(b, r.begin), to = first_join(b, r.end);
	ties_join *joins = from < to ? arena_array(arena, to - from, sizeof *joins) : NULL;

	out->joins = joins;
	for (uint32_t i = from; joins && i < to; i++) {
		const struct book_join *j = &b->JOIN.items[i];
		joins[out->join_count++] = (ties_join){
		    .kind = j->kind < TIES_JOIN_KINDS ? (ties_join_kind)j->kind : TIES_DECIDED_UNSURE,
		    .left = book_ref_text(b, j->left, arena),
		    .right = book_ref_text(b, j->right, arena),
		    .value = book_string(b, j->value),
		    .who = book_string(b, j->who),
		    .when = book_string(b, j->when),
		};
	}
}
