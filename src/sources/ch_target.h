/* One target of the Swiss list. Inner header of ch.c. */
#ifndef SOURCES_CH_TARGET_H
#define SOURCES_CH_TARGET_H

#include "base/arena.h"
#include "base/table.h"
#include "sources/say.h"
#include "sources/tree.h"

/** A set of sanctions of a programme, by its ssid: what a target is under. */
struct ch_set {
	str program;    /* "Belarus" */
	str name;       /* "article 12, restrictions on named individuals and entities" */
	str instrument; /* name of the ordinance */
	str origin;     /* "EU" */
};

struct ch_place {
	str text;    /* "Minsk, Minsk Region, Belarus" */
	str country; /* code or name */
};

/** A place that a target names before the file has said what it is. */
struct ch_wanted {
	str record, place;
	enum model_schema schema;
	enum model_property property; /* birth place or address */
	str before;                   /* street and the like */
};

struct ch_output {
	struct say say;
	ties_error *err;
	struct arena kept; /* holds what lives as long as the file */
	struct table set_number, place_number;
	VEC(struct ch_set) sets;
	VEC(struct ch_place) places;
	VEC(struct ch_wanted) wanted;
};

/** Emits the records of a <target>: entity, a Sanction for each time it was listed, documents, relations. Places are
 *  noted in `wanted`. A target without ssid or name is rejected. */
ties_code ch_target_emit(struct ch_output *out, struct tree *t);
/** Names of a <name>; `main`: it is the primary one of the main identity. */
void ch_add_name(struct say *say, struct tree *t, uint32_t name, bool main);

#endif
