/* Which formats and datasets are known. A new format or dataset is a new entry here. */
#include "sources/formats.h"

/* In order of detection: what is told apart by strong marks stands first, what takes anything with a header
 * stands last. */
static const struct source_format *const formats[] = {
    &source_un_xml,
    &source_ofac_xml,
    &source_ofac_advanced,
    &source_ofac_enhanced,
    &source_ofac_extract,
    &source_ofac_delta,
    &source_ca_regulation,
    &source_eu_csv,
    &source_wb_json,
    &source_ch_xml,
    &source_eu_xml,
    &source_gb_ofsi,
    &source_gb_csv,
    &source_gb_xml,
    &source_ca_feed,
    &source_ca_sema,
    &source_exported_json,
    &source_exported_csv,
    &source_ftm_json,
    &source_delta,
    &source_popolo,
    &source_senzing,
    &source_actors,
    &source_statements_csv,
    &source_congress_yaml,
    &source_reference,
    &source_ofac_csv,
    &source_plain_csv,
    NULL,
};

/* In the order in which records name entities (docs/dedupe.md): it never changes, new datasets go to the end. */
static const struct source_dataset datasets[] = {
    {
        .name = "un_sc_sanctions",
        .title = "UN Security Council Consolidated List",
        .publisher = "United Nations Security Council",
        .url = "https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list",
        .id_prefix = "un",
        .jurisdiction = "UN",
        .lists = true,
    },
    {
        .name = "us_ofac_sdn",
        .title = "OFAC Specially Designated Nationals (SDN)",
        .publisher = "US Treasury, Office of Foreign Assets Control",
        .url = "https://sanctionslist.ofac.treas.gov/Home/SdnList",
        .id_prefix = "ofac",
        .jurisdiction = "US",
        .lists = true,
    },
    {
        /* One numbering with the SDN list, hence one prefix. */
        .name = "us_ofac_cons",
        .title = "OFAC Consolidated (non-SDN) List",
        .publisher = "US Treasury, Office of Foreign Assets Control",
        .url = "https://sanctionslist.ofac.treas.gov/Home/ConsolidatedList",
        .id_prefix = "ofac",
        .jurisdiction = "US",
        .lists = true,
    },
    {
        .name = "ca_listed_terrorists",
        .title = "Canadian Listed Terrorist Entities (SOR/2002-284)",
        .publisher = "Justice Canada",
        .url = "https://laws-lois.justice.gc.ca/eng/regulations/SOR-2002-284/",
        .id_prefix = "ca-listed",
        .jurisdiction = "CA",
        .lists = true,
    },
    {
        .name = "ca_sor_2001_360",
        .title = "UN Suppression of Terrorism Regulations (Canada, SOR/2001-360)",
        .publisher = "Justice Canada",
        .url = "https://laws-lois.justice.gc.ca/eng/regulations/",
        .id_prefix = "ca-sor-2001-360",
        .jurisdiction = "CA",
        .lists = true,
    },
    {
        .name = "ca_sor_2010_165",
        .title = "Special Economic Measures (Iran) Regulations (Canada, SOR/2010-165)",
        .publisher = "Justice Canada",
        .url = "https://laws-lois.justice.gc.ca/eng/regulations/",
        .id_prefix = "ca-sor-2010-165",
        .jurisdiction = "CA",
        .lists = true,
    },
    {
        .name = "ca_sor_2014_58",
        .title = "Special Economic Measures (Russia) Regulations (Canada, SOR/2014-58)",
        .publisher = "Justice Canada",
        .url = "https://laws-lois.justice.gc.ca/eng/regulations/",
        .id_prefix = "ca-sor-2014-58",
        .jurisdiction = "CA",
        .lists = true,
    },
    {
        .name = "ca_sor_2017_233",
        .title = "Justice for Victims of Corrupt Foreign Officials Regulations (Canada, SOR/2017-233)",
        .publisher = "Justice Canada",
        .url = "https://laws-lois.justice.gc.ca/eng/regulations/",
        .id_prefix = "ca-sor-2017-233",
        .jurisdiction = "CA",
        .lists = true,
    },
    {
        .name = "ca_dfatd_sema_sanctions",
        .title = "Canadian Consolidated Autonomous Sanctions List",
        .publisher = "Global Affairs Canada",
        .url = "https://www.international.gc.ca/",
        .id_prefix = "ca-sema",
        .jurisdiction = "CA",
        .lists = true,
    },
    {
        .name = "ca_listed_terrorists_feed",
        .title = "Canadian Listed Terrorist Entities, feed",
        .publisher = "Public Safety Canada",
        .url = "https://www.publicsafety.gc.ca/cnt/ntnl-scrt/cntr-trrrsm/lstd-ntts/crrnt-lstd-ntts-en.aspx",
        .id_prefix = "ca-feed",
        .jurisdiction = "CA",
        .lists = true,
    },
    {
        .name = "gb_fcdo_sanctions",
        .title = "UK Sanctions List",
        .publisher = "Foreign, Commonwealth & Development Office",
        .url = "https://www.gov.uk/government/publications/the-uk-sanctions-list",
        .id_prefix = "gb",
        .jurisdiction = "GB",
        .numbers = "OFSI group",
        .lists = true,
    },
    {
        .name = "gb_hmt_sanctions",
        .title = "OFSI Consolidated List of Targets",
        .publisher = "HM Treasury, Office of Financial Sanctions Implementation",
        .url = "https://www.gov.uk/government/publications/financial-sanctions-consolidated-list-of-targets",
        .id_prefix = "gb-ofsi",
        .jurisdiction = "GB",
        .numbers = "OFSI group",
        .lists = true,
    },
    {
        .name = "eu_fsf",
        .title = "EU Consolidated Financial Sanctions List",
        .publisher = "European Union",
        .url = "https://data.europa.eu/data/datasets/"
               "consolidated-list-of-persons-groups-and-entities-subject-to-eu-financial-sanctions",
        .id_prefix = "eu",
        .jurisdiction = "EU",
        .lists = true,
    },
    {
        .name = "ch_seco_sanctions",
        .title = "Swiss Sanctions and Embargoes (SECO)",
        .publisher = "State Secretariat for Economic Affairs",
        .url = "https://www.seco.admin.ch/seco/en/home/Aussenwirtschaftspolitik_Wirtschaftliche_Zusammenarbeit/"
               "Wirtschaftsbeziehungen/exportkontrollen-und-sanktionen/sanktionen-embargos.html",
        .id_prefix = "ch",
        .jurisdiction = "CH",
        .lists = true,
    },
    {
        .name = "worldbank_debarred",
        .title = "World Bank Listing of Ineligible Firms and Individuals",
        .publisher = "World Bank",
        .url = "https://projects.worldbank.org/en/projects-operations/procurement/debarred-firms",
        .id_prefix = "wb",
        .jurisdiction = "WB",
        .lists = true,
    },
    {
        .name = "us_congress",
        .title = "Members of the United States Congress",
        .publisher = "The @unitedstates project",
        .url = "https://github.com/unitedstates/congress-legislators",
        .id_prefix = "congress",
        .jurisdiction = "",
        .lists = false,
    },
    {
        .name = "ties_reference",
        .title = "Curated actors, names, designations and offices",
        .publisher = "ties",
        .url = "",
        .id_prefix = "",
        .jurisdiction = "",
        .lists = false,
    },
};

