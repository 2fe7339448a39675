/* What all tokens of another form allow, in full or in brief, or what it has left over at least: lemmas 4 to 6 and 8 of
 * docs/scoring.md.
 *
 * Tokens of a form whose part, weight and agreement are equal are equal terms, so that a search makes most of them once
 * for many forms. */
#include "names/score.h"

/* Which parts are said in brief alike, and weights between these. */
static const struct brief {
	uint16_t parts;
	double least, most;
} briefs[NAME_BRIEFS] = {
    [BRIEF_SILENT] = {1u << PART_PARTICLE | 1u << PART_TITLE | 1u << PART_SUFFIX | 1u << PART_LEGAL | 1u << PART_STOP,
                      0, 0.25},
    [BRIEF_GENERIC] = {1u << PART_GENERIC | 1u << PART_NUMBER | 1u << PART_ACRONYM, 0.15, 0.75},
    [BRIEF_PATRONYMIC] = {1u << PART_PATRONYMIC | 1u << PART_INITIAL, 0.15, 0.75},
    [BRIEF_PLAIN] = {1u << PART_PLAIN, 0.2, 0.4},
    {1u << PART_PLAIN, 0.4, 0.55},
    {1u << PART_PLAIN, 0.55, 0.7},
    {1u << PART_PLAIN, 0.7, 0.85},
    {1u << PART_PLAIN, 0.85, 1},
};

unsigned name_brief_of(const struct name_token *t)
{
	unsigned brief = 0;

	while (brief < NAME_BRIEFS &&
	       (!(briefs[brief].parts >> t->part & 1) || (double)t->weight < briefs[brief].least ||
	        (double)t->weight > briefs[brief].most))
		brief++;
	return brief;
}

static void know_briefs(struct name_rules *rules)
{
	for (size_t brief = 0; brief < NAME_BRIEFS; brief++) {
		rules->brief_share[brief] = 1;
		for (uint8_t part = 0; part <= PART_ACRONYM; part++)
			if (briefs[brief].parts >> part & 1 && rules->omission[part] < rules->brief_share[brief])
				rules->brief_share[brief] = rules->omission[part];
	}
}

static void know_lone_ones(struct name_rules *rules)
{
	for (uint8_t part = 0; part <= PART_ACRONYM; part++) {
		float contra = score_contradicts(part);
		rules->lone[part] = (name_sums){contra, contra * (float)rules->omission[part], part == PART_NUMBER, 0};
		rules->lone_more[part][SUMMED_TELLING] = score_is_telling(part);
	}
}

void name_rules_of_terms(struct name_rules *rules)
{
	rules->lesser_share = rules->omission[PART_GENERIC] > rules->omission[PART_NUMBER]
	                          ? rules->omission[PART_GENERIC]
	                          : rules->omission[PART_NUMBER];
	know_briefs(rules);
	know_lone_ones(rules);
}

/* ---- one token ---------------------------------------------------------------------------------------------- */

/* Bits of the tokens that an initial may stand for, and of the initials that a word may be meant by. */
static unsigned bits_by_letter(const struct name_bound *bound, bool initial, char letter)
{
	unsigned bits = 0;

	for (size_t i = 0; i < bound->form->count; i++) {
		const struct name_token *t = &bound->form->token[i];
		if ((initial || t->part == PART_INITIAL) && t->text.ptr[0] == letter)
			bits |= bound->weak_of[i] ? bound->bits_of[i] : (unsigned)NAME_LESSER_BIT;
	}
	return bits;
}

/* Initials and the words that they may stand for are near; returns what a pair agrees at most. */
static double note_letter(const struct name_bound *bound, bool initial, char letter, unsigned *bits, double agree)
{
	/* Two initials may be equal. */
	double by_letter = initial && bound->initials ? 1 : (double)score_agreement(SIMILAR_INITIAL);
	unsigned more = bits_by_letter(bound, initial, letter);

	*bits |= more;
	return more && agree < by_letter ? by_letter : agree;
}

