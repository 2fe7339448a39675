/* OFAC sdn.xml and consolidated.xml.
 *
 *   <sdnList>
 *     <publshInformation><Publish_Date>03/28/2025</Publish_Date><Record_Count>443</Record_Count></publshInformation>
 *     <sdnEntry> uid firstName lastName title sdnType remarks programList idList akaList addressList nationalityList
 *                citizenshipList dateOfBirthList placeOfBirthList vesselInfo </sdnEntry>
 *
 * `uid` is the ent_num of the CSV files, and an entry is turned into the rows that those have (ofac_item.h): ids,
 * dates, places and nationalities become tokens of the remarks, where the CSV publishes them. The numbers of ids,
 * aliases and dates (uid) and mainEntry serve the publisher only and are not kept. An element that is not known becomes
 * a note. */
#include "sources/formats.h"
#include "sources/ofac_item.h"
#include "sources/xml.h"

#include <stdio.h>

enum { DEPTH_ENTRY = 2, DEPTH_FIELD = 3, DEPTH_ROW = 4, DEPTH_LEAF = 5, LEAVES_MAX = 24 };

/* A leaf of the row at hand: <aka><type>f.k.a.</type> … */
struct leaf {
	str name, text;
};

struct reader {
	struct ofac o;
	const char *path;
	ties_error *err;
	struct ofac_item item;
	str first, last;
	struct leaf leaf[LEAVES_MAX];
	size_t leaf_count;
	uint64_t entries, announced; /* announced: Record_Count, 0 when the file does not say */
	bool in_entry;
};

static str leaf_text(const struct reader *r, const char *name)
{
	for (size_t i = 0; i < r->leaf_count; i++)
		if (str_is(r->leaf[i].name, name))
			return r->leaf[i].text;
	return (str){NULL, 0};
}

static bool is_person(const struct reader *r)
{
	return str_equal_nocase(r->item.column[OFAC_SDN_TYPE], STR("individual"));
}

static void take_id(struct reader *r)
{
	const struct ofac_papers papers = {
	    .type = leaf_text(r, "idType"),
	    .number = leaf_text(r, "idNumber"),
	    .country = leaf_text(r, "idCountry"),
	    .issued = leaf_text(r, "issueDate"),
	    .expires = leaf_text(r, "expirationDate"),
	};

	ofac_item_papers(&r->item, &papers);
}

static void take_address(struct reader *r)
{
	ofac_item_place(&r->item,
	                (struct ofac_place){
	                    .id = leaf_text(r, "uid"),
	                    .line = {leaf_text(r, "address1"), leaf_text(r, "address2"), leaf_text(r, "address3")},
	                    .city = leaf_text(r, "city"),
	                    .region = leaf_text(r, "stateOrProvince"),
	                    .postal_code = leaf_text(r, "postalCode"),
	                    .country = leaf_text(r, "country"),
	                });
}

static void take_unknown(struct reader *r, str name)
{
	for (size_t i = 0; i < r->leaf_count; i++)
		ofac_item_token(&r->item,
		                arena_print(&r->item.arena, "%.*s %.*s:", STR_ARG(name), STR_ARG(r->leaf[i].name)),
		                r->leaf[i].text);
}

/* The end of <id>, <aka>, … */
static void take_row(struct reader *r, str name)
{
	if (str_is(name, "id"))
		take_id(r);
	else if (str_is(name, "aka"))
		ofac_item_alias(
		    &r->item, leaf_text(r, "type"),
		    ofac_item_name(&r->item, is_person(r), leaf_text(r, "firstName"), leaf_text(r, "lastName")),
		    str_equal_nocase(leaf_text(r, "category"), STR("weak")));
	else if (str_is(name, "address"))
		take_address(r);
	else if (str_is(name, "nationality"))
		ofac_item_token(&r->item, STR("nationality"), leaf_text(r, "country"));
	else if (str_is(name, "citizenship"))
		ofac_item_token(&r->item, STR("citizen"), leaf_text(r, "country"));
	else if (str_is(name, "dateOfBirthItem"))
		ofac_item_token(&r->item, STR("DOB"), leaf_text(r, "dateOfBirth"));
	else if (str_is(name, "placeOfBirthItem"))
		ofac_item_token(&r->item, STR("POB"), leaf_text(r, "placeOfBirth"));
	else
		take_unknown(r, name);
	r->leaf_count = 0;
}

