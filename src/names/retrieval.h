/* Which of many keys are near one key, without comparing them all? What an index lists and a search asks.
 *
 * A token is listed in an index under each of its signatures, and a query looks up those of its own. Within the
 * distance of near words (score.h) at most one edit can change the sequence of kinds of consonants, so that near
 * words have in common either that sequence, or the sequence but for two neighbours, or all sounds but one:
 *     name_keys_near(a, b), the classes not equal
 *     implies that a signature listed for one is a signature asked for the other.
 * Proof in docs/scoring.md, section 6. The method is FastSS (Bocek, Hunt, Stiller 2007) over two alphabets. */
#ifndef NAMES_RETRIEVAL_H
#define NAMES_RETRIEVAL_H

#include "names/band.h"
#include "names/memo.h"
#include "names/names.h"
#include "names/profile.h"
#include "names/sieve.h"

enum {
	KEY_SOUNDS_MAX = 63,
	KEY_SOUND_KINDS = 37, /* what a sound is below */
	SIGNATURES_MAX = 512,
	NAME_JOINED_MIN = 4,     /* letters of a token that may be two joined */
	JOINED_LETTERS_MORE = 2, /* letters that either may have more */
	KEY_MORE_MAX = 4         /* sounds that a near key has more or less at most (name_lengths_near) */
};

/** Does the script (enum text_script) leave vowels out? */
bool name_script_is_abjad(uint8_t script);
/** Is it written in characters that romanisations give alike: Han, Hangul? */
bool name_script_has_characters(uint8_t script);
/** Can the token pair with a title, particle or legal form of another text: is it one, or a word that nothing is known
 *  of, and so perhaps one misspelt (Comapny, Abbu)? */
bool name_token_may_be_lesser(const struct name_token *token);
/** Token `i` of the form as a key, whether the form can be found by it or not. */
struct name_key name_token_key(const struct name_form *form, size_t i);

/** How a key sounds; what is in a book of it. */
struct name_sounds {
	const uint8_t *sound; /* each below KEY_SOUND_KINDS */
	uint8_t len;          /* 0..KEY_SOUNDS_MAX */
};

/** The sounds that a key is compared by; returns how many. */
size_t name_key_sounds(str text, uint8_t out[KEY_SOUNDS_MAX]);

/** May a token of `a` sounds and one of `b` (or two joined) be near, if both or none have an affix? `abjad`: one is of
 * a script that leaves vowels out. Each sound more costs 34 at least, half of that for vowels at half cost. */
static inline bool name_lengths_near(unsigned a, unsigned b, bool joined, bool abjad)
{
	unsigned more = a < b ? b - a : a - b, sum = a + b < 4 ? 4 : a + b;

	if (abjad)
		return more <= (joined ? 3 : 4);
	return more <= (joined ? 1 : 2) && more * 34 <= sum * 10;
}

/** What signatures are for. */
enum signature_use {
	SIGNATURE_LISTED,       /* of a token in an index */
	SIGNATURE_ASKED,        /* of a token that asks for listed ones */
	SIGNATURE_CLOSE,        /* of two tokens joined that ask for a listed one */
	SIGNATURE_CLOSE_ABJAD,  /* … of a script that leaves vowels out */
	SIGNATURE_JOINED,       /* of two tokens joined in an index */
	SIGNATURE_JOINED_ABJAD, /* … of a script that leaves vowels out */
	SIGNATURE_ASKED_JOINED  /* of a token that asks for joined ones */
};

/** Signatures of a key, each once: hashes well spread over 64 bits. Returns how many, at least 1; 0 when there are more
 *  than SIGNATURES_MAX, as for words of little else than "?": then any key may be near. O(len³) at worst, 2 · len
 *  signatures for most words; allocates nothing. */
size_t name_signatures(str text, enum signature_use use, uint64_t out[SIGNATURES_MAX]);
/** Of two joined tokens and the token that asks for them neither need be the same: of two that are close, two
 * signatures differ in this many of the lower 16 bits at most. */
