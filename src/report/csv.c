/* Answers as CSV (RFC 4180): flat rows, lines end in CR LF, lists inside a field are separated by ";".
 *
 * A field is quoted when it has a comma, a quotation mark, a line end or a space at one of its ends. */
#include "report/csv.h"

#include <stdio.h>

static bool needs_quotes(str s)
{
	if (s.len && (s.ptr[0] == ' ' || s.ptr[s.len - 1] == ' '))
		return true;
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] == ',' || s.ptr[i] == '"' || s.ptr[i] == '\n' || s.ptr[i] == '\r')
			return true;
	return false;
}

void report_csv_field(struct report_out *out, str value)
{
	struct buf *b = &out->buf;

	if (out->column++)
		buf_add_char(b, ',');
	if (!needs_quotes(value)) {
		buf_add(b, value);
		return;
	}
	buf_add_char(b, '"');
	for (size_t i = 0; i < value.len; i++) {
		if (value.ptr[i] == '"')
			buf_add_char(b, '"');
		buf_add_char(b, value.ptr[i]);
	}
	buf_add_char(b, '"');
}

void report_csv_end(struct report_out *out)
{
	buf_add(&out->buf, STR("\r\n"));
	out->column = 0;
}

void csv_header(struct report_out *out, const char *const *names)
{
	for (; *names; names++)
		report_csv_field(out, str_from(*names));
	report_csv_end(out);
}

void csv_word(struct report_out *out, const char *word)
{
	report_csv_field(out, str_from(word));
}

void csv_number(struct report_out *out, uint64_t n)
{
	char text[24];

	snprintf(text, sizeof text, "%llu", (unsigned long long)n);
	csv_word(out, text);
}

static void csv_score(struct report_out *out, double score)
{
	char text[32];

	snprintf(text, sizeof text, "%.4f", score);
	csv_word(out, text);
}

static void csv_day(struct report_out *out, int32_t day)
{
	char text[PAGE_DATE_MAX];

	if (day == TIES_DAY_MIN || day == TIES_DAY_MAX)
		report_csv_field(out, STR(""));
	else
		report_csv_field(out, (str){text, page_day(day, text)});
}

void csv_list(struct report_out *out, const ties_str *list, size_t count)
{
	struct buf joined = {0};

	for (size_t i = 0; i < count; i++) {
		if (i)
			buf_add_char(&joined, ';');
		buf_add(&joined, list[i]);
	}
	report_csv_field(out, buf_str(&joined));
	out->buf.failed |= joined.failed;
	buf_finish(&joined);
}

void csv_by(struct report_out *out, const ties_entity *entity, ties_when on, enum hold_state state)
{
	size_t which[SUMMARY_MAX];
	ties_str list[SUMMARY_MAX];
	size_t count = entity_jurisdictions(entity, on, state, which);

	if (count > SUMMARY_MAX)
		count = SUMMARY_MAX;
	for (size_t i = 0; i < count; i++)
		list[i] = listing_by(&entity->listings[which[i]]);
	csv_list(out, list, count);
}

/* ---- status and show ------------------------------------------------------------------------------- */

void report_status_csv_header(struct report_out *out)
{
	static const char *const names[] = {
	    "query",  "id",     "caption",    "on",         "kind",   "jurisdiction", "regime",  "from", "to", "holds",
	    "status", "reason", "end_reason", "instrument", "source", "confidence",   "dataset", "ref",  NULL};

	csv_header(out, names);
}

static void entity_fields(struct report_out *out, const ties_status *status, const ties_entity *e, const char *kind)
{
	report_csv_field(out, status->query);
	report_csv_field(out, e->id);
	report_csv_field(out, e->caption);
	report_csv_field(out, status->on.edtf);
	csv_word(out, kind);
}

