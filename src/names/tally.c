/* What all tokens of another form allow together, or what it has left over at least: lemmas 4 to 6, 8 and 10
 * of docs/scoring.md. */
#include "names/score.h"

static float least(float a, float b)
{
	return a < b ? a : b;
}

static float most(float a, float b)
{
	return a > b ? a : b;
}

/* What a pair with it names at most. An initial of the other form weighs no more than a generic word, and is equal to a
 * word of one letter. */
static float most_named(const struct name_token *t)
{
	bool letter = t->text.len == 1;
	float by_initial = (t->weight + (float)LESSER_TELLING_MOST) / 2;

	if (t->part == PART_INITIAL)
		return (t->weight + 1) / 2;
	if (letter || score_contradicts(t->part))
		return most(t->weight, letter ? by_initial : by_initial * score_agreement(SIMILAR_INITIAL));
	return t->weight;
}

static __attribute__((noinline)) void sum_own(struct name_side *out, const struct name_bound *bound, unsigned bits)
{
	struct name_side s = {.bits = bits | NAME_SIDE_KNOWN};

	for (size_t i = 0; i < bound->form->count; i++) {
		const struct name_token *t = &bound->form->token[i];
		bool near = bits & bound->near_of[i];
		float lost = !near && score_contradicts(t->part) ? t->weight : 0;
		float omitted = (float)((double)lost * bound->rules->omission[t->part]);
		float number = t->part == PART_NUMBER ? t->weight : 0, strange = score_strange(t->part, omitted);
		s.telling_near += near && score_is_telling(t->part) ? 1 : 0;
		s.named += near ? most_named(t) : 0;
		s.sums += (name_sums){lost, omitted, bound->rules->person ? strange : number,
		                      near && !bound->weak_of[i] ? t->weight : 0};
	}
	*out = s;
}

/* Few bits come together in one search. */
static inline const struct name_side *find_own(struct name_bound *bound, unsigned all)
{
	unsigned bits = (all | bound->repeated) % NAME_JOINED_BIT;
	struct name_side *s = &bound->side[(bits ^ bits >> 5) % NAME_SIDES];

	if (s->bits != (bits | NAME_SIDE_KNOWN))
		sum_own(s, bound, bits);
	return s;
}

/* What one side adds to O, or of that what is strange, when it has more that contradicts than the other. */
static float beside(name_sums sums, float contra, float omitted)
{
	return sums[SUM_CONTRA] > contra ? omitted * (1 - contra / sums[SUM_CONTRA]) : 0;
}

/* What a pair of the token and those that it is near adds at most to Σ w (a - score) - score (C + O), or what it costs
 * to be in none: falls with the score, and is convex, since a token that is lost weighs no more than both. */
static float gain_of(const struct name_bound *bound, const struct name_term *t, float score)
{
	float gain = (t->agree - score) / 2, loss = -score * (float)bound->rules->least_loss;

	if (t->agree <= 0)
		return 0;
	return gain > 0 ? gain * t->both : (gain > loss ? gain : loss) * t->lost;
}

/* Of two that are near the same token, one may be the other once more, which is not left over. */
static float gain_of_twice(const struct name_bound *bound, const struct name_term *term, size_t count, float score)
{
	float gain = 0;

	for (size_t j = 0; j < count; j++)
		if (term[j].agree > score)
			gain += (term[j].agree - score) / 2 * term[j].weight;
	for (size_t i = 0; i < bound->form->count; i++) {
		float agree = 0;
		for (size_t j = 0; j < count; j++)
			if (term[j].bits & bound->weak_of[i] && term[j].agree > agree)
				agree = term[j].agree;
		if (agree > score)
			gain += (agree - score) / 2 * bound->form->token[i].weight;
	}
	return gain;
}

static float sum_gains(const struct name_bound *bound, const struct name_term *term, size_t count, bool twice,
                       float score)
{
	float gain = 0;

	if (twice)
		return gain_of_twice(bound, term, count, score);
	for (size_t j = 0; j < count; j++)
		gain += gain_of(bound, &term[j], score);
	return gain;
}

/* One telling word of unequal numbers. */
static bool is_single(const struct name_bound *bound, const struct name_side *own, const struct name_tally *other)
{
	float near = other->more[SUMMED_TELLING_NEAR];

	return bound->telling != other->more[SUMMED_TELLING] && !bound->initials &&
	       !(other->bits & (NAME_UNSURE_BIT | NAME_JOINED_BIT)) && least(own->telling_near, near) == 1;
}

/** What pairs have to gain. */
struct demand {
	float score;  /* Σ w (a - score) - score (C + O), that is, of pairs alone, … */
	float gain;   /* … has to be so much at least, … */
	float lesser; /* … besides so much, that tokens may add which the form cannot be found by */
};

