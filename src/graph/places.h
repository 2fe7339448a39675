/* Which nodes were met, and where each stands in a list of them: costs what is met, however large the graph.
 * Internal to src/graph. */
#ifndef GRAPH_PLACES_H
#define GRAPH_PLACES_H

#include "base/slots.h"

enum { PLACE_NONE = UINT32_MAX };

/** Zero-initialise; places_finish frees it. */
struct places {
	struct slots slots; /* by hash: the place; no two nodes have one hash */
};

/* The finaliser of MurmurHash3. It can be undone, so that the hash tells the node. */
static inline uint32_t places_hash(uint32_t node)
{
	node = (node ^ node >> 16) * UINT32_C(0x85ebca6b);
	node = (node ^ node >> 13) * UINT32_C(0xc2b2ae35);
	return node ^ node >> 16;
}

static inline struct slot *places_slot(const struct places *p, uint32_t hash)
{
	size_t i = hash & p->slots.mask;

	while (p->slots.slots[i].item != SLOT_FREE && p->slots.slots[i].hash != hash)
		i = (i + 1) & p->slots.mask;
	return &p->slots.slots[i];
}

/** Where a node stands; PLACE_NONE: it was not met. O(1) expected. */
static inline uint32_t places_of(const struct places *p, uint32_t node)
{
	return p->slots.count ? places_slot(p, places_hash(node))->item - 1u : PLACE_NONE;
}

/** Notes that a node, which has no place, stands at `place` (below PLACE_NONE - 1). False when memory ran out. */
static inline bool places_take(struct places *p, uint32_t node, uint32_t place)
{
	uint32_t hash = places_hash(node);

	if (!slots_reserve(&p->slots))
		return false;
	slots_take(&p->slots, places_slot(p, hash), hash, place);
	return true;
}

static inline void places_finish(struct places *p)
{
	slots_finish(&p->slots);
}

#endif
