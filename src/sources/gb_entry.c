/* Targets of the United Kingdom's lists: the set of what their rows say. */
#include "sources/gb_entry.h"

void gb_entry_begin(struct gb_entry *e, str id, uint64_t line)
{
	say_clear(&e->say);
	e->values.len = 0;
	e->say.line = line;
	e->id = arena_copy(&e->say.arena, id);
}

void gb_entry_finish(struct gb_entry *e)
{
	vec_finish(&e->values);
	say_finish(&e->say);
}

static void add_value(struct gb_entry *e, struct gb_value v)
{
	v.value = str_trim(v.value);
	v.extra = str_trim(v.extra);
	if (!v.value.len)
		return;
	for (size_t i = 0; i < e->values.len; i++) {
		const struct gb_value *said = &e->values.ptr[i];
		if (said->field == v.field && said->property == v.property && str_equal(said->value, v.value) &&
		    str_equal(said->extra, v.extra))
			return;
	}
	v.value = arena_copy(&e->say.arena, v.value);
	v.extra = arena_copy(&e->say.arena, v.extra);
	e->full |= e->values.len >= GB_VALUES_MAX;
	if (!e->full && !vec_push(&e->values, v))
		e->say.arena.failed = true;
}

void gb_entry_add_unmapped(struct gb_entry *e, str field, str value)
{
	add_value(e, (struct gb_value){.field = GB_UNKNOWN, .value = value, .extra = field});
}

/* The type of a name is written in many ways: "Primary Name", "Prime Alias", "ALias". */
static enum model_property name_kind(const struct gb_row *row)
{
	str type = row->cell[GB_NAME_TYPE], strength = row->cell[GB_NAME_STRENGTH];

	if (str_equal_nocase(type, STR("fka")))
		return PROP_PREVIOUS_NAME;
	if (str_equal_nocase(str_slice(strength, 0, 3), STR("low")))
		return PROP_WEAK_ALIAS;
	bool primary = str_equal_nocase(type, STR("primary name")) || str_equal_nocase(type, STR("prime alias"));
	return primary || type.len == 0 ? PROP_NAME : PROP_ALIAS;
}

/* Name 1 is the given name, Name 6 the family name or the whole; between them lie 2 to 5. */
static void add_name(struct gb_entry *e, const struct gb_row *row)
{
	str whole = say_join(&e->say, &row->cell[GB_NAME_1], 6, " ");
	enum model_property kind = name_kind(row);

	add_value(e, (struct gb_value){.field = GB_NAME_6, .property = kind, .value = whole});
	if (kind == PROP_NAME && str_trim(row->cell[GB_NAME_1]).len) {
		add_value(e, (struct gb_value){.field = GB_NAME_1, .value = row->cell[GB_NAME_1]});
		add_value(e, (struct gb_value){.field = GB_NAME_2, .value = row->cell[GB_NAME_6]});
	}
	str script[2] = {row->cell[GB_SCRIPT_TYPE], row->cell[GB_SCRIPT_LANGUAGE]};
	add_value(e, (struct gb_value){.field = GB_SCRIPT_NAME,
	                               .value = row->cell[GB_SCRIPT_NAME],
	                               .extra = say_join(&e->say, script, 2, ", ")});
}

static void add_places(struct gb_entry *e, const struct gb_row *row)
{
	str country = row->cell[GB_COUNTRY];
	str parts[8];

	for (size_t i = 0; i < 8; i++)
		parts[i] = row->cell[GB_ADDRESS_1 + i];
	str whole = say_join(&e->say, parts, 8, ", ");
	if (!str_equal(whole, str_trim(country))) /* a country alone is no address */
		add_value(e, (struct gb_value){.field = GB_ADDRESS_1, .value = whole});
	add_value(e, (struct gb_value){.field = GB_COUNTRY, .value = country});
	add_value(e, (struct gb_value){.field = GB_BIRTH_TOWN,
	                               .value = say_join(&e->say, &row->cell[GB_BIRTH_TOWN], 2, ", ")});
}

static void add_document(struct gb_entry *e, const struct gb_row *row, enum gb_field number, enum gb_field note)
{
	bool bare = !str_trim(row->cell[number]).len;

	/* the older list has the number in the details */
	add_value(e, (struct gb_value){.field = number,
	                               .value = bare ? row->cell[note] : row->cell[number],
	                               .extra = bare ? (str){NULL, 0} : row->cell[note]});
}

void gb_entry_add(struct gb_entry *e, const struct gb_row *row)
{
	add_name(e, row);
	add_places(e, row);
	add_document(e, row, GB_PASSPORT, GB_PASSPORT_NOTE);
	add_document(e, row, GB_NATIONAL_ID, GB_NATIONAL_ID_NOTE);
	for (enum gb_field f = GB_GROUP_ID; f < GB_FIELD_COUNT; f++) {
		bool part = (f >= GB_NAME_1 && f <= GB_SCRIPT_LANGUAGE) || (f >= GB_ADDRESS_1 && f <= GB_COUNTRY) ||
		            f == GB_BIRTH_TOWN || f == GB_BIRTH_COUNTRY ||
		            (f >= GB_PASSPORT && f <= GB_NATIONAL_ID_NOTE);
		if (!part)
			add_value(e, (struct gb_value){.field = f, .value = row->cell[f]});
	}
}
