/* screen as JSON. Of a file with many names most of the time went into trees of values: answers are written straight.
 */
#include "report/json_straight.h"

/* Behind who it is. */
static const struct shape_member hit_members[] = {
    SHAPE_OF(ties_hit, score, SHAPE_SCORE),
    SHAPE_OF(ties_hit, match, SHAPE_BOOL),
    SHAPE_OF(ties_hit, name, SHAPE_TEXT),
    SHAPE_LIST("datasets", ties_hit, entity.datasets, entity.dataset_count),
    SHAPE_LIST("topics", ties_hit, entity.topics, entity.topic_count),
};
static const struct shape shape_hit = SHAPE(hit_members, ties_hit);

/** What is said behind the hits. */
struct tail {
	str error, scorer;
	uint64_t total;
};

static const struct shape_member tail_members[] = {
    SHAPE_OF(struct tail, error, SHAPE_TEXT_IF_ANY),
    SHAPE_OF(struct tail, total, SHAPE_COUNT),
    SHAPE_OF(struct tail, scorer, SHAPE_TEXT_OR_NULL),
};
static const struct shape shape_tail = SHAPE(tail_members, struct tail);

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
	const struct tail tail = {
	    .error = str_from(s->error), .scorer = str_from(s->hits->scorer), .total = s->hits->total};

	straight_open(&j, STR(""), '{');
	straight_open(&j, STR("query"), '{');
	straight_members(&j, &shape_query, &asked);
	straight_close(&j, '}');
	straight_open(&j, STR("hits"), '[');
	for (size_t i = 0; i < s->hits->hit_count; i++)
		put_hit(&j, &s->hits->hits[i], s->explain);
	straight_close(&j, ']');
	straight_members(&j, &shape_tail, &tail);
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
