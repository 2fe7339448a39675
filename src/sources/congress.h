/* The reader of the Congress files, shared by congress.c (persons) and congress_office.c (offices). Inner header. */
#ifndef SOURCES_CONGRESS_H
#define SOURCES_CONGRESS_H

#include "base/arena.h"
#include "base/table.h"
#include "sources/source.h"
#include "sources/yaml.h"

enum { PART_CURRENT, PART_HISTORICAL, PART_EXECUTIVE, PARTS };

struct congress_reader {
	const struct source_sink *sink;
	const char *path;
	unsigned part;
	struct model_draft draft;
	struct arena item;      /* strings made for the person at hand */
	struct arena lasting;   /* ids of positions */
	struct table positions; /* those already emitted */
	uint64_t persons;
	ties_error *err;
};

/** Emits the draft. */
ties_code congress_emit(struct congress_reader *r, uint64_t line);
void congress_reject(struct congress_reader *r, const struct yaml_node *node, const char *why, str row);

/** Statements on the draft; nothing is added for an empty value. */
struct model_statement *congress_add(struct congress_reader *r, enum model_property property, str value);
/** "field=value" as unmapped. */
void congress_add_named(struct congress_reader *r, const char *field, str value);
/** A date as EDTF; what is none is kept as unmapped. */
void congress_add_date(struct congress_reader *r, enum model_property property, str value);
/** All scalars below `node` that nothing took, as "path.to.field=value". */
void congress_add_rest(struct congress_reader *r, struct yaml_node *node, str path);
/** Gives a statement (or NULL) the dates between which it held. */
void congress_hold(struct model_statement *s, str from, str to);

/** Takes a child of any kind; NULL when absent. */
struct yaml_node *congress_take_node(struct yaml_node *map, const char *key);
/** Text of a scalar child without taking it. */
str congress_text_of(struct yaml_node *map, const char *key);
/** "Senate Majority Whip" to "senate-majority-whip". */
str congress_slug(struct arena *arena, str s);

/** An Occupancy for each spell of office of the person `id`; bad terms are rejected. */
ties_code congress_emit_terms(struct congress_reader *r, str id, struct yaml_node *terms);
/** An Occupancy for each leadership role. */
ties_code congress_emit_leadership(struct congress_reader *r, str id, struct yaml_node *roles);

#endif
