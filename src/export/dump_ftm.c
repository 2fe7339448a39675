/* FollowTheMoney entities as JSON lines: src/sources/exported_json.c reads them back.
 *
 * An entity is a line, with the properties that FtM has words for, as they are asserted today, and in "ties" all of its
 * records. One with very much to say stands in several lines, which FtM calls fragments: memory is bounded by
 * FRAGMENT and the longest text. */
#include "export/dump.h"

#include "base/json.h"

#include <stdlib.h>

enum { CHUNK = 64 * 1024, FRAGMENT = 1 << 20, LINE_MAX_READ = 64 << 20 };

/** A value that FtM can be told. */
struct fact {
	enum model_property property;
	uint32_t order; /* as said */
	size_t at, len; /* in `values` */
};

struct ftm {
	struct dump *d;
	struct buf records; /* "ties" of the line at hand */
	struct buf values;  /* texts of its facts */
	VEC(struct fact) facts;
	bool any; /* it has a record */
	bool failed;
};

/* ---- JSON ------------------------------------------------------------------------------------------------- */

/* What stands between the quotes of a text, with escapes where its object says so. */
static void add_inside(struct buf *out, str s, bool escaped)
{
	struct buf text = {0};

	if (escaped)
		dump_escape(&text, s);
	json_add_letters(out, escaped ? buf_str(&text) : s);
	out->failed |= text.failed;
	buf_finish(&text);
}

static void add_string(struct buf *out, str s)
{
	buf_add_char(out, '"');
	json_add_letters(out, s);
	buf_add_char(out, '"');
}

/* Members of an object, but for its first; nothing for what is empty. */
static void add_text(struct buf *out, const char *key, str s, bool escaped)
{
	if (!s.len)
		return;
	buf_print(out, ",\"%s\":\"", key);
	add_inside(out, s, escaped);
	buf_add_char(out, '"');
}

static void add_number(struct buf *out, const char *key, uint32_t n)
{
	if (n)
		buf_print(out, ",\"%s\":%u", key, n);
}

static void add_flag(struct buf *out, const char *key, bool b)
{
	if (b)
		buf_print(out, ",\"%s\":true", key);
}

/* "undated" for the bound that means this; nothing for "still". */
static void add_day(struct buf *out, const char *key, int32_t day)
{
	char text[DATE_TEXT_MAX];

	add_text(out, key, day == TIES_DAY_MIN ? STR("undated") : dump_day(day, text), false);
}

/* ---- what is in it ---------------------------------------------------------------------------------------- */

static void write_beginning(struct dump *d)
{
	struct dump_counts counts = dump_count(d);

	buf_print(&d->out,
	          "{\"id\":\"ties-export\",\"schema\":\"Document\",\"caption\":\"Export of a ties database\","
	          "\"properties\":{},\"datasets\":[],\"ties\":{\"export\":%d,\"versions\":%u,\"records\":%u,"
	          "\"statements\":%u,\"decisions\":%u%s}}\n",
	          DUMP_LAYOUT, counts.versions, counts.records, counts.statements, counts.decisions,
	          d->chosen ? ",\"partial\":true" : "");
}

static void write_version(struct buf *out, const struct dump *d, const struct book_version *v, bool first)
{
	str path = book_string(d->b, v->path);
	bool escaped = dump_needs_escape(path, false);
	char text[DATE_TEXT_MAX];

	buf_print(out, "%s{\"parts\":%u", first ? "" : ",", v->parts);
	add_text(out, "day", dump_day(v->day, text), false);
	add_text(out, "path", path, escaped);
	add_number(out, "records", v->records);
	add_number(out, "entries", v->entries);
	add_number(out, "statements", v->statements);
	add_number(out, "rejects", v->rejects);
	add_flag(out, "changes", v->flags & BOOK_NAMES_CHANGES);
	add_flag(out, "escaped", escaped);
	buf_add_char(out, '}');
}

static void write_property(struct buf *out, const char *name, str value, bool *any)
{
	if (!value.len)
		return;
	buf_print(out, "%s\"%s\":[", *any ? "," : "", name);
	add_string(out, value);
	buf_add_char(out, ']');
	*any = true;
}

