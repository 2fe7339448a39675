/* Letters that the document itself defines: "National Council of Resistance of Iran (NCRI)", "the National Labour
 * Association, or NLA". From there on they mean what was named, and nothing when that is unknown. */
#include "scan/scan.h"

enum { DEFINITIONS_MAX = 1024 }; /* of one document */

/** A name that holds from one place in the document on. */
struct definition {
	str norm;
	uint32_t entity; /* SCAN_NONE: it stands for something unknown and must not be read otherwise */
	uint32_t from;   /* token behind which it holds */
};

typedef VEC(struct definition) definitions;

/* What stands between two tokens, without spaces. */
static bool between_is(const struct scan *s, uint32_t i, const char *allowed)
{
	str text = buf_str(&s->doc->text);
	bool any = false;

	for (size_t at = s->tokens.ptr[i - 1].end; at < s->tokens.ptr[i].start; at++) {
		char c = text.ptr[at];
		if (c == ' ' || c == '\n' || c == '*' || c == '_')
			continue;
		if (!strchr(allowed, c))
			return false;
		any = true;
	}
	return any;
}

static bool is_acronym(const struct scan_token *t)
{
	return (t->flags & TOKEN_ALL_UPPER) && t->norm.len >= 2 && t->norm.len <= 10;
}

/* Do the letters begin the words before the bracket, last letter last word? Small words may be passed over. */
static bool spells(const struct scan *s, uint32_t end, str letters, uint32_t *first)
{
	size_t left = letters.len;
	uint32_t i = end;

	while (left && i > 0 && end - i < 16 && s->tokens.ptr[i - 1].block == s->tokens.ptr[end - 1].block) {
		const struct scan_token *t = &s->tokens.ptr[--i];
		bool capital = (t->flags & TOKEN_CAPITAL) != 0;
		if (t->norm.ptr[0] == letters.ptr[left - 1] && (capital || t->norm.len <= 4))
			left--;
		else if (capital && t->norm.len > 3)
			return false;
	}
	*first = i;
	return left == 0;
}

/* "FARC, the Farmers' Amateur Radio Club": do the letters begin the words behind, each of them? */
static bool spells_ahead(const struct scan *s, uint32_t from, str letters)
{
	uint32_t i = from;
	size_t found = 0;

	if (i < s->tokens.len && str_is(s->tokens.ptr[i].norm, "the"))
		i++;
	for (; found < letters.len && i < s->tokens.len && i < from + 16; i++) {
		const struct scan_token *t = &s->tokens.ptr[i];
		if (t->block != s->tokens.ptr[from].block || (found && t->breaks))
			return false;
		if ((t->flags & TOKEN_CAPITAL) && t->norm.ptr[0] == letters.ptr[found])
			found++;
		else if (found == 0 || ((t->flags & TOKEN_CAPITAL) && !(t->flags & TOKEN_APOSTROPHE)))
			return false;
	}
	return found == letters.len && letters.len >= 3;
}

/* The entity that the name before the bracket means; SCAN_NONE when it is unknown; false when there is no name. */
static bool defined_entity(const struct scan *s, uint32_t bracket, str letters, uint32_t *entity)
{
	uint32_t before = s->tokens.ptr[bracket - 1].span, first;

	*entity = SCAN_NONE;
	if (before != SCAN_NONE) {
		const struct scan_span *span = &s->spans.ptr[before];
		bool part = spells(s, bracket, letters, &first) && first < span->first;
		if (part)
			return true;
		*entity = span->entity;
		return span->entity != SCAN_NONE && (span->count > 1 || spells(s, bracket, letters, &first));
	}
	return spells(s, bracket, letters, &first);
}

/* `bracket` is the token behind the name, `from` the first that is defined. */
static void define(struct scan *s, definitions *list, uint32_t bracket, uint32_t from)
{
	uint32_t entity;
	bool more = true;

	for (uint32_t i = from; more && i < s->tokens.len && i < from + 4; i++) {
		const struct scan_token *t = &s->tokens.ptr[i];
		more = i == from || between_is(s, i, "/,;");
		if (more && str_is(t->norm, "or"))
			continue;
		if (!more || !is_acronym(t))
			break;
		if (defined_entity(s, bracket, t->norm, &entity)) {
			struct definition d = {.norm = t->norm, .entity = entity, .from = i};
			s->failed |= !vec_push(list, d);
		}
	}
}

/* The letters at `i` are explained by the words behind them. */
static void define_ahead(struct scan *s, definitions *list, uint32_t i)
{
	uint32_t next = str_is(s->tokens.ptr[i + 1].norm, "the") ? i + 2 : i + 1;
	uint32_t span = next < s->tokens.len ? s->tokens.ptr[next].span : SCAN_NONE;
	struct definition d = {.norm = s->tokens.ptr[i].norm, .from = i};

	d.entity = span == SCAN_NONE || s->spans.ptr[span].count < 2 ? SCAN_NONE : s->spans.ptr[span].entity;
	s->failed |= !vec_push(list, d);
}

static void clear_span(struct scan *s, uint32_t span)
{
	struct scan_span *sp = &s->spans.ptr[span];

	for (uint32_t i = sp->first; i < sp->first + sp->count; i++)
		s->tokens.ptr[i].span = SCAN_NONE;
	sp->count = 0; /* dropped when the spans are put in order */
}

static void apply(struct scan *s, const struct definition *d, uint32_t i)
{
	struct scan_token *t = &s->tokens.ptr[i];

	if (t->span != SCAN_NONE) {
		struct scan_span *span = &s->spans.ptr[t->span];
		if (span->count != 1 || span->entity == d->entity)
			return;
		clear_span(s, t->span);
	}
	if (d->entity == SCAN_NONE)
		return;
	struct scan_reading r = {.first = i,
	                         .count = 1,
	                         .entity = d->entity,
	                         .name = SCAN_NONE,
	                         .score = 1,
	                         .how = TIES_HOW_ACRONYM,
	                         .strong = true};
	scan_decide(s, &r, 1);
}

void scan_read_definitions(struct scan *s)
{
	definitions list = {0};

	for (uint32_t i = 0; i < s->tokens.len && !s->failed; i++) {
		if (!is_acronym(&s->tokens.ptr[i]) || list.len >= DEFINITIONS_MAX)
			continue;
		bool inside = i >= 2 && s->tokens.ptr[i].block == s->tokens.ptr[i - 2].block;
		if (i + 1 < s->tokens.len && s->tokens.ptr[i + 1].block == s->tokens.ptr[i].block &&
		    (between_is(s, i + 1, ",") || between_is(s, i + 1, "(")) &&
		    spells_ahead(s, i + 1, s->tokens.ptr[i].norm))
			define_ahead(s, &list, i);
		else if (inside && between_is(s, i, "(\"\'"))
			define(s, &list, i, i);
		else if (inside && str_is(s->tokens.ptr[i - 1].norm, "or") && between_is(s, i - 1, ","))
			define(s, &list, i - 1, i);
	}
	for (uint32_t i = 0; list.len && i < s->tokens.len && !s->failed; i++) {
		if (!(s->tokens.ptr[i].flags & TOKEN_ALL_UPPER))
			continue;
		for (size_t k = list.len; k-- > 0;)
			if (i >= list.ptr[k].from && str_equal(list.ptr[k].norm, s->tokens.ptr[i].norm)) {
				apply(s, &list.ptr[k], i);
				break;
			}
	}
	vec_finish(&list);
}
