/* CSV records, the OFAC, reference and plain readers, and detection: by case tables, by small texts, and against the
 * real lists where TIES_DATA or ../shared/data has them. */
#include "cases.h"
#include "source_records.h"
#include "sources/columns.h"
#include "sources/csv.h"
#include "sources/formats.h"

/* ---- helpers -------------------------------------------------------------------------------------------------- */

static const char *data_folder(void)
{
	const char *named = getenv("TIES_DATA");

	return named ? named : TIES_SOURCE_DIR "/../shared/data";
}

/* As records_get, never NULL. */
static const struct model_record *record_of(const struct records *all, const char *id)
{
	const struct model_record *r = records_get(all, id);

	if (!r)
		abort();
	return r;
}

/* As record_get, never NULL: fails the test. */
static const struct model_statement *stated(const struct model_record *r, enum model_property property, size_t n)
{
	const struct model_statement *s = record_get(r, property, n);

	if (!s) {
		fail_msg("%.*s has no %s", STR_ARG(r->id), model_property_name(property));
		abort();
	}
	return s;
}

struct text_part {
	unsigned part;
	const char *text;
};

/* Reads parts given as text; `parts` ends with a NULL text. */
static void read_texts(struct records *all, const struct source_format *format, const struct text_part *parts)
{
	struct source_sink sink = {records_emit, records_reject, all};
	struct source_set set = {.format = format, .dataset = "test"};

	for (; parts->text; parts++) {
		struct source_file *file = &set.part[parts->part];
		file->path = format->parts[parts->part];
		assert_int_equal(input_open_memory(&file->input, file->path, str_from(parts->text), NULL), TIES_OK);
	}
	all->code = format->read(&set, &sink, &all->error);
	for (size_t i = 0; i < SOURCE_PARTS_MAX; i++)
		input_close(set.part[i].input);
}

/* Reads files of the data folder as parts by detection; false (and a loud line) when one is not there. */
static bool read_files(struct records *all, const char *const *names)
{
	struct source_sink sink = {records_emit, records_reject, all};
	struct source_set set = {.dataset = "test"};
	char path[4][512] = {{0}};
	bool there = true;

	for (size_t i = 0; names[i]; i++) {
		snprintf(path[i], sizeof path[i], "%s/%s", data_folder(), names[i]);
		if (access(path[i], R_OK) == 0)
			continue;
		print_message("# SKIP %s is not here: nothing was tested against it\n", path[i]);
		there = false;
	}
	for (size_t i = 0; there && names[i]; i++) {
		struct input *in;
		struct source_claim claim;
		assert_int_equal(input_open(&in, path[i], NULL), TIES_OK);
		assert_int_equal(source_detect(in, strrchr(path[i], '/') + 1, &set.format, &claim, &all->error),
		                 TIES_OK);
		assert_ptr_equal(set.format, &source_ofac_csv);
		assert_null(set.part[claim.part].input);
		set.part[claim.part] = (struct source_file){path[i], in};
		all->claim = claim;
	}
	if (there)
		all->code = set.format->read(&set, &sink, &all->error);
	for (size_t i = 0; i < SOURCE_PARTS_MAX; i++)
		input_close(set.part[i].input);
	return there;
}

static size_t count_statements(const struct records *all, enum model_schema schema, enum model_property property)
{
	size_t n = 0;

	for (size_t i = 0; i < all->list.len; i++)
		for (size_t k = 0; k < all->list.ptr[i].statements.len; k++)
			n += all->list.ptr[i].schema == schema &&
			     all->list.ptr[i].statements.ptr[k].property == property;
	return n;
}

static void assert_read(const struct records *all)
{
	if (all->code != TIES_OK)
		print_error("%s\n", all->error.message);
	assert_int_equal(all->code, TIES_OK);
}

/* ---- CSV -------------------------------------------------------------------------------------------------------- */

struct trace {
	struct buf out; /* what happened, one a line, as the case table writes it */
};

static void trace_reject(void *context, const char *path, uint64_t line, const char *reason, str row)
{
	struct trace *trace = context;

	(void)path;
	(void)row;
	buf_print(&trace->out, "!%u:%s\x1f", (unsigned)line, reason);
}

static void trace_records(struct trace *trace, str text)
{
	struct source_sink sink = {.reject = trace_reject, .context = trace};
	struct input *in;
	struct csv_reader *reader;
	struct csv_row row;
	bool more;

	assert_int_equal(input_open_memory(&in, "text", text, NULL), TIES_OK);
	assert_int_equal(csv_reader_open(&reader, in, "text", ',', &sink, NULL), TIES_OK);
	while (csv_reader_next(reader, &row, &more, NULL) == TIES_OK && more) {
		buf_print(&trace->out, "%u:", (unsigned)row.line);
		for (size_t i = 0; i < row.count; i++) {
			buf_add(&trace->out, i ? STR("|") : STR(""));
			buf_add(&trace->out, row.cell[i]);
		}
		buf_add_char(&trace->out, '\x1f');
	}
	csv_reader_close(reader);
	input_close(in);
}

static void records_of_csv(void **state)
{
	struct cases c;

	(void)state;
	cases_open(&c, "csv-records");
	while (cases_next(&c)) {
		struct trace trace = {0};
		trace_records(&trace, c.cell[0]);
		str rest = buf_str(&trace.out);
		for (size_t i = 1; i < c.count && c.cell[i].len; i++) {
			str got = {NULL, 0};
			str_split(&rest, '\x1f', &got);
			size_t colon = str_find_char(c.cell[i], ':', 0);
			bool rejected = c.cell[i].ptr[0] == '!';
			bool same = rejected
			                ? str_starts(got, str_slice(c.cell[i], 0, colon + 1)) &&
			                      str_find(got, str_slice(c.cell[i], colon + 1, SIZE_MAX), 0) != SIZE_MAX
			                : str_equal(got, c.cell[i]);
			cases_check(&c, same, got);
		}
		cases_check(&c, rest.len == 0, rest);
		buf_finish(&trace.out);
	}
}

