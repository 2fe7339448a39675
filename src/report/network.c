/* Collecting a picture of ties, and placing it: columns of rows on both sides of the one asked about. */
#include "report/network.h"

#include "base/arena.h"
#include "base/table.h"
#include "report/picture.h"

#include <stdlib.h>

enum {
	TITLE = 66,
	FOOT = 56,
	ROW_GAP = 8,
	BOX_LEAST = 40,
	BOX_INNER = 12,
	BULGE = 48 /* of curves beside the outer columns */
};

/** Collecting. */
struct collector {
	struct network *n;
	struct table index; /* id -> node */
};

/* Of a tie whose end is not there, which the answer does not have, it is the middle. */
static uint32_t node_of(const struct collector *c, str id)
{
	uint32_t node = table_get(&c->index, id);

	return node == TABLE_NONE ? 0 : node;
}

static bool find_ends(struct collector *c)
{
	const ties_around *a = c->n->around;

	c->n->ends = arena_array(&c->n->arena, a->tie_count, sizeof *c->n->ends);
	for (size_t i = 0; c->n->ends && i < a->tie_count; i++)
		c->n->ends[i] = (struct network_ends){node_of(c, a->ties[i].from), node_of(c, a->ties[i].to)};
	return c->n->ends;
}

/* ---- who is reached through whom ---------------------------------------------------------------------- */

static bool add_nodes(struct collector *c)
{
	struct network *n = c->n;
	const ties_around *a = n->around;
	bool fresh;

	n->nodes = arena_array(&n->arena, a->neighbour_count + 1, sizeof *n->nodes);
	if (!n->nodes || !table_put(&c->index, n->centre->id, 0, &fresh))
		return false;
	n->nodes[n->node_count++] = (struct network_node){
	    .entity = n->centre, .id = n->centre->id, .caption = n->centre->caption, .schema = n->centre->schema};
	for (size_t i = 0; i < a->neighbour_count; i++) {
		const ties_neighbour *b = &a->neighbours[i];
		if (!table_put(&c->index, b->id, (uint32_t)n->node_count, &fresh))
			return false;
		n->depth = b->depth > n->depth ? b->depth : n->depth;
		n->nodes[n->node_count] = (struct network_node){.entity = b->entity,
		                                                .same = (uint32_t)n->node_count,
		                                                .id = b->id,
		                                                .caption = b->caption,
		                                                .schema = b->schema,
		                                                .depth = b->depth,
		                                                .parent = UINT32_MAX};
		n->node_count++;
	}
	return true;
}

/* The first tie, in order of time, that leads one step inwards. Ties that are told elsewhere lead only where nothing
 * else does. */
static void find_parents(struct collector *c, bool derived)
{
	const ties_around *a = c->n->around;

	for (size_t i = 0; i < a->tie_count; i++) {
		uint32_t x = c->n->ends[i].from, y = c->n->ends[i].to;
		if (a->ties[i].derived != derived)
			continue;
		struct network_node *p = &c->n->nodes[x], *q = &c->n->nodes[y];
		if (p->depth == q->depth + 1 && p->parent == UINT32_MAX)
			p->parent = y;
		else if (q->depth == p->depth + 1 && q->parent == UINT32_MAX)
			q->parent = x;
	}
}

/** Ties to the node before, by node. */
struct placed_tie {
	uint32_t node, tie;
};

static int compare_placed(const void *left, const void *right)
{
	const struct placed_tie *a = left, *b = right;

	if (a->node != b->node)
		return a->node < b->node ? -1 : 1;
	return a->tie < b->tie ? -1 : a->tie > b->tie;
}

/* Lines for the ties to the node before, curves for the others. What is derived is told by the tie that it follows
 * from, and is drawn only where nothing else ties the two. */
