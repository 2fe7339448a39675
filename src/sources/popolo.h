/* Popolo JSON, inside: what the reader of the file, of its things and of its memberships share. */
#ifndef SOURCES_POPOLO_H
#define SOURCES_POPOLO_H

#include "base/arena.h"
#include "base/table.h"
#include "sources/json_value.h"
#include "sources/say.h"

enum { POPOLO_BYTES_MAX = 128 << 20 }; /* a parliament with all its history takes some 10 MB */

enum popolo_kind { POPOLO_PERSONS, POPOLO_ORGANIZATIONS, POPOLO_AREAS, POPOLO_EVENTS, POPOLO_POSTS, POPOLO_KINDS };

/** One of the arrays at the top of the file. */
struct popolo_list {
	const json_t *items; /* NULL when the file has none */
	struct table by_id;  /* id -> index; keys are slices of the JSON */
};

struct popolo {
	struct say say;
	const json_t *root;
	struct popolo_list list[POPOLO_KINDS];
	struct arena kept;      /* lives as long as the reading */
	struct table positions; /* emitted so far */
	ties_error *err;
};

/** "persons", … */
const char *popolo_kind_name(enum popolo_kind kind);
/** NULL when the file has none of that id. */
const json_t *popolo_find(const struct popolo *p, enum popolo_kind kind, str id);
/** The record id of a thing: those of persons as they are, all others with their kind before, since they are local to
 * the file ("liberal", "legislature"). */
str popolo_id(struct popolo *p, enum popolo_kind kind, str id);
/** The name of a thing: its first when it has one in several languages; in the arena. */
str popolo_name(struct popolo *p, const json_t *thing, const char *key);
/** Adds the members of an object as statements; those named in `done` (ends with NULL) were said already. */
void popolo_say_members(struct popolo *p, const json_t *object, const char *const *done);
/** Reports an item that cannot be used. */
void popolo_reject(struct popolo *p, const char *list, size_t index, const char *reason, str value);

ties_code popolo_emit_things(struct popolo *p);
ties_code popolo_emit_memberships(struct popolo *p);

#endif
