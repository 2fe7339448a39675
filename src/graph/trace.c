/* `trace`: the options as rules and a question, and the paths found as answers. */
#include "graph/paths.h"

enum { PATHS_DEFAULT = 3, PATHS_MAX = 100, HOPS_DEFAULT = 6, HOPS_MAX = 16 };

/* More than any question about people has needed; a graph of millions of ties is crossed within it. */
static const uint64_t visits_max = 20000000;
/* Most searches are shorter than counting hops is. */
static const uint64_t hops_after = 20000;

static const struct date unknown = {.first = TIES_DAY_MIN, .last = TIES_DAY_MAX, .kind = DATE_UNKNOWN};

static ties_code read_date(struct date *out, str text, bool needed, const char *what, ties_error *err)
{
	*out = unknown;
	if (!text.len)
		return needed ? error_set(err, TIES_ERR_USAGE, "%s is needed for this", what) : TIES_OK;
	return date_span_parse(text, out, err) == TIES_OK ? TIES_OK : TIES_ERR_USAGE;
}

static ties_when as_when(struct date d, struct arena *arena)
{
	char text[DATE_TEXT_MAX];

	return (ties_when){arena_copy(arena, (str){text, date_print(d, text)}), d.first, d.last};
}

/* From the first day of one date to the last of the other. */
static void set_window(struct graph_rules *rules, struct date from, struct date to)
{
	rules->when = GRAPH_WITHIN;
	rules->window.from = (struct date){.first = from.first, .last = from.first, .kind = DATE_KNOWN};
	rules->window.to = (struct date){.first = to.last, .last = to.last, .kind = DATE_KNOWN};
	if (to.last < TIES_DAY_MAX)
		rules->window.to.first = ++rules->window.to.last;
	if (from.kind == DATE_UNKNOWN)
		rules->window.from = (struct date){.first = TIES_DAY_MIN, .last = TIES_DAY_MIN, .kind = DATE_OPEN};
	if (to.kind == DATE_UNKNOWN)
		rules->window.to = (struct date){.first = TIES_DAY_MAX, .last = TIES_DAY_MAX, .kind = DATE_OPEN};
}

static ties_code read_time(struct graph_rules *rules, struct graph_question *q, ties_trace *out,
                           const ties_trace_options *options, struct arena *arena, ties_error *err)
{
	ties_reading reading = options->reading;
	struct date from, to;
	ties_code rc =
	    read_date(&from, options->from, reading == TIES_ON_DATE || reading == TIES_BETWEEN, "a date", err);

	if (rc == TIES_OK)
		rc = read_date(&to, options->to, reading == TIES_BETWEEN, "a second date", err);
	if (rc == TIES_OK)
		rc = read_date(&rules->known_on, options->known_on, false, "a date", err);
	if (rc != TIES_OK)
		return rc;
	if (from.kind == DATE_KNOWN && to.kind == DATE_KNOWN && to.last < from.first)
		return error_set(err, TIES_ERR_USAGE, "the time asked about ends before it begins");
	out->on = as_when(from, arena);
	out->until = as_when(to, arena);
	if (reading == TIES_ON_DATE) {
		rules->when = GRAPH_ON;
		rules->date = from;
	} else if (reading == TIES_BETWEEN || (reading == TIES_IN_ORDER && (options->from.len || options->to.len))) {
		set_window(rules, from, to);
	}
	q->in_order = reading == TIES_IN_ORDER;
	q->first_day = from.first;
	q->last_day = to.last;
	return TIES_OK;
}

static ties_code read_options(struct graph_rules *rules, struct graph_question *q, ties_trace *out, const ties_book *b,
                              const ties_trace_options *options, struct arena *arena, ties_error *err)
{
	if (options->paths > PATHS_MAX || options->max_hops > HOPS_MAX)
		return error_set(err, TIES_ERR_USAGE, "at most %d paths of at most %d hops can be asked for", PATHS_MAX,
		                 HOPS_MAX);
	*q = (struct graph_question){.paths = options->paths ? options->paths : PATHS_DEFAULT,
	                             .max_hops = (unsigned)(options->max_hops ? options->max_hops : HOPS_DEFAULT),
	                             .hops_after = hops_after,
	                             .visits_max = visits_max};
	ties_code rc = graph_rules_init(rules, b, options->relations, options->asserted, arena, err);
	return rc == TIES_OK ? read_time(rules, q, out, options, arena, err) : rc;
}

/* ---- answers ---------------------------------------------------------------------------------------------- */

static size_t count_between(const struct graph_rules *rules, uint32_t node, uint32_t other)
{
	struct graph_edge e;
	size_t count = 0;

	for (struct graph_walk w = graph_walk(rules, node); graph_walk_next(&w, &e);)
		count += e.other == other;
	return count;
}

static ties_trace_step step_of(const struct graph_rules *rules, const struct graph_path *path, uint32_t i,
                               struct date on, struct arena *arena)
{
	ties_trace_step step = {.forward = BOOK_AT(rules->b, TIE, path->tie[i])->from == path->node[i]};

	graph_tie(&step.tie, rules->b, path->tie[i], on, arena);
	step.others = count_between(rules, path->node[i], path->node[i + 1]) - 1;
	return step;
}

static ties_code fill(ties_trace *out, const struct graph_answer *answer, const struct graph_rules *rules,
                      struct arena *arena, ties_error *err)
{
	struct date on = rules->when == GRAPH_ON ? rules->date : unknown;
	ties_path *paths = arena_array(arena, answer->count, sizeof *paths);

	out->paths = paths;
	out->complete = answer->complete;
	out->visits = answer->visits;
	for (size_t i = 0; i < answer->count && paths; i++) {
		const struct graph_path *path = &answer->paths[i];
		ties_trace_step *steps = arena_array(arena, path->hops, sizeof *steps);
		for (uint32_t j = 0; j < path->hops && steps; j++)
			steps[j] = step_of(rules, path, j, on, arena);
		paths[i] = (ties_path){.cost = path->cost / 1000.0, .steps = steps, .step_count = path->hops};
	}
	out->path_count = answer->count;
	return arena->failed ? error_nomem(err) : TIES_OK;
}

ties_code graph_trace(ties_trace *out, const ties_book *b, uint32_t from, uint32_t to,
                      const ties_trace_options *options, struct arena *arena, ties_error *err)
{
	static const ties_trace_options none = {0};
	struct graph_answer answer = {.complete = true};
	struct graph_rules rules;
	struct graph_question q;
	ties_code rc = read_options(&rules, &q, out, b, options ? options : &none, arena, err);

	if (rc != TIES_OK)
		return rc;
	if (from == to)
		return error_set(err, TIES_ERR_USAGE, "both names mean the same: %.*s",
		                 STR_ARG(book_string(b, BOOK_AT(b, ENTITY, from)->caption)));
	q.from = book_node_of(b, from);
	q.to = book_node_of(b, to);
	if (q.from != BOOK_NONE && q.to != BOOK_NONE)
		rc = graph_paths(&answer, &rules, &q, arena, err);
	return rc == TIES_OK ? fill(out, &answer, &rules, arena, err) : rc;
}
