/* Header fields of HTTP (RFC 9110). */
#include "fetch/http.h"

str http_field(str line, const char *name)
{
	str wanted = str_from(name);

	if (line.len <= wanted.len || line.ptr[wanted.len] != ':' ||
	    !str_equal_nocase(str_slice(line, 0, wanted.len), wanted))
		return (str){NULL, 0};
	return str_trim(str_slice(line, wanted.len + 1, line.len));
}

bool http_is_status_line(str line)
{
	return str_starts(line, STR("HTTP/"));
}

bool http_content_range(str value, uint64_t *first, uint64_t *last, uint64_t *total)
{
	str begin, end;

	if (!str_equal_nocase(str_slice(value, 0, 6), STR("bytes ")))
		return false;
	value = str_trim(str_slice(value, 6, value.len));
	*total = 0;
	return str_split(&value, '-', &begin) && str_split(&value, '/', &end) && str_to_u64(begin, first) &&
	       str_to_u64(end, last) && *first <= *last &&
	       (str_is(value, "*") || (str_to_u64(value, total) && *last < *total));
}

bool http_is_strong_etag(str value)
{
	return value.len > 2 && value.ptr[0] == '"' && value.ptr[value.len - 1] == '"' && http_is_plain(value);
}

bool http_is_plain(str value)
{
	for (size_t i = 0; i < value.len; i++)
		if (value.ptr[i] < ' ' || value.ptr[i] > '~')
			return false;
	return true;
}
