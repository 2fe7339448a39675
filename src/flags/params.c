/* Parameters of rules: a name, a value and what it is.
 *
 *   -- param: days 366 how many days after a delisting support still counts
 *
 * The value is bound where the SELECT has :days, as a number when it is one, else as a text. */
#include "flags/flags.h"

#include "base/error.h"

enum { NAME_MAX_BYTES = 32, VALUE_MAX_BYTES = 64, DIGITS_MAX = 15 /* exact as a double */ };

/* Not what a rule is asked about and with by itself. */
static bool is_taken(str name)
{
	return str_is(name, "on") || str_starts(name, STR("entity"));
}

static bool is_name(str name)
{
	for (size_t i = 0; i < name.len; i++) {
		char c = name.ptr[i];
		if (!((c >= 'a' && c <= 'z') || (i > 0 && ((c >= '0' && c <= '9') || c == '_'))))
			return false;
	}
	return name.len > 0 && name.len <= NAME_MAX_BYTES && !is_taken(name);
}

/* "366", "-2", "0.5" */
static bool is_number(str value)
{
	size_t digits = 0, points = 0, first = value.len && value.ptr[0] == '-';

	for (size_t i = first; i < value.len; i++) {
		char c = value.ptr[i];
		if (c == '.' && i > first && i + 1 < value.len)
			points++;
		else if (c >= '0' && c <= '9')
			digits++;
		else
			return false;
	}
	return digits > 0 && digits <= DIGITS_MAX && points <= 1;
}

/* Letters and signs without spaces, nothing that no terminal shows. */
static bool is_value(str value)
{
	for (size_t i = 0; i < value.len; i++)
		if ((unsigned char)value.ptr[i] <= ' ' || value.ptr[i] == 127)
			return false;
	return value.len > 0 && value.len <= VALUE_MAX_BYTES;
}

static str next_word(str *rest)
{
	*rest = str_trim(*rest);
	size_t n = 0;
	while (n < rest->len && rest->ptr[n] != ' ' && rest->ptr[n] != '\t')
		n++;
	str word = str_slice(*rest, 0, n);
	*rest = str_slice(*rest, n, rest->len);
	return word;
}

const char *rules_read_param(ties_rule_param *out, str text)
{
	*out = (ties_rule_param){.name = next_word(&text)};
	out->value = out->standard = next_word(&text);
	out->explanation = str_trim(text);
	out->number = is_number(out->value);
	if (!is_name(out->name))
		return "the name of a parameter has small letters, digits and _, 32 at most, and is not on or "
		       "entity...";
	if (!is_value(out->value))
		return "a parameter has a value behind its name, a number or a word of 64 bytes at most: "
		       "-- param: days 366 how many days";
	if (!out->explanation.len)
		return "a parameter is explained behind its value: -- param: days 366 how many days";
	return NULL;
}

static ties_rule *find_rule(struct rules *rules, str name)
{
	for (size_t i = 0; i < rules->list.len; i++)
		if (str_equal(rules->list.ptr[i].name, name))
			return &rules->list.ptr[i];
	return NULL;
}

static ties_code complain_param(const ties_rule *rule, str param, ties_error *err)
{
	if (!rule->param_count)
		return error_set(err, TIES_ERR_USAGE, "the rule %.*s has no parameters", STR_ARG(rule->name));
	return error_set(err, TIES_ERR_USAGE, "the rule %.*s has no parameter \"%.*s\"; it has %.*s%s",
	                 STR_ARG(rule->name), STR_ARG(param), STR_ARG(rule->params[0].name),
	                 rule->param_count > 1 ? " and others, see: ties flags --list" : "");
}

ties_code ties_rules_set(ties_rules *public, str rule, str param, str value, ties_error *err)
{
	struct rules *rules = (struct rules *)public;
	ties_rule *r = find_rule(rules, rule);

	if (!r)
		return error_set(err, TIES_ERR_USAGE, "there is no rule \"%.*s\"; those there are: ties flags --list",
		                 STR_ARG(rule));
	ties_rule_param *params = arena_array(&rules->arena, r->param_count, sizeof *params);
	if (!params)
		return error_nomem(err);
	for (size_t i = 0; i < r->param_count; i++)
		params[i] = r->params[i];
	for (size_t i = 0; i < r->param_count; i++) {
		if (!str_equal(params[i].name, param))
			continue;
		if (!is_value(value) || (params[i].number && !is_number(value)))
			return error_set(err, TIES_ERR_USAGE,
			                 "%.*s of the rule %.*s is a %s such as %.*s, not \"%.*s\"", STR_ARG(param),
			                 STR_ARG(rule), params[i].number ? "number" : "word",
			                 STR_ARG(params[i].standard), STR_ARG(value));
		params[i].value = arena_copy(&rules->arena, value);
		r->params = params;
		return rules->arena.failed ? error_nomem(err) : TIES_OK;
	}
	return complain_param(r, param, err);
}
