/* The records of a target of the United Kingdom's lists. */
#include "sources/gb_entry.h"
#include "sources/un_entry.h"

static str first_of(const struct gb_entry *e, enum gb_field field)
{
	for (size_t i = 0; i < e->values.len; i++)
		if (e->values.ptr[i].field == field)
			return e->values.ptr[i].value;
	return (str){NULL, 0};
}

static enum model_schema schema_of(const struct gb_entry *e)
{
	str kind = first_of(e, GB_KIND);

	if (str_equal_nocase(kind, STR("individual")))
		return SCHEMA_PERSON;
	if (str_equal_nocase(kind, STR("ship")))
		return SCHEMA_VESSEL;
	return str_equal_nocase(kind, STR("entity")) ? SCHEMA_ORGANIZATION : SCHEMA_LEGAL_ENTITY;
}

/* "Afghanistan (since 2009)": the country stands before the bracket. */
static void add_country(struct say *say, enum model_property property, str text)
{
	str item;
	unsigned state = 0;

	for (str rest = text; say_item(&rest, &state, &item);) {
		str bare = str_trim(str_slice(item, 0, str_find(item, STR(" ("), 0)));
		str code = model_country_code(item);
		if (!code.len)
			code = model_country_code(bare);
		say_as(say, property, code.len ? code : item, text);
	}
}

/* The language of a name in its own script, where the list says it in a word of ours. */
static str language_of(str script)
{
	static const struct {
		const char *word, *code;
	} languages[] = {{"Russian", "ru"},    {"Persian", "fa"},   {"Farsi", "fa"},   {"Arabic", "ar"},
	                 {"Korean", "ko"},     {"Chinese", "zh"},   {"Pashto", "ps"},  {"Dari", "prs"},
	                 {"Belarusian", "be"}, {"Ukrainian", "uk"}, {"Burmese", "my"}, {"Hebrew", "he"},
	                 {"Kurdish", "ku"}};

	for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
		if (str_find(script, str_from(languages[i].word), 0) != SIZE_MAX)
			return str_from(languages[i].code);
	return (str){NULL, 0};
}

static void add_script_name(struct say *say, const struct gb_value *v)
{
	struct model_statement *s = say_value(say, PROP_ALIAS, v->value);
	str lang = language_of(v->extra);

	if (s)
		s->lang = lang;
	if (!lang.len)
		say_unmapped(say, "nonLatinScript", v->extra);
}

/* Document numbers stand in prose: the person gets the number, the note stays with it. */
static void add_numbers(struct say *say, enum model_property property, const struct gb_value *v)
{
	unsigned state = 0;
	str item;

	for (str rest = v->value; say_item(&rest, &state, &item);) {
		str number = un_identifier(item);
		if (number.len)
			say_as(say, property, number, v->value);
		else
			say_unmapped(say, model_property_name(property), item);
	}
}

/* The reference behind "UN Ref": the prose cites others too, and has slips ("UN Ref QDe.004" on a person). */
static str un_reference_of(struct say *say, enum model_schema schema, str text)
{
	for (size_t i = 0; i + 6 < text.len; i++)
		if (str_equal_nocase(str_slice(text, i, i + 6), STR("UN Ref"))) {
			str found = say_un_reference(say, str_slice(text, i, i + 24));
			return found.len && (found.ptr[2] == 'i') == (schema == SCHEMA_PERSON) ? found : (str){NULL, 0};
		}
	return (str){NULL, 0};
}

/* "(IMO number):9000001", "(UN Ref):TAi.999" in the prose of the older list. */
static void add_other(struct say *say, enum model_schema schema, str text)
{
	size_t imo =
	    schema == SCHEMA_VESSEL || schema == SCHEMA_ORGANIZATION ? str_find(text, STR("IMO"), 0) : SIZE_MAX;
	str number = imo == SIZE_MAX ? (str){NULL, 0} : say_number(str_slice(text, imo, imo + 40), 7);

	if (model_identifier_valid(PROP_IMO_NUMBER, number))
		say_value(say, PROP_IMO_NUMBER, number);
	say_value(say, PROP_UNSC_ID, un_reference_of(say, schema, text));
	say_prose(say, PROP_NOTES, text);
}

static enum model_property country_property(enum gb_field field)
{
	switch (field) {
	case GB_NATIONALITY:
		return PROP_NATIONALITY;
	case GB_COUNTRY:
		return PROP_COUNTRY;
	case GB_FLAG:
		return PROP_FLAG;
	case GB_PREVIOUS_FLAG:
		return PROP_PAST_FLAGS;
	default:
		return PROP_COUNT;
	}
}

