/* OFAC CSV, inside: what the reader of the files, the parser of remarks and the links share. */
#ifndef SOURCES_OFAC_H
#define SOURCES_OFAC_H

#include "base/arena.h"
#include "base/table.h"
#include "sources/csv.h"

enum ofac_part {
	OFAC_PRIMARY,
	OFAC_ALT,
	OFAC_ADD,
	OFAC_COMMENTS,
	/* What the CSV files do not publish; a version in CSV says nothing about it. */
	OFAC_PLACES,   /* region and postal code of their own: XML */
	OFAC_RELATIONS /* kinds of relations, listing dates, legal basis, measures: advanced XML */
};

/** What later parts and links need to know of an entry. */
struct ofac_entry {
	str id;             /* ent_num as published */
	uint8_t schema;     /* enum model_schema */
	uint32_t same_name; /* index of another entry with the same name, TABLE_NONE */
};

/** A row of the remarks overflow. */
struct ofac_overflow {
	str id;
	str text;  /* what follows the 1000 characters in the primary file */
	str begin; /* of the row, for messages */
	uint64_t line;
	bool used;
};

/** A link to another entry by name, resolved when all names are known. */
struct ofac_link {
	uint32_t subject; /* index of the entry that says so */
	str name;
	bool last;  /* it ended the remarks: a final full stop of the name was merged with theirs */
	bool owner; /* from the column Vess_owner */
	uint64_t line;
};

/** The reading of one set. */
struct ofac {
	const struct source_set *set;
	const struct source_sink *sink;
	struct arena arena; /* lives as long as the reading */
	VEC(struct ofac_entry) entries;
	struct table by_id;   /* ent_num -> index into entries */
	struct table by_name; /* folded SDN_Name -> index of the first entry that bears it */
	VEC(struct ofac_overflow) overflows;
	struct table overflow_of; /* ent_num -> index into overflows */
	VEC(struct ofac_link) links;
	struct model_draft entity;   /* the entry of the row at hand */
	struct model_draft sanction; /* its listing */
	struct model_draft side;     /* passports, wallets, addresses, links: filled and emitted at once */
	struct buf key;              /* a folded name being looked up */
	bool stopped;                /* memory ran out or the sink wants no more */
};

/** A person's name, `LAST, First, Suffix`, turned round. All empty but `full` when there is no comma. */
struct ofac_name {
	str full, first, last, suffix;
};

/** Columns of each part. */
extern const uint8_t ofac_columns[4];

bool ofac_detect(str head, const char *name, struct source_claim *claim);
/** The dataset that a file of that name belongs to; `cons_marks` decides when the name does not tell: it has what only
 *  the consolidated list has. */
const char *ofac_dataset(const char *name, bool cons_marks);
/** Does the head of a file have a programme of the consolidated list between `open` ("<program>") and "<"? */
bool ofac_head_has_cons_programme(str head, const char *open);

/** "-0-" is OFAC's null. */
bool ofac_is_null(str cell);
/** A row with names of columns, which copies of the lists sometimes have. */
bool ofac_is_header(const struct csv_row *row);
bool ofac_one_of(str s, const char *const *words, size_t count);
/** The cell trimmed, empty when it is null. */
str ofac_cell(const struct csv_row *row, size_t i);
/** Slices of `name`, but `full`, which is new in `arena`. */
struct ofac_name ofac_turn(struct arena *arena, str name);
/** Adds `name` as published, turned round when `person`, with the published form as its original. */
void ofac_add_name(struct model_draft *draft, enum model_property property, str name, bool person);
/** Adds a date given in prose; false when it is none. */
bool ofac_add_date(struct model_draft *draft, enum model_property property, str prose);
/** Adds a country by its code, or by its name where there is no code. */
struct model_statement *ofac_add_country(struct model_draft *draft, enum model_property property, str name);
void ofac_emit(struct ofac *o, const struct model_draft *draft, enum ofac_part part);
/** Begins o->side with the id "ENTRY#kind#key". */
void ofac_begin_side(struct ofac *o, enum model_schema schema, const char *kind, str key);

/** Handles one row of a part; returns why it cannot be used, or NULL. The number of columns is right and the first is
 *  a number. */
typedef const char *ofac_row_reader(struct ofac *o, const struct csv_row *row);
ofac_row_reader ofac_read_primary, ofac_read_alt, ofac_read_address, ofac_read_comment;
/** A row of the primary file with its remarks, which may be longer than the column. */
const char *ofac_read_entry(struct ofac *o, const struct csv_row *row, str remarks, bool cut);
void ofac_finish(struct ofac *o);

/** Reads the remarks of the entry that is in o->entity and o->sanction, number `index`. `cut`: they end in the middle
 *  of a token that nothing continues. */
void ofac_remarks(struct ofac *o, uint32_t index, str remarks, bool cut, uint64_t line);

/** Parts of an identifier or passport token behind its head. */
struct ofac_document {
	str number;  /* empty: the token has none */
	str country; /* as published */
	str issued;  /* date in prose */
	str expires; /* date in prose, or a range */
	str rest;    /* what is none of these */
};

/** Parses `NUMBER (Country) issued DATE expires DATE`; all but the number may be absent. */
struct ofac_document ofac_document_parse(str value);

/** Makes `name` of entry number `index` known to links. */
void ofac_link_name(struct ofac *o, str name, uint32_t index);
void ofac_link_add(struct ofac *o, struct ofac_link link);
/** Emits all links, resolved as far as names of the set allow. */
void ofac_links_emit(struct ofac *o);

#endif
