#include "sources/yaml.h"

#include <stdlib.h>
#include <yaml.h>

struct loader {
	struct input *in;
	yaml_parser_t parser;
	struct arena arena;                     /* of the item at hand */
	struct yaml_node *open[YAML_DEPTH_MAX]; /* collections open, outermost first; [0] is the top-level sequence */
	struct yaml_node *last[YAML_DEPTH_MAX]; /* last child of each; NULL while empty */
	size_t depth;
	str key;               /* of the value to come, in a map; ptr NULL when a key comes next */
	size_t nodes, bytes;   /* of the item at hand */
	size_t pending;        /* bytes read since the last event */
	ties_code read_failed; /* of the input, sticky */
	ties_error *err;
};

/* libyaml holds a scalar back until it ends; what is pending is bounded here. */
static int read_bytes(void *context, unsigned char *into, size_t size, size_t *got)
{
	struct loader *l = context;

	*got = 0;
	if (l->pending > YAML_ITEM_MAX) {
		l->read_failed = error_at(l->err, TIES_ERR_LIMIT, input_name(l->in), l->parser.mark.line + 1,
		                          "one value is longer than %d bytes; no list has that", YAML_ITEM_MAX);
		return 0;
	}
	l->read_failed = input_read(l->in, into, size, got, l->err);
	l->pending += *got;
	return l->read_failed == TIES_OK;
}

static uint64_t line_of(const yaml_event_t *event)
{
	return event->start_mark.line + 1;
}

static ties_code refuse(struct loader *l, const yaml_event_t *event, ties_code code, const char *why)
{
	return error_at(l->err, code, input_name(l->in), line_of(event), "%s", why);
}

static ties_code add_node(struct loader *l, const yaml_event_t *event, enum yaml_kind kind, str text)
{
	struct yaml_node *node;

	l->bytes += text.len + sizeof *node;
	if (++l->nodes > YAML_NODES_MAX || l->bytes > YAML_NODES_MAX * sizeof *node + YAML_ITEM_MAX)
		return refuse(l, event, TIES_ERR_LIMIT,
		              "one item is larger than any list has them; the file is damaged");
	node = arena_alloc(&l->arena, sizeof *node);
	if (!node)
		return error_nomem(l->err);
	*node = (struct yaml_node){.kind = kind, .key = l->key, .text = text, .line = line_of(event)};
	l->key = (str){NULL, 0};
	if (l->depth) {
		struct yaml_node **last = &l->last[l->depth - 1];
		if (*last)
			(*last)->next = node;
		else
			l->open[l->depth - 1]->child = node;
		*last = node;
	}
	if (kind == YAML_SCALAR)
		return TIES_OK;
	if (l->depth == YAML_DEPTH_MAX)
		return refuse(l, event, TIES_ERR_LIMIT, "the file is nested more than 32 deep; no list is");
	l->open[l->depth] = node;
	l->last[l->depth++] = NULL;
	return TIES_OK;
}

static bool in_map(const struct loader *l)
{
	return l->depth && l->open[l->depth - 1]->kind == YAML_MAP;
}

static bool is_null(const yaml_event_t *event, str text)
{
	return event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
	       (text.len == 0 || str_is(text, "~") || str_is(text, "null"));
}

static ties_code on_scalar(struct loader *l, const yaml_event_t *event)
{
	str text = {(const char *)event->data.scalar.value, event->data.scalar.length};

	if (l->depth == 0)
		return refuse(l, event, TIES_ERR_FORMAT, "expected a YAML list of maps, found plain text");
	str copy = is_null(event, text) ? (str){"", 0} : arena_copy(&l->arena, text);
	if (!copy.ptr)
		return error_nomem(l->err);
	if (in_map(l) && !l->key.ptr) {
		if (copy.len > YAML_KEY_MAX)
			return refuse(l, event, TIES_ERR_LIMIT, "the name of a field is longer than any list has them");
		l->key = copy;
		return TIES_OK;
	}
	return add_node(l, event, YAML_SCALAR, copy);
}

