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
	struct ownership_words words;
	bool stated, counts, sure; /* sure: asserted, and it surely holds */
};

/** When, seen from the day asked about, versions of its list say a thing; what is more is preferred. */
enum standing { NEVER, BEFORE, LATER, THEN };

/** What a record says of one property: on the day asked about, else afterwards, else before. */
struct word {
	str text;
	enum standing standing;
	int32_t first_seen;
};

/** What its record says. */
struct record {
	struct word percentage, role;
	bool known;                     /* by the day of knowledge */
	bool said_subject, said_object; /* on the day asked about: that these two are its ends */
};

static enum standing standing_of(const struct collector *c, const struct book_manner *m)
{
	if (m->first_seen > c->question->on.last)
		return LATER;
	return m->gone > c->question->known_day || m->gone > c->question->on.first ? THEN : BEFORE;
}

/* The newest of what is said then, or was before; the first of what comes later. */
static void hear(struct word *best, enum standing standing, str text, int32_t first_seen)
{
	if (standing < best->standing)
		return;
	if (standing == best->standing &&
	    (standing == LATER ? first_seen > best->first_seen : first_seen < best->first_seen))
		return;
	*best = (struct word){text, standing, first_seen};
}

static void hear_statement(const struct collector *c, struct record *r, const struct book_statement *s,
                           const uint32_t ends[2])
{
	const struct book_manner *m = s->manner;
	enum standing standing = standing_of(c, m);

	r->known = true;
	if (m->property == PROP_PERCENTAGE)
		hear(&r->percentage, standing, book_string(c->b, s->value), m->first_seen);
	else if (m->property == PROP_ROLE)
		hear(&r->role, standing, book_string(c->b, s->value), m->first_seen);
	else if (standing == THEN && (m->property == PROP_OWNER || m->property == PROP_ASSET)) {
		uint32_t named = book_statement_target(c->b, s);
		r->said_subject |= m->property == PROP_OWNER && named == ends[0];
		r->said_object |= m->property == PROP_ASSET && named == ends[1];
	}
}

/* A thing that names its owner is itself the other end. */
static struct record read_record(const struct collector *c, const struct book_tie *tie)
{
	const uint32_t ends[2] = {BOOK_AT(c->b, NODE, tie->from)->entity, BOOK_AT(c->b, NODE, tie->to)->entity};
	struct record r = {.said_object = tie->record == ends[1]};
	struct book_statement s;

	if (tie->record == BOOK_NONE)
		return (struct record){.known = true, .said_subject = true, .said_object = true};
	for (struct book_cursor cursor = book_statements_of(c->b, tie->record); book_next_statement(&cursor, &s);)
		if (s.manner->first_seen <= c->question->known_day)
			hear_statement(c, &r, &s, ends);
	return r;
}

/* What was taken back before the day counts only where nothing else is said on that day. */
static str word_of(const struct word *word, bool said)
{
	return word->standing == BEFORE && said ? STR("") : word->text;
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
	struct record record = read_record(c, item);
	bool said = record.said_subject && record.said_object;
	ties_truth on = holds(c, graph_span(c->b, item), said);

	*out = (struct report){.words = {word_of(&record.percentage, said), word_of(&record.role, said)}};
	if (!record.known || on == TIES_NO)
		return false;
	out->stated = share_said(out->words.percentage, out->words.role, &out->share);
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

/* Reports `begin`..`end` of `found` are about one holding. A sure figure pushes out reports without one; a figure that
 * may be wrong does not, as the share may then be anything. */
static struct summary sum_up(struct collector *c, size_t begin, size_t end)
{
	struct summary s = {.any = false};
	struct report r;
	bool figure = false;

	for (size_t i = begin; i < end; i++)
		if (read_report(c, (uint32_t)c->found.ptr[i], &r) && r.counts)
			figure |= r.stated && r.sure;
	for (size_t i = begin; i < end; i++) {
		if (!read_report(c, (uint32_t)c->found.ptr[i], &r) || !r.counts || (figure && !r.stated))
			continue;
		s.stated |= r.stated;
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
			c->failed |= !vec_push(&o->ties, (uint32_t)c->found.ptr[i]) || !vec_push(&o->words, r.words);
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
	vec_finish(&o->words);
}
