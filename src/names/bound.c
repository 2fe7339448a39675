/* How much of a form must be found in another name: an upper bound of the score by the key tokens that are.
 *
 * With M the tokens found, U the key tokens that are not, w their weights and s the least shares that an omission
 * costs: nothing says less than the other name, so that no more is lacking than U. Then C = 0 is best, since a
 * contradiction costs the whole weight where an omission costs a share, and
 *
 *     score <= W / (W + Σ over U of w s),   W the greatest weight of pairs of all tokens that are not in U.
 *
 * A person of whom one telling word is found has another number of telling words, and so at most SINGLE_AGAINST_MANY,
 * or as many, and so others that contradict. Tokens that agree less than the score looked for are neither found nor
 * not. When all tokens of the other name are known, in full or in brief, lemmas 4 to 6 apply. */
#include "names/score.h"

enum { BITS_MAX = 8 };

/* The least that one more token costs which is left over: its share, or, where what is over on the other side then
 * contradicts, what this costs more than an omission. */
static void know_loss(struct name_rules *rules)
{
	rules->least_loss = 1;
	for (uint8_t part = 0; part <= PART_ACRONYM; part++) {
		double share = rules->omission[part];
		if (!score_contradicts(part))
			continue;
		if (share < rules->least_loss)
			rules->least_loss = share;
		if (1 - share < rules->least_loss)
			rules->least_loss = 1 - share;
	}
}

/* Looked up once for all forms of a kind. */
static const struct name_rules *know_rules(struct name_bound *bound, enum name_kind kind)
{
	struct name_rules *rules = &bound->rules_of[kind];

	if (rules->known)
		return rules;
	rules->known = true;
	rules->person = kind == NAME_PERSON;
	for (uint8_t part = 0; part <= PART_ACRONYM; part++)
		rules->omission[part] = score_least_omission(&(struct name_token){.part = part}, kind);
	know_loss(rules);
	name_rules_of_terms(rules);
	return rules;
}

/* A word that repeats a paired one is not left over; a misspelt one weighs what the lesser of both weighs; of what is
 * no key token little is known. */
static void find_free(struct name_bound *bound)
{
	bound->free = score_find_twins(bound->form);
	for (size_t i = 0; i < bound->form->count; i++)
		if (!bound->weak_of[i] || score_may_be_misspelt(bound->form->token[i].part))
			bound->free |= UINT32_C(1) << i;
}

/** What is found and what is not, summed up. */
struct missing {
	double weight;  /* of pairs that may agree enough, at most */
	double omitted; /* of what is not found: weight × share */
	double contra;  /* weight of it that contradicts */
	size_t telling; /* telling words found */
};

/* The one before it that is the same word: one is not left over without the other. */
static size_t find_twin(const struct name_bound *bound, size_t i)
{
	const struct name_token *token = bound->form->token;

	for (size_t j = 0; j < i; j++)
		if (bound->weak_of[j] && str_equal(token[i].text, token[j].text))
			return j;
	return i;
}

/* Second bits, as long as there are some. */
static void give_second_bits(struct name_bound *bound, size_t count)
{
	unsigned next = 1u << count;

	for (size_t i = 0; i < bound->form->count; i++) {
		size_t twin = find_twin(bound, i);
		bound->bits_of[i] = twin < i ? bound->bits_of[twin] : bound->weak_of[i];
		if (twin == i && bound->weak_of[i] && next <= UINT8_MAX) {
			bound->bits_of[i] |= (uint8_t)next;
			next <<= 1;
		}
	}
}

static void give_bits(struct name_bound *bound)
{
	const struct name_form *form = bound->form;
	size_t count = 0;

	bound->initials = false;
	bound->always = 0;
	for (size_t i = 0; i < form->count; i++) {
		bound->weak_of[i] = 0;
		bound->initials |= form->token[i].part == PART_INITIAL;
		if (!score_is_key_part(form, form->token[i].part))
			continue;
		size_t twin = find_twin(bound, i);
		bound->weak_of[i] =
		    twin < i ? bound->weak_of[twin] : (uint8_t)(1u << (count < BITS_MAX ? count : BITS_MAX - 1));
		count += twin == i;
		bound->always |= form->token[i].part == PART_INITIAL ? bound->weak_of[i] : 0;
	}
	give_second_bits(bound, count < BITS_MAX ? count : BITS_MAX);
}

/* A key token that repeats a token which is none, SA Mo SA, is not left over when that is paired: it has its first bit
 * whatever is found. */
static void find_repeated(struct name_bound *bound)
{
	const struct name_form *form = bound->form;

	bound->repeated = 0;
	for (size_t i = 0; i < form->count; i++)
		for (size_t j = 0; j < form->count && bound->weak_of[i]; j++)
			if (!bound->weak_of[j] && str_equal(form->token[i].text, form->token[j].text))
				bound->repeated |= bound->weak_of[i];
	bound->always |= bound->repeated;
}

