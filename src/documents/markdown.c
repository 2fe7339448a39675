/* Markdown by lines: CommonMark's blocks and the tables of GitHub, without its marks.
 *
 * One paragraph at a time is gathered, without the marks at the beginning of its lines (">", "- ", "1. "), and
 * goes through markdown_inline when it ends. Nesting is not kept: a list in a quote gives list items. */
#include "documents/markdown.h"

#include "documents/kinds.h"

enum { CODE_INDENT = 4 }; /* columns */

struct reader {
	struct builder *b;
	str rest;            /* lines not read yet */
	struct buf gathered; /* the paragraph so far, lines joined by LF */
	bool open;           /* there is one */
	uint8_t kind;        /* enum document_block_kind of it */
	struct buf scratch;  /* for markdown_inline */
	char fence;          /* '`' or '~' inside fenced code, else 0 */
	size_t fence_len;
	const char *until; /* inside a comment, script or style: where it ends */
	bool quoted;       /* the line at hand, or the one that opened the fence, has the mark of a quote */
	bool in_list;
	bool after_code; /* the line before was indented code */
};

/* ---- lines ---------------------------------------------------------------------------------------- */

static str skip_blanks(str s)
{
	while (s.len && (s.ptr[0] == ' ' || s.ptr[0] == '\t'))
		s = str_slice(s, 1, s.len);
	return s;
}

static size_t indent_of(str line)
{
	size_t columns = 0;

	for (size_t i = 0; i < line.len && (line.ptr[i] == ' ' || line.ptr[i] == '\t'); i++)
		columns = line.ptr[i] == '\t' ? columns / 4 * 4 + 4 : columns + 1;
	return columns;
}

/* Without its first `columns`; a tab that reaches over them goes whole. */
static str cut_indent(str line, size_t columns)
{
	size_t n = 0;

	while (n < line.len && (line.ptr[n] == ' ' || line.ptr[n] == '\t') &&
	       indent_of(str_slice(line, 0, n)) < columns)
		n++;
	return str_slice(line, n, line.len);
}

static size_t count_char(str s, char c)
{
	size_t n = 0;

	while (n < s.len && s.ptr[n] == c)
		n++;
	return n;
}

/* Only that sign and blanks, at least `least` of it. */
static bool only(str line, char sign, size_t least)
{
	size_t n = 0;

	for (size_t i = 0; i < line.len; i++) {
		if (line.ptr[i] == sign)
			n++;
		else if (line.ptr[i] != ' ' && line.ptr[i] != '\t')
			return false;
	}
	return n >= least;
}

static void flush(struct reader *r)
{
	if (r->open) {
		builder_block(r->b, (enum document_block_kind)r->kind, 0);
		markdown_inline(r->b, buf_str(&r->gathered), &r->scratch);
		r->b->failed |= r->gathered.failed;
	}
	buf_clear(&r->gathered);
	r->open = false;
}

static void gather(struct reader *r, uint8_t kind, str line)
{
	if (r->open)
		buf_add_char(&r->gathered, '\n');
	else
		r->kind = kind;
	r->open = true;
	buf_add(&r->gathered, skip_blanks(line));
}

/* ---- blocks: each says whether the line was its own ------------------------------------------------- */

static void end_fence(struct reader *r)
{
	r->fence = 0;
	builder_block(r->b, BLOCK_PARAGRAPH, 0);
}

static bool take_fence(struct reader *r, str line)
{
	str s = skip_blanks(line);
	size_t n = s.len ? count_char(s, s.ptr[0]) : 0;

	if (r->fence) {
		if (n >= r->fence_len && s.ptr[0] == r->fence && str_trim(str_slice(s, n, s.len)).len == 0) {
			end_fence(r);
		} else {
			builder_verbatim(r->b, line);
			builder_verbatim(r->b, STR("\n"));
		}
		return true;
	}
	if (n < 3 || (s.ptr[0] != '`' && s.ptr[0] != '~') || indent_of(line) > (r->in_list ? 7u : 3u) ||
	    (s.ptr[0] == '`' && str_find_char(s, '`', n) != SIZE_MAX))
		return false;
	flush(r);
	r->fence = s.ptr[0];
	r->fence_len = n;
	builder_block(r->b, BLOCK_CODE, 0);
	return true;
}

