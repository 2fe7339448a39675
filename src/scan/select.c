/* From readings to spans: what is supported stays, the longest wins, the best supported of the longest is meant. */
#include "scan/scan.h"

#include <stdlib.h>

enum { COUNTRIES_MAX = 256 };

/* Longer runs first, then earlier ones; readings of one run together, best first. */
static int compare_readings(const void *left, const void *right)
{
	const struct scan_reading *a = left, *b = right;

	if (a->count != b->count)
		return a->count > b->count ? -1 : 1;
	if (a->first != b->first)
		return a->first < b->first ? -1 : 1;
	if (a->rank != b->rank)
		return a->rank > b->rank ? -1 : 1;
	if (a->entity != b->entity)
		return a->entity < b->entity ? -1 : 1;
	return a->name < b->name ? -1 : a->name > b->name;
}

bool scan_is_free(const struct scan *s, uint32_t first, uint32_t count)
{
	for (uint32_t i = first; i < first + count; i++)
		if (s->tokens.ptr[i].span != SCAN_NONE)
			return false;
	return true;
}

static void push_other(struct scan *s, const struct scan_reading *r)
{
	s->failed |= !vec_push(&s->others, *r);
}

/* Readings of the same entity count once. */
static size_t distinct(const struct scan_reading *readings, size_t count, struct scan_reading *out, size_t cap)
{
	size_t n = 0;

	for (size_t i = 0; i < count && n < cap; i++) {
		bool seen = false;
		for (size_t j = 0; j < n && !seen; j++)
			seen = out[j].entity == readings[i].entity;
		if (!seen)
			out[n++] = readings[i];
	}
	return n;
}

/* Rank, lifted when the document names the entity elsewhere, too. */
static unsigned standing(const struct scan *s, const struct scan_reading *r)
{
	unsigned elsewhere = s->support[r->entity] > (r->strong ? 1 : 0) ? 2 : 0;

	return r->rank + elsewhere;
}

void scan_decide(struct scan *s, const struct scan_reading *readings, size_t count)
{
	enum { OTHERS_MAX = 8 };
	struct scan_reading list[OTHERS_MAX] = {0};
	size_t n = distinct(readings, count, list, OTHERS_MAX), best = 0;

	if (n == 0)
		return;

	for (size_t i = 1; i < n; i++)
		if (standing(s, &list[i]) > standing(s, &list[best]))
			best = i;
	bool clear = true;
	for (size_t i = 0; i < n; i++)
		if (i != best && standing(s, &list[i]) == standing(s, &list[best]) &&
		    !scan_may_be_same(s->book, list[i].entity, list[best].entity))
			clear = false;
	struct scan_span span = {
	    .first = list[best].first,
	    .count = list[best].count,
	    .entity = clear ? list[best].entity : SCAN_NONE,
	    .how = list[best].how,
	    .score = clear ? list[best].score : list[best].score / 2,
	    .first_other = (uint32_t)s->others.len,
	};
	for (size_t i = 0; i < n; i++)
		if (!clear || i != best) {
			push_other(s, &list[i]);
			span.other_count++;
		}
	if (!vec_push(&s->spans, span)) {
		s->failed = true;
		return;
	}
	for (uint32_t i = span.first; i < span.first + span.count; i++)
		s->tokens.ptr[i].span = (uint32_t)s->spans.len - 1;
}

static void count_support(struct scan *s)
{
	for (size_t i = 0; i < s->readings.len; i++)
		if (s->readings.ptr[i].strong && !s->readings.ptr[i].dropped)
			s->support[s->readings.ptr[i].entity]++;
}

/** Countries whose state or bodies the document names, and how often the state. */
struct countries {
	size_t count;
	str code[COUNTRIES_MAX];
	uint32_t states[COUNTRIES_MAX];
	uint32_t most; /* of states */
};

static size_t find_country(const struct countries *c, str code)
{
	size_t i = 0;

	while (i < c->count && !str_equal(c->code[i], code))
		i++;
	return i;
}

static void list_countries(const struct scan *s, struct countries *out)
{
	for (uint32_t e = 0; e < s->book->ENTITY.count; e++) {
		if (!s->support[e] || BOOK_AT(s->book, ENTITY, e)->schema != SCHEMA_PUBLIC_BODY)
			continue;
		str code = scan_country(s->book, e);
		size_t i = find_country(out, code);
		if (code.len == 0 || i == COUNTRIES_MAX)
			continue;
		if (i == out->count)
			out->code[out->count++] = code;
		if (scan_is_state(s->book, e))
			out->states[i] += s->support[e];
		if (out->states[i] > out->most)
			out->most = out->states[i];
	}
}

/* A weak name is supported by a strong one of the same entity; that of a state's body also by the state ("Congress"
 * beside the United States); that of any other by a state that the document is about ("the Conservatives"). */
static bool is_supported(const struct scan *s, const struct countries *named, const struct scan_reading *r)
{
	const ties_book *b = s->book;
	uint16_t schema = BOOK_AT(b, ENTITY, r->entity)->schema;

	if (s->support[r->entity])
		return true;
	if (scan_is_person(b, r->entity) || scan_is_state(b, r->entity) || !scan_is_curated(b, r->entity))
		return false;
	str code = scan_country(b, r->entity);
	size_t i = find_country(named, code);
	return code.len && i < named->count && (schema == SCHEMA_PUBLIC_BODY || named->states[i] * 2 >= named->most);
}

static void leave_alone(struct scan *s, const struct scan_reading *r)
{
	for (uint32_t i = r->first; i < r->first + r->count; i++)
		s->tokens.ptr[i].unproved = true;
}

void scan_select(struct scan *s)
{
	struct countries named = {0};
	size_t kept = 0;

	count_support(s);
	list_countries(s, &named);
	for (size_t i = 0; i < s->readings.len; i++) {
		const struct scan_reading *r = &s->readings.ptr[i];
		if (!r->dropped && (r->strong || is_supported(s, &named, r)))
			s->readings.ptr[kept++] = *r;
		else if (r->count > 1 && !scan_is_state(s->book, r->entity))
			leave_alone(s, r);
	}
	s->readings.len = kept;
	if (kept)
		qsort(s->readings.ptr, kept, sizeof *s->readings.ptr, compare_readings);
	for (size_t i = 0, end; i < kept && !s->failed; i = end) {
		const struct scan_reading *r = &s->readings.ptr[i];
		for (end = i + 1;
		     end < kept && s->readings.ptr[end].first == r->first && s->readings.ptr[end].count == r->count;)
			end++;
		if (scan_is_free(s, r->first, r->count))
			scan_decide(s, r, end - i);
	}
}
