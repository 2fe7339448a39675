/* What a picture says in words: its name and summary, and what stands behind a bar or a mark. */
#include "report/picture.h"

#include <stdio.h>

struct report_out picture_page(void)
{
	return (struct report_out){.width = UINT16_MAX, .utf8 = true};
}

void picture_name(struct report_out *words, const struct picture *p)
{
	for (size_t i = 0; i < p->subject_count; i++) {
		page_put(words, i == 0 ? "" : i + 1 < p->subject_count ? ", " : " and ");
		page_text(words, picture_caption(p->subjects[i]));
	}
}

/** "in office on 2012-10-01: Home Secretary (GB)", of someone whom no list speaks of. */
static void offices_held(struct report_out *words, const struct picture *p, const ties_entity *entity)
{
	static const char *const held[] = {[HOLD_YES] = "in office", [HOLD_POSSIBLY] = "possibly in office"};
	enum hold_state best = HOLD_COUNT;
	size_t count = 0;

	for (size_t i = 0; i < entity->office_count; i++) {
		enum hold_state state = hold_state(entity->offices[i].on, entity->offices[i].from, p->on);
		best = state < best ? state : best;
	}
	page_print(words, "%s %s ", best <= HOLD_POSSIBLY ? held[best] : "in no known office", page_preposition(p->on));
	page_text(words, p->on.edtf);
	for (size_t i = 0; best <= HOLD_POSSIBLY && i < entity->office_count; i++) {
		const ties_office *office = &entity->offices[i];
		if (hold_state(office->on, office->from, p->on) != best)
			continue;
		page_put(words, count++ ? ", " : ": ");
		page_text(words, office->position);
		if (office->jurisdiction.len) {
			page_put(words, " (");
			page_text(words, picture_jurisdiction(office->jurisdiction));
			page_put(words, ")");
		}
	}
}

static void capitalise(struct buf *buf, size_t at)
{
	if (buf->len > at && buf->ptr[at] >= 'a' && buf->ptr[at] <= 'z')
		buf->ptr[at] = (char)(buf->ptr[at] - 'a' + 'A');
}

void picture_standing(struct report_out *words, const struct picture *p, size_t subject)
{
	const ties_timeline *t = p->subjects[subject];
	size_t begin = words->buf.len;

	const ties_entity *entity = t->candidate_count == 1 ? &t->candidates[0].entity : NULL;

	if (!entity)
		page_put(words, t->candidate_count ? "the name means several, which the answer in text lists"
		                                   : "the name means nobody that is known");
	else if (t->spell_count == 0 && entity->office_count)
		offices_held(words, p, entity);
	else
		entity_summary(words, entity, p->on, true, 0);
	if (p->known_on.edtf.len) {
		page_put(words, ", by what lists had said up to ");
		page_text(words, p->known_on.edtf);
	}
	capitalise(&words->buf, begin);
}

size_t picture_dates(const struct picture_span *span, char into[PICTURE_DATES_MAX])
{
	const struct report_out unicode = {.utf8 = true};
	char from[PAGE_DATE_MAX], to[PAGE_DATE_MAX];
	enum page_end begin = page_end_of(span->from), end = page_end_of(span->to);

	page_date_short(&unicode, span->from, from);
	page_date_short(&unicode, span->to, to);
	bool by = strncmp(from, "by ", 3) == 0;
	int n;
	if (begin != END_DATED && end != END_DATED)
		n = snprintf(into, PICTURE_DATES_MAX, "undated");
	else if (end == END_OPEN)
		n = snprintf(into, PICTURE_DATES_MAX, "since %s%s", by ? from + 3 : from, by ? " or before" : "");
	else
		n = snprintf(into, PICTURE_DATES_MAX, "%s \u2013 %s", begin == END_DATED ? from : "?", to);
	return n > 0 ? (size_t)n : 0;
}

const char *picture_state(const struct picture_span *span)
{
	static const char *const listed[HOLD_COUNT] = {"listed", "possibly listed", "listed later", "no longer listed"};
	static const char *const held[HOLD_COUNT] = {"in office", "possibly in office", "in office later",
	                                             "no longer in office"};

	return span->spell ? listed[span->state] : held[span->state];
}

