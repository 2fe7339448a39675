/* Senzing JSON, inside: what the reader of records and the meaning of their attributes share. */
#ifndef SOURCES_SENZING_H
#define SOURCES_SENZING_H

#include "sources/json_value.h"
#include "sources/say.h"

enum { SENZING_ATTRIBUTES_MAX = 5000 }; /* of one record: which belong together is looked up among all of them */

/** A leaf of a record. */
struct senzing_attribute {
	str name;       /* "ADDR_FULL"; as published when it is not known */
	str usage;      /* "HOME" of HOME_ADDR_FULL; empty when there is none */
	str value;      /* trimmed, never empty */
	uint32_t group; /* of the object that it stands in */
	bool known, taken;
};

struct senzing {
	struct say say;
	const struct source_set *set;
	VEC(struct senzing_attribute) attributes; /* of the record at hand; a group stands together */
	uint32_t groups;
	str id;     /* of the record at hand */
	str source; /* its DATA_SOURCE */
	ties_error *err;
};

/** Name and usage of a key; no value yet. */
struct senzing_attribute senzing_attribute_of(const char *key);
/** The record id of a RECORD_ID. */
str senzing_id(struct senzing *z, str source, str record);
/** Says all attributes on the draft; those of addresses, documents and relations say a part of themselves. */
void senzing_say_groups(struct senzing *z);
/** Emits addresses, documents and relations as records of their own. */
ties_code senzing_emit_sides(struct senzing *z);

#endif
