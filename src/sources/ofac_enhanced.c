/* OFAC's enhanced XML, and its delta files, which have the same entries.
 *
 *   <sanctionsData>
 *     <publicationInfo> dataAsOf, filters/…          or datePublished, publicationType
 *     <referenceValues/> <featureTypes/>             values are written out where they are used: not read
 *     <entities><entity id="36" [action="add"]>      id is the ent_num of the CSV files
 *        generalInfo sanctionsLists sanctionsPrograms sanctionsTypes legalAuthorities names addresses features
 *        identityDocuments relationships
 *
 * An entry is turned into the rows of the CSV files (ofac_item.h); listing dates, legal basis, measures and kinds of
 * relations come on top, as in the advanced format. Three formats: a whole list; an extract made by the search page for
 * some programmes (it has <filters>), which says nothing of the entries that it leaves out; a delta, whose entries are
 * added, changed or removed. An export may hold entries of several lists: those of the other list are left out. A
 * changed entry that stands in the delta in part only (without its lists) is rejected, since the rest would be lost. */
#include "sources/formats.h"
#include "sources/ofac_item.h"
#include "sources/tree.h"

#include <stdio.h>

struct reader {
	struct ofac o;
	const char *path;
	ties_error *err;
	struct ofac_item item;
	VEC(struct ofac_relation) relations; /* emitted when all entries are known */
	uint64_t entries;
	bool whole; /* the file has all entries of its list */
};

/* ---- names, addresses ----------------------------------------------------------------------------------- */

/* The text of the first child of that name; it may be read again. */
static str text_of(struct reader *r, const struct tree *t, uint32_t parent, const char *name)
{
	uint32_t at = parent;

	return tree_child(t, parent, name, &at) ? ofac_item_keep(&r->item, t->nodes.ptr[at].text) : (str){NULL, 0};
}

static void take_name(struct reader *r, const struct tree *t, uint32_t name, bool person)
{
	bool primary = str_is(text_of(r, t, name, "isPrimary"), "true");
	bool weak = str_is(text_of(r, t, name, "isLowQuality"), "true");
	str kind = text_of(r, t, name, "aliasType");

	for (uint32_t i = name; tree_find(t, name, "translation", &i);) {
		str last = text_of(r, t, i, "formattedLastName");
		str full = ofac_item_name(&r->item, person, text_of(r, t, i, "formattedFirstName"),
		                          last.len ? last : text_of(r, t, i, "formattedFullName"));
		bool latin = str_is(text_of(r, t, i, "script"), "Latin") || !text_of(r, t, i, "script").len;
		if (primary && latin && !r->item.column[OFAC_SDN_NAME].len)
			r->item.column[OFAC_SDN_NAME] = full;
		else
			ofac_item_alias(&r->item, kind, full, weak);
	}
}

static void take_address(struct reader *r, struct tree *t, uint32_t address)
{
	static const char *const names[] = {"ADDRESS1",       "ADDRESS2",    "ADDRESS3", "CITY",
	                                    "STATE/PROVINCE", "POSTAL CODE", "REGION"};
	struct ofac_place place = {.id = ofac_item_keep(&r->item, tree_attribute(t, address, "id")),
	                           .country = text_of(r, t, address, "country")};
	str *const parts[] = {&place.line[0], &place.line[1],     &place.line[2], &place.city,
	                      &place.region,  &place.postal_code, &place.country};

	for (uint32_t i = address; tree_find(t, address, "addressPart", &i);)
		for (size_t n = 0; n < sizeof names / sizeof *names; n++)
			if (str_is(text_of(r, t, i, "type"), names[n]) && !parts[n]->len)
				*parts[n] = text_of(r, t, i, "value");
	ofac_item_place(&r->item, place);
}

/* ---- features, documents -------------------------------------------------------------------------------- */

/* <issueDate><fromDateBegin>2001-01-01</fromDateBegin> … <toDateEnd>, as prose. */
static str span_of(struct reader *r, const struct tree *t, uint32_t parent, const char *name)
{
	uint32_t at = parent;
	struct date from, to;

	if (!tree_child(t, parent, name, &at) ||
	    date_parse(text_of(r, t, at, "fromDateBegin"), &from, NULL) != TIES_OK || from.kind != DATE_KNOWN ||
	    date_parse(text_of(r, t, at, "toDateEnd"), &to, NULL) != TIES_OK || to.kind != DATE_KNOWN)
		return (str){NULL, 0};
	return ofac_item_span(&r->item.arena, from.first, to.last, str_is(text_of(r, t, at, "isApproximate"), "true"));
}