/* Comments, scripts and styles that go over lines. */
static bool take_hidden(struct reader *r, str line)
{
	static const struct {
		const char *from, *until;
	} hidden[] = {{"<!--", "-->"}, {"<script", "</script"}, {"<style", "</style"}};
	str s = skip_blanks(line);

	if (r->until) {
		if (str_find(line, str_from(r->until), 0) != SIZE_MAX)
			r->until = NULL;
		return true;
	}
	for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++) {
		if (!str_starts(s, str_from(hidden[i].from)))
			continue;
		bool ends_here = str_find(s, str_from(hidden[i].until), 0) != SIZE_MAX;
		if (ends_here && i == 0)
			return false; /* there may be text behind a comment */
		flush(r);
		r->until = ends_here ? NULL : hidden[i].until;
		return true;
	}
	return false;
}

static bool take_heading(struct reader *r, str line)
{
	str s = skip_blanks(line);
	size_t level = count_char(s, '#');

	if (level == 0 || level > 6 || (level < s.len && s.ptr[level] != ' ' && s.ptr[level] != '\t') ||
	    indent_of(line) > 3)
		return false;
	flush(r);
	s = str_trim(str_slice(s, level, s.len));
	size_t end = s.len;
	while (end && s.ptr[end - 1] == '#')
		end--;
	if (end == 0 || s.ptr[end - 1] == ' ') /* closing signs stand apart */
		s = str_trim(str_slice(s, 0, end));
	builder_block(r->b, BLOCK_HEADING, (unsigned)level);
	markdown_inline(r->b, s, &r->scratch);
	builder_block(r->b, BLOCK_PARAGRAPH, 0);
	r->in_list = false;
	return true;
}

static bool take_underline(struct reader *r, str line)
{
	str s = str_trim(line);
	bool first = s.len && only(s, '=', 1) && str_find_char(s, ' ', 0) == SIZE_MAX;
	bool second = s.len && only(s, '-', 2) && str_find_char(s, ' ', 0) == SIZE_MAX;

	if (!r->open || r->kind != BLOCK_PARAGRAPH || (!first && !second))
		return false;
	builder_block(r->b, BLOCK_HEADING, first ? 1 : 2);
	markdown_inline(r->b, buf_str(&r->gathered), &r->scratch);
	builder_block(r->b, BLOCK_PARAGRAPH, 0);
	buf_clear(&r->gathered);
	r->open = false;
	return true;
}

static bool take_rule(struct reader *r, str line)
{
	if (!only(line, '*', 3) && !only(line, '-', 3) && !only(line, '_', 3))
		return false;
	flush(r);
	return true;
}

/* Length of "- ", "12. " and the like, with a task's box; 0 when there is none. */
static size_t list_mark(str s)
{
	size_t n = 0;

	if (s.len && memchr("-+*", s.ptr[0], 3)) {
		n = 1;
	} else {
		while (n < s.len && n < 9 && s.ptr[n] >= '0' && s.ptr[n] <= '9')
			n++;
		if (n == 0 || n >= s.len || (s.ptr[n] != '.' && s.ptr[n] != ')'))
			return 0;
		n++;
	}
	if (n < s.len && s.ptr[n] != ' ' && s.ptr[n] != '\t')
		return 0;
	str rest = str_slice(s, n, s.len);
	if (str_starts(rest, STR(" [ ] ")) || str_starts(rest, STR(" [x] ")) || str_starts(rest, STR(" [X] ")))
		n += 4;
	return n;
}

static bool take_item(struct reader *r, str line)
{
	str s = skip_blanks(line);
	size_t n = list_mark(s);

	/* a number inside a paragraph ("in\n1945. Then") begins no list, unless it is 1 */
	bool number = n && s.ptr[0] >= '0' && s.ptr[0] <= '9';
	bool one = str_starts(s, STR("1.")) || str_starts(s, STR("1)"));
	if (n == 0 || (r->open && r->kind == BLOCK_PARAGRAPH && number && !one))
		return false;
	flush(r);
	r->in_list = true;
	gather(r, BLOCK_LIST_ITEM, str_slice(s, n, s.len));
	return true;
}

