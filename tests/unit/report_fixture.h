/* Answers made by hand, for test_report: an article of 2021 and what its database would say of those it names. */
#ifndef TESTS_REPORT_FIXTURE_H
#define TESTS_REPORT_FIXTURE_H

#include "report/report.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/** Day number of a date (proleptic Gregorian). */
static int32_t day(int year, int month, int dom)
{
	int y = month <= 2 ? year - 1 : year;
	int era = (y >= 0 ? y : y - 399) / 400, yoe = y - era * 400;
	int doy = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + dom - 1;

	return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

static ties_when on_day(const char *iso)
{
	int32_t d = day((iso[0] - '0') * 1000 + (iso[1] - '0') * 100 + (iso[2] - '0') * 10 + iso[3] - '0',
	                (iso[5] - '0') * 10 + iso[6] - '0', (iso[8] - '0') * 10 + iso[9] - '0');

	return (ties_when){str_from(iso), d, d};
}

static ties_when span(const char *edtf, int32_t first, int32_t last)
{
	return (ties_when){str_from(edtf), first, last};
}

static const ties_when still = {{NULL, 0}, TIES_DAY_MAX, TIES_DAY_MAX};
static const ties_when unknown_end = {{NULL, 0}, TIES_DAY_MIN, TIES_DAY_MAX};

/** Everything lives here: fill once, then take the pieces. */
struct fixture {
	ties_listing mek[8], force[3], hostile[2];
	ties_office cooper[1], harper[2], rajavi[1];
	ties_absence absence[1];
	ties_disagreement disagreement[1];
	ties_statement statements[14];
	ties_tie ties[5];
	ties_tie between[5], at_event[3]; /* of the scan */
	ties_rule rules[2];
	ties_fact facts[3], denial;
	ties_flag flag[3];
	ties_flags flags;
	ties_scan_entity entities[8];
	ties_mention mentions[32];
	size_t mention_count;
	ties_alternative rajavis[2];
	struct ties_span blocks[16];
	size_t block_count;
	ties_scan scan;
	ties_candidate one[1], two[2];
	ties_status status, doubt, nobody;
	ties_reason reasons[3];
	ties_pair_score pair;
	ties_evidence evidence[3];
	ties_hit hit[2];
	ties_hits hits, no_hits;
	ties_version_info versions[2];
	ties_dataset_info datasets[2];
	ties_section_info sections[2];
	ties_info info;
};

static const ties_str mek_refs[] = {{"designations:mujahedin-e-khalq", 30}, {"us_ofac_sdn:7117", 16}};
static const ties_str mek_datasets[] = {{"designations", 12}, {"us_ofac_sdn", 11}};
static const ties_str mek_topics[] = {{"crime.terror", 12}};

static void fill_mek(struct fixture *f)
{
	f->mek[0] = (ties_listing){.jurisdiction = STR("IR"),
	                           .regime = STR("Iran ban"),
	                           .label = STR("ban"),
	                           .authority = STR("authorities of the Islamic Republic of Iran"),
	                           .dataset = STR("designations"),
	                           .from = span("1981", day(1981, 1, 1), day(1981, 12, 31)),
	                           .to = still,
	                           .on = TIES_YES,
	                           .status = STR("listed"),
	                           .source = STR("Bouchard, article on the MEK and Canada, Spheres of Influence, 2021"),
	                           .confidence = TIES_VERIFIED,
	                           .from_confidence = TIES_VERIFIED,
	                           .to_confidence = TIES_VERIFIED,
	                           .last_seen = TIES_DAY_MAX,
	                           .first_seen = TIES_DAY_MIN};
	f->mek[1] = (ties_listing){
	    .jurisdiction = STR("US"),
	    .regime = STR("US Foreign Terrorist Organization"),
	    .label = STR("terrorist organisation (FTO)"),
	    .dataset = STR("designations"),
	    .from = on_day("1997-10-08"),
	    .to = on_day("2012-09-28"),
	    .on = TIES_NO,
	    .status = STR("removed"),
	    .reason = STR("statutory finding only"),
	    .end_reason = STR("public renunciation of violence, no confirmed terrorist acts for more than a decade, "
	                      "cooperation in peaceful closure of Camp Ashraf"),
	    .instrument = STR("INA s.219 (8 U.S.C. 1189); 62 FR 52650"),
	    .source =
	        STR("state.gov archive 1997-2001, statement 971008.html; iranprimer.usip.org (State Dept statement "
	            "28 Sept 2012)"),
	    .confidence = TIES_VERIFIED,
	    .from_confidence = TIES_VERIFIED,
	    .to_confidence = TIES_VERIFIED,
	    .last_seen = TIES_DAY_MAX,
	    .first_seen = TIES_DAY_MIN};
	f->mek[2] = (ties_listing){
	    .jurisdiction = STR("GB"),
	    .regime = STR("UK Proscribed organisation"),
	    .label = STR("proscribed"),
	    .dataset = STR("designations"),
	    .from = on_day("2001-03-29"),
	    .to = on_day("2008-06-24"),
	    .on = TIES_NO,
	    .status = STR("removed"),
	    .end_reason =
	        STR("POAC (30 Nov 2007) and Court of Appeal (7 May 2008) held refusal to deproscribe unlawful"),
	    .source = STR("[2008] EWCA Civ 443"),
	    .confidence = TIES_VERIFIED,
	    .from_confidence = TIES_VERIFIED,
	    .to_confidence = TIES_VERIFIED,
	    .last_seen = TIES_DAY_MAX,
	    .first_seen = TIES_DAY_MIN};
	f->mek[3] = (ties_listing){.jurisdiction = STR("AU"),
	                           .regime = STR("Australia Consolidated List (UNSCR 1373 financial sanctions)"),
	                           .label = STR("financial sanctions (1373)"),
	                           .dataset = STR("designations"),
	                           .from = span("2001-12", day(2001, 12, 1), day(2001, 12, 31)),
	                           .to = span("[2012-12-01..2026-08-22]", day(2012, 12, 1), day(2026, 8, 22)),
	                           .on = TIES_POSSIBLY,
	                           .status = STR("removed"),
	                           .source = STR("aph.gov.au FlagPost Dec 2012"),
	                           .confidence = TIES_VERIFIED,
	                           .from_confidence = TIES_VERIFIED,
	                           .to_confidence = TIES_VERIFIED,
	                           .last_seen = TIES_DAY_MAX,
	                           .first_seen = TIES_DAY_MIN};
	f->mek[4] = (ties_listing){
	    .jurisdiction = STR("EU"),
	    .regime = STR("EU CP 931 list"),
	    .label = STR("common position 931"),
	    .dataset = STR("designations"),
	    .from = on_day("2002-05-02"),
	    .to = on_day("2009-01-26"),
	    .on = TIES_NO,
	    .status = STR("removed"),
	    .reason = STR("decision of a national competent authority"),
	    .end_reason = STR("judgments of 12 Dec 2006, 23 Oct 2008 and 4 Dec 2008 annulled the listings"),
	    .instrument = STR("CP 2002/340/CFSP; removed by CP 2009/62/CFSP"),
	    .source = STR("Irish Times May 2002"),
	    .confidence = TIES_VERIFIED,
	    .from_confidence = TIES_VERIFIED,
	    .to_confidence = TIES_VERIFIED,
	    .last_seen = TIES_DAY_MAX,
	    .first_seen = TIES_DAY_MIN};
	f->mek[5] = (ties_listing){.jurisdiction = STR("JP"),
	                           .regime = STR("Japan asset freeze (UNSCR 1373)"),
	                           .label = STR("asset freeze (1373)"),
	                           .dataset = STR("designations"),
	                           .from = on_day("2002-07-05"),
	                           .to = on_day("2013-03-24"),
	                           .on = TIES_NO,
	                           .status = STR("removed"),
	                           .source = STR("mofa.go.jp (13 entities frozen 5 July 2002, names not seen)"),
	                           .confidence = TIES_RECALLED,
	                           .from_confidence = TIES_RECALLED,
	                           .to_confidence = TIES_RECALLED,
	                           .last_seen = TIES_DAY_MAX,
	                           .first_seen = TIES_DAY_MIN};
	f->mek[6] =
	    (ties_listing){.jurisdiction = STR("CA"),
	                   .regime = STR("Canada Criminal Code listed entity"),
	                   .label = STR("Criminal Code list"),
	                   .authority = STR("Governor in Council"),
	                   .dataset = STR("designations"),
	                   .ref = STR("designations:mek-ca"),
	                   .from = on_day("2005-05-24"),
	                   .to = on_day("2012-12-17"),
	                   .on = TIES_NO,
	                   .status = STR("removed"),
	                   .end_reason = STR("none given"),
	                   .instrument = STR("Criminal Code s.83.05; SOR/2005-159 (added); SOR/2012-299 (removed)"),
	                   .source = STR("github.com/justicecanada/laws-lois-xml eng/regulations/SOR-2002-284.xml"),
	                   .notes = STR("announced and published 20 Dec 2012"),
	                   .confidence = TIES_VERIFIED,
	                   .from_confidence = TIES_VERIFIED,
	                   .to_confidence = TIES_VERIFIED,
	                   .last_seen = TIES_DAY_MAX,
	                   .first_seen = TIES_DAY_MIN};
	f->mek[7] = f->mek[1];
	f->mek[7].regime = STR("US SDGT (E.O. 13224)");
	f->mek[7].label = STR("global terrorist (SDGT)");
	f->mek[7].from = on_day("2001-11-02");
	f->mek[7].end_reason = STR("as for FTO");
	f->absence[0] = (ties_absence){STR("UN"),
	                               STR("UN 1267"),
	                               on_day("2026-08-06"),
	                               STR("not on the list in the 2017, 2018, 2024 and 2026 snapshots"),
	                               STR("UN consolidated list"),
	                               TIES_VERIFIED};
	f->disagreement[0] =
	    (ties_disagreement){STR("end of the listing by CA (Criminal Code list)"), STR("2012-12-17"),
	                        STR("github.com/justicecanada/laws-lois-xml eng/regulations/SOR-2002-284.xml"),
	                        STR("2012-12-20"), STR("National Post, Dec 2012")};
}

static ties_entity mek_entity(const struct fixture *f)
{
	return (ties_entity){.id = STR("mujahedin-e-khalq"),
	                     .caption = STR("Mujahedin-e-Khalq"),
	                     .schema = STR("Organization"),
	                     .description = STR("Iranian opposition organisation founded in 1965"),
	                     .refs = mek_refs,
	                     .ref_count = COUNT(mek_refs),
	                     .datasets = mek_datasets,
	                     .dataset_count = COUNT(mek_datasets),
	                     .topics = mek_topics,
	                     .topic_count = 1,
	                     .listings = f->mek,
	                     .listing_count = COUNT(f->mek),
	                     .absences = f->absence,
	                     .absence_count = 1,
	                     .disagreements = f->disagreement,
	                     .disagreement_count = 1};
}

static void fill_force(struct fixture *f)
{
	f->force[0] = (ties_listing){.jurisdiction = STR("US"),
	                             .regime = STR("US SDGT (E.O. 13224)"),
	                             .label = STR("global terrorist (SDGT)"),
	                             .dataset = STR("us_ofac_sdn"),
	                             .ref = STR("us_ofac_sdn:10381"),
	                             .from = on_day("2007-10-25"),
	                             .to = still,
	                             .on = TIES_YES,
	                             .status = STR("listed"),
	                             .reason = STR("material support to the Taliban and other terrorist organisations"),
	                             .source = STR("home.treasury.gov hp644"),
	                             .confidence = TIES_PUBLISHED,
	                             .last_seen = TIES_DAY_MAX,
	                             .first_seen = day(2019, 1, 15)};
	f->force[1] = (ties_listing){.jurisdiction = STR("CA"),
	                             .regime = STR("Canada Criminal Code listed entity"),
	                             .label = STR("Criminal Code list"),
	                             .dataset = STR("designations"),
	                             .from = on_day("2012-12-17"),
	                             .to = still,
	                             .on = TIES_YES,
	                             .status = STR("listed"),
	                             .source = STR("SOR/2012-300"),
	                             .confidence = TIES_VERIFIED,
	                             .from_confidence = TIES_VERIFIED,
	                             .to_confidence = TIES_VERIFIED,
	                             .last_seen = TIES_DAY_MAX,
	                             .first_seen = TIES_DAY_MIN};
	f->force[2] = (ties_listing){.jurisdiction = STR("EU"),
	                             .regime = STR("EU CP 931 list"),
	                             .label = STR("common position 931"),
	                             .dataset = STR("designations"),
	                             .from = on_day("2026-02-19"),
	                             .to = still,
	                             .on = TIES_NO,
	                             .status = STR("listed"),
	                             .source = STR("EU Council, Feb 2026"),
	                             .confidence = TIES_RECALLED,
	                             .from_confidence = TIES_RECALLED,
	                             .to_confidence = TIES_VERIFIED,
	                             .last_seen = TIES_DAY_MAX,
	                             .first_seen = TIES_DAY_MIN};
	f->hostile[0] = (ties_listing){.jurisdiction = STR("<b>"),
	                               .regime = STR("\"><img src=x onerror=alert(1)>"),
	                               .dataset = STR("d\033[31m"),
	                               .from = unknown_end,
	                               .to = unknown_end,
	                               .on = TIES_POSSIBLY,
	                               .reason = STR("</style></script><script>alert(2)</script>"),
	                               .source = STR("javascript:alert(3)"),
	                               .last_seen = TIES_DAY_MAX,
	                               .first_seen = TIES_DAY_MIN};
	f->hostile[1] = (ties_listing){.jurisdiction = STR("UN"),
	                               .label = STR("name\nwith a line end\x1b]0;x\x07"),
	                               .dataset = STR("un_sc_sanctions"),
	                               .from = span("[..2019-01-15]", TIES_DAY_MIN, day(2019, 1, 15)),
	                               .to = still,
	                               .on = TIES_YES,
	                               .last_seen = TIES_DAY_MAX,
	                               .first_seen = TIES_DAY_MIN};
}

static void fill_offices(struct fixture *f)
{
	f->cooper[0] = (ties_office){.position = STR("Member of Parliament"),
	                             .jurisdiction = STR("CA"),
	                             .party = STR("Conservative"),
	                             .area = STR("St. Albert\xE2\x80\x94"
	                                         "Edmonton"),
	                             .dataset = STR("ca_commons"),
	                             .ref = STR("ca_commons:89219"),
	                             .from = on_day("2015-10-19"),
	                             .to = still,
	                             .on = TIES_YES,
	                             .source = STR("ourcommons.ca"),
	                             .confidence = TIES_PUBLISHED};
	f->harper[0] = (ties_office){.position = STR("Leader of the Opposition"),
	                             .jurisdiction = STR("CA"),
	                             .from = on_day("2002-05-21"),
	                             .to = on_day("2006-02-06"),
	                             .on = TIES_NO,
	                             .source = STR("parl.ca"),
	                             .confidence = TIES_RECALLED};
	f->harper[1] = (ties_office){.position = STR("Prime Minister of Canada"),
	                             .jurisdiction = STR("CA"),
	                             .party = STR("Conservative"),
	                             .from = on_day("2006-02-06"),
	                             .to = on_day("2015-11-04"),
	                             .on = TIES_NO,
	                             .source = STR("parl.ca"),
	                             .confidence = TIES_VERIFIED};
	f->rajavi[0] = (ties_office){.position = STR("President-elect of the National Council of Resistance of Iran"),
	                             .from = span("1993-08", day(1993, 8, 1), day(1993, 8, 31)),
	                             .to = unknown_end,
	                             .on = TIES_POSSIBLY,
	                             .source = STR("ncr-iran.org"),
	                             .confidence = TIES_RECALLED};
}

/* A plain tie, one that somebody denies, one that is over since no known day, one from memory, and one that is told by
 * another. */
static void fill_ties(struct fixture *f)
{
	const ties_tie plain = {.from = STR("jane-doe"),
	                        .from_caption = STR("Jane Doe"),
	                        .to = STR("mujahedin-e-khalq"),
	                        .to_caption = STR("Mujahedin-e-Khalq"),
	                        .relation = STR("supports"),
	                        .inverse = STR("is supported by"),
	                        .on = TIES_NO,
	                        .begin = unknown_end,
	                        .end = unknown_end,
	                        .modality = STR("asserted"),
	                        .source = STR("National Post, Dec 2012"),
	                        .dataset = STR("ties"),
	                        .ref = STR("ties:jane-doe#supports"),
	                        .confidence = TIES_VERIFIED};

	for (size_t i = 0; i < COUNT(f->ties); i++)
		f->ties[i] = plain;
	f->ties[0].begin = f->ties[0].end = on_day("2018-06-30");
	f->ties[0].role = STR("signatory; out of office");
	f->ties[0].event = STR("rally");
	f->ties[0].event_caption = STR("Rally 2018");
	f->ties[0].amount = STR("20000–50000 USD per speech");
	f->ties[1].begin = on_day("2018-07-02");
	f->ties[1].end = on_day("2019-01-01");
	f->ties[1].modality = STR("denied");
	f->ties[1].attribution = STR("her spokesperson");
	f->ties[2].former = true;
	f->ties[2].notes = STR("as of the list of 2024");
	f->ties[3].end = on_day("2017-01-01");
	f->ties[3].confidence = TIES_RECALLED;
	f->ties[4].derived = true;
}

/* One that holds on the date of the document, one that was over, one to come, one that possibly holds, and one whose
 * words are markup; then two that came to one event, and somebody at another. */
static void fill_scan_ties(struct fixture *f)
{
	const ties_tie plain = {.from = STR("stephen-harper"),
	                        .from_caption = STR("Stephen Harper"),
	                        .to = STR("mujahedin-e-khalq"),
	                        .to_caption = STR("Mujahedin-e-Khalq"),
	                        .relation = STR("speaks_at"),
	                        .inverse = STR("has as speaker"),
	                        .on = TIES_NO,
	                        .begin = unknown_end,
	                        .end = unknown_end,
	                        .modality = STR("asserted"),
	                        .source = STR("National Post, Dec 2012"),
	                        .confidence = TIES_VERIFIED};

	for (size_t i = 0; i < COUNT(f->between); i++)
		f->between[i] = plain;
	for (size_t i = 0; i < COUNT(f->at_event); i++)
		f->at_event[i] = plain;
	f->between[0].begin = on_day("2003-03-13");
	f->between[0].end = still;
	f->between[0].on = TIES_YES;
	f->between[0].relation = STR("leads");
	f->between[1].begin = f->between[1].end = on_day("2018-06-30");
	f->between[1].relation = STR("supports");
	f->between[1].modality = STR("denied");
	f->between[1].attribution = STR("his spokeswoman");
	f->between[2].begin = f->between[2].end = on_day("2022-05-16");
	f->between[2].relation = STR("meets");
	f->between[3].on = TIES_POSSIBLY;
	f->between[3].relation = STR("family_of");
	f->between[4].end = on_day("2017-01-01");
	f->between[4].relation = STR("receives_from");
	f->between[4].modality = STR("alleged");
	f->between[4].attribution = STR("<b>AP</b>");
	f->between[4].to = STR("nobody");
	f->between[4].to_caption = STR("<img src=x>");
	f->between[4].role = STR("\"><script>");
	for (size_t i = 0; i < COUNT(f->at_event); i++) {
		f->at_event[i].begin = f->at_event[i].end = on_day("2018-06-30");
		f->at_event[i].to = i < 2 ? STR("rally") : STR("other");
		f->at_event[i].to_caption = i < 2 ? STR("Rally 2018") : STR("<img> 2018");
	}
	f->at_event[1].from = STR("michael-cooper");
	f->at_event[1].from_caption = STR("Michael Cooper");
}

/* A plain flag with one fact of each kind and a denial; one that is alleged and undated, one whose words are markup. */
static void fill_flags(struct fixture *f)
{
	f->rules[0] = (ties_rule){.name = STR("event"),
	                          .title = STR("Took part in an event"),
	                          .severity = TIES_HIGH,
	                          .explanation = STR("Somebody did."),
	                          .refuted_by = STR("Nobody did.")};
	f->rules[1] = f->rules[0];
	f->rules[1].title = STR("<b>Took</b> money");
	f->rules[1].severity = TIES_LOW;
	f->facts[0] = (ties_fact){.kind = TIES_FACT_TIE, .tie = f->at_event[0]};
	f->facts[1] = (ties_fact){.kind = TIES_FACT_OFFICE, .caption = STR("Stephen Harper"), .office = f->harper[0]};
	f->facts[2] = (ties_fact){.kind = TIES_FACT_LISTING, .caption = STR("Mujahedin-e-Khalq"), .listing = f->mek[2]};
	f->denial = (ties_fact){.kind = TIES_FACT_TIE, .tie = f->between[1]};
	f->flag[0] = (ties_flag){.rule = &f->rules[0],
	                         .entity = STR("stephen-harper"),
	                         .caption = STR("Stephen Harper"),
	                         .other = STR("mujahedin-e-khalq"),
	                         .other_caption = STR("Mujahedin-e-Khalq"),
	                         .date = on_day("2018-06-30"),
	                         .certain = TIES_YES,
	                         .modality = STR("asserted"),
	                         .facts = f->facts,
	                         .fact_count = COUNT(f->facts),
	                         .against = &f->denial,
	                         .against_count = 1,
	                         .of_entity = COUNT(f->flag) + 2};
	f->flag[1] = f->flag[0];
	f->flag[1].date = unknown_end;
	f->flag[1].certain = TIES_POSSIBLY;
	f->flag[1].modality = STR("alleged");
	f->flag[2] = f->flag[0];
	f->flag[2].rule = &f->rules[1];
	f->flag[2].other = STR("nobody");
	f->flag[2].other_caption = STR("<img src=x>");
	f->flag[2].against_count = 0;
	f->flags = (ties_flags){.list = f->flag,
	                        .count = COUNT(f->flag),
	                        .left_out = 2,
	                        .asked = 2,
	                        .later = 4,
	                        .not_asked = 1,
	                        .on = on_day("2021-07-10")};
}

static void fill_statements(struct fixture *f)
{
	const struct {
		const char *property, *value, *lang, *dataset, *record, *schema, *source;
	} said[] = {
	    {"name", "Mujahedin-e-Khalq", "", "designations", "mujahedin-e-khalq", "Organization", "designations.csv"},
	    {"name", "MUJAHEDIN-E KHALQ ORGANIZATION", "", "us_ofac_sdn", "7117", "Organization", ""},
	    {"alias", "People's Mojahedin Organization of Iran", "en", "designations", "mujahedin-e-khalq",
	     "Organization", ""},
	    {"alias", "مجاهدین خلق", "fa", "designations", "mujahedin-e-khalq", "Organization", ""},
	    {"abbreviation", "MEK", "", "designations", "mujahedin-e-khalq", "Organization", ""},
	    {"abbreviation", "MEK", "", "us_ofac_sdn", "7117", "Organization", ""},
	    {"weakAlias", "イラン人民戦士機構", "ja", "designations", "mujahedin-e-khalq", "Organization", ""},
	    {"incorporationDate", "1965-09~", "", "designations", "mujahedin-e-khalq", "Organization",
	     "Abrahamian 1989"},
	    {"country", "ir", "", "us_ofac_sdn", "7117", "Organization", ""},
	    {"idNumber", "X-17", "", "us_ofac_sdn", "7117", "Organization", ""},
	    {"member", "maryam-rajavi", "", "ties", "t-12", "Membership", "personal recall"},
	    {"notes", "Camp Ashraf was closed in 2013.", "en", "designations", "mujahedin-e-khalq", "Organization", ""},
	    {"listingDate", "2005-05-24", "", "designations", "mek-ca", "Sanction", ""},
	    {"summary", "received funds from a foreign state", "", "ties", "t-9", "Organization", "New York Times"},
	};

	for (size_t i = 0; i < COUNT(said); i++)
		f->statements[i] = (ties_statement){.property = str_from(said[i].property),
		                                    .value = str_from(said[i].value),
		                                    .lang = str_from(said[i].lang),
		                                    .dataset = str_from(said[i].dataset),
		                                    .record = str_from(said[i].record),
		                                    .schema = str_from(said[i].schema),
		                                    .source = str_from(said[i].source),
		                                    .modality = STR("asserted"),
		                                    .first_seen = TIES_DAY_MIN,
		                                    .last_seen = TIES_DAY_MAX};
	f->statements[1].original = STR("MUJAHEDIN-E KHALQ ORGANIZATION (MEK)");
	f->statements[10].target = STR("maryam-rajavi");
	f->statements[10].target_caption = STR("Maryam Rajavi");
	f->statements[10].valid_from = STR("1985");
	f->statements[10].valid_to = STR("..");
	f->statements[10].confidence = TIES_RECALLED;
	f->statements[13].modality = STR("alleged");
	f->statements[13].attribution = STR("two former officials");
}

static const char article[] =
    "Who removed the MEK from the list?\n\n"
    "10 July 2021\n\n"
    "On Saturday the Mujahedin-e-Khalq held its yearly conference. Michael Cooper spoke for the Canadian guests; "
    "Stephen Harper, who led the government that took the MEK off the list in 2012, joined by video.\n\n"
    "Canada had listed the MEK in 2005. \"No reasons were given,\" says Thomas Juneau, who teaches in Ottawa. On the "
    "same day Canada listed the Quds Force.\n\n"
    "The organisation, in Persian مجاهدین خلق, is led by Rajavi. Its former camp lies in Iraq; today most of its "
    "members live in Albania.\n\n"
    "What others say\n\n"
    "\"They renounced violence,\" said Maryam Rajavi. The Quds Force calls the MEK a sect. <script>alert(1)</script> "
    "& other \"markup\" must not matter, nor does Evil Corp.\n";

/** Marks the `nth` occurrence of `text` as a mention. */
static void mention(struct fixture *f, const char *text, int nth, uint32_t entity, ties_how how, double score)
{
	const char *at = strstr(article, text);

	while (--nth > 0)
		at = strstr(at + 1, text);
	size_t start = (size_t)(at - article), points = 0;
	ties_mention *m = &f->mentions[f->mention_count++];
	for (size_t i = 0; i < start; i++)
		points += ((unsigned char)article[i] & 0xC0) != 0x80;
	m->byte_start = start;
	m->byte_end = start + strlen(text);
	m->start = points;
	for (size_t i = start; i < m->byte_end; i++)
		points += ((unsigned char)article[i] & 0xC0) != 0x80;
	m->end = points;
	m->text = (str){at, strlen(text)};
	m->entity = entity;
	m->how = how;
	m->score = score;
	if (entity < UINT32_MAX)
		f->entities[entity].count++;
}

static void fill_blocks(struct fixture *f)
{
	enum { HEADING, PARAGRAPH };
	size_t start = 0;

	for (size_t i = 0; i < sizeof article - 1; i++)
		if (article[i] == '\n') {
			bool heading = start == 0 || strncmp(article + start, "What others", 11) == 0;
			if (i > start)
				f->blocks[f->block_count++] = (struct ties_span){
				    start, i, heading ? HEADING : PARAGRAPH, heading ? (start ? 2 : 1) : 0};
			start = i + 1;
		}
}

static void fill_scan(struct fixture *f)
{
	enum { MEK, FORCE, HOSTILE, COOPER, HARPER, MARYAM, JUNEAU, ALBANIA };

	f->entities[MEK].entity = mek_entity(f);
	f->entities[FORCE].entity =
	    (ties_entity){.id = STR("irgc-qf"),
	                  .schema = STR("Organization"),
	                  .caption = STR("Islamic Revolutionary Guard Corps \xE2\x80\x93 Quds Force"),
	                  .listings = f->force,
	                  .listing_count = COUNT(f->force)};
	f->entities[HOSTILE].entity = (ties_entity){.id = STR("evil\"><script>"),
	                                            .schema = STR("Company"),
	                                            .caption = STR("Evil Corp <script>alert('x')</script>\033[2J \xFF"),
	                                            .listings = f->hostile,
	                                            .listing_count = COUNT(f->hostile)};
	f->entities[COOPER].entity = (ties_entity){.id = STR("michael-cooper"),
	                                           .caption = STR("Michael Cooper"),
	                                           .schema = STR("Person"),
	                                           .offices = f->cooper,
	                                           .office_count = 1};
	f->entities[HARPER].entity = (ties_entity){.id = STR("stephen-harper"),
	                                           .caption = STR("Stephen Harper"),
	                                           .schema = STR("Person"),
	                                           .offices = f->harper,
	                                           .office_count = 2};
	f->entities[MARYAM].entity = (ties_entity){.id = STR("maryam-rajavi"),
	                                           .caption = STR("Maryam Rajavi"),
	                                           .schema = STR("Person"),
	                                           .offices = f->rajavi,
	                                           .office_count = 1};
	f->entities[JUNEAU].entity = (ties_entity){.id = STR("thomas-juneau"),
	                                           .caption = STR("Thomas Juneau"),
	                                           .schema = STR("Person"),
	                                           .description = STR("professor at the University of Ottawa")};
	f->entities[ALBANIA].entity =
	    (ties_entity){.id = STR("albania"), .caption = STR("Albania"), .schema = STR("PublicBody")};
	for (size_t i = 0; i < COUNT(f->entities); i++)
		f->entities[i].label = f->entities[i].entity.caption;

	mention(f, "MEK", 1, MEK, TIES_HOW_ACRONYM, 1);
	mention(f, "Mujahedin-e-Khalq", 1, MEK, TIES_HOW_NAME, 1);
	mention(f, "Michael Cooper", 1, COOPER, TIES_HOW_NAME, 1);
	mention(f, "Stephen Harper", 1, HARPER, TIES_HOW_NAME, 1);
	mention(f, "MEK", 2, MEK, TIES_HOW_ACRONYM, 1);
	mention(f, "MEK", 3, MEK, TIES_HOW_ACRONYM, 1);
	mention(f, "Thomas Juneau", 1, JUNEAU, TIES_HOW_NAME, 1);
	mention(f, "Quds Force", 1, FORCE, TIES_HOW_ALIAS, 1);
	mention(f, "مجاهدین خلق", 1, MEK, TIES_HOW_ALIAS, 0.97);
	f->rajavis[0] = (ties_alternative){UINT32_MAX, STR("massoud-rajavi"), STR("Massoud Rajavi"), 0.71};
	f->rajavis[1] = (ties_alternative){MARYAM, STR("maryam-rajavi"), STR("Maryam Rajavi"), 0.69};
	mention(f, "Rajavi", 1, UINT32_MAX, TIES_HOW_SURNAME, 0.71);
	f->mentions[f->mention_count - 1].alternatives = f->rajavis;
	f->mentions[f->mention_count - 1].alternative_count = 2;
	mention(f, "Albania", 1, ALBANIA, TIES_HOW_NAME, 1);
	mention(f, "Maryam Rajavi", 1, MARYAM, TIES_HOW_NAME, 1);
	mention(f, "Quds Force", 2, FORCE, TIES_HOW_ALIAS, 1);
	mention(f, "MEK", 4, MEK, TIES_HOW_ACRONYM, 1);
	mention(f, "Evil Corp", 1, HOSTILE, TIES_HOW_FUZZY, 0.88);
	for (size_t i = f->mention_count; i-- > 0;)
		if (f->mentions[i].entity < COUNT(f->entities))
			f->entities[f->mentions[i].entity].first_mention = i;
	fill_blocks(f);
	f->scan = (ties_scan){.path = STR("examples/conference.md"),
	                      .title = STR("Who removed the MEK from the list?"),
	                      .text = (str){article, sizeof article - 1},
	                      .date = on_day("2021-07-10"),
	                      .date_from = "text",
	                      .date_text = STR("10 July 2021"),
	                      .language = "en",
	                      .characters = 780,
	                      .words = 1012,
	                      .entities = f->entities,
	                      .entity_count = COUNT(f->entities),
	                      .mentions = f->mentions,
	                      .mention_count = f->mention_count,
	                      .blocks = f->blocks,
	                      .block_count = f->block_count,
	                      .ties = f->between,
	                      .tie_count = COUNT(f->between),
	                      .event_ties = f->at_event,
	                      .event_tie_count = COUNT(f->at_event),
	                      .ties_left_out = 1021,
	                      .book_built_at = 1795392000,
	                      .dataset_count = 6};
}

static void fill_answers(struct fixture *f)
{
	f->one[0] = (ties_candidate){.entity = mek_entity(f), .score = 1, .name = STR("MEK"), .exact = true};
	f->status = (ties_status){.query = STR("MEK"),
	                          .on = on_day("2021-07-10"),
	                          .known_on = unknown_end,
	                          .candidates = f->one,
	                          .candidate_count = 1,
	                          .statements = f->statements,
	                          .statement_count = COUNT(f->statements),
	                          .ties = f->ties,
	                          .tie_count = COUNT(f->ties)};
	fill_ties(f);
	f->two[0] = (ties_candidate){.entity = f->entities[5].entity, .score = 0.71, .name = STR("Rajavi")};
	f->two[1] = (ties_candidate){.entity = mek_entity(f), .score = 0.7, .name = STR("Rajavi cult")};
	f->doubt = (ties_status){.query = STR("Rajavi"),
	                         .on = on_day("2021-07-10"),
	                         .known_on = unknown_end,
	                         .candidates = f->two,
	                         .candidate_count = 2};
	f->nobody =
	    (ties_status){.query = STR("Nobody \"at\" all"), .on = on_day("2021-07-10"), .known_on = unknown_end};
	f->reasons[0] = (ties_reason){STR("Usama"), STR("أسامة"), 1, 0.31, "transliteration"};
	f->reasons[1] = (ties_reason){STR("bin"), STR("بن"), 1, 0.05, "particle"};
	f->reasons[2] = (ties_reason){STR("Ladin"), STR("لادن"), 0.97, 0.64, "transliteration"};
	f->pair = (ties_pair_score){0.9808, "ties 1", f->reasons, 3};
	f->evidence[0] = (ties_evidence){"birth_date", true, 1, STR("1957"), STR("1957-03-10")};
	f->evidence[1] = (ties_evidence){"country", true, -0.5, STR("fr"), STR("sa")};
	f->evidence[2] = (ties_evidence){"gender", false, 0, STR(""), STR("male")};
	f->hit[0] = (ties_hit){
	    .entity = mek_entity(f), .score = 1, .name_score = 1, .match = true, .name = STR("Mojahedin-e Khalq")};
	f->hit[1] = (ties_hit){.entity = f->entities[1].entity,
	                       .score = 0.71234,
	                       .name_score = 0.9,
	                       .match = false,
	                       .name = STR("Quds Force"),
	                       .evidence = f->evidence,
	                       .evidence_count = 3,
	                       .reasons = f->reasons,
	                       .reason_count = 3};
	f->hits = (ties_hits){"ties 1", f->hit, 2, 7, 120};
	f->no_hits = (ties_hits){"ties 1", NULL, 0, 0, 12};
}

static void fill_info(struct fixture *f)
{
	f->versions[0] = (ties_version_info){day(2019, 1, 15), STR("data/ofac/2019"), 7013, 91200, 0};
	f->versions[1] = (ties_version_info){TIES_DAY_MIN, STR("data/ofac/now"), 17013, 291200, 3};
	f->datasets[0] = (ties_dataset_info){STR("us_ofac_sdn"),
	                                     STR("OFAC Specially Designated Nationals (SDN)"),
	                                     STR("US Treasury, OFAC"),
	                                     STR("https://ofac.treasury.gov"),
	                                     STR("US"),
	                                     18000,
	                                     f->versions,
	                                     2};
	f->datasets[1] = (ties_dataset_info){
	    STR("designations"), STR("Designations over time"), STR(""), STR(""), STR(""), 700, f->versions + 1, 1};
	f->sections[0] = (ties_section_info){"entities", 18123, 1234567};
	f->sections[1] = (ties_section_info){"names", 48123, 5234567};
	f->info = (ties_info){STR("world.ties"),
	                      1795392000 + 3723,
	                      12345678,
	                      18123,
	                      382400,
	                      48123,
	                      21000,
	                      900,
	                      f->datasets,
	                      2,
	                      f->sections,
	                      2};
}

static void fixture_fill(struct fixture *f)
{
	*f = (struct fixture){0};
	fill_mek(f);
	fill_force(f);
	fill_offices(f);
	fill_statements(f);
	fill_scan_ties(f);
	fill_flags(f);
	fill_scan(f);
	fill_answers(f);
	fill_info(f);
}

#endif
