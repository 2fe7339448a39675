/* Joins, canonical ids and proposals. */
#include "unit.h"

#include "cases.h"
#include "fixture.h"

#include "book/book.h"
#include "match/same.h"

static struct fixture world;

static int set_up(void **state)
{
	(void)state;
	fixture_open(&world);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	fixture_close(&world);
	return 0;
}

static ties_book *build(const char *const *sources, size_t count, ties_build_report *report)
{
	ties_book *book = NULL;
	ties_error err;

	if (fixture_build(&world, sources, count, report, &err) != TIES_OK ||
	    ties_book_open(&book, world.db, &err) != TIES_OK || ties_book_check(book, &err) != TIES_OK)
		fail_msg("%s", err.message);
	return book;
}

/* ---- joins ------------------------------------------------------------------------------------------------- */

/* A record of the case table as FollowTheMoney entities, one a line. */
static void write_record(const char *name, str schema, str properties)
{
	struct buf main = {0}, more = {0};
	str piece;

	buf_print(&main, "{\"id\":\"1\",\"schema\":\"%.*s\",\"properties\":{", STR_ARG(schema));
	for (bool first = true; str_split(&properties, '|', &piece);) {
		size_t equals = str_find_char(piece, '=', 0);
		str key = str_slice(piece, 0, equals), value = str_slice(piece, equals + 1, piece.len);
		if (str_starts(key, STR("passport:"))) {
			buf_print(
			    &more,
			    "{\"id\":\"p\",\"schema\":\"Passport\",\"properties\":{\"holder\":[\"1\"],\"number\":["
			    "\"%.*s\"],\"country\":[\"%.*s\"]}}\n",
			    STR_ARG(value), STR_ARG(str_slice(key, 9, key.len)));
		} else if (str_is(key, "group")) {
			buf_print(&more,
			          "{\"id\":\"s\",\"schema\":\"Sanction\",\"properties\":{\"entity\":[\"1\"],"
			          "\"authorityId\":[\"%.*s\"]}}\n",
			          STR_ARG(value));
		} else {
			buf_print(&main, "%s\"%.*s\":[\"%.*s\"]", first ? "" : ",", STR_ARG(key), STR_ARG(value));
			first = false;
		}
	}
	buf_add(&main, STR("}}\n"));
	buf_add(&main, buf_str(&more));
	fixture_write(&world, name, buf_cstr(&main));
	buf_finish(&main);
	buf_finish(&more);
}

static const char *how_joined(const ties_build_report *report)
{
	for (int i = 0; i < TIES_JOIN_KINDS; i++)
		if (report->joins.joined[i])
			return ties_join_name((ties_join_kind)i);
	return "-";
}

static void records_are_joined_by_strong_evidence_alone(void **state)
{
	struct cases c;
	size_t wrong = 0;

	(void)state;
	for (cases_open(&c, "dedupe-joins"); cases_next(&c);) {
		char left[128], right[128];
		ties_build_report report;
		write_record("left.ftm.json", c.cell[1], c.cell[2]);
		write_record("right.ftm.json", c.cell[4], c.cell[5]);
		snprintf(left, sizeof left, "%.*s=left.ftm.json", STR_ARG(c.cell[0]));
		snprintf(right, sizeof right, "%.*s=right.ftm.json", STR_ARG(c.cell[3]));
		ties_book_close(build((const char *const[]){left, right}, 2, &report));
		const char *how = how_joined(&report);
		if (!str_is(c.cell[6], how)) {
			print_error("line %u: joined by \"%s\", not by \"%.*s\"\n", c.number, how, STR_ARG(c.cell[6]));
			wrong++;
		}
	}
	assert_int_equal(wrong, 0);
}

