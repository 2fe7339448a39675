/* Canada: regulations in English and French, the autonomous sanctions in both layouts, the feed. */
#include "sources/ca_item.h"
#include "sources/formats.h"

#include "cases.h"
#include "source_records.h"

#define CA_DATA TIES_SOURCE_DIR "/../shared/data/ca/"

/* ---- items ------------------------------------------------------------------------------------------ */

static str print_names(struct arena *arena, const struct ca_item *item)
{
	str all = {"", 0};

	for (size_t i = 0; i < item->count; i++)
		all = arena_print(arena, "%.*s%s%s:%.*s", STR_ARG(all), i ? " | " : "",
		                  model_property_name(item->names[i].kind), STR_ARG(item->names[i].name));
	return all;
}

static void items_are_taken_apart(void **)
{
	struct arena arena = {0};
	struct cases c;

	for (cases_open(&c, "ca-items"); cases_next(&c);) {
		struct ca_item item;
		bool read = ca_item_read(&item, c.cell[0], &arena);
		str names = print_names(&arena, &item);
		cases_check(&c, read, STR("nothing"));
		cases_check(&c, str_equal(item.name, c.cell[1]), item.name);
		cases_check(&c, str_equal(item.born, c.cell[2]), item.born);
		cases_check(&c, str_equal(names, c.cell[3]), names);
		cases_check(&c, str_equal(item.rest, c.cell[4]), item.rest);
		cases_check(&c, str_equal(item.repealed, c.cell[5]), item.repealed);
	}
	arena_finish(&arena);
}

static void what_is_no_item_is_refused(void **)
{
	struct arena arena = {0};
	struct ca_item item;
	struct buf many = {0};

	assert_false(ca_item_read(&item, STR(""), &arena));
	assert_false(ca_item_read(&item, STR(" \u00a0\n"), &arena));
	buf_add(&many, STR("X (also known among other names as "));
	for (int i = 0; i < CA_NAMES_MAX + 1; i++)
		buf_print(&many, "N%d, ", i);
	assert_true(ca_item_read(&item, buf_str(&many), &arena));
	assert_true(item.overflow);
	assert_int_equal(item.count, CA_NAMES_MAX);
	buf_finish(&many);
	arena_finish(&arena);
}

/* ---- regulations ------------------------------------------------------------------------------------- */

#define REGULATION(lang, number, inside) \
	"\xef\xbb\xbf<?xml version=\"1.0\" encoding=\"utf-8\"?><Regulation lims:lastAmendedDate=\"2025-12-08\" " \
	"lims:fid=\"1\" " \
	"xml:lang=\"" lang "\" xmlns:lims=\"http://justice.gc.ca/lims\"><Identification><InstrumentNumber>" number \
	"</InstrumentNumber><LongTitle>Test Regulations</LongTitle></Identification>" inside "</Regulation>"
#define ITEM(fid, id, day, more, text) \
	"<Item lims:inforce-start-date=\"" day "\" lims:fid=\"" fid "\" lims:id=\"" id "\"" more "><Text>" text \
	"</Text></Item>"
#define ENACTED(day) " lims:enacted-date=\"" day "\""
#define BODY(items) \
	"<Body><Section><Label>1</Label><Text>List</Text><List>" items "</List><HistoricalNote>" NOTES \
	"</HistoricalNote></Section></Body>"
#define NOTES \
	"<HistoricalNoteSubItem lims:inforce-start-date=\"2018-05-23\">SOR/2002-434, s. 1; SOR/2018-1, s. " \
	"2</HistoricalNoteSubItem>" \
	"<HistoricalNoteSubItem lims:inforce-start-date=\"2021-06-25\" " \
	"lims:enacted-date=\"2021-06-25\">SOR/2021-169, s. " \
	"1</HistoricalNoteSubItem>"