static void begin_dataset(struct dump *d, const struct book_dataset *set)
{
	str name = book_string(d->b, set->name), title = book_string(d->b, set->title);
	bool any = false;

	buf_print(&d->out, "{\"id\":\"ties-dataset-%.*s\",\"schema\":\"Document\"", STR_ARG(name));
	add_text(&d->out, "caption", title, false);
	buf_add(&d->out, STR(",\"properties\":{"));
	write_property(&d->out, "title", title, &any);
	write_property(&d->out, "publisher", book_string(d->b, set->publisher), &any);
	write_property(&d->out, "sourceUrl", book_string(d->b, set->url), &any);
	buf_print(&d->out, "},\"datasets\":[\"%.*s\"],\"ties\":{\"dataset\":\"%.*s\",\"versions\":[", STR_ARG(name),
	          STR_ARG(name));
}

static ties_code write_datasets(struct dump *d)
{
	ties_code rc = TIES_OK;

	for (uint32_t i = 0; rc == TIES_OK && i < d->b->DATASET.count; i++) {
		const struct book_dataset *set = BOOK_AT(d->b, DATASET, i);
		struct book_range versions = BOOK_RANGE(d->b, VERSION, set->first_version, set->version_count);
		if (d->datasets && !d->datasets[i])
			continue;
		for (uint32_t v = versions.begin; rc == TIES_OK && v < versions.end;) {
			uint32_t first = v;
			begin_dataset(d, set);
			for (; v < versions.end && v < first + 1000; v++)
				write_version(&d->out, d, BOOK_AT(d->b, VERSION, v), v == first);
			buf_add(&d->out, STR("]}}\n"));
			rc = dump_flush(d, CHUNK);
		}
	}
	return rc;
}

/* ---- properties ------------------------------------------------------------------------------------------- */

/* Only what is asserted, and said today: who reads FtM alone takes it as a fact. */
static void keep_fact(struct ftm *f, const struct dump_said *said)
{
	struct fact fact = {.property = said->ftm_property,
	                    .order = (uint32_t)f->facts.len,
	                    .at = f->values.len,
	                    .len = said->ftm_value.len};

	if (!said->ftm_value.len || said->manner->modality != MODALITY_ASSERTED ||
	    said->manner->last_seen != TIES_DAY_MAX || dump_needs_escape(said->ftm_value, false))
		return;
	buf_add(&f->values, said->ftm_value);
	f->failed |= f->values.failed || !vec_push(&f->facts, fact);
}

static str value_of(const struct ftm *f, const struct fact *fact)
{
	return str_slice(buf_str(&f->values), fact->at, fact->at + fact->len);
}

static int compare_values(const void *left, const void *right, void *context)
{
	const struct fact *a = left, *b = right;
	int order = a->property != b->property ? (a->property < b->property ? -1 : 1)
	                                       : str_compare(value_of(context, a), value_of(context, b));

	return order ? order : a->order < b->order ? -1 : a->order > b->order;
}

static int compare_orders(const void *left, const void *right)
{
	const struct fact *a = left, *b = right;

	if (a->property != b->property)
		return a->property < b->property ? -1 : 1;
	return a->order < b->order ? -1 : a->order > b->order;
}

/* Each value of a property once, in the order in which they were said first. */
static void settle_facts(struct ftm *f)
{
	size_t kept = 0;

	if (f->facts.len)
		qsort_r(f->facts.ptr, f->facts.len, sizeof *f->facts.ptr, compare_values, f);
	for (size_t i = 0; i < f->facts.len; i++) {
		const struct fact *a = &f->facts.ptr[i], *b = kept ? &f->facts.ptr[kept - 1] : NULL;
		if (!b || a->property != b->property || !str_equal(value_of(f, a), value_of(f, b)))
			f->facts.ptr[kept++] = *a;
	}
	f->facts.len = kept;
	if (kept)
		qsort(f->facts.ptr, kept, sizeof *f->facts.ptr, compare_orders);
}

static void write_properties(struct ftm *f, struct buf *out)
{
	settle_facts(f);
	buf_add(out, STR(",\"properties\":{"));
	for (size_t i = 0; i < f->facts.len; i++) {
		const struct fact *fact = &f->facts.ptr[i];
		bool begins = i == 0 || fact[-1].property != fact->property;
		bool ends = i + 1 == f->facts.len || fact[1].property != fact->property;
		if (begins)
			buf_print(out, "%s\"%s\":[", i ? "," : "", model_property_name(fact->property));
		add_string(out, value_of(f, fact));
		buf_add_char(out, ends ? ']' : ',');
	}
	buf_add_char(out, '}');
}

/* ---- statements ------------------------------------------------------------------------------------------- */

