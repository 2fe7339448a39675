/* The tables: which rows they have and what stands in them. Columns are numbered as in the declaration. */
#include "sql/rows.h"
#include "graph/ownership.h"

#define BIT(column) (UINT64_C(1) << (column))

static str text_at(const ties_book *b, uint32_t string)
{
	return book_string(b, string);
}

static void take_range(struct sql_cursor *c, struct book_range r)
{
	c->item = r.begin;
	c->end = r.end;
}

static bool is_id_of(const ties_book *b, uint32_t entity, str id)
{
	return entity != BOOK_NONE && str_equal(text_at(b, BOOK_AT(b, ENTITY, entity)->id), id);
}

/* Joins come to the same few entities again and again. */
uint32_t sql_entity_of(const struct sql_cursor *c, str id)
{
	uint32_t *met = &c->source->met[str_hash(id) % SQL_MET], entity = *met - 1;

	if (is_id_of(c->b, entity, id))
		return entity;
	entity = book_entity_by_id(c->b, id);
	if (!is_id_of(c->b, entity, id))
		return BOOK_NONE;
	*met = entity + 1;
	return entity;
}

static void take_one(struct sql_cursor *c, uint32_t item)
{
	take_range(c, item == BOOK_NONE ? (struct book_range){0, 0} : (struct book_range){item, item + 1});
}

/* "dataset:record id" */
static uint32_t ref_of(const ties_book *b, str ref)
{
	size_t colon = str_find_char(ref, ':', 0);

	return colon == SIZE_MAX ? BOOK_NONE
	                         : book_find_ref(b, str_slice(ref, 0, colon), str_slice(ref, colon + 1, ref.len));
}

/* All items of a section, or those of one entity. */
static void begin_of_entity(struct sql_cursor *c, str key, uint32_t count,
                            struct book_range (*of_entity)(const ties_book *, uint32_t))
{
	uint32_t entity = c->plan == SQL_ALL ? BOOK_NONE : sql_entity_of(c, key);

	if (c->plan == SQL_ALL)
		take_range(c, (struct book_range){0, count});
	else
		take_range(c, entity == BOOK_NONE ? (struct book_range){0, 0} : of_entity(c->b, entity));
}

static struct sql_value schema_word(unsigned schema)
{
	return schema < SCHEMA_COUNT ? sql_word(model_schema_name((enum model_schema)schema)) : sql_null();
}

static struct sql_value property_word(unsigned property)
{
	return property < PROP_COUNT ? sql_word(model_property_name((enum model_property)property)) : sql_null();
}

static struct sql_value modality_word(unsigned modality)
{
	return modality <= MODALITY_PROPOSED ? sql_word(model_modality_name((enum model_modality)modality))
	                                     : sql_null();
}

/* Days of list versions: NULL where the list has no date, and where the newest version says so. */
static struct sql_value seen_day(struct sql_cursor *c, int32_t day)
{
	return day == TIES_DAY_MIN || day == TIES_DAY_MAX ? sql_null() : sql_day(c, day);
}

/* ---- entities --------------------------------------------------------------------------------------------- */

static uint64_t count_entities(const ties_book *b)
{
	return b->ENTITY.count;
}

static void begin_entities(struct sql_cursor *c, str key)
{
	if (c->plan == SQL_ALL)
		take_range(c, (struct book_range){0, c->b->ENTITY.count});
	else
		take_one(c, sql_entity_of(c, key));
}

static struct sql_value entities_value(struct sql_cursor *c, int column)
{
	const struct book_entity *e = BOOK_AT(c->b, ENTITY, c->item);
	struct book_range refs;

	switch (column) {
	case 0:
		return sql_text(text_at(c->b, e->id));
	case 1:
		return sql_text(text_at(c->b, e->caption));
	case 2:
		return schema_word(e->schema);
	default:
		refs = book_refs_of(c->b, c->item);
		return sql_integer(refs.end - refs.begin);
	}
}

/* ---- refs ------------------------------------------------------------------------------------------------- */

