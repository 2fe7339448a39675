/* A tie with what its record says of it. */
#include "graph/ahead.h"
#include "graph/common.h"

#include <stdlib.h>

struct date_interval graph_span(const ties_book *b, const struct book_tie *tie)
{
	return (struct date_interval){book_packed_date(b, tie->begin), book_packed_date(b, tie->end)};
}

bool graph_known_span(const ties_book *b, uint32_t tie, int32_t known, struct date_interval *span)
{
	const struct book_tie *t = BOOK_AT(b, TIE, tie);

	*span = graph_span(b, t);
	if (!book_tie_known(b, tie, known))
		return false;
	if (known == TIES_DAY_MAX || BOOK_AT(b, TIE_KIND, t->kind)->known_from != TIES_DAY_MIN)
		return true;
	if (span->from.kind == DATE_KNOWN && span->from.first > known)
		return false;
	if (span->to.kind == DATE_KNOWN && span->to.first > known + 1)
		span->to = (struct date){.first = TIES_DAY_MAX, .last = TIES_DAY_MAX, .kind = DATE_OPEN};
	return true;
}

/* ---- words ------------------------------------------------------------------------------------------------ */

/** What the record says, each the last time it says it. */
struct said {
	str role, begin, date, end, place, notes, source, attribution;
	str amount, amount_min, amount_max, currency, amount_note, share;
	uint32_t event; /* ENTITY item, or BOOK_NONE */
	uint32_t ref;   /* REF item, or BOOK_NONE */
};

static str *field_of(struct said *said, uint16_t property)
{
	switch (property) {
	case PROP_ROLE:
	case PROP_RELATIONSHIP:
		return &said->role;
	case PROP_START_DATE:
		return &said->begin;
	case PROP_DATE:
		return &said->date;
	case PROP_END_DATE:
		return &said->end;
	case PROP_LOCATION:
		return &said->place;
	case PROP_NOTES:
		return &said->notes;
	case PROP_AMOUNT:
		return &said->amount;
	case PROP_AMOUNT_MIN:
		return &said->amount_min;
	case PROP_AMOUNT_MAX:
		return &said->amount_max;
	case PROP_PERCENTAGE:
		return &said->share;
	case PROP_CURRENCY:
		return &said->currency;
	case PROP_AMOUNT_NOTE:
	case PROP_PURPOSE:
		return &said->amount_note;
	default:
		return NULL;
	}
}

/* Where a record says several dates, the one counts that the tie is filed under. */
static bool is_date_of(str value, uint16_t property, struct date_interval span)
{
	struct date date, filed = property == PROP_END_DATE ? span.to : span.from;

	if (property != PROP_START_DATE && property != PROP_END_DATE)
		return true;
	if (filed.kind == DATE_KNOWN && property == PROP_END_DATE) {
		filed.first -= filed.first > TIES_DAY_MIN;
		filed.last -= filed.last < TIES_DAY_MAX;
	}
	return date_parse(value, &date, NULL) == TIES_OK && date.first == filed.first && date.last == filed.last;
}

static void hear(struct said *said, const ties_book *b, const struct book_statement *s, struct date_interval span)
{
	str *field = field_of(said, s->manner->property);
	str value = book_string(b, s->value);

	if (field && (!field->len || is_date_of(value, s->manner->property, span)))
		*field = value;
	if (s->manner->property == PROP_AT_EVENT)
		said->event = book_statement_target(b, s);
	if (!said->source.len)
		said->source = book_string(b, s->manner->source);
	if (!said->attribution.len)
		said->attribution = book_string(b, s->manner->attribution);
	if (said->ref == BOOK_NONE)
		said->ref = s->ref;
}

/* Of a thing that names the other end nothing is told but who says that it does, and of an event when it takes place.
 */
static struct said of_thing(const ties_book *b, uint32_t record, const struct said *all, const struct book_tie *tie,
                            int32_t known)
{
	struct said said = {.event = BOOK_NONE, .ref = all->ref, .source = all->source};
	uint32_t from = BOOK_AT(b, NODE, tie->from)->entity, to = BOOK_AT(b, NODE, tie->to)->entity;
	struct book_statement s;

	if (BOOK_AT(b, ENTITY, record)->schema == SCHEMA_EVENT) {
		said.begin = all->begin;
		said.end = all->end;
	}
	for (struct book_cursor c = book_statements_of(b, record); book_next_statement(&c, &s);) {
		uint32_t named = book_statement_target(b, &s);
		if (s.manner->first_seen > known || named == BOOK_NONE || named == record ||
		    (named != from && named != to))
			continue;
		said.source = book_string(b, s.manner->source);
		said.attribution = book_string(b, s.manner->attribution);
		said.ref = s.ref;
	}
	return said;
}

static struct said listen(const ties_book *b, const struct book_tie *tie, struct date_interval span, int32_t known)
{
	struct said said = {.event = BOOK_NONE, .ref = BOOK_NONE};
	struct book_statement s;

