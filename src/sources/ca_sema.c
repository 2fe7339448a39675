/* Canada's consolidated list of autonomous sanctions (sema-lmes.xml): <data-set> <record> … </record> … </data-set>.
 *
 * A record is flat, its elements are there only when filled; the element names changed about 2022 and both kinds
 * are read. "Country" is the regulation, in English and French ("Russia / Russie"), not a nationality. There is no
 * id: schedule labels have changed under the entries ("1", "Part 1", "1, Part 1"), items were renumbered with
 * them; so the record id is the regulation and the name, which stayed. A removal shows as absence only. */
#include "sources/ca_item.h"
#include "sources/formats.h"
#include "sources/say.h"
#include "sources/tree.h"

struct reader {
	struct say say;
	ties_error *err;
};

struct record {
	str regulation, last, given, entity, imo, title, schedule, item;
	bool person, ship;
};

static str english(str both)
{
	return str_trim(str_slice(both, 0, str_find(both, STR(" / "), 0)));
}

static str take_either(struct tree *t, const char *now, const char *before)
{
	str value = tree_take(t, 0, now);

	return value.len ? value : tree_take(t, 0, before);
}

static struct record read_record(struct reader *r, struct tree *t)
{
	str country = tree_take(t, 0, "Country");
	struct record record = {
	    .regulation = english(country),
	    .last = tree_take(t, 0, "LastName"),
	    .given = tree_take(t, 0, "GivenName"),
	    .entity = take_either(t, "EntityOrShip", "Entity"),
	    .imo = tree_take(t, 0, "ShipIMONumber"),
	    .title = take_either(t, "TitleOrShip", "Title"),
	    .schedule = tree_take(t, 0, "Schedule"),
	    .item = tree_take(t, 0, "Item"),
	};

	record.person = record.last.len || record.given.len;
	record.ship = record.imo.len && !record.person;
	if (str_is(record.schedule, "N/A"))
		record.schedule = (str){NULL, 0};
	if (record.person)
		record.entity = say_join(&r->say, (str[]){record.given, record.last}, 2, " ");
	return record;
}

/* ---- id --------------------------------------------------------------------------------------------- */

/* Letters and digits in lower case: spellings of one name differ in blanks, stops and capitals. */
static str folded(struct reader *r, str s)
{
	str copy = arena_copy(&r->say.arena, s);
	char *p = copy.ptr ? (char *)(uintptr_t)copy.ptr : NULL;
	size_t n = 0;

	for (size_t i = 0; i < copy.len; i++) {
		unsigned char c = (unsigned char)p[i];
		if (c >= 'A' && c <= 'Z')
			p[n++] = (char)(c + ('a' - 'A'));
		else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80)
			p[n++] = (char)c;
	}
	return (str){p, n};
}

/* "Burma" became "Myanmar (Burma)": a country by its code, another regulation by its name. */
static str regulation_key(struct reader *r, str regulation)
{
	str bare = str_trim(str_slice(regulation, 0, str_find(regulation, STR(" ("), 0)));
	str code = model_country_code(bare);

	return code.len ? code : folded(r, bare);
}

/* A long name by its beginning and a hash of the whole. */
static str shortened(struct reader *r, str key)
{
	enum { KEY_MAX = 96 };
	size_t n = KEY_MAX;

	if (key.len <= KEY_MAX)
		return key;
	while (n && ((unsigned char)key.ptr[n] & 0xc0) == 0x80) /* no character cut in two */
		n--;
	return say_print(&r->say, "%.*s-%016llx", STR_ARG(str_slice(key, 0, n)), (unsigned long long)str_hash(key));
}

static str make_id(struct reader *r, const struct record *record)
{
	str key = shortened(r, record->ship ? record->imo : folded(r, record->entity));

	return say_print(&r->say, "%.*s/%.*s", STR_ARG(regulation_key(r, record->regulation)), STR_ARG(key));
}

/* ---- names ------------------------------------------------------------------------------------------ */

/* Cuts at the first separator, a string; the piece may be empty. */
static bool cut_piece(str *rest, str separator, str *piece)
{
	if (!rest->ptr)
		return false;
	size_t at = str_find(*rest, separator, 0);
	*piece = str_slice(*rest, 0, at);
	*rest = at == SIZE_MAX ? (str){NULL, 0} : str_slice(*rest, at + separator.len, rest->len);
	return true;
}

