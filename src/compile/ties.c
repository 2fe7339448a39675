/* Who is tied to whom, when? From relation records, and from things that name others, to the graph on disk.
 *
 * A relation record with a word of data/relations.csv ties its subjects to its objects by that word, another one as
 * its schema does (model/relation.h). Where it says at which event that was, both ends are linked to the event, which
 * is derived. An owner, an organiser and a series tie the thing that has them.
 *
 * A date that is not said stays unknown. What is said of an end is the last day; on disk an end is the first day on
 * which it holds no longer, as for listings.
 *
 * What versions of a list let know is kept as for listings: the ties of a record are derived as they stood after each
 * version that changed it, and each is stored once for every run of versions after which it was the same. */
#include "base/pool.h"
#include "book/book.h"
#include "compile/adjacency.h"
#include "compile/shared.h"

#include <assert.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <stdlib.h>

/* A relation with more pairs than this is no tie between them (and would cost the square): its statements stay. */
enum { PAIRS_MAX = 256 };
/* Of the closed list, which has a few dozen. */
enum { RELATIONS_MAX = 256 };
/* A packed date has 24 bits for a span. */
enum { SPANS_MAX = 0xffffff };

/** A tie as it stood after some version: `kind` on its own, without when it was known. */
struct state {
	struct book_tie tie;
	struct book_tie_kind kind;
};

/** The ties of some of the entities. What they refer to has numbers of its own: relations those of the closed list,
 *  kinds and spans their places here. */
struct part {
	VEC(struct book_tie) ties; /* of entities, not of nodes */
	VEC(struct book_tie_kind) kinds;
	VEC(struct book_span) spans;
	VEC(uint32_t) relations; /* in order of their first use */
	bool failed;             /* sticky: memory ran out */
};

struct tier {
	const struct corpus *c;
	struct part *out;
	struct slots kind_slots;          /* of out->kinds */
	struct slots span_slots;          /* of out->spans */
	bool used[RELATIONS_MAX];         /* by relation: it is in out->relations */
	uint32_t of_schema[SCHEMA_COUNT]; /* its relation without a word, + 1; 0 not yet asked */
	int32_t horizon;                  /* day: what was known of the record then is derived */
	VEC(int32_t) moments;             /* days on which something else became known of the record */
	VEC(struct state) now;            /* the ties of the record as of the horizon */
	VEC(struct state) open;           /* those of the moment before, with since when they are known */
	bool failed;                      /* sticky: memory ran out */
};

/* ---- kinds and dates, each once ------------------------------------------------------------------------- */

static bool equal_kind(const void *list, uint32_t i, const void *key)
{
	const struct book_tie_kind *kinds = list;

	return memcmp(&kinds[i], key, sizeof *kinds) == 0;
}

static bool equal_span(const void *list, uint32_t i, const void *key)
{
	const struct book_span *spans = list;

	return memcmp(&spans[i], key, sizeof *spans) == 0;
}

/* Number of `value` in `v`, where it is added when it is new. */
#define NUMBER(t, v, slots, equal, value) \
	({ \
		uint64_t hash_ = XXH3_64bits((value), sizeof *(value)); \
		uint32_t number_ = 0; \
		if (!slots_reserve(slots)) { \
			(t)->failed = true; \
		} else { \
			struct slot *slot_ = slots_find((slots), hash_, (equal), (v)->ptr, (value)); \
			if (slot_->item != SLOT_FREE) \
				number_ = slot_->item - 1; \
			else if (!vec_push((v), *(value))) \
				(t)->failed = true; \
			else \
				slots_take((slots), slot_, hash_, number_ = (uint32_t)(v)->len - 1); \
		} \
		number_; \
	})

static uint32_t pack(struct tier *t, struct date date)
{
	uint32_t packed = packed_date(date);
	struct book_span span = {date.first, date.last};

	if (packed != PACKED_SPAN)
		return packed;
	uint32_t number = NUMBER(t, &t->out->spans, &t->span_slots, equal_span, &span);
	return number <= SPANS_MAX ? number << 8 | PACKED_SPAN : PACKED_UNKNOWN;
}

/* ---- one relation --------------------------------------------------------------------------------------- */

static const struct date unknown_date = {.first = TIES_DAY_MIN, .last = TIES_DAY_MAX, .kind = DATE_UNKNOWN};

