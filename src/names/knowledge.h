/* What is known of words: the tables that tools/gen_knowledge.c writes at build time from data/names and
 * data/orgs. One row a word (or sequence of words, joined by single spaces), found by hashing. All of it is
 * const. Words are in normal form, as name_parse makes them. */
#ifndef NAMES_KNOWLEDGE_H
#define NAMES_KNOWLEDGE_H

#include "names/names.h"

/** Upper byte of name_token.class: what the class is a group of. Two words of one kind of class whose classes
 *  differ are known to be different words. */
enum class_kind {
	CLASS_NONE,
	CLASS_GIVEN,
	CLASS_FAMILY,
	CLASS_LEGAL,
	CLASS_GENERIC,
	CLASS_PLACE,
	CLASS_NUMBER,
	CLASS_OWN /* a word that is a name's own, and translated: star, falcon */
};

#define CLASS_OF(kind, id) ((uint32_t)(kind) << 24 | (uint32_t)(id))
static inline enum class_kind class_kind(uint32_t class)
{
	return (enum class_kind)(class >> 24);
}
enum { NUMBER_MAX = (1 << 24) - 2 }; /* largest number that has a class: CLASS_OF(CLASS_NUMBER, value + 1) */

/** Bits 16..23 of a legal form's class. */
enum legal_nature {
	NATURE_UNSAID,      /* a form of several natures */
	NATURE_COMPANY,     /* for gain: limited companies, partnerships */
	NATURE_ASSOCIATION, /* not for gain: associations, foundations, public bodies */
};
static inline enum legal_nature legal_nature(uint32_t class)
{
	return (enum legal_nature)(class >> 16 & 0xFF);
}

/** Flags of name_token beyond those of text.h: bits 8..15 belong to names. */
enum {
	TOKEN_LEVEL_SHIFT = 8, /* bits 8..10: how common the name is, 0 rare or unknown .. 7 most common */
	TOKEN_LEVEL_MASK = 7 << TOKEN_LEVEL_SHIFT,
	TOKEN_CHILD_OF = 1 << 11, /* bin, ibn, bint … stands before it: names the parent */
	TOKEN_GIVEN = 1 << 12,    /* is a known given name */
	TOKEN_FAMILY = 1 << 13,   /* is a known family name */
	TOKEN_SURNAME = 1 << 14,  /* stands before a comma: what this name is filed under */
	TOKEN_EASTERN = 1 << 15   /* is a known family name of China, Korea, Vietnam */
};

enum {
	WORD_STARTS = 1 << 0,   /* a longer sequence begins with this word */
	WORD_CHILD_OF = 1 << 1, /* particle: the parent's name follows */
	WORD_EASTERN = 1 << 2,  /* family name of China, Korea: given-name syllables beside it are one name */
	WORD_ROW = 1 << 3,      /* is a word itself, not only one of a sequence */
	WORD_ARTICLE = 1 << 4,  /* Arabic article in any spelling */
	WORD_TENS = 1 << 5,     /* number word that a unit may follow: forty */
	WORD_LOOSE = 1 << 6,    /* legal form that is an ordinary word, too: counts at the end only (SA, AS, AB) */
	WORD_SHIP = 1 << 7,     /* what stands in front of a ship's name: MV, MT */
	WORD_WITHIN = 1 << 8,   /* a sequence has this word behind its first */
	WORD_SIMPLE = 1 << 9    /* none of the rules for the parts of persons' names is about it */
};

struct knowledge_word {
	uint64_t head;       /* its first eight bytes (str_eight); a shorter word is these */
	uint32_t text;       /* in knowledge_pool: a length byte, then the bytes */
	uint32_t name_class; /* CLASS_GIVEN or CLASS_FAMILY, 0 none */
	uint32_t eastern;    /* CLASS_FAMILY of a family name of China, Korea, though it be a given name (Jo); 0 none */
	uint32_t org_class;  /* CLASS_LEGAL, CLASS_GENERIC, CLASS_PLACE or CLASS_OWN, 0 none */
	uint32_t number;     /* CLASS_NUMBER, 0 none */
	uint8_t person_part; /* PARTICLE, TITLE or SUFFIX in names of persons; PLAIN */
	uint8_t org_part;    /* LEGAL, GENERIC or STOP in names of organisations; PLAIN */
	uint8_t given;       /* how common as a given name, 1..7; 0 no given name */
	uint8_t family;      /* how common as a family name, 1..7; 0 none */
	uint16_t flags;      /* WORD_… */
	uint16_t near; /* in knowledge_near: the words of sequences that it may be a slip of the pen for; 0 none */
};

