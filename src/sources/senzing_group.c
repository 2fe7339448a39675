/* What the attributes of Senzing records mean. */
#include "sources/senzing.h"

/* Attributes that are one statement each. */
static const struct simple {
	const char *name;
	enum model_property property;
} simple[] = {
    {"DATE_OF_BIRTH", PROP_BIRTH_DATE},
    {"DATE_OF_DEATH", PROP_DEATH_DATE},
    {"REGISTRATION_DATE", PROP_INCORPORATION_DATE},
    {"GENDER", PROP_GENDER},
    {"PLACE_OF_BIRTH", PROP_BIRTH_PLACE},
    {"NATIONALITY", PROP_NATIONALITY},
    {"CITIZENSHIP", PROP_CITIZENSHIP},
    {"COUNTRY_OF_ASSOCIATION", PROP_COUNTRY},
    {"REGISTRATION_COUNTRY", PROP_JURISDICTION},
    {"WEBSITE_ADDRESS", PROP_WEBSITE},
    {"EMAIL_ADDRESS", PROP_EMAIL},
    {"PHONE_NUMBER", PROP_PHONE},
    {"TOPIC", PROP_TOPICS},
    {"URL", PROP_SOURCE_URL},
};

/* Identifiers: the number, and what else of the group belongs to it. */
static const struct identifier {
	const char *number, *country, *type;
	enum model_property property;
	enum model_schema schema;
} identifiers[] = {
    {"PASSPORT_NUMBER", "PASSPORT_COUNTRY", NULL, PROP_PASSPORT_NUMBER, SCHEMA_PASSPORT},
    {"NATIONAL_ID_NUMBER", "NATIONAL_ID_COUNTRY", "NATIONAL_ID_TYPE", PROP_ID_NUMBER, SCHEMA_IDENTIFICATION},
    {"TAX_ID_NUMBER", "TAX_ID_COUNTRY", "TAX_ID_TYPE", PROP_TAX_NUMBER, SCHEMA_IDENTIFICATION},
    {"SSN_NUMBER", NULL, NULL, PROP_ID_NUMBER, SCHEMA_IDENTIFICATION},
    {"DRIVERS_LICENSE_NUMBER", "DRIVERS_LICENSE_STATE", NULL, PROP_ID_NUMBER, SCHEMA_IDENTIFICATION},
    {"LEI_NUMBER", NULL, NULL, PROP_LEI_CODE, SCHEMA_IDENTIFICATION},
    {"DUNS_NUMBER", NULL, NULL, PROP_DUNS_CODE, SCHEMA_IDENTIFICATION},
    {"IMO_NUMBER", NULL, NULL, PROP_IMO_NUMBER, SCHEMA_IDENTIFICATION},
    {"MMSI_NUMBER", NULL, NULL, PROP_MMSI, SCHEMA_IDENTIFICATION},
    {"CALL_SIGN", NULL, NULL, PROP_CALL_SIGN, SCHEMA_IDENTIFICATION},
    {"OTHER_ID_NUMBER", "OTHER_ID_COUNTRY", "OTHER_ID_TYPE", PROP_ID_NUMBER, SCHEMA_IDENTIFICATION},
    {"TRUSTED_ID_NUMBER", NULL, "TRUSTED_ID_TYPE", PROP_ID_NUMBER, SCHEMA_IDENTIFICATION},
};

/* Known, but read with others of their group or of no use beside them. */
static const char *const others[] = {
    "DATA_SOURCE",      "RECORD_ID",    "RECORD_TYPE",       "NAME_FULL",      "NAME_ORG",           "NAME_FIRST",
    "NAME_MIDDLE",      "NAME_LAST",    "NAME_PREFIX",       "NAME_SUFFIX",    "NAME_GEN",           "NAME_TYPE",
    "ADDR_FULL",        "ADDR_LINE1",   "ADDR_LINE2",        "ADDR_LINE3",     "ADDR_CITY",          "ADDR_STATE",
    "ADDR_POSTAL_CODE", "ADDR_COUNTRY", "REL_ANCHOR_DOMAIN", "REL_ANCHOR_KEY", "REL_POINTER_DOMAIN", "REL_POINTER_KEY",
    "REL_POINTER_ROLE", "LAST_CHANGE",
};

/* ---- attributes ----------------------------------------------------------------------------------------- */

static bool is_known(str name)
{
	for (size_t i = 0; i < sizeof simple / sizeof *simple; i++)
		if (str_is(name, simple[i].name))
			return true;
	for (size_t i = 0; i < sizeof identifiers / sizeof *identifiers; i++)
		if (str_is(name, identifiers[i].number) ||
		    (identifiers[i].country && str_is(name, identifiers[i].country)) ||
		    (identifiers[i].type && str_is(name, identifiers[i].type)))
			return true;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (str_is(name, others[i]))
			return true;
	return false;
}

