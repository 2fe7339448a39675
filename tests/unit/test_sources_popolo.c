/* Popolo JSON: three dialects, dates out of legislative periods, names in many languages, and what is wrong. */
#include "source_records.h"
#include "sources/formats.h"

#define POPOLO_DATA TIES_SOURCE_DIR "/../shared/data/popolo/"

static void read_text(struct records *all, const char *text)
{
	records_from_text(all, &source_popolo, "Canada-Commons-2015-11-30.json.gz", str_from(text));
}

static const char *const parliament =
    "{\"persons\":[{\"id\":\"u-1\",\"name\":\"Ann  "
    "Bee\",\"given_name\":\"Ann\",\"family_name\":\"Bee\",\"sort_name\":\"Bee, "
    "Ann\",\"gender\":\"female\",\"birth_date\":\"1961-07\",\"death_date\":\"soon\",\"email\":\"a@b.example\","
    "\"honorific_prefix\":\"Dr\",\"other_names\":[{\"lang\":\"da\",\"name\":\"Ann Bee\",\"note\":\"multilingual\"},"
    "{\"lang\":\"ru\",\"name\":\"\u042d\u043d\u043d "
    "\u0411\u0438\",\"note\":\"multilingual\"},{\"lang\":\"uk\",\"name\":\"\u042d\u043d\u043d "
    "\u0411\u0438\"},{\"name\":\"Ann Old\",\"note\":\"former name\",\"end_date\":\"1990\"}],"
    "\"identifiers\":[{\"scheme\":\"wikidata\",\"identifier\":\"Q7\"},{\"scheme\":\"represent\",\"identifier\":54}],"
    "\"links\":[{\"note\":\"website\",\"url\":\"http://ann.example\"},{\"note\":\"Wikipedia\",\"url\":\"http://"
    "w.example\"}],"
    "\"contact_details\":[{\"type\":\"twitter\",\"value\":\"@ann\"},{\"type\":\"phone\",\"value\":\"123\"}],"
    "\"images\":[{\"url\":\"http://i.example\"}],\"shoe\":{\"size\":[39]},\"left\":true,\"none\":null,\"empty\":[]}],\n"
    "\"organizations\":[{\"id\":\"legislature\",\"name\":\"House\",\"classification\":\"legislature\",\"seats\":338},"
    "{\"id\":\"liberal\",\"name\":\"Liberal\",\"classification\":\"party\"}],"
    "\"areas\":[{\"id\":\"area/x\",\"name\":\"Xtown\",\"type\":\"constituency\"}],"
    "\"events\":[{\"id\":\"term/41\",\"classification\":\"legislative "
    "period\",\"name\":\"41st\",\"start_date\":\"2011-06-02\","
    "\"end_date\":\"2015-08-02\"},{\"id\":\"term/42\",\"classification\":\"legislative period\",\"name\":\"42nd\","
    "\"start_date\":\"2015-11-16\"}],"
    "\"posts\":[{\"id\":\"women\",\"label\":\"Women's Representative\",\"organization_id\":\"legislature\"}],"
    "\"memberships\":[{\"person_id\":\"u-1\",\"organization_id\":\"legislature\",\"on_behalf_of_id\":\"liberal\","
    "\"area_id\":\"area/x\",\"legislative_period_id\":\"term/41\",\"role\":\"member\",\"start_date\":\"2012-01-05\"},"
    "{\"person_id\":\"u-1\",\"organization_id\":\"legislature\",\"legislative_period_id\":\"term/"
    "42\",\"role\":\"member\","
    "\"post_id\":\"women\",\"sources\":[{\"url\":\"http://s.example\"}]},"
    "{\"person_id\":\"u-2\",\"organization_id\":\"legislature\"},{\"person_id\":\"u-1\",\"organization_id\":\"x\"},"
    "{\"person_id\":\"u-1\",\"organization_id\":\"liberal\",\"role\":\"whip\"}]}";

static void persons_become_records(void **)
{
	struct records all = {0};

	read_text(&all, parliament);
	assert_int_equal(all.code, TIES_OK);
	assert_true(all.claimed);
	assert_string_equal(all.claim.dataset, "canada_commons");
	const struct model_record *p = records_get(&all, "u-1");
	assert_int_equal(p->schema, SCHEMA_PERSON);
	assert_str(record_value(p, PROP_NAME, 0), "Ann Bee");
	assert_str(record_value(p, PROP_ALIAS, 0), "\u042d\u043d\u043d \u0411\u0438");
	assert_str(record_need(p, PROP_ALIAS, 0)->lang, "ru");
	assert_null(record_get(p, PROP_ALIAS, 1));
	assert_str(record_value(p, PROP_PREVIOUS_NAME, 0), "Ann Old");
	assert_str(record_need(p, PROP_PREVIOUS_NAME, 0)->valid_to, "1990");
	assert_str(record_value(p, PROP_FIRST_NAME, 0), "Ann");
	assert_str(record_value(p, PROP_LAST_NAME, 0), "Bee");
	assert_str(record_value(p, PROP_GENDER, 0), "female");
	assert_str(record_value(p, PROP_BIRTH_DATE, 0), "1961-07");
	assert_null(record_get(p, PROP_DEATH_DATE, 0));
	assert_str(record_value(p, PROP_WIKIDATA_ID, 0), "Q7");
	assert_str(record_value(p, PROP_WEBSITE, 0), "http://ann.example");
	assert_str(record_value(p, PROP_PHONE, 0), "123");
	static const char *const kept[] = {"deathDate=soon",
	                                   "sort_name=Bee, Ann",
	                                   "identifier=represent:54",
	                                   "contact=twitter:@ann",
	                                   "image=http://i.example",
	                                   "shoe={\"size\":[39]}",
	                                   "left=true"};
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
		assert_true(record_has(p, PROP_UNMAPPED, kept[i]));
	assert_null(record_get(p, PROP_UNMAPPED, sizeof kept / sizeof *kept));
	records_free(&all);
}

