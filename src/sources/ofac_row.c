/* Rows of the four OFAC files as records. */
#include "sources/ofac.h"

#include "text/text.h"

enum { REMARKS_CUT = 1000, ROW_BEGIN = 120 };

static enum model_schema schema_of(str type)
{
	if (!type.len || str_equal_nocase(type, STR("entity")))
		return SCHEMA_ORGANIZATION;
	if (str_equal_nocase(type, STR("individual")))
		return SCHEMA_PERSON;
	if (str_equal_nocase(type, STR("vessel")))
		return SCHEMA_VESSEL;
	return str_equal_nocase(type, STR("aircraft")) ? SCHEMA_AIRPLANE : SCHEMA_LEGAL_ENTITY;
}

/* Registers the entry of a row; TABLE_NONE when its id is taken or memory ran out. */
static uint32_t add_entry(struct ofac *o, str id, enum model_schema schema)
{
	struct ofac_entry entry = {arena_copy(&o->arena, id), (uint8_t)schema, TABLE_NONE};
	uint32_t index = (uint32_t)o->entries.len;
	bool fresh = false;

	if (!entry.id.ptr || !table_put(&o->by_id, entry.id, index, &fresh) || (fresh && !vec_push(&o->entries, entry)))
		o->stopped = true;
	return fresh && !o->stopped ? index : TABLE_NONE;
}

static void add_number(struct model_draft *draft, enum model_property property, str published)
{
	char digits[32];
	size_t n = 0;

	for (size_t i = 0; i < published.len && n < sizeof digits; i++)
		if (published.ptr[i] != ',')
			digits[n++] = published.ptr[i];
	struct model_statement *s = model_draft_add(draft, property, (str){digits, n});
	if (s && !str_equal(s->value, published))
		s->original = published;
}

/* Columns 5 to 11: the title of a person, what is known of a vessel. */
static void add_columns(struct ofac *o, uint32_t index, const struct csv_row *row)
{
	str titles = ofac_cell(row, 4);
	bool person = o->entries.ptr[index].schema == SCHEMA_PERSON;

	for (size_t end; titles.len; titles = str_slice(titles, end == SIZE_MAX ? end : end + 2, titles.len)) {
		end = str_find(titles, STR("; "), 0);
		model_draft_add(&o->entity, person ? PROP_POSITION : PROP_NOTES, str_slice(titles, 0, end));
	}
	model_draft_add(&o->entity, PROP_CALL_SIGN, ofac_cell(row, 5));
	model_draft_add(&o->entity, PROP_TYPE, ofac_cell(row, 6));
	add_number(&o->entity, PROP_TONNAGE, ofac_cell(row, 7));
	add_number(&o->entity, PROP_GROSS_TONNAGE, ofac_cell(row, 8));
	ofac_add_country(&o->entity, PROP_FLAG, ofac_cell(row, 9));
	str owner = ofac_cell(row, 10);
	if (owner.len)
		ofac_link_add(o, (struct ofac_link){.subject = index, .name = owner, .owner = true, .line = row->line});
}

static void add_programmes(struct model_draft *sanction, str tags)
{
	size_t end;

	for (; tags.len; tags = str_slice(tags, end == SIZE_MAX ? end : end + 3, tags.len)) {
		end = str_find(tags, STR("] ["), 0);
		str tag = str_trim(str_slice(tags, 0, end));
		if (str_starts(tag, STR("[")))
			tag = str_slice(tag, 1, tag.len);
		if (str_ends(tag, STR("]")))
			tag = str_slice(tag, 0, tag.len - 1);
		model_draft_add(sanction, PROP_PROGRAM, tag);
	}
}

/* The remarks of an entry joined with their overflow; *cut when that is missing. */
static str join_remarks(struct ofac *o, str id, str remarks, bool *cut)
{
	*cut = utf8_length(remarks) == REMARKS_CUT;
	uint32_t at = *cut ? table_get(&o->overflow_of, id) : TABLE_NONE;
	if (at == TABLE_NONE)
		return remarks;
	struct ofac_overflow *overflow = &o->overflows.ptr[at];
	overflow->used = true;
	*cut = false;
	str whole = arena_print(&o->arena, "%.*s%.*s", STR_ARG(remarks), STR_ARG(overflow->text));
	o->stopped |= !whole.ptr;
	return whole;
}

static void begin_sanction(struct ofac *o, str id, const struct csv_row *row)
{
	str sanction = arena_print(&o->arena, "%.*s#sanction", STR_ARG(id));

	model_draft_begin(&o->sanction, SCHEMA_SANCTION, sanction);
	o->sanction.record.line = row->line;
	model_draft_add(&o->sanction, PROP_ENTITY, id);
	model_draft_add(&o->sanction, PROP_AUTHORITY, STR("OFAC"));
	model_draft_add(&o->sanction, PROP_COUNTRY, STR("us"));
	add_programmes(&o->sanction, ofac_cell(row, 3));
}

