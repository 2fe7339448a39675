/* Are entities, their records and their statements as docs/format.md says? */
#include "book/verify.h"

static void check_entity(struct verifier *v, uint32_t i)
{
	const ties_book *b = v->b;
	const struct book_entity *e = &b->ENTITY.items[i], *p = i ? e - 1 : NULL;

	REQUIRE(v,
	        string_ok(b, e->id) && string_ok(b, e->caption) && e->schema < SCHEMA_COUNT && e->flags <= BOOK_HAS_ALL,
	        "ENTITY", i, "id, caption, schema or flags are out of range");
	REQUIRE(v, from_ok(e->first_ref, p ? p->first_ref : 0, !p, b->REF.count), "ENTITY", i,
	        "a range goes past its section or is out of order");
	REQUIRE(v,
	        e->first_name == BOOK_NONE ||
	            (e->first_name < b->NAME.count && b->NAME.items[e->first_name].entity == i),
	        "ENTITY", i, "its first name is of another");
	REQUIRE(v, !p || str_compare(book_string(b, p->id), book_string(b, e->id)) < 0, "ENTITY", i,
	        "ids are not in order or not unique");
}

/* Items found by searching for their entity: in order, and the entity says that it has some. */
#define CHECK_OF_ENTITIES(v, section, flag) \
	do { \
		uint32_t owners = 0, flagged = 0; \
		for (uint32_t i = 0; i < (v)->b->section.count; i++) { \
			uint32_t entity = (v)->b->section.items[i].entity; \
			uint32_t before = i ? (v)->b->section.items[i - 1].entity : BOOK_NONE; \
			REQUIRE(v, entity < (v)->b->ENTITY.count && (i == 0 || before <= entity), #section, i, \
			        "entity is out of range or out of order"); \
			REQUIRE(v, BOOK_AT((v)->b, ENTITY, entity)->flags &(flag), #section, i, \
			        "its entity does not say that it has any"); \
			owners += entity != before; \
		} \
		for (uint32_t i = 0; i < (v)->b->ENTITY.count; i++) \
			flagged += ((v)->b->ENTITY.items[i].flags & (flag)) != 0; \
		REQUIRE(v, owners == flagged, #section, 0, "an entity says that it has some and has none"); \
	} while (0)

static void check_shapes(struct verifier *v)
{
	const ties_book *b = v->b;

	for (uint32_t i = 0; i < b->SHAPE.count; i++) {
		const struct book_shape *s = &b->SHAPE.items[i];
		REQUIRE(v,
		        s->dataset < b->DATASET.count &&
		            from_ok(s->first_manner, i ? s[-1].first_manner : 0, i == 0, b->SHAPE_MANNER.count) &&
		            s->schema < SCHEMA_COUNT && s->flags <= BOOK_IN_MAIN,
		        "SHAPE", i, "dataset, schema or manners are out of range or out of order");
	}
	for (uint32_t i = 0; i < b->SHAPE_MANNER.count; i++)
		REQUIRE(v, b->SHAPE_MANNER.items[i] < b->MANNER.count, "SHAPE_MANNER", i, "out of range");
}

static str dataset_of(const ties_book *b, uint32_t ref)
{
	return book_string(b, BOOK_AT(b, DATASET, book_ref_dataset(b, ref))->name);
}

static void check_refs(struct verifier *v)
{
	const ties_book *b = v->b;

	REQUIRE(v, b->ENTITY.count || !b->REF.count, "REF", 0, "there is no entity that it belongs to");
	for (uint32_t i = 0; i < b->REF.count; i++) {
		const struct book_ref *r = &b->REF.items[i];
		REQUIRE(v, book_ref_dataset(b, i) < b->DATASET.count && string_ok(b, r->record), "REF", i,
		        "dataset or record is out of range");
		REQUIRE(v, from_ok(r->first_statement, i ? r[-1].first_statement : 0, i == 0, b->STATEMENT.count),
		        "REF", i, "statements are out of range or out of order");
	}
}

static void check_refs_in_order(struct verifier *v)
{
	const ties_book *b = v->b;

	REQUIRE(v, b->REF_ORDER.count == b->REF.count, "REF_ORDER", 0, "not as long as REF");
	for (uint32_t i = 0; i < b->REF_ORDER.count && v->rc == TIES_OK; i++) {
		uint32_t ref = b->REF_ORDER.items[i], before = i ? b->REF_ORDER.items[i - 1] : 0;
		REQUIRE(v, ref < b->REF.count, "REF_ORDER", i, "out of range");
		int order = i == 0 ? -1 : str_compare(dataset_of(b, before), dataset_of(b, ref));
		if (order == 0)
			order = str_compare(book_string(b, BOOK_AT(b, REF, before)->record),
			                    book_string(b, BOOK_AT(b, REF, ref)->record));
		REQUIRE(v, order < 0, "REF_ORDER", i, "refs are not in order or not unique");
	}
}

static bool joins_in_order(const struct book_join *a, const struct book_join *b)
{
	if (a->left != b->left)
		return a->left < b->left;
	return a->right != b->right ? a->right < b->right : a->kind < b->kind;
}

static void check_joins(struct verifier *v)
{
	const ties_book *b = v->b;

	for (uint32_t i = 0; i < b->JOIN.count; i++) {
		const struct book_join *j = &b->JOIN.items[i];
		REQUIRE(v,
		        j->left < b->REF.count && j->right < b->REF.count && j->kind < TIES_JOIN_KINDS &&
		            j->reserved == 0 && (j->left < j->right || j->kind >= TIES_DECIDED_DIFFERENT) &&
		            string_ok(b, j->value) && string_ok(b, j->who) && string_ok(b, j->when),
		        "JOIN", i, "a reference, its kind or a string is out of range");
		REQUIRE(v, i == 0 || joins_in_order(j - 1, j), "JOIN", i, "not in order or not unique");
		REQUIRE(
		    v, j->kind >= TIES_DECIDED_DIFFERENT || book_ref_entity(b, j->left) == book_ref_entity(b, j->right),
		    "JOIN", i, "the records joined are of two entities");
		REQUIRE(
		    v, j->kind != TIES_DECIDED_DIFFERENT || book_ref_entity(b, j->left) != book_ref_entity(b, j->right),
		    "JOIN", i, "the records decided to be different are of one entity");
	}
}

static void check_aliases(struct verifier *v)
{
	const ties_book *b = v->b;

	for (uint32_t i = 0; i < b->ALIAS.count; i++) {
		const struct book_alias *a = &b->ALIAS.items[i];
		REQUIRE(v, string_ok(b, a->id) && a->entity < b->ENTITY.count, "ALIAS", i,
		        "id or entity is out of range");
		REQUIRE(v, i == 0 || str_compare(book_string(b, a[-1].id), book_string(b, a->id)) < 0, "ALIAS", i,
		        "ids are not in order or not unique");
		REQUIRE(v, book_entity_by_id(b, book_string(b, a->id)) == a->entity, "ALIAS", i,
		        "is the id of another entity");
	}
}

void verify_entities(struct verifier *v)
{
	for (uint32_t i = 0; i < v->b->ENTITY.count && v->rc == TIES_OK; i++)
		check_entity(v, i);
	CHECK_OF_ENTITIES(v, LISTING, BOOK_HAS_LISTINGS);
	CHECK_OF_ENTITIES(v, OFFICE, BOOK_HAS_OFFICES);
	CHECK_OF_ENTITIES(v, ABSENCE, BOOK_HAS_ABSENCES);
	CHECK_OF_ENTITIES(v, NODE, BOOK_HAS_TIES);
	check_shapes(v);
	check_refs(v);
	check_refs_in_order(v);
	check_joins(v);
	check_aliases(v);
}

/* ---- statements --------------------------------------------------------------------------------------- */

static void check_manners(struct verifier *v)
{
	const ties_book *b = v->b;

	for (uint32_t i = 0; i < b->MANNER.count; i++) {
		const struct book_manner *m = &b->MANNER.items[i];
		REQUIRE(v,
		        string_ok(b, m->lang) && string_ok(b, m->valid_from) && string_ok(b, m->valid_to) &&
		            string_ok(b, m->source) && string_ok(b, m->attribution),
		        "MANNER", i, "a string is out of range");
		REQUIRE(v,
		        m->property < PROP_COUNT && m->modality <= MODALITY_PROPOSED &&
		            m->confidence <= CONFIDENCE_RECALLED && m->first_seen <= m->last_seen &&
		            m->last_seen <= m->gone && (m->last_seen == TIES_DAY_MAX) == (m->gone == TIES_DAY_MAX) &&
		            m->flags <= BOOK_MANNER_FLAGS && m->part < BOOK_PARTS_MAX,
		        "MANNER", i, "property, modality, confidence, flags, part or the seen interval is impossible");
	}
}

/* Every statement is found by going through the entities, and what it is said to have beside is there. */
static void check_all_said(struct verifier *v)
{
	const ties_book *b = v->b;
	uint32_t said = 0, originals = 0, targets = 0;

	for (uint32_t i = 0; i < b->ENTITY.count && v->rc == TIES_OK; i++) {
		struct book_statement s;
		for (struct book_cursor c = book_statements_of(b, i); book_next_statement(&c, &s); said++) {
			REQUIRE(v, string_ok(b, s.value), "STATEMENT", s.number, "a string is out of range");
			if (s.manner->flags & BOOK_HAS_ORIGINAL)
				REQUIRE(v, BOOK_AT(b, ORIGINAL, originals++)->statement == s.number, "STATEMENT",
				        s.number, "there is no ORIGINAL of it");
			if (s.manner->flags & BOOK_HAS_TARGET)
				REQUIRE(v, BOOK_AT(b, TARGET, targets++)->statement == s.number, "STATEMENT", s.number,
				        "there is no TARGET of it");
		}
	}
	REQUIRE(v, said == b->STATEMENT.count, "STATEMENT", said, "no record with as many manners has it");
	REQUIRE(v, originals == b->ORIGINAL.count, "ORIGINAL", originals, "no statement has it");
	REQUIRE(v, targets == b->TARGET.count, "TARGET", targets, "no statement has it");
}

void verify_statements(struct verifier *v)
{
	const ties_book *b = v->b;

	check_manners(v);
	check_all_said(v);
	for (uint32_t i = 0; i < b->ORIGINAL.count; i++)
		REQUIRE(v, string_ok(b, b->ORIGINAL.items[i].text), "ORIGINAL", i, "a string is out of range");
	for (uint32_t i = 0; i < b->TARGET.count; i++)
		REQUIRE(v, b->TARGET.items[i].entity < b->ENTITY.count, "TARGET", i, "entity is out of range");
}
