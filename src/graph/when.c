/* The time of a question: its dates read, and what of the ties they admit. */
#include "graph/walk.h"

static const struct date unknown = {.first = TIES_DAY_MIN, .last = TIES_DAY_MAX, .kind = DATE_UNKNOWN};

static ties_code read_date(struct date *out, str text, bool needed, const char *what, ties_error *err)
{
	*out = unknown;
	if (!text.len)
		return needed ? error_set(err, TIES_ERR_USAGE, "%s is needed for this", what) : TIES_OK;
	return date_span_parse(text, out, err) == TIES_OK ? TIES_OK : TIES_ERR_USAGE;
}

ties_when graph_when(struct date d, struct arena *arena)
{
	char text[DATE_TEXT_MAX];

	return (ties_when){arena_copy(arena, (str){text, date_print(d, text)}), d.first, d.last};
}

/* From the first day of one date to the last of the other. */
static void set_window(struct graph_rules *rules, struct date from, struct date to)
{
	rules->when = GRAPH_WITHIN;
	rules->window.from = (struct date){.first = from.first, .last = from.first, .kind = DATE_KNOWN};
	rules->window.to = (struct date){.first = to.last, .last = to.last, .kind = DATE_KNOWN};
	if (to.last < TIES_DAY_MAX)
		rules->window.to.first = ++rules->window.to.last;
	if (from.kind == DATE_UNKNOWN)
		rules->window.from = (struct date){.first = TIES_DAY_MIN, .last = TIES_DAY_MIN, .kind = DATE_OPEN};
	if (to.kind == DATE_UNKNOWN)
		rules->window.to = (struct date){.first = TIES_DAY_MAX, .last = TIES_DAY_MAX, .kind = DATE_OPEN};
}

ties_code graph_rules_time(struct graph_rules *rules, struct graph_time *time, ties_error *err)
{
	ties_reading reading = time->reading;
	struct date known;
	ties_code rc =
	    read_date(&time->first, time->from, reading == TIES_ON_DATE || reading == TIES_BETWEEN, "a date", err);

	if (rc == TIES_OK)
		rc = read_date(&time->last, time->to, reading == TIES_BETWEEN, "a second date", err);
	if (rc == TIES_OK)
		rc = read_date(&known, time->known_on, false, "a date", err);
	if (rc != TIES_OK)
		return rc;
	graph_rules_know(rules, known.kind == DATE_KNOWN ? known.last : TIES_DAY_MAX);
	if (time->first.kind == DATE_KNOWN && time->last.kind == DATE_KNOWN && time->last.last < time->first.first)
		return error_set(err, TIES_ERR_USAGE, "the time asked about ends before it begins");
	if (reading == TIES_ON_DATE) {
		rules->when = GRAPH_ON;
		rules->date = time->first;
	} else if (reading == TIES_BETWEEN || (reading == TIES_IN_ORDER && (time->from.len || time->to.len))) {
		set_window(rules, time->first, time->last);
	}
	return TIES_OK;
}
