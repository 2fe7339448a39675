/* What the parts of context share: where readings begin and end. */
#ifndef SCAN_CONTEXT_H
#define SCAN_CONTEXT_H

#include "scan/scan.h"

enum { SEEN_NAME = 1, SEEN_STATE = 2, SEEN_CITY = 4 };

/** Where readings begin and end, by token. */
struct scan_places {
	struct scan *s;
	uint8_t *begins;       /* SEEN_… */
	uint8_t *ends;         /* SEEN_… */
	VEC(uint32_t) persons; /* states by whose name the document calls a person */
};

/* context.c */
uint16_t scan_property(const struct scan *s, const struct scan_reading *r);
void scan_mark(struct scan_places *p, const struct scan_reading *r, uint8_t seen);
/** "London and Ottawa decided": what holds for one of them holds for the other. `*other` is what it was seen as. */
bool scan_is_coordinated(const struct scan_places *p, const struct scan_reading *r, uint8_t *other);

/* state.c */
void scan_note_persons(struct scan_places *p);
void scan_weigh_state(struct scan_places *p, struct scan_reading *r);

/* city.c */
void scan_weigh_city(struct scan_places *p, struct scan_reading *r);
/** Once every reading is weighed: a city beside one that acts, acts too. */
void scan_spread_cities(struct scan_places *p);

/* body.c */
void scan_weigh_person(const struct scan *s, struct scan_reading *r);
void scan_weigh_body(const struct scan_places *p, struct scan_reading *r);

#endif