static bool is_known(const struct tier *t, const struct fold_statement *s)
{
	return corpus_first_seen(t->c, s) <= t->horizon;
}

/* The day on which it was said last, as far as is known. */
static int32_t last_said(const struct tier *t, const struct fold_statement *s)
{
	return corpus_gone(t->c, s) > t->horizon ? TIES_DAY_MAX : corpus_last_seen(t->c, s);
}

/* Is `a` better than `b`? What was said later, then what is better founded. */
static bool is_better(const struct tier *t, const struct fold_statement *a, const struct fold_statement *b)
{
	int32_t last_a = last_said(t, a), last_b = last_said(t, b);

	return last_a != last_b ? last_a > last_b : a->confidence < b->confidence;
}

/* Of what is said that which is best founded; of equals what was said first. */
static struct date stated(const struct tier *t, uint32_t record, enum model_property property)
{
	const struct corpus *c = t->c;
	const struct fold_statement *best = NULL;
	struct date date, found = unknown_date;

	for (uint32_t i = c->first[record]; i < c->first[record + 1]; i++) {
		const struct fold_statement *s = &c->fold->statements.ptr[i];
		if (s->property != property || !is_known(t, s) || (best && !is_better(t, s, best)) ||
		    date_parse(fold_text(c->fold, s->value), &date, NULL) != TIES_OK)
			continue;
		best = s;
		found = date;
	}
	return found;
}

/* The first day on which it holds no longer. */
static struct date behind(struct date last)
{
	if (last.kind == DATE_KNOWN) {
		last.first += last.first > TIES_DAY_MIN;
		last.last += last.last < TIES_DAY_MAX;
	}
	return last;
}

/* When it holds, as the record says. What a source calls former had ended by the first version that calls it so. */
static struct date_interval span_of(const struct tier *t, uint32_t record, bool former, int32_t first_seen)
{
	struct date date = stated(t, record, PROP_DATE);
	struct date_interval i = {stated(t, record, PROP_START_DATE), stated(t, record, PROP_END_DATE)};

	if (date.kind == DATE_KNOWN && i.from.kind == DATE_UNKNOWN && i.to.kind == DATE_UNKNOWN)
		i.from = i.to = date;
	i.to = behind(i.to);
	if (former && i.to.kind == DATE_UNKNOWN && first_seen > TIES_DAY_MIN)
		i.to = (struct date){.first = TIES_DAY_MIN, .last = first_seen, .kind = DATE_KNOWN};
	return i;
}

/** What all ties of one record have in common. */
struct relation {
	uint32_t record;
	uint32_t word; /* of the closed list */
	uint8_t flags;
	bool timed;
	uint32_t begin, end; /* packed */
};

/* Place in the closed list, which has all that we name ourselves. */
static uint32_t number_of(const struct model_relation *relation)
{
	assert(relation && relation - model_relations() < RELATIONS_MAX);
	return (uint32_t)(relation - model_relations());
}

static uint32_t number_of_word(const char *relation)
{
	return number_of(model_relation_find(str_from(relation)));
}

static void name_relation(struct tier *t, struct relation *r, uint32_t word)
{
	r->word = word;
	if (t->used[word])
		return;
	t->used[word] = true;
	t->failed |= !vec_push(&t->out->relations, word);
}

static uint32_t entity_of(const struct corpus *c, uint32_t statement)
{
	return c->target[statement];
}

static void add(struct tier *t, const struct relation *r, const struct fold_statement *said, uint32_t from, uint32_t to)
{
	struct state state = {
	    .tie =
	        {.from = from, .to = to, .record = t->c->entities->entity[r->record], .begin = r->begin, .end = r->end},
	    .kind = {.relation = r->word,
	             .modality = said->modality,
	             .confidence = said->confidence,
	             .flags = r->flags},
	};

	if (r->flags & TIE_DERIVED && said->modality == MODALITY_DENIED)
		return;
	if (from != to && from != FOLD_NONE && to != FOLD_NONE && !vec_push(&t->now, state))
		t->failed = true;
}

