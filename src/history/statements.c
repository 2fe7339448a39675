/* Everything that is said of an entity: its own records, and the relation records that point at it. */
#include "history/history.h"

#include "base/vec.h"

struct collector {
	const ties_book *b;
	const struct history_time *time;
	struct arena *arena;
	ties_statement *list;
	size_t count, cap;
};

static bool known_then(const struct book_statement *s, struct date known)
{
	return known.kind != DATE_KNOWN || (s->first_seen <= known.last && s->last_seen >= known.first);
}

static void collect(struct collector *c, const struct book_statement *s)
{
	const ties_book *b = c->b;
	const struct book_ref *ref = BOOK_AT(b, REF, s->ref);
	const struct book_entity *target = s->target == BOOK_NONE ? NULL : BOOK_AT(b, ENTITY, s->target);

	if (c->count == c->cap || !known_then(s, c->time->known_on) || s->property >= PROP_COUNT)
		return;
	c->list[c->count++] = (ties_statement){
	    .property = str_from(model_property_name(s->property)),
	    .value = book_string(b, s->value),
	    .original = book_string(b, s->original),
	    .lang = book_string(b, s->lang),
	    .dataset = book_string(b, BOOK_AT(b, DATASET, ref->dataset)->name),
	    .record = book_string(b, ref->record),
	    .schema = str_from(model_schema_name(BOOK_AT(b, ENTITY, ref->entity)->schema < SCHEMA_COUNT
	                                             ? BOOK_AT(b, ENTITY, ref->entity)->schema
	                                             : SCHEMA_THING)),
	    .source = book_string(b, s->source),
	    .attribution = book_string(b, s->attribution),
	    .modality =
	        str_from(model_modality_name(s->modality <= MODALITY_PROPOSED ? s->modality : MODALITY_ASSERTED)),
	    .confidence = (ties_confidence)s->confidence,
	    .valid_from = book_string(b, s->valid_from),
	    .valid_to = book_string(b, s->valid_to),
	    .first_seen = s->first_seen,
	    .last_seen = s->last_seen,
	    .target = target ? book_string(b, target->id) : STR(""),
	    .target_caption = target ? book_string(b, target->caption) : STR(""),
	};
}

/* Own statements, then those of each relation, once. `visit` NULL just counts. */
static size_t walk(const ties_book *b, uint32_t entity, struct collector *c)
{
	const struct book_entity *e = BOOK_AT(b, ENTITY, entity);
	struct book_range own = BOOK_RANGE(b, STATEMENT, e->first_statement, e->statement_count);
	struct book_range links = BOOK_RANGE(b, LINK, e->first_link, e->link_count);
	struct book_range listings = BOOK_RANGE(b, LISTING, e->first_listing, e->listing_count);
	struct book_range offices = BOOK_RANGE(b, OFFICE, e->first_office, e->office_count);
	size_t total = own.end - own.begin;
	uint32_t last = BOOK_NONE;

	for (uint32_t i = own.begin; c && i < own.end; i++)
		collect(c, BOOK_AT(b, STATEMENT, i));
	for (uint32_t i = 0;
	     i < (listings.end - listings.begin) + (offices.end - offices.begin) + (links.end - links.begin); i++) {
		uint32_t n = listings.end - listings.begin, m = n + (offices.end - offices.begin);
		uint32_t relation = i < n   ? BOOK_AT(b, REF, BOOK_AT(b, LISTING, listings.begin + i)->ref)->entity
		                    : i < m ? BOOK_AT(b, REF, BOOK_AT(b, OFFICE, offices.begin + i - n)->ref)->entity
		                            : BOOK_AT(b, LINK, links.begin + i - m)->relation;
		if (relation == last)
			continue;
		last = relation;
		const struct book_entity *r = BOOK_AT(b, ENTITY, relation);
		struct book_range said = BOOK_RANGE(b, STATEMENT, r->first_statement, r->statement_count);
		total += said.end - said.begin;
		for (uint32_t j = said.begin; c && j < said.end; j++)
			collect(c, BOOK_AT(b, STATEMENT, j));
	}
	return total;
}

ties_code history_statements(const ties_statement **out, size_t *count, const ties_book *b, uint32_t entity,
                             const struct history_time *time, struct arena *arena, ties_error *err)
{
	struct collector c = {.b = b, .time = time, .arena = arena, .cap = walk(b, entity, NULL)};

	c.list = arena_array(arena, c.cap, sizeof *c.list);
	if (!c.list)
		return error_nomem(err);
	walk(b, entity, &c);
	*out = c.list;
	*count = c.count;
	return TIES_OK;
}