const char *ofac_read_entry(struct ofac *o, const struct csv_row *row, str remarks, bool cut)
{
	str id = row->cell[0];
	str type = ofac_cell(row, 2);
	str name = ofac_cell(row, 1);
	enum model_schema schema = schema_of(type);

	if (!name.len)
		return "no name";
	uint32_t index = add_entry(o, id, schema);
	if (index == TABLE_NONE)
		return "an earlier row has the same ent_num";
	ofac_link_name(o, name, index);
	model_draft_begin(&o->entity, schema, id);
	o->entity.record.line = row->line;
	begin_sanction(o, id, row);
	ofac_add_name(&o->entity, PROP_NAME, name, schema == SCHEMA_PERSON);
	if (schema == SCHEMA_PERSON) {
		struct ofac_name n = ofac_turn(&o->entity.arena, name);
		model_draft_add(&o->entity, PROP_FIRST_NAME, n.first);
		model_draft_add(&o->entity, PROP_LAST_NAME, n.last);
		model_draft_add(&o->entity, PROP_NAME_SUFFIX, n.suffix);
	} else if (schema == SCHEMA_LEGAL_ENTITY) {
		model_draft_add(&o->entity, PROP_UNMAPPED,
		                arena_print(&o->entity.arena, "SDN_Type=%.*s", STR_ARG(type)));
	}
	model_draft_add(&o->entity, PROP_TOPICS, STR("sanction"));
	add_columns(o, index, row);
	ofac_remarks(o, index, remarks, cut, row->line);
	ofac_emit(o, &o->entity, OFAC_PRIMARY);
	ofac_emit(o, &o->sanction, OFAC_PRIMARY);
	return NULL;
}

const char *ofac_read_primary(struct ofac *o, const struct csv_row *row)
{
	/* Untrimmed: its length tells whether it was cut. */
	str remarks = ofac_is_null(csv_cell(row, 11)) ? (str){NULL, 0} : csv_cell(row, 11);
	bool cut;

	remarks = join_remarks(o, row->cell[0], remarks, &cut);
	return ofac_read_entry(o, row, remarks, cut);
}

/* Begins o->entity again for a row of a further part; false when the primary file lacks the entry. */
static bool begin_again(struct ofac *o, const struct csv_row *row)
{
	uint32_t index = table_get(&o->by_id, row->cell[0]);

	if (index == TABLE_NONE)
		return false;
	model_draft_begin(&o->entity, (enum model_schema)o->entries.ptr[index].schema, row->cell[0]);
	o->entity.record.line = row->line;
	return true;
}

const char *ofac_read_alt(struct ofac *o, const struct csv_row *row)
{
	str kind = ofac_cell(row, 2);
	str name = ofac_cell(row, 3);
	str remarks = ofac_cell(row, 4);

	if (!name.len)
		return "no alias";
	if (!begin_again(o, row))
		return "an alias of an entry that the primary file does not have";
	enum model_property property = str_equal_nocase(kind, STR("fka"))   ? PROP_PREVIOUS_NAME
	                               : str_equal_nocase(kind, STR("nka")) ? PROP_NAME
	                                                                    : PROP_ALIAS;
	ofac_add_name(&o->entity, property, name, o->entity.record.schema == SCHEMA_PERSON);
	model_draft_add(&o->entity, PROP_NOTES, remarks);
	ofac_emit(o, &o->entity, OFAC_ALT);
	return NULL;
}

/* Column 4 mixes city, region and postal code; only what is plainly a city is called one. */
static bool is_city(str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] == ',' || (s.ptr[i] >= '0' && s.ptr[i] <= '9'))
			return false;
	return s.len > 0;
}

const char *ofac_read_address(struct ofac *o, const struct csv_row *row)
{
	str part[] = {ofac_cell(row, 2), ofac_cell(row, 3), ofac_cell(row, 4)};

	if (!part[0].len && !part[1].len && !part[2].len)
		return NULL;
	if (!begin_again(o, row))
		return "an address of an entry that the primary file does not have";
	str full = {NULL, 0};
	for (size_t i = 0; i < 3; i++)
		if (part[i].len)
			full = full.len ? arena_print(&o->entity.arena, "%.*s, %.*s", STR_ARG(full), STR_ARG(part[i]))
			                : part[i];
	if (part[0].len || part[1].len)
		model_draft_add(&o->entity, PROP_ADDRESS, full);
	ofac_add_country(&o->entity, PROP_COUNTRY, part[2]);
	ofac_emit(o, &o->entity, OFAC_ADD);
	ofac_begin_side(o, SCHEMA_ADDRESS, "address", ofac_cell(row, 1));
	model_draft_add(&o->side, PROP_FULL, full);
	model_draft_add(&o->side, PROP_STREET, part[0]);
	if (is_city(part[1]))
		model_draft_add(&o->side, PROP_CITY, part[1]);
	ofac_add_country(&o->side, PROP_COUNTRY, part[2]);
	model_draft_add(&o->side, PROP_NOTES, ofac_cell(row, 5));
	ofac_emit(o, &o->side, OFAC_ADD);
	return NULL;
}

const char *ofac_read_comment(struct ofac *o, const struct csv_row *row)
{
	struct ofac_overflow overflow = {
	    .id = arena_copy(&o->arena, row->cell[0]),
	    .text = arena_copy(&o->arena, row->cell[1]),
	    .begin = arena_copy(&o->arena, str_slice(row->raw, 0, ROW_BEGIN)),
	    .line = row->line,
	};
	bool fresh = false;
	uint32_t *at =
	    overflow.id.ptr ? table_put(&o->overflow_of, overflow.id, (uint32_t)o->overflows.len, &fresh) : NULL;

	if (!at || o->arena.failed || (fresh && !vec_push(&o->overflows, overflow))) {
		o->stopped = true;
	} else if (!fresh) {
		struct ofac_overflow *first = &o->overflows.ptr[*at];
		first->text = arena_print(&o->arena, "%.*s%.*s", STR_ARG(first->text), STR_ARG(overflow.text));
	}
	return NULL;
}
