/* Lists that are Canadian law: the regulations as Justice Canada publishes them, English and French.
 *
 *   <Regulation lims:lastAmendedDate=… xml:lang="en"><Identification><InstrumentNumber>SOR/2002-284</…>
 *     <Body>… <Section>…<List><Item lims:fid=… lims:id=…><Text>Al Qaida (also known …)</Text></Item>
 *     <Schedule><ScheduleFormHeading>…</…><Heading>PART 1 Individuals</Heading><List><Item>…
 *
 * The listed terrorist entities (SOR/2002-284) stand in the body, those of other regulations in schedules whose
 * headings do not speak of goods; ships stand in tables that have a column of IMO numbers.
 *
 * `fid` stays with an item when it is reworded or repealed, `id` is its wording: the record id is the fid, so a
 * rewording is a change and a repeal ("[Repealed, SOR/2022-84, s. 1]") is an end with its date. An item whose two
 * numbers are equal stands as it was first enacted, on the day that it came into force; older ones, without
 * `enacted-date`, were there when the text was loaded, so their day is only a bound.
 *
 * The French text has numbers of its own, but its items stand in the same order: when it comes with the English one,
 * it adds its names to the records of that. */
#include "sources/ca_item.h"
#include "sources/formats.h"
#include "sources/say.h"
#include "sources/tree.h"

#include <stdio.h>

enum { PART_ENGLISH, PART_FRENCH, ITEMS_MAX = 1 << 18 };

/** An item of the English text, for the French one and for the amendments that name its day. */
struct item {
	str id, label;
	int32_t added; /* day on which it was first enacted; 0 unknown */
	enum model_schema schema;
};

struct reader {
	struct say say;
	struct arena kept; /* holds what lives longer than an entry */
	VEC(struct item) items;
	size_t at; /* French: number of items seen; English: first item that waits for its amendment */
	bool french, alone;
	str instrument, title;
	bool terrorists;           /* the list in the body */
	bool in_schedule, ignored; /* a schedule of goods */
	str schedule, part;        /* labels: "SCHEDULE 1", "PART 1.1" */
	str headings;              /* what they say, for the kind of its items */
	str columns[8];            /* of the table at hand */
	size_t column_count;
	bool in_head; /* the row at hand names the columns */
	ties_error *err;
};

/* ---- where we are ---------------------------------------------------------------------------------- */

static bool has_word(str s, const char *word)
{
	size_t n = strlen(word);

	for (size_t i = 0; i + n <= s.len; i++)
		if (str_equal_nocase(str_slice(s, i, i + n), (str){word, n}))
			return true;
	return false;
}

static enum model_schema kind_of(const struct reader *r, str born)
{
	static const char *const persons[] = {"individual", "foreign national", "particulier", "tranger"};

	if (born.len)
		return SCHEMA_PERSON;
	for (size_t i = 0; i < sizeof persons / sizeof *persons; i++)
		if (has_word(r->headings, persons[i]))
			return SCHEMA_PERSON;
	return has_word(r->headings, "entit") ? SCHEMA_ORGANIZATION : SCHEMA_LEGAL_ENTITY;
}

static bool is_goods(str heading)
{
	return has_word(heading, "goods") || has_word(heading, "marchandises") || has_word(heading, "technolog");
}

static bool begins(void *context, const struct xml *xml, str name)
{
	struct reader *r = context;
	str parent = xml_ancestor(xml, 1), above = xml_ancestor(xml, 2);

	if (str_is(name, "Schedule")) {
		r->in_schedule = true;
		r->ignored = false;
		r->schedule = r->part = r->headings = (str){NULL, 0};
	}
	if (str_is(name, "InstrumentNumber") || str_is(name, "LongTitle"))
		return str_is(parent, "Identification");
	if (str_is(name, "Item"))
		return str_is(parent, "List") && str_is(above, r->in_schedule ? "Schedule" : "Section") &&
		       r->terrorists != r->in_schedule && !r->ignored;
	if (str_is(name, "row")) {
		r->in_head = str_is(parent, "thead");
		return r->in_schedule && !r->ignored;
	}
	if (str_is(name, "ScheduleFormHeading") || str_is(name, "Heading"))
		return str_is(parent, "Schedule");
	return str_is(name, "HistoricalNoteSubItem");
}

