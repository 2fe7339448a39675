/* World Bank: ineligible firms and individuals, the answer of its service as JSON.
 *
 *   {"response":{"ZPROCSUPP":[{"SUPP_ID":323167,"SUPP_NAME":"…","DEBAR_FROM_DATE":"2016-01-20",…}, …]}}
 *
 * The end of a debarment is known beforehand; the year 2999 means that it has none. What the bank's program notes for
 * itself (who changed a row, when) is not kept: it changes with every answer and says nothing of the firm. */
#include "base/json.h"
#include "sources/formats.h"
#include "sources/say.h"
#include "sources/wb_name.h"

enum { FILE_MAX = 64 << 20 }; /* bytes; the list has 1.4 MB */

struct reader {
	struct say say;
	ties_error *err;
};

static str member(struct reader *r, const json_t *row, const char *key)
{
	const json_t *value = json_object_get(row, key);

	if (json_is_string(value))
		return str_trim((str){json_string_value(value), json_string_length(value)});
	if (json_is_integer(value))
		return say_print(&r->say, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
	return (str){NULL, 0};
}

/* Fields that are read, and those of the bank's program. */
static bool is_known(const char *key)
{
	static const char *const known[] = {
	    "SUPP_ID",          "SUPP_NAME",       "SUPP_TYPE_CODE",    "SUPP_PRE_ACRN",
	    "SUPP_POST_ACRN",   "LAND1",           "COUNTRY_NAME",      "SUPP_STATE_CODE",
	    "SUPP_CITY",        "SUPP_ADDR",       "SUPP_ZIP_CODE",     "SUPP_POST_CODE",
	    "SUPP_PROV_NAME",   "DEBAR_FROM_DATE", "DEBAR_TO_DATE",     "DEBAR_REASON",
	    "ADD_SUPP_INFO",    "SUPP_ELIG_STAT",  "INELIGIBLY_STATUS", "DNB_ID",
	    "ELIG_STAT",        "MANDT",           "CREATE_USER",       "CREATE_DATE",
	    "CREATE_TIME",      "UPD_USER",        "UPD_DATE",          "UPD_TIME",
	    "CREATE_USER_NAME", "UPD_USER_NAME",   "LAST_REFRESH_DATE", "RECHK_IND",
	    "LEGACY_FLG",       "UN_SUPP_FLG",     "CRPD_MATCH",        "CRPD_STAT",
	    "CRIS_SUPP_ID",
	};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (!strcmp(key, known[i]))
			return true;
	return false;
}

static void add_rest(struct reader *r, json_t *row)
{
	const char *key;
	json_t *value;

	json_object_foreach(row, key, value)
	{
		(void)value;
		if (!is_known(key))
			say_unmapped(&r->say, key, member(r, row, key));
	}
}

static void add_names(struct reader *r, const json_t *row)
{
	struct wb_names names = {.count = 0};
	str parts[3] = {member(r, row, "SUPP_PRE_ACRN"), member(r, row, "SUPP_NAME"), member(r, row, "SUPP_POST_ACRN")};
	str published = say_join(&r->say, parts, 3, " ");

	wb_names_add(&names, PROP_NAME, published, &r->say.arena);
	wb_names_add_note(&names, member(r, row, "ADD_SUPP_INFO"), &r->say.arena);
	for (size_t i = 0; i < names.count; i++)
		say_as(&r->say, names.list[i].kind, names.list[i].name, i == 0 ? published : (str){NULL, 0});
}

static void add_address(struct reader *r, const json_t *row)
{
	str country = member(r, row, "COUNTRY_NAME"), code = member(r, row, "LAND1");
	str parts[7] = {member(r, row, "SUPP_ADDR"),
	                member(r, row, "SUPP_CITY"),
	                member(r, row, "SUPP_PROV_NAME"),
	                member(r, row, "SUPP_STATE_CODE"),
	                member(r, row, "SUPP_POST_CODE"),
	                member(r, row, "SUPP_ZIP_CODE"),
	                country};

	if (parts[0].len || parts[1].len)
		say_value(&r->say, PROP_ADDRESS, say_join(&r->say, parts, 7, ", "));
	code = model_country_code(code);
	if (code.len)
		say_as(&r->say, PROP_COUNTRY, code, country);
	else
		say_country(&r->say, PROP_COUNTRY, country);
}

static enum model_schema schema_of(str type)
{
	if (str_is(type, "I"))
		return SCHEMA_PERSON;
	return str_is(type, "F") ? SCHEMA_COMPANY : SCHEMA_LEGAL_ENTITY;
}

static ties_code emit_sanction(struct reader *r, const json_t *row, str id)
{
	struct say *say = &r->say;
	bool cross = str_is(member(r, row, "SUPP_ELIG_STAT"), "X-DEBARRED");
	str end = member(r, row, "DEBAR_TO_DATE");

	say_begin(say, SCHEMA_SANCTION, say_print(say, "%.*s#sanction", STR_ARG(id)));
	say_value(say, PROP_ENTITY, id);
	say_value(say, PROP_AUTHORITY, STR("World Bank"));
	say_value(say, PROP_PROGRAM, cross ? STR("Cross-debarment") : STR("Debarment"));
	say_date_text(say, PROP_START_DATE, member(r, row, "DEBAR_FROM_DATE"));
	if (!str_starts(end, STR("2999")))
		say_date_text(say, PROP_END_DATE, end);
	say_prose(say, PROP_REASON, member(r, row, "DEBAR_REASON"));
	say_value(say, PROP_STATUS, member(r, row, "INELIGIBLY_STATUS"));
	return say_emit(say, r->err);
}

static ties_code take_row(struct reader *r, json_t *row)
{
	struct say *say = &r->say;
	str id = member(r, row, "SUPP_ID"), note = member(r, row, "ADD_SUPP_INFO");

	say->entries++;
	if (!id.len || !member(r, row, "SUPP_NAME").len) {
		say_reject(say, id.len ? "the row has no SUPP_NAME" : "the row has no SUPP_ID", id);
		return TIES_OK;
	}
	say_begin(say, schema_of(member(r, row, "SUPP_TYPE_CODE")), id);
	add_names(r, row);
	add_address(r, row);
	say_value(say, PROP_REGISTRATION_NUMBER, wb_registration(note));
	say_value(say, PROP_DUNS_CODE, member(r, row, "DNB_ID"));
	say_value(say, PROP_TOPICS, STR("debarment"));
	say_prose(say, PROP_NOTES, note);
	add_rest(r, row);
	if (say_emit(say, r->err) != TIES_OK)
		return TIES_ERR_NOMEM;
	return emit_sanction(r, row, id);
}

static ties_code read_rows(struct reader *r, str text)
{
	json_error_t why;
	bool memory;
	json_t *all = json_read(text, 0, &why, &memory);
	json_t *rows = json_object_get(json_object_get(all, "response"), "ZPROCSUPP"), *row;
	ties_code rc = TIES_OK;
	size_t i;

	if (memory)
		rc = error_nomem(r->err);
	else if (!all)
		rc = error_at(r->err, TIES_ERR_FORMAT, r->say.path, (uint64_t)(why.line > 0 ? why.line : 1),
		              "not well-formed JSON (%s); download it again", why.text);
	else if (!json_is_array(rows))
		rc = error_at(r->err, TIES_ERR_FORMAT, r->say.path, 1,
		              "expected the World Bank's list with response.ZPROCSUPP; download it again");
	r->say.line = 1; /* the service writes one line */
	if (rc == TIES_OK)
		json_array_foreach(rows, i, row)
		{
			rc = take_row(r, row);
			say_clear(&r->say);
			if (rc != TIES_OK)
				break;
		}
	json_decref(all);
	return rc == TIES_OK ? say_check_entries(&r->say, "the World Bank's list", r->err) : rc;
}

static ties_code read_whole(struct input *in, struct buf *text, ties_error *err)
{
	enum { BLOCK = 64 * 1024 };
	size_t got = 1;

	while (got) {
		if (!buf_reserve(text, BLOCK))
			return error_nomem(err);
		ties_code rc = input_read(in, text->ptr + text->len, BLOCK, &got, err);
		if (rc != TIES_OK)
			return rc;
		text->len += got;
		if (text->len > FILE_MAX)
			return error_at(err, TIES_ERR_LIMIT, input_name(in), 0,
			                "longer than %d bytes: the World Bank's list is not that long", FILE_MAX);
	}
	return TIES_OK;
}

static ties_code read(const struct source_set *set, const struct source_sink *sink, ties_error *err)
{
	struct reader r = {.say = {.sink = sink, .path = set->part[0].path}, .err = err};
	struct buf text = {0};

	if (!set->part[0].input)
		return error_set(err, TIES_ERR_FORMAT, "the World Bank's list has no file");
	ties_code rc = read_whole(set->part[0].input, &text, err);
	if (rc == TIES_OK)
		rc = read_rows(&r, buf_str(&text));
	buf_finish(&text);
	say_finish(&r.say);
	return rc;
}

static bool detect(str head, const char *, struct source_claim *claim)
{
	static const char mark[] = "\"LAST_REFRESH_DATE\":\"";
	str text = str_trim(head);

	if (!str_starts(text, STR("{")) || str_find(str_slice(text, 0, 200), STR("\"ZPROCSUPP\":"), 0) == SIZE_MAX)
		return false;
	*claim = (struct source_claim){.dataset = "worldbank_debarred"};
	size_t at = str_find(head, str_from(mark), 0);
	str day = at == SIZE_MAX ? (str){NULL, 0} : str_slice(head, at + sizeof mark - 1, at + sizeof mark + 9);
	if (date_parse(day, &claim->version, NULL) != TIES_OK)
		claim->version = (struct date){TIES_DAY_MIN, TIES_DAY_MAX, DATE_UNKNOWN, false, false};
	return true;
}

const struct source_format source_wb_json = {
    .name = "worldbank-json",
    .family = "World Bank",
    .describes = "World Bank debarred firms (the JSON of its service)",
    .parts = {"debarred.json"},
    .detect = detect,
    .read = read,
};
