/* An export as FollowTheMoney statements (`ties export --as statements`): CSV with FtM's columns for other programs,
 * and ours behind them. What a row is stands in the column "ties":
 *
 *   export    the beginning:  detail "layout=1 versions=3 records=80 statements=912 decisions=0"
 *   version   of `dataset`, of the day `first_seen`, read from `raw`: detail "parts=1 records=80 entries=40 …"
 *   record    `record` of `dataset`, of the schema `property`: detail "line=7 main=1"
 *   said      of the record that came last: `property`, `raw` (or `value` where that is the same), and all the rest
 *   decision  of `record` and `raw`: `property` same, different, unsure or joined, `attribution` who, `from` when,
 * `source` why
 *
 * Where detail has "escaped=1", our columns, original_value and lang have escapes. */
#include "sources/csv.h"
#include "sources/exported.h"
#include "sources/formats.h"

enum field {
	VALUE,
	DATASET,
	LANG,
	ORIGINAL,
	FIRST_SEEN,
	LAST_SEEN,
	KIND,
	RECORD,
	PROPERTY,
	RAW,
	SOURCE,
	ATTRIBUTION,
	MODALITY,
	CONFIDENCE,
	FROM,
	TO,
	DETAIL,
	FIELDS
};

static const char *const names[FIELDS] = {
    "value", "dataset", "lang",        "original_value", "first_seen", "last_seen", "ties", "record", "property",
    "raw",   "source",  "attribution", "modality",       "confidence", "from",      "to",   "detail"};

struct reader {
	struct exported e;
	size_t column[FIELDS];
	size_t columns; /* of the file */
	bool escaped;   /* the row at hand */
};

/* ---- cells ----------------------------------------------------------------------------------------------- */

static bool lay_out(struct reader *r, const struct csv_row *row)
{
	for (size_t f = 0; f < FIELDS; f++) {
		r->column[f] = SIZE_MAX;
		for (size_t i = 0; i < row->count; i++)
			if (str_is(row->cell[i], names[f]))
				r->column[f] = i;
		if (r->column[f] == SIZE_MAX)
			return false;
	}
	r->columns = row->count;
	return true;
}

static str cell(const struct reader *r, const struct csv_row *row, enum field f)
{
	return csv_cell(row, r->column[f]);
}

static str text(struct reader *r, const struct csv_row *row, enum field f)
{
	str s = cell(r, row, f);

	return r->escaped && s.len ? exported_unescape(&r->e, s) : s;
}

/* "key=12" out of the detail; 0 when it is not there. */
static uint32_t number(struct reader *r, const struct csv_row *row, const char *key, uint32_t most)
{
	str rest = cell(r, row, DETAIL), piece;
	size_t len = strlen(key);
	uint64_t n = 0;

	while (str_split(&rest, ' ', &piece)) {
		if (!str_starts(piece, str_from(key)) || piece.len <= len || piece.ptr[len] != '=')
			continue;
		if (!str_to_u64(str_slice(piece, len + 1, piece.len), &n) || n > most)
			exported_fail(&r->e, "\"%s\" is no number up to %u", key, most);
		break;
	}
	return n <= most ? (uint32_t)n : 0;
}

static int32_t day(struct reader *r, const struct csv_row *row, enum field f)
{
	str s = cell(r, row, f);

	return s.len ? exported_day(&r->e, s) : TIES_DAY_MIN;
}

/* ---- rows ------------------------------------------------------------------------------------------------ */

static void take_beginning(struct reader *r, const struct csv_row *row)
{
	const struct source_counts told = {
	    .versions = number(r, row, "versions", UINT32_MAX),
	    .records = number(r, row, "records", UINT32_MAX),
	    .statements = number(r, row, "statements", UINT32_MAX),
	    .decisions = number(r, row, "decisions", UINT32_MAX),
	};

	exported_begin(&r->e, number(r, row, "layout", UINT32_MAX), &told, number(r, row, "partial", 1));
}

static void take_version(struct reader *r, const struct csv_row *row)
{
	const struct source_version version = {
	    .dataset = cell(r, row, DATASET),
	    .path = text(r, row, RAW),
	    .day = day(r, row, FIRST_SEEN),
	    .records = number(r, row, "records", UINT32_MAX),
	    .entries = number(r, row, "entries", UINT32_MAX),
	    .statements = number(r, row, "statements", UINT32_MAX),
	    .rejects = number(r, row, "rejects", UINT32_MAX),
	    .parts = (uint16_t)number(r, row, "parts", UINT16_MAX),
	    .changes = number(r, row, "changes", 1),
	};

	exported_version(&r->e, &version);
}

static void take_record(struct reader *r, const struct csv_row *row)
{
	const struct source_record record = {
	    .dataset = cell(r, row, DATASET),
	    .id = text(r, row, RECORD),
	    .schema = exported_schema(&r->e, cell(r, row, PROPERTY)),
	    .line = number(r, row, "line", UINT32_MAX),
	    .main = number(r, row, "main", 1),
	    .settled = r->e.partial,
	};

	exported_record(&r->e, &record);
}

