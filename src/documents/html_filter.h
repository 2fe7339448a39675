/* An HTML page made tame before the parser sees it. Inner header of src/documents.
 *
 * A HTML5 parser follows rules under which a small hostile page makes millions of nodes or a tree so deep that the
 * stack overflows. The text needs none of that: the filter reads the page's tags and passes on the ones that make
 * blocks, well nested and at most HTML_DEPTH_MAX deep, without attributes but "hidden". Inline tags vanish; scripts,
 * styles, navigation, pictures and form controls vanish with what they hold. On the way it picks up language and
 * date. */
#ifndef DOCUMENTS_HTML_FILTER_H
#define DOCUMENTS_HTML_FILTER_H

#include "base/buf.h"

enum {
	HTML_DEPTH_MAX = 256,    /* elements passed on inside each other; deeper ones are dissolved, their text stays */
	HTML_TAGS_MAX = 1 << 20, /* start tags passed on; a page with more is refused */
	HTML_LD_MAX = 16         /* JSON-LD scripts looked at */
};

/** How good a date of the page is, best first. */
enum html_date { DATE_ARTICLE_META, DATE_JSON_LD, DATE_ITEMPROP, DATE_META, DATE_TIME_MARKED, DATE_TIME, DATE_NONE };

/** Slices point into the page. */
struct html_page {
	struct buf source; /* owned: the tame page */
	str language;      /* <html lang> */
	str date;          /* the best that tags tell */
	enum html_date date_rank;
	str ld[HTML_LD_MAX]; /* JSON-LD scripts */
	size_t ld_count;
	size_t tags; /* start tags passed on */
};

/** O(bytes). Memory failure shows in source.failed. */
void html_filter(struct html_page *out, str page);

#endif
