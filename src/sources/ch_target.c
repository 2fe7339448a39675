/* What a target of the Swiss list becomes. */
#include "sources/ch_target.h"
#include "sources/un_entry.h"

enum { WANTED_MAX = 1 << 20, EVENTS_MAX = 256 };

/* ---- identities ------------------------------------------------------------------------------------- */

static str two_digits(struct say *say, str s)
{
	return s.len == 1 ? say_print(say, "0%c", s.ptr[0]) : s;
}

static void add_birth_date(struct say *say, struct tree *t, uint32_t node)
{
	str parts[3] = {tree_attribute(t, node, "year"), two_digits(say, tree_attribute(t, node, "month")),
	                two_digits(say, tree_attribute(t, node, "day"))};
	str calendar = tree_attribute(t, node, "calendar"), text = say_join(say, parts, parts[1].len ? 3 : 1, "-");
	bool low = str_is(tree_attribute(t, node, "quality"), "low");
	struct date date;

	tree_attribute(t, node, "ssid");
	bool known = parts[0].len && date_parse(text, &date, NULL) == TIES_OK && date.kind == DATE_KNOWN;
	if (!known || (calendar.len && !str_equal_nocase(calendar, STR("Gregorian")))) {
		say_unmapped(say, "birthDate", say_join(say, (str[]){calendar, text}, text.len ? 2 : 0, " "));
		return;
	}
	date.approximate = low;
	say_date(say, PROP_BIRTH_DATE, date, low ? say_print(say, "%.*s (low quality)", STR_ARG(text)) : text);
}

static bool want_place(struct ch_output *out, str place, enum model_property property, str before)
{
	const struct model_record *record = &out->say.draft.record;
	struct ch_wanted wanted = {.record = arena_copy(&out->kept, record->id),
	                           .place = arena_copy(&out->kept, place),
	                           .schema = record->schema,
	                           .property = property,
	                           .before = arena_copy(&out->kept, before)};

	return out->wanted.len < WANTED_MAX && vec_push(&out->wanted, wanted);
}

static bool add_place(struct ch_output *out, struct tree *t, uint32_t node, enum model_property property)
{
	struct say *say = &out->say;
	str place = tree_attribute(t, node, "place-id"), remarks = tree_take(t, node, "remarks");
	str parts[4] = {tree_take(t, node, "c-o"), tree_take(t, node, "address-details"), tree_take(t, node, "p-o-box"),
	                tree_take(t, node, "zip-code")};

	tree_attribute(t, node, "ssid");
	tree_attribute(t, node, "quality");
	if (parts[0].len)
		parts[0] = say_print(say, "c/o %.*s", STR_ARG(parts[0]));
	str before = say_join(say, parts, 4, ", ");
	say_unmapped(say, property == PROP_ADDRESS ? "addressRemark" : "birthPlaceRemark", remarks);
	if (place.len)
		return want_place(out, place, property, before);
	say_value(say, property, before);
	return true;
}

static void add_nationality(struct say *say, struct tree *t, uint32_t node)
{
	uint32_t country = node;

	tree_attribute(t, node, "ssid");
	while (tree_child(t, node, "country", &country)) {
		str code = tree_attribute(t, country, "iso-code"), name = tree_text(t, country);
		say_as(say, PROP_NATIONALITY, model_country_code(code).len ? model_country_code(code) : name, name);
	}
}

static void add_number(struct say *say, struct tree *t, uint32_t node)
{
	str type = tree_attribute(t, node, "document-type");
	uint32_t number = node;

	if (tree_child(t, node, "number", &number))
		say_value(say,
		          str_is(type, "passport") || str_is(type, "diplomatic-passport") ? PROP_PASSPORT_NUMBER
		                                                                          : PROP_ID_NUMBER,
		          t->nodes.ptr[number].text);
}

