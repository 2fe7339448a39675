/* What was it on that day? Folding of versions, derived spells, three-valued status, what was known when. */
#include "unit.h"

#include "base/buf.h"
#include "cases.h"
#include "fixture.h"

static const ties_listing *find_listing(const ties_entity *e, const char *jurisdiction)
{
	for (size_t i = 0; i < e->listing_count; i++)
		if (str_is(e->listings[i].jurisdiction, jurisdiction))
			return &e->listings[i];
	return NULL;
}

struct expectation {
	const char *on;
	ties_truth ca, us;
};

static void listings_on_a_date(void **state)
{
	(void)state;
	static const struct expectation expected[] = {
	    {"2012-10-01", TIES_YES, TIES_NO},    {"2012", TIES_POSSIBLY, TIES_POSSIBLY},
	    {"2012-12-17", TIES_NO, TIES_NO},     {"2012-12-16", TIES_YES, TIES_NO},
	    {"2005-05-23", TIES_NO, TIES_YES},    {"2005-05-24", TIES_YES, TIES_YES},
	    {"2013", TIES_NO, TIES_NO},           {"1990/1996", TIES_NO, TIES_NO},
	    {"2012-09", TIES_YES, TIES_POSSIBLY}, {"2012-09/2012-12", TIES_POSSIBLY, TIES_POSSIBLY},
	    {"2013/..", TIES_NO, TIES_NO},        {"../2003", TIES_NO, TIES_POSSIBLY},
	};
	struct fixture world;
	ties_book *book;

	fixture_reference(&world);
	assert_int_equal(ties_book_open(&book, world.db, NULL), TIES_OK);
	for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
		ties_status *status;
		ties_error err;
		ties_time time = {.on = str_from(expected[i].on)};
		ties_code rc = ties_status_of(book, STR("RGI"), &time, false, &status, &err);
		assert_int_equal(rc, TIES_OK);
		assert_int_equal(status->candidate_count, 1);
		const ties_entity *e = &status->candidates[0].entity;
		assert_str(e->id, "red-group");
		assert_int_equal(find_listing(e, "CA")->on, expected[i].ca);
		assert_int_equal(find_listing(e, "US")->on, expected[i].us);
		ties_status_free(status);
	}
	ties_book_close(book);
	fixture_close(&world);
}

static void sources_and_confidence_are_kept(void **state)
{
	(void)state;
	struct fixture world;
	ties_book *book;
	ties_status *status;

	fixture_reference(&world);
	assert_int_equal(ties_book_open(&book, world.db, NULL), TIES_OK);
	assert_int_equal(ties_status_of(book, STR("red-group"), NULL, true, &status, NULL), TIES_OK);
	const ties_listing *ca = find_listing(&status->candidates[0].entity, "CA");
	const ties_listing *us = find_listing(&status->candidates[0].entity, "US");
	assert_str(ca->source, "gazette");
	assert_str(ca->instrument, "SOR/2005-159");
	assert_str(ca->end_reason, "none given");
	assert_str(ca->from.edtf, "2005-05-24");
	assert_int_equal(ca->from_confidence, TIES_VERIFIED);
	assert_int_equal(ca->to_confidence, TIES_VERIFIED);
	/* The American row is recalled, except for its beginning. */
	assert_int_equal(us->from_confidence, TIES_VERIFIED);
	assert_int_equal(us->to_confidence, TIES_RECALLED);
	assert_int_equal(us->confidence, TIES_RECALLED);
	assert_true(status->statement_count > 10);
	ties_status_free(status);

	assert_int_equal(
	    ties_status_of(book, STR("Jane Roe"), &(ties_time){.on = STR("2012-10-01")}, false, &status, NULL),
	    TIES_OK);
	const ties_entity *jane = &status->candidates[0].entity;
	assert_int_equal(jane->office_count, 1);
	assert_int_equal(jane->offices[0].on, TIES_YES);
	assert_str(jane->offices[0].position, "Minister of Foreign Affairs");
	assert_str(jane->offices[0].jurisdiction, "CA");
	ties_status_free(status);
	ties_book_close(book);
	fixture_close(&world);
}

