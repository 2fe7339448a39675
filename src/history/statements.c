/* Everything that is said of an entity: its own records, and the relation records that point at it. */
#include "history/history.h"

struct collector {
	const ties_book *b;
	const struct history_time *time;
	ties_statement *list;
	size_t count, cap;
};

/* What a version said holds for its readers until the one that says so no longer. */
bool history_is_known(const struct book_statement *s, const struct history_time *time)
{
	int32_t day = history_known_day(time);

	return day == TIES_DAY_MAX || (s->manner->first_seen <= day && day < s->manner->gone);
}

static void collect(struct collector *c, const struct book_statement *s)
{
	const ties_book *b = c->b;
	const struct book_manner *m = s->manner;

	if (c->count == c->cap || !history_is_known(s, c->time) || m->property >= PROP_COUNT)
		return;
	uint16_t schema = BOOK_AT(b, ENTITY, book_ref_entity(b, s->ref))->schema;
	uint32_t named = book_statement_target(b, s);
	const struct book_entity *target = named == BOOK_NONE ? NULL : BOOK_AT(b, ENTITY, named);
	c->list[c->count++] = (ties_statement){
	    .property = str_from(model_property_name(m->property)),
	    .value = book_string(b, s->value),
	    .original = book_statement_original(b, s),
	    .lang = book_string(b, m->lang),
	    .dataset = book_string(b, BOOK_AT(b, DATASET, book_ref_dataset(b, s->ref))->name),
	    .record = book_string(b, BOOK_AT(b, REF, s->ref)->record),
	    .schema = str_from(model_schema_name(schema < SCHEMA_COUNT ? schema : SCHEMA_THING)),
	    .source = book_string(b, m->source),
	    .attribution = book_string(b, m->attribution),
	    .modality =
	        str_from(model_modality_name(m->modality <= MODALITY_PROPOSED ? m->modality : MODALITY_ASSERTED)),
	    .confidence = (ties_confidence)m->confidence,
	    .valid_from = book_string(b, m->valid_from),
	    .valid_to = book_string(b, m->valid_to),
	    .first_seen = m->first_seen,
	    .last_seen = history_known_day(c->time) == TIES_DAY_MAX ? m->last_seen : TIES_DAY_MAX, /* still said then */
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

/* Things whose property is the tie have statements of their own, which are not about this entity. */
static void add_tie(const ties_book *b, struct relations *r, uint32_t tie)
{
	uint32_t record = BOOK_AT(b, TIE, tie)->record;

	if (record < b->ENTITY.count && model_schema_is_a(BOOK_AT(b, ENTITY, record)->schema, SCHEMA_INTERVAL))
		add_relation(b, r, record);
}

/* A record of several programmes is several listings, with those of other records between them. */
static bool find_relations(struct relations *out, const ties_book *b, uint32_t entity, struct arena *arena)
{
	struct book_range listings = book_listings_of(b, entity);
	struct book_range offices = book_offices_of(b, entity);
	uint32_t node = book_node_of(b, entity);
	struct book_range ties = book_ties_from(b, node);
	struct book_range ties_in = book_ties_to(b, node);
	size_t most = (size_t)(listings.end - listings.begin) + (offices.end - offices.begin) +
	              (ties.end - ties.begin) + (ties_in.end - ties_in.begin);

	*out = (struct relations){
	    .list = arena_array(arena, most, sizeof *out->list),
	    .seen = arena_array(arena, (size_t)b->ENTITY.count / 64 + 1, sizeof *out->seen),
	};
	if (!out->list || !out->seen)
		return false;
	for (uint32_t i = listings.begin; i < listings.end; i++)
		add_relation(b, out, book_ref_entity(b, BOOK_AT(b, LISTING, i)->ref));
	for (uint32_t i = offices.begin; i < offices.end; i++)
		add_relation(b, out, book_ref_entity(b, BOOK_AT(b, OFFICE, i)->ref));
	for (uint32_t i = ties.begin; i < ties.end; i++)
		add_tie(b, out, i);
	for (uint32_t i = ties_in.begin; i < ties_in.end; i++)
		add_tie(b, out, BOOK_AT(b, TIE_IN, i)->tie);
	return true;
}

static void collect_all(struct collector *c, uint32_t entity)
{
	struct book_statement s;

	for (struct book_cursor said = book_statements_of(c->b, entity); book_next_statement(&said, &s);)
		collect(c, &s);
}

ties_code history_statements(const ties_statement **out, size_t *count, const ties_book *b, uint32_t entity,
                             const struct history_time *time, struct arena *arena, ties_error *err)
{
	struct collector c = {.b = b, .time = time};
	struct relations relations;

	if (!find_relations(&relations, b, entity, arena))
		return error_nomem(err);
	c.cap = book_count_statements(b, entity);
	for (size_t i = 0; i < relations.count; i++)
		c.cap += book_count_statements(b, relations.list[i]);
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
