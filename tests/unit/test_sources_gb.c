/* The United Kingdom: its list as XML and CSV, and OFSI's list of before in both layouts. */
#include "sources/formats.h"
#include "sources/gb_entry.h"

#include "source_records.h"

#define GB_DATA TIES_SOURCE_DIR "/../shared/data/gb/"

static const char xml[] =
    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<Designations><DateGenerated>13/02/2026</DateGenerated>\n"
    "<Designation><LastUpdated>14/04/2026</LastUpdated><DateDesignated>25/01/2001</DateDesignated>"
    "<UniqueID>AFG0006</UniqueID><OFSIGroupID>9172</OFSIGroupID><UNReferenceNumber>TAi.099</UNReferenceNumber><Names>"
    "<Name><Name1>MOHAMMAD</Name1><Name2>HASSAN</Name2><Name6>TEST</Name6><NameType>Primary Name</NameType></Name>"
    "<Name><Name1>Mohammad</Name1><Name6>Teste</Name6><NameType>Primary name variation</NameType></Name>"
    "<Name><Name6>Haji Test</Name6><NameType>ALias</NameType><AliasStrength>Good quality a.k.a</AliasStrength></Name>"
    "<Name><Name6>Abu Test</Name6><NameType>Alias</NameType><AliasStrength>Low quality a.k.a</AliasStrength></Name>"
    "<Name><NameType>Alias</NameType></Name></Names>"
    "<NonLatinNames><NonLatinName><NameNonLatinScript>محمد حسن </NameNonLatinScript>"
    "<NonLatinScriptLanguage>Persian</NonLatinScriptLanguage></NonLatinName></NonLatinNames>"
    "<Titles><Title>Mullah</Title><Title>Haji</Title></Titles><RegimeName>The Afghanistan Regulations</RegimeName>"
    "<IndividualEntityShip>Individual</IndividualEntityShip><DesignationSource>UN</DesignationSource>"
    "<SanctionsImposed>Asset freeze|Travel Ban</SanctionsImposed>"
    "<OtherInformation>Associated with TAi.162. INTERPOL notice.</OtherInformation>"
    "<UKStatementofReasons>\n</UKStatementofReasons>"
    "<Addresses><Address><AddressLine1>1 Street</AddressLine1><AddressLine6>Kabul</AddressLine6>"
    "<AddressCountry>Afghanistan</AddressCountry></Address>"
    "<Address><AddressCountry>Pakistan</AddressCountry></Address></Addresses>"
    "<IndividualDetails><Individual><DOBs><DOB>dd/mm/1945</DOB><DOB>dd/07/1946</DOB><DOB>01/03/1958</DOB></DOBs>"
    "<PassportDetails><Passport><PassportNumber>P0000001</PassportNumber>"
    "<PassportAdditionalInformation>Afghanistan, expired</PassportAdditionalInformation></Passport></PassportDetails>"
    "<Nationalities><Nationality>Afghanistan</Nationality></Nationalities><Positions><Position>Deputy "
    "Minister</Position></Positions><Genders><Gender>Male</Gender></Genders><BirthDetails><Location>"
    "<TownOfBirth>Kandahar</TownOfBirth><CountryOfBirth>Afghanistan</CountryOfBirth></Location></BirthDetails>"
    "</Individual></IndividualDetails><Novelty>new</Novelty></Designation>\n"
    "<Designation><UniqueID>RUS9901</UniqueID><Names><Name><Name6>TEST BANK</Name6><NameType>Primary name</NameType>"
    "</Name></Names><RegimeName>The Russia Regulations</RegimeName><IndividualEntityShip>Entity</IndividualEntityShip>"
    "<UKStatementofReasons>Made-up reasons &amp;amp; &amp;quot;more&amp;quot;.</UKStatementofReasons>"
    "<EmailAddresses><EmailAddress>a@test.invalid; "
    "b@test.invalid</EmailAddress></EmailAddresses><EntityDetails><Entity>"
    "<ParentCompanies><ParentCompany>TEST HOLDING</ParentCompany></ParentCompanies>"
    "<Subsidiaries><Subsidiary>TEST LEASING</Subsidiary></Subsidiaries></Entity></EntityDetails></Designation>\n"
    "<Designation><UniqueID>RUS9902</UniqueID><Names><Name><Name6>TEST STAR</Name6><NameType>Primary "
    "name</NameType></Name></Names><IndividualEntityShip>Ship</IndividualEntityShip><ShipDetails><Ship>"
    "<IMONumbers><IMONumber>IMO9074729</IMONumber></IMONumbers><CurrentOwnerOperators><CurrentOwnerOperator>TEST "
    "SHIPPING</CurrentOwnerOperator></CurrentOwnerOperators><PreviousOwnerOperators><PreviousOwnerOperator>OLD "
    "SHIPPING</PreviousOwnerOperator></PreviousOwnerOperators><CurrentBelievedFlagOfShips><CurrentBelievedFlagOfShip>"
    "Panama</CurrentBelievedFlagOfShip></CurrentBelievedFlagOfShips><PreviousFlags><PreviousFlag>Liberia</PreviousFlag>"
    "</PreviousFlags><TonnageOfShipDetails><TonnageOfShip>60000</TonnageOfShip></TonnageOfShipDetails>"
    "<YearsBuilt><YearBuilt>2004</YearBuilt></YearsBuilt></Ship></ShipDetails></Designation>\n"
    "<Designation><Names><Name><Name6>NO ID</Name6></Name></Names></Designation>\n"
    "<Designation><UniqueID>RUS9903</UniqueID><Names><Name/></Names></Designation>\n</Designations>\n";