static void listing_row(struct report_out *out, const ties_listing *l)
{
	report_csv_field(out, l->jurisdiction);
	report_csv_field(out, l->regime);
	report_csv_field(out, l->from.edtf);
	report_csv_field(out, l->to.edtf);
	csv_word(out, report_truth_name(l->on));
	report_csv_field(out, l->status);
	report_csv_field(out, l->reason);
	report_csv_field(out, l->end_reason);
	report_csv_field(out, l->instrument);
	report_csv_field(out, l->source);
	csv_word(out, report_confidence_name(l->confidence));
	report_csv_field(out, l->dataset);
	report_csv_field(out, l->ref);
	report_csv_end(out);
}

static void office_row(struct report_out *out, const ties_office *o)
{
	report_csv_field(out, o->jurisdiction);
	report_csv_field(out, o->position);
	report_csv_field(out, o->from.edtf);
	report_csv_field(out, o->to.edtf);
	csv_word(out, report_truth_name(o->on));
	for (int i = 0; i < 4; i++)
		report_csv_field(out, STR(""));
	report_csv_field(out, o->source);
	csv_word(out, report_confidence_name(o->confidence));
	report_csv_field(out, o->dataset);
	report_csv_field(out, o->ref);
	report_csv_end(out);
}

static void absence_row(struct report_out *out, const ties_absence *a)
{
	report_csv_field(out, a->jurisdiction);
	report_csv_field(out, a->regime);
	report_csv_field(out, a->on.edtf);
	report_csv_field(out, a->on.edtf);
	csv_word(out, "no");
	csv_word(out, "not listed");
	report_csv_field(out, a->note);
	report_csv_field(out, STR(""));
	report_csv_field(out, STR(""));
	report_csv_field(out, a->source);
	csv_word(out, report_confidence_name(a->confidence));
	report_csv_field(out, STR(""));
	report_csv_field(out, STR(""));
	report_csv_end(out);
}

/** A row without a fact: nobody is meant, several are, or nothing is known of the only one. */
static void bare_row(struct report_out *out, const ties_status *status, const ties_entity *e, const char *kind)
{
	static const ties_entity nobody;

	entity_fields(out, status, e ? e : &nobody, kind);
	for (int i = 0; i < 13; i++)
		report_csv_field(out, STR(""));
	report_csv_end(out);
}

void report_status_csv(struct report_out *out, const ties_status *status)
{
	const ties_entity *e = status->candidate_count ? &status->candidates[0].entity : NULL;

	if (!e || status->candidate_count > 1) {
		if (!e)
			bare_row(out, status, NULL, "unknown");
		for (size_t i = 0; i < status->candidate_count; i++)
			bare_row(out, status, &status->candidates[i].entity, "candidate");
		return;
	}
	for (size_t i = 0; i < e->listing_count; i++) {
		entity_fields(out, status, e, "listing");
		listing_row(out, &e->listings[i]);
	}
	for (size_t i = 0; i < e->office_count; i++) {
		entity_fields(out, status, e, "office");
		office_row(out, &e->offices[i]);
	}
	for (size_t i = 0; i < e->absence_count; i++) {
		entity_fields(out, status, e, "absence");
		absence_row(out, &e->absences[i]);
	}
	if (e->listing_count + e->office_count + e->absence_count == 0)
		bare_row(out, status, e, "entity");
}

void report_show_csv(struct report_out *out, const ties_status *status)
{
	static const char *const names[] = {"entity",    "property",   "value",      "lang",     "original",
	                                    "dataset",   "record",     "schema",     "source",   "attribution",
	                                    "modality",  "confidence", "valid_from", "valid_to", "first_seen",
	                                    "last_seen", "target",     NULL};

	csv_header(out, names);
	for (size_t i = 0; i < status->statement_count && status->candidate_count == 1; i++) {
		const ties_statement *s = &status->statements[i];
		const str texts[] = {status->candidates[0].entity.id,
		                     s->property,
		                     s->value,
		                     s->lang,
		                     s->original,
		                     s->dataset,
		                     s->record,
		                     s->schema,
		                     s->source,
		                     s->attribution,
		                     s->modality};
		for (size_t j = 0; j < sizeof texts / sizeof *texts; j++)
			report_csv_field(out, texts[j]);
		csv_word(out, report_confidence_name(s->confidence));
		report_csv_field(out, s->valid_from);
		report_csv_field(out, s->valid_to);
		csv_day(out, s->first_seen);
		csv_day(out, s->last_seen);
		report_csv_field(out, s->target);
		report_csv_end(out);
	}
}

