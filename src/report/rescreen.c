/* `rescreen`: customers whose answer changed.
 *
 *   سازمان مجاهدین خلق (K-1002)
 *     delisted  1.00  Mujahedin-e-Khalq
 *               2012-06-30: listed by US, CA; formerly by GB, EU
 *               2026-11-26: not listed; formerly by US, CA, GB, EU
 *
 * Who is listed on both days is told what is no longer so, and what is new. */
#include "report/entity.h"
#include "report/json.h"

enum { CHANGE_AT = 2, SCORE_AT = 15, NAME_AT = 21 };

static void day_of(struct report_out *out, const ties_hit *hit, ties_when on)
{
	page_to(out, NAME_AT);
	page_text(out, on.edtf);
	page_put(out, ": ");
	if (hit)
		entity_summary(out, &hit->entity, on, false, NAME_AT);
	else
		page_put(out, "no hit");
	page_line(out);
}

static bool has_listing(const ties_hit *hit, const ties_listing *l)
{
	for (size_t i = 0; i < hit->entity.listing_count; i++)
		if (hit->entity.listings[i].on == l->on && str_equal(hit->entity.listings[i].ref, l->ref) &&
		    str_equal(hit->entity.listings[i].regime, l->regime))
			return true;
	return false;
}

static bool has_office(const ties_hit *hit, const ties_office *o)
{
	for (size_t i = 0; i < hit->entity.office_count; i++)
		if (hit->entity.offices[i].on == o->on && str_equal(hit->entity.offices[i].ref, o->ref))
			return true;
	return false;
}

static void one_side(struct report_out *out, const char *sign, ties_truth on, str by, str what)
{
	page_to(out, NAME_AT);
	page_put(out, sign);
	page_text(out, by);
	page_put(out, by.len ? " " : "");
	page_wrap(out, what, NAME_AT + 2);
	page_put(out, on == TIES_POSSIBLY ? ", possibly" : "");
	page_line(out);
}

/* What holds of the one, or may hold, and not likewise of the other. */
static void only_of(struct report_out *out, const char *sign, const ties_hit *one, const ties_hit *other)
{
	for (size_t i = 0; i < one->entity.listing_count; i++) {
		const ties_listing *l = &one->entity.listings[i];
		if (l->on != TIES_NO && !has_listing(other, l))
			one_side(out, sign, l->on, listing_by(l), listing_label(l));
	}
	for (size_t i = 0; i < one->entity.office_count; i++) {
		const ties_office *o = &one->entity.offices[i];
		if (o->on != TIES_NO && !has_office(other, o))
			one_side(out, sign, o->on, o->jurisdiction, o->position);
	}
}

static void affected(struct report_out *out, const ties_affected *a, const struct report_rescreening *r)
{
	const ties_hit *hit = a->after ? a->after : a->before;
	bool bad = strcmp(a->change, "appeared") == 0 || strcmp(a->change, "listed") == 0;

	page_to(out, CHANGE_AT);
	page_colour(out, bad ? PAGE_RED : PAGE_AMBER);
	page_put(out, a->change);
	page_colour(out, PAGE_PLAIN);
	page_to(out, SCORE_AT);
	page_print(out, "%.2f  ", hit->score);
	page_wrap(out, hit->entity.caption, NAME_AT);
	page_line(out);
	if (strcmp(a->change, "changed") != 0) {
		day_of(out, a->before, r->from);
		day_of(out, a->after, r->to);
		return;
	}
	day_of(out, a->after, r->to);
	only_of(out, "- ", a->before, a->after);
	only_of(out, "+ ", a->after, a->before);
}

void report_rescreen_text(struct report_out *out, const struct report_rescreening *r)
{
	if (r->answer->count == 0 && !r->error)
		return;
	page_colour(out, PAGE_BOLD);
	page_text(out, r->query->name.len ? r->query->name : r->query->id.len ? r->query->id : STR("no name"));
	page_colour(out, PAGE_PLAIN);
	if (r->row.len) {
		page_put(out, " (");
		page_text(out, r->row);
		page_put(out, ")");
	}
	page_line(out);
	if (r->error) {
		page_to(out, CHANGE_AT);
		page_wrap(out, str_from(r->error), CHANGE_AT);
		page_line(out);
	}
	for (size_t i = 0; i < r->answer->count; i++)
		affected(out, &r->answer->affected[i], r);
	page_line(out);
}