/** Sounds: what spellings are folded to before they are compared. */
enum sound {
	SOUND_A,
	SOUND_E,
	SOUND_I,
	SOUND_O,
	SOUND_U,
	SOUND_H,
	SOUND_J,
	SOUND_KH,
	SOUND_W,
	SOUND_V,
	SOUND_F,
	SOUND_B,
	SOUND_P,
	SOUND_M,
	SOUND_N,
	SOUND_R,
	SOUND_L,
	SOUND_D,
	SOUND_T,
	SOUND_S,
	SOUND_Z,
	SOUND_SH,
	SOUND_CH,
	SOUND_X,
	SOUND_K,
	SOUND_G,
	SOUND_0,
	SOUND_1,
	SOUND_2,
	SOUND_3,
	SOUND_4,
	SOUND_5,
	SOUND_6,
	SOUND_7,
	SOUND_8,
	SOUND_9,
	SOUND_ANY, /* '?': a broken character */
	SOUND_COUNT
};

/** Kinds of sounds. Vowels, h and what is easily mistaken or left out are slight; each digit is of a kind of its own.
 */
enum sound_kind {
	KIND_SLIGHT,
	KIND_LABIAL,
	KIND_NASAL,
	KIND_RHOTIC,
	KIND_LATERAL,
	KIND_DENTAL,
	KIND_SIBILANT,
	KIND_GUTTURAL,
	KIND_0
};
enum { CONSONANT_KINDS = KIND_GUTTURAL };

static inline enum sound_kind sound_kind(enum sound sound)
{
	static const uint8_t kinds[SOUND_COUNT] = {
	    [SOUND_W] = KIND_LABIAL,   [SOUND_V] = KIND_LABIAL,    [SOUND_F] = KIND_LABIAL,
	    [SOUND_B] = KIND_LABIAL,   [SOUND_P] = KIND_LABIAL,    [SOUND_M] = KIND_NASAL,
	    [SOUND_N] = KIND_NASAL,    [SOUND_R] = KIND_RHOTIC,    [SOUND_L] = KIND_LATERAL,
	    [SOUND_D] = KIND_DENTAL,   [SOUND_T] = KIND_DENTAL,    [SOUND_S] = KIND_SIBILANT,
	    [SOUND_Z] = KIND_SIBILANT, [SOUND_SH] = KIND_SIBILANT, [SOUND_CH] = KIND_SIBILANT,
	    [SOUND_X] = KIND_SIBILANT, [SOUND_K] = KIND_GUTTURAL,  [SOUND_G] = KIND_GUTTURAL,
	    [SOUND_0] = KIND_0,        [SOUND_1] = KIND_0 + 1,     [SOUND_2] = KIND_0 + 2,
	    [SOUND_3] = KIND_0 + 3,    [SOUND_4] = KIND_0 + 4,     [SOUND_5] = KIND_0 + 5,
	    [SOUND_6] = KIND_0 + 6,    [SOUND_7] = KIND_0 + 7,     [SOUND_8] = KIND_0 + 8,
	    [SOUND_9] = KIND_0 + 9,
	};

	return (enum sound_kind)kinds[sound];
}

/** Bit k: the sound can pass for kind k, which is not its own: g in Garry for the h in Harry. */
static inline unsigned sound_passes_for(enum sound sound)
{
	switch (sound) {
	case SOUND_G:
	case SOUND_W:
	case SOUND_CH:
	case SOUND_0:
	case SOUND_1:
	case SOUND_3:
	case SOUND_4:
		return 1u << KIND_SLIGHT;
	case SOUND_6:
	case SOUND_9:
	case SOUND_KH:
		return 1u << KIND_GUTTURAL;
	case SOUND_J:
		return 1u << KIND_GUTTURAL | 1u << KIND_SIBILANT;
	case SOUND_ANY:
		return (1u << KIND_0) - (1u << KIND_LABIAL);
	default:
		return 0;
	}
}