	if (tie->record >= b->ENTITY.count)
		return said;
	for (struct book_cursor c = book_statements_of(b, tie->record); book_next_statement(&c, &s);)
		if (s.manner->first_seen <= known)
			hear(&said, b, &s, span);
	bool relation = model_schema_is_a(BOOK_AT(b, ENTITY, tie->record)->schema, SCHEMA_INTERVAL);
	return relation ? said : of_thing(b, tie->record, &said, tie, known);
}

static str amount_text(const struct said *said, struct arena *arena)
{
	const char *space = said->amount_note.len ? " " : "";
	str low = said->amount_min, high = said->amount_max, one = said->amount;

	if (one.len)
		return arena_print(arena, "%.*s %.*s%s%.*s", STR_ARG(one), STR_ARG(said->currency), space,
		                   STR_ARG(said->amount_note));
	if (low.len && high.len)
		return arena_print(arena, "%.*s–%.*s %.*s%s%.*s", STR_ARG(low), STR_ARG(high), STR_ARG(said->currency),
		                   space, STR_ARG(said->amount_note));
	if (low.len || high.len)
		return arena_print(arena, "%s %.*s %.*s%s%.*s", low.len ? "from" : "up to",
		                   STR_ARG(low.len ? low : high), STR_ARG(said->currency), space,
		                   STR_ARG(said->amount_note));
	return said->amount_note;
}

str graph_share_text(str share, struct arena *arena)
{
	bool bare = share.len && share.ptr[share.len - 1] >= '0' && share.ptr[share.len - 1] <= '9';

	return bare ? arena_print(arena, "%.*s%%", STR_ARG(share)) : share;
}

/* ---- dates ------------------------------------------------------------------------------------------------ */

/* The day behind the last one, on disk, as the last one. */
static ties_when when(str text, struct date d, bool is_end)
{
	bool known = d.kind == DATE_KNOWN;

	if (is_end && known && d.first > TIES_DAY_MIN)
		d.first--;
	if (is_end && known && d.last < TIES_DAY_MAX)
		d.last--;
	return (ties_when){.edtf = text, .first = d.first, .last = d.last};
}

static void fill_time(ties_tie *out, const struct said *said, struct date_interval span, struct date on)
{
	out->begin = when(said->begin.len ? said->begin : said->date, span.from, false);
	out->end = when(said->end.len ? said->end : said->date, span.to, true);
	out->on = on.kind == DATE_UNKNOWN ? TIES_POSSIBLY : date_holds(span, on);
}

/* ---- the tie ---------------------------------------------------------------------------------------------- */

static void fill_ends(ties_tie *out, const ties_book *b, const struct book_tie *tie, const struct said *said)
{
	const struct book_entity *from = BOOK_AT(b, ENTITY, BOOK_AT(b, NODE, tie->from)->entity);
	const struct book_entity *to = BOOK_AT(b, ENTITY, BOOK_AT(b, NODE, tie->to)->entity);

	out->from = book_string(b, from->id);
	out->from_caption = book_string(b, from->caption);
	out->to = book_string(b, to->id);
	out->to_caption = book_string(b, to->caption);
	if (said->event != BOOK_NONE) {
		out->event = book_string(b, BOOK_AT(b, ENTITY, said->event)->id);
		out->event_caption = book_string(b, BOOK_AT(b, ENTITY, said->event)->caption);
	}
}

static void fill_kind(ties_tie *out, const ties_book *b, const struct book_tie_kind *kind)
{
	const struct model_relation *known;

	out->relation = book_string(b, kind->relation);
	known = model_relation_find(out->relation);
	out->inverse = known ? str_from(known->inverse) : out->relation;
	out->symmetric = known && known->symmetric;
	out->modality = str_from(model_modality_name(
	    kind->modality <= MODALITY_PROPOSED ? (enum model_modality)kind->modality : MODALITY_ASSERTED));
	out->confidence = (ties_confidence)kind->confidence;
	out->derived = (kind->flags & TIE_DERIVED) != 0;
	out->former = (kind->flags & TIE_FORMER) != 0;
}

/* The sources of both sides; where one names none, its record stands. */
static str both_sources(const ties_book *b, const struct common *c, struct arena *arena)
{
	str side[2];

	for (int i = 0; i < 2; i++)
		side[i] = c->source[i].len ? c->source[i] : book_ref_text(b, c->ref[i], arena);
	return str_equal(side[0], side[1]) ? side[0]
	                                   : arena_print(arena, "%.*s; %.*s", STR_ARG(side[0]), STR_ARG(side[1]));
}

/* Nobody states when both had it. */
static str day_text(struct date d, bool is_end, struct arena *arena)
{
	char text[DATE_TEXT_MAX];

	if (d.kind != DATE_KNOWN)
		return STR("");
	d.first -= is_end && d.first > TIES_DAY_MIN;
	d.last -= is_end && d.last < TIES_DAY_MAX;
	return arena_copy(arena, (str){text, date_print(d, text)});
}

