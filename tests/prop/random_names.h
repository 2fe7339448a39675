/* A book of random names of all kinds, and what typists, clerks and systems make of a name. Text, dates, countries and
 * numbers are made so that they often meet. */
#ifndef TESTS_PROP_RANDOM_NAMES_H
#define TESTS_PROP_RANDOM_NAMES_H

#include "tests/prop/small_book.h"

#include "random.h"
#include "text/text.h"

enum { ENTITIES = 1500, LETTERS_MAX = 400, EDITS = 12 };

/* ---- names ------------------------------------------------------------------------------------------ */

static const char *const given[] = {"Mohammed",   "Muhammad", "Usama",     "Vladimir", "Olga",          "Jean-Claude",
                                    "José María", "Wei",      "Xiaoping",  "Robert",   "Abd al-Rahman", "Fatima",
                                    "Ali",        "Hassan",   "Kim",       "Sergei",   "Aleksandr",     "Anna",
                                    "Li",         "Ian",      "Dr. Ayman", "Haji",     "Björn",         "Søren",
                                    "Nguyen",     "Maria",    "Владимир",  "Сергей",   "محمد",          "علي",
                                    "Γιώργος",    "김"};
static const char *const family[] = {"bin Ladin",    "al-Zawahiri", "Putin",     "Ivanovna Petrova",
                                     "van der Berg", "O'Brien",     "Müller",    "Rodríguez López",
                                     "Jong Un",      "Hussein",     "Qadhafi",   "Gaddafi",
                                     "Khan",         "Smith",       "Smyth",     "Straßer",
                                     "de la Cruz",   "Al-Harbi",    "Al-Ghamdi", "Popescu",
                                     "Ó Dálaigh",    "Wang",        "Ng",        "Tshombe",
                                     "Путин",        "Иванов",      "القذافي",   "حسين",
                                     "Παπαδόπουλος", "정은",        "Xi",        "Żeleński"};
static const char *const words[] = {"Bank",     "Trading",    "Foundation", "Petroleum", "Aviation", "Shipping",
                                    "Northern", "Orient",     "Global",     "Iran",      "Damascus", "Steel",
                                    "Research", "Industries", "Melli",      "Сбербанк",  "Газпром",  "بانک",
                                    "第一",     "Zvezda",     "2nd",        "Holding",   "42"};
static const char *const legal[] = {"Ltd",  "GmbH", "OOO", "S.A.", "Co., Ltd.", "AG", "Inc.", "Joint Stock Company",
                                    "PJSC", ""};
static const char *const ships[] = {"Ocean",   "Star",  "Pacific", "Grace", "Amber",
                                    "Victory", "Tanya", "Lady",    "M/V",   "Al"};

static inline str make_name(struct random *r, enum model_schema schema, struct arena *arena)
{
	switch (schema) {
	case SCHEMA_PERSON:
		if (below(r, 3) == 0)
			return arena_print(arena, "%s, %s %s", PICK(r, family), PICK(r, given), PICK(r, given));
		return arena_print(arena, "%s %s", PICK(r, given), PICK(r, family));
	case SCHEMA_VESSEL:
		return arena_print(arena, "%s %s %u", PICK(r, ships), PICK(r, ships), below(r, 30));
	default:
		return arena_print(arena, "%s %s %s", PICK(r, words), PICK(r, words), PICK(r, legal));
	}
}

static inline void say_details(struct random *r, struct small_book *sb, struct arena *arena)
{
	static const char *const countries[] = {"ir", "ru", "kp", "us", "Syria"};

	if (below(r, 2))
		small_book_say(sb, PROP_BIRTH_DATE, arena_print(arena, "%u", 1940 + below(r, 50)));
	if (below(r, 3) == 0)
		small_book_say(
		    sb, PROP_BIRTH_DATE,
		    arena_print(arena, "%u-%02u-%02u", 1940 + below(r, 50), 1 + below(r, 12), 1 + below(r, 28)));
	if (below(r, 2))
		small_book_say(sb, PROP_NATIONALITY, str_from(PICK(r, countries)));
	if (below(r, 4) == 0)
		small_book_say(sb, PROP_GENDER, below(r, 2) ? STR("male") : STR("female"));
	if (below(r, 3) == 0)
		small_book_say(sb, PROP_PASSPORT_NUMBER, arena_print(arena, "AB-%u", 10000 + below(r, 200)));
}

