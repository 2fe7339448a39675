/* What an entry says of the person or organisation: names, birth, places, documents.
 *
 *  - The parts of a name stand in the order they are said in. They are not given and family name (in RI WON HO
 *    the family name is first), so they are joined and nothing is made of the parts.
 *  - The quality of an alias decides its kind. One element can hold several names, split at "; " only: commas
 *    are mostly parts of names. Alias notes carry names in their own script.
 *  - A date is what date_parse or date_parse_prose makes of it; what is none ("30-35 years old") is kept as is.
 *  - A document number can be prose. The record of the document keeps the prose, the person gets the number. */
#include "sources/un_entry.h"

#include "text/text.h"

/* ---- names -------------------------------------------------------------------------------------- */

/* A guess at the language of a name in its own script: by letters that only one of them has, else by the
 *  commonest of the list. ISO 639-1; empty where the script says nothing. */
static str guess_language(str s)
{
	static const char *const pashto[] = {"\u067c", "\u0689", "\u0693", "\u069a",
	                                     "\u0681", "\u0685", "\u06d0", "\u06cd"};
	static const char *const persian[] = {"\u067e", "\u0686", "\u0698", "\u06af", "\u06cc", "\u06a9"};
	static const char *const ukrainian[] = {"\u0456", "\u0457", "\u0454", "\u0491"};
#define ANY_OF(letters, language) \
	for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) \
		if (str_find(s, str_from(letters[i]), 0) != SIZE_MAX) \
			return STR(language);

	switch (text_script_main(s)) {
	case SCRIPT_ARABIC:
		ANY_OF(pashto, "ps")
		ANY_OF(persian, "fa")
		return STR("ar");
	case SCRIPT_CYRILLIC:
		ANY_OF(ukrainian, "uk")
		return STR("ru");
	case SCRIPT_HANGUL:
		return STR("ko");
	case SCRIPT_HAN:
		return STR("zh");
	case SCRIPT_KANA:
		return STR("ja");
	case SCRIPT_HEBREW:
		return STR("he");
	default:
		return (str){NULL, 0};
	}
#undef ANY_OF
}

static void add_original_script(struct un_output *out, str name)
{
	struct model_statement *s = un_add(out, PROP_ALIAS, name, (str){NULL, 0});

	if (s)
		s->lang = guess_language(name);
}

bool un_add_name(struct un_entry *e, struct un_output *out)
{
	str parts[4] = {un_take(e, "FIRST_NAME"), un_take(e, "SECOND_NAME"), un_take(e, "THIRD_NAME"),
	                un_take(e, "FOURTH_NAME")};
	str script = un_take(e, "NAME_ORIGINAL_SCRIPT");
	str name = un_join(&e->arena, parts, 4, " ");

	if (name.len)
		un_add(out, PROP_NAME, name, (str){NULL, 0});
	if (script.len)
		add_original_script(out, script);
	return name.len || script.len;
}

/* "original script: Абу Банат" and "Previously listed as. In Arabic: …" in the note of an alias. */
static void add_noted_name(struct un_output *out, str note)
{
	static const char *const marks[] = {"original script: ", "In Arabic: ", "in Arabic: "};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		size_t at = str_find(note, str_from(marks[i]), 0);
		if (at == SIZE_MAX)
			continue;
		str name = str_slice(note, at + strlen(marks[i]), str_find_char(note, ';', at));
		if (guess_language(name).len)
			add_original_script(out, name);
		return;
	}
}

static enum model_property alias_kind(str quality)
{
	return str_equal_nocase(quality, STR("low"))      ? PROP_WEAK_ALIAS
	       : str_equal_nocase(quality, STR("f.k.a.")) ? PROP_PREVIOUS_NAME
	                                                  : PROP_ALIAS;
}

static void add_alias_names(struct un_output *out, enum model_property kind, str names)
{
	bool several = str_find(names, STR("; "), 0) != SIZE_MAX;
	str rest = names;

	while (rest.len) {
		size_t cut = str_find(rest, STR("; "), 0);
		str name = str_trim(str_slice(rest, 0, cut));
		if (str_ends(name, STR(";")))
			name.len--;
		un_add(out, kind, name, several ? names : (str){NULL, 0});
		rest = cut == SIZE_MAX ? (str){NULL, 0} : str_slice(rest, cut + 2, rest.len);
	}
}

void un_add_aliases(struct un_entry *e, struct un_output *out)
{
	struct un_group *g;

	for (size_t at = 0; (g = un_next_group(e, "ALIAS", &at));) {
		str quality = un_take_leaf(e, g, "QUALITY");
		str names = un_take_leaf(e, g, "ALIAS_NAME");
		str note = un_take_leaf(e, g, "NOTE");
		add_alias_names(out, alias_kind(quality), names);
		add_noted_name(out, note);
		if (note.len)
			un_add_unmapped(e, out, "aliasNote", un_join(&e->arena, (str[]){names, note}, 2, ": "));
		/* The birth data of an alias belong to an identity the person used: further candidates. */
		un_add_date_text(e, out, PROP_BIRTH_DATE, un_take_leaf(e, g, "DATE_OF_BIRTH"));
		str place[2] = {un_take_leaf(e, g, "CITY_OF_BIRTH"), un_take_leaf(e, g, "COUNTRY_OF_BIRTH")};
		un_add(out, PROP_BIRTH_PLACE, un_join(&e->arena, place, 2, ", "), (str){NULL, 0});
	}
}

/* ---- birth, places ------------------------------------------------------------------------------ */

/* A year alone, or between two. */
static bool parse_years(str from, str to, struct date *date)
{
	struct date end;

	if (date_parse(from, date, NULL) != TIES_OK || date->kind != DATE_KNOWN)
		return false;
	if (to.len) {
		if (date_parse(to, &end, NULL) != TIES_OK || end.kind != DATE_KNOWN || end.last < date->first)
			return false;
		date->last = end.last;
	}
	return true;
}

