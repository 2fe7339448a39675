/* Is it the same name? The door of src/names.
 *
 *   published name --parse--> forms (tokens with parts, classes, weights) --compare--> score with reasons
 *                              |
 *                              keys: what an index stores, so that retrieval loses nothing
 *
 * A name can be read in more than one way (Han as Mandarin, Japanese, Korean, Cantonese; Cyrillic in two
 * romanisations; family name first or last is NOT a reading: alignment is free of order). Each reading is a
 * form; the score of two names is the best over their forms. The scorer is written down in docs/scoring.md. */
#ifndef NAMES_NAMES_H
#define NAMES_NAMES_H

#include "base/str.h"

/** Which rules apply. */
enum name_kind { NAME_ANY, NAME_PERSON, NAME_ORGANIZATION, NAME_VESSEL };
enum { NAME_KINDS = NAME_VESSEL + 1 };

/** What a token is in its name. */
enum name_part {
	PART_PLAIN,      /* carries the identity */
	PART_INITIAL,    /* one letter: V.; what was cut behind its first ones */
	PART_PARTICLE,   /* bin, al, van, de, el … */
	PART_TITLE,      /* Dr, Sheikh, General, Sir */
	PART_SUFFIX,     /* Jr, III */
	PART_PATRONYMIC, /* Platonovich, Vladimirovna */
	PART_LEGAL,      /* Ltd, GmbH, OOO; class = the legal form */
	PART_GENERIC,    /* bank, trading, foundation; class = the word over languages */
	PART_STOP,       /* the, of, and, für */
	PART_NUMBER,     /* 3, third, III, forty */
	PART_ACRONYM     /* MEK, IRGC */
};

enum {
	NAME_TOKENS_MAX = 24, /* tokens of one form; the rest is cut off */
	NAME_FORMS_MAX = 7,   /* readings of one name */
	NAME_TEXT_MAX = 512,  /* bytes of normal form */
	NAME_KEYS_MAX = 64    /* keys of one form */
};

struct name_token {
	str text;             /* normal form, [a-z0-9?]+, 1..63 bytes; borrowed from the form's text or from a book */
	uint32_t class;       /* group in the knowledge tables whose members are the same word: nicknames of one name,
	                         spellings of one legal form, translations of one generic word, one number; 0 none */
	float weight;         /* how much the token tells, > 0; by part and by rarity */
	uint32_t start, end;  /* bytes in the published name */
	uint8_t part;         /* enum name_part */
	uint8_t script;       /* enum text_script of the published token */
	uint16_t flags;       /* TOKEN_… of text.h */
	const uint8_t *sound; /* how it sounds, out of a book (retrieval.h); NULL: as its text does */
	uint8_t sound_count, affix;
	bool listed;     /* a name of the corpus has the word */
	uint32_t number; /* tokens out of one book that have the same are the same; 0: not out of a book */
};

struct name_form {
	uint8_t kind;    /* enum name_kind under which it was parsed */
	uint8_t reading; /* enum text_reading */
	uint8_t count;   /* tokens, 1..NAME_TOKENS_MAX; 0: nothing legible in the name */
	bool weighed;    /* the weights say how rare the words are in a corpus */
	str han; /* the name as published where a token is Han or Hangul, else empty; in the form's text or in a book */
	uint32_t han_at; /* where that begins in the published name, bytes */
	struct name_token token[NAME_TOKENS_MAX];
	char text[NAME_TEXT_MAX]; /* normal forms, back to back */
};

/** Does a token of this part carry what names are told apart by? In a form that has such tokens they are its keys, else
 *  all are. */
static inline bool name_part_is_key(uint8_t part)
{
	return part == PART_PLAIN || part == PART_PATRONYMIC || part == PART_ACRONYM;
}

/** How rare tokens are: document frequency in a corpus. `df` returns in how many of `total` names a token
 *  (normal form) occurs, 0 when in none. NULL rarity means built-in evidence only (data/names). */
struct name_rarity {
	uint32_t (*df)(const void *context, str token);
	const void *context;
	uint32_t total;
};

/** Parses `name` into 1..NAME_FORMS_MAX forms (0 when nothing in it is legible). `lang` is a hint or empty.
 *  O(bytes); allocates nothing; never fails on any bytes. */