#define SDN_36 "36,\"AEROCARIBBEAN AIRLINES\",-0- ,\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n"
#define SDN_173 "173,\"ANGLO-CARIBBEAN CO., LTD.\",-0- ,\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n"
#define SDN_306 "306,\"BANCO NACIONAL DE CUBA\",-0- ,\"%s\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"a.k.a. 'BNC'.\"\r\n"

/* Three versions: 36 vanishes in the second and comes back in the third; 306 changes its programme. */
static void versions_fold_into_spells(void **state)
{
	(void)state;
	static const char *const names[] = {"us_ofac_sdn@2020-01-10=v1.csv", "us_ofac_sdn@2020-02-10=v2.csv",
	                                    "us_ofac_sdn@2020-03-10=v3.csv"};
	struct fixture world;
	ties_build_options options = {.size = sizeof options};
	ties_book *book;
	ties_status *status;
	ties_error err;
	char text[2048];

	(void)options;
	fixture_open(&world);
	snprintf(text, sizeof text, SDN_36 SDN_173 SDN_306, "CUBA");
	fixture_write(&world, "v1.csv", text);
	snprintf(text, sizeof text, SDN_173 SDN_306, "CUBA");
	fixture_write(&world, "v2.csv", text);
	snprintf(text, sizeof text, SDN_36 SDN_173 SDN_306, "SDGT");
	fixture_write(&world, "v3.csv", text);
	/* A third of the entries is gone in v2: refused unless forced. */
	assert_int_equal(fixture_build(&world, names, 3, NULL, &err), TIES_ERR_FORMAT);
	assert_non_null(strstr(err.message, "--force"));

	char paths[3][256];
	const char *sources[3];
	for (size_t i = 0; i < 3; i++) {
		const char *equals = strchr(names[i], '=');
		snprintf(paths[i], sizeof paths[i], "%.*s%s/%s", (int)(equals - names[i] + 1), names[i], world.folder,
		         equals + 1);
		sources[i] = paths[i];
	}
	options = (ties_build_options){
	    .size = sizeof options, .output = world.db, .sources = sources, .source_count = 3, .now = 1, .force = true};
	ties_code rc = ties_build(&options, NULL, &err);
	if (rc != TIES_OK)
		print_error("%s\n", err.message);
	assert_int_equal(rc, TIES_OK);
	assert_int_equal(ties_book_open(&book, world.db, &err), TIES_OK);
	assert_int_equal(ties_book_check(book, &err), TIES_OK);

	assert_int_equal(
	    ties_status_of(book, STR("us_ofac_sdn:36"), &(ties_time){.on = STR("2020-02-10")}, false, &status, &err),
	    TIES_OK);
	const ties_entity *e = &status->candidates[0].entity;
	assert_int_equal(e->listing_count, 2);
	assert_str(e->listings[0].from.edtf, "[..2020-01-10]");
	assert_str(e->listings[0].to.edtf, "[2020-01-11..2020-02-10]");
	assert_int_equal(e->listings[0].on, TIES_NO);
	assert_str(e->listings[1].from.edtf, "[2020-02-11..2020-03-10]");
	assert_int_equal(e->listings[1].to.first, TIES_DAY_MAX);
	ties_status_free(status);

	/* Known on 2020-01-20, nothing of the removal was known. */
	assert_int_equal(ties_status_of(book, STR("us_ofac_sdn:36"),
	                                &(ties_time){.on = STR("2020-02-10"), .known_on = STR("2020-01-10")}, false,
	                                &status, &err),
	                 TIES_OK);
	e = &status->candidates[0].entity;
	assert_int_equal(e->listing_count, 1);
	assert_int_equal(e->listings[0].on, TIES_YES);
	ties_status_free(status);

	assert_int_equal(
	    ties_status_of(book, STR("us_ofac_sdn:306"), &(ties_time){.on = STR("2020-03-10")}, false, &status, &err),
	    TIES_OK);
	e = &status->candidates[0].entity;
	assert_int_equal(e->listing_count, 2);
	assert_str(e->listings[0].regime, "CUBA");
	assert_int_equal(e->listings[0].on, TIES_NO);
	assert_str(e->listings[1].regime, "SDGT");
	assert_int_equal(e->listings[1].on, TIES_YES);
	ties_status_free(status);
	ties_book_close(book);
	fixture_close(&world);
}

