#include "documents/kinds.h"

static bool is_blank(str line)
{
	return str_trim(line).len == 0;
}

/* A block goes from the first character of its first line to the last of its last line. */
static bool push_block(struct document *doc, size_t start, size_t end)
{
	str text = buf_str(&doc->text), trimmed = str_trim(str_slice(text, start, end));
	struct document_block block = {.kind = BLOCK_PARAGRAPH};

	if (trimmed.len == 0)
		return true;
	block.start = (size_t)(trimmed.ptr - text.ptr);
	block.end = block.start + trimmed.len;
	return vec_push(&doc->blocks, block);
}

ties_code plain_read(struct builder *b, ties_error *err)
{
	struct document *doc = b->doc;
	str text = buf_str(&doc->text);
	size_t block = 0;

	for (size_t at = 0; at < text.len;) {
		size_t end = str_find_char(text, '\n', at);
		if (end == SIZE_MAX)
			end = text.len;
		if (is_blank(str_slice(text, at, end))) {
			b->failed |= !push_block(doc, block, at);
			block = end;
		}
		at = end + 1;
	}
	b->failed |= !push_block(doc, block, text.len);
	return builder_finish(b, err);
}