static bool is_sure(const struct name_term *t)
{
	return t->bits & (NAME_LESSER_BIT | NAME_JOINED_BIT);
}

/* What the tokens of the form that it is near add. `free`: in no pair, it may cost nothing, or in one weigh less than
 * the mean of both; then they may, too. */
static void add_own(const struct name_bound *bound, struct name_term *t, float lost, bool free)
{
	bool misspelt = free;

	for (size_t i = 0; i < bound->form->count; i++) {
		const struct name_token *own = &bound->form->token[i];
		if (!(t->bits & bound->weak_of[i]))
			continue;
		t->both += own->weight;
		if (!free && !(bound->free >> i & 1))
			t->lost += own->weight;
		misspelt |= score_may_be_misspelt(own->part);
	}
	t->lost += misspelt ? 0 : lost;
}

/* `lost`: its weight at least, if it contradicts; `share` of it is what an omission costs. */
static void finish(const struct name_bound *bound, struct name_term *t, uint8_t part, double lost, double share)
{
	t->telling = score_is_telling(part);
	t->both = t->weight;
	t->agree = is_sure(t) ? 1 : t->bits & (NAME_UNSURE_BIT - 1) ? t->agree : 0;
	if (t->agree > 0) {
		add_own(bound, t, (float)lost, score_may_be_misspelt(part) || is_sure(t));
	} else {
		t->sums[SUM_CONTRA] = (float)lost;
		t->sums[SUM_OMITTED] = (float)(lost * share);
	}
}

struct name_term name_term_of(const struct name_bound *bound, const struct name_token *token, unsigned bits,
                              double agree, bool key, char letter)
{
	bool initial = token->part == PART_INITIAL;
	double lost = score_contradicts(token->part) ? (double)token->weight : 0;

	if (initial || bound->initials)
		agree = note_letter(bound, initial, letter, &bits, agree);
	bool lesser = !initial && (key ? bits & NAME_LESSER_BIT : bits & (NAME_LESSER_BIT - 1u)) != 0;
	struct name_term t = {
	    .agree = (float)agree,
	    .weight = token->weight,
	    .bits = (uint16_t)(bits | (initial || lesser ? NAME_UNSURE_BIT : 0)),
	};
	t.sums[SUM_NUMBERS] = token->part == PART_NUMBER ? t.weight : 0;
	finish(bound, &t, token->part, lost, bound->rules->omission[token->part]);
	return t;
}

struct name_term name_term_in_brief(const struct name_bound *bound, unsigned brief, unsigned bits, double agree,
                                    bool initial, char letter)
{
	const struct brief *b = &briefs[brief];
	uint8_t part = initial                     ? PART_INITIAL
	               : brief == BRIEF_PATRONYMIC ? PART_PATRONYMIC
	               : brief >= BRIEF_PLAIN      ? PART_PLAIN
	               : brief == BRIEF_GENERIC    ? PART_GENERIC
	                                           : PART_STOP;

	if (initial || bound->initials)
		agree = note_letter(bound, initial, letter, &bits, agree);
	/* It may be a key token or not. */
	bool lesser = !initial && (brief <= BRIEF_GENERIC ? bits != 0 : (bits & NAME_LESSER_BIT) != 0);
	struct name_term t = {
	    .agree = (float)agree,
	    .weight = (float)b->most,
	    .bits = (uint16_t)(bits | (initial || lesser ? NAME_UNSURE_BIT : 0)),
	};
	t.sums[SUM_NUMBERS] = brief == BRIEF_GENERIC ? t.weight : 0;
	finish(bound, &t, part, brief == BRIEF_SILENT ? 0 : b->least, bound->rules->brief_share[brief]);
	return t;
}

/* ---- all tokens --------------------------------------------------------------------------------------------- */

