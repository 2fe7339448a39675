/* OFAC's sdn_advanced.xml and cons_advanced.xml, the "advanced sanctions data model": all values are references into
 * tables at the top.
 *
 *   <Sanctions>
 *     <DateOfIssue/> <ReferenceValueSets/>
 *     <Locations/> <IDRegDocuments/>                        kept until a party refers to them
 *     <DistinctParties><DistinctParty FixedRef="9639"> … <!-- one at a time: ofac_advanced_party.c -->
 *     <ProfileRelationships/> <SanctionsEntries/>           refer to parties by their number
 *
 * FixedRef is the ent_num of the CSV files, and a party gives the same records as its rows there. More than they say:
 *
 *   36#sanction                listing dates, legal basis and measures
 *   36#link#25                 what the CSV has as `Linked To`
 *   36#relation#25#TYPE        the relation itself: Ownership, Directorship, …
 *
 * Each list on which a party stands has an entry; that of the "Consolidated List" dates from the day on which OFAC
 * began to publish the others together (2014-10-10) and is no listing. Not kept: numbers of features, name parts and
 * documents, reliability (nearly always unknown), calendar types. */
#include "sources/ofac_advanced.h"
#include "sources/formats.h"

#include <stdio.h>

/* ---- tables --------------------------------------------------------------------------------------------- */

static str keep(struct advanced *a, str text)
{
	text = str_trim(text);
	if (!text.len)
		return (str){NULL, 0};
	a->bytes += text.len + sizeof(str);
	str copy = arena_copy(&a->kept, text);
	a->failed |= !copy.ptr;
	return copy;
}

static void put_value(struct advanced *a, const char *kind, str id, str text)
{
	str key = arena_print(&a->kept, "%s %.*s", kind, STR_ARG(id));
	bool fresh = false;

	a->bytes += key.len;
	if (!key.ptr || !table_put(&a->values, key, (uint32_t)a->texts.len, &fresh) ||
	    (fresh && !vec_push(&a->texts, keep(a, text))))
		a->failed = true;
}

str advanced_value(const struct advanced *a, const char *kind, str id)
{
	char key[96];
	int len = snprintf(key, sizeof key, "%s %.*s", kind, STR_ARG(str_slice(id, 0, 32)));
	uint32_t at = table_get(&a->values, (str){key, (size_t)len});

	return at == TABLE_NONE ? (str){NULL, 0} : a->texts.ptr[at];
}

static void take_value(struct advanced *a, struct tree *t)
{
	str id = tree_attribute(t, 0, "ID");
	char kind[64];

	snprintf(kind, sizeof kind, "%.*s", STR_ARG(str_slice(t->nodes.ptr[0].name, 0, 40)));
	put_value(a, kind, id, t->nodes.ptr[0].text);
	if (strcmp(kind, "PartySubType") == 0)
		put_value(a, "PartySubType.PartyTypeID", id, tree_attribute(t, 0, "PartyTypeID"));
}

/* ---- places and papers ---------------------------------------------------------------------------------- */

static void take_place(struct advanced *a, struct tree *t)
{
	static const char *const names[] = {"ADDRESS1",       "ADDRESS2",    "ADDRESS3", "CITY",
	                                    "STATE/PROVINCE", "POSTAL CODE", "REGION"};
	struct ofac_place place = {.id = keep(a, tree_attribute(t, 0, "ID"))};
	str *const parts[] = {&place.line[0], &place.line[1],     &place.line[2], &place.city,
	                      &place.region,  &place.postal_code, &place.country};
	bool fresh = false;

	for (uint32_t i = 0; tree_child(t, 0, "LocationPart", &i);) {
		str type = advanced_value(a, "LocPartType", tree_attribute(t, i, "LocPartTypeID"));
		for (uint32_t k = i; tree_find(t, i, "Value", &k);)
			for (size_t n = 0; n < sizeof names / sizeof *names; n++)
				if (str_is(type, names[n]) && !parts[n]->len)
					*parts[n] = keep(a, t->nodes.ptr[k].text);
	}
	for (uint32_t i = 0; tree_child(t, 0, "LocationCountry", &i);)
		if (!place.country.len)
			place.country = keep(a, advanced_value(a, "Country", tree_attribute(t, i, "CountryID")));
	if (!place.country.len) { /* an area of its own: "Region: Crimea" */
		uint32_t i = 0;
		str area = tree_child(t, 0, "LocationAreaCode", &i)
		               ? advanced_value(a, "Country", tree_attribute(t, i, "AreaCodeID"))
		               : (str){NULL, 0};
		place.country = str_is(area, "undetermined") ? (str){NULL, 0} : keep(a, area);
	}
	if (!place.id.len || !table_put(&a->place_of, place.id, (uint32_t)a->places.len, &fresh) ||
	    (fresh && !vec_push(&a->places, place)))
		a->failed |= place.id.len > 0;
	a->bytes += sizeof place;
}