static size_t count_listings(const ties_book *book, const char *ref)
{
	ties_status *status;

	assert_int_equal(ties_status_of(book, str_from(ref), NULL, false, &status, NULL), TIES_OK);
	size_t count = status->candidates[0].entity.listing_count;
	ties_status_free(status);
	return count;
}

/* A folder's version that is cut takes nobody off: whoever it has and whoever it lacks is listed without a break. */
static void a_cut_version_in_a_folder_breaks_nothing(void **state)
{
	static const char *const sources[] = {"lists"};
	struct fixture world;
	ties_build_report report;
	ties_book *book;
	char folder[128];

	(void)state;
	fixture_open(&world);
	snprintf(folder, sizeof folder, "%s/lists", world.folder);
	assert_int_equal(mkdir(folder, 0777), 0);
	fixture_write(&world, "lists/2020-01-10.csv", SDN_36 SDN_173);
	fixture_write(&world, "lists/2020-02-10.csv", SDN_173);
	fixture_write(&world, "lists/2020-03-10.csv", SDN_36 SDN_173);
	assert_int_equal(fixture_build(&world, sources, 1, &report, NULL), TIES_OK);
	assert_int_equal(report.versions, 3);
	assert_int_equal(report.rejects, 1);
	assert_int_equal(ties_book_open(&book, world.db, NULL), TIES_OK);
	assert_int_equal(ties_book_check(book, NULL), TIES_OK);
	assert_int_equal(count_listings(book, "us_ofac_sdn:36"), 1);
	assert_int_equal(count_listings(book, "us_ofac_sdn:173"), 1);
	ties_book_close(book);
	fixture_close(&world);
}

/* As many came as went: the entries count, not their number. */
static void entries_that_vanish_are_counted(void **state)
{
	static const char *const sources[] = {"us_ofac_sdn@2020-01-10=v1.csv", "us_ofac_sdn@2020-02-10=v2.csv"};
	struct fixture world;
	ties_error err;

	(void)state;
	fixture_open(&world);
	fixture_write(&world, "v1.csv", SDN_36 SDN_173);
	fixture_write(&world, "v2.csv",
	              SDN_36 "174,\"OTHER\",-0- ,\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n");
	assert_int_equal(fixture_build(&world, sources, 2, NULL, &err), TIES_ERR_FORMAT);
	assert_non_null(strstr(err.message, "1 of the 2 entries"));
	assert_non_null(strstr(err.message, "(173 is one)"));
	fixture_close(&world);
}

/* A program compiled before `base` was there has a shorter struct. */
static void older_programs_have_no_base(void **state)
{
	struct fixture world;
	char path[160];
	const char *sources[] = {path};

	(void)state;
	fixture_open(&world);
	fixture_write(&world, "sdn.csv", SDN_36);
	snprintf(path, sizeof path, "us_ofac_sdn=%s/sdn.csv", world.folder);
	ties_build_options options = {.size = offsetof(ties_build_options, base),
	                              .output = world.db,
	                              .sources = sources,
	                              .source_count = 1,
	                              .base = "/nowhere/old.ties"};
	assert_int_equal(ties_build(&options, NULL, NULL), TIES_OK);
	options.size = sizeof options;
	assert_int_equal(ties_build(&options, NULL, NULL), TIES_ERR_NOT_FOUND);
	fixture_close(&world);
}

