/* What is known? The door of src/model: schemata, properties, statements, records.
 *
 * Everything that ties knows is one kind of thing: a statement "entity · property · value", in the
 * vocabulary of FollowTheMoney (FtM), said by one record of one dataset. A record is what a reader hands
 * over: one FtM entity as one list published it. Relations are records too (Sanction, Occupancy, …). */
#ifndef MODEL_MODEL_H
#define MODEL_MODEL_H

#include "base/arena.h"
#include "base/vec.h"

/* ---- schemata and properties ------------------------------------------------------------------- */

/** FtM schemata in use. X(symbol, "Name", parent) — a parent stands before its children. */
#define MODEL_SCHEMATA(X) \
	X(THING, "Thing", THING) \
	X(LEGAL_ENTITY, "LegalEntity", THING) \
	X(PERSON, "Person", LEGAL_ENTITY) \
	X(ORGANIZATION, "Organization", LEGAL_ENTITY) \
	X(COMPANY, "Company", ORGANIZATION) \
	X(PUBLIC_BODY, "PublicBody", ORGANIZATION) \
	X(VEHICLE, "Vehicle", THING) \
	X(VESSEL, "Vessel", VEHICLE) \
	X(AIRPLANE, "Airplane", VEHICLE) \
	X(EVENT, "Event", THING) \
	X(ADDRESS, "Address", THING) \
	X(POSITION, "Position", THING) \
	X(PROGRAM, "Program", THING) /* (ours) a regime under which lists list */ \
	X(CRYPTO_WALLET, "CryptoWallet", THING) \
	X(SECURITY, "Security", THING) \
	X(DOCUMENT, "Document", THING) \
	X(INTERVAL, "Interval", INTERVAL) \
	X(SANCTION, "Sanction", INTERVAL) \
	X(OCCUPANCY, "Occupancy", INTERVAL) \
	X(MEMBERSHIP, "Membership", INTERVAL) \
	X(EMPLOYMENT, "Employment", INTERVAL) \
	X(DIRECTORSHIP, "Directorship", INTERVAL) \
	X(OWNERSHIP, "Ownership", INTERVAL) \
	X(FAMILY, "Family", INTERVAL) \
	X(ASSOCIATE, "Associate", INTERVAL) \
	X(REPRESENTATION, "Representation", INTERVAL) \
	X(SUCCESSION, "Succession", INTERVAL) \
	X(UNKNOWN_LINK, "UnknownLink", INTERVAL) \
	X(PAYMENT, "Payment", INTERVAL) \
	X(IDENTIFICATION, "Identification", INTERVAL) \
	X(PASSPORT, "Passport", IDENTIFICATION) \
	X(PROJECT_PARTICIPANT, "ProjectParticipant", INTERVAL) \
	X(MENTION, "Mention", THING)

enum model_schema {
#define X(symbol, name, parent) SCHEMA_##symbol,
	MODEL_SCHEMATA(X)
#undef X
	    SCHEMA_COUNT
};

/** What kind of value a property takes. */
enum model_type {
	TYPE_STRING,
	TYPE_NAME,       /* a name of the entity: goes into the name index */
	TYPE_DATE,       /* EDTF */
	TYPE_COUNTRY,    /* ISO 3166-1 alpha-2, lower case, or a name where no code fits */
	TYPE_GENDER,     /* male, female, other */
	TYPE_IDENTIFIER, /* strong when it is unique in its kind: passports, IMO numbers */
	TYPE_ENTITY,     /* record id in the same dataset, or a full ref "dataset:record id" */
	TYPE_TOPIC,      /* sanction, sanction.linked, role.pep, crime.terror … */
	TYPE_NUMBER,
	TYPE_URL,
	TYPE_TEXT /* prose */
};

/** Properties in use. X(symbol, "ftmName", type). The first block holds names, in order of strength.
 *  Names that FtM has no word for are marked (ours). */