#define OLD ITEM("10", "10", "2018-05-23", "", "Old Group (OG) (also known as <Language>Vieux</Language> Group)")
#define REWORDED ITEM("11", "99", "2024-06-21", ENACTED("2024-06-21"), "Reworded Group")
#define NEW ITEM("50", "50", "2021-06-25", ENACTED("2021-06-25"), "New Group")
#define OTHER_SCHEDULE \
	"<Schedule><ScheduleFormHeading><Label>SCHEDULE</Label></ScheduleFormHeading><List>" \
	"<Item lims:fid=\"77\" lims:id=\"77\"><Text>No list of this regulation</Text></Item></List></Schedule>"

static const char english[] = REGULATION("en", "SOR/2002-284", BODY(OLD REWORDED NEW) OTHER_SCHEDULE);

static const char french[] = REGULATION("fr", "DORS/2002-284",
                                        BODY(ITEM("20", "20", "2018-05-23", "", "Vieux Groupe (VG)")
                                                 ITEM("21", "98", "2024-06-21", "", "Groupe reformulé")
                                                     ITEM("51", "51", "2021-06-25", "", "Nouveau Groupe")));

static void listed_entities_become_records(void **)
{
	struct records all = {0};
	struct date d;

	records_from_text(&all, &source_ca_regulation, "SOR-2002-284.xml", str_from(english));
	assert_int_equal(all.code, TIES_OK);
	assert_string_equal(all.claim.dataset, "ca_listed_terrorists");
	assert_int_equal(all.claim.part, 0);
	assert_int_equal(all.claim.version.first, date_from_civil(2025, 12, 8));
	assert_int_equal(all.list.len, 3 * 2 + 1); /* the act that added one is more of its sanction */
	const struct model_record *old = records_get(&all, "10");
	assert_int_equal(old->schema, SCHEMA_LEGAL_ENTITY);
	assert_str(record_value(old, PROP_NAME, 0), "Old Group");
	assert_str(record_value(old, PROP_ABBREVIATION, 0), "OG");
	assert_str(record_value(old, PROP_ALIAS, 0), "Vieux Group");
	assert_true(record_has(old, PROP_TOPICS, "crime.terror"));
	const struct model_record *sanction = records_get(&all, "10#sanction");
	assert_str(record_value(sanction, PROP_ENTITY, 0), "10");
	assert_str(record_value(sanction, PROP_PROGRAM, 0), "Test Regulations");
	assert_str(record_value(sanction, PROP_COUNTRY, 0), "ca");
	/* it was there when the text was loaded: no later than that */
	assert_int_equal(date_parse(record_value(sanction, PROP_LISTING_DATE, 0), &d, NULL), TIES_OK);
	assert_int_equal(d.first, TIES_DAY_MIN);
	assert_int_equal(d.last, date_from_civil(2018, 5, 23));
	/* a rewording is no listing */
	assert_null(record_get(records_get(&all, "11#sanction"), PROP_LISTING_DATE, 0));
	assert_str(record_value(records_get(&all, "50#sanction"), PROP_LISTING_DATE, 0), "2021-06-25");
	assert_str(all.list.ptr[6].id, "50#sanction");
	assert_str(record_value(&all.list.ptr[6], PROP_INSTRUMENT, 0), "SOR/2021-169");
	records_free(&all);
}

/* Both texts of one day, read as one set. */
static void read_both(struct records *all, str en, str fr)
{
	struct source_sink sink = {records_emit, records_reject, all};
	struct source_set set = {.format = &source_ca_regulation, .part = {{"en.xml", NULL}, {"fr.xml", NULL}}};

	assert_int_equal(input_open_memory(&set.part[0].input, "en.xml", en, &all->error), TIES_OK);
	assert_int_equal(input_open_memory(&set.part[1].input, "fr.xml", fr, &all->error), TIES_OK);
	all->code = source_ca_regulation.read(&set, &sink, &all->error);
	input_close(set.part[0].input);
	input_close(set.part[1].input);
}

