/* Actor dictionaries: roles and their dates, groups, validation, and what is no dictionary. */
#include "cases.h"
#include "source_records.h"
#include "sources/actors.h"
#include "sources/formats.h"

#define ACTORS_DATA TIES_SOURCE_DIR "/../shared/data/actors/"

static void read_text(struct records *all, const char *text)
{
	records_from_text(all, &source_actors, "My.Own.actors.txt.gz", str_from(text));
}

static bool is_date(struct date date, str edtf)
{
	char text[DATE_TEXT_MAX];

	return date.kind == DATE_KNOWN ? str_equal((str){text, date_print(date, text)}, edtf) : edtf.len == 0;
}

static void roles_have_dates(void **)
{
	struct cases c;

	for (cases_open(&c, "actors-roles"); cases_next(&c);) {
		struct actor_role role;
		const char *why = actor_role_parse(c.cell[0], &role);
		cases_check(&c, str_equal(str_from(why ? why : ""), c.cell[4]), str_from(why));
		if (why)
			continue;
		cases_check(&c, str_equal(role.code, c.cell[1]), role.code);
		cases_check(&c, is_date(role.from, c.cell[2]), STR("another begin"));
		cases_check(&c, is_date(role.to, c.cell[3]), STR("another end"));
	}
}

static void codes_have_names(void **)
{
	static const char *const cases[][3] = {
	    {"AFGGOVBUS", "government, business (Afghanistan)", "af"},
	    {"IGOUNO", "intergovernmental organization, United Nations", ""},
	    {"AFG", "AFG", "af"},
	    {"AFGXYZ", "XYZ (Afghanistan)", "af"},
	    {"REB", "rebels", ""},
	    {"AFGGO", "GO (Afghanistan)", "af"},
	};
	struct say say = {0};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_str(actor_role_name(&say, str_from(cases[i][0])), cases[i][1]);
		assert_str(actor_role_country(str_from(cases[i][0])), cases[i][2]);
	}
	assert_true(actor_role_is_office(STR("AFGGOV")));
	assert_true(actor_role_is_office(STR("AFGBUSLEG")));
	assert_false(actor_role_is_office(STR("AFGELI")));
	assert_false(actor_role_is_office(STR("XGOVXX"))); /* words begin at every third letter */
	say_finish(&say);
}

