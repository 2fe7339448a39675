#include "report/json_straight.h"

#include "base/json.h"
#include "report/json.h"

#include <math.h>

/* A new line of a pretty answer. */
static char *indent(const struct json_straight *j, char *at)
{
	*at++ = '\n';
	memset(at, ' ', j->depth);
	return at + j->depth;
}

/* What stands before a value. */
static void begin(struct json_straight *j, str key)
{
	enum { AROUND = 6 }; /* a comma, the end of a line, quotation marks, a colon and a space */
	struct buf *b = &j->out->buf;
	char *at = buf_room(b, key.len + j->depth + AROUND);

	if (!at)
		return;
	if (j->behind)
		*at++ = ',';
	if (j->pretty && j->depth)
		at = indent(j, at);
	j->behind = true;
	if (key.len) {
		*at++ = '"';
		str_put(at, key);
		at += key.len;
		*at++ = '"';
		*at++ = ':';
	}
	if (key.len && j->pretty)
		*at++ = ' ';
	b->len = (size_t)(at - b->ptr);
}

void straight_open(struct json_straight *j, str key, char bracket)
{
	begin(j, key);
	buf_add_char(&j->out->buf, bracket);
	j->depth++;
	j->behind = false;
}

void straight_close(struct json_straight *j, char bracket)
{
	struct buf *b = &j->out->buf;

	j->depth--;
	char *at = buf_room(b, j->depth + 2);
	if (!at)
		return;
	if (j->pretty && j->behind)
		at = indent(j, at);
	*at++ = bracket;
	b->len = (size_t)(at - b->ptr);
	j->behind = true;
}

void straight_end(struct json_straight *j)
{
	buf_add_char(&j->out->buf, '\n');
}

/* ---- values --------------------------------------------------------------------------------------------- */

/* A text that has to be looked at more closely. */
static void put_odd_text(struct buf *b, str text)
{
	struct buf repaired = {0};

	buf_add_char(b, '"');
	if (page_invalid_at(text) != SIZE_MAX) {
		json_repair(&repaired, text);
		text = buf_str(&repaired);
	}
	json_add_letters(b, text);
	buf_add_char(b, '"');
	b->failed |= repaired.failed;
	buf_finish(&repaired);
}

static void put_text(struct buf *b, str text)
{
	enum { AROUND = 9 }; /* quotation marks, and what json_copy_plain needs */
	char *at = buf_room(b, text.len + AROUND);

	if (!at)
		return;
	if (!json_copy_plain(at + 1, text)) {
		put_odd_text(b, text);
		return;
	}
	at[0] = at[text.len + 1] = '"';
	b->len += text.len + 2;
}

/* Of a number as large as none of ours is, jansson knows how it is written. */
static void put_large_score(struct report_out *out, double score)
{
	json_t *value = json_score(score);

	json_add_value(out, value, JSON_COMPACT);
	json_decref(value);
}

/* As few decimals as there are, one at least, four at most. */
static void put_score(struct report_out *out, double score)
{
	enum { ONE = 10000, DIGITS = 4 };
	double parts = isfinite(score) ? round(score * ONE) : 0;
	char text[] = "-0.0000", *end = text + sizeof text - 1;

	if (fabs(parts) >= 10 * ONE) {
		put_large_score(out, score);
		return;
	}
	unsigned rest = (unsigned)fabs(parts);
	for (int i = 1; i <= DIGITS; i++, rest /= 10)
		end[-i] = (char)('0' + rest % 10);
	text[1] = (char)('0' + rest);
	while (end[-1] == '0' && end[-2] != '.')
		end--;
	const char *first = text + !signbit(parts);
	buf_add(&out->buf, (str){first, (size_t)(end - first)});
}

void straight_text(struct json_straight *j, str key, str text)
{
	begin(j, key);
	put_text(&j->out->buf, text);
}

static void put_texts(struct json_straight *j, str key, const ties_str *texts, size_t count)
{
	straight_open(j, key, '[');
	for (size_t i = 0; i < count; i++)
		straight_text(j, STR(""), texts[i]);
	straight_close(j, ']');
}

static void put_value(struct report_out *out, const struct shape_value *value)
{
	if (value->type == VALUE_TEXT)
		put_text(&out->buf, value->text);
	else if (value->type == VALUE_NULL)
		buf_add(&out->buf, STR("null"));
	else if (value->type == VALUE_SCORE)
		put_score(out, value->score);
	else
		buf_add(&out->buf, value->yes ? STR("true") : STR("false"));
}

void straight_null(struct json_straight *j, str key)
{
	begin(j, key);
	buf_add(&j->out->buf, STR("null"));
}

void straight_count(struct json_straight *j, str key, uint64_t count)
{
	char digits[24], *first = digits + sizeof digits;

	do
		*--first = (char)('0' + count % 10);
	while (count /= 10);
	begin(j, key);
	buf_add(&j->out->buf, (str){first, (size_t)(digits + sizeof digits - first)});
}

void straight_score(struct json_straight *j, str key, double score)
{
	begin(j, key);
	put_score(j->out, score);
}

void straight_members(struct json_straight *j, const struct shape *shape, const void *item)
{
	char text[PAGE_DATE_MAX];

	for (size_t i = 0; i < shape->count; i++) {
		const struct shape_member *m = &shape->members[i];
		const struct shape_value value = shape_read(m, item, text);
		if (value.type == VALUE_NONE)
			continue;
		if (value.type == VALUE_TEXTS) {
			put_texts(j, m->key, value.texts, value.count);
			continue;
		}
		begin(j, m->key);
		put_value(j->out, &value);
	}
}

void straight_objects(struct json_straight *j, str key, const struct shape *shape, const void *items, size_t count)
{
	straight_open(j, key, '[');
	for (size_t i = 0; i < count; i++) {
		straight_open(j, STR(""), '{');
		straight_members(j, shape, (const char *)items + i * shape->size);
		straight_close(j, '}');
	}
	straight_close(j, ']');
}
