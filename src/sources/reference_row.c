/* Rows of the curated files as records.
 *
 * Every statement carries the row's source and confidence. Of a designation, `verified_fields` says for listed_on,
 * delisted_on, instrument and the stated reasons one by one which were read in a source; that there was a
 * listing at all is verified when the row is or one of its dates is. */
#include "sources/reference.h"

struct alias_kind {
	const char *name;
	enum model_property property;
};

static const struct alias_kind alias_kinds[] = {
    {"alias", PROP_ALIAS},
    {"weak", PROP_WEAK_ALIAS},
    {"acronym", PROP_ABBREVIATION},
    {"former", PROP_PREVIOUS_NAME},
    {"adjective", PROP_ADJECTIVE},
    {"inhabitants", PROP_INHABITANTS},
    {"government", PROP_GOVERNMENT_NAME},
    {"metonym", PROP_METONYM},
    {"title", PROP_WEAK_ALIAS},
};

str reference_cell(const struct reference *r, const struct csv_row *row, const char *column)
{
	return csv_header_cell(&r->header, row, column);
}

const char *reference_begin(struct reference *r, const struct csv_row *row, enum model_schema schema, str id)
{
	str confidence = reference_cell(r, row, "confidence");

	if (str_is(confidence, "verified") || (str_is(confidence, "article") && r->part >= REFERENCE_EVENTS))
		r->draft.confidence = CONFIDENCE_VERIFIED;
	else if (str_is(confidence, "recalled"))
		r->draft.confidence = CONFIDENCE_RECALLED;
	else if (confidence.len || r->part != REFERENCE_REGIMES)
		return "the confidence is neither verified nor recalled";
	else
		r->draft.confidence = CONFIDENCE_VERIFIED;
	r->draft.source = reference_cell(r, row, "source");
	model_draft_begin(&r->draft, schema, id);
	r->draft.record.line = row->line;
	return NULL;
}

const char *reference_emit(struct reference *r)
{
	if (r->stopped || r->draft.failed || r->arena.failed ||
	    !r->sink->emit(r->sink->context, &r->draft.record, r->part))
		r->stopped = true;
	return NULL;
}

void reference_add_cell(struct reference *r, const struct csv_row *row, enum model_property property,
                        const char *column)
{
	model_draft_add(&r->draft, property, reference_cell(r, row, column));
}

void reference_add_list(struct reference *r, enum model_property property, str list)
{
	str piece;

	while (str_split(&list, ';', &piece))
		model_draft_add(&r->draft, property, piece);
}

bool reference_is_date(str s)
{
	struct date date;

	return date_parse(s, &date, NULL) == TIES_OK;
}

static bool list_has(str list, const char *word)
{
	str piece;

	while (str_split(&list, ';', &piece))
		if (str_is(str_trim(piece), word))
			return true;
	return false;
}

str reference_slug(struct arena *arena, str s)
{
	char *out = arena_alloc(arena, s.len + 1);
	size_t to = 0;

	for (size_t i = 0; out && i < s.len; i++) {
		char c = s.ptr[i];
		if (c >= 'A' && c <= 'Z')
			c = (char)(c + ('a' - 'A'));
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80)
			out[to++] = c;
		else if (to && out[to - 1] != '-')
			out[to++] = '-';
	}
	return (str){out, to && out[to - 1] == '-' ? to - 1 : to};
}

static str lower(struct arena *arena, str s)
{
	char *out = arena_alloc(arena, s.len + 1);

	for (size_t i = 0; out && i < s.len; i++)
		out[i] = s.ptr[i] >= 'A' && s.ptr[i] <= 'Z' ? (char)(s.ptr[i] + ('a' - 'A')) : s.ptr[i];
	return (str){out, out ? s.len : 0};
}

static void add_jurisdiction(struct reference *r, enum model_property property, str jurisdiction)
{
	model_draft_add(&r->draft, property, lower(&r->draft.arena, jurisdiction));
}

bool reference_actor_schema(const struct reference *r, str actor, enum model_schema *schema)
{
	uint32_t found = table_get(&r->schemas, actor);

	*schema = found == TABLE_NONE ? SCHEMA_LEGAL_ENTITY : (enum model_schema)found;
	return actor.len && (found != TABLE_NONE || !r->actors_known);
}

/* ---- actors and their names --------------------------------------------------------------------------------- */

