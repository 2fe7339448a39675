/* The records of an entry: Person or Organization, Sanction, documents, links to the entries it cites.
 *
 * Ids of the records beside the entity are made of its id and of content, so that they stay the same from version
 * to version: "QDi.001#sanction", "QDi.001#passport:OA 454044", "QDi.001#link:QDe.014". */
#include "base/table.h"
#include "sources/un_entry.h"
#include "text/text.h"

static ties_code emit(struct un_entry *e, struct un_output *out)
{
	out->draft.record.line = e->line;
	if (out->draft.failed || e->arena.failed || !out->sink->emit(out->sink->context, &out->draft.record, 0))
		return TIES_ERR_NOMEM;
	return TIES_OK;
}

static ties_code emit_document(struct un_entry *e, struct un_output *out, str id, const struct un_document *d)
{
	enum { KEY_MAX = 80 }; /* bytes that are enough to tell documents apart */
	str key = d->id.len ? d->id : d->number.len ? d->number : d->note.len ? d->note : d->type;

	if (key.len > KEY_MAX)
		for (key.len = KEY_MAX; key.len && (uint8_t)key.ptr[key.len - 1] >= 0x80;) /* no character cut in two */
			key.len--;
	model_draft_begin(
	    &out->draft, d->passport ? SCHEMA_PASSPORT : SCHEMA_IDENTIFICATION,
	    arena_print(&e->arena, "%.*s#%s:%.*s", STR_ARG(id), d->passport ? "passport" : "document", STR_ARG(key)));
	un_add(out, PROP_HOLDER, id, (str){NULL, 0});
	un_add(out, PROP_TYPE, d->type, (str){NULL, 0});
	un_add(out, PROP_NUMBER, d->number, (str){NULL, 0});
	if (d->country.len)
		un_add_country(out, PROP_COUNTRY, d->country);
	un_add_date_text(e, out, PROP_START_DATE, d->issued);
	un_add_unmapped(e, out, "CITY_OF_ISSUE", d->city);
	un_add(out, PROP_SUMMARY, d->note, (str){NULL, 0});
	return emit(e, out);
}

/* Every VALUE of a list element; `a) ` before a value numbers it and is no part of it. */
static void add_values(struct un_entry *e, struct un_output *out, const char *name, enum model_property property)
{
	struct un_group *g;

	for (size_t at = 0; (g = un_next_group(e, name, &at));)
		for (str value; (value = un_take_leaf(e, g, "VALUE")).len;) {
			bool numbered = value.len > 3 && value.ptr[0] >= 'a' && value.ptr[0] <= 'z' &&
			                value.ptr[1] == ')' && value.ptr[2] == ' ';
			if (model_property_type(property) == TYPE_COUNTRY)
				un_add_country(out, property, value);
			else
				un_add(out, property, numbered ? str_slice(value, 3, value.len) : value, value);
		}
}

static void add_gender(struct un_output *out, str gender)
{
	if (str_equal_nocase(gender, STR("male")))
		un_add(out, PROP_GENDER, STR("male"), gender);
	else if (str_equal_nocase(gender, STR("female")))
		un_add(out, PROP_GENDER, STR("female"), gender);
}

/* What no rule took. The version number is always 1 and the list always this one. */
static void add_rest(struct un_entry *e, struct un_output *out)
{
	for (size_t i = 0; i < e->groups.len; i++) {
		const struct un_group *g = &e->groups.ptr[i];
		str fixed = str_is(g->name, "VERSIONNUM") ? STR("1") : STR("UN List");
		if (!g->taken && g->text.len && !str_equal(g->text, fixed))
			model_draft_add(&out->draft, PROP_UNMAPPED,
			                arena_print(&e->arena, "%.*s=%.*s", STR_ARG(g->name), STR_ARG(g->text)));
		for (size_t k = g->first; k < g->first + g->count; k++) {
			const struct un_leaf *leaf = &e->leaves.ptr[k];
			if (!leaf->taken && !(str_is(g->name, "LIST_TYPE") && str_equal(leaf->text, STR("UN List"))))
				model_draft_add(&out->draft, PROP_UNMAPPED,
				                arena_print(&e->arena, "%.*s.%.*s=%.*s", STR_ARG(g->name),
				                            STR_ARG(leaf->name), STR_ARG(leaf->text)));
		}
	}
}

