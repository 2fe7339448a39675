/* Who is meant, who owns it, and would the listings of the owners reach it? */
#include "ties/owned.h"
#include "graph/ownership.h"
#include "history/history.h"
#include "match/match.h"

#include <stdlib.h>

enum { DEPTH_DEFAULT = 8, DEPTH_MAX = 16, LIMIT_DEFAULT = 1000, LIMIT_MAX = 100000 };

static const ties_ownership_rule rules[] = {
    {"US", "50 % or more, blocked owners together",
     "OFAC, Revised Guidance on Entities Owned by Persons Whose Property and Interests in Property Are Blocked, 13 "
     "August "
     "2014; FAQ 398 to 402",
     50, false, true},
    {"EU", "more than 50 %, listed owners together",
     "Council of the EU, Best Practices for the effective implementation of restrictive measures, document 8519/18, on "
     "ownership and control",
     50, true, true},
    {"GB", "more than 50 %, one listed owner",
     "The Russia (Sanctions) (EU Exit) Regulations 2019, regulation 7, and its like; OFSI, UK Financial Sanctions "
     "General "
     "Guidance, on ownership and control",
     50, true, false},
    {NULL, NULL, NULL, 0, false, false},
};

const ties_ownership_rule *ties_ownership_rules(void)
{
	return rules;
}

struct owned_block {
	ties_owned owned; /* first: the public pointer is the block */
	struct arena arena;
};

/** A question being answered. */
struct asking {
	struct owned_block *block;
	const ties_book *book;
	struct history_time time;
	struct ownership graph;
	ties_entity *entities; /* of each node, as it was on the date */
	VEC(uint32_t) order;   /* holdings as they are told */
	VEC(bool) again;
	bool *told; /* by node: what lies behind it is */
	ties_error *err;
};

/* ---- who is listed -------------------------------------------------------------------------------------------------
 */

/* Lists that block nothing: of OFAC the consolidated one beside the SDN. */
static bool blocks(const ties_listing *l)
{
	return !str_is(l->dataset, "us_ofac_cons");
}

/* By that jurisdiction, or by any. */
static ties_truth listed(const ties_entity *entity, const char *jurisdiction)
{
	ties_truth best = TIES_NO;

	for (size_t i = 0; i < entity->listing_count; i++) {
		const ties_listing *l = &entity->listings[i];
		if ((jurisdiction && !str_is(l->jurisdiction, jurisdiction)) || !blocks(l) || l->on == TIES_NO)
			continue;
		if (l->on == TIES_YES)
			return TIES_YES;
		best = l->on;
	}
	return best;
}

/** Room for reckoning, by node. */
struct room {
	bool *listed[2]; /* for certain, possibly */
	struct share_reach reach[2];
	double *part, *next;
	uint32_t nodes;
};

static bool make_room(struct room *r, uint32_t nodes, const bool *open, struct arena *arena)
{
	uint64_t *sums = arena_array(arena, nodes, sizeof *sums);
	bool *alone = arena_array(arena, nodes, sizeof *alone);

	r->nodes = nodes;
	for (int i = 0; i < 2; i++) {
		r->listed[i] = arena_array(arena, nodes, sizeof *r->listed[i]);
		r->reach[i] = (struct share_reach){.listed = r->listed[i],
		                                   .open = i ? open : NULL,
		                                   .reached = arena_array(arena, nodes, sizeof(bool)),
		                                   .held = arena_array(arena, nodes, sizeof(uint64_t)),
		                                   .alone = alone,
		                                   .sums = sums,
		                                   .nodes = nodes};
	}
	r->part = arena_array(arena, nodes, sizeof *r->part);
	r->next = arena_array(arena, nodes, sizeof *r->next);
	return !arena->failed;
}

/* Marks the listed owners; the entity itself is what is asked about. False when there are none, nor any whose owners
 * were not looked at. */
