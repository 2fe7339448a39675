/* The EU's financial sanctions; and what readers of official lists share: enumerations, dates, trees of elements. */
#include "sources/formats.h"
#include "sources/say.h"
#include "sources/tree.h"

#include "cases.h"
#include "source_records.h"

#define EU_DATA TIES_SOURCE_DIR "/../shared/data/eu/"

/* ---- shared ------------------------------------------------------------------------------------------- */

static void enumerations_are_taken_apart(void **)
{
	struct cases c;

	for (cases_open(&c, "enumerations"); cases_next(&c);) {
		char got[256];
		size_t n = 0;
		unsigned state = 0;
		for (str rest = c.cell[0], item; say_item(&rest, &state, &item);)
			n += (size_t)snprintf(got + n, sizeof got - n, "%s%.*s", n || (state & 0xffff) > 2 ? " | " : "",
			                      STR_ARG(item));
		cases_check(&c, str_equal((str){got, n}, c.cell[1]), (str){got, n});
	}
}

static void numbers_are_found_among_digits(void **)
{
	assert_str(say_number(STR("IMO9000001"), 7), "9000001");
	assert_str(say_number(STR("IMO number: 90000012, 9000003."), 7), "9000003");
	assert_str(say_number(STR("900000"), 7), "");
	assert_str(say_number(STR(""), 7), "");
}

/* ---- the list ----------------------------------------------------------------------------------------- */

#define ACT(date) \
	"<regulationSummary regulationType=\"amendment\" publicationDate=\"" date "\" numberTitle=\"2020/9 (OJ " \
	"L60)\"/>"

