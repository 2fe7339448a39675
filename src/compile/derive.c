#include "compile/derive.h"

#include "base/table.h"

#include <stdio.h>
#include <stdlib.h>

/** A spell as it stood after some version. */
struct state {
	const struct fold_statement *said; /* that makes the spell */
	struct book_listing listing;
};

struct deriver {
	const struct corpus *c;
	struct derived *out;
	struct table labels;      /* regime or programme -> its short wording, a string */
	int32_t horizon;          /* day: what was known of the record then is derived */
	int32_t known_until;      /* day of the next moment, TIES_DAY_MAX for none */
	VEC(int32_t) moments;     /* days on which something else became known of the record */
	VEC(struct state) states; /* of the record */
	bool failed;              /* sticky: memory ran out */
};

static uint32_t value_of(const struct deriver *d, uint32_t record, enum model_property property)
{
	return corpus_value_on(d->c, record, property, d->horizon);
}

static uint32_t text_of(const struct deriver *d, uint32_t record, enum model_property property)
{
	uint32_t s = value_of(d, record, property);

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
	int32_t with = corpus_first_seen(d->c, s);
	struct date date = between(fold_last_without(d->c->fold, s), with);

	if (with == TIES_DAY_MIN)
		date = unknown_date;
	return date_on_disk(d, date, CONFIDENCE_PUBLISHED);
}

static int32_t last_seen(const struct deriver *d, const struct fold_statement *s)
{
	return corpus_gone(d->c, s) > d->horizon ? TIES_DAY_MAX : corpus_last_seen(d->c, s);
}

/* Still said: open. Else after the last version with it and not after the first without it. */
static struct book_date ended_between(const struct deriver *d, const struct fold_statement *s)
{
	int32_t gone = corpus_gone(d->c, s);
	struct date date = between(corpus_last_seen(d->c, s), gone);

	return date_on_disk(d, gone > d->horizon || gone == TIES_DAY_MAX ? open_date : date, CONFIDENCE_PUBLISHED);
}

/* ---- what was known when ------------------------------------------------------------------------------- */

/* Days on which a statement of the record appears or is gone. */
static void add_moments(struct deriver *d, uint32_t record)
{
	const struct corpus *c = d->c;

	for (uint32_t i = c->first[record]; i < c->first[record + 1]; i++) {
		const struct fold_statement *s = &c->fold->statements.ptr[i];
		int32_t gone = corpus_gone(c, s);
		d->failed |= !vec_push(&d->moments, corpus_first_seen(c, s));
		if (gone != TIES_DAY_MAX)
			d->failed |= !vec_push(&d->moments, gone);
	}
}

static int compare_days(const void *left, const void *right)
{
	int32_t a = *(const int32_t *)left, b = *(const int32_t *)right;

	return a < b ? -1 : a > b;
}

/* Lists the days on which something else became known of `record` or of `other` (FOLD_NONE: of no other), ascending. */
static void find_moments(struct deriver *d, uint32_t record, uint32_t other)
{
	size_t kept = 0;

	d->moments.len = 0;
	add_moments(d, record);
	if (other != FOLD_NONE)
		add_moments(d, other);
	if (d->moments.len)
		qsort(d->moments.ptr, d->moments.len, sizeof *d->moments.ptr, compare_days);
	for (size_t i = 0; i < d->moments.len; i++)
		if (kept == 0 || d->moments.ptr[kept - 1] != d->moments.ptr[i])
			d->moments.ptr[kept++] = d->moments.ptr[i];
	d->moments.len = kept;
}

/* What is derived from now on is what was known from moment `i` on. */
static void look_from(struct deriver *d, size_t i)
{
	d->horizon = d->moments.ptr[i];
	d->known_until = i + 1 < d->moments.len ? d->moments.ptr[i + 1] : TIES_DAY_MAX;
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

	s.has_begin = stated_date(d, statement(d, value_of(d, record, PROP_START_DATE)), &l->from) ||
	              stated_date(d, statement(d, value_of(d, record, PROP_LISTING_DATE)), &l->from);
	s.has_end = stated_date(d, statement(d, value_of(d, record, PROP_END_DATE)), &l->to);
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
	l.source = fold_manner(d->c->fold, said)->source;
	l.first_seen = corpus_first_seen(d->c, said);
	l.last_seen = last_seen(d, said);
	l.confidence = weakest(weakest(l.from.confidence, l.to.confidence), said->confidence);
	l.known_from = d->horizon;
	l.known_until = d->known_until;
	d->failed |= !vec_push(&d->states, ((struct state){said, l}));
}

