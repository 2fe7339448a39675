/* From records to entities: joins, and the canonical ids.
 *
 * An entity is named after the record that leads it (joins_compare_lead): a curated one, else the first by the fixed
 * order of datasets and by record id. So its id stays when it grows at the end, and what it was called before is an
 * alias of it. */
#ifndef COMPILE_RESOLVE_H
#define COMPILE_RESOLVE_H

#include "compile/join.h"

/** An id that names the entity as well. */
struct resolution_alias {
	uint32_t id, entity; /* string; entity */
};

struct resolution {
	uint32_t entity_count;
	uint32_t *entity; /* by record; FOLD_NONE: no entry of a main part stands behind it, left out */
	uint32_t *id;     /* by entity: string; ascending and unique */
	uint32_t *lead;   /* by entity: the record it is named after */
	uint32_t orphans; /* records left out */
	VEC(struct resolution_alias) aliases; /* by id */
	VEC(struct join_edge) edges;          /* why records were joined, and decisions that hold */
	ties_join_report joins;
};

/** `decisions` are settled; what of them cannot be followed goes to `reject`, which may be NULL. */
ties_code resolve_entities(struct resolution *out, struct fold *f, const struct decisions *decisions,
                           decision_reject_fn *reject, void *context, ties_error *err);
void resolution_finish(struct resolution *r);

#endif
