/* The US Congress: persons and spells of office, the real files, and YAML that is something else. */
#include "sources/formats.h"

#include "source_records.h"

#define CONGRESS_DATA TIES_SOURCE_DIR "/../shared/data/us-congress/"

static const char two_people[] =
    "# a comment\n"
    "- id:\n"
    "    bioguide: X000001\n"
    "    govtrack: 300018\n"
    "    wikidata: Q1\n"
    "    fec:\n"
    "    - S1\n"
    "    - H2\n"
    "  name:\n"
    "    first: James\n"
    "    middle: Q.\n"
    "    last: O'Hara\n"
    "    suffix: Jr.\n"
    "    nickname: Jim\n"
    "    official_full: 'James Q. O''Hara, Jr.'\n"
    "  bio:\n"
    "    birthday: '1950-02-03'\n"
    "    gender: M\n"
    "  leadership_roles:\n"
    "  - title: Senate Majority Whip\n"
    "    chamber: senate\n"
    "    start: '2015-01-03'\n"
    "    end: '2017-01-03'\n"
    "  - title: Senate Majority Whip\n"
    "    chamber: senate\n"
    "    start: '2017-01-03'\n"
    "  family:\n"
    "  - name: John O'Hara\n"
    "    relation: son\n"
    "  terms:\n"
    "  - {type: rep, start: '1993-01-05', end: '1995-01-03', state: NJ, district: 1, party: Democrat}\n"
    "  - {type: rep, start: '1995-01-04', end: '1997-01-03', state: NJ, district: 2, party: Democrat}\n"
    "  - type: rep\n"
    "    start: '1997-01-07'\n"
    "    end: '1999-01-03'\n"
    "    state: NJ\n"
    "    district: 2\n"
    "    party: Republican\n"
    "    party_affiliations:\n"
    "    - {start: '1997-01-07', end: '1998-05-05', party: Democrat}\n"
    "    - {start: '1998-05-06', end: '1999-01-03', party: Republican}\n"
    "  - {type: rep, start: '1999-01-06', end: '2001-01-03', state: NJ, district: 2, party: Republican, phone: '1', "
    "fax: }\n"
    "  - {type: rep, start: '2003-01-07', end: '2005-01-03', state: NJ, district: 2, party: Republican}\n"
    "  - {type: sen, start: '2005-01-03', end: '2031-01-03', state: NJ, class: 1, party: Republican, phone: '2', room: "
    "7}\n";

static const char one_vice_president[] =
    "- id:\n"
    "    govtrack: 400001\n"
    "  name: {first: Ann, last: Vice}\n"
    "  bio: {gender: F}\n"
    "  terms:\n"
    "  - {type: viceprez, start: '1801-03-04', end: '1805-03-04', party: Whig, how: election}\n"
    "  - {type: prez, start: '1805-03-04', end: '1809-03-04', party: Whig, how: election}\n";

static void persons_have_their_names_and_ids(void **)
{
	struct records all = {0};

	records_from_text(&all, &source_congress_yaml, "legislators-current.yaml", str_from(two_people));
	assert_int_equal(all.code, TIES_OK);
	assert_int_equal(all.rejects, 0);
	assert_string_equal(all.claim.dataset, "us_congress");
	const struct model_record *p = records_get(&all, "X000001");
	assert_int_equal(p->schema, SCHEMA_PERSON);
	assert_int_equal(p->line, 2);
	assert_str(record_value(p, PROP_NAME, 0), "James Q. O'Hara, Jr.");
	assert_true(record_has(p, PROP_ALIAS, "James Q. O'Hara Jr."));
	assert_true(record_has(p, PROP_ALIAS, "Jim O'Hara"));
	assert_true(record_has(p, PROP_GENDER, "male"));
	assert_true(record_has(p, PROP_BIRTH_DATE, "1950-02-03"));
	assert_true(record_has(p, PROP_WIKIDATA_ID, "Q1"));
	assert_true(record_has(p, PROP_TOPICS, "role.pep"));
	assert_true(record_has(p, PROP_COUNTRY, "us"));
	assert_str(record_value(p, PROP_POLITICAL, 0), "Democrat");
	assert_str(record_value(p, PROP_POLITICAL, 1), "Republican");
	assert_null(record_get(p, PROP_POLITICAL, 2));
	assert_true(record_has(p, PROP_UNMAPPED, "id.govtrack=300018"));
	assert_true(record_has(p, PROP_UNMAPPED, "id.fec=H2"));
	records_free(&all);
}

