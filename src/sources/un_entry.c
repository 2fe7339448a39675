/* One entry as the file has it: access to its fields, and the statements they become.
 *
 * A rule takes a field; what is never taken ends as "unmapped". Elements whose leaves are all empty are shells
 * that the publisher's program leaves behind: they have no leaves here, and no rule sees them. */
#include "sources/un_entry.h"

void un_entry_clear(struct un_entry *entry)
{
	arena_clear(&entry->arena);
	entry->groups.len = 0;
	entry->leaves.len = 0;
	entry->bytes = 0;
}

void un_entry_finish(struct un_entry *entry)
{
	arena_finish(&entry->arena);
	vec_finish(&entry->groups);
	vec_finish(&entry->leaves);
}

/* Text of the first group of that name that has some. */
str un_take(struct un_entry *e, const char *name)
{
	for (size_t i = 0; i < e->groups.len; i++) {
		struct un_group *g = &e->groups.ptr[i];
		if (!g->taken && g->text.len && str_is(g->name, name)) {
			g->taken = true;
			return g->text;
		}
	}
	return (str){NULL, 0};
}

str un_take_leaf(struct un_entry *e, const struct un_group *g, const char *name)
{
	for (size_t i = g->first; i < g->first + g->count; i++) {
		struct un_leaf *leaf = &e->leaves.ptr[i];
		if (!leaf->taken && str_is(leaf->name, name)) {
			leaf->taken = true;
			return leaf->text;
		}
	}
	return (str){NULL, 0};
}

/* The next group "INDIVIDUAL_" or "ENTITY_" + name at or after *at; NULL at the end. Shells have no leaves. */
struct un_group *un_next_group(struct un_entry *e, const char *name, size_t *at)
{
	while (*at < e->groups.len) {
		struct un_group *g = &e->groups.ptr[(*at)++];
		str prefix = e->person ? STR("INDIVIDUAL_") : STR("ENTITY_");
		str bare = str_starts(g->name, prefix) ? str_slice(g->name, prefix.len, g->name.len) : g->name;
		if (g->count && str_is(bare, name))
			return g;
	}
	return NULL;
}

str un_join(struct arena *arena, const str *parts, size_t count, const char *between)
{
	str all = {NULL, 0};

	for (size_t i = 0; i < count; i++)
		if (parts[i].len)
			all = all.len ? arena_print(arena, "%.*s%s%.*s", STR_ARG(all), between, STR_ARG(parts[i]))
			              : parts[i];
	return all;
}

struct model_statement *un_add(struct un_output *out, enum model_property property, str value, str original)
{
	struct model_statement *s = model_draft_add(&out->draft, property, value);

	if (s && original.len && !str_equal(s->value, original))
		s->original = original;
	return s;
}

void un_add_unmapped(struct un_entry *e, struct un_output *out, const char *field, str value)
{
	if (value.len)
		model_draft_add(&out->draft, PROP_UNMAPPED, arena_print(&e->arena, "%s=%.*s", field, STR_ARG(value)));
}

void un_add_date(struct un_output *out, enum model_property property, struct date date, str original)
{
	char text[DATE_TEXT_MAX];

	un_add(out, property, (str){text, date_print(date, text)}, original);
}

bool un_parse_date(str s, struct date *date)
{
	return (date_parse(s, date, NULL) == TIES_OK && date->kind == DATE_KNOWN) || date_parse_prose(s, date);
}

/* A date in any form; what is none ("Invalid date", "30-35 years old") is kept as it stands. */
void un_add_date_text(struct un_entry *e, struct un_output *out, enum model_property property, str text)
{
	struct date date;

	if (text.len == 0 || str_is(text, "null"))
		return;
	if (un_parse_date(text, &date))
		un_add_date(out, property, date, text);
	else
		un_add_unmapped(e, out, model_property_name(property), text);
}

void un_add_country(struct un_output *out, enum model_property property, str name)
{
	str code = model_country_code(name);

	un_add(out, property, code.len ? code : name, name);
}