/* ---- JSON and CSV --------------------------------------------------------------------------------------------- */

static json_t *state(struct report_out *out, const ties_hit *hit)
{
	json_t *o = json_object();

	if (!hit) {
		json_decref(o);
		return json_null();
	}
	json_put(out, o, "score", json_score(hit->score));
	json_put(out, o, "match", json_boolean(hit->match));
	json_put_text(out, o, "name", hit->name);
	json_put(out, o, "listings", json_listings(out, &hit->entity));
	json_put(out, o, "offices", json_offices(out, &hit->entity));
	return o;
}

static json_t *answer(struct report_out *out, const struct report_rescreening *r)
{
	json_t *o = json_object(), *array = json_array();

	for (size_t i = 0; i < r->answer->count; i++) {
		const ties_affected *a = &r->answer->affected[i];
		json_t *item = json_object();
		json_put(out, item, "change", json_string(a->change));
		json_put_entity(out, item, &(a->after ? a->after : a->before)->entity);
		json_put(out, item, "before", state(out, a->before));
		json_put(out, item, "after", state(out, a->after));
		json_add(out, array, item);
	}
	json_put(out, o, "query", json_query(out, r->row, r->query));
	json_put_text(out, o, "from", r->from.edtf);
	json_put_text(out, o, "to", r->to.edtf);
	json_put(out, o, "affected", array);
	if (r->error)
		json_put(out, o, "error", json_text(out, str_from(r->error)));
	return o;
}

void report_rescreen_json(struct report_out *out, const struct report_rescreening *r)
{
	json_write(out, answer(out, r), true);
}

void report_rescreen_jsonl(struct report_out *out, const struct report_rescreening *r)
{
	json_write(out, answer(out, r), false);
}

void report_rescreen_csv_header(struct report_out *out)
{
	static const char *const names[] = {"row",          "query",       "change",        "id",           "caption",
	                                    "score_before", "score_after", "listed_before", "listed_after", "error"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		report_csv_field(out, str_from(names[i]));
	report_csv_end(out);
}

static void score_field(struct report_out *out, const ties_hit *hit)
{
	char text[16];
	int n = hit ? snprintf(text, sizeof text, "%.4f", hit->score) : 0;

	report_csv_field(out, (str){text, n > 0 ? (size_t)n : 0});
}

/** "CA;US": who lists it. */
static void listed_field(struct report_out *out, const ties_hit *hit, ties_when on)
{
	size_t at[SUMMARY_MAX], n = hit ? entity_jurisdictions(&hit->entity, on, HOLD_YES, at) : 0;
	struct buf b = {0};

	for (size_t i = 0; i < n && i < SUMMARY_MAX; i++) {
		if (i)
			buf_add_char(&b, ';');
		buf_add(&b, listing_by(&hit->entity.listings[at[i]]));
	}
	out->buf.failed |= b.failed;
	report_csv_field(out, buf_str(&b));
	buf_finish(&b);
}

void report_rescreen_csv(struct report_out *out, const struct report_rescreening *r)
{
	static const ties_affected none = {.change = ""};

	for (size_t i = 0; i < r->answer->count || (i == 0 && r->error); i++) {
		const ties_affected *a = r->error ? &none : &r->answer->affected[i];
		const ties_hit *hit = a->after ? a->after : a->before;
		report_csv_field(out, r->row);
		report_csv_field(out, r->query->name);
		report_csv_field(out, str_from(a->change));
		report_csv_field(out, hit ? hit->entity.id : STR(""));
		report_csv_field(out, hit ? hit->entity.caption : STR(""));
		score_field(out, a->before);
		score_field(out, a->after);
		listed_field(out, a->before, r->from);
		listed_field(out, a->after, r->to);
		report_csv_field(out, str_from(r->error));
		report_csv_end(out);
	}
}
