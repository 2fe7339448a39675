/* Everything dated about an entity, in order. */
#include "history/history.h"

#include "base/vec.h"

#include <stdlib.h>

struct gatherer {
	const ties_book *b;
	const struct history_time *time;
	struct arena *arena;
	VEC(ties_event) events;
	bool failed; /* sticky */
};

static void add(struct gatherer *g, ties_event event)
{
	if (!event.modality.len)
		event.modality = STR("asserted");
	if (!vec_push(&g->events, event))
		g->failed = true;
}

static str first_of(str a, str b)
{
	return a.len ? a : b;
}

/* ---- listings, offices, absences ----------------------------------------------------------------------------- */

static const char *end_words(const ties_spell *spell)
{
	str status = spell->listings[0]->status;

	for (size_t i = 0; i < spell->listing_count && !status.len; i++)
		status = spell->listings[i]->status;
	if (str_is(status, "superseded"))
		return "replaced by another entry of";
	return str_is(status, "merged") ? "merged into another entry of" : "no longer listed by";
}

static void add_decision(struct gatherer *g, const ties_spell *spell, size_t index, bool end)
{
	const ties_decision *d = end ? &spell->end : &spell->begin;

	add(g, (ties_event){
	           .when = d->when,
	           .kind = end ? "delisting" : "listing",
	           .text = arena_print(g->arena, "%s %.*s, %.*s", end ? end_words(spell) : "listed by",
	                               STR_ARG(spell->jurisdiction), STR_ARG(first_of(spell->label, spell->regime))),
	           .jurisdiction = spell->jurisdiction,
	           .reason = d->reason,
	           .source = d->source,
	           .ref = spell->listings[0]->ref,
	           .confidence = d->confidence,
	           .spell = (uint32_t)index,
	       });
}

static bool is_decided(const ties_decision *d)
{
	return d->when.edtf.len || d->authority.len || d->source.len;
}

static void add_spells(struct gatherer *g, const ties_spell *spells, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		add_decision(g, &spells[i], i, false);
		if (is_decided(&spells[i].end))
			add_decision(g, &spells[i], i, true);
	}
}

/* "Minister of Foreign Affairs (CA), Conservative, Ottawa West". */
static str office_text(struct gatherer *g, const ties_office *o, const char *verb)
{
	str text = arena_print(g->arena, "%s %.*s", verb, STR_ARG(o->position));

	if (o->jurisdiction.len)
		text = arena_print(g->arena, "%.*s (%.*s)", STR_ARG(text), STR_ARG(o->jurisdiction));
	if (o->party.len)
		text = arena_print(g->arena, "%.*s, %.*s", STR_ARG(text), STR_ARG(o->party));
	return o->area.len ? arena_print(g->arena, "%.*s, %.*s", STR_ARG(text), STR_ARG(o->area)) : text;
}

static void add_offices(struct gatherer *g, const ties_entity *entity)
{
	for (size_t i = 0; i < entity->office_count; i++) {
		const ties_office *o = &entity->offices[i];
		ties_event event = {
		    .when = o->from,
		    .kind = "office",
		    .text = office_text(g, o, "becomes"),
		    .jurisdiction = o->jurisdiction,
		    .source = first_of(o->source, o->dataset),
		    .ref = o->ref,
		    .confidence = o->confidence,
		    .spell = UINT32_MAX,
		};
		add(g, event);
		if (!o->to.edtf.len || o->to.first == TIES_DAY_MAX)
			continue;
		event.when = o->to;
		event.kind = "office_end";
		event.text = office_text(g, o, "ceases to be");
		add(g, event);
	}
}

static void add_absences(struct gatherer *g, const ties_entity *entity)
{
	for (size_t i = 0; i < entity->absence_count; i++) {
		const ties_absence *a = &entity->absences[i];
		str text = arena_print(g->arena, "not listed under %.*s", STR_ARG(a->regime));
		if (a->note.len)
			text = arena_print(g->arena, "%.*s: %.*s", STR_ARG(text), STR_ARG(a->note));
		add(g, (ties_event){
		           .when = a->on,
		           .kind = "absence",
		           .text = text,
		           .jurisdiction = a->jurisdiction,
		           .source = a->source,
		           .confidence = a->confidence,
		           .spell = UINT32_MAX,
		       });
	}
}

/* ---- its own statements ---------------------------------------------------------------------------------------- */

/** What a date of an entity is the date of. */
struct dated {
	uint16_t property;
	const char *kind, *text;
};

static const struct dated dated[] = {
    {PROP_BIRTH_DATE, "birth", "born"},
    {PROP_DEATH_DATE, "death", "died"},
    {PROP_INCORPORATION_DATE, "founding", "founded"},
    {PROP_BUILD_DATE, "founding", "built"},
    {PROP_START_DATE, "founding", "begins"},
    {PROP_DISSOLUTION_DATE, "end", "dissolved"},
    {PROP_END_DATE, "end", "ends"},
    {PROP_DATE, "event", "takes place"},
};

