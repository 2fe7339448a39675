/* What the book will say, and how that goes into its sections.
 *
 * Laid out, each item is whole; packed, what many items have in common is stored once: the manner of statements, and
 * the manners of all statements of a record, which are those of thousands of others. */
#ifndef COMPILE_PACK_H
#define COMPILE_PACK_H

#include "base/vec.h"
#include "book/book.h"

struct laid_entity {
	uint32_t id, caption; /* strings */
	uint16_t schema;
	uint16_t flags;                  /* BOOK_HAS_… */
	uint32_t first_ref;              /* REF item */
	uint32_t first_name, name_count; /* laid_name items */
};

struct laid_ref {
	uint32_t dataset; /* DATASET item */
	uint32_t record;  /* string */
	uint32_t line;
	uint16_t schema; /* enum model_schema */
	bool main;       /* the main part of its format has it */
};

struct laid_statement {
	uint32_t ref;
	uint32_t value, original, lang, valid_from, valid_to, source, attribution; /* strings */
	int32_t first_seen, last_seen, gone;
	uint32_t target; /* entity, or BOOK_NONE */
	uint16_t property;
	uint8_t modality, confidence;
	uint8_t part, first_of_day, last_of_day; /* as in book_manner */
	bool own_first, own_last;                /* the source gives these days */
};

struct laid_name {
	uint32_t entity;
	uint32_t text, lang;             /* strings */
	uint32_t statement;              /* STATEMENT item */
	uint32_t first_form, form_count; /* FORM items */
	uint16_t property;
};

/** The statements of one entity, in the order of the book. */
struct laid_said {
	const struct laid_statement *ptr;
	size_t count;
	uint32_t first; /* STATEMENT item of the first */
};

/** All entities, in the order of the book. */
struct laid {
	VEC(struct laid_entity) entities;
	VEC(struct laid_name) names;
};

/** Records and statements, packed one record after the other: laid out, all at once would be most of a build's memory.
 */
struct packer;

/** NULL when memory ran out. */
struct packer *pack_open(void);
/** Packs the next record, in the order of the book, with its `count` statements. That memory ran out is told in the
 * end. */
void pack_record(struct packer *p, const struct laid_ref *record, const struct laid_statement *said, size_t count);
/** Adds ENTITY, REF, NAME, STATEMENT and what these refer to to the book being written; false when memory ran out. */
bool pack_write(const struct packer *p, const struct laid *laid, struct book_writer *w);
/** Accepts NULL. */
void pack_close(struct packer *p);
/** Adds TEXT and STRING: the strings in order of their numbers. */
ties_code pack_strings(const str *list, size_t count, struct book_writer *w, ties_error *err);
void laid_finish(struct laid *laid);

#endif
