/* Documents: what each reader makes of its kind, encodings, what is refused, and hostile pages. */
#include "documents/encoding.h"
#include "documents/html_filter.h"

#include <stdio.h>
#include <time.h>

#include "cases.h"
#include "document_rules.h"

static ties_code read_as(struct document *doc, const char *name, str bytes, ties_error *err)
{
	struct input *in;

	assert_int_equal(input_open_memory(&in, name, bytes, err), TIES_OK);
	ties_code rc = document_read(doc, in, err);
	input_close(in);
	return rc;
}

/* A document that must be read, and keeps the rules. */
static void read_well(struct document *doc, const char *name, str bytes)
{
	ties_error err;
	ties_code rc = read_as(doc, name, bytes, &err);

	if (rc != TIES_OK)
		print_error("%s: \"%.*s\": %s\n", name, STR_ARG(str_slice(bytes, 0, 200)), err.message);
	assert_int_equal(rc, TIES_OK);
	const char *broken = document_broken_rule(doc);
	if (broken)
		print_error("%s: \"%.*s\": %s\n", name, STR_ARG(str_slice(bytes, 0, 200)), broken);
	assert_null(broken);
}

static char *cell_string(const struct cases *c, size_t i)
{
	char *s = strndup(c->cell[i].ptr ? c->cell[i].ptr : "", c->cell[i].len);

	assert_non_null(s);
	return s;
}

/* kind[text] of each block */
static void show_blocks(const struct document *doc, struct buf *out)
{
	static const char *const kinds[] = {"h", "p", "li", "q", "td", "code"};

	for (size_t i = 0; i < doc->blocks.len; i++) {
		const struct document_block *block = &doc->blocks.ptr[i];
		buf_add(out, str_from(kinds[block->kind]));
		if (block->kind == BLOCK_HEADING)
			buf_print(out, "%u", block->level);
		buf_add_char(out, '[');
		buf_add(out, str_slice(buf_str(&doc->text), block->start, block->end));
		buf_add_char(out, ']');
	}
	assert_false(out->failed);
}

/* ---- tables of cases ----------------------------------------------------------------------------------- */

/* 1 when the cell says something else, which is shown; tables are gone through to their ends. */
static unsigned differs(const struct cases *c, size_t cell, str got)
{
	if (str_equal(got, c->cell[cell]))
		return 0;
	print_error("line %u, \"%.*s\": got \"%.*s\", not \"%.*s\"\n", c->number, STR_ARG(c->cell[1]), STR_ARG(got),
	            STR_ARG(c->cell[cell]));
	return 1;
}

typedef unsigned check_case(const struct cases *c, const struct document *doc);

/* Each row: the file's name, its bytes, what is expected of the document. */
static void check_table(const char *table, check_case *check)
{
	struct cases c;
	unsigned rows = 0, wrong = 0;

	cases_open(&c, table);
	for (; cases_next(&c); rows++) {
		struct document doc;
		char *name = cell_string(&c, 0);
		read_well(&doc, name, c.cell[1]);
		wrong += check(&c, &doc);
		document_finish(&doc);
		free(name);
	}
	assert_true(rows > 0);
	assert_int_equal(wrong, 0);
}

static unsigned check_blocks(const struct cases *c, const struct document *doc)
{
	struct buf shown = {0};

	show_blocks(doc, &shown);
	unsigned wrong = differs(c, 2, buf_str(&shown));
	buf_finish(&shown);
	return wrong;
}

static unsigned check_kind(const struct cases *c, const struct document *doc)
{
	static const char *const kinds[] = {"text", "markdown", "html"};

	return differs(c, 2, str_from(kinds[doc->kind]));
}

static unsigned check_meta(const struct cases *c, const struct document *doc)
{
	return differs(c, 2, doc->title) + differs(c, 3, doc->date) + differs(c, 4, doc->language);
}

static unsigned check_text(const struct cases *c, const struct document *doc)
{
	return differs(c, 2, buf_str(&doc->text));
}

static void blocks_are_as_in_the_table(void **state)
{
	(void)state;
	check_table("document-blocks", check_blocks);
}

static void kinds_are_as_in_the_table(void **state)
{
	(void)state;
	check_table("document-kinds", check_kind);
}

static void title_date_and_language_are_as_in_the_table(void **state)
{
	(void)state;
	check_table("document-meta", check_meta);
}

static void encodings_are_as_in_the_table(void **state)
{
	(void)state;
	check_table("document-encodings", check_text);
}

static void what_is_no_text_is_refused_by_its_name(void **state)
{
	struct cases c;
	ties_error err;

	(void)state;
	cases_open(&c, "document-refused");
	while (cases_next(&c)) {
		struct document doc;
		ties_code rc = read_as(&doc, "letter.txt", c.cell[0], &err);
		bool text = str_is(c.cell[1], "-");
		cases_check(&c, rc == (text ? TIES_OK : TIES_ERR_FORMAT), str_from(rc ? err.message : "text"));
		if (rc == TIES_OK) {
			document_finish(&doc);
			continue;
		}
		char *kind = cell_string(&c, 1);
		cases_check(&c, strstr(err.message, kind) && strstr(err.message, "letter.txt: "),
		            str_from(err.message));
		assert_null(doc.text.ptr);
		free(kind);
	}
}