static void take_said(struct reader *r, const struct csv_row *row)
{
	str raw = text(r, row, RAW), modality = cell(r, row, MODALITY), confidence = cell(r, row, CONFIDENCE);
	bool still = number(r, row, "still", 1);
	const struct source_said said = {
	    .statement =
	        {
	            .property = exported_property(&r->e, cell(r, row, PROPERTY)),
	            .value = raw.len ? raw : cell(r, row, VALUE),
	            .original = text(r, row, ORIGINAL),
	            .lang = text(r, row, LANG),
	            .valid_from = text(r, row, FROM),
	            .valid_to = text(r, row, TO),
	            .source = text(r, row, SOURCE),
	            .attribution = text(r, row, ATTRIBUTION),
	            .modality = modality.len ? exported_modality(&r->e, modality) : (uint8_t)MODALITY_ASSERTED,
	            .confidence =
	                confidence.len ? exported_confidence(&r->e, confidence) : (uint8_t)CONFIDENCE_PUBLISHED,
	        },
	    .first_seen = day(r, row, FIRST_SEEN),
	    .last_seen = still ? TIES_DAY_MAX : day(r, row, LAST_SEEN),
	    .own_first = number(r, row, "own_first", 1),
	    .own_last = number(r, row, "own_last", 1),
	    .first_of_day = (uint8_t)number(r, row, "first_of_day", UINT8_MAX),
	    .last_of_day = (uint8_t)number(r, row, "last_of_day", UINT8_MAX),
	    .part = (uint8_t)number(r, row, "part", UINT8_MAX),
	};

	exported_said(&r->e, &said);
}

static void take_decision(struct reader *r, const struct csv_row *row)
{
	str record = text(r, row, RECORD);
	const struct source_decision decision = {
	    .left = arena_print(&r->e.arena, "%.*s:%.*s", STR_ARG(cell(r, row, DATASET)), STR_ARG(record)),
	    .right = text(r, row, RAW),
	    .verdict = exported_verdict(&r->e, cell(r, row, PROPERTY)),
	    .evidence = (uint16_t)number(r, row, "evidence", UINT16_MAX),
	    .who = text(r, row, ATTRIBUTION),
	    .when = text(r, row, FROM),
	    .reason = text(r, row, SOURCE),
	};

	exported_decision(&r->e, &decision);
}

static void take_row(struct reader *r, const struct csv_row *row)
{
	static const struct {
		const char *kind;
		void (*take)(struct reader *r, const struct csv_row *row);
	} kinds[] = {{"said", take_said},
	             {"record", take_record},
	             {"version", take_version},
	             {"decision", take_decision},
	             {"export", take_beginning}};
	str kind = cell(r, row, KIND);

	r->e.line = row->line;
	arena_clear(&r->e.arena);
	if (row->count != r->columns) {
		exported_fail(&r->e, "%zu columns, not the %zu of the header. Is the export cut? Copy it again",
		              row->count, r->columns);
		return;
	}
	r->escaped = number(r, row, "escaped", 1);
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (str_is(kind, kinds[i].kind)) {
			kinds[i].take(r, row);
			return;
		}
	exported_fail(&r->e, "no row of an export: its column \"ties\" is \"%.*s\"", STR_ARG(str_slice(kind, 0, 40)));
}

/* A row that cannot be read is one that is missing. */
static void take_reject(void *context, const char *, uint64_t line, const char *reason, str)
{
	struct reader *r = context;

	r->e.line = line;
	exported_fail(&r->e, "a row that cannot be read: %s. Is the export cut? Copy it again", reason);
}

static ties_code read_rows(struct reader *r, struct csv_reader *csv, ties_error *err)
{
	struct csv_row row;
	bool more = true;
	ties_code rc = csv_reader_next(csv, &row, &more, err);

	if (rc == TIES_OK && (!more || !lay_out(r, &row)))
		exported_fail(&r->e, "the columns of an export are missing");
	while (rc == TIES_OK && !r->e.why[0]) {
		rc = csv_reader_next(csv, &row, &more, err);
		if (rc != TIES_OK || !more)
			break;
		if (!r->e.why[0])
			take_row(r, &row);
	}
	return rc;
}

static ties_code restore(const struct source_file *file, const struct source_restorer *to, ties_error *err)
{
	struct reader r = {.e = {.path = file->path, .to = to}};
	const struct source_sink sink = {.reject = take_reject, .context = &r};
	struct csv_reader *csv = NULL;
	ties_code rc = csv_reader_open(&csv, file->input, file->path, ',', &sink, err);

	if (rc == TIES_OK)
		rc = read_rows(&r, csv, err);
	if (rc == TIES_OK)
		exported_end(&r.e);
	csv_reader_close(csv);
	ties_code sound = exported_finish(&r.e, rc == TIES_OK ? err : NULL);
	return rc == TIES_OK ? sound : rc;
}

static bool has_our_columns(void *context, const struct csv_row *row)
{
	struct reader r;

	*(bool *)context = lay_out(&r, row);
	return false;
}

static bool detect(str head, const char *, struct source_claim *claim)
{
	bool is_export = false;

	csv_head(head, ',', 1, has_our_columns, &is_export);
	if (is_export)
		*claim = (struct source_claim){
		    .version = {.first = TIES_DAY_MIN, .last = TIES_DAY_MAX, .kind = DATE_UNKNOWN}};
	return is_export;
}

const struct source_format source_exported_csv = {
    .name = "ties-statements",
    .family = "FollowTheMoney",
    .describes = "an export of a ties database as FollowTheMoney statements (ties export --as statements)",
    .parts = {"export.statements.csv"},
    .detect = detect,
    .read = exported_is_no_list,
    .restore = restore,
};
