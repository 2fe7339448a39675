/* The database file, byte for byte. docs/format.md is the normative text; the assertions below hold this
 * header to it. All numbers are little-endian; the structs are read straight from the map, so the code
 * refuses to build on a big-endian machine.
 *
 *   header · section table · sections (each at a multiple of 64 bytes)
 *
 * Strings are numbered: section STRING holds where each lies in section TEXT; string 0 is empty. "string"
 * below means such a number. Indexes into other sections are plain item numbers. */
#ifndef BOOK_FORMAT_H
#define BOOK_FORMAT_H

#include "ties/book.h"

#include <assert.h>
#include <stddef.h>

static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "the database is mapped as little-endian");

#define BOOK_MAGIC "TIESBOOK"
enum { BOOK_FORMAT_VERSION = 9, BOOK_ALIGN = 64, BOOK_SECTIONS_MAX = 64 };
#define BOOK_NONE UINT32_MAX /* no item */

/** X(symbol, id, item struct or integer): every section a file of this version has, in file order. */
#define BOOK_SECTIONS(X) \
	X(TEXT, 1, char) \
	X(STRING, 2, struct book_strings) \
	X(DATASET, 3, struct book_dataset) \
	X(VERSION, 4, struct book_version) \
	X(ENTITY, 5, struct book_entity) \
	X(REF, 6, struct book_ref) \
	X(STATEMENT, 7, uint32_t) \
	X(NAME, 8, struct book_name) \
	X(LISTING, 9, struct book_listing) \
	X(OFFICE, 10, struct book_office) \
	X(ABSENCE, 11, struct book_absence) \
	X(REF_ORDER, 12, uint32_t) \
	X(FORM, 13, struct book_form) \
	X(FORM_TOKEN, 14, uint32_t) \
	X(KEY, 15, struct book_key) \
	X(SOUND, 16, struct book_sound) \
	X(POSTING, 17, uint32_t) \
	X(PHRASE, 18, struct book_phrase) \
	X(NODE, 19, struct book_node) \
	X(CLASS_KEY, 20, uint32_t) \
	X(IDENTIFIER, 21, struct book_identifier) \
	X(SIGNATURE, 22, struct book_signature) \
	X(SIGNATURE_START, 23, uint32_t) \
	X(MANNER, 24, struct book_manner) \
	X(SHAPE, 25, struct book_shape) \
	X(SHAPE_MANNER, 26, uint32_t) \
	X(ORIGINAL, 27, struct book_original) \
	X(TARGET, 28, struct book_target) \
	X(TOKEN, 29, struct book_token) \
	X(PHRASE_START, 30, uint32_t) \
	X(TIE, 31, struct book_tie) \
	X(TIE_IN, 32, struct book_tie_in) \
	X(TIE_KIND, 33, struct book_tie_kind) \
	X(SPAN, 34, struct book_span) \
	X(JOIN, 35, struct book_join) \
	X(ALIAS, 36, struct book_alias) \
	X(SOUND_START, 37, uint32_t) \
	X(SKETCH, 38, struct book_sketch)

enum book_section {
#define X(symbol, id, type) BOOK_##symbol = id,
	BOOK_SECTIONS(X)
#undef X
};

struct book_header {
	char magic[8];          /* BOOK_MAGIC, no NUL */
	uint32_t version;       /* BOOK_FORMAT_VERSION */
	uint32_t section_count; /* entries of the section table behind this header */
	uint64_t file_size;     /* bytes of the whole file */
	int64_t built_at;       /* seconds since 1970-01-01 UTC */
	uint64_t checksum;      /* XXH3-64 of header and section table with this field zero */
	uint64_t rules;         /* book_rules of the program that built it */
	uint64_t reserved[2];   /* zero */
};
static_assert(sizeof(struct book_header) == 64);