static const char list[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<export xmlns=\"http://eu.europa.ec/fpi/fsd/export\" generationDate=\"2026-01-15T08:00:00.000+01:00\">\n"
    "<sanctionEntity designationDate=\"2020-03-01\" designationDetails=\"(UN ref: QDi.999)\" "
    "unitedNationId=\"QDi.999\" "
    "euReferenceNumber=\"EU.99901.1\" logicalId=\"990001\"><remark>First remark.</remark><remark>Line one\nline "
    "two.</remark>"
    "<regulation regulationType=\"amendment\" organisationType=\"commission\" publicationDate=\"2020-03-02\" "
    "entryIntoForceDate=\"2020-03-03\" numberTitle=\"2020/9 (OJ L60)\" programme=\"TAQA\" logicalId=\"88\">"
    "<publicationUrl>https://eur-lex.invalid/9</publicationUrl></regulation>"
    "<subjectType code=\"person\" classificationCode=\"P\"/>"
    "<nameAlias wholeName=\"Exemple\" nameLanguage=\"FR\" strong=\"true\" logicalId=\"1\">" ACT(
        "2019-12-31") "</nameAlias>"
                      "<nameAlias firstName=\"Example\" middleName=\"Ibn\" lastName=\"Person\" wholeName=\"Example Ibn "
                      "Person\" function=\"(a) "
                      "Commander, (b) Treasurer\" gender=\"M\" title=\"(a) Mullah, (b) Maulavi\" nameLanguage=\"EN\" "
                      "strong=\"true\" "
                      "regulationLanguage=\"en\" logicalId=\"2\">" ACT(
                          "2020-03-02") "</nameAlias>"
                                        "<nameAlias firstName=\"\" wholeName=\"Пример\" nameLanguage=\"RU\" "
                                        "strong=\"true\" logicalId=\"3\"/>"
                                        "<nameAlias wholeName=\"Abu Example\" strong=\"true\" "
                                        "logicalId=\"4\"><remark>Low quality alias</remark></nameAlias>"
                                        "<nameAlias wholeName=\"Abu Other\" strong=\"false\" logicalId=\"5\"/>"
                                        "<citizenship region=\"\" countryIso2Code=\"AF\" "
                                        "countryDescription=\"AFGHANISTAN\" logicalId=\"6\"/>"
                                        "<citizenship countryIso2Code=\"00\" countryDescription=\"UNKNOWN\" "
                                        "logicalId=\"7\"/>"
                                        "<birthdate circa=\"true\" calendarType=\"GREGORIAN\" city=\"Tirin\" "
                                        "yearRangeFrom=\"1953\" yearRangeTo=\"1958\" "
                                        "region=\"Uruzgan\" countryIso2Code=\"AF\" countryDescription=\"AFGHANISTAN\"/>"
                                        "<birthdate circa=\"false\" calendarType=\"GREGORIAN\" monthOfYear=\"7\" "
                                        "year=\"1960\" countryIso2Code=\"00\" "
                                        "countryDescription=\"UNKNOWN\"/>"
                                        "<birthdate circa=\"true\" calendarType=\"GREGORIAN\" year=\"1962\"/>"
                                        "<birthdate circa=\"false\" calendarType=\"GREGORIAN\" "
                                        "birthdate=\"1963-02-01\" dayOfMonth=\"1\" monthOfYear=\"2\" year=\"1963\"/>"
                                        "<birthdate circa=\"false\" calendarType=\"ISLAMIC\" year=\"1380\"/>"
                                        "<identification diplomatic=\"true\" knownExpired=\"false\" "
                                        "knownFalse=\"true\" issuedBy=\"Ministry\" "
                                        "issueDate=\"2001-02-03\" validTo=\"2011-02-02\" latinNumber=\"A-12345\" "
                                        "nameOnDocument=\"E. Person\" number=\"А-12345\" "
                                        "countryIso2Code=\"AF\" countryDescription=\"AFGHANISTAN\" "
                                        "identificationTypeCode=\"passport\" "
                                        "identificationTypeDescription=\"National passport\" "
                                        "logicalId=\"44\"><remark>(passport)</remark></identification>"
                                        "<novelty x=\"y\"/></sanctionEntity>\n"
                                        "<sanctionEntity delistingDate=\"2026-02-01\" logicalId=\"990002\">"
                                        "<regulation regulationType=\"regulation\" organisationType=\"council\" "
                                        "publicationDate=\"2021-05-05\" "
                                        "entryIntoForceDate=\"2021-05-06\" numberTitle=\"2021/8\" programme=\"UKR\"/>"
                                        "<subjectType code=\"enterprise\" classificationCode=\"E\"/>"
                                        "<nameAlias wholeName=\"EXAMPLE &quot;OOO&quot; &amp; Co\" nameLanguage=\"RU\" "
                                        "strong=\"true\"/>"
                                        "<address city=\"Moscow\" street=\"1 Street\" poBox=\"12\" zipCode=\"101000\" "
                                        "asAtListingTime=\"false\" "
                                        "countryIso2Code=\"RU\" countryDescription=\"RUSSIAN FEDERATION\"><contactInfo "
                                        "key=\"WEB\" value=\"https://x.invalid/\"/>"
                                        "<contactInfo key=\"EMAIL\" value=\"one@x.invalid; "
                                        "two@x.invalid\"/><contactInfo key=\"TELEX\" value=\"7\"/></address>"
                                        "<address countryIso2Code=\"BY\" countryDescription=\"BELARUS\"/>"
                                        "<identification number=\"7700000000\" identificationTypeCode=\"fiscalcode\" "
                                        "logicalId=\"45\"/>"
                                        "<identification number=\"IMO 9074729\" identificationTypeCode=\"imo\" "
                                        "logicalId=\"46\"/>"
                                        "<identification number=\"Z 1\" identificationTypeCode=\"other\" "
                                        "logicalId=\"47\"/></sanctionEntity>\n"
                                        "<sanctionEntity logicalId=\"990003\"><nameAlias "
                                        "wholeName=\"\"/></sanctionEntity>\n"
                                        "<sanctionEntity><nameAlias wholeName=\"X\"/></sanctionEntity>\n</export>\n";

static void a_person_becomes_its_records(void **)
{
	struct records all = {0};

	records_from_text(&all, &source_eu_xml, "x.xml", str_from(list));
	assert_int_equal(all.code, TIES_OK);
	assert_string_equal(all.claim.dataset, "eu_fsf");
	assert_int_equal(all.claim.version.first, date_from_civil(2026, 1, 15));
	const struct model_record *p = records_get(&all, "990001");
	assert_int_equal(p->schema, SCHEMA_PERSON);
	assert_int_equal(p->line, 3);
	assert_str(record_value(p, PROP_NAME, 0), "Example Ibn Person");
	assert_str(record_need(p, PROP_NAME, 0)->source, "2020/9 (OJ L60)");
	assert_null(record_get(p, PROP_NAME, 1));
	assert_str(record_value(p, PROP_MIDDLE_NAME, 0), "Ibn");
	assert_str(record_value(p, PROP_ALIAS, 0), "Exemple");
	assert_str(record_need(p, PROP_ALIAS, 0)->lang, "fr");
	assert_str(record_value(p, PROP_ALIAS, 1), "Пример");
	assert_null(record_get(p, PROP_ALIAS, 2));
	assert_str(record_value(p, PROP_WEAK_ALIAS, 0), "Abu Example");
	assert_str(record_value(p, PROP_WEAK_ALIAS, 1), "Abu Other");
	assert_str(record_value(p, PROP_POSITION, 1), "Treasurer");
	assert_str(record_value(p, PROP_TITLE, 0), "Mullah");
	assert_str(record_value(p, PROP_GENDER, 0), "male");
	assert_str(record_value(p, PROP_CITIZENSHIP, 0), "af");
	assert_null(record_get(p, PROP_CITIZENSHIP, 1));
	assert_str(record_value(p, PROP_BIRTH_DATE, 0), "[1953..1958]~");
	assert_str(record_value(p, PROP_BIRTH_DATE, 1), "1960-07");
	assert_str(record_value(p, PROP_BIRTH_DATE, 2), "1962~");
	assert_str(record_value(p, PROP_BIRTH_DATE, 3), "1963-02-01");
	assert_null(record_get(p, PROP_BIRTH_DATE, 4));
	assert_true(record_has(p, PROP_UNMAPPED, "birthDate=ISLAMIC 1380"));
	assert_str(record_value(p, PROP_BIRTH_PLACE, 0), "Tirin, Uruzgan, AFGHANISTAN");
	assert_str(record_value(p, PROP_PASSPORT_NUMBER, 0), "A-12345");
	assert_str(record_value(p, PROP_UNSC_ID, 0), "QDi.999");
	assert_str(record_value(p, PROP_NOTES, 1), "Line one\nline two.");
	assert_true(record_has(p, PROP_UNMAPPED, "novelty@x=y"));
	records_free(&all);
}

static void the_listing_and_the_documents(void **)
{
	struct records all = {0};

	records_from_text(&all, &source_eu_xml, "x.xml", str_from(list));
	const struct model_record *s = records_get(&all, "990001#sanction");
	/* the first of all days: an older act brought one of the names */
	assert_str(record_value(s, PROP_LISTING_DATE, 0), "2019-12-31");
	assert_str(record_value(s, PROP_PROGRAM, 0), "TAQA");
	assert_str(record_value(s, PROP_AUTHORITY, 0), "European Commission");
	assert_str(record_value(s, PROP_INSTRUMENT, 0), "2020/9 (OJ L60)");
	assert_str(record_value(s, PROP_SOURCE_URL, 0), "https://eur-lex.invalid/9");
	assert_str(record_value(s, PROP_AUTHORITY_ID, 0), "EU.99901.1");
	assert_str(record_value(s, PROP_COUNTRY, 0), "eu");
	const struct model_record *passport = records_get(&all, "990001#passport:А-12345");
	assert_int_equal(passport->schema, SCHEMA_PASSPORT);
	assert_true(record_has(passport, PROP_NUMBER, "A-12345"));
	assert_str(record_value(passport, PROP_START_DATE, 0), "2001-02-03");
	assert_str(record_value(passport, PROP_END_DATE, 0), "2011-02-02");
	assert_str(record_value(passport, PROP_STATUS, 0), "known to be false");
	assert_str(record_value(passport, PROP_STATUS, 1), "diplomatic");
	assert_str(record_value(passport, PROP_SUMMARY, 0), "(passport)");
	assert_str(record_value(records_get(&all, "990002#sanction"), PROP_END_DATE, 0), "2026-02-01");
	const struct model_record *o = records_get(&all, "990002");
	assert_int_equal(o->schema, SCHEMA_ORGANIZATION);
	assert_str(record_value(o, PROP_NAME, 0), "EXAMPLE \"OOO\" & Co");
	assert_str(record_value(o, PROP_ADDRESS, 0), "1 Street, P.O. Box 12, 101000, Moscow, RUSSIAN FEDERATION");
	assert_null(record_get(o, PROP_ADDRESS, 1));
	assert_true(record_has(o, PROP_COUNTRY, "by"));
	assert_str(record_value(o, PROP_EMAIL, 1), "two@x.invalid");
	assert_true(record_has(o, PROP_UNMAPPED, "TELEX=7"));
	assert_str(record_value(o, PROP_TAX_NUMBER, 0), "7700000000");
	assert_str(record_value(o, PROP_IMO_NUMBER, 0), "9074729");
	assert_str(record_value(records_get(&all, "990002#other:Z 1"), PROP_NUMBER, 0), "Z 1");
	assert_int_equal(all.rejects, 2);
	assert_int_equal(all.line, 7);
	assert_string_equal(all.reason, "the entity has no logicalId");
	records_free(&all);
}

static void the_list_has_its_numbers(void **)
{
	struct records all = {0};
	size_t names = 0;

	if (!records_from_file(&all, &source_eu_xml, EU_DATA "2026-05-01.reconstructed.xml.gz"))
		return;
	assert_int_equal(all.code, TIES_OK);
	assert_int_equal(records_count(&all, SCHEMA_PERSON), 4341);
	assert_int_equal(records_count(&all, SCHEMA_ORGANIZATION), 1519);
	assert_int_equal(records_count(&all, SCHEMA_SANCTION), 5860);
	assert_int_equal(all.rejects, 0);
	for (size_t i = 0; i < all.list.len; i++)
		for (size_t k = 0; k < all.list.ptr[i].statements.len; k++)
			names += all.list.ptr[i].statements.ptr[k].property <= PROP_WEAK_ALIAS;
	assert_int_equal(names, 29826);
	records_free(&all);
}

/* ---- the same as CSV ------------------------------------------------------------------------------------ */

static const char csv[] =
    "\xef\xbb\xbf"
    "fileGenerationDate;Entity_LogicalId;Entity_EU_ReferenceNumber;Entity_Remark;Entity_SubjectType;"
    "Entity_SubjectType_ClassificationCode;Entity_Regulation_Type;Entity_Regulation_PublicationDate;"
    "Entity_Regulation_NumberTitle;Entity_Regulation_Programme;NameAlias_WholeName;NameAlias_NameLanguage;"
    "NameAlias_Regulation_NumberTitle;NameAlias_Remark;BirthDate_BirthDate;BirthDate_Year;BirthDate_City;"
    "Identification_Number;Identification_TypeCode;Citizenship_CountryIso2Code;Entity_Novelty\r\n"
    "28/10/2025;13;EU.27.28;Resolution 1483;person;P;regulation;2003-07-08;1210/2003 (OJ L169);IRQ;Test Person;EN;"
    "1210/2003 (OJ L169);;;;;;;;n\r\n"
    "28/10/2025;13;EU.27.28;Resolution 1483;person;P;regulation;2003-07-08;1210/2003 (OJ L169);IRQ;Abu T;;;Low "
    "quality;;;;;;;\r\n"
    "28/10/2025;13;EU.27.28;Resolution 1483;person;P;regulation;2003-07-08;1210/2003 (OJ "
    "L169);IRQ;;;;;1937-04-28;1937;Tikrit;;;;\r\n"
    "28/10/2025;13;EU.27.28;Resolution 1483;person;P;regulation;2003-07-08;1210/2003 (OJ "
    "L169);IRQ;;;;;1937-04-28;1937;Tikrit;;;;\r\n"
    "28/10/2025;13;EU.27.28;Resolution 1483;person;P;regulation;2003-07-08;1210/2003 (OJ "
    "L169);IRQ;;;;;;;;\"AD;1\";passport;IQ;\r\n"
    "28/10/2025;14;;;enterprise;E;;;;;Firm;;;;;;;;;;\r\n"
    "28/10/2025;;;;enterprise;E;;;;;Nobody;;;;;;;;;;\r\n";

static void the_csv_says_the_same(void **)
{
	struct records all = {0};

	records_from_text(&all, &source_eu_csv, "x.csv", str_from(csv));
	assert_int_equal(all.code, TIES_OK);
	assert_string_equal(all.claim.dataset, "eu_fsf");
	assert_int_equal(all.claim.version.first, date_from_civil(2025, 10, 28));
	const struct model_record *p = records_get(&all, "13");
	assert_int_equal(p->schema, SCHEMA_PERSON);
	assert_int_equal(p->line, 2);
	assert_str(record_value(p, PROP_NAME, 0), "Test Person");
	assert_str(record_need(p, PROP_NAME, 0)->source, "1210/2003 (OJ L169)");
	assert_str(record_value(p, PROP_WEAK_ALIAS, 0), "Abu T");
	assert_str(record_value(p, PROP_BIRTH_DATE, 0), "1937-04-28");
	assert_null(record_get(p, PROP_BIRTH_DATE, 1)); /* the row that repeats adds nothing */
	assert_str(record_value(p, PROP_BIRTH_PLACE, 0), "Tikrit");
	assert_str(record_value(p, PROP_CITIZENSHIP, 0), "iq");
	assert_str(record_value(p, PROP_NOTES, 0), "Resolution 1483");
	assert_true(record_has(p, PROP_UNMAPPED, "sanctionEntity@novelty=n"));
	const struct model_record *s = records_get(&all, "13#sanction");
	assert_str(record_value(s, PROP_LISTING_DATE, 0), "2003-07-08");
	assert_str(record_value(s, PROP_PROGRAM, 0), "IRQ");
	assert_str(record_value(s, PROP_AUTHORITY_ID, 0), "EU.27.28");
	assert_str(record_value(records_get(&all, "13#passport:AD;1"), PROP_NUMBER, 0), "AD;1");
	assert_int_equal(records_get(&all, "14")->schema, SCHEMA_ORGANIZATION);
	assert_int_equal(all.rejects, 1);
	assert_int_equal(all.line, 8);
	records_free(&all);
}

static void what_is_not_the_csv_is_refused(void **)
{
	static const struct {
		const char *text, *words;
	} bad[] = {{"", "no header"},
	           {"<html>\n</html>\n", "no header"},
	           {"Entity_LogicalId;NameAlias_WholeName\n", "no entry"},
	           {"Entity_LogicalId;NameAlias_WholeName\n1;X\n2;\"Y\n", "truncated"}};
	struct source_claim claim;

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct records all = {0};
		records_from_text(&all, &source_eu_csv, "x.csv", str_from(bad[i].text));
		assert_refused(&all, TIES_ERR_FORMAT, bad[i].words);
		records_free(&all);
	}
	assert_false(source_eu_csv.detect(STR("name;Entity_LogicalId\nX;1\n"), "x", &claim));
}