static inline void make_book(struct random *r, const char *path)
{
	static const enum model_schema schemata[] = {SCHEMA_PERSON,       SCHEMA_PERSON, SCHEMA_COMPANY,
	                                             SCHEMA_ORGANIZATION, SCHEMA_VESSEL, SCHEMA_LEGAL_ENTITY};
	struct small_book sb = {0};
	struct arena arena = {0};

	small_book_begin(&sb);
	for (unsigned i = 0; i < ENTITIES; i++) {
		enum model_schema schema = PICK(r, schemata);
		char id[32];
		snprintf(id, sizeof id, "e-%05u", i);
		small_book_entity(&sb, id, schema);
		small_book_say(&sb, PROP_NAME, make_name(r, schema, &arena));
		for (uint32_t n = below(r, 3); n > 0; n--)
			small_book_say(&sb, below(r, 2) ? PROP_ALIAS : PROP_WEAK_ALIAS, make_name(r, schema, &arena));
		say_details(r, &sb, &arena);
	}
	small_book_write(&sb, path);
	arena_finish(&arena);
}

/* ---- edits ---------------------------------------------------------------------------------------------- */

struct letters {
	uint32_t at[LETTERS_MAX];
	size_t count;
};

static inline void insert(struct letters *l, size_t at, uint32_t c)
{
	if (l->count == LETTERS_MAX)
		return;
	memmove(l->at + at + 1, l->at + at, (l->count - at) * sizeof *l->at);
	l->at[at] = c;
	l->count++;
}

static inline void erase(struct letters *l, size_t at)
{
	l->count--;
	memmove(l->at + at, l->at + at + 1, (l->count - at) * sizeof *l->at);
}

/* The word that holds position `at`: [*begin, *end). */
static inline void word_at(const struct letters *l, size_t at, size_t *begin, size_t *end)
{
	for (*begin = at; *begin > 0 && l->at[*begin - 1] != ' ';)
		(*begin)--;
	for (*end = at; *end < l->count && l->at[*end] != ' ';)
		(*end)++;
}

/* Moves what stands before `at` behind the rest: "A B C" becomes "B C A". */
static inline void rotate(struct letters *l, size_t at)
{
	struct letters old = *l;
	size_t n = 0;

	for (size_t i = at; i < old.count; i++)
		l->at[n++] = old.at[i];
	if (n < LETTERS_MAX)
		l->at[n++] = ' ';
	for (size_t i = 0; i < at && n < LETTERS_MAX; i++)
		l->at[n++] = old.at[i];
	l->count = n;
}

static inline void edit_word(struct random *r, struct letters *l, size_t at)
{
	size_t begin, end;

	word_at(l, at, &begin, &end);
	if (begin == end)
		return;
	switch (below(r, 3)) {
	case 0: /* dropped */
		while (end-- > begin)
			erase(l, begin);
		break;
	case 1: /* an initial */
		while (end - begin > 1)
			erase(l, --end);
		insert(l, end, '.');
		break;
	default: /* in front of what stood before it */
		rotate(l, begin);
		break;
	}
}

static inline void edit(struct random *r, struct letters *l)
{
	size_t at = l->count ? below(r, (uint32_t)l->count) : 0;
	uint32_t letter = 'a' + below(r, 26);

	if (l->count < 2)
		return;
	switch (below(r, EDITS)) {
	case 0:
		insert(l, at, letter);
		break;
	case 1:
	case 2:
		erase(l, at);
		break;
	case 3:
		l->at[at] = letter;
		break;
	case 4:
		insert(l, at, l->at[at]);
		break;
	case 5:
	case 6:
		if (at + 1 < l->count) {
			uint32_t c = l->at[at];
			l->at[at] = l->at[at + 1];
			l->at[at + 1] = c;
		}
		break;
	case 7: /* split */
		insert(l, at, ' ');
		break;
	case 8: /* joined */
		for (size_t i = 0; i < l->count; i++)
			if (l->at[(at + i) % l->count] == ' ') {
				erase(l, (at + i) % l->count);
				break;
			}
		break;
	default:
		edit_word(r, l, at);
		break;
	}
}

static inline str edited(struct random *r, str name, uint32_t edits, struct arena *arena)
{
	struct letters l = {.count = 0};
	char *out = arena_alloc(arena, 4 * LETTERS_MAX);
	size_t len = 0;

	for (str rest = name; rest.len > 0 && l.count < LETTERS_MAX;)
		l.at[l.count++] = utf8_next(&rest);
	for (uint32_t i = 0; i < edits; i++)
		edit(r, &l);
	for (size_t i = 0; i < l.count; i++)
		len += utf8_put(l.at[i], out + len);
	return (str){out, len};
}

#endif
