/* What every document keeps, whatever bytes it was read from. Shared by the unit test and the fuzz target. */
#ifndef TESTS_DOCUMENT_RULES_H
#define TESTS_DOCUMENT_RULES_H

#include "documents/document.h"
#include "text/text.h"

static inline const char *text_broken_rule(str text)
{
	if (utf8_invalid_at(text) != SIZE_MAX)
		return "text is not UTF-8";
	while (text.len) {
		uint32_t c = utf8_next(&text);
		if ((c < ' ' && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029)
			return "text has a control";
	}
	return NULL;
}

static inline const char *block_broken_rule(str text, const struct document_block *block, size_t behind)
{
	if (block->start < behind || block->end <= block->start || block->end > text.len)
		return "blocks are empty, out of order or outside";
	if (block->kind > BLOCK_CODE)
		return "a block is of no kind";
	if (block->kind == BLOCK_HEADING ? block->level < 1 || block->level > 6 : block->level != 0)
		return "a level is wrong";
	if (str_trim(str_slice(text, behind, block->start)).len)
		return "text stands outside blocks";
	if (behind && !memchr(text.ptr + behind, '\n', block->start - behind))
		return "two blocks share a line";
	str inside = str_slice(text, block->start, block->end);
	if (memchr(" \n", inside.ptr[inside.len - 1], 2) || inside.ptr[0] == '\n')
		return "a block begins or ends in white space";
	return utf8_invalid_at(inside) == SIZE_MAX ? NULL : "a block cuts a character";
}

/** The rule that the document breaks, NULL when it keeps all. */
static inline const char *document_broken_rule(const struct document *doc)
{
	str text = buf_str(&doc->text), meta[] = {doc->title, doc->date, doc->language};
	const char *broken = text_broken_rule(text);
	size_t behind = 0;

	for (size_t i = 0; i < doc->blocks.len && !broken; i++) {
		broken = block_broken_rule(text, &doc->blocks.ptr[i], behind);
		behind = doc->blocks.ptr[i].end;
	}
	for (size_t i = 0; i < sizeof meta / sizeof *meta && !broken; i++) {
		broken = text_broken_rule(meta[i]);
		if (!broken && (str_find_char(meta[i], '\n', 0) != SIZE_MAX || str_trim(meta[i]).len != meta[i].len))
			broken = "title, date or language is no clean line";
	}
	if (!broken && str_trim(str_slice(text, behind, text.len)).len)
		broken = "text stands behind the last block";
	return broken;
}

#endif
