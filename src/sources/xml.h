/* XML lists as a stream of elements: what every reader of an XML list stands on.
 *
 * A thin skin over expat that adds what hostile or broken files make necessary: a bound on depth, on the text
 * of one element, on the size of one tag; no entity declared by the file is ever expanded and nothing outside
 * the file is ever fetched; errors that name file and line and say what to do. Names are local names: the
 * namespace prefix is cut off, since publishers change their namespace and leave the rest as it was.
 *
 *   <LIST><ENTRY no="7"><NAME>Abc</NAME></ENTRY></LIST>
 *   open(LIST)  open(ENTRY), attribute "no" = "7"  open(NAME)  close(NAME, "Abc")  close(ENTRY, "")  close(LIST, "")
 */
#ifndef SOURCES_XML_H
#define SOURCES_XML_H

#include "base/file.h"

enum {
	XML_DEPTH_MAX = 64,     /* open elements */
	XML_TEXT_MAX = 1 << 20, /* bytes of text of one element; also of one tag with its attributes */
	XML_NAME_MAX = 256      /* bytes of an element's name */
};

struct xml;

/** What a reader does with the elements. A callback returns TIES_OK to go on; anything else stops the parse and
 *  is what xml_parse returns (the callback fills the error, which it holds itself in its context). */
struct xml_reader {
	void *context;
	/** A start tag; `name` is valid during the call. */
	ties_code (*open)(void *context, struct xml *xml, str name);
	/** An end tag. `text` is the element's own text without that of its children, and empty when it is only white
	 *  space between children; valid during the call. */
	ties_code (*close)(void *context, struct xml *xml, str name, str text);
};

/** Reads the whole input. TIES_ERR_FORMAT: not well-formed, truncated, declares entities; TIES_ERR_LIMIT: past one of
 *  the bounds. O(bytes); memory: at most XML_DEPTH_MAX times XML_TEXT_MAX. */
ties_code xml_parse(struct input *in, const struct xml_reader *reader, ties_error *err);

/** The attribute by local name, valid during `open`; ptr is NULL when there is none. */
str xml_attribute(const struct xml *xml, const char *name);
/** Attribute number `i` from 0, under its local name, valid during `open`; false behind the last. */
bool xml_attribute_at(const struct xml *xml, size_t i, str *name, str *value);
/** Bytes of the parent's text before the element at hand; during `open`. */
size_t xml_text_before(const struct xml *xml);
/** Open elements, the one at hand included: 1 for the root. */
size_t xml_depth(const struct xml *xml);
/** Name of the element `up` levels above the one at hand (0: itself); empty past the root. */
str xml_ancestor(const struct xml *xml, size_t up);
/** Line of the tag at hand, from 1. */
uint64_t xml_line(const struct xml *xml);

/** Local name of the first element of `head` (the start of a file), looking past byte order mark, declaration,
 *  comments and DOCTYPE; empty when `head` does not begin like XML. For detection. */
str xml_root_name(str head);
/** Value of an attribute of that first element as it stands (entities not resolved), ptr NULL when absent. */
str xml_root_attribute(str head, const char *name);

#endif