static bool add_identity(struct ch_output *out, struct tree *t, uint32_t identity)
{
	struct say *say = &out->say;
	bool main = !str_is(tree_attribute(t, identity, "main"), "false"), whole = true;

	tree_attribute(t, identity, "ssid");
	for (uint32_t i = identity; tree_child(t, identity, "name", &i);)
		ch_add_name(say, t, i, main && str_is(tree_attribute(t, i, "name-type"), "primary-name"));
	for (uint32_t i = identity; tree_child(t, identity, "nationality", &i);)
		add_nationality(say, t, i);
	for (uint32_t i = identity; tree_child(t, identity, "day-month-year", &i);)
		add_birth_date(say, t, i);
	for (uint32_t i = identity; tree_child(t, identity, "place-of-birth", &i);)
		whole &= add_place(out, t, i, PROP_BIRTH_PLACE);
	for (uint32_t i = identity; tree_child(t, identity, "address", &i);)
		whole &= add_place(out, t, i, PROP_ADDRESS);
	for (uint32_t i = identity; tree_child(t, identity, "identification-document", &i);)
		add_number(say, t, i);
	return whole;
}

/* ---- the records beside it --------------------------------------------------------------------------- */

static ties_code emit_document(struct ch_output *out, struct tree *t, str id, uint32_t node)
{
	struct say *say = &out->say;
	str type = tree_attribute(t, node, "document-type"), number = tree_take(t, node, "number");
	str ssid = tree_attribute(t, node, "ssid");
	bool passport = str_find(type, STR("passport"), 0) != SIZE_MAX;
	uint32_t issuer = node;

	say_begin(say, passport ? SCHEMA_PASSPORT : SCHEMA_IDENTIFICATION,
	          say_print(say, "%.*s#document:%.*s", STR_ARG(id), STR_ARG(ssid.len ? ssid : number)));
	say_value(say, PROP_HOLDER, id);
	say_value(say, PROP_TYPE, type);
	say_value(say, PROP_NUMBER, number);
	if (tree_child(t, node, "issuer", &issuer)) {
		str code = tree_attribute(t, issuer, "code"), name = tree_text(t, issuer);
		say_country(say, PROP_COUNTRY, code.len ? code : name);
	}
	say_date_text(say, PROP_START_DATE, tree_take(t, node, "date-of-issue"));
	say_date_text(say, PROP_END_DATE, tree_take(t, node, "expiry-date"));
	say_prose(say, PROP_SUMMARY, tree_take(t, node, "remark"));
	return say_emit(say, out->err);
}

static ties_code emit_relation(struct ch_output *out, struct tree *t, str id, uint32_t node)
{
	struct say *say = &out->say;
	str target = tree_attribute(t, node, "target-id"), type = tree_attribute(t, node, "relation-type");
	str remark = tree_take(t, node, "remark"), own = tree_text(t, node);

	tree_attribute(t, node, "ssid");
	if (!target.len)
		return TIES_OK;
	say_begin(say, SCHEMA_UNKNOWN_LINK,
	          say_print(say, "%.*s#%.*s:%.*s", STR_ARG(id), STR_ARG(type), STR_ARG(target)));
	say_value(say, PROP_SUBJECT, id);
	say_value(say, PROP_OBJECT, target);
	say_value(say, PROP_ROLE, type);
	say_value(say, PROP_SUMMARY, remark.len ? remark : own);
	return say_emit(say, out->err);
}

/* ---- listings ---------------------------------------------------------------------------------------- */

struct event {
	str type, effective, published, remark;
};

/* In order of their days; those without one stay in the order of the file, which is newest first. */
static void insert_event(struct event *events, size_t *count, struct event event)
{
	size_t i = (*count)++;

	for (; i > 0 && str_compare(events[i - 1].effective, event.effective) >= 0; i--)
		events[i] = events[i - 1];
	events[i] = event;
}

/* What a modification added and removed is history of details: the target as it stands has the outcome. */
static size_t read_events(struct tree *t, struct event events[EVENTS_MAX])
{
	size_t count = 0;

	for (uint32_t i = 0; count < EVENTS_MAX && tree_child(t, 0, "modification", &i);) {
		struct event event = {.type = tree_attribute(t, i, "modification-type"),
		                      .effective = tree_attribute(t, i, "effective-date"),
		                      .published = tree_attribute(t, i, "publication-date"),
		                      .remark = tree_take(t, i, "remark")};
		if (!event.effective.len)
			event.effective = event.published;
		tree_skip(t, i);
		insert_event(events, &count, event);
	}
	return count;
}

