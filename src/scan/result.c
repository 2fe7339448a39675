/* The public result: entities in the order of interest, mentions in the order of the text, offsets in code points. */
#include "scan/scan.h"

#include <stdlib.h>

struct maker {
	ties_scan *out;
	struct scan *s;
	const struct history_time *time;
	uint32_t *index; /* by ENTITY item: index into entities + 1, 0 none */
	uint32_t *items; /* ENTITY items, as found */
	ties_scan_entity *entities;
	ties_mention *mentions;
	size_t entity_count;
};

static int compare_spans(const void *left, const void *right)
{
	const struct scan_span *a = left, *b = right;

	return (a->first > b->first) - (a->first < b->first);
}

static void order_spans(struct scan *s)
{
	size_t kept = 0;

	for (size_t i = 0; i < s->spans.len; i++)
		if (s->spans.ptr[i].count)
			s->spans.ptr[kept++] = s->spans.ptr[i];
	s->spans.len = kept;
	if (kept)
		qsort(s->spans.ptr, kept, sizeof *s->spans.ptr, compare_spans);
}

static ties_code add_entities(struct maker *m, ties_error *err)
{
	struct scan *s = m->s;

	for (size_t i = 0; i < s->spans.len; i++) {
		uint32_t entity = s->spans.ptr[i].entity;
		if (entity == SCAN_NONE || m->index[entity])
			continue;
		ties_scan_entity *e = &m->entities[m->entity_count++];
		ties_code rc = history_entity(&e->entity, s->book, entity, m->time, s->arena, err);
		if (rc != TIES_OK)
			return rc;
		e->first_mention = i;
		m->items[m->entity_count - 1] = entity;
		m->index[entity] = (uint32_t)m->entity_count;
	}
	return TIES_OK;
}

static ties_alternative make_alternative(const struct maker *m, const struct scan_reading *r)
{
	const struct book_entity *e = BOOK_AT(m->s->book, ENTITY, r->entity);

	return (ties_alternative){
	    .entity = m->index[r->entity] ? m->index[r->entity] - 1 : UINT32_MAX,
	    .id = book_string(m->s->book, e->id),
	    .caption = book_string(m->s->book, e->caption),
	    .score = (double)r->score,
	};
}

static void add_mention(struct maker *m, size_t i, size_t *at_byte, size_t *at_char)
{
	struct scan *s = m->s;
	const struct scan_span *span = &s->spans.ptr[i];
	ties_mention *out = &m->mentions[i];
	str text = buf_str(&s->doc->text);
	size_t start = s->tokens.ptr[span->first].start, end = s->tokens.ptr[span->first + span->count - 1].end;

	*at_char += utf8_length(str_slice(text, *at_byte, start));
	*at_byte = start;
	ties_alternative *others = arena_array(s->arena, span->other_count, sizeof *others);
	*out = (ties_mention){
	    .start = *at_char,
	    .end = *at_char + utf8_length(str_slice(text, start, end)),
	    .byte_start = start,
	    .byte_end = end,
	    .text = str_slice(m->out->text, start, end),
	    .entity = span->entity == SCAN_NONE ? UINT32_MAX : m->index[span->entity] - 1,
	    .how = span->how,
	    .score = (double)span->score,
	    .alternatives = others,
	    .alternative_count = others ? span->other_count : 0,
	};
	for (size_t k = 0; k < out->alternative_count; k++)
		others[k] = make_alternative(m, &s->others.ptr[span->first_other + k]);
}

/* ---- order of interest -------------------------------------------------------------------------------------- */

static int interest(const ties_entity *e)
{
	if (e->listing_count)
		return 0;
	return e->office_count ? 1 : 2;
}

static int compare_entities(const void *left, const void *right, void *context)
{
	const ties_scan_entity *list = context;
	const ties_scan_entity *a = &list[*(const uint32_t *)left], *b = &list[*(const uint32_t *)right];

	if (interest(&a->entity) != interest(&b->entity))
		return interest(&a->entity) - interest(&b->entity);
	if (a->count != b->count)
		return a->count > b->count ? -1 : 1;
	return (a->first_mention > b->first_mention) - (a->first_mention < b->first_mention);
}

