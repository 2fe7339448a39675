/* `scan` in text: who is named, what each was on the document's date.
 *
 * Listed entities come first, each with the forms it is written in, one sentence that answers, and its listings
 * as bars on one time axis that all entities share; the date of a removal stands right behind its bar. Then the
 * holders of offices, the ties between those named and what deserves a look, then the others, then the words that can
 * mean several. */
#include "report/entity.h"
#include "report/flag_lines.h"
#include "report/mentions.h"
#include "report/scan_ties.h"

enum {
	INDENT = 2,
	BY_COLUMNS = 3,
	LABEL_AT = INDENT + BY_COLUMNS + 1,
	LABEL_MOST = 28,  /* on a narrow page */
	LABEL_WIDE = 36,  /* on one of 100 columns */
	NOTE_COLUMNS = 6, /* " [123]" */
	AXIS_MARGIN = 13, /* " 2012-09-28" behind the longest bar */
	AXIS_MOST = 80,
	ROWS_MAX = 8, /* listings of one entity, unless verbose */
	FORMS_MAX = 4,
	NAME_COLUMNS = 22,
	STATE_COLUMNS = 11
};

/** What all sections need. */
struct view {
	const ties_scan *scan;
	struct mentions mentions;
	struct axis axis;
	unsigned label; /* columns of the names of regimes */
	struct page_notes notes;
};

static void separate(struct report_out *out)
{
	page_sign(out, " · ", " - ");
}

/** A piece of the header, behind a separator; on a new line when it does not fit. */
static void piece(struct report_out *out, struct report_out *text)
{
	if (out->column)
		separate(out);
	page_flow(out, buf_str(&text->buf), 0);
	out->buf.failed |= text->buf.failed;
	buf_clear(&text->buf);
}

static void date_piece(struct report_out *text, const ties_scan *scan)
{
	page_put(text, "dated ");
	page_text(text, scan->date.edtf);
	page_put(text, " (");
	if (scan->date_text.len && !str_equal(scan->date_text, scan->date.edtf))
		page_quote(text, scan->date_text);
	else
		page_put(text, date_from_words(scan->date_from));
	page_put(text, ")");
}

static void book_piece(struct report_out *text, const ties_scan *scan)
{
	enum { DAY_SECONDS = 86400 };
	char date[PAGE_DATE_MAX];
	int64_t day = scan->book_built_at >= 0 ? scan->book_built_at / DAY_SECONDS : 0;

	page_put(text, "database of ");
	if (day < INT32_MAX)
		page_text(text, (str){date, page_day((int32_t)day, date)});
	page_put(text, ", ");
	page_count(text, scan->dataset_count, "source", "sources");
}

static void header(struct report_out *out, const ties_scan *scan, double milliseconds)
{
	const char *language = language_words(scan->language);
	struct report_out text = {.utf8 = out->utf8, .width = UINT16_MAX};

	page_colour(out, PAGE_BOLD);
	page_text(out, scan->path);
	page_colour(out, PAGE_PLAIN);
	if (*language) {
		page_put(&text, language);
		piece(out, &text);
	}
	page_count(&text, scan->words, "word", "words");
	piece(out, &text);
	date_piece(&text, scan);
	piece(out, &text);
	page_line(out);
	page_count(&text, scan->entity_count, "entity", "entities");
	page_put(&text, " in ");
	page_count(&text, scan->mention_count, "mention", "mentions");
	piece(out, &text);
	book_piece(&text, scan);
	piece(out, &text);
	if (milliseconds >= 0) {
		page_print(&text, milliseconds < 10 ? "%.1f ms" : "%.0f ms", milliseconds);
		piece(out, &text);
	}
	page_line(out);
	buf_finish(&text.buf);
}

/** Columns that the longest label takes, within bounds. */
static unsigned label_columns(const struct report_out *out, const ties_scan *scan)
{
	size_t most = page_right(out) < 100 ? LABEL_MOST : LABEL_WIDE, widest = 0;

	for (size_t i = 0; i < scan->entity_count; i++)
		for (size_t j = 0; j < scan->entities[i].entity.listing_count; j++) {
			size_t width = page_width(listing_label(&scan->entities[i].entity.listings[j]));
			widest = width > widest ? width : widest;
		}
	return (unsigned)(widest < most ? widest : most);
}

static struct axis shared_axis(const struct report_out *out, const ties_scan *scan, unsigned label)
{
	struct axis axis = axis_empty();
	unsigned right = page_right(out);

	for (size_t i = 0; i < scan->entity_count; i++) {
		const ties_entity *e = &scan->entities[i].entity;
		for (size_t j = 0; j < e->listing_count; j++)
			axis_add(&axis, e->listings[j].from, e->listings[j].to);
	}
	axis_set_mark(&axis, scan->date);
	axis_round(&axis);
	axis.left = LABEL_AT + label + 1;
	axis.columns = right - axis.left - AXIS_MARGIN;
	if (axis.columns > AXIS_MOST)
		axis.columns = AXIS_MOST;
	axis.margin = 4;
	if (!axis_is_drawable(&axis))
		axis.columns = 0;
	return axis;
}