static void groups_become_actors(void **)
{
	struct records all = {0};

	read_text(&all, "# a dictionary\n\nAFGHANISTAN_  [AFG]\n+AFGHAN_ \n\n"
	                "MOHAMMAD_ZAHIR_SHAH_  ; CountryInfo.txt\n+KING_ZAHIR_\n\t[AFGELI 320101-331108]\n"
	                "\t[AFGGOV 331108-730717]\n\t[AFGELI]\n\n"
	                "SHINING_PATH\t[PERREB][PERREBX] # kkl 21 Mar 13\n\tSENDERO_LUMINOSO_\t[PERCRM <900101]\n");
	assert_int_equal(all.code, TIES_OK);
	assert_int_equal(all.rejects, 0);
	assert_true(all.claimed);
	assert_string_equal(all.claim.dataset, "my_own");
	const struct model_record *country = records_get(&all, "AFGHANISTAN/AFG");
	assert_int_equal(country->schema, SCHEMA_LEGAL_ENTITY);
	assert_str(record_value(country, PROP_NAME, 0), "AFGHANISTAN");
	assert_str(record_need(country, PROP_NAME, 0)->original, "AFGHANISTAN_");
	assert_str(record_value(country, PROP_ALIAS, 0), "AFGHAN");
	const struct model_record *king = records_get(&all, "MOHAMMAD ZAHIR SHAH/AFG");
	assert_int_equal(king->schema, SCHEMA_PERSON);
	assert_int_equal(king->line, 6);
	assert_str(record_value(king, PROP_NAME, 0), "MOHAMMAD ZAHIR SHAH");
	assert_str(record_value(king, PROP_ALIAS, 0), "KING ZAHIR");
	assert_str(record_value(king, PROP_COUNTRY, 0), "af");
	assert_null(record_get(king, PROP_COUNTRY, 1));
	assert_true(record_has(king, PROP_UNMAPPED, "comment=CountryInfo.txt"));
	const struct model_statement *gov = NULL;
	for (size_t i = 0; record_get(king, PROP_CLASSIFICATION, i); i++)
		if (str_is(record_value(king, PROP_CLASSIFICATION, i), "AFGGOV"))
			gov = record_get(king, PROP_CLASSIFICATION, i);
	assert_non_null(gov);
	assert_str(gov->valid_from, "1933-11-08");
	assert_str(gov->valid_to, "1973-07-17");
	assert_str(gov->original, "government (Afghanistan)");
	assert_int_equal(records_count(&all, SCHEMA_OCCUPANCY), 1);
	const struct model_record *office = records_get(&all, "MOHAMMAD ZAHIR SHAH/AFG#AFGGOV#1933-11-08");
	assert_str(record_value(office, PROP_POST, 0), "position/AFGGOV");
	assert_str(record_value(office, PROP_START_DATE, 0), "1933-11-08");
	assert_str(record_value(office, PROP_END_DATE, 0), "1973-07-17");
	assert_int_equal(office->line, 9);
	assert_str(record_value(records_get(&all, "position/AFGGOV"), PROP_COUNTRY, 0), "af");
	const struct model_record *path = records_get(&all, "SHINING PATH/PER");
	assert_int_equal(path->schema, SCHEMA_ORGANIZATION);
	assert_str(record_value(path, PROP_ALIAS, 0), "SENDERO LUMINOSO");
	assert_non_null(record_get(path, PROP_CLASSIFICATION, 2));
	records_free(&all);
}

/* Roles of a person, and what is reported of them: the last reason and its line. */
static void roles_are_validated(void **)
{
	static const struct {
		const char *roles, *reason;
		uint64_t line;
		size_t rejects;
	} cases[] = {
	    {"[AFGGOV 800101-851231]\n\t[AFGGOV 851231-901231]\n", "", 0, 0},
	    {"[AFGGOV 800101-851231]\n\t[AFGGOV 851230-901231]\n",
	     "kept, but overlaps [AFGGOV 800101-851231] in line 2", 3, 1},
	    {"[AFGGOV 851230-901231]\n\t[AFGGOV 800101-851231]\n",
	     "kept, but overlaps [AFGGOV 800101-851231] in line 3", 2, 1},
	    {"[AFGGOV 800101-901231]\n\t[AFGMIL 850101-861231]\n", "", 0, 0},
	    {"[AFGGOV >800101]\n\t[AFGGOV 850101-861231]\n", "kept, but overlaps [AFGGOV >800101] in line 2", 3, 1},
	    {"[AFGGOV 800101-801231]\n\t[AFGMIL 820101-821231]\n", "kept, but no role holds on the 365 days before it",
	     3, 1},
	    {"[AFGGOV 800101-801231]\n\t[AFGMIL 810101-821231]\n", "", 0, 0},
	    {"[AFGGOV 800101-801231]\n\t[AFGMIL 820101-821231]\n\t[AFGELI]\n", "", 0, 0},
	    {"[AFGELI 700101-831231]\n\t[AFGGOV 710101-711231]\n\t[AFGMIL 820101-821231]\n", "", 0, 0},
	    {"[AFGGOV 800101-801231]\n\t[AFGMIL 821231-820101]\n", "the role ends before it begins", 3, 1},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct records all = {0};
		char text[400];
		snprintf(text, sizeof text, "MAN_\n\t%s", cases[i].roles);
		read_text(&all, text);
		assert_int_equal(all.code, TIES_OK);
		assert_int_equal(all.rejects, cases[i].rejects);
		assert_string_equal(all.reason, cases[i].reason);
		assert_int_equal(all.line, cases[i].line);
		/* what is reported as kept is kept */
		const struct model_record *man = records_get(&all, "MAN/AFG");
		assert_non_null(record_get(man, PROP_CLASSIFICATION, i == 9 ? 0 : 1));
		records_free(&all);
	}
}