static void add_value_of(struct gb_entry *e, enum model_schema schema, const struct gb_value *v)
{
	struct say *say = &e->say;

	switch (v->field) {
	case GB_UNKNOWN:
		say_value(say, PROP_UNMAPPED, say_print(say, "%.*s=%.*s", STR_ARG(v->extra), STR_ARG(v->value)));
		return;
	case GB_NAME_6:
		say_value(say, v->property, v->value);
		return;
	case GB_SCRIPT_NAME:
		add_script_name(say, v);
		return;
	case GB_PASSPORT:
		add_numbers(say, PROP_PASSPORT_NUMBER, v);
		return;
	case GB_NATIONAL_ID:
		add_numbers(say, PROP_ID_NUMBER, v);
		return;
	case GB_IMO:
		if (!say_as(say, PROP_IMO_NUMBER, say_number(v->value, 7), v->value))
			say_unmapped(say, "imoNumber", v->value);
		return;
	case GB_OTHER:
		add_other(say, schema, v->value);
		return;
	case GB_GENDER:
		say_gender(say, v->value);
		return;
	case GB_LENGTH:
		say_unmapped(say, "lengthOfShip", v->value);
		return;
	default:
		return;
	}
}

/* Fields whose text enumerates values of one property. */
static enum model_property item_property(enum gb_field field)
{
	switch (field) {
	case GB_NAME_1:
		return PROP_FIRST_NAME;
	case GB_NAME_2:
		return PROP_LAST_NAME;
	case GB_TITLE:
		return PROP_TITLE;
	case GB_ADDRESS_1:
		return PROP_ADDRESS;
	case GB_BIRTH_TOWN:
		return PROP_BIRTH_PLACE;
	case GB_POSITION:
		return PROP_POSITION;
	case GB_BORN:
		return PROP_BIRTH_DATE;
	case GB_LEGAL_FORM:
		return PROP_CLASSIFICATION;
	case GB_REGISTRATION:
		return PROP_REGISTRATION_NUMBER;
	case GB_SHIP_TYPE:
		return PROP_TYPE;
	case GB_TONNAGE:
		return PROP_TONNAGE;
	case GB_YEAR_BUILT:
		return PROP_BUILD_DATE;
	case GB_HULL:
		return PROP_SERIAL_NUMBER;
	case GB_PHONE:
		return PROP_PHONE;
	case GB_UN_REFERENCE:
		return PROP_UNSC_ID;
	default:
		return PROP_COUNT;
	}
}

static ties_code emit_entity(struct gb_entry *e, enum model_schema schema)
{
	struct say *say = &e->say;

	say_begin(say, schema, e->id);
	for (size_t i = 0; i < e->values.len; i++) {
		const struct gb_value *v = &e->values.ptr[i];
		enum model_property items = item_property(v->field);
		if (v->field == GB_EMAIL || v->field == GB_WEBSITE)
			say_pieces(say, v->field == GB_EMAIL ? PROP_EMAIL : PROP_WEBSITE, v->value, ";, \n");
		else if (v->field == GB_ADDRESS_1)
			say_value(say, PROP_ADDRESS, v->value);
		else if (country_property(v->field) != PROP_COUNT)
			add_country(say, country_property(v->field), v->value);
		else if (items != PROP_COUNT)
			say_items(say, items, v->value);
		else
			add_value_of(e, schema, v);
	}
	say_value(say, PROP_TOPICS, STR("sanction"));
	return say_emit(say, e->err);
}

/* ---- the listing ----------------------------------------------------------------------------------- */

/* The statement of reasons has HTML entities that were escaped twice. */
static str unescape(struct say *say, str s)
{
	static const struct {
		str entity;
		const char *text;
	} entities[] = {{STR("&amp;"), "&"}, {STR("&quot;"), "\""}, {STR("&#39;"), "'"}, {STR("&apos;"), "'"},
	                {STR("&lt;"), "<"},  {STR("&gt;"), ">"},    {STR("&nbsp;"), " "}};
	str copy = arena_copy(&say->arena, s);
	char *p = copy.ptr ? (char *)(uintptr_t)copy.ptr : NULL;
	size_t n = 0;

	for (size_t i = 0; i < copy.len; i++) {
		p[n] = p[i];
		for (size_t k = 0; p[i] == '&' && k < sizeof entities / sizeof *entities; k++)
			if (str_starts(str_slice(copy, i, copy.len), entities[k].entity)) {
				p[n] = entities[k].text[0];
				i += entities[k].entity.len - 1;
				break;
			}
		n++;
	}
	return (str){p, n};
}

static str authority_id(str other)
{
	size_t at = str_find(other, STR("(UK Sanctions List Ref):"), 0);

	return at == SIZE_MAX ? (str){NULL, 0}
	                      : str_trim(str_slice(other, at + 24, str_find_char(other, '.', at + 24)));
}

static void add_listing_value(struct say *say, enum model_schema schema, const struct gb_value *v)
{
	switch (v->field) {
	case GB_REGIME:
		say_value(say, PROP_PROGRAM, v->value);
		return;
	case GB_GROUP_ID:
		say_value(say, PROP_AUTHORITY_ID, v->value);
		return;
	case GB_OTHER:
		say_value(say, PROP_AUTHORITY_ID, authority_id(v->value));
		say_value(say, PROP_UNSC_ID, un_reference_of(say, schema, v->value));
		return;
	case GB_UN_REFERENCE:
		say_value(say, PROP_UNSC_ID, v->value);
		return;
	case GB_DESIGNATED:
		say_date_text(say, PROP_START_DATE, v->value);
		return;
	case GB_LISTED_ON:
		say_date_text(say, PROP_LISTING_DATE, v->value);
		return;
	case GB_LAST_UPDATED:
		say_date_text(say, PROP_MODIFIED_AT, v->value);
		return;
	case GB_IMPOSED:
		say_pieces(say, PROP_PROVISIONS, v->value, "|");
		return;
	case GB_REASONS:
		say_prose(say, PROP_REASON, unescape(say, v->value));
		return;
	case GB_DESIGNATED_BY:
		say_unmapped(say, "designationSource", v->value);
		return;
	default:
		return;
	}
}

