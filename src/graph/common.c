#include "graph/common.h"

#include "book/shared.h"

/* Of one entity; more are not looked at. */
enum { VALUES_MAX = 256, HOLDERS_MAX = 4096 };

/** Whose tie it is. */
struct sides {
	const ties_book *b;
	uint32_t entity[2], record;
	int32_t known;
	struct arena *arena;
};

static void set_side(struct common *c, const ties_book *b, int side, const struct book_statement *s)
{
	c->ref[side] = s->ref;
	c->source[side] = book_string(b, s->manner->source);
}

/* ---- addresses ---------------------------------------------------------------------------------------------- */

/** An address by what counts of it. */
struct place {
	uint64_t hash;
	struct book_statement said;
};

static size_t places_of(const struct sides *s, uint32_t entity, struct place out[VALUES_MAX])
{
	struct book_statement said;
	size_t n = 0;

	for (struct book_cursor c = book_statements_of(s->b, entity);
	     n < VALUES_MAX && book_next_statement(&c, &said);) {
		uint64_t hash = 0;
		if (said.manner->property == PROP_ADDRESS && said.manner->first_seen <= s->known)
			hash = book_address_hash(book_string(s->b, said.value));
		if (hash)
			out[n++] = (struct place){hash, said};
	}
	return n;
}

static void find_address(struct common *out, const struct sides *s)
{
	struct place *a = arena_array(s->arena, VALUES_MAX, sizeof *a),
	             *b = arena_array(s->arena, VALUES_MAX, sizeof *b);
	size_t n = a ? places_of(s, s->entity[0], a) : 0, m = b ? places_of(s, s->entity[1], b) : 0;

	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < m; j++)
			if (a[i].hash == b[j].hash) {
				out->what = book_string(s->b, a[i].said.value);
				set_side(out, s->b, 0, &a[i].said);
				set_side(out, s->b, 1, &b[j].said);
				return;
			}
}

/* ---- numbers ------------------------------------------------------------------------------------------------ */

static const char *word_of(uint16_t property)
{
	switch (property) {
	case PROP_PASSPORT_NUMBER:
		return "passport";
	case PROP_TAX_NUMBER:
		return "tax number";
	case PROP_REGISTRATION_NUMBER:
		return "registration number";
	case PROP_INN_CODE:
		return "INN";
	case PROP_OGRN_CODE:
		return "OGRN";
	case PROP_LEI_CODE:
		return "LEI";
	case PROP_IMO_NUMBER:
		return "IMO number";
	default:
		return "number";
	}
}

/* Who says of each of the two that it has the number? False unless it is said of both. */
static bool find_holders(struct common *out, const struct sides *s, str number)
{
	uint64_t hash = book_identifier_hash(number);
	uint32_t low = 0, high = (uint32_t)s->b->IDENTIFIER.count;
	bool found[2] = {false, false};

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		if (s->b->IDENTIFIER.items[mid].hash < hash)
			low = mid + 1;
		else
			high = mid;
	}
	high = s->b->IDENTIFIER.count - low > HOLDERS_MAX ? low + HOLDERS_MAX : (uint32_t)s->b->IDENTIFIER.count;
	for (uint32_t i = low; i < high && s->b->IDENTIFIER.items[i].hash == hash; i++) {
		const struct book_identifier *item = &s->b->IDENTIFIER.items[i];
		struct book_statement said;
		int side = item->entity == s->entity[1];
		if ((item->entity != s->entity[0] && !side) || found[side])
			continue;
		said = book_statement_at(s->b, item->statement);
		if (!said.manner || said.manner->first_seen > s->known ||
		    !book_identifier_equal(book_string(s->b, said.value), number))
			continue;
		found[side] = true;
		set_side(out, s->b, side, &said);
	}
	return found[0] && found[1];
}

