/* The rows of listings and offices for `status` and `show`.
 *
 *   LISTED                                                    2000  2010  2020
 *     CA  Criminal Code list    2005-05-24 → 2012-12-17         ━━━━┥         [1]
 *         removed: no reason given
 *
 * Columns are as wide as their widest content, within bounds; what is left of the page holds the bars, or
 * nothing when that is too little. Whatever does not fit a column is said in words on lines of its own. */
#include "report/entity.h"

#include <stdio.h>

enum {
	INDENT = 2,
	BY_MAX = 6,      /* jurisdictions are codes; a dataset's name is cut */
	LABEL_MAX = 28,  /* on a narrow page */
	LABEL_WIDE = 40, /* on one of 100 columns */
	BARS_LEAST = 14,
	BARS_MOST = 60,
	NOTE_COLUMNS = 5 /* " [12]" */
};

struct layout {
	unsigned by, label; /* widths */
	unsigned label_at, from_at, to_at;
	struct axis axis; /* columns 0: no bars */
};

static unsigned at_most(size_t n, unsigned most)
{
	return n < most ? (unsigned)n : most;
}

static struct layout lay_out(const struct report_out *out, const ties_entity *entity, ties_when on)
{
	struct layout l = {.axis = axis_empty()};
	size_t by = 2, label = 8;

	for (size_t i = 0; i < entity->listing_count; i++) {
		const ties_listing *listing = &entity->listings[i];
		size_t w = page_width(listing_by(listing)), v = page_width(listing_label(listing));
		by = w > by ? w : by;
		label = v > label ? v : label;
		axis_add(&l.axis, listing->from, listing->to);
	}
	l.by = at_most(by, BY_MAX);
	l.label = at_most(label, page_right(out) < 100 ? LABEL_MAX : LABEL_WIDE);
	l.label_at = INDENT + l.by + 2;
	l.from_at = l.label_at + l.label + 2;
	l.to_at = l.from_at + ROW_DATE_COLUMNS + 3;
	axis_set_mark(&l.axis, on);
	axis_round(&l.axis);
	l.axis.left = l.to_at + ROW_DATE_COLUMNS + 2;
	unsigned end = page_right(out) - (out->sources ? NOTE_COLUMNS : 0);
	unsigned room = end > l.axis.left ? end - l.axis.left : 0;
	l.axis.columns = room < BARS_LEAST || !axis_is_drawable(&l.axis) ? 0 : at_most(room, BARS_MOST);
	return l;
}

void row_dates(struct report_out *out, unsigned from_at, ties_when from, ties_when to)
{
	char text[PAGE_DATE_MAX];

	page_to(out, from_at);
	size_t n = page_date_short(out, from, text);
	page_cut(out, (str){text, n}, ROW_DATE_COLUMNS);
	page_to(out, from_at + ROW_DATE_COLUMNS);
	page_sign(out, " → ", " - ");
	n = page_date_short(out, to, text);
	page_cut(out, (str){text, n}, ROW_DATE_COLUMNS);
}

void row_say(struct report_out *out, unsigned indent, const char *lead, str words)
{
	if (words.len == 0)
		return;
	page_to(out, indent);
	page_put(out, lead);
	page_wrap(out, words, indent);
	page_line(out);
}

bool row_date_fits(ties_when w)
{
	return page_end_of(w) != END_DATED || (page_width(w.edtf) <= ROW_DATE_COLUMNS && w.edtf.ptr[0] != '[');
}

/** What the date columns could not hold. */
static void say_dates(struct report_out *out, unsigned indent, const ties_listing *l)
{
	char text[PAGE_DATE_MAX];

	if (!row_date_fits(l->from))
		row_say(out, indent, "listed ", (str){text, page_date_long(l->from, text)});
	if (!row_date_fits(l->to)) {
		page_to(out, indent);
		page_put(out, listing_end_word(l));
		page_put(out, " ");
		page_text(out, (str){text, page_date_long(l->to, text)});
		page_line(out);
	}
}

static void say_recalled(struct report_out *out, unsigned indent, const ties_listing *l)
{
	bool from = l->from_confidence == TIES_RECALLED, to = l->to_confidence == TIES_RECALLED;
	const char *what = from && to ? "both dates" : from ? "beginning" : to ? "end" : "entry";

	if (l->confidence != TIES_RECALLED && !from && !to)
		return;
	page_to(out, indent);
	page_colour(out, PAGE_AMBER);
	page_print(out, "%s from memory, to be checked", what);
	page_colour(out, PAGE_PLAIN);
	page_line(out);
}

