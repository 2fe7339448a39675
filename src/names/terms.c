/* What all tokens of another form allow, in full or in brief: lemmas 4 to 6 of docs/scoring.md.
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

void name_briefs_begin(struct name_bound *bound)
{
	for (size_t brief = 0; brief < NAME_BRIEFS; brief++) {
		bound->brief_share[brief] = 1;
		for (uint8_t part = 0; part <= PART_ACRONYM; part++)
			if (briefs[brief].parts >> part & 1 && bound->omission[part] < bound->brief_share[brief])
				bound->brief_share[brief] = bound->omission[part];
	}
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
static void add_own(const struct name_bound *bound, struct name_term *t, double lost, bool free)
{
	bool misspelt = free;

	for (size_t i = 0; i < bound->form->count; i++) {
		const struct name_token *own = &bound->form->token[i];
		if (!(t->bits & bound->weak_of[i]))
			continue;
		t->own_weight += (double)own->weight;
		if (!free && !(bound->free >> i & 1))
			t->lost += (double)own->weight;
		misspelt |= score_may_be_misspelt(own->part);
	}
	t->lost += misspelt ? 0 : lost;
}

/* `lost`: its weight at least, if it contradicts; `share` of it is what an omission costs. */
static struct name_term finish(const struct name_bound *bound, struct name_term t, uint8_t part, double lost,
                               double share)
{
	bool free = score_may_be_misspelt(part);

	t.agree = is_sure(&t) ? 1 : t.bits ? t.agree : 0;
	t.telling = score_is_telling(part);
	if (t.agree > 0) {
		add_own(bound, &t, lost, free || is_sure(&t));
	} else {
		t.contra = lost;
		t.omitted = lost * share;
	}
	return t;
}

struct name_term name_term_of(const struct name_bound *bound, const struct name_token *token, unsigned bits,
                              double agree, bool key, char letter)
{
	double weight = (double)token->weight;
	struct name_term t = {.weight = weight, .initial = token->part == PART_INITIAL};

	if (t.initial || bound->initials)
		agree = note_letter(bound, t.initial, letter, &bits, agree);
	t.agree = agree;
	t.bits = (uint16_t)bits;
	t.lesser = !t.initial && (key ? bits & NAME_LESSER_BIT : bits & (NAME_LESSER_BIT - 1u)) != 0;
	t.number = token->part == PART_NUMBER ? weight : 0;
	return finish(bound, t, token->part, score_contradicts(token->part) ? weight : 0, bound->omission[token->part]);
}

struct name_term name_term_in_brief(const struct name_bound *bound, unsigned brief, unsigned bits, double agree,
                                    bool initial, char letter)
{
	/* Of words that tell nothing apart, an acronym stands for all. */
	uint8_t part = initial                     ? PART_INITIAL
	               : brief == BRIEF_PATRONYMIC ? PART_PATRONYMIC
	               : brief >= BRIEF_PLAIN      ? PART_PLAIN
	               : brief == BRIEF_GENERIC    ? PART_GENERIC
	                                           : PART_STOP;
	struct name_term t = {.weight = briefs[brief].most, .initial = initial};

	if (initial || bound->initials)
		agree = note_letter(bound, initial, letter, &bits, agree);
	t.agree = agree;
	t.bits = (uint16_t)bits;
	/* It may be a key token or not. */
	t.lesser = !initial && (brief <= BRIEF_GENERIC ? bits != 0 : (bits & NAME_LESSER_BIT) != 0);
	t.number = brief == BRIEF_GENERIC ? briefs[brief].most : 0;
	return finish(bound, t, part, brief == BRIEF_SILENT ? 0 : briefs[brief].least, bound->brief_share[brief]);
}

/* ---- all tokens --------------------------------------------------------------------------------------------- */

/** The tokens of a form, summed up. */
struct side {
	double contra, omitted;         /* of those that are near none and contradict: weight, weight × least share */
	double numbers;                 /* weight of the numbers */
	unsigned telling, telling_near; /* words that persons are told apart by, and those that are near one */
	bool initial;                   /* it has an initial */
};

/** What is common to both. */
struct common {
	unsigned bits;
	bool twice;  /* a token of the form is near two of the other */
	bool lesser; /* a key token of one is near a token of the other that is none */
};

static double least(double a, double b)
{
	return a < b ? a : b;
}

static struct side sum_other(const struct name_term *term, size_t count, struct common *common)
{
	struct side s = {0};