struct book_section_entry {
	uint32_t id;        /* enum book_section */
	uint32_t item_size; /* bytes of one item */
	uint64_t offset;    /* from the start of the file; multiple of BOOK_ALIGN */
	uint64_t count;     /* items */
	uint64_t checksum;  /* XXH3-64 of the section's count * item_size bytes */
};
static_assert(sizeof(struct book_section_entry) == 32);

/** Where eight strings lie, one behind the other. One of 255 bytes or more has LONG_STRING for its length, and its text
 *  begins with the length, a u32. */
struct book_strings {
	uint32_t offset; /* of the first, in TEXT */
	uint8_t length[8];
};
static_assert(sizeof(struct book_strings) == 12);
enum { BOOK_STRINGS = 8, BOOK_LONG_STRING = 255 };

/** A date or one end of an interval. */
struct book_date {
	int32_t first;      /* earliest day since 1970-01-01; INT32_MIN without bound */
	int32_t last;       /* latest day; INT32_MAX without bound */
	uint32_t edtf;      /* string: EDTF as published or derived; empty when unknown */
	uint8_t kind;       /* 0 unknown, 1 open, 2 known */
	uint8_t flags;      /* 1 approximate, 2 uncertain */
	uint8_t confidence; /* 0 published, 1 verified, 2 recalled */
	uint8_t reserved;
};
static_assert(sizeof(struct book_date) == 16);

struct book_dataset {
	uint32_t name, title, publisher, url, jurisdiction; /* strings */
	uint32_t first_version, version_count;              /* VERSION items, oldest first */
	uint32_t record_count;                              /* records in any version */
	uint32_t flags;                                     /* 1: being in it means being listed */
};
static_assert(sizeof(struct book_dataset) == 36);

struct book_version {
	int32_t day;         /* of the list; INT32_MIN when it has no date */
	uint32_t dataset;    /* DATASET item */
	uint32_t path;       /* string: where it was read from */
	uint32_t records;    /* in this version */
	uint32_t statements; /* in this version */
	uint32_t rejects;    /* rows that could not be used */
	uint32_t entries;    /* records of its main part that hang on no other */
	uint16_t parts;      /* bit set: of which parts of its format this version speaks */
	uint8_t flags;       /* BOOK_NAMES_CHANGES */
	uint8_t reserved;
};
static_assert(sizeof(struct book_version) == 32);

enum { BOOK_NAMES_CHANGES = 1, BOOK_PARTS_MAX = 16 };

/* "from" below: the items of one end where those of the next begin, those of the last with their section. */

/** Sorted by id. Its LISTING, OFFICE, ABSENCE and NODE items are found by searching, when the flags say that there are
 *  any. */
struct book_entity {
	uint32_t id;         /* string: canonical id, unique */
	uint32_t caption;    /* string: the name to show */
	uint32_t first_ref;  /* REF items, from here */
	uint32_t first_name; /* NAME items, from here as far as they are of it; BOOK_NONE: it has none */
	uint16_t schema;     /* enum model_schema */
	uint16_t flags;      /* BOOK_HAS_… */
};
static_assert(sizeof(struct book_entity) == 20);

enum { BOOK_HAS_LISTINGS = 1, BOOK_HAS_OFFICES = 2, BOOK_HAS_ABSENCES = 4, BOOK_HAS_TIES = 8, BOOK_HAS_ALL = 15 };

/** A source record that is (part of) an entity. REF_ORDER lists them by dataset name and record id. */
struct book_ref {
	uint32_t record;          /* string: the publisher's id */
	uint32_t line;            /* in the newest file that had it, 0 unknown */
	uint32_t first_statement; /* STATEMENT items, from here */
	uint32_t shape;           /* SHAPE item: whose record it is, and in which manner it says each */
};
static_assert(sizeof(struct book_ref) == 16);

/** What records of one dataset that say the same things in the same manner have in common. */
struct book_shape {
	uint32_t dataset;      /* DATASET item */
	uint32_t first_manner; /* SHAPE_MANNER items, from here: one for each statement, a MANNER item */
	uint16_t schema;       /* enum model_schema: what the records are said to be */
	uint16_t flags;        /* BOOK_IN_MAIN */
};
static_assert(sizeof(struct book_shape) == 12);