/* False when `text` is no date. */
static bool read_date(str text, ties_when *out)
{
	struct date date;

	if (date_parse(text, &date, NULL) != TIES_OK || date.kind != DATE_KNOWN)
		return false;
	*out = (ties_when){text, date.first, date.last};
	return true;
}

static void add_said(struct gatherer *g, const struct book_statement *s, const char *kind, str date, str text)
{
	const ties_book *b = g->b;
	const struct book_manner *m = s->manner;
	ties_when when;

	if (!read_date(date, &when))
		return;
	str dataset = book_string(b, BOOK_AT(b, DATASET, book_ref_dataset(b, s->ref))->name);
	uint8_t modality = m->modality <= MODALITY_PROPOSED ? m->modality : MODALITY_ASSERTED;
	add(g, (ties_event){
	           .when = when,
	           .kind = kind,
	           .text = text,
	           .modality = str_from(model_modality_name(modality)),
	           .attribution = book_string(b, m->attribution),
	           .source = first_of(book_string(b, m->source), dataset),
	           .ref = book_ref_text(b, s->ref, g->arena),
	           .confidence = (ties_confidence)m->confidence,
	           .spell = UINT32_MAX,
	       });
}

static void add_statement(struct gatherer *g, const struct book_statement *s, bool is_event)
{
	const struct book_manner *m = s->manner;
	str value = book_string(g->b, s->value);

	for (size_t i = 0; i < sizeof dated / sizeof *dated; i++)
		if (dated[i].property == m->property)
			add_said(g, s, is_event ? "event" : dated[i].kind, value, str_from(dated[i].text));
	if (m->property > PROP_LAST_NAME_KIND)
		return;
	if (m->valid_from)
		add_said(g, s, "name", book_string(g->b, m->valid_from),
		         arena_print(g->arena, "begins to be called %.*s", STR_ARG(value)));
	if (m->valid_to)
		add_said(g, s, "name", book_string(g->b, m->valid_to),
		         arena_print(g->arena, "ceases to be called %.*s", STR_ARG(value)));
}

static void add_statements(struct gatherer *g, uint32_t entity)
{
	bool is_event = BOOK_AT(g->b, ENTITY, entity)->schema == SCHEMA_EVENT;
	struct book_statement s;

	for (struct book_cursor c = book_statements_of(g->b, entity); book_next_statement(&c, &s);)
		if (history_is_known(&s, g->time))
			add_statement(g, &s, is_event);
}

/* ---- ties -------------------------------------------------------------------------------------------------------- */

/* "speaks_at" as "speaks at". */
static str in_words(struct gatherer *g, str relation)
{
	char *words = arena_alloc(g->arena, relation.len + 1);

	for (size_t i = 0; words && i < relation.len; i++)
		words[i] = relation.ptr[i] == '_' ? ' ' : relation.ptr[i];
	return (str){words, words ? relation.len : 0};
}

static str with_part(struct gatherer *g, str text, const char *lead, str part)
{
	return part.len ? arena_print(g->arena, "%.*s, %s%.*s", STR_ARG(text), lead, STR_ARG(part)) : text;
}

/* "speaks at Free Iran rally 2018, out of office". */
static str tie_text(struct gatherer *g, const ties_tie *t, str self, bool end)
{
	bool subject = str_equal(t->from, self);
	str relation = subject ? in_words(g, t->relation) : t->inverse;
	str other = subject ? t->to_caption : t->from_caption;
	str text = arena_print(g->arena, "%s%.*s %.*s", end ? "until then: " : "", STR_ARG(relation), STR_ARG(other));

	text = with_part(g, text, "", t->role);
	text = with_part(g, text, "", t->share);
	text = with_part(g, text, "", t->amount);
	if (!str_equal(t->event, t->to) && !str_equal(t->event, self))
		text = with_part(g, text, "at ", t->event_caption);
	return with_part(g, text, "", t->place);
}

/* Nobody knew of it before it began, nor from a list that came later. */
static bool is_known_tie(const struct gatherer *g, const ties_tie *t)
{
	uint32_t record = book_entity_by_ref(g->b, t->ref);
	struct book_statement s;

	if (g->time->known_on.kind != DATE_KNOWN)
		return true;
	if (history_place(t->begin) != TIES_DAY_MAX && t->begin.first > g->time->known_on.last)
		return false;
	if (record == BOOK_NONE)
		return true;
	for (struct book_cursor c = book_statements_of(g->b, record); book_next_statement(&c, &s);)
		if (history_is_known(&s, g->time))
			return true;
	return false;
}

static bool agree(ties_when a, ties_when b)
{
	return a.edtf.len && b.edtf.len && a.first <= b.last && b.first <= a.last;
}

