/* One item of a Canadian regulation, taken apart: "Al Qaida (also known among other names as Al Jihad (AJ) and The
 * Base)", "Sergei IVANOV (born on January 31, 1953)". Used for the regulations and for the feed and list made of them.
 */
#ifndef SOURCES_CA_ITEM_H
#define SOURCES_CA_ITEM_H

#include "base/arena.h"
#include "model/model.h"

enum { CA_NAMES_MAX = 256 };

struct ca_name {
	enum model_property kind; /* alias, previous name, abbreviation */
	str name;
};

struct ca_item {
	str name;
	str born;      /* "January 31, 1953"; empty where the item does not say */
	str rest;      /* text behind the brackets: ", the Netherlands, born …" */
	str repealed;  /* "SOR/2022-84, s. 1" where the item was repealed: then there is no name */
	bool overflow; /* more names than fit: some are missing */
	size_t count;
	struct ca_name names[CA_NAMES_MAX];
};

/** Strings are in `arena` or in `text`. False when there is neither a name nor a repeal. O(bytes). */
bool ca_item_read(struct ca_item *out, str text, struct arena *arena);
/** Adds the names in a list separated by commas, the last by "and" or "et" when `several`. */
void ca_item_add_list(struct ca_item *out, enum model_property kind, str list, bool several);

#endif