size_t name_parse(str name, enum name_kind kind, str lang, const struct name_rarity *rarity,
                  struct name_form forms[NAME_FORMS_MAX]);

/** The same under the rules of several kinds at once, which share most of the work: bit k of `kinds` asks for kind k,
 *  whose forms go to forms[k] and their number to counts[k]; 0 of kinds that are not asked for. */
void name_parse_kinds(str name, unsigned kinds, str lang, const struct name_rarity *rarity,
                      struct name_form *const forms[NAME_KINDS], size_t counts[NAME_KINDS]);

enum { NAME_CORPUS_MIN = 1000 /* names; less say too little about how rare words are, and are not asked */ };

/** Sets weight (and nothing else) of every token anew: used for forms read back from a book. */
void name_weigh(struct name_form *form, const struct name_rarity *rarity);

/** The weight of one token that occurs in `df` of `total` names; total 0: built-in evidence only. */
float name_weight(const struct name_token *token, uint32_t df, uint32_t total);

/** Why two tokens are similar; with name_reason_text the wording for people. */
enum name_reason {
	REASON_SAME,
	REASON_SPELLING,
	REASON_SOUND,
	REASON_TRANSLITERATION,
	REASON_INITIAL,
	REASON_NICKNAME,
	REASON_JOINED,
	REASON_LEGAL_FORM,
	REASON_TRANSLATION,
	REASON_NUMBER,
	REASON_ACRONYM,
	REASON_PARTICLE,
	REASON_BROKEN,
	REASON_LEFT_OVER,
	REASON_CONTRADICTION
};
/** "same", "spelling", "transliteration", "left over", … static. */
const char *name_reason_text(enum name_reason reason);

/** One aligned pair, or one token left over (then the other count is 0). Joined tokens: count 2 on one side. */
struct name_pair {
	uint8_t left, left_count;   /* token index in the first form, tokens covered */
	uint8_t right, right_count; /* … in the second form */
	uint8_t reason;             /* enum name_reason */
	float similarity;           /* 0..1 */
	float weight;               /* share of the whole that this pair decides, 0..1 */
};

struct name_alignment {
	double score; /* 0..1; 1 only for the same full name */
	size_t count;
	struct name_pair pair[2 * NAME_TOKENS_MAX];
};

/** Name and version of the scorer, part of every recorded answer: "ties-8". */
const char *name_scorer(void);

/** Score of two forms, 0..1, symmetric, deterministic. `out` may be NULL. Allocates nothing; O(n·m) token
 *  comparisons for the assignment plus its solution. */
double name_compare(const struct name_form *a, const struct name_form *b, struct name_alignment *out);

/* ---- retrieval ---------------------------------------------------------------------------------------
 *
 * name_keys lists what a form can be found by: its telling tokens, adjacent tokens joined, its acronym.
 * The lemma (proved in docs/scoring.md, tested as a property):
 *     name_compare(a, b) >= NAME_RETRIEVAL_FLOOR
 *     implies that some key of a and some key of b are near: name_keys_near(ka, kb).
 * An index that returns every form sharing a near key therefore loses no score from that floor upwards. */

#define NAME_RETRIEVAL_FLOOR 0.5

enum name_key_kind {
	KEY_TOKEN,
	KEY_JOINED,  /* two tokens that may be one word written apart; is near tokens only */
	KEY_INITIALS /* of an organisation; is near the token that equals it */
};

struct name_key {
	str text;        /* borrowed from the form or from `text` given to name_keys */
	uint32_t class;  /* as in name_token; 0 none */
	uint32_t tokens; /* bit i: token i of the form is it or part of it */
	uint8_t kind;    /* enum name_key_kind */
	bool abjad;      /* a token of a script that leaves vowels out */
};

/** Writes at most NAME_KEYS_MAX keys; joined and acronym keys are spelt into `text` (NAME_KEY_TEXT_MAX bytes).
 *  Never zero keys for a form with count > 0. */
enum { NAME_KEY_TEXT_MAX = 4096 };
size_t name_keys(const struct name_form *form, struct name_key keys[NAME_KEYS_MAX], char text[NAME_KEY_TEXT_MAX]);

/** Are two keys near enough to pair? Symmetric. */
bool name_keys_near(const struct name_key *a, const struct name_key *b);

#endif