/* Counts, then sorts and renumbers what mentions point at. */
static bool sort_entities(struct maker *m)
{
	size_t n = m->entity_count;
	uint32_t *order = arena_array(m->s->arena, n + 1, sizeof *order);
	uint32_t *place = arena_array(m->s->arena, n + 1, sizeof *place);
	ties_scan_entity *sorted = arena_array(m->s->arena, n + 1, sizeof *sorted);

	if (!order || !place || !sorted)
		return false;
	for (size_t i = 0; i < m->out->mention_count; i++)
		if (m->mentions[i].entity != UINT32_MAX)
			m->entities[m->mentions[i].entity].count++;
	for (uint32_t i = 0; i < n; i++)
		order[i] = i;
	if (n)
		qsort_r(order, n, sizeof *order, compare_entities, m->entities);
	for (uint32_t i = 0; i < n; i++) {
		sorted[i] = m->entities[order[i]];
		place[order[i]] = i;
	}
	for (size_t i = 0; i < m->out->mention_count; i++) {
		ties_mention *mention = &m->mentions[i];
		if (mention->entity != UINT32_MAX)
			mention->entity = place[mention->entity];
		for (size_t k = 0; k < mention->alternative_count; k++) {
			ties_alternative *a = (ties_alternative *)(uintptr_t)&mention->alternatives[k];
			if (a->entity != UINT32_MAX)
				a->entity = place[a->entity];
		}
	}
	m->entities = sorted;
	return true;
}

/* The wording that the document uses most for an entity; of equally frequent ones the longer. */
static bool choose_labels(struct maker *m)
{
	size_t *best = arena_array(m->s->arena, m->entity_count, sizeof *best);

	for (size_t i = 0; best && i < m->out->mention_count; i++) {
		uint32_t e = m->mentions[i].entity;
		size_t count = 0;
		if (e == UINT32_MAX)
			continue;
		for (size_t j = i; j < m->out->mention_count && j < i + 512; j++)
			count += m->mentions[j].entity == e && str_equal(m->mentions[j].text, m->mentions[i].text);
		if (count > best[e] || (count == best[e] && m->mentions[i].text.len > m->entities[e].label.len)) {
			best[e] = count;
			m->entities[e].label = m->mentions[i].text;
		}
	}
	return best != NULL;
}

static bool copy_blocks(struct maker *m)
{
	const struct document *doc = m->s->doc;
	struct ties_span *blocks = arena_array(m->s->arena, doc->blocks.len, sizeof *blocks);

	for (size_t i = 0; blocks && i < doc->blocks.len; i++)
		blocks[i] = (struct ties_span){doc->blocks.ptr[i].start, doc->blocks.ptr[i].end,
		                               doc->blocks.ptr[i].kind, doc->blocks.ptr[i].level};
	m->out->blocks = blocks;
	m->out->block_count = blocks ? doc->blocks.len : 0;
	return blocks != NULL;
}

/* Ties among all of them, as far as they were known. */
static ties_code add_ties(const struct maker *m, ties_error *err)
{
	struct graph_among among;
	ties_code rc = graph_among(&among, m->s->book, m->items, m->entity_count, m->time->on, m->time->known_on,
	                           m->s->ties, m->s->arena, err);

	m->out->ties = among.ties;
	m->out->tie_count = among.tie_count;
	m->out->event_ties = among.event_ties;
	m->out->event_tie_count = among.event_tie_count;
	m->out->ties_left_out = among.left_out;
	return rc;
}

ties_code scan_result(ties_scan *out, struct scan *s, const struct history_time *time, ties_error *err)
{
	struct maker m = {.out = out, .s = s, .time = time};
	size_t at_byte = 0, at_char = 0;

	order_spans(s);
	m.index = calloc((size_t)s->book->ENTITY.count + 1, sizeof *m.index);
	m.items = arena_array(s->arena, s->spans.len + 1, sizeof *m.items);
	m.entities = arena_array(s->arena, s->spans.len + 1, sizeof *m.entities);
	m.mentions = arena_array(s->arena, s->spans.len + 1, sizeof *m.mentions);
	ties_code rc = m.index && m.items && m.entities && m.mentions ? add_entities(&m, err) : error_nomem(err);
	if (rc == TIES_OK) {
		for (size_t i = 0; i < s->spans.len; i++)
			add_mention(&m, i, &at_byte, &at_char);
		out->mention_count = s->spans.len;
		out->mentions = m.mentions;
		if (!sort_entities(&m) || !copy_blocks(&m) || !choose_labels(&m))
			rc = error_nomem(err);
	}
	if (rc == TIES_OK)
		rc = add_ties(&m, err);
	if (rc == TIES_OK) {
		out->entities = m.entities;
		out->entity_count = m.entity_count;
		out->characters = at_char + utf8_length(str_slice(out->text, at_byte, out->text.len));
		out->words = s->tokens.len;
		if (s->arena->failed)
			rc = error_nomem(err);
	}
	free(m.index);
	return rc;
}
