#include "compile/derive.h"

#include <stdio.h>
#include <stdlib.h>

struct deriver {
	const struct corpus *c;
	struct derived *out;
	struct table labels; /* regime or programme -> its short wording, a string */
	bool failed;         /* sticky: memory ran out */
};

static uint32_t text_of(const struct deriver *d, uint32_t record, enum model_property property)
{
	uint32_t s = corpus_value(d->c, record, property);

	return s == FOLD_NONE ? 0 : d->c->fold->statements.ptr[s].value;
}

static const struct fold_statement *statement(const struct deriver *d, uint32_t number)
{
	return number == FOLD_NONE ? NULL : &d->c->fold->statements.ptr[number];
}

/* ---- dates ------------------------------------------------------------------------------------------- */

static struct book_date date_on_disk(const struct deriver *d, struct date date, uint8_t confidence)
{
	char text[DATE_TEXT_MAX];
	size_t n = date.kind == DATE_UNKNOWN ? 0 : date_print(date, text);

	return (struct book_date){
	    .first = date.first,
	    .last = date.last,
	    .edtf = fold_string(d->c->fold, (str){text, n}),
	    .kind = date.kind,
	    .flags = (uint8_t)((date.approximate ? 1 : 0) | (date.uncertain ? 2 : 0)),
	    .confidence = confidence,
	};
}

static const struct date unknown_date = {.first = TIES_DAY_MIN, .last = TIES_DAY_MAX, .kind = DATE_UNKNOWN};
static const struct date open_date = {.first = TIES_DAY_MAX, .last = TIES_DAY_MAX, .kind = DATE_OPEN};

/* The date that a statement gives; false when it is none or is not said. */
static bool stated_date(const struct deriver *d, const struct fold_statement *s, struct book_date *out)
{
	struct date date;

	if (!s || date_parse(fold_text(d->c->fold, s->value), &date, NULL) != TIES_OK)
		return false;
	*out = date_on_disk(d, date, s->confidence);
	out->edtf = s->value;
	return true;
}

static int32_t version_day(const struct deriver *d, uint32_t dataset, uint32_t version)
{
	return version == FOLD_NONE ? TIES_DAY_MIN : d->c->fold->datasets.ptr[dataset].versions.ptr[version].day;
}

/* Behind an undated version lies any day. */
static int32_t day_after(int32_t day)
{
	return day == TIES_DAY_MIN ? day : day + 1;
}

/* The days behind that of one version up to that of the next. Two versions of one day: on that day. */
static struct date between(int32_t behind, int32_t to)
{
	return (struct date){.first = behind < to ? day_after(behind) : to, .last = to, .kind = DATE_KNOWN};
}

/* Somewhere after the last version without it and not after the first with it. */
static struct book_date begun_between(const struct deriver *d, const struct fold_statement *s)
{
	uint32_t dataset = d->c->fold->records.ptr[s->record].dataset;
	int32_t with = corpus_first_seen(d->c, s);
	int32_t without =
	    version_day(d, dataset, fold_previous_version(d->c->fold, dataset, s->first_version, s->part));
	struct date date = between(without, with);

	if (with == TIES_DAY_MIN)
		date = unknown_date;
	return date_on_disk(d, date, CONFIDENCE_PUBLISHED);
}

/* Still said: open. Else after the last version with it and not after the first without it. */
static struct book_date ended_between(const struct deriver *d, const struct fold_statement *s)
{
	uint32_t dataset = d->c->fold->records.ptr[s->record].dataset;
	uint32_t next = fold_version_without(d->c->fold, s);
	struct date date = between(corpus_last_seen(d->c, s), version_day(d, dataset, next));

	return date_on_disk(d, next == FOLD_NONE ? open_date : date, CONFIDENCE_PUBLISHED);
}

/* ---- listings ------------------------------------------------------------------------------------------ */

static uint32_t upper_case(const struct deriver *d, uint32_t string)
{
	str s = fold_text(d->c->fold, string);
	char code[8];

	if (s.len == 0 || s.len >= sizeof code)
		return string;
	for (size_t i = 0; i < s.len; i++)
		code[i] = (char)(s.ptr[i] >= 'a' && s.ptr[i] <= 'z' ? s.ptr[i] - 32 : s.ptr[i]);
	return fold_string(d->c->fold, (str){code, s.len});
}

