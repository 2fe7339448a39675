/* The UN list: what an entry becomes, the real lists of 2017 to 2026, and files that are not the list. */
#include "base/table.h"
#include "sources/formats.h"
#include "sources/un_entry.h"

#include "cases.h"
#include "source_records.h"

#define LIST(date, inside) \
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<CONSOLIDATED_LIST dateGenerated='" date \
	"'>\n<INDIVIDUALS>\n" inside "</INDIVIDUALS>\n<ENTITIES>\n</ENTITIES>\n</CONSOLIDATED_LIST>\n"
#define UN_DATA TIES_SOURCE_DIR "/../shared/data/un/"

static const char person[] = LIST(
    "2026-02-27T00:00:09.554Z",
    "<INDIVIDUAL>\n<DATAID>6908555</DATAID><VERSIONNUM>1</VERSIONNUM><FIRST_NAME> RI </FIRST_NAME>"
    "<SECOND_NAME>WON\n   HO</SECOND_NAME><THIRD_NAME/><UN_LIST_TYPE>DPRK</UN_LIST_TYPE>"
    "<REFERENCE_NUMBER>KPi.033 .1</REFERENCE_NUMBER><LISTED_ON>2016-11-30-05:00</LISTED_ON><GENDER>MALE</GENDER>"
    "<NAME_ORIGINAL_SCRIPT>\xeb\xa6\xac\xec\x9b\x90\xed\x98\xb8</NAME_ORIGINAL_SCRIPT>"
    "<SUBMITTED_BY>X &amp; Y</SUBMITTED_BY>"
    "<COMMENTS1>[Old Reference # I.47.D.7] Works for KOMID (KPe.001), see QDe.014 too.\n\nAlso Kpe.001, "
    "KPi.033.</COMMENTS1>"
    "<TITLE><VALUE>General</VALUE></TITLE>"
    "<DESIGNATION><VALUE>a) Minister of   Planning</VALUE><VALUE/><VALUE>Official</VALUE></DESIGNATION>"
    "<NATIONALITY><VALUE>Democratic People's Republic of Korea</VALUE></NATIONALITY>"
    "<LIST_TYPE><VALUE>UN List</VALUE></LIST_TYPE>"
    "<LAST_DAY_UPDATED><VALUE>2017-01-02</VALUE><VALUE/><VALUE>2020-03-04</VALUE></LAST_DAY_UPDATED>"
    "<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Won Ho Ri; Ri,\nWonho</ALIAS_NAME>"
    "<DATE_OF_BIRTH>1970</DATE_OF_BIRTH><CITY_OF_BIRTH>Wonsan</CITY_OF_BIRTH></INDIVIDUAL_ALIAS>"
    "<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>The Colonel</ALIAS_NAME>"
    "<NOTE>original script: "
    "\xd0\x9f\xd0\xbe\xd0\xbb\xd0\xba\xd0\xbe\xd0\xb2\xd0\xbd\xd0\xb8\xd0\xba</NOTE></INDIVIDUAL_ALIAS>"
    "<INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>"
    "<INDIVIDUAL_ADDRESS><COUNTRY/></INDIVIDUAL_ADDRESS>"
    "<INDIVIDUAL_ADDRESS><NOTE>as of 2016</NOTE><CITY>Damascus</CITY><COUNTRY>Syrian Arab "
    "Republic</COUNTRY></INDIVIDUAL_ADDRESS>"
    "<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1964-07-17</DATE></INDIVIDUAL_DATE_OF_BIRTH>"
    "<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1965</YEAR></INDIVIDUAL_DATE_OF_BIRTH>"
    "<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1961</FROM_YEAR><TO_YEAR>1963</TO_YEAR></"
    "INDIVIDUAL_DATE_OF_BIRTH>"
    "<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><NOTE>30-35 years "
    "old</NOTE></INDIVIDUAL_DATE_OF_BIRTH>"
    "<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE></INDIVIDUAL_DATE_OF_BIRTH>"
    "<INDIVIDUAL_PLACE_OF_BIRTH><NOTE>Iraq</NOTE><CITY>Mosul</CITY><COUNTRY>Iraq</COUNTRY></INDIVIDUAL_PLACE_OF_BIRTH>"
    "<INDIVIDUAL_DOCUMENT/>"
    "<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>Afghan passport number OA "
    "454044</NUMBER>"
    "<COUNTRY_OF_ISSUE>Afghanistan</COUNTRY_OF_ISSUE><DATE_OF_ISSUE>2010-05-06</DATE_OF_ISSUE><NOTE>expired</NOTE></"
    "INDIVIDUAL_DOCUMENT>"
    "<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>National Identification\n   Number</TYPE_OF_DOCUMENT>"
    "<TYPE_OF_DOCUMENT2>tazkira number 545167</TYPE_OF_DOCUMENT2></INDIVIDUAL_DOCUMENT>"
    "<SORT_KEY/></INDIVIDUAL>\n");

