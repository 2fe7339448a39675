/* What was fetched, and which lists are known, as JSON. */
#include "report/json.h"

static json_t *number_or_null(uint64_t n)
{
	return n == 0 ? json_null() : json_integer(n > INT64_MAX ? INT64_MAX : (json_int_t)n);
}

static json_t *result(struct report_out *out, const ties_fetch_result *r)
{
	bool now = r->outcome == TIES_FETCH_NEW || r->outcome == TIES_FETCH_REPLACED;
	json_t *o = json_object();

	json_put_text(out, o, "dataset", r->dataset);
	json_put_text(out, o, "outcome", str_from(ties_fetch_outcome_name(r->outcome)));
	json_put(out, o, "reason", json_text_or_null(out, r->reason));
	json_put(out, o, "date", json_day(out, r->date));
	json_put(out, o, "date_from", json_text_or_null(out, str_from(r->date_from)));
	json_put(out, o, "size", number_or_null(r->size));
	json_put(out, o, "entries", number_or_null(r->entries));
	json_put(out, o, "rejects", now ? json_integer((json_int_t)r->rejects) : json_null());
	json_put(out, o, "file", json_text_or_null(out, r->file));
	json_put(out, o, "sha256", json_text_or_null(out, r->sha256));
	json_put_text(out, o, "url", r->url);
	return o;
}

void report_fetch_json(struct report_out *out, const ties_fetch_report *fetch)
{
	json_t *o = json_object(), *lists = json_array();

	json_put_text(out, o, "archive", fetch->archive);
	json_put(out, o, "failures", json_integer((json_int_t)fetch->failures));
	for (size_t i = 0; i < fetch->result_count; i++)
		json_add(out, lists, result(out, &fetch->results[i]));
	json_put(out, o, "lists", lists);
	json_write(out, o, true);
}

void report_fetch_jsonl(struct report_out *out, const ties_fetch_report *fetch)
{
	for (size_t i = 0; i < fetch->result_count; i++)
		json_write(out, result(out, &fetch->results[i]), false);
}

static json_t *list(struct report_out *out, const ties_known_list *l)
{
	json_t *o = json_object();

	json_put_text(out, o, "dataset", str_from(l->dataset));
	json_put_text(out, o, "title", str_from(l->title));
	json_put_text(out, o, "publisher", str_from(l->publisher));
	json_put_text(out, o, "url", str_from(l->url));
	json_put(out, o, "needs", json_text_or_null(out, str_from(l->needs)));
	return o;
}

void report_lists_json(struct report_out *out, const ties_known_list *lists, size_t count)
{
	json_t *array = json_array();

	for (size_t i = 0; i < count; i++)
		json_add(out, array, list(out, &lists[i]));
	json_write(out, array, true);
}

void report_lists_jsonl(struct report_out *out, const ties_known_list *lists, size_t count)
{
	for (size_t i = 0; i < count; i++)
		json_write(out, list(out, &lists[i]), false);
}
