/* Links of OFAC entries: `Linked To: NAME` and the owner of a vessel.
 *
 * They name the other entry exactly as its SDN_Name. The full stop that ends the remarks is merged with one that
 * ends the name, and a token inside may end in a stop of its own, so each name has two candidates; what is
 * published is tried first. A name that several entries bear links to each of them. A name that the set does not
 * have (the target is on OFAC's other list) is kept as text on the link. */
#include "sources/ofac.h"

/* ASCII lower case with single blanks, into o->key; empty when memory ran out. */
static str fold(struct ofac *o, str name)
{
	name = str_trim(name);
	buf_clear(&o->key);
	for (size_t i = 0; i < name.len; i++) {
		char c = name.ptr[i];
		if (c == ' ' && name.ptr[i - 1] == ' ')
			continue;
		buf_add_char(&o->key, c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c);
	}
	o->stopped |= o->key.failed;
	return o->key.failed ? (str){NULL, 0} : buf_str(&o->key);
}

void ofac_link_name(struct ofac *o, str name, uint32_t index)
{
	str key = arena_copy(&o->arena, fold(o, name));
	bool fresh;
	uint32_t *first = key.ptr ? table_put(&o->by_name, key, index, &fresh) : NULL;

	if (!first) {
		o->stopped = true;
		return;
	}
	if (fresh)
		return;
	o->entries.ptr[index].same_name = o->entries.ptr[*first].same_name;
	o->entries.ptr[*first].same_name = index;
}

void ofac_link_add(struct ofac *o, struct ofac_link link)
{
	link.name = arena_copy(&o->arena, link.name);
	if (!link.name.ptr || !vec_push(&o->links, link))
		o->stopped = true;
}

/* The first entry that bears the name of `link`, TABLE_NONE. Gives the name the full stop back that was merged. */
static uint32_t resolve(struct ofac *o, struct ofac_link *link)
{
	uint32_t found = table_get(&o->by_name, fold(o, link->name));

	if (found == TABLE_NONE && link->last) {
		fold(o, link->name);
		buf_add_char(&o->key, '.');
		found = table_get(&o->by_name, buf_str(&o->key));
		if (found != TABLE_NONE)
			link->name = arena_print(&o->arena, "%.*s.", STR_ARG(link->name));
	}
	if (found == TABLE_NONE && str_ends(link->name, STR(".")))
		found = table_get(&o->by_name, fold(o, str_slice(link->name, 0, link->name.len - 1)));
	return found;
}

static const char *role(const struct ofac_link *link)
{
	return link->owner ? "Vessel owner" : "Linked To";
}

static void emit_link(struct ofac *o, const struct ofac_link *link, str target, bool known)
{
	str subject = o->entries.ptr[link->subject].id;
	str id = arena_print(&o->arena, "%.*s#link#%.*s", STR_ARG(subject), STR_ARG(target));

	model_draft_begin(&o->side, SCHEMA_UNKNOWN_LINK, id);
	o->side.record.line = link->line;
	model_draft_add(&o->side, PROP_SUBJECT, subject);
	if (known) {
		struct model_statement *object = model_draft_add(&o->side, PROP_OBJECT, target);
		if (object)
			object->original = link->name;
	} else {
		model_draft_add(&o->side, PROP_UNMAPPED,
		                arena_print(&o->side.arena, "object=%.*s", STR_ARG(link->name)));
	}
	model_draft_add(&o->side, PROP_ROLE, str_from(role(link)));
	ofac_emit(o, &o->side, OFAC_PRIMARY);
}

/* OFAC links a vehicle to whoever owns or operates it and does not say which: the ownership is presumed. */
static void emit_owner(struct ofac *o, const struct ofac_link *link, const struct ofac_entry *target)
{
	const struct ofac_entry *subject = &o->entries.ptr[link->subject];

	if (!model_schema_is_a((enum model_schema)subject->schema, SCHEMA_VEHICLE) ||
	    !model_schema_is_a((enum model_schema)target->schema, SCHEMA_LEGAL_ENTITY))
		return;
	model_draft_begin(&o->side, (enum model_schema)subject->schema, subject->id);
	o->side.record.line = link->line;
	struct model_statement *owner = model_draft_add(&o->side, PROP_OWNER, target->id);
	if (owner && !link->owner)
		owner->modality = MODALITY_PRESUMED;
	if (owner)
		owner->original = link->name;
	ofac_emit(o, &o->side, OFAC_PRIMARY);
}

void ofac_links_emit(struct ofac *o)
{
	for (size_t i = 0; i < o->links.len && !o->stopped; i++) {
		struct ofac_link *link = &o->links.ptr[i];
		uint32_t found = resolve(o, link);
		if (found == TABLE_NONE)
			emit_link(o, link, link->name, false);
		for (; found != TABLE_NONE && !o->stopped; found = o->entries.ptr[found].same_name) {
			if (found == link->subject)
				continue;
			emit_link(o, link, o->entries.ptr[found].id, true);
			emit_owner(o, link, &o->entries.ptr[found]);
		}
	}
}