static float least(float a, float b)
{
	return a < b ? a : b;
}

static float most(float a, float b)
{
	return a > b ? a : b;
}

static struct name_side sum_own(const struct name_bound *bound, unsigned bits)
{
	struct name_side s = {.bits = bits | NAME_SIDE_KNOWN};

	for (size_t i = 0; i < bound->form->count; i++) {
		const struct name_token *t = &bound->form->token[i];
		bool near = bits & (bound->weak_of[i] ? bound->weak_of[i] : (unsigned)NAME_LESSER_BIT);
		float lost = !near && score_contradicts(t->part) ? t->weight : 0;
		s.telling_near += near && score_is_telling(t->part) ? 1 : 0;
		s.sums +=
		    (name_sums){lost, (float)((double)lost * bound->rules->omission[t->part]),
		                t->part == PART_NUMBER ? t->weight : 0, near && !bound->weak_of[i] ? t->weight : 0};
	}
	return s;
}

/* Few bits come together in one search. */
static const struct name_side *find_own(struct name_bound *bound, unsigned all)
{
	unsigned bits = all % NAME_JOINED_BIT;
	struct name_side *s = &bound->side[(bits ^ bits >> 4) % NAME_SIDES];

	if (s->bits != (bits | NAME_SIDE_KNOWN))
		*s = sum_own(bound, bits);
	return s;
}