static uint64_t count_refs(const ties_book *b)
{
	return b->REF.count;
}

static void begin_refs(struct sql_cursor *c, str key)
{
	if (c->plan == SQL_OF_REF)
		take_one(c, ref_of(c->b, key));
	else
		begin_of_entity(c, key, c->b->REF.count, book_refs_of);
}

static struct sql_value refs_value(struct sql_cursor *c, int column)
{
	const struct book_ref *r = BOOK_AT(c->b, REF, c->item);

	switch (column) {
	case 0:
		return sql_ref(c, c->item);
	case 1:
		return sql_entity_id(c->b, book_ref_entity(c->b, c->item));
	case 2:
		return sql_dataset_of(c->b, c->item);
	case 3:
		return sql_text(text_at(c->b, r->record));
	default:
		return schema_word(BOOK_AT(c->b, SHAPE, r->shape)->schema);
	}
}

/* ---- names ------------------------------------------------------------------------------------------------ */

static uint64_t count_names(const ties_book *b)
{
	return b->NAME.count;
}

static void begin_names(struct sql_cursor *c, str key)
{
	begin_of_entity(c, key, c->b->NAME.count, book_names_of);
}

static struct sql_value names_value(struct sql_cursor *c, int column)
{
	switch (column) {
	case 0:
		return sql_entity_id(c->b, BOOK_AT(c->b, NAME, c->item)->entity);
	case 1:
		return sql_text(book_name_text(c->b, c->item));
	case 2:
		return property_word(book_name_property(c->b, c->item));
	default:
		return sql_text(book_name_lang(c->b, c->item));
	}
}

/* ---- statements ------------------------------------------------------------------------------------------- */

static uint64_t count_statements(const ties_book *b)
{
	return b->STATEMENT.count;
}

/* `item` is the entity whose statements come next. */
static void begin_statements(struct sql_cursor *c, str key)
{
	c->said = (struct book_cursor){.b = c->b};
	take_range(c, (struct book_range){0, c->plan == SQL_ALL ? c->b->ENTITY.count : 0});
	if (c->plan == SQL_OF_ENTITY) {
		take_one(c, sql_entity_of(c, key));
	} else if (c->plan == SQL_OF_REF) {
		uint32_t ref = ref_of(c->b, key);
		if (ref != BOOK_NONE)
			c->said = book_statements_of_ref(c->b, ref);
	}
}

static bool next_statement(struct sql_cursor *c)
{
	while (!book_next_statement(&c->said, &c->statement)) {
		if (c->item >= c->end)
			return false;
		c->said = book_statements_of(c->b, c->item++);
	}
	return true;
}

static struct sql_value manner_value(struct sql_cursor *c, int column)
{
	const struct book_manner *m = c->statement.manner;
	uint32_t target;

	switch (column) {
	case 8:
		return modality_word(m->modality);
	case 9:
		return sql_confidence(m->confidence);
	case 10:
		return sql_text(text_at(c->b, m->source));
	case 11:
		return sql_text(text_at(c->b, m->attribution));
	case 12:
		return sql_text(text_at(c->b, m->valid_from));
	case 13:
		return sql_text(text_at(c->b, m->valid_to));
	case 14:
		return seen_day(c, m->first_seen);
	case 15:
		return seen_day(c, m->last_seen);
	default:
		target = book_statement_target(c->b, &c->statement);
		return target == BOOK_NONE ? sql_null() : sql_entity_id(c->b, target);
	}
}

static struct sql_value statements_value(struct sql_cursor *c, int column)
{
	uint32_t ref = c->statement.ref;

	switch (column) {
	case 0:
		return sql_entity_id(c->b, book_ref_entity(c->b, ref));
	case 1:
		return property_word(c->statement.manner->property);
	case 2:
		return sql_text(text_at(c->b, c->statement.value));
	case 3:
		return sql_text(book_statement_original(c->b, &c->statement));
	case 4:
		return sql_text(text_at(c->b, c->statement.manner->lang));
	case 5:
		return sql_dataset_of(c->b, ref);
	case 6:
		return sql_ref(c, ref);
	case 7:
		return schema_word(BOOK_AT(c->b, SHAPE, BOOK_AT(c->b, REF, ref)->shape)->schema);
	default:
		return manner_value(c, column);
	}
}