/* Which of two records of one list has the number is not known, so neither is joined by it. */
static void numbers_that_one_list_has_twice_join_nobody(void **state)
{
	ties_build_report report;

	(void)state;
	fixture_write(&world, "a.csv",
	              "id,name,schema,passport\n1,Ivan Sidorov,Person,AB123456\n2,Anna Sidorova,Person,"
	              "AB123456\n");
	fixture_write(&world, "b.csv", "id,name,schema,passport\n1,Ivan Sidorov,Person,AB123456\n");
	fixture_write(&world, "c.csv", "id,name,schema,passport\n1,Ivan Sidorov,Person,AB123456\n");
	ties_book *book = build((const char *const[]){"a.csv", "b.csv", "c.csv"}, 3, &report);
	assert_int_equal(report.joins.ambiguous, 1);
	assert_int_equal(report.joins.joined[TIES_JOINED_DOCUMENT], 1);
	assert_int_equal(book_entity_by_ref(book, STR("b:1")), book_entity_by_ref(book, STR("c:1")));
	assert_int_not_equal(book_entity_by_ref(book, STR("a:1")), book_entity_by_ref(book, STR("b:1")));
	ties_book_close(book);
}

/* a joins b and c joins b, but a and c are entries of one list: the second join does not happen. */
static void no_chain_joins_two_entries_of_one_list(void **state)
{
	ties_build_report report;

	(void)state;
	fixture_write(&world, "a.csv",
	              "id,name,schema,passport\n1,Ivan Sidorov,Person,AB123456\n2,Ivan Sidorov,Person,"
	              "CD999888\n");
	fixture_write(&world, "b.csv", "id,name,schema,passport\n1,Ivan Sidorov,Person,AB123456;CD999888\n");
	ties_book *book = build((const char *const[]){"a.csv", "b.csv"}, 2, &report);
	assert_int_equal(report.joins.joined[TIES_JOINED_DOCUMENT], 1);
	assert_int_equal(report.joins.contradicted, 1);
	assert_int_not_equal(book_entity_by_ref(book, STR("a:1")), book_entity_by_ref(book, STR("a:2")));
	ties_book_close(book);
}

/* ---- ids --------------------------------------------------------------------------------------------------- */

static str id_of(const ties_book *book, const char *ref)
{
	uint32_t entity = book_entity_by_ref(book, str_from(ref));

	assert_int_not_equal(entity, BOOK_NONE);
	return book_string(book, book->ENTITY.items[entity].id);
}

#define PERSON(number) "id,name,schema,passport\n" number ",Ivan Sidorov,Person,AB123456\n"

/* Lists added behind in the fixed order of datasets do not rename anybody; every former id still finds the entity. */
static void ids_stay_as_lists_are_added(void **state)
{
	static const char *const sources[] = {"un_sc_sanctions=un.csv", "us_ofac_sdn=ofac.csv", "eu_fsf=eu.csv",
	                                      "alpha=alpha.csv", "beta=beta.csv"};
	static const char *const alone[] = {"un-qdi.1", "ofac-36", "eu-7", "alpha-x1", "beta-x1"};

	(void)state;
	fixture_write(&world, "un.csv", PERSON("QDi.1"));
	fixture_write(&world, "ofac.csv", PERSON("36"));
	fixture_write(&world, "eu.csv", PERSON("7"));
	fixture_write(&world, "alpha.csv", PERSON("X1"));
	fixture_write(&world, "beta.csv", PERSON("X1"));
	for (size_t first = 0; first < 5; first++)
		for (size_t count = 1; first + count <= 5; count++) {
			ties_book *book = build(sources + first, count, NULL);
			for (size_t i = first; i < first + count; i++) {
				uint32_t entity = book_entity_by_id(book, str_from(alone[i]));
				assert_int_not_equal(entity, BOOK_NONE);
				assert_str(book_string(book, book->ENTITY.items[entity].id), alone[first]);
			}
			ties_book_close(book);
		}
}

/* Of two entries of one list, which a person has joined, the older number stays: 36 before 7117. */
static void the_older_number_names_the_entity(void **state)
{
	(void)state;
	fixture_write(&world, "ofac.csv",
	              "id,name,schema\n7117,Red Group,Organization\n36,Red Group,Organization\n"
	              "500,Other Group,Organization\n");
	fixture_write(&world, "decisions.csv", "left,right,decision\nus_ofac_sdn:7117,us_ofac_sdn:36,same\n");
	ties_book *book = build((const char *const[]){"us_ofac_sdn=ofac.csv", "decisions.csv"}, 2, NULL);
	assert_str(id_of(book, "us_ofac_sdn:7117"), "ofac-36");
	assert_str(id_of(book, "us_ofac_sdn:500"), "ofac-500");
	assert_int_equal(book_entity_by_id(book, STR("ofac-7117")), book_entity_by_id(book, STR("ofac-36")));
	ties_book_close(book);
}

