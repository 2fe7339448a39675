/* The Swiss list. */
#include "sources/formats.h"

#include "source_records.h"

#define LIST(type, inside) \
	"<swiss-sanctions-list list-type=\"" type "\" date=\"2026-01-15\">" inside "</swiss-sanctions-list>"
#define PROGRAM \
	"<sanctions-program ssid=\"20\" version-date=\"2025-12-12\"><program-key " \
	"lang=\"ger\">Weissrussland</program-key>" \
	"<program-key lang=\"eng\">Belarus</program-key><program-name lang=\"eng\">Ordinance</program-name>" \
	"<sanctions-set ssid=\"4387\" lang=\"ger\">Artikel 12</sanctions-set><sanctions-set ssid=\"4387\" " \
	"lang=\"eng\">article " \
	"12</sanctions-set><sanctions-set ssid=\"46113\" lang=\"eng\">article 16</sanctions-set><origin>EU</origin>" \
	"</sanctions-program>\n"

#define TARGETS \
	"<target " \
	"ssid=\"900100\"><sanctions-set-id>4387</sanctions-set-id><sanctions-set-id>7</" \
	"sanctions-set-id><foreign-identifier>EU.1.1</foreign-identifier><foreign-identifier>QDi.9</" \
	"foreign-identifier>" \
	"<individual sex=\"male\">" \
	"<identity ssid=\"1\" main=\"true\">" \
	"<name ssid=\"2\" name-type=\"primary-name\" quality=\"good\" lang=\"eng\"><name-part order=\"2\" " \
	"name-part-type=\"given-name\"><value>Dzmitry</value>" \
	"<spelling-variant lang=\"RUS\" script=\"CYRL\">Дмитрий</spelling-variant></name-part><name-part order=\"1\" " \
	"name-part-type=\"family-name\"><value>Exampleu</value>" \
	"<spelling-variant lang=\"RUS\" script=\"LATN\">Exampleov</spelling-variant>" \
	"<spelling-variant lang=\"RUS\" script=\"CYRL\">Примеров</spelling-variant>" \
	"<spelling-variant lang=\"BEL\" script=\"CYRL\">Прымераў</spelling-variant></name-part><name-part " \
	"order=\"3\" name-part-type=\"title\"><value>Dr.</value></name-part></name>" \
	"<name name-type=\"alias\" quality=\"low\" lang=\"eng\"><name-part order=\"1\" " \
	"name-part-type=\"whole-name\"><value>Dima</value></name-part></name>" \
	"<name name-type=\"formerly-known-as\" quality=\"good\" lang=\"eng\"><name-part order=\"1\" " \
	"name-part-type=\"whole-name\"><value>Old Name</value></name-part></name>" \
	"<nationality><country iso-code=\"BY\">Belarus</country></nationality><day-month-year day=\"23\" month=\"3\" " \
	"year=\"1980\" calendar=\"Gregorian\" quality=\"good\"/><day-month-year year=\"1981\" calendar=\"Gregorian\" " \
	"quality=\"low\"/><day-month-year year=\"1400\" calendar=\"Islamic\"/>" \
	"<place-of-birth place-id=\"29492\"/>" \
	"<address place-id=\"29492\"><c-o>Club</c-o>" \
	"<address-details>ul. 4</address-details><zip-code>220029</zip-code></address>" \
	"<address place-id=\"404\"/>" \
	"<identification-document ssid=\"9\" document-type=\"passport\"><number>MP1</number><issuer " \
	"code=\"BY\">Belarus</issuer><date-of-issue>2010-01-02</date-of-issue><expiry-date>2020-01-01</expiry-date></" \
	"identification-document></identity>" \
	"<identity ssid=\"10\" main=\"false\">" \
	"<name name-type=\"primary-name\" quality=\"good\" lang=\"eng\"><name-part order=\"1\" " \
	"name-part-type=\"whole-name\"><value>Other Self</value></name-part></name></identity>" \
	"<justification>Made-up reasons.</justification>" \
	"<relation target-id=\"900200\" relation-type=\"related-to\"/>" \
	"<other-information>Made-up information.</other-information><novelty>n</novelty></individual>" \
	"<modification modification-type=\"amended\" publication-date=\"2015-11-18\" " \
	"effective-date=\"2015-11-18\"><added>" \
	"<identity>" \
	"<name name-type=\"primary-name\" quality=\"good\" lang=\"eng\"><name-part order=\"1\" " \
	"name-part-type=\"whole-name\"><value>Ghost</value></name-part></name></identity></added></modification>" \
	"<modification modification-type=\"listed\" enactment-date=\"2012-06-28\" publication-date=\"2012-06-28\" " \
	"effective-date=\"2012-06-28\"/>" \
	"</target>\n<target ssid=\"900200\"><sanctions-set-id>46113</sanctions-set-id>" \
	"<entity>" \
	"<identity main=\"true\">" \
	"<name name-type=\"primary-name\" quality=\"good\" lang=\"eng\"><name-part order=\"1\" " \
	"name-part-type=\"whole-name\"><value>Example Bank</value></name-part></name></identity></entity>" \
	"<modification modification-type=\"listed\" enactment-date=\"2018-01-02\" publication-date=\"2018-01-02\" " \
	"effective-date=\"2018-01-02\"/>" \
	"<modification modification-type=\"de-listed\" enactment-date=\"2016-03-01\" publication-date=\"2016-03-01\" " \
	"effective-date=\"2016-03-01\"/>" \
	"<modification modification-type=\"listed\" enactment-date=\"2012-06-28\" publication-date=\"2012-06-28\" " \
	"effective-date=\"2012-06-28\"/>" \
	"</target>\n<target ssid=\"900300\"><sanctions-set-id>4387</sanctions-set-id>" \
	"<object object-type=\"vessel\">" \
	"<identity>" \
	"<name name-type=\"primary-name\" quality=\"good\" lang=\"eng\"><name-part order=\"1\" " \
	"name-part-type=\"whole-name\"><value>Example Star</value></name-part></name></identity>" \
	"<other-information>IMO Number: 9074729</other-information></object>" \
	"</target>\n<target ssid=\"900400\">" \
	"<individual/>" \
	"</target>\n<place ssid=\"29492\"><location>Minsk</location><area>Minsk Region</area><country " \
	"iso-code=\"BY\">Belarus</country></place>"