/* ---- listings and offices ----------------------------------------------------------------------------------- */

/* from_date, from_first, from_last, to_date, to_first, to_last */
static struct sql_value span_value(struct sql_cursor *c, const struct book_date *from, const struct book_date *to,
                                   int column)
{
	const struct book_date *d = column < 3 ? from : to;

	return column % 3 == 0 ? sql_text(text_at(c->b, d->edtf)) : sql_day(c, column % 3 == 1 ? d->first : d->last);
}

static uint64_t count_listings(const ties_book *b)
{
	return b->LISTING.count;
}

static void begin_listings(struct sql_cursor *c, str key)
{
	begin_of_entity(c, key, c->b->LISTING.count, book_listings_of);
}

/* What was thought of a spell before the newest versions came is no row. */
static bool settle_listing(struct sql_cursor *c)
{
	while (c->item < c->end && BOOK_AT(c->b, LISTING, c->item)->known_until != TIES_DAY_MAX)
		c->item++;
	return c->item < c->end;
}

static struct sql_value listings_value(struct sql_cursor *c, int column)
{
	const struct book_listing *l = BOOK_AT(c->b, LISTING, c->item);
	const uint32_t strings[] = {
	    [1] = l->jurisdiction, [2] = l->regime,      [3] = l->label,       [4] = l->authority, [13] = l->status,
	    [14] = l->reason,      [15] = l->end_reason, [16] = l->instrument, [17] = l->source,   [18] = l->notes};

	switch (column) {
	case 0:
		return sql_entity_id(c->b, l->entity);
	case 5:
		return sql_text(text_at(c->b, BOOK_AT(c->b, DATASET, l->dataset)->name));
	case 6:
		return sql_ref(c, l->ref);
	case 7:
	case 8:
	case 9:
	case 10:
	case 11:
	case 12:
		return span_value(c, &l->from, &l->to, column - 7);
	case 19:
		return sql_confidence(l->confidence);
	case 20:
		return seen_day(c, l->first_seen);
	case 21:
		return seen_day(c, l->last_seen);
	default:
		return sql_text(text_at(c->b, strings[column]));
	}
}

static uint64_t count_offices(const ties_book *b)
{
	return b->OFFICE.count;
}

static void begin_offices(struct sql_cursor *c, str key)
{
	begin_of_entity(c, key, c->b->OFFICE.count, book_offices_of);
}

static bool settle_office(struct sql_cursor *c)
{
	while (c->item < c->end && BOOK_AT(c->b, OFFICE, c->item)->known_until != TIES_DAY_MAX)
		c->item++;
	return c->item < c->end;
}

static struct sql_value offices_value(struct sql_cursor *c, int column)
{
	const struct book_office *o = BOOK_AT(c->b, OFFICE, c->item);
	const uint32_t strings[] = {
	    [1] = o->position, [2] = o->jurisdiction, [3] = o->party, [4] = o->area, [13] = o->source, [14] = o->notes};

	switch (column) {
	case 0:
		return sql_entity_id(c->b, o->entity);
	case 5:
		return sql_text(text_at(c->b, BOOK_AT(c->b, DATASET, o->dataset)->name));
	case 6:
		return sql_ref(c, o->ref);
	case 7:
	case 8:
	case 9:
	case 10:
	case 11:
	case 12:
		return span_value(c, &o->from, &o->to, column - 7);
	case 15:
		return sql_confidence(o->confidence);
	default:
		return sql_text(text_at(c->b, strings[column]));
	}
}

/* ---- ties ------------------------------------------------------------------------------------------------- */

static uint64_t count_ties(const ties_book *b)
{
	return b->TIE.count;
}