static void add_sets(struct ch_output *out, struct tree *t)
{
	struct say *say = &out->say;
	str ssid = tree_attribute(t, 0, "sanctions-set-id");

	for (uint32_t i = 0; ssid.len || tree_child(t, 0, "sanctions-set-id", &i); ssid.len = 0) {
		str id = ssid.len ? ssid : str_trim(t->nodes.ptr[i].text);
		uint32_t number = table_get(&out->set_number, id);
		t->nodes.ptr[i].taken = true;
		if (number == TABLE_NONE) {
			say_unmapped(say, "sanctionsSet", id);
			continue;
		}
		const struct ch_set *set = &out->sets.ptr[number];
		say_value(say, PROP_PROGRAM, set->program);
		say_value(say, PROP_INSTRUMENT, set->instrument);
		say_value(say, PROP_PROVISIONS, set->name);
		say_unmapped(say, "origin", set->origin);
	}
}

static void add_reasons(struct say *say, struct tree *t, uint32_t body)
{
	for (uint32_t i = body; tree_child(t, body, "justification", &i);)
		say_prose(say, PROP_REASON, t->nodes.ptr[i].text);
}

static ties_code emit_spell(struct ch_output *out, struct tree *t, str id, uint32_t body, const struct event *begin,
                            const struct event *end, str changed, bool first)
{
	struct say *say = &out->say;
	str day = begin ? begin->effective : (str){NULL, 0};

	say_begin(say, SCHEMA_SANCTION,
	          first ? say_print(say, "%.*s#sanction", STR_ARG(id))
	                : say_print(say, "%.*s#sanction:%.*s", STR_ARG(id), STR_ARG(day)));
	say_value(say, PROP_ENTITY, id);
	say_value(say, PROP_AUTHORITY, STR("State Secretariat for Economic Affairs"));
	say_value(say, PROP_COUNTRY, STR("ch"));
	add_sets(out, t);
	if (begin) {
		say_date_text(say, PROP_START_DATE, begin->effective);
		say_date_text(say, PROP_LISTING_DATE, begin->published);
	}
	say_date_text(say, PROP_MODIFIED_AT, changed);
	if (end) {
		say_date_text(say, PROP_END_DATE, end->effective);
		say_value(say, PROP_STATUS, STR("removed"));
		say_prose(say, PROP_END_REASON, end->remark);
	}
	add_reasons(say, t, body);
	return say_emit(say, out->err);
}

/* A spell begins with "listed" and ends with "de-listed"; a target can be listed again. */
static ties_code emit_spells(struct ch_output *out, struct tree *t, str id, uint32_t body)
{
	struct event events[EVENTS_MAX];
	size_t count = read_events(t, events), spells = 0;
	const struct event *begin = NULL;
	str changed = {NULL, 0};                                     /* day of the last amendment of the spell */
	bool open = count == 0 || str_is(events[0].type, "amended"); /* an old target: its begin is not told */
	ties_code rc = TIES_OK;

	for (size_t i = 0; rc == TIES_OK && i < count; i++) {
		bool listed = str_is(events[i].type, "listed"), ended = str_is(events[i].type, "de-listed");
		if (listed && !open) {
			begin = &events[i];
			open = true;
		} else if (ended) {
			rc = emit_spell(out, t, id, body, begin, &events[i], changed, spells++ == 0);
			begin = NULL;
			changed = (str){NULL, 0};
			open = false;
		} else if (open) {
			changed = events[i].effective;
		}
	}
	return rc == TIES_OK && open ? emit_spell(out, t, id, body, begin, NULL, changed, spells == 0) : rc;
}

/* ---- the target --------------------------------------------------------------------------------------- */

