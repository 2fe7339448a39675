#include "sources/ftm_names.h"

const struct ftm_ends *ftm_ends_of(enum model_schema schema)
{
	static const struct ftm_ends ends[] = {
	    {SCHEMA_SANCTION, PROP_ENTITY, PROP_ENTITY},
	    {SCHEMA_OCCUPANCY, PROP_HOLDER, PROP_POST},
	    {SCHEMA_MEMBERSHIP, PROP_MEMBER, PROP_ORGANIZATION},
	    {SCHEMA_EMPLOYMENT, PROP_EMPLOYEE, PROP_EMPLOYER},
	    {SCHEMA_DIRECTORSHIP, PROP_DIRECTOR, PROP_ORGANIZATION},
	    {SCHEMA_OWNERSHIP, PROP_OWNER, PROP_ASSET},
	    {SCHEMA_FAMILY, PROP_PERSON, PROP_RELATIVE},
	    {SCHEMA_ASSOCIATE, PROP_PERSON, PROP_ASSOCIATE},
	    {SCHEMA_REPRESENTATION, PROP_AGENT, PROP_CLIENT},
	    {SCHEMA_UNKNOWN_LINK, PROP_SUBJECT, PROP_OBJECT},
	    {SCHEMA_PAYMENT, PROP_PAYER, PROP_BENEFICIARY},
	    {SCHEMA_IDENTIFICATION, PROP_HOLDER, PROP_HOLDER},
	    {SCHEMA_PASSPORT, PROP_HOLDER, PROP_HOLDER},
	    {SCHEMA_PROJECT_PARTICIPANT, PROP_PARTICIPANT, PROP_PROJECT},
	};

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (ends[i].schema == schema)
			return &ends[i];
	return NULL;
}

/* Where FtM's tree hangs the schemata that the model leaves out. */
static const struct {
	const char *name;
	enum model_schema nearest;
} absent[] = {
    {"Article", SCHEMA_DOCUMENT},
    {"Audio", SCHEMA_DOCUMENT},
    {"Call", SCHEMA_INTERVAL},
    {"ContractAward", SCHEMA_INTERVAL},
    {"CourtCaseParty", SCHEMA_INTERVAL},
    {"Debt", SCHEMA_INTERVAL},
    {"EconomicActivity", SCHEMA_INTERVAL},
    {"Email", SCHEMA_DOCUMENT},
    {"Folder", SCHEMA_DOCUMENT},
    {"HyperText", SCHEMA_DOCUMENT},
    {"Image", SCHEMA_DOCUMENT},
    {"Interest", SCHEMA_INTERVAL},
    {"Message", SCHEMA_DOCUMENT},
    {"Package", SCHEMA_DOCUMENT},
    {"Page", SCHEMA_DOCUMENT},
    {"Pages", SCHEMA_DOCUMENT},
    {"PlainText", SCHEMA_DOCUMENT},
    {"Similar", SCHEMA_INTERVAL},
    {"Table", SCHEMA_DOCUMENT},
    {"TaxRoll", SCHEMA_INTERVAL},
    {"Train", SCHEMA_VEHICLE},
    {"Trip", SCHEMA_EVENT},
    {"Video", SCHEMA_DOCUMENT},
    {"Workbook", SCHEMA_DOCUMENT},
};

static bool speaks_of_body(str name)
{
	static const char *const words[] = {"Company", "Organi", "Entity", "Body", "Agency", "Bank", "Fund", "Trust"};

	if (str_is(name, "BankAccount"))
		return false;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_find(name, str_from(words[i]), 0) != SIZE_MAX)
			return true;
	return false;
}

enum model_schema ftm_schema_nearest(str name)
{
	enum model_schema schema;

	if (model_schema_find(name, &schema))
		return schema;
	for (size_t i = 0; i < sizeof absent / sizeof *absent; i++)
		if (str_is(name, absent[i].name))
			return absent[i].nearest;
	return speaks_of_body(name) ? SCHEMA_LEGAL_ENTITY : SCHEMA_THING;
}

/* ---- the head of a file ------------------------------------------------------------------------- */

static void skip_space(str *s)
{
	while (s->len && memchr(" \t\r\n", s->ptr[0], 4))
		*s = str_slice(*s, 1, s->len);
}

/* Cuts a JSON string off, without its quotes; false when it does not end. */
static bool cut_string(str *s, str *out)
{
	for (size_t i = 1; i < s->len; i++) {
		if (s->ptr[i] == '\\') {
			i++;
		} else if (s->ptr[i] == '"') {
			*out = str_slice(*s, 1, i);
			*s = str_slice(*s, i + 1, s->len);
			return true;
		}
	}
	return false;
}

/* Skips a value up to the "," or "}" behind it; false when `s` ends first. */
static bool skip_value(str *s)
{
	size_t depth = 0;
	bool inside = false;

	for (size_t i = 0; i < s->len; i++) {
		char c = s->ptr[i];
		if (inside) {
			i += c == '\\';
			inside = c != '"';
			continue;
		}
		if (depth == 0 && (c == ',' || c == '}')) {
			*s = str_slice(*s, i, s->len);
			return true;
		}
		inside = c == '"';
		depth += c == '{' || c == '[';
		depth -= depth && (c == '}' || c == ']');
	}
	return false;
}

/* Which keys the object has at its top. */
struct keys {
	bool id, schema, properties, other; /* other: a key that no FtM entity has */
	bool whole;                         /* its end was seen */
};

static void note_key(struct keys *keys, str key, str rest)
{
	skip_space(&rest);
	keys->id |= str_is(key, "id") && str_starts(rest, STR("\""));
	keys->schema |= str_is(key, "schema") && str_starts(rest, STR("\""));
	keys->properties |= str_is(key, "properties") && str_starts(rest, STR("{"));
	keys->other |= str_is(key, "op") || str_is(key, "DATA_SOURCE") || str_is(key, "RECORD_ID");
}

/* `s` begins behind the "{". */
static struct keys top_keys(str s)
{
	struct keys keys = {0};
	str key;

	for (;;) {
		skip_space(&s);
		if (str_starts(s, STR("}")))
			keys.whole = true;
		if (!str_starts(s, STR("\"")) || !cut_string(&s, &key))
			return keys;
		skip_space(&s);
		if (!str_starts(s, STR(":")))
			return keys;
		s = str_slice(s, 1, s.len);
		note_key(&keys, key, s);
		if (!skip_value(&s))
			return keys;
		if (str_starts(s, STR(",")))
			s = str_slice(s, 1, s.len);
	}
}

bool ftm_head_is_entity(str head)
{
	if (str_starts(head, STR("\xef\xbb\xbf")))
		head = str_slice(head, 3, head.len);
	skip_space(&head);
	if (!str_starts(head, STR("{")))
		return false;
	struct keys keys = top_keys(str_slice(head, 1, head.len));
	return keys.id && keys.properties && (keys.schema || !keys.whole) && !keys.other;
}