static void time_relation(struct tier *t, struct relation *r, const struct fold_statement *said)
{
	if (r->timed)
		return;
	struct date_interval i = span_of(t, r->record, (r->flags & TIE_FORMER) != 0, corpus_first_seen(t->c, said));
	r->timed = true;
	r->begin = pack(t, i.from);
	r->end = pack(t, i.to);
}

/* Ties every subject of the record to every object. */
static void pair(struct tier *t, struct relation *r, enum model_property subject, enum model_property object)
{
	const struct corpus *c = t->c;
	uint32_t pairs = 0;

	for (uint32_t i = c->first[r->record]; i < c->first[r->record + 1]; i++) {
		const struct fold_statement *s = &c->fold->statements.ptr[i];
		uint32_t from = s->property == subject && is_known(t, s) ? entity_of(c, i) : FOLD_NONE;
		for (uint32_t j = c->first[r->record]; from != FOLD_NONE && j < c->first[r->record + 1]; j++) {
			uint32_t other = j;
			const struct fold_statement *o = &c->fold->statements.ptr[other];
			if (i == j || o->property != object || !is_known(t, o) || entity_of(c, other) == FOLD_NONE ||
			    ++pairs > PAIRS_MAX)
				continue;
			time_relation(t, r, s);
			add(t, r, s, from, entity_of(c, other));
		}
	}
}

/* Both ends have to do with the event that the record names; how, it does not say. What is denied links nobody. */
static void pair_event(struct tier *t, const struct relation *relation, enum model_property subject,
                       enum model_property object)
{
	struct relation r = *relation;

	if (corpus_value_on(t->c, r.record, PROP_AT_EVENT, t->horizon) == FOLD_NONE)
		return;
	name_relation(t, &r, number_of_word("linked_to"));
	r.flags |= TIE_DERIVED;
	pair(t, &r, subject, PROP_AT_EVENT);
	pair(t, &r, object, PROP_AT_EVENT);
}

static str text_of(const struct tier *t, uint32_t record, enum model_property property)
{
	uint32_t s = corpus_value_on(t->c, record, property, t->horizon);

	return s == FOLD_NONE ? STR("") : fold_text(t->c->fold, t->c->fold->statements.ptr[s].value);
}

/* Asked for each record: a search of the list is made once a schema. */
static uint32_t word_of_schema(struct tier *t, enum model_schema schema, const struct model_ends *ends)
{
	if (!t->of_schema[schema])
		t->of_schema[schema] = number_of_word(ends->relation) + 1;
	return t->of_schema[schema] - 1;
}

static void derive_relation(struct tier *t, uint32_t record, enum model_schema schema)
{
	str said = text_of(t, record, PROP_RELATION);
	const struct model_relation *word = said.len ? model_relation_find(said) : NULL;
	const struct model_ends *ends = model_ends_of_schema(schema);
	struct relation r = {.record = record};

	if (!word && !ends)
		return;
	if (str_is(text_of(t, record, PROP_STATUS), "former"))
		r.flags = TIE_FORMER;
	name_relation(t, &r, word ? number_of(word) : word_of_schema(t, schema, ends));
	enum model_property subject = word ? word->subject : ends->subject;
	enum model_property object = word ? word->object : ends->object;
	pair(t, &r, subject, object);
	pair_event(t, &r, subject, object);
}

/* ---- things that name others ------------------------------------------------------------------------------ */

/* A tie that a property of a thing makes; `inverse`: it goes from the one named to the thing. */
static const struct thing_tie {
	enum model_property property;
	const char *relation;
	bool inverse;
} thing_ties[] = {
    {PROP_OWNER, "owns", true},
    {PROP_ORGANIZER, "organises", true},
    {PROP_SERIES, "part_of", false},
};

static void derive_thing(struct tier *t, uint32_t record)
{
	const struct corpus *c = t->c;
	uint32_t self = c->entities->entity[record];

	for (uint32_t i = c->first[record]; i < c->first[record + 1]; i++) {
		const struct fold_statement *s = &c->fold->statements.ptr[i];
		for (size_t j = 0; j < sizeof thing_ties / sizeof *thing_ties; j++) {
			const struct thing_tie *rule = &thing_ties[j];
			uint32_t other = s->property == rule->property && is_known(t, s) ? entity_of(c, i) : FOLD_NONE;
			if (other == FOLD_NONE)
				continue;
			struct relation r = {.record = record};
			name_relation(t, &r, number_of_word(rule->relation));
			if (c->fold->records.ptr[record].schema == SCHEMA_EVENT)
				time_relation(t, &r, s); /* organised when it takes place */
			add(t, &r, s, rule->inverse ? other : self, rule->inverse ? self : other);
		}
	}
}