static bool sort_ties(struct collector *c)
{
	struct network *n = c->n;
	const ties_around *a = n->around;
	struct placed_tie *list = arena_array(&n->arena, a->tie_count, sizeof *list);
	size_t count = 0;

	n->among = arena_array(&n->arena, NETWORK_CURVES, sizeof *n->among);
	n->order = arena_array(&n->arena, a->tie_count, sizeof *n->order);
	if (!list || !n->among || !n->order)
		return false;
	for (uint32_t i = 0; i < a->tie_count; i++) {
		uint32_t x = n->ends[i].from, y = n->ends[i].to;
		uint32_t child = n->nodes[x].depth > n->nodes[y].depth ? x : y;
		if (child && n->nodes[child].parent == (child == x ? y : x))
			list[count++] = (struct placed_tie){child, i};
		else if (a->ties[i].derived)
			continue;
		else if (n->among_count < NETWORK_CURVES)
			n->among[n->among_count++] = i;
		else
			n->among_left++;
	}
	if (count)
		qsort(list, count, sizeof *list, compare_placed);
	for (size_t i = 0, end; i < count; i = end) {
		struct network_node *node = &n->nodes[list[i].node];
		bool said = false;
		for (end = i; end < count && list[end].node == list[i].node; end++)
			said |= !a->ties[list[end].tie].derived;
		node->first_tie = (uint32_t)n->order_count;
		for (size_t k = i; k < end; k++)
			if (!said || !a->ties[list[k].tie].derived)
				n->order[n->order_count++] = list[k].tie;
		node->tie_count = (unsigned)(n->order_count - node->first_tie);
	}
	return true;
}

/* Who is tied to nobody yet on the day that is drawn? */
static void mark_to_come(struct collector *c)
{
	struct network *n = c->n;

	for (size_t i = 1; i < n->node_count; i++)
		n->nodes[i].to_come = true;
	for (size_t i = 0; i < n->tie_count; i++) {
		const ties_tie *tie = &n->ties[i];
		uint32_t x = n->ends[i].from, y = n->ends[i].to;
		if (network_state(tie, n->on) != HOLD_LATER)
			n->nodes[x].to_come = n->nodes[y].to_come = false;
	}
}

/* ---- boxes -------------------------------------------------------------------------------------------- */

size_t network_break(str name, unsigned room, unsigned size)
{
	size_t end = 0;

	if (picture_text_width(name, size) <= room)
		return name.len;
	for (size_t i = 1; i < name.len; i++)
		if (name.ptr[i] == ' ' && picture_text_width(str_slice(name, 0, i), size) <= room)
			end = i;
	return end ? end : name.len;
}

/* Who lists it has two lines where many ever did, so that the box suits every day. */
static unsigned mark_lines(const ties_entity *entity)
{
	enum { IN_ONE_LINE = 3 };
	size_t different = 0;

	for (size_t i = 0; entity && i < entity->listing_count; i++) {
		size_t k = 0;
		while (k < i && !str_equal(listing_by(&entity->listings[k]), listing_by(&entity->listings[i])))
			k++;
		different += k == i;
	}
	return different == 0 ? 0 : different <= IN_ONE_LINE ? 1 : 2;
}

void network_size(struct network_node *node)
{
	unsigned height;

	node->name_break = network_break(node->caption, (NETWORK_BOX - NETWORK_PAD) * TENTHS, TEXT_PLAIN);
	node->mark_lines = mark_lines(node->entity);
	height = (node->name_break < node->caption.len ? 2u : 1u) * NETWORK_NAME + node->mark_lines * NETWORK_MARK +
	         BOX_INNER;
	node->box = height > BOX_LEAST ? height : BOX_LEAST;
}

/* ---- places ------------------------------------------------------------------------------------------- */

unsigned network_row(const struct network_node *node)
{
	unsigned lines = node->tie_count < NETWORK_LINES ? node->tie_count : NETWORK_LINES + 1;
	lines += node->others > 0;
	unsigned height = lines * NETWORK_LINE + ROW_GAP + 6, box = node->box + ROW_GAP;

	return height > box ? height : box;
}

/** The rows of a side, from top to bottom. */
struct column {
	struct network *n;
	uint32_t *first, *next; /* children of each node, in order */
	unsigned y;
};

/* A node and all behind it: the rows of its children stand beside it, its own is as high as theirs. */
static void place(struct column *c, uint32_t node, int side)
{
	struct network_node *self = &c->n->nodes[node];
	unsigned begin = c->y, least = network_row(self);

	self->side = side;
	for (uint32_t child = c->first[node]; child != UINT32_MAX; child = c->next[child])
		place(c, child, side);
	if (c->y - begin < least)
		c->y = begin + least;
	self->y = begin;
	self->height = c->y - begin;
}

static unsigned measure(const struct column *c, uint32_t node)
{
	unsigned sum = 0, least = network_row(&c->n->nodes[node]);

	for (uint32_t child = c->first[node]; child != UINT32_MAX; child = c->next[child])
		sum += measure(c, child);
	return sum > least ? sum : least;
}