/* What an entry says that its listing and its links need after the leaves are taken. */
struct facts {
	str id;        /* normalised reference, or "dataid:110404" */
	str reference; /* as published */
	str dataid;
	str program, listed, comments;
	VEC(str) updated;
	VEC(struct un_document) documents;
};

/* The regime by the reference number, which says it more reliably than the list type: that was once "No-regime" and
 * once a number for entries of Haiti. */
static str regime_of(const struct facts *f)
{
	static const struct {
		str prefix, regime;
	} regimes[] = {
	    {STR("CD"), STR("DRC")},        {STR("CF"), STR("CAR")},     {STR("GB"), STR("GB")},
	    {STR("HT"), STR("Haiti")},      {STR("IQ"), STR("Iraq")},    {STR("IR"), STR("Iran")},
	    {STR("KP"), STR("DPRK")},       {STR("LY"), STR("Libya")},   {STR("ML"), STR("Mali")},
	    {STR("QD"), STR("Al-Qaida")},   {STR("SD"), STR("Sudan")},   {STR("SO"), STR("Somalia")},
	    {STR("SS"), STR("SouthSudan")}, {STR("TA"), STR("Taliban")}, {STR("YE"), STR("Yemen")},
	};

	for (size_t i = 0; i < sizeof regimes / sizeof *regimes; i++)
		if (f->id.len == 7 && f->id.ptr[3] == '.' && str_starts(f->id, regimes[i].prefix))
			return regimes[i].regime;
	return f->program;
}

static ties_code emit_sanction(struct un_entry *e, struct un_output *out, const struct facts *f)
{
	model_draft_begin(&out->draft, SCHEMA_SANCTION, arena_print(&e->arena, "%.*s#sanction", STR_ARG(f->id)));
	un_add(out, PROP_ENTITY, f->id, (str){NULL, 0});
	un_add(out, PROP_AUTHORITY, STR("UN Security Council"), (str){NULL, 0});
	un_add(out, PROP_COUNTRY, STR("un"), (str){NULL, 0});
	un_add(out, PROP_PROGRAM, regime_of(f), f->program);
	if (f->reference.len)
		un_add(out, PROP_UNSC_ID, f->id, f->reference);
	un_add_date_text(e, out, PROP_LISTING_DATE, f->listed);
	for (size_t i = 0; i < f->updated.len; i++)
		un_add_date_text(e, out, PROP_MODIFIED_AT, f->updated.ptr[i]);
	size_t at = str_find(f->comments, STR("[Old Reference #"), 0);
	if (at != SIZE_MAX)
		un_add(out, PROP_AUTHORITY_ID, str_slice(f->comments, at + 16, str_find_char(f->comments, ']', at)),
		       (str){NULL, 0});
	return emit(e, out);
}

static ties_code emit_link(struct un_entry *e, struct un_output *out, str id, str target, str sentence)
{
	model_draft_begin(&out->draft, SCHEMA_UNKNOWN_LINK,
	                  arena_print(&e->arena, "%.*s#link:%.*s", STR_ARG(id), STR_ARG(target)));
	un_add(out, PROP_SUBJECT, id, (str){NULL, 0});
	un_add(out, PROP_OBJECT, target, (str){NULL, 0});
	un_add(out, PROP_SUMMARY, sentence, (str){NULL, 0});
	return emit(e, out);
}

/* A link to each other entry that the comments cite, with the first sentence that does. */
static ties_code emit_links(struct un_entry *e, struct un_output *out, const struct facts *f)
{
	struct table seen = {0};
	str rest = f->comments, sentence;
	ties_code rc = TIES_OK;

	while (rc == TIES_OK && text_sentence(&rest, &sentence))
		for (size_t i = 0; rc == TIES_OK && i + 7 <= sentence.len; i++) {
			char reference[UN_REFERENCE_SIZE];
			bool fresh;
			str target = {reference, un_citation(sentence, i, reference)};
			if (target.len == 0 || str_equal(target, f->id) || table_get(&seen, target) != TABLE_NONE)
				continue;
			target = arena_copy(&e->arena, target);
			if (!target.ptr || !table_put(&seen, target, 0, &fresh))
				rc = TIES_ERR_NOMEM;
			else
				rc = emit_link(e, out, f->id, target, sentence);
		}
	table_finish(&seen);
	return rc;
}