static uint32_t jurisdiction_of(const struct deriver *d, uint32_t record)
{
	uint32_t said = text_of(d, record, PROP_COUNTRY);
	const struct source_dataset *known = d->c->fold->datasets.ptr[d->c->fold->records.ptr[record].dataset].known;

	if (said)
		return upper_case(d, said);
	return known ? fold_string(d->c->fold, str_from(known->jurisdiction)) : 0;
}

static uint8_t weakest(uint8_t a, uint8_t b)
{
	return a > b ? a : b;
}

/* When the regime says how a spell ended but not when, or does not say whether it ended, the end is unknown. */
static bool end_is_unknown(str status)
{
	return str_is(status, "removed") || str_is(status, "superseded") || str_is(status, "unknown");
}

/** What all spells of one Sanction record have in common, looked up once. */
struct sanction {
	struct book_listing listing;
	bool has_begin, has_end; /* `listing` has the date that the record states, or that the end is unknown */
};

static struct sanction read_sanction(const struct deriver *d, uint32_t record, uint32_t entity)
{
	struct sanction s = {.listing = {
	                         .entity = entity,
	                         .ref = d->c->ref[record],
	                         .jurisdiction = jurisdiction_of(d, record),
	                         .authority = text_of(d, record, PROP_AUTHORITY),
	                         .dataset = d->c->fold->records.ptr[record].dataset,
	                         .status = text_of(d, record, PROP_STATUS),
	                         .reason = text_of(d, record, PROP_REASON),
	                         .end_reason = text_of(d, record, PROP_END_REASON),
	                         .instrument = text_of(d, record, PROP_INSTRUMENT),
	                         .notes = text_of(d, record, PROP_NOTES),
	                     }};
	struct book_listing *l = &s.listing;

	s.has_begin = stated_date(d, statement(d, corpus_value(d->c, record, PROP_START_DATE)), &l->from) ||
	              stated_date(d, statement(d, corpus_value(d->c, record, PROP_LISTING_DATE)), &l->from);
	s.has_end = stated_date(d, statement(d, corpus_value(d->c, record, PROP_END_DATE)), &l->to);
	if (!s.has_end && end_is_unknown(fold_text(d->c->fold, l->status))) {
		l->to = date_on_disk(d, unknown_date, CONFIDENCE_PUBLISHED);
		s.has_end = true;
	}
	return s;
}

static uint32_t look_up_label(const struct deriver *d, uint32_t left, uint32_t right)
{
	struct fold *f = d->c->fold;
	char key[256];
	int n = snprintf(key, sizeof key, "%.*s %.*s", STR_ARG(fold_text(f, left)), STR_ARG(fold_text(f, right)));

	return n < 0 || (size_t)n >= sizeof key ? TABLE_NONE : table_get(&d->labels, (str){key, (size_t)n});
}

/* A short wording for the regime, from the PROGRAM records of the curated data: by the programme, else by the dataset
 * that is the list. Two listings in one jurisdiction with one label are listings under one regime. */
static uint32_t label_of(const struct deriver *d, const struct book_listing *l)
{
	uint32_t label = look_up_label(d, l->jurisdiction, l->regime);

	if (label == TABLE_NONE)
		label = look_up_label(d, l->jurisdiction, d->c->fold->datasets.ptr[l->dataset].name);
	return label == TABLE_NONE ? l->regime : label;
}

/* `said` is the statement whose run of versions makes the spell: a programme, else the link to the entity. */
static void add_listing(struct deriver *d, const struct sanction *sanction, const struct fold_statement *said)
{
	struct book_listing l = sanction->listing;

	l.regime = said->property == PROP_PROGRAM ? said->value : l.authority;
	if (!l.regime)
		l.regime = d->c->fold->datasets.ptr[l.dataset].name;
	l.label = label_of(d, &l);
	if (!sanction->has_begin || said->again)
		l.from = begun_between(d, said);
	if (!sanction->has_end)
		l.to = ended_between(d, said);
	l.source = said->source;
	l.first_seen = corpus_first_seen(d->c, said);
	l.last_seen = corpus_last_seen(d->c, said);
	l.confidence = weakest(weakest(l.from.confidence, l.to.confidence), said->confidence);
	if (!vec_push(&d->out->listings, l))
		d->failed = true;
}