static void terms_become_spells(void **)
{
	struct records all = {0};

	records_from_text(&all, &source_congress_yaml, "legislators-current.yaml", str_from(two_people));
	const struct model_record *o = records_get(&all, "X000001#rep-NJ-1993-01-05");
	assert_int_equal(o->schema, SCHEMA_OCCUPANCY);
	assert_str(record_value(o, PROP_HOLDER, 0), "X000001");
	assert_str(record_value(o, PROP_POST, 0), "position:us-house");
	assert_str(record_value(o, PROP_START_DATE, 0), "1993-01-05");
	assert_str(record_value(o, PROP_END_DATE, 0), "2001-01-03");
	assert_str(record_value(o, PROP_SUBNATIONAL_AREA, 0), "NJ");
	/* two years without the seat: another spell */
	assert_str(record_value(records_get(&all, "X000001#rep-NJ-2003-01-07"), PROP_END_DATE, 0), "2005-01-03");
	const struct model_record *s = records_get(&all, "X000001#sen-NJ-2005-01-03");
	assert_str(record_value(s, PROP_POST, 0), "position:us-senate");
	assert_str(record_value(s, PROP_PHONE, 0), "2");
	assert_true(record_has(s, PROP_UNMAPPED, "room=7"));
	assert_int_equal(records_count(&all, SCHEMA_OCCUPANCY), 4);
	assert_str(record_value(records_get(&all, "position:us-house"), PROP_NAME, 0),
	           "Member of the US House of Representatives");
	assert_str(record_value(records_get(&all, "position:us-senate"), PROP_NAME, 0), "United States Senator");
	records_free(&all);
}

static void the_executive_is_a_part_of_its_own(void **)
{
	struct records all = {0};

	records_from_text(&all, &source_congress_yaml, "x.yaml", str_from(one_vice_president));
	assert_int_equal(all.code, TIES_OK);
	assert_int_equal(all.claim.part, 2);
	assert_str(record_value(records_get(&all, "govtrack:400001"), PROP_NAME, 0), "Ann Vice");
	assert_str(record_value(records_get(&all, "position:us-president"), PROP_NAME, 0),
	           "President of the United States");
	assert_str(record_value(records_get(&all, "position:us-vice-president"), PROP_NAME, 0),
	           "Vice President of the United States");
	assert_str(record_value(records_get(&all, "govtrack:400001#prez-1805-03-04"), PROP_END_DATE, 0), "1809-03-04");
	assert_int_equal(records_count(&all, SCHEMA_OCCUPANCY), 2);
	records_free(&all);
}

static void parties_and_districts_keep_their_dates(void **)
{
	struct records all = {0};

	records_from_text(&all, &source_congress_yaml, "legislators-current.yaml", str_from(two_people));
	const struct model_record *o = records_get(&all, "X000001#rep-NJ-1993-01-05");
	static const char *const parties[][3] = {{"Democrat", "1993-01-05", "1997-01-03"},
	                                         {"Republican", "1999-01-06", "2001-01-03"},
	                                         {"Democrat", "1997-01-07", "1998-05-05"},
	                                         {"Republican", "1998-05-06", "1999-01-03"}};
	for (size_t i = 0; i < 4; i++) {
		const struct model_statement *s = record_need(o, PROP_POLITICAL, i);
		assert_str(s->value, parties[i][0]);
		assert_str(s->valid_from, parties[i][1]);
		assert_str(s->valid_to, parties[i][2]);
	}
	assert_null(record_get(o, PROP_POLITICAL, 4));
	const struct model_statement *first = record_need(o, PROP_UNMAPPED, 0),
	                             *second = record_need(o, PROP_UNMAPPED, 1);
	assert_str(first->value, "district=1");
	assert_str(first->valid_to, "1995-01-03");
	assert_str(second->value, "district=2");
	assert_str(second->valid_from, "1995-01-04");
	assert_str(second->valid_to, "2001-01-03");
	records_free(&all);
}

