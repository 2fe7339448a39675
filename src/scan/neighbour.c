/* Does a word right beside a run belong to the same name? */
#include "scan/scan.h"

bool scan_is_joined(const struct scan *s, uint32_t i)
{
	return i > 0 && i < s->tokens.len && !s->tokens.ptr[i].breaks &&
	       s->tokens.ptr[i].block == s->tokens.ptr[i - 1].block;
}

bool scan_has_before(const struct scan *s, uint32_t first, enum scan_word kind)
{
	return scan_is_joined(s, first) && scan_is(s, first - 1, kind);
}

bool scan_has_behind(const struct scan *s, uint32_t end, enum scan_word kind)
{
	return scan_is_joined(s, end) && scan_is(s, end, kind);
}

bool scan_ends_in(str word, const char *ending)
{
	str e = str_from(ending);

	return word.len > e.len + 2 && str_ends(word, e);
}

/* Do capitals single out names? Not in headings, and not in German. */
static bool has_plain_case(const struct scan *s, uint32_t i)
{
	return !str_is(str_from(s->language), "de") && s->block_case.ptr[s->tokens.ptr[i].block] == CASE_NORMAL;
}

/* May the word begin a sentence without being a name? */
static bool is_opener(const struct scan *s, uint32_t i)
{
	str norm = s->tokens.ptr[i].norm;

	return scan_is(s, i, WORD_OPENER) || scan_ends_in(norm, "ly") || scan_ends_in(norm, "ing") ||
	       scan_ends_in(norm, "ed");
}

bool scan_is_name_like(const struct scan *s, uint32_t i)
{
	const struct scan_token *t = &s->tokens.ptr[i];

	return (t->flags & TOKEN_CAPITAL) && !(t->flags & (TOKEN_APOSTROPHE | TOKEN_ALL_UPPER | TOKEN_DIGITS)) &&
	       scan_has_case(t->script) && !scan_is(s, i, WORD_SMALL) && !scan_is(s, i, WORD_TIME);
}

bool scan_continues_left(const struct scan *s, uint32_t first)
{
	if (!scan_is_joined(s, first) || !has_plain_case(s, first) || (s->tokens.ptr[first].flags & TOKEN_HYPHEN))
		return false;
	return scan_is_name_like(s, first - 1) && !(s->tokens.ptr[first - 1].sentence && is_opener(s, first - 1));
}

bool scan_continues_right(const struct scan *s, uint32_t end)
{
	if (!scan_is_joined(s, end) || !has_plain_case(s, end))
		return false;
	const struct scan_token *n = &s->tokens.ptr[end];
	return scan_is_name_like(s, end) && !n->sentence && !(n->flags & TOKEN_HYPHEN);
}

/* "Lebanon, Ohio" */
bool scan_is_town(const struct scan *s, uint32_t end)
{
	if (end >= s->tokens.len || !s->tokens.ptr[end].breaks ||
	    s->tokens.ptr[end].block != s->tokens.ptr[end - 1].block)
		return false;
	str between = str_slice(buf_str(&s->doc->text), s->tokens.ptr[end - 1].end, s->tokens.ptr[end].start);
	return str_is(between, ", ") && (s->tokens.ptr[end].flags & TOKEN_CAPITAL) && scan_is(s, end, WORD_US_STATE);
}

bool scan_is_neutral(const struct scan *s, uint32_t i)
{
	return scan_is(s, i, WORD_ORGAN) || scan_is(s, i, WORD_PEOPLE) || scan_is(s, i, WORD_DIRECTION);
}
