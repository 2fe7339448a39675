/* How much of a form must be found in another name: an upper bound of the score by the key tokens that are (lemma 9 of
 * docs/scoring.md). Tokens that agree less than the score looked for are neither found nor not. When all tokens of the
 * other name are known, in full or in brief, lemmas 4 to 6 apply. */
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
	rules->telling_share = rules->omission[PART_PLAIN] < rules->omission[PART_PATRONYMIC]
	                           ? rules->omission[PART_PLAIN]
	                           : rules->omission[PART_PATRONYMIC];
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
	double weight;    /* of pairs that may agree enough, at most */
	double omitted;   /* of what is not found: weight × share */
	double contra;    /* weight of it that contradicts, … */
	double numbers;   /* … of numbers */
	double strange;   /* of what is omitted: what people do not leave out */
	unsigned telling; /* telling words found */
	unsigned pairs;   /* tokens that may be in a pair with a telling word of the other form */
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
	for (size_t i = 0; i < form->count; i++) {
		bound->weak_of[i] = 0;
		bound->initials |= form->token[i].part == PART_INITIAL;
		if (!score_is_key_part(form, form->token[i].part))
			continue;
		size_t twin = find_twin(bound, i);
		bound->weak_of[i] =
		    twin < i ? bound->weak_of[twin] : (uint8_t)(1u << (count < BITS_MAX ? count : BITS_MAX - 1));
		count += twin == i;
	}
	give_second_bits(bound, count < BITS_MAX ? count : BITS_MAX);
}

/* A key token that repeats a token which is none, SA Mo SA, is not left over when that is paired: it has its first bit
 * whatever is found. The other way round, that token is as near as the key token. */
static void find_repeated(struct name_bound *bound)
{
	const struct name_form *form = bound->form;

	bound->repeated = 0;
	for (size_t i = 0; i < form->count; i++) {
		bound->near_of[i] = bound->weak_of[i] ? bound->weak_of[i] : (uint16_t)NAME_LESSER_BIT;
		for (size_t j = 0; j < form->count; j++) {
			if (!bound->weak_of[i] == !bound->weak_of[j] ||
			    !str_equal(form->token[i].text, form->token[j].text))
				continue;
			bound->repeated |= bound->weak_of[i];
			bound->near_of[i] |= bound->weak_of[j];
		}
	}
}

/* Initials that are key tokens may be in pairs with words that begin with them. */
static void find_always(struct name_bound *bound)
{
	bound->always = bound->repeated;
	for (size_t i = 0; i < bound->form->count; i++)
		if (bound->form->token[i].part == PART_INITIAL)
			bound->always |= bound->bits_of[i];
}

/* What a pair with this token weighs at most: the mean of both, and the other may be of any part that pairs with it. */
static double most_weight(const struct name_token *t)
{
	if (score_says_nothing(t->part))
		return 0;
	return ((double)t->weight + (t->part == PART_LEGAL ? LEGAL_BESIDE_MOST : 1)) / 2;
}

/* What a pair with a word that persons are not told apart by adds at most to what agrees of their names: the lesser
 * weight, where that is one of the commonest names. */
static double most_named(const struct name_token *t)
{
	if (score_is_telling(t->part) || score_says_nothing(t->part))
		return 0;
	return (double)t->weight <= COMMONEST ? (double)t->weight : 1;
}

/* What each token adds to the sums, which are made for many sets of bits. */
static void weigh_tokens(struct name_bound *bound)
{
	bound->telling = bound->telling_bits = 0;
	bound->keyed = true;
	bound->named = 0;
	for (size_t i = 0; i < bound->form->count; i++) {
		const struct name_token *t = &bound->form->token[i];
		bound->token[i] = (struct name_bound_token){
		    .paired = most_weight(t),
		    .omitted = (double)t->weight * bound->rules->omission[t->part],
		    .contra = score_contradicts(t->part) ? (double)t->weight : 0,
		    .telling = score_is_telling(t->part),
		    .number = t->part == PART_NUMBER,
		    .strange = score_is_seldom_omitted(bound->form, i),
		};
		bound->telling += bound->token[i].telling;
		bound->telling_bits |= bound->token[i].telling ? bound->bits_of[i] : 0;
		bound->keyed &= bound->weak_of[i] != 0;
		bound->named += most_named(t);
	}
}