static void take_feature(struct reader *r, struct tree *t, uint32_t feature)
{
	str value = text_of(r, t, feature, "value");

	ofac_item_feature(&r->item, text_of(r, t, feature, "type"),
	                  value.len ? value : span_of(r, t, feature, "valueDate"));
}

static void take_document(struct reader *r, struct tree *t, uint32_t document)
{
	const struct ofac_papers papers = {
	    .type = text_of(r, t, document, "type"),
	    .number = text_of(r, t, document, "documentNumber"),
	    .country = text_of(r, t, document, "issuingCountry"),
	    .issued = span_of(r, t, document, "issueDate"),
	    .expires = span_of(r, t, document, "expirationDate"),
	};
	str place = text_of(r, t, document, "issuingLocation");

	ofac_item_papers(&r->item, &papers);
	if (str_is(text_of(r, t, document, "isValid"), "false"))
		ofac_item_token(
		    &r->item, STR("Document"),
		    arena_print(&r->item.arena, "%.*s %.*s: not valid", STR_ARG(papers.type), STR_ARG(papers.number)));
	if (place.len)
		ofac_item_token(&r->item, STR("Document"),
		                arena_print(&r->item.arena, "%.*s %.*s: issued in %.*s", STR_ARG(papers.type),
		                            STR_ARG(papers.number), STR_ARG(place)));
}

/* ---- relations, listings -------------------------------------------------------------------------------- */

static str lasting(struct reader *r, str text)
{
	str copy = text.len ? arena_copy(&r->o.arena, str_trim(text)) : (str){NULL, 0};

	r->o.stopped |= r->o.arena.failed;
	return copy;
}

static void take_relation(struct reader *r, struct tree *t, uint32_t node, str id)
{
	struct ofac_relation relation = {
	    .from = lasting(r, id),
	    .type = lasting(r, text_of(r, t, node, "type")),
	    .quality = lasting(r, text_of(r, t, node, "quality")),
	    .comment = lasting(r, text_of(r, t, node, "comments")),
	    .line = t->line,
	};
	uint32_t at = node;

	if (tree_child(t, node, "relatedEntity", &at))
		relation.to = lasting(r, tree_attribute(t, at, "entityId"));
	at = node;
	if (tree_child(t, node, "type", &at))
		relation.code = lasting(r, tree_attribute(t, at, "refId"));
	if (relation.to.len)
		r->o.stopped |= !vec_push(&r->relations, relation);
	else
		r->o.sink->reject(r->o.sink->context, r->path, t->line, "a relation to nobody", id);
}

static void add_texts(struct reader *r, struct tree *t, const char *name, enum model_property property)
{
	for (uint32_t i = 0; tree_find(t, 0, name, &i);)
		model_draft_add(&r->o.sanction, property, t->nodes.ptr[i].text);
}

static void emit_listing(struct reader *r, struct tree *t, str id)
{
	model_draft_begin(&r->o.sanction, SCHEMA_SANCTION, arena_print(&t->arena, "%.*s#sanction", STR_ARG(id)));
	r->o.sanction.record.line = t->line;
	for (uint32_t i = 0; tree_find(t, 0, "sanctionsList", &i);) {
		str list = str_trim(t->nodes.ptr[i].text), day = tree_attribute(t, i, "datePublished");
		bool heading = str_is(list, "Consolidated List"); /* dates from the day of its first publication */
		model_draft_add(&r->o.sanction, PROP_UNMAPPED, arena_print(&t->arena, "List=%.*s", STR_ARG(list)));
		if (heading && day.len)
			model_draft_add(&r->o.sanction, PROP_UNMAPPED,
			                arena_print(&t->arena, "%.*s, Created=%.*s", STR_ARG(list), STR_ARG(day)));
		else
			ofac_add_date(&r->o.sanction, PROP_LISTING_DATE, day);
	}
	add_texts(r, t, "legalAuthority", PROP_INSTRUMENT);
	add_texts(r, t, "sanctionsType", PROP_PROVISIONS);
	r->o.stopped |= t->arena.failed;
	ofac_emit(&r->o, &r->o.sanction, OFAC_RELATIONS);
}

/* ---- the entry ------------------------------------------------------------------------------------------ */