enum { BOOK_IN_MAIN = 1 };

/* STATEMENT: the value, a string. What else there is to a statement lies in its manner. */

/** How, when and by whom something is said; each once. */
struct book_manner {
	uint16_t property;    /* enum model_property */
	uint8_t modality;     /* enum model_modality */
	uint8_t confidence;   /* enum model_confidence */
	uint8_t flags;        /* BOOK_HAS_ORIGINAL, … */
	uint8_t part;         /* of its format that said so */
	uint8_t first_of_day; /* of several versions of the first day: how many come before the one that said so */
	uint8_t last_of_day;  /* likewise of the last day */
	uint32_t lang;        /* string */
	uint32_t valid_from;  /* string: EDTF */
	uint32_t valid_to;    /* string: EDTF */
	uint32_t source;      /* string: citation */
	uint32_t attribution; /* string: whom the source quotes */
	int32_t first_seen;   /* day of the first version that said so; INT32_MIN undated */
	int32_t last_seen;    /* day of the last version that said so; INT32_MAX: the newest one does */
	int32_t gone;         /* day of the first version that said so no longer; INT32_MAX: the newest one does */
};
static_assert(sizeof(struct book_manner) == 40);

enum {
	BOOK_HAS_ORIGINAL = 1,
	BOOK_HAS_TARGET = 2,
	BOOK_OWN_FIRST = 4, /* first_seen is a day that the source gives, of no version */
	BOOK_OWN_LAST = 8,  /* likewise last_seen */
	BOOK_MANNER_FLAGS = 15
};

/** A value as published, where that differs. Sorted by statement. */
struct book_original {
	uint32_t statement; /* STATEMENT item */
	uint32_t text;      /* string */
};
static_assert(sizeof(struct book_original) == 8);

/** What an entity-typed value names. Sorted by statement. */
struct book_target {
	uint32_t statement; /* STATEMENT item */
	uint32_t entity;    /* ENTITY item */
};
static_assert(sizeof(struct book_target) == 8);

/** Those of an entity one behind another, and near each other those of entities of which the rarest words are written
 * alike (compile/order.c). */
struct book_name {
	uint32_t entity;    /* ENTITY item */
	uint32_t statement; /* STATEMENT item it comes from: its text, language and kind */
};
static_assert(sizeof(struct book_name) == 8);

/** One spell of being listed, as it was known from one version of its list to another. A spell of which later versions
 *  said something else has an item for each; what is known today has INT32_MAX for `known_until`. */
struct book_listing {
	uint32_t entity;       /* ENTITY item */
	uint32_t ref;          /* REF item of the Sanction record */
	uint32_t jurisdiction; /* string: "CA", "UN" */
	uint32_t regime;       /* string: as the source names it */
	uint32_t label;        /* string: short wording for display */
	uint32_t authority;    /* string */
	uint32_t dataset;      /* DATASET item */
	uint32_t status;       /* string: listed, removed, superseded, merged, unknown; empty when not curated */
	uint32_t reason;       /* string: of the listing; "none given" is a fact, empty is unknown */
	uint32_t end_reason;   /* string: of the removal */
	uint32_t instrument;   /* string */
	uint32_t source;       /* string */
	uint32_t notes;        /* string */
	int32_t first_seen, last_seen; /* days, as in book_manner */
	uint32_t confidence;           /* the weakest of the fields: enum model_confidence */
	struct book_date from, to;
	int32_t known_from;  /* day of the version from which all of this was known; INT32_MIN undated */
	int32_t known_until; /* day of the version from which something else was */
};
static_assert(sizeof(struct book_listing) == 104);

