/* Inside src/names: the constants of the scorer "ties-8" and the steps of a comparison.
 *
 *   tokens --ready--> sounds and sketches --edges--> candidate pairs --assign--> alignment --judge--> score
 *
 * docs/scoring.md has the formulas; its names are used here. */
#ifndef NAMES_SCORE_H
#define NAMES_SCORE_H

#include "names/retrieval.h"

#include <assert.h>

/** Similarities of pairs, and what they count. */
#define SIMILAR_FLOOR 0.71f   /* less is no pair */
#define SIMILAR_MIDDLE 0.85f  /* counts AGREE_MIDDLE */
#define AGREE_MIDDLE 0.70001f /* a hair more, that rounding takes no pair below 0.7 */
#define SIMILAR_ALIKE 0.83f   /* names of one class that are spellings of each other */
#define SIMILAR_SOUND 0.97f   /* same sounds, spelt otherwise */
#define SIMILAR_CLASS 0.93f   /* known to be the same name: Bob, Robert */
#define SIMILAR_VARIANT 0.97f /* and spelt alike: Mohamed, Muhammad */
#define SIMILAR_WORD 0.98f    /* legal forms, translations, numbers of one class */
#define SIMILAR_INITIAL 0.88f
#define SIMILAR_JOINED 0.86f         /* least for two words written as one */
enum { JOINED_SHORT = 7 };           /* letters; less than that must sound the same when joined: Hu Bo is not Habo */
#define SIMILAR_LESSER 0.80f         /* least for a word taken for a misspelt one of a lesser part: Comapny, Company */
#define SIMILAR_REGISTER 0.83f       /* of registrations one slip apart, at most */
#define SIMILAR_FATHER 0.90f         /* least for a word and a patronymic: Ivanov is not Ivanovich */
#define GIVEN_APART 0.87f            /* Michel, Michelle: known to be two */
#define GIVEN_APART_ABJAD 0.90f      /* one of them written without vowels */
#define FAMILY_APART 0.90f           /* Castro, Castillo */
#define ENDING_APART 0.84f           /* Habib, Habiba */
#define FAMILY_APART_UNCERTAIN 0.95f /* in two scripts, or of China or Korea */
#define EASTERN_APART 0.96f          /* Shi, Xi: known to be two families */
#define FAMILY_OTHER 0.85f           /* 鄭, Zeng: in two scripts, each known as a family name of its own */
#define ABJAD_APART 0.85f            /* سعيد, Saad: given names known to be two */
#define SYLLABLE_APART 0.88f         /* Jian, Juan */
#define SYLLABLE_SHARED 0.86f        /* Yong-su, Yong-sa */
#define SYLLABLE_OTHER 0.97f         /* Jong-nam, Yong-nam */
#define PARTS_DIFFER 0.99f           /* of equal words, those are paired that do the same in their names */
#define AFFIX_SHARE 0.9f             /* Abd al-Aziz against Aziz */

void name_know_traits(struct name_traits *out, const struct name_form *form);

void ready_make(str text, uint32_t class, struct ready *out);
/** The sounds of the telling part alone; returns the affix that it has lost. */
uint8_t ready_fold(str text, struct sounds *out);

/** Words pair by sound when they are near: at most 10 hundredths of an edit a sound apart, and at most so many
 * hundredths. Retrieval finds near words and no others (signature.c needs these bounds): no words pair by sound or
 * letters that are not near, nor joined ones that are not close. */
enum { NEAR_MOST = 100, ABJAD_MOST = 79, CLOSE_MOST = 59 };
/** The greatest distance of near words, of `measure` sounds together. */
static inline unsigned near_limit(unsigned measure, unsigned most)
{
	return measure * 10 < most ? measure * 10 : most;
}

/** A sketch counts sounds of seven groups (labials, nasals, r, l, dentals, sibilants, gutturals), up to six each, in
 * unary: the number of bits that differ is at most the number of sounds by which two words differ. */
uint64_t sound_sketch(const struct sounds *s);
/** Are words with these sketches, of `measure` sounds together, too far from each other to be near? The kinds that are
 * counted are of consonants, which cost as much beside an abjad. */
