/* Score of one pair of names, by whichever scorer. */
#include "match/scorer.h"

#include "base/error.h"
#include "base/options.h"

#include <stdlib.h>

/** A score with the memory that it lives in. */
struct pair {
	ties_pair_score score; /* first, so that the public pointer is this one */
	struct arena arena;
	str text[2]; /* copies of the names */
};

static ties_code check_schema(str schema, ties_error *err)
{
	enum model_schema s;

	if (schema.len == 0 || model_schema_find(schema, &s))
		return TIES_OK;
	return error_set(err, TIES_ERR_USAGE,
	                 "\"%.*s\" is no schema; use one of FollowTheMoney such as Person, Organization or Vessel",
	                 STR_ARG(schema));
}

static struct pair *new_pair(str name1, str name2)
{
	struct pair *p = calloc(1, sizeof *p);

	if (!p)
		return NULL;
	p->text[0] = arena_copy(&p->arena, name1);
	p->text[1] = arena_copy(&p->arena, name2);
	return p;
}

ties_code ties_match_with(const ties_book *book, const ties_match_options *options, ties_str name1, ties_str name2,
                          ties_pair_score **out, ties_error *err)
{
	ties_match_options o;

	*out = NULL;
	OPTIONS_TAKE(&o, options);
	const struct scorer *scorer = scorer_find(o.scorer, err);
	if (!scorer || check_schema(o.schema, err) != TIES_OK)
		return TIES_ERR_USAGE;
	struct pair *p = new_pair(name1, name2);
	if (!p)
		return error_nomem(err);
	ties_code rc = p->arena.failed
	                   ? error_nomem(err)
	                   : scorer->pair(book, o.schema, p->text[0], p->text[1], &p->arena, &p->score, err);
	p->score.scorer = scorer->version();
	if (rc == TIES_OK)
		*out = &p->score;
	else
		ties_pair_score_free(&p->score);
	return rc;
}

ties_code ties_match(const ties_book *book, ties_str schema, ties_str name1, ties_str name2, ties_pair_score **out,
                     ties_error *err)
{
	const ties_match_options options = {.size = sizeof options, .schema = schema};

	return ties_match_with(book, &options, name1, name2, out, err);
}

void ties_pair_score_free(ties_pair_score *score)
{
	struct pair *p = (struct pair *)score;

	if (!p)
		return;
	arena_finish(&p->arena);
	free(p);
}