/** One spell in an office, likewise. */
struct book_office {
	uint32_t entity;       /* ENTITY item of the holder */
	uint32_t ref;          /* REF item of the Occupancy record */
	uint32_t position;     /* string */
	uint32_t jurisdiction; /* string */
	uint32_t party;        /* string */
	uint32_t area;         /* string: constituency or state */
	uint32_t source;       /* string */
	uint32_t notes;        /* string */
	int32_t first_seen, last_seen;
	uint32_t dataset; /* DATASET item */
	uint32_t confidence;
	struct book_date from, to;
	int32_t known_from, known_until; /* days, as in book_listing */
};
static_assert(sizeof(struct book_office) == 88);

/** A negative fact: not on that list on that day. */
struct book_absence {
	uint32_t entity;
	uint32_t ref;
	uint32_t jurisdiction, regime, note, source; /* strings */
	uint32_t confidence;
	struct book_date on;
	int32_t first_seen; /* day, as in book_manner */
};
static_assert(sizeof(struct book_absence) == 48);

/* ---- ties: a graph with time on its edges ----------------------------------------------------------- */

/** An entity that has ties. Sorted by entity. */
struct book_node {
	uint32_t entity;    /* ENTITY item */
	uint32_t first_out; /* TIE items that it is the subject of, from here */
	uint32_t first_in;  /* TIE_IN items: that it is the object of, from here */
};
static_assert(sizeof(struct book_node) == 12);

/** That one is tied to another. Sorted by from, then to, kind, begin, end, record. */
struct book_tie {
	uint32_t from, to;      /* NODE items */
	uint32_t record;        /* ENTITY item: the relation, or the thing whose property it is; BOOK_NONE: derived */
	uint32_t begin, end;    /* packed dates; it holds from begin up to, not including, end */
	uint32_t kind : 24;     /* TIE_KIND item */
	uint32_t to_degree : 8; /* degree class of the object */
};
static_assert(sizeof(struct book_tie) == 24);

/** A tie seen from its object. In order of the objects' NODE items, then of ties. */
struct book_tie_in {
	uint32_t from;            /* NODE item: of the subject */
	uint32_t tie;             /* TIE item */
	uint32_t kind : 24;       /* TIE_KIND item of the tie */
	uint32_t from_degree : 8; /* degree class of the subject */
};
static_assert(sizeof(struct book_tie_in) == 12);

enum { TIE_KINDS_MAX = 1 << 24 };

/** How many ties a node has, from either end, as a class: their binary logarithm in quarters, rounded down. Whoever
 *  walks along ties need not look at the nodes that they lead to. Whole numbers: the same on every machine. */
static inline uint8_t degree_class(uint64_t ties)
{
	unsigned doublings = ties ? 63 - (unsigned)__builtin_clzll(ties) : 0;
	unsigned quarter = doublings >= 2 ? (unsigned)(ties >> (doublings - 2) & 3) : 0;
	return (uint8_t)(4 * doublings + quarter);
}

/** What ties of one kind have in common; each once. */
struct book_tie_kind {
	uint32_t relation;  /* string: a word of data/relations.csv */
	uint8_t modality;   /* enum model_modality */
	uint8_t confidence; /* enum model_confidence */
	uint8_t flags;      /* TIE_… */
	uint8_t reserved;
	int32_t known_from;  /* day of the version from which it was known, TIES_DAY_MIN: from the beginning */
	int32_t known_until; /* day of the version from which something else was, TIES_DAY_MAX: it is known now */
};
static_assert(sizeof(struct book_tie_kind) == 16);
enum {
	TIE_DERIVED = 1, /* follows from what is said: it is said by nobody in these words */
	TIE_FORMER = 2   /* the source says that it is over, not since when */
};

/* A packed date: the first day, counted from PACKED_FIRST_DAY, above a byte that says how far it reaches. */
enum {
	PACKED_UNKNOWN = 0,   /* nothing is said */
	PACKED_OPEN = 1,      /* as an end: still so */
	PACKED_DAYS = 2,      /* 2..253: 1..252 days */
	PACKED_YEAR = 254,    /* from there to the day before the same date of the next year */
	PACKED_SPAN = 255,    /* the upper 24 bits are a SPAN item */
	PACKED_DAYS_MAX = 252 /* days that it can reach */
};
#define PACKED_FIRST_DAY INT32_C(-8388608)