/* "[name]: address" says where links of that name lead: no text. */
static bool take_definition(const struct reader *r, str line)
{
	str s = skip_blanks(line);
	size_t end = str_starts(s, STR("[")) ? str_find(s, STR("]:"), 0) : SIZE_MAX;

	return !r->open && end != SIZE_MAX && end > 1 && s.ptr[1] != '^' && indent_of(line) < 4 &&
	       str_find_char(str_trim(str_slice(s, end + 2, s.len)), ' ', 0) == SIZE_MAX;
}

/* ---- tables --------------------------------------------------------------------------------------- */

static bool is_table_rule(str line)
{
	bool dash = false, bar = false;

	for (size_t i = 0; i < line.len; i++) {
		if (!memchr("|-: \t", line.ptr[i], 5))
			return false;
		dash |= line.ptr[i] == '-';
		bar |= line.ptr[i] == '|';
	}
	return dash && bar;
}

static void add_cells(struct reader *r, str line)
{
	str s = str_trim(line);
	size_t from = 0;

	if (str_starts(s, STR("|")))
		s = str_slice(s, 1, s.len);
	for (size_t i = 0; i <= s.len; i++) {
		if (i + 1 < s.len && s.ptr[i] == '\\') {
			i++;
			continue;
		}
		if (i < s.len && s.ptr[i] != '|')
			continue;
		builder_block(r->b, BLOCK_TABLE_CELL, 0);
		markdown_inline(r->b, str_trim(str_slice(s, from, i)), &r->scratch);
		from = i + 1;
	}
}

static str peek_line(const struct reader *r)
{
	str rest = r->rest, line = {NULL, 0};

	str_split(&rest, '\n', &line);
	return line;
}

/* A line with bars, above a rule of dashes and bars, and all lines with bars below. */
static bool take_table(struct reader *r, str line)
{
	str rule;

	if (r->open || str_find_char(line, '|', 0) == SIZE_MAX || !is_table_rule(peek_line(r)))
		return false;
	str_split(&r->rest, '\n', &rule);
	add_cells(r, line);
	while (str_find_char(peek_line(r), '|', 0) != SIZE_MAX && str_split(&r->rest, '\n', &line))
		add_cells(r, line);
	builder_block(r->b, BLOCK_PARAGRAPH, 0);
	return true;
}

/* ---- the document --------------------------------------------------------------------------------- */

static bool take_indented_code(struct reader *r, str line)
{
	if (r->open || r->in_list || indent_of(line) < CODE_INDENT) {
		r->after_code = false;
		return false;
	}
	if (!r->after_code)
		builder_block(r->b, BLOCK_CODE, 0);
	r->after_code = true;
	builder_verbatim(r->b, cut_indent(line, CODE_INDENT));
	builder_verbatim(r->b, STR("\n"));
	return true;
}

/* Cuts the marks of a quote off; false when there is none. */
static bool cut_quote(str *line)
{
	bool quote = false;

	while (indent_of(*line) < 4 && str_starts(skip_blanks(*line), STR(">"))) {
		*line = skip_blanks(*line);
		*line = str_slice(*line, 1, line->len);
		if (str_starts(*line, STR(" ")))
			*line = str_slice(*line, 1, line->len);
		quote = true;
	}
	return quote;
}

/* A line inside a fence. One that a quote holds ends with the quote. */
static bool take_fenced(struct reader *r, str line)
{
	if (r->fence && r->quoted && !cut_quote(&line))
		end_fence(r);
	return r->fence && take_fence(r, line);
}

