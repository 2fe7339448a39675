/* A query out of a row or of options: names joined, dates and kinds in the forms people use. */
#include "cli/query.h"

#include "dates/dates.h"
#include "model/model.h"

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

str query_kind(str word)
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

/** EDTF of a date in any common form. */
static ties_code date_text(str written, struct arena *arena, str *edtf, ties_error *err)
{
	char text[DATE_TEXT_MAX];
	ties_error why = {0};
	struct date date;

	*edtf = written;
	if (date_parse(written, &date, &why) == TIES_OK)
		return TIES_OK;
	if (!date_parse_prose(written, &date))
		return error_set(err, TIES_ERR_USAGE, "date of birth: %s", why.message);
	*edtf = arena_copy(arena, (str){text, date_print(date, text)});
	return TIES_OK;
}

static str either(const struct row *row, enum row_field field, const struct cli *cli, enum option_id option)
{
	return row->cell[field].len ? row->cell[field] : cli_value(cli, option);
}

static bool is_gender(str word)
{
	static const char *const words[] = {"male", "female", "m", "f"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_equal_nocase(word, str_from(words[i])))
			return true;
	return false;
}

ties_code query_check_options(const struct cli *cli, ties_error *err)
{
	str born = cli_value(cli, OPTION_BIRTH_DATE), country = cli_value(cli, OPTION_COUNTRY);
	str gender = cli_value(cli, OPTION_GENDER), ignored;
	struct arena arena = {0};
	ties_code rc = born.len ? date_text(born, &arena, &ignored, err) : TIES_OK;

	arena_finish(&arena);
	if (rc)
		return rc;
	if (country.len && model_country_code(country).len == 0)
		return error_set(err, TIES_ERR_USAGE,
		                 "--country: \"%s\" is no country; write its code (CA) or its English name",
		                 country.ptr);
	if (gender.len && !is_gender(gender))
		return error_set(err, TIES_ERR_USAGE,
		                 "--gender: \"%s\" is neither male nor female; leave it out when it is "
		                 "something else or not known",
		                 gender.ptr);
	return TIES_OK;
}

ties_code query_from_row(ties_query *query, const struct cli *cli, const struct row *row, struct arena *arena,
                         ties_error *err)
{
	str born = either(row, ROW_BIRTH_DATE, cli, OPTION_BIRTH_DATE);

	*query = (ties_query){
	    .name = full_name(row, arena),
	    .schema = query_kind(either(row, ROW_SCHEMA, cli, OPTION_SCHEMA)),
	    .country = either(row, ROW_COUNTRY, cli, OPTION_COUNTRY),
	    .gender = either(row, ROW_GENDER, cli, OPTION_GENDER),
	    .id = either(row, ROW_IDENTIFIER, cli, OPTION_ID),
	};
	if (query->name.len == 0 && query->id.len == 0)
		return error_set(err, TIES_ERR_USAGE, "has no name");
	if (born.len && date_text(born, arena, &query->birth_date, err))
		return TIES_ERR_USAGE;
	return arena->failed ? error_nomem(err) : TIES_OK;
}

ties_code query_next(struct rows *rows, const struct cli *cli, struct stream_slot *slot, bool *more, ties_error *err)
{
	struct query_row *q = arena_alloc(&slot->arena, sizeof *q);

	if (!q)
		return error_nomem(err);
	slot->row = q;
	ties_code rc = rows_next(rows, &slot->arena, &q->row, more, &slot->bad, &slot->error);
	slot->line = q->row.line;
	if (rc) {
		*err = slot->error;
		return rc;
	}
	if (*more && !slot->bad)
		slot->bad = query_from_row(&q->query, cli, &q->row, &slot->arena, &slot->error) != TIES_OK;
	return TIES_OK;
}