static void add_life(struct reference *r, enum model_schema schema, str from, str to)
{
	bool person = schema == SCHEMA_PERSON;
	bool body = model_schema_is_a(schema, SCHEMA_ORGANIZATION);

	model_draft_add(&r->draft, person ? PROP_BIRTH_DATE : body ? PROP_INCORPORATION_DATE : PROP_START_DATE, from);
	model_draft_add(&r->draft, person ? PROP_DEATH_DATE : body ? PROP_DISSOLUTION_DATE : PROP_END_DATE, to);
}

const char *reference_read_actor(struct reference *r, const struct csv_row *row)
{
	str id = reference_cell(r, row, "id");
	str from = reference_cell(r, row, "from");
	str to = reference_cell(r, row, "to");
	enum model_schema schema;
	bool fresh;

	if (!id.len || !reference_cell(r, row, "name").len)
		return "no id or no name";
	if (!model_schema_find(reference_cell(r, row, "schema"), &schema))
		return "the schema is not known";
	if ((from.len && !reference_is_date(from)) || (to.len && !reference_is_date(to)))
		return "a date is not EDTF";
	const char *why = reference_begin(r, row, schema, id);
	if (why)
		return why;
	if (!table_put(&r->schemas, arena_copy(&r->arena, id), schema, &fresh))
		r->stopped = true;
	else if (!fresh)
		return "an earlier row has the same id";
	reference_add_cell(r, row, PROP_NAME, "name");
	reference_add_list(r, PROP_COUNTRY, reference_cell(r, row, "country"));
	add_life(r, schema, from, to);
	reference_add_cell(r, row, PROP_DESCRIPTION, "description");
	reference_add_list(r, PROP_SAME_AS, reference_cell(r, row, "refs"));
	reference_add_cell(r, row, PROP_NOTES, "notes");
	return reference_emit(r);
}

const char *reference_read_alias(struct reference *r, const struct csv_row *row)
{
	str actor = reference_cell(r, row, "actor");
	str name = reference_cell(r, row, "name");
	str notes = reference_cell(r, row, "notes");
	const struct alias_kind *kind = NULL;
	enum model_schema schema;

	for (size_t i = 0; i < sizeof alias_kinds / sizeof *alias_kinds; i++)
		if (str_is(reference_cell(r, row, "kind"), alias_kinds[i].name))
			kind = &alias_kinds[i];
	if (!kind)
		return "the kind of name is not known";
	if (!name.len)
		return "no name";
	if (!reference_actor_schema(r, actor, &schema))
		return "actors.csv does not have the actor";
	const char *why = reference_begin(r, row, schema, actor);
	if (why)
		return why;
	struct model_statement *s = model_draft_add(&r->draft, kind->property, name);
	if (s)
		s->lang = reference_cell(r, row, "lang");
	if (notes.len)
		model_draft_add(&r->draft, PROP_NOTES,
		                arena_print(&r->draft.arena, "%.*s: %.*s", STR_ARG(name), STR_ARG(notes)));
	return reference_emit(r);
}

/* ---- regimes, designations, absences --------------------------------------------------------------------------- */

static str regime_key(struct arena *arena, str jurisdiction, str regime)
{
	return arena_print(arena, "%.*s %.*s", STR_ARG(jurisdiction), STR_ARG(regime));
}

static str regime_authority(struct reference *r, str jurisdiction, str regime)
{
	uint32_t at = table_get(&r->authorities, regime_key(&r->draft.arena, jurisdiction, regime));

	return at == TABLE_NONE ? (str){NULL, 0} : r->authority.ptr[at];
}

/* The record of a position, which its offices have in common. */
static str position_id(struct arena *arena, str jurisdiction, str office)
{
	return arena_print(arena, "position#%.*s#%.*s", STR_ARG(jurisdiction), STR_ARG(reference_slug(arena, office)));
}

/* Whose holders decide: positions of the same jurisdiction. */
static void add_deciders(struct reference *r, str jurisdiction, str offices)
{
	str office;

	while (str_split(&offices, ';', &office))
		if (office.len)
			model_draft_add(&r->draft, PROP_POST, position_id(&r->draft.arena, jurisdiction, office));
}

