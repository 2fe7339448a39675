/* One entry of the UN list: as the file has it, and the records it becomes. Inner header of un.c.
 *
 * An entry is kept as the file has it, two levels deep: groups (the children of INDIVIDUAL or ENTITY) and their
 * leaves. Whatever no rule takes comes out as "unmapped", so that new elements are not lost. */
#ifndef SOURCES_UN_ENTRY_H
#define SOURCES_UN_ENTRY_H

#include "sources/source.h"

enum {
	UN_ENTRY_MAX = 4 << 20, /* bytes of one entry; the largest seen has 12 kB */
	UN_LEAVES_MAX = 10000   /* leaves of one entry; the largest seen has some hundreds */
};

/** `<CITY>Isfahan</CITY>` inside a group. */
struct un_leaf {
	str name;
	str text;   /* white space collapsed; not empty */
	bool taken; /* a rule has used it */
};

/** A child of the entry: `<FIRST_NAME>ERIC</FIRST_NAME>` has text, `<INDIVIDUAL_ADDRESS>…` has leaves. */
struct un_group {
	str name;
	str text; /* white space collapsed but in COMMENTS1; empty where it has leaves */
	bool taken;
	size_t first, count; /* its leaves */
};

struct un_entry {
	bool person;        /* INDIVIDUAL, else ENTITY */
	uint64_t line;      /* of its start tag */
	size_t bytes;       /* of text so far */
	struct arena arena; /* holds the text, and what is made of it */
	VEC(struct un_group) groups;
	VEC(struct un_leaf) leaves;
};

void un_entry_clear(struct un_entry *entry);
void un_entry_finish(struct un_entry *entry);

/** Where the records of an entry go. */
struct un_output {
	const struct source_sink *sink;
	const char *path; /* for rejects */
	struct model_draft draft;
};

/** Emits the records of an entry: Person or Organization, its Sanction, a Passport or Identification for each
 *  document, an UnknownLink for each other entry that the comments cite. An entry without reference and data id,
 *  or without a name, is rejected. TIES_ERR_NOMEM when memory ran out or the sink wants no more. */
ties_code un_entry_emit(struct un_entry *entry, struct un_output *out);

/* ---- numbers ------------------------------------------------------------------------------------ */

enum { UN_REFERENCE_SIZE = 16 };
/** "QDi.001" of `s`, which may have slips: spaces, letter case, a second number behind ("KPi.063 .1"). Returns the
 *  length, 0 when `s` is no reference at all. */
size_t un_reference(str s, char out[UN_REFERENCE_SIZE]);
/** The number inside "Afghan passport number OA 454044 (expired)": "OA 454044". Empty when there is none. */
str un_identifier(str s);

/** A reference cited in prose at byte `at`: two letters, e or i, full stop, three digits, nothing of the kind around
 *  it. Returns the length of the repaired reference, 0 when there is none. */
size_t un_citation(str s, size_t at, char out[UN_REFERENCE_SIZE]);
bool un_has_digit(str s);

/* ---- access; what is returned lives as long as the entry ------------------------------------------ */

/** Takes the text of the first group of that name that has some. */
str un_take(struct un_entry *e, const char *name);
/** Takes the first leaf of that name in a group that is not taken yet. */
str un_take_leaf(struct un_entry *e, const struct un_group *g, const char *name);
/** The next group of that name, with or without "INDIVIDUAL_" or "ENTITY_", at or after *at; NULL at the end. */
struct un_group *un_next_group(struct un_entry *e, const char *name, size_t *at);
/** The parts that are not empty, with `between` between them. */
str un_join(struct arena *arena, const str *parts, size_t count, const char *between);

/* ---- statements on the draft; nothing is added for an empty value ---------------------------------- */

/** `original` is kept when it differs from the value. */
struct model_statement *un_add(struct un_output *out, enum model_property property, str value, str original);
/** "field=value" where no property fits. */
void un_add_unmapped(struct un_entry *e, struct un_output *out, const char *field, str value);
void un_add_date(struct un_output *out, enum model_property property, struct date date, str original);
/** ISO or prose. */
bool un_parse_date(str s, struct date *date);
/** A date in any form; what is none is kept as unmapped. */
void un_add_date_text(struct un_entry *e, struct un_output *out, enum model_property property, str text);
/** The code of a country's name, the name where there is none. */
void un_add_country(struct un_output *out, enum model_property property, str name);

/* ---- the parts of an entry (un_describe.c) -------------------------------------------------------- */

/** NAME and NAME_ORIGINAL_SCRIPT; false when there is neither. */
bool un_add_name(struct un_entry *e, struct un_output *out);
void un_add_aliases(struct un_entry *e, struct un_output *out);
/** Birth dates, birth places, addresses. */
void un_add_places(struct un_entry *e, struct un_output *out);

struct un_document {
	bool passport;
	str type;   /* as published, both fields joined */
	str number; /* as published; from the note where the file has it only there */
	str id;     /* the number in it, or empty */
	str note, issued, country, city;
};

struct un_document un_read_document(struct un_entry *e, const struct un_group *g);
/** The number as a property of the person. */
void un_add_document_number(struct un_output *out, const struct un_document *d);

#endif
