/* OFAC's scorer as one of the registry: search_ofac.c for databases, src/ofac for pairs. */
#include "match/scorer.h"
#include "match/search_ofac.h"

#include "base/error.h"
#include "ofac/ofac.h"

static ties_code open_search(void **search, const ties_book *b, ties_error *err)
{
	struct search_ofac *s;
	ties_code rc = search_ofac_new(&s, b, err);

	*search = s;
	return rc;
}

static void close_search(void *search)
{
	search_ofac_free(search);
}

static ties_code run(void *search, str name, const struct match_filter *filter, const struct match_candidate **out,
                     size_t *count, ties_error *err)
{
	return search_ofac_run(search, name, filter, out, count, err);
}

static bool has(const void *search, uint32_t entity)
{
	return search_ofac_has(search, entity);
}

static bool score_entity(void *search, uint32_t entity, struct match_candidate *out)
{
	return search_ofac_entity(search, entity, out);
}

static uint64_t scored(const void *search)
{
	return search_ofac_scored(search);
}

/* ---- why ------------------------------------------------------------------------------------------- */

static const char *reason_text(uint8_t reason)
{
	static const char *const texts[] = {
	    [OFAC_NOTHING] = "left over", [OFAC_SPELLING] = "spelling", [OFAC_SOUND] = "sound", [OFAC_SAME] = "same"};

	return texts[reason];
}

static str written(str name, const struct ofac_part *part)
{
	return str_slice(name, part->start, part->end);
}

static const ties_reason *explain(str query, str name, struct arena *arena, size_t *count)
{
	struct ofac_explanation why;
	struct ofac_name left, right;

	ofac_read(query, &left);
	ofac_read(name, &right);
	double score = ofac_score(&left, &right, &why);
	*count = why.whole ? 1 : left.count;
	ties_reason *out = *count ? arena_array(arena, *count, sizeof *out) : NULL;
	if (!out)
		*count = 0;
	if (out && why.whole)
		out[0] = (ties_reason){
		    .left = query, .right = name, .similarity = score, .weight = 1, .why = "whole string"};
	for (size_t i = 0; out && !why.whole && i < left.count; i++)
		out[i] = (ties_reason){
		    .left = written(query, &left.part[i]),
		    .right =
		        why.pair[i].reason == OFAC_NOTHING ? STR("") : written(name, &right.part[why.pair[i].part]),
		    .similarity = why.pair[i].score,
		    .weight = 1.0 / left.count,
		    .why = reason_text(why.pair[i].reason),
		};
	return out;
}

static const ties_reason *reasons(void *search, const struct match_candidate *c, str query, str name,
                                  struct arena *arena, size_t *count)
{
	(void)search;
	(void)c;
	return explain(query, name, arena, count);
}

static ties_code score_pair(const ties_book *b, str schema, str name1, str name2, struct arena *arena,
                            ties_pair_score *out, ties_error *err)
{
	struct ofac_name query, name;

	(void)b;
	(void)schema;
	ofac_read(name1, &query);
	ofac_read(name2, &name);
	out->score = ofac_score(&query, &name, NULL);
	out->reasons = explain(name1, name2, arena, &out->reason_count);
	return arena->failed ? error_nomem(err) : TIES_OK;
}

const struct scorer scorer_ofac = {
    .name = "ofac",
    .version = ofac_scorer,
    .open = open_search,
    .close = close_search,
    .run = run,
    .has = has,
    .entity = score_entity,
    .scored = scored,
    .reasons = reasons,
    .pair = score_pair,
};
