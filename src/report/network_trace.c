/* Paths as a picture: each path is a row from one end to the other, the nearest first; then a row for each denial.
 *
 * Whoever stands on several paths has a box on each of them, so that every row can be read by itself and no line
 * crosses another. The ties of the picture are the steps, path by path. */
#include "report/network.h"

static size_t count_steps(const ties_trace *trace)
{
	size_t sum = 0;

	for (size_t i = 0; i < trace->path_count; i++)
		sum += trace->paths[i].step_count;
	return sum + trace->denial_count;
}

static uint32_t first_alike(const struct network *n, str id)
{
	for (uint32_t i = 0; i < n->node_count; i++)
		if (str_equal(n->nodes[i].id, id))
			return i;
	return (uint32_t)n->node_count;
}

static void add_step(struct network *n, ties_tie *ties, const ties_trace_step *step, unsigned depth)
{
	uint32_t self = (uint32_t)n->node_count, before = depth > 1 ? self - 1 : 0, tie = (uint32_t)n->order_count;
	str id = step->forward ? step->tie.to : step->tie.from;
	str caption = step->forward ? step->tie.to_caption : step->tie.from_caption;

	n->nodes[self] = (struct network_node){.entity = step->entity,
	                                       .id = id,
	                                       .caption = caption,
	                                       .schema = step->entity ? step->entity->schema : STR(""),
	                                       .same = first_alike(n, id),
	                                       .depth = depth,
	                                       .parent = before,
	                                       .side = 1,
	                                       .first_tie = tie,
	                                       .tie_count = 1,
	                                       .others = step->others};
	network_size(&n->nodes[self]);
	n->node_count++;
	ties[tie] = step->tie;
	n->order[tie] = tie;
	n->ends[tie] = step->forward ? (struct network_ends){before, self} : (struct network_ends){self, before};
	n->order_count++;
	n->depth = depth > n->depth ? depth : n->depth;
}

/* The boxes of a path stand at one height. */
static void add_path(struct network *n, ties_tie *ties, const ties_path *path, unsigned *y)
{
	size_t begin = n->node_count;
	unsigned height = 0;

	for (size_t i = 0; i < path->step_count; i++) {
		add_step(n, ties, &path->steps[i], (unsigned)i + 1);
		unsigned least = network_row(&n->nodes[n->node_count - 1]);
		height = least > height ? least : height;
	}
	for (size_t i = begin; i < n->node_count; i++) {
		n->nodes[i].y = *y;
		n->nodes[i].height = height;
	}
	*y += height;
}

static void add_denial(struct network *n, ties_tie *ties, const ties_tie *denied, unsigned *y)
{
	const ties_trace *trace = n->trace;
	const ties_trace_step step = {.tie = *denied,
	                              .forward = str_equal(denied->from, n->centre->id),
	                              .entity = &trace->to->candidates[0].entity};

	add_path(n, ties, &(ties_path){.steps = &step, .step_count = 1}, y);
}

bool network_of_trace(struct network *n, const ties_trace *trace, ties_reading reading)
{
	const ties_entity *from = &trace->from->candidates[0].entity;
	size_t steps = count_steps(trace);

	*n = (struct network){.trace = trace, .reading = reading, .centre = from, .on = trace->from->on};
	n->title = arena_print(&n->arena, "%.*s and %.*s", STR_ARG(from->caption),
	                       STR_ARG(trace->to->candidates[0].entity.caption));
	n->nodes = arena_array(&n->arena, steps + 1, sizeof *n->nodes);
	n->order = arena_array(&n->arena, steps + 1, sizeof *n->order);
	n->ends = arena_array(&n->arena, steps + 1, sizeof *n->ends);
	ties_tie *ties = arena_array(&n->arena, steps + 1, sizeof *ties);
	if (!n->nodes || !n->order || !n->ends || !ties || n->arena.failed)
		return false;
	n->nodes[n->node_count++] =
	    (struct network_node){.entity = from, .id = from->id, .caption = from->caption, .schema = from->schema};
	network_size(&n->nodes[0]);
	unsigned least = network_row(&n->nodes[0]), y = NETWORK_MARGIN + NETWORK_TITLE;
	n->top = y;
	for (size_t i = 0; i < trace->path_count; i++)
		add_path(n, ties, &trace->paths[i], &y);
	for (size_t i = 0; i < trace->denial_count; i++)
		add_denial(n, ties, &trace->denials[i], &y);
	y = y > n->top + least ? y : n->top + least;
	n->nodes[0].y = n->top;
	n->nodes[0].height = y - n->top;
	n->ties = ties;
	n->tie_count = steps;
	n->height = y + NETWORK_FOOT + NETWORK_MARGIN;
	n->middle = NETWORK_MARGIN + NETWORK_BOX / 2;
	n->width = 2 * NETWORK_MARGIN + NETWORK_BOX + (n->depth ? n->depth : 1) * (NETWORK_SPAN + NETWORK_BOX);
	return true;
}
