/* match and screen as JSON. Of files with many names much of the time went into trees of values: answers are written
 * straight. */
#include "report/json_straight.h"

/* ---- match ----------------------------------------------------------------------------------------- */

static const struct shape_member pair_members[] = {
    SHAPE_OF(struct report_pair, name1, SHAPE_TEXT),
    SHAPE_OF(struct report_pair, name2, SHAPE_TEXT),
    SHAPE_OF(struct report_pair, schema, SHAPE_TEXT_OR_NULL),
};
static const struct shape shape_pair = SHAPE(pair_members, struct report_pair);

static const struct shape_member score_members[] = {
    SHAPE_OF(ties_pair_score, score, SHAPE_SCORE),
    SHAPE_OF(ties_pair_score, scorer, SHAPE_WORD),
};
static const struct shape shape_score = SHAPE(score_members, ties_pair_score);

static void put_pair(struct report_out *out, const struct report_pair *pair, bool pretty)
{
	struct json_straight j = {.out = out, .pretty = pretty};
	const ties_pair_score *score = pair->score;

	straight_open(&j, STR(""), '{');
	straight_members(&j, &shape_pair, pair);
	if (score)
		straight_members(&j, &shape_score, score);
	else
		straight_null(&j, STR("score"));
	straight_objects(&j, STR("reasons"), &shape_reason, score ? score->reasons : NULL,
	                 score ? score->reason_count : 0);
	if (!score)
		straight_text(&j, STR("error"), str_from(pair->error));
	straight_close(&j, '}');
	straight_end(&j);
}

void report_match_json(struct report_out *out, const struct report_pair *pair)
{
	put_pair(out, pair, true);
}

void report_match_jsonl(struct report_out *out, const struct report_pair *pair)
{
	put_pair(out, pair, false);
}

/* ---- screen ---------------------------------------------------------------------------------------- */

/* Behind who it is. */
static const struct shape_member hit_members[] = {
    SHAPE_OF(ties_hit, score, SHAPE_SCORE),
    SHAPE_OF(ties_hit, match, SHAPE_BOOL),
    SHAPE_OF(ties_hit, name, SHAPE_TEXT),
    SHAPE_LIST("datasets", ties_hit, entity.datasets, entity.dataset_count),
    SHAPE_LIST("topics", ties_hit, entity.topics, entity.topic_count),
};
static const struct shape shape_hit = SHAPE(hit_members, ties_hit);

static void put_features(struct json_straight *j, const ties_hit *hit)
{
	straight_open(j, STR("features"), '{');
	straight_score(j, STR("name"), hit->name_score);
	for (size_t i = 0; i < hit->evidence_count; i++)
		if (hit->evidence[i].known)
			straight_score(j, str_from(hit->evidence[i].axis), hit->evidence[i].value);
	straight_close(j, '}');
}

static void put_hit(struct json_straight *j, const ties_hit *hit, bool explain)
{
	const ties_entity *e = &hit->entity;

	straight_open(j, STR(""), '{');
	straight_members(j, &shape_entity, e);
	straight_members(j, &shape_hit, hit);
	straight_objects(j, STR("listings"), &shape_listing, e->listings, e->listing_count);
	straight_objects(j, STR("offices"), &shape_office, e->offices, e->office_count);
	put_features(j, hit);
	if (explain)
		straight_objects(j, STR("reasons"), &shape_reason, hit->reasons, hit->reason_count);
	straight_close(j, '}');
}

static void put_screening(struct report_out *out, const struct report_screening *s, bool pretty)
{
	struct json_straight j = {.out = out, .pretty = pretty};
	const struct shape_asked asked = {.row = s->row, .query = *s->query};

	straight_open(&j, STR(""), '{');
	straight_open(&j, STR("query"), '{');
	straight_members(&j, &shape_query, &asked);
	straight_close(&j, '}');
	straight_open(&j, STR("hits"), '[');
	for (size_t i = 0; i < s->hits->hit_count; i++)
		put_hit(&j, &s->hits->hits[i], s->explain);
	straight_close(&j, ']');
	if (s->error)
		straight_text(&j, STR("error"), str_from(s->error));
	straight_count(&j, STR("total"), s->hits->total);
	if (s->hits->scorer)
		straight_text(&j, STR("scorer"), str_from(s->hits->scorer));
	else
		straight_null(&j, STR("scorer"));
	straight_close(&j, '}');
	straight_end(&j);
}

void report_screen_json(struct report_out *out, const struct report_screening *s)
{
	put_screening(out, s, true);
}

void report_screen_jsonl(struct report_out *out, const struct report_screening *s)
{
	put_screening(out, s, false);
}