/* What two have in common stands as role, and the record of the subject as that of the tie. */
static void hear_common(struct said *said, const ties_book *b, const struct book_tie *tie, int32_t known,
                        struct arena *arena)
{
	struct common c = graph_common(b, tie, known, arena);

	if (!c.what.len)
		return;
	said->role = c.what;
	said->begin = day_text(book_packed_date(b, tie->begin), false, arena);
	said->end = day_text(book_packed_date(b, tie->end), true, arena);
	said->source = both_sources(b, &c, arena);
	said->ref = c.ref[0];
}

void graph_tie(ties_tie *out, const ties_book *b, uint32_t tie, struct date on, struct arena *arena)
{
	graph_tie_known(out, b, tie, on, TIES_DAY_MAX, arena);
}

void graph_tie_known(ties_tie *out, const ties_book *b, uint32_t tie, struct date on, int32_t known,
                     struct arena *arena)
{
	const struct book_tie *t = BOOK_AT(b, TIE, tie);
	struct date_interval span;

	graph_known_span(b, tie, known, &span);
	struct said said = listen(b, t, span, known);
	if (span.to.kind == DATE_OPEN && book_packed_date(b, t->end).kind != DATE_OPEN)
		said.end = STR(""); /* it came later than the day */

	if (BOOK_AT(b, TIE_KIND, t->kind)->flags & TIE_DERIVED)
		hear_common(&said, b, t, known, arena);
	*out = (ties_tie){
	    .role = said.role,
	    .place = said.place,
	    .amount = amount_text(&said, arena),
	    .share = graph_share_text(said.share, arena),
	    .notes = said.notes,
	    .attribution = said.attribution,
	    .source = said.source,
	};
	fill_ends(out, b, t, &said);
	fill_kind(out, b, BOOK_AT(b, TIE_KIND, t->kind));
	fill_time(out, &said, span, on);
	if (said.ref != BOOK_NONE) {
		out->dataset = book_string(b, BOOK_AT(b, DATASET, book_ref_dataset(b, said.ref))->name);
		out->ref = book_ref_text(b, said.ref, arena);
	}
}

void graph_tell_ties(ties_tie *out, const ties_book *b, const uint32_t *list, size_t count, struct date on,
                     int32_t known, struct arena *arena)
{
	for (size_t i = 0; i < count; i++) {
		for (unsigned stage = 0; stage < AHEAD_TIE_STAGES; stage++) {
			size_t later = i + (size_t)(AHEAD_TIE_STAGES - stage) * AHEAD_STEP;
			if (later < count)
				ahead_tie(b, list[later], stage);
		}
		graph_tie_known(&out[i], b, list[i], on, known, arena);
	}
}

/* By first day, then last; what has no date comes last. */
static int compare_by_time(const void *left, const void *right)
{
	const ties_tie *a = left, *b = right;
	bool a_dated = a->begin.edtf.len || a->end.edtf.len, b_dated = b->begin.edtf.len || b->end.edtf.len;

	if (a_dated != b_dated)
		return a_dated ? -1 : 1;
	int32_t a_day = a->begin.edtf.len ? a->begin.first : a->end.first,
	        b_day = b->begin.edtf.len ? b->begin.first : b->end.first;
	if (a_day != b_day)
		return a_day < b_day ? -1 : 1;
	if (a->end.last != b->end.last)
		return a->end.last < b->end.last ? -1 : 1;
	int order = str_compare(a->relation, b->relation);
	if (!order)
		order = str_compare(a->from, b->from);
	if (!order)
		order = str_compare(a->to, b->to);
	return order ? order : str_compare(a->ref, b->ref);
}

void graph_sort_ties(ties_tie *list, size_t count)
{
	if (count)
		qsort(list, count, sizeof *list, compare_by_time);
}

ties_code graph_ties_of(const ties_tie **out, size_t *count, const ties_book *b, uint32_t entity, struct date on,
                        int32_t known, struct arena *arena, ties_error *err)
{
	uint32_t node = book_node_of(b, entity);
	struct book_range from = book_ties_from(b, node), to = book_ties_to(b, node);
	uint32_t outgoing = from.end - from.begin, n = outgoing + (to.end - to.begin);
	uint32_t *known_ties = arena_array(arena, n, sizeof *known_ties);
	size_t done = 0;

	*count = 0;
	for (uint32_t i = 0; known_ties && i < n; i++) {
		uint32_t tie = i < outgoing ? from.begin + i : BOOK_AT(b, TIE_IN, to.begin + (i - outgoing))->tie;
		struct date_interval span;
		if (graph_known_span(b, tie, known, &span))
			known_ties[done++] = tie;
	}
	ties_tie *list = arena_array(arena, done, sizeof *list);
	*out = list;
	if (!list)
		return error_nomem(err);
	graph_tell_ties(list, b, known_ties, done, on, known, arena);
	graph_sort_ties(list, done);
	*count = done;
	return arena->failed ? error_nomem(err) : TIES_OK;
}
