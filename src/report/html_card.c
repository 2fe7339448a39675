/* The cards beside the article: who is meant, who listed it and when, which offices it held, who says so. */
#include "report/html.h"

#include "report/entity.h"

static const char *const state_classes[HOLD_COUNT] = {"yes", "possibly", "later", "ended"};

enum { FORMS_MAX = 6 };

/** "6× MEK, 1× Mujahedin-e-Khalq". */
static void forms(struct report_out *out, const struct mention_forms *of)
{
	html_put(out, " \u00B7 <span class=\"forms\">");
	for (size_t i = 0; i < of->count && i < FORMS_MAX; i++) {
		html_print(out, "%s%zu\u00D7\u00A0<bdi>", i ? ", " : "", of->forms[i].count);
		html_text(out, of->forms[i].text);
		html_put(out, "</bdi>");
	}
	if (of->count > FORMS_MAX)
		html_print(out, " and %zu more forms", of->count - FORMS_MAX);
	html_put(out, "</span>");
}

/** The sentence that answers: the same one as in text. */
static void summary(struct report_out *out, const ties_entity *entity, ties_when on)
{
	struct report_out line = {.width = UINT16_MAX, .utf8 = true};

	entity_summary(&line, entity, on, true, 0);
	html_text(out, buf_str(&line.buf));
	out->buf.failed |= line.buf.failed;
	buf_finish(&line.buf);
}

static const char *verdict(const ties_entity *entity, ties_when on)
{
	for (enum hold_state state = HOLD_YES; state < HOLD_COUNT; state++)
		if (entity_count_listings(entity, on, state))
			return state_classes[state];
	return "none";
}

static void recalled(struct report_out *out)
{
	html_put(out, " <span class=\"recalled\">from memory, to be checked</span>");
}

static void fact(struct report_out *out, const char *name, str value)
{
	if (value.len == 0)
		return;
	html_print(out, "<dt>%s</dt><dd dir=\"auto\">", name);
	html_text(out, value);
	html_put(out, "</dd>");
}

/** What a click on the row of a listing opens. */
static void grounds(struct report_out *out, const ties_listing *l)
{
	str source = listing_source(l);

	html_put(out, "<dl>");
	if (!str_equal(l->regime, listing_label(l)))
		fact(out, "regime", l->regime);
	fact(out, "by", l->authority);
	fact(out, "listed for", reason_in_words(l->reason));
	fact(out, "act", l->instrument);
	fact(out, "note", l->notes);
	if (source.len) {
		html_put(out, "<dt>source</dt><dd>");
		html_source(out, source);
		html_put(out, "</dd>");
	}
	fact(out, "record", l->ref);
	fact(out, "trust",
	     l->confidence == TIES_PUBLISHED  ? STR("as the list publishes it")
	     : l->confidence == TIES_VERIFIED ? STR("read in the source named")
	                                      : STR("from memory, to be checked"));
	html_put(out, "</dl>");
}

static void reason(struct report_out *out, const ties_listing *l)
{
	bool memory = l->confidence == TIES_RECALLED;

	if (l->end_reason.len == 0 && !memory)
		return;
	html_put(out, "<span class=\"reason\" dir=\"auto\">");
	if (l->end_reason.len) {
		html_print(out, "%s: ", listing_end_word(l));
		html_text(out, reason_in_words(l->end_reason));
	}
	if (memory)
		recalled(out);
	html_put(out, "</span>");
}

static void listing(struct report_out *out, const struct html_page *page, const ties_listing *l)
{
	enum hold_state state = hold_state(l->on, l->from, page->scan->date);
	static const char *const words[HOLD_COUNT] = {"listed then", "possibly listed then", "listed later",
	                                              "no longer listed"};

	html_print(out, "<li class=\"%s\"><details><summary title=\"grounds and source\"><span class=\"row\"><b>",
	           state_classes[state]);
	html_text(out, listing_by(l));
	html_put(out, "</b> <span class=\"label\">");
	html_text(out, listing_label(l));
	html_put(out, "</span> <span class=\"dates\">");
	html_dates(out, l->from, l->to);
	html_print(out, "</span><span class=\"unseen\">, %s</span></span>", words[state]);
	html_bar(out, &page->axis, l->from, l->to, state_classes[state]);
	reason(out, l);
	html_put(out, "</summary>");
	grounds(out, l);
	html_put(out, "</details></li>\n");
}

static void listings(struct report_out *out, const struct html_page *page, const ties_entity *entity)
{
	if (entity->listing_count == 0)
		return;
	html_axis(out, &page->axis, page->scan->date.edtf);
	html_put(out, "<ul class=\"listings\">\n");
	for (enum hold_state state = HOLD_YES; state < HOLD_COUNT; state++)
		for (size_t i = 0; i < entity->listing_count; i++)
			if (hold_state(entity->listings[i].on, entity->listings[i].from, page->scan->date) == state)
				listing(out, page, &entity->listings[i]);
	html_put(out, "</ul>\n");
}

