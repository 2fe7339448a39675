/* Surnames: of a person named in full somewhere in the document ("Harper said"), and behind the title of an office that
 * the person held ("Prime Minister Harper"). */
#include "scan/scan.h"

enum { SURNAMES_MAX = 1024 }; /* persons of one document */

/** A person named in full, by surname; each once. */
struct surname {
	str norm;
	uint32_t entity;
	uint32_t last; /* token where the full name stood last before the one that is read, SCAN_NONE not yet */
	bool common;   /* the document has the word in lower case, or most do */
};

typedef VEC(struct surname) surnames;

static bool is_suffix(str norm)
{
	static const char *const words[] = {"jr", "sr", "ii", "iii", "iv", "junior", "senior"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_is(norm, words[i]))
			return true;
	return false;
}

/* The surname as the list gives it, when it is a word of the full name; else its last word. */
static uint32_t surname_token(const struct scan *s, const struct scan_span *span)
{
	const struct book_entity *e = BOOK_AT(s->book, ENTITY, span->entity);
	struct book_range r = BOOK_RANGE(s->book, STATEMENT, e->first_statement, e->statement_count);
	char norm[TOKEN_MAX + 1];

	for (uint32_t i = r.begin; i < r.end; i++) {
		const struct book_statement *st = BOOK_AT(s->book, STATEMENT, i);
		if (st->property != PROP_LAST_NAME)
			continue;
		size_t n = text_normal(book_string(s->book, st->value), STR(""), norm, sizeof norm);
		for (uint32_t t = span->first; t < span->first + span->count; t++)
			if (str_equal(s->tokens.ptr[t].norm, (str){norm, n}))
				return t;
	}
	for (uint32_t t = span->first + span->count; t-- > span->first;)
		if (!is_suffix(s->tokens.ptr[t].norm) && s->tokens.ptr[t].norm.len >= 3)
			return t;
	return SCAN_NONE;
}

/* "Mr", "Mrs": 0 male, 1 female, -1 neither, -2 no form of address at all. */
static int address_gender(str norm)
{
	static const struct {
		const char *word;
		int gender;
	} words[] = {{"mr", 0},
	             {"sir", 0},
	             {"monsieur", 0},
	             {"herr", 0},
	             {"senor", 0},
	             {"mrs", 1},
	             {"ms", 1},
	             {"miss", 1},
	             {"mme", 1},
	             {"madame", 1},
	             {"frau", 1},
	             {"lady", 1},
	             {"madam", 1},
	             {"senora", 1},
	             {"dr", -1},
	             {"sen", -1},
	             {"rep", -1},
	             {"gen", -1},
	             {"gov", -1},
	             {"amb", -1},
	             {"col", -1},
	             {"hon", -1},
	             {"justice", -1},
	             {"president", -1},
	             {"prof", -1},
	             {"lord", -1},
	             {"minister", -1},
	             {"senator", -1},
	             {"secretary", -1},
	             {"general", -1},
	             {"ayatollah", -1},
	             {"leader", -1},
	             {"chancellor", -1},
	             {"mp", -1},
	             {"premier", -1},
	             {"ambassador", -1},
	             {"professor", -1},
	             {"congressman", -1},
	             {"congresswoman", -1},
	             {"representative", -1},
	             {"governor", -1},
	             {"judge", -1},
	             {"colonel", -1},
	             {"commander", -1}};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_is(norm, words[i].word))
			return words[i].gender;
	return -2;
}

bool scan_is_title(str norm)
{
	return address_gender(norm) != -2;
}

/* May a capital word stand beside a surname without making it another person's? */
static bool is_neutral(const struct scan *s, uint32_t i)
{
	const struct scan_token *t = &s->tokens.ptr[i];

	return t->span != SCAN_NONE || address_gender(t->norm) != -2 || scan_word_is(WORD_ORGAN, t->norm);
}

/* "Mary Harper", "Harper Lee", "Clinton Foundation" are somebody else. */
static bool is_other_person(const struct scan *s, uint32_t i)
{
	return (scan_continues_left(s, i) && !is_neutral(s, i - 1)) ||
	       (scan_continues_right(s, i + 1) && !is_neutral(s, i + 1));
}

/* Is the word written in lower case somewhere, or a word that most texts have in lower case? */
static bool is_common(const struct scan *s, str norm)
{
	for (size_t i = 0; i < s->tokens.len; i++)
		if (!(s->tokens.ptr[i].flags & TOKEN_CAPITAL) && str_equal(s->tokens.ptr[i].norm, norm))
			return true;
	return scan_word_is(WORD_OPENER, norm) || scan_word_is(WORD_TIME, norm);
}

