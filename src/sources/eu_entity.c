/* What an entity of the EU's list becomes.
 *
 *  - The record id is the logicalId, which every version has; the EU reference ("EU.27.28") came to old entries late.
 *  - A nameAlias is one spelling in one language; the first that is strong and has no language or English is the name.
 *  - Every detail names the act that brought it: that is the source of its statements.
 *  - The act of the entity is the latest one; the first day of all acts is the day of listing. */
#include "sources/eu_entity.h"

static bool says_low(str remark)
{
	return str_find(remark, STR("ow quality"), 0) != SIZE_MAX || str_find(remark, STR("ow-quality"), 0) != SIZE_MAX;
}

/* The remarks of an element, joined. */
static str take_remarks(struct say *say, struct tree *t, uint32_t node)
{
	str all = {NULL, 0};

	for (str one; (one = tree_take(t, node, "remark")).len;)
		all = say_join(say, (str[]){all, one}, 2, "; ");
	return all;
}

/* Enters a detail: its act becomes the source of what follows. */
static void enter(struct say *say, struct tree *t, uint32_t node)
{
	uint32_t act = node;

	say->draft.source = (str){NULL, 0};
	tree_attribute(t, node, "logicalId");
	tree_attribute(t, node, "regulationLanguage");
	if (!tree_child(t, node, "regulationSummary", &act))
		return;
	str title = tree_attribute(t, act, "numberTitle");
	say->draft.source = arena_copy(&say->arena, title);
	tree_skip(t, act);
}

static void leave(struct say *say)
{
	say->draft.source = (str){NULL, 0};
}

/* ---- names ------------------------------------------------------------------------------------------ */

static bool is_weak(struct say *say, struct tree *t, uint32_t node, str *remarks)
{
	*remarks = take_remarks(say, t, node);
	return str_is(tree_attribute(t, node, "strong"), "false") || says_low(*remarks);
}

static bool is_main_language(str lang)
{
	return lang.len == 0 || str_equal_nocase(lang, STR("en"));
}

/* The name to show: strong, without language or English; else the first strong one; else the first. 0: none. */
static uint32_t choose_name(struct tree *t)
{
	uint32_t first = 0, strong = 0;

	for (uint32_t i = 0; tree_child(t, 0, "nameAlias", &i);) {
		bool weak = str_is(tree_attribute(t, i, "strong"), "false");
		for (uint32_t k = i; tree_child(t, i, "remark", &k);)
			weak |= says_low(t->nodes.ptr[k].text);
		if (!tree_attribute(t, i, "wholeName").len)
			continue;
		if (!weak && is_main_language(tree_attribute(t, i, "nameLanguage")))
			return i;
		strong = strong || weak ? strong : i;
		first = first ? first : i;
	}
	return strong ? strong : first;
}

static str lower_code(struct say *say, str code)
{
	str copy = arena_copy(&say->arena, code);
	char *p = copy.ptr ? (char *)(uintptr_t)copy.ptr : NULL;

	for (size_t i = 0; i < copy.len; i++)
		p[i] = (char)(p[i] >= 'A' && p[i] <= 'Z' ? p[i] + 32 : p[i]);
	return copy;
}

static void add_name(struct say *say, struct tree *t, uint32_t node, bool main)
{
	str remarks;
	bool weak = is_weak(say, t, node, &remarks);
	str name = tree_attribute(t, node, "wholeName"), lang = tree_attribute(t, node, "nameLanguage");
	str parts[3] = {tree_attribute(t, node, "firstName"), tree_attribute(t, node, "middleName"),
	                tree_attribute(t, node, "lastName")};

	enter(say, t, node);
	if (!name.len)
		name = say_join(say, parts, 3, " ");
	struct model_statement *s = say_value(say, main ? PROP_NAME : weak ? PROP_WEAK_ALIAS : PROP_ALIAS, name);
	if (s)
		s->lang = lower_code(say, lang);
	if (main) {
		say_value(say, PROP_FIRST_NAME, parts[0]);
		say_value(say, PROP_MIDDLE_NAME, parts[1]);
		say_value(say, PROP_LAST_NAME, parts[2]);
	}
	say_items(say, PROP_TITLE, tree_attribute(t, node, "title"));
	say_items(say, PROP_POSITION, tree_attribute(t, node, "function"));
	say_gender(say, tree_attribute(t, node, "gender"));
	if (remarks.len)
		say_unmapped(say, "nameRemark", say_join(say, (str[]){name, remarks}, 2, ": "));
	leave(say);
}

