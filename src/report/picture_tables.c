/* The tables behind a picture: order and lags, listings with their decisions, offices, all that is dated, and where
 * sources differ. Rows and cells have the ids to which bars and marks lead. */
#include "report/picture.h"
#include "report/tie_lines.h"

struct tables {
	const struct picture *p;
	struct intern *sources;
};

/* ---- pieces ---------------------------------------------------------------------------------------- */

static void begin_table(struct report_out *out, const char *class, const char *title, str of,
                        const char *const *columns)
{
	html_print(out, "<section><h2>%s", title);
	if (of.len) {
		html_put(out, " <small>");
		html_name(out, of);
		html_put(out, "</small>");
	}
	html_print(out, "</h2>\n<table class=\"%s\">\n<thead><tr>", class);
	for (; *columns; columns++)
		html_print(out, "<th scope=\"col\">%s</th>", *columns);
	html_put(out, "</tr></thead>\n<tbody>\n");
}

static void end_table(struct report_out *out)
{
	html_put(out, "</tbody></table></section>\n");
}

/** `<p>LABEL TEXT</p>` when there is a text. */
static void paragraph(struct report_out *out, const char *label, str s)
{
	if (s.len == 0)
		return;
	html_print(out, "<p>%s<span dir=\"auto\">", label);
	html_links(out, s);
	html_put(out, "</span></p>");
}

static void reason(struct report_out *out, str s)
{
	if (picture_has_no_reason(s))
		html_put(out, "<p>No reason given</p>");
	else
		paragraph(out, "Reason: ", s);
}

static void recalled(struct report_out *out, ties_confidence confidence)
{
	html_put(out, confidence == TIES_RECALLED ? "<p class=\"recalled\">from memory, to be checked</p>" : "");
}

/** Names of several are needed only where there are several. */
static str subject_name(const struct tables *t, size_t subject)
{
	return t->p->comparison ? picture_caption(t->p->subjects[subject]) : STR("");
}

static void date_cell(struct report_out *out, ties_when when)
{
	char date[PAGE_DATE_MAX];
	enum page_end end = page_end_of(when);

	html_put(out, "<strong class=\"date\">");
	html_text(out, end == END_DATED  ? (str){date, page_date_long(when, date)}
	               : end == END_OPEN ? STR("open")
	                                 : STR("unknown"));
	html_put(out, "</strong>");
}

/** The rest of the tag of a cell, and a date or that there is none to come. */
static void end_or_date(struct report_out *out, ties_when when)
{
	bool open = page_end_of(when) == END_OPEN && when.first == TIES_DAY_MAX;

	html_put(out, open ? " class=\"open\"><strong class=\"date\">not ended</strong>" : ">");
	if (!open)
		date_cell(out, when);
}

/* ---- listings -------------------------------------------------------------------------------------- */

static void decision_cell(struct report_out *out, const struct tables *t, size_t subject, size_t number, bool end)
{
	const ties_spell *spell = &t->p->subjects[subject]->spells[number];
	const ties_decision *d = end ? &spell->end : &spell->begin;

	html_print(out, "<td id=\"e%zu-s%zu-%s\"", subject, number, end ? "e" : "b");
	end_or_date(out, end ? spell->to : spell->from);
	html_note(out, t->sources, d->source);
	paragraph(out, "By ", d->authority);
	paragraph(out, "", d->instrument);
	reason(out, d->reason);
	if (d->decider_count) {
		html_put(out, "<p>In office then: ");
		picture_deciders(out, d);
		html_put(out, "</p>");
	}
	recalled(out, d->confidence);
	html_put(out, "</td>");
}

