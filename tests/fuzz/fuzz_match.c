/* Any name against a sound database, and a name against a database damaged in its sections.
 *
 *   byte 0       options
 *   bytes 1..    8 bytes a change: 4 offset, 4 value xored in; as many as the low bits of byte 0 say
 *   the rest     the query's name; "|" before birth date, identifier, country
 *
 * A damaged database may give any answer, but no crash. On the sound one retrieval must equal scoring everything. */
#include "tests/prop/small_book.h"

#include "match/match.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static ties_book *make_book(void)
{
	static const char *const persons[] = {
	    "Leonid Zhuravlyov",        "Мухаммед Али",     "محمد علي", "金正恩", "bin Ladin, Usama",
	    "Jean-Claude van der Berg", "J. R. R. Tolkien", "김정은",   "O'Brien"};
	static const char *const bodies[] = {"Orient Oil Trading Co., Ltd.",      "ООО Ромашка", "Army Corps 3",
	                                     "Islamic Revolutionary Guard Corps", "IRGC",        "Bank Melli"};
	struct small_book sb = {0};
	unsigned n = 0;
	char id[16];

	small_book_begin(&sb);
	for (size_t i = 0; i < sizeof persons / sizeof *persons; i++) {
		snprintf(id, sizeof id, "p-%02u", n++);
		small_book_entity(&sb, id, i % 4 == 3 ? SCHEMA_LEGAL_ENTITY : SCHEMA_PERSON);
		small_book_say(&sb, PROP_NAME, str_from(persons[i]));
		small_book_say(&sb, PROP_BIRTH_DATE, STR("1961-04-09"));
		small_book_say(&sb, PROP_PASSPORT_NUMBER, STR("AB 123-456"));
		small_book_say(&sb, PROP_NATIONALITY, STR("ir"));
	}
	for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
		snprintf(id, sizeof id, "q-%02u", n++);
		small_book_entity(&sb, id, i % 3 == 2 ? SCHEMA_VESSEL : SCHEMA_ORGANIZATION);
		small_book_say(&sb, PROP_NAME, str_from(bodies[i]));
	}
	return small_book_open(&sb);
}

/* The query behind the changes: NAME|BIRTH|ID|COUNTRY. */
static ties_query read_query(str rest)
{
	str part[4] = {{NULL, 0}};

	for (size_t i = 0; i < 4 && str_split(&rest, '|', &part[i]); i++)
		;
	return (ties_query){.name = part[0], .birth_date = part[1], .id = part[2], .country = part[3]};
}

static const ties_hits *ask(ties_screener **out, const ties_book *b, str scorer, uint8_t options, bool exhaustive,
                            ties_query q)
{
	const ties_screen_options o = {
	    .size = sizeof o,
	    .threshold = options & 0x20 ? 0.5 : 0.7,
	    .explain = (options & 0x40) != 0,
	    .limit = 100,
	    .exhaustive = exhaustive,
	    .scorer = scorer,
	};
	const ties_hits *hits;

	small_book_need(ties_screener_new(out, b, &o, NULL) == TIES_OK, "screener");
	q.schema = options & 0x80 ? STR("Person") : STR("");
	return ties_screen(*out, &q, &hits, NULL) == TIES_OK ? hits : NULL;
}

static void compare(const ties_book *b, str scorer, uint8_t options, ties_query q)
{
	ties_screener *one, *all;
	const ties_hits *x = ask(&one, b, scorer, options, false, q), *y = ask(&all, b, scorer, options, true, q);

	small_book_need(!x == !y && (!x || x->total == y->total), "retrieval differs from scoring everything");
	for (size_t i = 0; x && i < x->hit_count; i++)
		small_book_need(x->hits[i].score == y->hits[i].score && x->hits[i].score <= 1 &&
		                    str_equal(x->hits[i].entity.id, y->hits[i].entity.id),
		                "a hit differs from scoring everything");
	ties_screener_free(one);
	ties_screener_free(all);
}

/* The same book over other bytes. */
static ties_book rebase(const ties_book *b, const char *bytes)
{
	ties_book copy = *b;

	copy.map.bytes.ptr = bytes;
#define X(symbol, id, type) \
	copy.symbol.items = (const void *)(bytes + ((const char *)b->symbol.items - b->map.bytes.ptr));
	BOOK_SECTIONS(X)
#undef X
	return copy;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static ties_book *sound;
	static char *bytes;

	if (!sound) {
		sound = make_book();
		bytes = malloc(sound->map.bytes.len);
		small_book_need(bytes != NULL, "memory");
	}
	if (size < 1)
		return 0;
	size_t changes = data[0] & 0x1f;
	if (changes == 0) {
		const ties_query query = read_query((str){(const char *)data + 1, size - 1});
		compare(sound, STR("ties"), data[0], query);
		compare(sound, STR("ofac"), data[0], query);
		return 0;
	}
	size_t at = 1, len = sound->map.bytes.len;
	memcpy(bytes, sound->map.bytes.ptr, len);
	for (; changes > 0 && at + 8 <= size; changes--, at += 8) {
		uint32_t offset, value, old;
		memcpy(&offset, data + at, 4);
		memcpy(&value, data + at + 4, 4);
		offset = offset % (uint32_t)(len / 4) * 4;
		memcpy(&old, bytes + offset, 4);
		old ^= value;
		memcpy(bytes + offset, &old, 4);
	}
	const ties_book damaged = rebase(sound, bytes);
	const ties_query query = read_query((str){(const char *)data + at, size - at});
	const str scorers[] = {STR("ties"), STR("ofac")};
	for (size_t i = 0; i < 2; i++) {
		ties_screener *s;
		ask(&s, &damaged, scorers[i], data[0], (data[size - 1] & 1) != 0, query);
		ties_screener_free(s);
	}
	return 0;
}