/* "Russian: Открытое …": the language of an alias, which is cut off. */
static str take_language(str *alias)
{
	static const struct {
		const char *word, *code;
	} languages[] = {{"Russian", "ru"}, {"Belarusian", "be"}, {"Ukrainian", "uk"}, {"Arabic", "ar"},
	                 {"Hebrew", "he"},  {"Persian", "fa"},    {"Farsi", "fa"},     {"Burmese", "my"}};
	str s = str_trim(*alias);
	size_t colon = str_find_char(s, ':', 0);

	for (size_t i = 0; colon != SIZE_MAX && i < sizeof languages / sizeof *languages; i++)
		if (str_is(str_trim(str_slice(s, 0, colon)), languages[i].word)) {
			*alias = str_slice(s, colon + 1, s.len);
			return str_from(languages[i].code);
		}
	return (str){NULL, 0};
}

/* A bracket that the publisher's splitting left alone. */
static str strip_lone_bracket(str s)
{
	s = str_trim(s);
	if (str_starts(s, STR("(")) && str_find_char(s, ')', 0) == SIZE_MAX)
		s = str_slice(s, 1, s.len);
	if (str_ends(s, STR(")")) && str_find_char(s, '(', 0) == SIZE_MAX)
		s = str_slice(s, 0, s.len - 1);
	return str_trim(s);
}

static void add_alias(struct reader *r, str alias, str published)
{
	str lang = take_language(&alias), name;

	for (str rest = alias; cut_piece(&rest, STR(" or "), &name);)
		for (str names = name, one; cut_piece(&names, STR(" / "), &one);) {
			struct model_statement *s = say_as(&r->say, PROP_ALIAS, strip_lone_bracket(one), published);
			if (s)
				s->lang = lang;
		}
}

/* "Баранов, Олег Анатольевич" is one name, family name first. */
static bool is_inverted(str s)
{
	size_t comma = str_find_char(s, ',', 0);
	bool one = comma != SIZE_MAX && str_find_char(s, ',', comma + 1) == SIZE_MAX;

	return one && str_find_char(str_trim(str_slice(s, 0, comma)), ' ', 0) == SIZE_MAX;
}

static void add_aliases(struct reader *r, const struct record *record, str aliases)
{
	bool strong = str_find_char(aliases, ';', 0) != SIZE_MAX;
	str line, piece;

	for (str rest = aliases; str_split(&rest, '\n', &line);) {
		bool whole = record->person && is_inverted(line);
		while (str_split(&line, strong || whole ? ';' : ',', &piece))
			add_alias(r, piece, aliases);
	}
}

/* "Aerospace Industries Organization (AIO)/Organisation iranienne …": English and French. */
static str cut_translation(str name, str *other)
{
	size_t slash = str_find_char(name, '/', 0);
	str first = str_slice(name, 0, slash),
	    second = str_slice(name, slash == SIZE_MAX ? name.len : slash + 1, name.len);
	bool both =
	    str_find_char(str_trim(first), ' ', 0) != SIZE_MAX && str_find_char(str_trim(second), ' ', 0) != SIZE_MAX;

	*other = both ? second : (str){NULL, 0};
	return both ? first : name;
}

static void add_entity_name(struct reader *r, str published)
{
	struct ca_item item;
	str other, name = cut_translation(published, &other);

	for (enum model_property kind = PROP_NAME; name.len; kind = PROP_ALIAS, name = other, other.len = 0) {
		if (!ca_item_read(&item, name, &r->say.arena))
			item = (struct ca_item){.name = name};
		say_as(&r->say, kind, item.name, published);
		for (size_t i = 0; i < item.count; i++)
			say_value(&r->say, item.names[i].kind, item.names[i].name);
		if (item.overflow)
			say_reject(&r->say, "the record has too many names, some are left out", name);
		say_value(&r->say, PROP_NOTES, item.rest);
	}
}

/* ---- records ---------------------------------------------------------------------------------------- */

/* "born in the early 1970s": the words before the date go. */
static void add_birth(struct reader *r, struct tree *t, const struct record *record)
{
	str born = take_either(t, "DateOfBirthOrShipBuildDate", "DateOfBirth"), bare = born;
	static const char *const words[] = {"born ", "on ", "in ", "the early ", "the late ", "the "};
	struct date date;
	bool vague = false;

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_starts(bare, str_from(words[i]))) {
			bare = str_slice(bare, strlen(words[i]), bare.len);
			vague |= i == 3 || i == 4;
		}
	enum model_property property = record->ship ? PROP_BUILD_DATE : PROP_BIRTH_DATE;
	if (bare.len == born.len || !say_parse_date(bare, &date)) {
		say_date_text(&r->say, property, born);
		return;
	}
	date.approximate |= vague;
	say_date(&r->say, property, date, born);
}