	for (size_t j = 0; j < count; j++) {
		const struct name_term *t = &term[j];
		s.contra += t->contra;
		s.omitted += t->omitted;
		s.numbers += t->number;
		s.telling += t->telling;
		s.telling_near += t->telling && t->agree > 0;
		s.initial |= t->initial;
		common->twice |= (common->bits & t->bits & UINT8_MAX) != 0;
		common->bits |= t->bits;
		common->lesser |= t->lesser;
	}
	return s;
}

static bool is_near(const struct name_bound *bound, size_t i, unsigned bits)
{
	return bits & (bound->weak_of[i] ? bound->weak_of[i] : (unsigned)NAME_LESSER_BIT);
}

static struct side sum_own(const struct name_bound *bound, unsigned bits)
{
	struct side s = {.telling = bound->telling, .initial = bound->initials};

	for (size_t i = 0; i < bound->form->count; i++) {
		const struct name_token *t = &bound->form->token[i];
		s.numbers += t->part == PART_NUMBER ? (double)t->weight : 0;
		if (is_near(bound, i, bits)) {
			s.telling_near += score_is_telling(t->part);
		} else if (score_contradicts(t->part)) {
			s.contra += (double)t->weight;
			s.omitted += (double)t->weight * bound->omission[t->part];
		}
	}
	return s;
}

static double omitted_beside(const struct side *s, double contra)
{
	return s->contra > 0 ? s->omitted * (1 - contra / s->contra) : 0;
}

/* What a pair of the token and those that it is near adds at most to Σ w (a - score) - score (C + O), or what it costs
 * to be in none. */
static double gain_of(const struct name_bound *bound, const struct name_term *t, double score)
{
	double gain = (t->agree - score) / 2, loss = -score * bound->least_loss;

	if (t->agree <= 0)
		return 0;
	return gain > 0 ? gain * (t->weight + t->own_weight) : (gain > loss ? gain : loss) * t->lost;
}

/* Of two that are near the same token, one may be the other once more, which is not left over. */
static double gain_of_twice(const struct name_bound *bound, const struct name_term *term, size_t count, double score)
{
	double gain = 0;

	for (size_t j = 0; j < count; j++)
		if (term[j].agree > score)
			gain += (term[j].agree - score) / 2 * term[j].weight;
	for (size_t i = 0; i < bound->form->count; i++) {
		double agree = 0;
		for (size_t j = 0; j < count; j++)
			if (term[j].bits & bound->weak_of[i] && term[j].agree > agree)
				agree = term[j].agree;
		if (agree > score)
			gain += (agree - score) / 2 * (double)bound->form->token[i].weight;
	}
	return gain;
}

static double sum_gains(const struct name_bound *bound, const struct name_term *term, size_t count,
                        const struct common *common, double score)
{
	double gain = 0;

	if (common->twice)
		gain = gain_of_twice(bound, term, count, score);
	for (size_t j = 0; j < count && !common->twice; j++)
		gain += gain_of(bound, &term[j], score);
	for (size_t i = 0; i < bound->form->count && common->bits & NAME_LESSER_BIT; i++)
		if (!bound->weak_of[i])
			gain += (1 - score) / 2 * (double)bound->form->token[i].weight;
	return gain;
}

/* One telling word of unequal numbers. */
static bool is_single(const struct side *own, const struct side *other, const struct common *common)
{
	return own->telling != other->telling && !own->initial && !other->initial && !common->lesser &&
	       !(common->bits & NAME_JOINED_BIT) && (own->telling_near < 2 || other->telling_near < 2) &&
	       own->telling_near && other->telling_near;
}

bool name_bound_allows(const struct name_bound *bound, const struct name_term *term, size_t count, double score)
{
	struct common common = {0};
	const struct side other = sum_other(term, count, &common), own = sum_own(bound, common.bits);

	if (!common.bits)
		return false;
	if (bound->person && score > SINGLE_AGAINST_MANY + (double)BOUND_ROUNDING && is_single(&own, &other, &common))
		return false;
	double contra = least(own.contra, other.contra);
	double numbers = least(contra, least(own.numbers, other.numbers));
	double doubt = least(1, (contra - numbers / 2) / CONTRADICTION_FULL);
	double all = contra + omitted_beside(&own, contra) + omitted_beside(&other, contra);
	double needed = (score - (double)BOUND_ROUNDING) / (1 - CONTRADICTION * doubt);
	return sum_gains(bound, term, count, &common, needed) >= needed * all;
}
