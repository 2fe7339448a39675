/* Popolo JSON: parliaments, as EveryPolitician and the Democratic Commons publish them.
 *
 *   {"persons": […], "organizations": […], "memberships": […], "events": […], "areas": […], "posts": […], "meta": …}
 *
 * Three dialects were seen: EveryPolitician's, whose memberships take their dates from a legislative period (an event);
 * a multilingual one, where names are maps by language ({"lang:en": …}) and ids are Wikidata's; and plain Popolo, with
 * posts. A membership becomes an Occupancy of a Position (role in an organization) and a Membership in the party.
 *
 *   UUID                       person
 *   organizations/liberal      organization; areas/…, events/… likewise
 *   position/legislature/member
 *
 * The file is one JSON value whose parts refer to each other, so it is held in memory whole; its size is bounded. JSON
 * keeps no lines: an item that cannot be used is reported by its list and number. */
#include "sources/popolo.h"

#include "sources/formats.h"

static const char *const kind_names[POPOLO_KINDS] = {"persons", "organizations", "areas", "events", "posts"};

const char *popolo_kind_name(enum popolo_kind kind)
{
	return kind_names[kind];
}

const json_t *popolo_find(const struct popolo *p, enum popolo_kind kind, str id)
{
	uint32_t at = id.len ? table_get(&p->list[kind].by_id, id) : TABLE_NONE;

	return at == TABLE_NONE ? NULL : json_array_get(p->list[kind].items, at);
}

str popolo_id(struct popolo *p, enum popolo_kind kind, str id)
{
	return kind == POPOLO_PERSONS ? id : say_print(&p->say, "%s/%.*s", kind_names[kind], STR_ARG(id));
}

str popolo_name(struct popolo *p, const json_t *thing, const char *key)
{
	const json_t *name = json_object_get(thing, key);
	const json_t *english = json_object_get(name, "lang:en");
	void *first = json_object_iter((json_t *)(uintptr_t)name);

	if (json_is_object(name))
		name = english ? english : first ? json_object_iter_value(first) : NULL;
	return arena_copy(&p->say.arena, str_trim(json_value_text(name)));
}

void popolo_reject(struct popolo *p, const char *list, size_t index, const char *reason, str value)
{
	str text = say_print(&p->say, "%s, item %zu: %s", list, index + 1, reason);

	p->say.sink->reject(p->say.sink->context, p->say.path, 1, text.ptr ? text.ptr : reason, value);
}

static bool index_lists(struct popolo *p)
{
	for (int kind = 0; kind < POPOLO_KINDS; kind++) {
		struct popolo_list *list = &p->list[kind];
		size_t i;
		const json_t *item;
		list->items = json_object_get(p->root, kind_names[kind]);
		json_array_foreach(list->items, i, item)
		{
			str id = json_value_member(item, "id");
			bool fresh;
			if (id.len && !table_put(&list->by_id, id, (uint32_t)i, &fresh))
				return false;
		}
	}
	return true;
}

/* ---- the file ------------------------------------------------------------------------------------------- */

static ties_code read_whole(struct buf *out, struct input *in, ties_error *err)
{
	size_t got;

	do {
		if (!buf_reserve(out, 1 << 16))
			return error_nomem(err);
		ties_code rc = input_read(in, out->ptr + out->len, out->cap - out->len, &got, err);
		if (rc != TIES_OK)
			return rc;
		out->len += got;
		if (out->len > POPOLO_BYTES_MAX)
			return error_at(err, TIES_ERR_LIMIT, input_name(in), 0,
			                "longer than %d bytes; no Popolo file of a parliament is", POPOLO_BYTES_MAX);
	} while (got);
	return TIES_OK;
}

static ties_code parse(json_t **root, struct input *in, ties_error *err)
{
	struct buf text = {0};
	json_error_t why = {0};
	ties_code rc = read_whole(&text, in, err);
	str bytes = buf_str(&text);

	if (str_starts(bytes, STR("\xef\xbb\xbf")))
		bytes = str_slice(bytes, 3, bytes.len);
	enum json_verdict verdict = rc == TIES_OK ? json_value_parse(bytes, root, &why) : JSON_BAD;
	uint64_t line = why.line > 0 ? (uint64_t)why.line : 0;
	if (rc == TIES_OK && verdict == JSON_NO_MEMORY)
		rc = error_nomem(err);
	else if (rc == TIES_OK && verdict == JSON_CUT)
		rc = error_at(err, TIES_ERR_FORMAT, input_name(in), line, "the file is truncated; download it again");
	else if (rc == TIES_OK && verdict == JSON_BAD)
		rc = error_at(err, TIES_ERR_FORMAT, input_name(in), line, "not JSON: %s", why.text);
	buf_finish(&text);
	return rc;
}