static void add_absence(struct deriver *d, uint32_t record, uint32_t entity, const struct fold_statement *said)
{
	struct book_absence a = {
	    .entity = entity,
	    .ref = d->c->ref[record],
	    .jurisdiction = jurisdiction_of(d, record),
	    .regime = text_of(d, record, PROP_PROGRAM),
	    .note = text_of(d, record, PROP_NOTES),
	    .source = fold_manner(d->c->fold, said)->source,
	    .confidence = said->confidence,
	    .first_seen = corpus_first_seen(d->c, said),
	};
	if (stated_date(d, said, &a.on) && !vec_push(&d->out->absences, a))
		d->failed = true;
}

static uint32_t target_entity(const struct deriver *d, uint32_t record, enum model_property property)
{
	uint32_t s = value_of(d, record, property);

	return s == FOLD_NONE ? BOOK_NONE : d->c->target[s];
}

/* The spells of a record as it is known at the horizon. */
static void list_spells(struct deriver *d, uint32_t record)
{
	uint32_t entity = target_entity(d, record, PROP_ENTITY);
	struct sanction sanction;
	bool any = false;

	if (entity == BOOK_NONE)
		return;
	sanction = read_sanction(d, record, entity);
	for (int pass = 0; pass < 2 && !any; pass++) {
		enum model_property by = pass == 0 ? PROP_PROGRAM : PROP_ENTITY;
		for (uint32_t i = d->c->first[record]; i < d->c->first[record + 1]; i++) {
			const struct fold_statement *s = &d->c->fold->statements.ptr[i];
			if (s->property == by && corpus_first_seen(d->c, s) <= d->horizon) {
				add_listing(d, &sanction, s);
				any = true;
			}
		}
	}
}

/* By spell, then as it was known from day to day. */
static int compare_states(const void *left, const void *right)
{
	const struct state *a = left, *b = right;

	if (a->said != b->said)
		return a->said < b->said ? -1 : 1;
	return a->listing.known_from < b->listing.known_from ? -1 : a->listing.known_from > b->listing.known_from;
}

/* Is `next` the same spell, of which nothing else is known than before? */
static bool goes_on(const struct state *before, const struct state *next)
{
	struct book_listing l = next->listing;

	l.known_from = before->listing.known_from;
	l.known_until = before->listing.known_until;
	return before->said == next->said && before->listing.known_until == next->listing.known_from &&
	       memcmp(&l, &before->listing, sizeof l) == 0;
}

static void keep_states(struct deriver *d)
{
	size_t kept = 0;

	if (d->states.len)
		qsort(d->states.ptr, d->states.len, sizeof *d->states.ptr, compare_states);
	for (size_t i = 0; i < d->states.len; i++) {
		if (kept && goes_on(&d->states.ptr[kept - 1], &d->states.ptr[i]))
			d->states.ptr[kept - 1].listing.known_until = d->states.ptr[i].listing.known_until;
		else
			d->states.ptr[kept++] = d->states.ptr[i];
	}
	for (size_t i = 0; i < kept; i++)
		d->failed |= !vec_push(&d->out->listings, d->states.ptr[i].listing);
}

static void derive_sanction(struct deriver *d, uint32_t record)
{
	const struct fold_statement *absent = statement(d, corpus_value(d->c, record, PROP_NOT_LISTED));

	if (absent) {
		uint32_t entity = target_entity(d, record, PROP_ENTITY);
		if (entity != BOOK_NONE)
			add_absence(d, record, entity, absent);
		return;
	}
	d->states.len = 0;
	find_moments(d, record, FOLD_NONE);
	for (size_t i = 0; i < d->moments.len && !d->failed; i++) {
		look_from(d, i);
		list_spells(d, record);
	}
	keep_states(d);
}

/* ---- offices --------------------------------------------------------------------------------------------- */

/* The title of the post: the name of the Position record it points at, else the value itself. */
static uint32_t post_title(const struct deriver *d, uint32_t record, uint32_t *position)
{
	uint32_t s = value_of(d, record, PROP_POST);

	*position = s == FOLD_NONE || d->c->target[s] == FOLD_NONE ? FOLD_NONE
	                                                           : corpus_find_target(d->c->fold, statement(d, s));
	if (*position != FOLD_NONE)
		return text_of(d, *position, PROP_NAME);
	if (s != FOLD_NONE)
		return d->c->fold->statements.ptr[s].value;
	return text_of(d, record, PROP_ROLE);
}

static struct book_date office_end(const struct deriver *d, uint32_t record, const struct fold_statement *said)
{
	struct book_date end;

