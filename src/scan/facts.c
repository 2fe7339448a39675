/* What does the book say of an entity that scanning has to know? */
#include "scan/scan.h"

#define CURATED "ties_reference"

bool scan_is_curated(const ties_book *b, uint32_t entity)
{
	struct book_range r = book_refs_of(b, entity);

	for (uint32_t i = r.begin; i < r.end; i++)
		if (str_is(book_string(b, BOOK_AT(b, DATASET, book_ref_dataset(b, i))->name), CURATED))
			return true;
	return false;
}

bool scan_is_person(const ties_book *b, uint32_t entity)
{
	return BOOK_AT(b, ENTITY, entity)->schema == SCHEMA_PERSON;
}

/* Goes on to the next value of `property`; an empty one is none. */
static str next_value(struct book_cursor *c, enum model_property property)
{
	struct book_statement s;

	while (book_next_statement(c, &s))
		if (s.manner->property == property)
			return book_string(c->b, s.value);
	return (str){NULL, 0};
}

static str first_value(const ties_book *b, uint32_t entity, enum model_property property)
{
	struct book_cursor c = book_statements_of(b, entity);

	return next_value(&c, property);
}

/* A state is what has inhabitants. */
bool scan_is_state(const ties_book *b, uint32_t entity)
{
	return first_value(b, entity, PROP_INHABITANTS).len || first_value(b, entity, PROP_ADJECTIVE).len;
}

int scan_gender(const ties_book *b, uint32_t entity)
{
	str value = first_value(b, entity, PROP_GENDER);

	return str_is(value, "male") ? 0 : str_is(value, "female") ? 1 : -1;
}

str scan_country(const ties_book *b, uint32_t entity)
{
	return first_value(b, entity, PROP_COUNTRY);
}

/* Any birth date of one against any of the other: can they be the same day? */
static bool births_meet(const ties_book *b, uint32_t a, uint32_t c, bool *both)
{
	struct book_cursor mine = book_statements_of(b, a);
	str birth, other;
	struct date x, y;

	*both = false;
	while ((birth = next_value(&mine, PROP_BIRTH_DATE)).len) {
		if (date_parse(birth, &x, NULL) != TIES_OK)
			continue;
		struct book_cursor theirs = book_statements_of(b, c);
		while ((other = next_value(&theirs, PROP_BIRTH_DATE)).len) {
			if (date_parse(other, &y, NULL) != TIES_OK)
				continue;
			*both = true;
			if (x.first <= y.last && y.first <= x.last)
				return true;
		}
	}
	return false;
}

bool scan_may_be_same(const ties_book *b, uint32_t a, uint32_t c)
{
	bool both;
	bool meet = births_meet(b, a, c, &both);

	if (!model_schema_matches(BOOK_AT(b, ENTITY, a)->schema, BOOK_AT(b, ENTITY, c)->schema))
		return false;
	return meet || (!both && !scan_is_person(b, a));
}