static void the_french_text_adds_names(void **)
{
	struct records all = {0};

	read_both(&all, str_from(english), str_from(french));
	assert_int_equal(all.code, TIES_OK);
	assert_int_equal(all.list.len, 7 + 3);
	const struct model_record *r = &all.list.ptr[7];
	assert_str(r->id, "10");
	assert_str(record_value(r, PROP_ALIAS, 0), "Vieux Groupe");
	assert_str(record_need(r, PROP_ALIAS, 0)->lang, "fr");
	assert_str(record_value(r, PROP_ABBREVIATION, 0), "VG");
	assert_null(record_get(r, PROP_NAME, 0));
	assert_str(all.list.ptr[9].id, "50");
	records_free(&all);
}

static void texts_of_two_days_are_refused(void **)
{
	struct records all = {0};

	read_both(&all, str_from(english),
	          STR(REGULATION("fr", "DORS/2002-284", BODY(ITEM("20", "20", "2018-05-23", "", "Vieux Groupe")))));
	assert_refused(&all, TIES_ERR_FORMAT, "same day");
	records_free(&all);
	all = (struct records){0};
	read_both(&all, STR(REGULATION("en", "SOR/2002-284", BODY(ITEM("10", "10", "2018-05-23", "", "Old Group")))),
	          str_from(french));
	assert_refused(&all, TIES_ERR_FORMAT, "same day");
	records_free(&all);
}

static void the_french_text_alone_is_a_list(void **)
{
	struct records all = {0};

	records_from_text(&all, &source_ca_regulation, "DORS-2002-284.xml", str_from(french));
	assert_int_equal(all.code, TIES_OK);
	assert_string_equal(all.claim.dataset, "ca_listed_terrorists");
	assert_int_equal(all.claim.part, 1);
	assert_str(record_value(records_get(&all, "fr/20"), PROP_NAME, 0), "Vieux Groupe");
	records_free(&all);
}

#define LABELLED(label, fid, id, day, text) \
	"<Item lims:inforce-start-date=\"" day "\" lims:fid=\"" fid "\" lims:id=\"" id "\"><Label>" label \
	"</Label><Text>" text "</Text></Item>"

#define SCHEDULE(label, title, inside) \
	"<Schedule><ScheduleFormHeading><Label>" label "</Label>" title "</ScheduleFormHeading>" inside "</Schedule>"
#define PART(label, title, items) \
	"<Heading><Label>" label "</Label><TitleText>" title "</TitleText></Heading><List>" items "</List>"
#define PERSONS \
	LABELLED("1", "100", "100", "2014-12-19", "Sergei TEST (born on January 31, 1953)") \
	LABELLED("2", "101", "901", "2022-03-31", "[Repealed, SOR/2022-84, s. 1]")
#define BANK LABELLED("1", "102", "102", "2014-12-19", "Test Bank (TB)")
#define GOODS LABELLED("1", "103", "103", "2014-12-19", "Titanium electrodes")
#define NO_LIST \
	"<Body><Section><List>" ITEM("1", "1", "2014-01-01", "", "any of these items") "</List></Section></Body>"
#define SHIPS \
	"<TableGroup><table><title>Ships</title><tgroup><thead><row><entry>Item</entry><entry>IMO number</entry>" \
	"<entry>Vessel name</entry><entry>Type</entry><entry>Build date</entry></row></thead><tbody>" \
	"<row><entry>1</entry><entry>9074729</entry><entry>M/V Test</entry><entry>General " \
	"Cargo</entry><entry>1986</entry></row>" \
	"<row><entry>2</entry><entry/><entry>Nameless</entry><entry/><entry/></row>" \
	"</tbody></tgroup></table></TableGroup>"
#define GOODS_TABLE \
	"<TableGroup><table><thead><row><entry>Item</entry></row></thead><tbody><row><entry>9.5</entry></row></tbody>" \
	"</table></TableGroup>"