/* What is decided different stays two, however long the chain of joins between them. */
static void no_chain_goes_round_a_decision(void **state)
{
	ties_build_report report;

	(void)state;
	fixture_write(&world, "a.csv", PERSON("1"));
	fixture_write(&world, "b.csv", PERSON("1"));
	fixture_write(&world, "c.csv", PERSON("1"));
	fixture_write(&world, "decisions.csv", "left,right,decision\na:1,c:1,different\n");
	ties_book *book = build((const char *const[]){"a.csv", "b.csv", "c.csv", "decisions.csv"}, 4, &report);
	assert_int_equal(report.joins.joined[TIES_JOINED_DOCUMENT], 1);
	assert_int_not_equal(book_entity_by_ref(book, STR("a:1")), book_entity_by_ref(book, STR("c:1")));
	ties_book_close(book);
}

/* ---- on disk ------------------------------------------------------------------------------------------------ */

static size_t section_at(const struct buf *bytes, uint32_t id)
{
	const struct book_header *header = (const void *)bytes->ptr;
	const struct book_section_entry *table = (const void *)(header + 1);

	for (uint32_t i = 0; i < header->section_count; i++)
		if (table[i].id == id)
			return table[i].offset;
	fail_msg("no section %u", id);
	return 0;
}

static void seal(struct buf *bytes)
{
	struct book_header *header = (void *)bytes->ptr;
	struct book_section_entry *table = (void *)(header + 1);

	for (uint32_t i = 0; i < header->section_count; i++)
		table[i].checksum = str_hash((str){bytes->ptr + table[i].offset, table[i].count * table[i].item_size});
	header->checksum = 0;
	header->checksum = str_hash((str){bytes->ptr, sizeof *header + header->section_count * sizeof *table});
}

/* A file whose checksums are right, but whose joins are not; asked all the same, it answers. */
static void wrong_joins_are_found(void **state)
{
	static const struct {
		uint32_t section;
		size_t offset; /* of a uint32_t in the first item */
		uint32_t value;
		const char *message;
	} cases[] = {
	    {BOOK_JOIN, offsetof(struct book_join, left), UINT32_MAX, "section JOIN, item 0"},
	    {BOOK_JOIN, offsetof(struct book_join, right), UINT32_MAX, "section JOIN, item 0"},
	    {BOOK_JOIN, offsetof(struct book_join, right), 0, "section JOIN, item 0"},
	    {BOOK_JOIN, offsetof(struct book_join, value), UINT32_MAX, "section JOIN, item 0"},
	    {BOOK_JOIN, offsetof(struct book_join, who), UINT32_MAX, "section JOIN, item 0"},
	    {BOOK_JOIN, offsetof(struct book_join, kind), TIES_JOIN_KINDS, "section JOIN, item 0"},
	    {BOOK_JOIN, offsetof(struct book_join, kind), TIES_DECIDED_DIFFERENT, "are of one entity"},
	    {BOOK_JOIN, offsetof(struct book_join, kind), 1u << 16, "section JOIN, item 0"},
	    {BOOK_JOIN, offsetof(struct book_join, right), 2, "are of two entities"},
	    {BOOK_ALIAS, offsetof(struct book_alias, id), UINT32_MAX, "section ALIAS, item 0"},
	    {BOOK_ALIAS, offsetof(struct book_alias, entity), UINT32_MAX, "section ALIAS, item 0"},
	    {BOOK_ALIAS, offsetof(struct book_alias, id), 0, "section ALIAS, item"},
	};
	struct buf original = {0}, forged = {0};

	(void)state;
	fixture_write(&world, "a.csv", PERSON("1") "2,Jane Roe,Person,\n");
	fixture_write(&world, "b.csv", PERSON("1") "2,Jane Roe,Person,\n");
	ties_book_close(build((const char *const[]){"a.csv", "b.csv"}, 2, NULL));
	assert_int_equal(file_read(&original, world.db, 1 << 24, NULL), TIES_OK);
	buf_add(&forged, buf_str(&original));
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		ties_book *book;
		ties_error err = {0};
		ties_proposals *proposals;
		ties_status *status;
		memcpy(forged.ptr, original.ptr, original.len);
		if (cases[i].section == BOOK_ALIAS && cases[i].offset == 0 && cases[i].value == 0) {
			/* the id of the other entity */
			const struct book_entity *e = (const void *)(original.ptr + section_at(&original, BOOK_ENTITY));
			memcpy(forged.ptr + section_at(&forged, BOOK_ALIAS), &e[1].id, sizeof e[1].id);
		} else {
			memcpy(forged.ptr + section_at(&forged, cases[i].section) + cases[i].offset, &cases[i].value,
			       sizeof cases[i].value);
		}
		seal(&forged);
		FILE *f = fopen(world.db, "wb");
		assert_non_null(f);
		assert_int_equal(fwrite(forged.ptr, 1, forged.len, f), forged.len);
		fclose(f);
		assert_int_equal(ties_book_open(&book, world.db, &err), TIES_OK);
		if (ties_book_check(book, &err) != TIES_ERR_CORRUPT || !strstr(err.message, cases[i].message))
			fail_msg("case %zu: %s", i, err.message);
		if (ties_status_of(book, STR("b-1"), NULL, true, &status, NULL) == TIES_OK)
			ties_status_free(status);
		if (ties_dedupe(book, NULL, &proposals, NULL) == TIES_OK)
			ties_proposals_free(proposals);
		ties_book_close(book);
	}
	buf_finish(&original);
	buf_finish(&forged);
}

