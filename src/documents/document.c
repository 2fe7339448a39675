/* What kind of file is it, and in which encoding? Then the reader of that kind makes text and blocks.
 *
 *   bytes --refuse what is binary--> decode to UTF-8 --kind--> plain | Markdown | HTML --> text, blocks, title, date
 *
 * The kind is told from content first (an HTML page has its doctype or <html> near the beginning, whatever its name
 * is), then from the ending of the name, and without a known ending from Markdown's marks. */
#include "documents/document.h"

#include "documents/encoding.h"
#include "documents/kinds.h"

enum { BYTES_MAX = 2 * DOCUMENT_MAX }; /* UTF-16 takes up to twice as many as its text */

static ties_code read_all(struct buf *out, struct input *in, ties_error *err)
{
	for (;;) {
		size_t got;
		if (!buf_reserve(out, INPUT_HEAD))
			return error_nomem(err);
		ties_code rc = input_read(in, out->ptr + out->len, out->cap - out->len, &got, err);
		if (rc != TIES_OK || got == 0)
			return rc;
		out->len += got;
		if (out->len > BYTES_MAX)
			return error_at(err, TIES_ERR_LIMIT, input_name(in), 0,
			                "the document is longer than %d MB; split it", BYTES_MAX >> 20);
	}
}

/* Without ".gz" and ".zst", which the input has undone. */
static str plain_name(str name)
{
	if (str_ends(name, STR(".gz")))
		return str_slice(name, 0, name.len - 3);
	return str_ends(name, STR(".zst")) ? str_slice(name, 0, name.len - 4) : name;
}

static bool has_ending(str name, const char *const *endings)
{
	for (; *endings; endings++) {
		size_t n = strlen(*endings);
		if (name.len > n && str_equal_nocase(str_slice(name, name.len - n, name.len), (str){*endings, n}))
			return true;
	}
	return false;
}

static enum document_kind kind_of(str name, str text)
{
	static const char *const html[] = {".html", ".htm", ".xhtml", ".shtml", NULL};
	static const char *const markdown[] = {".md", ".markdown", ".mdown", ".mkd", NULL};
	static const char *const plain[] = {".txt", ".text", ".log", ".csv", ".tsv", NULL};

	name = plain_name(name);
	if (html_looks_like(text))
		return DOCUMENT_HTML;
	if (has_ending(name, html))
		return DOCUMENT_HTML;
	if (has_ending(name, markdown))
		return DOCUMENT_MARKDOWN;
	return !has_ending(name, plain) && markdown_looks_like(text) ? DOCUMENT_MARKDOWN : DOCUMENT_TEXT;
}

static ties_code read_kind(struct document *doc, struct buf *text, ties_error *err)
{
	struct builder b;

	builder_init(&b, doc);
	if (doc->kind == DOCUMENT_HTML)
		return html_read(&b, buf_str(text), err);
	if (doc->kind == DOCUMENT_MARKDOWN)
		return markdown_read(&b, buf_str(text), err);
	doc->text = *text; /* handed over */
	*text = (struct buf){0};
	return plain_read(&b, err);
}

/* Puts the name of the file in front of a message that has none. */
static ties_code name_error(ties_code rc, struct input *in, ties_error *err)
{
	if (rc == TIES_ERR_NOMEM || !err)
		return rc;
	ties_error bare = *err;
	return error_at(err, rc, input_name(in), 0, "%s", bare.message);
}

static ties_code read_text(struct document *doc, struct input *in, str bytes, struct buf *text, ties_error *err)
{
	const char *binary = encoding_binary_kind(bytes);

	if (binary)
		return error_at(err, TIES_ERR_FORMAT, input_name(in), 0,
		                "this looks like %s, which is not read; expected plain text, Markdown or HTML: "
		                "save or export it as one of these",
		                binary);
	ties_code rc = encoding_decode(text, bytes, encoding_declared(bytes), DOCUMENT_MAX, err);
	if (rc != TIES_OK)
		return name_error(rc, in, err);
	doc->kind = kind_of(str_from(input_name(in)), buf_str(text));
	rc = read_kind(doc, text, err);
	return rc == TIES_OK ? rc : name_error(rc, in, err);
}

ties_code document_read(struct document *out, struct input *in, ties_error *err)
{
	struct buf bytes = {0}, text = {0};

	*out = (struct document){0};
	ties_code rc = read_all(&bytes, in, err);
	if (rc == TIES_OK)
		rc = read_text(out, in, buf_str(&bytes), &text, err);
	buf_finish(&bytes);
	buf_finish(&text);
	if (rc != TIES_OK)
		document_finish(out);
	return rc;
}

void document_finish(struct document *doc)
{
	buf_finish(&doc->text);
	buf_finish(&doc->meta);
	vec_finish(&doc->blocks);
	*doc = (struct document){0};
}