const struct source_format *const *source_formats(void)
{
	return formats;
}

const struct source_dataset *source_dataset_find(str name)
{
	for (size_t i = 0; i < sizeof datasets / sizeof *datasets; i++)
		if (str_is(name, datasets[i].name))
			return &datasets[i];
	return NULL;
}

bool source_is_dataset_name(str name)
{
	if (name.len == 0 || name.len >= SOURCE_NAME_MAX)
		return false;
	for (size_t i = 0; i < name.len; i++) {
		char c = name.ptr[i];
		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'))
			return false;
	}
	return true;
}

static bool ends_nocase(str name, str ending)
{
	return name.len > ending.len && name.ptr[name.len - ending.len - 1] == '.' &&
	       str_equal_nocase(str_slice(name, name.len - ending.len, name.len), ending);
}

str source_ending(str name)
{
	static const char *const packings[] = {"gz", "zst"};
	static const char *const endings[] = {"csv",  "xml", "json",   "jsonl",     "ndjson",
	                                      "yaml", "yml", "actors", "actors.txt"};

	for (size_t i = 0; i < sizeof packings / sizeof *packings; i++)
		if (ends_nocase(name, str_from(packings[i])))
			name = str_slice(name, 0, name.len - strlen(packings[i]) - 1);
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (ends_nocase(name, str_from(endings[i])))
			return str_from(endings[i]);
	return (str){"", 0};
}

size_t source_dataset_rank(const struct source_dataset *dataset)
{
	return dataset ? (size_t)(dataset - datasets) : sizeof datasets / sizeof *datasets;
}
