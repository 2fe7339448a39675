/* The UK Sanctions List as XML: <Designations> <Designation> … </Designation> … </Designations>.
 *
 * Elements that stand together (the parts of a name, of an address, of a passport) are one row for gb_entry.c; every
 * other leaf is a row of its own, wherever it stands, so that wrappers may come and go. A removal shows as absence
 * only. */
#include "sources/formats.h"
#include "sources/gb_entry.h"
#include "sources/tree.h"

struct reader {
	struct gb_entry entry;
	ties_error *err;
};

/* Elements whose children belong together. */
static bool is_group(str name)
{
	static const char *const groups[] = {"Name",     "NonLatinName",       "Address",
	                                     "Passport", "NationalIdentifier", "Location"};

	for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
		if (str_is(name, groups[i]))
			return true;
	return false;
}

static void add_leaf(struct gb_entry *e, struct gb_row *row, const struct tree_node *node)
{
	enum gb_field field = gb_field_of(node->name);

	if (!node->text.len || !str_trim(node->text).len)
		return;
	if (field == GB_UNKNOWN)
		gb_entry_add_unmapped(e, node->name, node->text);
	else
		row->cell[field] = node->text;
}

static void add_nodes(struct gb_entry *e, const struct tree *t)
{
	for (uint32_t i = 1; i < t->nodes.len;) {
		const struct tree_node *node = &t->nodes.ptr[i];
		struct gb_row row = {0};
		uint32_t end = is_group(node->name) ? node->end : i + 1;
		for (; i < end; i++)
			add_leaf(e, &row, &t->nodes.ptr[i]);
		gb_entry_add(e, &row);
	}
}

static ties_code take_entry(void *context, struct tree *t)
{
	struct reader *r = context;
	str id = tree_take(t, 0, "UniqueID");

	r->entry.say.line = t->line;
	if (!id.len) {
		r->entry.say.entries++;
		say_reject(&r->entry.say, "the designation has no UniqueID", (str){NULL, 0});
		return TIES_OK;
	}
	gb_entry_begin(&r->entry, id, t->line);
	add_nodes(&r->entry, t);
	return gb_entry_emit(&r->entry);
}

static bool begins(void *, const struct xml *xml, str name)
{
	return xml_depth(xml) == 2 && str_is(name, "Designation");
}

static ties_code read(const struct source_set *set, const struct source_sink *sink, ties_error *err)
{
	struct reader r = {.entry = {.say = {.sink = sink, .path = set->part[0].path},
	                             .authority = "Foreign, Commonwealth & Development Office",
	                             .err = err},
	                   .err = err};
	const struct tree_reader reader = {.context = &r,
	                                   .root = "Designations",
	                                   .expect = "the UK Sanctions List with the root <Designations>",
	                                   .begins = begins,
	                                   .entry = take_entry};

	if (!set->part[0].input)
		return error_set(err, TIES_ERR_FORMAT, "the UK Sanctions List has no file");
	ties_code rc = tree_parse(set->part[0].input, &reader, err);
	if (rc == TIES_OK)
		rc = say_check_entries(&r.entry.say, "the UK Sanctions List", err);
	gb_entry_finish(&r.entry);
	return rc;
}

static bool detect(str head, const char *, struct source_claim *claim)
{
	if (!str_is(xml_root_name(head), "Designations"))
		return false;
	*claim = (struct source_claim){.dataset = "gb_fcdo_sanctions",
	                               .version = {TIES_DAY_MIN, TIES_DAY_MAX, DATE_UNKNOWN, false, false}};
	size_t at = str_find(head, STR("<DateGenerated>"), 0), end = str_find(head, STR("</DateGenerated>"), 0);
	if (at != SIZE_MAX && end != SIZE_MAX)
		date_parse_prose(str_trim(str_slice(head, at + 15, end)), &claim->version);
	return true;
}

const struct source_format source_gb_xml = {
    .name = "gb-uksl-xml",
    .family = "UK",
    .describes = "UK Sanctions List (UK-Sanctions-List.xml)",
    .parts = {"UK-Sanctions-List.xml"},
    .detect = detect,
    .read = read,
};