static void take_general(struct reader *r, const struct tree *t)
{
	uint32_t at = 0;

	if (!tree_child(t, 0, "generalInfo", &at))
		return;
	r->item.column[OFAC_SDN_TYPE] = text_of(r, t, at, "entityType");
	ofac_item_column(&r->item, OFAC_TITLE, "; ", text_of(r, t, at, "title"));
	ofac_item_comment(&r->item, text_of(r, t, at, "remarks"));
}

static void take_parts(struct reader *r, struct tree *t, str id)
{
	bool person = str_equal_nocase(r->item.column[OFAC_SDN_TYPE], STR("individual"));

	for (uint32_t i = 0; tree_find(t, 0, "sanctionsProgram", &i);)
		ofac_item_column(&r->item, OFAC_PROGRAM, "] [", ofac_item_keep(&r->item, t->nodes.ptr[i].text));
	for (uint32_t list = 0; tree_child(t, 0, "names", &list);)
		for (uint32_t i = list; tree_child(t, list, "name", &i);)
			take_name(r, t, i, person);
	for (uint32_t i = 0; tree_find(t, 0, "address", &i);)
		take_address(r, t, i);
	for (uint32_t i = 0; tree_find(t, 0, "feature", &i);)
		take_feature(r, t, i);
	for (uint32_t i = 0; tree_find(t, 0, "identityDocument", &i);)
		take_document(r, t, i);
	for (uint32_t i = 0; tree_find(t, 0, "relationship", &i);)
		take_relation(r, t, i, id);
}

/* Does the entry stand on the list that is being read? On none that it names: the lists are not told. */
static bool is_on_list(const struct reader *r, const struct tree *t)
{
	bool cons = str_is(str_from(r->o.set->dataset), "us_ofac_cons"), any = false;

	for (uint32_t i = 0; tree_find(t, 0, "sanctionsList", &i);) {
		bool sdn = str_is(str_trim(t->nodes.ptr[i].text), "SDN List");
		if (sdn != cons)
			return true;
		any = true;
	}
	return !any;
}

static ties_code emit_entry(struct reader *r, struct tree *t, str id)
{
	ofac_item_begin(&r->item, t->line);
	r->item.column[OFAC_ENT_NUM] = id;
	take_general(r, t);
	take_parts(r, t, id);
	if (ofac_item_is_too_large(&r->item))
		return error_at(r->err, TIES_ERR_LIMIT, r->path, t->line,
		                "one entry holds more than %d bytes: none of the list does, so the file is damaged",
		                OFAC_ITEM_BYTES_MAX);
	const char *why = ofac_item_emit(&r->o, &r->item);
	if (why && !r->o.stopped)
		r->o.sink->reject(r->o.sink->context, r->path, t->line, why, id);
	else
		emit_listing(r, t, id);
	return r->o.stopped || r->item.failed ? error_nomem(r->err) : TIES_OK;
}

static ties_code remove_entry(struct reader *r, const struct tree *t, str id)
{
	model_draft_begin(&r->o.entity, SCHEMA_THING, id);
	r->o.entity.record.line = t->line;
	ofac_emit(&r->o, &r->o.entity, OFAC_PRIMARY);
	return r->o.stopped ? error_nomem(r->err) : TIES_OK;
}

static ties_code take_entry(void *context, struct tree *t)
{
	struct reader *r = context;
	str id = tree_attribute(t, 0, "id"), action = tree_attribute(t, 0, "action");
	bool changes = r->o.set->format->changes;
	uint32_t lists = 0;
	const char *why = NULL;

	r->entries++;
	if (!id.len)
		why = "an entry without a number";
	else if (changes && str_is(action, "remove"))
		return remove_entry(r, t, id);
	else if (action.len && !str_is(action, "add") && !tree_child(t, 0, "sanctionsLists", &lists))
		why = "a change that gives only a part of the entry: the whole list is needed";
	else if (!is_on_list(r, t))
		why = "left out: on another list of OFAC's";
	if (!why)
		return emit_entry(r, t, id);
	r->o.sink->reject(r->o.sink->context, r->path, t->line, why, id);
	return TIES_OK;
}

/* ---- the file ------------------------------------------------------------------------------------------- */

static bool begins(void *, const struct xml *xml, str name)
{
	return xml_depth(xml) == 3 && str_is(name, "entity") && str_is(xml_ancestor(xml, 1), "entities");
}

