/* Shares against naive oracles, on random ownership with cycles.
 *
 *   reach     is the intersection of all sets that hold the listed and are closed under the rule (all subsets tried);
 *             where owners count alone, what one of the listed reaches, for each of them
 *   economic  without cycles: the sum over all paths of the products of their shares
 *   order     of holdings changes nothing; what is reached for certain is reached possibly */
#include "graph/ownership.h"
#include "random.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { NODES = 7, HOLDINGS_MAX = 14, ROUNDS = 20000 };

struct world {
	struct share_holding list[HOLDINGS_MAX];
	size_t count;
	bool seed[NODES]; /* listed */
	bool open[NODES]; /* may be anybody's */
};

static struct world make(struct random *r, bool acyclic)
{
	struct world w = {.count = below(r, HOLDINGS_MAX + 1)};

	for (size_t i = 0; i < w.count; i++) {
		struct share_holding *h = &w.list[i];
		do {
			h->owner = below(r, NODES);
			h->asset = below(r, NODES);
		} while (h->owner == h->asset || (acyclic && h->owner < h->asset));
		static const uint32_t shares[] = {0, 100000, 250000, 499999, 500000, 500001, 510000, 1000000};
		h->share.low = PICK(r, shares);
		h->share.high = PICK(r, shares);
		if (h->share.high < h->share.low)
			h->share.high = h->share.low;
	}
	for (int n = 0; n < NODES; n++)
		w.seed[n] = below(r, 4) == 0, w.open[n] = below(r, 10) == 0;
	return w;
}

static uint32_t value(const struct share_holding *h, bool most)
{
	return most ? h->share.high : h->share.low;
}

/** What a set holds of a node. */
static uint64_t held_by(const struct world *w, bool most, unsigned set, uint32_t node)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < w->count; i++)
		sum += w->list[i].asset == node && (set >> w->list[i].owner & 1) ? value(&w->list[i], most) : 0;
	return sum;
}

static bool is_closed(const struct world *w, const ties_ownership_rule *rule, bool most, unsigned set)
{
	for (uint32_t n = 0; n < NODES; n++) {
		uint64_t held = held_by(w, most, set, n), half = SHARE_WHOLE / 2;
		if ((rule->more_than ? held > half : held >= half) && !(set >> n & 1))
			return false;
	}
	return true;
}

/** How far listings reach, and what of each node those reached hold. */
struct reach {
	unsigned set;
	uint64_t held[NODES];
};

/* From those in `seeds`, together. */
static void add_closure(struct reach *r, const struct world *w, const ties_ownership_rule *rule, bool most,
                        unsigned seeds)
{
	unsigned least = (1u << NODES) - 1;

	for (unsigned set = 0; set < 1u << NODES; set++)
		if ((seeds & ~set) == 0 && is_closed(w, rule, most, set))
			least &= set;
	r->set |= least;
	for (uint32_t n = 0; n < NODES; n++) {
		uint64_t held = held_by(w, most, least, n);
		r->held[n] = held > r->held[n] ? held : r->held[n];
	}
}

static unsigned set_of(const bool *in)
{
	unsigned set = 0;

	for (int n = 0; n < NODES; n++)
		set |= (unsigned)in[n] << n;
	return set;
}

static struct reach naive_reach(const struct world *w, const ties_ownership_rule *rule, bool most)
{
	unsigned seeds = set_of(w->seed), open = most ? set_of(w->open) : 0;
	struct reach r = {0};

	add_closure(&r, w, rule, most, open | (rule->adds_up ? seeds : 0));
	for (uint32_t n = 0; n < NODES && !rule->adds_up; n++)
		if (seeds >> n & 1)
			add_closure(&r, w, rule, most, open | 1u << n);
	return r;
}

static struct reach reach(const struct world *w, const ties_ownership_rule *rule, bool most)
{
	bool reached[NODES], alone[NODES];
	uint64_t sums[NODES];
	struct reach r;

