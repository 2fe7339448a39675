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

static str print(struct arena *arena, struct civil day, bool whole_month, bool whole_year)
{
	static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
	                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

	if (whole_year)
		return arena_print(arena, "%04d", day.year);
	if (whole_month)
		return arena_print(arena, "%s %04d", months[day.month - 1], day.year);
	return arena_print(arena, "%02d %s %04d", day.day, months[day.month - 1], day.year);
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
	bool months = from.day == 1 && to.day == date_days_in_month(to.year, to.month);
	bool years = months && from.month == 1 && to.month == 12;
	bool one_year = from.year == to.year, one_month = one_year && from.month == to.month;
	str first = print(&t->arena, from, months, years), last = print(&t->arena, to, months, years);
	bool single = (years && one_year) || (months && one_month) || (one_month && from.day == to.day);
	const char *about = circa ? "circa " : "";

	return single ? arena_print(&t->arena, "%s%.*s", about, STR_ARG(first))
	              : arena_print(&t->arena, "%s%.*s to %.*s", about, STR_ARG(first), STR_ARG(last));
}
