/* An entity as it was on a date, out of the book. */
#include "history/history.h"

ties_when history_when(const ties_book *b, struct book_date d)
{
	return (ties_when){.edtf = book_string(b, d.edtf), .first = d.first, .last = d.last};
}

/* Did a version say so by the day asked about? What came before counts, as in the names of today. */
static bool was_said(const struct history_time *time, const struct book_statement *s)
{
	return s->manner->first_seen <= history_known_day(time);
}

/* Had a version the record by then? */
static bool record_known(const ties_book *b, uint32_t ref, const struct history_time *time)
{
	struct book_statement s;

	if (time->known_on.kind != DATE_KNOWN)
		return true;
	for (struct book_cursor c = book_statements_of_ref(b, ref); book_next_statement(&c, &s);)
		if (was_said(time, &s))
			return true;
	return false;
}

static void fill_refs(ties_entity *out, const ties_book *b, uint32_t entity, const struct history_time *time,
                      struct arena *arena)
{
	struct book_range r = book_refs_of(b, entity);
	ties_str *refs = arena_array(arena, r.end - r.begin, sizeof *refs);
	ties_str *datasets = arena_array(arena, r.end - r.begin, sizeof *datasets);

	out->refs = refs;
	out->datasets = datasets;
	for (uint32_t i = r.begin; refs && datasets && i < r.end; i++) {
		str dataset = book_string(b, BOOK_AT(b, DATASET, book_ref_dataset(b, i))->name);
		if (!record_known(b, i, time))
			continue;
		refs[out->ref_count++] = book_ref_text(b, i, arena);
		if (!out->dataset_count || !str_equal(datasets[out->dataset_count - 1], dataset))
			datasets[out->dataset_count++] = dataset;
	}
}

/* The record an entity is named after: the curated one, else the first. */
static uint32_t lead_of(const ties_book *b, uint32_t entity)
{
	struct book_range r = book_refs_of(b, entity);

	for (uint32_t i = r.begin; i < r.end; i++)
		if (str_is(book_string(b, BOOK_AT(b, DATASET, book_ref_dataset(b, i))->name), "ties_reference"))
			return i;
	return r.begin;
}

/* Its name of the day asked about: the one said last, of several the first (as compile/assemble.c has it for today). */
static void fill_caption(ties_entity *out, const ties_book *b, uint32_t entity, const struct history_time *time)
{
	struct book_cursor c = book_statements_of_ref(b, lead_of(b, entity));
	int32_t known = history_known_day(time), best = TIES_DAY_MIN;
	bool any = false;

	if (known == TIES_DAY_MAX)
		return;
	for (struct book_statement s;
	     book_next_statement(&c, &s) && s.manner->property == PROP_NAME;) { /* they come first */
		int32_t last = s.manner->gone > known ? TIES_DAY_MAX : s.manner->last_seen;
		if (!was_said(time, &s) || (any && last <= best))
			continue;
		out->caption = book_string(b, s.value);
		best = last;
		any = true;
	}
}

static bool has_text(const ties_str *list, size_t count, str s)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(list[i], s))
			return true;
	return false;
}

/* Topics, and one line that says what it is. */
static void fill_statements(ties_entity *out, const ties_book *b, uint32_t entity, const struct history_time *time,
                            struct arena *arena)
{
	enum { TOPICS_MAX = 32 };
	struct book_cursor c = book_statements_of(b, entity);
	struct book_statement s;
	ties_str *topics = arena_array(arena, TOPICS_MAX, sizeof *topics);
	str position = {NULL, 0};

	out->topics = topics;
	while (topics && book_next_statement(&c, &s)) {
		uint16_t property = s.manner->property;
		if ((property != PROP_TOPICS && property != PROP_DESCRIPTION && property != PROP_POSITION) ||
		    !was_said(time, &s))
			continue;
		str value = book_string(b, s.value);
		if (property == PROP_TOPICS && out->topic_count < TOPICS_MAX &&
		    !has_text(topics, out->topic_count, value))
			topics[out->topic_count++] = value;
		else if (property == PROP_DESCRIPTION && !out->description.len)
			out->description = value;
		else if (property == PROP_POSITION && !position.len)
			position = value;
	}
	if (!out->description.len)
		out->description = position;
}

/* Is this what was known of a spell by the day asked about? Of dated versions the database says so. Sources without a
 * date, such as the curated data, count by their own dates: what began later was not known, and what ended later had
 * not ended: `to` is open then. */
static bool as_known(const struct history_time *time, int32_t known_from, int32_t known_until, struct book_date from,
                     struct book_date *to)
{
	int32_t day = history_known_day(time);

	if (!book_known_on(known_from, known_until, day))
		return false;
	if (known_from != TIES_DAY_MIN || day == TIES_DAY_MAX)
		return true;
	if (from.kind == DATE_KNOWN && from.first > day)
		return false;
	if (to->kind == DATE_KNOWN && to->first > day)
		*to = (struct book_date){.first = TIES_DAY_MAX, .last = TIES_DAY_MAX, .kind = DATE_OPEN};
	return true;
}

static ties_truth holds(struct book_date from, struct book_date to, const struct history_time *time)
{
	return date_holds((struct date_interval){book_date_value(from), book_date_value(to)}, time->on);
}

