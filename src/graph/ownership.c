/* Holdings out of the graph: breadth first from one entity along "owns". */
#include "graph/ownership.h"
#include "graph/places.h"

#include <stdlib.h>

/** Collecting. */
struct collector {
	const ties_book *b;
	const struct ownership_question *question;
	struct ownership *out;
	struct places places;     /* of the NODE items in graph_node */
	VEC(uint64_t) found;      /* of the node at hand: other NODE item << 32 | TIE item */
	VEC(uint32_t) graph_node; /* NODE item of each node */
	bool failed;              /* sticky: memory ran out */
};

/* ---- one report ------------------------------------------------------------------------------------------------ */

/** What one tie says of a holding. */
struct report {
	struct share share;
	bool stated, counts, sure; /* sure: asserted, and it surely holds */
};

/** What its record says. */
struct record {
	str percentage, role;
	bool known,
	    said; /* by the day of knowledge; by a version of the day asked about, or by a source without versions */
};

static struct record read_record(const struct collector *c, uint32_t record)
{
	struct record r = {.known = false};
	struct book_statement s;

	if (record == BOOK_NONE)
		return (struct record){.known = true, .said = true};
	for (struct book_cursor cursor = book_statements_of(c->b, record); book_next_statement(&cursor, &s);) {
		bool owner = s.manner->property == PROP_OWNER || s.manner->property == PROP_ASSET;
		if (s.manner->first_seen > c->question->known_day)
			continue;
		r.known = true;
		r.said |= owner && s.manner->first_seen <= c->question->on.last &&
		          s.manner->last_seen >= c->question->on.first;
		if (s.manner->property == PROP_PERCENTAGE)
			r.percentage = book_string(c->b, s.value);
		else if (s.manner->property == PROP_ROLE)
			r.role = book_string(c->b, s.value);
	}
	return r;
}

/* While a list says so, what has no end goes on, and what has no beginning has begun. */
static ties_truth holds(const struct collector *c, struct date_interval span, bool said)
{
	if (said && span.from.kind == DATE_UNKNOWN)
		span.from = (struct date){.first = TIES_DAY_MIN, .last = TIES_DAY_MIN, .kind = DATE_OPEN};
	if (said && span.to.kind == DATE_UNKNOWN)
		span.to = (struct date){.first = TIES_DAY_MAX, .last = TIES_DAY_MAX, .kind = DATE_OPEN};
	return date_holds(span, c->question->on);
}

/* False for a tie that was not known, or does not hold. */
static bool read_report(const struct collector *c, uint32_t tie, struct report *out)
{
	const struct book_tie *item = BOOK_AT(c->b, TIE, tie);
	const struct book_tie_kind *kind = BOOK_AT(c->b, TIE_KIND, item->kind);
	struct record record = read_record(c, item->record);
	ties_truth on = holds(c, graph_span(c->b, item), record.said);

	*out = (struct report){.share = {0, SHARE_WHOLE}};
	if (!record.known || on == TIES_NO)
		return false;
	out->stated = share_said(record.percentage, record.role, &out->share);
	if (!out->stated)
		out->share = (struct share){0, SHARE_WHOLE};
	out->counts = kind->modality != MODALITY_DENIED && kind->modality != MODALITY_PROPOSED;
	out->sure = kind->modality == MODALITY_ASSERTED && on == TIES_YES;
	return true;
}

/* ---- one holding --------------------------------------------------------------------------------------------------
 */

static uint32_t node_number(struct collector *c, uint32_t graph_node, unsigned depth)
{
	uint32_t number = places_of(&c->places, graph_node);

	if (number != PLACE_NONE)
		return number;
	number = (uint32_t)c->graph_node.len;
	bool well = vec_push(&c->out->nodes, BOOK_AT(c->b, NODE, graph_node)->entity) &&
	            vec_push(&c->out->depth, (uint8_t)depth) && vec_push(&c->out->open, false) &&
	            vec_push(&c->graph_node, graph_node) && places_take(&c->places, graph_node, number);
	if (well)
		return number;
	c->failed = true;
	return 0;
}

/** What reports together say. */
struct summary {
	struct share sure, all; /* from least to most: of those that are sure, of all */
	bool any, any_sure, stated;
};

static void widen(struct share *s, bool *any, struct share more)
{
	if (!*any)
		*s = more;
	*any = true;
	s->low = more.low < s->low ? more.low : s->low;
	s->high = more.high > s->high ? more.high : s->high;
}

/* Reports `begin`..`end` of `found` are about one holding. Figures push out reports without one. */
static struct summary sum_up(struct collector *c, size_t begin, size_t end)
{
	struct summary s = {.any = false};
	struct report r;

	for (size_t i = begin; i < end; i++)
		if (read_report(c, (uint32_t)c->found.ptr[i], &r) && r.counts)
			s.stated |= r.stated;
	for (size_t i = begin; i < end; i++) {
		if (!read_report(c, (uint32_t)c->found.ptr[i], &r) || !r.counts || r.stated != s.stated)
			continue;
		widen(&s.all, &s.any, r.share);
		if (r.sure)
			widen(&s.sure, &s.any_sure, r.share);
	}
	return s;
}