static void memberships_become_offices(void **)
{
	struct records all = {0};

	read_text(&all, parliament);
	assert_int_equal(records_count(&all, SCHEMA_OCCUPANCY), 2);
	assert_int_equal(records_count(&all, SCHEMA_POSITION), 2);
	assert_int_equal(records_count(&all, SCHEMA_MEMBERSHIP), 2);
	const struct model_record *o =
	    records_get(&all, "u-1#position/legislature/member#area/x#term/41#liberal#2012-01-05");
	assert_str(record_value(o, PROP_HOLDER, 0), "u-1");
	assert_str(record_value(o, PROP_POST, 0), "position/legislature/member");
	assert_str(record_value(o, PROP_START_DATE, 0), "2012-01-05");
	assert_str(record_value(o, PROP_END_DATE, 0), "2015-08-02");
	assert_str(record_value(o, PROP_SUBNATIONAL_AREA, 0), "Xtown");
	assert_str(record_value(o, PROP_POLITICAL, 0), "Liberal");
	assert_true(record_has(o, PROP_UNMAPPED, "legislative_period=41st"));
	const struct model_record *w = records_get(&all, "u-1#position/legislature/member/women##term/42##");
	assert_str(record_value(w, PROP_START_DATE, 0), "2015-11-16");
	assert_null(record_get(w, PROP_END_DATE, 0));
	assert_str(record_value(w, PROP_SOURCE_URL, 0), "http://s.example");
	assert_str(record_value(records_get(&all, "position/legislature/member"), PROP_NAME, 0), "Member of House");
	assert_str(record_value(records_get(&all, "position/legislature/member/women"), PROP_NAME, 0),
	           "Women's Representative, House");
	const struct model_record *m = records_get(&all, "u-1#member#liberal#term/41#2012-01-05");
	assert_str(record_value(m, PROP_ORGANIZATION, 0), "organizations/liberal");
	assert_int_equal(records_get(&all, "organizations/legislature")->schema, SCHEMA_PUBLIC_BODY);
	assert_str(record_value(records_get(&all, "u-1#member#liberal##"), PROP_ROLE, 0), "whip");
	/* two memberships refer to nothing */
	assert_int_equal(all.rejects, 2);
	assert_string_equal(all.reason, "memberships, item 4: organization_id names nothing in the file");
	records_free(&all);
}

static void names_by_language(void **)
{
	struct records all = {0};

	read_text(
	    &all,
	    "{\"areas\":[{\"id\":\"Q1\",\"name\":{\"lang:en\":\"Oakville\",\"lang:fr\":\"Ville\"},\"parent_id\":"
	    "\"Q16\"},"
	    "{\"id\":\"Q16\",\"name\":{\"lang:en\":\"Canada\"},\"parent_id\":null}],"
	    "\"persons\":[{\"id\":\"Q5\",\"name\":{\"lang:fr\":\"Luc\",\"lang:en\":\"Luke\",\"lang:de\":\"Luc\"}}],"
	    "\"organizations\":[{\"id\":\"Q3\",\"name\":{\"lang:en\":\"House of Commons\"},\"area_id\":\"Q16\"}],"
	    "\"memberships\":[{\"id\":\"s-1\",\"person_id\":\"Q5\",\"organization_id\":\"Q3\",\"area_id\":\"Q1\","
	    "\"role_code\":\"Q15\",\"role\":{\"lang:en\":\"member of the House of Commons of Canada\"},"
	    "\"end_date\":\"2018-02-28\"}]}");
	assert_int_equal(all.code, TIES_OK);
	assert_int_equal(all.rejects, 0);
	const struct model_record *p = records_get(&all, "Q5");
	assert_str(record_value(p, PROP_NAME, 0), "Luc");
	assert_str(record_need(p, PROP_NAME, 0)->lang, "fr");
	assert_str(record_value(p, PROP_ALIAS, 0), "Luke");
	assert_null(record_get(p, PROP_ALIAS, 1));
	const struct model_record *post = records_get(&all, "position/Q3/Q15");
	assert_str(record_value(post, PROP_NAME, 0), "Member of the House of Commons of Canada");
	assert_str(record_value(post, PROP_COUNTRY, 0), "ca");
	const struct model_record *o = records_get(&all, "Q5#office#s-1");
	assert_str(record_value(o, PROP_END_DATE, 0), "2018-02-28");
	assert_str(record_value(o, PROP_SUBNATIONAL_AREA, 0), "Oakville");
	assert_null(record_get(records_get(&all, "areas/Q1"), PROP_NAME, 0));
	assert_str(record_value(records_get(&all, "areas/Q1"), PROP_FULL, 1), "Ville");
	assert_true(record_has(records_get(&all, "areas/Q1"), PROP_UNMAPPED, "parent_id=Q16"));
	records_free(&all);
}