static void say_more(struct report_out *out, unsigned indent, const ties_listing *l)
{
	char text[PAGE_DATE_MAX];

	if (!str_equal(l->regime, listing_label(l)))
		row_say(out, indent, "regime: ", l->regime);
	row_say(out, indent, "authority: ", l->authority);
	row_say(out, indent, "note: ", l->notes);
	row_say(out, indent, "record: ", l->ref);
	if (l->first_seen != TIES_DAY_MIN && l->first_seen != TIES_DAY_MAX && l->first_seen != 0)
		row_say(out, indent, "in the list since its version of ", (str){text, page_day(l->first_seen, text)});
	if (l->last_seen != TIES_DAY_MAX && l->last_seen != TIES_DAY_MIN && l->last_seen != 0)
		row_say(out, indent, "last in its version of ", (str){text, page_day(l->last_seen, text)});
}

static void row(struct report_out *out, const struct layout *l, const ties_listing *listing, enum hold_state state,
                struct page_notes *notes)
{
	static const enum page_colour colours[HOLD_COUNT] = {PAGE_RED, PAGE_AMBER, PAGE_PLAIN, PAGE_AMBER};
	char lead[16];

	page_to(out, INDENT);
	page_colour(out, colours[state]);
	page_cut(out, listing_by(listing), l->by);
	page_colour(out, PAGE_PLAIN);
	page_to(out, l->label_at);
	page_cut(out, listing_label(listing), l->label);
	row_dates(out, l->from_at, listing->from, listing->to);
	axis_draw(out, &l->axis, listing->from, listing->to, colours[state]);
	if (out->sources && l->axis.columns)
		page_to(out, l->axis.left + l->axis.columns);
	page_note(out, notes, listing_source(listing));
	page_line(out);
	say_recalled(out, l->label_at, listing);
	say_dates(out, l->label_at, listing);
	row_say(out, l->label_at, "by: ", listing->instrument);
	row_say(out, l->label_at, "listed: ", reason_in_words(listing->reason));
	snprintf(lead, sizeof lead, "%s: ", listing_end_word(listing));
	row_say(out, l->label_at, lead, reason_in_words(listing->end_reason));
	if (out->verbose)
		say_more(out, l->label_at, listing);
}

static void absences(struct report_out *out, const ties_entity *entity, struct page_notes *notes)
{
	char text[PAGE_DATE_MAX];

	if (entity->absence_count == 0)
		return;
	page_heading(out, "NOT ON THE LIST");
	page_line(out);
	for (size_t i = 0; i < entity->absence_count; i++) {
		const ties_absence *a = &entity->absences[i];
		page_to(out, INDENT);
		page_cut(out, a->jurisdiction, BY_MAX);
		page_to(out, INDENT + 4);
		page_text(out, a->regime);
		page_put(out, ", on ");
		page_text(out, (str){text, page_date_long(a->on, text)});
		page_note(out, notes, a->source);
		page_line(out);
		if (a->confidence == TIES_RECALLED)
			row_say(out, INDENT + 4, "", STR("from memory, to be checked"));
		row_say(out, INDENT + 4, "", a->note);
	}
}

static void side(struct report_out *out, str value, str source, struct page_notes *notes)
{
	page_to(out, INDENT + 2);
	page_wrap(out, value, INDENT + 4);
	if (out->sources)
		page_note(out, notes, source);
	else if (source.len) {
		page_put(out, "  ");
		page_wrap(out, source, INDENT + 4);
	}
	page_line(out);
}

void entity_disagreements(struct report_out *out, const ties_entity *entity, struct page_notes *notes)
{
	if (entity->disagreement_count == 0)
		return;
	page_heading(out, "SOURCES DISAGREE");
	page_line(out);
	for (size_t i = 0; i < entity->disagreement_count; i++) {
		const ties_disagreement *d = &entity->disagreements[i];
		row_say(out, INDENT, "", d->about);
		side(out, d->left, d->left_source, notes);
		side(out, d->right, d->right_source, notes);
	}
}

void entity_listings(struct report_out *out, const ties_entity *entity, ties_when on, struct page_notes *notes)
{
	static const char *const titles[HOLD_COUNT] = {"LISTED", "POSSIBLY LISTED", "LISTED LATER", "NO LONGER LISTED"};
	struct layout l = lay_out(out, entity, on);
	bool labelled = false;

	for (enum hold_state state = HOLD_YES; state < HOLD_COUNT; state++) {
		if (entity_count_listings(entity, on, state) == 0)
			continue;
		page_heading(out, titles[state]);
		if (!labelled)
			axis_labels(out, &l.axis);
		labelled = true;
		page_line(out);
		for (size_t i = 0; i < entity->listing_count; i++)
			if (hold_state(entity->listings[i].on, entity->listings[i].from, on) == state)
				row(out, &l, &entity->listings[i], state, notes);
	}
	absences(out, entity, notes);
	entity_disagreements(out, entity, notes);
}