/* What is gone since a version without a date ended at any time up to the next one. */
static void an_undated_version_bounds_nothing(void **state)
{
	(void)state;
	static const char *const names[] = {"us_ofac_sdn=v1.csv", "us_ofac_sdn@2020-02-10=v2.csv"};
	struct fixture world;
	ties_book *book;
	ties_status *status;
	ties_error err;
	char text[4096];

	fixture_open(&world);
	size_t len = 0;
	for (int i = 0; i < 12; i++) /* one of thirteen may go */
		len += (size_t)snprintf(text + len, sizeof text - len, "%d%s", i + 1, SDN_173);
	fixture_write(&world, "v2.csv", text);
	snprintf(text + len, sizeof text - len, SDN_36);
	fixture_write(&world, "v1.csv", text);
	assert_int_equal(fixture_build(&world, names, 2, NULL, &err), TIES_OK);
	assert_int_equal(ties_book_open(&book, world.db, &err), TIES_OK);
	assert_int_equal(ties_status_of(book, STR("us_ofac_sdn:36"), NULL, false, &status, &err), TIES_OK);
	const ties_entity *e = &status->candidates[0].entity;
	assert_int_equal(e->listing_count, 1);
	assert_int_equal(e->listings[0].to.first, TIES_DAY_MIN);
	assert_str(e->listings[0].to.edtf, "[..2020-02-10]");
	ties_status_free(status);
	ties_book_close(book);
	fixture_close(&world);
}

/* Listings go by date and regime, so those of one record have others between them. */
static void statements_of_a_record_come_once(void **state)
{
	(void)state;
	static const char *const names[] = {"own=x.json"};
	struct fixture world;
	ties_book *book;
	ties_status *status;
	ties_error err;
	size_t authorities = 0;

	fixture_open(&world);
	fixture_write(&world, "x.json",
	              "{\"id\":\"p\",\"schema\":\"Person\",\"properties\":{\"name\":[\"Red Walker\"]}}\n"
	              "{\"id\":\"s1\",\"schema\":\"Sanction\",\"properties\":{\"entity\":[\"p\"],"
	              "\"program\":[\"A\",\"C\"],\"authority\":[\"one\"]}}\n"
	              "{\"id\":\"s2\",\"schema\":\"Sanction\",\"properties\":{\"entity\":[\"p\"],"
	              "\"program\":[\"B\"],\"authority\":[\"two\"]}}\n");
	assert_int_equal(fixture_build(&world, names, 1, NULL, &err), TIES_OK);
	assert_int_equal(ties_book_open(&book, world.db, &err), TIES_OK);
	assert_int_equal(ties_status_of(book, STR("own:p"), NULL, true, &status, &err), TIES_OK);
	const ties_entity *e = &status->candidates[0].entity;
	assert_int_equal(e->listing_count, 3);
	assert_str(e->listings[1].regime, "B");
	for (size_t i = 0; i < status->statement_count; i++)
		authorities += str_is(status->statements[i].property, "authority");
	assert_int_equal(authorities, 2);
	ties_status_free(status);
	ties_book_close(book);
	fixture_close(&world);
}

#define PERSON(name) "{\"id\":\"p\",\"schema\":\"Person\",\"properties\":{\"name\":[\"" name "\"]}}\n"
#define SANCTION(properties) \
	"{\"id\":\"s\",\"schema\":\"Sanction\",\"properties\":{\"entity\":[\"p\"]," properties "}}\n"
#define OFFICE(properties) \
	"{\"id\":\"o\",\"schema\":\"Occupancy\",\"properties\":{\"holder\":[\"p\"],\"post\":[\"q\"]," properties "}}" \
	"\n"
#define POSITION(name) "{\"id\":\"q\",\"schema\":\"Position\",\"properties\":{\"name\":[\"" name "\"]}}\n"

