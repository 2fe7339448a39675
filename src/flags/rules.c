/* Rules as text: a header of comments, then one SELECT.
 *
 *   -- rule: event-listed-at-home
 *   -- title: Took part in an event of a body that was then listed at home
 *   -- severity: high
 *   -- explanation: ... which goes on in lines that begin with three spaces
 *   --   like this one.
 *   -- basis: the law or policy
 *   -- refuted by: what would refute it
 *   -- param: days 366 what :days is in the SELECT, and may be set to
 *   SELECT ...
 *
 * The next line that begins with "-- rule:" begins the next rule. */
#include "flags/flags.h"

#include "base/error.h"

#include <stdio.h>
#include <stdlib.h>

enum { TEXT_BYTES_MAX = 1 << 20, NAME_BYTES_MAX = 64 };

static const char *const severities[] = {"info", "low", "medium", "high"};

const char *ties_severity_name(ties_severity severity)
{
	return (unsigned)severity <= TIES_HIGH ? severities[severity] : "";
}

bool ties_severity_find(str name, ties_severity *out)
{
	for (int i = TIES_INFO; i <= TIES_HIGH; i++)
		if (str_is(name, severities[i])) {
			*out = (ties_severity)i;
			return true;
		}
	return false;
}

struct reader {
	struct rules *rules;
	str path, rest;
	size_t line; /* of what was cut off last */
	ties_error *err;
};

static bool next_line(struct reader *r, str *line)
{
	if (!r->rest.len)
		return false;
	size_t end = str_find_char(r->rest, '\n', 0);
	*line = str_slice(r->rest, 0, end == SIZE_MAX ? r->rest.len : end);
	r->rest = str_slice(r->rest, end == SIZE_MAX ? r->rest.len : end + 1, r->rest.len);
	r->line++;
	return true;
}

static ties_code refuse(const struct reader *r, size_t line, const char *why)
{
	char path[256];

	snprintf(path, sizeof path, "%.*s", STR_ARG(r->path));
	return error_at(r->err, TIES_ERR_FORMAT, path, line, "%s", why);
}

/* ---- the header --------------------------------------------------------------------------------------------- */

static bool is_comment(str line)
{
	return line.len >= 2 && line.ptr[0] == '-' && line.ptr[1] == '-';
}

/* "-- KEY: VALUE": the value, or nothing and false. */
static bool cut_field(str line, const char *key, str *value)
{
	str words = str_trim(str_slice(line, 2, line.len));
	size_t n = strlen(key);

	if (words.len <= n || memcmp(words.ptr, key, n) != 0 || words.ptr[n] != ':')
		return false;
	*value = str_trim(str_slice(words, n + 1, words.len));
	return true;
}

static bool is_name(str name)
{
	for (size_t i = 0; i < name.len; i++) {
		char c = name.ptr[i];
		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c == '-' && i > 0)))
			return false;
	}
	return name.len > 0 && name.len <= NAME_BYTES_MAX;
}

/** A header as it is read. */
struct header {
	ties_rule rule;
	bool has_severity;
	str *last; /* the field that a line with three spaces goes on with */
	ties_rule_param params[FLAGS_PARAMS_MAX];
};

static ties_code read_severity(struct reader *r, struct header *h, str word)
{
	h->last = NULL;
	h->has_severity = true;
	return ties_severity_find(word, &h->rule.severity)
	           ? TIES_OK
	           : refuse(r, r->line, "the severity is none of info, low, medium, high");
}

static ties_code read_param(struct reader *r, struct header *h, str text)
{
	ties_rule_param *param = &h->params[h->rule.param_count];

	if (h->rule.param_count == FLAGS_PARAMS_MAX)
		return refuse(r, r->line, "a rule has at most 8 parameters");
	const char *why = rules_read_param(param, arena_copy(&r->rules->arena, text));
	if (why)
		return refuse(r, r->line, why);
	for (size_t i = 0; i < h->rule.param_count; i++)
		if (str_equal(h->params[i].name, param->name))
			return refuse(r, r->line, "the rule has a parameter of that name already");
	h->rule.param_count++;
	h->last = &param->explanation;
	return TIES_OK;
}

static ties_code read_field(struct reader *r, struct header *h, str line)
{
	const struct {
		const char *key;
		str *field;
	} fields[] = {{"title", &h->rule.title},
	              {"explanation", &h->rule.explanation},
	              {"basis", &h->rule.basis},
	              {"refuted by", &h->rule.refuted_by}};
	str value;

	if (h->last && line.len > 4 && memcmp(line.ptr, "--   ", 5) == 0) {
		*h->last = arena_print(&r->rules->arena, "%.*s %.*s", STR_ARG(*h->last),
		                       STR_ARG(str_trim(str_slice(line, 2, line.len))));
		return TIES_OK;
	}
	if (cut_field(line, "severity", &value))
		return read_severity(r, h, value);
	if (cut_field(line, "param", &value))
		return read_param(r, h, value);
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (cut_field(line, fields[i].key, &value)) {
			if (fields[i].field->len)
				return refuse(r, r->line, "the header says this twice");
			*fields[i].field = arena_copy(&r->rules->arena, value);
			h->last = fields[i].field;
			return TIES_OK;
		}
	return refuse(
	    r, r->line,
	    "a header has the fields rule, title, severity, explanation, basis, refuted by and param; further lines "
	    "of one begin with \"--   \"");
}

