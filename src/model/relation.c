#include "model/relation.h"

const struct model_relation *model_relation_find(str name)
{
	for (const struct model_relation *r = model_relations(); r->name; r++)
		if (str_is(name, r->name))
			return r;
	return NULL;
}

const struct model_ends *model_ends_of_schema(enum model_schema schema)
{
	static const struct model_ends ends[SCHEMA_COUNT] = {
	    [SCHEMA_OWNERSHIP] = {PROP_OWNER, PROP_ASSET, "owns"},
	    [SCHEMA_DIRECTORSHIP] = {PROP_DIRECTOR, PROP_ORGANIZATION, "leads"},
	    [SCHEMA_MEMBERSHIP] = {PROP_MEMBER, PROP_ORGANIZATION, "member_of"},
	    [SCHEMA_EMPLOYMENT] = {PROP_EMPLOYEE, PROP_EMPLOYER, "works_for"},
	    [SCHEMA_OCCUPANCY] = {PROP_HOLDER, PROP_POST, "holds_office"},
	    [SCHEMA_FAMILY] = {PROP_PERSON, PROP_RELATIVE, "family_of"},
	    [SCHEMA_ASSOCIATE] = {PROP_PERSON, PROP_ASSOCIATE, "linked_to"},
	    [SCHEMA_REPRESENTATION] = {PROP_AGENT, PROP_CLIENT, "represents"},
	    [SCHEMA_PAYMENT] = {PROP_PAYER, PROP_BENEFICIARY, "pays"},
	    [SCHEMA_SUCCESSION] = {PROP_PREDECESSOR, PROP_SUCCESSOR, "succeeded_by"},
	    [SCHEMA_PROJECT_PARTICIPANT] = {PROP_PARTICIPANT, PROP_PROJECT, "participates_in"},
	    [SCHEMA_UNKNOWN_LINK] = {PROP_SUBJECT, PROP_OBJECT, "linked_to"},
	};

	return schema < SCHEMA_COUNT && ends[schema].relation ? &ends[schema] : NULL;
}