static void read_line(struct reader *r, str line)
{
	if (take_fenced(r, line) || take_hidden(r, line))
		return;
	bool quote = cut_quote(&line);
	r->quoted = quote;
	if (str_trim(line).len == 0) {
		flush(r);
		return;
	}
	if (quote && r->open && r->kind != BLOCK_QUOTE)
		flush(r);
	if (!r->open && !quote && indent_of(line) < 2 && !list_mark(skip_blanks(line)))
		r->in_list = false;
	if (take_indented_code(r, line) || take_fence(r, line) || take_heading(r, line) || take_underline(r, line) ||
	    take_rule(r, line) || take_item(r, line) || take_table(r, line) || take_definition(r, line))
		return;
	if (!r->open && str_starts(line, STR("[^")) && str_find(line, STR("]:"), 0) != SIZE_MAX)
		line = str_slice(line, str_find(line, STR("]:"), 0) + 2, line.len); /* a footnote */
	gather(r, quote ? BLOCK_QUOTE : r->in_list ? BLOCK_LIST_ITEM : BLOCK_PARAGRAPH, line);
}

/* ---- front matter --------------------------------------------------------------------------------- */

/* The lines between "---" (YAML) or "+++" (TOML) at the very beginning; empty when there are none. */
static str front_matter(str *source)
{
	str fence = str_slice(*source, 0, 3), rest = *source, line;

	if (!str_is(fence, "---") && !str_is(fence, "+++"))
		return (str){NULL, 0};
	str_split(&rest, '\n', &line);
	const char *from = rest.ptr;
	if (str_trim(line).len != 3)
		return (str){NULL, 0};
	while (str_split(&rest, '\n', &line)) {
		str end = str_trim(line);
		if (str_equal(end, fence) || (str_is(fence, "---") && str_is(end, "..."))) {
			*source = rest.ptr ? rest : (str){"", 0};
			return (str){from, (size_t)(line.ptr - from)};
		}
		if (end.len && end.ptr[0] != '#' && line.ptr[0] != ' ' && line.ptr[0] != '-' && line.ptr[0] != '[' &&
		    str_find_char(line, ':', 0) == SIZE_MAX && str_find_char(line, '=', 0) == SIZE_MAX)
			break; /* prose under a rule */
	}
	return (str){NULL, 0};
}

static str front_value(str front, const char *key)
{
	str line;

	while (str_split(&front, '\n', &line)) {
		size_t n = strlen(key);
		str rest = skip_blanks(str_slice(line, n, line.len));
		if (!str_equal_nocase(str_slice(line, 0, n), (str){key, n}) || rest.len == 0 ||
		    (rest.ptr[0] != ':' && rest.ptr[0] != '='))
			continue;
		str value = str_trim(str_slice(rest, 1, rest.len));
		if (value.len >= 2 && (value.ptr[0] == '"' || value.ptr[0] == '\'') &&
		    value.ptr[value.len - 1] == value.ptr[0])
			value = str_slice(value, 1, value.len - 1);
		return value;
	}
	return (str){NULL, 0};
}

static void read_front(struct builder *b, str front)
{
	static const char *const dates[] = {"date", "published", "publishdate", "pubdate", "created"};
	static const char *const languages[] = {"lang", "language"};

	builder_meta(b, &b->title, front_value(front, "title"));
	for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
		builder_meta(b, &b->date, front_value(front, dates[i]));
	for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
		builder_meta(b, &b->language, front_value(front, languages[i]));
}

ties_code markdown_read(struct builder *b, str source, ties_error *err)
{
	struct reader r = {.b = b, .rest = source};
	str line;

	read_front(b, front_matter(&r.rest));
	while (str_split(&r.rest, '\n', &line) && !b->full)
		read_line(&r, line);
	flush(&r);
	buf_finish(&r.gathered);
	buf_finish(&r.scratch);
	return builder_finish(b, err);
}

bool markdown_looks_like(str source)
{
	str head = str_slice(source, 0, 16 * 1024), rest = head, line;
	size_t headings = 0;

	if (front_matter(&rest).len)
		return true;
	while (str_split(&rest, '\n', &line)) {
		size_t level = count_char(line, '#');
		headings += level && level <= 6 && level < line.len && line.ptr[level] == ' ';
	}
	return headings >= 2 || (headings && str_find(head, STR("]("), 0) != SIZE_MAX) ||
	       str_find(head, STR("](http"), 0) != SIZE_MAX;
}
