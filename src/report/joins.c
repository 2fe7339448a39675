#include "report/joins.h"

enum { INDENT = 2, DEEPER = 4 };

/* "UN reference QDi.430", "decided by anna on 2026-11-02: same passport". */
static void say_why(struct buf *b, const ties_join *join)
{
	bool decided = join->kind == TIES_JOINED_DECIDED;

	buf_add(b, decided ? STR("decided") : str_from(ties_join_name(join->kind)));
	if (join->who.len)
		buf_print(b, " by %.*s", STR_ARG(join->who));
	if (join->when.len)
		buf_print(b, " on %.*s", STR_ARG(str_slice(join->when, 0, 10)));
	if (join->value.len)
		buf_print(b, "%s%.*s", join->who.len || join->when.len || decided ? ": " : " ", STR_ARG(join->value));
}

void joins_of_entity(struct report_out *out, const ties_entity *entity)
{
	struct buf text = {0};

	if (entity->join_count == 0)
		return;
	page_heading(out, "WHY THESE RECORDS ARE ONE, OR NOT");
	page_line(out);
	for (size_t i = 0; i < entity->join_count; i++) {
		const ties_join *join = &entity->joins[i];
		page_to(out, INDENT);
		page_flow(out, join->left, INDENT);
		page_put(out, join->kind >= TIES_DECIDED_DIFFERENT ? " / " : " = ");
		page_flow(out, join->right, DEEPER);
		page_line(out);
		page_to(out, DEEPER);
		buf_clear(&text);
		say_why(&text, join);
		page_wrap(out, buf_str(&text), DEEPER);
		page_line(out);
	}
	out->buf.failed |= text.failed;
	buf_finish(&text);
}

json_t *json_joins(struct report_out *out, const ties_entity *entity)
{
	json_t *array = json_array();

	for (size_t i = 0; i < entity->join_count; i++) {
		const ties_join *join = &entity->joins[i];
		json_t *o = json_object();
		json_put_text(out, o, "left", join->left);
		json_put_text(out, o, "right", join->right);
		json_put(out, o, "one", json_boolean(join->kind < TIES_DECIDED_DIFFERENT));
		json_put_text(out, o, "why", str_from(ties_join_name(join->kind)));
		json_put(out, o, "value", json_text_or_null(out, join->value));
		json_put(out, o, "who", json_text_or_null(out, join->who));
		json_put(out, o, "when", json_text_or_null(out, join->when));
		json_add(out, array, o);
	}
	return array;
}

/* ---- of a build --------------------------------------------------------------------------------------------- */

static uint64_t count_joined(const ties_join_report *joins)
{
	uint64_t n = 0;

	for (int i = 0; i < TIES_DECIDED_DIFFERENT; i++)
		n += joins->joined[i];
	return n;
}

static void number(struct buf *b, uint64_t n)
{
	struct report_out text = {0};

	page_number(&text, n);
	buf_add(b, buf_str(&text.buf));
	b->failed |= text.buf.failed;
	buf_finish(&text.buf);
}

/* "4,083 joins: 1,355 by OFSI group, 1,313 by UN reference", the most frequent first. */
static void say_joined(struct buf *b, const ties_join_report *joins)
{
	bool said[TIES_JOIN_KINDS] = {false};
	uint64_t all = count_joined(joins);
	const char *join = ": ";

	number(b, all);
	buf_add(b, all == 1 ? STR(" join") : STR(" joins"));
	for (;;) {
		int most = -1;
		for (int i = 0; i < TIES_DECIDED_DIFFERENT; i++)
			if (!said[i] && joins->joined[i] && (most < 0 || joins->joined[i] > joins->joined[most]))
				most = i;
		if (most < 0)
			break;
		said[most] = true;
		buf_add(b, str_from(join));
		number(b, joins->joined[most]);
		buf_print(b, " by %s", ties_join_name((ties_join_kind)most));
		join = ", ";
	}
}

static void say_left(struct buf *b, const ties_join_report *joins)
{
	buf_add(b, STR("left to people: "));
	if (joins->contradicted) {
		number(b, joins->contradicted);
		buf_add(b, joins->contradicted == 1 ? STR(" pair that shares") : STR(" pairs that share"));
		buf_add(b, STR(" a number against other evidence"));
	}
	if (joins->contradicted && joins->ambiguous)
		buf_add(b, STR(", "));
	if (joins->ambiguous) {
		number(b, joins->ambiguous);
		buf_add(b, joins->ambiguous == 1 ? STR(" number") : STR(" numbers"));
		buf_add(b, STR(" that two entries of one list have"));
	}
}

static void say_decisions(struct buf *b, const ties_join_report *joins)
{
	number(b, joins->decisions);
	buf_add(b, joins->decisions == 1 ? STR(" decision") : STR(" decisions"));
	if (joins->unknown) {
		buf_add(b, STR(", "));
		number(b, joins->unknown);
		buf_add(b, STR(" about records that are not in these lists"));
	}
	if (joins->conflicts) {
		buf_add(b, STR(", "));
		number(b, joins->conflicts);
		buf_add(b, STR(" not followed, as others contradict"));
	}
}

static void say(struct report_out *out, void (*what)(struct buf *, const ties_join_report *),
                const ties_join_report *joins)
{
	struct buf text = {0};

	what(&text, joins);
	page_wrap(out, buf_str(&text), INDENT);
	page_line(out);
	out->buf.failed |= text.failed;
	buf_finish(&text);
}

void joins_of_build(struct report_out *out, const ties_join_report *joins)
{
	if (count_joined(joins))
		say(out, say_joined, joins);
	if (joins->contradicted || joins->ambiguous)
		say(out, say_left, joins);
	if (joins->decisions)
		say(out, say_decisions, joins);
}

static json_t *json_count(uint64_t n)
{
	return json_integer((json_int_t)n);
}

json_t *json_join_report(struct report_out *out, const ties_join_report *joins)
{
	json_t *o = json_object(), *by = json_array();

	for (int i = 0; i < TIES_DECIDED_DIFFERENT; i++) {
		if (!joins->joined[i])
			continue;
		json_t *kind = json_object();
		json_put_text(out, kind, "why", str_from(ties_join_name((ties_join_kind)i)));
		json_put(out, kind, "count", json_count(joins->joined[i]));
		json_add(out, by, kind);
	}
	json_put(out, o, "joined", by);
	json_put(out, o, "contradicted", json_count(joins->contradicted));
	json_put(out, o, "ambiguous", json_count(joins->ambiguous));
	json_put(out, o, "decisions", json_count(joins->decisions));
	json_put(out, o, "unknown", json_count(joins->unknown));
	json_put(out, o, "conflicts", json_count(joins->conflicts));
	json_put(out, o, "refused", json_count(joins->refused));
	return o;
}