static ties_code emit_entity(struct reader *r, struct tree *t, const struct record *record, str id)
{
	struct say *say = &r->say;

	say_begin(say, record->person ? SCHEMA_PERSON : record->ship ? SCHEMA_VESSEL : SCHEMA_ORGANIZATION, id);
	if (record->person) {
		say_value(say, PROP_NAME, record->entity);
		say_value(say, PROP_FIRST_NAME, record->given);
		say_value(say, PROP_LAST_NAME, record->last);
		say_value(say, PROP_TITLE, english(record->title));
	} else {
		add_entity_name(r, record->entity);
		say_value(say, record->ship ? PROP_TYPE : PROP_TITLE, record->title);
		say_value(say, PROP_IMO_NUMBER, record->imo);
	}
	add_aliases(r, record, tree_take(t, 0, "Aliases"));
	add_birth(r, t, record);
	say_value(say, PROP_TOPICS, STR("sanction"));
	str listed = tree_take(t, 0, "DateOfListing");
	tree_rest(t, &say->draft);
	if (say_emit(say, r->err) != TIES_OK)
		return TIES_ERR_NOMEM;
	say_begin(say, SCHEMA_SANCTION, say_print(say, "%.*s#sanction", STR_ARG(id)));
	say_value(say, PROP_ENTITY, id);
	say_value(say, PROP_AUTHORITY, STR("Global Affairs Canada"));
	say_value(say, PROP_COUNTRY, STR("ca"));
	say_value(say, PROP_PROGRAM, record->regulation);
	say_date_text(say, PROP_LISTING_DATE, listed);
	str item = record->item.len ? say_print(say, "item %.*s", STR_ARG(record->item)) : record->item;
	say_value(say, PROP_AUTHORITY_ID, say_join(say, (str[]){record->schedule, item}, 2, ", "));
	return say_emit(say, r->err);
}

static ties_code take_entry(void *context, struct tree *t)
{
	struct reader *r = context;
	ties_code rc = TIES_OK;

	r->say.line = t->line;
	r->say.entries++;
	struct record record = read_record(r, t);
	if (!record.entity.len || !record.regulation.len)
		say_reject(&r->say, record.entity.len ? "the record has no regulation" : "the record has no name",
		           record.entity.len ? record.entity : record.item);
	else
		rc = emit_entity(r, t, &record, make_id(r, &record));
	say_clear(&r->say);
	return rc;
}

static bool begins(void *, const struct xml *xml, str name)
{
	return xml_depth(xml) == 2 && str_is(name, "record");
}

static ties_code read(const struct source_set *set, const struct source_sink *sink, ties_error *err)
{
	struct reader r = {.say = {.sink = sink, .path = set->part[0].path}, .err = err};
	const struct tree_reader reader = {.context = &r,
	                                   .root = "data-set",
	                                   .expect = "Canada's autonomous sanctions with the root <data-set>",
	                                   .begins = begins,
	                                   .entry = take_entry};

	if (!set->part[0].input)
		return error_set(err, TIES_ERR_FORMAT, "Canada's autonomous sanctions have no file");
	ties_code rc = tree_parse(set->part[0].input, &reader, err);
	if (rc == TIES_OK)
		rc = say_check_entries(&r.say, "Canada's autonomous sanctions", err);
	say_finish(&r.say);
	return rc;
}

static bool detect(str head, const char *, struct source_claim *claim)
{
	if (!str_is(xml_root_name(head), "data-set") || str_find(head, STR("<Country>"), 0) == SIZE_MAX ||
	    str_find(head, STR("<Item>"), 0) == SIZE_MAX)
		return false;
	*claim = (struct source_claim){.dataset = "ca_dfatd_sema_sanctions",
	                               .version = {TIES_DAY_MIN, TIES_DAY_MAX, DATE_UNKNOWN, false, false}};
	return true;
}

const struct source_format source_ca_sema = {
    .name = "ca-sema-xml",
    .family = "Canada",
    .describes = "Canada's autonomous sanctions (sema-lmes.xml)",
    .parts = {"sema-lmes.xml"},
    .detect = detect,
    .read = read,
};
