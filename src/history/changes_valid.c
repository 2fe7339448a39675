/* Which listings and offices began or ended between two dates, by when it was true? A date that is not exact counts
 * when it may lie in between. */
#include "history/changes.h"

#include <stdlib.h>

/* TIES_NO: on no day in between. */
static ties_truth lies_within(const struct change_list *l, struct book_date d)
{
	if (d.kind != DATE_KNOWN || d.last <= l->after || d.first > l->until)
		return TIES_NO;
	return d.first > l->after && d.last <= l->until ? TIES_YES : TIES_POSSIBLY;
}

static bool wanted(const struct change_list *l, uint32_t dataset)
{
	return l->dataset == BOOK_NONE || l->dataset == dataset;
}

static ties_str *one(struct change_list *l, str s, size_t *count)
{
	ties_str *list = arena_array(l->arena, 1, sizeof *list);

	*count = 0;
	if (list && s.len)
		list[(*count)++] = s;
	return list;
}

static void add_listing(struct change_list *l, const struct book_listing *x, const char *change, struct book_date d,
                        uint32_t reason)
{
	ties_truth within = lies_within(l, d);

	if (within == TIES_NO || !change_wanted(l, change))
		return;
	if (d.first == TIES_DAY_MIN) {
		l->unbounded++;
		return;
	}
	ties_change c = change_of(l, change, change_entry(l->b, x->ref));
	c.when = history_when(l->b, d);
	c.within = within;
	c.jurisdiction = book_string(l->b, x->jurisdiction);
	c.regimes = one(l, book_string(l->b, x->regime), &c.regime_count);
	c.label = book_string(l->b, x->label);
	c.status = strcmp(change, "removed") == 0 ? book_string(l->b, x->status) : STR("");
	c.reason = book_string(l->b, reason);
	c.source = book_string(l->b, x->source);
	c.confidence = (ties_confidence)d.confidence;
	c.record_schema = STR("Sanction");
	change_push(l, &c);
}

static void add_office(struct change_list *l, const struct book_office *x, bool began)
{
	struct book_date d = began ? x->from : x->to;
	ties_truth within = lies_within(l, d);

	if (within == TIES_NO || d.first == TIES_DAY_MIN || !change_wanted(l, began ? "began" : "ended"))
		return;
	ties_change c = change_of(l, began ? "began" : "ended", x->ref);
	const struct book_entity *holder = BOOK_AT(l->b, ENTITY, x->entity);
	c.when = history_when(l->b, d);
	c.within = within;
	c.id = book_string(l->b, holder->id);
	c.caption = book_string(l->b, holder->caption);
	c.schema = str_from(model_schema_name(holder->schema < SCHEMA_COUNT ? holder->schema : SCHEMA_THING));
	c.jurisdiction = book_string(l->b, x->jurisdiction);
	c.property = STR("post");
	c.record_schema = STR("Occupancy");
	if (began)
		c.after = one(l, book_string(l->b, x->position), &c.after_count);
	else
		c.before = one(l, book_string(l->b, x->position), &c.before_count);
	c.source = book_string(l->b, x->source);
	c.confidence = (ties_confidence)d.confidence;
	change_push(l, &c);
}

void changes_valid_listing(struct change_list *l, uint32_t item)
{
	const struct book_listing *x = BOOK_AT(l->b, LISTING, item);

	if (x->known_until != TIES_DAY_MAX || !wanted(l, x->dataset))
		return;
	add_listing(l, x, "added", x->from, x->reason);
	add_listing(l, x, "removed", x->to, x->end_reason);
}

void changes_valid_office(struct change_list *l, uint32_t item)
{
	const struct book_office *x = BOOK_AT(l->b, OFFICE, item);

	if (x->known_until != TIES_DAY_MAX || !wanted(l, x->dataset))
		return;
	add_office(l, x, true);
	add_office(l, x, false);
}

void changes_valid(struct change_list *l)
{
	for (uint32_t i = 0; i < l->b->LISTING.count && !l->failed; i++)
		changes_valid_listing(l, i);
	for (uint32_t i = 0; i < l->b->OFFICE.count && !l->failed; i++)
		changes_valid_office(l, i);
}

/* ---- who followed whom ----------------------------------------------------------------------------------- */

/** Days from one change to another: at least, at most. */
struct lag {
	int64_t least, most;
};

static struct lag lag_between(const ties_change *first, const ties_change *then)
{
	return (struct lag){
	    .least = (int64_t)then->when.first - first->when.last,
	    .most = (int64_t)then->when.last - first->when.first,
	};
}

static bool is_act(const ties_change *c)
{
	return strcmp(c->change, "added") == 0 || strcmp(c->change, "removed") == 0;
}

/* By entity and what happened; then by date, as they were. */
static int by_entity(const void *left, const void *right)
{
	const ties_change *a = *(const ties_change *const *)left, *b = *(const ties_change *const *)right;
	int order = str_compare(a->id, b->id);

	if (!order)
		order = strcmp(a->change, b->change);
	return order ? order : a < b ? -1 : a > b;
}

static bool same_act(const ties_change *a, const ties_change *b)
{
	return str_equal(a->id, b->id) && strcmp(a->change, b->change) == 0;
}

/** What jurisdiction `first` did, by entity. */
struct leaders {
	const ties_change **list;
	size_t count;
};

static struct leaders find_leaders(const struct change_list *l, str first)
{
	struct leaders leaders = {.list = arena_array(l->arena, l->list.len, sizeof(const ties_change *))};

	for (size_t i = 0; leaders.list && i < l->list.len; i++)
		if (is_act(&l->list.ptr[i]) && str_equal_nocase(l->list.ptr[i].jurisdiction, first))
			leaders.list[leaders.count++] = &l->list.ptr[i];
	if (leaders.count)
		qsort(leaders.list, leaders.count, sizeof *leaders.list, by_entity);
	return leaders;
}

/* The last act that `c` followed, or possibly followed, within the time; NULL for none. */
static const ties_change *leader_of(const struct leaders *leaders, const ties_change *c, int32_t within)
{
	const ties_change *best = NULL;
	size_t low = 0, high = leaders->count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		const ties_change *x = leaders->list[mid];
		int order = str_compare(x->id, c->id);
		if (!order)
			order = strcmp(x->change, c->change);
		if (order < 0)
			low = mid + 1;
		else
			high = mid;
	}
	for (; low < leaders->count && same_act(leaders->list[low], c); low++) {
		struct lag lag = lag_between(leaders->list[low], c);
		if (lag.most >= 0 && (within == 0 || lag.least <= within))
			best = leaders->list[low];
	}
	return best;
}

void changes_keep_following(struct change_list *l, str first, int32_t within)
{
	struct leaders leaders = find_leaders(l, first);
	ties_change *following = arena_array(l->arena, l->list.len, sizeof *following);
	size_t kept = 0;

	for (size_t i = 0; following && i < l->list.len; i++) {
		const ties_change *c = &l->list.ptr[i];
		const ties_change *x =
		    is_act(c) && !str_equal_nocase(c->jurisdiction, first) ? leader_of(&leaders, c, within) : NULL;
		if (!x)
			continue;
		struct lag lag = lag_between(x, c);
		following[kept] = *c;
		following[kept].follows = x->when;
		following[kept].lag_first = lag.least < 0 ? 0 : (int32_t)lag.least;
		following[kept].lag_last = (int32_t)lag.most;
		if (lag.least < 0 || (within && lag.most > within))
			following[kept].within = TIES_POSSIBLY;
		kept++;
	}
	if (kept)
		memcpy(l->list.ptr, following, kept * sizeof *following);
	l->list.len = kept;
}
