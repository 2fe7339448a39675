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

/* The surname as the list gives it, when it is a word of the full name; else its last word. */
static uint32_t surname_token(const struct scan *s, const struct scan_span *span)
{
	struct book_cursor c = book_statements_of(s->book, span->entity);
	struct book_statement said;
	char norm[TOKEN_MAX + 1];

	while (book_next_statement(&c, &said)) {
		if (said.manner->property != PROP_LAST_NAME)
			continue;
		size_t n = text_normal(book_string(s->book, said.value), STR(""), norm, sizeof norm);
		for (uint32_t t = span->first; t < span->first + span->count; t++)
			if (str_equal(s->tokens.ptr[t].norm, (str){norm, n}))
				return t;
	}
	for (uint32_t t = span->first + span->count; t-- > span->first;)
		if (!scan_is(s, t, WORD_SUFFIX) && s->tokens.ptr[t].norm.len >= 3)
			return t;
	return SCAN_NONE;
}

/* "Mr", "Mrs": 0 male, 1 female, -1 neither. */
static int address_gender(const struct scan *s, uint32_t i)
{
	return scan_is(s, i, WORD_MAN) ? 0 : scan_is(s, i, WORD_WOMAN) ? 1 : -1;
}

/* May a capital word stand beside a surname without making it another person's? */
static bool is_apart(const struct scan *s, uint32_t i)
{
	return s->tokens.ptr[i].span != SCAN_NONE || scan_is_title(s, i) || scan_is(s, i, WORD_ORGAN);
}

/* "Mary Harper", "Harper Lee", "Clinton Foundation" are somebody else. */
static bool is_other_person(const struct scan *s, uint32_t i)
{
	return (scan_continues_left(s, i) && !is_apart(s, i - 1)) ||
	       (scan_continues_right(s, i + 1) && !is_apart(s, i + 1));
}

/* Is the word written in lower case somewhere, or a word that most texts have in lower case? */
static bool is_common(const struct scan *s, uint32_t token)
{
	str norm = s->tokens.ptr[token].norm;

	for (size_t i = 0; i < s->tokens.len; i++)
		if (!(s->tokens.ptr[i].flags & TOKEN_CAPITAL) && str_equal(s->tokens.ptr[i].norm, norm))
			return true;
	return scan_is(s, token, WORD_OPENER) || scan_is(s, token, WORD_TIME);
}

/* "in May", "May 2014", "4 May" */
static bool is_date(const struct scan *s, uint32_t i)
{
	bool joined = i && !s->tokens.ptr[i].breaks;

	if (!scan_is(s, i, WORD_TIME))
		return false;
	if (joined && (scan_is(s, i - 1, WORD_BEFORE_TIME) || (s->tokens.ptr[i - 1].flags & TOKEN_DIGITS)))
		return true;
	return i + 1 < s->tokens.len && !s->tokens.ptr[i + 1].breaks && (s->tokens.ptr[i + 1].flags & TOKEN_DIGITS);
}

/* "Mother's Day", "Day after day", "May I ask?": where a common word is no surname. */
static bool is_word(const struct scan *s, uint32_t i)
{
	const struct scan_token *t = &s->tokens.ptr[i];
	const struct scan_token *n = i + 1 < s->tokens.len ? t + 1 : NULL;

	if (i && !t->breaks && (t[-1].flags & TOKEN_APOSTROPHE))
		return true;
	if (!t->sentence)
		return false;
	return !n || n->breaks || !((n->flags & TOKEN_APOSTROPHE) || scan_is(s, i + 1, WORD_VERB));
}

/* Adds the person unless it is there. */
static void add_surname(struct scan *s, surnames *list, uint32_t token, uint32_t entity)
{
	str norm = s->tokens.ptr[token].norm;

	for (size_t i = 0; i < list->len; i++)
		if (list->ptr[i].entity == entity && str_equal(list->ptr[i].norm, norm))
			return;
	if (list->len == SURNAMES_MAX)
		return;
	struct surname item = {.norm = norm, .entity = entity, .last = SCAN_NONE, .common = is_common(s, token)};
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
			add_surname(s, list, t, span->entity);
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
	int gender = i ? address_gender(s, i - 1) : -1;
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

static void read_office_holder(struct scan *s, surnames *list, uint32_t i)
{
	enum { HOLDERS_MAX = 16 };
	struct scan_reading readings[HOLDERS_MAX];

	if (!scan_has_office(s, i))
		return;
	size_t n = scan_find_holders(s, i, readings, HOLDERS_MAX);
	if (n == 0)
		return;
	scan_decide(s, readings, n);
	const struct scan_span *span = &s->spans.ptr[s->spans.len - 1];
	if (!s->failed && span->entity != SCAN_NONE)
		add_surname(s, list, i, span->entity);
}

/* A free capital word that is a surname, or stands behind a title. */
static void read_token(struct scan *s, surnames *list, uint32_t i)
{
	str norm = s->tokens.ptr[i].norm;
	const struct surname *known = find_surname(list, norm);

	if (norm.len < 3 || !scan_is_capital(s, i) || (!known && !scan_has_office(s, i)) || is_other_person(s, i))
		return;
	if (known && !is_date(s, i) && !(known->common && is_word(s, i)))
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
