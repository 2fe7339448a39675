/* Decisions of people, replayed at every build.
 *
 * "different" is known before anything is joined, so that no chain of joins goes round it. "same" is followed oldest
 * first: of decisions that contradict each other over several pairs (A is B, B is C, A is not C) the one that would
 * close the contradiction is not followed, and is told with its line. */
#include "compile/join.h"

#include <stdlib.h>

struct replay {
	struct joins *j;
	decision_reject_fn *reject;
	void *context;
};

static void tell(const struct replay *r, const struct decision *d, const char *why)
{
	struct arena *arena = &r->j->f->arena;
	str reason = arena_print(arena, "%.*s and %.*s: %s", STR_ARG(d->left), STR_ARG(d->right), why);

	if (r->reject && reason.ptr)
		r->reject(r->context, d->path, d->line, reason.ptr, STR(""));
}

static const char *words(enum join_result result)
{
	switch (result) {
	case JOIN_NOT_CURATED:
		return "decided to be the same, but both are curated entities: they stay two";
	case JOIN_NOT_ONE_KIND:
		return "decided to be the same, but they or records joined with them are of different kinds, such as a "
		       "person and an organisation: they stay two";
	case JOIN_NOT_DECIDED:
		return "decided to be the same, but they, or records that are the same as these, are decided to be "
		       "different: they stay two";
	case JOIN_NOT_SO_MANY:
		return "decided to be the same, but the entity would have more than 256 records: they stay two";
	default:
		return NULL;
	}
}

static bool make_edge(const struct joins *j, const struct decision *d, struct join_edge *out)
{
	static const uint16_t kinds[] = {[TIES_SAME] = TIES_JOINED_DECIDED,
	                                 [TIES_DIFFERENT] = TIES_DECIDED_DIFFERENT,
	                                 [TIES_UNSURE] = TIES_DECIDED_UNSURE};

	*out = (struct join_edge){.left = joins_find_ref(j, d->left),
	                          .right = joins_find_ref(j, d->right),
	                          .kind = kinds[d->verdict],
	                          .decision = d};
	return out->left != FOLD_NONE && out->right != FOLD_NONE;
}

static int compare_numbers(const void *left, const void *right)
{
	uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;

	return a < b ? -1 : a > b;
}

/* Those that join nothing: they are kept, and hold apart. */
bool join_hold_apart(struct joins *j, const struct decisions *d)
{
	struct join_edge edge;
	bool well = true;

	for (size_t i = 0; i < d->list.len && well; i++) {
		if (d->list.ptr[i].verdict == TIES_SAME || !make_edge(j, &d->list.ptr[i], &edge))
			continue;
		uint32_t low = edge.left < edge.right ? edge.left : edge.right;
		uint64_t pair = (uint64_t)low << 32 | (edge.left ^ edge.right ^ low);
		well = vec_push(&j->edges, edge) && (edge.kind != TIES_DECIDED_DIFFERENT || vec_push(&j->apart, pair));
		j->report.joined[edge.kind]++;
	}
	if (j->apart.len)
		qsort(j->apart.ptr, j->apart.len, sizeof *j->apart.ptr, compare_numbers);
	return well && !j->f->failed;
}

bool join_decided(struct joins *j, const struct decisions *d, decision_reject_fn *reject, void *context)
{
	struct replay r = {j, reject, context};
	struct join_edge edge;

	j->report.decisions = d->list.len;
	for (size_t i = 0; i < d->list.len; i++) {
		const struct decision *decision = &d->list.ptr[i];
		if (!make_edge(j, decision, &edge)) {
			j->report.unknown++;
			continue;
		}
		const char *why = decision->verdict == TIES_SAME ? words(joins_add(j, &edge)) : NULL;
		if (why) {
			j->report.conflicts++;
			tell(&r, decision, why);
		}
	}
	return !j->f->failed;
}

/* ---- decisions out of a database ------------------------------------------------------------------------------ */

static bool find_verdict(uint16_t kind, ties_verdict *out)
{
	*out = kind == TIES_JOINED_DECIDED ? TIES_SAME : kind == TIES_DECIDED_DIFFERENT ? TIES_DIFFERENT : TIES_UNSURE;
	return kind == TIES_JOINED_DECIDED || kind == TIES_DECIDED_DIFFERENT || kind == TIES_DECIDED_UNSURE;
}

bool join_restore_decisions(struct decisions *d, const ties_book *b)
{
	const char *path = arena_copy(&d->arena, str_from(b->path)).ptr;

	for (uint32_t i = 0; i < b->JOIN.count; i++) {
		const struct book_join *join = &b->JOIN.items[i];
		struct decision decision = {.path = path};
		if (!find_verdict(join->kind, &decision.verdict))
			continue;
		str left = book_ref_text(b, join->left, &d->arena), right = book_ref_text(b, join->right, &d->arena);
		bool swapped = str_compare(left, right) > 0;
		decision.left = swapped ? right : left;
		decision.right = swapped ? left : right;
		decision.who = arena_copy(&d->arena, book_string(b, join->who));
		decision.when = arena_copy(&d->arena, book_string(b, join->when));
		decision.reason = arena_copy(&d->arena, book_string(b, join->value));
		if (d->arena.failed || !vec_push(&d->list, decision))
			return false;
	}
	return true;
}