/* What most statements of a record have in common stands with it, as that of its first statement. */
static void write_manner(struct buf *out, const struct dump_said *said, const struct dump_said *record, bool escaped)
{
	const struct book_manner *m = said->manner, *r = record ? record->manner : NULL;

	if (r ? m->first_seen != r->first_seen : m->first_seen != TIES_DAY_MIN)
		add_day(out, "first_seen", m->first_seen);
	if (r ? m->last_seen != r->last_seen : m->last_seen != TIES_DAY_MAX) {
		if (m->last_seen == TIES_DAY_MAX)
			buf_add(out, STR(",\"last_seen\":\"\""));
		add_day(out, "last_seen", m->last_seen);
	}
	if (r ? m->source != r->source : said->source.len > 0) {
		if (!said->source.len)
			buf_add(out, STR(",\"source\":\"\""));
		add_text(out, "source", said->source, escaped);
	}
	if (r ? m->attribution != r->attribution : said->attribution.len > 0) {
		if (!said->attribution.len)
			buf_add(out, STR(",\"attribution\":\"\""));
		add_text(out, "attribution", said->attribution, escaped);
	}
	if (m->modality != (r ? r->modality : MODALITY_ASSERTED))
		add_text(out, "modality", str_from(model_modality_name(m->modality)), false);
	if (m->confidence != (r ? r->confidence : CONFIDENCE_PUBLISHED))
		add_text(out, "confidence", str_from(model_confidence_name(m->confidence)), false);
}

static bool said_needs_escape(const struct dump_said *s)
{
	const str texts[] = {s->value, s->original, s->lang, s->valid_from, s->valid_to, s->source, s->attribution};
	bool any = false;

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		any |= dump_needs_escape(texts[i], false);
	return any;
}

static void write_said(struct buf *out, const struct dump_said *said, const struct dump_said *record)
{
	const struct book_manner *m = said->manner;
	bool escaped = said_needs_escape(said);

	buf_print(out, "{\"property\":\"%s\"", model_property_name(said->property));
	add_text(out, "value", said->value, escaped);
	add_text(out, "original", said->original, escaped);
	add_text(out, "lang", said->lang, escaped);
	add_text(out, "from", said->valid_from, escaped);
	add_text(out, "to", said->valid_to, escaped);
	write_manner(out, said, record, escaped);
	add_flag(out, "own_first", m->flags & BOOK_OWN_FIRST);
	add_flag(out, "own_last", m->flags & BOOK_OWN_LAST);
	add_number(out, "first_of_day", m->first_of_day);
	add_number(out, "last_of_day", m->last_of_day);
	add_number(out, "part", m->part);
	add_flag(out, "escaped", escaped);
	buf_add_char(out, '}');
}

/* ---- records ---------------------------------------------------------------------------------------------- */

/* `first` is its first statement, NULL when it has none. */
static void begin_record(struct ftm *f, const struct dump_record *record, const struct dump_said *first, bool more)
{
	struct buf *out = &f->records;
	bool escaped = dump_needs_escape(record->id, false) || (first && said_needs_escape(first));

	buf_print(out, "%s{\"dataset\":\"%.*s\"", f->any ? "," : "", STR_ARG(record->dataset));
	add_text(out, "id", record->id, escaped);
	add_text(out, "schema", str_from(model_schema_name(record->schema)), false);
	add_number(out, "line", record->line);
	add_flag(out, "main", record->main);
	add_flag(out, "more", more);
	if (first)
		write_manner(out, first, NULL, escaped);
	add_flag(out, "escaped", escaped);
	buf_add(out, STR(",\"statements\":["));
	f->any = true;
}

static void write_decision(struct buf *out, const struct dump_decision *decision)
{
	bool escaped = dump_needs_escape(decision->other.id, false) || dump_needs_escape(decision->who, false) ||
	               dump_needs_escape(decision->when, false) || dump_needs_escape(decision->reason, false);

	buf_print(out, "{\"%s\":\"%.*s:", decision->verdict, STR_ARG(decision->other.dataset));
	add_inside(out, decision->other.id, escaped);
	buf_add_char(out, '"');
	add_number(out, "evidence", decision->evidence);
	add_text(out, "who", decision->who, escaped);
	add_text(out, "when", decision->when, escaped);
	add_text(out, "reason", decision->reason, escaped);
	add_flag(out, "escaped", escaped);
	buf_add_char(out, '}');
}

static void end_record(struct ftm *f, const struct dump_record *record, bool whole)
{
	struct buf *out = &f->records;
	struct dump_decision decision;
	size_t count = 0;

	buf_add_char(out, ']');
	while (whole && dump_next_decision(&decision, f->d, record->ref)) {
		buf_add(out, count++ ? STR(",") : STR(",\"decisions\":["));
		write_decision(out, &decision);
	}
	buf_add(out, count ? STR("]}") : STR("}"));
}

