/* Listings become spells: which are joined, which end counts, what is a contradiction; and by whom it was decided. */
#include "cases.h"

#include "history/spells.h"

#include "fixture.h"

enum { LISTINGS_MAX = 8 };

static ties_when when_of(str s)
{
	struct date d;

	assert_int_equal(date_parse(s, &d, NULL), TIES_OK);
	return (ties_when){d.kind == DATE_KNOWN ? s : STR(""), d.first, d.last};
}

static ties_confidence confidence_of(char c)
{
	return c == 'p' ? TIES_PUBLISHED : c == 'v' ? TIES_VERIFIED : TIES_RECALLED;
}

/* "dataset from/to confidence [status]" */
static ties_listing listing_of(str s)
{
	str dataset = STR(""), to = STR(""), confidence = STR(""), from = STR("");

	assert_true(str_split(&s, ' ', &dataset));
	assert_true(str_split(&s, ' ', &to));
	assert_true(str_split(&s, ' ', &confidence));
	assert_true(str_split(&to, '/', &from));
	char begin = confidence.ptr[0], end = confidence.ptr[confidence.len - 1];
	return (ties_listing){
	    .jurisdiction = STR("US"),
	    .label = STR("list"),
	    .regime = STR("L"),
	    .dataset = dataset,
	    .source = dataset,
	    .status = s,
	    .from = when_of(from),
	    .to = when_of(to),
	    .from_confidence = confidence_of(begin),
	    .to_confidence = confidence_of(end),
	    .confidence = confidence_of(begin) > confidence_of(end) ? confidence_of(begin) : confidence_of(end),
	};
}

/* By beginning, as history_entity has them. */
static void sort(ties_listing *list, size_t count)
{
	for (size_t i = 1; i < count; i++)
		for (size_t j = i; j && list[j].from.last < list[j - 1].from.last; j--) {
			ties_listing swap = list[j];
			list[j] = list[j - 1];
			list[j - 1] = swap;
		}
}

static size_t listings_of(ties_listing list[LISTINGS_MAX], str cell)
{
	size_t count = 0;

	while (cell.len) {
		size_t bar = str_find(cell, STR(" | "), 0);
		assert_true(count < LISTINGS_MAX);
		list[count++] = listing_of(str_slice(cell, 0, bar == SIZE_MAX ? cell.len : bar));
		cell = bar == SIZE_MAX ? STR("") : str_slice(cell, bar + 3, cell.len);
	}
	sort(list, count);
	return count;
}

static str told(const ties_spell *spells, size_t count, struct arena *arena)
{
	str out = STR("");

	for (size_t i = 0; i < count; i++)
		out = arena_print(arena, "%.*s%s%.*s/%s%.*s %zu", STR_ARG(out), i ? " | " : "",
		                  STR_ARG(spells[i].from.edtf), spells[i].to.first == TIES_DAY_MAX ? ".." : "",
		                  STR_ARG(spells[i].to.edtf), spells[i].listing_count);
	return out;
}

static const struct history_time someday = {.on = {0, 0, DATE_KNOWN, false, false}};

static void listings_are_joined(void **state)
{
	(void)state;
	const ties_book book = {0};
	struct cases c;

	cases_open(&c, "history-spells");
	while (cases_next(&c)) {
		ties_listing list[LISTINGS_MAX];
		struct arena arena = {0};
		ties_entity entity = {.listings = list, .listing_count = listings_of(list, c.cell[0])};
		const ties_spell *spells;
		size_t count;
		assert_int_equal(history_spells(&spells, &count, &entity, &book, &someday, &arena, NULL), TIES_OK);
		str got = told(spells, count, &arena);
		cases_check(&c, str_equal(got, c.cell[1]), got);
		assert_int_equal(history_disagreements(&entity, &book, &someday, &arena, NULL), TIES_OK);
		got = arena_print(&arena, "%zu", entity.disagreement_count);
		cases_check(&c, str_equal(got, c.cell[2]), got);
		arena_finish(&arena);
	}
}

/* ---- through the library, from sources --------------------------------------------------------------------------- */

#define REGIMES \
	"regime,jurisdiction,short,authority,dataset,programs,deciders\n" \
	"Canada Criminal Code listed entity,CA,Criminal Code list,Governor in " \
	"Council,ca_listed_terrorists,*,Minister of " \
	"Foreign Affairs;Minister of Public Safety\n" \
	"US Foreign Terrorist Organization,US,terrorist organisation (FTO),Secretary of State,us_ofac_sdn,FTO,\n" \
	"NZ list,NZ,designated terrorist,Prime Minister,nz_designated_terrorists,*,\n"
