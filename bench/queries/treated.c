/* Names of a database as they arrive in real life: `bench_treated [--shortened] DB N [SEED]`
 *
 * Prints N lines "query TAB id of the entity meant TAB treatment": 30 % as published, 60 % with one treatment, 10 %
 * with two, all treatments (treat.h) equally frequent. A name is drawn out of all names and aliases that screening
 * looks at; weak aliases, which by themselves name nobody, are left out. With --shortened all are names of persons of
 * three words and more that lack one, neither the first nor the last. */
#include "bench/queries/treat.h"

#include "book/book.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { UNCHANGED_PERCENT = 30, ONCE_PERCENT = 60 };

/* Can the name stand in a line, and does it name somebody? */
static bool is_query(const ties_book *b, uint32_t name)
{
	str text = book_name_text(b, name);
	struct book_range forms = book_forms_of(b, name);
	uint16_t property = book_name_property(b, name);

	return forms.begin < forms.end && (BOOK_AT(b, FORM, forms.begin)->flags & 1) &&
	       (property == PROP_NAME || property == PROP_ALIAS) && text.len < TREAT_MAX &&
	       str_find_char(text, '\t', 0) == SIZE_MAX && str_find_char(text, '\n', 0) == SIZE_MAX;
}

/* A NAME item, BOOK_NONE when there are hardly any that serve. */
static uint32_t draw(const ties_book *b, struct random *r)
{
	enum { TRIES = 10000 };

	for (int i = 0; i < TRIES; i++) {
		uint32_t name = random_below(r, b->NAME.count);
		if (is_query(b, name))
			return name;
	}
	return BOOK_NONE;
}

static const struct book_entity *entity_of(const ties_book *b, uint32_t name)
{
	return BOOK_AT(b, ENTITY, BOOK_AT(b, NAME, name)->entity);
}

/* Any treatment of the text; its length. Only persons have a family name. */
static size_t treat_text(struct random *r, enum treatment t, bool person, str text, char out[4 * TREAT_MAX])
{
	return t == TREAT_FAMILY_FIRST && !person ? 0 : treat(r, t, text, out);
}

static bool is_person(const ties_book *b, uint32_t name)
{
	return model_schema_is_a((enum model_schema)entity_of(b, name)->schema, SCHEMA_PERSON);
}

/* Treatments are equally frequent: first the treatment, then a name that it can be applied to. */
static uint32_t draw_treated(const ties_book *b, struct random *r, enum treatment *t, char out[4 * TREAT_MAX],
                             size_t *len)
{
	enum { TRIES = 5000, TREATMENTS = 64 };

	for (int i = 0; i < TREATMENTS; i++) {
		*t = (enum treatment)random_below(r, TREAT_COUNT);
		for (int k = 0; k < TRIES; k++) {
			uint32_t name = draw(b, r);
			*len =
			    name == BOOK_NONE ? 0 : treat_text(r, *t, is_person(b, name), book_name_text(b, name), out);
			if (*len)
				return name;
		}
	}
	return BOOK_NONE;
}

/* Once more, with what can be applied to a text that has been treated. */
static size_t treat_again(struct random *r, bool person, str text, char out[4 * TREAT_MAX])
{
	enum { TRIES = 100 };

	for (int i = 0; i < TRIES; i++) {
		size_t len = treat_text(r, (enum treatment)random_below(r, TREAT_COUNT), person, text, out);
		if (len)
			return len;
	}
	return 0;
}

static bool print_query(const ties_book *b, struct random *r)
{
	uint32_t percent = random_below(r, 100), name;
	char once[4 * TREAT_MAX], twice[4 * TREAT_MAX];
	size_t len = 0, again = 0;
	enum treatment t = TREAT_COUNT;

	name = percent < UNCHANGED_PERCENT ? draw(b, r) : draw_treated(b, r, &t, once, &len);
	if (name == BOOK_NONE)
		return false;
	if (percent >= UNCHANGED_PERCENT + ONCE_PERCENT)
		again = treat_again(r, is_person(b, name), (str){once, len}, twice);
	str query = again ? (str){twice, again} : len ? (str){once, len} : book_name_text(b, name);
	printf("%.*s\t%.*s\t%s\n", STR_ARG(query), STR_ARG(book_string(b, entity_of(b, name)->id)),
	       again ? "two"
	       : len ? treat_name(t)
	             : "unchanged");
	return true;
}

static bool print_shortened(const ties_book *b, struct random *r)
{
	enum { TRIES = 10000 };
	char out[4 * TREAT_MAX];

	for (int i = 0; i < TRIES; i++) {
		uint32_t name = draw(b, r);
		size_t len =
		    name != BOOK_NONE && is_person(b, name) ? treat(r, TREAT_SHORTEN, book_name_text(b, name), out) : 0;
		if (!len)
			continue;
		printf("%.*s\t%.*s\t%s\n", (int)len, out, STR_ARG(book_string(b, entity_of(b, name)->id)),
		       treat_name(TREAT_SHORTEN));
		return true;
	}
	return false;
}

int main(int argc, char **argv)
{
	bool shortened = argc > 1 && strcmp(argv[1], "--shortened") == 0;
	argc -= shortened;
	argv += shortened;
	struct random r = {argc > 3 ? strtoull(argv[3], NULL, 10) : 1};
	ties_book *b;
	ties_error err;

	if (argc < 3) {
		fprintf(stderr, "usage: bench_treated [--shortened] DB N [SEED]\n");
		return 2;
	}
	if (book_open(&b, argv[1], &err) != TIES_OK) {
		fprintf(stderr, "%s\n", err.message);
		return 1;
	}
	unsigned long n = strtoul(argv[2], NULL, 10);
	while (b->NAME.count && n > 0 && (shortened ? print_shortened(b, &r) : print_query(b, &r)))
		n--;
	book_close(b);
	return 0;
}