static ties_listing make_listing(const ties_book *b, const struct book_listing *l, struct book_date to,
                                 const struct history_time *time, struct arena *arena)
{
	return (ties_listing){
	    .jurisdiction = book_string(b, l->jurisdiction),
	    .regime = book_string(b, l->regime),
	    .label = book_string(b, l->label),
	    .authority = book_string(b, l->authority),
	    .dataset = book_string(b, BOOK_AT(b, DATASET, l->dataset)->name),
	    .ref = book_ref_text(b, l->ref, arena),
	    .from = history_when(b, l->from),
	    .to = history_when(b, to),
	    .on = holds(l->from, to, time),
	    .status = book_string(b, l->status),
	    .reason = book_string(b, l->reason),
	    .end_reason = to.kind == DATE_OPEN ? STR("") : book_string(b, l->end_reason),
	    .instrument = book_string(b, l->instrument),
	    .source = book_string(b, l->source),
	    .notes = book_string(b, l->notes),
	    .confidence = (ties_confidence)l->confidence,
	    .from_confidence = (ties_confidence)l->from.confidence,
	    .to_confidence = (ties_confidence)to.confidence,
	    .first_seen = l->first_seen,
	    .last_seen = l->last_seen,
	};
}

bool history_listing(ties_listing *out, const ties_book *b, uint32_t listing, const struct history_time *time,
                     struct arena *arena)
{
	const struct book_listing *l = BOOK_AT(b, LISTING, listing);
	struct book_date to = l->to;

	if (!as_known(time, l->known_from, l->known_until, l->from, &to))
		return false;
	*out = make_listing(b, l, to, time, arena);
	return true;
}

static void fill_listings(ties_entity *out, const ties_book *b, uint32_t entity, const struct history_time *time,
                          struct arena *arena)
{
	struct book_range r = book_listings_of(b, entity);
	ties_listing *listings = arena_array(arena, r.end - r.begin, sizeof *listings);

	out->listings = listings;
	for (uint32_t i = r.begin; listings && i < r.end; i++)
		out->listing_count += history_listing(&listings[out->listing_count], b, i, time, arena);
}

static ties_office make_office(const ties_book *b, const struct book_office *o, struct book_date to,
                               const struct history_time *time, struct arena *arena)
{
	return (ties_office){
	    .position = book_string(b, o->position),
	    .jurisdiction = book_string(b, o->jurisdiction),
	    .party = book_string(b, o->party),
	    .area = book_string(b, o->area),
	    .dataset = book_string(b, BOOK_AT(b, DATASET, o->dataset)->name),
	    .ref = book_ref_text(b, o->ref, arena),
	    .from = history_when(b, o->from),
	    .to = history_when(b, to),
	    .on = holds(o->from, to, time),
	    .source = book_string(b, o->source),
	    .notes = book_string(b, o->notes),
	    .confidence = (ties_confidence)o->confidence,
	};
}

bool history_office(ties_office *out, const ties_book *b, uint32_t office, const struct history_time *time,
                    struct arena *arena)
{
	const struct book_office *o = BOOK_AT(b, OFFICE, office);
	struct book_date to = o->to;

	if (!as_known(time, o->known_from, o->known_until, o->from, &to))
		return false;
	*out = make_office(b, o, to, time, arena);
	return true;
}

static void fill_offices(ties_entity *out, const ties_book *b, uint32_t entity, const struct history_time *time,
                         struct arena *arena)
{
	struct book_range r = book_offices_of(b, entity);
	ties_office *offices = arena_array(arena, r.end - r.begin, sizeof *offices);

	out->offices = offices;
	for (uint32_t i = r.begin; offices && i < r.end; i++)
		out->office_count += history_office(&offices[out->office_count], b, i, time, arena);
}

static void fill_absences(ties_entity *out, const ties_book *b, uint32_t entity, const struct history_time *time,
                          struct arena *arena)
{
	struct book_range r = book_absences_of(b, entity);
	ties_absence *absences = arena_array(arena, r.end - r.begin, sizeof *absences);

	out->absences = absences;
	for (uint32_t i = r.begin; absences && i < r.end; i++) {
		const struct book_absence *a = BOOK_AT(b, ABSENCE, i);
		if (a->first_seen > history_known_day(time) || a->on.first > history_known_day(time))
			continue;
		absences[out->absence_count++] = (ties_absence){
		    .jurisdiction = book_string(b, a->jurisdiction),
		    .regime = book_string(b, a->regime),
		    .on = history_when(b, a->on),
		    .note = book_string(b, a->note),
		    .source = book_string(b, a->source),
		    .confidence = (ties_confidence)a->confidence,
		};
	}
}

ties_code history_entity(ties_entity *out, const ties_book *b, uint32_t entity, const struct history_time *time,
                         struct arena *arena, ties_error *err)
{
	const struct book_entity *e = BOOK_AT(b, ENTITY, entity);

	*out = (ties_entity){
	    .id = book_string(b, e->id),
	    .caption = book_string(b, e->caption),
	    .schema = str_from(model_schema_name(e->schema < SCHEMA_COUNT ? e->schema : SCHEMA_THING)),
	};
	fill_caption(out, b, entity, time);
	fill_refs(out, b, entity, time, arena);
	fill_statements(out, b, entity, time, arena);
	fill_listings(out, b, entity, time, arena);
	fill_offices(out, b, entity, time, arena);
	fill_absences(out, b, entity, time, arena);
	history_joins(out, b, entity, arena);
	return arena->failed ? error_nomem(err) : history_disagreements(out, b, time, arena, err);
}