static void things_without_id_or_name_are_rejected(void **)
{
	static const char *const cases[][2] = {
	    {"{\"persons\":[{\"id\":\"a\",\"name\":\"A\"},{\"name\":\"B\"}]}", "persons, item 2: no id"},
	    {"{\"persons\":[{\"id\":\"a\",\"name\":\"A\"},{\"id\":\"b\"}]}", "persons, item 2: no name"},
	    {"{\"persons\":[{\"id\":\"a\",\"name\":\"A\"},7]}", "persons, item 2: no id"},
	    {"{\"persons\":[{\"id\":\"a\",\"name\":\"A\"}],\"memberships\":[{\"person_id\":\"b\"}]}",
	     "memberships, item 1: person_id names nobody of the file"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct records all = {0};
		read_text(&all, cases[i][0]);
		assert_int_equal(all.code, TIES_OK);
		assert_int_equal(all.rejects, 1);
		assert_string_equal(all.reason, cases[i][1]);
		records_free(&all);
	}
}

static void other_files_are_refused(void **)
{
	static const struct {
		const char *text, *words;
		bool claimed;
	} cases[] = {
	    {"", "", false},
	    {"{\"persons\":[],\"identifiers\":[]}", "holds no entry", true},
	    {"{\"events\":[{\"identifiers\":1}]}", "found other JSON", true},
	    {"{\"persons\":[{\"id\":\"a\",", "truncated", true},
	    {"{\"persons\":[}", "not JSON", true},
	    {"{\"persons\":{}}", "found other JSON", false},
	    {"[{\"persons\":[]}]", "found other JSON", false},
	    {"{\"response\":{\"persons\":[]}}", "found other JSON", false},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct records all = {0};
		read_text(&all, cases[i].text);
		assert_int_equal(all.claimed, cases[i].claimed);
		assert_refused(&all, TIES_ERR_FORMAT, cases[i].words);
		records_free(&all);
	}
}

/* Counted by other means: persons, organizations, memberships, those of them with a party, and with a first day of
 * their own or of their period; labels of persons that are wikidata ids. */
static void real_files(void **)
{
	static const struct {
		const char *file;
		size_t persons, memberships, partyless, started, positions, wikidata;
	} cases[] = {
	    {"australia-representatives-2015-11-30.json.gz", 474, 1547, 0, 1547, 1, 461},
	    {"canada-commons-2015-11-30.json.gz", 541, 661, 0, 661, 1, 412},
	    {"estonia-2016-09-26.json.gz", 193, 299, 0, 299, 1, 193},
	    {"kenya-2018-04-07.json.gz", 355, 355, 0, 355, 3, 78},
	    {"m17n-canada-commons-42-2018-10-05.json.gz", 353, 381, 14, 53, 1, 353},
	    {"m17n-quebec-41-2018-10-05.json.gz", 112, 128, 127, 38, 1, 112},
	    {"uk-commons-2015-11-30.json.gz", 1337, 3363, 0, 3363, 1, 773},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct records all = {0};
		char path[512];
		size_t started = 0, wikidata = 0;
		snprintf(path, sizeof path, "%s%s", POPOLO_DATA, cases[i].file);
		if (!records_from_file(&all, &source_popolo, path))
			return;
		assert_int_equal(all.code, TIES_OK);
		assert_int_equal(all.rejects, 0);
		assert_int_equal(records_count(&all, SCHEMA_PERSON), cases[i].persons);
		assert_int_equal(records_count(&all, SCHEMA_OCCUPANCY), cases[i].memberships);
		assert_int_equal(records_count(&all, SCHEMA_MEMBERSHIP), cases[i].memberships - cases[i].partyless);
		assert_int_equal(records_count(&all, SCHEMA_POSITION), cases[i].positions);
		for (size_t k = 0; k < all.list.len; k++) {
			const struct model_record *r = &all.list.ptr[k];
			started += r->schema == SCHEMA_OCCUPANCY && record_get(r, PROP_START_DATE, 0);
			wikidata += r->schema == SCHEMA_PERSON && record_get(r, PROP_WIKIDATA_ID, 0);
		}
		assert_int_equal(started, cases[i].started);
		assert_int_equal(wikidata, cases[i].wikidata);
		records_free(&all);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(persons_become_records),  cmocka_unit_test(memberships_become_offices),
	    cmocka_unit_test(names_by_language),       cmocka_unit_test(things_without_id_or_name_are_rejected),
	    cmocka_unit_test(other_files_are_refused), cmocka_unit_test(real_files),
	};

	return run_tap("sources_popolo", tests);
}
