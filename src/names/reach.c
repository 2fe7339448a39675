/* Can two forms score so much at all, by what their tokens are like? Told before they are aligned.
 *
 * With A the most that a token agrees with any of the other form, t' the score looked for, what contradictions take of
 * it being put back, and C and O of the tokens that are like none,
 *
 *     Σ w max(0, A - t') / 2 >= t' (C + O)
 *
 * is needed: lemma 7 of docs/scoring.md. */
#include "names/score.h"

#define ROUNDING 1e-5 /* more than sums in another order can differ */

/** How similar each token is to the one that it is most like; 0: it is like none. */
struct alike {
	float own[NAME_TOKENS_MAX], other[NAME_TOKENS_MAX];
};

static void note(float *most, float similarity)
{
	if (similarity > *most)
		*most = similarity;
}

static void note_all(struct alike *a, const struct name_likenesses *l, size_t other, size_t own_count,
                     size_t other_count)
{
	for (uint32_t bits = l->own; bits; bits &= bits - 1) {
		size_t own = (size_t)__builtin_ctz(bits);
		float similarity = l->with[own].similarity;
		for (size_t k = 0; k < own_count; k++)
			note(&a->own[own + k], similarity);
		for (size_t k = 0; k < other_count; k++)
			note(&a->other[other + k], similarity);
	}
}

static void find_alike(struct alike *a, const struct duel_likenesses *l, size_t own_count, size_t other_count)
{
	for (size_t i = 0; i < own_count; i++)
		a->own[i] = 0;
	for (size_t j = 0; j < other_count; j++)
		a->other[j] = 0;
	for (size_t j = 0; j < other_count; j++) {
		note_all(a, &l->single[j], j, 1, 1);
		note_all(a, &l->joined[j], j, 1, 2);
		note_all(a, &l->whole[j], j, 2, 1);
	}
}

/** What tokens that are like none cost at least. */
struct lost {
	double contra, omitted;
};

/* A word that stands twice may be said again, which costs nothing. */
static struct lost sum_lost(const struct name_form *f, const struct name_traits *traits, const float *alike,
                            enum name_kind kind)
{
	struct lost lost = {0};

	for (size_t i = 0; i < f->count; i++) {
		const struct name_token *t = &f->token[i];
		if (alike[i] > 0 || !score_contradicts(t->part) || traits->twins >> i & 1)
			continue;
		lost.contra += (double)t->weight;
		lost.omitted += (double)t->weight * score_least_omission(t, kind);
	}
	return lost;
}

/* At least what a similarity counts, and not more from SIMILAR_MIDDLE on: a straight line through (1, 1). */
static double most_agreement(float similarity)
{
	const double slope = (1 - (double)AGREE_MIDDLE) / (1 - (double)SIMILAR_MIDDLE);

	return 1 - (1 - (double)similarity) * slope;
}

/* Half of what pairs with these tokens lift the sum over the score. */
static double sum_gains(const struct name_form *f, const float *alike, double score)
{
	double sum = 0;

	for (size_t i = 0; i < f->count; i++) {
		double over = most_agreement(alike[i]) - score;
		if (over > 0)
			sum += (double)f->token[i].weight * over / 2;
	}
	return sum;
}

static double omitted_beside(const struct lost *l, double contra)
{
	return l->contra > contra ? l->omitted * (1 - contra / l->contra) : 0;
}

bool duel_may_reach(const struct duel *d, const struct duel_likenesses *l, double least)
{
	struct alike a;
	const struct sides s = duel_sides(d);

	find_alike(&a, l, s.own->count, s.other->count);
	struct lost x = sum_lost(s.own, s.own_traits, a.own, d->kind);
	struct lost y = sum_lost(s.other, s.other_traits, a.other, d->kind);
	double contra = x.contra < y.contra ? x.contra : y.contra;
	double all = contra + omitted_beside(&x, contra) + omitted_beside(&y, contra);
	/* Numbers among them take half as much. */
	double doubt = (d->kind == NAME_ORGANIZATION ? contra / 2 : contra) / CONTRADICTION_FULL;
	double needed = (least - ROUNDING) / (1 - CONTRADICTION * (doubt < 1 ? doubt : 1));
	return sum_gains(s.own, a.own, needed) + sum_gains(s.other, a.other, needed) >= needed * all;
}