static void a_record_has_limits(void **state)
{
	struct trace trace = {0};
	struct buf text = {0};

	(void)state;
	for (int i = 0; i < CSV_FIELDS_MAX; i++)
		buf_add_char(&text, ',');
	buf_add(&text, STR("\nx\n\"open\n"));
	for (int i = 0; i < CSV_RECORD_MAX / 1000 + 10; i++)
		buf_print(&text, "%01000d\n", i);
	trace_records(&trace, buf_str(&text));
	str out = buf_str(&trace.out);
	assert_true(str_starts(out, STR("!1:more than 512 fields\x1f"
	                                "2:x\x1f!3:a quote that opens")));
	/* Nothing behind the open quote is lost. */
	char last[32];
	snprintf(last, sizeof last, "\x1f%d:0", 3 + CSV_RECORD_MAX / 1000 + 10);
	assert_true(str_find(out, str_from(last), 0) != SIZE_MAX);
	buf_finish(&trace.out);
	buf_finish(&text);
}

static void quotes_that_never_match_end_the_reading(void **state)
{
	struct input *in;
	struct csv_reader *reader;
	struct csv_row row;
	struct buf text = {0};
	bool more = true;
	ties_error err = {0};
	ties_code rc = TIES_OK;

	(void)state;
	for (int i = 0; i < 1000; i++)
		buf_add(&text, STR("x,\"a\n"));
	assert_int_equal(input_open_memory(&in, "text", buf_str(&text), NULL), TIES_OK);
	assert_int_equal(csv_reader_open(&reader, in, "text", ',', NULL, NULL), TIES_OK);
	while (rc == TIES_OK && more)
		rc = csv_reader_next(reader, &row, &more, &err);
	assert_int_equal(rc, TIES_ERR_FORMAT);
	assert_non_null(strstr(err.message, "text:65:"));
	csv_reader_close(reader);
	input_close(in);
	buf_finish(&text);
}

/* ---- OFAC ---------------------------------------------------------------------------------------------------------
 */

/* Does `want` ("property=value", "Schema.property^original", "!property") hold? `*seen` gets the values there are. */
static bool holds(const struct records *all, str want, struct buf *seen)
{
	bool denied = want.ptr[0] == '!';
	str rest = str_slice(want, denied, want.len);
	size_t sign = 0;
	while (sign < rest.len && rest.ptr[sign] != '=' && rest.ptr[sign] != '^')
		sign++;
	str path = str_slice(rest, 0, sign);
	bool original = sign < rest.len && rest.ptr[sign] == '^';
	str value = str_slice(rest, sign + 1, rest.len);
	size_t dot = str_find_char(path, '.', 0);
	enum model_schema schema = SCHEMA_COUNT; /* the entity */
	enum model_property property;
	bool found = false;

	if (dot != SIZE_MAX)
		assert_true(model_schema_find(str_slice(path, 0, dot), &schema));
	assert_true(model_property_find(str_slice(path, dot == SIZE_MAX ? 0 : dot + 1, path.len), &property));
	for (size_t i = 0; i < all->list.len; i++) {
		const struct model_record *r = &all->list.ptr[i];
		if (schema == SCHEMA_COUNT ? !str_is(r->id, "7") : r->schema != schema)
			continue;
		for (size_t k = 0; k < r->statements.len; k++) {
			const struct model_statement *s = &r->statements.ptr[k];
			if (s->property != property)
				continue;
			buf_print(seen, "%.*s (%.*s) ", STR_ARG(s->value), STR_ARG(s->original));
			found = found || denied || str_equal(original ? s->original : s->value, value);
		}
	}
	return found != denied;
}

static void remarks_of_ofac(void **state)
{
	struct cases c;

	(void)state;
	cases_open(&c, "ofac-remarks");
	while (cases_next(&c)) {
		struct records all = {0};
		struct buf row = {0};
		str type = str_is(c.cell[0], "-") ? STR("-0- ") : c.cell[0];
		buf_print(&row, "7,\"NAME\",%.*s,\"SDGT\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"%.*s\"\r\n",
		          STR_ARG(type), STR_ARG(c.cell[1]));
		read_texts(&all, &source_ofac_csv, (struct text_part[]){{0, buf_cstr(&row)}, {0, NULL}});
		assert_read(&all);
		assert_int_equal(all.rejects, 0);
		for (size_t i = 2; i < c.count && c.cell[i].len; i++) {
			struct buf seen = {0};
			bool well = holds(&all, c.cell[i], &seen);
			if (!well)
				print_error("remarks \"%.*s\", expected \"%.*s\"\n", STR_ARG(c.cell[1]),
				            STR_ARG(c.cell[i]));
			cases_check(&c, well, buf_str(&seen));
			buf_finish(&seen);
		}
		buf_finish(&row);
		records_free(&all);
	}
}

static const char primary[] =
    "36,\"AEROCARIBBEAN AIRLINES\",-0- ,\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n"
    "40,\"DELOS REYES, Feliciano Semborio, Jr.\",\"individual\",\"SDGT] [FTO] [[IRGC]\",\"Minister; Member of X\",-0- "
    ",-0- "
    ",-0- ,-0- ,-0- ,-0- ,\"DOB 1962; Linked To: AVICAL S.A.\"\r\n"
    "41,\"AVICAL S.A.\",-0- ,\"SDNT\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"Linked To: TWIN; Linked To: NOBODY.\"\r\n"
    "42,\"TWIN\",\"vessel\",\"SDNT\",-0- ,\"T2EA4\",\"Tanker\",\"317,106\",\"163,870\",\"Iran\",\"TWIN\",\"Linked To: "
    "Avical "
    "S.A..\"\r\n"
    "43,\"TWIN\",-0- ,\"SDNT\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n"
    "\x1a";

