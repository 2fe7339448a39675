/* Schemata and properties: the tables of model.h as functions.
 *
 * Names are found by binary search over the symbols in order of their names; the two lists below must be kept
 * sorted by hand when model.h grows (the count is asserted here, the order by tests/unit/test_model.c). */
#include "model/model.h"

static const char *const schema_names[] = {
#define X(symbol, name, parent) [SCHEMA_##symbol] = (name),
    MODEL_SCHEMATA(X)
#undef X
};

static const uint8_t schema_parents[] = {
#define X(symbol, name, parent) [SCHEMA_##symbol] = SCHEMA_##parent,
    MODEL_SCHEMATA(X)
#undef X
};

static const char *const property_names[] = {
#define X(symbol, name, type) [PROP_##symbol] = (name),
    MODEL_PROPERTIES(X)
#undef X
};

static const uint8_t property_types[] = {
#define X(symbol, name, type) [PROP_##symbol] = TYPE_##type,
    MODEL_PROPERTIES(X)
#undef X
};

static const uint8_t schemata_by_name[] = {
    SCHEMA_ADDRESS,       SCHEMA_AIRPLANE,       SCHEMA_ASSOCIATE,      SCHEMA_COMPANY,
    SCHEMA_CRYPTO_WALLET, SCHEMA_DIRECTORSHIP,   SCHEMA_DOCUMENT,       SCHEMA_EMPLOYMENT,
    SCHEMA_EVENT,         SCHEMA_FAMILY,         SCHEMA_IDENTIFICATION, SCHEMA_INTERVAL,
    SCHEMA_LEGAL_ENTITY,  SCHEMA_MEMBERSHIP,     SCHEMA_MENTION,        SCHEMA_OCCUPANCY,
    SCHEMA_ORGANIZATION,  SCHEMA_OWNERSHIP,      SCHEMA_PASSPORT,       SCHEMA_PAYMENT,
    SCHEMA_PERSON,        SCHEMA_POSITION,       SCHEMA_PROGRAM,        SCHEMA_PROJECT_PARTICIPANT,
    SCHEMA_PUBLIC_BODY,   SCHEMA_REPRESENTATION, SCHEMA_SANCTION,       SCHEMA_SECURITY,
    SCHEMA_SUCCESSION,    SCHEMA_THING,          SCHEMA_UNKNOWN_LINK,   SCHEMA_VEHICLE,
    SCHEMA_VESSEL,
};

static const uint8_t properties_by_name[] = {
    PROP_ABBREVIATION,
    PROP_ADDRESS,
    PROP_ADJECTIVE,
    PROP_AGENT,
    PROP_ALIAS,
    PROP_AMOUNT,
    PROP_AMOUNT_MAX,
    PROP_AMOUNT_MIN,
    PROP_AMOUNT_NOTE,
    PROP_ASSET,
    PROP_ASSOCIATE,
    PROP_AT_EVENT,
    PROP_AUTHORITY,
    PROP_AUTHORITY_ID,
    PROP_BENEFICIARY,
    PROP_BIRTH_DATE,
    PROP_BIRTH_PLACE,
    PROP_BUILD_DATE,
    PROP_CALL_SIGN,
    PROP_CITIZENSHIP,
    PROP_CITY,
    PROP_CLASSIFICATION,
    PROP_CLIENT,
    PROP_COUNTRY,
    PROP_CREATED_AT,
    PROP_CURRENCY,
    PROP_CURRENCY_SYMBOL,
    PROP_DATE,
    PROP_DEATH_DATE,
    PROP_DESCRIPTION,
    PROP_DIRECTOR,
    PROP_DISSOLUTION_DATE,
    PROP_DUNS_CODE,
    PROP_EMAIL,
    PROP_EMPLOYEE,
    PROP_EMPLOYER,
    PROP_END_DATE,
    PROP_END_REASON,
    PROP_ENTITY,
    PROP_FIRST_NAME,
    PROP_FLAG,
    PROP_FULL,
    PROP_GENDER,
    PROP_GOVERNMENT_NAME,
    PROP_GROSS_TONNAGE,
    PROP_HOLDER,
    PROP_ID_NUMBER,
    PROP_IMO_NUMBER,
    PROP_INCORPORATION_DATE,
    PROP_INHABITANTS,
    PROP_INN_CODE,
    PROP_INSTRUMENT,
    PROP_ISIN,
    PROP_JURISDICTION,
    PROP_LAST_NAME,
    PROP_LEI_CODE,
    PROP_LISTING_DATE,
    PROP_LOCATION,
    PROP_MEMBER,
    PROP_METONYM,
    PROP_MIDDLE_NAME,
    PROP_MMSI,
    PROP_MODEL,
    PROP_MODIFIED_AT,
    PROP_NAME,
    PROP_NAME_SUFFIX,
    PROP_NATIONALITY,
    PROP_NOT_LISTED,
    PROP_NOTES,
    PROP_NUMBER,
    PROP_OBJECT,
    PROP_OGRN_CODE,
    PROP_OPERATOR,
    PROP_ORGANIZATION,
    PROP_ORGANIZER,
    PROP_OWNER,
    PROP_PARTICIPANT,
    PROP_PASSPORT_NUMBER,
    PROP_PAST_FLAGS,
    PROP_PAYER,
    PROP_PERCENTAGE,
    PROP_PERSON,
    PROP_PHONE,
    PROP_POLITICAL,
    PROP_POSITION,
    PROP_POST,
    PROP_POSTAL_CODE,
    PROP_PREDECESSOR,
    PROP_PREVIOUS_NAME,
    PROP_PROGRAM,
    PROP_PROJECT,
    PROP_PROVISIONS,
    PROP_PUBLIC_KEY,
    PROP_PUBLISHER,
    PROP_PURPOSE,
    PROP_REASON,
    PROP_RECORD_ID,
    PROP_REGION,
    PROP_REGISTRATION_NUMBER,
    PROP_RELATION,
    PROP_RELATIONSHIP,
    PROP_RELATIVE,
    PROP_ROLE,
    PROP_SAME_AS,
    PROP_SERIAL_NUMBER,
    PROP_SERIES,
    PROP_SOURCE_URL,
    PROP_START_DATE,
    PROP_STATUS,
    PROP_STREET,
    PROP_SUBJECT,
    PROP_SUBNATIONAL_AREA,
    PROP_SUCCESSOR,
    PROP_SUMMARY,
    PROP_SWIFT_BIC,
    PROP_TAX_NUMBER,
    PROP_TICKER,
    PROP_TITLE,
    PROP_TONNAGE,
    PROP_TOPICS,
    PROP_TYPE,
    PROP_UNMAPPED,
    PROP_UNSC_ID,
    PROP_VERIFIED_FIELDS,
    PROP_WEAK_ALIAS,
    PROP_WEBSITE,
    PROP_WIKIDATA_ID,
};

