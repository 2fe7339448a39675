/* What stands around a reading: is the run part of a longer name ("Iran Air", "Chad Smith"), does it mean something
 * else ("Swiss cheese", "in Spanish"), does a capital city stand for its government ("Tehran said")?
 *
 * All readings are known when this runs, but none is chosen yet. A reading that cannot be meant is dropped; one that
 * may be is kept and made weak, so that it needs support elsewhere in the document. */
#include "scan/scan.h"

#include <stdlib.h>

enum { GIVEN_NAMES = 2 };

/** Where readings begin and end, by token. */
struct places {
	struct scan *s;
	uint8_t *begins; /* BEGINS_… */
	uint8_t *ends;
	bool used_for_person[GIVEN_NAMES]; /* by given_names: the document has a person of that name */
};

enum { RANK_OF_SPEAKER = 3 }; /* a city that acts is a government rather than a place */

enum { SEEN_NAME = 1, SEEN_STATE = 2, SEEN_CITY = 4 };

static bool is_joined(const struct scan *s, uint32_t i)
{
	return i > 0 && i < s->tokens.len && !s->tokens.ptr[i].breaks &&
	       s->tokens.ptr[i].block == s->tokens.ptr[i - 1].block;
}

/* Do capitals single out names? Not in headings, and not in German. */
static bool has_plain_case(const struct scan *s, uint32_t i)
{
	return !str_is(str_from(s->language), "de") && s->block_case.ptr[s->tokens.ptr[i].block] == CASE_NORMAL;
}

static bool ends_in(str word, const char *ending)
{
	str e = str_from(ending);

	return word.len > e.len + 2 && str_equal(str_slice(word, word.len - e.len, word.len), e);
}

/* May the word begin a sentence without being a name? */
static bool is_opener(str norm)
{
	return scan_word_is(WORD_OPENER, norm) || ends_in(norm, "ly") || ends_in(norm, "ing") || ends_in(norm, "ed");
}

/* Could the token be part of a name: a capital that means something? */
static bool is_name_like(const struct scan *s, uint32_t i)
{
	const struct scan_token *t = &s->tokens.ptr[i];

	return (t->flags & TOKEN_CAPITAL) && !(t->flags & (TOKEN_APOSTROPHE | TOKEN_ALL_UPPER | TOKEN_DIGITS)) &&
	       scan_has_case(t->script) && !scan_word_is(WORD_SMALL, t->norm) && !scan_word_is(WORD_TIME, t->norm);
}

bool scan_continues_left(const struct scan *s, uint32_t first)
{
	if (!is_joined(s, first) || !has_plain_case(s, first) || (s->tokens.ptr[first].flags & TOKEN_HYPHEN))
		return false;
	const struct scan_token *p = &s->tokens.ptr[first - 1];
	return is_name_like(s, first - 1) && !(p->sentence && is_opener(p->norm));
}

bool scan_continues_right(const struct scan *s, uint32_t end)
{
	if (!is_joined(s, end) || !has_plain_case(s, end))
		return false;
	const struct scan_token *n = &s->tokens.ptr[end];
	return is_name_like(s, end) && !n->sentence && !(n->flags & TOKEN_HYPHEN);
}

static str norm_at(const struct scan *s, uint32_t i)
{
	return s->tokens.ptr[i].norm;
}

static bool is_one_of(str norm, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_is(norm, words[i]))
			return true;
	return false;
}

