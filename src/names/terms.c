/* What a token of another form is to those of a form, in full or in brief: the terms that lemmas 4 to 6 of
 * docs/scoring.md add up.
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
		float omitted = contra * (float)rules->omission[part];
		float third = rules->person ? score_strange(part, omitted) : part == PART_NUMBER;
		rules->lone[part] = (name_sums){contra, omitted, third, 0};
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

/** What is near by a letter. */
struct by_letter {
	unsigned bits;
	bool equal; /* the other may be the same: an initial, or a word of that one letter */
};

/* The tokens that an initial may stand for, and the initials that a word may be meant by. */
static struct by_letter find_by_letter(const struct name_bound *bound, bool initial, char letter)
{
	struct by_letter found = {0};

	for (size_t i = 0; i < bound->form->count; i++) {
		const struct name_token *t = &bound->form->token[i];
		if (!(initial || t->part == PART_INITIAL) || t->text.ptr[0] != letter)
			continue;
		found.bits |= bound->weak_of[i] ? bound->bits_of[i] : (unsigned)NAME_LESSER_BIT;
		found.equal |= t->text.len == 1 || (initial && t->part == PART_INITIAL);
	}
	return found;
}

/* Initials and the words that they may stand for are near; returns what a pair agrees at most. */
static double note_letter(const struct name_bound *bound, bool initial, char letter, unsigned *bits, double agree)
{
	const struct by_letter found = find_by_letter(bound, initial, letter);
	double by_letter = found.equal ? 1 : (double)score_agreement(SIMILAR_INITIAL);

	*bits |= found.bits;
	return found.bits && agree < by_letter ? by_letter : agree;
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

/* What a pair with one of those that it is near names at most. */
static float most_named(const struct name_bound *bound, const struct name_term *t, uint8_t part)
{
	float most = 0;

	for (size_t i = 0; i < bound->form->count; i++) {
		const struct name_token *own = &bound->form->token[i];
		if (!(t->bits & bound->near_of[i]))
			continue;
		float named = score_most_named(t->weight, part, own->weight, own->part);
		most = named > most ? named : most;
	}
	return t->agree * most;
}

/* `lost`: its weight at least, if it contradicts; `share` of it is what an omission costs. */
static void finish(const struct name_bound *bound, struct name_term *t, uint8_t part, double lost, double share)
{
	t->telling = score_is_telling(part);
	t->both = t->weight;
	t->agree = is_sure(t) ? 1 : t->bits & (NAME_UNSURE_BIT - 1) ? t->agree : 0;
	if (t->agree > 0) {
		add_own(bound, t, (float)lost, score_may_be_misspelt(part) || is_sure(t));
		t->sums[SUM_NAMED] = bound->common ? most_named(bound, t, part) : 0;
	} else {
		t->sums[SUM_CONTRA] = (float)lost;
		t->sums[SUM_OMITTED] = (float)(lost * share);
		if (bound->rules->person)
			t->sums[SUM_STRANGE] = score_strange(part, (float)(lost * share));
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
	t.sums[SUM_NUMBERS] = !bound->rules->person && token->part == PART_NUMBER ? t.weight : 0;
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
	t.sums[SUM_NUMBERS] = !bound->rules->person && brief == BRIEF_GENERIC ? t.weight : 0;
	finish(bound, &t, part, brief == BRIEF_SILENT ? 0 : b->least, bound->rules->brief_share[brief]);
	return t;
}

/* ---- what is left over -------------------------------------------------------------------------------------- */

struct name_rest name_rest_in_brief(const struct name_bound *bound, const uint8_t *brief, size_t count, unsigned pairs)
{
	double contra[NAME_TOKENS_MAX], omitted[NAME_TOKENS_MAX], heaviest = 0;

	for (size_t i = 0; i < count; i++) {
		const struct brief *b = &briefs[brief[i]];
		contra[i] = brief[i] == BRIEF_SILENT ? 0 : b->least;
		omitted[i] = contra[i] * bound->rules->brief_share[brief[i]];
		heaviest = b->most > heaviest ? b->most : heaviest;
	}
	return (struct name_rest){(float)score_sum_of_rest(contra, count, pairs),
	                          (float)score_sum_of_rest(omitted, count, pairs), (float)heaviest};
}