/* What a pair with this token weighs at most: the mean of both, and the other may be of any part that pairs with it. */
static double most_weight(const struct name_token *t)
{
	bool telling = score_contradicts(t->part);

	return telling ? ((double)t->weight + 1) / 2 : (double)t->weight + 0.2;
}

/* What each token adds to the sums, which are made for many sets of bits. */
static void weigh_tokens(struct name_bound *bound)
{
	bound->telling = 0;
	for (size_t i = 0; i < bound->form->count; i++) {
		const struct name_token *t = &bound->form->token[i];
		bound->token[i] = (struct name_bound_token){
		    .paired = most_weight(t),
		    .omitted = (double)t->weight * bound->rules->omission[t->part],
		    .contra = score_contradicts(t->part) ? (double)t->weight : 0,
		    .telling = score_is_telling(t->part),
		};
		bound->telling += bound->token[i].telling;
	}
}

/* By the bits found a token is near none, near one that agrees too little to lift a score, or more: others than key
 * tokens may always be. */
static struct missing sum_missing(const struct name_bound *bound, unsigned found)
{
	struct missing m = {0};

	for (size_t i = 0; i < bound->form->count; i++) {
		const struct name_bound_token *t = &bound->token[i];
		const unsigned weak = bound->weak_of[i], bits = weak ? bound->bits_of[i] : 0;
		const bool missing = weak && !(found & weak), strong = !missing && (found & bits) == bits;
		m.telling += t->telling & !missing;
		m.weight += strong ? t->paired : 0;
		m.omitted += missing ? t->omitted : 0;
		m.contra += missing ? t->contra : 0;
	}
	return m;
}

static double most_when(const struct missing *m, double contra)
{
	double omitted = m->contra > 0 ? m->omitted * (1 - contra / m->contra) : m->omitted;
	double doubt = contra < CONTRADICTION_FULL ? contra / CONTRADICTION_FULL : 1;

	return m->weight > 0 ? m->weight / (m->weight + contra + omitted) * (1 - CONTRADICTION * doubt) : 0;
}

static double most_for(const struct missing *m, bool person, size_t telling)
{
	double most = most_when(m, 0), contra;

	if (!person || m->telling != 1 || telling < 2)
		return most;
	contra = LEAST_CONTRADICTING * (double)(telling - 1);
	double as_many = most_when(m, contra < m->contra ? contra : m->contra);
	double single = most < SINGLE_AGAINST_MANY ? most : SINGLE_AGAINST_MANY;
	return single > as_many ? single : as_many;
}

void name_bound_begin(struct name_bound *bound, const struct name_form *form, double score)
{
	bound->form = form;
	bound->score = (float)score - BOUND_ROUNDING;
	bound->rules = know_rules(bound, form->kind == NAME_ANY ? NAME_PERSON : (enum name_kind)form->kind);
	for (size_t i = 0; i < NAME_SIDES; i++)
		bound->side[i].bits = 0, bound->pairs[i].known = false;
	bound->single = bound->rules->person && score > SINGLE_AGAINST_MANY + (double)BOUND_ROUNDING;
	give_bits(bound);
	find_repeated(bound);
	find_free(bound);
	weigh_tokens(bound);
	memset(bound->most_known, 0, sizeof bound->most_known);
}

/* Bits of the words that persons are told apart by. */
static unsigned telling_bits(const struct name_bound *bound)
{
	unsigned bits = 0;

	for (size_t i = 0; i < bound->form->count; i++)
		if (score_is_telling(bound->form->token[i].part))
			bits |= bound->bits_of[i];
	return bits;
}

/* One telling word in common limits what none does not: the greater of both, so that what is found more never counts
 * less. */
static double most_of(const struct name_bound *bound, unsigned found)
{
	struct missing m = sum_missing(bound, found);
	double most = most_for(&m, bound->rules->person, bound->telling);
	unsigned rest = bound->rules->person && m.telling == 1 ? found & ~telling_bits(bound) : found;

	if (rest == found)
		return most;
	m = sum_missing(bound, rest);
	double without = most_for(&m, bound->rules->person, bound->telling);
	return without > most ? without : most;
}

double name_bound_most(struct name_bound *bound, unsigned found)
{
	found |= bound->repeated;
	float *most = &bound->most[found & UINT8_MAX];
	uint64_t *known = &bound->most_known[(found & UINT8_MAX) / 64], bit = UINT64_C(1) << found % 64;

	if (!(*known & bit))
		*most = found & UINT8_MAX ? (float)most_of(bound, found) + BOUND_ROUNDING : 0;
	*known |= bit;
	return (double)*most;
}
