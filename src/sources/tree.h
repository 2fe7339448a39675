/* One entry of an XML list as a small tree: what readers take their fields from.
 *
 * tree_parse cuts the stream into entries and hands them on one at a time. A reader takes what it knows by name;
 * what nobody took comes out as "unmapped" (tree_rest), so that an element that the publisher adds is not lost.
 *
 *   <target ssid="7"><name>Abc</name></target>
 *   node 0 = target, attribute ssid; node 1 = name, its parent 0 */
#ifndef SOURCES_TREE_H
#define SOURCES_TREE_H

#include "sources/xml.h"

#include "model/model.h"

enum {
	TREE_BYTES_MAX = 16 << 20, /* of one entry; the largest seen has some hundred kB */
	TREE_NODES_MAX = 200000
};

struct tree_attribute {
	str name, value;
	bool taken;
};

struct tree_node {
	str name;
	str text;        /* its own, without that of its children; empty when it is white space */
	size_t at;       /* where in the parent's text it stands */
	uint32_t parent; /* of node 0: itself */
	uint32_t end;    /* behind its last descendant */
	uint32_t first_attribute, attribute_count;
	bool taken;
};

struct tree {
	struct arena arena;          /* holds all strings, and what a reader makes of them; cleared at every entry */
	VEC(struct tree_node) nodes; /* in document order; node 0 is the entry */
	VEC(struct tree_attribute) attributes;
	uint64_t line; /* of the entry's start tag */
	size_t bytes;
	uint32_t open; /* while it grows: the node that is open */
};

struct tree_reader {
	void *context;
	const char *root;   /* name of the file's root element */
	const char *expect; /* for messages: "the EU list with the root <export>" */
	/** A start tag outside of entries. True: an entry begins here. May be asked for its attributes. */
	bool (*begins)(void *context, const struct xml *xml, str name);
	/** An end tag outside of entries; NULL: of no interest. */
	void (*outside)(void *context, const struct xml *xml, str name, str text);
	/** A whole entry. Anything but TIES_OK stops the parse; the error must be set. */
	ties_code (*entry)(void *context, struct tree *tree);
};

/** Reads the whole input. TIES_ERR_FORMAT for another root or what xml_parse refuses; TIES_ERR_LIMIT for an entry
 *  past the bounds. Memory: one entry. */
ties_code tree_parse(struct input *in, const struct tree_reader *reader, ties_error *err);

/* A tree can be made by hand too, from formats that are the XML in another dress: begin with the entry, then add nodes
 * in document order, the attributes of each before its children, and end it. */
void tree_begin(struct tree *t, str name, uint64_t line);
/** Adds a node as the last of `parent`, which must be node 0 or the last node added. False when memory ran out or the
 *  entry is past the bounds. */
bool tree_add(struct tree *t, uint32_t parent, str name, str text, uint32_t *node);
/** Of the node added last. */
bool tree_add_attribute(struct tree *t, str name, str value);
void tree_end(struct tree *t);
void tree_finish(struct tree *t);

/** The text of the first child of that name that has some and is not taken; takes it. Empty when there is none. */
str tree_take(struct tree *t, uint32_t parent, const char *name);
/** The value of an attribute; takes it. Empty when there is none. */
str tree_attribute(struct tree *t, uint32_t node, const char *name);
/** The next child of that name behind *child; begin with *child = the parent. False at the end. */
bool tree_child(const struct tree *t, uint32_t parent, const char *name, uint32_t *child);
/** The next descendant of that name behind *at; begin with *at = `within`. False at the end. */
bool tree_find(const struct tree *t, uint32_t within, const char *name, uint32_t *at);
/** The text of a node with that of its descendants in its place, as a person reads it; takes all of it. */
str tree_text(struct tree *t, uint32_t node);
/** Marks a node and all below it as taken. */
void tree_skip(struct tree *t, uint32_t node);
/** Adds what nobody took to the draft as unmapped: "parent.name=text", "name@attribute=value". */
void tree_rest(struct tree *t, struct model_draft *draft);

#endif
