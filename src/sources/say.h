/* What a list says, as statements: the turns that all readers of official lists need. */
#ifndef SOURCES_SAY_H
#define SOURCES_SAY_H

#include "sources/source.h"

/** Where the records of an entry go. Zero-initialise but for sink and path. */
struct say {
	const struct source_sink *sink;
	const char *path; /* for rejects */
	unsigned part;    /* of the set, that the records come from */
	uint64_t line;    /* of the entry at hand */
	struct model_draft draft;
	struct arena arena; /* strings made for the entry at hand */
	uint64_t entries;   /* emitted or rejected so far, for "the file holds no entry" */
};

void say_finish(struct say *say);
/** Makes the arena empty: call it when an entry is done. */
void say_clear(struct say *say);
/** printf into the arena. */
#define say_print(say, ...) arena_print(&(say)->arena, __VA_ARGS__)

void say_begin(struct say *say, enum model_schema schema, str id);
/** TIES_ERR_NOMEM when memory ran out or the sink wants no more; the error is set. */
ties_code say_emit(struct say *say, ties_error *err);
void say_reject(struct say *say, const char *reason, str row);
/** TIES_ERR_FORMAT when no entry was seen. `expected` names the list. */
ties_code say_check_entries(const struct say *say, const char *expected, ties_error *err);

/* ---- statements on the draft; nothing is added for an empty value --------------------------------- */

/** `original` is kept when it differs from the value; NULL when nothing was added. */
struct model_statement *say_as(struct say *say, enum model_property property, str value, str original);
struct model_statement *say_value(struct say *say, enum model_property property, str value);
/** The code of a country's name or code, the name where there is none. "UNKNOWN" and "00" add nothing. */
void say_country(struct say *say, enum model_property property, str name);
void say_date(struct say *say, enum model_property property, struct date date, str original);
/** A date in any form that date_parse or date_parse_prose reads; what is none is kept as unmapped. */
void say_date_text(struct say *say, enum model_property property, str text);
/** "male" or "female" for what lists write; what is neither is kept as unmapped. */
void say_gender(struct say *say, str text);
/** "field=value" where no property fits. */
void say_unmapped(struct say *say, const char *field, str value);
/** Prose: white space inside is kept. */
void say_prose(struct say *say, enum model_property property, str text);
/** Every item of an enumeration ("1) Qatar 2) Oman"); countries become codes, dates EDTF. */
void say_items(struct say *say, enum model_property property, str text);
/** Every piece between the separators. */
void say_pieces(struct say *say, enum model_property property, str text, const char *separators);

/* ---- strings -------------------------------------------------------------------------------------- */

/** ISO or prose, known to some degree. */
bool say_parse_date(str s, struct date *date);
/** The parts that are not empty, with `between` between them. */
str say_join(struct say *say, const str *parts, size_t count, const char *between);
/** Cuts the next item off an enumeration: "a) X b) Y", "(1) X (2) Y", "1) X 2) Y", "i) X ii) Y", "(a) X, (b) Y".
 *  Marks must begin with the first and go up one by one, so that "(2)" in an address is no mark; a text without marks
 *  is one item. `*state` begins as 0. False at the end. */
bool say_item(str *rest, unsigned *state, str *item);
/** A reference of the UN list cited anywhere in prose ("UN Ref QDe.004"), into the arena; empty when there is none. */
str say_un_reference(struct say *say, str text);
/** The first run of `digits` digits in `s` that has no digit around it: "IMO9000001" has 9000001. */
str say_number(str s, size_t digits);

#endif