static void an_individual_becomes_its_records(void **)
{
	struct records all = {0};

	records_from_text(&all, &source_gb_xml, "UK-Sanctions-List.xml", str_from(xml));
	assert_int_equal(all.code, TIES_OK);
	assert_string_equal(all.claim.dataset, "gb_fcdo_sanctions");
	assert_int_equal(all.claim.version.first, date_from_civil(2026, 2, 13));
	const struct model_record *p = records_get(&all, "AFG0006");
	assert_int_equal(p->schema, SCHEMA_PERSON);
	assert_int_equal(p->line, 3);
	assert_str(record_value(p, PROP_NAME, 0), "MOHAMMAD HASSAN TEST");
	assert_null(record_get(p, PROP_NAME, 1));
	assert_str(record_value(p, PROP_FIRST_NAME, 0), "MOHAMMAD");
	assert_str(record_value(p, PROP_LAST_NAME, 0), "TEST");
	assert_str(record_value(p, PROP_ALIAS, 0), "Mohammad Teste");
	assert_str(record_value(p, PROP_ALIAS, 1), "Haji Test");
	assert_str(record_value(p, PROP_ALIAS, 2), "محمد حسن");
	assert_str(record_need(p, PROP_ALIAS, 2)->lang, "fa");
	assert_str(record_value(p, PROP_WEAK_ALIAS, 0), "Abu Test");
	assert_true(record_has(p, PROP_TITLE, "Haji"));
	assert_str(record_value(p, PROP_BIRTH_DATE, 0), "1945");
	assert_str(record_value(p, PROP_BIRTH_DATE, 1), "1946-07");
	assert_str(record_value(p, PROP_BIRTH_DATE, 2), "1958-03-01");
	assert_str(record_value(p, PROP_BIRTH_PLACE, 0), "Kandahar, Afghanistan");
	assert_str(record_value(p, PROP_ADDRESS, 0), "1 Street, Kabul, Afghanistan");
	assert_null(record_get(p, PROP_ADDRESS, 1)); /* a country alone is none */
	assert_true(record_has(p, PROP_COUNTRY, "pk"));
	assert_str(record_value(p, PROP_PASSPORT_NUMBER, 0), "P0000001");
	assert_str(record_value(p, PROP_GENDER, 0), "male");
	/* the one that the prose cites is another */
	assert_str(record_value(p, PROP_UNSC_ID, 0), "TAi.099");
	assert_null(record_get(p, PROP_UNSC_ID, 1));
	assert_true(record_has(p, PROP_UNMAPPED, "Novelty=new"));
	records_free(&all);
}