static void leadership_and_family(void **)
{
	struct records all = {0};

	records_from_text(&all, &source_congress_yaml, "legislators-current.yaml", str_from(two_people));
	const struct model_record *o = records_get(&all, "X000001#senate-majority-whip-2015-01-03");
	assert_str(record_value(o, PROP_POST, 0), "position:us-congress-senate-majority-whip");
	assert_str(record_value(o, PROP_END_DATE, 0), "..");
	assert_str(record_value(records_get(&all, "position:us-congress-senate-majority-whip"), PROP_NAME, 0),
	           "Senate Majority Whip");
	const struct model_record *f = records_get(&all, "X000001#family-john-o-hara");
	assert_int_equal(f->schema, SCHEMA_FAMILY);
	assert_str(record_value(f, PROP_PERSON, 0), "X000001#relative-john-o-hara");
	assert_str(record_value(f, PROP_RELATIVE, 0), "X000001");
	assert_str(record_value(f, PROP_RELATIONSHIP, 0), "son");
	assert_str(record_value(records_get(&all, "X000001#relative-john-o-hara"), PROP_NAME, 0), "John O'Hara");
	records_free(&all);
	/* of those who served, a role without end has an unknown one */
	struct records past = {0};
	records_from_text(&past, &source_congress_yaml, "legislators-historical.yaml", str_from(two_people));
	assert_null(record_get(records_get(&past, "X000001#senate-majority-whip-2015-01-03"), PROP_END_DATE, 0));
	records_free(&past);
}

static void the_real_files_have_their_numbers(void **)
{
	struct records all = {0};
	size_t members = 0, open_roles = 0;

	if (!records_from_file(&all, &source_congress_yaml, CONGRESS_DATA "legislators-current.yaml.gz"))
		return;
	assert_int_equal(all.code, TIES_OK);
	assert_int_equal(all.rejects, 0);
	for (size_t i = 0; i < all.list.len; i++) {
		const struct model_record *r = &all.list.ptr[i];
		members += r->schema == SCHEMA_PERSON && record_has(r, PROP_TOPICS, "role.pep");
		open_roles += r->schema == SCHEMA_OCCUPANCY && record_has(r, PROP_END_DATE, "..");
	}
	assert_int_equal(members, 537);
	assert_int_equal(records_count(&all, SCHEMA_FAMILY), 11);
	assert_int_equal(open_roles, 28);
	const struct model_record *o = records_get(&all, "C000127#sen-WA-2001-01-03");
	assert_str(record_value(o, PROP_END_DATE, 0), "2031-01-03");
	records_free(&all);
}

/* A second reader, by lines: the file is regular enough, and nobody changes the state without a gap. */
struct count {
	size_t terms, spells;
	bool in_terms;
	char type[16], start[16];         /* of the term at hand */
	char last_type[16], last_end[16]; /* of the term before, of the same person */
};

static bool is_near(const char *end, const char *start)
{
	struct date a, b;
	int32_t days;

	return date_parse(str_from(end), &a, NULL) == TIES_OK && date_parse(str_from(start), &b, NULL) == TIES_OK &&
	       date_lag(a, b, &days) && days <= 31;
}

