/* HTML: the tame page of html_filter.c through gumbo, and its tree as blocks of text.
 *
 * The tree is at most HTML_DEPTH_MAX elements deep (plus what the parser adds of itself), so walking it by recursion
 * is bounded. */
#include "base/json.h"
#include "documents/html_filter.h"
#include "documents/kinds.h"

#include <gumbo.h>

/* What stands behind the first `end`; empty when there is none. */
static str behind(str source, const char *end)
{
	size_t at = str_find(source, str_from(end), 0);

	return at == SIZE_MAX ? (str){NULL, 0} : str_slice(source, at + strlen(end), source.len);
}

bool html_looks_like(str source)
{
	static const char *const starts[] = {"<!doctype html", "<html", "<head", "<body", "<title", "<meta"};

	source = str_trim(source);
	if (str_starts(source, STR("<?xml")))
		source = str_trim(behind(source, "?>"));
	while (str_starts(source, STR("<!--")))
		source = str_trim(behind(source, "-->"));
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (str_equal_nocase(str_slice(source, 0, strlen(starts[i])), str_from(starts[i])))
			return true;
	return false;
}

/* ---- what JSON-LD says --------------------------------------------------------------------------------- */

/* "datePublished" in an object, or in the objects of an array or an @graph. */
static const char *published_in(const json_t *value, int depth)
{
	const char *found = NULL;

	if (depth == 0)
		return NULL;
	if (json_is_array(value))
		for (size_t i = 0; i < json_array_size(value) && !found; i++)
			found = published_in(json_array_get(value, i), depth - 1);
	if (!json_is_object(value))
		return found;
	found = json_string_value(json_object_get(value, "datePublished"));
	return found ? found : published_in(json_object_get(value, "@graph"), depth - 1);
}

static void take_ld(struct builder *b, const struct html_page *page)
{
	for (size_t i = 0; i < page->ld_count; i++) {
		json_error_t why;
		bool memory;
		json_t *root = json_read(page->ld[i], 0, &why, &memory);
		b->failed |= memory;
		const char *date = published_in(root, 4);
		if (date)
			builder_meta(b, &b->date, str_from(date));
		json_decref(root);
	}
}

/* ---- the tree ------------------------------------------------------------------------------------------- */

static bool block_of(GumboTag tag, enum document_block_kind *kind, unsigned *level)
{
	*level = 0;
	switch (tag) {
	case GUMBO_TAG_H1:
	case GUMBO_TAG_H2:
	case GUMBO_TAG_H3:
	case GUMBO_TAG_H4:
	case GUMBO_TAG_H5:
	case GUMBO_TAG_H6:
		*kind = BLOCK_HEADING;
		*level = (unsigned)(tag - GUMBO_TAG_H1) + 1;
		return true;
	case GUMBO_TAG_LI:
	case GUMBO_TAG_DT:
	case GUMBO_TAG_DD:
		*kind = BLOCK_LIST_ITEM;
		return true;
	case GUMBO_TAG_BLOCKQUOTE:
		*kind = BLOCK_QUOTE;
		return true;
	case GUMBO_TAG_TD:
	case GUMBO_TAG_TH:
		*kind = BLOCK_TABLE_CELL;
		return true;
	case GUMBO_TAG_PRE:
		*kind = BLOCK_CODE;
		return true;
	case GUMBO_TAG_SPAN:
	case GUMBO_TAG_A:
	case GUMBO_TAG_EM:
	case GUMBO_TAG_STRONG:
	case GUMBO_TAG_B:
	case GUMBO_TAG_I:
	case GUMBO_TAG_BR:
		return false;
	default:
		*kind = BLOCK_PARAGRAPH;
		return true;
	}
}

static void walk(struct builder *b, const GumboNode *node, enum document_block_kind around, unsigned around_level);

static void walk_element(struct builder *b, const GumboElement *e, enum document_block_kind around,
                         unsigned around_level)
{
	enum document_block_kind kind = around;
	unsigned level = around_level;

	if (e->tag == GUMBO_TAG_BR) {
		builder_line(b);
		return;
	}
	if (e->attributes.length) /* the filter passes on no other than "hidden" */
		return;
	bool block = block_of(e->tag, &kind, &level);
	/* A paragraph inside a quote or an item is part of it. */
	if (block && kind == BLOCK_PARAGRAPH && around != BLOCK_PARAGRAPH && around != BLOCK_HEADING) {
		kind = around;
		level = around_level;
	}
	if (block)
		builder_block(b, kind, level);
	for (unsigned i = 0; i < e->children.length; i++)
		walk(b, e->children.data[i], kind, level);
	if (block)
		builder_block(b, around, around_level);
}

static void take_title(struct builder *b, const GumboElement *title)
{
	for (unsigned i = 0; i < title->children.length; i++) {
		const GumboNode *child = title->children.data[i];
		if (child->type == GUMBO_NODE_TEXT)
			builder_meta(b, &b->title, str_from(child->v.text.text));
	}
}

static void walk(struct builder *b, const GumboNode *node, enum document_block_kind around, unsigned around_level)
{
	switch (node->type) {
	case GUMBO_NODE_ELEMENT:
		if (node->v.element.tag == GUMBO_TAG_TITLE)
			take_title(b, &node->v.element);
		else
			walk_element(b, &node->v.element, around, around_level);
		break;
	case GUMBO_NODE_TEXT:
	case GUMBO_NODE_WHITESPACE:
	case GUMBO_NODE_CDATA:
		if (around == BLOCK_CODE)
			builder_verbatim(b, str_from(node->v.text.text));
		else
			builder_text(b, str_from(node->v.text.text));
		break;
	default:
		break;
	}
}

ties_code html_read(struct builder *b, str source, ties_error *err)
{
	struct html_page page;
	ties_code rc = TIES_OK;

	html_filter(&page, source);
	if (page.source.failed) {
		rc = error_nomem(err);
		goto done;
	}
	if (page.tags > HTML_TAGS_MAX) {
		rc = error_set(err, TIES_ERR_LIMIT, "the page has more than %d elements", (int)HTML_TAGS_MAX);
		goto done;
	}
	if (page.date_rank == DATE_ARTICLE_META)
		builder_meta(b, &b->date, page.date);
	take_ld(b, &page);
	builder_meta(b, &b->date, page.date);
	builder_meta(b, &b->language, page.language);
	GumboOutput *tree =
	    gumbo_parse_with_options(&kGumboDefaultOptions, page.source.ptr ? page.source.ptr : "", page.source.len);
	if (!tree) {
		rc = error_nomem(err);
		goto done;
	}
	walk(b, tree->root, BLOCK_PARAGRAPH, 0);
	gumbo_destroy_output(&kGumboDefaultOptions, tree);
	rc = builder_finish(b, err);
done:
	buf_finish(&page.source);
	return rc;
}