static void spell_row(struct report_out *out, const struct tables *t, size_t subject, size_t number)
{
	const ties_spell *spell = &t->p->subjects[subject]->spells[number];
	const struct picture_span span = {.spell = spell, .state = hold_state(spell->on, spell->from, t->p->on)};

	html_print(out, "<tr id=\"e%zu-s%zu\" class=\"%s\"><th scope=\"row\"><b>", subject, number,
	           picture_class(&span));
	html_name(out, picture_jurisdiction(spell->jurisdiction));
	html_put(out, "</b> ");
	html_name(out, spell->label.len ? spell->label : spell->regime);
	for (size_t i = 0; i < spell->listing_count; i++)
		html_note(out, t->sources, listing_source(spell->listings[i]));
	if (spell->label.len && !str_equal(spell->label, spell->regime)) {
		html_put(out, "<p>");
		html_name(out, spell->regime);
		html_put(out, "</p>");
	}
	html_print(out, "<p class=\"is\">%s %s ", picture_state(&span), page_preposition(t->p->on));
	html_text(out, t->p->on.edtf);
	html_put(out, "</p>");
	recalled(out, spell->confidence);
	html_put(out, "</th>");
	decision_cell(out, t, subject, number, false);
	decision_cell(out, t, subject, number, true);
	html_put(out, "</tr>\n");
}

static void listings(struct report_out *out, const struct tables *t, size_t subject)
{
	static const char *const columns[] = {"Who", "Listed from", "No longer listed from", NULL};
	const ties_timeline *timeline = t->p->subjects[subject];

	if (timeline->spell_count == 0)
		return;
	begin_table(out, "listings", "Listings", subject_name(t, subject), columns);
	for (size_t i = 0; i < timeline->spell_count; i++)
		spell_row(out, t, subject, i);
	end_table(out);
}

/* ---- offices --------------------------------------------------------------------------------------- */

static void offices(struct report_out *out, const struct tables *t, size_t subject)
{
	static const char *const columns[] = {"Office", "From", "To", NULL};
	const ties_timeline *timeline = t->p->subjects[subject];

	if (timeline->candidate_count != 1 || timeline->candidates[0].entity.office_count == 0)
		return;
	begin_table(out, "offices", "Offices held", subject_name(t, subject), columns);
	for (size_t i = 0; i < timeline->candidates[0].entity.office_count; i++) {
		const ties_office *o = &timeline->candidates[0].entity.offices[i];
		const struct picture_span span = {.office = o, .state = hold_state(o->on, o->from, t->p->on)};
		html_print(out, "<tr id=\"e%zu-o%zu\" class=\"%s\"><th scope=\"row\"><b>", subject, i,
		           picture_class(&span));
		html_name(out, picture_jurisdiction(o->jurisdiction));
		html_put(out, "</b> ");
		html_name(out, o->position);
		html_note(out, t->sources, o->source);
		paragraph(out, "", o->party);
		paragraph(out, "", o->area);
		html_print(out, "<p class=\"is\">%s %s ", picture_state(&span), page_preposition(t->p->on));
		html_text(out, t->p->on.edtf);
		html_put(out, "</p>");
		recalled(out, o->confidence);
		html_put(out, "</th><td");
		end_or_date(out, o->from);
		html_put(out, "</td><td");
		end_or_date(out, o->to);
		html_put(out, "</td></tr>\n");
	}
	end_table(out);
}

/* ---- everything dated ------------------------------------------------------------------------------ */

/** Who says so, and whether it is said to be so, before what is said. */
static void claim(struct report_out *out, const ties_event *e)
{
	struct buf lead = {0};

	claim_lead(&lead, e->modality, e->attribution);
	html_put(out, lead.len ? "<em>" : "");
	html_text(out, buf_str(&lead));
	html_put(out, lead.len ? "</em>" : "");
	html_name(out, e->text);
	out->buf.failed = out->buf.failed || lead.failed;
	buf_finish(&lead);
}

static void event_row(struct report_out *out, const struct tables *t, const ties_event *e)
{
	char date[PAGE_DATE_MAX];

	html_put(out, "<tr><th scope=\"row\">");
	date_cell(out, e->when);
	html_put(out, "</th><td>");
	claim(out, e);
	html_note(out, t->sources, e->source);
	reason(out, e->reason);
	paragraph(out, "Until ", e->until.edtf.len ? (str){date, page_date_long(e->until, date)} : STR(""));
	recalled(out, e->confidence);
	html_put(out, "</td><td class=\"record\" dir=\"auto\">");
	html_text(out, e->ref);
	html_put(out, "</td></tr>\n");
}