static void the_listing_and_what_stands_beside_it(void **)
{
	struct records all = {0};

	records_from_text(&all, &source_gb_xml, "UK-Sanctions-List.xml", str_from(xml));
	const struct model_record *s = records_get(&all, "AFG0006#sanction");
	assert_str(record_value(s, PROP_PROGRAM, 0), "The Afghanistan Regulations");
	assert_str(record_value(s, PROP_START_DATE, 0), "2001-01-25");
	assert_str(record_value(s, PROP_MODIFIED_AT, 0), "2026-04-14");
	assert_str(record_value(s, PROP_PROVISIONS, 1), "Travel Ban");
	assert_str(record_value(s, PROP_COUNTRY, 0), "gb");
	assert_null(record_get(s, PROP_REASON, 0)); /* a lone line end is none */
	const struct model_record *passport = records_get(&all, "AFG0006#passport:P0000001");
	assert_str(record_value(passport, PROP_HOLDER, 0), "AFG0006");
	assert_str(record_value(passport, PROP_SUMMARY, 0), "Afghanistan, expired");
	assert_str(record_value(records_get(&all, "RUS9901#sanction"), PROP_REASON, 0), "Made-up reasons & \"more\".");
	assert_str(record_value(records_get(&all, "RUS9901"), PROP_EMAIL, 1), "b@test.invalid");
	const struct model_record *parent = records_get(&all, "RUS9901#owned:TEST HOLDING");
	assert_int_equal(parent->schema, SCHEMA_OWNERSHIP);
	assert_str(record_value(parent, PROP_OWNER, 0), "RUS9901#owner:TEST HOLDING");
	assert_str(record_value(parent, PROP_ASSET, 0), "RUS9901");
	assert_str(record_value(records_get(&all, "RUS9901#owner:TEST HOLDING"), PROP_NAME, 0), "TEST HOLDING");
	assert_str(record_value(records_get(&all, "RUS9901#owns:TEST LEASING"), PROP_OWNER, 0), "RUS9901");
	const struct model_record *ship = records_get(&all, "RUS9902");
	assert_int_equal(ship->schema, SCHEMA_VESSEL);
	assert_str(record_value(ship, PROP_IMO_NUMBER, 0), "9074729");
	assert_str(record_value(ship, PROP_FLAG, 0), "pa");
	assert_str(record_value(ship, PROP_PAST_FLAGS, 0), "lr");
	assert_str(record_value(ship, PROP_BUILD_DATE, 0), "2004");
	assert_int_equal(records_get(&all, "RUS9902#formerly-owned:OLD SHIPPING")->schema, SCHEMA_UNKNOWN_LINK);
	assert_int_equal(all.rejects, 2);
	assert_int_equal(all.line, 8);
	assert_string_equal(all.reason, "the target has no name");
	records_free(&all);
}

/* ---- CSV --------------------------------------------------------------------------------------------- */

