/* Dates of OFAC's advanced XML: <Start> and <End>, each with <From> and <To>. `1962` is 1962-01-01 to 1962-12-31, so
 * the precision follows from the span. */
#include "sources/ofac_advanced.h"

struct civil {
	int year, month, day;
};

static int number(str text)
{
	uint64_t n;

	return str_to_u64(text, &n) && n < 10000 ? (int)n : 0;
}

/* False when there is no such day. */
static bool civil_at(struct tree *t, uint32_t node, struct civil *out)
{
	*out = (struct civil){number(tree_take(t, node, "Year")), number(tree_take(t, node, "Month")),
	                      number(tree_take(t, node, "Day"))};
	return out->year && out->month >= 1 && out->month <= 12 && out->day >= 1 &&
	       out->day <= date_days_in_month(out->year, out->month);
}

str advanced_day(struct tree *t, uint32_t node)
{
	struct civil day;

	if (!civil_at(t, node, &day))
		return (str){NULL, 0};
	return arena_print(&t->arena, "%04d-%02d-%02d", day.year, day.month, day.day);
}

/* <From> or <To> of <Start> or <End>. */
static bool bound(struct tree *t, uint32_t period, const char *end, const char *side, struct civil *out, bool *circa)
{
	uint32_t at = period;

	if (!tree_child(t, period, end, &at))
		return false;
	*circa |= str_is(tree_attribute(t, at, "Approximate"), "true");
	uint32_t inner = at;
	return tree_child(t, at, side, &inner) && civil_at(t, inner, out);
}

str advanced_period(struct tree *t, uint32_t node)
{
	struct civil from, to;
	uint32_t at = node;
	bool circa = false;

	if (!tree_child(t, node, "DatePeriod", &at) || !bound(t, at, "Start", "From", &from, &circa))
		return (str){NULL, 0};
	if (!bound(t, at, "End", "To", &to, &circa) && !bound(t, at, "Start", "To", &to, &circa))
		to = from;
	tree_skip(t, at);
	return ofac_item_span(&t->arena, date_from_civil(from.year, from.month, from.day),
	                      date_from_civil(to.year, to.month, to.day), circa);
}