/* A tie that says of this entity what a spell says on the same day. */
static bool is_told_as_listing(const ties_timeline *t, const ties_tie *tie, str self)
{
	bool lists = str_is(tie->relation, "lists"), delists = str_is(tie->relation, "delists");

	for (size_t i = 0; (lists || delists) && str_equal(tie->to, self) && i < t->spell_count; i++)
		if (agree(tie->begin, lists ? t->spells[i].from : t->spells[i].to))
			return true;
	return false;
}

static void add_tie(struct gatherer *g, const ties_tie *t, str self)
{
	const ties_when nothing = {{NULL, 0}, 0, 0};
	bool begun = t->begin.edtf.len, ended = t->end.edtf.len && t->end.first != TIES_DAY_MAX;

	if (!begun && !ended)
		return;
	add(g, (ties_event){
	           .when = begun ? t->begin : t->end,
	           .until = begun && ended && !str_equal(t->end.edtf, t->begin.edtf) ? t->end : nothing,
	           .kind = begun ? "tie" : "tie_end",
	           .text = tie_text(g, t, self, !begun),
	           .modality = t->modality,
	           .attribution = t->attribution,
	           .source = first_of(t->source, t->dataset),
	           .ref = t->ref,
	           .confidence = t->confidence,
	           .spell = UINT32_MAX,
	       });
}

/* Offices are told as offices, listings as listings; what is derived, by the ties that it follows from. */
static bool is_told_elsewhere(const ties_timeline *t, const ties_tie *tie, str self)
{
	return tie->derived || str_is(tie->relation, "holds_office") || is_told_as_listing(t, tie, self);
}

static void add_ties(struct gatherer *g, const ties_timeline *t, const ties_tie *ties, size_t count, str self)
{
	for (size_t i = 0; i < count; i++)
		if (!is_told_elsewhere(t, &ties[i], self) && is_known_tie(g, &ties[i]))
			add_tie(g, &ties[i], self);
}

/* ---- order ------------------------------------------------------------------------------------------------------- */

/** An event with where it stood before sorting, which decides between equals. */
struct placed {
	ties_event event;
	size_t index;
};

static int compare_days(const ties_event *a, const ties_event *b)
{
	int32_t x = history_place(a->when), y = history_place(b->when);

	if (x != y)
		return x < y ? -1 : 1;
	return (a->when.last > b->when.last) - (a->when.last < b->when.last);
}

/* Decisions stay in the order of their spells; of the rest, those that say the same stand together. */
static int compare_placed(const void *left, const void *right)
{
	const struct placed *a = left, *b = right;
	bool decision = a->event.spell != UINT32_MAX, other_decision = b->event.spell != UINT32_MAX;
	int order = compare_days(&a->event, &b->event);

	if (!order)
		order = decision - other_decision;
	if (!order && !decision)
		order = strcmp(a->event.kind, b->event.kind);
	if (!order && !decision)
		order = str_compare(a->event.text, b->event.text);
	return order ? order : (a->index > b->index) - (a->index < b->index);
}

static bool is_same(const ties_event *a, const ties_event *b)
{
	return a->spell == b->spell && compare_days(a, b) == 0 && strcmp(a->kind, b->kind) == 0 &&
	       str_equal(a->when.edtf, b->when.edtf) && str_equal(a->until.edtf, b->until.edtf) &&
	       str_equal(a->text, b->text);
}

/* The events in order, in the arena; two sources that say the same make one. NULL when memory ran out. */
static ties_event *sorted(const struct gatherer *g, size_t *count)
{
	struct placed *placed = arena_array(g->arena, g->events.len, sizeof *placed);
	ties_event *events = arena_array(g->arena, g->events.len, sizeof *events);

	if (!placed || !events)
		return NULL;
	for (size_t i = 0; i < g->events.len; i++)
		placed[i] = (struct placed){g->events.ptr[i], i};
	if (g->events.len)
		qsort(placed, g->events.len, sizeof *placed, compare_placed);
	for (size_t i = 0; i < g->events.len; i++)
		if (!*count || !is_same(&events[*count - 1], &placed[i].event))
			events[(*count)++] = placed[i].event;
	return events;
}

ties_code history_timeline(ties_timeline *out, const ties_book *b, uint32_t entity, const struct history_time *time,
                           const ties_tie *ties, size_t tie_count, struct arena *arena, ties_error *err)
{
	struct gatherer g = {.b = b, .time = time, .arena = arena};
	const ties_entity *told = &out->candidates[0].entity;
	ties_code rc = history_spells(&out->spells, &out->spell_count, told, b, time, arena, err);

	if (rc != TIES_OK)
		return rc;
	add_statements(&g, entity);
	add_spells(&g, out->spells, out->spell_count);
	add_offices(&g, told);
	add_absences(&g, told);
	add_ties(&g, out, ties, tie_count, told->id);
	ties_event *events = g.failed || arena->failed ? NULL : sorted(&g, &out->event_count);
	out->events = events;
	vec_finish(&g.events);
	return events ? TIES_OK : error_nomem(err);
}
