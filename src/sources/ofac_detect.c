/* Which OFAC file is this? None has a header: the number of columns and the shape of the first rows tell the part.
 *
 * Which list it is tells the file name (cons…, sdn…). Without that hint it is the consolidated list when a first
 * row has a programme that only this list knows (NS-PLC, CMIC-EO13959) or, for the parts without programmes, when
 * the first ent_num lies in the block 9639..9717 of NS-PLC entries with which the consolidated files begin; SDN
 * files begin far below. */
#include "sources/ofac.h"

const uint8_t ofac_columns[4] = {
    [OFAC_PRIMARY] = 12,
    [OFAC_ALT] = 5,
    [OFAC_ADD] = 6,
    [OFAC_COMMENTS] = 2,
};

/* What the first rows look like. */
struct shape {
	unsigned fit[4]; /* rows that fit each part */
	unsigned rows;
	uint64_t first_id;   /* ent_num of the first row that has one */
	bool cons_programme; /* a programme that only the consolidated list has */
};

static bool fits(const struct csv_row *row, enum ofac_part part)
{
	static const char *const types[] = {"individual", "vessel", "aircraft", "entity"};
	static const char *const kinds[] = {"aka", "fka", "nka"};
	uint64_t number;

	if (row->count != ofac_columns[part] || !str_to_u64(csv_cell(row, 0), &number))
		return false;
	switch (part) {
	case OFAC_PRIMARY:
		return ofac_is_null(csv_cell(row, 2)) || ofac_one_of(csv_cell(row, 2), types, 4);
	case OFAC_ALT:
		return str_to_u64(csv_cell(row, 1), &number) && ofac_one_of(csv_cell(row, 2), kinds, 3);
	case OFAC_ADD:
		return str_to_u64(csv_cell(row, 1), &number);
	default:
		return str_find(csv_cell(row, 1), STR("; "), 0) != SIZE_MAX || str_ends(csv_cell(row, 1), STR("."));
	}
}

/* Programmes that only the consolidated list knows. */
static const char *const cons_programmes[] = {"NS-PLC", "CMIC-EO13959"};

static bool look(void *context, const struct csv_row *row)
{
	struct shape *shape = context;

	if (ofac_is_header(row))
		return true;
	for (int part = OFAC_PRIMARY; part <= OFAC_COMMENTS; part++)
		shape->fit[part] += fits(row, (enum ofac_part)part);
	if (shape->rows++ == 0)
		str_to_u64(csv_cell(row, 0), &shape->first_id);
	if (row->count == ofac_columns[OFAC_PRIMARY])
		for (size_t i = 0; i < sizeof cons_programmes / sizeof *cons_programmes; i++)
			shape->cons_programme |= str_find(row->cell[3], str_from(cons_programmes[i]), 0) != SIZE_MAX;
	return true;
}

static bool name_has(const char *name, const char *word)
{
	return strcasestr(name, word) != NULL;
}

const char *ofac_dataset(const char *name, bool cons_marks)
{
	bool cons = name_has(name, "cons") || (!name_has(name, "sdn") && cons_marks);

	return cons ? "us_ofac_cons" : "us_ofac_sdn";
}

bool ofac_head_has_cons_programme(str head, const char *open)
{
	size_t len = strlen(open);

	for (size_t at = 0; (at = str_find(head, str_from(open), at)) != SIZE_MAX; at += len)
		for (size_t i = 0; i < sizeof cons_programmes / sizeof *cons_programmes; i++)
			if (str_starts(str_slice(head, at + len, head.len), str_from(cons_programmes[i])))
				return true;
	return false;
}

static bool has_cons_marks(const struct shape *shape)
{
	return shape->cons_programme ||
	       (!shape->fit[OFAC_PRIMARY] && shape->first_id >= 9639 && shape->first_id <= 9717);
}

bool ofac_detect(str head, const char *name, struct source_claim *claim)
{
	struct shape shape = {0};

	/* Cheap refusal: a row begins with a number, or with the name of its column. */
	str start = str_trim(head);
	if (!start.len || !strchr("0123456789\"e", start.ptr[0] | ('E' == start.ptr[0] ? 0x20 : 0)))
		return false;
	csv_head(head, ',', 40, look, &shape);
	for (int part = OFAC_PRIMARY; part <= OFAC_COMMENTS; part++) {
		if (!shape.fit[part] || shape.fit[part] * 4 < shape.rows * 3)
			continue;
		claim->part = (uint8_t)part;
		strcpy(claim->dataset, ofac_dataset(name, has_cons_marks(&shape)));
		return true;
	}
	return false;
}
