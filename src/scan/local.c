/* Names that the document itself makes: an acronym in brackets behind a name, a surname after a full name, a surname
 * behind the title of an office. */
#include "scan/scan.h"

/* ---- definitions: "National Council of Resistance of Iran (NCRI)" ------------------------------------------- */

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

static void define(struct scan *s, definitions *list, uint32_t bracket)
{
	uint32_t entity;
	bool more = true;

	for (uint32_t i = bracket; more && i < s->tokens.len && i < bracket + 4; i++) {
		const struct scan_token *t = &s->tokens.ptr[i];
		more = i == bracket || between_is(s, i, "/,;");
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
	struct scan_reading r = {
	    .first = i, .count = 1, .entity = d->entity, .name = SCAN_NONE, .score = 1, .how = TIES_HOW_ACRONYM, .strong = true};
	scan_decide(s, &r, 1);
}

void scan_read_definitions(struct scan *s)
{
	definitions list = {0};

	for (uint32_t i = 1; i < s->tokens.len && !s->failed; i++)
		if (is_acronym(&s->tokens.ptr[i]) && s->tokens.ptr[i].block == s->tokens.ptr[i - 1].block &&
		    between_is(s, i, "("))
			define(s, &list, i);
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

/* ---- surnames ------------------------------------------------------------------------------------------------ */

/** A person named in full, by surname. */
struct surname {
	str norm;
	uint32_t entity;
	uint32_t token; /* where the full name stands */
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

static void collect_surnames(struct scan *s, surnames *list)
{
	for (size_t i = 0; i < s->spans.len; i++) {
		const struct scan_span *span = &s->spans.ptr[i];
		if (span->entity == SCAN_NONE || span->count < 2 || !scan_is_person(s->book, span->entity))
			continue;
		uint32_t t = surname_token(s, span);
		struct surname item = {.entity = span->entity, .token = span->first};
		if (t == SCAN_NONE)
			continue;
		item.norm = s->tokens.ptr[t].norm;
		s->failed |= !vec_push(list, item);
	}
}

/* "Mr", "Mrs": 0 male, 1 female, -1 neither, -2 no form of address at all. */
static int address_gender(str norm)
{
	static const struct {
		const char *word;
		int gender;
	} words[] = {{"mr", 0},   {"sir", 0}, {"monsieur", 0}, {"herr", 0},  {"senor", 0}, {"mrs", 1},      {"ms", 1},
	             {"miss", 1}, {"mme", 1}, {"madame", 1},   {"frau", 1}, {"lady", 1},  {"madam", 1},    {"senora", 1},
	             {"dr", -1},  {"prof", -1}, {"lord", -1},  {"president", -1}, {"minister", -1}, {"senator", -1},
	             {"secretary", -1}, {"general", -1}, {"ayatollah", -1}, {"leader", -1}, {"chancellor", -1}, {"mp", -1},
	             {"premier", -1}, {"ambassador", -1}, {"professor", -1}, {"congressman", -1}, {"congresswoman", -1},
	             {"representative", -1}, {"governor", -1}, {"judge", -1}, {"colonel", -1}, {"commander", -1}};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_is(norm, words[i].word))
			return words[i].gender;
	return -2;
}

/* A given name that belongs to nobody named before makes another person: "Mary Harper". */
static bool is_other_person(const struct scan *s, uint32_t i)
{
	const struct scan_token *t = &s->tokens.ptr[i];

	if (i == 0 || t->breaks || s->block_case.ptr[t->block] != CASE_NORMAL)
		return false;
	const struct scan_token *p = t - 1;
	return p->span == SCAN_NONE && (p->flags & TOKEN_CAPITAL) && !p->sentence && address_gender(p->norm) == -2 &&
	       !(p->flags & TOKEN_APOSTROPHE);
}

/* The person named last before token `i`, in the same paragraph. */
static uint32_t named_last(const struct scan *s, const surnames *list, str norm, uint32_t i)
{
	uint32_t entity = SCAN_NONE, at = 0;

	for (size_t k = 0; k < list->len; k++)
		if (str_equal(list->ptr[k].norm, norm) && list->ptr[k].token < i && list->ptr[k].token >= at &&
		    s->tokens.ptr[list->ptr[k].token].block == s->tokens.ptr[i].block) {
			at = list->ptr[k].token;
			entity = list->ptr[k].entity;
		}
	return entity;
}

static void read_surname(struct scan *s, const surnames *list, uint32_t i)
{
	enum { PERSONS_MAX = 8 };
	struct scan_reading readings[PERSONS_MAX];
	str norm = s->tokens.ptr[i].norm;
	int gender = i ? address_gender(s->tokens.ptr[i - 1].norm) : -2;
	uint32_t last = named_last(s, list, norm, i);
	size_t n = 0;

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
		if ((at == 0 || normal.ptr[at - 1] == ' ') && (at + word.len == normal.len || normal.ptr[at + word.len] == ' '))
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

/* Persons with an office whose name ends in the token. */
static size_t find_holders(const struct scan *s, uint32_t i, struct scan_reading *readings, size_t cap)
{
	const ties_book *b = s->book;
	str norm = s->tokens.ptr[i].norm, title = s->tokens.ptr[i - 1].norm;
	uint32_t low = 0, high = b->KEY.count;
	size_t n = 0;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		if (str_compare(book_string(b, b->KEY.items[mid].text), norm) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	for (; low < b->KEY.count && str_equal(book_string(b, b->KEY.items[low].text), norm); low++) {
		struct book_range r = BOOK_RANGE(b, POSTING, b->KEY.items[low].first_posting, b->KEY.items[low].posting_count);
		for (uint32_t p = r.begin; p < r.end && n < cap; p++) {
			const struct book_form *f = BOOK_AT(b, FORM, *BOOK_AT(b, POSTING, p));
			uint32_t entity = BOOK_AT(b, NAME, f->name)->entity;
			const struct book_form_token *last = BOOK_AT(b, FORM_TOKEN, f->first_token + f->token_count - 1);
			if (f->token_count < 2 || last->key != low || !scan_is_person(b, entity))
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

static void read_office_holder(struct scan *s, uint32_t i)
{
	enum { HOLDERS_MAX = 16 };
	struct scan_reading readings[HOLDERS_MAX];

	if (i == 0 || s->tokens.ptr[i].breaks || address_gender(s->tokens.ptr[i - 1].norm) != -1)
		return;
	size_t n = find_holders(s, i, readings, HOLDERS_MAX);
	if (n)
		scan_decide(s, readings, n);
}

void scan_read_surnames(struct scan *s)
{
	surnames list = {0};

	collect_surnames(s, &list);
	for (uint32_t i = 0; i < s->tokens.len && !s->failed; i++) {
		if (s->tokens.ptr[i].norm.len < 3 || !scan_is_capital(s, i) || is_other_person(s, i))
			continue;
		read_surname(s, &list, i);
		if (s->tokens.ptr[i].span == SCAN_NONE)
			read_office_holder(s, i);
	}
	vec_finish(&list);
}
