/* `timeline` in text: as a reporter's notes, a date column and one plain sentence for each event.
 *
 *   2012-12-17  no longer listed by CA, Criminal Code list [7]
 *               SOR/2012-299 (P.C. 2012-1768) (removed)
 *               no reason given
 *               then in office: Vic Toews, Minister of Public Safety
 */
#include "report/entity.h"
#include "report/tie_lines.h"

enum { TEXT_AT = 12 };

static bool is_none(str reason)
{
	return str_equal_nocase(reason, STR("none given"));
}

void decision_reason(struct report_out *out, unsigned indent, const ties_decision *d)
{
	row_say(out, indent, is_none(d->reason) ? "" : "reason: ", reason_in_words(d->reason));
}

void decision_deciders(struct report_out *out, unsigned indent, const ties_decision *d)
{
	for (size_t i = 0; i < d->decider_count; i++) {
		struct report_out line = {.utf8 = out->utf8};
		page_text(&line, d->decider_names[i]);
		page_put(&line, ", ");
		page_text(&line, d->deciders[i].position);
		row_say(out, indent, d->deciders[i].on == TIES_YES ? "then in office: " : "then possibly in office: ",
		        buf_str(&line.buf));
		out->buf.failed |= line.buf.failed;
		buf_finish(&line.buf);
	}
}

/* What the column could not hold, and what the date rests on. */
static void say_date(struct report_out *out, ties_when when, ties_confidence confidence)
{
	char text[PAGE_DATE_MAX];

	if (!row_date_fits(when))
		row_say(out, TEXT_AT, page_date_is_soft(when) ? "some day " : "",
		        (str){text, page_date_long(when, text)});
	if (confidence != TIES_RECALLED)
		return;
	page_to(out, TEXT_AT);
	page_colour(out, PAGE_AMBER);
	page_put(out, "from memory, to be checked");
	page_colour(out, PAGE_PLAIN);
	page_line(out);
}

static void decision(struct report_out *out, const ties_decision *d, bool begin)
{
	if (begin || out->verbose)
		row_say(out, TEXT_AT, "by: ", d->authority);
	row_say(out, TEXT_AT, "", d->instrument);
	decision_reason(out, TEXT_AT, d);
	decision_deciders(out, TEXT_AT, d);
}

static enum page_colour colour_of(const ties_timeline *t, const ties_event *e)
{
	if (e->spell >= t->spell_count || strcmp(e->kind, "listing") != 0)
		return PAGE_PLAIN;
	ties_truth on = t->spells[e->spell].on;
	return on == TIES_YES ? PAGE_RED : on == TIES_POSSIBLY ? PAGE_AMBER : PAGE_PLAIN;
}

static void event(struct report_out *out, const ties_timeline *t, const ties_event *e, struct page_notes *notes)
{
	char text[PAGE_DATE_MAX];
	size_t n = page_date_short(out, e->when, text);
	struct buf sentence = {0};

	page_cut(out, n ? (str){text, n} : STR("?"), ROW_DATE_COLUMNS);
	page_to(out, TEXT_AT);
	page_colour(out, colour_of(t, e));
	claim_lead(&sentence, e->modality, e->attribution);
	buf_add(&sentence, e->text);
	page_wrap(out, buf_str(&sentence), TEXT_AT);
	page_colour(out, PAGE_PLAIN);
	page_note(out, notes, e->source);
	page_line(out);
	row_say(out, TEXT_AT, "until ", (str){text, e->until.edtf.len ? page_date_long(e->until, text) : 0});
	say_date(out, e->when, e->confidence);
	if (e->spell < t->spell_count) {
		const ties_spell *s = &t->spells[e->spell];
		bool begin = strcmp(e->kind, "listing") == 0;
		decision(out, begin ? &s->begin : &s->end, begin);
	}
	if (out->verbose)
		row_say(out, TEXT_AT, "record: ", e->ref);
	out->buf.failed |= sentence.failed;
	buf_finish(&sentence);
}

bool timeline_is_unclear(struct report_out *out, const ties_timeline *t)
{
	if (t->candidate_count == 0)
		status_nobody(out, t->query);
	else if (t->candidate_count > 1)
		status_ambiguous(out, t->query, t->candidates, t->candidate_count, t->on);
	return t->candidate_count != 1;
}

void report_timeline_text(struct report_out *out, const ties_timeline *timeline)
{
	struct page_notes notes = {0};

	if (timeline_is_unclear(out, timeline))
		return;
	const ties_entity *entity = &timeline->candidates[0].entity;
	report_taken_text(out, timeline->query, &timeline->candidates[0]);
	status_title(out, entity, timeline->on, timeline->known_on);
	entity_summary(out, entity, timeline->on, false, 0);
	page_line(out);
	if (out->verbose)
		status_subtitle(out, entity);
	page_line(out);
	for (size_t i = 0; i < timeline->event_count; i++)
		event(out, timeline, &timeline->events[i], &notes);
	if (timeline->event_count == 0) {
		page_put(out, "nothing dated is known");
		page_line(out);
	}
	entity_disagreements(out, entity, &notes);
	page_notes_finish(out, &notes);
}