static str keep(struct reader *r, str s)
{
	return arena_copy(&r->kept, s);
}

static void take_heading(struct reader *r, struct tree *t, bool form)
{
	str label = tree_take(t, 0, "Label");
	str all = tree_text(t, 0);

	if (form) {
		r->schedule = keep(r, label.len ? label : all);
		r->part = (str){NULL, 0};
		r->headings = keep(r, all);
		r->ignored = is_goods(all);
	} else {
		r->part = keep(r, label.len ? label : all);
		r->headings = keep(r, all);
		r->ignored = is_goods(all);
	}
}

/* ---- records --------------------------------------------------------------------------------------- */

static int32_t day_of(str text)
{
	struct date date;

	return date_parse(text, &date, NULL) == TIES_OK && date.kind == DATE_KNOWN && date.first == date.last
	           ? date.first
	           : 0;
}

static void add_names(struct reader *r, const struct ca_item *item)
{
	struct say *say = &r->say;
	str lang = r->french ? STR("fr") : (str){NULL, 0};
	struct model_statement *s = say_value(say, r->french && !r->alone ? PROP_ALIAS : PROP_NAME, item->name);

	if (s)
		s->lang = lang;
	for (size_t i = 0; i < item->count; i++) {
		s = say_value(say, item->names[i].kind, item->names[i].name);
		if (s)
			s->lang = lang;
	}
}

static void add_listing_date(struct reader *r, struct tree *t, struct item *item)
{
	str fid = tree_attribute(t, 0, "fid"), wording = tree_attribute(t, 0, "id");
	str day = tree_attribute(t, 0, "inforce-start-date"), enacted = tree_attribute(t, 0, "enacted-date");
	struct date date;

	tree_attribute(t, 0, "lastAmendedDate");
	tree_attribute(t, 0, "enactId");
	if (!str_equal(fid, wording) || date_parse(day, &date, NULL) != TIES_OK || date.kind != DATE_KNOWN)
		return;
	if (enacted.len)
		item->added = day_of(day);
	else
		date.first = TIES_DAY_MIN;
	say_date(&r->say, PROP_LISTING_DATE, date, day);
}

static str place_of(struct reader *r, str label)
{
	str parts[3] = {r->schedule, r->part, label.len ? say_print(&r->say, "item %.*s", STR_ARG(label)) : label};

	return say_join(&r->say, parts, 3, ", ");
}

static void begin_sanction(struct reader *r, str id)
{
	say_begin(&r->say, SCHEMA_SANCTION, say_print(&r->say, "%.*s#sanction", STR_ARG(id)));
}

static void say_listed(struct reader *r, str id)
{
	struct say *say = &r->say;

	say_value(say, PROP_ENTITY, id);
	say_value(say, PROP_AUTHORITY, STR("Governor in Council"));
	say_value(say, PROP_COUNTRY, STR("ca"));
	say_value(say, PROP_PROGRAM, r->title.len ? r->title : r->instrument);
}

/* A repealed item does not say any more that someone is listed: that run of versions ends, and the end has a date. */
static ties_code emit_sanction(struct reader *r, struct tree *t, struct item *item, str repealed)
{
	struct say *say = &r->say;

	begin_sanction(r, item->id);
	if (!repealed.len)
		say_listed(r, item->id);
	say_value(say, PROP_AUTHORITY_ID, place_of(r, item->label));
	if (repealed.len) {
		say_date_text(say, PROP_END_DATE, tree_attribute(t, 0, "inforce-start-date"));
		say_value(say, PROP_STATUS, STR("removed"));
		say_value(say, PROP_INSTRUMENT, repealed);
	} else {
		add_listing_date(r, t, item);
	}
	return say_emit(say, r->err);
}

/* The English item at the place of this French one; false when the two texts are not of one day. */
static bool find_partner(struct reader *r, str label, struct item *out)
{
	if (r->at >= r->items.len || !str_equal(r->items.ptr[r->at].label, label))
		return false;
	*out = r->items.ptr[r->at++];
	return true;
}