static bool mark_listed(const struct asking *a, struct room *room, const char *jurisdiction)
{
	bool any = false;

	for (uint32_t n = 0; n < room->nodes; n++) {
		ties_truth on = n ? listed(&a->entities[n], jurisdiction) : TIES_NO;
		room->listed[0][n] = on == TIES_YES;
		room->listed[1][n] = on != TIES_NO;
		any |= on != TIES_NO || a->graph.open.ptr[n];
	}
	return any;
}

static double per_cent(uint64_t share)
{
	return (double)share * 100 / SHARE_WHOLE;
}

static ties_reach reach_of(const struct asking *a, const struct room *room, const ties_ownership_rule *rule,
                           uint32_t asset)
{
	const struct share_reach *sure = &room->reach[0], *most = &room->reach[1];
	uint64_t held = most->held[asset] < SHARE_WHOLE ? most->held[asset] : SHARE_WHOLE;
	ties_reach r = {.rule = rule, .reached = TIES_NO};

	if (a->graph.open.ptr[asset] && !a->block->owned.assets)
		held = SHARE_WHOLE;
	r.share = (ties_share){per_cent(sure->held[asset]), per_cent(held), true};
	if (sure->reached[asset])
		r.reached = TIES_YES;
	else if (most->reached[asset])
		r.reached = TIES_POSSIBLY;
	return r;
}

static void spread(const struct asking *a, const struct room *room, const ties_ownership_rule *rule)
{
	for (int most = 0; most < 2; most++)
		share_reach(a->graph.holdings.ptr, a->graph.holdings.len, rule, most != 0, &room->reach[most]);
}

/* What listed owners have in the end. Who was not looked at may be listed. */
static void fill_economic(struct asking *a, struct room *room)
{
	const struct share_holding *h = a->graph.holdings.ptr;
	size_t count = a->graph.holdings.len;
	ties_share *out = &a->block->owned.economic;

	if (!mark_listed(a, room, NULL))
		return;
	for (uint32_t n = 0; n < room->nodes; n++)
		room->listed[1][n] |= a->graph.open.ptr[n];
	share_economic(h, count, false, room->listed[0], room->part, room->next, room->nodes);
	out->low = room->part[0] * 100;
	share_economic(h, count, true, room->listed[1], room->part, room->next, room->nodes);
	out->high = room->part[0] * 100;
	out->stated = true;
}

static ties_code reach_owners(struct asking *a, struct room *room)
{
	ties_owned *out = &a->block->owned;
	ties_reach *reaches = arena_array(&a->block->arena, sizeof rules / sizeof *rules, sizeof *reaches);

	if (!reaches)
		return error_nomem(a->err);
	out->reaches = reaches;
	for (const ties_ownership_rule *rule = rules; rule->jurisdiction; rule++) {
		if (!mark_listed(a, room, rule->jurisdiction))
			continue;
		spread(a, room, rule);
		reaches[out->reach_count++] = reach_of(a, room, rule, 0);
	}
	fill_economic(a, room);
	return TIES_OK;
}

/* As if the entity were listed, and nobody else: how far the first rule would carry that. */
static ties_code reach_assets(struct asking *a, struct room *room)
{
	ties_owned *out = &a->block->owned;
	ties_reach *reaches = arena_array(&a->block->arena, a->order.len, sizeof *reaches);

	if (!reaches)
		return error_nomem(a->err);
	room->listed[0][0] = room->listed[1][0] = true;
	spread(a, room, &rules[0]);
	for (size_t i = 0; i < a->order.len; i++)
		reaches[i] = reach_of(a, room, &rules[0], a->graph.holdings.ptr[a->order.ptr[i]].asset);
	out->reaches = reaches;
	out->reach_count = a->order.len;
	return TIES_OK;
}

/* ---- telling -------------------------------------------------------------------------------------------------------
 */

static uint32_t near_end(const struct asking *a, uint32_t holding)
{
	const struct share_holding *h = &a->graph.holdings.ptr[holding];

	return a->block->owned.assets ? h->owner : h->asset;
}