/* By the bits found a token is near none, near one that agrees too little to lift a score, or more: others than key
 * tokens may always be. */
static struct missing sum_missing(const struct name_bound *bound, unsigned found, unsigned lesser)
{
	struct missing m = {0};

	for (size_t i = 0; i < bound->form->count; i++) {
		const struct name_bound_token *t = &bound->token[i];
		const unsigned weak = bound->weak_of[i], bits = weak ? bound->bits_of[i] : 0, all = found | lesser;
		const bool missing = weak && !(all & weak), strong = !missing && (all & bits) == bits;
		m.pairs += !weak || ((found | bound->always) & weak);
		m.telling += t->telling & !missing;
		m.weight += strong ? t->paired : 0;
		m.omitted += missing ? t->omitted : 0;
		m.contra += missing ? t->contra : 0;
		m.numbers += missing && t->number ? t->contra : 0;
		m.strange += missing && t->strange ? t->omitted : 0;
	}
	return m;
}

/* Can these pairs make up for what is not found, and for telling words of that weight that the other form has left
 * over? `share` of the score counts at most. */
static bool suffices(const struct name_bound *bound, const struct missing *m, double other, double share)
{
	double contra = other < m->contra ? other : m->contra, numbers = contra < m->numbers ? contra : m->numbers;
	double omitted = m->contra > 0 ? m->omitted * (1 - contra / m->contra) : m->omitted;
	double against = contra - numbers / 2, doubt = against < CONTRADICTION_FULL ? against / CONTRADICTION_FULL : 1;
	double score = (double)bound->score / share / (1 - CONTRADICTION * doubt);

	omitted += (other - contra) * bound->rules->telling_share;
	return m->weight > 0 && m->weight * (1 - score) >= score * (contra + omitted);
}

/* Is it known that the other form has another number of telling words? A word near one that it is not found by may not
 * count as one. */
static bool has_other_number(const struct name_bound *bound, const struct name_sight *sight)
{
	bool certain = bound->keyed && !bound->initials && !sight->lesser;
	unsigned own = bound->telling, most = NAME_SIGHT_WORDS;

	return certain && sight->words && (sight->words < most ? own != sight->words : own < most);
}

/* A person of whom one telling word is found has another number of them, and so at most SINGLE_AGAINST_MANY, or as
 * many, and so others that contradict, if none of them may be the same again; and common names in common. */
static bool may_reach(const struct name_bound *bound, const struct missing *m, const struct name_sight *sight)
{
	unsigned over = sight->words > m->pairs ? sight->words - m->pairs : 0;
	double share = 1;

	if (bound->single && m->telling == 1) {
		if (has_other_number(bound, sight))
			return false;
		if (sight->words && over + 1 < bound->telling)
			over = bound->telling - 1u;
		/* It adds 1 at most to what their names have in common. */
		share = score_most_of_common(1 + bound->named, m->strange, bound->form->weighed);
	}
	return suffices(bound, m, TOLD_LEAST * over, share);
}

/* One telling word in common limits what none does not: either will do, so that what is found more never counts less.
 */
bool name_bound_may_reach(const struct name_bound *bound, unsigned found, struct name_sight sight)
{
	const unsigned other = ~(unsigned)bound->telling_bits;

	found |= bound->always;
	if (!((found | sight.lesser) & UINT8_MAX))
		return false;
	struct missing m = sum_missing(bound, found, sight.lesser);
	if (may_reach(bound, &m, &sight))
		return true;
	if (!bound->single || m.telling != 1)
		return false;
	m = sum_missing(bound, found & other, sight.lesser & other);
	return may_reach(bound, &m, &sight);
}

unsigned name_sight_words(const struct name_form *form)
{
	unsigned words = 0;

	for (size_t i = 0; i < form->count; i++) {
		const struct name_token *t = &form->token[i];
		if (score_is_telling(t->part) && (double)t->weight < TOLD_LEAST)
			return 0;
		words += score_is_telling(t->part);
	}
	if (words < 2 || score_find_twins(form))
		return 0;
	return words < NAME_SIGHT_WORDS ? words : NAME_SIGHT_WORDS;
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
	bound->common = bound->rules->person && form->weighed;
	find_repeated(bound);
	find_always(bound);
	find_free(bound);
	weigh_tokens(bound);
}
