/* A synthetic database: `bench_entities N [SEED]` prints N entities as FollowTheMoney JSON lines.
 *
 * Three of four are persons, named as people of bench/data/ordinary are; where a country has rare family names, most
 * bear one that is made of syllables of the frequent ones, so that words grow in number with the database as they do
 * in real ones. The others are firms. Each has two and a half names on average: the first, and as aliases the same
 * in another order, with a word more or less, misspelt, or with another family name or legal form. Each has a day of
 * birth or incorporation, a country and a topic.
 *
 * Entity i is the same whatever N is, so that a smaller database is the beginning of a larger one. */
#include "bench/queries/culture.h"
#include "bench/queries/treat.h"

#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>

enum { PERSON_PERCENT = 75, NAMES_MAX = 6 };

/** Words of firms. */
struct trade {
	struct buf text; /* of the file; the slices below point into it */
	str_list place, work;
	str_list legal[CULTURES_MAX]; /* by culture */
};

struct maker {
	struct cultures cultures;
	struct trade trade;
	struct random random; /* anew for each entity */
	struct buf name[NAMES_MAX];
	struct buf line;
};

/* ---- words ------------------------------------------------------------------------------------------ */

static bool add_words(str_list *list, str words, char separator)
{
	bool ok = true;
	str word;

	while (ok && str_split(&words, separator, &word))
		ok = vec_push(list, str_trim(word));
	return ok;
}

static bool add_legal(struct maker *m, str country, str forms)
{
	for (size_t i = 0; i < m->cultures.count; i++)
		if (str_equal(m->cultures.list[i].country, country))
			return add_words(&m->trade.legal[i], forms, ';');
	return true;
}

static bool read_trade(struct maker *m, ties_error *err)
{
	struct trade *t = &m->trade;
	bool ok = file_read(&t->text, BENCH_DATA "/organizations.txt", 1 << 20, err) == TIES_OK;
	str text = buf_str(&t->text), line;

	while (ok && str_split(&text, '\n', &line)) {
		size_t colon = str_find_char(line, ':', 0);
		str key = str_slice(line, 0, colon),
		    words = str_slice(line, colon == SIZE_MAX ? line.len : colon + 1, line.len);
		if (str_is(key, "place"))
			ok = add_words(&t->place, words, ',');
		else if (str_is(key, "work"))
			ok = add_words(&t->work, words, ',');
		else if (str_starts(key, STR("legal ")))
			ok = add_legal(m, str_slice(key, strlen("legal "), key.len), words);
	}
	return ok;
}

static str any(const str_list *list, struct random *r)
{
	return list->len ? list->ptr[random_below(r, (uint32_t)list->len)] : STR("");
}

static void add_word(struct buf *out, str word)
{
	if (out->len && word.len)
		buf_add_char(out, ' ');
	buf_add(out, word);
}

/* ---- names ------------------------------------------------------------------------------------------ */

/* A name without its legal form. */
static void name_firm(struct maker *m, const struct culture *c, struct buf *out)
{
	struct random *r = &m->random;
	uint32_t kind = random_below(r, 100);

	if (kind < 80)
		culture_coin(c, r, out);
	if (kind < 15) {
		add_word(out, STR("& "));
		culture_coin(c, r, out);
	}
	if (kind >= 70)
		add_word(out, any(&m->trade.place, r));
	if (kind < 55 || kind >= 70)
		add_word(out, any(&m->trade.work, r));
}

static str legal_form(struct maker *m, const struct culture *c)
{
	return any(&m->trade.legal[c - m->cultures.list], &m->random);
}

static void misspell(struct maker *m, str name, struct buf *out)
{
	static const enum treatment slips[] = {TREAT_VOWEL, TREAT_DOUBLE, TREAT_UNDOUBLE, TREAT_SWAP};
	char text[4 * TREAT_MAX];
	size_t len = treat(&m->random, slips[random_below(&m->random, 4)], name, text);

	buf_add(out, len ? (str){text, len} : name);
}

/* Offset of the last word; 0 when there is only one. */
static size_t last_word(str name)
{
	size_t at = name.len;

	while (at > 0 && name.ptr[at - 1] != ' ')
		at--;
	return at;
}

static void rename_firm(struct maker *m, const struct culture *c, str name, str base, struct buf *out)
{
	uint32_t kind = random_below(&m->random, 100);

	if (kind < 30) {
		buf_add(out, base);
	} else if (kind < 70) {
		buf_add(out, base);
		add_word(out, legal_form(m, c));
	} else if (kind < 85) {
		misspell(m, name, out);
	} else {
		name_firm(m, c, out);
		add_word(out, legal_form(m, c));
	}
}

