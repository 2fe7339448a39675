/* The best assignment: every token in at most one pair, greatest sum of gains.
 *
 * When no two candidates share a token, all are taken: the usual case. Otherwise branch and bound over the left
 * tokens in order, best candidate first; what the remaining tokens could gain at most bounds a branch. Exact up to
 * ASSIGN_STEPS branches, which only names of many similar words reach; then the best found so far stands. The search
 * begins with equal words paired, so that a name is always itself. */
#include "names/score.h"

struct search {
	const struct duel *d;
	float bound[NAME_TOKENS_MAX + 1]; /* what the left tokens from i on gain at most */
	float best;
	size_t best_count, count;
	uint16_t best_pick[NAME_TOKENS_MAX], pick[NAME_TOKENS_MAX];
	unsigned steps;
};

static uint32_t mask_of(unsigned first, unsigned count)
{
	return ((1u << count) - 1) << first;
}

/* All candidates, if none shares a token with another. */
static bool take_all(struct duel *d)
{
	uint32_t left = 0, right = 0;

	d->pick_count = 0;
	for (size_t k = 0; k < d->edge_count; k++) {
		const struct edge *e = &d->edge[k];
		uint32_t l = mask_of(e->left, e->left_count), r = mask_of(e->right, e->right_count);
		if (left & l || right & r)
			return false;
		left |= l;
		right |= r;
		d->pick[d->pick_count++] = (uint16_t)k;
	}
	return true;
}

static void visit(struct search *s, size_t i, uint32_t used, float gained)
{
	const struct duel *d = s->d;

	if (s->steps == 0)
		return;
	s->steps--;
	if (gained > s->best) {
		s->best = gained;
		s->best_count = s->count;
		memcpy(s->best_pick, s->pick, s->count * sizeof *s->pick);
	}
	if (i >= d->left->count || gained + s->bound[i] <= s->best)
		return;
	for (size_t k = d->first_edge[i]; k < d->first_edge[i + 1]; k++) {
		const struct edge *e = &d->edge[k];
		uint32_t r = mask_of(e->right, e->right_count);
		if (used & r)
			continue;
		s->pick[s->count++] = (uint16_t)k;
		visit(s, i + e->left_count, used | r, gained + e->gain);
		s->count--;
	}
	visit(s, i + 1, used, gained);
}

/* Takes what still fits: equal words first, then the rest in order. */
static void begin_with_equals(struct search *s)
{
	const struct duel *d = s->d;
	bool taken[EDGES_MAX] = {false};
	uint32_t left = 0, right = 0;

	for (int pass = 0; pass < 2; pass++) {
		for (size_t k = 0; k < d->edge_count; k++) {
			const struct edge *e = &d->edge[k];
			uint32_t l = mask_of(e->left, e->left_count), r = mask_of(e->right, e->right_count);
			if (left & l || right & r || (pass == 0 && !e->same))
				continue;
			left |= l;
			right |= r;
			taken[k] = true;
		}
	}
	s->best = 0;
	s->best_count = 0;
	for (size_t k = 0; k < d->edge_count; k++) {
		if (!taken[k])
			continue;
		s->best += d->edge[k].gain;
		s->best_pick[s->best_count++] = (uint16_t)k;
	}
}

void duel_assign(struct duel *d)
{
	struct search s;

	if (take_all(d))
		return;
	s.d = d;
	s.count = 0;
	begin_with_equals(&s);
	s.steps = ASSIGN_STEPS;
	s.bound[d->left->count] = 0;
	for (size_t i = d->left->count; i-- > 0;) {
		bool any = d->first_edge[i] < d->first_edge[i + 1];
		s.bound[i] = s.bound[i + 1] + (any ? d->edge[d->first_edge[i]].gain : 0);
	}
	visit(&s, 0, 0, 0);
	d->pick_count = s.best_count;
	memcpy(d->pick, s.best_pick, s.best_count * sizeof *d->pick);
}
