#include "documents/builder.h"

enum { META_MAX = 1000 }; /* bytes of a title worth the name */

void builder_init(struct builder *b, struct document *doc)
{
	*b = (struct builder){.doc = doc, .block = {.kind = BLOCK_PARAGRAPH}};
}

/* Cuts white space off the end of the text of the block. */
static void trim_end(struct builder *b)
{
	struct buf *text = &b->doc->text;

	while (text->len > b->block.start && memchr(" \n\t", text->ptr[text->len - 1], 3))
		text->len--;
}

static void end_block(struct builder *b)
{
	if (!b->started)
		return;
	trim_end(b);
	b->block.end = b->doc->text.len;
	b->started = false;
	b->space = false;
	b->last_kind = b->block.kind;
	if (!vec_push(&b->doc->blocks, b->block))
		b->failed = true;
}

void builder_block(struct builder *b, enum document_block_kind kind, unsigned level)
{
	end_block(b);
	b->block = (struct document_block){.kind = (uint8_t)kind, .level = (uint8_t)level};
	b->space = false;
}

static bool is_row_kind(uint8_t kind)
{
	return kind == BLOCK_LIST_ITEM || kind == BLOCK_TABLE_CELL;
}

/* Before the first text of a block: what separates it from the one before. */
static void start_block(struct builder *b)
{
	struct buf *text = &b->doc->text;
	bool close = b->last_kind == b->block.kind && is_row_kind(b->block.kind);

	if (text->len)
		buf_add(text, close ? STR("\n") : STR("\n\n"));
	b->block.start = text->len;
	b->started = true;
	b->space = false;
}

static void append(struct builder *b, str s)
{
	struct buf *text = &b->doc->text;

	if (b->full || s.len == 0)
		return;
	if (!b->started)
		start_block(b);
	if (b->space && text->len > b->block.start && text->ptr[text->len - 1] != '\n')
		buf_add_char(text, ' ');
	b->space = false;
	buf_add(text, s);
	b->failed |= text->failed;
	b->full = text->len > DOCUMENT_MAX;
}

/* Bytes of the control that `s` begins with, 0 when it begins with none. Entities of HTML can name some ("&#1;"). */
static size_t control_at(str s)
{
	unsigned char first = (unsigned char)s.ptr[0], second = s.len > 1 ? (unsigned char)s.ptr[1] : 0;

	if ((first < ' ' && first != '\n' && first != '\t') || first == 0x7F)
		return 1;
	if (first == 0xC2)
		return second < 0xA0 ? 2 : 0;
	return first == 0xE2 && (str_starts(s, STR("\u2028")) || str_starts(s, STR("\u2029"))) ? 3 : 0;
}

/* Bytes of the white space that `s` begins with; 0 when it begins with none. */
static size_t space_at(str s)
{
	if (s.ptr[0] == ' ' || s.ptr[0] == '\n' || s.ptr[0] == '\t')
		return 1;
	if (str_starts(s, STR("\u00a0")))
		return 2;
	return str_starts(s, STR("\u202f")) || str_starts(s, STR("\u2009")) ? 3 : control_at(s);
}

/* Bytes of a character without width that only guides line breaks. */
static size_t invisible_at(str s)
{
	return str_starts(s, STR("\u00ad")) ? 2 : str_starts(s, STR("\u200b")) || str_starts(s, STR("\ufeff")) ? 3 : 0;
}

void builder_text(struct builder *b, str text)
{
	size_t from = 0, i = 0;

	while (i < text.len) {
		if (text.ptr[i] > ' ' && text.ptr[i] < 0x7F) { /* most of all text */
			i++;
			continue;
		}
		str rest = str_slice(text, i, text.len);
		size_t space = space_at(rest), gone = space ? 0 : invisible_at(rest);
		if (space || gone) {
			append(b, str_slice(text, from, i));
			b->space |= space > 0;
			i += space + gone;
			from = i;
		} else {
			i++;
		}
	}
	append(b, str_slice(text, from, text.len));
}

/* Without the blank lines that it begins with; empty when there is nothing else. */
static str skip_blank_lines(str text)
{
	size_t line = 0, at = 0;

	for (size_t space; at < text.len && (space = space_at(str_slice(text, at, text.len))) != 0; at += space)
		if (text.ptr[at] == '\n')
			line = at + 1;
	return str_slice(text, at < text.len ? line : at, text.len);
}

void builder_verbatim(struct builder *b, str text)
{
	size_t from = 0, i = 0;

	if (!b->started)
		text = skip_blank_lines(text);
	while (i < text.len) {
		size_t control = control_at(str_slice(text, i, text.len));
		if (control) {
			append(b, str_slice(text, from, i));
			append(b, STR(" "));
			from = i + control;
		}
		i += control ? control : 1;
	}
	append(b, str_slice(text, from, text.len));
}

void builder_line(struct builder *b)
{
	struct buf *text = &b->doc->text;

	if (!b->started)
		return;
	b->space = false;
	if (text->len > b->block.start && text->ptr[text->len - 1] == '\n')
		builder_block(b, (enum document_block_kind)b->block.kind, b->block.level);
	else
		append(b, STR("\n"));
}

void builder_meta(struct builder *b, struct builder_meta *meta, str value)
{
	struct buf *to = &b->doc->meta;
	size_t at = to->len;

	value = str_trim(value);
	if (meta->len || value.len == 0 || value.len > META_MAX)
		return;
	for (size_t i = 0; i < value.len;) {
		str rest = str_slice(value, i, value.len);
		size_t space = space_at(rest), gone = space ? 0 : invisible_at(rest);
		if (!space && !gone)
			buf_add_char(to, value.ptr[i]);
		else if (space && to->len > at && to->ptr[to->len - 1] != ' ')
			buf_add_char(to, ' ');
		i += space + gone ? space + gone : 1;
	}
	while (to->len > at && to->ptr[to->len - 1] == ' ')
		to->len--;
	b->failed |= to->failed;
	*meta = (struct builder_meta){at, to->len - at};
}

static str meta_slice(const struct builder *b, struct builder_meta meta)
{
	return str_slice(buf_str(&b->doc->meta), meta.at, meta.at + meta.len);
}

ties_code builder_finish(struct builder *b, ties_error *err)
{
	struct document *doc = b->doc;

	end_block(b);
	for (size_t i = 0; i < doc->blocks.len && !b->title.len; i++)
		if (doc->blocks.ptr[i].kind == BLOCK_HEADING)
			builder_meta(b, &b->title,
			             str_slice(buf_str(&doc->text), doc->blocks.ptr[i].start, doc->blocks.ptr[i].end));
	if (b->failed)
		return error_nomem(err);
	if (b->full)
		return error_set(err, TIES_ERR_LIMIT, "the text is longer than %d MB; split it", DOCUMENT_MAX >> 20);
	doc->title = meta_slice(b, b->title);
	doc->date = meta_slice(b, b->date);
	doc->language = meta_slice(b, b->language);
	return TIES_OK;
}