static void add_birth_date(struct un_entry *e, struct un_output *out, const struct un_group *g)
{
	str type = un_take_leaf(e, g, "TYPE_OF_DATE"), day = un_take_leaf(e, g, "DATE"),
	    year = un_take_leaf(e, g, "YEAR");
	str from = un_take_leaf(e, g, "FROM_YEAR"), to = un_take_leaf(e, g, "TO_YEAR"),
	    note = un_take_leaf(e, g, "NOTE");
	bool approximate = str_is(type, "APPROXIMATELY") || str_is(note, "Approximately");
	struct date date;

	/* "Sep." beside the year 1961 */
	str month = year.len && note.len ? arena_print(&e->arena, "%.*s %.*s", STR_ARG(note), STR_ARG(year)) : note;
	str published = un_join(&e->arena, (str[]){type, day, year, from, to, note}, 6, " ");
	bool known =
	    (day.len && un_parse_date(day, &date)) || (month.len && !day.len && date_parse_prose(month, &date)) ||
	    (year.len && parse_years(year, (str){NULL, 0}, &date)) || (from.len && parse_years(from, to, &date));
	if (!known) {
		if (day.len || year.len || from.len || to.len || note.len)
			un_add_unmapped(e, out, "birthDate", published);
		return;
	}
	date.approximate = date.approximate || approximate;
	bool plain = str_is(type, "EXACT") && !note.len;
	un_add_date(out, PROP_BIRTH_DATE, date, plain ? (day.len ? day : year) : published);
}

static str place_of(struct un_entry *e, const struct un_group *g, str *country)
{
	str parts[5] = {un_take_leaf(e, g, "STREET"), un_take_leaf(e, g, "CITY"), un_take_leaf(e, g, "STATE_PROVINCE"),
	                un_take_leaf(e, g, "ZIP_CODE"), un_take_leaf(e, g, "COUNTRY")};

	*country = parts[4];
	return un_join(&e->arena, parts, 5, ", ");
}

/* The note of a place often only repeats the country. */
static void add_place(struct un_entry *e, struct un_output *out, enum model_property property, const struct un_group *g)
{
	str country, place = place_of(e, g, &country), note = un_take_leaf(e, g, "NOTE");

	if (place.len) {
		un_add(out, property, place, (str){NULL, 0});
		if (note.len && !str_equal(note, country))
			un_add_unmapped(e, out, property == PROP_ADDRESS ? "addressNote" : "birthPlaceNote",
			                un_join(&e->arena, (str[]){place, note}, 2, ": "));
	} else {
		un_add(out, property, note, (str){NULL, 0});
	}
	if (property == PROP_ADDRESS && country.len)
		un_add_country(out, PROP_COUNTRY, country);
}

void un_add_places(struct un_entry *e, struct un_output *out)
{
	struct un_group *g;

	for (size_t at = 0; (g = un_next_group(e, "DATE_OF_BIRTH", &at));)
		add_birth_date(e, out, g);
	for (size_t at = 0; (g = un_next_group(e, "PLACE_OF_BIRTH", &at));)
		add_place(e, out, PROP_BIRTH_PLACE, g);
	for (size_t at = 0; (g = un_next_group(e, "ADDRESS", &at));)
		add_place(e, out, PROP_ADDRESS, g);
}

/* ---- documents ---------------------------------------------------------------------------------- */

static bool mentions(str s, const char *word)
{
	size_t n = strlen(word);

	for (size_t i = 0; i + n <= s.len; i++)
		if (str_equal_nocase(str_slice(s, i, i + n), (str){word, n}))
			return true;
	return false;
}

/* Only a note that says so holds a number: "issued in 1993" does not. */
static str noted_number(str note)
{
	static const char *const words[] = {"number ", "card ", "code: ", "SSN "};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (mentions(note, words[i]))
			return un_identifier(note);
	str id = un_identifier(note);
	return id.ptr == note.ptr && id.len >= 6 ? id : (str){NULL, 0};
}

struct un_document un_read_document(struct un_entry *e, const struct un_group *g)
{
	str type[2] = {un_take_leaf(e, g, "TYPE_OF_DOCUMENT"), un_take_leaf(e, g, "TYPE_OF_DOCUMENT2")};
	str issuing = un_take_leaf(e, g, "ISSUING_COUNTRY"), of_issue = un_take_leaf(e, g, "COUNTRY_OF_ISSUE");
	struct un_document d = {
	    .type = str_equal_nocase(type[0], type[1]) ? type[0] : un_join(&e->arena, type, 2, ": "),
	    .number = un_take_leaf(e, g, "NUMBER"),
	    .note = un_take_leaf(e, g, "NOTE"),
	    .issued = un_take_leaf(e, g, "DATE_OF_ISSUE"),
	    .city = un_take_leaf(e, g, "CITY_OF_ISSUE"),
	    .country = of_issue.len ? of_issue : issuing,
	};

	d.passport = mentions(type[0], "passport") || mentions(type[0], "passeport") ||
	             mentions(type[0], "pasaporte") || (!type[0].len && mentions(type[1], "passport"));
	d.id = d.number.len            ? un_identifier(d.number)
	       : un_has_digit(type[1]) ? un_identifier(type[1])
	                               : noted_number(d.note);
	if (!d.number.len)
		d.number = d.id;
	return d;
}

void un_add_document_number(struct un_output *out, const struct un_document *d)
{
	if (d->id.len)
		un_add(out, d->passport ? PROP_PASSPORT_NUMBER : PROP_ID_NUMBER, d->id, d->number);
}