static void count_line(struct count *c, const char *line)
{
	if (line[0] == '-') { /* the next person */
		c->in_terms = false;
		c->last_type[0] = '\0';
	} else if (line[2] != ' ' && line[2] != '-') {
		c->in_terms = strncmp(line, "  terms:", 8) == 0;
	}
	if (!c->in_terms)
		return;
	if (sscanf(line, "  - type: %15s", c->type) == 1)
		c->terms++;
	sscanf(line, "    start: '%10s", c->start);
	char end[16];
	if (sscanf(line, "    end: '%10s", end) == 1 && line[4] == 'e') {
		c->spells += strcmp(c->type, c->last_type) != 0 || !is_near(c->last_end, c->start);
		memcpy(c->last_type, c->type, sizeof c->type);
		memcpy(c->last_end, end, sizeof end);
	}
}

static void spells_agree_with_a_count_over_the_lines(void **)
{
	struct input *in;
	struct records all = {0};
	struct count count = {0};
	size_t spells = 0;
	bool more;
	str line;

	if (!records_from_file(&all, &source_congress_yaml, CONGRESS_DATA "legislators-current.yaml.gz"))
		return;
	assert_int_equal(input_open(&in, CONGRESS_DATA "legislators-current.yaml.gz", NULL), TIES_OK);
	while (input_line(in, &line, 1 << 20, &more, NULL) == TIES_OK && more)
		count_line(&count, line.ptr);
	input_close(in);
	for (size_t i = 0; i < all.list.len; i++)
		spells += all.list.ptr[i].schema == SCHEMA_OCCUPANCY &&
		          (record_has(&all.list.ptr[i], PROP_POST, "position:us-house") ||
		           record_has(&all.list.ptr[i], PROP_POST, "position:us-senate"));
	assert_int_equal(count.terms, 2792);
	assert_int_equal(spells, count.spells);
	records_free(&all);
}

static void presidents_without_bioguide_are_kept(void **)
{
	struct records all = {0};
	size_t by_govtrack = 0;

	if (!records_from_file(&all, &source_congress_yaml, CONGRESS_DATA "executive.yaml.gz"))
		return;
	assert_int_equal(all.code, TIES_OK);
	assert_int_equal(all.claim.part, 2);
	assert_int_equal(records_count(&all, SCHEMA_PERSON), 80);
	for (size_t i = 0; i < all.list.len; i++)
		by_govtrack +=
		    all.list.ptr[i].schema == SCHEMA_PERSON && str_starts(all.list.ptr[i].id, STR("govtrack:"));
	assert_int_equal(by_govtrack, 13);
	const struct model_record *o = records_get(&all, "W000178#prez-1789-04-30");
	assert_str(record_value(o, PROP_END_DATE, 0), "1797-03-04");
	records_free(&all);
}

/* ---- other files -------------------------------------------------------------------------------- */

static void refuse(str text, ties_code code, const char *words)
{
	struct records all = {0};

	records_from_text(&all, &source_congress_yaml, "l.yaml", text);
	assert_refused(&all, code, words);
	records_free(&all);
}

static void other_files_are_not_claimed(void **)
{
	static const char *const heads[] = {"",
	                                    "<html>- id: bioguide: terms: type: rep</html>",
	                                    "- type: house\n  name: Agriculture\n",
	                                    "HSAG:\n- name: X\n  bioguide: Y\n",
	                                    "- id:\n    bioguide: X\n  social:\n    twitter: y\n",
	                                    "{\"id\": {\"bioguide\": 1}, \"terms\": [\"type: rep\"]}"};
	struct source_claim claim;

	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		assert_false(source_congress_yaml.detect(str_from(heads[i]), "legislators-current.yaml", &claim));
	assert_true(source_congress_yaml.detect(str_from(two_people), NULL, &claim));
	assert_int_equal(claim.version.kind, DATE_UNKNOWN);
}

