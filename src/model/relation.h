/* The closed list of ties, out of data/relations.csv: how two actors can be tied, in one word. */
#ifndef MODEL_RELATION_H
#define MODEL_RELATION_H

#include "model/model.h"

struct model_relation {
	const char *name;                    /* "speaks_at" */
	const char *definition;              /* "gives a speech at the event, in person or online" */
	const char *inverse;                 /* "has as speaker" */
	enum model_schema schema;            /* FollowTheMoney's, that it becomes */
	enum model_property subject, object; /* by which that names the two ends */
	float cost;                          /* how far a step along it takes, 0.1..10; 0: it is never a step */
	bool symmetric;                      /* it means the same both ways */
	bool to_event;                       /* its object is an event */
};

/** All of them, in the order of the file; ends with a NULL name. */
const struct model_relation *model_relations(void);
/** By name, NULL when there is none. O(relations). */
const struct model_relation *model_relation_find(str name);
/** How a record of FollowTheMoney that has no word of the list ties those it names. */
struct model_ends {
	enum model_property subject, object;
	const char *relation;
};

/** For a relation of that schema; NULL for one that ties nobody. */
const struct model_ends *model_ends_of_schema(enum model_schema schema);

#endif
