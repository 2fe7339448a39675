/* Fields of OFAC rows as statements: names, dates, countries. */
#include "sources/ofac.h"

bool ofac_is_null(str cell)
{
	return str_is(str_trim(cell), "-0-");
}

str ofac_cell(const struct csv_row *row, size_t i)
{
	str cell = str_trim(csv_cell(row, i));

	return ofac_is_null(cell) ? (str){NULL, 0} : cell;
}

bool ofac_is_header(const struct csv_row *row)
{
	return str_equal_nocase(csv_cell(row, 0), STR("ent_num"));
}

bool ofac_one_of(str s, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal_nocase(s, str_from(words[i])))
			return true;
	return false;
}

static bool is_suffix(str s)
{
	static const char *const suffixes[] = {"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"};

	return ofac_one_of(s, suffixes, sizeof suffixes / sizeof *suffixes);
}

struct ofac_name ofac_turn(struct arena *arena, str name)
{
	size_t comma = str_find_char(name, ',', 0);

	if (comma == SIZE_MAX)
		return (struct ofac_name){.full = name};
	struct ofac_name n = {
	    .last = str_trim(str_slice(name, 0, comma)),
	    .first = str_trim(str_slice(name, comma + 1, name.len)),
	};
	const char *second = memrchr(n.first.ptr, ',', n.first.len);
	if (second) {
		size_t at = (size_t)(second - n.first.ptr);
		str tail = str_trim(str_slice(n.first, at + 1, n.first.len));
		if (is_suffix(tail)) {
			n.suffix = tail;
			n.first = str_trim(str_slice(n.first, 0, at));
		}
	}
	n.full = arena_print(arena, "%.*s %.*s %.*s", STR_ARG(n.first), STR_ARG(n.last), STR_ARG(n.suffix));
	return n;
}

void ofac_add_name(struct model_draft *draft, enum model_property property, str name, bool person)
{
	struct ofac_name n = person ? ofac_turn(&draft->arena, name) : (struct ofac_name){.full = name};
	struct model_statement *s = model_draft_add(draft, property, n.full);

	if (s && n.last.len)
		s->original = name;
}

bool ofac_add_date(struct model_draft *draft, enum model_property property, str prose)
{
	struct date date;
	char text[DATE_TEXT_MAX];

	if (!date_parse_prose(prose, &date))
		return false;
	struct model_statement *s = model_draft_add(draft, property, (str){text, date_print(date, text)});
	if (s && !str_equal(s->value, prose))
		s->original = prose;
	return true;
}

struct model_statement *ofac_add_country(struct model_draft *draft, enum model_property property, str name)
{
	str code = model_country_code(name);
	struct model_statement *s = model_draft_add(draft, property, code.len ? code : name);

	if (s && code.len)
		s->original = name;
	return s;
}

void ofac_emit(struct ofac *o, const struct model_draft *draft, enum ofac_part part)
{
	if (o->stopped || draft->failed || o->arena.failed || !o->sink->emit(o->sink->context, &draft->record, part))
		o->stopped = true;
}

void ofac_begin_side(struct ofac *o, enum model_schema schema, const char *kind, str key)
{
	buf_clear(&o->key);
	buf_print(&o->key, "%.*s#%s#%.*s", STR_ARG(o->entity.record.id), kind, STR_ARG(key));
	o->stopped |= o->key.failed;
	model_draft_begin(&o->side, schema, buf_str(&o->key));
	o->side.record.line = o->entity.record.line;
}