static void begin_ties(struct sql_cursor *c, str key)
{
	uint32_t entity = c->plan == SQL_ALL ? BOOK_NONE : sql_entity_of(c, key);
	uint32_t node = entity == BOOK_NONE ? BOOK_NONE : book_node_of(c->b, entity);

	if (c->plan == SQL_ALL)
		take_range(c, (struct book_range){0, c->b->TIE.count});
	else if (node == BOOK_NONE)
		take_range(c, (struct book_range){0, 0});
	else
		take_range(c, c->plan == SQL_OF_OBJECT ? book_ties_to(c->b, node) : book_ties_from(c->b, node));
}

static uint32_t tie_item(const struct sql_cursor *c)
{
	return c->plan == SQL_OF_OBJECT ? BOOK_AT(c->b, TIE_IN, c->item)->tie : c->item;
}

/* What was known of a tie before the newest versions came is no row. */
static bool settle_tie(struct sql_cursor *c)
{
	while (c->item < c->end && !book_tie_known(c->b, tie_item(c), TIES_DAY_MAX))
		c->item++;
	return c->item < c->end;
}

/* In per cent, the least or the most that the report tells of an owner. */
static struct sql_value share_value(const ties_tie *tie, bool most)
{
	struct share share;

	if (!str_is(tie->relation, "owns") || !share_said(tie->share, tie->role, &share))
		return sql_null();
	return sql_real((most ? share.high : share.low) * 100.0 / SHARE_WHOLE);
}

/* What its record says is read when it is asked for. */
static struct sql_value told_value(struct sql_cursor *c, int column)
{
	if (!c->has_tie)
		graph_tie(&c->tie, c->b, tie_item(c), (struct date){.kind = DATE_UNKNOWN}, &c->arena);
	c->has_tie = true;
	if (column == 22 || column == 23)
		return share_value(&c->tie, column == 23);
	const ties_str texts[] = {
	    [3] = c->tie.role,    [4] = c->tie.begin.edtf, [5] = c->tie.end.edtf, [10] = c->tie.event,
	    [11] = c->tie.place,  [12] = c->tie.amount,    [13] = c->tie.notes,   [15] = c->tie.attribution,
	    [16] = c->tie.source, [17] = c->tie.dataset,   [18] = c->tie.ref,
	};

	return sql_passing(texts[column]);
}

static struct sql_value ties_value(struct sql_cursor *c, int column)
{
	const struct book_tie *t = BOOK_AT(c->b, TIE, tie_item(c));
	const struct book_tie_kind *kind = BOOK_AT(c->b, TIE_KIND, t->kind);

	switch (column) {
	case 0:
		return sql_entity_id(c->b, BOOK_AT(c->b, NODE, t->from)->entity);
	case 1:
		return sql_text(text_at(c->b, kind->relation));
	case 2:
		return sql_entity_id(c->b, BOOK_AT(c->b, NODE, t->to)->entity);
	case 6:
		return sql_day(c, graph_span(c->b, t).from.first);
	case 7:
		return sql_day(c, graph_span(c->b, t).from.last);
	case 8:
		return sql_day(c, graph_span(c->b, t).to.first);
	case 9:
		return sql_day(c, graph_span(c->b, t).to.last);
	case 14:
		return modality_word(kind->modality);
	case 19:
		return sql_confidence(kind->confidence);
	case 20:
		return sql_integer((kind->flags & TIE_DERIVED) != 0);
	case 21:
		return sql_integer((kind->flags & TIE_FORMER) != 0);
	default:
		return told_value(c, column);
	}
}

/* ---- all of them -------------------------------------------------------------------------------------------- */

