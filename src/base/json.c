#include "base/json.h"

/* jansson takes a text that it has no memory for as no text, behind the quotation mark that ends it: as an invalid
 * token, or as no key of an object. Of an object or a list that it has no memory for it says nothing at all. No bad
 * text comes out like one of these: what is wrong within quotation marks is told as such before they end. */
static bool is_memory(str text, const json_error_t *why)
{
	size_t behind = why->position > 0 ? (size_t)why->position : 0;

	if (why->text[0] == '\0' || json_error_code(why) == json_error_out_of_memory)
		return true;
	str told = str_from(why->text);
	return (str_starts(told, STR("invalid token")) || str_starts(told, STR("string or '}' expected"))) &&
	       behind >= 2 && behind <= text.len && text.ptr[behind - 1] == '"';
}

json_t *json_read(str text, size_t flags, json_error_t *why, bool *memory)
{
	json_t *value = json_loadb(text.ptr ? text.ptr : "", text.len, flags, why);

	*memory = !value && is_memory(text, why);
	return value;
}