static const char list[] = LIST("whole-list", PROGRAM TARGETS);

static const struct model_record *again(const struct records *all, const char *id, enum model_property property)
{
	for (size_t i = 0; i < all->list.len; i++)
		if (str_is(all->list.ptr[i].id, id) && record_get(&all->list.ptr[i], property, 0))
			return &all->list.ptr[i];
	fail();
	return NULL;
}

static void a_target_becomes_its_records(void **)
{
	struct records all = {0};

	records_from_text(&all, &source_ch_xml, "x.xml", str_from(list));
	assert_int_equal(all.code, TIES_OK);
	assert_string_equal(all.claim.dataset, "ch_seco_sanctions");
	assert_int_equal(all.claim.version.first, date_from_civil(2026, 1, 15));
	const struct model_record *p = again(&all, "900100", PROP_NAME);
	assert_int_equal(p->schema, SCHEMA_PERSON);
	assert_str(record_value(p, PROP_NAME, 0), "Exampleu Dzmitry"); /* in order, without the title */
	assert_null(record_get(p, PROP_NAME, 1));
	assert_str(record_value(p, PROP_TITLE, 0), "Dr.");
	assert_str(record_value(p, PROP_LAST_NAME, 0), "Exampleu");
	assert_true(record_has(p, PROP_ALIAS, "Exampleov Dzmitry"));
	assert_true(record_has(p, PROP_ALIAS, "Примеров Дмитрий"));
	assert_true(record_has(p, PROP_ALIAS, "Other Self"));
	assert_true(record_has(p, PROP_UNMAPPED, "spellingVariant=Прымераў")); /* would mix two scripts */
	assert_str(record_value(p, PROP_WEAK_ALIAS, 0), "Dima");
	assert_str(record_value(p, PROP_PREVIOUS_NAME, 0), "Old Name");
	assert_false(record_has(p, PROP_ALIAS, "Ghost"));
	assert_str(record_value(p, PROP_BIRTH_DATE, 0), "1980-03-23");
	assert_str(record_value(p, PROP_BIRTH_DATE, 1), "1981~");
	assert_true(record_has(p, PROP_UNMAPPED, "birthDate=Islamic 1400"));
	assert_str(record_value(p, PROP_NATIONALITY, 0), "by");
	assert_str(record_value(p, PROP_PASSPORT_NUMBER, 0), "MP1");
	assert_str(record_value(p, PROP_UNSC_ID, 0), "QDi.009");
	assert_true(record_has(p, PROP_UNMAPPED, "foreignIdentifier=EU.1.1"));
	assert_true(record_has(p, PROP_UNMAPPED, "individual.novelty=n"));
	assert_str(record_value(again(&all, "900100", PROP_BIRTH_PLACE), PROP_BIRTH_PLACE, 0),
	           "Minsk, Minsk Region, Belarus");
	const struct model_record *address = again(&all, "900100", PROP_ADDRESS);
	assert_str(record_value(address, PROP_ADDRESS, 0), "c/o Club, ul. 4, 220029, Minsk, Minsk Region, Belarus");
	assert_str(record_value(address, PROP_COUNTRY, 0), "by");
	assert_true(record_has(&all.list.ptr[all.list.len - 1], PROP_UNMAPPED, "place=404"));
	assert_str(record_value(again(&all, "900300", PROP_NAME), PROP_IMO_NUMBER, 0), "9074729");
	assert_int_equal(all.rejects, 1);
	assert_string_equal(all.reason, "the target has no name");
	records_free(&all);
}