/** What an edit costs at least: a sound left out; one in which a sound passes for another kind; j that does for s; one
 * that changes the sequence of kinds. */
enum { LEAST_OMISSION = 34, LEAST_PASSING = 45, LEAST_J_FOR_S = 70, LEAST_OTHER_KIND = 80 };

/** Sounds that can pass for another kind, by what they are exchanged with then. */
enum passing {
	PASSING_W,
	PASSING_G, /* and ch */
	PASSING_KH,
	PASSING_J,
	PASSINGS, /* those of the others are many: of digits and "?" */
};
static inline enum passing sound_passing(enum sound sound)
{
	switch (sound) {
	case SOUND_W:
		return PASSING_W;
	case SOUND_G:
	case SOUND_CH:
		return PASSING_G;
	case SOUND_KH:
		return PASSING_KH;
	case SOUND_J:
		return PASSING_J;
	default:
		return PASSINGS;
	}
}

/** The kinds that this sound of a word which asks passes for; where it is exchanged with one of such a kind, the other
 * need not pass for anything. Bits as in sound_passes_for. For a guttural j is exchanged with g alone. */
static inline unsigned sound_asked_for(enum sound sound)
{
	return sound == SOUND_J ? 1u << KIND_SIBILANT : sound_passes_for(sound);
}

/** Which of them pass for the kind of this sound of a word that asks where they are exchanged with it, but j for s, and
 * it does not for theirs? Bits by enum passing. */
static inline unsigned sound_stood_for(enum sound sound)
{
	switch (sound) {
	case SOUND_U:
		return 1u << PASSING_W;
	case SOUND_H:
	case SOUND_KH:
	case SOUND_J:
		return 1u << PASSING_G;
	case SOUND_K:
		return 1u << PASSING_KH;
	case SOUND_Z:
	case SOUND_SH:
	case SOUND_X:
		return 1u << PASSING_J;
	default:
		return 0;
	}
}

/** The sound itself, or the one it is hardly told from: v for w, s for z, sh for x. */
static inline enum sound sound_plain(enum sound sound)
{
	return sound == SOUND_W ? SOUND_V : sound == SOUND_Z ? SOUND_S : sound == SOUND_X ? SOUND_SH : sound;
}

/** Where the sound stands in the fingerprint of a word (signature.c): those that are hardly told from each other, and
 * consonants of two kinds, in one place; PLACES: nowhere. */
enum { PLACES = 8, COST_OF_PLACE = 15 /* of an edit that changes what stands in one place; of two, twice */ };
static inline unsigned sound_place(enum sound sound)
{
	static const uint8_t places[SOUND_COUNT] = {
	    [SOUND_A] = 0, [SOUND_E] = 1,  [SOUND_I] = 2,  [SOUND_J] = 2, [SOUND_O] = 3,
	    [SOUND_U] = 4, [SOUND_H] = 5,  [SOUND_KH] = 5, [SOUND_W] = 1, [SOUND_V] = 1,
	    [SOUND_F] = 3, [SOUND_B] = 5,  [SOUND_P] = 7,  [SOUND_M] = 1, [SOUND_N] = 3,
	    [SOUND_D] = 1, [SOUND_T] = 3,  [SOUND_S] = 1,  [SOUND_Z] = 1, [SOUND_SH] = 3,
	    [SOUND_X] = 3, [SOUND_CH] = 5, [SOUND_K] = 1,  [SOUND_G] = 3, [SOUND_ANY] = PLACES,
	};

	return places[sound];
}

extern const struct knowledge_word knowledge_words[];
/** Where the row of a word is (knowledge_hash): in the first slot from its hash on that has the upper bits of the hash
 * (or in one behind it), as the lower bits, its number plus one; 0: free slot. So a word that is not known costs one
 * look, mostly. */