struct senzing_attribute senzing_attribute_of(const char *key)
{
	str whole = str_from(key);
	struct senzing_attribute a = {.name = whole};

	for (size_t at = 0; !(a.known = is_known(str_slice(whole, at, whole.len)));) {
		at = str_find_char(whole, '_', at);
		if (at++ == SIZE_MAX)
			return a;
		a.name = str_slice(whole, at, whole.len);
		a.usage = str_slice(whole, 0, at - 1);
	}
	return a;
}

/* The attribute `name` that belongs to `to`; NULL when there is none. */
static struct senzing_attribute *beside(struct senzing *z, const struct senzing_attribute *to, const char *name)
{
	for (size_t i = 0; i < z->attributes.len; i++) {
		struct senzing_attribute *a = &z->attributes.ptr[i];
		if (a->group == to->group && str_equal(a->usage, to->usage) && name && str_is(a->name, name))
			return a;
	}
	return NULL;
}

/* Its value, and marks it as taken. */
static str take(struct senzing *z, const struct senzing_attribute *to, const char *name)
{
	struct senzing_attribute *a = beside(z, to, name);

	if (a)
		a->taken = true;
	return a ? a->value : (str){NULL, 0};
}

static str value_of(struct senzing *z, const struct senzing_attribute *to, const char *name)
{
	const struct senzing_attribute *a = beside(z, to, name);

	return a ? a->value : (str){NULL, 0};
}

/* ---- names ---------------------------------------------------------------------------------------------- */

static bool has_name(const struct senzing *z)
{
	const struct model_record *r = &z->say.draft.record;

	for (size_t i = 0; i < r->statements.len; i++)
		if (r->statements.ptr[i].property == PROP_NAME)
			return true;
	return false;
}

static enum model_property name_property(const struct senzing *z, str type)
{
	static const char *const former[] = {"FORMER", "FKA", "PREVIOUS", "MAIDEN"};
	static const char *const weak[] = {"WEAK", "WEAK_ALIAS", "LOW"};

	for (size_t i = 0; i < sizeof former / sizeof *former; i++)
		if (str_equal_nocase(type, str_from(former[i])))
			return PROP_PREVIOUS_NAME;
	for (size_t i = 0; i < sizeof weak / sizeof *weak; i++)
		if (str_equal_nocase(type, str_from(weak[i])))
			return PROP_WEAK_ALIAS;
	if (str_equal_nocase(type, STR("PRIMARY")) || (!type.len && !has_name(z)))
		return PROP_NAME;
	return PROP_ALIAS;
}

static bool is_name_part(str name)
{
	static const char *const parts[] = {"NAME_FULL", "NAME_ORG", "NAME_FIRST", "NAME_MIDDLE", "NAME_LAST"};

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (str_is(name, parts[i]))
			return true;
	return false;
}

static void say_name(struct senzing *z, const struct senzing_attribute *at)
{
	str full = take(z, at, "NAME_FULL"), org = take(z, at, "NAME_ORG"), type = take(z, at, "NAME_TYPE");
	const str parts[] = {take(z, at, "NAME_FIRST"), take(z, at, "NAME_MIDDLE"), take(z, at, "NAME_LAST"),
	                     take(z, at, "NAME_SUFFIX"), take(z, at, "NAME_GEN")};
	static const enum model_property properties[] = {PROP_FIRST_NAME, PROP_MIDDLE_NAME, PROP_LAST_NAME,
	                                                 PROP_NAME_SUFFIX, PROP_NAME_SUFFIX};

	if (!full.len)
		full = org.len ? org : say_join(&z->say, parts, sizeof parts / sizeof *parts, " ");
	else
		say_value(&z->say, PROP_ALIAS, org);
	say_value(&z->say, name_property(z, type.len ? type : at->usage), full);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		say_value(&z->say, properties[i], parts[i]);
	say_value(&z->say, PROP_TITLE, take(z, at, "NAME_PREFIX"));
}

/* ---- addresses ------------------------------------------------------------------------------------------ */

static bool is_address_part(str name)
{
	return str_starts(name, STR("ADDR_"));
}

