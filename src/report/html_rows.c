/* Rows of a card: who listed, which office; the bar; what it was on the date, in words; number of the source.
 *
 * A row opens to its grounds: the act, the reason as published, notes, record, how far it can be trusted. Removals
 * and findings that someone is not on a list are rows like the listings themselves. */
#include "report/html.h"

enum { OFFICES_SHOWN = 4 /* that ended; more are folded */ };

static const enum html_kind listing_kinds[HOLD_COUNT] = {KIND_LISTED, KIND_POSSIBLY, KIND_LATER, KIND_FORMERLY};
static const char *const listing_words[HOLD_COUNT] = {"listed then", "possibly listed then", "listed later",
                                                      "no longer listed"};
static const enum html_kind office_kinds[HOLD_COUNT] = {KIND_HOLDS, KIND_MAY_HOLD, KIND_HELD, KIND_HELD};
static const char *const office_words[HOLD_COUNT] = {"in office", "possibly in office", "not yet in office",
                                                     "no longer in office"};

/* ---- sources --------------------------------------------------------------------------------------- */

void html_note(struct report_out *out, struct intern *sources, str source)
{
	if (source.len == 0)
		return;
	uint32_t number = intern_add(sources, source);
	if (number == INTERN_NONE)
		out->buf.failed = true;
	else
		html_print(out, "\u00A0<a class=\"ref\" href=\"#s%u\" aria-label=\"source %u\">%u</a>", number + 1,
		           number + 1, number + 1);
}

void html_sources(struct report_out *out, const struct intern *sources)
{
	if (sources->count == 0)
		return;
	html_put(out, "<h2 id=\"sources\">Sources</h2>\n<ol>\n");
	for (size_t i = 0; i < sources->count; i++) {
		html_print(out, "<li id=\"s%zu\" dir=\"auto\">", i + 1);
		html_links(out, sources->list[i]);
		html_put(out, "</li>\n");
	}
	html_put(out, "</ol>\n");
}

/* ---- pieces ---------------------------------------------------------------------------------------- */

static void fact(struct report_out *out, const char *name, str value)
{
	if (value.len == 0)
		return;
	html_print(out, "<dt>%s</dt><dd dir=\"auto\">", name);
	html_links(out, value);
	html_put(out, "</dd>");
}

static str trust(ties_confidence confidence)
{
	return confidence == TIES_PUBLISHED  ? STR("as the list publishes it")
	       : confidence == TIES_VERIFIED ? STR("read in the source named")
	                                     : STR("from memory, to be checked");
}

static void recalled(struct report_out *out, ties_confidence confidence)
{
	if (confidence == TIES_RECALLED)
		html_put(out, " <span class=\"recalled\">from memory, to be checked</span>");
}

/** Up to where the bar goes. */
static void begin_row(struct report_out *out, enum html_kind kind, str by, str label)
{
	html_print(out, "<li class=\"row %s\"><b>", html_kind_class(kind));
	html_text(out, by);
	html_put(out, "</b><span class=\"label\" dir=\"auto\">");
	html_text(out, label);
	html_put(out, "</span>");
}

/** A piece of a bar's title, on a line of its own. */
static void hint(struct report_out *out, const char *name, str value)
{
	if (value.len == 0)
		return;
	html_print(out, "\n%s: ", name);
	html_isolate(out, value);
}

/** What the row says of the interval. */
static void standing(struct report_out *out, const char *words, ties_when from, ties_when to)
{
	html_print(out, "<p><span class=\"is\">%s</span> <span class=\"dates\">", words);
	html_dates(out, from, to);
	html_put(out, "</span>");
}

static void begin_grounds(struct report_out *out)
{
	html_put(out, "</p><details><summary><span class=\"unseen\">grounds</span></summary><dl>");
}

static void end_grounds(struct report_out *out)
{
	html_put(out, "</dl></details></li>\n");
}

/* ---- listings -------------------------------------------------------------------------------------- */

static void listing_bar(struct report_out *out, const struct axis *axis, const ties_listing *l, enum hold_state state)
{
	if (!axis_is_drawable(axis))
		return;
	html_bar_begin(out);
	html_isolate(out, listing_by(l));
	html_put(out, ", ");
	html_isolate(out, listing_label(l));
	html_print(out, ": %s, ", listing_words[state]);
	html_dates(out, l->from, l->to);
	hint(out, "act", l->instrument);
	hint(out, "listed for", reason_in_words(l->reason));
	hint(out, listing_end_word(l), reason_in_words(l->end_reason));
	hint(out, "source", listing_source(l));
	html_bar_end(out, axis, l->from, l->to, BAR_LISTING);
}

static void end_reason(struct report_out *out, const ties_listing *l)
{
	const char *word = listing_end_word(l);

	if (l->end_reason.len) {
		html_print(out, " <span class=\"why\">%s: ", word);
		html_name(out, reason_in_words(l->end_reason));
		html_put(out, "</span>");
	} else if (!str_is(STR("removed"), word)) {
		html_print(out, " <span class=\"why\">%s</span>", word);
	}
}