static void what_is_no_list_of_people_is_refused(void **)
{
	refuse(STR(""), TIES_ERR_FORMAT, "none");
	refuse(STR("<html>\n<body>maintenance: yes</body>"), TIES_ERR_FORMAT, "l.yaml");
	refuse(STR("just text"), TIES_ERR_FORMAT, "list of maps");
	refuse(STR("a: 1\nb: 2\n"), TIES_ERR_FORMAT, "single map");
	refuse(STR("- a: 1\n- b\n"), TIES_ERR_FORMAT, "none");
	refuse(STR("- id: {bioguide: X}\n  terms: [\n"), TIES_ERR_FORMAT, "not YAML");
	refuse(STR("- id:\n    bioguide: 'X00\n"), TIES_ERR_FORMAT, "not YAML");
	refuse(STR("- id:\0 x\n"), TIES_ERR_FORMAT, "not YAML");
	refuse(STR("\xff\xfe-\0 \0i\0"), TIES_ERR_FORMAT, "l.yaml");
	refuse(STR("- ? {a: b}\n  : c\n"), TIES_ERR_FORMAT, "name of a field");
}

static void bombs_do_not_go_off(void **)
{
	struct buf b = {0};

	refuse(STR("- &a [x,x]\n- &b [*a,*a]\n- [*b,*b]\n"), TIES_ERR_FORMAT, "aliases");
	for (int i = 0; i < 100000; i++)
		buf_add_char(&b, '[');
	refuse(buf_str(&b), TIES_ERR_LIMIT, "nested");
	b.len = 0;
	buf_add(&b, STR("- '"));
	for (int i = 0; i < 10 << 20; i++)
		buf_add_char(&b, 'x');
	refuse(buf_str(&b), TIES_ERR_LIMIT, "longer than");
	b.len = 0;
	buf_add(&b, STR("- ["));
	for (int i = 0; i < 100000; i++)
		buf_add(&b, STR("x, "));
	refuse(buf_str(&b), TIES_ERR_LIMIT, "one item");
	buf_finish(&b);
}

static void bad_rows_are_rejected_and_reading_goes_on(void **)
{
	struct records all = {0};

	records_from_text(&all, &source_congress_yaml, "legislators-current.yaml",
	                  STR("- id: {lis: S1}\n  name: {last: A}\n  terms: []\n"
	                      "- id: {bioguide: B1}\n  name: {first: B}\n  terms: []\n"
	                      "- id: {bioguide: C1}\n  name: {last: C}\n  terms:\n"
	                      "  - {type: king, start: '2001-01-01', end: '2002-01-01'}\n"
	                      "  - {type: rep, start: '2001-13-01', end: '2002-01-01', state: WA}\n"
	                      "  - {type: rep, start: '2003-01-01', end: '2002-01-01', state: WA}\n"
	                      "  - {type: rep, start: '2003-01-01', end: '2005-01-01', state: WA}\n"));
	assert_int_equal(all.code, TIES_OK);
	assert_int_equal(all.rejects, 5);
	assert_int_equal(all.line, 12);
	assert_string_equal(all.reason, "the term ends before it begins");
	assert_int_equal(records_count(&all, SCHEMA_OCCUPANCY), 1);
	assert_int_equal(records_count(&all, SCHEMA_PERSON), 1);
	records_free(&all);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(persons_have_their_names_and_ids),
	    cmocka_unit_test(terms_become_spells),
	    cmocka_unit_test(the_executive_is_a_part_of_its_own),
	    cmocka_unit_test(parties_and_districts_keep_their_dates),
	    cmocka_unit_test(leadership_and_family),
	    cmocka_unit_test(the_real_files_have_their_numbers),
	    cmocka_unit_test(spells_agree_with_a_count_over_the_lines),
	    cmocka_unit_test(presidents_without_bioguide_are_kept),
	    cmocka_unit_test(other_files_are_not_claimed),
	    cmocka_unit_test(what_is_no_list_of_people_is_refused),
	    cmocka_unit_test(bombs_do_not_go_off),
	    cmocka_unit_test(bad_rows_are_rejected_and_reading_goes_on),
	};

	return run_tap("sources: Congress", tests);
}
