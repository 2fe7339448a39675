/* Flags as JSON. */
#include "report/flag_lines.h"
#include "report/json.h"

static json_t *fact_object(struct report_out *out, const ties_fact *fact)
{
	static const char *const kinds[] = {"tie", "listing", "office"};
	json_t *o = json_object();

	json_put(out, o, "kind", json_string(kinds[fact->kind]));
	json_put_text(out, o, "entity", fact->entity);
	json_put_text(out, o, "caption", fact->caption);
	if (fact->kind == TIES_FACT_TIE)
		json_put(out, o, "tie", json_tie(out, &fact->tie));
	else if (fact->kind == TIES_FACT_LISTING)
		json_put(out, o, "listing", json_shape(out, &shape_listing, &fact->listing));
	else
		json_put(out, o, "office", json_shape(out, &shape_office, &fact->office));
	return o;
}

static json_t *facts(struct report_out *out, const ties_fact *list, size_t count)
{
	json_t *array = json_array();

	for (size_t i = 0; i < count; i++)
		json_add(out, array, fact_object(out, &list[i]));
	return array;
}

/* Each once, in the order of the facts. */
static json_t *sources(struct report_out *out, const ties_flag *flag)
{
	json_t *array = json_array();

	for (size_t i = 0; i < flag->fact_count; i++) {
		bool known = false;
		for (size_t k = 0; k < i && !known; k++)
			known = str_equal(flag_fact_source(&flag->facts[k]), flag_fact_source(&flag->facts[i]));
		if (!known)
			json_add(out, array, json_text(out, flag_fact_source(&flag->facts[i])));
	}
	return array;
}

static json_t *standings(struct report_out *out, const ties_flag *flag)
{
	json_t *array = json_array();

	for (size_t i = 0; i < flag->standing_count; i++) {
		json_t *o = json_object();
		json_put_entity(out, o, &flag->standings[i].entity);
		json_put_text(out, o, "on", flag->standings[i].on.edtf);
		json_put(out, o, "listings", json_listings(out, &flag->standings[i].entity));
		json_add(out, array, o);
	}
	return array;
}

static json_t *params(struct report_out *out, const ties_rule *rule)
{
	json_t *array = json_array();

	for (size_t i = 0; i < rule->param_count; i++) {
		const ties_rule_param *p = &rule->params[i];
		json_t *o = json_object();
		json_put_text(out, o, "name", p->name);
		json_put_text(out, o, "value", p->value);
		json_put_text(out, o, "default", p->standard);
		json_put_text(out, o, "explanation", p->explanation);
		json_add(out, array, o);
	}
	return array;
}

static void put_rule(struct report_out *out, json_t *o, const ties_rule *rule)
{
	json_put_text(out, o, "rule", rule->name);
	json_put_text(out, o, "title", rule->title);
	json_put(out, o, "severity", json_string(ties_severity_name(rule->severity)));
	json_put_text(out, o, "explanation", rule->explanation);
	json_put(out, o, "params", params(out, rule));
	json_put(out, o, "basis", json_text_or_null(out, rule->basis));
	json_put_text(out, o, "refuted_by", rule->refuted_by);
}

/* By what it was asked for: the first of those who were asked for and are clear. */
static const ties_status *subject_of(const ties_flags *flags, const ties_flag *flag)
{
	for (size_t i = 0; i < flags->subject_count; i++) {
		const ties_status *s = flags->subjects[i];
		if (s->candidate_count == 1 && str_equal(s->candidates[0].entity.id, flag->entity))
			return s;
	}
	return NULL;
}

static json_t *flag_object(struct report_out *out, const ties_flags *flags, const ties_flag *flag)
{
	json_t *o = json_object();
	const ties_status *subject = subject_of(flags, flag);

	json_put(out, o, "query", subject ? json_text(out, subject->query) : json_null());
	json_put_taken(out, o, subject ? subject->candidates : NULL, subject ? subject->candidate_count : 0);
	put_rule(out, o, flag->rule);
	json_put_text(out, o, "entity", flag->entity);
	json_put_text(out, o, "caption", flag->caption);
	json_put(out, o, "other", json_text_or_null(out, flag->other));
	json_put(out, o, "other_caption", json_text_or_null(out, flag->other_caption));
	json_put(out, o, "date", json_text_or_null(out, flag->date.edtf));
	json_put(out, o, "certain", json_string(report_truth_name(flag->certain)));
	json_put_text(out, o, "modality", flag->modality);
	json_put(out, o, "facts", facts(out, flag->facts, flag->fact_count));
	json_put(out, o, "against", facts(out, flag->against, flag->against_count));
	json_put(out, o, "standings", standings(out, flag));
	json_put(out, o, "sources", sources(out, flag));
	return o;
}

json_t *json_flags(struct report_out *out, const ties_flags *flags)
{
	json_t *array = json_array();

	for (size_t i = 0; flags && i < flags->count; i++)
		json_add(out, array, flag_object(out, flags, &flags->list[i]));
	return array;
}

void report_flags_json(struct report_out *out, const ties_flags *flags)
{
	json_write(out, json_flags(out, flags), true);
}

void report_flags_jsonl(struct report_out *out, const ties_flags *flags)
{
	for (size_t i = 0; i < flags->count; i++)
		json_write(out, flag_object(out, flags, &flags->list[i]), false);
}

void report_rules_json(struct report_out *out, const ties_rules *rules)
{
	json_t *array = json_array();

	for (size_t i = 0; i < rules->count; i++) {
		json_t *o = json_object();
		put_rule(out, o, &rules->list[i]);
		json_put_text(out, o, "query", rules->list[i].query);
		json_put(out, o, "path", json_text_or_null(out, rules->list[i].path));
		json_add(out, array, o);
	}
	json_write(out, array, true);
}
