/* From where? Known lists, and addresses as typed. Internal to src/fetch. */
#ifndef FETCH_ADDRESS_H
#define FETCH_ADDRESS_H

#include "base/arena.h"
#include "base/error.h"

/** A known list: one line of data/fetch/lists.txt. */
struct fetch_list {
	const char *dataset, *extension, *url;
	const char *needs; /* what must be added to get it; "": nothing */
};

/** The table that tools/gen_lists.c writes, in the order of the file. */
extern const struct fetch_list fetch_lists[];
extern const size_t fetch_list_count;

/** One list to get. Slices lie in the arena or are static; all are NUL-terminated. */
struct address {
	str dataset;
	str url;
	str shown;     /* for people and the manifest: nothing secret in it */
	str extension; /* "xml"; empty: the content must tell */
};

/** Understands "DATASET" or "DATASET=URL". TIES_ERR_USAGE for a dataset that is not known or needs more than its
 *  name, and for an address that is not https (or http, where that is allowed) or has a user name in it. */
ties_code address_parse(struct address *out, struct arena *arena, const char *typed, bool allow_http, ties_error *err);
/** A known list that needs nothing else. */
void address_of_list(struct address *out, const struct fetch_list *list);
#endif