static void entries_of_ofac(void **state)
{
	struct records all = {0};

	(void)state;
	read_texts(&all, &source_ofac_csv,
	           (struct text_part[]){
	               {0, primary},
	               {1, "36,12,\"aka\",\"AERO-CARIBBEAN\",-0- \r\n40,13,\"fka\",\"REYES, F.\",-0- "
	                   "\r\n99,14,\"aka\",\"X\",-0- \r\n"},
	               {2, "36,25,-0- ,\"Havana\",\"Cuba\",-0- \r\n40,26,-0- ,-0- ,-0- ,-0- \r\n"
	                   "41,27,\"Ibex House, The Minories\",\"London EC3N 1DY\",\"United Kingdom\",-0- \r\n"},
	               {0, NULL}});
	assert_read(&all);
	assert_int_equal(all.rejects, 1);
	assert_int_equal(all.line, 3);
	const struct model_record *r = record_of(&all, "36");
	assert_int_equal(r->schema, SCHEMA_ORGANIZATION);
	assert_int_equal(r->line, 1);
	assert_str(record_value(r, PROP_NAME, 0), "AEROCARIBBEAN AIRLINES");
	assert_str(record_value(r, PROP_TOPICS, 0), "sanction");
	r = record_of(&all, "40");
	assert_int_equal(r->schema, SCHEMA_PERSON);
	assert_str(record_value(r, PROP_NAME, 0), "Feliciano Semborio DELOS REYES Jr.");
	assert_str(stated(r, PROP_NAME, 0)->original, "DELOS REYES, Feliciano Semborio, Jr.");
	assert_str(record_value(r, PROP_LAST_NAME, 0), "DELOS REYES");
	assert_str(record_value(r, PROP_FIRST_NAME, 0), "Feliciano Semborio");
	assert_str(record_value(r, PROP_NAME_SUFFIX, 0), "Jr.");
	assert_str(record_value(r, PROP_POSITION, 1), "Member of X");
	r = record_of(&all, "40#sanction");
	assert_str(record_value(r, PROP_ENTITY, 0), "40");
	assert_str(record_value(r, PROP_AUTHORITY, 0), "OFAC");
	assert_str(record_value(r, PROP_COUNTRY, 0), "us");
	assert_str(record_value(r, PROP_PROGRAM, 0), "SDGT");
	assert_str(record_value(r, PROP_PROGRAM, 1), "FTO");
	assert_str(record_value(r, PROP_PROGRAM, 2), "IRGC");
	r = record_of(&all, "42");
	assert_str(record_value(r, PROP_TONNAGE, 0), "317106");
	assert_str(stated(r, PROP_TONNAGE, 0)->original, "317,106");
	assert_str(record_value(r, PROP_FLAG, 0), "ir");
	assert_str(record_value(r, PROP_CALL_SIGN, 0), "T2EA4");
	r = record_of(&all, "36#address#25");
	assert_str(record_value(r, PROP_FULL, 0), "Havana, Cuba");
	assert_str(record_value(r, PROP_CITY, 0), "Havana");
	r = record_of(&all, "41#address#27");
	assert_str(record_value(r, PROP_STREET, 0), "Ibex House, The Minories");
	assert_null(record_get(r, PROP_CITY, 0));
	assert_str(record_value(r, PROP_COUNTRY, 0), "gb");
	assert_int_equal(records_count(&all, SCHEMA_ADDRESS), 2);
	assert_int_equal(count_statements(&all, SCHEMA_PERSON, PROP_PREVIOUS_NAME), 1);
	assert_int_equal(count_statements(&all, SCHEMA_ORGANIZATION, PROP_ALIAS), 1);
	records_free(&all);
}

static void links_of_ofac(void **state)
{
	struct records all = {0};

	(void)state;
	read_texts(&all, &source_ofac_csv, (struct text_part[]){{0, primary}, {0, NULL}});
	assert_read(&all);
	/* The stop of AVICAL S.A. is merged with that of the remarks. */
	assert_str(record_value(record_of(&all, "40#link#41"), PROP_OBJECT, 0), "41");
	/* Two entries are called TWIN. */
	assert_str(record_value(record_of(&all, "41#link#42"), PROP_OBJECT, 0), "42");
	assert_str(record_value(record_of(&all, "41#link#43"), PROP_OBJECT, 0), "43");
	/* On another list: kept by its name, without the stop that it may or may not have. */
	const struct model_record *r = record_of(&all, "41#link#NOBODY");
	assert_null(record_get(r, PROP_OBJECT, 0));
	assert_str(record_value(r, PROP_UNMAPPED, 0), "object=NOBODY");
	/* Case does not count; a vehicle gets an owner, presumed, and no link to itself. */
	assert_str(record_value(record_of(&all, "42#link#41"), PROP_ROLE, 0), "Linked To");
	size_t owners = 0;
	for (size_t i = 0; i < all.list.len; i++) {
		const struct model_statement *owner = record_get(&all.list.ptr[i], PROP_OWNER, 0);
		if (!owner)
			continue;
		owners++;
		assert_str(all.list.ptr[i].id, "42");
		assert_int_equal(owner->modality, str_is(owner->value, "41") ? MODALITY_PRESUMED : MODALITY_ASSERTED);
	}
	assert_int_equal(owners, 2);
	assert_int_equal(records_count(&all, SCHEMA_UNKNOWN_LINK), 6);
	records_free(&all);
}

/* A primary row whose remarks are exactly 1000 characters and end in the middle of a token. */
static void long_row(struct buf *out, const char *tail)
{
	struct buf remarks = {0};

	buf_add(&remarks, STR("DOB 1962; "));
	while (remarks.len + strlen(tail) < 1000)
		buf_add_char(&remarks, 'x');
	buf_add(&remarks, str_from(tail));
	buf_print(out, "7,\"NAME\",-0- ,\"SDGT\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"%s\"\r\n", buf_cstr(&remarks));
	buf_finish(&remarks);
}

static void remarks_are_joined_with_their_overflow(void **state)
{
	struct records all = {0};
	struct buf row = {0};

	(void)state;
	long_row(&row, "; a.k.a. 'WHOIS HACKIN");
	read_texts(&all, &source_ofac_csv,
	           (struct text_part[]){
	               {0, buf_cstr(&row)}, {3, "7,\"G TEAM'; a.k.a. 'RED DOT'.\"\r\n8,\"y.\"\r\n"}, {0, NULL}});
	assert_read(&all);
	assert_str(record_value(record_of(&all, "7"), PROP_WEAK_ALIAS, 0), "WHOIS HACKING TEAM");
	assert_str(record_value(record_of(&all, "7"), PROP_WEAK_ALIAS, 1), "RED DOT");
	assert_int_equal(all.rejects, 1); /* there is no entry 8 */
	records_free(&all);
	all = (struct records){0};
	read_texts(&all, &source_ofac_csv, (struct text_part[]){{0, buf_cstr(&row)}, {0, NULL}});
	assert_read(&all);
	assert_null(record_get(record_of(&all, "7"), PROP_WEAK_ALIAS, 0));
	assert_true(record_has(record_of(&all, "7"), PROP_NOTES,
	                       "a.k.a. 'WHOIS HACKIN… (cut off at 1000 characters, as published)"));
	records_free(&all);
	buf_finish(&row);
}

