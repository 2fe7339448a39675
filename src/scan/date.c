/* On which date was the document written? Metadata first; then a date near its beginning or, in a short closing line,
 * at its end; then today. */
#include "scan/scan.h"

enum { HEAD_BYTES = 1200, HEAD_BLOCKS = 6, TAIL_BLOCKS = 2, CLOSING_BYTES = 120 };

static bool find_in_block(const struct document *doc, const struct document_block *block, size_t limit, bool whole_day,
                          struct scan_date *out)
{
	str text = str_slice(buf_str(&doc->text), block->start, block->end);
	size_t start, end;
	struct date date;

	for (size_t from = 0; date_find(text, from, &date, &start, &end) && start < limit; from = end) {
		if (whole_day && date.first != date.last)
			continue;
		*out = (struct scan_date){.date = date, .from = "text", .text = str_slice(text, start, end)};
		return true;
	}
	return false;
}

/* A dateline stands alone or opens a line; a date inside the first sentence may be any date, so short blocks first. */
static bool find_at_head(const struct document *doc, struct scan_date *out)
{
	size_t n = doc->blocks.len < HEAD_BLOCKS ? doc->blocks.len : HEAD_BLOCKS;

	for (int pass = 0; pass < 3; pass++) {
		for (size_t i = 0; i < n; i++) {
			const struct document_block *block = &doc->blocks.ptr[i];
			bool brief = block->end - block->start <= CLOSING_BYTES;
			if (block->start > HEAD_BYTES || (pass < 2 && !brief && pass == 0))
				continue;
			if (find_in_block(doc, block, brief ? CLOSING_BYTES : 60, pass < 2, out))
				return true;
		}
	}
	return false;
}

static bool find_at_tail(const struct document *doc, struct scan_date *out)
{
	for (size_t k = 0; k < TAIL_BLOCKS && k < doc->blocks.len; k++) {
		const struct document_block *block = &doc->blocks.ptr[doc->blocks.len - 1 - k];
		if (block->end - block->start <= CLOSING_BYTES && find_in_block(doc, block, CLOSING_BYTES, true, out))
			return true;
	}
	return false;
}

struct scan_date scan_document_date(const struct document *doc, struct date today)
{
	struct scan_date out = {.date = today, .from = "today"};
	struct date date;

	if (doc->date.len && (date_parse(doc->date, &date, NULL) == TIES_OK || date_parse_prose(doc->date, &date)))
		return (struct scan_date){.date = date, .from = "metadata", .text = doc->date};
	if (!find_at_head(doc, &out))
		find_at_tail(doc, &out);
	return out;
}