/* ---- what was known when -------------------------------------------------------------------------------------- */

#define BY(field) \
	if (a->field != b->field) \
	return a->field < b->field ? -1 : 1

static int compare_states(const void *left, const void *right)
{
	const struct state *a = left, *b = right;

	BY(tie.from);
	BY(tie.to);
	BY(kind.relation);
	BY(kind.modality);
	BY(kind.confidence);
	BY(kind.flags);
	BY(tie.begin);
	BY(tie.end);
	return 0;
}

/* A tie as it was known from a day on until another one. */
static void keep(struct tier *t, const struct state *state, int32_t until)
{
	struct book_tie tie = state->tie;
	struct book_tie_kind kind = state->kind;

	kind.known_until = until;
	tie.kind = NUMBER(t, &t->out->kinds, &t->kind_slots, equal_kind, &kind) & (TIE_KINDS_MAX - 1);
	if (!vec_push(&t->out->ties, tie))
		t->failed = true;
}

/* Those of now, sorted, each once. */
static void sort_states(struct tier *t)
{
	size_t kept = 0;

	if (t->now.len)
		qsort(t->now.ptr, t->now.len, sizeof *t->now.ptr, compare_states);
	for (size_t i = 0; i < t->now.len; i++)
		if (!kept || compare_states(&t->now.ptr[kept - 1], &t->now.ptr[i]) != 0)
			t->now.ptr[kept++] = t->now.ptr[i];
	t->now.len = kept;
}

/* What is otherwise than before is known from now on, and what is no longer so was known until now. */
static void settle(struct tier *t)
{
	size_t o = 0;

	sort_states(t);
	for (size_t n = 0; n < t->now.len; n++) {
		struct state *state = &t->now.ptr[n];
		while (o < t->open.len && compare_states(&t->open.ptr[o], state) < 0)
			keep(t, &t->open.ptr[o++], t->horizon);
		bool before = o < t->open.len && compare_states(&t->open.ptr[o], state) == 0;
		state->kind.known_from = before ? t->open.ptr[o++].kind.known_from : t->horizon;
	}
	while (o < t->open.len)
		keep(t, &t->open.ptr[o++], t->horizon);
	t->open.len = 0;
	for (size_t n = 0; n < t->now.len && !t->failed; n++)
		t->failed |= !vec_push(&t->open, t->now.ptr[n]);
	t->now.len = 0;
}

static int compare_days(const void *left, const void *right)
{
	int32_t a = *(const int32_t *)left, b = *(const int32_t *)right;

	return a < b ? -1 : a > b;
}

/* Days on which a statement of the record appears or is gone. */
static void add_moments(struct tier *t, uint32_t record)
{
	const struct corpus *c = t->c;

	for (uint32_t i = c->first[record]; i < c->first[record + 1]; i++) {
		const struct fold_statement *s = &c->fold->statements.ptr[i];
		int32_t gone = corpus_gone(c, s);
		t->failed |= !vec_push(&t->moments, corpus_first_seen(c, s)) ||
		             (gone != TIES_DAY_MAX && !vec_push(&t->moments, gone));
	}
}

/* Does a thing name anybody in a way that ties it? */
static bool names_somebody(const struct corpus *c, uint32_t record)
{
	for (uint32_t i = c->first[record]; i < c->first[record + 1]; i++)
		for (size_t j = 0; j < sizeof thing_ties / sizeof *thing_ties; j++)
			if (c->fold->statements.ptr[i].property == thing_ties[j].property)
				return true;
	return false;
}

static bool is_relation(const struct tier *t, uint32_t record)
{
	return model_schema_is_a(t->c->fold->records.ptr[record].schema, SCHEMA_INTERVAL);
}

/* What its records, which are one, say as of the horizon. */
static void derive_now(struct tier *t, const uint32_t *records, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (is_relation(t, records[i]))
			derive_relation(t, records[i], t->c->fold->records.ptr[records[i]].schema);
		else
			derive_thing(t, records[i]);
}