/** Days that no packed date can express. Each once. */
struct book_span {
	int32_t first, last; /* INT32_MIN and INT32_MAX without bound */
};
static_assert(sizeof(struct book_span) == 8);

/** Why two records are one entity, or what was decided about them. Sorted by left, right, kind; unique. */
struct book_join {
	uint32_t left, right; /* REF items, the lower one left; decisions that join nothing stand once from each end */
	uint32_t value;       /* string: the number that both have, or the reason given for a decision */
	uint32_t who, when;   /* strings: of a decision */
	uint16_t kind;        /* ties_join_kind */
	uint16_t reserved;
};
static_assert(sizeof(struct book_join) == 24);

/** An id that a record of the entity would give it alone. Sorted by id; unique, and none is the id of an entity. */
struct book_alias {
	uint32_t id;     /* string */
	uint32_t entity; /* ENTITY item */
};
static_assert(sizeof(struct book_alias) == 8);

/* ---- the name index: built by compile/index.c, read by match and scan ------------------------------ */

/** One reading of one name. In order of names: those of one are found by searching. */
struct book_form {
	uint32_t name;        /* NAME item */
	uint32_t first_token; /* FORM_TOKEN items */
	uint8_t token_count;
	uint8_t kind;    /* enum name_kind */
	uint8_t reading; /* enum text_reading */
	uint8_t flags;   /* 1: serves screening (else scanning only) */
};
static_assert(sizeof(struct book_form) == 12);

/* FORM_TOKEN: TOKEN item. */

/** A word as it is written in some form and serves there. Sorted by key, then flags, part, script; unique. */
struct book_token {
	uint32_t key;   /* KEY item of the token */
	uint16_t flags; /* TOKEN_… */
	uint8_t part;   /* enum name_part */
	uint8_t script; /* enum text_script */
	float weight;   /* how much it tells, > 0 */
};
static_assert(sizeof(struct book_token) == 12);

/* POSTING: FORM items in the lower bits, ascending within the forms of one kind; POSTING_… of the form above. */
enum { KEY_RUNS = 3 };
#define POSTING_INITIAL UINT32_C(0x80000000)        /* it has an initial */
#define POSTING_LESSER_TELLING UINT32_C(0x40000000) /* … a generic word or number that it cannot be found by */
#define POSTING_LESSER UINT32_C(0x20000000)         /* … another token that it cannot be found by */
#define POSTING_WORDS \
	UINT32_C(0x08000000) /* × 1..3: it has 2, 3, 4 or more telling words, none of them twice; × 0: else */
#define POSTING_WORDS_MOST 3
#define POSTING_ABJAD UINT32_C(0x04000000) /* the key is a token of a script without vowels in it, or also */
#define POSTING_FORMS_MAX UINT32_C(0x04000000)

/** A distinct token. Sorted by text, then class. */
struct book_key {
	uint32_t text;                    /* string */
	uint32_t class;                   /* group in the knowledge tables, 0 none */
	uint32_t first_posting;           /* POSTING items: forms that can be found by the token */
	uint32_t posting_count[KEY_RUNS]; /* of them by kind: persons and names of no kind, organisations, vessels */
	uint32_t df;                      /* screened names that have its text as a token */
	uint32_t first_sound;             /* SOUND items: what it is compared by */
	uint8_t sound_count;              /* 0..63 */
	uint8_t flags;                    /* KEY_… */
	char letter;                      /* the first of its text */
	uint8_t forms; /* KEY_LESSER…, shifted by the kind of the form as in posting_count; KEY_INITIAL */
};
static_assert(sizeof(struct book_key) == 36);
enum {
	KEY_ABJAD = 1,  /* forms can be found by it as a token of a script without vowels */
	KEY_OTHER = 2,  /* … of another script */
	KEY_DIGITS = 4, /* digits only */
	KEY_AFFIX = 8   /* begins with abdul or ends with uddin, which its sounds are without */
};