static void rename_person(struct maker *m, const struct culture *c, str name, struct buf *out)
{
	uint32_t kind = random_below(&m->random, 100);
	size_t last = last_word(name), first = str_find_char(name, ' ', 0);

	if (kind < 35 && last) {
		buf_add(out, str_slice(name, last, name.len));
		buf_add(out, STR(", "));
		buf_add(out, str_slice(name, 0, last - 1));
	} else if (kind < 60 && first != SIZE_MAX && first + 1 < last) {
		buf_add(out, str_slice(name, 0, first + 1));
		buf_add(out, str_slice(name, last, name.len));
	} else if (kind < 85) {
		misspell(m, name, out);
	} else {
		culture_person(c, &m->random, FAMILY_ANY, out);
	}
}

/* How many names: 2.5 on average. */
static size_t draw_names(struct random *r)
{
	static const uint32_t up_to[NAMES_MAX] = {28, 58, 80, 90, 95, 100}; /* percent with that many or fewer */
	uint32_t at = random_below(r, 100);
	size_t n = 0;

	while (at >= up_to[n])
		n++;
	return n + 1;
}

static void first_name(struct maker *m, const struct culture *c, bool person, size_t *base)
{
	struct buf *out = &m->name[0];

	buf_clear(out);
	if (person) {
		culture_person(c, &m->random, FAMILY_ANY, out);
	} else {
		name_firm(m, c, out);
		*base = out->len;
		add_word(out, legal_form(m, c));
	}
}

static bool is_new(const struct maker *m, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (str_equal(buf_str(&m->name[k]), buf_str(&m->name[i])))
			return false;
	return true;
}

/* One that the entity does not have yet, if some tries find any. */
static void other_name(struct maker *m, const struct culture *c, bool person, size_t base, size_t i)
{
	str first = buf_str(&m->name[0]);

	for (int tries = 0; tries < 8 && (tries == 0 || !is_new(m, i)); tries++) {
		buf_clear(&m->name[i]);
		if (person)
			rename_person(m, c, first, &m->name[i]);
		else
			rename_firm(m, c, first, str_slice(first, 0, base), &m->name[i]);
	}
}

static size_t make_names(struct maker *m, const struct culture *c, bool person)
{
	size_t count = draw_names(&m->random), base = 0;

	first_name(m, c, person, &base);
	for (size_t i = 1; i < count; i++)
		other_name(m, c, person, base, i);
	return count;
}

/* ---- output ------------------------------------------------------------------------------------------ */

/* The words above hold nothing that JSON would want escaped. */
static void print_entity(struct maker *m, unsigned long i, const struct culture *c, bool person, size_t names)
{
	static const char *const topics[] = {"role.pep", "role.pep", "sanction", "crime.fin", "role.rca", "reg.warn"};
	struct random *r = &m->random;
	struct buf *out = &m->line;

	buf_clear(out);
	buf_print(out, "{\"id\":\"x-%08lu\",\"schema\":\"%s\",\"properties\":{\"name\":[\"%.*s\"]", i,
	          person ? "Person" : "Company", STR_ARG(buf_str(&m->name[0])));
	for (size_t k = 1; k < names; k++)
		buf_print(out, "%s\"%.*s\"%s", k == 1 ? ",\"alias\":[" : ",", STR_ARG(buf_str(&m->name[k])),
		          k + 1 == names ? "]" : "");
	buf_print(out, ",\"%s\":[\"%u-%02u-%02u\"]", person ? "birthDate" : "incorporationDate",
	          1935 + random_below(r, 70), 1 + random_below(r, 12), 1 + random_below(r, 28));
	buf_print(out, ",\"country\":[\"%.*s\"],\"topics\":[\"%s\"]}}\n", STR_ARG(c->country),
	          topics[random_below(r, 6)]);
	fwrite(out->ptr, 1, out->len, stdout);
}

static void make_entity(struct maker *m, uint64_t seed, unsigned long i)
{
	m->random = (struct random){seed + i};
	m->random.state = random_next(&m->random);
	bool person = random_chance(&m->random, PERSON_PERCENT);
	const struct culture *c = &m->cultures.list[random_below(&m->random, (uint32_t)m->cultures.count)];
	print_entity(m, i, c, person, make_names(m, c, person));
}

static void finish(struct maker *m)
{
	for (size_t i = 0; i < NAMES_MAX; i++)
		buf_finish(&m->name[i]);
	buf_finish(&m->line);
	buf_finish(&m->trade.text);
	vec_finish(&m->trade.place);
	vec_finish(&m->trade.work);
	for (size_t i = 0; i < CULTURES_MAX; i++)
		vec_finish(&m->trade.legal[i]);
	cultures_finish(&m->cultures);
}

int main(int argc, char **argv)
{
	static struct maker m;
	ties_error err = {0};

	if (argc < 2) {
		fprintf(stderr, "usage: bench_entities N [SEED]\n");
		return 2;
	}
	unsigned long n = strtoul(argv[1], NULL, 10);
	uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
	bool ok = cultures_read(&m.cultures, BENCH_DATA "/ordinary", &err) == TIES_OK && read_trade(&m, &err);
	for (unsigned long i = 0; ok && i < n; i++)
		make_entity(&m, seed, i);
	if (!ok)
		fprintf(stderr, "%s\n", err.message);
	finish(&m);
	return ok && fflush(stdout) == 0 ? 0 : 1;
}