static void derive_entity(struct tier *t, const uint32_t *records, size_t count)
{
	t->moments.len = 0;
	for (size_t i = 0; i < count; i++)
		if (is_relation(t, records[i]) || names_somebody(t->c, records[i]))
			add_moments(t, records[i]);
	if (t->moments.len)
		qsort(t->moments.ptr, t->moments.len, sizeof *t->moments.ptr, compare_days);
	for (size_t i = 0; i < t->moments.len && !t->failed; i++) {
		if (i && t->moments.ptr[i - 1] == t->moments.ptr[i])
			continue;
		t->horizon = t->moments.ptr[i];
		derive_now(t, records, count);
		settle(t);
	}
	for (size_t i = 0; i < t->open.len && !t->failed; i++)
		keep(t, &t->open.ptr[i], TIES_DAY_MAX);
	t->open.len = 0;
}

/* ---- what is in common ------------------------------------------------------------------------------------------ */

static int compare_known(const void *left, const void *right)
{
	const struct state *a = left, *b = right;
	int order = compare_states(a, b);

	if (order)
		return order;
	BY(kind.known_from);
	BY(kind.known_until);
	BY(tie.record);
	return 0;
}

static void add_pair(struct tier *t, const struct shared_pair *p)
{
	struct relation r = {0};

	name_relation(t, &r, number_of_word(p->relation));
	struct state state = {
	    .tie = {.from = p->from,
	            .to = p->to,
	            .record = p->record,
	            .begin = pack(t, p->span.from),
	            .end = pack(t, p->span.to)},
	    .kind = {.relation = r.word,
	             .modality = p->modality,
	             .confidence = p->confidence,
	             .flags = TIE_DERIVED,
	             .known_from = p->known_from,
	             .known_until = p->known_until},
	};

	if (p->known_from < p->known_until)
		t->failed |= !vec_push(&t->now, state);
}

/* Two who have several things of one kind in common have one tie. */
static void derive_common(struct tier *t, const struct derived *d)
{
	struct shared_pairs pairs = {0};
	struct state *last = NULL;

	t->failed |= !derive_shared(&pairs, t->c, d);
	for (size_t i = 0; i < pairs.list.len && !t->failed; i++)
		add_pair(t, &pairs.list.ptr[i]);
	vec_finish(&pairs.list);
	if (t->now.len)
		qsort(t->now.ptr, t->now.len, sizeof *t->now.ptr, compare_known);
	for (size_t i = 0; i < t->now.len && !t->failed; i++) {
		struct state *state = &t->now.ptr[i];
		if (last && compare_states(last, state) == 0 && state->kind.known_from <= last->kind.known_until) {
			if (state->kind.known_until > last->kind.known_until)
				last->kind.known_until = state->kind.known_until;
			continue;
		}
		if (last)
			keep(t, last, last->kind.known_until);
		last = state;
	}
	if (last)
		keep(t, last, last->kind.known_until);
	t->now.len = 0;
}

/* ---- part by part ---------------------------------------------------------------------------------------------- */

/* Entities of one part. Of constant size: that numbers depend on no number of threads is then plain. */
enum { PART_ENTITIES = 1 << 16 };

/** All parts, while threads derive them. */
struct parts {
	const struct corpus *c;
	struct part *list;
};

static void tier_finish(struct tier *t)
{
	t->out->failed |= t->failed;
	vec_finish(&t->moments);
	vec_finish(&t->now);
	vec_finish(&t->open);
	slots_finish(&t->kind_slots);
	slots_finish(&t->span_slots);
}

static void part_finish(struct part *p)
{
	vec_finish(&p->ties);
	vec_finish(&p->kinds);
	vec_finish(&p->spans);
	vec_finish(&p->relations);
}

static void derive_part(void *context, unsigned, size_t item)
{
	const struct parts *p = context;
	const struct corpus *c = p->c;
	struct tier t = {.c = c, .out = &p->list[item]};
	size_t begin = item * PART_ENTITIES, end = begin + PART_ENTITIES;

	end = end < c->entities->entity_count ? end : c->entities->entity_count;
	for (size_t e = begin; e < end && !t.failed; e++)
		derive_entity(&t, c->record_of_ref + c->first_ref[e], c->first_ref[e + 1] - c->first_ref[e]);
	tier_finish(&t);
}