static void take_dates(struct advanced *a, struct tree *t, struct ofac_papers *papers)
{
	for (uint32_t i = 0; tree_child(t, 0, "DocumentDate", &i);) {
		str type = advanced_value(a, "IDRegDocDateType", tree_attribute(t, i, "IDRegDocDateTypeID"));
		str date = keep(a, advanced_period(t, i));
		if (str_is(type, "Expiration Date"))
			papers->expires = date;
		else
			papers->issued = date;
	}
}

static void take_papers(struct advanced *a, struct tree *t)
{
	struct advanced_papers p = {.next = TABLE_NONE};
	str identity = keep(a, tree_attribute(t, 0, "IdentityID"));
	str validity = advanced_value(a, "Validity", tree_attribute(t, 0, "ValidityID"));
	str authority = tree_take(t, 0, "IssuingAuthority"), comment = tree_take(t, 0, "Comment");
	bool fresh = false;

	p.papers.type = advanced_value(a, "IDRegDocType", tree_attribute(t, 0, "IDRegDocTypeID"));
	p.papers.number = keep(a, tree_take(t, 0, "IDRegistrationNo"));
	p.papers.country = advanced_value(a, "Country", tree_attribute(t, 0, "IssuedBy-CountryID"));
	take_dates(a, t, &p.papers);
	if (authority.len || comment.len || str_is(validity, "Fraudulent"))
		p.note = keep(a, arena_print(&t->arena, "Document %.*s %.*s: %s%.*s%s%.*s", STR_ARG(p.papers.type),
		                             STR_ARG(p.papers.number),
		                             str_is(validity, "Fraudulent") ? "fraudulent " : "", STR_ARG(authority),
		                             authority.len && comment.len ? ", " : "", STR_ARG(comment)));
	uint32_t *head = table_put(&a->papers_of, identity, (uint32_t)a->papers.len, &fresh);
	if (head && !fresh) {
		p.next = *head;
		*head = (uint32_t)a->papers.len;
	}
	a->failed |= !head || !vec_push(&a->papers, p);
	a->bytes += sizeof p;
}

/* ---- relations and listings ----------------------------------------------------------------------------- */

static void take_relation(struct advanced *a, struct tree *t)
{
	str quality = advanced_value(a, "RelationQuality", tree_attribute(t, 0, "RelationQualityID"));
	const struct ofac_relation relation = {
	    .from = tree_attribute(t, 0, "From-ProfileID"),
	    .to = tree_attribute(t, 0, "To-ProfileID"),
	    .type = advanced_value(a, "RelationType", tree_attribute(t, 0, "RelationTypeID")),
	    .code = tree_attribute(t, 0, "RelationTypeID"),
	    .quality = str_is(quality, "Unknown") ? (str){NULL, 0} : quality,
	    .comment = tree_take(t, 0, "Comment"),
	    .former = str_is(tree_attribute(t, 0, "Former"), "true"),
	    .line = t->line,
	};

	if (!relation.to.len || table_get(&a->o.by_id, relation.from) == TABLE_NONE)
		a->o.sink->reject(a->o.sink->context, a->path, t->line,
		                  "a relation of a party that the file does not have", relation.from);
	else
		ofac_relation_emit(&a->o, &relation, true);
}

static void take_event(struct advanced *a, struct tree *t, uint32_t event, str list)
{
	str type = advanced_value(a, "EntryEventType", tree_attribute(t, event, "EntryEventTypeID"));
	str basis = advanced_value(a, "LegalBasis", tree_attribute(t, event, "LegalBasisID"));
	uint32_t at = event;
	str day = tree_child(t, event, "Date", &at) ? advanced_day(t, at) : (str){NULL, 0};
	struct model_draft *sanction = &a->o.sanction;

	if (day.len && str_is(type, "Created") && !str_is(list, "Consolidated List"))
		model_draft_add(sanction, PROP_LISTING_DATE, day);
	else if (day.len)
		model_draft_add(sanction, PROP_UNMAPPED,
		                arena_print(&t->arena, "%.*s, %.*s=%.*s", STR_ARG(list), STR_ARG(type), STR_ARG(day)));
	if (!str_is(basis, "Unknown"))
		model_draft_add(sanction, PROP_INSTRUMENT, basis);
	model_draft_add(sanction, PROP_NOTES, tree_take(t, event, "Comment"));
}

