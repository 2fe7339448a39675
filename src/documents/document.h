/* What is the text? The door of src/documents: files of several kinds become text with structure.
 *
 * A document is one UTF-8 text with the blocks it is made of. Offsets count bytes here; the public results
 * turn them into code points. */
#ifndef DOCUMENTS_DOCUMENT_H
#define DOCUMENTS_DOCUMENT_H

#include "base/file.h"
#include "base/vec.h"

enum document_kind { DOCUMENT_TEXT, DOCUMENT_MARKDOWN, DOCUMENT_HTML };

enum document_block_kind { BLOCK_HEADING, BLOCK_PARAGRAPH, BLOCK_LIST_ITEM, BLOCK_QUOTE, BLOCK_TABLE_CELL, BLOCK_CODE };

/** A run of text that no sentence or name crosses. */
struct document_block {
	size_t start, end; /* bytes in the text */
	uint8_t kind;      /* enum document_block_kind */
	uint8_t level;     /* of a heading, 1..6; else 0 */
};

struct document {
	enum document_kind kind;
	struct buf text; /* valid UTF-8, LF line ends, no markup; owned */
	str title;       /* from <title>, front matter or the first heading; into `text` or `meta`; may be empty */
	str date;        /* as found in metadata (<meta article:published_time>, <time datetime>, front matter date:);
	                    empty when there is none; into meta */
	str language;    /* from <html lang> or front matter, else empty; into meta */
	struct buf meta; /* owned; bytes of title, date, language */
	VEC(struct document_block) blocks; /* in order, not overlapping, cover all text that counts */
};

/** Longest document text in bytes; a longer one is refused with TIES_ERR_LIMIT. */
enum { DOCUMENT_MAX = 64 << 20 };

/** Reads a whole document. The kind is told from content first, then from the file name's ending. Text that is
 *  not UTF-8 is read as UTF-16 when it has a byte order mark, else as windows-1252; NUL bytes become spaces.
 *  Binary files are refused with what they look like. On failure nothing needs freeing. */
ties_code document_read(struct document *out, struct input *in, ties_error *err);
void document_finish(struct document *doc);

#endif
