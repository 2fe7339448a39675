/* Is a state meant by its name, or is the run part of a longer name ("Iran Air", "Chad Smith") or the name of a
 * language or a thing ("in Spanish", "Swiss cheese")? */
#include "scan/context.h"

enum { POSTINGS_MAX = 64 }; /* names looked at for one word */

/* Does the book know persons whose name begins with the word? */
static bool is_given_name(const ties_book *b, str norm)
{
	struct book_range keys = book_keys(b, norm);

	for (uint32_t k = keys.begin; k < keys.end; k++) {
		struct book_range r = book_postings(b, &b->KEY.items[k]);
		for (uint32_t i = r.begin; i < r.end && i < r.begin + POSTINGS_MAX; i++) {
			const struct book_form *f = BOOK_AT(b, FORM, book_posting_form(*BOOK_AT(b, POSTING, i)));
			if (f->kind == NAME_PERSON && f->token_count > 1 &&
			    book_form_token(b, f->first_token)->key == k)
				return true;
		}
	}
	return false;
}

/* "Michael Jordan", "Air Canada", "Northern Ireland"; not "President Biden's America", "Sunni Iraq", "Northern Syria".
 */
static bool is_tail_of_name(const struct scan_places *p, const struct scan_reading *r)
{
	const struct scan *s = p->s;
	uint32_t before = r->first - 1;

	if (!scan_is_joined(s, r->first) || !scan_is_name_like(s, before) || p->ends[before])
		return false;
	if (scan_is(s, before, WORD_PREFIX) || (scan_is(s, before, WORD_DIRECTION) && scan_is(s, r->first, WORD_LAND)))
		return true;
	if (!scan_continues_left(s, r->first) || scan_is_neutral(s, before))
		return false;
	if (!s->tokens.ptr[before].sentence)
		return true;
	return scan_property(s, r) <= PROP_LAST_SCREENED_NAME && is_given_name(s->book, s->tokens.ptr[before].norm);
}

/* "Iran Air", "Jordan Smith", "American Airlines"; not "Iranian President", "Iraqi Kurds". */
static bool is_head_of_name(const struct scan_places *p, const struct scan_reading *r)
{
	const struct scan *s = p->s;
	uint32_t end = r->first + r->count;

	if (!(s->tokens.ptr[end - 1].flags & TOKEN_CAPITAL)) /* iranische Botschaft */
		return false;
	return scan_continues_right(s, end) && !(p->begins[end] & (SEEN_NAME | SEEN_STATE)) &&
	       !scan_is(s, end, WORD_ORGAN) && !scan_is(s, end, WORD_PEOPLE);
}

/* "Bank of Canada", "Gulf of Oman". */
static bool is_of_body(const struct scan_places *p, uint32_t first)
{
	const struct scan *s = p->s;

	return scan_has_before(s, first, WORD_OF) && scan_has_before(s, first - 1, WORD_BODY) &&
	       (s->tokens.ptr[first - 2].flags & TOKEN_CAPITAL) && !p->ends[first - 2];
}

/* "in Spanish", "French translation"; "Swiss cheese". */
static bool is_language_or_thing(const struct scan *s, const struct scan_reading *r)
{
	uint32_t end = r->first + r->count;

	if (scan_has_behind(s, end, WORD_THING))
		return true;
	if (scan_property(s, r) != PROP_ADJECTIVE)
		return false;
	if (scan_has_behind(s, end, WORD_LANGUAGE))
		return true;
	return scan_has_before(s, r->first, WORD_SPEAKING) &&
	       (!scan_is_joined(s, end) || scan_is(s, end, WORD_AFTER_LANGUAGE));
}

/* "561 U.S. 1" cites a law report. */
static bool is_citation(const struct scan *s, uint32_t first)
{
	return scan_is_joined(s, first) && scan_is_joined(s, first + 1) &&
	       (s->tokens.ptr[first - 1].flags & TOKEN_DIGITS) && (s->tokens.ptr[first + 1].flags & TOKEN_DIGITS) &&
	       (s->tokens.ptr[first].flags & TOKEN_ALL_UPPER);
}

/* ---- states that share their name ------------------------------------------------------------------------------- */

static bool has_id(const struct scan *s, uint32_t entity, enum scan_word kind)
{
	return scan_word_is(book_string(s->book, BOOK_AT(s->book, ENTITY, entity)->id), kind);
}

static bool is_noted(const struct scan_places *p, uint32_t entity)
{
	for (size_t i = 0; i < p->persons.len; i++)
		if (p->persons.ptr[i] == entity)
			return true;
	return false;
}

/* "Chad Smith": the document has a person of that name. */
void scan_note_persons(struct scan_places *p)
{
	struct scan *s = p->s;

	for (size_t i = 0; i < s->readings.len; i++) {
		const struct scan_reading *r = &s->readings.ptr[i];
		if (has_id(s, r->entity, WORD_GIVEN_NAME) && !is_noted(p, r->entity) && is_head_of_name(p, r))
			s->failed |= !vec_push(&p->persons, r->entity);
	}
}

/* "in Chad", "Chad's president" */
static bool is_plainly_state(const struct scan *s, const struct scan_reading *r)
{
	uint32_t end = r->first + r->count;

	return scan_has_before(s, r->first, WORD_WITHIN) ||
	       (scan_has_behind(s, end + 1, WORD_ORGAN) && (s->tokens.ptr[end].flags & TOKEN_APOSTROPHE));
}

/* A state whose name is also that of a place much written about, or a given name that the document uses, counts when
 * something else points to the state. */
static bool needs_support(const struct scan_places *p, const struct scan_reading *r)
{
	uint8_t other;

	if (!has_id(p->s, r->entity, WORD_NAMESAKE) && (!is_noted(p, r->entity) || is_plainly_state(p->s, r)))
		return false;
	return !scan_is_coordinated(p, r, &other);
}

void scan_weigh_state(struct scan_places *p, struct scan_reading *r)
{
	const struct scan *s = p->s;

	if (is_tail_of_name(p, r) || is_head_of_name(p, r) || is_of_body(p, r->first) ||
	    scan_is_town(s, r->first + r->count) || is_language_or_thing(s, r) || is_citation(s, r->first))
		r->dropped = true;
	else if (scan_property(s, r) <= PROP_LAST_SCREENED_NAME && needs_support(p, r))
		r->strong = false;
}