static ties_code emit_sanction(struct gb_entry *e)
{
	struct say *say = &e->say;

	say_begin(say, SCHEMA_SANCTION, say_print(say, "%.*s#sanction", STR_ARG(e->id)));
	say_value(say, PROP_ENTITY, e->id);
	say_value(say, PROP_AUTHORITY, str_from(e->authority));
	say_value(say, PROP_COUNTRY, STR("gb"));
	for (size_t i = 0; i < e->values.len; i++)
		add_listing_value(say, schema_of(e), &e->values.ptr[i]);
	return say_emit(say, e->err);
}

/* ---- documents and owners ---------------------------------------------------------------------------- */

static ties_code emit_document(struct gb_entry *e, const struct gb_value *v, bool passport)
{
	struct say *say = &e->say;
	str key = str_slice(v->value, 0, 80);

	while (key.len && key.len < v->value.len && ((unsigned char)v->value.ptr[key.len] & 0xc0) == 0x80)
		key.len--;
	say_begin(say, passport ? SCHEMA_PASSPORT : SCHEMA_IDENTIFICATION,
	          say_print(say, "%.*s#%s:%.*s", STR_ARG(e->id), passport ? "passport" : "document", STR_ARG(key)));
	say_value(say, PROP_HOLDER, e->id);
	str number = un_identifier(v->value);
	say_as(say, PROP_NUMBER, number.len ? number : v->value, v->value);
	say_prose(say, PROP_SUMMARY, v->extra);
	return say_emit(say, e->err);
}

/* The other end of a relation is a name only: a record of its own that holds that. */
static ties_code emit_named(struct gb_entry *e, str id, str name)
{
	say_begin(&e->say, SCHEMA_LEGAL_ENTITY, id);
	say_value(&e->say, PROP_NAME, name);
	return say_emit(&e->say, e->err);
}

static ties_code emit_relation(struct gb_entry *e, const struct gb_value *v)
{
	struct say *say = &e->say;
	bool before = v->field == GB_PREVIOUS_OWNER, below = v->field == GB_SUBSIDIARY;
	const char *role = below                  ? "subsidiary"
	                   : before               ? "previous owner or operator"
	                   : v->field == GB_OWNER ? "owner or operator"
	                                          : "parent company";
	str other = say_print(say, "%.*s#%s:%.*s", STR_ARG(e->id), below ? "subsidiary" : "owner", STR_ARG(v->value));

	if (emit_named(e, other, v->value) != TIES_OK)
		return TIES_ERR_NOMEM;
	say_begin(say, before ? SCHEMA_UNKNOWN_LINK : SCHEMA_OWNERSHIP,
	          say_print(say, "%.*s#%s:%.*s", STR_ARG(e->id),
	                    before  ? "formerly-owned"
	                    : below ? "owns"
	                            : "owned",
	                    STR_ARG(v->value)));
	say_value(say, before ? PROP_SUBJECT : PROP_OWNER, below ? e->id : other);
	say_value(say, before ? PROP_OBJECT : PROP_ASSET, below ? other : e->id);
	say_value(say, PROP_ROLE, str_from(role));
	return say_emit(say, e->err);
}

static ties_code emit_beside(struct gb_entry *e, const struct gb_value *v)
{
	switch (v->field) {
	case GB_PASSPORT:
	case GB_NATIONAL_ID:
		return emit_document(e, v, v->field == GB_PASSPORT);
	case GB_PARENT:
	case GB_OWNER:
	case GB_PREVIOUS_OWNER:
	case GB_SUBSIDIARY:
		return emit_relation(e, v);
	default:
		return TIES_OK;
	}
}

ties_code gb_entry_emit(struct gb_entry *e)
{
	ties_code rc;

	if (!e->id.len)
		return TIES_OK;
	e->say.entries++;
	bool named = first_of(e, GB_NAME_6).len || first_of(e, GB_SCRIPT_NAME).len;
	if (e->full)
		rc = error_at(e->err, TIES_ERR_LIMIT, e->say.path, e->say.line,
		              "one target has more than %d values: no target does, so the file is damaged",
		              GB_VALUES_MAX);
	else if (!named)
		rc = (say_reject(&e->say, "the target has no name", e->id), TIES_OK);
	else if ((rc = emit_entity(e, schema_of(e))) == TIES_OK)
		rc = emit_sanction(e);
	for (size_t i = 0; rc == TIES_OK && named && i < e->values.len; i++)
		rc = emit_beside(e, &e->values.ptr[i]);
	e->id = (str){NULL, 0};
	return rc;
}
