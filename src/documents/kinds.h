/* The readers of the kinds of document. Inner header of src/documents. */
#ifndef DOCUMENTS_KINDS_H
#define DOCUMENTS_KINDS_H

#include "documents/builder.h"

/** Plain text: doc->text is the text as it is; blocks are what empty lines separate. */
ties_code plain_read(struct builder *b, ties_error *err);

/** Markdown (CommonMark and tables) without its marks. `source` outlives the call. */
ties_code markdown_read(struct builder *b, str source, ties_error *err);
/** Does text of no known kind look like Markdown: front matter, or headings or links in its first lines? */
bool markdown_looks_like(str source);

/** HTML: the text that a browser would show, in blocks, without navigation (<nav>). `source` is UTF-8. */
ties_code html_read(struct builder *b, str source, ties_error *err);
/** Does it begin like an HTML page? */
bool html_looks_like(str source);

#endif
