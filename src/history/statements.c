/* Everything that is said of an entity: its own records, and the relation records that point at it. */
#include "history/history.h"

struct collector {
	const ties_book *b;
	const struct history_time *time;
	ties_statement *list;
	size_t count, cap;
};

/* What a version said holds for its readers until the next one comes. O(versions of the dataset). */
static int32_t said_until(const ties_book *b, const struct book_statement *s)
{
	const struct book_dataset *d = BOOK_AT(b, DATASET, BOOK_AT(b, REF, s->ref)->dataset);
	struct book_range versions = BOOK_RANGE(b, VERSION, d->first_version, d->version_count);

	for (uint32_t i = versions.begin; i < versions.end; i++)
		if (b->VERSION.items[i].day > s->last_seen)
			return b->VERSION.items[i].day - 1;
	return s->last_seen;
}

static bool known_then(const ties_book *b, const struct book_statement *s, struct date known)
{
	return known.kind != DATE_KNOWN || (s->first_seen <= known.last && said_until(b, s) >= known.first);
}

static void collect(struct collector *c, const struct book_statement *s)
{
	const ties_book *b = c->b;
	const struct book_ref *ref = BOOK_AT(b, REF, s->ref);
	const struct book_entity *target = s->target == BOOK_NONE ? NULL : BOOK_AT(b, ENTITY, s->target);

	if (c->count == c->cap || !known_then(c->b, s, c->time->known_on) || s->property >= PROP_COUNT)
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

/** ENTITY items of the relation records that point at the entity, each once. */
struct relations {
	uint32_t *list;
	size_t count;
	uint64_t *seen; /* bit by ENTITY item */
};

static void add_relation(const ties_book *b, struct relations *r, uint32_t relation)
{
	uint64_t bit = UINT64_C(1) << relation % 64;

	if (relation >= b->ENTITY.count || r->seen[relation / 64] & bit)
		return;
	r->seen[relation / 64] |= bit;
	r->list[r->count++] = relation;
}

/* A record of several programmes is several listings, with those of other records between them. */
static bool find_relations(struct relations *out, const ties_book *b, const struct book_entity *e, struct arena *arena)
{
	struct book_range listings = BOOK_RANGE(b, LISTING, e->first_listing, e->listing_count);
	struct book_range offices = BOOK_RANGE(b, OFFICE, e->first_office, e->office_count);
	struct book_range links = BOOK_RANGE(b, LINK, e->first_link, e->link_count);
	size_t most =
	    (size_t)(listings.end - listings.begin) + (offices.end - offices.begin) + (links.end - links.begin);

	*out = (struct relations){
	    .list = arena_array(arena, most, sizeof *out->list),
	    .seen = arena_array(arena, (size_t)b->ENTITY.count / 64 + 1, sizeof *out->seen),
	};
	if (!out->list || !out->seen)
		return false;
	for (uint32_t i = listings.begin; i < listings.end; i++)
		add_relation(b, out, BOOK_AT(b, REF, BOOK_AT(b, LISTING, i)->ref)->entity);
	for (uint32_t i = offices.begin; i < offices.end; i++)
		add_relation(b, out, BOOK_AT(b, REF, BOOK_AT(b, OFFICE, i)->ref)->entity);
	for (uint32_t i = links.begin; i < links.end; i++)
		add_relation(b, out, BOOK_AT(b, LINK, i)->relation);
	return true;
}

static struct book_range statements_of(const ties_book *b, uint32_t entity)
{
	const struct book_entity *e = BOOK_AT(b, ENTITY, entity);

	return BOOK_RANGE(b, STATEMENT, e->first_statement, e->statement_count);
}

static void collect_all(struct collector *c, uint32_t entity)
{
	struct book_range said = statements_of(c->b, entity);

	for (uint32_t i = said.begin; i < said.end; i++)
		collect(c, BOOK_AT(c->b, STATEMENT, i));
}

ties_code history_statements(const ties_statement **out, size_t *count, const ties_book *b, uint32_t entity,
                             const struct history_time *time, struct arena *arena, ties_error *err)
{
	struct collector c = {.b = b, .time = time};
	struct relations relations;
	struct book_range own = statements_of(b, entity);

	if (!find_relations(&relations, b, BOOK_AT(b, ENTITY, entity), arena))
		return error_nomem(err);
	c.cap = own.end - own.begin;
	for (size_t i = 0; i < relations.count; i++) {
		struct book_range said = statements_of(b, relations.list[i]);
		c.cap += said.end - said.begin;
	}
	c.list = arena_array(arena, c.cap, sizeof *c.list);
	if (!c.list)
		return error_nomem(err);
	collect_all(&c, entity);
	for (size_t i = 0; i < relations.count; i++)
		collect_all(&c, relations.list[i]);
	*out = c.list;
	*count = c.count;
	return TIES_OK;
}
