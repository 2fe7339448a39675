/* Records being filled.
 *
 * A draft serves record after record: its arena and its statements keep their memory, so that a reader in its
 * stride allocates nothing. All bytes are copied into the arena, which dies at the next begin: what a sink
 * wants to keep, it copies. */
#include "model/model.h"

void model_draft_begin(struct model_draft *draft, enum model_schema schema, str id)
{
	arena_clear(&draft->arena);
	draft->record.schema = schema;
	draft->record.line = 0;
	draft->record.statements.len = 0;
	draft->record.id = arena_copy(&draft->arena, id);
	draft->failed |= draft->arena.failed;
}

/* Bytes of the space that `s` begins with: ASCII white space, U+00A0, U+202F. U+200B has no width and only
 * goes at the ends, where str_trim has taken it. */
static size_t space_at(str s)
{
	unsigned char c = (unsigned char)s.ptr[0];

	if (c == ' ' || (c >= '\t' && c <= '\r'))
		return 1;
	if (c == 0xc2 && s.len >= 2 && (unsigned char)s.ptr[1] == 0xa0)
		return 2;
	if (c == 0xe2 && s.len >= 3 && memcmp(s.ptr, "\xe2\x80\xaf", 3) == 0)
		return 3;
	return 0;
}

/* Turns every run of white space inside `s` into one blank, in place. */
static size_t collapse(char *s, size_t len)
{
	size_t to = 0;

	for (size_t from = 0; from < len;) {
		size_t space = space_at((str){s + from, len - from});
		if (space == 0) {
			s[to++] = s[from++];
			continue;
		}
		if (to == 0 || s[to - 1] != ' ')
			s[to++] = ' ';
		from += space;
	}
	s[to] = '\0';
	return to;
}

static struct model_statement *append(struct model_draft *draft, enum model_property property, str value)
{
	struct model_statement statement = {
	    .property = property,
	    .value = value,
	    .source = draft->source,
	    .confidence = draft->confidence,
	};

	if (!value.ptr || !vec_push(&draft->record.statements, statement)) {
		draft->failed = true;
		return NULL;
	}
	return &draft->record.statements.ptr[draft->record.statements.len - 1];
}

struct model_statement *model_draft_add(struct model_draft *draft, enum model_property property, str value)
{
	str trimmed = str_trim(value);

	if (trimmed.len == 0)
		return NULL;
	char *copy = arena_alloc(&draft->arena, trimmed.len + 1);
	if (!copy) {
		draft->failed = true;
		return NULL;
	}
	memcpy(copy, trimmed.ptr, trimmed.len);
	return append(draft, property, (str){copy, collapse(copy, trimmed.len)});
}

struct model_statement *model_draft_add_verbatim(struct model_draft *draft, enum model_property property, str value)
{
	if (str_trim(value).len == 0)
		return NULL;
	return append(draft, property, arena_copy(&draft->arena, value));
}

void model_draft_finish(struct model_draft *draft)
{
	vec_finish(&draft->record.statements);
	arena_finish(&draft->arena);
	*draft = (struct model_draft){0};
}