static void lines_that_cannot_be_used_are_rejected(void **)
{
	static const struct {
		const char *text, *reason;
		uint64_t line;
	} cases[] = {
	    {"\t[AFGGOV]\nA_ [AFG]\nB_ [AFG]\n", "a role or synonym before any name", 1},
	    {"A_ [AFG]\nSource: x\nB_ [AFG]\n", "a name without a role", 2},
	    {"A_ [AFG]\nB_ [AFG\nC_ [AFG]\n", "a name without a role", 2},
	    {"A_ [AFG]\nB_ [AFG]\n\t[AFG\n", "a role whose bracket does not close", 3},
	    {"A_ [AFG]\nB_ [AFG]\nC\xff [AFG]\n", "the line is no UTF-8", 3},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct records all = {0};
		read_text(&all, cases[i].text);
		assert_int_equal(all.code, TIES_OK);
		assert_int_equal(all.list.len, 2);
		assert_string_equal(all.reason, cases[i].reason);
		assert_int_equal(all.line, cases[i].line);
		records_free(&all);
	}
}

static void other_texts_are_not_claimed(void **)
{
	static const char *const heads[] = {
	    "",
	    "<html>[ABC]\n[ABC]",
	    "AGRICULTURIST [~AGR]\nFARMER [~AGR]\n",
	    "1914\n1915\n",
	    "name,[ABC]\n",
	    "- DISAVOW * # x\n[010]\n",
	    "{\"a\":[\"ABC\"]}\n[ABC]\n",
	    "name\n\n",
	};

	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
		struct source_claim claim = {0};
		assert_false(source_actors.detect(str_from(heads[i]), "x.actors.txt", &claim));
	}
}

static void texts_without_actors_are_refused(void **)
{
	static const char *const cases[] = {"", "# only a comment\n", "Some prose.\nMore of it.\n"};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct records all = {0};
		read_text(&all, cases[i]);
		assert_false(all.claimed);
		assert_refused(&all, TIES_ERR_FORMAT, "holds no entry");
		records_free(&all);
	}
}

/* Names and dated roles counted by other means: those with a date or without, less what is no date and [---]. */
static void real_dictionaries(void **)
{
	static const struct {
		const char *file;
		size_t roles;
	} cases[] = {{"Phoenix.Countries.actors.txt.gz", 28378},
	             {"Phoenix.International.actors.txt.gz", 7893},
	             {"Phoenix.MilNonState.actors.txt.gz", 1021}};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct records all = {0};
		char path[512];
		size_t roles = 0;
		snprintf(path, sizeof path, "%s%s", ACTORS_DATA, cases[i].file);
		if (!records_from_file(&all, &source_actors, path))
			return;
		assert_int_equal(all.code, TIES_OK);
		assert_true(all.claimed);
		for (size_t k = 0; k < all.list.len; k++)
			for (size_t n = 0; n < all.list.ptr[k].statements.len; n++)
				roles += all.list.ptr[k].statements.ptr[n].property == PROP_CLASSIFICATION;
		assert_int_equal(roles, cases[i].roles);
		records_free(&all);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(roles_have_dates),
	    cmocka_unit_test(codes_have_names),
	    cmocka_unit_test(groups_become_actors),
	    cmocka_unit_test(roles_are_validated),
	    cmocka_unit_test(lines_that_cannot_be_used_are_rejected),
	    cmocka_unit_test(other_texts_are_not_claimed),
	    cmocka_unit_test(texts_without_actors_are_refused),
	    cmocka_unit_test(real_dictionaries),
	};

	return run_tap("sources_actors", tests);
}
