/* Ownership as JSON. */
#include "report/json.h"

static json_t *share_object(ties_share s)
{
	json_t *o = json_object();

	json_object_set_new(o, "low", json_real(s.low));
	json_object_set_new(o, "high", json_real(s.high));
	json_object_set_new(o, "stated", json_boolean(s.stated));
	return o;
}

static json_t *entity_object(struct report_out *out, const ties_entity *entity)
{
	json_t *o = json_object();

	json_put_entity(out, o, entity);
	json_put(out, o, "listings", json_listings(out, entity));
	return o;
}

static json_t *holding_object(struct report_out *out, const ties_holding *h)
{
	json_t *o = json_object();

	json_put(out, o, "depth", json_integer(h->depth));
	json_put(out, o, "owner", entity_object(out, &h->owner));
	json_put(out, o, "asset", entity_object(out, &h->asset));
	json_put(out, o, "share", share_object(h->share));
	json_put(out, o, "on", json_string(report_truth_name(h->on)));
	json_put(out, o, "again", json_boolean(h->again));
	json_put(out, o, "reports", json_ties(out, h->reports, h->report_count));
	return o;
}

static json_t *reach_object(struct report_out *out, const ties_reach *r)
{
	json_t *o = json_object();

	json_put(out, o, "jurisdiction", json_string(r->rule->jurisdiction));
	json_put(out, o, "rule", json_string(r->rule->words));
	json_put(out, o, "source", json_string(r->rule->source));
	json_put(out, o, "reached", json_string(report_truth_name(r->reached)));
	json_put(out, o, "share", share_object(r->share));
	return o;
}

void report_owned_json(struct report_out *out, const ties_owned *owned, bool pretty)
{
	json_t *o = json_object(), *holdings = json_array(), *reaches = json_array();

	json_put_text(out, o, "query", owned->entity->query);
	json_put_taken(out, o, owned->entity->candidates, owned->entity->candidate_count);
	json_put_text(out, o, "on", owned->entity->on.edtf);
	json_put(out, o, "candidates", json_meant(out, owned->entity));
	for (size_t i = 0; i < owned->holding_count; i++)
		json_add(out, holdings, holding_object(out, &owned->holdings[i]));
	for (size_t i = 0; i < owned->reach_count; i++)
		json_add(out, reaches, reach_object(out, &owned->reaches[i]));
	json_put(out, o, owned->assets ? "assets" : "owners", holdings);
	json_put(out, o, "rules", reaches);
	json_put(out, o, "economic", owned->economic.stated ? share_object(owned->economic) : json_null());
	json_put(out, o, "cut", json_boolean(owned->cut));
	json_write(out, o, pretty);
}
