/* Members of the US Congress, presidents and vice presidents: the YAML files of congress-legislators.
 *
 *   - id: {bioguide: C000127, wikidata: Q22250, …}        Person "C000127"
 *     name: {first: Maria, last: Cantwell, official_full: Maria Cantwell}
 *     bio: {birthday: '1958-10-13', gender: F}
 *     terms:                                               consecutive terms of one seat: one Occupancy
 *     - {type: sen, start: '2001-01-03', end: '2007-01-03', state: WA, class: 1, party: Democrat}
 *     leadership_roles:                                    Occupancy of a Position of that title
 *     family:                                              Person for the relative, Family
 *
 * Terms follow each other in time. Those of one office and state with at most SAME_SPELL_DAYS between them are
 * one spell of office: new Congresses begin on 3 January or a few days later. A representative who changes the
 * district stays in the House, and so does one who changes the party; districts, classes and parties are
 * statements of their own, each with the dates it held. The end of a running term lies in the future.
 *
 * Contact data of earlier terms (rooms, telephones) are no longer true and are left out; everything else that
 * has no property is kept as unmapped. */
#include "sources/congress.h"

#include "sources/formats.h"

/* ---- helpers ------------------------------------------------------------------------------------ */

ties_code congress_emit(struct congress_reader *r, uint64_t line)
{
	r->draft.record.line = line;
	if (r->draft.failed || r->item.failed || r->lasting.failed ||
	    !r->sink->emit(r->sink->context, &r->draft.record, r->part))
		return error_nomem(r->err);
	return TIES_OK;
}

void congress_reject(struct congress_reader *r, const struct yaml_node *node, const char *why, str row)
{
	r->sink->reject(r->sink->context, r->path, node->line, why, row);
}

struct model_statement *congress_add(struct congress_reader *r, enum model_property property, str value)
{
	return model_draft_add(&r->draft, property, value);
}

void congress_add_named(struct congress_reader *r, const char *field, str value)
{
	if (value.len)
		congress_add(r, PROP_UNMAPPED, arena_print(&r->item, "%s=%.*s", field, STR_ARG(value)));
}

void congress_add_date(struct congress_reader *r, enum model_property property, str value)
{
	struct date date;
	char text[DATE_TEXT_MAX];

	if (value.len == 0)
		return;
	if (date_parse(value, &date, NULL) != TIES_OK)
		congress_add_named(r, model_property_name(property), value);
	else
		congress_add(r, property, (str){text, date_print(date, text)});
}

/* All scalars below `node` that nothing took, as "path.to.field=value". */
void congress_add_rest(struct congress_reader *r, struct yaml_node *node, str path)
{
	for (struct yaml_node *n = node->child; n; n = n->next) {
		str name = n->key.len ? arena_print(&r->item, "%.*s%s%.*s", STR_ARG(path), path.len ? "." : "",
		                                    STR_ARG(n->key))
		                      : path;
		if (n->taken)
			continue;
		if (n->kind != YAML_SCALAR)
			congress_add_rest(r, n, name);
		else if (n->text.len)
			congress_add(r, PROP_UNMAPPED,
			             arena_print(&r->item, "%.*s=%.*s", STR_ARG(name), STR_ARG(n->text)));
	}
}

struct yaml_node *congress_take_node(struct yaml_node *map, const char *key)
{
	struct yaml_node *n = yaml_child(map, key);

	if (n)
		n->taken = true;
	return n;
}

str congress_text_of(struct yaml_node *map, const char *key)
{
	struct yaml_node *n = yaml_child(map, key);

	return n && n->kind == YAML_SCALAR ? n->text : (str){NULL, 0};
}

void congress_hold(struct model_statement *s, str from, str to)
{
	if (s) {
		s->valid_from = from;
		s->valid_to = to;
	}
}

enum { SLUG_MAX = 80 }; /* bytes of a name that are enough to tell one from another */