static void bad_rows_of_ofac(void **state)
{
	struct records all = {0};
	struct buf text = {0};

	(void)state;
	buf_add(&text, str_from(primary));
	buf_add(
	    &text,
	    STR("bad,row\r\n50,\"SHORT\",-0- \r\n36,\"AGAIN\",-0- ,\"X\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n"
	        "51,-0- ,-0- ,\"X\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n"));
	read_texts(&all, &source_ofac_csv, (struct text_part[]){{0, buf_cstr(&text)}, {0, NULL}});
	assert_read(&all);
	assert_int_equal(all.rejects, 4);
	records_free(&all);
	buf_finish(&text);
}

/* Files without the entries that they add to: named one by one, and nothing else is said. */
static void assert_left_out(const struct records *all, size_t files)
{
	assert_read(all);
	assert_int_equal(all->rejects, files);
	assert_int_equal(all->list.len, 0);
	assert_non_null(strstr(all->reason, "sdn.csv of the same date is missing"));
}

static void files_of_ofac_that_are_refused(void **state)
{
	static const char *const cut[] = {
	    "36,\"A\",-0- ,\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n37,\"B\",-0- ,\"CU",
	    "36,\"A\",-0- ,\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n37,\"B\",-0- ",
	};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct records all = {0};
		read_texts(&all, &source_ofac_csv, (struct text_part[]){{0, cut[i]}, {0, NULL}});
		assert_refused(&all, TIES_ERR_FORMAT, "cut off");
		records_free(&all);
	}
	struct records all = {0};
	read_texts(&all, &source_ofac_csv, (struct text_part[]){{1, "36,12,\"aka\",\"X\",-0- \r\n"}, {0, NULL}});
	assert_left_out(&all, 1);
	read_texts(&all, &source_ofac_csv, (struct text_part[]){{0, "\x1a"}, {0, NULL}});
	assert_refused(&all, TIES_ERR_FORMAT, "no entry");
	records_free(&all);
}

/* ---- detection ------------------------------------------------------------------------------------------------------
 */

struct claim_case {
	const char *name, *head;
	const char *format, *dataset;
	unsigned part;
};

