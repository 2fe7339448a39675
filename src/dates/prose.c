/* Dates in prose: a text that is a date as a whole, and the dates within running text.
 *
 * A text that is a date as a whole may be a year, a decade, a span of two dates, have parts that are not known
 * (dd/07/1946, 00/00/1945) and "circa" in front. Running text must give at least a month and a year, and there
 * version and case numbers (1.10.07.2021), seasons (2011-12) and everyday words beside a year ("sold out 2012")
 * are no dates. The two ends of a span are two dates there, since "from May 2010 to July 2012" says two things and
 * not one vague one. */
#include "dates/form.h"

static const char *const circa[] = {"circa", "ca",       "c",       "approximately", "approx", "about", "around",
                                    "vers",  "environ",  "etwa",    "hacia",         "verso",  "rond",  "omstreeks",
                                    "около", "примерно", "близько", "حوالي",         "حدود",   NULL};

static bool take_circa(struct cursor *c)
{
	if (cursor_take_mark(c, '~'))
		return true;
	if (!cursor_take_word(c, circa))
		return false;
	cursor_take_mark(c, '.');
	return true;
}

static bool read_one(struct cursor *c, struct date *out)
{
	static const char *const articles[] = {"le", "den", "am", "el", "il", "op", "on", "the", "de", "em", NULL};

	cursor_take_word(c, articles);
	bool approximate = take_circa(c);
	cursor_take_word(c, articles);
	if (!cursor_read_date(c, out))
		return false;
	out->approximate = approximate;
	return true;
}

static bool take_to(struct cursor *c)
{
	static const char *const words[] = {"to", "until", "till", "and", "bis", "und", "a",  "au",  "et", "al",
	                                    "y",  "e",     "tot",  "en",  "ate", "по",  "до", "الي", "تا", NULL};

	return cursor_take_mark(c, '-') || cursor_take_mark(c, EN_DASH) || cursor_take_mark(c, EM_DASH) ||
	       cursor_take_mark(c, '/') || cursor_take_word(c, words);
}

bool date_parse_prose(str s, struct date *out)
{
	static const char *const before[] = {"between", "from", "zwischen", "entre", "tra", "tussen", NULL};
	static const char *const behind[] = {"г", "гг", "года", "году", "р", "року", "م", "ميلادي", "ad", "ce", NULL};
	struct cursor c = {.text = str_trim(s)};
	struct date first, second;

	token_next(c.text, 0, &c.token);
	cursor_take_word(&c, before);
	if (!read_one(&c, &first))
		return false;
	if (take_to(&c)) {
		if (!read_one(&c, &second) || second.last < first.first)
			return false;
		first.last = second.last;
		first.approximate = first.approximate || second.approximate;
	}
	if (cursor_take_word(&c, behind))
		cursor_take_mark(&c, '.');
	if (c.token.start < c.text.len)
		return false;
	*out = first;
	return true;
}

/* ---- running text ---------------------------------------------------------------------------------------- */

static bool joins_numbers(const struct token *t)
{
	return t->kind == TOKEN_MARK && !t->apart && (t->value == '.' || t->value == '-' || t->value == '/');
}

/* Goes a chain of numbers on behind the date, as in 10.07.2021.5? An offset behind a day does not count. */
static bool runs_on(const struct cursor *c)
{
	struct token next, third;

	if (!joins_numbers(&c->token))
		return false;
	token_next(c->text, c->token.end, &next);
	if (next.apart || next.kind != TOKEN_NUMBER)
		return false;
	token_next(c->text, next.end, &third);
	return !(c->token.value == '-' && next.digits == 2 && third.kind == TOKEN_MARK && third.value == ':');
}

/* The last two tokens before the one at which a date is tried. */
struct behind {
	struct token last, older;
};

/* Is the number the tail of something longer, as in 1.10.07.2021 or A/10.07.2021? */
static bool is_tail(const struct behind *b, const struct token *t)
{
	return t->kind == TOKEN_NUMBER && !t->apart && joins_numbers(&b->last) && b->older.end > b->older.start;
}

/* Where "circa" or "c." before the date begins, SIZE_MAX when it is not there. */
static size_t circa_before(str text, const struct behind *b)
{
	struct cursor word = {.text = text, .token = b->last};

	if (cursor_at_mark(&word, '~'))
		return b->last.start;
	if (cursor_at_mark(&word, '.') && !b->last.apart)
		word.token = b->older;
	return cursor_at_word(&word, circa) ? word.token.start : SIZE_MAX;
}

bool date_find(str text, size_t from, struct date *out, size_t *start, size_t *end)
{
	struct behind behind = {0};
	struct cursor c = {.text = text, .running = true};

	token_next(text, from, &c.token);
	if (from < text.len && !token_boundary(text, from))
		token_next(text, c.token.end, &c.token);
	for (; c.token.kind != TOKEN_END; token_next(text, c.token.end, &c.token)) {
		struct cursor at = c;
		if (c.token.kind != TOKEN_MARK && !is_tail(&behind, &c.token) && cursor_read_date(&at, out) &&
		    !runs_on(&at)) {
			size_t before = c.token.paragraph ? SIZE_MAX : circa_before(text, &behind);
			out->approximate = before != SIZE_MAX;
			*start = before != SIZE_MAX ? before : c.token.start;
			*end = at.end;
			return true;
		}
		behind.older = behind.last;
		behind.last = c.token;
	}
	return false;
}
