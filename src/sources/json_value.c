#include "sources/json_value.h"

#include <stdio.h>

/* Deepest nesting of brackets outside strings, cheap enough to look before parsing. */
static size_t depth_of(str s)
{
	size_t depth = 0, deepest = 0;
	bool inside = false;

	for (size_t i = 0; i < s.len; i++) {
		char c = s.ptr[i];
		if (inside) {
			i += c == '\\';
			inside = c != '"';
		} else if (c == '"') {
			inside = true;
		} else if (c == '{' || c == '[') {
			deepest = ++depth > deepest ? depth : deepest;
		} else if ((c == '}' || c == ']') && depth) {
			depth--;
		}
	}
	return deepest;
}

enum json_verdict json_value_parse(str text, json_t **out, json_error_t *why)
{
	bool memory;

	*out = NULL;
	why->text[0] = '\0';
	if (depth_of(text) > JSON_DEPTH_MAX) {
		snprintf(why->text, sizeof why->text, "nested more than %d deep", JSON_DEPTH_MAX);
		return JSON_BAD;
	}
	*out = json_read(text, 0, why, &memory);
	if (*out)
		return JSON_GOOD;
	if (memory)
		return JSON_NO_MEMORY;
	return json_error_code(why) == json_error_premature_end_of_input ? JSON_CUT : JSON_BAD;
}

str json_value_text(const json_t *value)
{
	return json_is_string(value) ? (str){json_string_value(value), json_string_length(value)} : (str){NULL, 0};
}

str json_value_member(const json_t *object, const char *key)
{
	return json_value_text(json_object_get(object, key));
}

str json_value_scalar(const json_t *value, struct arena *arena)
{
	if (json_is_integer(value))
		return arena_print(arena, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
	if (json_is_real(value))
		return arena_print(arena, "%.15g", json_real_value(value));
	if (json_is_boolean(value))
		return json_is_true(value) ? STR("true") : STR("false");
	return json_value_text(value);
}