/* "May" where it is a month or begins a question, "Day after day". */
static bool is_word(const struct scan *s, uint32_t i, bool common)
{
	static const char *const before[] = {"in",     "of",    "by",   "until", "since", "last", "this",
	                                     "next",   "late",  "from", "mid",   "early", "to",   "on",
	                                     "before", "after", "and",  "late",  "since"};
	const struct scan_token *t = &s->tokens.ptr[i];
	bool joined = i && !t->breaks;

	if (scan_word_is(WORD_TIME, t->norm)) {
		for (size_t k = 0; joined && k < sizeof before / sizeof *before; k++)
			if (str_is(s->tokens.ptr[i - 1].norm, before[k]))
				return true;
		if ((joined && (s->tokens.ptr[i - 1].flags & TOKEN_DIGITS)) ||
		    (i + 1 < s->tokens.len && !s->tokens.ptr[i + 1].breaks &&
		     (s->tokens.ptr[i + 1].flags & TOKEN_DIGITS)))
			return true;
	}
	if (!common)
		return false;
	if (joined && (s->tokens.ptr[i - 1].flags & TOKEN_APOSTROPHE)) /* Mother's Day */
		return true;
	if (!t->sentence)
		return false;
	const struct scan_token *n = i + 1 < s->tokens.len ? t + 1 : NULL;
	return !n || n->breaks || !((n->flags & TOKEN_APOSTROPHE) || scan_word_is(WORD_VERB, n->norm));
}

/* Adds the person unless it is there. */
static void add_surname(struct scan *s, surnames *list, str norm, uint32_t entity)
{
	for (size_t i = 0; i < list->len; i++)
		if (list->ptr[i].entity == entity && str_equal(list->ptr[i].norm, norm))
			return;
	if (list->len == SURNAMES_MAX)
		return;
	struct surname item = {.norm = norm, .entity = entity, .last = SCAN_NONE, .common = is_common(s, norm)};
	s->failed |= !vec_push(list, item);
}

static bool is_full_name(const struct scan *s, const struct scan_span *span)
{
	return span->entity != SCAN_NONE && span->count > 1 && scan_is_person(s->book, span->entity);
}

static void collect_surnames(struct scan *s, surnames *list)
{
	for (size_t i = 0; i < s->spans.len && !s->failed; i++) {
		const struct scan_span *span = &s->spans.ptr[i];
		uint32_t t = is_full_name(s, span) ? surname_token(s, span) : SCAN_NONE;
		if (t != SCAN_NONE)
			add_surname(s, list, s->tokens.ptr[t].norm, span->entity);
	}
}

/* A full name begins at token `i`: the persons of that name were named last there. */
static void note_full_name(const struct scan *s, surnames *list, uint32_t i)
{
	const struct scan_span *span = &s->spans.ptr[s->tokens.ptr[i].span];

	if (span->first != i || !is_full_name(s, span))
		return;
	for (size_t k = 0; k < list->len; k++)
		if (list->ptr[k].entity == span->entity)
			list->ptr[k].last = i;
}

static struct surname *find_surname(const surnames *list, str norm)
{
	for (size_t i = 0; i < list->len; i++)
		if (str_equal(list->ptr[i].norm, norm))
			return &list->ptr[i];
	return NULL;
}

/* Of those with this surname the one named last before token `i`, in the same paragraph. */
static uint32_t named_last(const struct scan *s, const surnames *list, str norm, uint32_t i)
{
	const struct surname *found = NULL;

	for (size_t k = 0; k < list->len; k++) {
		const struct surname *p = &list->ptr[k];
		if (p->last != SCAN_NONE && s->tokens.ptr[p->last].block == s->tokens.ptr[i].block &&
		    str_equal(p->norm, norm) && (!found || p->last > found->last))
			found = p;
	}
	return found ? found->entity : SCAN_NONE;
}

/* The only one with this surname who was named before, anywhere. */
static uint32_t named_alone(const surnames *list, str norm)
{
	uint32_t found = SCAN_NONE;

	for (size_t k = 0; k < list->len; k++) {
		if (list->ptr[k].last == SCAN_NONE || !str_equal(list->ptr[k].norm, norm))
			continue;
		if (found != SCAN_NONE && found != list->ptr[k].entity)
			return SCAN_NONE;
		found = list->ptr[k].entity;
	}
	return found;
}

static void read_surname(struct scan *s, const surnames *list, uint32_t i)
{
	enum { PERSONS_MAX = 8 };
	struct scan_reading readings[PERSONS_MAX];
	str norm = s->tokens.ptr[i].norm;
	int gender = i ? address_gender(s->tokens.ptr[i - 1].norm) : -2;
	uint32_t last = named_alone(list, norm);
	size_t n = 0;

	if (last == SCAN_NONE && gender < 0) /* Mrs may mean the one before */
		last = named_last(s, list, norm, i);
	for (size_t k = 0; k < list->len && n < PERSONS_MAX; k++) {
		uint32_t entity = list->ptr[k].entity;
		bool seen = !str_equal(list->ptr[k].norm, norm);
		for (size_t j = 0; j < n && !seen; j++)
			seen = readings[j].entity == entity;
		int known = seen ? -1 : scan_gender(s->book, entity);
		if (seen || (gender >= 0 && known >= 0 && gender != known))
			continue;
		readings[n++] = (struct scan_reading){.first = i,
		                                      .count = 1,
		                                      .entity = entity,
		                                      .name = SCAN_NONE,
		                                      .score = entity == last || last == SCAN_NONE ? 0.95f : 0.5f,
		                                      .how = TIES_HOW_SURNAME,
		                                      .rank = entity == last ? 2 : 1,
		                                      .strong = true};
	}
	if (n)
		scan_decide(s, readings, n);
}