static inline bool sketches_are_far(uint64_t a, uint64_t b, unsigned measure)
{
	enum { COST_OF_KIND = 40 };
	uint64_t differ = a ^ b;

	static_assert(NEAR_MOST < 3 * COST_OF_KIND);
	/* One bit may differ at least, and two where the limit is twice the cost. */
	differ &= differ - 1;
	if (near_limit(measure, NEAR_MOST) >= 2 * COST_OF_KIND)
		differ &= differ - 1;
	return differ != 0;
}

/** Are the telling parts too far from each other to be near, by the numbers of their sounds? */
static inline bool ready_are_far(const struct ready *a, const struct ready *b, bool abjad)
{
	return !name_lengths_near(a->sounds.len, b->sounds.len, false, abjad) ||
	       sketches_are_far(a->sketch, b->sketch, sound_measure(a->sounds.len, b->sounds.len));
}

/** How similar words are by their sounds, which are `distance` apart and `measure` many: at most SIMILAR_SOUND. */
static inline float score_similarity(unsigned distance, unsigned measure)
{
	float similarity = 1 - (float)distance / (50.0f * (float)measure);

	return similarity < SIMILAR_SOUND ? similarity : SIMILAR_SOUND;
}

/** `abjad`: one side comes from a script that leaves vowels out, so these count half. */
struct likeness ready_compare(const struct ready *a, const struct ready *b, bool abjad);

/** How similar two words are by slips of the pen, whatever they sound like: no likeness where they are not near so. */
struct likeness score_by_letters(str a, str b);

/** What a similarity counts, 0..1: piecewise linear through (floor, 0), (middle, AGREE_MIDDLE), (1, 1). */
static inline float score_agreement(float similarity)
{
	if (similarity <= SIMILAR_FLOOR)
		return 0;
	if (similarity <= SIMILAR_MIDDLE)
		return AGREE_MIDDLE * (similarity - SIMILAR_FLOOR) / (SIMILAR_MIDDLE - SIMILAR_FLOOR);
	return AGREE_MIDDLE + (1 - AGREE_MIDDLE) * (similarity - SIMILAR_MIDDLE) / (1 - SIMILAR_MIDDLE);
}

/** A candidate pair: `left_count` tokens from `left` on against `right_count` from `right` on. */
struct edge {
	uint8_t left, left_count, right, right_count;
	uint8_t reason;
	bool same;   /* equal words that do the same in their names */
	bool anchor; /* near, and a key of both forms */
	float similarity;
	float weight; /* mean of both sides */
	float gain;   /* weight × agreement (× PARTS_DIFFER); what the assignment maximises */
};
enum { EDGES_MAX = 24 * 24 + 160 };

/** Two forms under comparison, in canonical order. */
struct duel {
	const struct name_form *left, *right;
	const struct ready *left_ready, *right_ready; /* by token */
	const struct name_traits *left_traits, *right_traits;
	bool own_is_left;       /* the memo is of the left form; without one, either */
	uint64_t memo_rules;    /* what entries of the memo are found by */
	struct name_memo *memo; /* or NULL */
	size_t edge_count;
	struct edge edge[EDGES_MAX];              /* by left token, best first */
	uint16_t first_edge[NAME_TOKENS_MAX + 1]; /* by left token */
	size_t pick_count;
	uint16_t pick[NAME_TOKENS_MAX]; /* the assignment */
	enum name_kind kind;            /* whose rules apply */
	bool weighed;                   /* a corpus says how rare the words of both are */
};

/** The sides of a duel, as one's own and the other. */
struct sides {
	const struct name_form *own, *other;
	const struct name_traits *own_traits, *other_traits;
	const struct ready *own_ready, *other_ready;
};
static inline struct sides duel_sides(const struct duel *d)
{
	return d->own_is_left
	           ? (struct sides){d->left, d->right, d->left_traits, d->right_traits, d->left_ready, d->right_ready}
	           : (struct sides){d->right, d->left, d->right_traits, d->left_traits, d->right_ready, d->left_ready};
}