#define IS_ONE_OF(norm, ...) \
	is_one_of(norm, (const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

/* Does the book know persons whose name begins with the word? */
static bool is_given_name(const struct scan *s, str norm)
{
	const ties_book *b = s->book;
	struct book_range keys = scan_keys(b, norm);

	for (uint32_t k = keys.begin; k < keys.end; k++) {
		struct book_range r =
		    BOOK_RANGE(b, POSTING, b->KEY.items[k].first_posting, b->KEY.items[k].posting_count);
		for (uint32_t i = r.begin; i < r.end && i < r.begin + 64; i++) {
			const struct book_form *f = BOOK_AT(b, FORM, *BOOK_AT(b, POSTING, i));
			if (f->kind == NAME_PERSON && f->token_count > 1 &&
			    BOOK_AT(b, FORM_TOKEN, f->first_token)->key == k)
				return true;
		}
	}
	return false;
}

/* ---- states --------------------------------------------------------------------------------------------------- */

/* "Northern Ireland", "Central America" are no states; "Northern Syria" is in one. */
static bool is_elsewhere(str direction, str name)
{
	return scan_word_is(WORD_DIRECTION, direction) &&
	       IS_ONE_OF(name, "ireland", "america", "american", "americans", "cyprus", "georgia", "macedonia");
}

/* "Michael Jordan", "Air Canada"; not "President Biden's America", "Sunni Iraq". */
static bool is_tail_of_name(const struct places *p, const struct scan_reading *r, uint16_t property)
{
	const struct scan *s = p->s;

	if (!is_joined(s, r->first) || !is_name_like(s, r->first - 1) || p->ends[r->first - 1])
		return false;
	str before = norm_at(s, r->first - 1);
	if (scan_word_is(WORD_PREFIX, before) || is_elsewhere(before, norm_at(s, r->first)))
		return true;
	if (!scan_continues_left(s, r->first) || scan_word_is(WORD_ORGAN, before) ||
	    scan_word_is(WORD_PEOPLE, before) || scan_word_is(WORD_DIRECTION, before))
		return false;
	if (!s->tokens.ptr[r->first - 1].sentence)
		return true;
	return property <= PROP_LAST_SCREENED_NAME && is_given_name(s, before);
}

/* "Iran Air", "Jordan Smith", "American Airlines"; not "Iranian President", "Iraqi Kurds". */
static bool is_head_of_name(const struct places *p, const struct scan_reading *r)
{
	uint32_t end = r->first + r->count;

	if (!(p->s->tokens.ptr[end - 1].flags & TOKEN_CAPITAL)) /* iranische Botschaft */
		return false;
	if (!scan_continues_right(p->s, end) || (p->begins[end] & (SEEN_NAME | SEEN_STATE)))
		return false;
	str next = norm_at(p->s, end);
	return !scan_word_is(WORD_ORGAN, next) && !scan_word_is(WORD_PEOPLE, next);
}

/* "Bank of Canada", "Gulf of Oman". */
static bool is_of_body(const struct places *p, uint32_t first)
{
	const struct scan *s = p->s;

	return is_joined(s, first) && first > 1 && is_joined(s, first - 1) &&
	       IS_ONE_OF(norm_at(s, first - 1), "of", "de", "du", "d", "di", "do", "von") &&
	       (s->tokens.ptr[first - 2].flags & TOKEN_CAPITAL) && !p->ends[first - 2] &&
	       scan_word_is(WORD_BODY, norm_at(s, first - 2));
}

/* "Lebanon, Ohio" */
static bool is_town(const struct scan *s, uint32_t end)
{
	if (end >= s->tokens.len || !s->tokens.ptr[end].breaks ||
	    s->tokens.ptr[end].block != s->tokens.ptr[end - 1].block)
		return false;
	str between = str_slice(buf_str(&s->doc->text), s->tokens.ptr[end - 1].end, s->tokens.ptr[end].start);
	return str_is(between, ", ") && (s->tokens.ptr[end].flags & TOKEN_CAPITAL) &&
	       scan_word_is(WORD_US_STATE, norm_at(s, end));
}

/* "in Spanish", "French translation"; "Swiss cheese". */
static bool is_language_or_thing(const struct scan *s, const struct scan_reading *r, uint16_t property)
{
	uint32_t end = r->first + r->count;
	bool next = is_joined(s, end);

	if (next && scan_word_is(WORD_THING, norm_at(s, end)))
		return true;
	if (property != PROP_ADJECTIVE)
		return false;
	if (next && scan_word_is(WORD_LANGUAGE, norm_at(s, end)))
		return true;
	if (!is_joined(s, r->first) || !scan_word_is(WORD_SPEAKING, norm_at(s, r->first - 1)))
		return false;
	return !next || IS_ONE_OF(norm_at(s, end), "about", "as", "at", "but", "by", "for", "from", "on", "only", "to",
	                          "when", "while", "with");
}

/* "561 U.S. 1" cites a law report. */
static bool is_citation(const struct scan *s, uint32_t first)
{
	return is_joined(s, first) && is_joined(s, first + 1) && (s->tokens.ptr[first - 1].flags & TOKEN_DIGITS) &&
	       (s->tokens.ptr[first + 1].flags & TOKEN_DIGITS) && (s->tokens.ptr[first].flags & TOKEN_ALL_UPPER);
}

/* ---- capital cities ---------------------------------------------------------------------------------------------- */

/* The White House, the Kremlin: no city. */
static bool is_seat(const struct scan *s, const struct scan_reading *r)
{
	str last = norm_at(s, r->first + r->count - 1);

	return IS_ONE_OF(last, "house", "street", "kremlin", "whitehall", "elysee", "orsay", "hill", "bottom",
	                 "blanche", "haus", "kreml");
}

static bool is_possessive_of_state(const struct scan *s, uint32_t end, bool inside)
{
	bool noun = is_joined(s, end + 1);

	if (inside)
		return noun && scan_word_is(WORD_STANDPOINT, norm_at(s, end + 1));
	return !noun || !scan_word_is(WORD_CITY, norm_at(s, end + 1));
}

/* By what stands before the city: "blamed by Ottawa", "close to Tehran". */
static bool is_partner(const struct scan *s, uint32_t first)
{
	if (!is_joined(s, first))
		return false;
	str before = norm_at(s, first - 1);
	if (scan_word_is(WORD_PARTNER, before))
		return true;
	return IS_ONE_OF(before, "to", "from", "of", "on") && is_joined(s, first - 1) &&
	       scan_word_is(WORD_TIE, norm_at(s, first - 2));
}

/* "Ottawa delists, ", "Tehran wants the": a word in -s with an object or nothing behind it. */
static bool is_verb_in_s(const struct scan *s, uint32_t i)
{
	str norm = norm_at(s, i);

	if (!ends_in(norm, "s") || ends_in(norm, "ss"))
		return false;
	return is_joined(s, i + 1) && IS_ONE_OF(norm_at(s, i + 1), "a", "an", "her", "him", "his", "it", "its", "no",
	                                        "not", "on", "our", "that", "the", "their", "them", "this", "to", "us");
}

/* "Tehran said", "they did not expect Tehran to answer". */
static bool acts(const struct scan *s, uint32_t first, uint32_t end)
{
	if (!is_joined(s, end))
		return false;
	const struct scan_token *n = &s->tokens.ptr[end];
	if (n->flags & (TOKEN_CAPITAL | TOKEN_HYPHEN))
		return false;
	if (str_is(n->norm, "to") && is_joined(s, first))
		return IS_ONE_OF(norm_at(s, first - 1), "expect", "expects", "expected", "want", "wants", "wanted",
		                 "urge", "urges", "urged", "force", "forced", "press", "pressed", "allow", "allowed",
		                 "ask", "asked", "push", "pushed", "persuade", "persuaded", "get", "led", "enable",
		                 "invited");
	return scan_word_is(WORD_VERB, n->norm) || ends_in(n->norm, "ed") || is_verb_in_s(s, end);
}

static bool speaks_for_state(const struct scan *s, const struct scan_reading *r)
{
	uint32_t first = r->first, end = r->first + r->count;
	bool inside =
	    is_joined(s, first) &&
	    IS_ONE_OF(norm_at(s, first - 1), "in", "at", "near", "outside", "inside", "around", "into", "across",
	              "through", "via", "leaving", "visited", "visit", "reached", "throughout", "beyond", "opposite");

	if (end < s->tokens.len && (s->tokens.ptr[end].flags & TOKEN_APOSTROPHE) && str_is(norm_at(s, end), "s"))
		return is_possessive_of_state(s, end, inside);
	if (inside)
		return false;
	if (is_seat(s, r) || is_partner(s, first))
		return true;
	bool goal = is_joined(s, first) && IS_ONE_OF(norm_at(s, first - 1), "to", "from", "of", "on");
	return !goal && acts(s, first, end);
}

/* "London and Ottawa decided": what holds for one of them holds for the other. */
static bool is_coordinated(const struct places *p, uint32_t first, uint32_t end, uint8_t *other)
{
	const struct scan *s = p->s;

	if (is_joined(s, end) && IS_ONE_OF(norm_at(s, end), "and", "or", "nor") && is_joined(s, end + 1)) {
		*other = p->begins[end + 1];
		if (*other & (SEEN_STATE | SEEN_CITY))
			return true;
	}
	if (first > 1 && is_joined(s, first) && IS_ONE_OF(norm_at(s, first - 1), "and", "or", "nor") &&
	    is_joined(s, first - 1)) {
		*other = p->ends[first - 2];
		return (*other & (SEEN_STATE | SEEN_CITY)) != 0;
	}
	return false;
}

/* ---- all readings --------------------------------------------------------------------------------------------------
 */

static uint16_t property_of(const struct scan *s, const struct scan_reading *r)
{
	return r->name == SCAN_NONE ? (uint16_t)PROP_NAME : BOOK_AT(s->book, NAME, r->name)->property;
}

static void mark(struct places *p, const struct scan_reading *r, uint8_t bit)
{
	p->begins[r->first] |= bit;
	p->ends[r->first + r->count - 1] |= bit;
}

/* States whose names are given names, too. */
static const char *const given_names[GIVEN_NAMES] = {"chad", "jordan"};

static size_t given_name_of(const struct scan *s, uint32_t entity)
{
	str id = book_string(s->book, BOOK_AT(s->book, ENTITY, entity)->id);
	size_t i = 0;

	while (i < GIVEN_NAMES && !str_is(id, given_names[i]))
		i++;
	return i;
}

/* Which of them does the document use for a person ("Chad Smith")? */
static void note_given_names(struct places *p)
{
	for (size_t i = 0; i < p->s->readings.len; i++) {
		const struct scan_reading *r = &p->s->readings.ptr[i];
		size_t name = given_name_of(p->s, r->entity);
		if (name < GIVEN_NAMES && is_head_of_name(p, r))
			p->used_for_person[name] = true;
	}
}

/* "in Chad", "Chad's president" */
static bool is_plainly_state(const struct scan *s, uint32_t first, uint32_t end)
{
	if (is_joined(s, first) && IS_ONE_OF(norm_at(s, first - 1), "in", "into", "within", "across"))
		return true;
	return is_joined(s, end + 1) && (s->tokens.ptr[end].flags & TOKEN_APOSTROPHE) &&
	       scan_word_is(WORD_ORGAN, norm_at(s, end + 1));
}

/* A state whose name is also that of a place much written about, or a given name that the document uses, counts when
 * something else points to the state. */
static bool needs_support(const struct places *p, const struct scan_reading *r)
{
	size_t name = given_name_of(p->s, r->entity);

	if (str_is(book_string(p->s->book, BOOK_AT(p->s->book, ENTITY, r->entity)->id), "georgia"))
		return true;
	return name < GIVEN_NAMES && p->used_for_person[name] && !is_plainly_state(p->s, r->first, r->first + r->count);
}

static void weigh_state(struct places *p, struct scan_reading *r, uint16_t property)
{
	const struct scan *s = p->s;
	uint8_t other;

	if (is_tail_of_name(p, r, property) || is_head_of_name(p, r) || is_of_body(p, r->first) ||
	    is_town(s, r->first + r->count) || is_language_or_thing(s, r, property) || is_citation(s, r->first))
		r->dropped = true;
	else if (property <= PROP_LAST_SCREENED_NAME && needs_support(p, r) &&
	         !is_coordinated(p, r->first, r->first + r->count, &other))
		r->strong = false;
}

static void weigh_city(struct places *p, struct scan_reading *r)
{
	bool longer = scan_continues_left(p->s, r->first) || scan_continues_right(p->s, r->first + r->count);

	r->dropped = longer || is_town(p->s, r->first + r->count) || !speaks_for_state(p->s, r);
	if (r->dropped)
		return;
	r->rank += RANK_OF_SPEAKER;
	mark(p, r, SEEN_CITY);
}

/* "Colin Powell Elementary School" */
static void weigh_person(struct places *p, struct scan_reading *r)
{
	uint32_t end = r->first + r->count;

	if (scan_continues_right(p->s, end) && scan_word_is(WORD_MEMORIAL, norm_at(p->s, end)))
		r->dropped = true;
}

/* "Tigers of Bengal", "Council on Foreign Relations", "Islamic Resistance in Iraq" */
static bool has_complement(const struct scan *s, uint32_t end, bool several)
{
	return is_joined(s, end) &&
	       (IS_ONE_OF(norm_at(s, end), "of", "on", "for") || (several && str_is(norm_at(s, end), "in"))) &&
	       is_joined(s, end + 1) && is_name_like(s, end + 1);
}

/* Does the word begin a sentence and do nothing there? Its capital says nothing, then. */
static bool is_idle_opening(const struct scan *s, const struct scan_reading *r)
{
	uint32_t end = r->first + r->count;

	if (!s->tokens.ptr[r->first].sentence)
		return false;
	if (!is_joined(s, end))
		return true;
	return !(s->tokens.ptr[end].flags & TOKEN_APOSTROPHE) && !scan_word_is(WORD_VERB, norm_at(s, end));
}

/* A capital word that may stand in front of a name without being part of it. */
static bool is_neutral(const struct scan *s, uint32_t i)
{
	str norm = norm_at(s, i);

	return scan_word_is(WORD_ORGAN, norm) || scan_word_is(WORD_PEOPLE, norm) || scan_word_is(WORD_DIRECTION, norm);
}

/* A single word inside a longer name, letters that stand for many things, an ordinary word behind an article. */
static void weigh_word(struct places *p, struct scan_reading *r, uint16_t property)
{
	const struct scan *s = p->s;
	const struct scan_token *t = &s->tokens.ptr[r->first];
	uint32_t end = r->first + r->count;
	bool article = r->count == 2 && str_is(t->norm, "the");
	bool left = scan_continues_left(s, r->first) && !p->ends[r->first - 1];
	bool right = scan_continues_right(s, end) && !p->begins[end] && !scan_word_is(WORD_ORGAN, norm_at(s, end));

	if (r->count > 1 && !article) {
		r->dropped = (property == PROP_WEAK_ALIAS && (left || has_complement(s, end, true))) ||
		             (left && IS_ONE_OF(norm_at(s, r->first - 1), "national", "homeland"));
		r->strong &= !left;
		return;
	}
	if (property == PROP_WEAK_ALIAS)
		r->dropped = left || right || has_complement(s, end, false) || is_idle_opening(s, r);
	else if ((t->norm.len < 3 && BOOK_AT(s->book, ENTITY, r->entity)->schema != SCHEMA_PUBLIC_BODY) ||
	         (t->flags & TOKEN_DIGITS && !(t->flags & TOKEN_CAPITAL)))
		r->strong = false;
	else if (r->count == 1 && left && !is_neutral(s, r->first - 1))
		r->dropped = true;
	else if (left || (article && (right || t->sentence || (t->flags & TOKEN_ALL_UPPER))) ||
	         (right && property == PROP_ALIAS))
		r->strong = false;
}

static void weigh(struct places *p, struct scan_reading *r)
{
	uint16_t property = property_of(p->s, r);

	if (property == PROP_METONYM)
		weigh_city(p, r);
	else if (scan_is_state(p->s->book, r->entity))
		weigh_state(p, r, property);
	else if (scan_is_person(p->s->book, r->entity))
		weigh_person(p, r);
	else
		weigh_word(p, r, property);
}

/* A city beside a state that is not "in" it, or beside a city that acts, acts too. */
static void spread(struct places *p)
{
	struct scan *s = p->s;

	for (size_t i = 0; i < s->readings.len; i++) {
		struct scan_reading *r = &s->readings.ptr[i];
		uint32_t end = r->first + r->count;
		uint8_t other = 0;
		bool inside = is_joined(s, r->first) && IS_ONE_OF(norm_at(s, r->first - 1), "in", "at", "near");
		if (!r->dropped || property_of(s, r) != PROP_METONYM || inside || scan_continues_left(s, r->first) ||
		    scan_continues_right(s, end))
			continue;
		if (is_coordinated(p, r->first, end, &other) && (other & SEEN_CITY)) {
			r->dropped = false;
			r->rank += RANK_OF_SPEAKER;
			mark(p, r, SEEN_CITY);
		}
	}
}

void scan_weigh_context(struct scan *s)
{
	struct places p = {.s = s, .begins = calloc(s->tokens.len + 1, 1), .ends = calloc(s->tokens.len + 1, 1)};

	s->failed |= !p.begins || !p.ends;
	for (size_t i = 0; i < s->readings.len && !s->failed; i++) {
		const struct scan_reading *r = &s->readings.ptr[i];
		if (property_of(s, r) != PROP_METONYM && (r->strong || scan_is_curated(s->book, r->entity)))
			mark(&p, r, scan_is_state(s->book, r->entity) ? SEEN_STATE : SEEN_NAME);
	}
	if (!s->failed)
		note_given_names(&p);
	for (size_t i = 0; i < s->readings.len && !s->failed; i++)
		weigh(&p, &s->readings.ptr[i]);
	if (!s->failed) {
		spread(&p);
		spread(&p); /* "Paris, London and Ottawa" reads from both ends */
	}
	free(p.begins);
	free(p.ends);
}
