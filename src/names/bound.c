/* How much of a form must be found in another name: an upper bound of the score by the key tokens that are.
 *
 * With M the tokens found, U the key tokens that are not, w their weights and s the least shares that an omission
 * costs: nothing says less than the other name, so that no more is lacking than U. Then C = 0 is best, since a
 * contradiction costs the whole weight where an omission costs a share, and
 *
 *     score <= W / (W + Σ over U of w s),   W the greatest weight of pairs of all tokens that are not in U.
 *
 * A person of whom one telling word is found has another number of telling words, and so at most SINGLE_AGAINST_MANY,
 * or as many, and so others that contradict. */
#include "names/score.h"

enum { BITS_MAX = 8 };
#define ROUNDING 1e-5f /* more than sums in another order can differ */

/* The rules by kind and part, so that they are looked up once for a form. */
static void know_kind(struct name_bound *bound)
{
	enum name_kind kind = bound->form->kind == NAME_ANY ? NAME_PERSON : (enum name_kind)bound->form->kind;

	bound->person = kind == NAME_PERSON;
	for (uint8_t part = 0; part <= PART_ACRONYM; part++)
		bound->omission[part] = score_least_omission(&(struct name_token){.part = part}, kind);
}

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

	bound->initials = false;
	for (size_t i = 0; i < form->count; i++) {
		bound->bit_of[i] = 0;
		bound->initials |= form->token[i].part == PART_INITIAL;
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

	return m->weight / (m->weight + contra + omitted) * (1 - CONTRADICTION * doubt);
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

void name_bound_fill(struct name_bound *bound, const struct name_form *form)
{
	size_t telling = 0;

	bound->form = form;
	know_kind(bound);
	memset(bound->own_known, 0, sizeof bound->own_known);
	give_bits(bound, form);
	for (size_t i = 0; i < form->count; i++)
		telling += score_is_telling(form->token[i].part);
	bound->most[0] = 0;
	for (unsigned found = 1; found < 1u << bound->bits; found++) {
		struct missing m = sum_missing(bound, form, found);
		bound->most[found] = (float)most_for(&m, bound->person, telling) + ROUNDING;
	}
}

/* ---- against one other form ------------------------------------------------------------------------------- */

/* Bits of the tokens that an initial may stand for, and of the initials that a word may be meant by. */
static unsigned bits_by_letter(const struct name_bound *bound, bool initial, char letter)
{
	unsigned bits = 0;

	for (size_t i = 0; i < bound->form->count; i++) {
		const struct name_token *t = &bound->form->token[i];
		if ((initial || t->part == PART_INITIAL) && t->text.ptr[0] == letter)
			bits |= bound->bit_of[i] ? bound->bit_of[i] : (unsigned)NAME_LESSER_BIT;
	}
	return bits;
}

void name_found_add(struct name_found *found, const struct name_bound *bound, const struct name_token *token,
                    unsigned bits, bool key, char letter)
{
	bool initial = token->part == PART_INITIAL;
	double weight = (double)token->weight;

	if (initial || bound->initials)
		bits |= bits_by_letter(bound, initial, letter);
	found->bits |= bits;
	found->initial |= initial;
	found->joined |= (bits & NAME_JOINED_BIT) != 0;
	found->lesser |= !initial && (key ? bits & NAME_LESSER_BIT : bits & (NAME_LESSER_BIT - 1u)) != 0;
	if (score_is_telling(token->part)) {
		found->telling++;
		found->telling_near = (uint8_t)(found->telling_near + (bits != 0));
	}
	if (token->part == PART_NUMBER)
		found->numbers += weight;
	if (bits) {
		found->paired += weight;
	} else if (score_contradicts(token->part)) {
		found->contra += weight;
		found->omitted += weight * bound->omission[token->part];
	}
}

/* What of the form is found, in the same terms. */
static struct name_found found_of_form(const struct name_bound *bound, unsigned bits)
{
	struct name_found f = {0};

	for (size_t i = 0; i < bound->form->count; i++) {
		const struct name_token *t = &bound->form->token[i];
		double weight = (double)t->weight;
		bool near = bits & (bound->bit_of[i] ? bound->bit_of[i] : (unsigned)NAME_LESSER_BIT);
		f.initial |= t->part == PART_INITIAL;
		if (score_is_telling(t->part)) {
			f.telling++;
			f.telling_near = (uint8_t)(f.telling_near + near);
		}
		if (t->part == PART_NUMBER)
			f.numbers += weight;
		if (near) {
			f.paired += weight;
		} else if (score_contradicts(t->part)) {
			f.contra += weight;
			f.omitted += weight * bound->omission[t->part];
		}
	}
	return f;
}

static double least(double a, double b)
{
	return a < b ? a : b;
}

static double omitted_beside(const struct name_found *f, double contra)
{
	return f->contra > 0 ? f->omitted * (1 - contra / f->contra) : 0;
}

/* The same, remembered: few of the sets of bits come, but again and again. */
static const struct name_found *own_found(struct name_bound *bound, unsigned bits)
{
	bits &= 511;
	if (!(bound->own_known[bits / 64] >> bits % 64 & 1)) {
		bound->own[bits] = found_of_form(bound, bits);
		bound->own_known[bits / 64] |= UINT64_C(1) << bits % 64;
	}
	return &bound->own[bits];
}

/* The greatest score with this leftover of the other form, rules of persons apart. */
static double most_beside(const struct name_found *own, const struct name_found *other)
{
	double paired = (own->paired + other->paired) / 2, contra = least(own->contra, other->contra);
	double numbers = least(contra, least(own->numbers, other->numbers));
	double doubt = least(1, (contra - numbers / 2) / CONTRADICTION_FULL);
	double omitted = omitted_beside(own, contra) + omitted_beside(other, contra);

	return paired > 0 ? paired / (paired + contra + omitted) * (1 - CONTRADICTION * doubt) + (double)ROUNDING : 0;
}

double name_bound_with(struct name_bound *bound, const struct name_found *other)
{
	const struct name_found *own = own_found(bound, other->bits);
	double most = most_beside(own, other);

	if (bound->person && own->telling != other->telling && !own->initial && !other->initial && !other->lesser &&
	    !other->joined && least(own->telling_near, other->telling_near) == 1)
		most = least(most, SINGLE_AGAINST_MANY + (double)ROUNDING);
	return most;
}