enum { KNOWLEDGE_SLOTS = 1 << 17, KNOWLEDGE_NUMBER_BITS = 18 };
extern const uint32_t knowledge_slots[KNOWLEDGE_SLOTS];
extern const char knowledge_pool[];
/** Rows that slips of the pen (variants.h) lead to from one word, in the order of the variants: each its number plus
 * one, behind the last 0. */
extern const uint32_t knowledge_near[];
/** Rows of the legal forms and generic words that are one word, in the order of their letters. */
extern const uint32_t knowledge_common[];
extern const uint32_t knowledge_common_count;
/** Cost in hundredths of an edit: one sound in place of another; [x][SOUND_COUNT]: one left out. */
extern const uint8_t knowledge_cost[SOUND_COUNT][SOUND_COUNT + 1];
/** What edits of a sound cost at least. */
struct knowledge_least {
	uint8_t edit;   /* to leave it out, or to have one in its place that it is told from (sound_plain) */
	uint8_t change; /* to have one in its place for LEAST_OTHER_KIND or more */
};
extern const struct knowledge_least knowledge_least[SOUND_COUNT];
/** Words of scripts without spaces, as UTF-8, that are cut off a run: legal forms, generic words, places, numbers,
 * compound family names. In the order of their first characters, of one character the longest first. */
enum { KNOWLEDGE_AFFIX_HEAD = 3 }; /* bytes of the first character */
struct knowledge_affix {
	uint32_t text;  /* pool */
	uint32_t class; /* 0 for family names */
	uint8_t part;   /* LEGAL, GENERIC, NUMBER; PLAIN for places and family names */
};
extern const struct knowledge_affix knowledge_affixes[];
extern const uint32_t knowledge_affix_count;
/** A name as it is shortened in writing: Md., or what a compound begins with: G/Medhin. */
struct knowledge_short {
	char sign;           /* that follows: a full stop, a slash */
	uint32_t text, name; /* pool */
};
extern const struct knowledge_short knowledge_shorts[];
extern const uint32_t knowledge_short_count;
/** What says that an organisation is named after the person behind it, words as one; what the person was. Behind the
 * last, 0. */
extern const uint32_t knowledge_named_after[], knowledge_honoured[];
/** Where what says that another name of the same follows is one. */
enum phrase_where {
	PHRASE_ANYWHERE,
	PHRASE_BRACKET, /* behind an open bracket */
	PHRASE_PERSON   /* in the name of a person, in small letters */
};
/** Those in brackets last, and of either the longest first. */
struct knowledge_phrase {
	uint32_t text; /* pool */
	char first;    /* of its bytes */
	uint8_t where;
};
extern const struct knowledge_phrase knowledge_phrases[]; /* behind the last, one without text */
enum { PHRASE_PAIRS = 32 * 32 };
/** With which two bytes some phrase begins that needs no bracket, by their lower bits; a space is behind one byte. */
static inline unsigned knowledge_phrase_pair(char first, char second)
{
	return (unsigned char)first % 32 * 32 | (unsigned char)second % 32;
}
extern const uint8_t knowledge_phrase_pairs[PHRASE_PAIRS / 8];
/** A given name that is written together with another: at which end of the word, and how it is spelt. */
struct knowledge_half {
	uint32_t source, text; /* pool */
	bool second;
};
extern const struct knowledge_half knowledge_halves[];
extern const uint32_t knowledge_half_count;
/** Endings of patronymics in normal form, in the order of their last letters. */
struct knowledge_ending {
	uint64_t letters; /* as knowledge_tail has them */
	uint8_t len;      /* 2..8 */
};
extern const struct knowledge_ending knowledge_patronymics[];
/** Item x, letters counted from 1: where those that end in it begin; one more at the end. */
extern const uint16_t knowledge_patronymic_first[33];

/** The last eight bytes of a word as a number, the last one highest; zero bytes in front of a shorter word. */
static inline uint64_t knowledge_tail(str word)
{
	if (word.len >= 8)
		return str_eight((str){word.ptr + word.len - 8, 8});
	return word.len ? str_eight(word) << 8 * (8 - word.len) : 0;
}

/** Does it end as patronymics do, behind two letters at least? */
bool knowledge_is_patronymic(str word);

