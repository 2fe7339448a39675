/* UN Security Council consolidated list, XML.
 *
 *   <CONSOLIDATED_LIST dateGenerated="2026-02-27T00:00:09.554Z">
 *     <INDIVIDUALS><INDIVIDUAL> … </INDIVIDUAL> … </INDIVIDUALS>
 *     <ENTITIES><ENTITY> … </ENTITY> … </ENTITIES>
 *
 * Three layouts were seen since 2017 (an entry a line; pretty-printed with single quotes; with double quotes),
 * with one vocabulary, so the reader looks at elements only. The stream is cut into entries here; what an entry
 * becomes is said in un_describe.c and un_record.c. Memory holds one entry at a time.
 *
 * The record id is REFERENCE_NUMBER, repaired where the publisher slipped; DATAID is kept beside it, because
 * either has changed under a listing while the other stayed. A removal shows as absence only: a file without a
 * single entry is therefore an error, never a list of nobody. */
#include "sources/formats.h"
#include "sources/un_entry.h"
#include "sources/xml.h"

struct reader {
	struct un_output out;
	struct un_entry entry;
	bool in_entry;      /* inside INDIVIDUAL or ENTITY */
	size_t entry_depth; /* xml depth of that element */
	uint64_t entries;   /* seen so far */
	ties_error *err;
};

/* Runs of white space to one space, ends trimmed; into the arena. */
static str collapse(struct arena *arena, str s)
{
	str copy = arena_copy(arena, s);
	char *p = copy.ptr ? (char *)(uintptr_t)copy.ptr : NULL;
	size_t n = 0;

	for (size_t i = 0; i < copy.len; i++) {
		bool nbsp = (uint8_t)p[i] == 0xC2 && i + 1 < copy.len && (uint8_t)p[i + 1] == 0xA0;
		if (!nbsp && !memchr(" \t\r\n", p[i], 4)) {
			p[n++] = p[i];
			continue;
		}
		i += nbsp;
		if (n && p[n - 1] != ' ')
			p[n++] = ' ';
	}
	return str_trim((str){p, n});
}

static ties_code open_element(void *context, struct xml *xml, str name)
{
	struct reader *r = context;
	struct un_entry *e = &r->entry;
	size_t depth = xml_depth(xml);

	if (depth == 1 && !str_is(name, "CONSOLIDATED_LIST"))
		return error_at(
		    r->err, TIES_ERR_FORMAT, r->out.path, xml_line(xml),
		    "expected the UN list with the root <CONSOLIDATED_LIST>, found <%.*s>; download the list again",
		    STR_ARG(str_slice(name, 0, 60)));
	if (!r->in_entry && (str_is(name, "INDIVIDUAL") || str_is(name, "ENTITY"))) {
		un_entry_clear(e);
		e->person = str_is(name, "INDIVIDUAL");
		e->line = xml_line(xml);
		r->in_entry = true;
		r->entry_depth = depth;
	} else if (r->in_entry && depth == r->entry_depth + 1) {
		struct un_group group = {.name = arena_copy(&e->arena, name), .first = e->leaves.len};
		e->bytes += sizeof group;
		if (!group.name.ptr || !vec_push(&e->groups, group))
			return error_nomem(r->err);
	}
	return TIES_OK;
}

static ties_code keep_text(struct reader *r, const struct xml *xml, str name, str text)
{
	struct un_entry *e = &r->entry;
	struct un_group *group = &e->groups.ptr[e->groups.len - 1];

	e->bytes += text.len + name.len + sizeof(struct un_leaf);
	if (e->bytes > UN_ENTRY_MAX || e->leaves.len >= UN_LEAVES_MAX)
		return error_at(
		    r->err, TIES_ERR_LIMIT, r->out.path, xml_line(xml),
		    "one entry holds more than %d fields or %d bytes: no entry of the list does, so the file is "
		    "damaged",
		    UN_LEAVES_MAX, UN_ENTRY_MAX);
	if (xml_depth(xml) == r->entry_depth + 1) {
		bool prose = str_is(name, "COMMENTS1");
		group->text = prose ? arena_copy(&e->arena, str_trim(text)) : collapse(&e->arena, text);
	} else {
		struct un_leaf leaf = {.name = arena_copy(&e->arena, name), .text = collapse(&e->arena, text)};
		if (leaf.text.len && !vec_push(&e->leaves, leaf))
			return error_nomem(r->err);
		group->count = e->leaves.len - group->first;
	}
	return e->arena.failed ? error_nomem(r->err) : TIES_OK;
}

static ties_code close_element(void *context, struct xml *xml, str name, str text)
{
	struct reader *r = context;

	if (!r->in_entry)
		return TIES_OK;
	if (xml_depth(xml) > r->entry_depth)
		return text.len ? keep_text(r, xml, name, text) : TIES_OK;
	r->in_entry = false;
	r->entries++;
	return un_entry_emit(&r->entry, &r->out) == TIES_OK ? TIES_OK : error_nomem(r->err);
}

static ties_code read(const struct source_set *set, const struct source_sink *sink, ties_error *err)
{
	struct reader r = {.out = {.sink = sink, .path = set->part[0].path}, .err = err};
	struct xml_reader reader = {.context = &r, .open = open_element, .close = close_element};

	if (!set->part[0].input)
		return error_set(err, TIES_ERR_FORMAT, "the UN list has no file; name a consolidated.xml");
	ties_code rc = xml_parse(set->part[0].input, &reader, err);
	if (rc == TIES_OK && r.entries == 0)
		rc = error_at(err, TIES_ERR_FORMAT, r.out.path, 0,
		              "the UN list holds no entry (no INDIVIDUAL, no ENTITY); download it again");
	model_draft_finish(&r.out.draft);
	un_entry_finish(&r.entry);
	return rc;
}

static bool detect(str head, const char *, struct source_claim *claim)
{
	if (!str_is(xml_root_name(head), "CONSOLIDATED_LIST"))
		return false;
	*claim = (struct source_claim){.dataset = "un_sc_sanctions", .version = {.kind = DATE_UNKNOWN}};
	if (date_parse(xml_root_attribute(head, "dateGenerated"), &claim->version, NULL) != TIES_OK)
		claim->version = (struct date){.first = TIES_DAY_MIN, .last = TIES_DAY_MAX, .kind = DATE_UNKNOWN};
	return true;
}

const struct source_format source_un_xml = {
    .name = "un-xml",
    .family = "UN",
    .describes = "UN Security Council consolidated list (consolidated.xml)",
    .parts = {"consolidated.xml"},
    .detect = detect,
    .read = read,
};
