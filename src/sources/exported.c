#include "sources/exported.h"

#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>

bool exported_fail(struct exported *e, const char *format, ...)
{
	va_list args;

	if (e->why[0])
		return false;
	va_start(args, format);
	vsnprintf(e->why, sizeof e->why, format, args);
	va_end(args);
	return false;
}

/* ---- words ---------------------------------------------------------------------------------------------- */

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Bytes that `\` at `at` stands before, undone into *c; how many they are, 0 for no escape. */
static size_t undo(str text, size_t at, char *c)
{
	str rest = str_slice(text, at + 1, text.len);

	*c = '\\';
	if (str_starts(rest, STR("\\")))
		return 2;
	if (rest.len < 3 || rest.ptr[0] != 'x' || hex_digit(rest.ptr[1]) < 0 || hex_digit(rest.ptr[2]) < 0)
		return 0;
	*c = (char)(hex_digit(rest.ptr[1]) << 4 | hex_digit(rest.ptr[2]));
	return 4;
}

str exported_unescape(struct exported *e, str text)
{
	char *out = arena_alloc(&e->arena, text.len + 1);
	size_t len = 0;

	for (size_t i = 0; out && i < text.len;) {
		size_t n = 1;
		out[len] = text.ptr[i];
		if (text.ptr[i] == '\\' && !(n = undo(text, i, &out[len])))
			exported_fail(e, "an escape that is neither \\\\ nor \\xNN");
		len++;
		i += n ? n : 1;
	}
	return (str){out, len};
}

int32_t exported_day(struct exported *e, str text)
{
	struct date day;

	if (date_parse(text, &day, NULL) == TIES_OK && day.kind == DATE_KNOWN && day.first == day.last)
		return day.first;
	exported_fail(e, "\"%.*s\" is no day", STR_ARG(str_slice(text, 0, 40)));
	return TIES_DAY_MIN;
}

static void unknown(struct exported *e, const char *kind, str name)
{
	exported_fail(e, "\"%.*s\" is no %s that this version of ties knows", STR_ARG(str_slice(name, 0, 40)), kind);
}

enum model_property exported_property(struct exported *e, str name)
{
	enum model_property property = PROP_UNMAPPED;

	if (!model_property_find(name, &property))
		unknown(e, "property", name);
	return property;
}

enum model_schema exported_schema(struct exported *e, str name)
{
	enum model_schema schema = SCHEMA_THING;

	if (!model_schema_find(name, &schema))
		unknown(e, "schema", name);
	return schema;
}

uint8_t exported_modality(struct exported *e, str name)
{
	for (enum model_modality m = MODALITY_ASSERTED; m <= MODALITY_PROPOSED; m++)
		if (str_is(name, model_modality_name(m)))
			return (uint8_t)m;
	unknown(e, "modality", name);
	return MODALITY_ASSERTED;
}

uint8_t exported_confidence(struct exported *e, str name)
{
	for (enum model_confidence c = CONFIDENCE_PUBLISHED; c <= CONFIDENCE_RECALLED; c++)
		if (str_is(name, model_confidence_name(c)))
			return (uint8_t)c;
	unknown(e, "confidence", name);
	return CONFIDENCE_PUBLISHED;
}

ties_verdict exported_verdict(struct exported *e, str name)
{
	if (str_is(name, "same") || str_is(name, "joined"))
		return TIES_SAME;
	if (str_is(name, "different"))
		return TIES_DIFFERENT;
	if (!str_is(name, "unsure"))
		unknown(e, "decision", name);
	return TIES_UNSURE;
}

/* ---- parts ---------------------------------------------------------------------------------------------- */

/* What a part needs that comes behind the beginning. */
static bool may_take(struct exported *e)
{
	if (!e->begun)
		exported_fail(e, "it comes before the beginning of the export, which says what is in it");
	return !e->why[0];
}

/* `why` is NULL for what was taken. */
static void count(struct exported *e, uint64_t *number, const char *why)
{
	(*number)++;
	if (why)
		exported_fail(e, "%s", why);
}

void exported_begin(struct exported *e, uint64_t layout, const struct source_counts *told, bool partial)
{
	if (e->begun)
		exported_fail(e, "a second beginning: are these several exports in one file? Give them one by one");
	else if (layout != EXPORTED_LAYOUT)
		exported_fail(e, "an export of layout %llu, of which this version of ties reads %d; take a newer one",
		              (unsigned long long)layout, EXPORTED_LAYOUT);
	e->told = *told;
	e->partial = partial;
	e->begun = true;
}

void exported_version(struct exported *e, const struct source_version *version)
{
	if (may_take(e))
		count(e, &e->found.versions, e->to->version(e->to->context, version));
}

void exported_record(struct exported *e, const struct source_record *record)
{
	if (may_take(e))
		count(e, &e->found.records, e->to->record(e->to->context, record));
}

void exported_said(struct exported *e, const struct source_said *said)
{
	if (!said->statement.value.len)
		exported_fail(e, "a statement without a value");
	if (may_take(e))
		count(e, &e->found.statements, e->to->said(e->to->context, said));
}

void exported_decision(struct exported *e, const struct source_decision *decision)
{
	if (may_take(e))
		count(e, &e->found.decisions, e->to->decision(e->to->context, decision));
}

static void check_count(struct exported *e, const char *what, uint64_t found, uint64_t told)
{
	if (found != told)
		exported_fail(e, "the export is not whole: %llu %s of the %llu that its beginning tells; copy it again",
		              (unsigned long long)found, what, (unsigned long long)told);
}

void exported_end(struct exported *e)
{
	check_count(e, "versions", e->found.versions, e->told.versions);
	check_count(e, "records", e->found.records, e->told.records);
	check_count(e, "statements", e->found.statements, e->told.statements);
	check_count(e, "decisions", e->found.decisions, e->told.decisions);
}

ties_code exported_finish(struct exported *e, ties_error *err)
{
	ties_code rc = TIES_OK;

	if (e->arena.failed)
		rc = error_nomem(err);
	else if (e->why[0])
		rc = error_at(err, TIES_ERR_FORMAT, e->path, e->line, "%s", e->why);
	arena_finish(&e->arena);
	return rc;
}

ties_code exported_is_no_list(const struct source_set *set, const struct source_sink *, ties_error *err)
{
	return error_at(err, TIES_ERR_FORMAT, set->part[0].path ? set->part[0].path : "-", 0,
	                "is an export of a ties database, no list; ties build makes a database of it");
}