static void take_measure(struct advanced *a, struct tree *t, uint32_t measure)
{
	str type = advanced_value(a, "SanctionsType", tree_attribute(t, measure, "SanctionsTypeID"));
	str comment = tree_take(t, measure, "Comment"), period = advanced_period(t, measure);
	bool programme = str_is(type, "Program");

	if (!programme)
		model_draft_add(&a->o.sanction, PROP_PROVISIONS,
		                comment.len ? arena_print(&t->arena, "%.*s: %.*s", STR_ARG(type), STR_ARG(comment))
		                            : type);
	if (period.len)
		model_draft_add(
		    &a->o.sanction, PROP_UNMAPPED,
		    arena_print(&t->arena, "%.*s=%.*s", STR_ARG(programme ? comment : type), STR_ARG(period)));
}

static void begin_listing(struct advanced *a, struct tree *t, str id)
{
	model_draft_begin(&a->o.sanction, SCHEMA_SANCTION, arena_print(&t->arena, "%.*s#sanction", STR_ARG(id)));
	a->o.sanction.record.line = t->line;
}

/* The programmes, as the CSV files have them. */
static void emit_programmes(struct advanced *a, struct tree *t, str id)
{
	begin_listing(a, t, id);
	for (uint32_t i = 0; tree_child(t, 0, "SanctionsMeasure", &i);) {
		uint32_t comment = i;
		str type = advanced_value(a, "SanctionsType", tree_attribute(t, i, "SanctionsTypeID"));
		if (str_is(type, "Program") && tree_child(t, i, "Comment", &comment))
			model_draft_add(&a->o.sanction, PROP_PROGRAM, t->nodes.ptr[comment].text);
	}
	ofac_emit(&a->o, &a->o.sanction, OFAC_PRIMARY);
}

static void take_listing(struct advanced *a, struct tree *t)
{
	str id = tree_attribute(t, 0, "ProfileID");
	str list = advanced_value(a, "List", tree_attribute(t, 0, "ListID"));

	if (table_get(&a->o.by_id, id) == TABLE_NONE) {
		a->o.sink->reject(a->o.sink->context, a->path, t->line,
		                  "a listing of a party that the file does not have", id);
		return;
	}
	emit_programmes(a, t, id);
	begin_listing(a, t, id);
	if (list.len)
		model_draft_add(&a->o.sanction, PROP_UNMAPPED, arena_print(&t->arena, "List=%.*s", STR_ARG(list)));
	for (uint32_t i = 0; tree_child(t, 0, "EntryEvent", &i);)
		take_event(a, t, i, list);
	for (uint32_t i = 0; tree_child(t, 0, "SanctionsMeasure", &i);)
		take_measure(a, t, i);
	ofac_emit(&a->o, &a->o.sanction, OFAC_RELATIONS);
}

/* ---- the file ------------------------------------------------------------------------------------------- */

static const struct section {
	const char *name;
	void (*take)(struct advanced *a, struct tree *t);
} sections[] = {
    {"Location", take_place},
    {"IDRegDocument", take_papers},
    {"ProfileRelationship", take_relation},
    {"SanctionsEntry", take_listing},
};

static bool begins(void *, const struct xml *xml, str name)
{
	if (xml_depth(xml) == 4)
		return str_is(xml_ancestor(xml, 2), "ReferenceValueSets");
	if (xml_depth(xml) != 3)
		return false;
	for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
		if (str_is(name, sections[i].name))
			return true;
	return str_is(name, "DistinctParty");
}

static void take_section(struct advanced *a, struct tree *t)
{
	for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
		if (str_is(t->nodes.ptr[0].name, sections[i].name)) {
			sections[i].take(a, t);
			return;
		}
	take_value(a, t);
}