const char *picture_class(const struct picture_span *span)
{
	static const char *const listed[HOLD_COUNT] = {"listed", "possibly", "later", "ended"};

	if (span->spell)
		return listed[span->state];
	return span->name.len || span->state == HOLD_YES || span->state == HOLD_POSSIBLY ? "office" : "past";
}

static bool is_recalled(const struct picture_span *span)
{
	return (span->spell ? span->spell->confidence : span->office->confidence) == TIES_RECALLED;
}

void picture_span_words(struct report_out *out, const struct picture *p, const struct picture_row *row,
                        const struct picture_span *span)
{
	if (span->name.len) {
		html_isolate(out, span->name);
		html_put(out, ", ");
	}
	if (!span->spell || !span->spell->jurisdiction.len)
		html_isolate(out, row->label);
	if (row->jurisdiction.len) {
		html_put(out, span->spell ? "" : ", ");
		html_isolate(out, picture_jurisdiction(row->jurisdiction));
		html_put(out, span->spell ? ", " : "");
	}
	if (span->spell)
		html_isolate(out, span->spell->regime.len ? span->spell->regime : row->label);
	html_put(out, ": ");
	html_dates(out, span->from, span->to);
	if (span->name.len) {
		html_put(out, span->unsure ? "; possibly in office on the day of the decision" : "");
	} else if (p->on.edtf.len) {
		html_print(out, "; %s %s ", picture_state(span), page_preposition(p->on));
		html_text(out, p->on.edtf);
	}
	html_put(out, is_recalled(span) ? "; from memory, to be checked" : "");
}

bool picture_has_no_reason(str reason)
{
	return str_equal_nocase(reason, STR("none given"));
}

/** ". LABEL: TEXT" when there is one. */
static void clause(struct report_out *out, const char *label, str text)
{
	if (text.len == 0)
		return;
	html_print(out, ". %s", label);
	html_isolate(out, text);
}

void picture_deciders(struct report_out *out, const ties_decision *decision)
{
	for (size_t i = 0; i < decision->decider_count; i++) {
		const ties_office *office = &decision->deciders[i];
		html_put(out, i ? "; " : "");
		html_isolate(out, decision->decider_names[i]);
		html_put(out, ", ");
		html_isolate(out, office->position);
		html_put(out, office->on == TIES_YES ? "" : " (possibly)");
	}
}

void picture_decision_words(struct report_out *out, const ties_spell *spell, bool end)
{
	const ties_decision *decision = end ? &spell->end : &spell->begin;
	char date[PAGE_DATE_MAX];

	html_isolate(out, picture_jurisdiction(spell->jurisdiction));
	html_put(out, ", ");
	html_isolate(out, spell->label.len ? spell->label : spell->regime);
	html_put(out, end ? ": no longer listed from " : ": listed from ");
	html_text(out, (str){date, page_date_long(end ? spell->to : spell->from, date)});
	clause(out, "By ", decision->authority);
	clause(out, "Act: ", decision->instrument);
	if (picture_has_no_reason(decision->reason))
		html_put(out, ". No reason given");
	else
		clause(out, "Reason: ", decision->reason);
	if (decision->decider_count) {
		html_put(out, ". In office then: ");
		picture_deciders(out, decision);
	}
	clause(out, "Source: ", decision->source);
	html_put(out, decision->confidence == TIES_RECALLED ? ". From memory, to be checked" : "");
}

void picture_opposite_words(struct report_out *out, const struct picture *p, const ties_opposite *o)
{
	const ties_timeline *off = p->subjects[o->off_entity], *on = p->subjects[o->on_entity];
	char day[PAGE_DATE_MAX];

	html_text(out, (str){day, page_day(o->day, day)});
	html_put(out, ": ");
	html_isolate(out, picture_jurisdiction(off->spells[o->off_spell].jurisdiction));
	html_put(out, " removes ");
	html_isolate(out, picture_caption(off));
	html_put(out, ", ");
	html_isolate(out, picture_jurisdiction(on->spells[o->on_spell].jurisdiction));
	html_put(out, " lists ");
	html_isolate(out, picture_caption(on));
}