static void add_absence(struct deriver *d, uint32_t record, uint32_t entity, const struct fold_statement *said)
{
	struct book_absence a = {
	    .entity = entity,
	    .ref = d->c->ref[record],
	    .jurisdiction = jurisdiction_of(d, record),
	    .regime = text_of(d, record, PROP_PROGRAM),
	    .note = text_of(d, record, PROP_NOTES),
	    .source = said->source,
	    .confidence = said->confidence,
	};
	if (stated_date(d, said, &a.on) && !vec_push(&d->out->absences, a))
		d->failed = true;
}

static uint32_t target_entity(const struct deriver *d, uint32_t record, enum model_property property)
{
	uint32_t s = corpus_value(d->c, record, property);
	uint32_t target = s == FOLD_NONE ? FOLD_NONE : d->c->target[s];

	return target == FOLD_NONE ? BOOK_NONE : d->c->entities->entity[target];
}

static void derive_sanction(struct deriver *d, uint32_t record)
{
	uint32_t entity = target_entity(d, record, PROP_ENTITY);
	const struct fold_statement *absent = statement(d, corpus_value(d->c, record, PROP_NOT_LISTED));
	struct sanction sanction;
	bool any = false;

	if (entity == BOOK_NONE)
		return;
	if (absent) {
		add_absence(d, record, entity, absent);
		return;
	}
	sanction = read_sanction(d, record, entity);
	for (int pass = 0; pass < 2 && !any; pass++) {
		enum model_property by = pass == 0 ? PROP_PROGRAM : PROP_ENTITY;
		for (uint32_t i = d->c->first[record]; i < d->c->first[record + 1]; i++) {
			const struct fold_statement *s = &d->c->fold->statements.ptr[d->c->order[i]];
			if (s->property == by) {
				add_listing(d, &sanction, s);
				any = true;
			}
		}
	}
}

/* ---- offices --------------------------------------------------------------------------------------------- */

/* The title of the post: the name of the Position record it points at, else the value itself. */
static uint32_t post_title(const struct deriver *d, uint32_t record, uint32_t *position)
{
	uint32_t s = corpus_value(d->c, record, PROP_POST);

	*position = s == FOLD_NONE ? FOLD_NONE : d->c->target[s];
	if (*position != FOLD_NONE)
		return text_of(d, *position, PROP_NAME);
	if (s != FOLD_NONE)
		return d->c->fold->statements.ptr[s].value;
	return text_of(d, record, PROP_ROLE);
}

static struct book_date office_end(const struct deriver *d, uint32_t record, const struct fold_statement *said)
{
	struct book_date end;

	if (stated_date(d, statement(d, corpus_value(d->c, record, PROP_END_DATE)), &end))
		return end;
	if (str_is(corpus_text(d->c, record, PROP_STATUS), "ended"))
		return date_on_disk(d, unknown_date, CONFIDENCE_PUBLISHED);
	return ended_between(d, said);
}

static void derive_office(struct deriver *d, uint32_t record)
{
	uint32_t entity = target_entity(d, record, PROP_HOLDER), position;
	const struct fold_statement *said = statement(d, corpus_value(d->c, record, PROP_HOLDER));
	struct book_date from = date_on_disk(d, unknown_date, CONFIDENCE_PUBLISHED);

	if (entity == BOOK_NONE)
		return;
	stated_date(d, statement(d, corpus_value(d->c, record, PROP_START_DATE)), &from);
	uint32_t title = post_title(d, record, &position);
	uint32_t own = text_of(d, record, PROP_COUNTRY);
	uint32_t country = own || position == FOLD_NONE ? own : text_of(d, position, PROP_COUNTRY);
	struct book_date to = office_end(d, record, said);
	struct book_office o = {
	    .entity = entity,
	    .ref = d->c->ref[record],
	    .position = title,
	    .jurisdiction = upper_case(d, country),
	    .party = text_of(d, record, PROP_POLITICAL),
	    .area = text_of(d, record, PROP_SUBNATIONAL_AREA),
	    .source = said->source,
	    .notes = text_of(d, record, PROP_NOTES),
	    .first_seen = corpus_first_seen(d->c, said),
	    .last_seen = corpus_last_seen(d->c, said),
	    .dataset = d->c->fold->records.ptr[record].dataset,
	    .confidence = weakest(weakest(from.confidence, to.confidence), said->confidence),
	    .from = from,
	    .to = to,
	};
	if (!vec_push(&d->out->offices, o))
		d->failed = true;
}

/* ---- order ------------------------------------------------------------------------------------------------- */

#define BY(a, b) \
	if ((a) != (b)) \
	return (a) < (b) ? -1 : 1

