/* owned as CSV: a row for each holding, then one for each rule, and what was left out. */
#include "report/csv.h"

#include <stdio.h>

/** What a row tells; what it has nothing of is NULL. */
struct row {
	const char *kind; /* "holding", "rule", "economic", "more", "none", "candidate", "unknown" */
	const ties_holding *holding;
	const ties_entity *asset;
	const ties_entity *told; /* of whom the listings are told */
	const ties_share *share;
	const ties_reach *reach;
};

static void empty(struct report_out *out, unsigned fields)
{
	while (fields--)
		report_csv_field(out, STR(""));
}

static void entity_fields(struct report_out *out, const ties_entity *e)
{
	report_csv_field(out, e ? e->id : STR(""));
	report_csv_field(out, e ? e->caption : STR(""));
}

static void per_cent(struct report_out *out, double share)
{
	char text[32];

	snprintf(text, sizeof text, "%.6g", share);
	csv_word(out, text);
}

static void share_fields(struct report_out *out, const ties_share *share)
{
	if (!share) {
		empty(out, 3);
		return;
	}
	per_cent(out, share->low);
	per_cent(out, share->high);
	csv_word(out, share->stated ? "true" : "false");
}

static void listing_fields(struct report_out *out, const ties_entity *e, ties_when on)
{
	if (!e) {
		empty(out, 3);
		return;
	}
	csv_by(out, e, on, HOLD_YES);
	csv_by(out, e, on, HOLD_POSSIBLY);
	csv_by(out, e, on, HOLD_ENDED);
}

/* Each source once, in the order of the reports. */
static void sources_field(struct report_out *out, const ties_holding *h)
{
	struct buf joined = {0};

	for (size_t i = 0; i < h->report_count; i++) {
		str source = h->reports[i].source.len ? h->reports[i].source : h->reports[i].ref;
		bool told = false;
		for (size_t j = 0; j < i && !told; j++)
			told = str_equal(source, h->reports[j].source.len ? h->reports[j].source : h->reports[j].ref);
		if (told)
			continue;
		if (joined.len)
			buf_add_char(&joined, ';');
		buf_add(&joined, source);
	}
	report_csv_field(out, buf_str(&joined));
	out->buf.failed |= joined.failed;
	buf_finish(&joined);
}

static void put_row(struct report_out *out, const ties_owned *owned, const struct row *r)
{
	const ties_status *asked = owned->entity;
	const ties_holding *h = r->holding;

	report_csv_field(out, asked->query);
	report_csv_field(out, asked->on.edtf);
	csv_word(out, r->kind);
	if (h)
		csv_number(out, h->depth);
	else
		empty(out, 1);
	entity_fields(out, h ? &h->owner : NULL);
	entity_fields(out, r->asset);
	share_fields(out, r->share);
	csv_word(out, h ? report_truth_name(h->on) : "");
	listing_fields(out, r->told, asked->on);
	csv_word(out, r->reach ? r->reach->rule->jurisdiction : "");
	csv_word(out, r->reach ? report_truth_name(r->reach->reached) : "");
	if (h)
		sources_field(out, h);
	else
		csv_word(out, r->reach ? r->reach->rule->source : "");
	report_csv_end(out);
}

/* Nobody is meant, or several are. */
static void put_unclear(struct report_out *out, const ties_owned *owned)
{
	const ties_status *asked = owned->entity;

	if (!asked->candidate_count)
		put_row(out, owned, &(struct row){.kind = "unknown"});
	for (size_t i = 0; i < asked->candidate_count; i++) {
		const ties_entity *e = &asked->candidates[i].entity;
		put_row(out, owned, &(struct row){.kind = "candidate", .asset = e, .told = e});
	}
}

static void put_holding(struct report_out *out, const ties_owned *owned, size_t i)
{
	const ties_holding *h = &owned->holdings[i];

	put_row(out, owned,
	        &(struct row){.kind = "holding",
	                      .holding = h,
	                      .asset = &h->asset,
	                      .told = owned->assets ? &h->asset : &h->owner,
	                      .share = &h->share,
	                      .reach = owned->assets && i < owned->reach_count ? &owned->reaches[i] : NULL});
}

void report_owned_csv(struct report_out *out, const ties_owned *owned)
{
	static const char *const names[] = {"query",         "on",      "kind",          "depth",      "owner",
	                                    "owner_caption", "asset",   "asset_caption", "share_from", "share_to",
	                                    "stated",        "holds",   "listed_by",     "possibly",   "formerly",
	                                    "rule",          "reached", "source",        NULL};

	csv_header(out, names);
	if (owned->entity->candidate_count != 1) {
		put_unclear(out, owned);
		return;
	}
	const ties_entity *asked = &owned->entity->candidates[0].entity;
	for (size_t i = 0; i < owned->holding_count; i++)
		put_holding(out, owned, i);
	if (!owned->holding_count)
		put_row(out, owned,
		        &(struct row){.kind = "none", .asset = owned->assets ? NULL : asked, .told = asked});
	if (owned->cut)
		put_row(out, owned, &(struct row){.kind = "more"});
	for (size_t i = 0; !owned->assets && i < owned->reach_count; i++)
		put_row(out, owned,
		        &(struct row){.kind = "rule",
		                      .asset = asked,
		                      .share = &owned->reaches[i].share,
		                      .reach = &owned->reaches[i]});
	if (owned->economic.stated)
		put_row(out, owned, &(struct row){.kind = "economic", .asset = asked, .share = &owned->economic});
}