static str address_text(struct senzing *z, const struct senzing_attribute *at)
{
	str full = value_of(z, at, "ADDR_FULL");
	const str parts[] = {value_of(z, at, "ADDR_LINE1"),  value_of(z, at, "ADDR_LINE2"),
	                     value_of(z, at, "ADDR_LINE3"),  value_of(z, at, "ADDR_CITY"),
	                     value_of(z, at, "ADDR_STATE"),  value_of(z, at, "ADDR_POSTAL_CODE"),
	                     value_of(z, at, "ADDR_COUNTRY")};

	return full.len ? full : say_join(&z->say, parts, sizeof parts / sizeof *parts, ", ");
}

static void say_address(struct senzing *z, const struct senzing_attribute *at)
{
	say_value(&z->say, PROP_ADDRESS, address_text(z, at));
	say_country(&z->say, PROP_COUNTRY, value_of(z, at, "ADDR_COUNTRY"));
}

static ties_code emit_address(struct senzing *z, const struct senzing_attribute *at)
{
	str full = address_text(z, at);
	const str lines[] = {take(z, at, "ADDR_LINE1"), take(z, at, "ADDR_LINE2"), take(z, at, "ADDR_LINE3")};

	say_begin(&z->say, SCHEMA_ADDRESS, say_print(&z->say, "%.*s#address#%.*s", STR_ARG(z->id), STR_ARG(full)));
	say_value(&z->say, PROP_FULL, full);
	say_value(&z->say, PROP_STREET, say_join(&z->say, lines, 3, ", "));
	say_value(&z->say, PROP_CITY, take(z, at, "ADDR_CITY"));
	say_value(&z->say, PROP_REGION, take(z, at, "ADDR_STATE"));
	say_value(&z->say, PROP_POSTAL_CODE, take(z, at, "ADDR_POSTAL_CODE"));
	say_country(&z->say, PROP_COUNTRY, take(z, at, "ADDR_COUNTRY"));
	say_value(&z->say, PROP_TYPE, at->usage);
	take(z, at, "ADDR_FULL");
	return say_emit(&z->say, z->err);
}

/* ---- identifiers ---------------------------------------------------------------------------------------- */

static const struct identifier *identifier_of(str name)
{
	for (size_t i = 0; i < sizeof identifiers / sizeof *identifiers; i++)
		if (str_is(name, identifiers[i].number))
			return &identifiers[i];
	return NULL;
}

/* OpenSanctions gives the type of other ids as FtM's name of the property; other writers in words of their own. */
static enum model_property identifier_property(const struct identifier *id, str type)
{
	enum model_property property;

	if (str_equal_nocase(type, STR("wikidata")))
		return PROP_WIKIDATA_ID;
	if (model_property_find(type, &property) && model_property_type(property) == TYPE_IDENTIFIER)
		return property;
	return id->property;
}

static void say_identifier(struct senzing *z, const struct senzing_attribute *at, const struct identifier *id)
{
	say_value(&z->say, identifier_property(id, value_of(z, at, id->type)), at->value);
}

static ties_code emit_document(struct senzing *z, struct senzing_attribute *at, const struct identifier *id)
{
	str country = take(z, at, id->country), type = take(z, at, id->type);
	const char *kind = id->schema == SCHEMA_PASSPORT ? "passport" : "id";

	at->taken = true;
	if (!country.len && !type.len && id->schema != SCHEMA_PASSPORT)
		return TIES_OK;
	say_begin(&z->say, id->schema, say_print(&z->say, "%.*s#%s#%.*s", STR_ARG(z->id), kind, STR_ARG(at->value)));
	say_value(&z->say, PROP_HOLDER, z->id);
	say_value(&z->say, PROP_NUMBER, at->value);
	say_value(&z->say, PROP_TYPE, type);
	say_country(&z->say, PROP_COUNTRY, country);
	return say_emit(&z->say, z->err);
}

/* ---- relations ------------------------------------------------------------------------------------------ */

/* The anchor only says by which key others point to this record; its own id is no news. */
static void say_anchor(struct senzing *z, struct senzing_attribute *at)
{
	str domain = take(z, at, "REL_ANCHOR_DOMAIN");
	str id = senzing_id(z, domain, at->value);

	at->taken = true;
	if (!str_equal(id, z->id))
		say_unmapped(&z->say, "REL_ANCHOR_KEY", id);
}

static ties_code emit_relation(struct senzing *z, struct senzing_attribute *at)
{
	str domain = take(z, at, "REL_POINTER_DOMAIN"), role = take(z, at, "REL_POINTER_ROLE");
	str target = senzing_id(z, domain, at->value);

	at->taken = true;
	say_begin(&z->say, SCHEMA_UNKNOWN_LINK,
	          say_print(&z->say, "%.*s#link#%.*s#%.*s", STR_ARG(z->id), STR_ARG(target), STR_ARG(role)));
	say_value(&z->say, PROP_SUBJECT, z->id);
	say_value(&z->say, PROP_OBJECT, target);
	say_value(&z->say, PROP_ROLE, role);
	return say_emit(&z->say, z->err);
}