/* A leaf right below the entry. */
static void take_field(struct reader *r, str name, str text)
{
	if (str_is(name, "uid"))
		r->item.column[OFAC_ENT_NUM] = text;
	else if (str_is(name, "firstName"))
		r->first = text;
	else if (str_is(name, "lastName"))
		r->last = text;
	else if (str_is(name, "sdnType"))
		r->item.column[OFAC_SDN_TYPE] = text;
	else if (str_is(name, "title"))
		ofac_item_column(&r->item, OFAC_TITLE, "; ", text);
	else if (str_is(name, "remarks"))
		ofac_item_comment(&r->item, text);
	else
		ofac_item_token(&r->item, arena_print(&r->item.arena, "%.*s:", STR_ARG(name)), text);
}

/* <programList><program> and the children of <vesselInfo>: leaves one level below a field. */
static bool take_inner(struct reader *r, str name, str text)
{
	static const struct {
		const char *name;
		enum ofac_column column;
		const char *separator;
	} known[] = {
	    {"program", OFAC_PROGRAM, "] ["},          {"callSign", OFAC_CALL_SIGN, " "},
	    {"vesselType", OFAC_VESSEL_TYPE, " "},     {"vesselFlag", OFAC_VESSEL_FLAG, " "},
	    {"vesselOwner", OFAC_VESSEL_OWNER, " "},   {"tonnage", OFAC_TONNAGE, " "},
	    {"grossRegisteredTonnage", OFAC_GRT, " "},
	};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		if (str_is(name, known[i].name)) {
			ofac_item_column(&r->item, known[i].column, known[i].separator, text);
			return true;
		}
	}
	return false;
}

static ties_code end_entry(struct reader *r)
{
	struct ofac_item *item = &r->item;

	r->in_entry = false;
	r->entries++;
	item->column[OFAC_SDN_NAME] = ofac_item_name(item, is_person(r), r->first, r->last);
	const char *why = ofac_item_emit(&r->o, item);
	if (why && !r->o.stopped)
		r->o.sink->reject(r->o.sink->context, r->path, item->line, why, item->column[OFAC_ENT_NUM]);
	return r->o.stopped ? error_nomem(r->err) : TIES_OK;
}

static ties_code open_element(void *context, struct xml *xml, str name)
{
	struct reader *r = context;

	if (xml_depth(xml) == 1 && !str_is(name, "sdnList"))
		return error_at(r->err, TIES_ERR_FORMAT, r->path, xml_line(xml),
		                "expected OFAC's list with the root <sdnList>, found <%.*s>; download the list again",
		                STR_ARG(str_slice(name, 0, 60)));
	if (xml_depth(xml) == DEPTH_ENTRY && str_is(name, "sdnEntry")) {
		ofac_item_begin(&r->item, xml_line(xml));
		r->first = r->last = (str){NULL, 0};
		r->leaf_count = 0;
		r->in_entry = true;
	}
	return TIES_OK;
}

static ties_code too_large(const struct reader *r, const struct xml *xml)
{
	return error_at(r->err, TIES_ERR_LIMIT, r->path, xml_line(xml),
	                "one entry holds more than %d bytes or %d aliases or addresses: no entry of the list does, so "
	                "the file is damaged",
	                OFAC_ITEM_BYTES_MAX, OFAC_ITEM_PARTS_MAX);
}