static void add_holding(struct collector *c, uint32_t node, uint32_t other, size_t begin, size_t end)
{
	struct ownership *o = c->out;
	struct summary s = sum_up(c, begin, end);
	struct report r;
	struct ownership_reports reports = {.begin = (uint32_t)o->ties.len};
	unsigned depth = o->depth.ptr[node] + 1u;

	for (size_t i = begin; i < end && !c->failed; i++)
		if (read_report(c, (uint32_t)c->found.ptr[i], &r))
			c->failed |= !vec_push(&o->ties, (uint32_t)c->found.ptr[i]);
	reports.end = (uint32_t)o->ties.len;
	if (reports.begin == reports.end)
		return;
	uint32_t number = node_number(c, other, depth);
	struct share_holding h = {.owner = c->question->assets ? node : number,
	                          .asset = c->question->assets ? number : node,
	                          .share = {s.any_sure ? s.sure.low : 0, s.any ? s.all.high : 0}};
	uint8_t on = s.any_sure ? TIES_YES : s.any ? TIES_POSSIBLY : TIES_NO;
	c->failed |= !vec_push(&o->holdings, h) || !vec_push(&o->on, on) || !vec_push(&o->stated, (uint8_t)s.stated) ||
	             !vec_push(&o->reports, reports);
}

/* ---- outwards ------------------------------------------------------------------------------------------------------
 */

static bool is_ownership(const struct collector *c, uint32_t tie)
{
	const struct book_tie_kind *kind = BOOK_AT(c->b, TIE_KIND, BOOK_AT(c->b, TIE, tie)->kind);

	return str_is(book_string(c->b, kind->relation), "owns") && !(kind->flags & TIE_DERIVED) &&
	       book_tie_known(c->b, tie, c->question->known_day);
}

static void find(struct collector *c, uint32_t other, uint32_t tie)
{
	if (is_ownership(c, tie))
		c->failed |= !vec_push(&c->found, (uint64_t)other << 32 | tie);
}

static int compare_found(const void *left, const void *right)
{
	uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;

	return a < b ? -1 : a > b;
}

/* Beyond the limit or the depth: is something left out that holds on the date, and does it count? */
static void leave_out(struct collector *c, uint32_t node, size_t begin, size_t end)
{
	struct report r;

	for (size_t i = begin; i < end; i++) {
		if (!read_report(c, (uint32_t)c->found.ptr[i], &r))
			continue;
		c->out->cut = true;
		c->out->open.ptr[node] |= r.counts;
	}
}

static void expand(struct collector *c, uint32_t node)
{
	uint32_t self = c->graph_node.ptr[node];
	struct book_range r = c->question->assets ? book_ties_from(c->b, self) : book_ties_to(c->b, self);

	c->found.len = 0;
	for (uint32_t i = r.begin; i < r.end && !c->failed; i++) {
		uint32_t tie = c->question->assets ? i : BOOK_AT(c->b, TIE_IN, i)->tie;
		find(c, c->question->assets ? BOOK_AT(c->b, TIE, i)->to : BOOK_AT(c->b, TIE, tie)->from, tie);
	}
	if (c->found.len)
		qsort(c->found.ptr, c->found.len, sizeof *c->found.ptr, compare_found);
	for (size_t i = 0, end; i < c->found.len && !c->failed; i = end) {
		uint32_t other = (uint32_t)(c->found.ptr[i] >> 32);
		for (end = i + 1; end < c->found.len && c->found.ptr[end] >> 32 == other;)
			end++;
		if (other == self || c->out->open.ptr[node])
			continue;
		if (c->out->holdings.len >= c->question->limit || c->out->depth.ptr[node] >= c->question->depth)
			leave_out(c, node, i, end);
		else
			add_holding(c, node, other, i, end);
	}
}

ties_code ownership_collect(struct ownership *out, const ties_book *b, uint32_t entity,
                            const struct ownership_question *question, ties_error *err)
{
	struct collector c = {.b = b, .question = question, .out = out};
	uint32_t node = book_node_of(b, entity);

	*out = (struct ownership){0};
	if (node == BOOK_NONE) {
		bool well = vec_push(&out->nodes, entity) && vec_push(&out->depth, 0) && vec_push(&out->open, false);
		return well ? TIES_OK : error_nomem(err);
	}
	node_number(&c, node, 0);
	for (uint32_t i = 0; !c.failed && i < out->nodes.len; i++)
		expand(&c, i);
	places_finish(&c.places);
	vec_finish(&c.found);
	vec_finish(&c.graph_node);
	return c.failed ? error_nomem(err) : TIES_OK;
}

void ownership_finish(struct ownership *o)
{
	vec_finish(&o->nodes);
	vec_finish(&o->depth);
	vec_finish(&o->open);
	vec_finish(&o->holdings);
	vec_finish(&o->on);
	vec_finish(&o->stated);
	vec_finish(&o->reports);
	vec_finish(&o->ties);
}
