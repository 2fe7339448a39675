/* YAML lists, one item at a time: each item of the top-level sequence becomes a small tree.
 *
 * A skin over libyaml's events with bounds for hostile files: depth, nodes and bytes of one item. Anchors and
 * aliases are refused, since the lists do not use them and they are how a small YAML file explodes.
 *
 *   - id: {bioguide: X000001}      MAP
 *     terms:                         "id"    MAP  "bioguide" SCALAR "X000001"
 *     - type: rep                    "terms" SEQUENCE  ""  MAP  "type" SCALAR "rep"
 */
#ifndef SOURCES_YAML_H
#define SOURCES_YAML_H

#include "base/arena.h"
#include "base/file.h"

enum {
	YAML_DEPTH_MAX = 32,    /* collections open at once, the top-level sequence included */
	YAML_NODES_MAX = 20000, /* nodes of one item */
	YAML_KEY_MAX = 128,     /* bytes of the name of a field */
	YAML_ITEM_MAX = 4 << 20 /* bytes of one item, also of one scalar */
};

enum yaml_kind { YAML_SCALAR, YAML_MAP, YAML_SEQUENCE };

struct yaml_node {
	enum yaml_kind kind;
	str key;                 /* in a map; empty in a sequence */
	str text;                /* of a scalar; empty for null (plain "", "~", "null") */
	uint64_t line;           /* from 1 */
	struct yaml_node *child; /* first of a map or sequence; NULL when it has none */
	struct yaml_node *next;  /* next in the same map or sequence */
	bool taken;              /* for readers that keep what they did not use */
};

/** Calls `item` for every item of the top-level sequence; nodes are valid during the call. A return value other
 *  than TIES_OK stops. TIES_ERR_FORMAT: not YAML, or the top level is no sequence; TIES_ERR_LIMIT. O(bytes). */
ties_code yaml_items(struct input *in, ties_code (*item)(void *context, struct yaml_node *item), void *context,
                     ties_error *err);

/** The child of a map by key, whatever kind; NULL when absent or `map` is NULL or no map. O(children). */
struct yaml_node *yaml_child(const struct yaml_node *map, const char *key);
/** Takes the text of the scalar child, empty when there is none. */
str yaml_take(struct yaml_node *map, const char *key);

#endif