/* Those tied alike stand together: by relation and direction, then as they came. */
static int compare_kinds(const struct network *n, uint32_t a, uint32_t b)
{
	const struct network_node *p = &n->nodes[a], *q = &n->nodes[b];

	if (!p->tie_count || !q->tie_count)
		return (q->tie_count != 0) - (p->tie_count != 0);
	const ties_tie *x = &n->ties[n->order[p->first_tie]], *y = &n->ties[n->order[q->first_tie]];
	int order = str_compare(x->relation, y->relation);
	if (!order)
		order = (int)str_equal(x->from, p->id) - (int)str_equal(y->from, q->id);
	return order;
}

static bool link_children(struct column *c)
{
	struct network *n = c->n;
	uint32_t *last;

	c->first = arena_array(&n->arena, n->node_count, sizeof *c->first);
	c->next = arena_array(&n->arena, n->node_count, sizeof *c->next);
	last = arena_array(&n->arena, n->node_count, sizeof *last);
	if (!c->first || !c->next || !last)
		return false;
	for (uint32_t i = 0; i < n->node_count; i++)
		c->first[i] = c->next[i] = UINT32_MAX;
	for (uint32_t i = 1; i < n->node_count; i++) {
		uint32_t parent = n->nodes[i].parent, *at = &c->first[parent];
		while (*at != UINT32_MAX && compare_kinds(n, *at, i) <= 0)
			at = &c->next[*at];
		c->next[i] = *at;
		*at = i;
	}
	return true;
}

/* The first half of the heights on the right, the rest on the left. */
static bool place_all(struct network *n)
{
	struct column c = {.n = n};
	unsigned all = 0, right = 0, heights[2] = {0};
	int side = 1;

	if (!link_children(&c))
		return false;
	for (uint32_t i = c.first[0]; i != UINT32_MAX; i = c.next[i])
		all += measure(&c, i);
	n->top = NETWORK_MARGIN + NETWORK_TITLE;
	c.y = n->top;
	for (uint32_t i = c.first[0]; i != UINT32_MAX; i = c.next[i]) {
		if (side > 0 && right && right + measure(&c, i) / 2 > all / 2) {
			heights[1] = c.y - n->top;
			c.y = n->top;
			side = -1;
		}
		right += measure(&c, i);
		place(&c, i, side);
	}
	heights[side > 0] = c.y - n->top;
	unsigned most = heights[0] > heights[1] ? heights[0] : heights[1];
	for (size_t i = 1; i < n->node_count; i++)
		n->nodes[i].y += (most - heights[n->nodes[i].side > 0]) / 2;
	most = most > n->nodes[0].box + ROW_GAP ? most : n->nodes[0].box + ROW_GAP;
	n->nodes[0].y = n->top;
	n->nodes[0].height = most;
	n->height = n->top + most + NETWORK_FOOT + NETWORK_MARGIN;
	n->width = 2u * (NETWORK_MARGIN + (n->among_count ? BULGE : 0u)) + NETWORK_BOX +
	           2 * (n->depth ? n->depth : 1) * (NETWORK_SPAN + NETWORK_BOX);
	n->middle = n->width / 2;
	return true;
}

/* ---- the whole ---------------------------------------------------------------------------------------- */

bool network_of(struct network *n, const ties_around *around)
{
	struct collector c = {.n = n};

	*n = (struct network){.around = around,
	                      .centre = &around->centre->candidates[0].entity,
	                      .ties = around->ties,
	                      .tie_count = around->tie_count,
	                      .title = around->centre->candidates[0].entity.caption,
	                      .on = around->centre->on};
	bool well = add_nodes(&c) && find_ends(&c);
	if (well) {
		find_parents(&c, false);
		find_parents(&c, true);
		for (size_t i = 1; i < n->node_count; i++)
			if (n->nodes[i].parent == UINT32_MAX)
				n->nodes[i].parent = 0;
		mark_to_come(&c);
		for (size_t i = 0; i < n->node_count; i++)
			network_size(&n->nodes[i]);
		well = sort_ties(&c) && place_all(n);
	}
	table_finish(&c.index);
	return well;
}

void network_finish(struct network *n)
{
	arena_finish(&n->arena);
}