str congress_slug(struct arena *arena, str s)
{
	str copy = arena_copy(arena, str_slice(s, 0, SLUG_MAX));
	char *p = copy.ptr ? (char *)(uintptr_t)copy.ptr : NULL;
	size_t n = 0;

	for (size_t i = 0; i < copy.len; i++) {
		char c = p[i] >= 'A' && p[i] <= 'Z' ? (char)(p[i] | 0x20) : p[i];
		bool keep = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (uint8_t)c >= 0x80;
		if (keep)
			p[n++] = c;
		else if (n && p[n - 1] != '-')
			p[n++] = '-';
	}
	while (n &&
	       (p[n - 1] == '-' || (copy.len == SLUG_MAX && (uint8_t)p[n - 1] >= 0x80))) /* a character cut in two */
		n--;
	return (str){p, n};
}

/* ---- family ------------------------------------------------------------------------------------- */

/* The file says what the member is to the relative ("son"); FtM says what `relative` is to `person`. So the
 * member stands as the relative. */
static ties_code emit_family(struct congress_reader *r, str id, struct yaml_node *family)
{
	for (struct yaml_node *n = family ? family->child : NULL; n; n = n->next) {
		str name = yaml_take(n, "name");
		if (name.len == 0) {
			congress_reject(r, n, "the family member has no name", yaml_take(n, "relation"));
			continue;
		}
		str key = congress_slug(&r->item, name),
		    other = arena_print(&r->item, "%.*s#relative-%.*s", STR_ARG(id), STR_ARG(key));
		model_draft_begin(&r->draft, SCHEMA_PERSON, other);
		congress_add(r, PROP_NAME, name);
		congress_add(r, PROP_TOPICS, STR("role.rca"));
		ties_code rc = congress_emit(r, n->line);
		if (rc != TIES_OK)
			return rc;
		model_draft_begin(&r->draft, SCHEMA_FAMILY,
		                  arena_print(&r->item, "%.*s#family-%.*s", STR_ARG(id), STR_ARG(key)));
		congress_add(r, PROP_PERSON, other);
		congress_add(r, PROP_RELATIVE, id);
		congress_add(r, PROP_RELATIONSHIP, yaml_take(n, "relation"));
		rc = congress_emit(r, n->line);
		if (rc != TIES_OK)
			return rc;
	}
	return TIES_OK;
}

/* ---- the person ----------------------------------------------------------------------------------- */

static str join_name(struct congress_reader *r, str first, str middle, str last, str suffix)
{
	return arena_print(&r->item, "%.*s%s%.*s%s%.*s%s%.*s", STR_ARG(first), middle.len ? " " : "", STR_ARG(middle),
	                   first.len ? " " : "", STR_ARG(last), suffix.len ? " " : "", STR_ARG(suffix));
}

static void add_former_names(struct congress_reader *r, struct yaml_node *list)
{
	for (struct yaml_node *n = list ? list->child : NULL; n; n = n->next) {
		str last = yaml_take(n, "last");
		struct model_statement *s = last.len
		                                ? congress_add(r, PROP_PREVIOUS_NAME,
		                                               join_name(r, yaml_take(n, "first"),
		                                                         yaml_take(n, "middle"), last, (str){NULL, 0}))
		                                : NULL;
		congress_hold(s, yaml_take(n, "start"), yaml_take(n, "end"));
	}
}

