/* Typed relations of OFAC's XML formats. */
#include "sources/ofac_item.h"

/* What a relation of that kind is in FtM; `from` is the property of the party that the relation begins with. */
static const struct relation {
	const char *type;
	enum model_schema schema;
	enum model_property from, to;
} relations[] = {
    {"Acting for or on behalf of", SCHEMA_REPRESENTATION, PROP_AGENT, PROP_CLIENT},
    {"Owned or Controlled By", SCHEMA_OWNERSHIP, PROP_ASSET, PROP_OWNER},
    {"Property in the interest of", SCHEMA_OWNERSHIP, PROP_ASSET, PROP_OWNER},
    {"Owns, controls, or operates", SCHEMA_OWNERSHIP, PROP_OWNER, PROP_ASSET},
    {"Family member of", SCHEMA_FAMILY, PROP_PERSON, PROP_RELATIVE},
    {"Associate Of", SCHEMA_ASSOCIATE, PROP_PERSON, PROP_ASSOCIATE},
    {"Leader or official of", SCHEMA_DIRECTORSHIP, PROP_DIRECTOR, PROP_ORGANIZATION},
    {"Principal Executive Officer", SCHEMA_DIRECTORSHIP, PROP_DIRECTOR, PROP_ORGANIZATION},
    {"playing a significant role in", SCHEMA_MEMBERSHIP, PROP_MEMBER, PROP_ORGANIZATION},
};

static const struct relation *relation_find(str type)
{
	for (size_t i = 0; i < sizeof relations / sizeof *relations; i++)
		if (str_starts(type, str_from(relations[i].type)))
			return &relations[i];
	return NULL;
}

static void describe(struct ofac *o, const struct ofac_relation *r)
{
	model_draft_add(&o->side, PROP_ROLE, r->type);
	if (r->former)
		model_draft_add(&o->side, PROP_STATUS, STR("former"));
	if (r->quality.len)
		model_draft_add(&o->side, PROP_UNMAPPED,
		                arena_print(&o->side.arena, "RelationQuality=%.*s", STR_ARG(r->quality)));
	model_draft_add(&o->side, PROP_NOTES, r->comment);
	ofac_emit(o, &o->side, OFAC_RELATIONS);
}

static void begin(struct ofac *o, const struct ofac_relation *r, enum model_schema schema, str id)
{
	model_draft_begin(&o->side, schema, id);
	o->side.record.line = r->line;
}

void ofac_relation_emit(struct ofac *o, const struct ofac_relation *r, bool whole)
{
	const struct relation *known = relation_find(r->type);
	bool cons = str_is(str_from(o->set->dataset), "us_ofac_cons"), here = table_get(&o->by_id, r->to) != TABLE_NONE;
	str link = arena_print(&o->arena, "%.*s#link#%.*s", STR_ARG(r->from), STR_ARG(r->to)), target = r->to;

	/* the lists share one numbering: who is not on this one is on the other */
	if (whole && cons && !here)
		target = arena_print(&o->arena, "us_ofac_sdn:%.*s", STR_ARG(r->to));
	o->stopped |= o->arena.failed;
	begin(o, r, SCHEMA_UNKNOWN_LINK, link);
	model_draft_add(&o->side, PROP_SUBJECT, r->from);
	model_draft_add(&o->side, PROP_OBJECT, target);
	model_draft_add(&o->side, PROP_ROLE, STR("Linked To"));
	ofac_emit(o, &o->side, OFAC_PRIMARY);
	if (known) {
		begin(o, r, known->schema,
		      arena_print(&o->arena, "%.*s#relation#%.*s#%.*s", STR_ARG(r->from), STR_ARG(r->to),
		                  STR_ARG(r->code)));
		model_draft_add(&o->side, known->from, r->from);
		model_draft_add(&o->side, known->to, target);
	} else {
		begin(o, r, SCHEMA_UNKNOWN_LINK, link);
	}
	describe(o, r);
}