#define SDN_36 "36,\"RED GROUP\",-0- ,\"FTO\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n"
#define DESIGNATION_HEAD \
	"actor,jurisdiction,regime,listed_on,delisted_on,status,instrument,listing_reason,removal_reason,source," \
	"confidence,verified_fields,notes\n"

/* Red Group: curated in Canada and the US, on a later SDN list as FTO, and on a list that is a regime. */
static ties_book *open_world(struct fixture *f, const char *designations)
{
	static const char *const sources[] = {"actors.csv",
	                                      "designations.csv",
	                                      "offices.csv",
	                                      "regimes.csv",
	                                      "us_ofac_sdn@2010-01-01=sdn.csv",
	                                      "nz_designated_terrorists=nz.json"};
	ties_book *book;
	ties_error err;

	fixture_open(f);
	fixture_write(f, "actors.csv",
	              "id,name,schema,country,from,to,description,refs,source,confidence,notes\n"
	              "red-group,Red Group,Organization,ir,1965-09,,,us_ofac_sdn:36;"
	              "nz_designated_terrorists:p,x,verified,\n"
	              "jane-roe,Jane Roe,Person,ca,1950-02-03,,,,x,verified,\n"
	              "john-doe,John Doe,Person,ca,,,,,x,verified,\n");
	fixture_write(f, "designations.csv", designations);
	fixture_write(f, "offices.csv",
	              "actor,office,jurisdiction,party,from,to,source,confidence,notes\n"
	              "jane-roe,Minister of Foreign Affairs,CA,Conservative,2011-05-18,2012-12-10,gazette,verified,\n"
	              "john-doe,Minister of Foreign Affairs,CA,,2012-12-10,,gazette,verified,\n"
	              "john-doe,Minister of Public Safety,US,,2001-01-01,,gazette,verified,\n");
	fixture_write(f, "regimes.csv", REGIMES);
	fixture_write(f, "sdn.csv", SDN_36);
	fixture_write(f, "nz.json",
	              "{\"id\":\"p\",\"schema\":\"Organization\",\"properties\":{\"name\":[\"Red Group\"]}}\n"
	              "{\"id\":\"s\",\"schema\":\"Sanction\",\"properties\":{\"entity\":[\"p\"],\"country\":[\"nz\"],"
	              "\"program\":[\"Schedule 4\"],\"startDate\":[\"2003-04-05\"]}}\n"
	              "{\"id\":\"q\",\"schema\":\"Company\",\"properties\":{\"name\":[\"Red Trade\"]}}\n"
	              "{\"id\":\"d\",\"schema\":\"Ownership\",\"properties\":{\"owner\":[\"p\"],\"asset\":[\"q\"],"
	              "\"startDate\":[\"1999-01-02\"],\"endDate\":[\"2004\"]}}\n");
	ties_code rc = fixture_build(f, sources, sizeof sources / sizeof *sources, NULL, &err);
	if (rc != TIES_OK)
		print_error("%s\n", err.message);
	assert_int_equal(rc, TIES_OK);
	assert_int_equal(ties_book_open(&book, f->db, &err), TIES_OK);
	return book;
}

#define DESIGNATIONS \
	DESIGNATION_HEAD \
	"red-group,CA,Canada Criminal Code listed entity,2012-11-05,2012-12,removed,Code s.83; SOR/1 " \
	"(added); SOR/2 (removed),finding,none given,gazette,verified,listed_on;delisted_on,\n" \
	"red-group,US,US Foreign Terrorist Organization,1997-10-08,,listed,62 FR 1,law as amended,," \
	"register,verified,listed_on,\n"

static const ties_spell *find_spell(const ties_timeline *t, const char *jurisdiction)
{
	for (size_t i = 0; i < t->spell_count; i++)
		if (str_is(t->spells[i].jurisdiction, jurisdiction))
			return &t->spells[i];
	return NULL;
}

static void lists_and_curated_rows_tell_of_one_spell(void **state)
{
	(void)state;
	struct fixture f;
	ties_book *book = open_world(&f, DESIGNATIONS);
	ties_timeline *t;

	assert_int_equal(ties_timeline_of(book, STR("Red Group"), NULL, &t, NULL), TIES_OK);
	assert_int_equal(t->candidate_count, 1);
	assert_int_equal(t->spell_count, 3);
	const ties_spell *us = find_spell(t, "US"), *nz = find_spell(t, "NZ");
	assert_int_equal(us->listing_count, 2);
	assert_str(us->label, "terrorist organisation (FTO)");
	assert_str(us->from.edtf, "1997-10-08");
	assert_int_equal(us->confidence, TIES_VERIFIED);
	assert_str(us->begin.instrument, "62 FR 1");
	assert_str(us->begin.reason, "law as amended");
	assert_str(us->begin.source, "register");
	assert_int_equal(us->begin.decider_count, 0);
	assert_int_equal(us->on, TIES_YES);
	assert_str(nz->label, "designated terrorist");
	assert_str(nz->regime, "Schedule 4");
	assert_str(nz->from.edtf, "2003-04-05");
	ties_timeline_free(t);
	ties_book_close(book);
	fixture_close(&f);
}

