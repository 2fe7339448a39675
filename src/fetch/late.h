/* libcurl and libcrypto, loaded when a list is fetched. Internal to src/fetch.
 *
 * Linked, they and what they need (some thirty libraries) would be loaded by every program that screens a name: half of
 * the time that a cold process takes. The functions that src/fetch calls are defined in late.c under their own names,
 * and pass on. */
#ifndef FETCH_LATE_H
#define FETCH_LATE_H

#include "base/error.h"

/** Are both there? TIES_ERR_NOT_FOUND says which package has them. */
ties_code late_load(ties_error *err);

#endif