static void listing(struct report_out *out, struct html_page *page, const ties_listing *l)
{
	enum hold_state state = hold_state(l->on, l->from, page->scan->date);

	begin_row(out, listing_kinds[state], listing_by(l), listing_label(l));
	listing_bar(out, &page->axis, l, state);
	standing(out, listing_words[state], l->from, l->to);
	end_reason(out, l);
	recalled(out, l->confidence);
	html_note(out, &page->sources, listing_source(l));
	begin_grounds(out);
	if (!str_equal(l->regime, listing_label(l)))
		fact(out, "regime", l->regime);
	fact(out, "by", l->authority);
	fact(out, "act", l->instrument);
	fact(out, "listed for", reason_in_words(l->reason));
	fact(out, "note", l->notes);
	fact(out, "source", listing_source(l));
	if (!str_equal(l->ref, listing_source(l)))
		fact(out, "record", l->ref);
	fact(out, "trust", trust(l->confidence));
	end_grounds(out);
}

static void absence(struct report_out *out, struct html_page *page, const ties_absence *a)
{
	begin_row(out, KIND_NAMED, a->jurisdiction, a->regime);
	if (axis_is_drawable(&page->axis)) {
		html_bar_begin(out);
		html_print(out, "not on this list %s ", page_preposition(a->on));
		html_text(out, a->on.edtf);
		hint(out, "note", a->note);
		html_bar_end_absent(out, &page->axis, a->on);
	}
	html_print(out, "<p><span class=\"is\">not on this list</span> %s <span class=\"dates\">",
	           page_preposition(a->on));
	html_text(out, a->on.edtf);
	html_put(out, "</span>");
	if (a->note.len) {
		html_put(out, " <span class=\"why\">");
		html_name(out, a->note);
		html_put(out, "</span>");
	}
	recalled(out, a->confidence);
	html_note(out, &page->sources, a->source);
	html_put(out, "</p></li>\n");
}

void html_listings(struct report_out *out, struct html_page *page, const ties_entity *entity)
{
	if (entity->listing_count + entity->absence_count == 0)
		return;
	html_axis(out, &page->axis, " again");
	html_put(out, "<ul class=\"rows\">\n");
	for (enum hold_state state = HOLD_YES; state < HOLD_COUNT; state++)
		for (size_t i = 0; i < entity->listing_count; i++)
			if (hold_state(entity->listings[i].on, entity->listings[i].from, page->scan->date) == state)
				listing(out, page, &entity->listings[i]);
	for (size_t i = 0; i < entity->absence_count; i++)
		absence(out, page, &entity->absences[i]);
	html_put(out, "</ul>\n");
}

/* ---- offices --------------------------------------------------------------------------------------- */

static void office_bar(struct report_out *out, const struct axis *axis, const ties_office *o, enum hold_state state)
{
	if (!axis_is_drawable(axis))
		return;
	html_bar_begin(out);
	html_isolate(out, o->position);
	html_print(out, ": %s, ", office_words[state]);
	html_dates(out, o->from, o->to);
	hint(out, "source", o->source);
	html_bar_end(out, axis, o->from, o->to, BAR_OFFICE);
}

static void office(struct report_out *out, struct html_page *page, const ties_office *o)
{
	enum hold_state state = hold_state(o->on, o->from, page->scan->date);
	const str more[] = {o->party, o->area};

	begin_row(out, office_kinds[state], o->jurisdiction, o->position);
	office_bar(out, &page->axis, o, state);
	standing(out, office_words[state], o->from, o->to);
	for (size_t i = 0; i < 2; i++) {
		if (more[i].len == 0)
			continue;
		html_put(out, " <span class=\"why\">");
		html_name(out, more[i]);
		html_put(out, "</span>");
	}
	recalled(out, o->confidence);
	html_note(out, &page->sources, o->source);
	begin_grounds(out);
	fact(out, "note", o->notes);
	fact(out, "source", o->source);
	fact(out, "record", o->ref);
	fact(out, "trust", trust(o->confidence));
	end_grounds(out);
}

/** Offices that hold, hold possibly or are to come; and of those that ended the one that tells most. */
static bool office_comes_first(const ties_entity *entity, const ties_office *o, ties_when on)
{
	return o == office_telling(entity, on) || hold_state(o->on, o->from, on) != HOLD_ENDED;
}

static void rest_of_offices(struct report_out *out, struct html_page *page, const ties_entity *entity, size_t first)
{
	size_t rest = entity->office_count - first;
	bool folded = rest > OFFICES_SHOWN;

	if (folded)
		html_print(out,
		           "</ul>\n<details class=\"more\"><summary>%zu more offices, none then</summary>"
		           "<ul class=\"rows\">\n",
		           rest);
	for (size_t i = 0; i < entity->office_count; i++)
		if (!office_comes_first(entity, &entity->offices[i], page->scan->date))
			office(out, page, &entity->offices[i]);
	html_put(out, folded ? "</ul></details>\n" : "</ul>\n");
}

void html_offices(struct report_out *out, struct html_page *page, const ties_entity *entity)
{
	size_t first = 0;

	if (entity->office_count == 0)
		return;
	if (entity->listing_count + entity->absence_count == 0)
		html_axis(out, &page->axis, " again");
	html_put(out, "<ul class=\"rows offices\">\n");
	for (enum hold_state state = HOLD_YES; state < HOLD_COUNT; state++)
		for (size_t i = 0; i < entity->office_count; i++) {
			const ties_office *o = &entity->offices[i];
			if (hold_state(o->on, o->from, page->scan->date) != state ||
			    !office_comes_first(entity, o, page->scan->date))
				continue;
			office(out, page, o);
			first++;
		}
	rest_of_offices(out, page, entity, first);
}