static const char schedules[] = REGULATION(
    "en", "SOR/2014-58",
    NO_LIST SCHEDULE("SCHEDULE 1", "", PART("PART 1", "Individuals", PERSONS) PART("PART 2", "Entities", BANK))
        SCHEDULE("SCHEDULE 1.1", "", SHIPS)
            SCHEDULE("SCHEDULE 4", "<TitleText>Goods</TitleText>", "<List>" GOODS "</List>" GOODS_TABLE));

static void schedules_are_read_by_their_headings(void **)
{
	struct records all = {0};

	records_from_text(&all, &source_ca_regulation, "SOR-2014-58.xml", str_from(schedules));
	assert_int_equal(all.code, TIES_OK);
	assert_string_equal(all.claim.dataset, "ca_sor_2014_58");
	assert_int_equal(records_count(&all, SCHEMA_PERSON), 1);
	assert_int_equal(records_count(&all, SCHEMA_ORGANIZATION), 1);
	assert_int_equal(records_count(&all, SCHEMA_VESSEL), 1);
	assert_int_equal(records_count(&all, SCHEMA_SANCTION), 4);
	assert_str(record_value(records_get(&all, "100"), PROP_BIRTH_DATE, 0), "1953-01-31");
	assert_str(record_value(records_get(&all, "100#sanction"), PROP_AUTHORITY_ID, 0), "SCHEDULE 1, PART 1, item 1");
	const struct model_record *ended = records_get(&all, "101#sanction");
	assert_str(record_value(ended, PROP_END_DATE, 0), "2022-03-31");
	assert_str(record_value(ended, PROP_INSTRUMENT, 0), "SOR/2022-84, s. 1");
	assert_null(record_get(ended, PROP_LISTING_DATE, 0));
	assert_null(record_get(ended, PROP_ENTITY, 0)); /* it says no more that someone is listed */
	const struct model_record *ship = records_get(&all, "imo/9074729");
	assert_str(record_value(ship, PROP_NAME, 0), "M/V Test");
	assert_str(record_value(ship, PROP_IMO_NUMBER, 0), "9074729");
	assert_str(record_value(ship, PROP_TYPE, 0), "General Cargo");
	assert_str(record_value(ship, PROP_BUILD_DATE, 0), "1986");
	assert_int_equal(all.rejects, 1);
	assert_string_equal(all.reason, "the row of a ship has no name or no IMO number");
	records_free(&all);
}

/* Counted by other means on the files: items of lists that are no goods, repeals, rows of tables of ships. */
static void the_regulations_have_their_numbers(void **)
{
	static const struct {
		const char *path;
		size_t items, repealed, ships;
	} files[] = {
	    {CA_DATA "listed-entities/2021-02-03.en.xml.gz", 73, 0, 0},
	    {CA_DATA "listed-entities/2025-12-08.en.xml.gz", 90, 0, 0},
	    {CA_DATA "listed-entities/2026-06-09.en.xml.gz", 89, 0, 0},
	    {CA_DATA "listed-entities/2026-06-09.fr.xml.gz", 89, 0, 0},
	    {CA_DATA "regulations/SOR-2001-360/2024-08-19.xml.gz", 36, 0, 0},
	    {CA_DATA "regulations/SOR-2010-165/2026-03-25.xml.gz", 480, 0, 0},
	    {CA_DATA "regulations/SOR-2014-58/2022-03-06.xml.gz", 664, 14, 0},
	    {CA_DATA "regulations/SOR-2014-58/2024-03-01.xml.gz", 2178, 30, 0},
	    {CA_DATA "regulations/SOR-2014-58/2026-06-12.xml.gz", 2654 - 26, 35, 731},
	    {CA_DATA "regulations/SOR-2017-233/2023-12-07.xml.gz", 80, 0, 0},
	};

	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct records all = {0};
		size_t ended = 0, entities = 0, programs = 0;
		if (!records_from_file(&all, &source_ca_regulation, files[i].path))
			continue;
		assert_int_equal(all.code, TIES_OK);
		assert_int_equal(all.rejects, 0);
		for (size_t k = 0; k < all.list.len; k++) {
			const struct model_record *r = &all.list.ptr[k];
			bool sanction = r->schema == SCHEMA_SANCTION;
			entities += !sanction;
			programs += sanction && record_get(r, PROP_AUTHORITY_ID, 0);
			ended += sanction && record_get(r, PROP_END_DATE, 0);
		}
		assert_int_equal(records_count(&all, SCHEMA_VESSEL), files[i].ships);
		assert_int_equal(ended, files[i].repealed);
		assert_int_equal(entities, files[i].items - files[i].repealed + files[i].ships);
		if (strstr(files[i].path, "regulations/"))
			assert_int_equal(programs, files[i].items + files[i].ships);
		records_free(&all);
	}
}