static ties_code close_element(void *context, struct xml *xml, str name, str text)
{
	struct reader *r = context;
	size_t depth = xml_depth(xml);

	if (str_is(name, "Record_Count") && depth == 3)
		str_to_u64(str_trim(text), &r->announced);
	if (!r->in_entry)
		return TIES_OK;
	if (depth == DEPTH_ENTRY)
		return end_entry(r);
	str kept = ofac_item_keep(&r->item, text);
	if (depth >= DEPTH_LEAF && kept.len) {
		if (r->leaf_count == LEAVES_MAX)
			return too_large(r, xml);
		r->leaf[r->leaf_count++] = (struct leaf){arena_copy(&r->item.arena, name), kept};
	} else if (depth == DEPTH_ROW && (!kept.len || !take_inner(r, name, kept))) {
		if (kept.len)
			r->leaf[r->leaf_count++] = (struct leaf){STR("text"), kept};
		take_row(r, name);
	} else if (depth == DEPTH_FIELD && kept.len) {
		take_field(r, name, kept);
	}
	if (r->item.failed || r->item.arena.failed)
		return error_nomem(r->err);
	return ofac_item_is_too_large(&r->item) ? too_large(r, xml) : TIES_OK;
}

static ties_code check_count(const struct reader *r)
{
	if (r->entries == 0)
		return error_at(r->err, TIES_ERR_FORMAT, r->path, 0,
		                "OFAC's list holds no entry (no sdnEntry); download it again");
	if (r->announced && r->announced != r->entries)
		return error_at(
		    r->err, TIES_ERR_FORMAT, r->path, 0,
		    "the file says that it has %llu entries (Record_Count) and holds %llu; download it again",
		    (unsigned long long)r->announced, (unsigned long long)r->entries);
	return TIES_OK;
}

static ties_code read(const struct source_set *set, const struct source_sink *sink, ties_error *err)
{
	struct reader r = {.o = {.set = set, .sink = sink}, .path = set->part[0].path, .err = err};
	const struct xml_reader reader = {.context = &r, .open = open_element, .close = close_element};

	if (!set->part[0].input)
		return error_set(err, TIES_ERR_FORMAT, "OFAC's list has no file; name an sdn.xml");
	ties_code rc = xml_parse(set->part[0].input, &reader, err);
	if (rc == TIES_OK)
		rc = check_count(&r);
	if (rc == TIES_OK) {
		ofac_links_emit(&r.o);
		rc = r.o.stopped ? error_nomem(err) : TIES_OK;
	}
	ofac_item_finish(&r.item);
	ofac_finish(&r.o);
	return rc;
}

/* "03/28/2025": the month stands first. */
static struct date publish_date(str head)
{
	size_t at = str_find(head, STR("<Publish_Date>"), 0);
	str text =
	    at == SIZE_MAX ? (str){NULL, 0} : str_trim(str_slice(head, at + 14, str_find_char(head, '<', at + 1)));
	struct date day = {.first = TIES_DAY_MIN, .last = TIES_DAY_MAX, .kind = DATE_UNKNOWN};
	char iso[16];

	if (text.len == 10 && text.ptr[2] == '/' && text.ptr[5] == '/') {
		snprintf(iso, sizeof iso, "%.4s-%.2s-%.2s", text.ptr + 6, text.ptr, text.ptr + 3);
		if (date_parse(str_from(iso), &day, NULL) != TIES_OK)
			day = (struct date){.first = TIES_DAY_MIN, .last = TIES_DAY_MAX, .kind = DATE_UNKNOWN};
	}
	return day;
}

static bool detect(str head, const char *name, struct source_claim *claim)
{
	if (!str_is(xml_root_name(head), "sdnList"))
		return false;
	*claim = (struct source_claim){.version = publish_date(head)};
	strcpy(claim->dataset, ofac_dataset(name, ofac_head_has_cons_programme(head, "<program>")));
	return true;
}

const struct source_format source_ofac_xml = {
    .name = "ofac-xml",
    .family = "OFAC XML",
    .describes = "OFAC lists as XML (sdn.xml, consolidated.xml)",
    .parts = {"sdn.xml"},
    .covers = 1u << OFAC_PRIMARY | 1u << OFAC_ALT | 1u << OFAC_ADD | 1u << OFAC_PLACES,
    .detect = detect,
    .read = read,
};
