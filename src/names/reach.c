/* Can two forms score so much at all, by what their tokens are like? Told before they are aligned.
 *
 * With A the most that a token agrees with any of the other form, t' the score looked for, what contradictions take of
 * it being put back, and C and O of the tokens that are like none,
 *
 *     Σ w max(0, A - t') / 2 >= t' (C + O)
 *
 * is needed: lemma 7 of docs/scoring.md. Of common names more is looked for: lemma 10. */
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
	double strange; /* of what is omitted, that which most people do not leave out */
	double numbers; /* weight of all numbers, which may be left over though they are like some */
};

/* A word that stands twice may be said again, which costs nothing. */
static struct lost sum_lost(const struct name_form *f, const struct name_traits *traits, const float *alike,
                            enum name_kind kind)
{
	struct lost lost = {0};

	for (size_t i = 0; i < f->count; i++) {
		const struct name_token *t = &f->token[i];
		lost.numbers += t->part == PART_NUMBER ? (double)t->weight : 0;
		if (alike[i] > 0 || !score_contradicts(t->part) || traits->twins >> i & 1)
			continue;
		double omitted = (double)t->weight * score_least_omission(t, kind);
		lost.contra += (double)t->weight;
		lost.omitted += omitted;
		lost.strange += score_is_often_omitted(t->part) ? 0 : omitted;
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

/* What of it remains beside so much that contradicts, of `l` as well. */
static double beside(const struct lost *l, double contra, double omitted)
{
	return l->contra > contra ? omitted * (1 - contra / l->contra) : 0;
}

static double least(double a, double b)
{
	return a < b ? a : b;
}

/* Numbers among what contradicts take half as much. */
static double find_doubt(enum name_kind kind, double contra, const struct lost *x, const struct lost *y)
{
	double numbers = kind == NAME_ORGANIZATION ? least(contra, least(x->numbers, y->numbers)) : 0;

	return least(1, (contra - numbers / 2) / CONTRADICTION_FULL);
}

/* All pairs together: every one has a token of either form, and of each one has the greatest. Two joined are not looked
 * at. */
static double sum_named(const struct sides *s, const struct duel_likenesses *l)
{
	double own_most[NAME_TOKENS_MAX] = {0}, by_own = 0, by_other = 0;

	for (size_t other = 0; other < s->other->count; other++) {
		double most = 0;
		if (l->joined[other].own | l->whole[other].own)
			return THIN_WEIGHED;
		for (uint32_t bits = l->single[other].own; bits; bits &= bits - 1) {
			size_t own = (size_t)__builtin_ctz(bits);
			const struct name_token *a = &s->own->token[own], *b = &s->other->token[other];
			double named = (double)score_most_named(a->weight, a->part, b->weight, b->part) *
			               (double)score_agreement(l->single[other].with[own].similarity);
			most = named > most ? named : most;
			own_most[own] = named > own_most[own] ? named : own_most[own];
		}
		by_other += most;
	}
	for (size_t own = 0; own < s->own->count; own++)
		by_own += own_most[own];
	return least(by_own, by_other);
}

bool duel_may_reach(const struct duel *d, const struct duel_likenesses *l, double least_score)
{
	struct alike a;
	const struct sides s = duel_sides(d);

	find_alike(&a, l, s.own->count, s.other->count);
	struct lost x = sum_lost(s.own, s.own_traits, a.own, d->kind);
	struct lost y = sum_lost(s.other, s.other_traits, a.other, d->kind);
	double contra = least(x.contra, y.contra);
	double all = contra + beside(&x, contra, x.omitted) + beside(&y, contra, y.omitted);
	double needed = (least_score - ROUNDING) / (1 - CONTRADICTION * find_doubt(d->kind, contra, &x, &y));
	if (sum_gains(s.own, a.own, needed) + sum_gains(s.other, a.other, needed) < needed * all)
		return false;
	double strange = contra + beside(&x, contra, x.strange) + beside(&y, contra, y.strange);
	if (d->kind != NAME_PERSON || !d->weighed || strange <= 0)
		return true;
	needed /= score_most_of_common(sum_named(&s, l), strange, true);
	return sum_gains(s.own, a.own, needed) + sum_gains(s.other, a.other, needed) >= needed * all;
}