static void detection(void **state)
{
	static const struct claim_case claims[] = {
	    {"sdn.csv", "36,\"A\",-0- ,\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n", "ofac-csv", "us_ofac_sdn",
	     0},
	    {"x", "36,\"A\",-0- ,\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n", "ofac-csv", "us_ofac_sdn", 0},
	    {"x", "9639,\"A\",\"individual\",\"NS-PLC\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n", "ofac-csv",
	     "us_ofac_cons", 0},
	    {"CONS_PRIM.CSV.gz", "36,\"A\",-0- ,\"C\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n", "ofac-csv",
	     "us_ofac_cons", 0},
	    {"alt.csv", "36,12,\"aka\",\"AERO\",-0- \r\n", "ofac-csv", "us_ofac_sdn", 1},
	    {"alt.csv", "9639,12,aka,AERO,\r\n", "ofac-csv", "us_ofac_cons", 1},
	    {"add.csv", "36,25,-0- ,\"Havana\",\"Cuba\",-0- \r\n", "ofac-csv", "us_ofac_sdn", 2},
	    {"sdn_comments.csv", "36,\"G TEAM'; a.k.a. 'X'.\"\r\n", "ofac-csv", "us_ofac_sdn", 3},
	    {"a.csv", "id,name,schema,country,from,to,description,refs,source,confidence,notes\n", "reference-csv",
	     "ties_reference", 0},
	    {"a.csv", "actor,name,kind,lang,source,confidence,notes\n", "reference-csv", "ties_reference", 1},
	    {"a.csv", "regime,jurisdiction,short,authority,dataset,programs\n", "reference-csv", "ties_reference", 5},
	    {"a.csv", "actor,jurisdiction,regime,as_of,note,confidence\n", "reference-csv", "ties_reference", 4},
	    {"a.csv", "name;dob\nJane;1970\n", "plain-csv", "", 0},
	    {"a.csv", "First Name,Last Name\nJane,Doe\n", "plain-csv", "", 0},
	    {"a.csv", "\xef\xbb\xbf\"Full Name\"\tID\nJane\t1\n", "plain-csv", "", 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof claims / sizeof *claims; i++) {
		const struct claim_case *c = &claims[i];
		const struct source_format *format;
		struct source_claim claim;
		struct input *in;
		ties_error err = {0};
		assert_int_equal(input_open_memory(&in, c->name, str_from(c->head), NULL), TIES_OK);
		if (source_detect(in, c->name, &format, &claim, &err) != TIES_OK)
			fail_msg("%s: %s", c->head, err.message);
		assert_string_equal(format->name, c->format);
		assert_string_equal(claim.dataset, c->dataset);
		assert_int_equal(claim.part, c->part);
		assert_int_equal(claim.version.kind, DATE_UNKNOWN);
		input_close(in);
	}
}

static void refusals(void **state)
{
	struct cases c;

	(void)state;
	cases_open(&c, "csv-refused");
	while (cases_next(&c)) {
		const struct source_format *format;
		struct source_claim claim;
		struct input *in;
		ties_error err = {0};
		assert_int_equal(input_open_memory(&in, "file", c.cell[0], NULL), TIES_OK);
		assert_int_equal(source_detect(in, "file", &format, &claim, &err), TIES_ERR_FORMAT);
		assert_null(format);
		str message = str_from(err.message);
		cases_check(&c, str_find(message, c.cell[1], 0) != SIZE_MAX, message);
		cases_check(&c, str_find(message, STR("OFAC CSV"), 0) != SIZE_MAX, message);
		cases_check(&c, str_ends(message, STR(")")), message); /* not cut */
		input_close(in);
	}
}

static void datasets(void **state)
{
	(void)state;
	assert_string_equal(source_dataset_find(STR("us_ofac_sdn"))->id_prefix, "ofac");
	assert_string_equal(source_dataset_find(STR("un_sc_sanctions"))->jurisdiction, "UN");
	assert_false(source_dataset_find(STR("us_congress"))->lists);
	assert_null(source_dataset_find(STR("us_ofac")));
	for (const struct source_format *const *f = source_formats(); *f; f++) {
		assert_non_null((*f)->detect);
		assert_non_null((*f)->read);
		assert_non_null((*f)->parts[0]);
	}
}

/* ---- reference ------------------------------------------------------------------------------------------------------
 */

static void curated_files(void **state)
{
	struct records all = {0};

	(void)state;
	read_texts(
	    &all, &source_reference,
	    (struct text_part[]){
	        {0, "id,name,schema,country,from,to,description,refs,source,confidence,notes\n"
	            "mek,People's Mojahedin,Organization,ir;fr,1965,,a "
	            "group,us_ofac_sdn:1;un_sc_sanctions:QDe.1,S0,verified,n0\n"
	            "jd,Jane Doe,Person,,1950-01-02,2001~,,,S0,recalled,\n"
	            "bad,Bad,Thingy,,,,,,S0,verified,\nmek,Twice,Person,,,,,,S0,verified,\nd,D,Person,,31/"
	            "12,,,,S0,verified,\n"},
	        {1, "actor,name,kind,lang,source,confidence,notes\nmek,MEK,acronym,en,S1,recalled,shared\nmek,Old,"
	            "former,,S1,verified,\n"
	            "mek,x,odd,,S1,verified,\nnobody,x,alias,,S1,verified,\nmek,x,alias,,S1,maybe,\n"},
	        {2, "actor,jurisdiction,regime,listed_on,delisted_on,status,instrument,listing_reason,removal_reason,"
	            "source,confidence,"
	            "verified_fields,notes\n"
	            "mek,CA,Criminal Code (listed),2005-05-24,2012-12-20,removed,SOR,why,none "
	            "given,S2,recalled,listed_on;stated_reason,n2\n"
	            "mek,UN,UN 1267,2001,,unknown,,,,S2,verified,,\n"},
	        {3, "actor,office,jurisdiction,party,from,to,source,confidence,notes\n"
	            "jd,Home Secretary,GB,Labour,2009-06-05,2010-05-11,S3,verified,\njd,Home "
	            "Secretary,GB,Labour,2011,,S3,verified,\n"},
	        {4, "actor,jurisdiction,regime,as_of,note,confidence\nmek,UN,UN 1267,2026-08-06,not seen,verified\n"
	            "mek,NZ,NZ list,,no listing known,recalled\n"},
	        {5, "regime,jurisdiction,short,authority,dataset,programs\nUN 1267,UN,Al-Qaida,Security "
	            "Council,un_sc_sanctions,Al-Qaida\n"},
	        {0, NULL}});
	assert_read(&all);
	assert_int_equal(all.rejects, 6);
	const struct model_record *r = record_of(&all, "mek");
	assert_str(record_value(r, PROP_COUNTRY, 1), "fr");
	assert_str(record_value(r, PROP_INCORPORATION_DATE, 0), "1965");
	assert_str(record_value(r, PROP_SAME_AS, 1), "un_sc_sanctions:QDe.1");
	assert_str(stated(r, PROP_NAME, 0)->source, "S0");
	assert_int_equal(stated(r, PROP_NAME, 0)->confidence, CONFIDENCE_VERIFIED);
	assert_str(record_value(record_of(&all, "jd"), PROP_DEATH_DATE, 0), "2001~");
	r = record_of(&all, "mek#CA#criminal-code-listed#2005-05-24");
	assert_int_equal(r->schema, SCHEMA_SANCTION);
	assert_str(record_value(r, PROP_COUNTRY, 0), "ca");
	assert_str(record_value(r, PROP_PROGRAM, 0), "Criminal Code (listed)");
	assert_int_equal(stated(r, PROP_PROGRAM, 0)->confidence, CONFIDENCE_VERIFIED);
	assert_str(record_value(r, PROP_START_DATE, 0), "2005-05-24");
	assert_int_equal(stated(r, PROP_START_DATE, 0)->confidence, CONFIDENCE_VERIFIED);
	assert_int_equal(stated(r, PROP_END_DATE, 0)->confidence, CONFIDENCE_RECALLED);
	assert_int_equal(stated(r, PROP_INSTRUMENT, 0)->confidence, CONFIDENCE_RECALLED);
	assert_int_equal(stated(r, PROP_REASON, 0)->confidence, CONFIDENCE_VERIFIED);
	assert_int_equal(stated(r, PROP_STATUS, 0)->confidence, CONFIDENCE_RECALLED);
	assert_str(record_value(r, PROP_END_REASON, 0), "none given");
	r = record_of(&all, "mek#UN#un-1267#2001");
	assert_str(record_value(r, PROP_AUTHORITY, 0), "Security Council");
	assert_null(record_get(r, PROP_END_DATE, 0));
	r = record_of(&all, "mek#UN#un-1267#not-listed#2026-08-06");
	assert_str(record_value(r, PROP_NOT_LISTED, 0), "2026-08-06");
	assert_int_equal(records_count(&all, SCHEMA_SANCTION), 3);
	r = record_of(&all, "jd#home-secretary#GB#2009-06-05");
	assert_str(record_value(r, PROP_POST, 0), "position#GB#home-secretary");
	assert_str(record_value(r, PROP_HOLDER, 0), "jd");
	assert_int_equal(records_count(&all, SCHEMA_POSITION), 1);
	r = record_of(&all, "program#UN#un-1267");
	assert_str(record_value(r, PROP_SUMMARY, 0), "Al-Qaida");
	assert_int_equal(count_statements(&all, SCHEMA_ORGANIZATION, PROP_ABBREVIATION), 1);
	assert_int_equal(count_statements(&all, SCHEMA_ORGANIZATION, PROP_PREVIOUS_NAME), 1);
	records_free(&all);
}

static void our_own_data(void **state)
{
	static const char *const names[] = {"actors",  "aliases",   "designations", "offices", "not_listed",
	                                    "regimes", "relations", "events",       "ties"};
	enum { PARTS = sizeof names / sizeof *names };
	struct records all = {0};
	struct source_sink sink = {records_emit, records_reject, &all};
	struct source_set set = {.format = &source_reference, .dataset = "ties_reference"};
	char path[PARTS][512];

	(void)state;
	for (size_t i = 0; i < PARTS; i++) {
		snprintf(path[i], sizeof path[i], "%s/data/%s.csv", TIES_SOURCE_DIR, names[i]);
		set.part[i].path = path[i];
		assert_int_equal(input_open(&set.part[i].input, path[i], NULL), TIES_OK);
	}
	all.code = source_reference.read(&set, &sink, &all.error);
	assert_read(&all);
	if (all.rejects)
		print_error("line %u: %s\n", (unsigned)all.line, all.reason);
	assert_int_equal(all.rejects, 0);
	assert_true(records_count(&all, SCHEMA_SANCTION) >= 800);
	assert_true(records_count(&all, SCHEMA_UNKNOWN_LINK) >= 300);
	assert_true(records_count(&all, SCHEMA_PAYMENT) >= 25);
	for (size_t i = 0; i < PARTS; i++)
		input_close(set.part[i].input);
	records_free(&all);
}

/* ---- events and ties of the curated files -------------------------------------------------------------------- */

#define EVENTS_HEAD "id,name,series,aliases,from,to,place,organiser,organiser_text,source,confidence\n"
#define TIES_HEAD \
	"subject,subject_text,relation,object,object_text,role,from,to,event,place,amount_min,amount_max,currency," \
	"amount_note,modality,attribution,source,confidence,notes\n"
#define TIES_ACTORS \
	"id,name,schema,country,from,to,description,refs,source,confidence,notes\n" \
	"ann,Ann,Person,,,,,,S,verified,\nred,Red,Organization,,,,,,S,verified,\n"

static void events_of_the_curated_files(void **state)
{
	struct records all = {0};

	(void)state;
	read_texts(
	    &all, &source_reference,
	    (struct text_part[]){{0, TIES_ACTORS},
	                         {7, EVENTS_HEAD "rally,Rally,,March;Walk,2004,..,Paris,red;ann,others,E,verified,\n"
	                                         "rally-2018,Rally 2018,rally,,2018-06-30,2018-06-30,,,,E,article\n"
	                                         "ann,Not an event,,,2018,2018,,,,E,verified\n"
	                                         "bad,Bad,,,2018-13,,,,,E,verified\nno-name,,,,2018,,,,,E,verified\n"},
	                         {0, NULL}});
	assert_read(&all);
	assert_int_equal(records_count(&all, SCHEMA_EVENT), 1);
	assert_int_equal(all.rejects, 4); /* the first has a cell too many */
	const struct model_record *r = record_of(&all, "rally-2018");
	assert_str(record_value(r, PROP_SERIES, 0), "rally");
	assert_str(record_value(r, PROP_END_DATE, 0), "2018-06-30");
	assert_int_equal(stated(r, PROP_NAME, 0)->confidence, CONFIDENCE_VERIFIED);
	records_free(&all);
}

static void ties_of_the_curated_files(void **state)
{
	struct records all = {0};

	(void)state;
	read_texts(&all, &source_reference,
	           (struct text_part[]){
	               {0, TIES_ACTORS},
	               {7, EVENTS_HEAD "rally,Rally,,,2018-06-30,2018-06-30,,,,E,verified\n"},
	               {8, TIES_HEAD
	                "ann,,speaks_at,rally,,out of office,2018-06-30,2018-06-30,rally,,,,,,asserted,,S1,verified,\n"
	                "red,,pays,ann,,,2018,..,rally,,20000,50000,USD,per speech,alleged,a paper,S2,recalled,n\n"
	                "red,,pays,ann,,,2018,,,,500,500,EUR,,denied,red,S2,article,\n"
	                "ann,,receives_from,,donors,,,,,,,,,,asserted,,S3,verified,\n"},
	               {0, NULL}});
	assert_read(&all);
	assert_int_equal(all.rejects, 0);
	const struct model_record *r = record_of(&all, "ann#speaks_at#rally#2018-06-30");
	assert_int_equal(r->schema, SCHEMA_UNKNOWN_LINK);
	assert_str(record_value(r, PROP_RELATION, 0), "speaks_at");
	assert_null(record_get(r, PROP_AT_EVENT, 0)); /* the object says so already */
	r = record_of(&all, "red#pays#ann#2018");
	assert_int_equal(r->schema, SCHEMA_PAYMENT);
	assert_str(record_value(r, PROP_PAYER, 0), "red");
	assert_str(record_value(r, PROP_AMOUNT_MIN, 0), "20000");
	assert_str(record_value(r, PROP_AMOUNT_MAX, 0), "50000");
	assert_str(record_value(r, PROP_AT_EVENT, 0), "rally");
	assert_str(record_value(r, PROP_END_DATE, 0), "..");
	for (size_t i = 0; i < r->statements.len; i++) {
		assert_int_equal(r->statements.ptr[i].modality, MODALITY_ALLEGED);
		assert_str(r->statements.ptr[i].attribution, "a paper");
		assert_int_equal(r->statements.ptr[i].confidence, CONFIDENCE_RECALLED);
	}
	r = record_of(&all, "red#pays#ann#2018#2");
	assert_str(record_value(r, PROP_AMOUNT, 0), "500");
	assert_int_equal(stated(r, PROP_AMOUNT, 0)->modality, MODALITY_DENIED);
	r = record_of(&all, "ann#receives_from#donors#");
	assert_str(record_value(r, PROP_BENEFICIARY, 0), "ann");
	assert_str(record_value(r, PROP_PAYER, 0), "donors");
	records_free(&all);
}

/* One mistake a row; each is refused, for its reason. */
static void ties_that_cannot_be_used(void **state)
{
	static const char *const rows[][2] = {
	    {"ann,,loves,red,,,,,,,,,,,asserted,,S,verified,\n", "relation"},
	    {"ann,words,pays,red,,,,,,,,,,,asserted,,S,verified,\n", "either an id or words"},
	    {",,pays,red,,,,,,,,,,,asserted,,S,verified,\n", "either an id or words"},
	    {"bob,,pays,red,,,,,,,,,,,asserted,,S,verified,\n", "actors.csv"},
	    {"ann,,pays,red,,,2018-02-30,,,,,,,,asserted,,S,verified,\n", "EDTF"},
	    {"ann,,pays,red,,,,soon,,,,,,,asserted,,S,verified,\n", "EDTF"},
	    {"ann,,pays,red,,,,,red,,,,,,asserted,,S,verified,\n", "event"},
	    {"ann,,pays,red,,,,,,,many,,,,asserted,,S,verified,\n", "amount"},
	    {"ann,,pays,red,,,,,,,,,,,rumoured,,S,verified,\n", "modality"},
	    {"ann,,pays,red,,,,,,,,,,,asserted,,S,sure,\n", "confidence"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct records all = {0};
		char text[1024];
		snprintf(text, sizeof text, TIES_HEAD "%s", rows[i][0]);
		read_texts(&all, &source_reference, (struct text_part[]){{0, TIES_ACTORS}, {8, text}, {0, NULL}});
		assert_read(&all);
		assert_int_equal(all.rejects, 1);
		if (!strstr(all.reason, rows[i][1]))
			fail_msg("row %zu: %s", i, all.reason);
		records_free(&all);
	}
}

static void relations_are_those_of_the_program(void **state)
{
	struct records all = {0};

	(void)state;
	read_texts(&all, &source_reference,
	           (struct text_part[]){{0, TIES_ACTORS},
	                                {6, "relation,definition,inverse,schema,subject_as,object_as\n"
	                                    "pays,gives money,is paid by,Payment,payer,beneficiary\n"
	                                    "pays,gives money,is paid by,Payment,beneficiary,payer\n"
	                                    "loves,loves,is loved by,UnknownLink,subject,object\n"},
	                                {0, NULL}});
	assert_read(&all);
	assert_int_equal(all.rejects, 2);
	records_free(&all);
}

/* ---- plain
 * ------------------------------------------------------------------------------------------------------------ */

static void plain_lists(void **state)
{
	struct records all = {0};

	(void)state;
	read_texts(&all, &source_plain_csv,
	           (struct text_part[]){{0, "Customer ID,First Name,Last Name,DOB,Nationality,Aliases,Sex,Shoe\n"
	                                    "c1,Jane,Doe,10 Dec 1948;1950-01,France;be,J. Doe; Janie |JD,F,39\n"
	                                    ",,Solo,31/31,Atlantis,,?,\n"
	                                    "c3,,,1950,,,,\n"},
	                                {0, NULL}});
	assert_read(&all);
	assert_int_equal(all.rejects, 1);
	assert_int_equal(all.line, 4);
	const struct model_record *r = record_of(&all, "c1");
	assert_int_equal(r->schema, SCHEMA_PERSON);
	assert_str(record_value(r, PROP_NAME, 0), "Jane Doe");
	assert_str(record_value(r, PROP_BIRTH_DATE, 0), "1948-12-10");
	assert_str(record_value(r, PROP_BIRTH_DATE, 1), "1950-01");
	assert_str(record_value(r, PROP_NATIONALITY, 0), "fr");
	assert_str(record_value(r, PROP_NATIONALITY, 1), "be");
	assert_str(record_value(r, PROP_ALIAS, 1), "Janie");
	assert_str(record_value(r, PROP_ALIAS, 2), "JD");
	assert_str(record_value(r, PROP_GENDER, 0), "female");
	assert_str(record_value(r, PROP_UNMAPPED, 0), "Shoe=39");
	r = &all.list.ptr[1];
	assert_true(str_starts(r->id, STR("row-")));
	assert_str(record_value(r, PROP_NATIONALITY, 0), "Atlantis");
	assert_true(record_has(r, PROP_UNMAPPED, "DOB=31/31"));
	assert_true(record_has(r, PROP_UNMAPPED, "Sex=?"));
	records_free(&all);
	all = (struct records){0};
	read_texts(&all, &source_plain_csv,
	           (struct text_part[]){{0, "name\ttype\nAcme; Sons\tcompany\nThe Ship\tship\nX\todd\n"}, {0, NULL}});
	assert_read(&all);
	assert_str(record_value(&all.list.ptr[0], PROP_NAME, 0), "Acme; Sons");
	assert_int_equal(all.list.ptr[0].schema, SCHEMA_COMPANY);
	assert_int_equal(all.list.ptr[1].schema, SCHEMA_VESSEL);
	assert_int_equal(all.list.ptr[2].schema, SCHEMA_LEGAL_ENTITY);
	assert_true(record_has(&all.list.ptr[2], PROP_UNMAPPED, "type=odd"));
	records_free(&all);
	all = (struct records){0};
	read_texts(&all, &source_plain_csv, (struct text_part[]){{0, "a,b\n1,2\n"}, {0, NULL}});
	assert_refused(&all, TIES_ERR_FORMAT, "name");
	records_free(&all);
}

/* ---- the real lists
 * --------------------------------------------------------------------------------------------------- */

struct expected {
	const char *files[5];
	size_t organizations, persons, vessels, aircraft; /* 0: not counted */
	size_t entries, aliases, addresses, overflows;
	size_t rejects;
};

static size_t count_main(const struct records *all, enum model_schema schema)
{
	size_t n = 0;

	for (size_t i = 0; i < all->list.len; i++)
		n += all->list.ptr[i].schema == schema && record_get(&all->list.ptr[i], PROP_TOPICS, 0);
	return n;
}

static size_t count_strong(const struct records *all, enum model_property property)
{
	size_t n = 0;

	for (size_t i = 0; i < all->list.len; i++)
		n += record_get(&all->list.ptr[i], property, 0) && !record_get(&all->list.ptr[i], PROP_TOPICS, 0);
	return n;
}

static void check_list(const struct expected *e)
{
	struct records all = {0};

	if (!read_files(&all, e->files))
		return;
	assert_read(&all);
	if (all.rejects != e->rejects)
		print_error("%s: last reject in line %u: %s\n", e->files[0], (unsigned)all.line, all.reason);
	assert_int_equal(all.rejects, e->rejects);
	size_t persons = count_main(&all, SCHEMA_PERSON), organizations = count_main(&all, SCHEMA_ORGANIZATION);
	size_t vessels = count_main(&all, SCHEMA_VESSEL), aircraft = count_main(&all, SCHEMA_AIRPLANE);
	assert_int_equal(persons + organizations + vessels + aircraft, e->entries);
	assert_int_equal(records_count(&all, SCHEMA_SANCTION), e->entries);
	if (e->persons) {
		assert_int_equal(persons, e->persons);
		assert_int_equal(organizations, e->organizations);
		assert_int_equal(vessels, e->vessels);
		assert_int_equal(aircraft, e->aircraft);
	}
	size_t aliases =
	    count_strong(&all, PROP_ALIAS) + count_strong(&all, PROP_PREVIOUS_NAME) + count_strong(&all, PROP_NAME);
	assert_int_equal(aliases, e->aliases);
	if (e->addresses)
		assert_true(records_count(&all, SCHEMA_ADDRESS) <= e->addresses);
	records_free(&all);
}

static void real_lists_of_ofac(void **state)
{
	static const struct expected lists[] = {
	    {.files = {"ofac/series/2024-05-03.csv.gz"},
	     .entries = 14965,
	     .organizations = 6884,
	     .persons = 6854,
	     .vessels = 851,
	     .aircraft = 376},
	    {.files = {"ofac/2019-01-04/sdn.csv.gz", "ofac/2019-01-04/alt.csv.gz", "ofac/2019-01-04/add.csv.gz",
	               "ofac/2019-01-04/sdn_comments.csv.gz"},
	     .entries = 7379,
	     .aliases = 9682,
	     .addresses = 11696},
	    {.files = {"ofac/2021-07-07/sdn.csv.gz", "ofac/2021-07-07/alt.csv.gz", "ofac/2021-07-07/add.csv.gz",
	               "ofac/2021-07-07/sdn_comments.csv.gz"},
	     .entries = 8976,
	     .aliases = 11910,
	     .addresses = 13837},
	    {.files = {"ofac/2022-01-21/sdn.csv.gz", "ofac/2022-01-21/alt.csv.gz", "ofac/2022-01-21/add.csv.gz"},
	     .entries = 9044,
	     .aliases = 12409,
	     .addresses = 13625},
	    {.files = {"ofac/2023-11-30/sdn.csv.gz", "ofac/2023-11-30/sdn_comments.csv.gz"}, .entries = 13427},
	    {.files = {"ofac/2023-12-28/sdn.csv.gz", "ofac/2023-12-28/alt.csv.gz", "ofac/2023-12-28/add.csv.gz"},
	     .entries = 13821,
	     .aliases = 17091,
	     .addresses = 18990},
	    {.files = {"ofac/cons/2025-12-19/cons_prim.csv.gz", "ofac/cons/2025-12-19/cons_alt.csv.gz",
	               "ofac/cons/2025-12-19/cons_add.csv.gz", "ofac/cons/2025-12-19/cons_comments.csv.gz"},
	     .entries = 442,
	     .aliases = 1073,
	     .addresses = 574},
	};

	(void)state;
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		check_list(&lists[i]);
}

static void links_of_the_real_list(void **state)
{
	struct records all = {0};
	size_t linked = 0, unresolved = 0, dates = 0;

	(void)state;
	if (!read_files(&all, (const char *[]){"ofac/series/2024-05-03.csv.gz", NULL}))
		return;
	for (size_t i = 0; i < all.list.len; i++) {
		const struct model_record *r = &all.list.ptr[i];
		dates += r->schema == SCHEMA_PERSON && record_get(r, PROP_BIRTH_DATE, 0) != NULL;
		if (r->schema != SCHEMA_UNKNOWN_LINK || !record_has(r, PROP_ROLE, "Linked To"))
			continue;
		linked++;
		unresolved += !record_get(r, PROP_OBJECT, 0);
	}
	print_message("# %zu links, %zu by name only; %zu persons with a birth date\n", linked, unresolved, dates);
	assert_true(linked >= 6375);
	assert_true(unresolved <= 10);
	records_free(&all);
}

static void aliases_without_a_primary_file(void **state)
{
	struct records all = {0};
	static const char *const files[] = {"ofac/2025-12-24-no-sdn/alt.csv.gz", "ofac/2025-12-24-no-sdn/add.csv.gz",
	                                    NULL};

	(void)state;
	if (!read_files(&all, files))
		return;
	assert_left_out(&all, 2);
	records_free(&all);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(records_of_csv),
	    cmocka_unit_test(a_record_has_limits),
	    cmocka_unit_test(quotes_that_never_match_end_the_reading),
	    cmocka_unit_test(remarks_of_ofac),
	    cmocka_unit_test(entries_of_ofac),
	    cmocka_unit_test(links_of_ofac),
	    cmocka_unit_test(remarks_are_joined_with_their_overflow),
	    cmocka_unit_test(bad_rows_of_ofac),
	    cmocka_unit_test(files_of_ofac_that_are_refused),
	    cmocka_unit_test(detection),
	    cmocka_unit_test(refusals),
	    cmocka_unit_test(datasets),
	    cmocka_unit_test(curated_files),
	    cmocka_unit_test(our_own_data),
	    cmocka_unit_test(events_of_the_curated_files),
	    cmocka_unit_test(ties_of_the_curated_files),
	    cmocka_unit_test(ties_that_cannot_be_used),
	    cmocka_unit_test(relations_are_those_of_the_program),
	    cmocka_unit_test(plain_lists),
	    cmocka_unit_test(real_lists_of_ofac),
	    cmocka_unit_test(links_of_the_real_list),
	    cmocka_unit_test(aliases_without_a_primary_file),
	};

	return run_tap("sources_csv", tests);
}