/* ---- sizes --------------------------------------------------------------------------------------------- */

static void repeat(struct buf *out, const char *piece, size_t times)
{
	for (size_t i = 0; i < times; i++)
		buf_add(out, str_from(piece));
	assert_false(out->failed);
}

static size_t count_kind(const struct document *doc, enum document_block_kind kind)
{
	size_t n = 0;

	for (size_t i = 0; i < doc->blocks.len; i++)
		n += doc->blocks.ptr[i].kind == kind;
	return n;
}

static void an_empty_file_has_no_blocks(void **state)
{
	static const char *const names[] = {"a.txt", "a.md", "a.html", "a"};

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct document doc;
		read_well(&doc, names[i], (str){NULL, 0});
		assert_int_equal(doc.text.len + doc.blocks.len + doc.title.len, 0);
		document_finish(&doc);
	}
}

/* Every element is text of its own: no text is lost however deep it stands, and no stack is used up. */
static void deep_nesting_loses_no_text(void **state)
{
	static const char *const tags[] = {"div", "span hidden=", "ul><li", "table><tr><td", "blockquote",
	                                   "b",   "svg",          "dl><dd"};
	enum { DEPTH = 100 * 1000 };

	(void)state;
	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
		struct buf page = {0};
		struct document doc;
		buf_add(&page, STR("<p>first</p>"));
		for (size_t n = 0; n < DEPTH; n++)
			buf_print(&page, "<%s>%s", tags[i], n % 1000 ? "" : "x ");
		read_well(&doc, "a.html", buf_str(&page));
		size_t x = 0;
		for (size_t at = 0; (at = str_find_char(buf_str(&doc.text), 'x', at)) != SIZE_MAX; at++)
			x++;
		assert_str(str_slice(buf_str(&doc.text), 0, 5), "first");
		assert_int_equal(x, strstr(tags[i], "hidden") ? 0 : DEPTH / 1000);
		document_finish(&doc);
		buf_finish(&page);
	}
}

static void nesting_is_kept_up_to_its_limit(void **state)
{
	struct buf page = {0};
	struct document doc;

	(void)state;
	repeat(&page, "<div>", HTML_DEPTH_MAX - 1);
	buf_add(&page, STR("<h3>deep</h3>"));
	repeat(&page, "</div>", HTML_DEPTH_MAX - 1);
	buf_add(&page, STR("<p>end"));
	read_well(&doc, "a.html", buf_str(&page));
	assert_int_equal(doc.blocks.len, 2);
	assert_int_equal(doc.blocks.ptr[0].kind, BLOCK_HEADING);
	assert_int_equal(doc.blocks.ptr[0].level, 3);
	document_finish(&doc);
	buf_finish(&page);
}

static void too_many_elements_are_refused(void **state)
{
	struct buf page = {0};
	struct document doc;
	ties_error err;

	(void)state;
	repeat(&page, "<p>", (size_t)HTML_TAGS_MAX + 1);
	assert_int_equal(read_as(&doc, "a.html", buf_str(&page), &err), TIES_ERR_LIMIT);
	assert_non_null(strstr(err.message, "a.html: "));
	page.len -= 3;
	read_well(&doc, "a.html", buf_str(&page));
	assert_int_equal(doc.blocks.len, 0);
	document_finish(&doc);
	buf_finish(&page);
}

static void a_line_of_ten_megabytes_is_one_block(void **state)
{
	static const char *const names[] = {"a.txt", "a.md", "a.html"};
	struct buf line = {0};

	(void)state;
	repeat(&line, "word ", 2 << 20);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct document doc;
		read_well(&doc, names[i], buf_str(&line));
		assert_int_equal(doc.blocks.len, 1);
		assert_int_equal(doc.blocks.ptr[0].end, line.len - 1);
		document_finish(&doc);
	}
	buf_finish(&line);
}

static void a_heading_too_long_is_no_title(void **state)
{
	struct buf page = {0};
	struct document doc;

	(void)state;
	repeat(&page, "word ", 200);
	page.len--;
	for (unsigned more = 0; more < 3; more++, buf_add_char(&page, 'x')) {
		struct buf heading = {0};
		buf_print(&heading, "# %.*s\n\n## Second", STR_ARG(buf_str(&page)));
		read_well(&doc, "a.md", buf_str(&heading));
		assert_str(doc.title, page.len <= 1000 ? buf_cstr(&page) : "Second");
		document_finish(&doc);
		buf_finish(&heading);
	}
	buf_finish(&page);
}