/* What of the score counts at most where what agrees is that of common names. Pairs of joined tokens may name more than
 * the commoner word. */
static float find_share(const struct name_bound *bound, const struct name_side *own, const struct name_tally *other,
                        float contra)
{
	float named = least(own->named, other->sums[SUM_NAMED]) + BOUND_ROUNDING;

	if (!bound->common || named >= (float)THIN_WEIGHED || other->bits & NAME_JOINED_BIT)
		return 1;
	float strange = contra + beside(own->sums, contra, own->sums[SUM_STRANGE]) +
	                beside(other->sums, contra, other->sums[SUM_STRANGE]);
	return (float)score_most_of_common((double)named, (double)most(strange - BOUND_ROUNDING, 0), true);
}

static struct demand find_demand(const struct name_bound *bound, const struct name_side *own,
                                 const struct name_tally *other)
{
	float contra = least(own->sums[SUM_CONTRA], other->sums[SUM_CONTRA]);
	float numbers =
	    bound->rules->person ? 0 : least(contra, least(own->sums[SUM_NUMBERS], other->sums[SUM_NUMBERS]));
	float doubt = least(1, (contra - numbers / 2) / (float)CONTRADICTION_FULL);
	float all = contra + beside(own->sums, contra, own->sums[SUM_OMITTED]) +
	            beside(other->sums, contra, other->sums[SUM_OMITTED]);
	float share = find_share(bound, own, other, contra);
	float score = bound->score / ((1 - (float)CONTRADICTION * doubt) * share);

	return (struct demand){score, score * all, (1 - score) / 2 * own->sums[SUM_LESSER]};
}

/* Nothing at all is near, or one telling word alone. */
static bool is_excluded(const struct name_bound *bound, const struct name_side *own, const struct name_tally *other)
{
	return !(other->bits & (NAME_UNSURE_BIT - 1)) || (bound->single && is_single(bound, own, other));
}

bool name_bound_allows(struct name_bound *bound, const struct name_tally *all, const struct name_term *term,
                       size_t count)
{
	const struct name_side *own = find_own(bound, all->bits);

	if (is_excluded(bound, own, all))
		return false;
	struct demand d = find_demand(bound, own, all);
	/* Nothing agrees more than wholly. */
	return d.score < 1 && sum_gains(bound, term, count, all->twice & UINT8_MAX, d.score) + d.lesser >= d.gain;
}

struct name_tally name_tally_of(const struct name_bound *bound, const struct name_term *term)
{
	return (struct name_tally){
	    .sums = term->sums,
	    .more = {gain_of(bound, term, bound->score), gain_of(bound, term, 1), term->telling,
	             term->telling && term->agree > 0},
	    .bits = term->bits,
	};
}

/* Most forms are far from it: C + O is no less than O of either side, nor than C. */
static bool may_gain(const struct name_bound *bound, const struct name_side *own, const struct name_tally *other)
{
	float contra = least(own->sums[SUM_CONTRA], other->sums[SUM_CONTRA]);
	float omitted = most(own->sums[SUM_OMITTED], other->sums[SUM_OMITTED]);

	return other->more[SUMMED_GAIN] + (1 - bound->score) / 2 * own->sums[SUM_LESSER] >=
	       bound->score * most(contra, omitted);
}

bool name_tally_allows(struct name_bound *bound, const struct name_tally *all)
{
	const struct name_side *own = find_own(bound, all->bits);
	bool twice = all->twice & UINT8_MAX;

	if (is_excluded(bound, own, all) || !(twice || may_gain(bound, own, all)))
		return false;
	struct demand d = find_demand(bound, own, all);
	if (d.score >= 1 || twice)
		return d.score < 1;
	float share = (d.score - bound->score) / (1 - bound->score); /* a chord is nowhere below what is convex */
	return all->more[SUMMED_GAIN] * (1 - share) + all->more[SUMMED_GAIN_LAST] * share + d.lesser >= d.gain;
}

bool name_rest_allows(const struct name_bound *bound, const struct name_pairs *pairs, const struct name_rest *rest)
{
	float taken = pairs->taken * (float)bound->rules->lesser_share;
	/* Nothing is known of numbers, nor of what pairs name. */
	const struct name_side own = {.sums = pairs->own, .named = (float)THIN_WEIGHED};
	const struct name_tally other = {.sums = {most(rest->contra - pairs->taken, 0), most(rest->omitted - taken, 0),
	                                          rest->contra, (float)THIN_WEIGHED}};
	struct demand d = find_demand(bound, &own, &other);

	return d.score < 1 && (1 - d.score) / 2 * (pairs->gains + (float)pairs->heavy * rest->heaviest) >= d.gain;
}