/** What every token of the other form is like those of one's own, the left or right one; and two of them joined. */
struct duel_likenesses {
	struct name_likenesses single[NAME_TOKENS_MAX]; /* by token of the other form */
	struct name_likenesses joined[NAME_TOKENS_MAX]; /* … with the next one, against a token of one's own */
	struct name_likenesses whole[NAME_TOKENS_MAX];  /* … against a token of one's own and the next one */
};
/** Compares all tokens of both forms. */
void duel_compare_tokens(const struct duel *d, struct duel_likenesses *out);
/** Is there a pair that anchors a match? Without one the score is at most BELOW_FLOOR, acronyms apart. */
bool duel_is_anchored(const struct duel *d, const struct duel_likenesses *l);
/** Does what the tokens are like allow the score, acronyms apart? O(tokens). */
bool duel_may_reach(const struct duel *d, const struct duel_likenesses *l, double least);
void duel_find_edges(struct duel *d, const struct duel_likenesses *l);
/** The assignment with the greatest sum of gains. Exact unless more than ASSIGN_STEPS branches are tried. */
void duel_assign(struct duel *d);
enum { ASSIGN_STEPS = 20000 };
double duel_judge(const struct duel *d, struct name_alignment *out);
/** A name that is the initials of the other (acronym.c). */
struct acronym {
	double score; /* of the two by that alone, ACRONYM at most; 0: there is none */
	bool left_is_brief;
	size_t at; /* the token that they are */
};
#define ACRONYM 0.78 /* PLA against People's Liberation Army */
/** Of organisations. */
struct acronym duel_find_acronym(const struct duel *d);
void duel_explain_acronym(const struct duel *d, const struct acronym *found, struct name_alignment *out);
/** What two names that are read alike may score at most (characters.c): by the share of the characters in both, of
 * those of the shorter one, since the other may have a title: 王伟 and 王维 have one of two. 1 where one of them is in
 * another script. `person`: they are whole names of persons. O(characters of both). */
double score_bound_of_characters(str a, str b, bool person);

/** The least share of its weight that a token may cost when the other side lacks it. */
double score_least_omission(const struct name_token *t, enum name_kind kind);
/** Does a word left over contradict another that is? */
static inline bool score_contradicts(uint8_t part)
{
	return part == PART_PLAIN || part == PART_PATRONYMIC || part == PART_INITIAL || part == PART_ACRONYM ||
	       part == PART_GENERIC || part == PART_NUMBER;
}
/** Is it one of the words that persons are told apart by? */
static inline bool score_is_telling(uint8_t part)
{
	return part == PART_PLAIN || part == PART_PATRONYMIC || part == PART_INITIAL;
}
/** Is a pair with it aligned and shown, but in no sum: a title or a word like "of"? */
static inline bool score_says_nothing(uint8_t part)
{
	return part == PART_TITLE || part == PART_STOP;
}
/** Is it a word that people do not leave out, whatever else agrees? */
bool score_is_seldom_omitted(const struct name_form *f, size_t at);
/** May a pair with a token of this part weigh what the lesser of both weighs, as of misspelt generic words? */
static inline bool score_may_be_misspelt(uint8_t part)
{
	return !score_contradicts(part) || part == PART_GENERIC;
}
/** Constants of judge.c that bounds need. */
#define BELOW_FLOOR 0.49 /* without an anchor, at most */
#define CONTRADICTION 0.32
#define CONTRADICTION_FULL 0.8
#define SINGLE_AGAINST_MANY 0.66 /* one word against a name of several telling words, persons */
#define TOLD_LEAST 0.34          /* weight of a telling word that is told of a form, at least */
#define THIN 1.3                 /* persons: agreement of less weight than this is that of common names … */
#define THIN_WEIGHED 1.4         /* where a corpus says how rare they are */
#define THIN_SHARE 0.3           /* … and then what is left over counts more */
#define THIN_FULL 0.12           /* the weight left over that takes all of that */
#define COMMONEST 0.52           /* weight of the commonest names, at most */
#define COMMON_LEAST 0.69        /* what counts at least of common names: under the usual threshold */
#define LESSER_TELLING_MOST 0.5  /* weight of a generic word or a number at most, digits apart (weigh.c) */
#define LESSER_MOST 0.25         /* … of what contradicts nothing */
#define LEGAL_BESIDE_MOST 0.7    /* … of what is written as a legal form and is none: an acronym, a place */
#define BOUND_ROUNDING 2e-5f     /* more than sums in another order, of floats, can differ */
/** What counts at most of a score of persons when no more than `named` agrees, and no less than `strange` is left over
 * of what most people do not leave out. `weighed`: a corpus says how rare the words are. */