static void events(struct report_out *out, const struct tables *t, size_t subject)
{
	static const char *const columns[] = {"Date", "What", "Record", NULL};
	const ties_timeline *timeline = t->p->subjects[subject];

	if (timeline->event_count == 0)
		return;
	begin_table(out, "dated", "All that is dated", subject_name(t, subject), columns);
	for (size_t i = 0; i < timeline->event_count; i++)
		event_row(out, t, &timeline->events[i]);
	end_table(out);
}

static void disagreements(struct report_out *out, const struct tables *t, size_t subject)
{
	static const char *const columns[] = {"About", "One source", "Another", NULL};
	const ties_timeline *timeline = t->p->subjects[subject];

	if (timeline->candidate_count != 1 || timeline->candidates[0].entity.disagreement_count == 0)
		return;
	begin_table(out, "differ", "Where sources differ", subject_name(t, subject), columns);
	for (size_t i = 0; i < timeline->candidates[0].entity.disagreement_count; i++) {
		const ties_disagreement *d = &timeline->candidates[0].entity.disagreements[i];
		html_put(out, "<tr><th scope=\"row\">");
		html_name(out, d->about);
		html_put(out, "</th><td>");
		html_name(out, d->left);
		html_note(out, t->sources, d->left_source);
		html_put(out, "</td><td>");
		html_name(out, d->right);
		html_note(out, t->sources, d->right_source);
		html_put(out, "</td></tr>\n");
	}
	end_table(out);
}

/* ---- order and lags -------------------------------------------------------------------------------- */

static void lag_cell(struct report_out *out, bool first, int32_t least, int32_t most)
{
	struct report_out words = picture_page();

	if (!first)
		lag_in_words(&words, least, most);
	html_put(out, "<td class=\"lag\">");
	html_text(out, buf_str(&words.buf));
	html_put(out, "</td>");
	out->buf.failed = out->buf.failed || words.buf.failed;
	buf_finish(&words.buf);
}

static void steps(struct report_out *out, const struct tables *t, size_t subject, const char *title,
                  const ties_step *list, size_t count)
{
	static const char *const columns[] = {"By", "From", "After the one before", "After the first", NULL};

	if (count == 0)
		return;
	begin_table(out, "order", title, subject_name(t, subject), columns);
	for (size_t i = 0; i < count; i++) {
		html_print(out, "<tr><th scope=\"row\"><a href=\"#e%zu-s%u\">", subject, list[i].spell);
		html_name(out, picture_jurisdiction(list[i].jurisdiction));
		html_put(out, "</a></th><td>");
		date_cell(out, list[i].when);
		html_put(out, "</td>");
		lag_cell(out, i == 0, list[i].gap_first, list[i].gap_last);
		lag_cell(out, i == 0, list[i].lag_first, list[i].lag_last);
		html_put(out, "</tr>\n");
	}
	end_table(out);
}

static void opposites(struct report_out *out, const struct tables *t)
{
	const ties_comparison *c = t->p->comparison;

	if (c->opposite_count == 0)
		return;
	html_put(out, "<section><h2>On the same day</h2>\n<ul>\n");
	for (size_t i = 0; i < c->opposite_count; i++) {
		html_put(out, "<li>");
		picture_opposite_words(out, t->p, &c->opposites[i]);
		html_put(out, "</li>\n");
	}
	html_put(out, "</ul></section>\n");
}

static void order(struct report_out *out, const struct tables *t)
{
	const ties_comparison *c = t->p->comparison;

	if (!c)
		return;
	opposites(out, t);
	for (size_t i = 0; i < c->entity_count; i++) {
		const ties_compared *e = &c->entities[i];
		html_put(out, "<div class=\"pair\">\n");
		steps(out, t, i, "Order of listing", e->listed, e->listed_count);
		steps(out, t, i, "Order of removal", e->delisted, e->delisted_count);
		html_put(out, "</div>\n");
	}
}

void picture_tables(struct report_out *out, const struct picture *p, struct intern *sources)
{
	const struct tables t = {.p = p, .sources = sources};

	order(out, &t);
	for (size_t i = 0; i < p->subject_count; i++) {
		listings(out, &t, i);
		offices(out, &t, i);
		disagreements(out, &t, i);
		events(out, &t, i);
	}
}