static ties_code on_open(struct loader *l, const yaml_event_t *event, enum yaml_kind kind)
{
	if (l->depth == 0 && kind != YAML_SEQUENCE)
		return refuse(l, event, TIES_ERR_FORMAT, "expected a YAML list of maps, found a single map");
	if (in_map(l) && !l->key.ptr)
		return refuse(l, event, TIES_ERR_FORMAT, "a map or list stands where the name of a field should be");
	return add_node(l, event, kind, (str){NULL, 0});
}

/* An item is whole: hand it over and forget it. The top-level node itself lies in no arena of an item. */
static ties_code hand_over(struct loader *l, ties_code (*item)(void *, struct yaml_node *), void *context)
{
	ties_code rc = item(context, l->last[0]);

	arena_clear(&l->arena);
	l->nodes = l->bytes = 0;
	l->last[0] = NULL;
	return rc;
}

static ties_code on_event(struct loader *l, const yaml_event_t *event, struct yaml_node *top)
{
	ties_code rc = TIES_OK;

	switch (event->type) {
	case YAML_ALIAS_EVENT:
		return refuse(l, event, TIES_ERR_FORMAT,
		              "the file uses YAML aliases (*name), which are not followed; "
		              "the official files have none");
	case YAML_SCALAR_EVENT:
		return on_scalar(l, event);
	case YAML_MAPPING_START_EVENT:
		return on_open(l, event, YAML_MAP);
	case YAML_SEQUENCE_START_EVENT:
		rc = on_open(l, event, YAML_SEQUENCE);
		if (rc == TIES_OK && l->depth == 1) {
			*top = (struct yaml_node){.kind = YAML_SEQUENCE, .line = line_of(event)};
			l->open[0] = top;
			arena_clear(&l->arena);
		}
		return rc;
	case YAML_MAPPING_END_EVENT:
	case YAML_SEQUENCE_END_EVENT:
		l->depth--;
		return TIES_OK;
	default:
		return TIES_OK;
	}
}

static ties_code explain(struct loader *l)
{
	const yaml_parser_t *p = &l->parser;

	if (l->read_failed != TIES_OK)
		return l->read_failed;
	if (p->error == YAML_MEMORY_ERROR)
		return error_nomem(l->err);
	uint64_t line = p->error == YAML_READER_ERROR ? p->mark.line + 1 : p->problem_mark.line + 1;
	return error_at(l->err, TIES_ERR_FORMAT, input_name(l->in), line, "not YAML (%s); download it again",
	                p->problem ? p->problem : "unknown reason");
}

static ties_code load(struct loader *l, ties_code (*item)(void *, struct yaml_node *), void *context)
{
	struct yaml_node top = {0};
	ties_code rc = TIES_OK;

	for (bool end = false; rc == TIES_OK && !end;) {
		yaml_event_t event;
		if (!yaml_parser_parse(&l->parser, &event))
			return explain(l);
		l->pending = 0;
		end = event.type == YAML_STREAM_END_EVENT;
		rc = on_event(l, &event, &top);
		yaml_event_delete(&event);
		if (rc == TIES_OK && l->depth == 1 && l->last[0])
			rc = hand_over(l, item, context);
	}
	return rc;
}

ties_code yaml_items(struct input *in, ties_code (*item)(void *context, struct yaml_node *item), void *context,
                     ties_error *err)
{
	struct loader l = {.in = in, .err = err};

	if (!yaml_parser_initialize(&l.parser))
		return error_nomem(err);
	yaml_parser_set_input(&l.parser, read_bytes, &l);
	ties_code rc = load(&l, item, context);
	yaml_parser_delete(&l.parser);
	arena_finish(&l.arena);
	return rc;
}

struct yaml_node *yaml_child(const struct yaml_node *map, const char *key)
{
	if (!map || map->kind != YAML_MAP)
		return NULL;
	for (struct yaml_node *n = map->child; n; n = n->next)
		if (str_is(n->key, key))
			return n;
	return NULL;
}

str yaml_take(struct yaml_node *map, const char *key)
{
	struct yaml_node *n = yaml_child(map, key);

	if (!n || n->kind != YAML_SCALAR)
		return (str){NULL, 0};
	n->taken = true;
	return n->text;
}