/* ---- all of a record ------------------------------------------------------------------------------------ */

static bool say_simple(struct senzing *z, const struct senzing_attribute *a)
{
	for (size_t i = 0; i < sizeof simple / sizeof *simple; i++) {
		enum model_property property = simple[i].property;
		if (!str_is(a->name, simple[i].name))
			continue;
		if (property == PROP_GENDER)
			say_gender(&z->say, a->value);
		else if (model_property_type(property) == TYPE_DATE)
			say_date_text(&z->say, property, a->value);
		else if (model_property_type(property) == TYPE_COUNTRY)
			say_country(&z->say, property, a->value);
		else
			say_value(&z->say, property, a->value);
		return true;
	}
	return false;
}

/* The first attribute of an address that its group has: it stands for all of them. */
static bool leads_address(struct senzing *z, const struct senzing_attribute *a)
{
	if (!is_address_part(a->name) || !a->known)
		return false;
	for (const struct senzing_attribute *b = z->attributes.ptr; b < a; b++)
		if (b->group == a->group && str_equal(b->usage, a->usage) && b->known && is_address_part(b->name))
			return false;
	return true;
}

static bool is_read_elsewhere(const struct senzing_attribute *a)
{
	static const char *const names[] = {"DATA_SOURCE", "RECORD_ID", "LAST_CHANGE"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_is(a->name, names[i]))
			return true;
	return a->known && (is_address_part(a->name) || str_starts(a->name, STR("REL_POINTER_")));
}

/* Does it belong to an identifier of its group? */
static bool qualifies_identifier(struct senzing *z, const struct senzing_attribute *a)
{
	for (size_t i = 0; i < sizeof identifiers / sizeof *identifiers; i++) {
		const struct identifier *id = &identifiers[i];
		bool named = (id->country && str_is(a->name, id->country)) || (id->type && str_is(a->name, id->type));
		if (named && beside(z, a, id->number))
			return true;
	}
	return false;
}

/* What no table knows, and RECORD_TYPE of a kind that the schema does not tell. */
static void say_rest(struct senzing *z, const struct senzing_attribute *a)
{
	bool type = str_is(a->name, "RECORD_TYPE");
	str name = a->usage.len ? say_print(&z->say, "%.*s_%.*s", STR_ARG(a->usage), STR_ARG(a->name)) : a->name;

	if (!type || z->say.draft.record.schema == SCHEMA_LEGAL_ENTITY)
		say_value(&z->say, PROP_UNMAPPED, say_print(&z->say, "%.*s=%.*s", STR_ARG(name), STR_ARG(a->value)));
}

static void say_attribute(struct senzing *z, struct senzing_attribute *a)
{
	const struct identifier *id = identifier_of(a->name);

	if (a->taken || is_read_elsewhere(a)) {
		if (leads_address(z, a))
			say_address(z, a);
	} else if (is_name_part(a->name)) {
		say_name(z, a);
	} else if (str_is(a->name, "REL_ANCHOR_KEY")) {
		say_anchor(z, a);
	} else if (id) {
		say_identifier(z, a, id);
	} else if (!say_simple(z, a) && !qualifies_identifier(z, a) &&
	           !(str_is(a->name, "NAME_TYPE") &&
	             (beside(z, a, "NAME_FULL") || beside(z, a, "NAME_LAST") || beside(z, a, "NAME_ORG"))) &&
	           !(str_is(a->name, "REL_ANCHOR_DOMAIN") && beside(z, a, "REL_ANCHOR_KEY"))) {
		say_rest(z, a);
	}
}

void senzing_say_groups(struct senzing *z)
{
	for (size_t i = 0; i < z->attributes.len; i++)
		say_attribute(z, &z->attributes.ptr[i]);
}

ties_code senzing_emit_sides(struct senzing *z)
{
	ties_code rc = TIES_OK;

	for (size_t i = 0; i < z->attributes.len && rc == TIES_OK; i++) {
		struct senzing_attribute *a = &z->attributes.ptr[i];
		const struct identifier *id = identifier_of(a->name);
		if (leads_address(z, a))
			rc = emit_address(z, a);
		else if (id)
			rc = emit_document(z, a, id);
		else if (str_is(a->name, "REL_POINTER_KEY"))
			rc = emit_relation(z, a);
	}
	return rc;
}
