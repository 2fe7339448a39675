/* Exports that are built again: what is damaged, cut or put together from elsewhere is refused with its line and why.
 */
#include "unit.h"

#include "fixture.h"
#include "sources/source.h"

#define BEGIN(counts) "{\"id\":\"ties-export\",\"schema\":\"Document\",\"ties\":{\"export\":1," counts "}}\n"
#define PEOPLE "{\"id\":\"p\",\"ties\":{\"dataset\":\"people\",\"versions\":[{\"day\":\"2020-01-01\",\"parts\":1}]}}\n"
#define RECORD(more) \
	"{\"id\":\"people-1\",\"ties\":{\"records\":[{\"dataset\":\"people\",\"id\":\"1\",\"schema\":\"Person\"," more \
	"}]}}\n"
#define ANN "\"main\":true,\"statements\":[{\"property\":\"name\",\"value\":\"Ann\"}]"
#define ONE "\"versions\":1,\"records\":1,\"statements\":1"

static void refused(const char *name, const char *text, const char *expected)
{
	struct fixture f;
	ties_error err = {0};

	fixture_open(&f);
	fixture_write(&f, name, text);
	assert_int_not_equal(fixture_build(&f, (const char *[]){name}, 1, NULL, &err), TIES_OK);
	if (!strstr(err.message, expected))
		print_error("\"%s\" is not in \"%s\"\n", expected, err.message);
	assert_non_null(strstr(err.message, expected));
	assert_int_not_equal(access(f.db, F_OK), 0);
	fixture_close(&f);
}

static void a_sound_one_is_built(void **)
{
	struct fixture f;
	ties_error err = {0};
	ties_build_report report;

	fixture_open(&f);
	fixture_write(&f, "x.json", BEGIN(ONE) PEOPLE RECORD(ANN));
	assert_int_equal(fixture_build(&f, (const char *[]){"x.json"}, 1, &report, &err), TIES_OK);
	assert_int_equal(report.versions, 1);
	assert_int_equal(report.records, 1);
	assert_int_equal(report.statements, 1);
	fixture_close(&f);
}

static void what_is_not_whole_is_refused(void **)
{
	refused("x.json", BEGIN(ONE) PEOPLE, "x.json:2: the export is not whole: 0 records of the 1");
	refused("x.json", BEGIN(ONE), "x.json:1: the export is not whole: 0 versions of the 1");
	refused("x.json", BEGIN(ONE) PEOPLE "{\"id\":\"people-1\",\"ti", "x.json:3: not JSON");
	refused("x.json", BEGIN(ONE) PEOPLE RECORD(ANN) RECORD("\"more\":true," ANN),
	        "the export is not whole: 2 statements of the 1");
	refused("x.json", BEGIN(ONE) PEOPLE "{\"id\":\"people-1\",\"schema\":\"Person\",\"properties\":{}}\n",
	        "x.json:3: no part of an export");
}

static void what_was_put_together_is_refused(void **)
{
	refused("x.json", BEGIN(ONE) BEGIN(ONE), "x.json:2: a second beginning");
	refused("x.json", "{\"id\":\"x\",\"schema\":\"Document\",\"ties\":{\"export\":2}}\n",
	        "x.json:1: an export of layout 2");
	refused("x.json", BEGIN(ONE) PEOPLE RECORD(ANN) RECORD(ANN), "x.json:4: a record that was there before");
	refused("x.json", BEGIN(ONE) RECORD(ANN), "x.json:2: a record of a dataset that the export has no version of");
	refused("x.json", BEGIN(ONE) PEOPLE RECORD(ANN) PEOPLE, "x.json:4: a version that comes behind records");
	refused("x.json",
	        BEGIN(ONE) PEOPLE
	        "{\"id\":\"p\",\"ties\":{\"dataset\":\"people\",\"versions\":[{\"day\":\"2019-01-01\"}]}}\n",
	        "x.json:3: a version that is older than the one before it");
	refused("x.json", BEGIN(ONE) "{\"id\":\"p\",\"ties\":{\"dataset\":\"A b\",\"versions\":[{}]}}\n",
	        "x.json:2: a version of a dataset that has no name as datasets have");
	refused("x.json", BEGIN(ONE) PEOPLE RECORD("\"more\":true," ANN),
	        "x.json:3: a statement that belongs to no record");
}

#define SAID(members) RECORD("\"statements\":[{\"property\":\"name\",\"value\":\"Ann\"," members "}]")