enum { SIGNATURE_BITS_APART = 3 };
/** May signatures of joined tokens, of which these are the lower bits, be of close ones, if they are equal else? */
static inline bool name_signatures_meet(uint16_t a, uint16_t b)
{
	unsigned differ = a ^ b;

	for (unsigned i = 0; i < SIGNATURE_BITS_APART; i++)
		differ &= differ - 1;
	return differ == 0;
}
/** The signature of the sequence of kinds, as it is: one of those listed for a token that sounds so. */
uint64_t name_signature_of_kinds(const struct name_sounds *sounds);
/** The signature under which keys that have too many are listed (tokens for SIGNATURE_LISTED, joined ones for
 *  SIGNATURE_JOINED), to be asked for besides all others. */
uint64_t name_signature_of_any(enum signature_use use);
/** Is the letter a vowel? y is none. */
bool name_is_vowel(char c);
/** The signature of the letters of a token, listed and asked. */
uint64_t name_signature_of_letters(str text);
/** The signature of initials, in an index and of the token that asks for them. */
uint64_t name_signature_of_initials(str text);

enum {
	NAME_LESSER_BIT = 256, /* stands for all tokens of the form that are no key tokens */
	NAME_JOINED_BIT = 512, /* two of its tokens joined are near */
	NAME_UNSURE_BIT = 1024 /* of terms: an initial, or a key token and one that is none are near each other */
};

/** What a token tells, in brief: its part, and bounds of its weight. */
enum name_brief {
	BRIEF_SILENT,     /* one that contradicts nothing: a particle, title, suffix, legal form, stop word */
	BRIEF_GENERIC,    /* a generic word, number or acronym */
	BRIEF_PATRONYMIC, /* a patronymic or an initial */
	BRIEF_PLAIN,      /* a plain word, the lightest, and those of more weight … */
	NAME_BRIEFS = 8   /* … up to here */
};
/** Of a token, by part and weight; NAME_BRIEFS when it cannot be said in brief. */
unsigned name_brief_of(const struct name_token *token);

/** Sums of weights, added up at once: of tokens that are near none and contradict, what they weigh at least, × least
 * share; of numbers, at most; of tokens that the form cannot be found by. In place of numbers persons have, of what is
 * omitted, that which most people do not leave out; and in place of the last another form has what pairs of its tokens
 * name at most, by the commoner words. */
typedef float name_sums __attribute__((vector_size(16)));
enum { SUM_CONTRA, SUM_OMITTED, SUM_NUMBERS, SUM_LESSER, SUM_STRANGE = SUM_NUMBERS, SUM_NAMED = SUM_LESSER };

/** A token of another form in the terms of a bound: what it is, and how it stands to the tokens of the form. */
struct name_term {
	name_sums sums;
	float agree;   /* what a pair with any of these counts at most; 0: it is near none */
	float weight;  /* in a pair, at most */
	float both;    /* that and what the tokens of the form that it is near weigh in theirs */
	float lost;    /* what these weigh at least, as far as it costs something to be in no pair */
	bool telling;  /* a word that persons are told apart by */
	uint16_t bits; /* of the tokens of the form that it is near; NAME_UNSURE_BIT */
};

/** Terms summed up. What they gain is what pairs add at most to Σ w (a - t) - t (C + O), or what it costs to be in
 * none, for t the score looked for, and for t = 1; between these it is convex. */
struct name_tally {
	name_sums sums, more; /* SUM_…, SUMMED_… */
	uint32_t bits;        /* of all terms */
	uint32_t twice;       /* … that two terms have */
};
enum { SUMMED_GAIN, SUMMED_GAIN_LAST, SUMMED_TELLING, SUMMED_TELLING_NEAR };
static inline void name_tally_add(struct name_tally *all, const struct name_tally *more)
{
	all->sums += more->sums;
	all->more += more->more;
	all->twice |= all->bits & more->bits;
	all->bits |= more->bits;
}

