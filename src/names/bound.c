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
#define ROUNDING 1e-5f /* more than sums in another order can differ */

static double least(double a, double b)
{
	return a < b ? a : b;
}

/* The rules by kind and part, so that they are looked up once for a form. */
static void know_kind(struct name_bound *bound)
{
	enum name_kind kind = bound->form->kind == NAME_ANY ? NAME_PERSON : (enum name_kind)bound->form->kind;

	bound->person = kind == NAME_PERSON;
	for (uint8_t part = 0; part <= PART_ACRONYM; part++)
		bound->omission[part] = score_least_omission(&(struct name_token){.part = part}, kind);
}

/* The least that one more token costs which is left over: its share, or, where what is over on the other side then
 * contradicts, what this costs more than an omission. */
static void know_loss(struct name_bound *bound)
{
	bound->least_loss = 1;
	for (uint8_t part = 0; part <= PART_ACRONYM; part++) {
		double share = bound->omission[part];
		if (!score_contradicts(part))
			continue;
		if (share < bound->least_loss)
			bound->least_loss = share;
		if (1 - share < bound->least_loss)
			bound->least_loss = 1 - share;
	}
}

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

static void know_briefs(struct name_bound *bound)
{
	for (size_t brief = 0; brief < NAME_BRIEFS; brief++) {
		bound->brief_share[brief] = 1;
		for (uint8_t part = 0; part <= PART_ACRONYM; part++)
			if (briefs[brief].parts >> part & 1 && bound->omission[part] < bound->brief_share[brief])
				bound->brief_share[brief] = bound->omission[part];
	}
}