static uint32_t far_end(const struct asking *a, uint32_t holding)
{
	const struct share_holding *h = &a->graph.holdings.ptr[holding];

	return a->block->owned.assets ? h->asset : h->owner;
}

/* The largest share first, then by id. */
static int compare_holdings(const void *left, const void *right, void *context)
{
	const struct asking *a = context;
	uint32_t l = *(const uint32_t *)left, r = *(const uint32_t *)right;
	struct share x = a->graph.holdings.ptr[l].share, y = a->graph.holdings.ptr[r].share;

	if (x.low != y.low)
		return x.low > y.low ? -1 : 1;
	if (x.high != y.high)
		return x.high > y.high ? -1 : 1;
	return str_compare(a->entities[far_end(a, l)].id, a->entities[far_end(a, r)].id);
}

/* The holdings of one node stand together, in the order of the nodes. */
static struct book_range holdings_of(const struct asking *a, uint32_t node)
{
	uint32_t begin = 0, end = (uint32_t)a->graph.holdings.len;

	while (begin < end) {
		uint32_t middle = begin + (end - begin) / 2;
		if (near_end(a, middle) < node)
			begin = middle + 1;
		else
			end = middle;
	}
	while (end < a->graph.holdings.len && near_end(a, end) == node)
		end++;
	return (struct book_range){begin, end};
}

/* Depth first: what lies behind a holding stands under it, once. */
static bool put_in_order(struct asking *a, uint32_t node, unsigned depth)
{
	struct book_range r = holdings_of(a, node);
	uint32_t *list = arena_array(&a->block->arena, r.end - r.begin, sizeof *list);
	bool well = list != NULL;

	a->told[node] = true;
	for (uint32_t i = r.begin; well && i < r.end; i++)
		list[i - r.begin] = i;
	if (well && r.end > r.begin)
		qsort_r(list, r.end - r.begin, sizeof *list, compare_holdings, a);
	for (uint32_t i = 0; well && i < r.end - r.begin; i++) {
		uint32_t next = far_end(a, list[i]);
		struct book_range behind = holdings_of(a, next);
		bool again = a->told[next] && behind.end > behind.begin;
		well = vec_push(&a->order, list[i]) && vec_push(&a->again, again);
		if (well && !a->told[next] && depth < DEPTH_MAX)
			well = put_in_order(a, next, depth + 1);
	}
	return well;
}

static ties_code fill_entities(struct asking *a)
{
	a->entities = arena_array(&a->block->arena, a->graph.nodes.len, sizeof *a->entities);
	a->told = arena_array(&a->block->arena, a->graph.nodes.len, sizeof *a->told);
	if (!a->entities || !a->told)
		return error_nomem(a->err);
	for (size_t i = 0; i < a->graph.nodes.len; i++) {
		ties_code rc =
		    history_entity(&a->entities[i], a->book, a->graph.nodes.ptr[i], &a->time, &a->block->arena, a->err);
		if (rc != TIES_OK)
			return rc;
	}
	return TIES_OK;
}

/* Who says so, with the figures of the day asked about. */
static const ties_tie *tell_reports(const struct asking *a, struct ownership_reports r)
{
	struct arena *arena = &a->block->arena;
	ties_tie *ties = arena_array(arena, r.end - r.begin, sizeof *ties);

	if (!ties)
		return NULL;
	graph_tell_ties(ties, a->book, a->graph.ties.ptr + r.begin, r.end - r.begin, a->time.on,
	                history_known_day(&a->time), arena);
	for (uint32_t t = r.begin; t < r.end; t++) {
		ties[t - r.begin].share = graph_share_text(a->graph.words.ptr[t].percentage, arena);
		ties[t - r.begin].role = a->graph.words.ptr[t].role;
	}
	graph_sort_ties(ties, r.end - r.begin);
	return ties;
}

