/* Inside src/names: a name on its way from text to a form.
 *
 *   text --cut--> pieces --letters, words, person or organisation rules--> pieces with parts --emit--> form
 *
 * Pieces merge and split on the way; their text lies in the parser's scratch until it is copied to the form. */
#ifndef NAMES_PARSE_H
#define NAMES_PARSE_H

#include "names/knowledge.h"
#include "text/text.h"

/** Scripts written without spaces; bits. */
enum { RUN_SCRIPTS = 1 << SCRIPT_THAI | 1 << SCRIPT_HAN | 1 << SCRIPT_HANGUL };
enum { PIECES_MAX = 48, SCRATCH_MAX = 4096, SEQUENCE_MAX = 7 };

struct piece {
	str text;                          /* normal form, 1..TOKEN_MAX bytes; in the scratch or static */
	const struct knowledge_word *word; /* what is known of it, NULL nothing */
	uint32_t class;
	uint32_t start, end; /* bytes in the published name */
	uint16_t flags;
	uint8_t script;
	uint8_t part;
	bool seen;    /* the sets are known */
	uint8_t sets; /* knowledge_sets_near its text */
};

struct parser {
	str name;           /* the published name, or what it was before it was misread */
	const uint32_t *at; /* of its bytes: where they come from in the published name; NULL: from there */
	size_t comma;       /* where its first one is; SIZE_MAX none */
	str lang;
	enum name_kind kind;
	enum text_reading reading;
	bool otherwise;  /* the name can be read in another way: another word of a person is the family name */
	bool other;      /* it is being read so */
	bool person_run; /* a run without spaces has been taken for the name of a person */
	struct text_tokens tokens; /* their normal forms begin the scratch */
	unsigned marks;            /* TOKEN_… flags that one of them has */
	uint32_t scripts;          /* bit by script: one of them is of it */
	struct text_token token[PIECES_MAX];
	size_t count;
	size_t used; /* bytes of the scratch */
	struct piece piece[PIECES_MAX];
	char scratch[SCRATCH_MAX];
};

/** readings.c: ways in which a name is read. */
struct parse_readings {
	const enum text_reading *list;
	size_t count;
	size_t certain; /* of these; the others where text_reads_as says so */
};
struct parse_readings parse_pick_readings(str name, bool ascii, enum text_script script);
/** Are names of that kind in that script read so? */
bool parse_reads_so(enum text_reading reading, enum text_script script, enum name_kind kind);

/* cut.c */
void parse_tokens(struct parser *p); /* tokens of the text, whatever the kind */
void parse_cut(struct parser *p);    /* pieces of them: runs of scripts without spaces cut, Arabic articles apart */
/* letters.c: letters that Indian scripts spell by their English names. */
void parse_spelt_letters(struct parser *p);
/* words.c */
void parse_apostrophes(struct parser *p);                /* Qa'ida, O'Brien become one word */
void parse_letters(struct parser *p);                    /* and so do U.S.A., A.B.C. */
void parse_lookup(struct parser *p);                     /* what is known of each piece */
enum name_kind parse_guess_kind(const struct parser *p); /* person or organisation, for NAME_ANY */
/** Replaces the `n` pieces at `at` by one with this text. */
void parse_merge(struct parser *p, size_t at, size_t n, str text);
/** Makes two pieces of the one at `at`, the first of `len` letters; there has to be room. */
void parse_split(struct parser *p, size_t at, size_t len);
/** Copies text into the scratch; cut at TOKEN_MAX; empty when the scratch is full. */
str parse_keep(struct parser *p, str a, str b);
/** misread.c: puts a word right that is not known, if letters of it were mistaken for others. */
void parse_misread(struct parser *p, struct piece *piece);
/** The longest sequence of known words at `at`, with which one begins, as one row; its length in *n. NULL when there is
 *  none. */
const struct knowledge_word *parse_sequence_from(const struct parser *p, size_t at, bool person, size_t *n);

/** The same at any piece. */
static inline const struct knowledge_word *parse_sequence(const struct parser *p, size_t at, bool person, size_t *n)
{
	const struct knowledge_word *word = p->piece[at].word;

	*n = 0;
	return word && word->flags & WORD_STARTS && at + 1 < p->count ? parse_sequence_from(p, at, person, n) : NULL;
}

/** Is the piece known by itself, not only within sequences? */
static inline bool parse_is_word(const struct piece *piece)
{
	return piece->word && piece->word->flags & WORD_ROW;
}