static void references_are_repaired(void **)
{
	struct cases c;

	for (cases_open(&c, "un-reference"); cases_next(&c);) {
		char out[UN_REFERENCE_SIZE];
		str got = {out, un_reference(c.cell[0], out)};
		cases_check(&c, str_equal(got.len ? got : STR("-"), c.cell[1]), got);
	}
}

static void numbers_are_found_in_prose(void **)
{
	struct cases c;

	for (cases_open(&c, "un-identifier"); cases_next(&c);) {
		str got = un_identifier(str_trim(c.cell[0]));
		cases_check(&c, str_equal(got.len ? got : STR("-"), c.cell[1]), got);
	}
}

static void one_entry_becomes_its_records(void **)
{
	struct records all = {0};

	records_from_text(&all, &source_un_xml, "consolidated.xml", str_from(person));
	assert_int_equal(all.code, TIES_OK);
	assert_true(all.claimed);
	assert_string_equal(all.claim.dataset, "un_sc_sanctions");
	assert_int_equal(all.claim.version.first, date_from_civil(2026, 2, 27));
	assert_int_equal(all.claim.version.last, date_from_civil(2026, 2, 27));
	assert_int_equal(all.list.len, 6);
	const struct model_record *p = records_get(&all, "KPi.033");
	assert_int_equal(p->schema, SCHEMA_PERSON);
	assert_int_equal(p->line, 4);
	assert_str(record_value(p, PROP_NAME, 0), "RI WON HO");
	assert_str(record_need(p, PROP_ALIAS, 0)->lang, "ko");
	assert_str(record_value(p, PROP_ALIAS, 1), "Won Ho Ri");
	assert_str(record_value(p, PROP_ALIAS, 2), "Ri, Wonho");
	assert_str(record_need(p, PROP_ALIAS, 2)->original, "Won Ho Ri; Ri, Wonho");
	assert_str(record_need(p, PROP_ALIAS, 3)->lang, "ru");
	assert_null(record_get(p, PROP_ALIAS, 4));
	assert_str(record_value(p, PROP_WEAK_ALIAS, 0), "The Colonel");
	assert_true(record_has(p, PROP_GENDER, "male"));
	assert_str(record_value(p, PROP_POSITION, 0), "Minister of Planning");
	assert_str(record_need(p, PROP_POSITION, 0)->original, "a) Minister of Planning");
	assert_str(record_value(p, PROP_POSITION, 1), "Official");
	assert_str(record_value(p, PROP_NATIONALITY, 0), "kp");
	assert_str(record_value(p, PROP_ADDRESS, 0), "Damascus, Syrian Arab Republic");
	assert_null(record_get(p, PROP_ADDRESS, 1));
	assert_true(record_has(p, PROP_COUNTRY, "sy"));
	assert_true(record_has(p, PROP_BIRTH_PLACE, "Mosul, Iraq"));
	assert_true(record_has(p, PROP_BIRTH_PLACE, "Wonsan"));
	assert_true(record_has(p, PROP_PASSPORT_NUMBER, "OA 454044"));
	assert_true(record_has(p, PROP_ID_NUMBER, "545167"));
	assert_true(record_has(p, PROP_RECORD_ID, "6908555"));
	assert_true(record_has(p, PROP_UNSC_ID, "KPi.033"));
	assert_str(record_need(p, PROP_UNSC_ID, 0)->original, "KPi.033 .1");
	assert_true(record_has(p, PROP_TOPICS, "sanction"));
	assert_true(record_has(p, PROP_UNMAPPED, "SUBMITTED_BY=X & Y"));
	assert_true(record_has(p, PROP_UNMAPPED, "addressNote=Damascus, Syrian Arab Republic: as of 2016"));
	assert_false(record_has(p, PROP_UNMAPPED, "VERSIONNUM=1"));
	assert_non_null(strstr(record_value(p, PROP_NOTES, 0).ptr, "too.\n\nAlso"));
	records_free(&all);
}