/** Words that a slip of the pen leads to each other have these in common. */
struct knowledge_traits {
	uint32_t outline; /* a hash of its letters in order, runs of one letter or of vowels as one: stays the same when
	                     a letter is doubled or single, or a vowel another */
	uint32_t letters; /* a hash of its letters in any order: stays the same when two are exchanged */
};
enum { TRAIT_BITS = 19 };
static inline struct knowledge_traits knowledge_traits(str word)
{
	const uint64_t multiplier = UINT64_C(0x9E3779B97F4A7C15);
	const uint32_t vowels =
	    1u << 1 | 1u << ('e' & 31) | 1u << ('i' & 31) | 1u << ('o' & 31) | 1u << ('u' & 31) | 1u << ('y' & 31);
	uint64_t outline = 0, letters = 0;
	unsigned last = 0;

	for (size_t i = 0; i < word.len; i++) {
		unsigned letter = (unsigned char)word.ptr[i] & 31;
		letters += UINT64_C(1) << 2 * letter;
		letter = vowels >> letter & 1 ? 1 : letter;
		outline = letter == last ? outline : (outline + letter) * multiplier;
		last = letter;
	}
	return (struct knowledge_traits){(uint32_t)(outline >> (64 - TRAIT_BITS)),
	                                 (uint32_t)(letters * multiplier >> (64 - TRAIT_BITS))};
}
/** Sets of words that misspelt ones are looked for in. */
enum knowledge_set {
	SET_LEGAL,    /* legal forms that are one word */
	SET_COMMON,   /* these and generic words */
	SET_SEQUENCES /* words of forms and phrases of several */
};
/** Which sets have a word of that outline, of these letters: four bits a trait, bit s for set s; those of an even
 * number are the lower ones of its byte. */
extern const uint8_t knowledge_outlines[1 << (TRAIT_BITS - 1)], knowledge_letters[1 << (TRAIT_BITS - 1)];

/** The sets that have a word of the outline of this one (bits 0..3), or one of its letters (bits 4..7). */
static inline unsigned knowledge_sets_near(str word)
{
	struct knowledge_traits t = knowledge_traits(word);
	unsigned outline = knowledge_outlines[t.outline / 2] >> 4 * (t.outline % 2) & 15;

	return outline | (knowledge_letters[t.letters / 2] >> 4 * (t.letters % 2) & 15u) << 4;
}

static inline str knowledge_text(uint32_t offset)
{
	return (str){knowledge_pool + offset + 1, (unsigned char)knowledge_pool[offset]};
}

/** Hash of a word: its first eight bytes (str_eight), which most words have no more than, then eight by eight. */
static inline uint64_t knowledge_hash(str word, uint64_t head)
{
	const uint64_t multiplier = UINT64_C(0x9E3779B97F4A7C15);
	uint64_t hash = (head ^ word.len << 58) * multiplier;

	while (word.len > 8) {
		word = (str){word.ptr + 8, word.len - 8};
		hash = (hash ^ hash >> 32 ^ str_eight(word)) * multiplier;
	}
	return hash ^ hash >> 32;
}

/** Is the word on the list? O(words of it). */
static inline bool knowledge_is_among(const uint32_t *list, str word)
{
	while (*list && !str_equal(knowledge_text(*list), word))
		list++;
	return *list != 0;
}

/** First slot to look at, and what stands in the upper bits of the right one. */
static inline uint32_t knowledge_slot(uint64_t hash)
{
	return (uint32_t)(hash & (KNOWLEDGE_SLOTS - 1));
}
static inline uint32_t knowledge_tag(uint64_t hash)
{
	return (uint32_t)(hash >> (32 + KNOWLEDGE_NUMBER_BITS)) << KNOWLEDGE_NUMBER_BITS;
}

/** The row that a slot which is not free stands for. */
static inline const struct knowledge_word *knowledge_row(uint32_t slot)
{
	return &knowledge_words[slot % (1u << KNOWLEDGE_NUMBER_BITS) - 1];
}

/** The row of a word or of words with a space between; NULL when nothing is known. O(1) expected. */
const struct knowledge_word *knowledge_find(str word);

#endif
