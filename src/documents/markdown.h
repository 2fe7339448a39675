/* Inner header of markdown.c and markdown_inline.c. */
#ifndef DOCUMENTS_MARKDOWN_H
#define DOCUMENTS_MARKDOWN_H

#include "documents/builder.h"

/** Writes the inline text of one block without its marks: emphasis, code spans, links and images (their text stays),
 *  autolinks, entities, escapes, raw tags, footnote marks. Two blanks or a backslash before a line end keep it.
 *  `scratch` is reused from block to block. O(bytes). */
void markdown_inline(struct builder *b, str source, struct buf *scratch);

#endif