/** Parts becoming one, with the numbers of the book. */
struct merger {
	struct graph_sections *out;
	struct fold *fold;
	struct slots kind_slots, span_slots;
	VEC(uint32_t) kind, span; /* by number in the part at hand */
	uint32_t string[RELATIONS_MAX];
	bool failed; /* sticky: memory ran out */
};

static uint32_t packed_in_book(const struct merger *m, uint32_t packed)
{
	if ((packed & 0xff) != PACKED_SPAN)
		return packed;
	uint32_t number = m->span.ptr[packed >> 8];
	return number <= SPANS_MAX ? number << 8 | PACKED_SPAN : PACKED_UNKNOWN;
}

/* As if what is merged had been derived behind all that was merged before: what is new there comes in its order. */
static void merge_numbers(struct merger *m, const struct part *p)
{
	const struct model_relation *relations = model_relations();

	m->kind.len = m->span.len = 0;
	for (size_t i = 0; i < p->relations.len; i++)
		m->string[p->relations.ptr[i]] = fold_string(m->fold, str_from(relations[p->relations.ptr[i]].name));
	for (size_t i = 0; i < p->kinds.len && !m->failed; i++) {
		struct book_tie_kind kind = p->kinds.ptr[i];
		kind.relation = m->string[kind.relation];
		uint32_t number = NUMBER(m, &m->out->kinds, &m->kind_slots, equal_kind, &kind);
		m->failed |= !vec_push(&m->kind, number);
	}
	for (size_t i = 0; i < p->spans.len && !m->failed; i++) {
		uint32_t number = NUMBER(m, &m->out->spans, &m->span_slots, equal_span, &p->spans.ptr[i]);
		m->failed |= !vec_push(&m->span, number);
	}
}

static void merge(struct merger *m, const struct part *p)
{
	m->failed |= p->failed;
	merge_numbers(m, p);
	for (size_t i = 0; i < p->ties.len && !m->failed; i++) {
		struct book_tie tie = p->ties.ptr[i];
		tie.kind = m->kind.ptr[tie.kind] & (TIE_KINDS_MAX - 1);
		tie.begin = packed_in_book(m, tie.begin);
		tie.end = packed_in_book(m, tie.end);
		m->failed |= !vec_push(&m->out->ties, tie);
	}
}

static void derive_each(struct merger *m, const struct corpus *c)
{
	size_t count = ((size_t)c->entities->entity_count + PART_ENTITIES - 1) / PART_ENTITIES;
	struct parts parts = {c, calloc(count + 1, sizeof *parts.list)};

	if (!parts.list) {
		m->failed = true;
		return;
	}
	pool_run(c->fold->threads, count, derive_part, &parts);
	for (size_t i = 0; i < count; i++) {
		merge(m, &parts.list[i]);
		part_finish(&parts.list[i]);
	}
	free(parts.list);
}

static void derive_rest(struct merger *m, const struct corpus *c, const struct derived *d)
{
	struct part part = {0};
	struct tier t = {.c = c, .out = &part};

	derive_common(&t, d);
	tier_finish(&t);
	merge(m, &part);
	part_finish(&part);
}

ties_code derive_ties(struct graph_sections *out, const struct corpus *c, const struct derived *d, ties_error *err)
{
	struct merger m = {.out = out, .fold = c->fold};

	derive_each(&m, c);
	derive_rest(&m, c, d);
	vec_finish(&m.kind);
	vec_finish(&m.span);
	slots_finish(&m.kind_slots);
	slots_finish(&m.span_slots);
	if (out->kinds.len > TIE_KINDS_MAX)
		return error_set(err, TIES_ERR_LIMIT, "ties are of more than %d kinds, counting when they were known",
		                 TIE_KINDS_MAX);
	if (m.failed || c->fold->failed || !adjacency_build(out, c->entities->entity_count))
		return error_nomem(err);
	return TIES_OK;
}

void graph_sections_finish(struct graph_sections *g)
{
	vec_finish(&g->nodes);
	vec_finish(&g->ties);
	vec_finish(&g->in);
	vec_finish(&g->kinds);
	vec_finish(&g->spans);
}