/** "23× MEK, 2× Mujahedin-e-Khalq". */
static void forms(struct report_out *out, const struct mention_forms *of)
{
	for (size_t i = 0; i < of->count; i++) {
		if (i == FORMS_MAX && of->count > FORMS_MAX + 1 && !out->verbose) {
			page_print(out, ", %zu more forms", of->count - i);
			return;
		}
		page_put(out, i ? ", " : "");
		if (out->column + page_width(of->forms[i].text) + 5 > page_right(out)) {
			page_line(out);
			page_to(out, INDENT + 2);
		}
		page_print(out, "%zu", of->forms[i].count);
		page_sign(out, "× ", "x ");
		page_text(out, of->forms[i].text);
	}
}

static void name_and_forms(struct report_out *out, const struct view *v, size_t i)
{
	const ties_entity *e = &v->scan->entities[i].entity;

	page_colour(out, PAGE_BOLD);
	page_text(out, e->caption);
	page_colour(out, PAGE_PLAIN);
	page_put(out, "  ");
	page_colour(out, PAGE_DIM);
	forms(out, &v->mentions.of[i]);
	page_colour(out, PAGE_PLAIN);
	page_line(out);
}

static unsigned room_left(const struct report_out *out)
{
	unsigned end = page_right(out) - (out->sources ? NOTE_COLUMNS : 0);

	return end > out->column ? end - out->column : 0;
}

/** Beside the bar when it fits whole, else on a line of its own, cut to that line. */
static void reason_line(struct report_out *out, struct view *v, str reason, str source)
{
	bool beside = reason.len && page_width(reason) + 2 <= room_left(out);

	if (beside) {
		page_put(out, "  ");
		page_text(out, reason);
	}
	page_note(out, &v->notes, source);
	page_line(out);
	if (beside || reason.len == 0)
		return;
	page_to(out, LABEL_AT);
	page_cut(out, reason, page_right(out) - LABEL_AT);
	page_line(out);
}

/** What stands behind the bar: when it ended, or since when it holds, and why it ended. */
static void behind_bar(struct report_out *out, struct view *v, const ties_listing *l)
{
	char text[PAGE_DATE_MAX];
	bool ended = page_end_of(l->to) == END_DATED;
	size_t n = page_date_short(out, ended ? l->to : l->from, text);
	str date = {text, n}, reason = reason_in_words(l->end_reason);

	page_put(out, " ");
	if (!ended && page_end_of(l->from) != END_DATED) {
		page_put(out, "undated");
	} else {
		page_put(out, ended || str_starts(date, STR("by ")) ? "" : "from ");
		page_text(out, date);
	}
	if (l->confidence == TIES_RECALLED)
		reason = STR("from memory, to be checked");
	reason_line(out, v, out->verbose && l->confidence != TIES_RECALLED ? STR("") : reason, listing_source(l));
}

static void reasons(struct report_out *out, const ties_listing *l)
{
	const struct {
		const char *lead;
		str words;
	} said[] = {{"listed: ", reason_in_words(l->reason)},
	            {"removed: ", reason_in_words(l->end_reason)},
	            {"by: ", l->instrument},
	            {"note: ", l->notes}};

	for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
		if (said[i].words.len == 0)
			continue;
		page_to(out, LABEL_AT);
		page_put(out, said[i].lead);
		page_wrap(out, said[i].words, LABEL_AT + 2);
		page_line(out);
	}
}

static void bar(struct report_out *out, struct view *v, const ties_listing *l)
{
	static const enum page_colour colours[HOLD_COUNT] = {PAGE_RED, PAGE_AMBER, PAGE_PLAIN, PAGE_AMBER};
	enum page_colour colour = colours[hold_state(l->on, l->from, v->scan->date)];

	page_to(out, INDENT);
	page_colour(out, colour);
	page_cut(out, listing_by(l), BY_COLUMNS);
	page_colour(out, PAGE_PLAIN);
	page_to(out, LABEL_AT);
	page_cut(out, listing_label(l), v->label);
	axis_draw(out, &v->axis, l->from, l->to, colour);
	behind_bar(out, v, l);
	if (out->verbose)
		reasons(out, l);
}

/** What holds comes first, so that it is never among the rows left out. */
static void bars(struct report_out *out, struct view *v, const ties_entity *e)
{
	size_t shown = 0, most = out->verbose || e->listing_count == ROWS_MAX + 1 ? SIZE_MAX : ROWS_MAX;

	for (enum hold_state state = HOLD_YES; state < HOLD_COUNT; state++)
		for (size_t i = 0; i < e->listing_count && shown < most; i++)
			if (hold_state(e->listings[i].on, e->listings[i].from, v->scan->date) == state) {
				bar(out, v, &e->listings[i]);
				shown++;
			}
	if (shown < e->listing_count) {
		page_to(out, INDENT);
		page_print(out, "%zu more: ties status ", e->listing_count - shown);
		page_text(out, e->id);
		page_line(out);
	}
}

