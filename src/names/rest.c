/* What two forms have left over at least, when some of their tokens are in pairs: lemma 8 of docs/scoring.md. */
#include "names/score.h"

double score_sum_of_rest(const double *weight, size_t count, unsigned pairs)
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
	rest.contra = (float)score_sum_of_rest(contra, count, pairs);
	rest.omitted = (float)score_sum_of_rest(omitted, count, pairs);
	return rest;
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

/* One that it cannot be found by may be in a pair with anything: a particle with a name that is written as it is. */
static void add_lesser_token(struct name_pairs *p, const struct name_token *t)
{
	bool legal = t->part == PART_LEGAL;

	p->count++;
	if (score_says_nothing(t->part))
		return;
	p->heavy = (uint8_t)(p->heavy + !legal);
	p->gains += t->weight + (legal ? (float)LEGAL_BESIDE_MOST : 0);
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
