/* What the parts of gen_translit share: the tables under construction. A build-time program: it ends with a
 * message on the first error, and the system frees its memory. */
#ifndef TOOLS_TRANSLIT_H
#define TOOLS_TRANSLIT_H

#include "text/tables.h"

#include <stdio.h>

/** A growing array; `ptr` is cast by the user. */
struct grow {
	void *ptr;
	size_t len, cap; /* items */
	size_t item;     /* bytes of one */
};

struct ruleset_build {
	struct grow rule;    /* struct text_rule, sorted at the end */
	struct grow vowels;  /* uint16_t, sorted */
	struct grow signs;   /* uint16_t: Indic dependent vowels */
	struct grow finals;  /* uint16_t: Indic consonants without a vowel */
	struct grow medials; /* uint16_t: Burmese signs that are consonants */
	struct grow letters; /* uint16_t: every code point of its patterns */
	char langs[64];      /* " ru " */
	uint16_t virama;
	uint16_t asat; /* Burmese: closes a syllable */
	uint8_t script;
	uint8_t schwa;
	char inherent;
	uint8_t shown_by_least;
	uint64_t shown_by;
};

/** A line of letters.txt. */
struct letter_spelling {
	uint16_t letter;
	uint32_t latin; /* pool */
};

struct build {
	const char *data;       /* folder data/ */
	struct grow pool;       /* char */
	struct grow pool_index; /* uint32_t: hash slots of pool strings */
	size_t pool_strings;
	struct grow patterns; /* uint16_t */
	struct ruleset_build set[RULES_COUNT];
	struct text_sign sign[TEXT_SIGNS]; /* sorted at the end */
	size_t sign_count;
	struct grow second;  /* uint16_t: letters beside which a Latin name is spelt in the second way, too */
	struct grow classes; /* struct text_class */
	struct grow cells;   /* uint16_t */
	uint16_t pages[PAGE_COUNT];
	struct grow letters;      /* struct letter_spelling */
	struct grow compositions; /* struct text_composition */
	struct grow entries;      /* struct text_reading_entry */
	struct grow words;        /* struct text_word, not yet a hash table */
	struct text_word *word_table;
	size_t word_table_size;
	char languages[LANGUAGE_MAX][4];
	size_t language_count;
	uint16_t cantonese[HAN_COUNT], japanese[HAN_COUNT], korean[HAN_COUNT];
	uint16_t simplified[HAN_COUNT]; /* code points */
};

/** Prints and exits. */
_Noreturn __attribute__((format(printf, 1, 2))) void die(const char *format, ...);
/** Appends `item`; returns its index. */
size_t grow_add(struct grow *g, const void *item);
/** Offset of the string in the pool, entered when new. */
uint32_t pool_add(struct build *b, const char *text, size_t len);

/** Lines of a data file without comments: calls `line` with the fields, split at white space. */
struct data_line {
	const char *file;
	unsigned number;
	char *field[80];
	size_t count;
};
void read_data(struct build *b, const char *name, void (*line)(struct build *, struct data_line *, void *),
               void *context);
_Noreturn void die_at(const struct data_line *line, const char *why);
/** UTF-8 to code points of the basic plane; ends the program when it does not fit or is none. */
size_t to_codepoints(const struct data_line *line, const char *text, uint16_t *out, size_t cap);

/** Pool offset of a spelling field; "-" is the empty one. */
uint32_t add_spelling(struct build *b, const struct data_line *line, const char *text);

void build_rules(struct build *b);      /* data/translit: the rule files */
void build_han(struct build *b);        /* readings of Han and Hangul; first, so that their pool offsets are small */
void build_classes(struct build *b);    /* from ICU; needs the rules */
void build_simplified(struct build *b); /* from ICU, and data/translit/han-variants.txt */
void build_words(struct build *b);      /* data/language */
void write_tables(struct build *b, FILE *out);

#endif