/* ---- autonomous sanctions ------------------------------------------------------------------------------ */

static const char sema[] =
    "<?xml version=\"1.0\"?>\n<data-set>\n"
    "<record><Country>Belarus / Bélarus</Country><LastName>Balaba</LastName><GivenName>Dmitry V.</GivenName>"
    "<TitleOrShip>Major General/major-général</TitleOrShip>"
    "<DateOfBirthOrShipBuildDate> 1972-07-08 OR 1973-07-08 </DateOfBirthOrShipBuildDate>"
    "<Aliases>Dzmitry Balaba; Russian: Дмитрий Балаба or Балабa</Aliases><Schedule>1, Part 1</Schedule><Item>2</Item>"
    "<DateOfListing>2020-09-28</DateOfListing><Novelty>x</Novelty></record>\n"
    "<record><Country>Myanmar (Burma) / Myanmar (Birmanie)</Country><LastName>Old</LastName><GivenName>Hand</GivenName>"
    "<DateOfBirth>born in the early 1970s</DateOfBirth><Aliases>Баранов, Олег Анатольевич</Aliases>"
    "<Schedule>N/A</Schedule><Item>3</Item></record>\n"
    "<record><Country>Burma / "
    "Birmanie</Country><LastName>OLD</LastName><GivenName>Hand</GivenName><Item>3</Item></record>\n"
    "<record><Country>Iran</Country><EntityOrShip>Test Industries Organization (TIO)/Organisation des "
    "tests</EntityOrShip>"
    "<Aliases>One Co., Two Co.\nThree Co.</Aliases><Schedule>1, Part 2</Schedule><Item>1</Item></record>\n"
    "<record><Country>Russia / Russie</Country><EntityOrShip>Example Star</EntityOrShip>"
    "<ShipIMONumber>9074729</ShipIMONumber><TitleOrShip>Oil Tanker</TitleOrShip>"
    "<DateOfBirthOrShipBuildDate>2004</DateOfBirthOrShipBuildDate><Schedule>1.1</Schedule><Item>1</Item></record>\n"
    "<record><Country>Russia / Russie</Country><Schedule>1</Schedule><Item>9</Item></record>\n"
    "</data-set>\n";