_Static_assert(sizeof schemata_by_name == SCHEMA_COUNT, "schemata_by_name lacks a schema of model.h");
_Static_assert(sizeof properties_by_name == PROP_COUNT, "properties_by_name lacks a property of model.h");
_Static_assert(SCHEMA_COUNT <= UINT8_MAX && PROP_COUNT <= UINT8_MAX, "the tables hold bytes");

const char *model_schema_name(enum model_schema schema)
{
	return schema_names[schema];
}

const char *model_property_name(enum model_property property)
{
	return property_names[property];
}

enum model_type model_property_type(enum model_property property)
{
	return (enum model_type)property_types[property];
}

/* Byte order, as str_compare. Most comparisons end within a few bytes. */
static int compare_name(str name, const char *known)
{
	for (size_t i = 0; i < name.len; i++) {
		unsigned char a = (unsigned char)name.ptr[i], b = (unsigned char)known[i];
		if (b == '\0')
			return 1;
		if (a != b)
			return a < b ? -1 : 1;
	}
	return known[name.len] ? -1 : 0;
}

/* The index into `names` that stands for `name`, -1 when there is none; `order` lists all `count` indexes. */
static int find(const char *const *names, const uint8_t *order, size_t count, str name)
{
	size_t low = 0;
	size_t high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int sign = compare_name(name, names[order[middle]]);
		if (sign == 0)
			return order[middle];
		if (sign < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return -1;
}

bool model_schema_find(str name, enum model_schema *out)
{
	int found = find(schema_names, schemata_by_name, SCHEMA_COUNT, name);

	if (found >= 0)
		*out = (enum model_schema)found;
	return found >= 0;
}

bool model_property_find(str name, enum model_property *out)
{
	int found = find(property_names, properties_by_name, PROP_COUNT, name);

	if (found >= 0)
		*out = (enum model_property)found;
	return found >= 0;
}

bool model_schema_is_a(enum model_schema schema, enum model_schema ancestor)
{
	if (schema >= SCHEMA_COUNT) /* out of a damaged file */
		return false;
	while (schema != ancestor && schema_parents[schema] != schema)
		schema = (enum model_schema)schema_parents[schema];
	return schema == ancestor;
}

bool model_schema_matches(enum model_schema query, enum model_schema entity)
{
	return model_schema_is_a(query, entity) || model_schema_is_a(entity, query);
}

/* Documents, wallets, programs and the like are things, but their titles and labels are nobody's name. Addresses
 * have a name only where people give them one ("Camp Ashraf"). */
bool model_schema_is_named(enum model_schema schema)
{
	switch (schema) {
	case SCHEMA_POSITION:
	case SCHEMA_PROGRAM:
	case SCHEMA_CRYPTO_WALLET:
	case SCHEMA_SECURITY:
	case SCHEMA_DOCUMENT:
	case SCHEMA_MENTION:
		return false;
	default:
		return model_schema_is_a(schema, SCHEMA_THING);
	}
}

const char *model_modality_name(enum model_modality modality)
{
	static const char *const names[] = {
	    [MODALITY_ASSERTED] = "asserted", [MODALITY_ALLEGED] = "alleged",   [MODALITY_PRESUMED] = "presumed",
	    [MODALITY_DENIED] = "denied",     [MODALITY_PROPOSED] = "proposed",
	};

	return names[modality];
}

const char *model_confidence_name(enum model_confidence confidence)
{
	static const char *const names[] = {
	    [CONFIDENCE_PUBLISHED] = "published",
	    [CONFIDENCE_VERIFIED] = "verified",
	    [CONFIDENCE_RECALLED] = "recalled",
	};

	return names[confidence];
}