static const char csv[] =
    "Report Date: 13-Feb-2026\r\n"
    "Last Updated,Unique ID,OFSI Group ID,UN Reference Number,Name 6,Name 1,Name 2,Name type,Alias strength,Regime "
    "Name,"
    "Designation Type,Sanctions Imposed,Address Line 1,Address Country,Date Designated,D.O.B,Nationality(/ies),"
    "IMO number,Current owner/operator (s),Hull identification number (HIN),Novelty\r\n"
    "14/04/2026,AFG0006,9172,TAi.099,TEST,MOHAMMAD,HASSAN,Primary Name,,Afghanistan,Individual,Asset freeze|Travel Ban,"
    ",,25/01/2001,dd/mm/1945,Afghanistan,,,,\r\n"
    "14/04/2026,AFG0006,9172,TAi.099,TEST,MOHAMMAD,HASSAN,Primary Name,,Afghanistan,Individual,Asset freeze|Travel Ban,"
    "\"1 Street,\r\nKabul\",Afghanistan,25/01/2001,dd/07/1946,,,,,x\r\n"
    "14/04/2026,AFG0006,9172,TAi.099,Abu Test,,,Alias,Low quality a.k.a,Afghanistan,Individual,,,,25/01/2001,,,,,,\r\n"
    "14/04/2026,RUS9902,,,TEST STAR,,,Primary name,,Russia,Ship,,,,24/02/2022,,,IMO9074729,TEST SHIPPING,,\r\n"
    "14/04/2026,,,,NO ID,,,Primary name,,Russia,Ship,,,,,,,,,,\r\n";

static void rows_of_a_target_are_one(void **)
{
	struct records all = {0};

	records_from_text(&all, &source_gb_csv, "UK-Sanctions-List.csv", str_from(csv));
	assert_int_equal(all.code, TIES_OK);
	assert_string_equal(all.claim.dataset, "gb_fcdo_sanctions");
	assert_int_equal(all.claim.version.first, date_from_civil(2026, 2, 13));
	assert_int_equal(records_count(&all, SCHEMA_PERSON), 1);
	assert_int_equal(records_count(&all, SCHEMA_VESSEL), 1);
	const struct model_record *p = records_get(&all, "AFG0006");
	assert_int_equal(p->line, 3);
	assert_str(record_value(p, PROP_NAME, 0), "MOHAMMAD HASSAN TEST");
	assert_null(record_get(p, PROP_NAME, 1));
	assert_str(record_value(p, PROP_WEAK_ALIAS, 0), "Abu Test");
	assert_str(record_value(p, PROP_BIRTH_DATE, 1), "1946-07");
	assert_str(record_value(p, PROP_ADDRESS, 0), "1 Street, Kabul, Afghanistan");
	assert_str(record_value(p, PROP_NATIONALITY, 0), "af");
	assert_true(record_has(p, PROP_UNMAPPED, "Novelty=x"));
	assert_str(record_value(records_get(&all, "RUS9902#owned:TEST SHIPPING"), PROP_ASSET, 0), "RUS9902");
	assert_int_equal(all.rejects, 1);
	assert_int_equal(all.line, 8);
	assert_string_equal(all.reason, "the row has no id");
	records_free(&all);
}

/* windows-1252, rows of a group apart, values that enumerate. */
static const char ofsi[] =
    "Last Updated,13/04/2018,,,,,,,,,,,,,,,,,,,,,,,,,,,\r\n"
    "Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Title,DOB,Town of Birth,Country of Birth,Nationality,Passport "
    "Details,NI "
    "Number,Position,Address 1,Address 2,Address 3,Address 4,Address 5,Address 6,Post/Zip Code,Country,Other "
    "Information,Group Type,Alias Type,Regime,Listed On,Last Updated,Group ID\r\n"
    " AL-TEST,Sheikh,Farooq,,,,,00/00/1980,,Saudi Arabia,1) Saudi Arabia 2) Qatar,Passport No: 592667 (Qatari passport "
    "issued on 3 May 2007).,,,,,,,,,,Afghanistan (since 2009),UN Ref QDi.004. Emir.,Individual,AKA,ISIL,01/04/2016,"
    "01/04/2016,13349\r\n"
    "BANK \x91X\x92,,,,,,,,,,,,,,,,,,,,,,UN Ref QDe.014. IMO 9074729.,Entity,Prime Alias,Iran,,,1\r\n"
    "TEST,Nayef,,,,,,00/05/1981,,,,,,,,,,,,,,,UN Ref QDi.004. Emir.,Individual,Prime Alias,ISIL,01/04/2016,01/04/2016,"
    "13349\r\n"
    "OTHER,Nayef,,,,,,,,,,,,,,,,,,,,,UN Ref QDe.004. A slip.,Individual,FKA,ISIL,01/04/2016,01/04/2016,13350\r\n";

