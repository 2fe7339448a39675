/* Which records are one entity? Joins by curated identity, and the canonical ids.
 *
 * Records are joined only on strong evidence: a curated record names the other by its full ref (sameAs). An
 * entity is named after its curated record, else after its first record by dataset and id, so that ids stay
 * the same from build to build. */
#ifndef COMPILE_RESOLVE_H
#define COMPILE_RESOLVE_H

#include "compile/fold.h"

struct resolution {
	uint32_t entity_count;
	uint32_t *entity; /* by record; FOLD_NONE: no entry of a main part stands behind it, left out */
	uint32_t *id;     /* by entity: string; ascending and unique */
	uint32_t *lead;   /* by entity: the record it is named after */
	uint32_t orphans; /* records left out */
	uint32_t refused; /* curated identities that would have joined two curated entities */
};

ties_code resolve_entities(struct resolution *out, struct fold *f, ties_error *err);
void resolution_finish(struct resolution *r);

#endif