static ties_code check(struct reader *r, const struct header *h)
{
	const struct {
		bool there;
		const char *why;
	} needs[] = {{h->rule.title.len != 0, "the rule has no title"},
	             {h->has_severity, "the rule has no severity"},
	             {h->rule.explanation.len != 0, "the rule has no explanation"},
	             {h->rule.refuted_by.len != 0, "the rule does not say what would refute it (refuted by)"},
	             {h->rule.query.len != 0, "the rule has no SELECT"}};

	for (size_t i = 0; i < sizeof needs / sizeof *needs; i++)
		if (!needs[i].there)
			return refuse(r, h->rule.line, needs[i].why);
	return TIES_OK;
}

/* ---- rules -------------------------------------------------------------------------------------------------- */

static ties_code keep(struct reader *r, struct header *h)
{
	ties_rule *list = r->rules->list.ptr;
	ties_rule_param *params = arena_array(&r->rules->arena, h->rule.param_count, sizeof *params);

	if (!params)
		return error_nomem(r->err);
	for (size_t i = 0; i < h->rule.param_count; i++)
		params[i] = h->params[i];
	h->rule.params = params;
	for (size_t i = 0; i < r->rules->list.len; i++)
		if (str_equal(list[i].name, h->rule.name)) {
			if (str_equal(list[i].path, h->rule.path))
				return refuse(r, h->rule.line, "the file has a rule of that name already");
			list[i] = h->rule;
			return TIES_OK;
		}
	if (r->rules->list.len == FLAGS_RULES_MAX)
		return refuse(r, h->rule.line, "there are more than 1000 rules");
	return vec_push(&r->rules->list, h->rule) ? TIES_OK : error_nomem(r->err);
}

static str without_semicolon(str query)
{
	query = str_trim(query);
	if (query.len && query.ptr[query.len - 1] == ';')
		query = str_trim(str_slice(query, 0, query.len - 1));
	return query;
}

/* The rule that "-- rule: NAME" begins, up to the next such line, which `*line` is then. */
static ties_code read_rule(struct reader *r, str *line, bool *more)
{
	struct header h = {.rule = {.line = r->line, .path = r->path}};
	ties_code rc = TIES_OK;
	str name, ignored;

	cut_field(*line, "rule", &name);
	if (!is_name(name))
		return refuse(r, r->line, "the name of a rule has small letters, digits and hyphens, 64 at most");
	h.rule.name = arena_copy(&r->rules->arena, name);
	while ((*more = next_line(r, line)) && is_comment(*line) && !cut_field(*line, "rule", &ignored))
		if ((rc = read_field(r, &h, *line)) != TIES_OK)
			return rc;
	const char *begin = *more ? line->ptr : NULL, *end = begin;
	while (*more && !(is_comment(*line) && cut_field(*line, "rule", &ignored))) {
		end = line->ptr + line->len;
		*more = next_line(r, line);
	}
	if (end != begin)
		h.rule.query = arena_copy(&r->rules->arena, without_semicolon((str){begin, (size_t)(end - begin)}));
	rc = check(r, &h);
	return rc == TIES_OK ? keep(r, &h) : rc;
}

ties_code rules_add(struct rules *rules, str path, str text, ties_error *err)
{
	struct reader r = {.rules = rules, .path = arena_copy(&rules->arena, path), .rest = text, .err = err};
	ties_code rc = TIES_OK;
	bool more;
	str line, ignored;

	if (text.len > TEXT_BYTES_MAX)
		return refuse(&r, 0, "the file has more than 1 MiB");
	if (str_find_char(text, '\0', 0) != SIZE_MAX)
		return refuse(&r, 0, "the file is no text: it has a zero byte");
	while ((more = next_line(&r, &line)) && !str_trim(line).len)
		;
	if (!more || !is_comment(line) || !cut_field(line, "rule", &ignored))
		return refuse(&r, r.line, "a rule begins with a line such as -- rule: my-rule");
	while (rc == TIES_OK && more)
		rc = read_rule(&r, &line, &more);
	return rc == TIES_OK && rules->arena.failed ? error_nomem(err) : rc;
}

ties_code ties_rules_read(const ties_rule_text *texts, size_t count, ties_rules **out, ties_error *err)
{
	struct rules *rules = calloc(1, sizeof *rules);

	*out = NULL;
	if (!rules)
		return error_nomem(err);
	ties_code rc = rules_add(rules, STR(""), str_from(flags_rules_text), err);
	for (size_t i = 0; i < count && rc == TIES_OK; i++)
		rc = rules_add(rules, texts[i].path, texts[i].text, err);
	rules->rules.list = rules->list.ptr;
	rules->rules.count = rules->list.len;
	if (rc == TIES_OK)
		*out = &rules->rules;
	else
		ties_rules_free(&rules->rules);
	return rc;
}

void ties_rules_free(ties_rules *public)
{
	struct rules *rules = (struct rules *)public;

	if (!rules)
		return;
	vec_finish(&rules->list);
	arena_finish(&rules->arena);
	free(rules);
}