static ties_code not_parallel(struct reader *r)
{
	return error_at(r->err, TIES_ERR_FORMAT, r->say.path, r->say.line,
	                "the French text does not have the items of the English one (%zu): are both of the same day?",
	                r->items.len);
}

static ties_code emit_french(struct reader *r, const struct ca_item *text, str label)
{
	struct item item;

	if (!find_partner(r, label, &item))
		return not_parallel(r);
	if (text->repealed.len)
		return TIES_OK;
	say_begin(&r->say, item.schema, item.id);
	add_names(r, text);
	return say_emit(&r->say, r->err);
}

static ties_code remember(struct reader *r, struct item item)
{
	item.id = keep(r, item.id);
	item.label = keep(r, item.label);
	if (r->items.len >= ITEMS_MAX)
		return error_at(r->err, TIES_ERR_LIMIT, r->say.path, r->say.line,
		                "more than %d items: no regulation has that many", ITEMS_MAX);
	return vec_push(&r->items, item) && !r->kept.failed ? TIES_OK : error_nomem(r->err);
}

static ties_code emit_item(struct reader *r, struct tree *t, struct item item, const struct ca_item *text)
{
	struct say *say = &r->say;

	if (!text->repealed.len) {
		say_begin(say, item.schema, item.id);
		add_names(r, text);
		say_date_text(say, PROP_BIRTH_DATE, text->born);
		say_prose(say, PROP_NOTES, text->rest);
		say_value(say, PROP_TOPICS, STR("sanction"));
		if (r->terrorists)
			say_value(say, PROP_TOPICS, STR("crime.terror"));
		tree_attribute(t, 0, "fid");
		if (say_emit(say, r->err) != TIES_OK)
			return TIES_ERR_NOMEM;
	}
	if (emit_sanction(r, t, &item, text->repealed) != TIES_OK)
		return TIES_ERR_NOMEM;
	return remember(r, item);
}

static ties_code take_item(struct reader *r, struct tree *t)
{
	struct ca_item text;
	str label = tree_take(t, 0, "Label"), fid = tree_attribute(t, 0, "fid");
	uint32_t at = 0;

	r->say.entries++;
	str whole = tree_child(t, 0, "Text", &at) ? tree_text(t, at) : tree_text(t, 0);
	if (!ca_item_read(&text, whole, &r->say.arena) || !fid.len) {
		say_reject(&r->say, fid.len ? "the item has no name" : "the item has no number (lims:fid)", whole);
		return TIES_OK;
	}
	if (text.overflow)
		say_reject(&r->say, "the item has too many names, some are left out", fid);
	if (r->french && !r->alone)
		return emit_french(r, &text, label);
	struct item item = {.label = label, .schema = kind_of(r, text.born)};
	item.id = r->alone ? say_print(&r->say, "fr/%.*s", STR_ARG(fid)) : fid;
	return emit_item(r, t, item, &text);
}

/* ---- ships ----------------------------------------------------------------------------------------- */

/* Which column of the table is it? */
static enum model_property column_property(str heading)
{
	if (has_word(heading, "IMO") || has_word(heading, "OMI"))
		return PROP_IMO_NUMBER;
	if (has_word(heading, "name") || has_word(heading, "nom "))
		return PROP_NAME;
	if (has_word(heading, "type"))
		return PROP_TYPE;
	if (has_word(heading, "date"))
		return PROP_BUILD_DATE;
	return has_word(heading, "item") || has_word(heading, "article") ? PROP_AUTHORITY_ID : PROP_UNMAPPED;
}

static bool is_ship_table(const struct reader *r)
{
	for (size_t i = 0; i < r->column_count; i++)
		if (column_property(r->columns[i]) == PROP_IMO_NUMBER)
			return true;
	return false;
}

static void take_columns(struct reader *r, struct tree *t)
{
	uint32_t at = 0;

	r->column_count = 0;
	while (r->column_count < sizeof r->columns / sizeof *r->columns && tree_child(t, 0, "entry", &at))
		r->columns[r->column_count++] = keep(r, tree_text(t, at));
}