static inline double score_most_of_common(double named, double strange, bool weighed)
{
	double thin = ((weighed ? THIN_WEIGHED : THIN) - named) / THIN_SHARE, over = strange / THIN_FULL;
	double share = 1 - (thin > 0 ? thin < 1 ? thin : 1 : 0) * (over < 1 ? over : 1);

	return share > COMMON_LEAST ? share : COMMON_LEAST;
}
/** Which weight a pair of words of these weights and parts names at most: that of the commoner one, but for initials,
 * and none of patronymics. */
static inline float score_most_named(float a, uint8_t a_part, float b, uint8_t b_part)
{
	if (a_part == PART_INITIAL || b_part == PART_INITIAL)
		return (a + b) / 2;
	return a_part == PART_PATRONYMIC || b_part == PART_PATRONYMIC ? 0 : a < b ? a : b;
}
/** Do most people leave out words of this part, so that it is no matter how common a name is beside them? */
static inline bool score_is_often_omitted(uint8_t part)
{
	return !score_contradicts(part) || part == PART_PATRONYMIC || part == PART_INITIAL;
}
/** Of what a token costs that is left over, what counts where the names are common. */
static inline float score_strange(uint8_t part, float omitted)
{
	return score_is_often_omitted(part) ? 0 : omitted;
}
/** Bit by token: the form has its text twice. O(tokens²). */
uint32_t score_find_twins(const struct name_form *form);
/** The sum of all but the greatest `pairs` of them, of which the first ones count as such. O(count · pairs). */
double score_sum_of_rest(const double *weight, size_t count, unsigned pairs);
/** The rest of the rules, when shares of parts are known. */
void name_rules_of_terms(struct name_rules *rules);

/** Does a token of this part carry what names of this form are told apart by? */
bool score_is_key_part(const struct name_form *form, uint8_t part);
/** What two tokens written as one must have in common with the word: the sequence of kinds of consonants and where
 *  vowels stand. A hash. */
uint64_t name_outline(const struct sounds *sounds);
/** Are they the same but for two neighbouring letters, exchanged? */
bool score_are_letters_exchanged(str a, str b);
/** Are they the same but for doubled letters? */
bool score_are_equal_undoubled(str a, str b);
/** Are words of these classes known to be two: given names, places, … of two classes? */
bool score_are_known_apart(uint32_t a, uint32_t b);
/** Which share of their similarity do these two tokens have that are not equal: less than 1 where they are known to be
 * two by their endings or syllables. Persons. O(letters) for most pairs. */
float score_share_apart(const struct duel *d, size_t i, size_t j);
/** Are both known as names of people, and not as one? */
bool score_are_two_names(const struct name_token *a, const struct name_token *b);
/** The same of two words of these forms: less than 1 where they are of syllables that differ. */
float score_share_of_syllables(const struct name_form *f, str a, const struct name_form *g, str b);
/** Has it a family name of China, Korea or Vietnam? */
bool score_is_eastern(const struct name_form *f);
/** May tokens of these parts, one behind the other, be one word written apart? */
bool score_are_halves(uint8_t first, uint8_t second);
/** Is it one letter more, less, other or exchanged with its neighbour, in words of three letters and more? */
bool score_is_one_slip(str a, str b);
/** Does the name hold a word that names of people do not? Anna Maria Bauer is no AMB. */
bool score_names_a_body(const struct name_form *f);
/** Of which words of an organisation's name its initials are. */
enum initials {
	INITIALS_OF_WORDS, /* of all but legal forms and words such as "of" */
	INITIALS_AND_STOPS,
	INITIALS_AND_LEGAL, /* and of Company, Corporation: NIOC */
	INITIALS_KINDS
};
enum { INITIALS_LEAST = 3 };
/** Spells the initials of an organisation's name, one of each word. Returns the length, 0 when there are more than
 * eight or less than INITIALS_LEAST, of them with legal forms one more. */
size_t score_initials(const struct name_form *form, enum initials kind, char out[8]);
/** Does the form have few enough telling words that two written as one may anchor a match? */
bool score_joins_anchor(const struct name_form *form);

#endif
