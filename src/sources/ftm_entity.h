/* What all FollowTheMoney formats share: an entity as JSON, a value of a property. Inner header of ftm.c, delta.c and
 * statements_csv.c. */
#ifndef SOURCES_FTM_ENTITY_H
#define SOURCES_FTM_ENTITY_H

#include "sources/json_value.h"
#include "sources/source.h"

/** Some of the values of an entity. */
struct ftm_values {
	size_t first, count;
};

struct ftm_property {
	str name;
	struct ftm_values values;
};

/** An entity as published, without what is nested in it. Texts are borrowed from the JSON or the reader's arena. */
struct ftm_entity {
	str id, schema, caption, first_seen, last_change;
	struct ftm_values datasets, referents;
	VEC(struct ftm_property) properties; /* in their order, each once */
	VEC(str) values;
};

struct ftm_reader {
	const struct source_sink *sink;
	const char *path;
	uint64_t line;
	struct model_draft draft;
	struct arena arena;       /* strings made for the record at hand */
	struct ftm_entity entity; /* the one at hand; keeps its memory */
	uint64_t entities;        /* emitted so far */
};

/** Frees what the reader owns. */
void ftm_reader_finish(struct ftm_reader *r);

/** Reads a line that is as nearly all are: an entity of nothing but keys, texts and lists of texts without an escape.
 * False for any other line, which JSON at large has to tell. O(line + properties squared, of which there are few). */
bool ftm_read_plain(struct ftm_entity *out, str line, bool *failed);
/** Emits the reader's entity. `parent` as below. */
ties_code ftm_emit(struct ftm_reader *r, str parent);

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
