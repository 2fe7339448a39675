/* Proposals of `dedupe` as text, JSON and CSV.
 *
 *    1  0.97  NAJMUDDIN FARAJ AHMAD = Najmuddin Faraj AHMAD
 *             un_sc_sanctions:QDi.226, gb_hmt_sanctions:8970
 *             for      the same name 1.00; born 1956-07-07 and 1956; idNumber 0075258
 *             against  nothing known */
#include "report/dedupe.h"

#include "report/json.h"
#include "report/match.h"

enum { INDENT = 11, GROUNDS_AT = 9 };

static const struct axis_words {
	const char *axis, *words;
} axis_words[] = {{"birth_date", "born"}, {"country", "country"}, {"gender", "gender"}};

static const char *words_of(const char *axis)
{
	for (size_t i = 0; i < sizeof axis_words / sizeof *axis_words; i++)
		if (strcmp(axis, axis_words[i].axis) == 0)
			return axis_words[i].words;
	return axis;
}

static void join(struct buf *b, bool *any)
{
	if (*any)
		buf_add(b, STR("; "));
	*any = true;
}

static void add_evidence(struct buf *b, const ties_evidence *e, bool *any)
{
	join(b, any);
	buf_print(b, "%s %.*s", words_of(e->axis), STR_ARG(e->left));
	if (!str_equal_nocase(e->left, e->right))
		buf_print(b, " and %.*s", STR_ARG(e->right));
}

bool proposal_words(struct buf *b, const ties_proposal *p, bool for_it)
{
	static const double alike = 0.5;
	bool any = false;

	if (for_it == (p->name_score >= alike)) {
		join(b, &any);
		buf_print(b, for_it ? "names alike %.2f" : "names differ %.2f", p->name_score);
	}
	for (size_t i = 0; i < p->evidence_count; i++)
		if (for_it ? p->evidence[i].value > 0 : p->evidence[i].value < 0)
			add_evidence(b, &p->evidence[i], &any);
	for (size_t i = 0; for_it && i < p->shared_count; i++) {
		join(b, &any);
		buf_add(b, p->shared[i]);
	}
	return any;
}

void proposal_grounds(struct report_out *out, const ties_proposal *p, unsigned indent)
{
	for (int pass = 0; pass < 2; pass++) {
		struct buf words = {0};
		bool any = proposal_words(&words, p, pass == 0);
		page_to(out, indent);
		page_put(out, pass == 0 ? "for" : "against");
		page_to(out, indent + GROUNDS_AT);
		page_wrap(out, any ? buf_str(&words) : STR("nothing known"), indent + GROUNDS_AT);
		page_line(out);
		out->buf.failed |= words.failed;
		buf_finish(&words);
	}
}

void report_proposal_text(struct report_out *out, const struct report_proposal *r)
{
	const ties_proposal *p = r->proposal;

	page_print(out, "%4zu  ", r->number);
	page_colour(out, PAGE_BOLD);
	page_print(out, "%.2f", p->score);
	page_colour(out, PAGE_PLAIN);
	page_to(out, INDENT + 1);
	page_flow(out, p->left_name.len ? p->left_name : p->left.caption, INDENT + 1);
	page_put(out, " =");
	page_put(out, " ");
	page_flow(out, p->right_name.len ? p->right_name : p->right.caption, INDENT + 1);
	page_line(out);
	page_to(out, INDENT + 1);
	page_colour(out, PAGE_DIM);
	page_flow(out, p->left_ref, INDENT + 1);
	page_put(out, ", ");
	page_flow(out, p->right_ref, INDENT + 1);
	page_colour(out, PAGE_PLAIN);
	page_line(out);
	proposal_grounds(out, p, INDENT + 1);
	if (r->explain)
		match_reasons(out, p->reasons, p->reason_count, INDENT + 1);
}

