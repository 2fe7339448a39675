/* Does what stands around a reading speak for it?
 *
 * All readings are known when this runs, but none is chosen yet. A reading that cannot be meant is dropped; one that
 * may be is kept and made weak, so that it needs support elsewhere in the document. */
#include "scan/context.h"

#include <stdlib.h>

uint16_t scan_property(const struct scan *s, const struct scan_reading *r)
{
	return r->name == SCAN_NONE ? (uint16_t)PROP_NAME : book_name_property(s->book, r->name);
}

void scan_mark(struct scan_places *p, const struct scan_reading *r, uint8_t seen)
{
	p->begins[r->first] |= seen;
	p->ends[r->first + r->count - 1] |= seen;
}

bool scan_is_coordinated(const struct scan_places *p, const struct scan_reading *r, uint8_t *other)
{
	const struct scan *s = p->s;
	uint32_t first = r->first, end = r->first + r->count;

	if (scan_has_behind(s, end, WORD_AND) && scan_is_joined(s, end + 1)) {
		*other = p->begins[end + 1];
		if (*other & (SEEN_STATE | SEEN_CITY))
			return true;
	}
	if (scan_has_before(s, first, WORD_AND) && scan_is_joined(s, first - 1)) {
		*other = p->ends[first - 2];
		return (*other & (SEEN_STATE | SEEN_CITY)) != 0;
	}
	return false;
}

static void mark_all(struct scan_places *p)
{
	const struct scan *s = p->s;

	for (size_t i = 0; i < s->readings.len; i++) {
		const struct scan_reading *r = &s->readings.ptr[i];
		if (scan_property(s, r) != PROP_METONYM && (r->strong || scan_is_curated(s->book, r->entity)))
			scan_mark(p, r, scan_is_state(s->book, r->entity) ? SEEN_STATE : SEEN_NAME);
	}
}

static void weigh(struct scan_places *p, struct scan_reading *r)
{
	const struct scan *s = p->s;

	if (scan_property(s, r) == PROP_METONYM)
		scan_weigh_city(p, r);
	else if (scan_is_state(s->book, r->entity))
		scan_weigh_state(p, r);
	else if (scan_is_person(s->book, r->entity))
		scan_weigh_person(s, r);
	else
		scan_weigh_body(p, r);
}

void scan_weigh_context(struct scan *s)
{
	struct scan_places p = {.s = s, .begins = calloc(s->tokens.len + 1, 1), .ends = calloc(s->tokens.len + 1, 1)};

	if (p.begins && p.ends) {
		mark_all(&p);
		scan_note_persons(&p);
		for (size_t i = 0; i < s->readings.len; i++)
			weigh(&p, &s->readings.ptr[i]);
		scan_spread_cities(&p);
	} else {
		s->failed = true;
	}
	free(p.begins);
	free(p.ends);
	vec_finish(&p.persons);
}
