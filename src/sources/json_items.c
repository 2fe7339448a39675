#include "sources/json_items.h"

#include <stdlib.h>

struct json_items {
	struct input *in;
	bool array, begun;
	uint64_t line;
	struct buf text; /* of the value at hand, in an array */
	size_t at, len;  /* in the block */
	char block[1 << 16];
};

static str without_mark(str s)
{
	return str_starts(s, STR("\xef\xbb\xbf")) ? str_slice(s, 3, s.len) : s;
}

ties_code json_items_open(struct json_items **out, struct input *in, ties_error *err)
{
	str head;

	*out = calloc(1, sizeof **out);
	if (!*out)
		return error_nomem(err);
	(*out)->in = in;
	(*out)->line = 1;
	ties_code rc = input_peek(in, &head, err);
	if (rc == TIES_OK)
		(*out)->array = str_starts(str_trim(without_mark(head)), STR("["));
	return rc;
}

void json_items_close(struct json_items *items)
{
	if (items)
		buf_finish(&items->text);
	free(items);
}

static ties_code next_line(struct json_items *items, str *text, uint64_t *line, bool *more, ties_error *err)
{
	do {
		ties_code rc = input_line(items->in, text, JSON_TEXT_MAX, more, err);
		if (rc != TIES_OK || !*more)
			return rc;
		*line = input_line_number(items->in);
		*text = str_trim(*line == 1 ? without_mark(*text) : *text);
	} while (!text->len);
	return TIES_OK;
}

/* -1 at the end, or when reading failed. */
static int peek(struct json_items *items, ties_code *rc, ties_error *err)
{
	if (items->at == items->len) {
		items->at = items->len = 0;
		*rc = input_read(items->in, items->block, sizeof items->block, &items->len, err);
		if (*rc != TIES_OK || items->len == 0)
			return -1;
	}
	return (unsigned char)items->block[items->at];
}

static void step(struct json_items *items)
{
	items->line += items->block[items->at++] == '\n';
}

/* Skips to the next byte that is none of `skipped`; -1 at the end. */
static int skip(struct json_items *items, const char *skipped, ties_code *rc, ties_error *err)
{
	int c;

	while ((c = peek(items, rc, err)) > 0 && strchr(skipped, c))
		step(items);
	return c;
}

static ties_code cut_off(const struct json_items *items, ties_error *err)
{
	return error_at(err, TIES_ERR_FORMAT, input_name(items->in), items->line,
	                "the JSON array does not end, the file is truncated; download it again");
}

/* A value up to the "," or "]" behind it. */
static ties_code take_value(struct json_items *items, ties_error *err)
{
	ties_code rc = TIES_OK;
	size_t depth = 0;
	bool inside = false, escaped = false;

	buf_clear(&items->text);
	for (int c; (c = peek(items, &rc, err)) >= 0;) {
		if (!inside && depth == 0 && (c == ',' || c == ']'))
			return items->text.failed ? error_nomem(err) : TIES_OK;
		if (items->text.len >= JSON_TEXT_MAX)
			return error_at(err, TIES_ERR_LIMIT, input_name(items->in), items->line,
			                "an item of the array is longer than %d bytes", JSON_TEXT_MAX);
		buf_add_char(&items->text, (char)c);
		step(items);
		if (inside) {
			inside = escaped || c != '"';
			escaped = !escaped && c == '\\';
			continue;
		}
		inside = c == '"';
		depth += c == '{' || c == '[';
		depth -= depth && (c == '}' || c == ']');
	}
	return rc == TIES_OK ? cut_off(items, err) : rc;
}

ties_code json_items_next(struct json_items *items, str *text, uint64_t *line, bool *more, ties_error *err)
{
	ties_code rc = TIES_OK;

	if (!items->array)
		return next_line(items, text, line, more, err);
	int c = skip(items, items->begun ? " \t\r\n," : " \t\r\n\xef\xbb\xbf[", &rc, err);
	items->begun = true;
	*more = c >= 0 && c != ']';
	*line = items->line;
	if (rc != TIES_OK || c == ']')
		return rc;
	if (c < 0)
		return cut_off(items, err);
	rc = take_value(items, err);
	*text = str_trim(buf_str(&items->text));
	return rc;
}