/* In a screened form of that kind it is a token that the form cannot be found by: a generic word or a number; another.
 */
enum { KEY_LESSER_TELLING = 1, KEY_LESSER = 8 };
/* A form that can be found by it has an initial: POSTING_INITIAL is set in one of its postings. */
enum { KEY_INITIAL = 64 };

/** What a key is compared by, numbers below 37 (names/retrieval.h): an item, and behind it others with the rest of the
 * sounds, 16 each. There are 2^k lists, and SOUND_START has where each begins and where the last one ends; the upper k
 * bits of the signature of the sequence of kinds number the list of a key. A list is sorted by number of sounds, then
 * key. */
struct book_sound {
	uint32_t key;      /* KEY item */
	uint8_t count;     /* as in KEY */
	uint8_t flags;     /* KEY_…, as in KEY */
	uint8_t sound[10]; /* the first; zeros behind the last */
};
static_assert(sizeof(struct book_sound) == 16);
/** Items that so many sounds take. */
#define BOOK_SOUND_ITEMS(count) ((offsetof(struct book_sound, sound) + (count) + 15u) / 16)

/** A whole name as a phrase for scanning: each form, and the first form of a name once more with the words of the
 *  name as written (text_phrase) when they differ. There are 2^k lists, and PHRASE_START has where each begins and
 *  where the last one ends; the upper k bits of a hash (XXH3-64 of the words' normal forms joined by single spaces)
 * number its list, and the next 32 bits stand here. Sorted by hash, then form. */
struct book_phrase {
	uint32_t hash;
	uint32_t form; /* FORM item */
};
static_assert(sizeof(struct book_phrase) == 8);

/* CLASS_KEY: the KEY items whose class is not 0, sorted by class, then number: all spellings of one word. */

/** A form in brief, one for each FORM item. Of few tokens: their number in the lower three bits, above them a field for
 * each, of book_sketch_width bits: what it tells (enum name_brief, names/retrieval.h) in the lower three bits, above
 * them its place. Of more: SKETCH_OF_REST, above it the letters of its initials and what it has left over beside
 * another name. 0 for a form of few tokens of which one cannot be said in brief or two are one word of two classes or
 * once an initial, or of more and initials of more letters. */
struct book_sketch {
	uint64_t fields;
};
static_assert(sizeof(struct book_sketch) == 8);
enum {
	SKETCH_TOKENS = 4, /* few */
	SKETCH_BRIEFS = 8,
	SKETCH_LETTERED =
	    3, /* up to so many tokens, places tell the first letter: its number × SKETCH_OF_LETTER more */
	SKETCH_OF_LETTER = 1 << 12,
	SKETCH_NO_LETTER = 26,
	SKETCH_PLACES_MAX = 1 << 17,
	SKETCH_OF_REST = 7, /* in place of a number of tokens */
	SKETCH_PAIRS = 3,   /* so many tokens, from 1 on, may be in pairs */
	SKETCH_HEAVIEST = 64,
	SKETCH_CONTRA = 16,
	SKETCH_OMITTED = 32, /* parts of 1 that weights are told in */
	SKETCH_REST_MAX = 127,
	SKETCH_INITIALS = 2 /* different letters of initials */
};
/** Bits of a field of a form with so many tokens, 1..SKETCH_TOKENS. */
static inline unsigned book_sketch_width(unsigned count)
{
	static const uint8_t widths[SKETCH_TOKENS + 1] = {0, 20, 20, 20, 15};

	return widths[count];
}
/** How many places there are for a token. */
static inline uint32_t book_sketch_places(unsigned count)
{
	return UINT32_C(1) << (book_sketch_width(count) - 3);
}
/** Field `i`. */
static inline uint32_t book_sketch_field(const struct book_sketch *s, unsigned count, unsigned i)
{
	unsigned width = book_sketch_width(count);

	return (uint32_t)(s->fields >> (3 + width * i)) & ((UINT32_C(1) << width) - 1);
}
/** The number of a letter, SKETCH_NO_LETTER of anything else. */
static inline uint32_t book_sketch_letter(char c)
{
	return c >= 'a' && c <= 'z' ? (uint32_t)(c - 'a') : SKETCH_NO_LETTER;
}
/** The place of a KEY item whose text begins with `letter`. */
static inline uint32_t book_sketch_place(unsigned count, uint32_t key, char letter)
{
	uint64_t hash = key * UINT32_C(2654435761);

	if (count <= SKETCH_LETTERED)
		return book_sketch_letter(letter) * SKETCH_OF_LETTER + 1 +
		       (uint32_t)(hash * (SKETCH_OF_LETTER - 1) >> 32);
	return 1 + (uint32_t)(hash * (book_sketch_places(count) - SKETCH_NO_LETTER - 1) >> 32);
}
/** The place of an initial, a letter. */
static inline uint32_t book_sketch_initial(unsigned count, char letter)
{
	return count <= SKETCH_LETTERED ? book_sketch_letter(letter) * SKETCH_OF_LETTER
	                                : book_sketch_places(count) - SKETCH_NO_LETTER + book_sketch_letter(letter);
}

