/* Is the name of a body or a person whole, or part of something longer ("Bengal Tigers", "Council on Foreign
 * Relations", "Colin Powell Elementary School")? */
#include "scan/context.h"

void scan_weigh_person(const struct scan *s, struct scan_reading *r)
{
	uint32_t end = r->first + r->count;

	if (scan_continues_right(s, end) && scan_is(s, end, WORD_MEMORIAL))
		r->dropped = true;
}

/* "Tigers of Bengal", "Council on Foreign Relations", "Islamic Resistance in Iraq" */
static bool has_complement(const struct scan *s, uint32_t end, bool several)
{
	return scan_is_joined(s, end) &&
	       (scan_is(s, end, WORD_COMPLEMENT) || (several && str_is(s->tokens.ptr[end].norm, "in"))) &&
	       scan_is_joined(s, end + 1) && scan_is_name_like(s, end + 1);
}

/* Does the word begin a sentence and do nothing there? Its capital says nothing, then. */
static bool is_idle_opening(const struct scan *s, const struct scan_reading *r)
{
	uint32_t end = r->first + r->count;

	if (!s->tokens.ptr[r->first].sentence)
		return false;
	if (!scan_is_joined(s, end))
		return true;
	return !(s->tokens.ptr[end].flags & TOKEN_APOSTROPHE) && !scan_is(s, end, WORD_VERB);
}

/* Several words with a capital word in front, or with a complement. */
static void weigh_words(const struct scan *s, struct scan_reading *r, bool left)
{
	bool weak = scan_property(s, r) == PROP_WEAK_ALIAS;

	if (left)
		r->strong = false;
	if (weak && (left || has_complement(s, r->first + r->count, true)))
		r->dropped = true;
	if (left && scan_is(s, r->first - 1, WORD_NATIONAL))
		r->dropped = true;
}

/* A single word inside a longer name, letters that stand for many things, an ordinary word behind an article. */
static void weigh_word(const struct scan *s, struct scan_reading *r, bool left, bool right)
{
	const struct scan_token *t = &s->tokens.ptr[r->first];
	uint16_t property = scan_property(s, r);
	bool article = r->count == 2;

	if (property == PROP_WEAK_ALIAS)
		r->dropped = left || right || has_complement(s, r->first + r->count, false) || is_idle_opening(s, r);
	else if ((t->norm.len < 3 && BOOK_AT(s->book, ENTITY, r->entity)->schema != SCHEMA_PUBLIC_BODY) ||
	         (t->flags & TOKEN_DIGITS && !(t->flags & TOKEN_CAPITAL)))
		r->strong = false;
	else if (!article && left && !scan_is_neutral(s, r->first - 1))
		r->dropped = true;
	else if (left || (article && (right || t->sentence || (t->flags & TOKEN_ALL_UPPER))) ||
	         (right && property == PROP_ALIAS))
		r->strong = false;
}

void scan_weigh_body(const struct scan_places *p, struct scan_reading *r)
{
	const struct scan *s = p->s;
	uint32_t end = r->first + r->count;
	bool left = scan_continues_left(s, r->first) && !p->ends[r->first - 1];
	bool right = scan_continues_right(s, end) && !p->begins[end] && !scan_is(s, end, WORD_ORGAN);

	if (r->count == 1 || (r->count == 2 && str_is(s->tokens.ptr[r->first].norm, "the")))
		weigh_word(s, r, left, right);
	else
		weigh_words(s, r, left);
}
