/* Does a capital city stand for its government ("Tehran said", "close to Tehran") or is it a place? */
#include "scan/context.h"

enum { RANK_OF_SPEAKER = 3 }; /* a city that acts is a government rather than a place */

/* "blamed by Ottawa", "close to Tehran". */
static bool is_partner(const struct scan *s, uint32_t first)
{
	return scan_has_before(s, first, WORD_PARTNER) ||
	       (scan_has_before(s, first, WORD_GOAL) && scan_has_before(s, first - 1, WORD_TIE));
}

/* "Ottawa delists the": a word in -s with an object behind it. */
static bool is_verb_in_s(const struct scan *s, uint32_t i)
{
	str norm = s->tokens.ptr[i].norm;

	return scan_ends_in(norm, "s") && !scan_ends_in(norm, "ss") && scan_has_behind(s, i + 1, WORD_OBJECT);
}

/* "Tehran said", "they did not expect Tehran to answer". */
static bool acts(const struct scan *s, uint32_t first, uint32_t end)
{
	if (!scan_is_joined(s, end))
		return false;
	const struct scan_token *n = &s->tokens.ptr[end];
	if (n->flags & (TOKEN_CAPITAL | TOKEN_HYPHEN))
		return false;
	if (str_is(n->norm, "to") && scan_is_joined(s, first))
		return scan_is(s, first - 1, WORD_CAUSING);
	return scan_is(s, end, WORD_VERB) || scan_ends_in(n->norm, "ed") || is_verb_in_s(s, end);
}

static bool speaks_for_state(const struct scan *s, const struct scan_reading *r)
{
	uint32_t first = r->first, end = r->first + r->count;
	bool inside = scan_has_before(s, first, WORD_INSIDE);

	if (end < s->tokens.len && (s->tokens.ptr[end].flags & TOKEN_APOSTROPHE) &&
	    str_is(s->tokens.ptr[end].norm, "s"))
		return inside ? scan_has_behind(s, end + 1, WORD_STANDPOINT) : !scan_has_behind(s, end + 1, WORD_CITY);
	if (inside)
		return false;
	if (scan_is(s, end - 1, WORD_SEAT) || is_partner(s, first))
		return true;
	return !scan_has_before(s, first, WORD_GOAL) && acts(s, first, end);
}

static bool is_part_of_name(const struct scan *s, const struct scan_reading *r)
{
	return scan_continues_left(s, r->first) || scan_continues_right(s, r->first + r->count);
}

static void accept(struct scan_places *p, struct scan_reading *r)
{
	r->dropped = false;
	r->rank += RANK_OF_SPEAKER;
	scan_mark(p, r, SEEN_CITY);
}

void scan_weigh_city(struct scan_places *p, struct scan_reading *r)
{
	const struct scan *s = p->s;

	if (is_part_of_name(s, r) || scan_is_town(s, r->first + r->count) || !speaks_for_state(s, r))
		r->dropped = true;
	else
		accept(p, r);
}

/* A city that is not "in" itself, beside a city that acts. */
static void spread(struct scan_places *p)
{
	struct scan *s = p->s;

	for (size_t i = 0; i < s->readings.len; i++) {
		struct scan_reading *r = &s->readings.ptr[i];
		uint8_t other = 0;
		if (!r->dropped || scan_property(s, r) != PROP_METONYM || scan_has_before(s, r->first, WORD_AT) ||
		    is_part_of_name(s, r))
			continue;
		if (scan_is_coordinated(p, r, &other) && (other & SEEN_CITY))
			accept(p, r);
	}
}

void scan_spread_cities(struct scan_places *p)
{
	spread(p);
	spread(p); /* "Paris, London and Ottawa" reads from both ends */
}