static ties_code emit_all(struct popolo *p)
{
	if (!json_is_array(json_object_get(p->root, "persons")))
		return error_at(
		    p->err, TIES_ERR_FORMAT, p->say.path, 0,
		    "expected Popolo JSON, an object with persons, organizations and memberships; found other JSON");
	if (!index_lists(p))
		return error_nomem(p->err);
	ties_code rc = popolo_emit_things(p);
	if (rc == TIES_OK)
		rc = popolo_emit_memberships(p);
	if (rc == TIES_OK)
		rc = say_check_entries(&p->say, "the Popolo file", p->err);
	return rc;
}

static ties_code read(const struct source_set *set, const struct source_sink *sink, ties_error *err)
{
	struct popolo p = {.say = {.sink = sink, .path = set->part[0].path}, .err = err};
	json_t *root = NULL;

	if (!set->part[0].input)
		return error_set(err, TIES_ERR_FORMAT, "no Popolo file given");
	ties_code rc = parse(&root, set->part[0].input, err);
	p.root = root;
	if (rc == TIES_OK)
		rc = emit_all(&p);
	for (int kind = 0; kind < POPOLO_KINDS; kind++)
		table_finish(&p.list[kind].by_id);
	table_finish(&p.positions);
	arena_finish(&p.kept);
	say_finish(&p.say);
	json_decref(root);
	return rc;
}

/* ---- detection ------------------------------------------------------------------------------------------ */

static void skip_space(str *s)
{
	while (s->len && memchr(" \t\r\n", s->ptr[0], 4))
		*s = str_slice(*s, 1, s->len);
}

/* Does the object begin with one of Popolo's arrays? */
static bool begins_with_list(str head)
{
	static const char *const keys[] = {"persons", "organizations", "memberships", "areas", "events", "posts"};

	skip_space(&head);
	if (!str_starts(head, STR("{")))
		return false;
	head = str_slice(head, 1, head.len);
	skip_space(&head);
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		size_t len = strlen(keys[i]);
		if (str_starts(head, STR("\"")) && str_starts(str_slice(head, 1, head.len), str_from(keys[i])) &&
		    str_starts(str_slice(head, 1 + len, head.len), STR("\""))) {
			head = str_slice(head, len + 2, head.len);
			skip_space(&head);
			head = str_slice(head, 1, head.len);
			skip_space(&head);
			return str_starts(head, STR("["));
		}
	}
	return false;
}

/* "canada-commons-2015-11-30.json.gz": the dataset is what stands before the date. */
static void name_dataset(const char *name, char dataset[SOURCE_NAME_MAX])
{
	size_t n = 0;

	for (size_t i = 0; name[i] && name[i] != '.' && n + 1 < SOURCE_NAME_MAX; i++) {
		char c = name[i];
		bool date = n && dataset[n - 1] == '_' && strspn(name + i, "0123456789") == 4 && name[i + 4] == '-';
		if (date)
			break;
		bool keep = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
		dataset[n++] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : keep ? c : '_';
	}
	while (n && dataset[n - 1] == '_')
		n--;
	dataset[n] = '\0';
}

static bool detect(str head, const char *name, struct source_claim *claim)
{
	static const char *const marks[] = {"\"persons\"", "\"memberships\"", "\"other_names\"", "\"identifiers\""};
	bool marked = false;

	if (str_starts(head, STR("\xef\xbb\xbf")))
		head = str_slice(head, 3, head.len);
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		marked |= str_find(head, str_from(marks[i]), 0) != SIZE_MAX;
	if (!marked || !begins_with_list(head))
		return false;
	*claim = (struct source_claim){.version = {TIES_DAY_MIN, TIES_DAY_MAX, DATE_UNKNOWN, false, false}};
	name_dataset(name, claim->dataset);
	return true;
}

const struct source_format source_popolo = {
    .name = "popolo-json",
    .family = "Popolo",
    .describes = "Popolo JSON (EveryPolitician and others)",
    .parts = {"popolo.json"},
    .detect = detect,
    .read = read,
};