#define MODEL_PROPERTIES(X) \
	X(NAME, "name", NAME) \
	X(ALIAS, "alias", NAME) \
	X(PREVIOUS_NAME, "previousName", NAME) \
	X(ABBREVIATION, "abbreviation", NAME) \
	X(WEAK_ALIAS, "weakAlias", NAME) \
	X(ADJECTIVE, "adjective", NAME)            /* (ours) "Iranian" */ \
	X(INHABITANTS, "inhabitants", NAME)        /* (ours) "Iranians" */ \
	X(GOVERNMENT_NAME, "governmentName", NAME) /* (ours) "Iranian regime" */ \
	X(METONYM, "metonym", NAME)                /* (ours) "Tehran" for the government */ \
	X(FIRST_NAME, "firstName", STRING) \
	X(MIDDLE_NAME, "middleName", STRING) \
	X(LAST_NAME, "lastName", STRING) \
	X(NAME_SUFFIX, "nameSuffix", STRING) \
	X(TITLE, "title", STRING) \
	X(GENDER, "gender", GENDER) \
	X(BIRTH_DATE, "birthDate", DATE) \
	X(BIRTH_PLACE, "birthPlace", STRING) \
	X(DEATH_DATE, "deathDate", DATE) \
	X(NATIONALITY, "nationality", COUNTRY) \
	X(CITIZENSHIP, "citizenship", COUNTRY) \
	X(COUNTRY, "country", COUNTRY) \
	X(JURISDICTION, "jurisdiction", COUNTRY) \
	X(POSITION, "position", STRING) \
	X(POLITICAL, "political", STRING) \
	X(CLASSIFICATION, "classification", STRING) \
	X(INCORPORATION_DATE, "incorporationDate", DATE) \
	X(DISSOLUTION_DATE, "dissolutionDate", DATE) \
	X(ADDRESS, "address", STRING) \
	X(FULL, "full", STRING) \
	X(STREET, "street", STRING) \
	X(CITY, "city", STRING) \
	X(REGION, "region", STRING) \
	X(POSTAL_CODE, "postalCode", STRING) \
	X(TOPICS, "topics", TOPIC) \
	X(PASSPORT_NUMBER, "passportNumber", IDENTIFIER) \
	X(ID_NUMBER, "idNumber", IDENTIFIER) \
	X(TAX_NUMBER, "taxNumber", IDENTIFIER) \
	X(REGISTRATION_NUMBER, "registrationNumber", IDENTIFIER) \
	X(IMO_NUMBER, "imoNumber", IDENTIFIER) \
	X(MMSI, "mmsi", IDENTIFIER) \
	X(CALL_SIGN, "callSign", IDENTIFIER) \
	X(SWIFT_BIC, "swiftBic", IDENTIFIER) \
	X(LEI_CODE, "leiCode", IDENTIFIER) \
	X(INN_CODE, "innCode", IDENTIFIER) \
	X(OGRN_CODE, "ogrnCode", IDENTIFIER) \
	X(DUNS_CODE, "dunsCode", IDENTIFIER) \
	X(ISIN, "isin", IDENTIFIER) \
	X(WIKIDATA_ID, "wikidataId", IDENTIFIER) \
	X(UNSC_ID, "unscId", IDENTIFIER) \
	X(PUBLIC_KEY, "publicKey", IDENTIFIER) \
	X(SERIAL_NUMBER, "serialNumber", IDENTIFIER) \
	X(AUTHORITY_ID, "authorityId", IDENTIFIER) \
	X(CURRENCY_SYMBOL, "currencySymbol", STRING) \
	X(FLAG, "flag", COUNTRY) \
	X(PAST_FLAGS, "pastFlags", COUNTRY) \
	X(TYPE, "type", STRING) \
	X(MODEL, "model", STRING) \
	X(BUILD_DATE, "buildDate", DATE) \
	X(TONNAGE, "tonnage", NUMBER) \
	X(GROSS_TONNAGE, "grossRegisteredTonnage", NUMBER) \
	X(OWNER, "owner", ENTITY) \
	X(OPERATOR, "operator", STRING) \
	X(WEBSITE, "website", URL) \
	X(EMAIL, "email", STRING) \
	X(PHONE, "phone", STRING) \
	X(TICKER, "ticker", STRING) \
	X(NOTES, "notes", TEXT) \
	X(SUMMARY, "summary", TEXT) \
	X(DESCRIPTION, "description", TEXT) \
	X(SOURCE_URL, "sourceUrl", URL) \
	X(PUBLISHER, "publisher", STRING) \
	X(RECORD_ID, "recordId", STRING) \
	X(MODIFIED_AT, "modifiedAt", DATE) \
	X(CREATED_AT, "createdAt", DATE) \
	/* intervals: dates, roles, ends */ \
	X(START_DATE, "startDate", DATE) \
	X(END_DATE, "endDate", DATE) \
	X(DATE, "date", DATE) \
	X(LISTING_DATE, "listingDate", DATE) \
	X(ENTITY, "entity", ENTITY) \
	X(AUTHORITY, "authority", STRING) \
	X(PROGRAM, "program", STRING) \
	X(REASON, "reason", TEXT) \
	X(END_REASON, "endReason", TEXT) /* (ours) reason given for a removal */ \
	X(PROVISIONS, "provisions", TEXT) \
	X(INSTRUMENT, "instrument", TEXT) /* (ours) the legal act, as cited */ \
	X(STATUS, "status", STRING) \
	X(VERIFIED_FIELDS, "verifiedFields", STRING) /* (ours) which fields of a curated row were read in a source */ \
	X(NOT_LISTED, "notListed", DATE)             /* (ours) on a Sanction: not on that list on this date */ \
	X(HOLDER, "holder", ENTITY) \
	X(POST, "post", ENTITY) \
	X(ROLE, "role", STRING) \
	X(SUBJECT, "subject", ENTITY) \
	X(OBJECT, "object", ENTITY) \
	X(MEMBER, "member", ENTITY) \
	X(ORGANIZATION, "organization", ENTITY) \
	X(EMPLOYEE, "employee", ENTITY) \
	X(EMPLOYER, "employer", ENTITY) \
	X(DIRECTOR, "director", ENTITY) \
	X(ASSET, "asset", ENTITY) \
	X(PERCENTAGE, "percentage", NUMBER) \
	X(PERSON, "person", ENTITY) \
	X(RELATIVE, "relative", ENTITY) \
	X(RELATIONSHIP, "relationship", STRING) \
	X(ASSOCIATE, "associate", ENTITY) \
	X(AGENT, "agent", ENTITY) \
	X(CLIENT, "client", ENTITY) \
	X(PAYER, "payer", ENTITY) \
	X(BENEFICIARY, "beneficiary", ENTITY) \
	X(AMOUNT, "amount", NUMBER) \
	X(CURRENCY, "currency", STRING) \
	X(PURPOSE, "purpose", STRING) \
	X(PARTICIPANT, "participant", ENTITY) \
	X(PROJECT, "project", ENTITY) \
	X(PREDECESSOR, "predecessor", ENTITY) \
	X(SUCCESSOR, "successor", ENTITY) \
	X(ORGANIZER, "organizer", ENTITY) \
	X(SERIES, "series", ENTITY)    /* (ours) the event that this is one edition of */ \
	X(AT_EVENT, "atEvent", ENTITY) /* (ours) of a relation: where it came about */ \
	X(LOCATION, "location", STRING) \
	X(RELATION, "relation", STRING)      /* (ours) the word of data/relations.csv for a relation */ \
	X(AMOUNT_MIN, "amountMin", NUMBER)   /* (ours) of a payment that is reported as "from" or between two sums */ \
	X(AMOUNT_MAX, "amountMax", NUMBER)   /* (ours) … as "up to" */ \
	X(AMOUNT_NOTE, "amountNote", STRING) /* (ours) what the sum is for: per speech, in all */ \
	X(NUMBER, "number", IDENTIFIER) \
	X(SUBNATIONAL_AREA, "subnationalArea", STRING) \
	X(SAME_AS, "sameAs", STRING)    /* (ours) full ref of a record that is the same entity, curated */ \
	X(UNMAPPED, "unmapped", STRING) /* (ours) "field=value" kept where no property fits */

