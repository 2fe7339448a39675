/* Entries of XML lists as trees: building them from the stream, and access to their fields. */
#include "sources/tree.h"

struct parse {
	const struct tree_reader *reader;
	struct tree tree;
	const char *path;
	bool inside;  /* an entry is open */
	size_t depth; /* of the entry's element */
	ties_error *err;
};

static ties_code too_large(const struct parse *p, const struct xml *xml)
{
	return error_at(p->err, TIES_ERR_LIMIT, p->path, xml_line(xml),
	                "one entry holds more than %d elements or %d bytes: no entry of a list does, so the file is "
	                "damaged",
	                TREE_NODES_MAX, TREE_BYTES_MAX);
}

/* ---- building ------------------------------------------------------------------------------------ */

static bool keep_attributes(struct tree *t, const struct xml *xml)
{
	str name, value;

	for (size_t i = 0; xml_attribute_at(xml, i, &name, &value); i++) {
		struct tree_attribute a = {.name = arena_copy(&t->arena, name), .value = arena_copy(&t->arena, value)};
		t->bytes += name.len + value.len + sizeof a;
		if (!vec_push(&t->attributes, a))
			return false;
	}
	return true;
}

static ties_code add_node(struct parse *p, const struct xml *xml, str name)
{
	struct tree *t = &p->tree;
	struct tree_node node = {
	    .name = arena_copy(&t->arena, name),
	    .at = xml_text_before(xml),
	    .parent = t->open,
	    .first_attribute = (uint32_t)t->attributes.len,
	};

	t->bytes += name.len + sizeof node;
	if (!keep_attributes(t, xml))
		return error_nomem(p->err);
	node.attribute_count = (uint32_t)t->attributes.len - node.first_attribute;
	if (t->nodes.len >= TREE_NODES_MAX || t->bytes > TREE_BYTES_MAX)
		return too_large(p, xml);
	t->open = (uint32_t)t->nodes.len;
	if (!vec_push(&t->nodes, node) || t->arena.failed)
		return error_nomem(p->err);
	return TIES_OK;
}

static void clear(struct tree *t)
{
	arena_clear(&t->arena);
	t->nodes.len = 0;
	t->attributes.len = 0;
	t->bytes = 0;
	t->open = 0;
}

static void begin_entry(struct parse *p, const struct xml *xml)
{
	struct tree *t = &p->tree;

	clear(t);
	t->line = xml_line(xml);
	p->inside = true;
	p->depth = xml_depth(xml);
}

static ties_code on_open(void *context, struct xml *xml, str name)
{
	struct parse *p = context;

	if (xml_depth(xml) == 1 && !str_is(name, p->reader->root))
		return error_at(p->err, TIES_ERR_FORMAT, p->path, xml_line(xml),
		                "expected %s, found <%.*s>; download the list again", p->reader->expect,
		                STR_ARG(str_slice(name, 0, 60)));
	if (!p->inside) {
		if (!p->reader->begins(p->reader->context, xml, name))
			return TIES_OK;
		begin_entry(p, xml);
	}
	return add_node(p, xml, name);
}

static ties_code on_close(void *context, struct xml *xml, str name, str text)
{
	struct parse *p = context;
	struct tree *t = &p->tree;

	if (!p->inside) {
		if (p->reader->outside)
			p->reader->outside(p->reader->context, xml, name, text);
		return TIES_OK;
	}
	struct tree_node *node = &t->nodes.ptr[t->open];
	t->bytes += text.len;
	if (t->bytes > TREE_BYTES_MAX)
		return too_large(p, xml);
	if (text.len)
		node->text = arena_copy(&t->arena, text);
	node->end = (uint32_t)t->nodes.len;
	t->open = node->parent;
	if (t->arena.failed)
		return error_nomem(p->err);
	if (xml_depth(xml) > p->depth)
		return TIES_OK;
	p->inside = false;
	return p->reader->entry(p->reader->context, t);
}

ties_code tree_parse(struct input *in, const struct tree_reader *reader, ties_error *err)
{
	struct parse p = {.reader = reader, .path = input_name(in), .err = err};
	const struct xml_reader xml = {.context = &p, .open = on_open, .close = on_close};
	ties_code rc = xml_parse(in, &xml, err);

	tree_finish(&p.tree);
	return rc;
}

/* ---- by hand -------------------------------------------------------------------------------------- */

bool tree_add(struct tree *t, uint32_t parent, str name, str text, uint32_t *out)
{
	struct tree_node node = {.name = arena_copy(&t->arena, name),
	                         .text = arena_copy(&t->arena, text),
	                         .parent = parent,
	                         .end = (uint32_t)t->nodes.len + 1,
	                         .first_attribute = (uint32_t)t->attributes.len};

	t->bytes += name.len + text.len + sizeof node;
	if (t->nodes.len >= TREE_NODES_MAX || t->bytes > TREE_BYTES_MAX || t->arena.failed)
		return false;
	*out = (uint32_t)t->nodes.len;
	if (!vec_push(&t->nodes, node))
		return false;
	t->nodes.ptr[parent].end = node.end;
	return true;
}