static void birth_dates_keep_their_precision(void **)
{
	struct records all = {0};
	struct date d;

	records_from_text(&all, &source_un_xml, "consolidated.xml", str_from(person));
	const struct model_record *p = records_get(&all, "KPi.033");
	assert_str(record_value(p, PROP_BIRTH_DATE, 0), "1970"); /* of the alias */
	assert_str(record_value(p, PROP_BIRTH_DATE, 1), "1964-07-17");
	assert_str(record_value(p, PROP_BIRTH_DATE, 2), "1965~");
	assert_int_equal(date_parse(record_value(p, PROP_BIRTH_DATE, 3), &d, NULL), TIES_OK);
	assert_int_equal(d.first, date_from_civil(1961, 1, 1));
	assert_int_equal(d.last, date_from_civil(1963, 12, 31));
	assert_null(record_get(p, PROP_BIRTH_DATE, 4));
	assert_true(record_has(p, PROP_UNMAPPED, "birthDate=EXACT 30-35 years old"));
	records_free(&all);
}

static void the_listing_the_documents_and_the_links(void **)
{
	struct records all = {0};

	records_from_text(&all, &source_un_xml, "consolidated.xml", str_from(person));
	const struct model_record *s = records_get(&all, "KPi.033#sanction");
	assert_int_equal(s->schema, SCHEMA_SANCTION);
	assert_str(record_value(s, PROP_ENTITY, 0), "KPi.033");
	assert_str(record_value(s, PROP_AUTHORITY, 0), "UN Security Council");
	assert_str(record_value(s, PROP_PROGRAM, 0), "DPRK");
	assert_str(record_value(s, PROP_COUNTRY, 0), "un");
	assert_str(record_value(s, PROP_LISTING_DATE, 0), "2016-11-30");
	assert_str(record_need(s, PROP_LISTING_DATE, 0)->original, "2016-11-30-05:00");
	assert_str(record_value(s, PROP_MODIFIED_AT, 1), "2020-03-04");
	assert_str(record_value(s, PROP_AUTHORITY_ID, 0), "I.47.D.7");
	const struct model_record *d = records_get(&all, "KPi.033#passport:OA 454044");
	assert_int_equal(d->schema, SCHEMA_PASSPORT);
	assert_str(record_value(d, PROP_HOLDER, 0), "KPi.033");
	assert_str(record_value(d, PROP_COUNTRY, 0), "af");
	assert_str(record_value(d, PROP_START_DATE, 0), "2010-05-06");
	assert_str(record_value(d, PROP_NUMBER, 0), "Afghan passport number OA 454044");
	assert_int_equal(records_get(&all, "KPi.033#document:545167")->schema, SCHEMA_IDENTIFICATION);
	const struct model_record *l = records_get(&all, "KPi.033#link:QDe.014");
	assert_str(record_value(l, PROP_SUBJECT, 0), "KPi.033");
	assert_str(record_value(l, PROP_OBJECT, 0), "QDe.014");
	assert_non_null(strstr(record_value(l, PROP_SUMMARY, 0).ptr, "Works for KOMID"));
	records_get(&all, "KPi.033#link:KPe.001");
	records_free(&all);
}

/* Alias elements with a name: those split at "; " share their original. */
static size_t alias_elements(const struct model_record *r)
{
	size_t n = 0;
	str last = {NULL, 0};

	for (size_t i = 0; i < r->statements.len; i++) {
		const struct model_statement *s = &r->statements.ptr[i];
		if ((s->property != PROP_ALIAS && s->property != PROP_WEAK_ALIAS &&
		     s->property != PROP_PREVIOUS_NAME) ||
		    s->lang.len)
			continue;
		n += !s->original.len || !str_equal(s->original, last);
		last = s->original;
	}
	return n;
}