/* ---- lines ------------------------------------------------------------------------------------------------ */

static void write_datasets_of(struct dump *d, uint32_t entity)
{
	struct book_range refs = book_refs_of(d->b, entity);
	uint32_t before = BOOK_NONE;

	buf_add(&d->out, STR(",\"datasets\":["));
	for (uint32_t ref = refs.begin; ref < refs.end; ref++) { /* they are in the order of datasets */
		uint32_t dataset = book_ref_dataset(d->b, ref);
		if (dataset == before)
			continue;
		if (before != BOOK_NONE)
			buf_add_char(&d->out, ',');
		add_string(&d->out, book_string(d->b, BOOK_AT(d->b, DATASET, dataset)->name));
		before = dataset;
	}
	buf_add_char(&d->out, ']');
}

/* The line of what was gathered of an entity. */
static ties_code write_line(struct ftm *f, uint32_t entity)
{
	struct dump *d = f->d;
	const struct book_entity *e = BOOK_AT(d->b, ENTITY, entity);
	enum model_schema schema = e->schema < SCHEMA_COUNT ? (enum model_schema)e->schema : SCHEMA_THING;
	str caption = book_string(d->b, e->caption);
	size_t begin = d->out.len;

	buf_add(&d->out, STR("{\"id\":"));
	add_string(&d->out, book_string(d->b, e->id));
	add_text(&d->out, "schema", str_from(ftm_schema_name(schema)), false);
	if (!dump_needs_escape(caption, false))
		add_text(&d->out, "caption", caption, false);
	write_properties(f, &d->out);
	write_datasets_of(d, entity);
	buf_add(&d->out, STR(",\"ties\":{\"records\":["));
	buf_add(&d->out, buf_str(&f->records));
	buf_add(&d->out, STR("]}}\n"));
	d->out.failed |= f->failed || f->records.failed;
	if (d->out.len - begin > LINE_MAX_READ)
		return error_set(d->err, TIES_ERR_LIMIT, "%.*s: has a text that is too long for a line of the export",
		                 STR_ARG(book_string(d->b, e->id)));
	buf_clear(&f->records);
	buf_clear(&f->values);
	f->facts.len = 0;
	f->any = false;
	return dump_flush(d, CHUNK);
}

static ties_code write_record(struct ftm *f, uint32_t entity, uint32_t ref)
{
	struct dump *d = f->d;
	const struct dump_record record = dump_record(d, ref);
	struct book_cursor c = book_statements_of_ref(d->b, ref);
	struct book_statement s;
	struct dump_said said, first;
	size_t count = 0; /* in this line */
	bool begun = false;
	ties_code rc = TIES_OK;

	while (rc == TIES_OK && book_next_statement(&c, &s)) {
		dump_said(&said, d, &record, &s);
		if (count++ == 0) {
			first = said;
			begin_record(f, &record, &first, begun);
			begun = true;
		} else {
			buf_add_char(&f->records, ',');
		}
		write_said(&f->records, &said, &first);
		keep_fact(f, &said);
		if (f->records.len > FRAGMENT) {
			end_record(f, &record, false);
			rc = write_line(f, entity);
			count = 0;
		}
	}
	if (rc == TIES_OK && count == 0)
		begin_record(f, &record, NULL, begun);
	if (rc == TIES_OK)
		end_record(f, &record, true);
	return rc;
}

static ties_code write_entity(struct ftm *f, uint32_t entity)
{
	struct book_range refs = book_refs_of(f->d->b, entity);
	ties_code rc = TIES_OK;

	for (uint32_t ref = refs.begin; rc == TIES_OK && ref < refs.end; ref++) {
		if (f->records.len > FRAGMENT)
			rc = write_line(f, entity);
		if (rc == TIES_OK)
			rc = write_record(f, entity, ref);
	}
	return rc == TIES_OK ? write_line(f, entity) : rc;
}

ties_code dump_ftm(struct dump *d)
{
	struct ftm f = {.d = d};

	write_beginning(d);
	ties_code rc = write_datasets(d);
	for (uint32_t e = 0; rc == TIES_OK && e < d->b->ENTITY.count; e++)
		if (dump_has(d, e))
			rc = write_entity(&f, e);
	if (rc == TIES_OK)
		rc = dump_flush(d, 0);
	buf_finish(&f.records);
	buf_finish(&f.values);
	vec_finish(&f.facts);
	return rc;
}
