/* Dated actor dictionaries of event data (TABARI, PETRARCH; CAMEO codes): who is meant by a name, and what were they
 * when?
 *
 *   # comment                                       also behind a line; in old files ";"
 *   MOHAMMAD_ZAHIR_SHAH_  ; CountryInfo.txt         a name in column one begins a group
 *   +KING_ZAHIR_                                    a synonym
 *   	[AFGELI 320101-331108]                       roles of the group; they may stand behind a name, too
 *   	[AFGGOV 331108-730717]
 *
 * "_" joins words; at the end it says that the name has no plural. Names have no ids: the record is that of a name and
 * the first word of its code, the country, as a rule. Every role is the classification of the actor for its time; a
 * role in a government, parliament, army, court, police or secret service is an office when the actor is a person.
 * Dictionaries do not say who is a person: those are, of which a code says "elite", or whose office has an end.
 *
 * Dates are validated: a role that ends before it begins is left out. Two roles of one code that overlap, and days
 * between dated roles on which no role holds, are reported and kept. */
#include "sources/actors.h"

#include "sources/formats.h"
#include "text/text.h"

#include <stdlib.h>

enum { LINE_BYTES_MAX = 64 << 10, GROUP_NAMES_MAX = 5000, GROUP_ROLES_MAX = 500 };

struct reader {
	struct say say;
	VEC(str) names; /* as published; the first is the head */
	VEC(struct actor_role) roles;
	VEC(str) comments;
	str first_code; /* of the role that stands first */
	uint64_t line;  /* of the group's head */
	ties_error *err;
	bool failed; /* memory ran out */
};

static void reject_at(struct reader *r, uint64_t line, const char *reason, str row)
{
	r->say.sink->reject(r->say.sink->context, r->say.path, line, reason, str_slice(row, 0, 200));
}

/* ---- validation ----------------------------------------------------------------------------------------- */

static int32_t begin_of(const struct actor_role *role)
{
	return role->from.kind == DATE_KNOWN ? role->from.first : TIES_DAY_MIN;
}

static int32_t end_of(const struct actor_role *role)
{
	return role->to.kind == DATE_KNOWN ? role->to.last : TIES_DAY_MAX;
}

static int compare_roles(const void *left, const void *right)
{
	const struct actor_role *a = left, *b = right;

	if (begin_of(a) != begin_of(b))
		return begin_of(a) < begin_of(b) ? -1 : 1;
	return a->line < b->line ? -1 : a->line > b->line;
}

/* Roles stand in order of their begin. A role that ends on the day on which the next begins does not overlap it. */
static void report_overlap(struct reader *r, size_t i)
{
	const struct actor_role *role = &r->roles.ptr[i];

	for (size_t k = i; k-- > 0;) {
		const struct actor_role *before = &r->roles.ptr[k];
		if (!before->dated || !str_equal(before->code, role->code) || end_of(before) <= begin_of(role))
			continue;
		str reason = say_print(&r->say, "kept, but overlaps [%.*s] in line %llu", STR_ARG(before->text),
		                       (unsigned long long)before->line);
		reject_at(r, role->line, reason.ptr ? reason.ptr : "kept, but overlaps another role", role->text);
		return;
	}
}

static void report_gaps(struct reader *r)
{
	int32_t covered = TIES_DAY_MAX; /* up to which day some role holds */
	bool any = false;

	for (size_t i = 0; i < r->roles.len; i++)
		if (!r->roles.ptr[i].dated)
			return; /* what it is when no other role holds */
	for (size_t i = 0; i < r->roles.len; i++) {
		const struct actor_role *role = &r->roles.ptr[i];
		if (any && covered < TIES_DAY_MAX && begin_of(role) > covered + 1) {
			str reason = say_print(&r->say, "kept, but no role holds on the %d days before it",
			                       begin_of(role) - covered - 1);
			reject_at(r, role->line, reason.ptr ? reason.ptr : "kept, but no role holds before it",
			          role->text);
		}
		covered = any && covered > end_of(role) ? covered : end_of(role);
		any = true;
	}
}