static void listed(struct report_out *out, struct view *v)
{
	bool titled = false;

	for (size_t i = 0; i < v->scan->entity_count; i++) {
		const ties_scan_entity *e = &v->scan->entities[i];
		if (mention_section(e) != SECTION_LISTED)
			continue;
		if (!titled) {
			page_heading(out, "LISTED, NOW OR BEFORE");
			axis_labels(out, &v->axis);
			page_line(out);
		}
		titled = true;
		name_and_forms(out, v, i);
		page_to(out, INDENT);
		entity_summary(out, &e->entity, v->scan->date, true, INDENT + 2);
		page_line(out);
		bars(out, v, &e->entity);
	}
}

static void office_row(struct report_out *out, struct view *v, str name, const ties_office *o)
{
	static const char *const words[HOLD_COUNT] = {"in office", "possibly", "not yet", "no longer"};

	page_cut(out, name, NAME_COLUMNS);
	page_to(out, NAME_COLUMNS + 2);
	page_put(out, words[hold_state(o->on, o->from, v->scan->date)]);
	unsigned at = NAME_COLUMNS + 2 + STATE_COLUMNS;
	page_to(out, at);
	office_line(out, o, at);
	page_note(out, &v->notes, o->source);
	page_line(out);
}

static void offices(struct report_out *out, struct view *v)
{
	bool titled = false;

	for (size_t i = 0; i < v->scan->entity_count; i++) {
		const ties_entity *e = &v->scan->entities[i].entity;
		const ties_office *best = office_telling(e, v->scan->date);
		if (!best)
			continue;
		if (!titled) {
			page_heading(out, "OFFICES ON THAT DATE");
			page_line(out);
		}
		titled = true;
		size_t shown = 0;
		for (size_t j = 0; j < e->office_count; j++) {
			const ties_office *o = &e->offices[j];
			if (o == best || o->on != TIES_NO || out->verbose)
				office_row(out, v, shown++ ? STR("") : e->caption, o);
		}
	}
}

static void others(struct report_out *out, const struct view *v)
{
	bool titled = false;

	for (size_t i = 0; i < v->scan->entity_count; i++) {
		const ties_scan_entity *e = &v->scan->entities[i];
		if (mention_section(e) != SECTION_OTHER)
			continue;
		if (!titled) {
			page_heading(out, "ALSO NAMED");
			page_line(out);
		} else {
			page_put(out, ", ");
		}
		titled = true;
		page_flow(out, e->entity.caption, 0);
		if (e->count > 1) {
			page_print(out, " %zu", e->count);
			page_sign(out, "×", "x");
		}
	}
	if (titled)
		page_line(out);
}

static void doubt(struct report_out *out, const struct mention_doubt *d)
{
	page_quote(out, d->mention->text);
	page_print(out, " (line %zu", d->line);
	if (d->count > 1)
		page_print(out, ", %zu times", d->count);
	page_put(out, ")  ");
	for (size_t i = 0; i < d->mention->alternative_count; i++) {
		const ties_alternative *a = &d->mention->alternatives[i];
		if (i)
			separate(out);
		page_flow(out, a->caption, INDENT + 2);
		page_print(out, " %.2f", a->score);
	}
	page_line(out);
}

static void doubts(struct report_out *out, const struct view *v)
{
	if (v->mentions.doubt_count == 0)
		return;
	page_heading(out, "WHO ELSE IT COULD BE");
	page_line(out);
	for (size_t i = 0; i < v->mentions.doubt_count; i++)
		doubt(out, &v->mentions.doubts[i]);
}

void report_scan_text(struct report_out *out, const ties_scan *scan, const ties_flags *flags, double milliseconds)
{
	struct arena arena = {0};
	struct view v = {.scan = scan, .label = label_columns(out, scan)};

	if (!mentions_sort(&v.mentions, scan, &arena)) {
		out->buf.failed = true;
		goto done;
	}
	v.axis = shared_axis(out, scan, v.label);
	header(out, scan, milliseconds);
	listed(out, &v);
	offices(out, &v);
	scan_ties_text(out, scan, &v.notes);
	scan_flags_text(out, flags, &v.notes);
	others(out, &v);
	doubts(out, &v);
	if (scan->entity_count == 0 && v.mentions.doubt_count == 0) {
		page_line(out);
		page_put(out, "No known entity is named.");
		page_line(out);
	}
	page_notes_finish(out, &v.notes);
done:
	arena_finish(&arena);
}