/** What is the same for all names of a kind. */
struct name_rules {
	bool known;
	bool person;                       /* the rules of persons apply */
	double omission[PART_ACRONYM + 1]; /* by part: least share of its weight that an omission costs */
	double brief_share[NAME_BRIEFS];   /* by enum name_brief: the same */
	double lesser_share;               /* of generic words and numbers, the greater */
	double telling_share;              /* … of a telling word, initials apart: the least */
	double least_loss; /* share of its weight that a token costs at least that could pair and does not */
	/* By part: the sums of a token that is near none, for its weight; what else it adds. */
	name_sums lone[PART_ACRONYM + 1], lone_more[PART_ACRONYM + 1];
};

/** The tokens of the form when those with these bits are near. */
struct name_side {
	name_sums sums;
	uint32_t bits; /* … and NAME_SIDE_KNOWN, once it is asked for */
	float telling_near;
	float named; /* what pairs of those that are near name at most */
};
#define NAME_SIDE_KNOWN UINT32_C(0x80000000)

enum { NAME_SIDES = 32 };

/** Bits of the key tokens of the form, as for name_bound_may_reach, which some word of another form is near that it can
 * be found by, or only a generic word or a number, or only another word that it cannot be found by. */
struct name_found {
	uint8_t key, telling, other;
};

/** The tokens of the form that may then be in pairs, and the others. */
struct name_pairs {
	struct name_found found;
	bool known;
	uint8_t count; /* tokens of the other form that may be in pairs, generic words and the like found apart … */
	float taken;   /* … which weigh so much at most, as far as they contradict */
	float gains;   /* Σ (a - t) of pairs is (1 - t) / 2 · this at most, … */
	uint8_t heavy; /* … and so many times the heaviest word of the other form */
	name_sums own; /* of the others, as in name_side */
};

/** A token of the form in its bounds. */
struct name_bound_token {
	double paired;   /* what a pair with it weighs at most */
	double omitted;  /* its weight × the least share that an omission costs */
	double contra;   /* its weight if it contradicts, else 0 */
	uint8_t telling; /* 1: a word that persons are told apart by */
	bool number;
	bool strange; /* people do not leave it out */
};

enum { NAME_SIGHT_WORDS = 4 };
/** What is told of another form besides what is found of it. */
struct name_sight {
	uint8_t lesser; /* bits of key tokens that are near a token which it cannot be found by, as for `found` */
	uint8_t words;  /* telling words that it has, NAME_SIGHT_WORDS or more; 0: it is not told (name_sight_words) */
};
/** How many telling words are told of a form, 2..NAME_SIGHT_WORDS; 0 when it has less, or one that weighs next to
 *  nothing or is there twice. O(tokens²). */
unsigned name_sight_words(const struct name_form *form);

/** How much of a form must be found in another name for a score. Key tokens of the form have bits, in the order of
 *  name_keys: one that says that a token is near, and, as long as there are some left of eight, one more that says that
 * a token is near which may agree as much as the score; beyond eight they share the last one. */
struct name_bound {
	const struct name_form *form; /* borrowed */
	const struct name_rules *rules;
	float score;                       /* the least that is looked for, a hair less */
	bool single;                       /* that is more than one telling word of a person can have */
	bool initials;                     /* it has some */
	bool common;                       /* a person's, and a corpus says how common its words are */
	bool keyed;                        /* all of its tokens are key tokens */
	uint8_t telling;                   /* words that persons are told apart by, … */
	uint8_t telling_bits;              /* … their bits */
	double named;                      /* what pairs with others add at most to what agrees of names of persons */
	uint8_t weak_of[NAME_TOKENS_MAX];  /* by token: its first bit, as a mask; 0 of other tokens */
	uint8_t bits_of[NAME_TOKENS_MAX];  /* by token: all of its bits */
	uint16_t near_of[NAME_TOKENS_MAX]; /* by token: bits of what is near it, or near one that is the same word */
	struct name_bound_token token[NAME_TOKENS_MAX];
	uint8_t repeated; /* bits of key tokens that may be not left over though nothing is near them */
	uint8_t always;   /* bits of tokens that may be in pairs though nothing is near them */
	uint32_t free;    /* bit by token: that it is in no pair may cost nothing: the form has it twice, … */
	struct name_side side[NAME_SIDES];      /* asked for last, by lower bits */
	struct name_pairs pairs[NAME_SIDES];    /* the same */
	struct name_rules rules_of[NAME_KINDS]; /* those needed so far */
};