/** Three versions: what is said of one listing and one office changes in each. */
static void build_revised(struct fixture *world)
{
	static const char *const names[] = {"own@2020-01-10=1.json", "own@2021-01-10=2.json", "own@2022-01-10=3.json"};
	ties_error err;

	fixture_open(world);
	fixture_write(world, "1.json", PERSON("Red Walker") SANCTION("\"program\":[\"A\"],\"reason\":[\"first\"]"));
	fixture_write(world, "2.json",
	              PERSON("Reddy Walker")
	                  SANCTION("\"program\":[\"A\"],\"reason\":[\"second\"],\"startDate\":[\"2019-05-01\"]")
	                      OFFICE("\"startDate\":[\"2019\"]") POSITION("Minister"));
	fixture_write(world, "3.json",
	              PERSON("Reddy Walker")
	                  SANCTION("\"program\":[\"A\"],\"reason\":[\"second\"],\"startDate\":[\"2019-05-01\"],"
	                           "\"endDate\":[\"2020-06-30\"]")
	                      OFFICE("\"startDate\":[\"2019\"],\"endDate\":[\"2021\"]") POSITION("First Minister"));
	assert_int_equal(fixture_build(world, names, 3, NULL, &err), TIES_OK);
}

/* What a later version says of the same listing was not known before: dates, reason, name, office. */
static void what_was_known_is_answered_again(void **state)
{
	(void)state;
	static const struct {
		const char *known_on, *caption, *reason, *from, *to, *office, *office_to;
	} rows[] = {
	    {"2020-01-09", "Reddy Walker", NULL, NULL, NULL, NULL, NULL},
	    {"2020-01-10", "Red Walker", "first", "[..2020-01-10]", "..", NULL, NULL},
	    {"2021-01-09", "Red Walker", "first", "[..2020-01-10]", "..", NULL, NULL},
	    {"2021-01", "Reddy Walker", "second", "2019-05-01", "..", "Minister", ".."},
	    {"2022-01-09", "Reddy Walker", "second", "2019-05-01", "..", "Minister", ".."},
	    {"2022-01-10", "Reddy Walker", "second", "2019-05-01", "2020-06-30", "First Minister", "2021"},
	    {"", "Reddy Walker", "second", "2019-05-01", "2020-06-30", "First Minister", "2021"},
	};
	struct fixture world;
	ties_book *book;
	ties_status *status;
	ties_error err;

	build_revised(&world);
	assert_int_equal(ties_book_open(&book, world.db, &err), TIES_OK);
	assert_int_equal(ties_book_check(book, &err), TIES_OK);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const ties_time time = {.on = STR("2020"), .known_on = str_from(rows[i].known_on)};
		assert_int_equal(ties_status_of(book, STR("own:p"), &time, false, &status, &err), TIES_OK);
		const ties_entity *e = &status->candidates[0].entity;
		assert_str(e->caption, rows[i].caption);
		assert_int_equal(e->ref_count, rows[i].reason != NULL);
		assert_int_equal(e->listing_count, rows[i].reason != NULL);
		assert_int_equal(e->office_count, rows[i].office != NULL);
		if (rows[i].reason) {
			assert_str(e->listings[0].reason, rows[i].reason);
			assert_str(e->listings[0].from.edtf, rows[i].from);
			assert_str(e->listings[0].to.edtf, rows[i].to);
		}
		if (rows[i].office) {
			assert_str(e->offices[0].position, rows[i].office);
			assert_str(e->offices[0].to.edtf, rows[i].office_to);
		}
		ties_status_free(status);
	}
	ties_book_close(book);
	fixture_close(&world);
}

static const ties_change *find_change(const ties_changes *c, const char *change, const char *property)
{
	for (size_t i = 0; i < c->change_count; i++)
		if (strcmp(c->changes[i].change, change) == 0 && str_is(c->changes[i].property, property))
			return &c->changes[i];
	return NULL;
}

static ties_changes *changes_known(const ties_book *book, const char *from, const char *to)
{
	const ties_changes_options options = {
	    .size = sizeof options, .from = str_from(from), .to = str_from(to), .known = true};
	ties_changes *changes;

	assert_int_equal(ties_changes_between(book, &options, &changes, NULL), TIES_OK);
	return changes;
}

