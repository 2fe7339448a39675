/* An entry of OFAC's XML lists on its way to being read: both XML formats say what the four CSV files say, in other
 * words. An entry is turned into the rows that those files have, so that the same entity gives the same records
 * whatever the format, and versions in different formats fold. Inner header of ofac_xml.c and ofac_advanced.c. */
#ifndef SOURCES_OFAC_ITEM_H
#define SOURCES_OFAC_ITEM_H

#include "sources/ofac.h"

enum { OFAC_ITEM_BYTES_MAX = 4 << 20, OFAC_ITEM_PARTS_MAX = 20000 };

enum ofac_column {
	OFAC_ENT_NUM,
	OFAC_SDN_NAME,
	OFAC_SDN_TYPE,
	OFAC_PROGRAM,
	OFAC_TITLE,
	OFAC_CALL_SIGN,
	OFAC_VESSEL_TYPE,
	OFAC_TONNAGE,
	OFAC_GRT,
	OFAC_VESSEL_FLAG,
	OFAC_VESSEL_OWNER,
	OFAC_REMARKS_COLUMN,
	OFAC_COLUMNS
};

struct ofac_alias {
	const char *kind; /* "aka", "fka", "nka" */
	str name;         /* persons: "LAST, First" */
};

/** All slices live in the arena of the item, or longer. */
struct ofac_place {
	str id; /* add_num */
	str line[3], city, region, postal_code, country;
};

struct ofac_item {
	struct arena arena;
	str column[OFAC_COLUMNS]; /* of the primary file; empty where it says nothing */
	struct buf remarks;       /* tokens separated by "; " */
	VEC(struct ofac_alias) aliases;
	VEC(struct ofac_place) places;
	size_t bytes; /* kept for the entry */
	uint64_t line;
	bool failed; /* memory ran out */
};

void ofac_item_begin(struct ofac_item *item, uint64_t line);
void ofac_item_finish(struct ofac_item *item);
/** Whether the entry is larger than any entry is. */
bool ofac_item_is_too_large(const struct ofac_item *item);
/** A copy with white space collapsed, counted; empty for what is only white space. */
str ofac_item_keep(struct ofac_item *item, str text);
/** "head value" as a token of the remarks; nothing when both are empty. */
void ofac_item_token(struct ofac_item *item, str head, str value);
/** Puts `value` into a column, behind what is there and `separator`. */
void ofac_item_column(struct ofac_item *item, enum ofac_column column, const char *separator, str value);
/** A strong alias becomes a row, a weak one a token. `kind`: any of a.k.a., f.k.a., n.k.a. */
void ofac_item_alias(struct ofac_item *item, str kind, str name, bool weak);
void ofac_item_place(struct ofac_item *item, struct ofac_place place);
/** An identifier as the remarks have it: "Passport D9004878 (Iran) issued 01 Jan 2001 expires 02 Feb 2011". */
struct ofac_papers {
	str type, number, country, issued, expires;
};
void ofac_item_papers(struct ofac_item *item, const struct ofac_papers *papers);
/** What OFAC calls a feature: a column of the primary file, or a token under the name that the remarks have for it. */
void ofac_item_feature(struct ofac_item *item, str name, str value);
/** From a day to a day as the CSV files print dates: "circa 1951", "Sep 1938", "1951 to 1953"; the precision follows
 * from the span. */
str ofac_item_span(struct arena *arena, int32_t from, int32_t to, bool circa);
/** Free text with links in brackets: "For more information, please visit …; (Linked To: ROSNEFT)". */
void ofac_item_comment(struct ofac_item *item, str text);
/** "LAST, First" of a person, the whole name of others; new in the item's arena. */
str ofac_item_name(struct ofac_item *item, bool person, str first, str last);

/** A relation that has a type; `code` is the number of the type. */
struct ofac_relation {
	str from, to, type, code, quality, comment;
	bool former;
	uint64_t line;
};

/** Emits it: what the CSV files have as `Linked To`, and the relation itself. `whole`: the file has all entries of its
 *  list. */
void ofac_relation_emit(struct ofac *o, const struct ofac_relation *relation, bool whole);

/** Emits the records; returns why the entry cannot be used, or NULL. o->stopped when memory ran out. */
const char *ofac_item_emit(struct ofac *o, struct ofac_item *item);

#endif