static void words_that_mean_nothing_are_refused(void **)
{
	refused("x.json", BEGIN(ONE) PEOPLE RECORD("\"statements\":[{\"property\":\"shoeSize\",\"value\":\"44\"}]"),
	        "x.json:3: \"shoeSize\" is no property");
	refused("x.json", BEGIN(ONE) PEOPLE RECORD("\"statements\":[{\"property\":\"name\"}]"),
	        "x.json:3: a statement without a value");
	refused("x.json", BEGIN(ONE) PEOPLE SAID("\"modality\":\"rumoured\""), "x.json:3: \"rumoured\" is no modality");
	refused("x.json", BEGIN(ONE) PEOPLE SAID("\"confidence\":\"much\""), "x.json:3: \"much\" is no confidence");
	refused("x.json", BEGIN(ONE) PEOPLE SAID("\"first_seen\":\"2020\""), "x.json:3: \"2020\" is no day");
	refused("x.json", BEGIN(ONE) PEOPLE SAID("\"part\":99"), "x.json:3: a statement of a part that no format has");
	refused("x.json", BEGIN(ONE) PEOPLE SAID("\"part\":-1"), "x.json:3: \"part\" is no number up to 255");
	refused("x.json", BEGIN(ONE) PEOPLE SAID("\"escaped\":true,\"source\":\"\\\\q\""), "x.json:3: an escape");
	refused("x.json", BEGIN(ONE) PEOPLE SAID("\"first_seen\":\"2020-01-02\",\"last_seen\":\"2020-01-01\""),
	        "x.json:3: a statement that was last seen before");
	refused("x.json", BEGIN(ONE) PEOPLE RECORD("\"statements\":7"), "x.json:3: \"statements\" is no list");
	refused("x.json", BEGIN(ONE) PEOPLE RECORD("\"decisions\":[{\"joined\":\"people:1\",\"evidence\":1}]"),
	        "x.json:3: records that were joined by no known evidence");
	refused("x.json", BEGIN(ONE) PEOPLE RECORD("\"decisions\":[{\"who\":\"ann\"}]"),
	        "x.json:3: a decision that is");
}

#define HEAD \
	"ties,value,dataset,lang,original_value,first_seen,last_seen,record,property,raw,source,attribution,modality," \
	"confidence,from,to,detail\n"
#define FIRST "export,,,,,,,,,,,,,,,,layout=1 versions=1 records=1 statements=1\n"
#define VERSION "version,,people,,,2020-01-01,,,,,,,,,,,parts=1\n"
#define PERSON "record,,people,,,,,1,Person,,,,,,,,main=1\n"

static void rows_are_refused_likewise(void **)
{
	refused("x.csv", HEAD FIRST VERSION, "x.csv:3: the export is not whole: 0 records of the 1");
	refused("x.csv", HEAD FIRST VERSION PERSON "said,Ann,people,,,,,1,name,,,,,,,",
	        "x.csv:5: 16 columns, not the 17 of the header");
	refused("x.csv", HEAD FIRST VERSION PERSON "said,\"Ann", "x.csv:5: a row that cannot be read");
	refused("x.csv", HEAD VERSION, "x.csv:2: it comes before the beginning");
	refused("x.csv", HEAD FIRST VERSION PERSON "gossip,Ann,people,,,,,1,name,,,,,,,,\n",
	        "x.csv:5: no row of an export: its column \"ties\" is \"gossip\"");
	refused("x.csv", HEAD FIRST VERSION PERSON "said,Ann,people,,,,,1,name,,,,,,,,part=4000000000000\n",
	        "x.csv:5: \"part\" is no number up to 255");
}

/* Whose history counts, when two have it? */
static void a_dataset_given_twice_is_refused(void **)
{
	struct fixture f;
	ties_error err = {0};

	fixture_open(&f);
	fixture_write(&f, "x.json", BEGIN(ONE) PEOPLE RECORD(ANN));
	fixture_write(&f, "y.json", BEGIN(ONE) PEOPLE RECORD(ANN));
	fixture_write(&f, "people.csv", "id,name\n1,Ann\n");
	assert_int_equal(fixture_build(&f, (const char *[]){"x.json", "y.json"}, 2, NULL, &err), TIES_ERR_FORMAT);
	assert_non_null(strstr(err.message, "y.json:2: a dataset that is given twice"));
	assert_int_equal(fixture_build(&f, (const char *[]){"x.json", "people.csv"}, 2, NULL, &err), TIES_ERR_USAGE);
	assert_non_null(strstr(err.message, "of which an export that is given has the history"));
	assert_int_equal(fixture_build(&f, (const char *[]){"staff=x.json"}, 1, NULL, &err), TIES_ERR_USAGE);
	assert_non_null(strstr(err.message, "give it without \"staff=\""));
	assert_int_equal(fixture_build(&f, (const char *[]){"x.json", "staff=people.csv"}, 2, NULL, &err), TIES_OK);
	fixture_close(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_sound_one_is_built),
	    cmocka_unit_test(what_is_not_whole_is_refused),
	    cmocka_unit_test(what_was_put_together_is_refused),
	    cmocka_unit_test(words_that_mean_nothing_are_refused),
	    cmocka_unit_test(rows_are_refused_likewise),
	    cmocka_unit_test(a_dataset_given_twice_is_refused),
	};

	return run_tap("exported", tests);
}