/* ---- offices --------------------------------------------------------------------------------------- */

/* "Member of Parliament (CA), Conservative, St. Albert": position with where it was held. */
static void office_title(struct report_out *out, const ties_office *office)
{
	page_text(out, office->position);
	if (office->jurisdiction.len) {
		page_put(out, " (");
		page_text(out, office->jurisdiction);
		page_put(out, ")");
	}
	const str more[] = {office->party, office->area};
	for (size_t i = 0; i < 2; i++) {
		if (more[i].len == 0)
			continue;
		page_put(out, ", ");
		page_text(out, more[i]);
	}
}

/* ", since 2015-10-19", ", 2006-02-06 – 2015-11-04"; nothing when no date is known. */
static void office_dates(struct report_out *out, const ties_office *office)
{
	char from[PAGE_DATE_MAX], to[PAGE_DATE_MAX];
	enum page_end begin = page_end_of(office->from), end = page_end_of(office->to);

	if (begin != END_DATED && end != END_DATED)
		return;
	str first = {from, page_date_long(office->from, from)}, last = {to, page_date_long(office->to, to)};
	page_put(out, ", ");
	if (end == END_OPEN) {
		page_put(out, "since ");
		page_text(out, first);
		return;
	}
	if (begin == END_DATED)
		page_text(out, first);
	page_put(out, begin == END_DATED && end == END_DATED ? (out->utf8 ? " – " : " - ") : "");
	if (end == END_DATED) {
		page_put(out, begin == END_DATED ? "" : "until ");
		page_text(out, last);
	} else {
		page_put(out, ", end unknown");
	}
	if (office->confidence == TIES_RECALLED)
		page_put(out, " (from memory, to be checked)");
}

void office_line(struct report_out *out, const ties_office *office, unsigned indent)
{
	struct report_out line = {.utf8 = out->utf8};

	office_title(&line, office);
	office_dates(&line, office);
	page_wrap(out, buf_str(&line.buf), indent);
	out->buf.failed |= line.buf.failed;
	buf_finish(&line.buf);
}

/* Is the office one seat of many? */
static bool is_seat(const ties_office *o)
{
	return str_find(o->position, STR("Member of"), 0) != SIZE_MAX ||
	       str_find(o->position, STR("Senator"), 0) != SIZE_MAX;
}

/* Of two offices that ended, the one by which a reader knows the person: rather a post than a seat, rather the last. */
static bool tells_more(const ties_office *o, const ties_office *best)
{
	return is_seat(o) != is_seat(best) ? is_seat(best) : o->to.last > best->to.last;
}

const ties_office *office_telling(const ties_entity *e, ties_when on)
{
	const ties_office *best = NULL;
	enum hold_state best_state = HOLD_COUNT;

	for (size_t i = 0; i < e->office_count; i++) {
		const ties_office *o = &e->offices[i];
		enum hold_state state = hold_state(o->on, o->from, on);
		enum hold_state rank = state == HOLD_LATER ? HOLD_ENDED : state == HOLD_ENDED ? HOLD_LATER : state;
		if (!best || rank < best_state || (state == HOLD_ENDED && rank == best_state && tells_more(o, best))) {
			best = o;
			best_state = rank;
		}
	}
	return best;
}

void entity_offices(struct report_out *out, const ties_entity *entity, ties_when on, struct page_notes *notes)
{
	static const char *const words[HOLD_COUNT] = {"in office", "possibly", "later", "formerly"};
	enum { TITLE_AT = INDENT + 11 };

	if (entity->office_count == 0)
		return;
	page_heading(out, "OFFICES");
	page_line(out);
	for (enum hold_state state = HOLD_YES; state < HOLD_COUNT; state++) {
		for (size_t i = 0; i < entity->office_count; i++) {
			const ties_office *office = &entity->offices[i];
			if (hold_state(office->on, office->from, on) != state)
				continue;
			page_to(out, INDENT);
			page_put(out, words[state]);
			page_to(out, TITLE_AT);
			office_line(out, office, TITLE_AT);
			page_note(out, notes, office->source);
			page_line(out);
			if (out->verbose)
				row_say(out, TITLE_AT, "note: ", office->notes);
		}
	}
}
