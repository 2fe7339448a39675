#include "match/filter.h"

/* What kinds of names can be found under a schema. The compiler of the book chose a kind by the entity's schema, or
 * guessed person or organisation where that does not say (a LegalEntity, a Thing), so that both can always be. */
static uint8_t kinds_of(bool by_schema, enum model_schema schema)
{
	const unsigned guessed = 1u << NAME_PERSON | 1u << NAME_ORGANIZATION, vessel = 1u << NAME_VESSEL;

	if (by_schema && !model_schema_matches(schema, SCHEMA_VEHICLE))
		return (uint8_t)guessed;
	return (uint8_t)(guessed | vessel);
}

static uint32_t find_dataset(const ties_book *b, str name)
{
	for (uint32_t i = 0; i < b->DATASET.count; i++)
		if (str_equal(book_string(b, b->DATASET.items[i].name), name))
			return i;
	return BOOK_NONE;
}

ties_code filter_init(struct filter *out, const ties_book *b, const struct match_filter *wanted, ties_error *err)
{
	*out = (struct filter){
	    .b = b,
	    .by_schema = wanted->schema.len > 0,
	    .by_dataset = wanted->dataset.len > 0,
	    .topic = wanted->topic,
	    .known_on = wanted->known_on,
	};
	if (out->by_schema && !model_schema_find(wanted->schema, &out->schema))
		return error_set(
		    err, TIES_ERR_USAGE,
		    "\"%.*s\" is no schema; use one of FollowTheMoney such as Person, Organization or Vessel",
		    STR_ARG(wanted->schema));
	if (out->by_dataset && (out->dataset = find_dataset(b, wanted->dataset)) == BOOK_NONE)
		return error_set(err, TIES_ERR_NOT_FOUND,
		                 "%s: there is no dataset \"%.*s\" in this database; `ties info` lists those it has",
		                 b->path, STR_ARG(wanted->dataset));
	out->kinds = kinds_of(out->by_schema, out->schema);
	return TIES_OK;
}

static bool has_dataset(const struct filter *f, uint32_t entity)
{
	struct book_range r = book_refs_of(f->b, entity);

	for (uint32_t i = r.begin; i < r.end; i++)
		if (book_ref_dataset(f->b, i) == f->dataset)
			return true;
	return false;
}

static bool has_topic(const struct filter *f, uint32_t entity)
{
	struct book_statement s;

	for (struct book_cursor c = book_statements_of(f->b, entity); book_next_statement(&c, &s);)
		if (s.manner->property == PROP_TOPICS && filter_admits_statement(f, &s) &&
		    str_equal(book_string(f->b, s.value), f->topic))
			return true;
	return false;
}

bool filter_admits_entity(const struct filter *f, uint32_t entity)
{
	const struct book_entity *e = BOOK_AT(f->b, ENTITY, entity);

	if (entity >= f->b->ENTITY.count || e->schema >= SCHEMA_COUNT)
		return false;
	if (f->by_schema && !model_schema_matches(f->schema, e->schema))
		return false;
	return (!f->by_dataset || has_dataset(f, entity)) && (f->topic.len == 0 || has_topic(f, entity));
}

bool filter_admits_statement(const struct filter *f, const struct book_statement *s)
{
	return f->known_on.kind != DATE_KNOWN || s->manner->first_seen <= f->known_on.last;
}

/* A name points at the statement said last; the same name may have been said before. */
bool filter_admits_name(const struct filter *f, const struct book_name *name)
{
	struct book_statement s;

	if (f->known_on.kind != DATE_KNOWN)
		return true;
	uint32_t text = *BOOK_AT(f->b, STATEMENT, name->statement);
	for (struct book_cursor c = book_statements_of(f->b, name->entity); book_next_statement(&c, &s);)
		if (s.manner->property <= PROP_LAST_NAME_KIND && s.value == text && filter_admits_statement(f, &s) &&
		    (s.manner->property <= PROP_LAST_SCREENED_NAME || s.number == name->statement))
			return true;
	return false;
}