/* In office on the day: one. In office on some day of the month: both, possibly. */
static void who_decided_is_three_valued(void **state)
{
	(void)state;
	struct fixture f;
	ties_book *book = open_world(&f, DESIGNATIONS);
	ties_timeline *t;

	assert_int_equal(ties_timeline_of(book, STR("red-group"), NULL, &t, NULL), TIES_OK);
	const ties_spell *ca = find_spell(t, "CA");
	assert_int_equal(ca->begin.decider_count, 1);
	assert_str(ca->begin.decider_names[0], "Jane Roe");
	assert_str(ca->begin.deciders[0].position, "Minister of Foreign Affairs");
	assert_int_equal(ca->begin.deciders[0].on, TIES_YES);
	assert_int_equal(ca->end.decider_count, 2);
	assert_int_equal(ca->end.deciders[0].on, TIES_POSSIBLY);
	assert_int_equal(ca->end.deciders[1].on, TIES_POSSIBLY);
	assert_str(ca->begin.instrument, "Code s.83; SOR/1 (added)");
	assert_str(ca->end.instrument, "SOR/2 (removed)");
	assert_str(ca->begin.reason, "finding");
	assert_str(ca->end.reason, "none given");
	ties_timeline_free(t);
	/* Known in 2000, there was no Canadian listing and no minister. */
	assert_int_equal(ties_timeline_of(book, STR("red-group"), &(ties_time){.known_on = STR("2000")}, &t, NULL),
	                 TIES_OK);
	assert_null(find_spell(t, "CA"));
	ties_timeline_free(t);
	ties_book_close(book);
	fixture_close(&f);
}

static void events_come_in_order(void **state)
{
	(void)state;
	static const char *const expected[] = {
	    "1965-09 founding founded",
	    "1997-10-08 listing listed by US, terrorist organisation (FTO)",
	    "1999-01-02 tie owns Red Trade until 2004",
	    "2003-04-05 listing listed by NZ, designated terrorist",
	    "2012-11-05 listing listed by CA, Criminal Code list",
	    "2012-12 delisting no longer listed by CA, Criminal Code list",
	};
	struct fixture f;
	ties_book *book = open_world(&f, DESIGNATIONS);
	struct arena arena = {0};
	ties_timeline *t;

	assert_int_equal(ties_timeline_of(book, STR("red-group"), NULL, &t, NULL), TIES_OK);
	for (size_t i = 0; i < t->event_count; i++) {
		const ties_event *e = &t->events[i];
		str line = arena_print(&arena, "%.*s %s %.*s", STR_ARG(e->when.edtf), e->kind, STR_ARG(e->text));
		if (e->until.edtf.len)
			line = arena_print(&arena, "%.*s until %.*s", STR_ARG(line), STR_ARG(e->until.edtf));
		assert_true(i < sizeof expected / sizeof *expected);
		assert_str(line, expected[i]);
		assert_str(e->modality, "asserted");
		assert_true(e->source.len);
	}
	assert_int_equal(t->event_count, sizeof expected / sizeof *expected);
	ties_timeline_free(t);
	arena_finish(&arena);
	ties_book_close(book);
	fixture_close(&f);
}

static void offices_and_lives_are_told(void **state)
{
	(void)state;
	static const char *const kinds[] = {"birth", "office", "office_end"};
	struct fixture f;
	ties_book *book = open_world(&f, DESIGNATIONS);
	ties_timeline *t;

	assert_int_equal(ties_timeline_of(book, STR("jane-roe"), NULL, &t, NULL), TIES_OK);
	assert_int_equal(t->event_count, 3);
	for (size_t i = 0; i < 3; i++)
		assert_string_equal(t->events[i].kind, kinds[i]);
	assert_str(t->events[1].text, "becomes Minister of Foreign Affairs (CA), Conservative");
	ties_timeline_free(t);
	ties_book_close(book);
	fixture_close(&f);
}

