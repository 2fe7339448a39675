/* Statements as official lists make them. */
#include "sources/say.h"

#include "sources/un_entry.h"

void say_finish(struct say *say)
{
	model_draft_finish(&say->draft);
	arena_finish(&say->arena);
}

void say_clear(struct say *say)
{
	arena_clear(&say->arena);
}

void say_begin(struct say *say, enum model_schema schema, str id)
{
	model_draft_begin(&say->draft, schema, id);
	say->draft.record.line = say->line;
}

ties_code say_emit(struct say *say, ties_error *err)
{
	bool whole = !say->draft.failed && !say->arena.failed;

	return whole && say->sink->emit(say->sink->context, &say->draft.record, say->part) ? TIES_OK : error_nomem(err);
}

void say_reject(struct say *say, const char *reason, str row)
{
	say->sink->reject(say->sink->context, say->path, say->line, reason, row);
}

ties_code say_check_entries(const struct say *say, const char *expected, ties_error *err)
{
	return say->entries
	           ? TIES_OK
	           : error_at(err, TIES_ERR_FORMAT, say->path, 0, "%s holds no entry; download it again", expected);
}

/* ---- statements ----------------------------------------------------------------------------------- */

struct model_statement *say_as(struct say *say, enum model_property property, str value, str original)
{
	struct model_statement *s = model_draft_add(&say->draft, property, value);

	original = str_trim(original);
	if (s && original.len && !str_equal(s->value, original)) {
		s->original = arena_copy(&say->draft.arena, original);
		say->draft.failed |= say->draft.arena.failed;
	}
	return s;
}

struct model_statement *say_value(struct say *say, enum model_property property, str value)
{
	return model_draft_add(&say->draft, property, value);
}

void say_country(struct say *say, enum model_property property, str name)
{
	name = str_trim(name);
	if (str_is(name, "00") || str_equal_nocase(name, STR("UNKNOWN")))
		return;
	str code = model_country_code(name);
	say_as(say, property, code.len ? code : name, name);
}

void say_date(struct say *say, enum model_property property, struct date date, str original)
{
	char text[DATE_TEXT_MAX];

	say_as(say, property, (str){text, date_print(date, text)}, original);
}

bool say_parse_date(str s, struct date *date)
{
	return (date_parse(s, date, NULL) == TIES_OK && date->kind == DATE_KNOWN) || date_parse_prose(s, date);
}

/* "1963 or 1964", "1953-07-04 OR 1953-07-05": where it is cut, and behind. */
static size_t find_or(str text, size_t *end)
{
	for (size_t i = 0; i + 4 <= text.len; i++)
		if (str_equal_nocase(str_slice(text, i, i + 4), STR(" or "))) {
			*end = i + 4;
			return i;
		}
	return SIZE_MAX;
}

void say_date_text(struct say *say, enum model_property property, str text)
{
	struct date date, other;
	size_t end = 0;

	text = str_trim(text);
	if (text.len && say_parse_date(text, &date)) {
		say_date(say, property, date, text);
		return;
	}
	size_t cut = find_or(text, &end);
	if (cut != SIZE_MAX && say_parse_date(str_trim(str_slice(text, 0, cut)), &date) &&
	    say_parse_date(str_trim(str_slice(text, end, text.len)), &other)) {
		say_date(say, property, date, text);
		say_date(say, property, other, text);
		return;
	}
	say_unmapped(say, model_property_name(property), text);
}

void say_gender(struct say *say, str text)
{
	if (str_equal_nocase(text, STR("male")) || str_equal_nocase(text, STR("m")))
		say_as(say, PROP_GENDER, STR("male"), text);
	else if (str_equal_nocase(text, STR("female")) || str_equal_nocase(text, STR("f")))
		say_as(say, PROP_GENDER, STR("female"), text);
	else
		say_unmapped(say, "gender", text);
}

void say_unmapped(struct say *say, const char *field, str value)
{
	value = str_trim(value);
	if (value.len)
		model_draft_add(&say->draft, PROP_UNMAPPED, say_print(say, "%s=%.*s", field, STR_ARG(value)));
}

void say_prose(struct say *say, enum model_property property, str text)
{
	model_draft_add_verbatim(&say->draft, property, str_trim(text));
}

static void say_typed(struct say *say, enum model_property property, str value, str original)
{
	switch (model_property_type(property)) {
	case TYPE_COUNTRY:
		say_country(say, property, value);
		return;
	case TYPE_DATE:
		say_date_text(say, property, value);
		return;
	default:
		say_as(say, property, value, original);
	}
}