static void listings_begin_and_end(void **)
{
	struct records all = {0};

	records_from_text(&all, &source_ch_xml, "x.xml", str_from(list));
	const struct model_record *s = records_get(&all, "900100#sanction");
	assert_str(record_value(s, PROP_PROGRAM, 0), "Belarus");
	assert_str(record_value(s, PROP_PROVISIONS, 0), "article 12");
	assert_str(record_value(s, PROP_INSTRUMENT, 0), "Ordinance");
	assert_true(record_has(s, PROP_UNMAPPED, "sanctionsSet=7"));
	assert_str(record_value(s, PROP_START_DATE, 0), "2012-06-28");
	assert_str(record_value(s, PROP_MODIFIED_AT, 0), "2015-11-18");
	assert_str(record_value(s, PROP_REASON, 0), "Made-up reasons.");
	assert_null(record_get(s, PROP_END_DATE, 0));
	const struct model_record *first = records_get(&all, "900200#sanction");
	assert_str(record_value(first, PROP_START_DATE, 0), "2012-06-28");
	assert_str(record_value(first, PROP_END_DATE, 0), "2016-03-01");
	const struct model_record *second = records_get(&all, "900200#sanction:2018-01-02");
	assert_str(record_value(second, PROP_START_DATE, 0), "2018-01-02");
	assert_null(record_get(second, PROP_END_DATE, 0));
	assert_null(record_get(records_get(&all, "900300#sanction"), PROP_START_DATE, 0));
	const struct model_record *passport = records_get(&all, "900100#document:9");
	assert_str(record_value(passport, PROP_COUNTRY, 0), "by");
	assert_str(record_value(passport, PROP_END_DATE, 0), "2020-01-01");
	const struct model_record *link = records_get(&all, "900100#related-to:900200");
	assert_str(record_value(link, PROP_OBJECT, 0), "900200");
	records_free(&all);
}

static void refuse(str text, const char *words)
{
	struct records all = {0};

	records_from_text(&all, &source_ch_xml, "x.xml", text);
	assert_refused(&all, TIES_ERR_FORMAT, words);
	records_free(&all);
}

static void what_is_not_the_list_is_refused(void **)
{
	struct source_claim claim;

	refuse(STR(""), "empty");
	refuse(STR("<html/>"), "expected the Swiss list");
	refuse(STR(LIST("whole-list", PROGRAM)), "no entry");
	refuse(str_slice(str_from(list), 0, 2000), "truncated");
	/* changed targets only: as a list it would remove all others */
	assert_false(source_ch_xml.detect(STR(LIST("amendment", PROGRAM)), "x", &claim));
	assert_false(source_ch_xml.detect(STR("<html>swiss-sanctions-list</html>"), "x", &claim));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_target_becomes_its_records),
	    cmocka_unit_test(listings_begin_and_end),
	    cmocka_unit_test(what_is_not_the_list_is_refused),
	};

	return run_tap("sources_ch", tests);
}
