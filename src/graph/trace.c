/* `trace`: the options as rules and a question, and the paths found as answers. */
#include "base/vec.h"
#include "graph/paths.h"

enum { PATHS_DEFAULT = 3, PATHS_MAX = 100, HOPS_DEFAULT = 6, HOPS_MAX = 16 };

/* More than any question about people has needed; a graph of millions of ties is crossed within it. */
static const uint64_t visits_max = 20000000;
/* Short searches are over before it pays to count hops; longer ones look at fewer ties with them. */
static const uint64_t hops_after = 2000;

static ties_code read_time(struct graph_rules *rules, struct graph_question *q, ties_trace *out,
                           const ties_trace_options *options, struct arena *arena, ties_error *err)
{
	struct graph_time time = {
	    .reading = options->reading, .from = options->from, .to = options->to, .known_on = options->known_on};
	ties_code rc = graph_rules_time(rules, &time, err);

	if (rc != TIES_OK)
		return rc;
	out->on = graph_when(time.first, arena);
	out->until = graph_when(time.last, arena);
	q->in_order = options->reading == TIES_IN_ORDER;
	q->first_day = time.first.first;
	q->last_day = time.last.last;
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

	graph_tie_known(&step.tie, rules->b, path->tie[i], on, rules->known, arena);
	step.others = count_between(rules, path->node[i], path->node[i + 1]) - 1;
	return step;
}

static bool is_step(const struct graph_answer *answer, uint32_t tie)
{
	for (size_t i = 0; i < answer->count; i++)
		for (uint32_t j = 0; j < answer->paths[i].hops; j++)
			if (answer->paths[i].tie[j] == tie)
				return true;
	return false;
}

/* What is denied costs so much that it may be no path told, and it says something all the same. */
static ties_code find_denials(ties_trace *out, const struct graph_answer *answer, const struct graph_rules *rules,
                              const struct graph_question *q, struct date on, struct arena *arena, ties_error *err)
{
	VEC(uint32_t) found = {0};
	struct graph_edge e;
	bool well = true;

	for (struct graph_walk w = graph_walk(rules, q->from); well && graph_walk_next(&w, &e);) {
		const struct book_tie_kind *kind = BOOK_AT(rules->b, TIE_KIND, BOOK_AT(rules->b, TIE, e.tie)->kind);
		if (e.other == q->to && kind->modality == MODALITY_DENIED && !is_step(answer, e.tie))
			well = vec_push(&found, e.tie);
	}
	ties_tie *list = arena_array(arena, found.len, sizeof *list);
	if (well && list) {
		graph_tell_ties(list, rules->b, found.ptr, found.len, on, rules->known, arena);
		graph_sort_ties(list, found.len);
		out->denials = list;
		out->denial_count = found.len;
	}
	vec_finish(&found);
	return well && list ? TIES_OK : error_nomem(err);
}

static ties_code fill(ties_trace *out, const struct graph_answer *answer, const struct graph_rules *rules,
                      const struct graph_question *q, struct arena *arena, ties_error *err)
{
	const struct date never = {.first = TIES_DAY_MIN, .last = TIES_DAY_MAX, .kind = DATE_UNKNOWN};
	struct date on = rules->when == GRAPH_ON ? rules->date : never;
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
	ties_code rc = find_denials(out, answer, rules, q, on, arena, err);
	return rc == TIES_OK && arena->failed ? error_nomem(err) : rc;
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
	out->complete = true;
	out->max_hops = q.max_hops;
	if (q.from == BOOK_NONE || q.to == BOOK_NONE)
		return arena->failed ? error_nomem(err) : TIES_OK;
	rc = graph_paths(&answer, &rules, &q, arena, err);
	return rc == TIES_OK ? fill(out, &answer, &rules, &q, arena, err) : rc;
}
