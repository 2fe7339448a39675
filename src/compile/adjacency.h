/* Ties between entities become a graph that can be walked from both ends. */
#ifndef COMPILE_ADJACENCY_H
#define COMPILE_ADJACENCY_H

#include "compile/derive.h"

/** Makes nodes of all entities (numbered below `entities`) that `g->ties` tie, gives the ties their order on disk, and
 *  fills the other way round and the classes of degrees. False when memory ran out. O(ties log degree + entities). */
bool adjacency_build(struct graph_sections *g, uint32_t entities);

#endif