static ties_code read(const struct source_set *set, const struct source_sink *sink, ties_error *err)
{
	struct reader r = {.o = {.set = set, .sink = sink}, .path = set->part[0].path, .err = err};
	const struct tree_reader reader = {
	    .context = &r,
	    .root = "sanctionsData",
	    .expect = "OFAC's list with the root <sanctionsData>",
	    .begins = begins,
	    .entry = take_entry,
	};

	if (!set->part[0].input)
		return error_set(err, TIES_ERR_FORMAT, "OFAC's list has no file; name an sdn_enhanced.xml");
	r.whole = !set->format->changes;
	ties_code rc = tree_parse(set->part[0].input, &reader, err);
	if (rc == TIES_OK && !r.entries)
		rc = error_at(err, TIES_ERR_FORMAT, r.path, 0,
		              "OFAC's list holds no entry (no entity); download it again");
	for (size_t i = 0; rc == TIES_OK && i < r.relations.len; i++)
		ofac_relation_emit(&r.o, &r.relations.ptr[i], r.whole);
	if (rc == TIES_OK) {
		ofac_links_emit(&r.o);
		rc = r.o.stopped ? error_nomem(err) : TIES_OK;
	}
	vec_finish(&r.relations);
	ofac_item_finish(&r.item);
	ofac_finish(&r.o);
	return rc;
}

/* ---- detection ------------------------------------------------------------------------------------------ */

enum kind { KIND_NONE, KIND_WHOLE, KIND_EXTRACT, KIND_DELTA };

/* An extract was made for some programmes or types; the lists it names are those that it was made from. */
static enum kind kind_of(str head)
{
	size_t info = str_find(head, STR("<publicationInfo"), 0), end = str_find(head, STR("</publicationInfo"), 0);

	if (!str_is(xml_root_name(head), "sanctionsData") || info == SIZE_MAX || end == SIZE_MAX)
		return KIND_NONE;
	str publication = str_slice(head, info, end);
	if (str_find(publication, STR("<publicationType"), 0) != SIZE_MAX || str_find(head, STR("DeltaFile"), 0) < info)
		return KIND_DELTA;
	return str_find(publication, STR("<filters"), 0) != SIZE_MAX ? KIND_EXTRACT : KIND_WHOLE;
}

static bool detect_kind(str head, const char *name, struct source_claim *claim, enum kind kind)
{
	static const char *const marks[] = {"<dataAsOf>", "<datePublished>"};

	if (kind_of(head) != kind)
		return false;
	*claim = (struct source_claim){.version = {TIES_DAY_MIN, TIES_DAY_MAX, DATE_UNKNOWN, false, false}};
	strcpy(claim->dataset, ofac_dataset(name, false));
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		size_t at = str_find(head, str_from(marks[i]), 0);
		struct date day;
		if (at == SIZE_MAX)
			continue;
		at += strlen(marks[i]);
		if (date_parse(str_slice(head, at, at + 10), &day, NULL) == TIES_OK && day.kind == DATE_KNOWN)
			claim->version = day;
	}
	return true;
}

static bool detect_whole(str head, const char *name, struct source_claim *claim)
{
	return detect_kind(head, name, claim, KIND_WHOLE);
}

static bool detect_extract(str head, const char *name, struct source_claim *claim)
{
	return detect_kind(head, name, claim, KIND_EXTRACT);
}

static bool detect_delta(str head, const char *name, struct source_claim *claim)
{
	return detect_kind(head, name, claim, KIND_DELTA);
}

enum { COVERED = 1u << OFAC_PRIMARY | 1u << OFAC_ALT | 1u << OFAC_ADD | 1u << OFAC_PLACES | 1u << OFAC_RELATIONS };

const struct source_format source_ofac_enhanced = {
    .name = "ofac-enhanced-xml",
    .family = "OFAC XML",
    .describes = "OFAC lists as enhanced XML (sdn_enhanced.xml)",
    .parts = {"sdn_enhanced.xml"},
    .covers = COVERED,
    .detect = detect_whole,
    .read = read,
};

const struct source_format source_ofac_extract = {
    .name = "ofac-extract-xml",
    .family = "OFAC XML",
    .describes = "extracts of OFAC lists as enhanced XML",
    .parts = {"extract.xml"},
    .covers = COVERED,
    .changes = true,
    .detect = detect_extract,
    .read = read,
};

const struct source_format source_ofac_delta = {
    .name = "ofac-delta-xml",
    .family = "OFAC XML",
    .describes = "OFAC delta files (2026-01-15_delta.xml)",
    .parts = {"delta.xml"},
    .covers = COVERED,
    .changes = true,
    .detect = detect_delta,
    .read = read,
};