const char *reference_read_regime(struct reference *r, const struct csv_row *row)
{
	str regime = reference_cell(r, row, "regime");
	str jurisdiction = reference_cell(r, row, "jurisdiction");
	str authority = arena_copy(&r->arena, reference_cell(r, row, "authority"));
	str dataset = reference_cell(r, row, "dataset");
	bool fresh;

	if (!regime.len || !jurisdiction.len)
		return "no regime or no jurisdiction";
	str key = regime_key(&r->arena, jurisdiction, regime);
	if (!key.ptr || !table_put(&r->authorities, key, (uint32_t)r->authority.len, &fresh) ||
	    (fresh && !vec_push(&r->authority, authority)))
		r->stopped = true;
	else if (!fresh)
		return "an earlier row has the same regime";
	str id = arena_print(&r->arena, "program#%.*s#%.*s", STR_ARG(jurisdiction),
	                     STR_ARG(reference_slug(&r->arena, regime)));
	const char *why = reference_begin(r, row, SCHEMA_PROGRAM, id);
	if (why)
		return why;
	model_draft_add(&r->draft, PROP_NAME, regime);
	add_jurisdiction(r, PROP_JURISDICTION, jurisdiction);
	reference_add_cell(r, row, PROP_SUMMARY, "short");
	reference_add_cell(r, row, PROP_AUTHORITY, "authority");
	reference_add_list(r, PROP_PROGRAM, reference_cell(r, row, "programs"));
	add_deciders(r, jurisdiction, reference_cell(r, row, "deciders"));
	if (dataset.len)
		model_draft_add(&r->draft, PROP_UNMAPPED,
		                arena_print(&r->draft.arena, "dataset=%.*s", STR_ARG(dataset)));
	return reference_emit(r);
}

/* What `begin` of a listing needs: the actor, where, under what; why not, or NULL. */
static const char *begin_listing(struct reference *r, const struct csv_row *row, const char *date_column,
                                 const char *infix)
{
	str actor = reference_cell(r, row, "actor");
	str jurisdiction = reference_cell(r, row, "jurisdiction");
	str regime = reference_cell(r, row, "regime");
	str date = reference_cell(r, row, date_column);
	enum model_schema schema;

	if (!reference_actor_schema(r, actor, &schema))
		return "actors.csv does not have the actor";
	if (!jurisdiction.len || !regime.len)
		return "no jurisdiction or no regime";
	if (date.len && !reference_is_date(date))
		return "a date is not EDTF";
	str id = arena_print(&r->arena, "%.*s#%.*s#%.*s#%s%.*s", STR_ARG(actor), STR_ARG(jurisdiction),
	                     STR_ARG(reference_slug(&r->arena, regime)), infix, STR_ARG(date));
	return reference_begin(r, row, SCHEMA_SANCTION, id);
}

static void add_listing_head(struct reference *r, const struct csv_row *row)
{
	str jurisdiction = reference_cell(r, row, "jurisdiction");
	str regime = reference_cell(r, row, "regime");

	reference_add_cell(r, row, PROP_ENTITY, "actor");
	add_jurisdiction(r, PROP_COUNTRY, jurisdiction);
	model_draft_add(&r->draft, PROP_PROGRAM, regime);
	model_draft_add(&r->draft, PROP_AUTHORITY, regime_authority(r, jurisdiction, regime));
}

/* Adds one of the fields that verified_fields speaks of. */
static void add_checked(struct reference *r, const struct csv_row *row, enum model_property property,
                        const char *column, const char *field)
{
	struct model_statement *s = model_draft_add(&r->draft, property, reference_cell(r, row, column));

	if (s)
		s->confidence = list_has(reference_cell(r, row, "verified_fields"), field) ? CONFIDENCE_VERIFIED
		                                                                           : CONFIDENCE_RECALLED;
}

const char *reference_read_designation(struct reference *r, const struct csv_row *row)
{
	str end = reference_cell(r, row, "delisted_on");
	str verified = reference_cell(r, row, "verified_fields");

	if (end.len && !reference_is_date(end))
		return "a date is not EDTF";
	const char *why = begin_listing(r, row, "listed_on", "");
	if (why)
		return why;
	uint8_t row_confidence = r->draft.confidence;
	if (list_has(verified, "listed_on") || list_has(verified, "delisted_on"))
		r->draft.confidence = CONFIDENCE_VERIFIED;
	add_listing_head(r, row);
	r->draft.confidence = row_confidence;
	add_checked(r, row, PROP_LISTING_DATE, "listed_on", "listed_on");
	add_checked(r, row, PROP_START_DATE, "listed_on", "listed_on");
	if (!str_is(reference_cell(r, row, "status"), "unknown"))
		add_checked(r, row, PROP_END_DATE, "delisted_on", "delisted_on");
	reference_add_cell(r, row, PROP_STATUS, "status");
	add_checked(r, row, PROP_INSTRUMENT, "instrument", "instrument");
	add_checked(r, row, PROP_REASON, "listing_reason", "stated_reason");
	add_checked(r, row, PROP_END_REASON, "removal_reason", "stated_reason");
	reference_add_list(r, PROP_VERIFIED_FIELDS, verified);
	reference_add_cell(r, row, PROP_NOTES, "notes");
	return reference_emit(r);
}