static int compare_listings(const void *left, const void *right, void *context)
{
	const struct book_listing *a = left, *b = right;
	const struct fold *f = context;

	BY(a->entity, b->entity);
	BY(a->from.last, b->from.last);
	BY(a->from.first, b->from.first);
	int order = str_compare(fold_text(f, a->jurisdiction), fold_text(f, b->jurisdiction));
	if (!order)
		order = str_compare(fold_text(f, a->regime), fold_text(f, b->regime));
	if (order)
		return order;
	BY(a->ref, b->ref);
	BY(a->first_seen, b->first_seen);
	BY(a->source, b->source); /* one programme said twice */
	return memcmp(a, b, sizeof *a);
}

static int compare_offices(const void *left, const void *right, void *context)
{
	const struct book_office *a = left, *b = right;

	(void)context;
	BY(a->entity, b->entity);
	BY(a->from.last, b->from.last);
	BY(a->to.last, b->to.last);
	BY(a->ref, b->ref);
	return 0;
}

static int compare_absences(const void *left, const void *right, void *context)
{
	const struct book_absence *a = left, *b = right;

	(void)context;
	BY(a->entity, b->entity);
	BY(a->on.first, b->on.first);
	BY(a->ref, b->ref);
	return 0;
}

#define SORT(v, compare, context) \
	((v)->len ? qsort_r((v)->ptr, (v)->len, sizeof *(v)->ptr, (compare), (context)) : (void)0)

/* What of a PROGRAM record names the regime: its own name, a programme tag, or for "*" the dataset that is the list. */
static str regime_name(const struct deriver *d, uint32_t record, const struct fold_statement *s)
{
	static const str prefix = STR("dataset=");
	str value = fold_text(d->c->fold, s->value);

	if (s->property == PROP_NAME)
		return value;
	if (s->property != PROP_PROGRAM)
		return (str){NULL, 0};
	if (!str_is(value, "*"))
		return value;
	str dataset = corpus_text(d->c, record, PROP_UNMAPPED);
	return str_starts(dataset, prefix) ? str_slice(dataset, prefix.len, dataset.len) : (str){NULL, 0};
}

/* Regimes are found by jurisdiction and what names them. */
static void learn_label(struct deriver *d, uint32_t record)
{
	const struct corpus *c = d->c;
	str jurisdiction = fold_text(c->fold, upper_case(d, text_of(d, record, PROP_JURISDICTION)));
	uint32_t label = text_of(d, record, PROP_SUMMARY);
	bool fresh;

	for (uint32_t i = c->first[record]; i < c->first[record + 1]; i++) {
		str name = regime_name(d, record, &c->fold->statements.ptr[c->order[i]]);
		if (!name.len)
			continue;
		str key = arena_print(&c->fold->arena, "%.*s %.*s", STR_ARG(jurisdiction), STR_ARG(name));
		if (!key.ptr || !table_put(&d->labels, key, label, &fresh))
			d->failed = true;
	}
}

ties_code derive_all(struct derived *out, const struct corpus *c, ties_error *err)
{
	struct deriver d = {.c = c, .out = out};

	*out = (struct derived){0};
	for (uint32_t r = 0; r < c->fold->records.len && !d.failed; r++)
		if (c->fold->records.ptr[r].schema == SCHEMA_PROGRAM)
			learn_label(&d, r);
	for (uint32_t r = 0; r < c->fold->records.len && !d.failed; r++) {
		enum model_schema schema = c->fold->records.ptr[r].schema;
		if (c->entities->entity[r] == FOLD_NONE || !model_schema_is_a(schema, SCHEMA_INTERVAL))
			continue;
		if (schema == SCHEMA_SANCTION)
			derive_sanction(&d, r);
		else if (schema == SCHEMA_OCCUPANCY)
			derive_office(&d, r);
	}
	SORT(&out->listings, compare_listings, c->fold);
	SORT(&out->offices, compare_offices, NULL);
	SORT(&out->absences, compare_absences, NULL);
	table_finish(&d.labels);
	ties_code rc = d.failed || c->fold->failed ? error_nomem(err) : derive_ties(&out->ties, c, err);
	if (rc != TIES_OK)
		derived_finish(out);
	return rc;
}

void derived_finish(struct derived *d)
{
	vec_finish(&d->listings);
	vec_finish(&d->offices);
	vec_finish(&d->absences);
	graph_sections_finish(&d->ties);
}