/** Begins the bounds of a form, weighed, for a score looked for. `bound` is all zero before the first time. O(tokens²).
 */
void name_bound_begin(struct name_bound *bound, const struct name_form *form, double score);
/** Lemma 9 (docs/scoring.md, section 6): false if name_compare(form, other) cannot be *score* or more, with `found` the
 *  bits of the key tokens of *form* that are near a token that *other* can be found by, all bits of those that may
 * agree by *score* or more. *other* has no initial, and no pair of joined tokens nor initials is between them. Once
 * true, so with any more in `found`. O(tokens). */
bool name_bound_may_reach(const struct name_bound *bound, unsigned found, struct name_sight sight);
/** A token of which weight and part are looked at. `bits` of the form's tokens that it is near (any of
 *  name_bound_may_reach, NAME_LESSER_BIT of those that are no key tokens, NAME_JOINED_BIT and those of two joined),
 * `agree`: what a pair with one of them counts at most; `key`: it is a key token. `letter` is its first one. O(tokens).
 */
struct name_term name_term_of(const struct name_bound *bound, const struct name_token *token, unsigned bits,
                              double agree, bool key, char letter);
/** A token of which this is known; `initial`: and that it is one. `letter` is its first one, which need not be known of
 *  others if the form of the bound has no initials. O(tokens). */
struct name_term name_term_in_brief(const struct name_bound *bound, unsigned brief, unsigned bits, double agree,
                                    bool initial, char letter);
/** The same of a token that is near none, no initial, when the form has none either: adds it up. O(1). */
static inline void name_tally_lone(struct name_tally *all, const struct name_bound *bound, uint8_t part, float weight)
{
	all->sums += weight * bound->rules->lone[part];
	all->more += bound->rules->lone_more[part];
}
/** A term as a tally. O(1). */
struct name_tally name_tally_of(const struct name_bound *bound, const struct name_term *term);
/** By all tokens of the other form, summed up, and the terms of those that are near some, at least: may name_compare of
 * the two be the score looked for or more? Joined tokens of the other form and initials of organisations apart.
 * O(tokens). */
bool name_bound_allows(struct name_bound *bound, const struct name_tally *all, const struct name_term *term,
                       size_t count);
/** What a form has left over, beside another, when some of its tokens are in pairs. */
struct name_rest {
	float contra;   /* weight of what contradicts, at least */
	float omitted;  /* that × least share, at least */
	float heaviest; /* weight of any token, at most */
};
/** When `pairs` of its tokens are in pairs at most. `token`: of its tokens part and weight; of equal ones the heaviest
 * alone, since a word that repeats a paired one is not left over. O(count · pairs). */
struct name_rest name_rest_of(const struct name_token *token, size_t count, enum name_kind kind, unsigned pairs);
/** The same of a form of which that is known, no initials. */
struct name_rest name_rest_in_brief(const struct name_bound *bound, const uint8_t *brief, size_t count, unsigned pairs);
/** What of the form may be in pairs with another of which this is found; valid until the next call. O(1). */
const struct name_pairs *name_bound_pairs(struct name_bound *bound, struct name_found found);
/** May name_compare of the two be the score looked for or more, when the other has this left over beside `pairs->count`
 * tokens? As in name_bound_may_reach, it has no initial and joined tokens and initials of organisations are apart.
 * O(1). */
bool name_rest_allows(const struct name_bound *bound, const struct name_pairs *pairs, const struct name_rest *rest);
/** The same, not as exact, by the tally alone. True for all of which name_bound_allows says so. O(1). */
bool name_tally_allows(struct name_bound *bound, const struct name_tally *all);