/* ---- files that are not the list ------------------------------------------------------------------------ */

static void refuse(str text, ties_code code, const char *words)
{
	struct records all = {0};

	records_from_text(&all, &source_eu_xml, "x.xml", text);
	assert_refused(&all, code, words);
	records_free(&all);
}

static void what_is_not_the_list_is_refused(void **)
{
	struct buf wide = {0};
	struct source_claim claim;

	refuse(STR(""), TIES_ERR_FORMAT, "empty");
	refuse(STR("<html/>"), TIES_ERR_FORMAT, "x.xml:1: expected the EU's list");
	refuse(STR("{\"status\":500}"), TIES_ERR_FORMAT, "not well-formed");
	refuse(STR("<export/>"), TIES_ERR_FORMAT, "no entry");
	refuse(str_slice(str_from(list), 0, 1500), TIES_ERR_FORMAT, "truncated");
	buf_add(&wide, STR("<export><sanctionEntity>"));
	for (int i = 0; i <= TREE_NODES_MAX; i++)
		buf_add(&wide, STR("<a/>"));
	refuse(buf_str(&wide), TIES_ERR_LIMIT, "one entry");
	buf_finish(&wide);
	assert_false(source_eu_xml.detect(STR("<export><other/></export>"), "x", &claim));
	assert_false(source_eu_xml.detect(STR("<html><sanctionEntity/></html>"), "x", &claim));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(enumerations_are_taken_apart),   cmocka_unit_test(numbers_are_found_among_digits),
	    cmocka_unit_test(a_person_becomes_its_records),   cmocka_unit_test(the_listing_and_the_documents),
	    cmocka_unit_test(the_list_has_its_numbers),       cmocka_unit_test(the_csv_says_the_same),
	    cmocka_unit_test(what_is_not_the_csv_is_refused), cmocka_unit_test(what_is_not_the_list_is_refused),
	};

	return run_tap("sources_eu", tests);
}