static ties_code emit_ship(struct reader *r, struct tree *t, struct item item, const str *cell, size_t count)
{
	struct say *say = &r->say;

	item.schema = SCHEMA_VESSEL;
	say_begin(say, SCHEMA_VESSEL, item.id);
	for (size_t i = 0; i < count; i++) {
		enum model_property property = column_property(r->columns[i]);
		if (property == PROP_BUILD_DATE)
			say_date_text(say, property, cell[i]);
		else if (property == PROP_UNMAPPED && r->columns[i].ptr)
			say_unmapped(say, r->columns[i].ptr, cell[i]);
		else if (property != PROP_AUTHORITY_ID)
			say_value(say, property, cell[i]);
	}
	say_value(say, PROP_TOPICS, STR("sanction"));
	if (say_emit(say, r->err) != TIES_OK)
		return TIES_ERR_NOMEM;
	return emit_sanction(r, t, &item, (str){NULL, 0});
}

/* The key of a ship is its IMO number: rows have a number of their own only since their table was amended. */
static ties_code take_row(struct reader *r, struct tree *t)
{
	str cell[8], imo = {NULL, 0}, name = {NULL, 0}, label = {NULL, 0};
	size_t count = 0;

	if (r->in_head) {
		take_columns(r, t);
		return TIES_OK;
	}
	if (!is_ship_table(r))
		return TIES_OK;
	for (uint32_t at = 0; count < r->column_count && tree_child(t, 0, "entry", &at); count++) {
		cell[count] = tree_text(t, at);
		enum model_property property = column_property(r->columns[count]);
		imo = property == PROP_IMO_NUMBER ? say_number(cell[count], 7) : imo;
		name = property == PROP_NAME ? cell[count] : name;
		label = property == PROP_AUTHORITY_ID ? cell[count] : label;
	}
	r->say.entries++;
	if (r->french && !r->alone)
		return TIES_OK; /* ships have one name in both languages */
	if (!imo.len || !name.len) {
		say_reject(&r->say, "the row of a ship has no name or no IMO number", label);
		return TIES_OK;
	}
	struct item item = {.id = say_print(&r->say, "imo/%.*s", STR_ARG(imo)), .label = label};
	return emit_ship(r, t, item, cell, count);
}

/* ---- amendments -------------------------------------------------------------------------------------- */

/* "SOR/2021-169, s. 1", of a day on which items were added: the act that added them. */
static ties_code take_amendment(struct reader *r, struct tree *t)
{
	str day = tree_attribute(t, 0, "inforce-start-date"), enacted = tree_attribute(t, 0, "enacted-date");
	str text = tree_text(t, 0);
	int32_t on = enacted.len ? day_of(day) : 0;

	if (r->french || !on || str_find_char(text, ';', 0) != SIZE_MAX)
		return TIES_OK;
	str act = str_slice(text, 0, str_find(text, STR(", s"), 0));
	for (size_t i = 0; i < r->items.len; i++) {
		struct item *item = &r->items.ptr[i];
		if (item->added != on)
			continue;
		item->added = 0;
		begin_sanction(r, item->id);
		say_value(&r->say, PROP_INSTRUMENT, act);
		if (say_emit(&r->say, r->err) != TIES_OK)
			return TIES_ERR_NOMEM;
	}
	return TIES_OK;
}

static ties_code take_entry(void *context, struct tree *t)
{
	struct reader *r = context;
	str name = t->nodes.ptr[0].name;
	ties_code rc = TIES_OK;

	r->say.line = t->line;
	if (str_is(name, "InstrumentNumber")) {
		r->instrument = keep(r, tree_text(t, 0));
		r->terrorists = str_is(r->instrument, "SOR/2002-284") || str_is(r->instrument, "DORS/2002-284");
	} else if (str_is(name, "LongTitle")) {
		r->title = keep(r, tree_text(t, 0));
	} else if (str_is(name, "Item")) {
		rc = take_item(r, t);
	} else if (str_is(name, "row")) {
		rc = take_row(r, t);
	} else if (str_is(name, "HistoricalNoteSubItem")) {
		rc = take_amendment(r, t);
	} else {
		take_heading(r, t, str_is(name, "ScheduleFormHeading"));
	}
	say_clear(&r->say);
	return rc == TIES_OK && (t->arena.failed || r->kept.failed) ? error_nomem(r->err) : rc;
}