/* ---- proposals ----------------------------------------------------------------------------------------------- */

/* Lists of people whose names are made of few words, so that many are alike. */
static void write_people(const char *file, unsigned seed, size_t count)
{
	static const char *const given[] = {"Ivan", "Iwan", "Omar", "Umar", "Yusuf", "Joseph", "Nadia", "Anna"};
	static const char *const family[] = {"Sidorov", "Sidorow", "Haddad", "Karim", "Kareem", "Petrova", "Maier"};
	static const char *const countries[] = {"ru", "sy", "", "iq"};
	struct buf b = {0};

	buf_add(&b, STR("id,name,alias,schema,birth_date,country,passport\n"));
	for (size_t i = 0; i < count; i++) {
		unsigned r = seed += 0x9e3779b9u, x = (r ^ r >> 15) * 0x85ebca6bu;
		x ^= x >> 13;
		buf_print(&b, "%zu,%s %s,%s,Person,%s%u,%s,%s%u\n", i, given[x % 8], family[x / 8 % 7],
		          x % 5 ? "" : family[x / 64 % 7], "19", 50 + x / 128 % 5, countries[x / 512 % 4],
		          x % 3 ? "" : "PP", 10000 + x / 1024 % 40);
	}
	fixture_write(&world, file, buf_cstr(&b));
	buf_finish(&b);
}

static bool is_proposed(const ties_proposals *p, const ties_book *book, uint32_t a, uint32_t b, double *score)
{
	str left = book_string(book, book->ENTITY.items[a].id), right = book_string(book, book->ENTITY.items[b].id);

	for (size_t i = 0; i < p->proposal_count; i++)
		if (str_equal(p->proposals[i].left.id, left) && str_equal(p->proposals[i].right.id, right)) {
			*score = p->proposals[i].score;
			return true;
		}
	return false;
}

/* Every pair of entities of different lists is proposed exactly when comparing all of their names says so. */
static void proposals_are_those_of_comparing_everybody(void **state)
{
	ties_proposals *p;
	ties_dedupe_options options = {.size = sizeof options, .threads = 3};
	size_t pairs = 0;
	double score;

	(void)state;
	write_people("a.csv", 1, 40);
	write_people("b.csv", 77, 40);
	write_people("c.csv", 4711, 30);
	ties_book *book = build((const char *const[]){"a.csv", "b.csv", "c.csv"}, 3, NULL);
	assert_int_equal(ties_dedupe(book, &options, &p, NULL), TIES_OK);
	for (uint32_t a = 0; a < book->ENTITY.count; a++)
		for (uint32_t b = a + 1; b < book->ENTITY.count; b++) {
			struct same_pair pair = {
			    .left = a, .right = b, .left_name = BOOK_NONE, .right_name = BOOK_NONE};
			struct same_evidence e;
			if (same_dataset(book, a, b)) {
				assert_false(is_proposed(p, book, a, b, &score));
				continue;
			}
			same_names(&pair, book);
			same_weigh(&e, book, &pair, NULL, NULL, NULL);
			bool proposed = is_proposed(p, book, a, b, &score);
			assert_int_equal(proposed, e.score >= 0.8);
			if (proposed)
				assert_float_equal(score, e.score, 1e-9);
			pairs += proposed;
		}
	assert_int_equal(pairs, p->total);
	assert_true(pairs > 50);
	ties_proposals_free(p);
	ties_book_close(book);
}