static ties_code tell(struct asking *a)
{
	struct arena *arena = &a->block->arena;
	ties_holding *list = arena_array(arena, a->order.len, sizeof *list);

	for (size_t i = 0; list && i < a->order.len; i++) {
		uint32_t k = a->order.ptr[i];
		const struct share_holding *h = &a->graph.holdings.ptr[k];
		struct ownership_reports r = a->graph.reports.ptr[k];
		list[i] = (ties_holding){
		    .depth = a->graph.depth.ptr[near_end(a, k)] + 1u,
		    .owner = a->entities[h->owner],
		    .asset = a->entities[h->asset],
		    .share = {per_cent(h->share.low), per_cent(h->share.high), a->graph.stated.ptr[k] != 0},
		    .on = (ties_truth)a->graph.on.ptr[k],
		    .reports = tell_reports(a, r),
		    .report_count = r.end - r.begin,
		    .again = a->again.ptr[i]};
	}
	a->block->owned.holdings = list;
	a->block->owned.holding_count = a->order.len;
	a->block->owned.cut = a->graph.cut;
	return arena->failed ? error_nomem(a->err) : TIES_OK;
}

/* ---- the answer ----------------------------------------------------------------------------------------------------
 */

static ties_code answer(struct asking *a, uint32_t entity, const ties_owned_options *options)
{
	const struct ownership_question question = {
	    .assets = options->assets,
	    .on = a->time.on,
	    .known_day = history_known_day(&a->time),
	    .depth = options->depth ? options->depth < DEPTH_MAX ? options->depth : DEPTH_MAX : DEPTH_DEFAULT,
	    .limit = options->limit ? options->limit < LIMIT_MAX ? options->limit : LIMIT_MAX : LIMIT_DEFAULT};
	struct room room;
	ties_code rc = ownership_collect(&a->graph, a->book, entity, &question, a->err);

	if (rc == TIES_OK)
		rc = fill_entities(a);
	if (rc == TIES_OK &&
	    (!put_in_order(a, 0, 0) || !make_room(&room, (uint32_t)a->graph.nodes.len,
	                                          options->assets ? NULL : a->graph.open.ptr, &a->block->arena)))
		rc = error_nomem(a->err);
	if (rc != TIES_OK)
		return rc;
	share_bound(a->graph.holdings.ptr, a->graph.holdings.len, room.reach[0].sums, room.nodes);
	rc = options->assets ? reach_assets(a, &room) : reach_owners(a, &room);
	return rc == TIES_OK ? tell(a) : rc;
}

ties_code ties_owned_of(const ties_book *book, ties_str entity, const ties_owned_options *given, ties_owned **out,
                        ties_error *err)
{
	struct owned_block *block = calloc(1, sizeof *block);
	struct asking a = {.block = block, .book = book, .err = err};
	ties_owned_options options = {.size = sizeof options};

	*out = NULL;
	if (!block)
		return error_nomem(err);
	if (given)
		memcpy(&options, given, given->size < sizeof options ? given->size : sizeof options);
	block->owned.assets = options.assets;
	ties_code rc = history_time_read(&a.time, &options.time, &block->arena, err);
	if (rc == TIES_OK)
		rc = ties_status_of(book, entity, &options.time, false, &block->owned.entity, err);
	if (rc == TIES_OK && block->owned.entity->candidate_count == 1)
		rc = answer(&a, book_entity_by_id(book, block->owned.entity->candidates[0].entity.id), &options);
	ownership_finish(&a.graph);
	vec_finish(&a.order);
	vec_finish(&a.again);
	if (rc == TIES_OK)
		*out = &block->owned;
	else
		ties_owned_free(&block->owned);
	return rc;
}

void ties_owned_free(ties_owned *owned)
{
	struct owned_block *block = (struct owned_block *)owned;

	if (!block)
		return;
	ties_status_free(block->owned.entity);
	arena_finish(&block->arena);
	free(block);
}
