/* One entity of the EU's list of financial sanctions, as the XML has it. Inner header of eu.c and eu_csv.c. */
#ifndef SOURCES_EU_ENTITY_H
#define SOURCES_EU_ENTITY_H

#include "sources/say.h"
#include "sources/tree.h"

/** Emits the records of a <sanctionEntity>: Person or Organization, its Sanction, a Passport or Identification for each
 *  document. An entity without logicalId and reference, or without a name, is rejected. */
ties_code eu_entity_emit(struct say *say, struct tree *t, ties_error *err);

#endif