static uint32_t find_body(struct tree *t, enum model_schema *schema)
{
	uint32_t body = 0;

	if (tree_child(t, 0, "individual", &body)) {
		*schema = SCHEMA_PERSON;
	} else if (tree_child(t, 0, "entity", &body)) {
		*schema = SCHEMA_ORGANIZATION;
	} else if (tree_child(t, 0, "object", &body)) {
		str type = tree_attribute(t, body, "object-type");
		*schema = str_is(type, "vessel")     ? SCHEMA_VESSEL
		          : str_is(type, "aircraft") ? SCHEMA_AIRPLANE
		                                     : SCHEMA_VEHICLE;
	}
	return body;
}

static void add_information(struct say *say, struct tree *t, uint32_t body, enum model_schema schema)
{
	for (uint32_t i = body; tree_child(t, body, "other-information", &i);) {
		str text = tree_text(t, i);
		size_t imo = str_find(text, STR("IMO"), 0);
		str number = imo == SIZE_MAX ? (str){NULL, 0} : say_number(str_slice(text, imo, imo + 40), 7);
		tree_attribute(t, i, "ssid");
		if (schema == SCHEMA_VESSEL)
			say_value(say, PROP_IMO_NUMBER, number);
		say_prose(say, PROP_NOTES, text);
	}
}

static void add_foreign(struct say *say, struct tree *t)
{
	char out[UN_REFERENCE_SIZE];

	for (str foreign; (foreign = tree_take(t, 0, "foreign-identifier")).len;) {
		size_t n = un_reference(foreign, out);
		if (n)
			say_as(say, PROP_UNSC_ID, (str){out, n}, foreign);
		else
			say_unmapped(say, "foreignIdentifier", foreign);
	}
}

static bool has_name(struct tree *t, uint32_t body)
{
	for (uint32_t i = body; tree_find(t, body, "value", &i);)
		if (t->nodes.ptr[i].text.len)
			return true;
	return false;
}

static ties_code emit_beside(struct ch_output *out, struct tree *t, str id, uint32_t body)
{
	ties_code rc = emit_spells(out, t, id, body);

	for (uint32_t i = body; rc == TIES_OK && tree_child(t, body, "identity", &i);)
		for (uint32_t k = i; rc == TIES_OK && tree_child(t, i, "identification-document", &k);)
			rc = emit_document(out, t, id, k);
	for (uint32_t i = body; rc == TIES_OK && tree_child(t, body, "relation", &i);)
		rc = emit_relation(out, t, id, i);
	return rc;
}

static ties_code emit_entity(struct ch_output *out, struct tree *t, str id, uint32_t body, enum model_schema schema)
{
	struct say *say = &out->say;
	bool whole = true;

	say_begin(say, schema, id);
	for (uint32_t i = body; tree_child(t, body, "identity", &i);)
		whole &= add_identity(out, t, i);
	say_gender(say, tree_attribute(t, body, "sex"));
	add_information(say, t, body, schema);
	add_foreign(say, t);
	say_value(say, PROP_TOPICS, STR("sanction"));
	for (uint32_t i = body; tree_child(t, body, "justification", &i);)
		tree_skip(t, i);
	for (uint32_t i = body; tree_find(t, body, "identification-document", &i);)
		tree_skip(t, i);
	tree_rest(t, &say->draft);
	return whole ? say_emit(say, out->err) : error_nomem(out->err);
}

ties_code ch_target_emit(struct ch_output *out, struct tree *t)
{
	struct say *say = &out->say;
	enum model_schema schema = SCHEMA_LEGAL_ENTITY;
	str id = tree_attribute(t, 0, "ssid");
	uint32_t body = find_body(t, &schema);

	say->line = t->line;
	say->entries++;
	if (!id.len || !body || !has_name(t, body)) {
		say_reject(say, !id.len ? "the target has no ssid" : "the target has no name", id);
		return TIES_OK;
	}
	/* first, since it reads what the records beside it take */
	ties_code rc = emit_beside(out, t, id, body);
	if (rc == TIES_OK)
		rc = emit_entity(out, t, id, body, schema);
	return rc;
}