/* ---- office and surname: "Prime Minister Harper" --------------------------------------------------------------- */

static bool contains_word(str normal, str word)
{
	for (size_t at = 0; (at = str_find(normal, word, at)) != SIZE_MAX; at++)
		if ((at == 0 || normal.ptr[at - 1] == ' ') &&
		    (at + word.len == normal.len || normal.ptr[at + word.len] == ' '))
			return true;
	return false;
}

/* Did the entity hold an office whose title has this word, on the document's date or at any time? */
static int office_fit(const struct scan *s, uint32_t entity, str word)
{
	const struct book_entity *e = BOOK_AT(s->book, ENTITY, entity);
	struct book_range r = BOOK_RANGE(s->book, OFFICE, e->first_office, e->office_count);
	char title[256];
	int fit = 0;

	for (uint32_t i = r.begin; i < r.end; i++) {
		const struct book_office *o = BOOK_AT(s->book, OFFICE, i);
		size_t n = text_normal(book_string(s->book, o->position), STR(""), title, sizeof title);
		if (!contains_word((str){title, n}, word))
			continue;
		struct date_interval valid = {book_date_value(o->from), book_date_value(o->to)};
		fit = date_holds(valid, s->on) != TIES_NO ? 2 : fit ? fit : 1;
	}
	return fit;
}

static bool has_title(const struct scan *s, uint32_t i)
{
	return i && !s->tokens.ptr[i].breaks && address_gender(s->tokens.ptr[i - 1].norm) == -1;
}

/* Persons with an office whose name ends in the token. */
static size_t find_holders(const struct scan *s, uint32_t i, struct scan_reading *readings, size_t cap)
{
	const ties_book *b = s->book;
	str norm = s->tokens.ptr[i].norm, title = s->tokens.ptr[i - 1].norm;
	struct book_range keys = scan_keys(b, norm);
	size_t n = 0;

	for (uint32_t k = keys.begin; k < keys.end; k++) {
		struct book_range r =
		    BOOK_RANGE(b, POSTING, b->KEY.items[k].first_posting, b->KEY.items[k].posting_count);
		for (uint32_t p = r.begin; p < r.end && n < cap; p++) {
			const struct book_form *f = BOOK_AT(b, FORM, *BOOK_AT(b, POSTING, p));
			uint32_t entity = BOOK_AT(b, NAME, f->name)->entity;
			const struct book_form_token *last =
			    BOOK_AT(b, FORM_TOKEN, f->first_token + f->token_count - 1);
			if (f->token_count < 2 || last->key != k || !scan_is_person(b, entity))
				continue;
			int fit = office_fit(s, entity, title);
			if (fit)
				readings[n++] = (struct scan_reading){.first = i,
				                                      .count = 1,
				                                      .entity = entity,
				                                      .name = SCAN_NONE,
				                                      .score = fit == 2 ? 0.9f : 0.8f,
				                                      .how = TIES_HOW_SURNAME,
				                                      .rank = (uint8_t)fit,
				                                      .strong = true};
		}
	}
	return n;
}

static void read_office_holder(struct scan *s, surnames *list, uint32_t i)
{
	enum { HOLDERS_MAX = 16 };
	struct scan_reading readings[HOLDERS_MAX];

	if (!has_title(s, i))
		return;
	size_t n = find_holders(s, i, readings, HOLDERS_MAX);
	if (n == 0)
		return;
	scan_decide(s, readings, n);
	const struct scan_span *span = &s->spans.ptr[s->spans.len - 1];
	if (!s->failed && span->entity != SCAN_NONE)
		add_surname(s, list, s->tokens.ptr[i].norm, span->entity);
}

/* A free capital word that is a surname, or stands behind a title. */
static void read_token(struct scan *s, surnames *list, uint32_t i)
{
	str norm = s->tokens.ptr[i].norm;
	const struct surname *known = find_surname(list, norm);

	if (norm.len < 3 || !scan_is_capital(s, i) || (!known && !has_title(s, i)) || is_other_person(s, i))
		return;
	if (known && !is_word(s, i, known->common))
		read_surname(s, list, i);
	if (s->tokens.ptr[i].span == SCAN_NONE)
		read_office_holder(s, list, i);
}

void scan_read_surnames(struct scan *s)
{
	surnames list = {0};

	collect_surnames(s, &list);
	for (uint32_t i = 0; i < s->tokens.len && !s->failed; i++)
		if (s->tokens.ptr[i].span == SCAN_NONE)
			read_token(s, &list, i);
		else
			note_full_name(s, &list, i);
	vec_finish(&list);
}