static void the_list_of_2026_has_its_numbers(void **)
{
	struct records all = {0};
	size_t aliases[2] = {0}, links = 0, resolved = 0, listed = 0;

	if (!records_from_file(&all, &source_un_xml, UN_DATA "2026-02-27.xml.gz"))
		return;
	assert_int_equal(all.code, TIES_OK);
	assert_int_equal(all.rejects, 0);
	assert_int_equal(records_count(&all, SCHEMA_PERSON), 730);
	assert_int_equal(records_count(&all, SCHEMA_ORGANIZATION), 273);
	assert_int_equal(records_count(&all, SCHEMA_SANCTION), 1003);
	struct table ids = {0};
	for (size_t i = 0; i < all.list.len; i++) {
		const struct model_record *r = &all.list.ptr[i];
		bool fresh, organization = r->schema == SCHEMA_ORGANIZATION;
		if (r->schema != SCHEMA_PERSON && !organization)
			continue;
		assert_non_null(table_put(&ids, r->id, 0, &fresh));
		assert_true(fresh);
		aliases[organization] += alias_elements(r);
	}
	for (size_t i = 0; i < all.list.len; i++) {
		const struct model_record *r = &all.list.ptr[i];
		listed += record_get(r, PROP_LISTING_DATE, 0) != NULL;
		if (r->schema != SCHEMA_UNKNOWN_LINK)
			continue;
		links++;
		resolved += table_get(&ids, record_value(r, PROP_OBJECT, 0)) != TABLE_NONE;
	}
	table_finish(&ids);
	assert_int_equal(aliases[0], 2139);
	/* one more: an Indonesian group has its "original script" in Latin letters */
	assert_int_equal(aliases[1], 613 + 1);
	assert_int_equal(links, 514);
	assert_int_equal(resolved, 507); /* seven name entries that are no longer on the list */
	assert_int_equal(listed, 1003);
	records_free(&all);
}

/* Number of entries, and the ids of `all` that are not in `other`. */
static size_t entries_of(const struct records *all)
{
	return records_count(all, SCHEMA_PERSON) + records_count(all, SCHEMA_ORGANIZATION);
}

static size_t missing_in(const struct records *all, const struct records *other)
{
	struct table ids = {0};
	size_t missing = 0;
	bool fresh;

	for (size_t i = 0; i < other->list.len; i++)
		if (other->list.ptr[i].schema == SCHEMA_SANCTION)
			assert_non_null(table_put(&ids, other->list.ptr[i].id, 0, &fresh));
	for (size_t i = 0; i < all->list.len; i++)
		if (all->list.ptr[i].schema == SCHEMA_SANCTION)
			missing += table_get(&ids, all->list.ptr[i].id) == TABLE_NONE;
	table_finish(&ids);
	return missing;
}

static void the_iranian_entries_leave_and_return(void **)
{
	struct records before = {0}, after = {0}, again = {0};

	if (!records_from_file(&before, &source_un_xml, UN_DATA "2023-10-05.xml.gz") ||
	    !records_from_file(&after, &source_un_xml, UN_DATA "2023-10-19.xml.gz") ||
	    !records_from_file(&again, &source_un_xml, UN_DATA "2026-02-27.xml.gz"))
		return;
	assert_int_equal(entries_of(&before), 946);
	assert_int_equal(entries_of(&after), 862);
	assert_int_equal(missing_in(&before, &after), 84);
	assert_int_equal(missing_in(&after, &before), 0);
	size_t gone_for_good = 0;
	for (size_t i = 0; i < before.list.len; i++) {
		const struct model_record *r = &before.list.ptr[i];
		if (r->schema != SCHEMA_SANCTION || !record_has(r, PROP_PROGRAM, "Iran"))
			continue;
		bool back = false;
		for (size_t k = 0; k < again.list.len && !back; k++)
			back = str_equal(again.list.ptr[k].id, r->id);
		gone_for_good += !back;
	}
	assert_int_equal(gone_for_good, 0);
	records_free(&before);
	records_free(&after);
	records_free(&again);
}