void say_items(struct say *say, enum model_property property, str text)
{
	unsigned state = 0;

	for (str rest = text, item; say_item(&rest, &state, &item);)
		say_typed(say, property, item, text);
}

void say_pieces(struct say *say, enum model_property property, str text, const char *separators)
{
	while (text.len) {
		size_t n = 0;
		while (n < text.len && !strchr(separators, text.ptr[n]))
			n++;
		say_typed(say, property, str_slice(text, 0, n), (str){NULL, 0});
		text = str_slice(text, n + 1, text.len);
	}
}

str say_join(struct say *say, const str *parts, size_t count, const char *between)
{
	str all = {NULL, 0};

	for (size_t i = 0; i < count; i++) {
		str part = str_trim(parts[i]);
		if (part.len)
			all = all.len ? say_print(say, "%.*s%s%.*s", STR_ARG(all), between, STR_ARG(part)) : part;
	}
	return all;
}

/* ---- enumerations ---------------------------------------------------------------------------------- */

enum style { STYLE_NONE, STYLE_NUMBER, STYLE_LETTER, STYLE_ROMAN };

/* The mark number `n` of a style without its brackets: "2", "b", "ii"; empty past the end of the style. */
static str mark_text(enum style style, unsigned n, char out[8])
{
	static const char *const roman[] = {"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"};
	size_t len = 0;

	if (style == STYLE_ROMAN)
		return n <= sizeof roman / sizeof *roman ? str_from(roman[n - 1]) : (str){NULL, 0};
	if (style == STYLE_LETTER && n <= 26)
		out[len++] = (char)('a' + n - 1);
	if (style == STYLE_NUMBER && n < 100) {
		if (n >= 10)
			out[len++] = (char)('0' + n / 10);
		out[len++] = (char)('0' + n % 10);
	}
	return (str){out, len};
}

/* Where the mark stands in `s` at or after `from`; *end is behind it. A mark follows the start, a blank, or a comma. */
static size_t find_mark(str s, enum style style, unsigned n, size_t from, size_t *end)
{
	char bytes[8];
	str mark = mark_text(style, n, bytes);

	for (size_t i = from; mark.len && i < s.len; i++) {
		if (i && !memchr(" \t\r\n,;.", s.ptr[i - 1], 7))
			continue;
		size_t at = i + (s.ptr[i] == '(');
		if (!str_equal_nocase(str_slice(s, at, at + mark.len), mark) || at + mark.len >= s.len ||
		    s.ptr[at + mark.len] != ')')
			continue;
		*end = at + mark.len + 1;
		return i;
	}
	return SIZE_MAX;
}

static enum style style_of(str s, size_t *end)
{
	for (enum style style = STYLE_NUMBER; style <= STYLE_ROMAN; style++)
		if (find_mark(s, style, 1, 0, end) == 0)
			return style;
	*end = 0;
	return STYLE_NONE;
}

static str strip_item(str s)
{
	s = str_trim(s);
	while (s.len && memchr(",;", s.ptr[s.len - 1], 2))
		s = str_trim(str_slice(s, 0, s.len - 1));
	return s;
}

bool say_item(str *rest, unsigned *state, str *item)
{
	size_t begin = 0, next = 0;
	str s = str_trim(*rest);

	if (s.len == 0)
		return false;
	enum style style = (enum style)(*state >> 16);
	unsigned n = *state & 0xffff;
	if (n == 0) {
		style = style_of(s, &begin);
		n = 1;
	}
	size_t cut = style == STYLE_NONE ? SIZE_MAX : find_mark(s, style, n + 1, begin, &next);
	*item = strip_item(str_slice(s, begin, cut));
	*rest = cut == SIZE_MAX ? (str){NULL, 0} : str_slice(s, next, s.len);
	*state = (unsigned)style << 16 | (n + 1);
	return true;
}

/* ---- numbers ---------------------------------------------------------------------------------------- */

str say_un_reference(struct say *say, str text)
{
	char out[UN_REFERENCE_SIZE];

	for (size_t i = 0; i + 7 <= text.len; i++) {
		size_t n = un_citation(text, i, out);
		if (n)
			return arena_copy(&say->arena, (str){out, n});
	}
	return (str){NULL, 0};
}

str say_number(str s, size_t digits)
{
	for (size_t i = 0, run = 0; i <= s.len; i++) {
		bool digit = i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9';
		if (!digit && run == digits)
			return str_slice(s, i - run, i);
		run = digit ? run + 1 : 0;
	}
	return (str){NULL, 0};
}