/* Each version against the one before; records that hang on an entry count as the entry. */
static void versions_tell_what_changed(void **state)
{
	(void)state;
	struct fixture world;
	ties_book *book;

	build_revised(&world);
	assert_int_equal(ties_book_open(&book, world.db, NULL), TIES_OK);
	ties_changes *c = changes_known(book, "2020-01-09", "2020-12-31");
	assert_int_equal(c->change_count, 0); /* the first version */
	assert_int_equal(c->version_count, 1);
	assert_int_equal(c->versions[0].before, TIES_DAY_MIN);
	ties_changes_free(c);

	c = changes_known(book, "2020-01-10", "2021-01-10");
	const ties_change *renamed = find_change(c, "renamed", "name");
	assert_non_null(renamed);
	assert_str(renamed->ref, "own:p");
	assert_str(renamed->when.edtf, "2021-01-10");
	assert_str(renamed->before[0], "Red Walker");
	assert_str(renamed->after[0], "Reddy Walker");
	const ties_change *reason = find_change(c, "changed", "reason");
	assert_str(reason->ref, "own:p");
	assert_str(reason->record_schema, "Sanction");
	assert_str(reason->before[0], "first");
	assert_str(reason->after[0], "second");
	assert_int_equal(find_change(c, "changed", "startDate")->before_count, 0);
	assert_null(find_change(c, "changed", "program"));
	assert_null(find_change(c, "changed", "entity"));
	ties_changes_free(c);

	c = changes_known(book, "2021", "2022");
	assert_str(find_change(c, "renamed", "name")->ref, "own:q"); /* the position */
	assert_null(find_change(c, "changed", "reason"));
	assert_str(find_change(c, "changed", "endDate")->ref, "own:p");
	ties_changes_free(c);
	ties_book_close(book);
	fixture_close(&world);
}

/* A name is exact when the entity has it, whatever its case, accents and order. */
static void whom_a_name_is_taken_for(void **state)
{
	static const char *const names[] = {"own=x.json"};
	struct fixture world;
	struct cases c;
	ties_book *book;
	ties_status *status;
	ties_error err;

	(void)state;
	fixture_open(&world);
	fixture_write(
	    &world, "x.json",
	    "{\"id\":\"person-1\",\"schema\":\"Person\",\"properties\":{\"name\":[\"Michael COOPER\"],"
	    "\"alias\":[\"Micky Cooper\"]}}\n"
	    "{\"id\":\"person-2\",\"schema\":\"Person\",\"properties\":{\"name\":[\"J\u00fcrgen Hass\",\"Juergen "
	    "Hass\"]}}\n"
	    "{\"id\":\"body-1\",\"schema\":\"Organization\",\"properties\":{\"name\":[\"Qa'ida Foundation\"]}}\n");
	if (fixture_build(&world, names, 1, NULL, &err) != TIES_OK || ties_book_open(&book, world.db, &err) != TIES_OK)
		fail_msg("%s", err.message);
	cases_open(&c, "named");
	while (cases_next(&c)) {
		assert_int_equal(ties_status_of(book, c.cell[0], NULL, false, &status, &err), TIES_OK);
		if (status->candidate_count != 1)
			fail_msg("line %u: %zu candidates", c.number, status->candidate_count);
		char ref[64];
		snprintf(ref, sizeof ref, "own:%.*s", STR_ARG(c.cell[1]));
		assert_str(status->candidates[0].entity.refs[0], ref);
		if (status->candidates[0].exact != str_is(c.cell[2], "yes"))
			fail_msg("line %u: %.*s is exact: %d", c.number, STR_ARG(c.cell[0]),
			         status->candidates[0].exact);
		ties_status_free(status);
	}
	ties_book_close(book);
	fixture_close(&world);
}

#define SOMEBODY(id, name, born, more) \
	"{\"id\":\"" id "\",\"schema\":\"Person\",\"properties\":{\"name\":[\"" name "\"],\"birthDate\":[\"" born \
	"\"]" more "}}\n"