enum model_property {
#define X(symbol, name, type) PROP_##symbol,
	MODEL_PROPERTIES(X)
#undef X
	    PROP_COUNT
};

/** Names up to here are screened against; the ones behind serve scanning only. */
enum { PROP_LAST_SCREENED_NAME = PROP_WEAK_ALIAS, PROP_LAST_NAME_KIND = PROP_METONYM };

/** FtM name of a schema or property: static, NUL-terminated. */
const char *model_schema_name(enum model_schema schema);
const char *model_property_name(enum model_property property);
enum model_type model_property_type(enum model_property property);
/** By FtM name; false when unknown. O(log n). */
bool model_schema_find(str name, enum model_schema *out);
bool model_property_find(str name, enum model_property *out);
/** Is `schema` the same as `ancestor` or below it? */
bool model_schema_is_a(enum model_schema schema, enum model_schema ancestor);
/** Does a query for one schema admit an entity of the other? Equal, or one is an ancestor of the other. */
bool model_schema_matches(enum model_schema query, enum model_schema entity);
/** Do names of this schema go into the name index? Persons, organisations, vehicles, events … not relations. */
bool model_schema_is_named(enum model_schema schema);

/* ---- statements and records --------------------------------------------------------------------- */

/** How a thing is said. */
enum model_modality { MODALITY_ASSERTED, MODALITY_ALLEGED, MODALITY_PRESUMED, MODALITY_DENIED, MODALITY_PROPOSED };
const char *model_modality_name(enum model_modality modality);

