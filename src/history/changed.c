/* Of which entities may an answer differ between two days? */
#include "history/history.h"

struct marker {
	const ties_book *b;
	const struct history_days *days;
	bool known;
	uint64_t *bits; /* by ENTITY item */
};

static void mark(struct marker *m, uint32_t entity)
{
	if (entity < m->b->ENTITY.count)
		m->bits[entity / 64] |= UINT64_C(1) << entity % 64;
}

/* Is it another answer from that day on, behind the first of the two days and up to the second? */
static bool between(const struct marker *m, int64_t day)
{
	return day > m->days->after && day <= m->days->until;
}

/* A spell holds, or may, from the bounds of its beginning on up to those of its end. With an unknown end it holds on
 * the day it began, and possibly longer; with an unknown beginning on the last day before its end. */
static bool spell_differs(const struct marker *m, struct book_date from, struct book_date to)
{
	bool differs = false;

	if (from.kind == DATE_KNOWN)
		differs |= between(m, from.first) || between(m, from.last);
	if (to.kind == DATE_KNOWN)
		differs |= between(m, to.first) || between(m, to.last);
	if (to.kind == DATE_UNKNOWN && from.kind == DATE_KNOWN)
		differs |= between(m, (int64_t)from.first + 1) || between(m, (int64_t)from.last + 1);
	if (from.kind == DATE_UNKNOWN && to.kind == DATE_KNOWN)
		differs |= between(m, (int64_t)to.first - 1) || between(m, (int64_t)to.last - 1);
	return differs;
}

/* Is it otherwise, or is something else known of it? */
static bool differs(const struct marker *m, struct book_date from, struct book_date to, int32_t known_from,
                    int32_t known_until)
{
	if (!m->known)
		return known_until == TIES_DAY_MAX && spell_differs(m, from, to);
	return between(m, known_from) || between(m, known_until) || spell_differs(m, from, to);
}

static void mark_spells(struct marker *m)
{
	const ties_book *b = m->b;

	for (uint32_t i = 0; i < b->LISTING.count; i++) {
		const struct book_listing *l = &b->LISTING.items[i];
		if (differs(m, l->from, l->to, l->known_from, l->known_until))
			mark(m, l->entity);
	}
	for (uint32_t i = 0; i < b->OFFICE.count; i++) {
		const struct book_office *o = &b->OFFICE.items[i];
		if (differs(m, o->from, o->to, o->known_from, o->known_until))
			mark(m, o->entity);
	}
}

/* Manners of which versions in between begin or stop to make use. */
static bool *touched_shapes(const struct marker *m, struct arena *arena)
{
	const ties_book *b = m->b;
	bool *shapes = arena_array(arena, (size_t)b->SHAPE.count + 1, sizeof *shapes);

	for (uint32_t s = 0; shapes && s < b->SHAPE.count; s++) {
		uint32_t end = s + 1 < b->SHAPE.count ? b->SHAPE.items[s + 1].first_manner : b->SHAPE_MANNER.count;
		for (uint32_t i = b->SHAPE.items[s].first_manner; i < end && i < b->SHAPE_MANNER.count && !shapes[s];
		     i++) {
			const struct book_manner *manner = BOOK_AT(b, MANNER, b->SHAPE_MANNER.items[i]);
			shapes[s] = between(m, manner->first_seen) || between(m, manner->gone);
		}
	}
	return shapes;
}

/* A record that changed counts for its entity and for all that it names: a document's numbers are its bearer's. */
static bool mark_records(struct marker *m, struct arena *arena)
{
	const ties_book *b = m->b;
	bool *shapes = touched_shapes(m, arena);

	for (uint32_t i = 0; shapes && i < b->REF.count; i++) {
		struct book_statement s;
		if (b->REF.items[i].shape >= b->SHAPE.count || !shapes[b->REF.items[i].shape])
			continue;
		mark(m, book_ref_entity(b, i));
		for (struct book_cursor c = book_statements_of_ref(b, i); book_next_statement(&c, &s);)
			if (s.manner->flags & BOOK_HAS_TARGET)
				mark(m, book_statement_target(b, &s));
	}
	return shapes != NULL;
}

uint64_t *history_changed(const ties_book *b, const struct history_days *days, bool known, struct arena *arena)
{
	struct marker m = {
	    .b = b,
	    .days = days,
	    .known = known,
	    .bits = arena_array(arena, (size_t)b->ENTITY.count / 64 + 1, sizeof *m.bits),
	};

	if (!m.bits)
		return NULL;
	mark_spells(&m);
	return !known || mark_records(&m, arena) ? m.bits : NULL;
}