void report_proposals_end(struct report_out *out, const ties_proposals *proposals, double threshold)
{
	if (proposals->proposal_count)
		page_line(out);
	page_count(out, proposals->total, "pair", "pairs");
	page_print(out, " from %.2f", threshold);
	if (proposals->proposal_count < proposals->total) {
		page_put(out, ", of which ");
		page_number(out, proposals->proposal_count);
		page_put(out, " shown");
	}
	page_put(out, "; ");
	page_count(out, proposals->entities, "entity", "entities");
	page_put(out, " looked at");
	if (proposals->decided) {
		page_put(out, "; ");
		page_count(out, proposals->decided, "pair", "pairs");
		page_put(out, " decided already");
	}
	page_line(out);
}

/* ---- JSON ---------------------------------------------------------------------------------------------------- */

static json_t *side(struct report_out *out, const ties_entity *entity, str ref, str name)
{
	json_t *o = json_object();

	json_put_entity(out, o, entity);
	json_put_text(out, o, "ref", ref);
	json_put(out, o, "name", json_text_or_null(out, name));
	json_put(out, o, "datasets", json_texts(out, entity->datasets, entity->dataset_count));
	return o;
}

static json_t *evidence(struct report_out *out, const ties_proposal *p)
{
	json_t *array = json_array();

	for (size_t i = 0; i < p->evidence_count; i++) {
		const ties_evidence *e = &p->evidence[i];
		json_t *o = json_object();
		json_put_text(out, o, "axis", str_from(e->axis));
		json_put(out, o, "value", json_score(e->value));
		json_put_text(out, o, "left", e->left);
		json_put_text(out, o, "right", e->right);
		json_add(out, array, o);
	}
	return array;
}

static json_t *proposal(struct report_out *out, const ties_proposal *p)
{
	json_t *o = json_object();

	json_put(out, o, "score", json_score(p->score));
	json_put(out, o, "name_score", json_score(p->name_score));
	json_put(out, o, "left", side(out, &p->left, p->left_ref, p->left_name));
	json_put(out, o, "right", side(out, &p->right, p->right_ref, p->right_name));
	json_put(out, o, "evidence", evidence(out, p));
	json_put(out, o, "shared", json_texts(out, p->shared, p->shared_count));
	json_put(out, o, "reasons", json_reasons(out, p->reasons, p->reason_count));
	return o;
}

void report_proposals_json(struct report_out *out, const ties_proposals *proposals)
{
	json_t *o = json_object(), *array = json_array();

	for (size_t i = 0; i < proposals->proposal_count; i++)
		json_add(out, array, proposal(out, &proposals->proposals[i]));
	json_put(out, o, "proposals", array);
	json_put(out, o, "total", json_integer((json_int_t)proposals->total));
	json_put(out, o, "decided", json_integer((json_int_t)proposals->decided));
	json_put(out, o, "entities", json_integer((json_int_t)proposals->entities));
	json_write(out, o, true);
}

void report_proposal_jsonl(struct report_out *out, const ties_proposal *p)
{
	json_write(out, proposal(out, p), false);
}

/* ---- CSV ----------------------------------------------------------------------------------------------------- */

void report_proposal_csv_header(struct report_out *out)
{
	static const char *const columns[] = {"left",  "right",     "decision",   "who", "when",   "reason",
	                                      "score", "left_name", "right_name", "for", "against"};

	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
		report_csv_field(out, str_from(columns[i]));
	report_csv_end(out);
}

void report_proposal_csv(struct report_out *out, const ties_proposal *p)
{
	struct buf score = {0}, pro = {0}, contra = {0};

	buf_print(&score, "%.4f", p->score);
	proposal_words(&pro, p, true);
	proposal_words(&contra, p, false);
	const str fields[] = {p->left_ref,     p->right_ref, STR(""),       STR(""),       STR(""),         STR(""),
	                      buf_str(&score), p->left_name, p->right_name, buf_str(&pro), buf_str(&contra)};
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		report_csv_field(out, fields[i]);
	report_csv_end(out);
	out->buf.failed |= score.failed || pro.failed || contra.failed;
	buf_finish(&score);
	buf_finish(&pro);
	buf_finish(&contra);
}