static bool add_names(struct congress_reader *r, struct yaml_node *person)
{
	struct yaml_node *name = yaml_child(person, "name");
	str first = yaml_take(name, "first"), middle = yaml_take(name, "middle"), last = yaml_take(name, "last");
	str suffix = yaml_take(name, "suffix"), nick = yaml_take(name, "nickname");
	str official = yaml_take(name, "official_full"), none = {NULL, 0};

	if (!official.len && !last.len)
		return false;
	str full = last.len ? join_name(r, first, middle, last, suffix) : none;
	str brief = first.len && last.len ? join_name(r, first, none, last, none) : none;
	str main = official.len ? official : full;
	congress_add(r, PROP_NAME, main);
	if (full.len && !str_equal(full, main))
		congress_add(r, PROP_ALIAS, full);
	if (brief.len && !str_equal(brief, main) && !str_equal(brief, full))
		congress_add(r, PROP_ALIAS, brief);
	if (nick.len && last.len) {
		struct model_statement *s = congress_add(r, PROP_ALIAS, join_name(r, nick, none, last, none));
		if (s)
			s->original = nick;
	}
	congress_add(r, PROP_FIRST_NAME, first);
	congress_add(r, PROP_MIDDLE_NAME, middle);
	congress_add(r, PROP_LAST_NAME, last);
	congress_add(r, PROP_NAME_SUFFIX, suffix);
	add_former_names(r, congress_take_node(person, "other_names"));
	return true;
}

enum { PARTIES_MAX = 8 }; /* nobody changed more often */

/* Adds a party unless it is there already. */
static void add_party(struct congress_reader *r, str party, str known[PARTIES_MAX], size_t *count)
{
	if (party.len == 0 || *count == PARTIES_MAX)
		return;
	for (size_t i = 0; i < *count; i++)
		if (str_equal(known[i], party))
			return;
	known[(*count)++] = party;
	congress_add(r, PROP_POLITICAL, party);
}

/* The parties of all terms, each once. */
static void add_parties(struct congress_reader *r, const struct yaml_node *terms)
{
	str known[PARTIES_MAX];
	size_t count = 0;

	for (struct yaml_node *n = terms ? terms->child : NULL; n; n = n->next) {
		struct yaml_node *list = yaml_child(n, "party_affiliations");
		for (struct yaml_node *a = list ? list->child : NULL; a; a = a->next)
			add_party(r, congress_text_of(a, "party"), known, &count);
		add_party(r, congress_text_of(n, "party"), known, &count);
	}
}

static void add_bio(struct congress_reader *r, struct yaml_node *person)
{
	struct yaml_node *bio = yaml_child(person, "bio");
	str gender = congress_text_of(bio, "gender");

	congress_add_date(r, PROP_BIRTH_DATE, yaml_take(bio, "birthday"));
	if (str_is(gender, "M") || str_is(gender, "F")) {
		struct model_statement *s =
		    congress_add(r, PROP_GENDER, str_is(gender, "M") ? STR("male") : STR("female"));
		if (s)
			s->original = gender;
		yaml_take(bio, "gender");
	}
}

static str person_id(struct congress_reader *r, struct yaml_node *person)
{
	struct yaml_node *id = yaml_child(person, "id");
	str bioguide = yaml_take(id, "bioguide"), govtrack = congress_text_of(id, "govtrack");

	if (bioguide.len)
		return bioguide;
	return govtrack.len ? arena_print(&r->item, "govtrack:%.*s", STR_ARG(govtrack)) : (str){NULL, 0};
}

static ties_code emit_person(struct congress_reader *r, str id, struct yaml_node *person, bool *named)
{
	const struct yaml_node *terms = yaml_child(person, "terms");

	model_draft_begin(&r->draft, SCHEMA_PERSON, id);
	*named = add_names(r, person);
	if (!*named)
		return TIES_OK;
	add_bio(r, person);
	congress_add(r, PROP_COUNTRY, STR("us"));
	add_parties(r, terms);
	congress_add(r, PROP_TOPICS, STR("role.pep"));
	congress_add(r, PROP_WIKIDATA_ID, yaml_take(yaml_child(person, "id"), "wikidata"));
	congress_add_rest(r, person, (str){NULL, 0});
	return congress_emit(r, person->line);
}

