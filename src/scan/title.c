/* Who held the office whose title stands in front of a surname: "Prime Minister Harper"? */
#include "scan/scan.h"

bool scan_is_title(const struct scan *s, uint32_t i)
{
	return scan_is(s, i, WORD_TITLE) || scan_is(s, i, WORD_MAN) || scan_is(s, i, WORD_WOMAN);
}

bool scan_has_office(const struct scan *s, uint32_t i)
{
	return i && !s->tokens.ptr[i].breaks && scan_is(s, i - 1, WORD_TITLE);
}

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
	struct book_range r = book_offices_of(s->book, entity);
	char title[256];
	int fit = 0;

	for (uint32_t i = r.begin; i < r.end; i++) {
		const struct book_office *o = BOOK_AT(s->book, OFFICE, i);
		if (o->known_until != TIES_DAY_MAX)
			continue;
		size_t n = text_normal(book_string(s->book, o->position), STR(""), title, sizeof title);
		if (!contains_word((str){title, n}, word))
			continue;
		struct date_interval valid = {book_date_value(o->from), book_date_value(o->to)};
		fit = date_holds(valid, s->on) != TIES_NO ? 2 : fit ? fit : 1;
	}
	return fit;
}

size_t scan_find_holders(const struct scan *s, uint32_t i, struct scan_reading *readings, size_t cap)
{
	const ties_book *b = s->book;
	str norm = s->tokens.ptr[i].norm, title = s->tokens.ptr[i - 1].norm;
	struct book_range keys = book_keys(b, norm);
	size_t n = 0;

	for (uint32_t k = keys.begin; k < keys.end; k++) {
		struct book_range r = book_postings(b, &b->KEY.items[k]);
		for (uint32_t p = r.begin; p < r.end && n < cap; p++) {
			const struct book_form *f = BOOK_AT(b, FORM, book_posting_form(*BOOK_AT(b, POSTING, p)));
			uint32_t entity = BOOK_AT(b, NAME, f->name)->entity;
			const struct book_token *last = book_form_token(b, f->first_token + f->token_count - 1);
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
