/* Lines of FollowTheMoney as nearly all are, read without a tree of JSON. Whatever is not plain is left to the parser
 * of JSON at large: a text with an escape or with bytes that are no UTF-8, a number, an entity in an entity, a key that
 * comes twice, and every mistake. So a line that is plain says the same to both. */
#include "sources/ftm_entity.h"

#include "text/text.h"

enum { PROPERTIES_MAX = 64 }; /* they are compared with each other */

struct scan {
	struct ftm_entity *out;
	const char *at, *end;
	unsigned seen; /* bits of enum key */
	bool failed;   /* memory ran out */
};

enum key {
	KEY_ID,
	KEY_SCHEMA,
	KEY_CAPTION,
	KEY_FIRST_SEEN,
	KEY_LAST_CHANGE,
	KEY_DATASETS,
	KEY_REFERENTS,
	KEY_PROPERTIES,
	KEY_COUNT
};

static void skip_space(struct scan *s)
{
	while (s->at < s->end && (*s->at == ' ' || *s->at == '\t' || *s->at == '\r' || *s->at == '\n'))
		s->at++;
}

static bool take(struct scan *s, char c)
{
	skip_space(s);
	if (s->at == s->end || *s->at != c)
		return false;
	s->at++;
	return true;
}

static bool take_text(struct scan *s, str *out)
{
	unsigned char any = 0;

	if (!take(s, '"'))
		return false;
	const char *begin = s->at;
	for (; s->at < s->end && *s->at != '"'; s->at++) {
		if ((unsigned char)*s->at < 0x20 || *s->at == '\\')
			return false;
		any |= (unsigned char)*s->at;
	}
	if (s->at == s->end)
		return false;
	*out = (str){begin, (size_t)(s->at++ - begin)};
	return any < 0x80 || utf8_invalid_at(*out) == SIZE_MAX;
}

static bool keep(struct scan *s, str text)
{
	bool kept = vec_push(&s->out->values, text);

	s->failed |= !kept;
	return kept;
}

/* A text or a list of them. */
static bool take_texts(struct scan *s, struct ftm_values *out)
{
	str text;

	*out = (struct ftm_values){.first = s->out->values.len};
	if (!take(s, '[')) {
		out->count = 1;
		return take_text(s, &text) && keep(s, text);
	}
	if (take(s, ']'))
		return true;
	do {
		if (!take_text(s, &text) || !keep(s, text))
			return false;
		out->count++;
	} while (take(s, ','));
	return take(s, ']');
}

static bool take_properties(struct scan *s)
{
	struct ftm_property p;

	if (!take(s, '{'))
		return false;
	if (take(s, '}'))
		return true;
	do {
		if (!take_text(s, &p.name) || !take(s, ':') || !take_texts(s, &p.values) ||
		    s->out->properties.len == PROPERTIES_MAX)
			return false;
		for (size_t i = 0; i < s->out->properties.len; i++)
			if (str_equal(s->out->properties.ptr[i].name, p.name))
				return false;
		if (!vec_push(&s->out->properties, p)) {
			s->failed = true;
			return false;
		}
	} while (take(s, ','));
	return take(s, '}');
}

/* What the program does not read: a word or texts, which do not stay. */
static bool pass_over(struct scan *s)
{
	static const char *const words[] = {"true", "false", "null"};
	size_t kept = s->out->values.len;
	struct ftm_values ignored;

	skip_space(s);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (str_starts((str){s->at, (size_t)(s->end - s->at)}, str_from(words[i]))) {
			s->at += strlen(words[i]);
			return true;
		}
	}
	bool plain = take_texts(s, &ignored);
	s->out->values.len = kept;
	return plain;
}

static enum key key_of(str name)
{
	static const char *const keys[KEY_COUNT] = {"id",          "schema",   "caption",   "first_seen",
	                                            "last_change", "datasets", "referents", "properties"};
	size_t i = 0;

	while (i < KEY_COUNT && !str_is(name, keys[i]))
		i++;
	return (enum key)i;
}

static bool take_member(struct scan *s, enum key key)
{
	str *const texts[] = {&s->out->id, &s->out->schema, &s->out->caption, &s->out->first_seen,
	                      &s->out->last_change};

	if (key == KEY_COUNT)
		return pass_over(s);
	if (s->seen & 1u << key)
		return false;
	s->seen |= 1u << key;
	if (key == KEY_PROPERTIES)
		return take_properties(s);
	if (key == KEY_DATASETS || key == KEY_REFERENTS) {
		skip_space(s);
		return s->at < s->end && *s->at == '[' &&
		       take_texts(s, key == KEY_DATASETS ? &s->out->datasets : &s->out->referents);
	}
	return take_text(s, texts[key]);
}

bool ftm_read_plain(struct ftm_entity *out, str line, bool *failed)
{
	struct scan s = {.out = out, .at = line.ptr, .end = line.ptr + line.len};
	const unsigned needed = 1u << KEY_ID | 1u << KEY_SCHEMA | 1u << KEY_PROPERTIES;
	bool plain = take(&s, '{');
	str name;

	out->caption = out->first_seen = out->last_change = (str){NULL, 0};
	out->datasets = out->referents = (struct ftm_values){0};
	out->properties.len = out->values.len = 0;
	do {
		plain = plain && take_text(&s, &name) && take(&s, ':') && take_member(&s, key_of(name));
	} while (plain && take(&s, ','));
	plain = plain && take(&s, '}');
	skip_space(&s);
	*failed = s.failed;
	return plain && s.at == s.end && (s.seen & needed) == needed && out->id.len && out->schema.len;
}