static void validate(struct reader *r)
{
	if (r->roles.len > 1)
		qsort(r->roles.ptr, r->roles.len, sizeof *r->roles.ptr, compare_roles);
	for (size_t i = 0; i < r->roles.len; i++)
		if (r->roles.ptr[i].dated)
			report_overlap(r, i);
	report_gaps(r);
}

/* ---- records -------------------------------------------------------------------------------------------- */

/* "KOFI_ATTA_ANNAN_" -> "KOFI ATTA ANNAN" */
static str spell(struct reader *r, str published)
{
	str copy = arena_copy(&r->say.arena, published);
	char *c = (char *)(uintptr_t)copy.ptr;

	for (size_t i = 0; i < copy.len; i++)
		if (c[i] == '_')
			c[i] = ' ';
	return str_trim(copy);
}

static enum model_schema schema_of(const struct reader *r)
{
	bool roles = false;

	for (size_t i = 0; i < r->roles.len; i++) {
		const struct actor_role *role = &r->roles.ptr[i];
		bool over = role->dated && role->to.kind == DATE_KNOWN;
		if (actor_role_has(role->code, "ELI") || (over && actor_role_is_office(role->code)))
			return SCHEMA_PERSON;
		roles |= role->code.len > 3 || !actor_role_country(role->code).len;
	}
	return roles ? SCHEMA_ORGANIZATION : SCHEMA_LEGAL_ENTITY;
}

static str edtf(struct reader *r, struct date date)
{
	char text[DATE_TEXT_MAX];

	return date.kind == DATE_KNOWN ? arena_copy(&r->say.draft.arena, (str){text, date_print(date, text)})
	                               : (str){NULL, 0};
}

static void say_for(struct reader *r, const struct actor_role *role, enum model_property property, str value,
                    str original)
{
	struct model_statement *s = say_as(&r->say, property, value, original);

	if (!s)
		return;
	s->valid_from = edtf(r, role->from);
	s->valid_to = edtf(r, role->to);
}

static ties_code emit_actor(struct reader *r, str id, enum model_schema schema)
{
	r->say.line = r->line;
	say_begin(&r->say, schema, id);
	for (size_t i = 0; i < r->names.len; i++)
		say_as(&r->say, i ? PROP_ALIAS : PROP_NAME, spell(r, r->names.ptr[i]), r->names.ptr[i]);
	for (size_t i = 0; i < r->roles.len; i++) {
		const struct actor_role *role = &r->roles.ptr[i];
		str country = actor_role_country(role->code);
		say_for(r, role, PROP_CLASSIFICATION, role->code, actor_role_name(&r->say, role->code));
		if (i == 0 || !str_equal(country, actor_role_country(r->roles.ptr[i - 1].code)))
			say_value(&r->say, PROP_COUNTRY, country);
	}
	for (size_t i = 0; i < r->comments.len; i++)
		say_value(&r->say, PROP_UNMAPPED, say_print(&r->say, "comment=%.*s", STR_ARG(r->comments.ptr[i])));
	return say_emit(&r->say, r->err);
}

static ties_code emit_office(struct reader *r, str id, const struct actor_role *role)
{
	str post = say_print(&r->say, "position/%.*s", STR_ARG(role->code));
	str from = role->from.kind == DATE_KNOWN ? edtf(r, role->from) : STR("..");

	r->say.line = role->line;
	from = arena_copy(&r->say.arena, from);
	say_begin(&r->say, SCHEMA_POSITION, post);
	say_value(&r->say, PROP_NAME, actor_role_name(&r->say, role->code));
	say_value(&r->say, PROP_COUNTRY, actor_role_country(role->code));
	ties_code rc = say_emit(&r->say, r->err);
	if (rc != TIES_OK)
		return rc;
	say_begin(&r->say, SCHEMA_OCCUPANCY,
	          say_print(&r->say, "%.*s#%.*s#%.*s", STR_ARG(id), STR_ARG(role->code), STR_ARG(from)));
	say_value(&r->say, PROP_HOLDER, id);
	say_value(&r->say, PROP_POST, post);
	if (role->from.kind == DATE_KNOWN)
		say_date(&r->say, PROP_START_DATE, role->from, role->text);
	if (role->to.kind == DATE_KNOWN)
		say_date(&r->say, PROP_END_DATE, role->to, role->text);
	return say_emit(&r->say, r->err);
}