static void a_text_past_the_limit_is_refused(void **state)
{
	struct buf out = {0};
	ties_error err;

	(void)state;
	assert_int_equal(encoding_decode(&out,
	                                 STR("\xFF\xFE"
	                                     "a\0b\0c\0"),
	                                 STR(""), 2, &err),
	                 TIES_ERR_LIMIT);
	buf_clear(&out);
	assert_int_equal(encoding_decode(&out,
	                                 STR("\xFF\xFE"
	                                     "a\0b\0c\0"),
	                                 STR(""), 3, &err),
	                 TIES_OK);
	assert_str(buf_str(&out), "abc");
	buf_finish(&out);
}

/* Text that makes a careless reader look ahead again and again: quadratic time would be minutes, not a second. */
static void hostile_repetition_takes_linear_time(void **state)
{
	static const struct {
		const char *name, *piece;
	} cases[] = {{"a.md", "["},
	             {"a.md", "![a]("},
	             {"a.md", "`"},
	             {"a.md", "` `` "},
	             {"a.md", "*a "},
	             {"a.md", "**a_ "},
	             {"a.md", "<a "},
	             {"a.md", "<!-- "},
	             {"a.md", "&amp"},
	             {"a.md", "> "},
	             {"a.md", "|"},
	             {"a.md", "a|b\n"},
	             {"a.md", "|-"},
	             {"a.md", "- "},
	             {"a.md", "[a]:\n"},
	             {"a.md", "  \n"},
	             {"a.md", "---\n"},
	             {"a.html", "<"},
	             {"a.html", "<a "},
	             {"a.html", "<a b='"},
	             {"a.html", "<!--"},
	             {"a.html", "<svg>"},
	             {"a.html", "<svg></x>"},
	             {"a.html", "<template></"},
	             {"a.html", "<title>"},
	             {"a.html", "</p>"},
	             {"a.html", "</table>"},
	             {"a.html", "<td></div>"},
	             {"a.html", "<b hidden>"},
	             {"a.html", "&"},
	             {"a.html", "<p><table>"},
	             {"a.html", "<li></ul>"},
	             {"a.html", "<br>"},
	             {"a.html", "<a href=x><p>"},
	             {"a.html", "<table>x"},
	             {"a.txt", "\n"},
	             {"a.txt", " "},
	             {"a", "<!---->"}};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buf page = {0};
		struct document doc;
		while (page.len < 1 << 19)
			buf_add(&page, str_from(cases[i].piece));
		clock_t start = clock();
		read_well(&doc, cases[i].name, buf_str(&page));
		assert_true(clock() - start < 15 * CLOCKS_PER_SEC);
		document_finish(&doc);
		buf_finish(&page);
	}
}

static void compressed_documents_are_told_by_the_name_without_its_ending(void **state)
{
	/* gzip of "<p>one<p>two" */
	static const char bytes[] = "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xb3\x29\xb0\xcb\xcf\x4b\xb5\x29\xb0\x2b"
	                            "\x29\xcf\x07\x00\xd3\x39\xce\x09\x0c\x00\x00\x00";
	struct document doc;

	(void)state;
	read_well(&doc, "page.html.gz", (str){bytes, sizeof bytes - 1});
	assert_int_equal(doc.kind, DOCUMENT_HTML);
	assert_int_equal(count_kind(&doc, BLOCK_PARAGRAPH), 2);
	document_finish(&doc);
}

static void a_damaged_stream_is_an_error_with_its_reason(void **state)
{
	struct document doc;
	ties_error err;

	(void)state;
	assert_int_equal(read_as(&doc, "page.gz", STR("\x1f\x8b\x08\x00\x00"), &err), TIES_ERR_FORMAT);
	assert_non_null(strstr(err.message, "page.gz: "));
	assert_non_null(strstr(err.message, "the file ends in the middle"));
	assert_null(doc.text.ptr);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(blocks_are_as_in_the_table),
	    cmocka_unit_test(kinds_are_as_in_the_table),
	    cmocka_unit_test(title_date_and_language_are_as_in_the_table),
	    cmocka_unit_test(encodings_are_as_in_the_table),
	    cmocka_unit_test(what_is_no_text_is_refused_by_its_name),
	    cmocka_unit_test(an_empty_file_has_no_blocks),
	    cmocka_unit_test(deep_nesting_loses_no_text),
	    cmocka_unit_test(nesting_is_kept_up_to_its_limit),
	    cmocka_unit_test(too_many_elements_are_refused),
	    cmocka_unit_test(a_line_of_ten_megabytes_is_one_block),
	    cmocka_unit_test(a_heading_too_long_is_no_title),
	    cmocka_unit_test(a_text_past_the_limit_is_refused),
	    cmocka_unit_test(hostile_repetition_takes_linear_time),
	    cmocka_unit_test(compressed_documents_are_told_by_the_name_without_its_ending),
	    cmocka_unit_test(a_damaged_stream_is_an_error_with_its_reason),
	};
	return run_tap("documents", tests);
}