/* The number of a paper, and what the paper is called. */
static void find_paper(struct common *out, const struct sides *s)
{
	str type = STR(""), number = STR("");
	struct book_statement said;

	for (struct book_cursor c = book_statements_of(s->b, s->record); book_next_statement(&c, &said);)
		if (said.manner->property == PROP_TYPE && said.manner->first_seen <= s->known)
			type = book_string(s->b, said.value);
		else if (said.manner->property == PROP_NUMBER && !number.len &&
		         find_holders(out, s, book_string(s->b, said.value)))
			number = book_string(s->b, said.value);
	if (number.len)
		out->what = arena_print(s->arena, "%.*s%s%.*s", STR_ARG(type), type.len ? " " : "", STR_ARG(number));
}

static void find_number(struct common *out, const struct sides *s)
{
	struct book_statement said;
	size_t looked_at = 0;

	if (s->record < s->b->ENTITY.count) {
		find_paper(out, s);
		return;
	}
	for (struct book_cursor c = book_statements_of(s->b, s->entity[0]); book_next_statement(&c, &said);) {
		str number = book_string(s->b, said.value);
		if (!book_number_tells(said.manner->property) || looked_at++ > VALUES_MAX ||
		    !find_holders(out, s, number))
			continue;
		out->what = arena_print(s->arena, "%s %.*s", word_of(said.manner->property), STR_ARG(number));
		return;
	}
}

/* ---- offices ------------------------------------------------------------------------------------------------ */

static bool same_office(const struct sides *s, const struct book_office *a, const struct book_office *b)
{
	return a->position == b->position && a->jurisdiction == b->jurisdiction && a->area == b->area &&
	       book_known_on(a->known_from, a->known_until, s->known) &&
	       book_known_on(b->known_from, b->known_until, s->known) &&
	       date_overlap((struct date_interval){book_date_value(a->from), book_date_value(a->to)},
	                    (struct date_interval){book_date_value(b->from), book_date_value(b->to)}) == TIES_YES;
}

static void tell_office(struct common *out, const struct sides *s, const struct book_office *a,
                        const struct book_office *b)
{
	str position = book_string(s->b, a->position), area = book_string(s->b, a->area);

	out->what = area.len ? arena_print(s->arena, "%.*s, %.*s", STR_ARG(position), STR_ARG(area)) : position;
	out->ref[0] = a->ref;
	out->ref[1] = b->ref;
	out->source[0] = book_string(s->b, a->source);
	out->source[1] = book_string(s->b, b->source);
}

static void find_office(struct common *out, const struct sides *s)
{
	struct book_range a = book_offices_of(s->b, s->entity[0]), b = book_offices_of(s->b, s->entity[1]);

	for (uint32_t i = a.begin; i < a.end && i - a.begin < VALUES_MAX; i++)
		for (uint32_t j = b.begin; j < b.end && j - b.begin < VALUES_MAX; j++) {
			const struct book_office *x = BOOK_AT(s->b, OFFICE, i), *y = BOOK_AT(s->b, OFFICE, j);
			if (same_office(s, x, y)) {
				tell_office(out, s, x, y);
				return;
			}
		}
}

struct common graph_common(const ties_book *b, const struct book_tie *tie, int32_t known, struct arena *arena)
{
	struct sides s = {.b = b,
	                  .entity = {BOOK_AT(b, NODE, tie->from)->entity, BOOK_AT(b, NODE, tie->to)->entity},
	                  .record = tie->record,
	                  .known = known,
	                  .arena = arena};
	struct common out = {.ref = {BOOK_NONE, BOOK_NONE}};
	str relation = book_string(b, BOOK_AT(b, TIE_KIND, tie->kind)->relation);

	if (str_is(relation, "shares_address_with"))
		find_address(&out, &s);
	else if (str_is(relation, "shares_number_with"))
		find_number(&out, &s);
	else if (str_is(relation, "held_office_with"))
		find_office(&out, &s);
	return out;
}