static void every_version_is_read(void **)
{
	static const struct {
		const char *path;
		size_t entries;
	} versions[] = {
	    {UN_DATA "2017-07-03.xml.gz", 1021}, {UN_DATA "2021-01-27.xml.gz", 1003},
	    {UN_DATA "2023-05-28.xml.gz", 958},  {UN_DATA "2023-08-02.xml.gz", 955},
	    {UN_DATA "2023-12-09.xml.gz", 870},  {UN_DATA "2025-06-16.xml.gz", 877},
	};

	for (size_t i = 0; i < sizeof versions / sizeof *versions; i++) {
		struct records all = {0};
		if (!records_from_file(&all, &source_un_xml, versions[i].path))
			continue;
		assert_int_equal(all.code, TIES_OK);
		assert_int_equal(entries_of(&all), versions[i].entries);
		assert_int_equal(all.rejects, 0);
		records_free(&all);
	}
}

/* ---- files that are not the list ---------------------------------------------------------------- */

static void refuse(str text, ties_code code, const char *words)
{
	struct records all = {0};

	records_from_text(&all, &source_un_xml, "consolidated.xml", text);
	assert_refused(&all, code, words);
	records_free(&all);
}

static void error_pages_are_not_claimed(void **)
{
	static const char *const heads[] = {"",
	                                    "\n",
	                                    "<html><body>CONSOLIDATED_LIST</body></html>",
	                                    "<!DOCTYPE html>\n<html></html>",
	                                    "{\"error\":\"<CONSOLIDATED_LIST>\"}",
	                                    "<!-- <CONSOLIDATED_LIST> --><sdnList/>",
	                                    "CONSOLIDATED_LIST",
	                                    "<CONSOLIDATED_LISTS>"};
	struct source_claim claim;

	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		assert_false(source_un_xml.detect(str_from(heads[i]), "consolidated.xml", &claim));
	assert_true(source_un_xml.detect(
	    STR("\xef\xbb\xbf<?xml version='1.0'?>\n<!-- x --><u:CONSOLIDATED_LIST dateGenerated=\"2020-01-02\">"), "x",
	    &claim));
	assert_int_equal(claim.version.first, date_from_civil(2020, 1, 2));
	assert_true(source_un_xml.detect(STR("<CONSOLIDATED_LIST dateGenerated='soon'>"), "x", &claim));
	assert_int_equal(claim.version.kind, DATE_UNKNOWN);
}

static void what_is_not_the_list_is_refused(void **)
{
	refuse(STR(""), TIES_ERR_FORMAT, "empty");
	refuse(STR("<html><body>Under maintenance</body></html>"), TIES_ERR_FORMAT,
	       "consolidated.xml:1: expected the UN list");
	refuse(STR(LIST("2020-01-01", "")), TIES_ERR_FORMAT, "no entry");
	refuse(STR("Service unavailable"), TIES_ERR_FORMAT, "not well-formed");
	refuse(str_slice(str_from(person), 0, sizeof person - 80), TIES_ERR_FORMAT, "truncated");
	refuse(str_slice(str_from(person), 0, 700), TIES_ERR_FORMAT, "truncated");
	refuse(STR("<CONSOLIDATED_LIST>\0<INDIVIDUAL/></CONSOLIDATED_LIST>"), TIES_ERR_FORMAT, "not well-formed");
	refuse(STR("\xff\xfe<\0C\0"), TIES_ERR_FORMAT, "consolidated.xml");
}