static void office(struct report_out *out, const struct html_page *page, const ties_office *o)
{
	static const char *const words[HOLD_COUNT] = {"in office", "possibly in office", "not yet in office",
	                                              "no longer in office"};
	enum hold_state state = hold_state(o->on, o->from, page->scan->date);
	const str more[] = {o->jurisdiction, o->party, o->area};

	html_print(out, "<li class=\"%s\"><span class=\"holds\">%s</span> ", state_classes[state], words[state]);
	html_text(out, o->position);
	for (size_t i = 0; i < 3; i++) {
		if (more[i].len)
			html_put(out, ", ");
		html_text(out, more[i]);
	}
	html_put(out, ", <span class=\"dates\">");
	html_dates(out, o->from, o->to);
	html_put(out, "</span>");
	if (o->confidence == TIES_RECALLED)
		recalled(out);
	if (o->source.len) {
		html_put(out, "<details><summary>source</summary><p>");
		html_source(out, o->source);
		html_put(out, "</p></details>");
	}
	html_put(out, "</li>\n");
}

static void offices(struct report_out *out, const struct html_page *page, const ties_entity *entity)
{
	if (entity->office_count == 0)
		return;
	html_put(out, "<ul class=\"offices\">\n");
	for (enum hold_state state = HOLD_YES; state < HOLD_COUNT; state++)
		for (size_t i = 0; i < entity->office_count; i++)
			if (hold_state(entity->offices[i].on, entity->offices[i].from, page->scan->date) == state)
				office(out, page, &entity->offices[i]);
	html_put(out, "</ul>\n");
}

static void against(struct report_out *out, const ties_entity *entity)
{
	for (size_t i = 0; i < entity->absence_count; i++) {
		const ties_absence *a = &entity->absences[i];
		html_put(out, "<p class=\"against\">Not on the list of ");
		html_text(out, a->jurisdiction);
		html_put(out, " (");
		html_text(out, a->regime);
		html_put(out, ") on ");
		html_text(out, a->on.edtf);
		if (a->note.len) {
			html_put(out, ": ");
			html_text(out, a->note);
		}
		html_put(out, "</p>\n");
	}
	for (size_t i = 0; i < entity->disagreement_count; i++) {
		const ties_disagreement *d = &entity->disagreements[i];
		html_put(out, "<p class=\"against\">Sources disagree on the ");
		html_text(out, d->about);
		html_put(out, ": ");
		html_text(out, d->left);
		html_put(out, " <small>(");
		html_source(out, d->left_source);
		html_put(out, ")</small> or ");
		html_text(out, d->right);
		html_put(out, " <small>(");
		html_source(out, d->right_source);
		html_put(out, ")</small></p>\n");
	}
}

void html_card(struct report_out *out, const struct html_page *page, size_t index)
{
	const ties_scan_entity *e = &page->scan->entities[index];
	const ties_entity *entity = &e->entity;

	html_print(out, "<section class=\"card ");
	html_colour_class(out, page, index);
	html_print(
	    out,
	    "\" id=\"e%zu\" data-first=\"m%zu\"><h3><a href=\"#m%zu\" dir=\"auto\" title=\"to the first mention\">",
	    index, e->first_mention, e->first_mention);
	html_text(out, entity->caption);
	html_put(out, "</a></h3>\n<p class=\"kind\">");
	html_text(out, entity->schema);
	if (entity->description.len) {
		html_put(out, " \u00B7 ");
		html_text(out, entity->description);
	}
	forms(out, &page->mentions.of[index]);
	html_put(out, "</p>\n");
	if (entity->listing_count) {
		html_print(out, "<p class=\"verdict %s\">", verdict(entity, page->scan->date));
		summary(out, entity, page->scan->date);
		html_put(out, "</p>\n");
	}
	listings(out, page, entity);
	offices(out, page, entity);
	against(out, entity);
	html_put(out, "</section>\n");
}

void html_doubt(struct report_out *out, const struct html_page *page, size_t index)
{
	const struct mention_doubt *doubt = &page->mentions.doubts[index];
	const ties_mention *m = doubt->mention;
	size_t at = (size_t)(m - page->scan->mentions);

	html_print(
	    out,
	    "<section class=\"card doubt\" id=\"d%zu\" data-first=\"m%zu\"><h3><a href=\"#m%zu\" dir=\"auto\">\u201C",
	    index, at, at);
	html_text(out, m->text);
	html_put(out, "\u201D</a></h3>\n<p class=\"kind\">the text does not decide who is meant");
	if (doubt->count > 1)
		html_print(out, ", %zu times", doubt->count);
	html_put(out, "</p><ul class=\"offices\">\n");
	for (size_t i = 0; i < m->alternative_count; i++) {
		const ties_alternative *a = &m->alternatives[i];
		bool carded = a->entity < page->scan->entity_count;
		html_print(out, "<li><span class=\"score\">%.2f</span> ", a->score);
		if (carded)
			html_print(out, "<a href=\"#e%u\">", a->entity);
		html_text(out, a->caption);
		html_put(out, carded ? "</a></li>\n" : "</li>\n");
	}
	html_put(out, "</ul></section>\n");
}
