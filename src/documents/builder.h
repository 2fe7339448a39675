/* Text and blocks of a document while it is read. Inner header of src/documents. */
#ifndef DOCUMENTS_BUILDER_H
#define DOCUMENTS_BUILDER_H

#include "documents/document.h"

/** Appends to doc->text and doc->blocks. Blocks without text leave no trace; an empty line stands between two, a line
 *  end between two list items or cells. Failure is sticky; builder_finish reports it. */
struct builder {
	struct document *doc;
	struct document_block block; /* the one that the next text belongs to; `start` is set by its first text */
	bool started;                /* it has text */
	bool space;                  /* white space waits for the next text */
	uint8_t last_kind;           /* of the block before */
	bool failed;                 /* memory ran out */
	bool full;                   /* past DOCUMENT_MAX */
	/* Bytes of title, date and language in doc->meta: found first wins. */
	struct builder_meta {
		size_t at, len;
	} title, date, language;
};

void builder_init(struct builder *b, struct document *doc);
/** Ends the block at hand and begins one of that kind. */
void builder_block(struct builder *b, enum document_block_kind kind, unsigned level);
/** Text with every run of white space (also U+00A0) and controls as one blank; soft hyphens and zero-width spaces
 *  vanish. */
void builder_text(struct builder *b, str text);
/** Text as it stands, for code; controls become blanks, blank lines at the beginning of a block go. */
void builder_verbatim(struct builder *b, str text);
/** A line end inside the block; a second one in a row ends the block and begins one like it. */
void builder_line(struct builder *b);
/** Keeps trimmed, white-space-collapsed `value` unless there is one already or it is empty or over 1000 bytes. */
void builder_meta(struct builder *b, struct builder_meta *meta, str value);
/** Ends the last block, takes the first heading for a title where there is none, and points the slices of the
 *  document at their bytes. */
ties_code builder_finish(struct builder *b, ties_error *err);

#endif