static void the_older_list_is_read(void **)
{
	struct records all = {0};

	records_from_text(&all, &source_gb_ofsi, "ConList.csv", (str){ofsi, sizeof ofsi - 1});
	assert_int_equal(all.code, TIES_OK);
	assert_string_equal(all.claim.dataset, "gb_hmt_sanctions");
	assert_int_equal(all.claim.version.first, date_from_civil(2018, 4, 13));
	assert_int_equal(all.rejects, 0);
	const struct model_record *p = records_get(&all, "13349");
	assert_str(record_value(p, PROP_ALIAS, 0), "Sheikh Farooq AL-TEST");
	assert_str(record_value(p, PROP_BIRTH_DATE, 0), "1980");
	assert_str(record_value(p, PROP_BIRTH_PLACE, 0), "Saudi Arabia");
	assert_str(record_value(p, PROP_NATIONALITY, 1), "qa");
	assert_str(record_value(p, PROP_PASSPORT_NUMBER, 0), "592667");
	assert_str(record_value(p, PROP_COUNTRY, 0), "af");
	assert_str(record_value(p, PROP_UNSC_ID, 0), "QDi.004");
	assert_str(record_value(records_get(&all, "13349#sanction"), PROP_LISTING_DATE, 0), "2016-04-01");
	const struct model_record *bank = records_get(&all, "1");
	assert_str(record_value(bank, PROP_NAME, 0), "BANK \u2018X\u2019");
	assert_str(record_value(bank, PROP_IMO_NUMBER, 0), "9074729");
	const struct model_record *slip = records_get(&all, "13350");
	assert_null(record_get(slip, PROP_UNSC_ID, 0)); /* the reference of an entity on a person */
	assert_str(record_value(slip, PROP_PREVIOUS_NAME, 0), "Nayef OTHER");
	/* the second run of 13349 adds to it */
	size_t runs = 0;
	for (size_t i = 0; i < all.list.len; i++)
		if (str_is(all.list.ptr[i].id, "13349") && ++runs == 2)
			assert_str(record_value(&all.list.ptr[i], PROP_NAME, 0), "Nayef TEST");
	assert_int_equal(runs, 2);
	records_free(&all);
}

static void columns_and_elements_share_names(void **)
{
	assert_int_equal(gb_field_of(STR("Type of ship")), GB_SHIP_TYPE);
	assert_int_equal(gb_field_of(STR("TypeOfShip")), GB_SHIP_TYPE);
	assert_int_equal(gb_field_of(STR("Nationality(/ies)")), GB_NATIONALITY);
	assert_int_equal(gb_field_of(STR("Post/Zip Code")), GB_POSTAL_CODE);
	assert_int_equal(gb_field_of(STR("Name")), GB_UNKNOWN);
	assert_int_equal(gb_field_of(STR("")), GB_UNKNOWN);
}

/* ---- the real lists ------------------------------------------------------------------------------------ */

static size_t distinct_sanctions(const struct records *all)
{
	size_t n = 0;

	for (size_t i = 0; i < all->list.len; i++) {
		const struct model_record *r = &all->list.ptr[i];
		bool again = false;
		if (r->schema != SCHEMA_SANCTION)
			continue;
		for (size_t k = 0; k < i && !again; k++)
			again = str_equal(all->list.ptr[k].id, r->id);
		n += !again;
	}
	return n;
}