/** A token (or a key) prepared for comparison. */
struct ready {
	str text;
	uint32_t class;
	uint64_t sketch;               /* of the telling part */
	uint8_t affix;                 /* AFFIX_… that the telling part has lost */
	bool digits;                   /* digits only: equal or different, never similar */
	struct sounds sounds;          /* of the telling part */
	struct sound_profile *profile; /* of the sounds, made when first needed; NULL: not worth it */
};
enum { AFFIX_SERVANT = 1, AFFIX_FAITH = 2 };

/** What comparisons need to know of the tokens of a form that depends on the others. */
struct name_traits {
	uint32_t keys;                   /* bit by token: it is a key token */
	uint32_t twins;                  /* … the form has its text twice */
	bool eastern;                    /* one is a family name of China, Korea or Vietnam */
	uint8_t joined[NAME_TOKENS_MAX]; /* letters of the token and the next one; 0: these are not one word */
	uint8_t whole[NAME_TOKENS_MAX];  /* letters of the token; 0: it is not two words */
	uint32_t joined_letters;         /* bit by letter, its last five bits: one of `joined` begins with it */
	uint32_t whole_letters;          /* … of `whole` */
};

/** A form prepared for comparison with many. */
struct name_prepared {
	const struct name_form *form; /* borrowed */
	struct name_traits traits;
	struct name_memo *memo; /* borrowed; or NULL */
	uint64_t number;        /* of the form in it */
	struct ready ready[NAME_TOKENS_MAX];
	struct sound_profile profile[NAME_TOKENS_MAX];
};
/** Prepares a form; `many`: it will be compared with so many others that profiles of its words are worth their while.
 *  O(bytes). */
void name_prepare(struct name_prepared *out, const struct name_form *form, bool many);
/** The same in parts: a token; and the form, of whose tokens `ready` has been prepared. */
void name_prepare_token(struct ready *out, const struct name_token *token);
void name_prepare_whole(struct name_prepared *out, const struct name_form *form);
/** Has what it is compared with remembered; until it is prepared anew or the memo is gone. */
void name_remember(struct name_prepared *form, struct name_memo *memo);
/** name_compare of the forms. Makes profiles. */
double name_compare_prepared(const struct name_prepared *a, const struct name_prepared *b, struct name_alignment *out);
/** The same if it is `least` or more, else anything below. */
double name_compare_reaching(const struct name_prepared *a, const struct name_prepared *b, double least);

/** A key that looks for near ones, prepared. */
struct name_seeker {
	const struct name_key *key;
	struct sounds sounds, whole;   /* of the telling part, of all */
	uint64_t sketch, whole_sketch; /* of these, as in ready */
	uint64_t outline;              /* of the telling part */
	bool digits;                   /* as in name_listed */
	uint8_t affix;
	uint8_t like;              /* affixes that a key may have which is near as a whole, if it has none itself */
	bool wide;                 /* bands can be made */
	struct sound_band band[2]; /* when it is wide, once it is needed; [1]: vowels count half */
	struct sound_sieve sieve[2][BAND_LENGTHS]; /* the same, by lengths; there is none of some */
	struct sound_profile plain;                /* when it has few enough sounds for one */
	struct sound_profile abjad;                /* vowels count half */
};

/** A key of an index. */
struct name_listed {
	str text; /* needed if it or the key that looks has an affix */
	struct name_sounds sounds;
	bool digits;       /* nothing but digits */
	uint8_t affix;     /* name_key_affix */
	bool abjad, other; /* in the index it is a token of a script without vowels, of another script; maybe both */
};

/** Is the text nothing but digits? Such keys are equal or different, never similar. */
bool name_is_digits(str text);
/** What the text begins or ends with that its sounds are without: 1 abdul, 2 uddin, 0 nothing. */
uint8_t name_key_affix(str text);

