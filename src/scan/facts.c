/* What does the book say of an entity that scanning has to know? */
#include "scan/scan.h"

#define CURATED "ties_reference"

bool scan_is_curated(const ties_book *b, uint32_t entity)
{
	const struct book_entity *e = BOOK_AT(b, ENTITY, entity);
	struct book_range r = BOOK_RANGE(b, REF, e->first_ref, e->ref_count);

	for (uint32_t i = r.begin; i < r.end; i++)
		if (str_is(book_string(b, BOOK_AT(b, DATASET, BOOK_AT(b, REF, i)->dataset)->name), CURATED))
			return true;
	return false;
}

bool scan_is_person(const ties_book *b, uint32_t entity)
{
	return BOOK_AT(b, ENTITY, entity)->schema == SCHEMA_PERSON;
}

static uint32_t find_statement(const ties_book *b, uint32_t entity, enum model_property property, uint32_t from)
{
	const struct book_entity *e = BOOK_AT(b, ENTITY, entity);
	struct book_range r = BOOK_RANGE(b, STATEMENT, e->first_statement, e->statement_count);

	for (uint32_t i = from > r.begin ? from : r.begin; i < r.end; i++)
		if (BOOK_AT(b, STATEMENT, i)->property == property)
			return i;
	return BOOK_NONE;
}

/* A state is what has inhabitants. */
bool scan_is_state(const ties_book *b, uint32_t entity)
{
	return find_statement(b, entity, PROP_INHABITANTS, 0) != BOOK_NONE ||
	       find_statement(b, entity, PROP_ADJECTIVE, 0) != BOOK_NONE;
}

int scan_gender(const ties_book *b, uint32_t entity)
{
	uint32_t i = find_statement(b, entity, PROP_GENDER, 0);
	str value = i == BOOK_NONE ? STR("") : book_string(b, BOOK_AT(b, STATEMENT, i)->value);

	return str_is(value, "male") ? 0 : str_is(value, "female") ? 1 : -1;
}

str scan_country(const ties_book *b, uint32_t entity)
{
	uint32_t i = find_statement(b, entity, PROP_COUNTRY, 0);

	return i == BOOK_NONE ? STR("") : book_string(b, BOOK_AT(b, STATEMENT, i)->value);
}

/* Any birth date of one against any of the other: can they be the same day? */
static bool births_meet(const ties_book *b, uint32_t a, uint32_t c, bool *both)
{
	*both = false;
	for (uint32_t i = find_statement(b, a, PROP_BIRTH_DATE, 0); i != BOOK_NONE;
	     i = find_statement(b, a, PROP_BIRTH_DATE, i + 1)) {
		struct date x;
		if (date_parse(book_string(b, BOOK_AT(b, STATEMENT, i)->value), &x, NULL) != TIES_OK)
			continue;
		for (uint32_t j = find_statement(b, c, PROP_BIRTH_DATE, 0); j != BOOK_NONE;
		     j = find_statement(b, c, PROP_BIRTH_DATE, j + 1)) {
			struct date y;
			if (date_parse(book_string(b, BOOK_AT(b, STATEMENT, j)->value), &y, NULL) != TIES_OK)
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