/** How far a curated value can be trusted. */
enum model_confidence {
	CONFIDENCE_PUBLISHED, /* as the official list published it */
	CONFIDENCE_VERIFIED,  /* curated; read in the source named */
	CONFIDENCE_RECALLED   /* curated from memory: must show wherever it is the ground of an answer */
};
/** "published", "verified", "recalled". */
const char *model_confidence_name(enum model_confidence confidence);

/** One value of one property. Slices are borrowed from the record's maker until it is emitted. */
struct model_statement {
	enum model_property property;
	str value;          /* normalised; for dates EDTF */
	str original;       /* as published when that differs, else empty */
	str lang;           /* ISO 639, empty when not told */
	str valid_from;     /* EDTF; empty unknown */
	str valid_to;       /* EDTF; empty unknown, ".." open */
	str source;         /* who says so: a citation or address; empty: the dataset itself */
	str attribution;    /* whom the source quotes; empty: nobody */
	str first_seen;     /* day since when the source says so, where it tells; else empty: the day of the version */
	str last_seen;      /* day on which the source said so last, where it tells */
	uint8_t modality;   /* enum model_modality */
	uint8_t confidence; /* enum model_confidence */
};

/** One record of one dataset: an FtM entity as published. */
struct model_record {
	str id; /* the publisher's record id, stable over versions; never empty */
	enum model_schema schema;
	uint64_t line;                          /* where it stands in its file, 0 unknown */
	VEC(struct model_statement) statements; /* order is kept */
};

/** A record being filled; reused from record to record. Copies nothing: values must live until emitted
 *  (put short-lived ones into `arena`, which is cleared at begin). */
struct model_draft {
	struct model_record record;
	struct arena arena;
	str source;         /* default for following statements */
	uint8_t confidence; /* default for following statements */
	bool failed;        /* sticky: memory ran out */
};

void model_draft_begin(struct model_draft *draft, enum model_schema schema, str id);
/** Adds `property` = trimmed, white-space-collapsed `value` unless that is empty; copies into the draft's
 *  arena. Returns the statement for refinement (valid until the next add), or NULL when nothing was added. */
struct model_statement *model_draft_add(struct model_draft *draft, enum model_property property, str value);
/** The same without touching white space inside (notes). */
struct model_statement *model_draft_add_verbatim(struct model_draft *draft, enum model_property property, str value);
void model_draft_finish(struct model_draft *draft);

/* ---- countries, identifiers --------------------------------------------------------------------- */

/** ISO 3166-1 alpha-2 code, lower case, of an English (or French, or official) country name, a code of two or
 *  three letters, or "Region: Gaza" as OFAC prints it; empty when unknown. A static string. */
str model_country_code(str name);
/** English short name of a code (either case), the code itself when unknown. */
str model_country_name(str code);

/** Do two identifiers say the same? Letters and digits only, case folded. */
bool model_identifier_equal(str a, str b);
/** Check digits right? IMO, LEI, ISIN, INN, OGRN are checked; others are always well. */
bool model_identifier_valid(enum model_property kind, str value);

#include "model/relation.h"

#endif