static ties_code emit_group(struct reader *r)
{
	str head = spell(r, r->names.ptr[0]), first = str_slice(r->first_code, 0, 3);
	str id = say_print(&r->say, "%.*s/%.*s", STR_ARG(head), STR_ARG(first));
	enum model_schema schema = schema_of(r);

	r->say.entries++;
	ties_code rc = emit_actor(r, id, schema);
	for (size_t i = 0; i < r->roles.len && rc == TIES_OK; i++)
		if (schema == SCHEMA_PERSON && r->roles.ptr[i].dated && actor_role_is_office(r->roles.ptr[i].code))
			rc = emit_office(r, id, &r->roles.ptr[i]);
	return rc;
}

static ties_code end_group(struct reader *r)
{
	ties_code rc = TIES_OK;

	if (r->names.len && !r->roles.len) {
		reject_at(r, r->line, "a name without a role", r->names.ptr[0]);
	} else if (r->names.len && spell(r, r->names.ptr[0]).len) {
		validate(r);
		rc = emit_group(r);
	}
	r->names.len = r->roles.len = r->comments.len = 0;
	say_clear(&r->say);
	return rc;
}

/* ---- lines ---------------------------------------------------------------------------------------------- */

static void keep(struct reader *r, str text)
{
	str copy = arena_copy(&r->say.arena, str_trim(text));

	if (copy.len)
		r->failed |= !vec_push(&r->names, copy);
}

static void take_role(struct reader *r, str text, uint64_t line)
{
	struct actor_role role;
	const char *why = actor_role_parse(arena_copy(&r->say.arena, text), &role);

	role.line = line;
	if (!r->roles.len)
		r->first_code = role.code;
	if (!why && r->roles.len >= GROUP_ROLES_MAX)
		why = "the name has more roles than any has";
	if (why)
		reject_at(r, line, why, text);
	else
		r->failed |= !vec_push(&r->roles, role);
}

/* Everything in brackets is a role, the text before the first bracket a name. */
static void take_content(struct reader *r, str text, uint64_t line)
{
	size_t open = str_find_char(text, '[', 0);
	str name = str_trim(str_slice(text, 0, open));

	if (str_starts(name, STR("+")))
		name = str_slice(name, 1, name.len);
	if (r->names.len < GROUP_NAMES_MAX)
		keep(r, name);
	else if (name.len)
		reject_at(r, line, "the name has more synonyms than any has", name);
	while (open != SIZE_MAX) {
		size_t close = str_find_char(text, ']', open);
		if (close == SIZE_MAX) {
			reject_at(r, line, "a role whose bracket does not close", str_slice(text, open, text.len));
			return;
		}
		take_role(r, str_slice(text, open + 1, close), line);
		open = str_find_char(text, '[', close);
	}
}

static size_t comment_at(str line)
{
	for (size_t i = 0; i < line.len; i++)
		if (line.ptr[i] == '#' || line.ptr[i] == ';')
			return i;
	return line.len;
}

static ties_code take_line(struct reader *r, str line, uint64_t number)
{
	size_t cut = comment_at(line);
	str content = str_slice(line, 0, cut), comment = str_trim(str_slice(line, cut + 1, line.len));
	ties_code rc = TIES_OK;

	if (!str_trim(content).len)
		return TIES_OK;
	if (utf8_invalid_at(line) != SIZE_MAX) {
		reject_at(r, number, "the line is no UTF-8", STR(""));
		return TIES_OK;
	}
	bool head = !memchr("+ \t", content.ptr[0], 3);
	if (head) {
		rc = end_group(r);
		r->line = number;
	} else if (!r->names.len) {
		reject_at(r, number, "a role or synonym before any name", line);
		return TIES_OK;
	}
	take_content(r, content, number);
	if (comment.len && r->comments.len < GROUP_NAMES_MAX)
		r->failed |= !vec_push(&r->comments, arena_copy(&r->say.arena, comment));
	return rc;
}