/* ---- birth, citizenship, addresses ------------------------------------------------------------------- */

static bool is_true(str s)
{
	return str_is(s, "true");
}

static str two_digits(struct say *say, str s)
{
	return s.len == 1 ? say_print(say, "0%c", s.ptr[0]) : s;
}

/* The date in one text: the day, month and year, the year, or the years it lies between. */
static str birth_text(struct say *say, struct tree *t, uint32_t node)
{
	str whole = tree_attribute(t, node, "birthdate"), day = tree_attribute(t, node, "dayOfMonth");
	str month = tree_attribute(t, node, "monthOfYear"), year = tree_attribute(t, node, "year");
	str range[2] = {tree_attribute(t, node, "yearRangeFrom"), tree_attribute(t, node, "yearRangeTo")};

	if (whole.len)
		return whole;
	if (year.len) {
		str parts[3] = {year, two_digits(say, month), two_digits(say, month.len ? day : month)};
		return say_join(say, parts, 3, "-");
	}
	return say_join(say, range, 2, " to ");
}

static void add_birth_date(struct say *say, struct tree *t, uint32_t node)
{
	str text = birth_text(say, t, node), calendar = tree_attribute(t, node, "calendarType");
	bool circa = is_true(tree_attribute(t, node, "circa"));
	struct date date;

	if (!text.len)
		return;
	if ((calendar.len && !str_is(calendar, "GREGORIAN")) || !say_parse_date(text, &date)) {
		say_unmapped(say, "birthDate", say_join(say, (str[]){calendar, text}, 2, " "));
		return;
	}
	date.approximate |= circa;
	say_date(say, PROP_BIRTH_DATE, date, circa ? say_print(say, "circa %.*s", STR_ARG(text)) : text);
}

static str take_country(struct say *say, struct tree *t, uint32_t node, enum model_property property)
{
	str code = tree_attribute(t, node, "countryIso2Code"), name = tree_attribute(t, node, "countryDescription");
	bool known = code.len && !str_is(code, "00");

	if (property != PROP_COUNT && known)
		say_as(say, property, model_country_code(code).len ? model_country_code(code) : name, name);
	return known ? name : (str){NULL, 0};
}

static str take_place(struct say *say, struct tree *t, uint32_t node, enum model_property property)
{
	str parts[7] = {tree_attribute(t, node, "street"),  tree_attribute(t, node, "poBox"),
	                tree_attribute(t, node, "zipCode"), tree_attribute(t, node, "city"),
	                tree_attribute(t, node, "place"),   tree_attribute(t, node, "region")};

	if (parts[1].len)
		parts[1] = say_print(say, "P.O. Box %.*s", STR_ARG(parts[1]));
	parts[6] = take_country(say, t, node, property);
	return say_join(say, parts, 7, ", ");
}

static void add_birth(struct say *say, struct tree *t, uint32_t node)
{
	enter(say, t, node);
	add_birth_date(say, t, node);
	str place = take_place(say, t, node, PROP_COUNT), remarks = take_remarks(say, t, node);
	say_value(say, PROP_BIRTH_PLACE, place);
	say_unmapped(say, "birthRemark", remarks);
	leave(say);
}

static void add_citizenship(struct say *say, struct tree *t, uint32_t node)
{
	enter(say, t, node);
	take_country(say, t, node, PROP_CITIZENSHIP);
	say_unmapped(say, "citizenshipRegion", tree_attribute(t, node, "region"));
	say_unmapped(say, "citizenshipRemark", take_remarks(say, t, node));
	leave(say);
}

