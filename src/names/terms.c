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
	bool telling = score_is_telling(part);

	t->both = t->weight;
	t->agree = is_sure(t) ? 1 : t->bits ? t->agree : 0;
	t->counts += telling ? TERM_TELLING : 0;
	if (t->agree > 0) {
		t->counts += telling ? TERM_NEAR : 0;
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
	    .counts = (initial ? (unsigned)TERM_INITIAL : 0) + (lesser ? (unsigned)TERM_LESSER : 0),
	    .bits = (uint16_t)bits,
	};
	t.sums[SUM_NUMBERS] = token->part == PART_NUMBER ? t.weight : 0;
	finish(bound, &t, token->part, lost, bound->omission[token->part]);
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
	    .counts = (initial ? (unsigned)TERM_INITIAL : 0) + (lesser ? (unsigned)TERM_LESSER : 0),
	    .bits = (uint16_t)bits,
	};
	t.sums[SUM_NUMBERS] = brief == BRIEF_GENERIC ? t.weight : 0;
	finish(bound, &t, part, brief == BRIEF_SILENT ? 0 : b->least, bound->brief_share[brief]);
	return t;
}

/* ---- all tokens --------------------------------------------------------------------------------------------- */

/** The terms of a form, summed up. */
struct summed {
	name_sums sums;
	uint32_t counts; /* TERM_… */
	unsigned bits;
	bool twice; /* a token of the form of the bound is near two of this one */
};

static float least(float a, float b)
{
	return a < b ? a : b;
}

static struct summed sum_terms(const struct name_term *term, size_t count)
{
	struct summed s = {0};

	for (size_t j = 0; j < count; j++) {
		s.sums += term[j].sums;
		s.counts += term[j].counts;
		s.twice |= (s.bits & term[j].bits & UINT8_MAX) != 0;
		s.bits |= term[j].bits;
	}
	return s;
}

static struct name_side sum_own(const struct name_bound *bound, unsigned bits)
{
	struct name_side s = {.bits = bits, .known = true};

	for (size_t i = 0; i < bound->form->count; i++) {
		const struct name_token *t = &bound->form->token[i];
		bool near = bits & (bound->weak_of[i] ? bound->weak_of[i] : (unsigned)NAME_LESSER_BIT);
		float lost = !near && score_contradicts(t->part) ? t->weight : 0;
		s.telling_near += near && score_is_telling(t->part);
		s.sums +=
		    (name_sums){lost, (float)((double)lost * bound->omission[t->part]),
		                t->part == PART_NUMBER ? t->weight : 0, near && !bound->weak_of[i] ? t->weight : 0};
	}
	return s;
}

/* Few bits come together in one search. */
static const struct name_side *find_own(struct name_bound *bound, unsigned bits)
{
	struct name_side *s = &bound->side[(bits ^ bits >> 4) % NAME_SIDES];

	if (!s->known || s->bits != bits)
		*s = sum_own(bound, bits);
	return s;
}

/* What one side adds to O when it has more that contradicts than the other. */
static float omitted_beside(name_sums sums, float contra)
{
	return sums[SUM_CONTRA] > contra ? sums[SUM_OMITTED] * (1 - contra / sums[SUM_CONTRA]) : 0;
}

/* What a pair of the token and those that it is near adds at most to Σ w (a - score) - score (C + O), or what it costs
 * to be in none. */
static float gain_of(const struct name_term *t, float score, float loss)
{
	float gain = (t->agree - score) / 2;

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
	float gain = 0, loss = -score * (float)bound->least_loss;

	if (twice)
		return gain_of_twice(bound, term, count, score);
	for (size_t j = 0; j < count; j++)
		gain += gain_of(&term[j], score, loss);
	return gain;
}

/* One telling word of unequal numbers. */
static bool is_single(const struct name_bound *bound, const struct name_side *own, const struct summed *other)
{
	unsigned telling = other->counts & UINT8_MAX, near = other->counts / TERM_NEAR & UINT8_MAX;

	return bound->telling != telling && !bound->initials && other->counts < TERM_INITIAL &&
	       !(other->bits & NAME_JOINED_BIT) && (own->telling_near < 2 || near < 2) && own->telling_near && near;
}

bool name_bound_allows(struct name_bound *bound, const struct name_term *term, size_t count, double score)
{
	const struct summed other = sum_terms(term, count);

	if (!other.bits)
		return false;
	const struct name_side *own = find_own(bound, other.bits);
	if (bound->person && score > SINGLE_AGAINST_MANY + (double)BOUND_ROUNDING && is_single(bound, own, &other))
		return false;
	float contra = least(own->sums[SUM_CONTRA], other.sums[SUM_CONTRA]);
	float numbers = least(contra, least(own->sums[SUM_NUMBERS], other.sums[SUM_NUMBERS]));
	float doubt = least(1, (contra - numbers / 2) / (float)CONTRADICTION_FULL);
	float all = contra + omitted_beside(own->sums, contra) + omitted_beside(other.sums, contra);
	float needed = ((float)score - BOUND_ROUNDING) / (1 - (float)CONTRADICTION * doubt);
	if (needed >= 1)
		return false; /* nothing agrees more than wholly */
	float gain = sum_gains(bound, term, count, other.twice, needed) + (1 - needed) / 2 * own->sums[SUM_LESSER];
	return gain >= needed * all;
}