static void bombs_do_not_go_off(void **)
{
	struct buf deep = {0}, wide = {0};

	refuse(STR("<!DOCTYPE x [<!ENTITY a \"aaaaaaaa\"><!ENTITY b "
	           "\"&a;&a;&a;&a;\">]><CONSOLIDATED_LIST>&b;</CONSOLIDATED_LIST>"),
	       TIES_ERR_FORMAT, "entity");
	refuse(
	    STR("<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><CONSOLIDATED_LIST>&a;</CONSOLIDATED_LIST>"),
	    TIES_ERR_FORMAT, "entity");
	refuse(STR("<!DOCTYPE x SYSTEM \"http://localhost/x.dtd\"><CONSOLIDATED_LIST>&a;</CONSOLIDATED_LIST>"),
	       TIES_ERR_FORMAT, "entity");
	for (int i = 0; i < 100000; i++)
		buf_add(&deep, i ? STR("<a>") : STR("<CONSOLIDATED_LIST>"));
	refuse(buf_str(&deep), TIES_ERR_LIMIT, "nested");
	buf_add(&wide, STR("<CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL><COMMENTS1>"));
	for (int i = 0; i < 10 << 20; i++)
		buf_add_char(&wide, 'x');
	refuse(buf_str(&wide), TIES_ERR_LIMIT, "longer than");
	wide.len = 0;
	buf_add(&wide, STR("<CONSOLIDATED_LIST><INDIVIDUAL x='"));
	for (int i = 0; i < 10 << 20; i++)
		buf_add_char(&wide, 'x');
	refuse(buf_str(&wide), TIES_ERR_LIMIT, "longer than");
	wide.len = 0;
	buf_add(&wide, STR("<CONSOLIDATED_LIST><INDIVIDUAL>"));
	for (int i = 0; i < 200000; i++)
		buf_add(&wide, STR("<TITLE><VALUE>x</VALUE></TITLE>"));
	refuse(buf_str(&wide), TIES_ERR_LIMIT, "one entry");
	buf_finish(&deep);
	buf_finish(&wide);
}

static void bad_entries_are_rejected_and_reading_goes_on(void **)
{
	struct records all = {0};

	records_from_text(
	    &all, &source_un_xml, "consolidated.xml",
	    STR(LIST("2020-01-01",
	             "<INDIVIDUAL><FIRST_NAME>X</FIRST_NAME></INDIVIDUAL>\n"
	             "<INDIVIDUAL><REFERENCE_NUMBER>QDi.001</REFERENCE_NUMBER><FIRST_NAME/></INDIVIDUAL>\n"
	             "<INDIVIDUAL><DATAID>12</DATAID><FIRST_NAME>Y</FIRST_NAME></INDIVIDUAL>\n")));
	assert_int_equal(all.code, TIES_OK);
	assert_int_equal(all.rejects, 2);
	assert_int_equal(all.line, 5);
	assert_string_equal(all.reason, "the entry has no name");
	assert_int_equal(all.list.len, 2);
	assert_str(record_value(records_get(&all, "dataid:12"), PROP_NAME, 0), "Y");
	records_free(&all);
}

static bool emit_none(void *, const struct model_record *, unsigned)
{
	return false;
}

static void a_sink_that_wants_no_more_is_obeyed(void **)
{
	struct records all = {0};
	struct source_sink sink = {emit_none, records_reject, &all};
	struct source_set set = {.format = &source_un_xml, .part[0] = {"x.xml", NULL}};

	assert_int_equal(input_open_memory(&set.part[0].input, "x.xml", str_from(person), NULL), TIES_OK);
	assert_int_equal(source_un_xml.read(&set, &sink, &all.error), TIES_ERR_NOMEM);
	input_close(set.part[0].input);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(references_are_repaired),
	    cmocka_unit_test(numbers_are_found_in_prose),
	    cmocka_unit_test(one_entry_becomes_its_records),
	    cmocka_unit_test(birth_dates_keep_their_precision),
	    cmocka_unit_test(the_listing_the_documents_and_the_links),
	    cmocka_unit_test(the_list_of_2026_has_its_numbers),
	    cmocka_unit_test(the_iranian_entries_leave_and_return),
	    cmocka_unit_test(every_version_is_read),
	    cmocka_unit_test(error_pages_are_not_claimed),
	    cmocka_unit_test(what_is_not_the_list_is_refused),
	    cmocka_unit_test(bombs_do_not_go_off),
	    cmocka_unit_test(bad_entries_are_rejected_and_reading_goes_on),
	    cmocka_unit_test(a_sink_that_wants_no_more_is_obeyed),
	};

	return run_tap("sources: UN", tests);
}