static void add_contact(struct say *say, struct tree *t, uint32_t node)
{
	str key = tree_attribute(t, node, "key"), value = tree_attribute(t, node, "value");

	if (str_equal_nocase(key, STR("EMAIL")))
		say_pieces(say, PROP_EMAIL, value, ";,");
	else if (str_equal_nocase(key, STR("WEB")))
		say_pieces(say, PROP_WEBSITE, value, ";,");
	else if (str_equal_nocase(key, STR("PHONE")))
		say_pieces(say, PROP_PHONE, value, ";");
	else if (value.len)
		say_value(say, PROP_UNMAPPED, say_print(say, "%.*s=%.*s", STR_ARG(key), STR_ARG(value)));
}

static void add_address(struct say *say, struct tree *t, uint32_t node)
{
	enter(say, t, node);
	str place = take_place(say, t, node, PROP_COUNTRY), remarks = take_remarks(say, t, node);
	uint32_t parts = 0;
	static const char *const names[] = {"street", "poBox", "zipCode", "city", "place", "region"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		parts += tree_attribute(t, node, names[i]).len > 0;
	if (parts) /* a country alone is no address */
		say_value(say, PROP_ADDRESS, place);
	say_unmapped(say, "addressRemark", say_join(say, (str[]){place, remarks}, remarks.len ? 2 : 0, ": "));
	if (is_true(tree_attribute(t, node, "asAtListingTime")))
		say_unmapped(say, "addressAtListingTime", place);
	for (uint32_t i = node; tree_child(t, node, "contactInfo", &i);)
		add_contact(say, t, i);
	leave(say);
}

/* ---- documents --------------------------------------------------------------------------------------- */

static enum model_property number_property(str code)
{
	static const struct {
		const char *code;
		enum model_property property;
	} kinds[] = {
	    {"passport", PROP_PASSPORT_NUMBER},
	    {"diplomaticpassport", PROP_PASSPORT_NUMBER},
	    {"id", PROP_ID_NUMBER},
	    {"ssn", PROP_ID_NUMBER},
	    {"regnumber", PROP_REGISTRATION_NUMBER},
	    {"traderegister", PROP_REGISTRATION_NUMBER},
	    {"tradelic", PROP_REGISTRATION_NUMBER},
	    {"fiscalcode", PROP_TAX_NUMBER},
	    {"taxid", PROP_TAX_NUMBER},
	    {"imo", PROP_IMO_NUMBER},
	    {"swiftbic", PROP_SWIFT_BIC},
	    {"residentperm", PROP_ID_NUMBER},
	    {"travel", PROP_ID_NUMBER},
	    {"electionid", PROP_ID_NUMBER},
	};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (str_is(code, kinds[i].code))
			return kinds[i].property;
	return PROP_UNMAPPED;
}

/* The number of the entity. The whole document is a record of its own (emit_document). */
static void add_number(struct say *say, struct tree *t, uint32_t node)
{
	str code = tree_attribute(t, node, "identificationTypeCode");
	str number = tree_attribute(t, node, "number"), latin = tree_attribute(t, node, "latinNumber");
	enum model_property property = number_property(code);

	if (property == PROP_UNMAPPED)
		return;
	enter(say, t, node);
	if (property == PROP_IMO_NUMBER && say_number(number, 7).len)
		say_as(say, property, say_number(number, 7), number);
	else
		say_as(say, property, latin.len ? latin : number, number);
	leave(say);
}

static void add_flags(struct say *say, struct tree *t, uint32_t node)
{
	static const struct {
		const char *attribute, *words;
	} flags[] = {{"knownFalse", "known to be false"},
	             {"knownExpired", "known to be expired"},
	             {"reportedLost", "reported lost"},
	             {"revokedByIssuer", "revoked by its issuer"},
	             {"diplomatic", "diplomatic"}};

	for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
		if (is_true(tree_attribute(t, node, flags[i].attribute)))
			say_value(say, PROP_STATUS, str_from(flags[i].words));
}

static ties_code emit_document(struct say *say, struct tree *t, str id, uint32_t node, ties_error *err)
{
	str code = tree_attribute(t, node, "identificationTypeCode"), number = tree_attribute(t, node, "number");
	bool passport = number_property(code) == PROP_PASSPORT_NUMBER;
	str key = number.len ? number : tree_attribute(t, node, "logicalId");

	say_begin(say, passport ? SCHEMA_PASSPORT : SCHEMA_IDENTIFICATION,
	          say_print(say, "%.*s#%.*s:%.*s", STR_ARG(id), STR_ARG(code), STR_ARG(key)));
	enter(say, t, node);
	say_value(say, PROP_HOLDER, id);
	str type = tree_attribute(t, node, "identificationTypeDescription");
	say_value(say, PROP_TYPE, type.len ? type : code);
	say_value(say, PROP_NUMBER, number);
	say_value(say, PROP_NUMBER, tree_attribute(t, node, "latinNumber"));
	take_country(say, t, node, PROP_COUNTRY);
	say_value(say, PROP_AUTHORITY, tree_attribute(t, node, "issuedBy"));
	str issued = tree_attribute(t, node, "issueDate"), from = tree_attribute(t, node, "validFrom");
	say_date_text(say, PROP_START_DATE, issued.len ? issued : from);
	say_date_text(say, PROP_END_DATE, tree_attribute(t, node, "validTo"));
	say_unmapped(say, "nameOnDocument", tree_attribute(t, node, "nameOnDocument"));
	say_unmapped(say, "region", tree_attribute(t, node, "region"));
	add_flags(say, t, node);
	say_prose(say, PROP_SUMMARY, take_remarks(say, t, node));
	leave(say);
	return say_emit(say, err);
}

/* ---- the listing ------------------------------------------------------------------------------------- */

/* Keeps the earlier of two days, ISO. */
static void earlier(str day, str *first)
{
	if (day.len == 10 && (!first->len || str_compare(day, *first) < 0))
		*first = day;
}

/* The first day of the designation, of the act and of the acts that brought the details. */
static str first_day(struct tree *t)
{
	str first = {NULL, 0};

	for (uint32_t i = 0; i < t->nodes.len; i++) {
		str name = t->nodes.ptr[i].name;
		bool act = str_is(name, "regulation") || str_is(name, "regulationSummary");
		for (uint32_t k = 0; k < t->nodes.ptr[i].attribute_count; k++) {
			const struct tree_attribute *a = &t->attributes.ptr[t->nodes.ptr[i].first_attribute + k];
			if ((act && (str_is(a->name, "publicationDate") || str_is(a->name, "entryIntoForceDate"))) ||
			    (i == 0 && str_is(a->name, "designationDate")))
				earlier(a->value, &first);
		}
	}
	return first;
}

static str authority_of(str type)
{
	if (str_is(type, "council"))
		return STR("Council of the European Union");
	return str_is(type, "commission") ? STR("European Commission") : STR("European Union");
}

static void add_act(struct say *say, struct tree *t, uint32_t act)
{
	str type = tree_attribute(t, act, "regulationType"), title = tree_attribute(t, act, "numberTitle");

	say_value(say, PROP_AUTHORITY, authority_of(tree_attribute(t, act, "organisationType")));
	say_value(say, PROP_PROGRAM, tree_attribute(t, act, "programme"));
	say_value(say, PROP_INSTRUMENT, title);
	say_value(say, PROP_SOURCE_URL, tree_take(t, act, "publicationUrl"));
	say_date_text(say, PROP_MODIFIED_AT, tree_attribute(t, act, "publicationDate"));
	say_unmapped(say, "regulationType", type);
	say_unmapped(say, "entryIntoForceDate", tree_attribute(t, act, "entryIntoForceDate"));
	say_unmapped(say, "regulationRemark", take_remarks(say, t, act));
	for (uint32_t i = act; tree_child(t, act, "corrigendum", &i);)
		say_unmapped(say, "corrigendum", tree_text(t, i));
}

static ties_code emit_sanction(struct say *say, struct tree *t, str id, ties_error *err)
{
	say_begin(say, SCHEMA_SANCTION, say_print(say, "%.*s#sanction", STR_ARG(id)));
	say_value(say, PROP_ENTITY, id);
	say_value(say, PROP_COUNTRY, STR("eu"));
	for (uint32_t act = 0; tree_child(t, 0, "regulation", &act);)
		add_act(say, t, act);
	say_value(say, PROP_AUTHORITY_ID, tree_attribute(t, 0, "euReferenceNumber"));
	say_value(say, PROP_UNSC_ID, tree_attribute(t, 0, "unitedNationId"));
	say_date_text(say, PROP_LISTING_DATE, first_day(t));
	say_date_text(say, PROP_END_DATE, tree_attribute(t, 0, "delistingDate"));
	say_prose(say, PROP_SUMMARY, tree_attribute(t, 0, "designationDetails"));
	return say_emit(say, err);
}

/* ---- the entity -------------------------------------------------------------------------------------- */

static enum model_schema schema_of(struct tree *t)
{
	uint32_t type = 0;

	if (!tree_child(t, 0, "subjectType", &type))
		return SCHEMA_LEGAL_ENTITY;
	str code = tree_attribute(t, type, "classificationCode"), word = tree_attribute(t, type, "code");
	if (str_is(code, "P") || str_is(word, "person"))
		return SCHEMA_PERSON;
	return str_is(code, "E") || str_is(word, "enterprise") ? SCHEMA_ORGANIZATION : SCHEMA_LEGAL_ENTITY;
}

static void add_details(struct say *say, struct tree *t, uint32_t main)
{
	static const struct {
		const char *name;
		void (*add)(struct say *say, struct tree *t, uint32_t node);
	} details[] = {{"birthdate", add_birth},
	               {"citizenship", add_citizenship},
	               {"address", add_address},
	               {"identification", add_number}};

	add_name(say, t, main, true);
	for (uint32_t i = 0; tree_child(t, 0, "nameAlias", &i);)
		if (i != main)
			add_name(say, t, i, false);
	for (size_t k = 0; k < sizeof details / sizeof *details; k++)
		for (uint32_t i = 0; tree_child(t, 0, details[k].name, &i);)
			details[k].add(say, t, i);
	for (str one; (one = tree_take(t, 0, "remark")).len;)
		say_prose(say, PROP_NOTES, one);
}

static str make_id(struct tree *t)
{
	str id = tree_attribute(t, 0, "logicalId"), reference = tree_attribute(t, 0, "euReferenceNumber");

	return id.len ? id : reference;
}

ties_code eu_entity_emit(struct say *say, struct tree *t, ties_error *err)
{
	str id = make_id(t);
	uint32_t main = choose_name(t);
	ties_code rc;

	say->line = t->line;
	say->entries++;
	if (!id.len || !main) {
		say_reject(say, id.len ? "the entity has no name" : "the entity has no logicalId", id);
		return TIES_OK;
	}
	rc = emit_sanction(say, t, id, err);
	for (uint32_t i = 0; rc == TIES_OK && tree_child(t, 0, "identification", &i);)
		rc = emit_document(say, t, id, i, err);
	if (rc != TIES_OK)
		return rc;
	say_begin(say, schema_of(t), id);
	add_details(say, t, main);
	say_value(say, PROP_TOPICS, STR("sanction"));
	say_value(say, PROP_UNSC_ID, tree_attribute(t, 0, "unitedNationId"));
	tree_attribute(t, 0, "designationDate");
	for (uint32_t act = 0; tree_child(t, 0, "regulation", &act);)
		tree_skip(t, act);
	tree_rest(t, &say->draft);
	rc = say_emit(say, err);
	say_clear(say);
	return rc;
}