/** Is the place one of an initial? */
static inline bool book_sketch_is_initial(unsigned count, uint32_t place)
{
	return count <= SKETCH_LETTERED ? place % SKETCH_OF_LETTER == 0
	                                : place >= book_sketch_places(count) - SKETCH_NO_LETTER;
}
/** Of more tokens: a letter of its initials, counted from 1; 0 when there is no such letter. */
static inline unsigned book_sketch_letter_of(uint64_t fields, unsigned i)
{
	return fields >> (3 + 5 * i) & 31;
}
/** In SKETCH_HEAVIEST-ths the weight of its heaviest token at most. */
static inline unsigned book_sketch_heaviest(uint64_t fields)
{
	return (fields >> 13 & (SKETCH_HEAVIEST - 1)) + 1;
}
/** What it has left over at least when `pairs` of its tokens, 1..SKETCH_PAIRS, are in pairs: in SKETCH_CONTRA-ths the
 * weight of those that contradict … */
static inline unsigned book_sketch_contra(uint64_t fields, unsigned pairs)
{
	return fields >> (14 * pairs + 5) & SKETCH_REST_MAX;
}
/** … in SKETCH_OMITTED-ths the weight × least share of them. */
static inline unsigned book_sketch_omitted(uint64_t fields, unsigned pairs)
{
	return fields >> (14 * pairs + 12) & SKETCH_REST_MAX;
}

/** What can be found by a signature (names/retrieval.h). There are 2^k lists, and SIGNATURE_START has where each begins
 * and where the last one ends. The list of a signature is the one that its upper k bits number. A list is sorted by
 * tag, then bit 31 of the item, then the rest of it. */
struct book_signature {
	uint16_t tag;     /* lower 16 bits of the signature */
	uint16_t item[2]; /* lower and upper half: SOUND item where a key begins, or, with bit 31, FORM item … */
};                        /* … that is found by two tokens joined or by its initials */
static_assert(sizeof(struct book_signature) == 6);
#define SIGNATURE_OF_FORM UINT32_C(0x80000000)
static inline uint32_t book_signature_item(const struct book_signature *s)
{
	return s->item[0] | (uint32_t)s->item[1] << 16;
}

/** An identifier of an entity. Sorted by hash, then statement, then entity. */
struct book_identifier {
	uint64_t hash;      /* of its letters and digits, see book/identifier.h */
	uint32_t statement; /* STATEMENT item that says so */
	uint32_t entity; /* ENTITY item it identifies: of the statement's record, or what a document's record is of */
};
static_assert(sizeof(struct book_identifier) == 16);

#endif