/* A word that repeats a paired one is not left over. */
static void find_twins(struct name_bound *bound)
{
	const struct name_token *token = bound->form->token;

	bound->twins = 0;
	for (size_t i = 0; i < bound->form->count; i++)
		for (size_t j = 0; j < i; j++)
			if (str_equal(token[i].text, token[j].text))
				bound->twins |= UINT32_C(1) << i | UINT32_C(1) << j;
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

	bound->strong = 0;
	for (size_t i = 0; i < bound->form->count; i++) {
		size_t twin = find_twin(bound, i);
		bound->bits_of[i] = twin < i ? bound->bits_of[twin] : bound->weak_of[i];
		if (twin == i && bound->weak_of[i] && next <= UINT8_MAX) {
			bound->bits_of[i] |= (uint8_t)next;
			bound->strong |= (uint8_t)next;
			next <<= 1;
		} else if (twin == i) {
			bound->strong |= bound->weak_of[i];
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

/* What a pair with this token weighs at most: the mean of both, and the other may be of any part that pairs with it. */
static double most_weight(const struct name_token *t)
{
	bool telling = score_contradicts(t->part);

	return telling ? ((double)t->weight + 1) / 2 : (double)t->weight + 0.2;
}

/* Of a token by the bits found: is it near none, near one that agrees too little to lift a score, or more? */
enum status { STATUS_MISSING, STATUS_WEAK, STATUS_STRONG };

static enum status status_of(const struct name_bound *bound, size_t i, unsigned found)
{
	unsigned bits = bound->bits_of[i];

	return !(found & bound->weak_of[i]) ? STATUS_MISSING : (found & bits) == bits ? STATUS_STRONG : STATUS_WEAK;
}

static struct missing sum_missing(const struct name_bound *bound, unsigned found)
{
	struct missing m = {0};

	for (size_t i = 0; i < bound->form->count; i++) {
		const struct name_token *t = &bound->form->token[i];
		enum status status = bound->weak_of[i] ? status_of(bound, i, found) : STATUS_STRONG;
		m.telling += status != STATUS_MISSING && score_is_telling(t->part);
		if (status == STATUS_STRONG)
			m.weight += most_weight(t);
		if (status != STATUS_MISSING)
			continue;
		m.omitted += (double)t->weight * bound->omission[t->part];
		if (score_contradicts(t->part))
			m.contra += (double)t->weight;
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

/* Parts of which a pair may weigh what the lesser of both weighs. */
static bool may_be_misspelt(uint8_t part)
{
	return !score_contradicts(part) || part == PART_GENERIC;
}

/* The tokens of the form itself in the terms of those of the other. */
static void know_own(struct name_bound *bound)
{
	for (size_t i = 0; i < bound->form->count; i++) {
		const struct name_token *t = &bound->form->token[i];
		double weight = (double)t->weight, lost = score_contradicts(t->part) ? weight : 0;
		bound->own[i] = (struct found_token){
		    .weight = weight,
		    .lost = lost,
		    .omitted = lost * bound->omission[t->part],
		    .part = t->part,
		    .free = may_be_misspelt(t->part) || !bound->weak_of[i],
		};
	}
}

void name_bound_begin(struct name_bound *bound, const struct name_form *form)
{
	bound->form = form;
	know_kind(bound);
	know_loss(bound);
	know_briefs(bound);
	give_bits(bound);
	find_twins(bound);
	know_own(bound);
	bound->telling = 0;
	for (size_t i = 0; i < form->count; i++)
		bound->telling = (uint8_t)(bound->telling + score_is_telling(form->token[i].part));
	bound->most[0] = 0;
	for (size_t found = 1; found < sizeof bound->most / sizeof *bound->most; found++)
		bound->most[found] = -1;
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
	double most = most_for(&m, bound->person, bound->telling);
	unsigned rest = bound->person && m.telling == 1 ? found & ~telling_bits(bound) : found;

	if (rest == found)
		return most;
	m = sum_missing(bound, rest);
	double without = most_for(&m, bound->person, bound->telling);
	return without > most ? without : most;
}

double name_bound_most(struct name_bound *bound, unsigned found)
{
	float *most = &bound->most[found & UINT8_MAX];

	if (*most < 0)
		*most = (float)most_of(bound, found) + ROUNDING;
	return (double)*most;
}

/* ---- against one other form ------------------------------------------------------------------------------- */

void name_found_begin(struct name_found *found, const struct name_bound *bound)
{
	found->bits = 0;
	found->joined = found->lesser = found->brief = false;
	found->free = bound->twins;
	found->side = (struct found_side){0};
	found->count = 0;
	for (size_t i = 0; i < bound->form->count; i++)
		found->agree[i] = 0;
}

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

/* What the token and those of the form that it is near say of each other. */
static void note_own(struct name_found *found, const struct name_bound *bound, struct found_token *t)
{
	bool free = t->free;

	for (size_t i = 0; i < bound->form->count; i++) {
		if (!(t->bits & bound->weak_of[i]))
			continue;
		if (t->agree > found->agree[i])
			found->agree[i] = t->agree;
		if (free)
			found->free |= UINT32_C(1) << i;
		t->free |= may_be_misspelt(bound->form->token[i].part);
	}
}

static void add_to_side(struct found_side *s, const struct found_token *t, double agree)
{
	bool telling = score_is_telling(t->part);

	s->initial |= t->part == PART_INITIAL;
	s->telling += telling;
	s->numbers += t->part == PART_NUMBER ? t->weight : 0;
	if (agree > 0) {
		s->telling_near += telling;
		return;
	}
	s->contra += t->lost;
	s->omitted += t->omitted;
}

static void add_found(struct name_found *found, const struct name_bound *bound, struct found_token *t)
{
	bool sure = t->bits & (NAME_LESSER_BIT | NAME_JOINED_BIT);

	t->agree = sure ? 1 : t->bits ? t->agree : 0;
	add_to_side(&found->side, t, t->agree);
	if (!t->bits)
		return;
	t->free |= sure;
	found->bits |= t->bits;
	found->joined |= (t->bits & NAME_JOINED_BIT) != 0;
	note_own(found, bound, t);
	/* Of two that are near the same, one may be the other once more, which is not left over. */
	for (size_t j = 0; j < found->count; j++)
		if (found->token[j].bits & t->bits)
			t->free = found->token[j].free = true;
	if (found->count < NAME_TOKENS_MAX)
		found->token[found->count++] = *t;
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

void name_found_add(struct name_found *found, const struct name_bound *bound, const struct name_token *token,
                    unsigned bits, double agree, bool key, char letter)
{
	bool initial = token->part == PART_INITIAL;
	double weight = (double)token->weight, lost = score_contradicts(token->part) ? weight : 0;

	if (initial || bound->initials)
		agree = note_letter(bound, initial, letter, &bits, agree);
	found->lesser |= !initial && (key ? bits & NAME_LESSER_BIT : bits & (NAME_LESSER_BIT - 1u)) != 0;
	struct found_token t = {
	    .weight = weight,
	    .lost = lost,
	    .omitted = lost * bound->omission[token->part],
	    .agree = agree,
	    .bits = (uint16_t)bits,
	    .part = token->part,
	    .free = may_be_misspelt(token->part),
	};
	add_found(found, bound, &t);
}

void name_found_add_brief(struct name_found *found, const struct name_bound *bound, unsigned brief, unsigned bits,
                          double agree, bool initial, char letter)
{
	double lost = brief == BRIEF_SILENT ? 0 : briefs[brief].least;

	if (initial || bound->initials)
		agree = note_letter(bound, initial, letter, &bits, agree);
	/* It may be a key token or not. */
	bool lesser = brief <= BRIEF_GENERIC ? bits != 0 : (bits & NAME_LESSER_BIT) != 0;
	struct found_token t = {
	    .weight = briefs[brief].most,
	    .lost = lost,
	    .omitted = lost * bound->brief_share[brief],
	    .agree = agree,
	    .bits = (uint16_t)bits,
	    .part = initial                     ? PART_INITIAL
	            : brief == BRIEF_PATRONYMIC ? PART_PATRONYMIC
	            : brief >= BRIEF_PLAIN      ? PART_PLAIN
	                                        : PART_ACRONYM, /* which tells nothing apart */
	    .free = brief <= BRIEF_GENERIC,
	};

	found->brief = true;
	found->lesser |= !initial && lesser;
	add_found(found, bound, &t);
}

static double omitted_beside(const struct found_side *s, double contra)
{
	return s->contra > 0 ? s->omitted * (1 - contra / s->contra) : 0;
}

/* What the token adds at most to Σ w (a - score) - score (C + O): half of its pair, or what it costs to be in none. */
static double most_gain(const struct name_bound *bound, const struct found_token *t, double agree, bool free,
                        double score)
{
	double gain = (agree - score) / 2, loss = free ? 0 : -score * bound->least_loss;

	if (agree <= 0)
		return 0;
	gain = gain > loss ? gain : loss;
	return gain * (gain > 0 ? t->weight : t->lost);
}

/* What pairs with token `i` of the form itself count at most. */
static double own_agreement(const struct name_bound *bound, const struct name_found *found, size_t i)
{
	double lesser = found->bits & NAME_LESSER_BIT ? 1 : 0;

	return bound->weak_of[i] ? found->agree[i] : lesser;
}

static double sum_gains(const struct name_bound *bound, const struct name_found *found, double score)
{
	double gain = 0;

	for (size_t i = 0; i < bound->form->count; i++) {
		bool free = bound->own[i].free || found->free >> i & 1;
		gain += most_gain(bound, &bound->own[i], own_agreement(bound, found, i), free, score);
	}
	for (size_t j = 0; j < found->count; j++)
		gain += most_gain(bound, &found->token[j], found->token[j].agree, found->token[j].free, score);
	return gain;
}

/* One telling word of unequal numbers. */
static bool is_single(const struct name_bound *bound, const struct name_found *found, const struct found_side *own)
{
	const struct found_side *other = &found->side;

	return bound->person && own->telling != other->telling && !own->initial && !other->initial && !found->lesser &&
	       !found->joined && (own->telling_near < 2 || other->telling_near < 2) && own->telling_near &&
	       other->telling_near;
}

bool name_bound_allows(const struct name_bound *bound, const struct name_found *found, double score)
{
	const struct found_side *other = &found->side;
	struct found_side own = {0};

	if (!found->bits)
		return false;
	for (size_t i = 0; i < bound->form->count; i++)
		add_to_side(&own, &bound->own[i], own_agreement(bound, found, i));
	if (score > SINGLE_AGAINST_MANY + (double)ROUNDING && is_single(bound, found, &own))
		return false;
	double contra = least(own.contra, other->contra);
	double numbers = least(contra, found->brief ? own.numbers : least(own.numbers, other->numbers));
	double doubt = least(1, (contra - numbers / 2) / CONTRADICTION_FULL);
	double all = contra + omitted_beside(&own, contra) + omitted_beside(other, contra);
	double needed = (score - (double)ROUNDING) / (1 - CONTRADICTION * doubt);
	return sum_gains(bound, found, needed) >= needed * all;
}
