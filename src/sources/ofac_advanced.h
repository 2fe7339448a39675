/* OFAC's advanced XML, inside: what the reader of the file and that of a party share. */
#ifndef SOURCES_OFAC_ADVANCED_H
#define SOURCES_OFAC_ADVANCED_H

#include "sources/ofac_item.h"
#include "sources/tree.h"

enum { ADVANCED_KEPT_MAX = 256 << 20 }; /* bytes of tables, places and papers; those of the SDN list take about 20 MB */

/** A document of identity, kept until its bearer comes. */
struct advanced_papers {
	struct ofac_papers papers;
	str note;      /* issuing authority, comment, that it is a forgery */
	uint32_t next; /* of the same identity, TABLE_NONE */
};

struct advanced {
	struct ofac o;
	const char *path;
	ties_error *err;
	struct ofac_item item;
	struct arena kept;   /* lives as long as the reading */
	struct table values; /* "Country 11033" -> index into texts */
	VEC(str) texts;
	struct table place_of; /* id of a Location -> index into places */
	VEC(struct ofac_place) places;
	struct table papers_of; /* id of an Identity -> index of its last papers */
	VEC(struct advanced_papers) papers;
	size_t bytes; /* kept */
	bool failed;  /* memory ran out */
};

/** The text of a reference value; empty when the file has none of that id. */
str advanced_value(const struct advanced *a, const char *kind, str id);
/** A DatePeriod below `node` as the CSV files print dates ("circa 1951", "Sep 1938", "1951 to 1953"); empty when there
 *  is none. */
str advanced_period(struct tree *t, uint32_t node);
/** The three children Year, Month, Day of `node` as "2006-04-12"; empty when there are none. */
str advanced_day(struct tree *t, uint32_t node);
/** A whole DistinctParty; emits it. */
ties_code advanced_party(struct advanced *a, struct tree *t);

#endif