	share_reach(w->list, w->count, rule, most,
	            &(struct share_reach){.listed = w->seed,
	                                  .open = most ? w->open : NULL,
	                                  .reached = reached,
	                                  .held = r.held,
	                                  .alone = alone,
	                                  .sums = sums,
	                                  .nodes = NODES});
	r.set = set_of(reached);
	return r;
}

static bool is_same(struct reach a, struct reach b)
{
	return a.set == b.set && memcmp(a.held, b.held, sizeof a.held) == 0;
}

static double naive_part(const struct world *w, uint32_t node, bool most)
{
	double part = 0;

	if (w->seed[node])
		return 1;
	for (size_t i = 0; i < w->count; i++)
		if (w->list[i].asset == node)
			part += value(&w->list[i], most) * naive_part(w, w->list[i].owner, most) / SHARE_WHOLE;
	return part > 1 ? 1 : part;
}

static bool economic_agrees(const struct world *w)
{
	double part[NODES], next[NODES];

	for (int most = 0; most < 2; most++) {
		share_economic(w->list, w->count, most, w->seed, part, next, NODES);
		for (uint32_t n = 0; n < NODES; n++)
			if (fabs(part[n] - naive_part(w, n, most)) > 1e-9)
				return false;
	}
	return true;
}

static bool reach_agrees(struct random *r, struct world w)
{
	bool well = true;

	for (const ties_ownership_rule *rule = ties_ownership_rules(); rule->jurisdiction; rule++) {
		struct reach sure = reach(&w, rule, false), possible = reach(&w, rule, true);
		well &= is_same(sure, naive_reach(&w, rule, false)) && is_same(possible, naive_reach(&w, rule, true));
		well &= (sure.set & ~possible.set) == 0;
		for (size_t i = w.count; i > 1; i--) { /* shuffled */
			size_t k = below(r, (uint32_t)i);
			struct share_holding h = w.list[i - 1];
			w.list[i - 1] = w.list[k];
			w.list[k] = h;
		}
		well &= is_same(reach(&w, rule, false), sure) && is_same(reach(&w, rule, true), possible);
	}
	return well;
}

/* No share is above what the least of the others leaves, and none is below its own least. */
static bool bound_agrees(struct world w)
{
	struct world before = w;
	uint64_t sums[NODES];

	share_bound(w.list, w.count, sums, NODES);
	for (size_t i = 0; i < w.count; i++) {
		uint64_t others = 0;
		for (size_t k = 0; k < w.count; k++)
			others += k != i && w.list[k].asset == w.list[i].asset ? before.list[k].share.low : 0;
		uint64_t left = others < SHARE_WHOLE ? SHARE_WHOLE - others : 0;
		uint64_t most = before.list[i].share.high < left ? before.list[i].share.high : left;
		if (w.list[i].share.low != before.list[i].share.low ||
		    w.list[i].share.high != (most > w.list[i].share.low ? most : w.list[i].share.low))
			return false;
	}
	return true;
}

int main(void)
{
	struct random r = {0x6f776e6564};
	size_t reached = 0, economic = 0, bounded = 0;

	for (int i = 0; i < ROUNDS; i++) {
		struct world w = make(&r, false);
		reached += reach_agrees(&r, w);
		bounded += bound_agrees(w);
		economic += economic_agrees(&(struct world){0}) && (w = make(&r, true), economic_agrees(&w));
	}
	printf("1..3\n");
	printf("%s 1 - the listed reach what the least closed set has: %zu of %d worlds\n",
	       reached == ROUNDS ? "ok" : "not ok", reached, ROUNDS);
	printf("%s 2 - parts are those of all paths: %zu of %d worlds\n", economic == ROUNDS ? "ok" : "not ok",
	       economic, ROUNDS);
	printf("%s 3 - shares make no more than the whole: %zu of %d worlds\n", bounded == ROUNDS ? "ok" : "not ok",
	       bounded, ROUNDS);
	return 0;
}