static void nobody_and_bad_dates_are_told_apart(void **state)
{
	(void)state;
	struct fixture f;
	ties_book *book = open_world(&f, DESIGNATIONS);
	const ties_str names[] = {STR("red-group"), STR("Zzyzx")};
	ties_timeline *t;
	ties_comparison *c;

	assert_int_equal(ties_timeline_of(book, STR("Zzyzx"), NULL, &t, NULL), TIES_OK);
	assert_int_equal(t->candidate_count + t->event_count + t->spell_count, 0);
	ties_timeline_free(t);
	assert_int_equal(ties_timeline_of(book, STR("red-group"), &(ties_time){.on = STR("2012-13")}, &t, NULL),
	                 TIES_ERR_USAGE);
	assert_null(t);
	assert_int_equal(ties_compare(book, names, 2, &(ties_time){.known_on = STR("soon")}, &c, NULL), TIES_ERR_USAGE);
	assert_null(c);
	assert_int_equal(ties_compare(book, names, 2, NULL, &c, NULL), TIES_OK);
	assert_int_equal(c->entity_count, 2);
	assert_int_equal(c->entities[0].listed_count, 3);
	assert_int_equal(c->entities[1].listed_count, 0);
	ties_comparison_free(c);
	assert_int_equal(ties_compare(book, NULL, 0, NULL, &c, NULL), TIES_OK);
	assert_int_equal(c->entity_count, 0);
	ties_comparison_free(c);
	ties_timeline_free(NULL);
	ties_comparison_free(NULL);
	ties_book_close(book);
	fixture_close(&f);
}

#define SWAP_DESIGNATIONS \
	DESIGNATION_HEAD \
	"jane-roe,CA,Canada Criminal Code listed entity,2012-12-17,,listed,,,,x,verified,listed_on,\n" \
	"john-doe,CA,Canada Criminal Code listed entity,2001-01-01,2012-12-18,removed,,,,x,verified," \
	"listed_on;delisted_on,\n" \
	"red-group,CA,Canada Criminal Code listed entity,2001-01-01,2012-12-17,removed,,,,x,verified," \
	"listed_on;delisted_on,\n"

static void opposite_moves_of_one_day(void **state)
{
	(void)state;
	struct fixture f;
	ties_book *book = open_world(&f, SWAP_DESIGNATIONS);
	const ties_str names[] = {STR("jane-roe"), STR("john-doe"), STR("red-group")};
	ties_comparison *c;

	assert_int_equal(ties_compare(book, names, 3, NULL, &c, NULL), TIES_OK);
	assert_int_equal(c->opposite_count, 1);
	assert_int_equal(c->opposites[0].off_entity, 2);
	assert_int_equal(c->opposites[0].on_entity, 0);
	assert_int_equal(c->opposites[0].day, date_from_civil(2012, 12, 17));
	ties_comparison_free(c);
	ties_book_close(book);
	fixture_close(&f);
}

/* ---- steps ---------------------------------------------------------------------------------------------------------
 */

static void who_no_longer_lists_depends_on_the_date(void **state)
{
	(void)state;
	static const struct {
		const char *on;
		const char *delisted, *still; /* jurisdictions */
	} expected[] = {
	    {"1990", "", ""},
	    {"2000", "", "US"},
	    {"2003-04-05", "", "US NZ"},
	    {"2012-12", "", "US NZ CA"},
	    {"2013", "CA", "US NZ"},
	    {"2012-12-30", "", "US NZ CA"},
	    {"2012-12-31", "CA", "US NZ"},
	};
	struct fixture f;
	ties_book *book = open_world(&f, DESIGNATIONS);
	struct arena arena = {0};
	const ties_str name = STR("red-group");

	for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
		ties_comparison *c;
		str delisted = STR(""), still = STR("");
		assert_int_equal(ties_compare(book, &name, 1, &(ties_time){.on = str_from(expected[i].on)}, &c, NULL),
		                 TIES_OK);
		const ties_compared *e = &c->entities[0];
		for (size_t j = 0; j < e->delisted_count; j++)
			delisted = arena_print(&arena, "%.*s%s%.*s", STR_ARG(delisted), j ? " " : "",
			                       STR_ARG(e->delisted[j].jurisdiction));
		for (size_t j = 0; j < e->still_count; j++)
			still = arena_print(&arena, "%.*s%s%.*s", STR_ARG(still), j ? " " : "", STR_ARG(e->still[j]));
		assert_str(delisted, expected[i].delisted);
		assert_str(still, expected[i].still);
		ties_comparison_free(c);
	}
	arena_finish(&arena);
	ties_book_close(book);
	fixture_close(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(listings_are_joined),         cmocka_unit_test(lists_and_curated_rows_tell_of_one_spell),
	    cmocka_unit_test(who_decided_is_three_valued), cmocka_unit_test(events_come_in_order),
	    cmocka_unit_test(offices_and_lives_are_told),  cmocka_unit_test(nobody_and_bad_dates_are_told_apart),
	    cmocka_unit_test(opposite_moves_of_one_day),   cmocka_unit_test(who_no_longer_lists_depends_on_the_date),
	};
	return run_tap("spells", tests);
}