static ties_code take_entry(void *context, struct tree *t)
{
	struct advanced *a = context;

	if (str_is(t->nodes.ptr[0].name, "DistinctParty"))
		return advanced_party(a, t);
	take_section(a, t);
	if (a->bytes > ADVANCED_KEPT_MAX)
		return error_at(
		    a->err, TIES_ERR_LIMIT, a->path, t->line,
		    "tables, places and documents of the file take more than %d bytes: no list does, so it is "
		    "damaged",
		    ADVANCED_KEPT_MAX);
	return a->failed || a->o.stopped || t->arena.failed || a->kept.failed ? error_nomem(a->err) : TIES_OK;
}

static void finish(struct advanced *a)
{
	ofac_item_finish(&a->item);
	ofac_finish(&a->o);
	table_finish(&a->values);
	table_finish(&a->place_of);
	table_finish(&a->papers_of);
	vec_finish(&a->texts);
	vec_finish(&a->places);
	vec_finish(&a->papers);
	arena_finish(&a->kept);
}

static ties_code read(const struct source_set *set, const struct source_sink *sink, ties_error *err)
{
	struct advanced a = {.o = {.set = set, .sink = sink}, .path = set->part[0].path, .err = err};
	const struct tree_reader reader = {
	    .context = &a,
	    .root = "Sanctions",
	    .expect = "OFAC's list with the root <Sanctions>",
	    .begins = begins,
	    .entry = take_entry,
	};

	if (!set->part[0].input)
		return error_set(err, TIES_ERR_FORMAT, "OFAC's list has no file; name an sdn_advanced.xml");
	ties_code rc = tree_parse(set->part[0].input, &reader, err);
	if (rc == TIES_OK && !a.o.entries.len)
		rc = error_at(err, TIES_ERR_FORMAT, a.path, 0,
		              "OFAC's list holds no party (no DistinctParty); download it again");
	if (rc == TIES_OK) {
		ofac_links_emit(&a.o);
		rc = a.o.stopped ? error_nomem(err) : TIES_OK;
	}
	finish(&a);
	return rc;
}

/* ---- detection ------------------------------------------------------------------------------------------ */

static str between(str head, const char *open, size_t from, size_t to)
{
	size_t at = str_find(head, str_from(open), from);

	if (at == SIZE_MAX || at >= to)
		return (str){NULL, 0};
	at += strlen(open);
	return str_trim(str_slice(head, at, str_find_char(head, '<', at)));
}

static struct date date_of_issue(str head)
{
	size_t at = str_find(head, STR("<DateOfIssue"), 0), end = str_find(head, STR("</DateOfIssue"), 0);
	struct date day;
	uint64_t year, month, dom;
	char iso[32];

	if (at != SIZE_MAX && end != SIZE_MAX && str_to_u64(between(head, "<Year>", at, end), &year) &&
	    str_to_u64(between(head, "<Month>", at, end), &month) &&
	    str_to_u64(between(head, "<Day>", at, end), &dom) && year < 10000 && month < 100 && dom < 100) {
		snprintf(iso, sizeof iso, "%04d-%02d-%02d", (int)year, (int)month, (int)dom);
		if (date_parse(str_from(iso), &day, NULL) == TIES_OK)
			return day;
	}
	return (struct date){.first = TIES_DAY_MIN, .last = TIES_DAY_MAX, .kind = DATE_UNKNOWN};
}

/* The tables hold what the file uses: the SDN list has places in nearly every country, the other list in some twenty.
 */
static bool has_few_countries(str head)
{
	size_t n = 0;

	for (size_t at = 0; (at = str_find(head, STR("<AreaCode "), at)) != SIZE_MAX; at++)
		n++;
	return n < 100;
}

static bool detect(str head, const char *name, struct source_claim *claim)
{
	if (!str_is(xml_root_name(head), "Sanctions") || str_find(head, STR("ReferenceValueSets"), 0) == SIZE_MAX)
		return false;
	*claim = (struct source_claim){.version = date_of_issue(head)};
	strcpy(claim->dataset, ofac_dataset(name, has_few_countries(head)));
	return true;
}

const struct source_format source_ofac_advanced = {
    .name = "ofac-advanced-xml",
    .family = "OFAC XML",
    .describes = "OFAC lists as advanced XML (sdn_advanced.xml, cons_advanced.xml)",
    .parts = {"sdn_advanced.xml"},
    .covers = 1u << OFAC_PRIMARY | 1u << OFAC_ALT | 1u << OFAC_ADD | 1u << OFAC_PLACES | 1u << OFAC_RELATIONS,
    .detect = detect,
    .read = read,
};