/** Prepares `at` for a key of kind KEY_TOKEN or KEY_JOINED, borrowed. O(len). */
void name_seek(struct name_seeker *at, const struct name_key *key);
/** What the key asks for, as by name_signatures. The first `of_kinds` are of sequences of kinds: keys that sound so are
 * wanted, and, if name_seeker_whole says that some may be near as a whole, those listed under them. */
size_t name_seeker_signatures(const struct name_seeker *at, enum signature_use use, uint64_t out[SIGNATURES_MAX],
                              size_t *of_kinds);
enum { AGREE_FULL = 255 };
/** May it pair with the key by its sounds, and how much does such a pair agree at most, in 255ths? Not 0 for all keys
 * for which name_keys_near says yes, those of its class and those near by letters apart, and for those that pair with
 * it without being near, given names that are known to be two; for hardly any other, but those of which
 * name_agree_by_class says less. O(len); allocates nothing. */
uint8_t name_seeker_near(struct name_seeker *at, const struct name_listed *key);
/** The same, when the distance is known; any above BAND_LIMIT_MAX is as good as another. */
uint8_t name_seeker_near_by(struct name_seeker *at, const struct name_listed *key, unsigned distance);
/** The greatest distance at which it may pair with a key of so many sounds; [1]: that is counted with vowels at half
 * cost. 0 of those that have KEY_MORE_MAX more or less, or too many for a block. */
void name_seeker_limits(const struct name_seeker *at, uint8_t limit[2][BAND_SOUNDS]);
/** How much it agrees, in 255ths at most, with a key of so many sounds that is within the limit, by the costs of the
 * scripts of the two; neither or both have an affix. */
uint8_t name_seeker_agreement(const struct name_seeker *at, unsigned sounds, unsigned distance);
/** May it pair as a whole with a key of so many sounds by which they are compared, one of which alone has an affix?
 * `affix`: it is the key of the index that has it. */
bool name_seeker_whole(const struct name_seeker *at, unsigned sounds, bool affix);
/** How much it agrees with a key of this text by their letters, in 255ths at most, whatever they sound like; 0: they
 * are not near by letters. */
uint8_t name_seeker_by_letters(const struct name_seeker *at, str text);
/** How much a key agrees, in 255ths, with one of this class and text that is near by sounds or letters and agrees so
 * much whatever it is: less, when both are known to be two given names, and 0 when they are known to be two places or
 * the like, which pair with no other. */
uint8_t name_agree_by_class(const struct name_key *key, uint32_t class, str text, uint8_t agree);
/** In which block it is compared with a key of so many sounds; BAND_LENGTHS: in none; `abjad`: vowels cost half. */
enum band_lengths name_seeker_block(const struct name_seeker *at, unsigned sounds, bool abjad);
/** Begins to sift, when it is wide, by the limits of name_seeker_limits. */
void name_seeker_sift_begin(struct name_seeker *at, const uint8_t limit[2][BAND_SOUNDS]);
/** The words of the block that may be near by their sounds, with vowels at half cost or not, as bits: all that are, of
 * at most BAND_SOUNDS_MAX sounds and such a length as name_seeker_block says; `abjad`: of any. O(1). */
uint32_t name_seeker_sift(struct name_seeker *at, const struct sieve_block *block, enum band_lengths lengths);
uint32_t name_seeker_sift_abjad(struct name_seeker *at, const struct sieve_block *block);
/** Distances of the sounds of the block's words, as by sound_band_distances. O(len). */
void name_seeker_distances(struct name_seeker *at, const struct band_block *block, enum band_lengths lengths,
                           bool abjad, uint8_t out[BAND_WORDS]);
/** Are two tokens, joined, near the token that looks? `abjad`: one of them is of a script that leaves vowels out. Says
 * yes whenever name_keys_near does, and hardly else. */
bool name_seeker_joined(struct name_seeker *at, str first, str second, bool abjad);
/** Are two texts near by their letters, whatever they sound like? */
bool name_letters_near(str a, str b);

#endif
