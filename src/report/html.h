/* The page of a scan: escaping, bars, cards. Internal to src/report. */
#ifndef REPORT_HTML_H
#define REPORT_HTML_H

#include "report/axis.h"
#include "report/mentions.h"

/** Our own markup, as it is. */
void html_put(struct report_out *out, const char *markup);
__attribute__((format(printf, 2, 3))) void html_print(struct report_out *out, const char *format, ...);
/** Foreign text for element content and quoted attributes: & < > " ' escaped; control characters and bytes that
 *  are not UTF-8 become U+FFFD. */
void html_text(struct report_out *out, str s);
/** A source: a link when it is an http or https address as a whole, else text. */
void html_source(struct report_out *out, str source);
/** "since 2015-10-19", "2006-02-06 – 2015-11-04": an interval in words. */
void html_dates(struct report_out *out, ties_when from, ties_when to);

/** What all parts of the page need. */
struct html_page {
	const ties_scan *scan;
	struct mentions mentions;
	struct axis axis;
	const uint8_t *colour; /* of each entity: index into the palette, HTML_NO_COLOUR for those only named */
};

enum { HTML_COLOURS = 10, HTML_NO_COLOUR = 255 };

/** "c3" or "plain". */
void html_colour_class(struct report_out *out, const struct html_page *page, size_t entity);
/** The years of the shared axis, and `date` where the line of the date stands. */
void html_axis(struct report_out *out, const struct axis *axis, str date);
/** One bar on it, with `words` for those who do not see it. */
void html_bar(struct report_out *out, const struct axis *axis, ties_when from, ties_when to, const char *state);
/** The text of the document with its mentions marked. */
void html_article(struct report_out *out, const struct html_page *page);
/** The card of an entity, and of the doubt number `doubt`. */
void html_card(struct report_out *out, const struct html_page *page, size_t entity);
void html_doubt(struct report_out *out, const struct html_page *page, size_t doubt);

#endif