/* ---- match and screen ------------------------------------------------------------------------------ */

void report_match_csv_header(struct report_out *out)
{
	static const char *const names[] = {"name1", "name2", "schema", "score", "scorer", NULL};

	csv_header(out, names);
}

void report_match_csv(struct report_out *out, const struct report_pair *pair)
{
	report_csv_field(out, pair->name1);
	report_csv_field(out, pair->name2);
	report_csv_field(out, pair->schema);
	if (pair->score)
		csv_score(out, pair->score->score);
	else
		report_csv_field(out, STR(""));
	report_csv_field(out, pair->score ? str_from(pair->score->scorer) : STR(""));
	report_csv_end(out);
}

void report_screen_csv_header(struct report_out *out)
{
	static const char *const names[] = {"query_id", "query",    "rank",    "score",    "match",     "id",
	                                    "caption",  "schema",   "name",    "datasets", "listed_by", "possibly",
	                                    "formerly", "listings", "offices", "error",    "scorer",    NULL};

	csv_header(out, names);
}

static void hit_row(struct report_out *out, const struct report_screening *s, size_t i)
{
	const ties_hit *hit = &s->hits->hits[i];
	const ties_entity *e = &hit->entity;

	csv_number(out, i + 1);
	csv_score(out, hit->score);
	csv_word(out, hit->match ? "true" : "false");
	report_csv_field(out, e->id);
	report_csv_field(out, e->caption);
	report_csv_field(out, e->schema);
	report_csv_field(out, hit->name);
	csv_list(out, e->datasets, e->dataset_count);
	csv_by(out, e, s->on, HOLD_YES);
	csv_by(out, e, s->on, HOLD_POSSIBLY);
	csv_by(out, e, s->on, HOLD_ENDED);
	csv_number(out, e->listing_count);
	csv_number(out, e->office_count);
}

void report_screen_csv(struct report_out *out, const struct report_screening *s)
{
	for (size_t i = 0; i < s->hits->hit_count || i == 0; i++) {
		report_csv_field(out, s->row);
		report_csv_field(out, s->query->name);
		if (s->hits->hit_count)
			hit_row(out, s, i);
		else
			for (int empty = 0; empty < 13; empty++)
				report_csv_field(out, STR(""));
		report_csv_field(out, str_from(s->error));
		report_csv_field(out, str_from(s->hits->scorer));
		report_csv_end(out);
	}
}

/* ---- scan and info --------------------------------------------------------------------------------- */

void report_scan_csv_header(struct report_out *out)
{
	static const char *const names[] = {"path",    "start",  "end",       "text",     "how",      "score", "entity",
	                                    "caption", "schema", "listed_by", "possibly", "formerly", NULL};

	csv_header(out, names);
}

void report_scan_csv(struct report_out *out, const ties_scan *scan)
{
	static const ties_entity nobody;

	for (size_t i = 0; i < scan->mention_count; i++) {
		const ties_mention *m = &scan->mentions[i];
		const ties_entity *e = m->entity < scan->entity_count ? &scan->entities[m->entity].entity : &nobody;
		report_csv_field(out, scan->path);
		csv_number(out, m->start);
		csv_number(out, m->end);
		report_csv_field(out, m->text);
		csv_word(out, ties_how_name(m->how));
		csv_score(out, m->score);
		report_csv_field(out, e->id);
		report_csv_field(out, e->caption);
		report_csv_field(out, e->schema);
		csv_by(out, e, scan->date, HOLD_YES);
		csv_by(out, e, scan->date, HOLD_POSSIBLY);
		csv_by(out, e, scan->date, HOLD_ENDED);
		report_csv_end(out);
	}
}