static void autonomous_sanctions_become_records(void **)
{
	struct records all = {0};

	records_from_text(&all, &source_ca_sema, "sema-lmes.xml", str_from(sema));
	assert_int_equal(all.code, TIES_OK);
	assert_string_equal(all.claim.dataset, "ca_dfatd_sema_sanctions");
	assert_int_equal(all.list.len, 5 * 2);
	assert_int_equal(all.rejects, 1);
	assert_int_equal(all.line, 9);
	assert_string_equal(all.reason, "the record has no name");
	const struct model_record *p = records_get(&all, "by/dmitryvbalaba");
	assert_str(record_value(p, PROP_NAME, 0), "Dmitry V. Balaba");
	assert_str(record_value(p, PROP_TITLE, 0), "Major General/major-général");
	assert_str(record_value(p, PROP_BIRTH_DATE, 0), "1972-07-08");
	assert_str(record_value(p, PROP_BIRTH_DATE, 1), "1973-07-08");
	assert_str(record_value(p, PROP_ALIAS, 0), "Dzmitry Balaba");
	assert_str(record_value(p, PROP_ALIAS, 1), "Дмитрий Балаба");
	assert_str(record_need(p, PROP_ALIAS, 1)->lang, "ru");
	assert_str(record_need(p, PROP_ALIAS, 2)->lang, "ru");
	assert_true(record_has(p, PROP_UNMAPPED, "Novelty=x"));
	const struct model_record *s = records_get(&all, "by/dmitryvbalaba#sanction");
	assert_str(record_value(s, PROP_PROGRAM, 0), "Belarus");
	assert_str(record_value(s, PROP_LISTING_DATE, 0), "2020-09-28");
	assert_str(record_value(s, PROP_AUTHORITY_ID, 0), "1, Part 1, item 2");
	records_free(&all);
}

static void quirks_of_the_autonomous_sanctions(void **)
{
	struct records all = {0};

	records_from_text(&all, &source_ca_sema, "sema-lmes.xml", str_from(sema));
	const struct model_record *p = records_get(&all, "mm/handold"); /* Burma and Myanmar (Burma) are one */
	assert_str(all.list.ptr[4].id, "mm/handold");
	assert_str(record_value(p, PROP_BIRTH_DATE, 0), "197X~");
	assert_str(record_value(p, PROP_ALIAS, 0), "Баранов, Олег Анатольевич");
	assert_null(record_get(p, PROP_ALIAS, 1));
	const struct model_record *o = records_get(&all, "ir/testindustriesorganizationtioorganisationdestests");
	assert_str(record_value(o, PROP_NAME, 0), "Test Industries Organization");
	assert_str(record_value(o, PROP_ABBREVIATION, 0), "TIO");
	assert_str(record_value(o, PROP_ALIAS, 0), "Organisation des tests");
	assert_true(record_has(o, PROP_ALIAS, "One Co."));
	assert_true(record_has(o, PROP_ALIAS, "Two Co."));
	assert_true(record_has(o, PROP_ALIAS, "Three Co."));
	const struct model_record *v = records_get(&all, "ru/9074729");
	assert_int_equal(v->schema, SCHEMA_VESSEL);
	assert_str(record_value(v, PROP_TYPE, 0), "Oil Tanker");
	assert_str(record_value(v, PROP_BUILD_DATE, 0), "2004");
	records_free(&all);
}

static void the_autonomous_sanctions_have_their_numbers(void **)
{
	struct records now = {0}, before = {0};

	if (records_from_file(&now, &source_ca_sema, CA_DATA "sema/2025-05-25.xml.gz")) {
		assert_int_equal(now.code, TIES_OK);
		assert_int_equal(records_count(&now, SCHEMA_PERSON), 3334);
		assert_int_equal(records_count(&now, SCHEMA_ORGANIZATION), 1316);
		assert_int_equal(records_count(&now, SCHEMA_VESSEL), 109);
		assert_int_equal(records_count(&now, SCHEMA_SANCTION), 4759);
		assert_int_equal(now.rejects, 0);
	}
	if (records_from_file(&before, &source_ca_sema, CA_DATA "sema/2020-04-15.xml.gz")) {
		assert_int_equal(before.code, TIES_OK);
		assert_int_equal(records_count(&before, SCHEMA_PERSON), 985);
		assert_int_equal(records_count(&before, SCHEMA_ORGANIZATION), 384);
		assert_int_equal(before.rejects, 0);
	}
	records_free(&now);
	records_free(&before);
}

/* ---- the feed ------------------------------------------------------------------------------------------ */