/* Without a day there is nothing to answer questions with: it stays as a note on the actor. */
static const char *note_absence(struct reference *r, const struct csv_row *row)
{
	enum model_schema schema;

	if (!reference_actor_schema(r, reference_cell(r, row, "actor"), &schema))
		return "actors.csv does not have the actor";
	const char *why = reference_begin(r, row, schema, reference_cell(r, row, "actor"));
	if (why)
		return why;
	model_draft_add(
	    &r->draft, PROP_NOTES,
	    arena_print(&r->draft.arena, "%.*s, %.*s: %.*s", STR_ARG(reference_cell(r, row, "jurisdiction")),
	                STR_ARG(reference_cell(r, row, "regime")), STR_ARG(reference_cell(r, row, "note"))));
	return reference_emit(r);
}

const char *reference_read_absence(struct reference *r, const struct csv_row *row)
{
	if (!reference_cell(r, row, "as_of").len)
		return note_absence(r, row);
	const char *why = begin_listing(r, row, "as_of", "not-listed#");
	if (why)
		return why;
	add_listing_head(r, row);
	reference_add_cell(r, row, PROP_NOT_LISTED, "as_of");
	reference_add_cell(r, row, PROP_NOTES, "note");
	return reference_emit(r);
}

/* ---- offices ------------------------------------------------------------------------------------------------ */

static void emit_position(struct reference *r, const struct csv_row *row, str id)
{
	bool fresh;

	if (!table_put(&r->positions, id, 0, &fresh)) {
		r->stopped = true;
		return;
	}
	if (!fresh)
		return;
	reference_begin(r, row, SCHEMA_POSITION, id);
	reference_add_cell(r, row, PROP_NAME, "office");
	add_jurisdiction(r, PROP_COUNTRY, reference_cell(r, row, "jurisdiction"));
	reference_emit(r);
}

static void emit_holder(struct reference *r, const struct csv_row *row, enum model_schema schema, str actor)
{
	reference_begin(r, row, schema, actor);
	model_draft_add(&r->draft, PROP_TOPICS, STR("role.pep"));
	reference_emit(r);
}

const char *reference_read_office(struct reference *r, const struct csv_row *row)
{
	str actor = reference_cell(r, row, "actor");
	str office = reference_cell(r, row, "office");
	str jurisdiction = reference_cell(r, row, "jurisdiction");
	str from = reference_cell(r, row, "from");
	str to = reference_cell(r, row, "to");
	enum model_schema schema;

	if (!reference_actor_schema(r, actor, &schema))
		return "actors.csv does not have the actor";
	if (!office.len)
		return "no office";
	if ((from.len && !reference_is_date(from)) || (to.len && !reference_is_date(to)))
		return "a date is not EDTF";
	str name = reference_slug(&r->arena, office);
	str position = position_id(&r->arena, jurisdiction, office);
	str id = arena_print(&r->arena, "%.*s#%.*s#%.*s#%.*s", STR_ARG(actor), STR_ARG(name), STR_ARG(jurisdiction),
	                     STR_ARG(from));
	const char *why = reference_begin(r, row, SCHEMA_OCCUPANCY, id);
	if (why || !position.ptr || !id.ptr)
		return why;
	reference_add_cell(r, row, PROP_HOLDER, "actor");
	model_draft_add(&r->draft, PROP_POST, position);
	add_jurisdiction(r, PROP_COUNTRY, jurisdiction);
	reference_add_cell(r, row, PROP_POLITICAL, "party");
	model_draft_add(&r->draft, PROP_START_DATE, from);
	model_draft_add(&r->draft, PROP_END_DATE, to);
	reference_add_cell(r, row, PROP_NOTES, "notes");
	reference_emit(r);
	emit_position(r, row, position);
	emit_holder(r, row, schema, actor);
	return NULL;
}
