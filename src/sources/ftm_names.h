/* What FtM calls things that our model does not have, and how its files begin. Inner header of ftm.c. */
#ifndef SOURCES_FTM_NAMES_H
#define SOURCES_FTM_NAMES_H

#include "model/model.h"

/** The two ends of a relation; of Sanction, Passport and the like `to` is the same as `from`. */
struct ftm_ends {
	enum model_schema schema;
	enum model_property from, to;
};

/** NULL for what is no relation. */
const struct ftm_ends *ftm_ends_of(enum model_schema schema);

/** The schema of that FtM name, else the nearest one that the model has: by FtM's own tree where the name is
 *  FtM's, LegalEntity for names that speak of a company or body, Thing for the rest. */
enum model_schema ftm_schema_nearest(str name);

/** Does the first JSON object of `head` have the keys id, schema and properties at its top? `head` may stop in the
 *  middle of the object: then schema may still be to come. False for objects that are known to be other things: delta
 *  entries (op, entity), Senzing records (DATA_SOURCE, RECORD_ID). */
bool ftm_head_is_entity(str head);

#endif
