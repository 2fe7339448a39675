/* From readings to spans: what is supported stays, the longest wins, the best supported of the longest is meant. */
#include "scan/scan.h"

#include <stdlib.h>

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

static bool is_free(const struct scan *s, uint32_t first, uint32_t count)
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
		if (s->readings.ptr[i].strong)
			s->support[s->readings.ptr[i].entity]++;
}

void scan_select(struct scan *s)
{
	count_support(s);
	size_t kept = 0;
	for (size_t i = 0; i < s->readings.len; i++) {
		const struct scan_reading *r = &s->readings.ptr[i];
		if (r->strong || s->support[r->entity])
			s->readings.ptr[kept++] = *r;
	}
	s->readings.len = kept;
	if (kept)
		qsort(s->readings.ptr, kept, sizeof *s->readings.ptr, compare_readings);
	for (size_t i = 0, end; i < kept && !s->failed; i = end) {
		const struct scan_reading *r = &s->readings.ptr[i];
		for (end = i + 1; end < kept && s->readings.ptr[end].first == r->first && s->readings.ptr[end].count == r->count;)
			end++;
		if (is_free(s, r->first, r->count))
			scan_decide(s, r, end - i);
	}
}