/** Ing-wen, Doo-hwan: is the short piece a syllable of a name, so no title and no legal form? */
bool parse_hyphened_syllable(const struct parser *p, size_t at);

/* person.c */
void parse_person(struct parser *p);
bool parse_is_before_comma(const struct parser *p, size_t at);
/** Takes out the `n` pieces at `at`. */
void parse_drop(struct parser *p, size_t at, size_t n);
void parse_compounds(struct parser *p); /* compounds.c */
void parse_otherwise(struct parser *p); /* otherwise.c */
void parse_eastern(struct parser *p);   /* eastern.c */
static inline bool piece_is_article(const struct piece *piece)
{
	return piece->word && piece->word->flags & WORD_ARTICLE;
}
static inline bool piece_is_child_of(const struct piece *piece)
{
	return piece->word && piece->word->flags & WORD_CHILD_OF;
}
static inline bool piece_is_simple(const struct piece *piece)
{
	return piece->word && piece->word->flags & WORD_SIMPLE;
}
/** Small letters as bits. */
#define PARSE_LETTER(c) (1u << ((c) - 'a'))
static inline bool parse_is_one_of(char c, uint32_t letters)
{
	return c >= 'a' && c <= 'z' && letters >> (c - 'a') & 1;
}
static inline bool parse_is_vowel(char c)
{
	return parse_is_one_of(c, PARSE_LETTER('a') | PARSE_LETTER('e') | PARSE_LETTER('i') | PARSE_LETTER('o') |
	                              PARSE_LETTER('u') | PARSE_LETTER('y'));
}
static inline bool parse_is_small(char c)
{
	return c >= 'a' && c <= 'z';
}
/** Is it one of an array of words? */
static inline bool parse_is_among(str text, const str *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(text, list[i]))
			return true;
	return false;
}
#define PARSE_IS_AMONG(text, list) parse_is_among(text, list, sizeof(list) / sizeof *(list))
static inline bool parse_is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}
/* organization.c */
bool parse_ship_prefix(struct parser *p);  /* false when there is none */
bool parse_registration(struct parser *p); /* of an aircraft; false when it is none */
void parse_organization(struct parser *p);
void parse_acronyms(struct parser *p);
/* together.c: sets p->otherwise where an organisation can be read in another way, and reads it so if p->other */
void parse_together(struct parser *p);
void parse_honoured(struct parser *p); /* whom it is named after */
/* adjective.c: Муромский is Murom */
void parse_place_adjective(struct parser *p, size_t at);
/* slips.c: misspelt words put right */
void parse_sequence_slips(struct parser *p);
void parse_legal_slips(struct parser *p);
void parse_person_slips(struct parser *p);
void parse_common_slip(struct parser *p, size_t at);
void parse_only_slip(struct parser *p);
/** Is the piece of a form or phrase of several words? */
bool parse_is_within_sequence(const struct parser *p, size_t at);
/** Stel Works: the piece and the next one, one generic and one unknown, as the legal form or generic word that they
 * are, joined, but for a slip. */
bool parse_parted_slip(struct parser *p, size_t at, str joined);
/* shared.c */
void parse_shared(struct parser *p); /* words that are shared, cut off or written as one */
/** Is the name, which has a piece, one in capitals that ends where a line of a message does, so that it may be cut? */
bool parse_fills_line(const struct parser *p);
void parse_numbers(struct parser *p); /* numbers.c: digits, number words, roman numerals */

/** known_as.c: a name that says another one; bytes. */
struct known_as {
	size_t first_end;          /* the first begins the text */
	size_t second, second_end; /* the other */
	unsigned kinds;            /* of which it is so: bits */
};
/** False when it says none. O(bytes). */
bool parse_known_as(str name, struct known_as *out);

/** apart.c: can the text be read as so many syllables of China, Korea or Vietnam, or less? */
bool syllables_can_be_read(str text, unsigned most);

struct weighed_word {
	str text; /* borrowed from a form */
	float rareness;
	bool listed; /* in the corpus */
};
/** weigh.c: weighs the forms of one name, in which the same words come again. */
struct weighing {
	const struct name_rarity *rarity; /* NULL none */
	double log_total;                 /* 0 not yet known */
	size_t count;
	struct weighed_word word[NAME_TOKENS_MAX];
};
void weighing_begin(struct weighing *w, const struct name_rarity *rarity);
void weighing_form(struct weighing *w, struct name_form *form);

#endif
