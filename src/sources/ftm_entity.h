/* What all FollowTheMoney formats share: an entity as JSON, a value of a property. Inner header of ftm.c, delta.c and
 * statements_csv.c. */
#ifndef SOURCES_FTM_ENTITY_H
#define SOURCES_FTM_ENTITY_H

#include "sources/json_value.h"
#include "sources/source.h"

struct ftm_reader {
	const struct source_sink *sink;
	const char *path;
	uint64_t line;
	struct model_draft draft;
	struct arena arena; /* strings made for the record at hand */
	uint64_t entities;  /* emitted so far */
};

/** Adds a value under FtM's name of the property, as the model has it; unmapped where it has none. */
void ftm_add_value(struct ftm_reader *r, str name, str value);
/** "name=value", nothing for an empty value. */
void ftm_add_unmapped(struct ftm_reader *r, str name, str value);
/** Keeps the name of a schema that the model does not have. */
void ftm_add_schema(struct ftm_reader *r, str published);

/** Has it an id and a schema? */
bool ftm_is_entity(const json_t *value);
/** Emits an entity and those nested in it. `parent` is the id of the entity around it, or empty. TIES_ERR_NOMEM when
 *  memory ran out or the sink wants no more. */
ties_code ftm_emit_entity(struct ftm_reader *r, const json_t *entity, str parent);

#endif
