/* A query out of a row or of options: names joined, dates and kinds in the forms people use. */
#include "cli/query.h"

#include "dates/dates.h"

#include <stdio.h>

/** Words for kinds of entities that are not FollowTheMoney's own. */
static const char *const kinds[][2] = {
    {"person", "Person"},
    {"individual", "Person"},
    {"natural person", "Person"},
    {"organization", "Organization"},
    {"organisation", "Organization"},
    {"entity", "LegalEntity"},
    {"company", "Company"},
    {"corporate", "Company"},
    {"legal entity", "LegalEntity"},
    {"legalentity", "LegalEntity"},
    {"vessel", "Vessel"},
    {"ship", "Vessel"},
    {"aircraft", "Airplane"},
    {"airplane", "Airplane"},
    {"publicbody", "PublicBody"},
    {"public body", "PublicBody"},
};

static str kind(str word)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (str_equal_nocase(word, str_from(kinds[i][0])))
			return str_from(kinds[i][1]);
	return word;
}

static str full_name(const struct row *row, struct arena *arena)
{
	const str part[] = {row->cell[ROW_FIRST_NAME], row->cell[ROW_MIDDLE_NAME], row->cell[ROW_LAST_NAME]};
	str name = row->cell[ROW_NAME];

	for (size_t i = 0; i < 3 && row->cell[ROW_NAME].len == 0; i++) {
		if (part[i].len == 0)
			continue;
		name = name.len ? arena_print(arena, "%.*s %.*s", STR_ARG(name), STR_ARG(part[i])) : part[i];
	}
	return name;
}

/** EDTF of a date in any common form; false when it is none. */
static bool date_text(str written, struct arena *arena, str *edtf)
{
	char text[DATE_TEXT_MAX];
	struct date date;

	if (date_parse(written, &date, NULL) == TIES_OK) {
		*edtf = written;
		return true;
	}
	if (!date_parse_prose(written, &date))
		return false;
	*edtf = arena_copy(arena, (str){text, date_print(date, text)});
	return true;
}

static str either(const struct row *row, enum row_field field, const struct cli *cli, enum option_id option)
{
	return row->cell[field].len ? row->cell[field] : cli_value(cli, option);
}

ties_code query_from_row(ties_query *query, const struct cli *cli, const struct row *row, struct arena *arena,
                         ties_error *err)
{
	str born = either(row, ROW_BIRTH_DATE, cli, OPTION_BIRTH_DATE);

	*query = (ties_query){
	    .name = full_name(row, arena),
	    .schema = kind(either(row, ROW_SCHEMA, cli, OPTION_SCHEMA)),
	    .country = either(row, ROW_COUNTRY, cli, OPTION_COUNTRY),
	    .gender = either(row, ROW_GENDER, cli, OPTION_GENDER),
	    .id = either(row, ROW_IDENTIFIER, cli, OPTION_ID),
	};
	if (query->name.len == 0 && query->id.len == 0)
		return error_set(err, TIES_ERR_USAGE, "has no name");
	if (born.len && !date_text(born, arena, &query->birth_date))
		return error_set(err, TIES_ERR_USAGE, "\"%.*s\" is no date of birth that can be read",
		                 STR_ARG(str_slice(born, 0, 60)));
	return arena->failed ? error_nomem(err) : TIES_OK;
}