void tree_begin(struct tree *t, str name, uint64_t line)
{
	uint32_t node;

	clear(t);
	t->line = line;
	t->arena.failed |= !tree_add(t, 0, name, (str){NULL, 0}, &node);
}

bool tree_add_attribute(struct tree *t, str name, str value)
{
	struct tree_attribute a = {.name = arena_copy(&t->arena, name), .value = arena_copy(&t->arena, value)};

	t->bytes += name.len + value.len + sizeof a;
	if (t->bytes > TREE_BYTES_MAX || t->arena.failed || !vec_push(&t->attributes, a))
		return false;
	t->nodes.ptr[t->nodes.len - 1].attribute_count++;
	return true;
}

void tree_end(struct tree *t)
{
	t->nodes.ptr[0].end = (uint32_t)t->nodes.len;
}

void tree_finish(struct tree *t)
{
	arena_finish(&t->arena);
	vec_finish(&t->nodes);
	vec_finish(&t->attributes);
}

/* ---- access ------------------------------------------------------------------------------------- */

bool tree_child(const struct tree *t, uint32_t parent, const char *name, uint32_t *child)
{
	uint32_t i = *child == parent ? parent + 1 : t->nodes.ptr[*child].end;

	for (; i < t->nodes.ptr[parent].end; i = t->nodes.ptr[i].end)
		if (str_is(t->nodes.ptr[i].name, name)) {
			*child = i;
			return true;
		}
	return false;
}

bool tree_find(const struct tree *t, uint32_t within, const char *name, uint32_t *at)
{
	for (uint32_t i = *at + 1; i < t->nodes.ptr[within].end; i++)
		if (str_is(t->nodes.ptr[i].name, name)) {
			*at = i;
			return true;
		}
	return false;
}

str tree_take(struct tree *t, uint32_t parent, const char *name)
{
	for (uint32_t i = parent; tree_child(t, parent, name, &i);) {
		struct tree_node *node = &t->nodes.ptr[i];
		if (!node->taken && node->text.len) {
			node->taken = true;
			return str_trim(node->text);
		}
	}
	return (str){NULL, 0};
}

str tree_attribute(struct tree *t, uint32_t node, const char *name)
{
	const struct tree_node *n = &t->nodes.ptr[node];

	for (uint32_t i = n->first_attribute; i < n->first_attribute + n->attribute_count; i++)
		if (str_is(t->attributes.ptr[i].name, name)) {
			t->attributes.ptr[i].taken = true;
			return str_trim(t->attributes.ptr[i].value);
		}
	return (str){NULL, 0};
}

/* Appends node `i` and what is below it. Depth is bounded by XML_DEPTH_MAX. */
static void flatten(struct tree *t, uint32_t i, struct buf *out)
{
	struct tree_node *node = &t->nodes.ptr[i];
	size_t from = 0;

	node->taken = true;
	for (uint32_t c = i + 1; c < node->end; c = t->nodes.ptr[c].end) {
		const struct tree_node *child = &t->nodes.ptr[c];
		if (child->at > from) {
			buf_add(out, str_slice(node->text, from, child->at));
			from = child->at;
		} else if (out->len && c > i + 1) {
			buf_add_char(out, ' '); /* two elements side by side are two words */
		}
		flatten(t, c, out);
	}
	buf_add(out, str_slice(node->text, from, node->text.len));
}

str tree_text(struct tree *t, uint32_t node)
{
	struct buf out = {0};

	flatten(t, node, &out);
	str text = arena_copy(&t->arena, str_trim(buf_str(&out)));
	t->arena.failed |= out.failed;
	buf_finish(&out);
	return text;
}

void tree_skip(struct tree *t, uint32_t node)
{
	for (uint32_t i = node; i < t->nodes.ptr[node].end; i++) {
		struct tree_node *n = &t->nodes.ptr[i];
		n->taken = true;
		for (uint32_t k = n->first_attribute; k < n->first_attribute + n->attribute_count; k++)
			t->attributes.ptr[k].taken = true;
	}
}

void tree_rest(struct tree *t, struct model_draft *draft)
{
	for (uint32_t i = 0; i < t->nodes.len; i++) {
		const struct tree_node *n = &t->nodes.ptr[i];
		str parent = n->parent ? t->nodes.ptr[n->parent].name : STR("");
		if (!n->taken && n->text.len)
			model_draft_add(draft, PROP_UNMAPPED,
			                arena_print(&t->arena, "%.*s%s%.*s=%.*s", STR_ARG(parent),
			                            parent.len ? "." : "", STR_ARG(n->name), STR_ARG(n->text)));
		for (uint32_t k = n->first_attribute; k < n->first_attribute + n->attribute_count; k++) {
			const struct tree_attribute *a = &t->attributes.ptr[k];
			if (!a->taken && str_trim(a->value).len)
				model_draft_add(draft, PROP_UNMAPPED,
				                arena_print(&t->arena, "%.*s@%.*s=%.*s", STR_ARG(n->name),
				                            STR_ARG(a->name), STR_ARG(a->value)));
		}
	}
}
