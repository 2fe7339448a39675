/* The page of a scan: escaping, kinds of standing, bars, rows, cards. Internal to src/report. */
#ifndef REPORT_HTML_H
#define REPORT_HTML_H

#include "base/intern.h"
#include "base/table.h"
#include "report/axis.h"
#include "report/entity.h"
#include "report/mentions.h"
#include "ties/flags.h"

/* ---- text and markup ------------------------------------------------------------------------------- */

/** Our own markup, as it is. */
void html_put(struct report_out *out, const char *markup);
__attribute__((format(printf, 2, 3))) void html_print(struct report_out *out, const char *format, ...);
/** Foreign text for element content and quoted attributes: & < > " ' escaped; control characters and bytes that
 *  are not UTF-8 become U+FFFD; characters that turn the direction of what follows are dropped. */
void html_text(struct report_out *out, str s);
/** A name inside of our own text: in an element that keeps its direction to itself. */
void html_name(struct report_out *out, str s);
/** The same for attributes and titles, where no element can stand. */
void html_isolate(struct report_out *out, str s);
/** Prose in which what begins with http:// or https:// becomes a link. */
void html_links(struct report_out *out, str prose);
/** "since 2015-10-19", "2006-02-06 – 2015-11-04": an interval in words. */
void html_dates(struct report_out *out, ties_when from, ties_when to);

/* ---- the page -------------------------------------------------------------------------------------- */

/** What someone was on the date, by the strongest thing known: decides colour, sign, group and order. */
enum html_kind {
	KIND_LISTED,
	KIND_POSSIBLY,
	KIND_FORMERLY,
	KIND_LATER,
	KIND_HOLDS,
	KIND_MAY_HOLD,
	KIND_HELD, /* an office before or after */
	KIND_NAMED,
	KIND_DOUBT, /* the text does not decide who is meant */
	KIND_COUNT
};

enum html_kind html_kind_of(const ties_entity *entity, ties_when on);
/** Its class in scan.css. */
const char *html_kind_class(enum html_kind kind);
/** "Listed on the date". */
const char *html_kind_title(enum html_kind kind);
/** The same beside a name: "listed". */
const char *html_kind_word(enum html_kind kind);

/** A mention that could mean another entity than, or only perhaps means, `entity`. */
struct html_reading {
	uint32_t entity, mention;
};

/** What all parts of the page need. */
struct html_page {
	const ties_scan *scan;
	const ties_flags *flags; /* among those named; NULL: nobody asked */
	struct mentions mentions;
	struct axis axis;
	uint8_t *kind;                 /* of each entity: enum html_kind */
	struct table doubts;           /* text of a mention to the index of its doubt */
	struct table cards;            /* id of an entity to its index */
	struct html_reading *readings; /* by entity, then text, then mention */
	size_t *readings_of;           /* of entity i: from [i] up to [i + 1] */
	struct intern sources;         /* numbered in order of first use */
	struct {
		size_t mention; /* the next one to come */
		size_t at;      /* byte of the text up to which it was written */
		bool in_list;
	} cursor;
};

/** The heading of the document, taken out of its text when it begins with it. Before html_article. */
void html_title(struct report_out *out, struct html_page *page);
/** The text of the document with its mentions marked. */
void html_article(struct report_out *out, struct html_page *page);
/** The card of an entity, and of the doubt number `doubt`. */
void html_card(struct report_out *out, struct html_page *page, size_t entity);
void html_doubt(struct report_out *out, const struct html_page *page, size_t doubt);
/** One line: who lists it, or the office that tells most about the date; nothing when neither is known. */
void html_gist(struct report_out *out, const ties_entity *entity, ties_when on);

/** A name as a link to its card, where it has one. */
void html_link(struct report_out *out, const struct html_page *page, str id, str caption);
/** The flags among those named; nothing when there are none. */
void html_flags(struct report_out *out, struct html_page *page, const ties_flags *flags);
/** The ties between those named; nothing when there are none. */
void html_ties(struct report_out *out, struct html_page *page);

/* ---- rows of a card -------------------------------------------------------------------------------- */

void html_listings(struct report_out *out, struct html_page *page, const ties_entity *entity);
void html_offices(struct report_out *out, struct html_page *page, const ties_entity *entity);
/** A small number that leads to the source. */
void html_note(struct report_out *out, struct intern *sources, str source);
/** What the numbers stand for. */
void html_sources(struct report_out *out, const struct intern *sources);

/* ---- bars ------------------------------------------------------------------------------------------ */

enum html_bar { BAR_LISTING, BAR_OFFICE };

/** What bars refer to: the lines of the axis, its labels, soft ends, arrows. Once, before the first bar. */
void html_bar_parts(struct report_out *out, const struct axis *axis, str date);
/** The labels of the axis. */
void html_axis(struct report_out *out, const struct axis *axis, const char *class);
/** One bar, up to where its title goes; html_bar_end draws it. Nothing is drawn on an axis without extent. */
void html_bar_begin(struct report_out *out);
void html_bar_end(struct report_out *out, const struct axis *axis, ties_when from, ties_when to, enum html_bar kind);
/** A day on which something was found not to be so. */
void html_bar_end_absent(struct report_out *out, const struct axis *axis, ties_when on);

#endif