	if (stated_date(d, statement(d, value_of(d, record, PROP_END_DATE)), &end))
		return end;
	if (str_is(fold_text(d->c->fold, text_of(d, record, PROP_STATUS)), "ended"))
		return date_on_disk(d, unknown_date, CONFIDENCE_PUBLISHED);
	return ended_between(d, said);
}

/* The office as it is known at the horizon; its holder is known. */
static struct book_office read_office(struct deriver *d, uint32_t record, uint32_t entity)
{
	const struct fold_statement *said = statement(d, value_of(d, record, PROP_HOLDER));
	struct book_date from = date_on_disk(d, unknown_date, CONFIDENCE_PUBLISHED);
	uint32_t position;

	stated_date(d, statement(d, value_of(d, record, PROP_START_DATE)), &from);
	uint32_t title = post_title(d, record, &position);
	uint32_t own = text_of(d, record, PROP_COUNTRY);
	uint32_t country = own || position == FOLD_NONE ? own : text_of(d, position, PROP_COUNTRY);
	struct book_date to = office_end(d, record, said);
	return (struct book_office){
	    .entity = entity,
	    .ref = d->c->ref[record],
	    .position = title,
	    .jurisdiction = upper_case(d, country),
	    .party = text_of(d, record, PROP_POLITICAL),
	    .area = text_of(d, record, PROP_SUBNATIONAL_AREA),
	    .source = fold_manner(d->c->fold, said)->source,
	    .notes = text_of(d, record, PROP_NOTES),
	    .first_seen = corpus_first_seen(d->c, said),
	    .last_seen = last_seen(d, said),
	    .dataset = d->c->fold->records.ptr[record].dataset,
	    .confidence = weakest(weakest(from.confidence, to.confidence), said->confidence),
	    .from = from,
	    .to = to,
	};
}

/* Of one record there is one office at a time: is `next` the one before, of which nothing else is known? */
static bool office_goes_on(const struct book_office *before, const struct book_office *next)
{
	struct book_office o = *next;

	o.known_from = before->known_from;
	o.known_until = before->known_until;
	return before->known_until == next->known_from && memcmp(&o, before, sizeof o) == 0;
}

static void derive_office(struct deriver *d, uint32_t record)
{
	struct derived *out = d->out;
	size_t first = out->offices.len;
	uint32_t position;

	post_title(d, record, &position);
	find_moments(d, record, position);
	for (size_t i = 0; i < d->moments.len && !d->failed; i++) {
		look_from(d, i);
		uint32_t entity = target_entity(d, record, PROP_HOLDER);
		if (entity == BOOK_NONE)
			continue;
		struct book_office o = read_office(d, record, entity);
		o.known_from = d->horizon;
		o.known_until = d->known_until;
		if (out->offices.len > first && office_goes_on(&out->offices.ptr[out->offices.len - 1], &o))
			out->offices.ptr[out->offices.len - 1].known_until = o.known_until;
		else
			d->failed |= !vec_push(&out->offices, o);
	}
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
	BY(a->known_from, b->known_from);
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
	BY(a->known_from, b->known_from);
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
		str name = regime_name(d, record, &c->fold->statements.ptr[i]);
		if (!name.len)
			continue;
		str key = arena_print(&c->fold->arena, "%.*s %.*s", STR_ARG(jurisdiction), STR_ARG(name));
		if (!key.ptr || !table_put(&d->labels, key, label, &fresh))
			d->failed = true;
	}
}

ties_code derive_all(struct derived *out, const struct corpus *c, ties_error *err)
{
	struct deriver d = {.c = c, .out = out, .horizon = TIES_DAY_MAX};

	*out = (struct derived){0};
	for (uint32_t r = 0; r < c->fold->records.len && !d.failed; r++)
		if (c->fold->records.ptr[r].schema == SCHEMA_PROGRAM)
			learn_label(&d, r);
	for (uint32_t r = 0; r < c->fold->records.len && !d.failed; r++) {
		enum model_schema schema = c->fold->records.ptr[r].schema;
		if (c->entities->entity[r] == FOLD_NONE || !model_schema_is_a(schema, SCHEMA_INTERVAL))
			continue;
		d.horizon = TIES_DAY_MAX;
		if (schema == SCHEMA_SANCTION)
			derive_sanction(&d, r);
		else if (schema == SCHEMA_OCCUPANCY)
			derive_office(&d, r);
	}
	SORT(&out->listings, compare_listings, c->fold);
	SORT(&out->offices, compare_offices, NULL);
	SORT(&out->absences, compare_absences, NULL);
	table_finish(&d.labels);
	vec_finish(&d.moments);
	vec_finish(&d.states);
	ties_code rc = d.failed || c->fold->failed ? error_nomem(err) : derive_ties(&out->ties, c, out, err);
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