static void the_lists_have_their_numbers(void **)
{
	struct records uksl = {0}, conlist = {0};

	if (records_from_file(&uksl, &source_gb_xml, GB_DATA "2026-08-22.uksl-reconstructed.xml.gz")) {
		assert_int_equal(uksl.code, TIES_OK);
		assert_int_equal(records_count(&uksl, SCHEMA_PERSON), 4036);
		assert_int_equal(records_count(&uksl, SCHEMA_ORGANIZATION), 1647);
		assert_int_equal(records_count(&uksl, SCHEMA_VESSEL), 666);
		assert_int_equal(records_count(&uksl, SCHEMA_SANCTION), 6349);
		assert_int_equal(uksl.rejects, 0);
	}
	if (records_from_file(&conlist, &source_gb_ofsi, GB_DATA "2018-04-13-conlist.csv.gz")) {
		assert_int_equal(conlist.code, TIES_OK);
		assert_int_equal(distinct_sanctions(&conlist), 2106);
		assert_int_equal(conlist.rejects, 0);
	}
	records_free(&uksl);
	records_free(&conlist);
}

/* ---- files that are not the list ------------------------------------------------------------------------- */

static void refuse(const struct source_format *format, const char *text, ties_code code, const char *words)
{
	struct records all = {0};

	records_from_text(&all, format, "x", str_from(text));
	assert_refused(&all, code, words);
	records_free(&all);
}

static void what_is_not_the_list_is_refused(void **)
{
	refuse(&source_gb_xml, "", TIES_ERR_FORMAT, "empty");
	refuse(&source_gb_xml, "<html/>", TIES_ERR_FORMAT, "expected the UK Sanctions List");
	refuse(&source_gb_xml, "<Designations/>", TIES_ERR_FORMAT, "no entry");
	refuse(&source_gb_csv, "", TIES_ERR_FORMAT, "no header");
	refuse(&source_gb_csv, "Report Date: 13-Feb-2026\nName 6,Unique ID\n", TIES_ERR_FORMAT, "no entry");
	refuse(&source_gb_csv, "Name 6,Unique ID\nX,1\nY,\"2\n", TIES_ERR_FORMAT, "truncated");
	refuse(&source_gb_ofsi, "<!DOCTYPE html>\n<html></html>", TIES_ERR_FORMAT, "no header");
}

static void the_two_lists_are_told_apart(void **)
{
	struct source_claim claim;

	assert_true(source_gb_csv.detect(str_from(csv), "x", &claim));
	assert_false(source_gb_ofsi.detect(str_from(csv), "x", &claim));
	assert_true(source_gb_ofsi.detect((str){ofsi, sizeof ofsi - 1}, "x", &claim));
	assert_false(source_gb_csv.detect((str){ofsi, sizeof ofsi - 1}, "x", &claim));
	assert_false(source_gb_csv.detect(STR("name,id\nX,1\n"), "x", &claim));
	assert_false(source_gb_xml.detect(STR("<html>Designations</html>"), "x", &claim));
}

static void a_target_with_too_many_values_is_an_error(void **)
{
	struct buf text = {0};
	struct records all = {0};

	buf_add(&text, STR("Name 6,Unique ID\n"));
	for (int i = 0; i <= GB_VALUES_MAX + 1; i++)
		buf_print(&text, "N%d,X1\n", i);
	records_from_text(&all, &source_gb_csv, "x", buf_str(&text));
	assert_refused(&all, TIES_ERR_LIMIT, "values");
	buf_finish(&text);
	records_free(&all);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(an_individual_becomes_its_records),
	    cmocka_unit_test(the_listing_and_what_stands_beside_it),
	    cmocka_unit_test(rows_of_a_target_are_one),
	    cmocka_unit_test(the_older_list_is_read),
	    cmocka_unit_test(columns_and_elements_share_names),
	    cmocka_unit_test(the_lists_have_their_numbers),
	    cmocka_unit_test(what_is_not_the_list_is_refused),
	    cmocka_unit_test(the_two_lists_are_told_apart),
	    cmocka_unit_test(a_target_with_too_many_values_is_an_error),
	};

	return run_tap("sources_gb", tests);
}
