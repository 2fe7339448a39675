/* Names of columns.
 *
 * A header is reduced to its letters and digits; the table below knows what people write, and every FtM property
 * is known by its own name. */
#include "sources/columns.h"

enum { KEY_MAX = 40 };

struct name {
	const char *key; /* letters and digits only, lower case */
	enum column_role role;
	enum model_property property;
	bool list;
};

#define ONE(key, property) \
	{ \
		key, COLUMN_PROPERTY, PROP_##property, false \
	}
#define MANY(key, property) \
	{ \
		key, COLUMN_PROPERTY, PROP_##property, true \
	}

static const struct name names[] = {
    {"id", COLUMN_ID, PROP_RECORD_ID, false},
    {"uid", COLUMN_ID, PROP_RECORD_ID, false},
    {"recordid", COLUMN_ID, PROP_RECORD_ID, false},
    {"entityid", COLUMN_ID, PROP_RECORD_ID, false},
    {"customerid", COLUMN_ID, PROP_RECORD_ID, false},
    {"schema", COLUMN_SCHEMA, PROP_TYPE, false},
    {"type", COLUMN_SCHEMA, PROP_TYPE, false},
    {"entitytype", COLUMN_SCHEMA, PROP_TYPE, false},
    {"recordtype", COLUMN_SCHEMA, PROP_TYPE, false},

    ONE("name", NAME),
    ONE("fullname", NAME),
    ONE("entityname", NAME),
    ONE("customername", NAME),
    ONE("companyname", NAME),
    ONE("organizationname", NAME),
    ONE("caption", NAME),
    MANY("alias", ALIAS),
    MANY("aliases", ALIAS),
    MANY("aka", ALIAS),
    MANY("othernames", ALIAS),
    MANY("alternativenames", ALIAS),
    MANY("weakaliases", WEAK_ALIAS),
    MANY("previousnames", PREVIOUS_NAME),
    MANY("formername", PREVIOUS_NAME),
    MANY("formernames", PREVIOUS_NAME),
    MANY("fka", PREVIOUS_NAME),
    MANY("acronym", ABBREVIATION),
    ONE("givenname", FIRST_NAME),
    ONE("forename", FIRST_NAME),
    ONE("surname", LAST_NAME),
    ONE("familyname", LAST_NAME),
    ONE("suffix", NAME_SUFFIX),
    ONE("sex", GENDER),
    MANY("dob", BIRTH_DATE),
    MANY("dateofbirth", BIRTH_DATE),
    MANY("placeofbirth", BIRTH_PLACE),
    MANY("pob", BIRTH_PLACE),
    MANY("dateofdeath", DEATH_DATE),
    MANY("nationalities", NATIONALITY),
    MANY("countries", COUNTRY),
    MANY("countrycode", COUNTRY),
    MANY("countryofresidence", COUNTRY),
    MANY("addresses", ADDRESS),
    MANY("identifier", ID_NUMBER),
    MANY("identifiers", ID_NUMBER),
    MANY("nationalid", ID_NUMBER),
    MANY("nationalidnumber", ID_NUMBER),
    MANY("idno", ID_NUMBER),
    MANY("passport", PASSPORT_NUMBER),
    MANY("passportno", PASSPORT_NUMBER),
    MANY("taxid", TAX_NUMBER),
    MANY("taxno", TAX_NUMBER),
    MANY("registrationno", REGISTRATION_NUMBER),
    MANY("companynumber", REGISTRATION_NUMBER),
    MANY("imo", IMO_NUMBER),
    MANY("lei", LEI_CODE),
    MANY("bic", SWIFT_BIC),
    MANY("swift", SWIFT_BIC),
    MANY("inn", INN_CODE),
    MANY("ogrn", OGRN_CODE),
    MANY("wikidata", WIKIDATA_ID),
    MANY("emailaddress", EMAIL),
    MANY("phonenumber", PHONE),
    MANY("telephone", PHONE),
    MANY("url", SOURCE_URL),
    ONE("role", POSITION),
    ONE("party", POLITICAL),
    MANY("topic", TOPICS),
    ONE("note", NOTES),
    ONE("remarks", NOTES),
    ONE("comments", NOTES),
};

#undef ONE
#undef MANY

struct schema_word {
	const char *word;
	enum model_schema schema;
};

static const struct schema_word schema_words[] = {
    {"p", SCHEMA_PERSON},
    {"individual", SCHEMA_PERSON},
    {"people", SCHEMA_PERSON},
    {"naturalperson", SCHEMA_PERSON},
    {"o", SCHEMA_ORGANIZATION},
    {"organisation", SCHEMA_ORGANIZATION},
    {"entity", SCHEMA_ORGANIZATION},
    {"group", SCHEMA_ORGANIZATION},
    {"business", SCHEMA_COMPANY},
    {"enterprise", SCHEMA_COMPANY},
    {"legalperson", SCHEMA_LEGAL_ENTITY},
    {"ship", SCHEMA_VESSEL},
    {"aircraft", SCHEMA_AIRPLANE},
    {"plane", SCHEMA_AIRPLANE},
    {"government", SCHEMA_PUBLIC_BODY},
};

/* Letters and digits of `s` in lower case; 0 when there are too many. */
static size_t key_of(str s, char out[KEY_MAX])
{
	size_t len = 0;

	for (size_t i = 0; i < s.len; i++) {
		char c = s.ptr[i];
		if (c >= 'A' && c <= 'Z')
			c = (char)(c + ('a' - 'A'));
		bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
		if (kept && len == KEY_MAX)
			return 0;
		if (kept)
			out[len++] = c;
	}
	return len;
}

/* Properties of which a cell may hold several values; prose and single names may contain ";". */
static bool takes_list(enum model_property property)
{
	enum model_type type = model_property_type(property);

	return type != TYPE_TEXT && type != TYPE_STRING && property != PROP_NAME;
}

struct column column_of(str header)
{
	char bytes[KEY_MAX];
	char other[KEY_MAX];
	str key = {bytes, key_of(header, bytes)};

	for (size_t i = 0; key.len && i < sizeof names / sizeof *names; i++)
		if (str_is(key, names[i].key))
			return (struct column){names[i].role, names[i].property, names[i].list};
	for (int p = 0; key.len && p < PROP_COUNT; p++) {
		enum model_property property = (enum model_property)p;
		if (str_equal(key, (str){other, key_of(str_from(model_property_name(property)), other)}))
			return (struct column){COLUMN_PROPERTY, property, takes_list(property)};
	}
	return (struct column){0};
}

bool column_schema(str value, enum model_schema *out)
{
	char bytes[KEY_MAX];
	char other[KEY_MAX];
	str key = {bytes, key_of(value, bytes)};

	for (size_t i = 0; key.len && i < sizeof schema_words / sizeof *schema_words; i++) {
		if (str_is(key, schema_words[i].word)) {
			*out = schema_words[i].schema;
			return true;
		}
	}
	for (int s = 0; key.len && s < SCHEMA_COUNT; s++) {
		if (str_equal(key, (str){other, key_of(str_from(model_schema_name((enum model_schema)s)), other)})) {
			*out = (enum model_schema)s;
			return true;
		}
	}
	return false;
}