/* What one side adds to O when it has more that contradicts than the other. */
static float omitted_beside(name_sums sums, float contra)
{
	return sums[SUM_CONTRA] > contra ? sums[SUM_OMITTED] * (1 - contra / sums[SUM_CONTRA]) : 0;
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

static struct demand find_demand(const struct name_bound *bound, const struct name_side *own,
                                 const struct name_tally *other)
{
	float contra = least(own->sums[SUM_CONTRA], other->sums[SUM_CONTRA]);
	float numbers = least(contra, least(own->sums[SUM_NUMBERS], other->sums[SUM_NUMBERS]));
	float doubt = least(1, (contra - numbers / 2) / (float)CONTRADICTION_FULL);
	float all = contra + omitted_beside(own->sums, contra) + omitted_beside(other->sums, contra);
	float score = bound->score / (1 - (float)CONTRADICTION * doubt);

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

/* ---- what is left over --------------------------------------------------------------------------------------- */

/* The sum of weights × shares but the greatest `pairs` of them. */
static double sum_of_rest(const double *weight, size_t count, unsigned pairs)
{
	uint32_t taken = 0;
	double sum = 0;

	for (; pairs && count; pairs--) {
		size_t greatest = 0;
		for (size_t i = 0; i < count; i++)
			if (!(taken >> i & 1) && (taken >> greatest & 1 || weight[i] > weight[greatest]))
				greatest = i;
		taken |= UINT32_C(1) << greatest;
	}
	for (size_t i = 0; i < count; i++)
		sum += taken >> i & 1 ? 0 : weight[i];
	return sum;
}

struct name_rest name_rest_of(const struct name_token *token, size_t count, enum name_kind kind, unsigned pairs)
{
	double contra[NAME_TOKENS_MAX], omitted[NAME_TOKENS_MAX];
	struct name_rest rest = {0};

	for (size_t i = 0; i < count; i++) {
		contra[i] = score_contradicts(token[i].part) ? (double)token[i].weight : 0;
		omitted[i] = contra[i] * score_least_omission(&token[i], kind == NAME_ANY ? NAME_PERSON : kind);
		rest.heaviest = token[i].weight > rest.heaviest ? token[i].weight : rest.heaviest;
	}
	rest.contra = (float)sum_of_rest(contra, count, pairs);
	rest.omitted = (float)sum_of_rest(omitted, count, pairs);
	return rest;
}

struct name_rest name_rest_in_brief(const struct name_bound *bound, const uint8_t *brief, size_t count, unsigned pairs)
{
	double contra[NAME_TOKENS_MAX], omitted[NAME_TOKENS_MAX], heaviest = 0;

	for (size_t i = 0; i < count; i++) {
		const struct brief *b = &briefs[brief[i]];
		contra[i] = brief[i] == BRIEF_SILENT ? 0 : b->least;
		omitted[i] = contra[i] * bound->rules->brief_share[brief[i]];
		heaviest = b->most > heaviest ? b->most : heaviest;
	}
	return (struct name_rest){(float)sum_of_rest(contra, count, pairs), (float)sum_of_rest(omitted, count, pairs),
	                          (float)heaviest};
}

/* Half of what a pair of the token, that is found as a key token or not, weighs besides itself. */
static void add_pair(struct name_pairs *p, const struct name_bound *bound, size_t i, struct name_found found)
{
	const struct name_token *t = &bound->form->token[i];
	uint8_t bits = bound->bits_of[i];

	if ((found.key & bits) == bits)
		p->gains += t->weight, p->heavy++;
	else if ((found.telling & bits) == bits)
		p->gains += t->weight + (float)LESSER_TELLING_MOST;
	else if ((found.other & bits) == bits)
		p->gains += t->weight + (float)LESSER_MOST;
}

/* One that the form can be found by. */
static void add_key_token(struct name_pairs *p, const struct name_bound *bound, size_t i, struct name_found found)
{
	const struct name_token *t = &bound->form->token[i];
	uint8_t weak = bound->weak_of[i];

	if (found.key & weak)
		p->count++;
	else if (found.telling & weak)
		p->taken += (float)LESSER_TELLING_MOST;
	else if (!(found.other & weak))
		p->own +=
		    (name_sums){score_contradicts(t->part) ? t->weight : 0,
		                score_contradicts(t->part) ? t->weight * (float)bound->rules->omission[t->part] : 0,
		                t->part == PART_NUMBER ? t->weight : 0, 0};
	add_pair(p, bound, i, found);
}

/* One that it cannot be found by may be in a pair with anything; but a particle, title or the like weighs as little
 * with a word taken for it. */
static void add_lesser_token(struct name_pairs *p, const struct name_token *t)
{
	bool silent = !score_contradicts(t->part);

	p->count++;
	p->heavy = (uint8_t)(p->heavy + !silent);
	p->gains += t->weight + (silent ? (float)LESSER_MOST : 0);
}

static struct name_pairs sum_pairs(const struct name_bound *bound, struct name_found found)
{
	struct name_pairs p = {.found = found, .known = true};
	const struct name_found all = {(uint8_t)(found.key | bound->always), found.telling, found.other};

	for (size_t i = 0; i < bound->form->count; i++)
		if (bound->weak_of[i])
			add_key_token(&p, bound, i, all);
		else
			add_lesser_token(&p, &bound->form->token[i]);
	return p;
}

const struct name_pairs *name_bound_pairs(struct name_bound *bound, struct name_found found)
{
	struct name_pairs *p = &bound->pairs[(found.key ^ found.key >> 4 ^ found.telling ^ found.other) % NAME_SIDES];

	if (!p->known || p->found.key != found.key || p->found.telling != found.telling ||
	    p->found.other != found.other)
		*p = sum_pairs(bound, found);
	return p;
}

bool name_rest_allows(const struct name_bound *bound, const struct name_pairs *pairs, const struct name_rest *rest)
{
	float taken = pairs->taken * (float)bound->rules->lesser_share;
	const struct name_side own = {.sums = pairs->own};
	/* Of numbers nothing is known. */
	const struct name_tally other = {
	    .sums = {most(rest->contra - pairs->taken, 0), most(rest->omitted - taken, 0), rest->contra, 0}};
	struct demand d = find_demand(bound, &own, &other);

	return d.score < 1 && (1 - d.score) / 2 * (pairs->gains + (float)pairs->heavy * rest->heaviest) >= d.gain;
}