static ties_code collect_facts(struct un_entry *e, struct facts *f)
{
	char reference[UN_REFERENCE_SIZE];
	struct un_group *g;

	f->reference = un_take(e, "REFERENCE_NUMBER");
	f->dataid = un_take(e, "DATAID");
	f->program = un_take(e, "UN_LIST_TYPE");
	f->listed = un_take(e, "LISTED_ON");
	f->comments = un_take(e, "COMMENTS1");
	size_t n = un_reference(f->reference, reference);
	if (n)
		f->id = arena_copy(&e->arena, (str){reference, n});
	else if (f->reference.len)
		f->id = f->reference;
	else if (f->dataid.len)
		f->id = arena_print(&e->arena, "dataid:%.*s", STR_ARG(f->dataid));
	for (size_t at = 0; (g = un_next_group(e, "LAST_DAY_UPDATED", &at));)
		for (str value; (value = un_take_leaf(e, g, "VALUE")).len;)
			if (!vec_push(&f->updated, value))
				return TIES_ERR_NOMEM;
	for (size_t at = 0; (g = un_next_group(e, "DOCUMENT", &at));)
		if (!vec_push(&f->documents, un_read_document(e, g)))
			return TIES_ERR_NOMEM;
	return e->arena.failed ? TIES_ERR_NOMEM : TIES_OK;
}

/* Person or Organization; *named is false when it has no name and was not emitted. */
static ties_code emit_entity(struct un_entry *e, struct un_output *out, const struct facts *f, bool *named)
{
	model_draft_begin(&out->draft, e->person ? SCHEMA_PERSON : SCHEMA_ORGANIZATION, f->id);
	*named = un_add_name(e, out);
	if (!*named)
		return TIES_OK;
	un_add_aliases(e, out);
	add_gender(out, un_take(e, "GENDER"));
	add_values(e, out, "TITLE", PROP_TITLE);
	add_values(e, out, "DESIGNATION", PROP_POSITION);
	add_values(e, out, "NATIONALITY", PROP_NATIONALITY);
	un_add_places(e, out);
	for (size_t i = 0; i < f->documents.len; i++)
		un_add_document_number(out, &f->documents.ptr[i]);
	un_add(out, PROP_TOPICS, STR("sanction"), (str){NULL, 0});
	if (f->reference.len)
		un_add(out, PROP_UNSC_ID, f->id, f->reference);
	un_add(out, PROP_RECORD_ID, f->dataid, (str){NULL, 0});
	model_draft_add_verbatim(&out->draft, PROP_NOTES, str_trim(f->comments));
	add_rest(e, out);
	return emit(e, out);
}

ties_code un_entry_emit(struct un_entry *e, struct un_output *out)
{
	struct facts f = {0};
	bool named = false;
	ties_code rc = collect_facts(e, &f);

	if (rc == TIES_OK && f.id.len)
		rc = emit_entity(e, out, &f, &named);
	if (rc == TIES_OK && !named) {
		out->sink->reject(out->sink->context, out->path, e->line,
		                  f.id.len ? "the entry has no name"
		                           : "the entry has neither REFERENCE_NUMBER nor DATAID",
		                  f.id.len ? f.id : un_take(e, "FIRST_NAME"));
		goto done;
	}
	if (rc == TIES_OK)
		rc = emit_sanction(e, out, &f);
	for (size_t i = 0; rc == TIES_OK && i < f.documents.len; i++)
		rc = emit_document(e, out, f.id, &f.documents.ptr[i]);
	if (rc == TIES_OK)
		rc = emit_links(e, out, &f);
done:
	vec_finish(&f.updated);
	vec_finish(&f.documents);
	return rc;
}