/* Which of those that a name can mean are probably one? */
static void the_same_on_two_lists_is_probably_one(void **state)
{
	static const char *const names[] = {"one=one.json", "two=two.json", "three=three.json", "decisions.csv"};
	static const struct {
		const char *name, *wanted; /* ids in the order of the answer, each with whom it probably is */
	} cases[] = {
	    {"Adam Roe", "one-a three-a=one-a two-a=one-a"}, /* a full date, on three lists */
	    {"Bert Roe", "one-b two-b"},                     /* only the year */
	    {"Carl Roe", "one-c two-c"},                     /* another day */
	    {"Dora Roe", "one-d two-d"},                     /* another gender */
	    {"Egon Roe", "one-e one-e2"},                    /* one list has both */
	    {"Emil Roe", "one-f two-f"},                     /* somebody decided that they are two */
	};
	struct fixture world;
	ties_book *book;
	ties_status *status;
	ties_error err;

	(void)state;
	fixture_open(&world);
	fixture_write(&world, "one.json",
	              SOMEBODY("a", "Adam Roe", "1960-09-07", "") SOMEBODY("b", "Bert Roe", "1960", "")
	                  SOMEBODY("c", "Carl Roe", "1960-09-07", "") SOMEBODY("d", "Dora Roe", "1960-09-07",
	                                                                       ",\"gender\":[\"female\"]")
	                      SOMEBODY("e", "Egon Roe", "1960-09-07", "") SOMEBODY("e2", "Egon Roe", "1960-09-07", "")
	                          SOMEBODY("f", "Emil Roe", "1960-09-07", ""));
	fixture_write(&world, "two.json",
	              SOMEBODY("a", "ROE, Adam", "1960-09-07", "") SOMEBODY("b", "Bert Roe", "1960", "")
	                  SOMEBODY("c", "Carl Roe", "1960-09-08", "")
	                      SOMEBODY("d", "Dora Roe", "1960-09-07", ",\"gender\":[\"male\"]")
	                          SOMEBODY("f", "Emil Roe", "1960-09-07", ""));
	fixture_write(&world, "three.json", SOMEBODY("a", "Adam Roe", "1960-09-07", ""));
	fixture_write(&world, "decisions.csv",
	              "left,right,decision,who,when,reason,score\none:f,two:f,different,anna,2026-11-02,twins,\n");
	if (fixture_build(&world, names, 4, NULL, &err) != TIES_OK || ties_book_open(&book, world.db, &err) != TIES_OK)
		fail_msg("%s", err.message);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buf got = {0};
		assert_int_equal(ties_status_of(book, str_from(cases[i].name), NULL, false, &status, &err), TIES_OK);
		for (size_t k = 0; k < status->candidate_count; k++) {
			const ties_candidate *c = &status->candidates[k];
			buf_print(&got, "%s%.*s%s%.*s", k ? " " : "", STR_ARG(c->entity.id), c->probably.len ? "=" : "",
			          STR_ARG(c->probably));
		}
		assert_str(buf_str(&got), cases[i].wanted);
		ties_status_free(status);
		buf_finish(&got);
	}
	ties_book_close(book);
	fixture_close(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(listings_on_a_date),
	    cmocka_unit_test(sources_and_confidence_are_kept),
	    cmocka_unit_test(versions_fold_into_spells),
	    cmocka_unit_test(a_cut_version_in_a_folder_breaks_nothing),
	    cmocka_unit_test(entries_that_vanish_are_counted),
	    cmocka_unit_test(older_programs_have_no_base),
	    cmocka_unit_test(an_undated_version_bounds_nothing),
	    cmocka_unit_test(statements_of_a_record_come_once),
	    cmocka_unit_test(what_was_known_is_answered_again),
	    cmocka_unit_test(versions_tell_what_changed),
	    cmocka_unit_test(whom_a_name_is_taken_for),
	    cmocka_unit_test(the_same_on_two_lists_is_probably_one),
	};
	return run_tap("history", tests);
}