void report_info_csv(struct report_out *out, const ties_info *info)
{
	static const char *const names[] = {"dataset",    "title",   "jurisdiction", "version", "records",
	                                    "statements", "rejects", "path",         NULL};

	csv_header(out, names);
	for (size_t i = 0; i < info->dataset_count; i++)
		for (size_t j = 0; j < info->datasets[i].version_count; j++) {
			const ties_dataset_info *d = &info->datasets[i];
			report_csv_field(out, d->name);
			report_csv_field(out, d->title);
			report_csv_field(out, d->jurisdiction);
			csv_day(out, d->versions[j].day);
			csv_number(out, d->versions[j].records);
			csv_number(out, d->versions[j].statements);
			csv_number(out, d->versions[j].rejects);
			report_csv_field(out, d->versions[j].path);
			report_csv_end(out);
		}
}

/* ---- fetch ------------------------------------------------------------------------------------------ */

void report_fetch_csv(struct report_out *out, const ties_fetch_report *fetch)
{
	static const char *const names[] = {"dataset", "outcome", "reason", "date",   "date_from", "size",
	                                    "entries", "rejects", "file",   "sha256", "url",       NULL};

	csv_header(out, names);
	for (size_t i = 0; i < fetch->result_count; i++) {
		const ties_fetch_result *r = &fetch->results[i];
		report_csv_field(out, r->dataset);
		csv_word(out, ties_fetch_outcome_name(r->outcome));
		report_csv_field(out, r->reason);
		csv_day(out, r->date);
		csv_word(out, r->date_from);
		csv_number(out, r->size);
		csv_number(out, r->entries);
		csv_number(out, r->rejects);
		report_csv_field(out, r->file);
		report_csv_field(out, r->sha256);
		report_csv_field(out, r->url);
		report_csv_end(out);
	}
}

void report_lists_csv(struct report_out *out, const ties_known_list *lists, size_t count)
{
	static const char *const names[] = {"dataset", "title", "publisher", "url", "needs", NULL};

	csv_header(out, names);
	for (size_t i = 0; i < count; i++) {
		csv_word(out, lists[i].dataset);
		csv_word(out, lists[i].title);
		csv_word(out, lists[i].publisher);
		csv_word(out, lists[i].url);
		csv_word(out, lists[i].needs);
		report_csv_end(out);
	}
}

/* ---- changes ----------------------------------------------------------------------------------------- */

static void change_row(struct report_out *out, const ties_change *c)
{
	csv_word(out, c->change);
	report_csv_field(out, c->when.edtf);
	csv_word(out, report_truth_name(c->within));
	report_csv_field(out, c->dataset);
	report_csv_field(out, c->ref);
	report_csv_field(out, c->id);
	report_csv_field(out, c->caption);
	report_csv_field(out, c->schema);
	report_csv_field(out, c->property);
	csv_list(out, c->before, c->before_count);
	csv_list(out, c->after, c->after_count);
	report_csv_field(out, c->jurisdiction);
	csv_list(out, c->regimes, c->regime_count);
	report_csv_field(out, c->status);
	report_csv_field(out, c->reason);
	report_csv_field(out, c->source);
	csv_word(out, report_confidence_name(c->confidence));
	report_csv_field(out, c->follows.edtf);
	report_csv_end(out);
}

void report_changes_csv(struct report_out *out, const ties_changes *changes)
{
	static const char *const names[] = {"change", "date",         "within",  "dataset",  "ref",
	                                    "id",     "caption",      "schema",  "property", "before",
	                                    "after",  "jurisdiction", "regimes", "status",   "reason",
	                                    "source", "confidence",   "follows", NULL};

	csv_header(out, names);
	for (size_t i = 0; i < changes->change_count; i++)
		change_row(out, &changes->changes[i]);
}
