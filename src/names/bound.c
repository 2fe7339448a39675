/* How much of a form must be found in another name: an upper bound of the score by the key tokens that are.
 *
 * With M the tokens found, U the key tokens that are not, w their weights and s the least shares that an omission costs:
 * nothing says less than the other name, so that no more is lacking than U. Then C = 0 is best, since a contradiction costs
 * the whole weight where an omission costs a share, and
 *
 *     score <= W / (W + Σ over U of w s),   W the greatest weight of pairs of all tokens that are not in U.
 *
 * A person of whom one telling word is found has another number of telling words, and so at most SINGLE_AGAINST_MANY, or
 * as many, and so others that contradict. */
#include "names/score.h"

enum { BITS_MAX = 8 };

/** The tokens that are not found, summed up. */
struct missing {
	double weight;  /* of pairs of the others, at most */
	double omitted; /* weight × share */
	double contra;  /* weight of what contradicts */
	size_t telling; /* telling words found */
};

static void give_bits(struct name_bound *bound, const struct name_form *form)
{
	size_t count = 0;

	for (size_t i = 0; i < form->count; i++) {
		bound->bit_of[i] = 0;
		if (!score_is_key_part(form, form->token[i].part))
			continue;
		for (size_t j = 0; j < i && !bound->bit_of[i]; j++)
			if (bound->bit_of[j] && str_equal(form->token[i].text, form->token[j].text))
				bound->bit_of[i] = bound->bit_of[j]; /* one is not left over without the other */
		if (bound->bit_of[i])
			continue;
		bound->bit_of[i] = (uint8_t)(1u << (count < BITS_MAX ? count : BITS_MAX - 1));
		count++;
	}
	bound->bits = (uint8_t)(count < BITS_MAX ? count : BITS_MAX);
}

/* What a pair with this token weighs at most: the mean of both, and the other may be of any part that pairs with it. */
static double most_weight(const struct name_token *t)
{
	bool telling = score_contradicts(t->part);

	return telling ? ((double)t->weight + 1) / 2 : (double)t->weight + 0.2;
}

static struct missing sum_missing(const struct name_bound *bound, const struct name_form *form, unsigned found)
{
	struct missing m = {0};

	for (size_t i = 0; i < form->count; i++) {
		const struct name_token *t = &form->token[i];
		bool missing = bound->bit_of[i] && !(bound->bit_of[i] & found);
		m.telling += !missing && score_is_telling(t->part);
		if (!missing) {
			m.weight += most_weight(t);
			continue;
		}
		m.omitted += (double)t->weight * score_least_omission(t, form->kind == NAME_ANY ? NAME_PERSON : form->kind);
		if (score_contradicts(t->part))
			m.contra += (double)t->weight;
	}
	return m;
}

static double most_when(const struct missing *m, double contra)
{
	double omitted = m->contra > 0 ? m->omitted * (1 - contra / m->contra) : m->omitted;
	double doubt = contra < CONTRADICTION_FULL ? contra / CONTRADICTION_FULL : 1;

	return m->weight / (m->weight + contra + omitted) * (1 - CONTRADICTION * doubt);
}

static double most_for(const struct missing *m, const struct name_form *form, size_t telling)
{
	double most = most_when(m, 0), contra;

	if ((form->kind != NAME_PERSON && form->kind != NAME_ANY) || m->telling != 1 || telling < 2)
		return most;
	contra = LEAST_CONTRADICTING * (double)(telling - 1);
	double as_many = most_when(m, contra < m->contra ? contra : m->contra);
	double single = most < SINGLE_AGAINST_MANY ? most : SINGLE_AGAINST_MANY;
	return single > as_many ? single : as_many;
}

void name_bound_fill(struct name_bound *bound, const struct name_form *form)
{
	size_t telling = 0;

	give_bits(bound, form);
	for (size_t i = 0; i < form->count; i++)
		telling += score_is_telling(form->token[i].part);
	for (unsigned found = 0; found < 1u << bound->bits; found++) {
		struct missing m = sum_missing(bound, form, found);
		/* A hair more, for rounding. */
		bound->most[found] = found ? (float)most_for(&m, form, telling) + 1e-5f : 0;
		bound->most_with_initial[found] = found ? 1 : 0;
	}
}