static ties_code read_person(void *context, struct yaml_node *person)
{
	struct congress_reader *r = context;
	bool named = false;

	arena_clear(&r->item);
	str id = person_id(r, person);
	struct yaml_node *terms = congress_take_node(person, "terms"),
	                 *roles = congress_take_node(person, "leadership_roles");
	struct yaml_node *family = congress_take_node(person, "family");
	if (id.len == 0 || !terms || terms->kind != YAML_SEQUENCE) {
		congress_reject(
		    r, person, "the item is no legislator: it has no bioguide or govtrack id, or no list of terms", id);
		return TIES_OK;
	}
	ties_code rc = emit_person(r, id, person, &named);
	if (rc != TIES_OK)
		return rc;
	if (!named) {
		congress_reject(r, person, "the person has no name", id);
		return TIES_OK;
	}
	r->persons++;
	rc = congress_emit_terms(r, id, terms);
	if (rc == TIES_OK)
		rc = congress_emit_leadership(r, id, roles);
	if (rc == TIES_OK)
		rc = emit_family(r, id, family);
	return rc;
}

/* ---- the format ----------------------------------------------------------------------------------- */

static ties_code read(const struct source_set *set, const struct source_sink *sink, ties_error *err)
{
	struct congress_reader r = {.sink = sink, .err = err};
	ties_code rc = TIES_OK;

	for (unsigned i = 0; i < PARTS && rc == TIES_OK; i++) {
		if (!set->part[i].input)
			continue;
		r.part = i;
		r.path = set->part[i].path;
		r.persons = 0;
		rc = yaml_items(set->part[i].input, read_person, &r, err);
		if (rc == TIES_OK && r.persons == 0)
			rc = error_at(err, TIES_ERR_FORMAT, r.path, 0,
			              "expected a YAML list of legislators with id, name and terms, found none; "
			              "download it again");
	}
	if (rc == TIES_OK && !r.path)
		rc = error_set(err, TIES_ERR_FORMAT, "no file of legislators given; name a legislators-current.yaml");
	model_draft_finish(&r.draft);
	arena_finish(&r.item);
	arena_finish(&r.lasting);
	table_finish(&r.positions);
	return rc;
}

static bool has(str s, const char *what)
{
	return str_find(s, str_from(what), 0) != SIZE_MAX;
}

/* The first line that is neither empty, a comment nor "---" must open an item with an id. */
static bool opens_list(str head)
{
	str line;

	if (str_starts(head, STR("\xef\xbb\xbf")))
		head = str_slice(head, 3, head.len);
	while (str_split(&head, '\n', &line)) {
		line = str_trim(line);
		if (line.len == 0 || line.ptr[0] == '#' || str_is(line, "---"))
			continue;
		return str_starts(line, STR("- id:"));
	}
	return false;
}

static bool detect(str head, const char *name, struct source_claim *claim)
{
	bool executive = has(head, "type: prez") || has(head, "type: viceprez");

	if (!opens_list(head) || !(has(head, "bioguide:") || has(head, "govtrack:")) || !has(head, "terms:") ||
	    !(executive || has(head, "type: rep") || has(head, "type: sen")))
		return false;
	/* Nothing inside tells those who serve from those who served. */
	bool historical = name && has(str_from(name), "historical");
	*claim = (struct source_claim){
	    .dataset = "us_congress",
	    .part = executive    ? PART_EXECUTIVE
	            : historical ? PART_HISTORICAL
	                         : PART_CURRENT,
	    .version = {.first = TIES_DAY_MIN, .last = TIES_DAY_MAX, .kind = DATE_UNKNOWN},
	};
	return true;
}

const struct source_format source_congress_yaml = {
    .name = "congress-yaml",
    .family = "US Congress",
    .describes = "US Congress (legislators-current.yaml, legislators-historical.yaml, executive.yaml)",
    .parts = {"legislators-current.yaml", "legislators-historical.yaml", "executive.yaml"},
    .detect = detect,
    .read = read,
};