/* The answer does not depend on the number of threads, and the limit cuts its end off. */
static void threads_and_limits_change_nothing_else(void **state)
{
	ties_proposals *one, *four;
	ties_dedupe_options options = {.size = sizeof options, .threads = 1, .threshold = 0.7};

	(void)state;
	write_people("a.csv", 5, 40);
	write_people("b.csv", 6, 40);
	ties_book *book = build((const char *const[]){"a.csv", "b.csv"}, 2, NULL);
	assert_int_equal(ties_dedupe(book, &options, &one, NULL), TIES_OK);
	options.threads = 4;
	options.limit = 7;
	assert_int_equal(ties_dedupe(book, &options, &four, NULL), TIES_OK);
	assert_int_equal(four->proposal_count, 7);
	assert_int_equal(one->total, four->total);
	for (size_t i = 0; i < 7; i++) {
		assert_true(str_equal(one->proposals[i].left_ref, four->proposals[i].left_ref));
		assert_true(str_equal(one->proposals[i].right_ref, four->proposals[i].right_ref));
		assert_true(one->proposals[i].score == four->proposals[i].score);
		assert_true(i == 0 || one->proposals[i - 1].score >= one->proposals[i].score);
	}
	ties_proposals_free(one);
	ties_proposals_free(four);
	ties_book_close(book);
}

/* With datasets only pairs between the first and the others; an unknown one is an error. */
static void datasets_narrow_the_question(void **state)
{
	const ties_str ab[] = {STR("a"), STR("b")}, none[] = {STR("nowhere")};
	ties_dedupe_options options = {.size = sizeof options, .datasets = ab, .dataset_count = 2, .threshold = 0.7};
	ties_proposals *p;

	(void)state;
	write_people("a.csv", 5, 30);
	write_people("b.csv", 6, 30);
	write_people("c.csv", 7, 30);
	ties_book *book = build((const char *const[]){"a.csv", "b.csv", "c.csv"}, 3, NULL);
	assert_int_equal(ties_dedupe(book, &options, &p, NULL), TIES_OK);
	assert_true(p->total > 0);
	for (size_t i = 0; i < p->proposal_count; i++) {
		bool left = str_starts(p->proposals[i].left.datasets[0], STR("a")),
		     right = str_starts(p->proposals[i].right.datasets[0], STR("b"));
		assert_true(left || p->proposals[i].left.dataset_count > 1);
		assert_true(right || p->proposals[i].right.dataset_count > 1);
	}
	ties_proposals_free(p);
	options.datasets = none;
	options.dataset_count = 1;
	assert_int_equal(ties_dedupe(book, &options, &p, NULL), TIES_ERR_NOT_FOUND);
	options.threshold = 2;
	assert_int_equal(ties_dedupe(book, &options, &p, NULL), TIES_ERR_USAGE);
	ties_book_close(book);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
	    TEST(records_are_joined_by_strong_evidence_alone),
	    TEST(numbers_that_one_list_has_twice_join_nobody),
	    TEST(no_chain_joins_two_entries_of_one_list),
	    TEST(ids_stay_as_lists_are_added),
	    TEST(the_older_number_names_the_entity),
	    TEST(no_chain_goes_round_a_decision),
	    TEST(wrong_joins_are_found),
	    TEST(proposals_are_those_of_comparing_everybody),
	    TEST(threads_and_limits_change_nothing_else),
	    TEST(datasets_narrow_the_question),
	};
#undef TEST
	return run_tap("dedupe", tests);
}