static ties_code read_lines(struct reader *r, struct input *in)
{
	bool more = true;
	str line;
	ties_code rc = TIES_OK;

	while (rc == TIES_OK && (rc = input_line(in, &line, LINE_BYTES_MAX, &more, r->err)) == TIES_OK && more) {
		uint64_t number = input_line_number(in);
		if (number == 1 && str_starts(line, STR("\xef\xbb\xbf")))
			line = str_slice(line, 3, line.len);
		rc = take_line(r, line, number);
		if (rc == TIES_OK && (r->failed || r->say.arena.failed))
			rc = error_nomem(r->err);
	}
	if (rc == TIES_OK)
		rc = end_group(r);
	return rc == TIES_OK ? say_check_entries(&r->say, "the actor dictionary", r->err) : rc;
}

static ties_code read(const struct source_set *set, const struct source_sink *sink, ties_error *err)
{
	struct reader r = {.say = {.sink = sink, .path = set->part[0].path}, .err = err};

	if (!set->part[0].input)
		return error_set(err, TIES_ERR_FORMAT, "no actor dictionary given");
	ties_code rc = read_lines(&r, set->part[0].input);
	vec_finish(&r.names);
	vec_finish(&r.roles);
	vec_finish(&r.comments);
	say_finish(&r.say);
	return rc;
}

/* ---- detection ------------------------------------------------------------------------------------------ */

/* Lines of content at the head: how many have roles, and does any look otherwise? */
static bool looks_like_one(str head)
{
	size_t roles = 0, names = 0;
	str line;
	bool whole = true;

	while (str_split(&head, '\n', &line) && head.ptr) {
		str content = str_slice(line, 0, comment_at(line));
		size_t open = str_find_char(content, '[', 0), close = str_find_char(content, ']', 0);
		struct actor_role role;
		if (!str_trim(content).len)
			continue;
		if (names + roles == 0)
			whole = !memchr("<{[\"-!+ \t", content.ptr[0], 9);
		names++;
		if (open == SIZE_MAX || close == SIZE_MAX || close < open)
			continue;
		const char *why = actor_role_parse(str_slice(content, open + 1, close), &role);
		roles++;
		if (why && role.code.len && (role.code.ptr[0] < 'A' || role.code.ptr[0] > 'Z') &&
		    role.code.ptr[0] != '-')
			return false; /* agents have [~GOV], verbs [010] */
	}
	return whole && roles >= 2 && roles * 50 >= names;
}

/* "Phoenix.Countries.actors.txt.gz" -> "phoenix_countries" */
static void name_dataset(const char *name, char dataset[SOURCE_NAME_MAX])
{
	const char *end = strstr(name, ".actors");
	size_t len = end ? (size_t)(end - name) : strcspn(name, "."), n = 0;

	for (size_t i = 0; i < len && n + 1 < SOURCE_NAME_MAX; i++) {
		char c = name[i];
		bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
		dataset[n++] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : plain ? c : '_';
	}
	dataset[n] = '\0';
}

static bool detect(str head, const char *name, struct source_claim *claim)
{
	if (str_starts(head, STR("\xef\xbb\xbf")))
		head = str_slice(head, 3, head.len);
	if (!looks_like_one(head))
		return false;
	*claim = (struct source_claim){.version = {TIES_DAY_MIN, TIES_DAY_MAX, DATE_UNKNOWN, false, false}};
	name_dataset(name, claim->dataset);
	return true;
}

const struct source_format source_actors = {
    .name = "actors",
    .family = "actor dictionaries",
    .describes = "actor dictionaries with CAMEO codes (*.actors.txt)",
    .parts = {"actors.txt"},
    .detect = detect,
    .read = read,
};