static const struct sql_table tables[] = {
    {"entities", "CREATE TABLE entities(id TEXT, caption TEXT, schema TEXT, records INTEGER)", 0, -1, -1, BIT(2),
     count_entities, begin_entities, NULL, entities_value, NULL, false},
    {"refs", "CREATE TABLE refs(ref TEXT, entity TEXT, dataset TEXT, record TEXT, schema TEXT)", 1, 0, -1,
     BIT(2) | BIT(4), count_refs, begin_refs, NULL, refs_value, NULL, false},
    {"names", "CREATE TABLE names(entity TEXT, name TEXT, kind TEXT, lang TEXT)", 0, -1, -1, BIT(1) | BIT(2),
     count_names, begin_names, NULL, names_value, NULL, false},
    {"statements",
     "CREATE TABLE statements(entity TEXT, property TEXT, value TEXT, original TEXT, lang TEXT, dataset TEXT, "
     "ref TEXT, schema TEXT, modality TEXT, confidence TEXT, source TEXT, attribution TEXT, valid_from TEXT, "
     "valid_to TEXT, first_seen TEXT, last_seen TEXT, target TEXT)",
     0, 6, -1, BIT(1) | BIT(2) | BIT(5) | BIT(7), count_statements, begin_statements, next_statement, statements_value,
     NULL, false},
    {"listings",
     "CREATE TABLE listings(entity TEXT, jurisdiction TEXT, regime TEXT, label TEXT, authority TEXT, dataset TEXT, "
     "ref TEXT, from_date TEXT, from_first TEXT, from_last TEXT, to_date TEXT, to_first TEXT, to_last TEXT, "
     "status TEXT, reason TEXT, end_reason TEXT, instrument TEXT, source TEXT, notes TEXT, confidence TEXT, "
     "first_seen TEXT, last_seen TEXT)",
     0, -1, -1, BIT(1) | BIT(2) | BIT(5) | BIT(8) | BIT(9) | BIT(11) | BIT(12), count_listings, begin_listings,
     settle_listing, listings_value, NULL, false},
    {"offices",
     "CREATE TABLE offices(entity TEXT, position TEXT, jurisdiction TEXT, party TEXT, area TEXT, dataset TEXT, "
     "ref TEXT, from_date TEXT, from_first TEXT, from_last TEXT, to_date TEXT, to_first TEXT, to_last TEXT, "
     "source TEXT, notes TEXT, confidence TEXT)",
     0, -1, -1, BIT(1) | BIT(2) | BIT(5) | BIT(8) | BIT(9) | BIT(11) | BIT(12), count_offices, begin_offices,
     settle_office, offices_value, NULL, false},
    {"ties",
     "CREATE TABLE ties(subject TEXT, relation TEXT, object TEXT, role TEXT, begin_date TEXT, end_date TEXT, "
     "from_first TEXT, from_last TEXT, to_first TEXT, to_last TEXT, event TEXT, place TEXT, amount TEXT, "
     "notes TEXT, modality TEXT, attribution TEXT, source TEXT, dataset TEXT, ref TEXT, confidence TEXT, "
     "derived INTEGER, former INTEGER, share_from REAL, share_to REAL)",
     0, -1, 2, BIT(1) | BIT(6) | BIT(7) | BIT(8) | BIT(9) | BIT(14), count_ties, begin_ties, settle_tie, ties_value,
     tie_item, false},
    {"changes",
     "CREATE TABLE changes(time TEXT, change TEXT, entity TEXT, date TEXT, date_first TEXT, date_last TEXT, "
     "dataset TEXT, ref TEXT, schema TEXT, property TEXT, before TEXT, after TEXT, jurisdiction TEXT, regime TEXT, "
     "reason TEXT, source TEXT, confidence TEXT)",
     CHANGE_ENTITY, -1, -1,
     BIT(CHANGE_TIME) | BIT(CHANGE_KIND) | BIT(CHANGE_FIRST) | BIT(CHANGE_LAST) | BIT(CHANGE_DATASET) | BIT(8) |
         BIT(9) | BIT(12),
     sql_count_changes, sql_begin_changes, sql_settle_change, sql_changes_value, NULL, true},
    {.name = NULL},
};

const struct sql_table *sql_tables(void)
{
	return tables;
}