static void the_feed_is_read(void **)
{
	struct records all = {0};

	records_from_text(
	    &all, &source_ca_feed, "lstd-ntts-eng.xml",
	    STR("<feed xmlns=\"http://www.w3.org/2005/Atom\"><link href=\"https://x/lstd-ntts-eng.xml\"/>"
	        "<updated>2026-01-15T00:00:00-05:00</updated><id>f</id>\n"
	        "<entry><title>Asbat X (AX) (\"The League\")</title><link href=\"https://x/#1\"/><id>1</id>"
	        "<published>2002-11-27</published><updated>2025-06-01</updated><summary>One, Two</summary>"
	        "<content>Prose.</content></entry>\n"
	        "<entry><title>764</title><id>2</id><published>2025-12-08</published><updated>Not yet "
	        "reviewed</updated>"
	        "<summary>N/A</summary></entry>\n<entry><title>X</title></entry></feed>"));
	assert_int_equal(all.code, TIES_OK);
	assert_string_equal(all.claim.dataset, "ca_listed_terrorists_feed");
	assert_int_equal(all.claim.version.first, date_from_civil(2026, 1, 15));
	assert_int_equal(all.list.len, 4);
	assert_int_equal(all.rejects, 1);
	const struct model_record *r = records_get(&all, "1");
	assert_str(record_value(r, PROP_NAME, 0), "Asbat X");
	assert_true(record_has(r, PROP_ALIAS, "The League"));
	assert_true(record_has(r, PROP_ALIAS, "Two"));
	assert_str(record_value(r, PROP_NOTES, 0), "Prose.");
	assert_str(record_value(records_get(&all, "1#sanction"), PROP_LISTING_DATE, 0), "2002-11-27");
	assert_null(record_get(records_get(&all, "2"), PROP_ALIAS, 0));
	assert_true(record_has(records_get(&all, "2#sanction"), PROP_UNMAPPED, "modifiedAt=Not yet reviewed"));
	records_free(&all);
}

/* ---- files that are not the list ------------------------------------------------------------------------- */

static void refuse(const struct source_format *format, const char *text, const char *words)
{
	struct records all = {0};

	records_from_text(&all, format, "x.xml", str_from(text));
	assert_refused(&all, TIES_ERR_FORMAT, words);
	assert_false(all.claimed);
	records_free(&all);
}

static void what_is_not_the_list_is_refused(void **)
{
	static const struct source_format *const formats[] = {&source_ca_regulation, &source_ca_sema, &source_ca_feed};

	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
		refuse(formats[i], "", "empty");
		refuse(formats[i], "<html><body>Sorry</body></html>", "expected");
		refuse(formats[i], "Service unavailable", "not well-formed");
	}
	refuse(&source_ca_regulation, "<Regulation></Regulation>", "no entry");
	refuse(&source_ca_sema, "<data-set></data-set>", "no entry");
	refuse(&source_ca_feed, "<feed></feed>", "no entry");
	struct records all = {0};
	records_from_text(&all, &source_ca_sema, "x.xml", str_slice(str_from(sema), 0, 900));
	assert_refused(&all, TIES_ERR_FORMAT, "truncated");
	records_free(&all);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(items_are_taken_apart),
	    cmocka_unit_test(what_is_no_item_is_refused),
	    cmocka_unit_test(listed_entities_become_records),
	    cmocka_unit_test(the_french_text_adds_names),
	    cmocka_unit_test(texts_of_two_days_are_refused),
	    cmocka_unit_test(the_french_text_alone_is_a_list),
	    cmocka_unit_test(schedules_are_read_by_their_headings),
	    cmocka_unit_test(the_regulations_have_their_numbers),
	    cmocka_unit_test(autonomous_sanctions_become_records),
	    cmocka_unit_test(quirks_of_the_autonomous_sanctions),
	    cmocka_unit_test(the_autonomous_sanctions_have_their_numbers),
	    cmocka_unit_test(the_feed_is_read),
	    cmocka_unit_test(what_is_not_the_list_is_refused),
	};

	return run_tap("sources_ca", tests);
}
