/* Features of OFAC's XML formats in the words of the CSV files. */
#include "sources/ofac_item.h"

#include "dates/dates.h"

/* Where the CSV files put a feature. `head` stands for tokens of the remarks that are called otherwise there. */
static const struct feature {
	const char *name, *head;
	enum ofac_column column; /* OFAC_COLUMNS: none */
	const char *separator;
} features[] = {
    {"Birthdate", "DOB", OFAC_COLUMNS, NULL},
    {"Place of Birth", "POB", OFAC_COLUMNS, NULL},
    {"Nationality Country", "nationality", OFAC_COLUMNS, NULL},
    {"Citizenship Country", "citizen", OFAC_COLUMNS, NULL},
    /* with another apostrophe than in the CSV files */
    {"Aircraft Manufacturer\u2019s Serial Number (MSN)", "Aircraft Manufacturer's Serial Number (MSN)", OFAC_COLUMNS,
     NULL},
    {"Title", NULL, OFAC_TITLE, "; "},
    {"Vessel Call Sign", NULL, OFAC_CALL_SIGN, " "},
    {"VESSEL TYPE", NULL, OFAC_VESSEL_TYPE, " "},
    {"Vessel Flag", NULL, OFAC_VESSEL_FLAG, " "},
    {"Vessel Owner", NULL, OFAC_VESSEL_OWNER, " "},
    {"Vessel Tonnage", NULL, OFAC_TONNAGE, " "},
    {"Vessel Gross Tonnage", NULL, OFAC_TONNAGE, " "},
    {"Vessel Gross Registered Tonnage", NULL, OFAC_GRT, " "},
    {"Gross Registered Tonnage", NULL, OFAC_GRT, " "},
};

static const struct feature *feature_find(str name)
{
	for (size_t i = 0; i < sizeof features / sizeof *features; i++)
		if (str_equal_nocase(name, str_from(features[i].name)))
			return &features[i];
	return NULL;
}

void ofac_item_feature(struct ofac_item *item, str name, str value)
{
	const struct feature *known = feature_find(name);

	if (!value.len)
		return;
	/* a second call sign or flag stands in the remarks: the column takes one */
	if (known && known->column != OFAC_COLUMNS && (known->column == OFAC_TITLE || !item->column[known->column].len))
		ofac_item_column(item, known->column, known->separator, value);
	else
		ofac_item_token(item, known && known->head ? str_from(known->head) : name, value);
}

struct civil {
	int year, month, day;
};

static str print(struct arena *arena, struct civil day, bool whole_month, bool whole_year)
{
	static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
	                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

	if (whole_year)
		return arena_print(arena, "%04d", day.year);
	if (whole_month)
		return arena_print(arena, "%s %04d", months[day.month - 1], day.year);
	return arena_print(arena, "%02d %s %04d", day.day, months[day.month - 1], day.year);
}

str ofac_item_span(struct arena *arena, int32_t first, int32_t last, bool circa)
{
	struct civil from, to;

	date_to_civil(first, &from.year, &from.month, &from.day);
	date_to_civil(last, &to.year, &to.month, &to.day);
	bool months = from.day == 1 && to.day == date_days_in_month(to.year, to.month);
	bool years = months && from.month == 1 && to.month == 12;
	bool one_year = from.year == to.year, one_month = one_year && from.month == to.month;
	bool single = (years && one_year) || (months && one_month) || (one_month && from.day == to.day);
	str begin = print(arena, from, months, years), end = print(arena, to, months, years);
	const char *about = circa ? "circa " : "";

	return single ? arena_print(arena, "%s%.*s", about, STR_ARG(begin))
	              : arena_print(arena, "%s%.*s to %.*s", about, STR_ARG(begin), STR_ARG(end));
}