static ties_code read_text(struct reader *r, const struct source_file *file, unsigned part)
{
	const struct tree_reader reader = {.context = r,
	                                   .root = "Regulation",
	                                   .expect = "a Canadian regulation with the root <Regulation>",
	                                   .begins = begins,
	                                   .entry = take_entry};

	r->say.path = file->path;
	r->say.part = part;
	r->french = part == PART_FRENCH;
	r->in_schedule = r->terrorists = r->ignored = false;
	r->column_count = r->at = 0;
	r->say.entries = 0;
	ties_code rc = tree_parse(file->input, &reader, r->err);
	return rc == TIES_OK ? say_check_entries(&r->say, "the regulation", r->err) : rc;
}

static ties_code read(const struct source_set *set, const struct source_sink *sink, ties_error *err)
{
	struct reader r = {.say = {.sink = sink}, .err = err, .alone = !set->part[PART_ENGLISH].input};
	ties_code rc = TIES_OK;

	if (r.alone && !set->part[PART_FRENCH].input)
		return error_set(err, TIES_ERR_FORMAT, "the regulation has no file");
	for (unsigned part = PART_ENGLISH; rc == TIES_OK && part <= PART_FRENCH; part++)
		if (set->part[part].input)
			rc = read_text(&r, &set->part[part], part);
	if (rc == TIES_OK && r.french && !r.alone && r.at != r.items.len)
		rc = not_parallel(&r);
	say_finish(&r.say);
	arena_finish(&r.kept);
	vec_finish(&r.items);
	return rc;
}

/* ---- detection ------------------------------------------------------------------------------------- */

/* "SOR/2014-58" and "DORS/2014-58" are one regulation: "ca_sor_2014_58". */
static bool name_dataset(str number, char out[SOURCE_NAME_MAX])
{
	size_t slash = str_find_char(number, '/', 0);

	if (slash == SIZE_MAX || number.len > 24)
		return false;
	if (str_is(str_slice(number, slash, number.len), "/2002-284"))
		return snprintf(out, SOURCE_NAME_MAX, "ca_listed_terrorists") > 0;
	int n = snprintf(out, SOURCE_NAME_MAX, "ca_sor_%.*s", STR_ARG(str_slice(number, slash + 1, number.len)));
	for (int i = 0; i < n; i++)
		if (out[i] == '-')
			out[i] = '_';
	return true;
}

static bool detect(str head, const char *, struct source_claim *claim)
{
	size_t at = str_find(head, STR("<InstrumentNumber>"), 0), end = str_find(head, STR("</InstrumentNumber>"), 0);

	if (!str_is(xml_root_name(head), "Regulation") || at == SIZE_MAX || end == SIZE_MAX ||
	    !xml_root_attribute(head, "fid").len)
		return false;
	*claim = (struct source_claim){.version = {TIES_DAY_MIN, TIES_DAY_MAX, DATE_UNKNOWN, false, false}};
	claim->part = str_is(xml_root_attribute(head, "lang"), "fr") ? PART_FRENCH : PART_ENGLISH;
	if (date_parse(xml_root_attribute(head, "lastAmendedDate"), &claim->version, NULL) != TIES_OK)
		claim->version = (struct date){TIES_DAY_MIN, TIES_DAY_MAX, DATE_UNKNOWN, false, false};
	return name_dataset(str_trim(str_slice(head, at + 18, end)), claim->dataset);
}

const struct source_format source_ca_regulation = {
    .name = "ca-regulation-xml",
    .family = "Canada",
    .describes = "Canadian regulations that list persons and entities (SOR-2002-284.xml, SOR-2014-58.xml, …)",
    .parts = {"regulation.xml", "regulation.fr.xml"},
    .detect = detect,
    .read = read,
};
