/* How do we show it? The door of src/report.
 *
 * One function per answer and format, `report_<answer>_<format>`: it takes the public result structs and writes
 * into a report_out. Nothing is computed here that the result does not say already, apart from counting,
 * grouping and placing on an axis. The only thing that can fail is memory; that is sticky in `out->buf.failed`
 * and checked once by the caller.
 *
 * Everything that comes out of a list or a document is foreign: text output drops control characters and
 * direction marks (no escape sequence reaches a terminal), JSON and HTML escape, CSV quotes. */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include "base/buf.h"
#include "ties.h"

/** Where an answer goes and what the place can show. Zero-initialise; `buf_finish(&out.buf)` frees it. */
struct report_out {
	struct buf buf;  /* what was written so far; owned */
	unsigned width;  /* columns of the page, 0 means 80; at least 60 are used */
	unsigned column; /* columns written on the current line */
	bool utf8;       /* draw with Unicode lines; false: plain ASCII (names stay as published) */
	bool colour;     /* ANSI colours as a second channel */
	bool isolate;    /* wrap right-to-left text in U+2068 and U+2069, for terminals that reorder */
	bool sources;    /* name the sources, as footnotes */
	bool verbose;    /* everything, uncut */
};

/* ---- who was meant ---------------------------------------------------------------------------------- */

/** A line such as "“Michael Coper” taken as Michael Cooper (0.93)"; nothing when the query is a name of it. */
void report_taken_text(struct report_out *out, ties_str query, const ties_candidate *candidate);

/* ---- trace ------------------------------------------------------------------------------------------ */

/** `reading` is what was asked for: it is told in words. */
void report_trace_text(struct report_out *out, const ties_trace *trace, ties_reading reading);
/** One object; on one line unless `pretty`. */
void report_trace_json(struct report_out *out, const ties_trace *trace, bool pretty);
/** The same for a neighbourhood. */
void report_around_text(struct report_out *out, const ties_around *around, ties_reading reading);
void report_around_json(struct report_out *out, const ties_around *around, bool pretty);
/** A drawing, or a page with it and a slider for the date. The neighbours are told in full (ties_around_options). */
void report_around_svg(struct report_out *out, const ties_around *around);
void report_around_html(struct report_out *out, const ties_around *around);
/** Paths between two that are clear, as a drawing or a page; steps with their entities (ties_trace_options). */
void report_trace_svg(struct report_out *out, const ties_trace *trace, ties_reading reading);
void report_trace_html(struct report_out *out, const ties_trace *trace, ties_reading reading);

/* ---- flags ------------------------------------------------------------------------------------------ */

void report_flags_text(struct report_out *out, const ties_flags *flags);
/** An array of flags, or one a line. */
void report_flags_json(struct report_out *out, const ties_flags *flags);
void report_flags_jsonl(struct report_out *out, const ties_flags *flags);
/** The rules themselves. */
void report_rules_text(struct report_out *out, const ties_rules *rules);
void report_rules_json(struct report_out *out, const ties_rules *rules);

/* ---- owned ------------------------------------------------------------------------------------------ */

void report_owned_text(struct report_out *out, const ties_owned *owned);
/** One object; on one line unless `pretty`. */
void report_owned_json(struct report_out *out, const ties_owned *owned, bool pretty);
/** With its header; one row per holding, then one per rule. */
void report_owned_csv(struct report_out *out, const ties_owned *owned);

/* ---- status and show ---------------------------------------------------------------------------- */

void report_status_text(struct report_out *out, const ties_status *const *status, size_t count);
/** A JSON array with an element for each; one that is unknown or ambiguous has "candidates". */
void report_status_json(struct report_out *out, const ties_status *const *status, size_t count);
void report_status_jsonl(struct report_out *out, const ties_status *status);
/** One row per listing, office and absence. */
void report_status_csv_header(struct report_out *out);
void report_status_csv(struct report_out *out, const ties_status *status);

void report_show_text(struct report_out *out, const ties_status *status);
void report_show_json(struct report_out *out, const ties_status *status);
void report_show_jsonl(struct report_out *out, const ties_status *status);
/** One row per statement. */
void report_show_csv(struct report_out *out, const ties_status *status);

/* ---- timeline, compare, offices ------------------------------------------------------------------------ */

void report_timeline_text(struct report_out *out, const ties_timeline *timeline);
void report_timeline_json(struct report_out *out, const ties_timeline *timeline);
void report_timeline_jsonl(struct report_out *out, const ties_timeline *timeline);
/** One row per event, under a header. */
void report_timeline_csv(struct report_out *out, const ties_timeline *timeline);

/** Leaves out who is nobody. */
void report_compare_text(struct report_out *out, const ties_comparison *comparison);
/** One object, or an array of them when several entities were asked for. */
void report_compare_json(struct report_out *out, const ties_comparison *comparison);
void report_compare_jsonl(struct report_out *out, const ties_comparison *comparison);
/** One row per spell, under a header. */
void report_compare_csv(struct report_out *out, const ties_comparison *comparison);

void report_holders_text(struct report_out *out, const ties_holders *holders);
void report_holders_json(struct report_out *out, const ties_holders *holders);
/** One line per term. */
void report_holders_jsonl(struct report_out *out, const ties_holders *holders);
/** One row per term, under a header. */
void report_holders_csv(struct report_out *out, const ties_holders *holders);

/* ---- sql -------------------------------------------------------------------------------------------- */

/** A table with aligned columns, wider than the page where its values are; numbers to the right. */
void report_sql_text(struct report_out *out, const ties_sql_rows *rows);
/** An array of objects. Of columns of one name only the last counts. */
void report_sql_json(struct report_out *out, const ties_sql_rows *rows);
/** One object per line. */
void report_sql_jsonl(struct report_out *out, const ties_sql_rows *rows);
/** A header, then one row each; NULL is empty. */
void report_sql_csv(struct report_out *out, const ties_sql_rows *rows);

/* ---- match ----------------------------------------------------------------------------------------- */

/** Two names and what came out. */
struct report_pair {
	ties_str name1, name2, schema;
	const ties_pair_score *score; /* NULL: these could not be compared */
	const char *error;            /* why not, NULL when they were */
	bool other_scorer;            /* not the default one: it is named, and its figure not put into words */
};

void report_match_text(struct report_out *out, const struct report_pair *pair);
void report_match_json(struct report_out *out, const struct report_pair *pair);
/** One line: score (or why there is none) and both names. */
void report_match_line(struct report_out *out, const struct report_pair *pair);
/** One line, with both names. */
void report_match_jsonl(struct report_out *out, const struct report_pair *pair);
void report_match_csv_header(struct report_out *out);
void report_match_csv(struct report_out *out, const struct report_pair *pair);

/* ---- screen ---------------------------------------------------------------------------------------- */

/** One query with its answer. */
struct report_screening {
	ties_str row; /* the caller's own id of the row, echoed; empty: none */
	const ties_query *query;
	const ties_hits *hits;
	ties_when on;      /* the date asked about */
	double threshold;  /* that hits had to reach */
	bool named;        /* say which query it was: there are several */
	bool explain;      /* show the reasons */
	bool other_scorer; /* not the default one: it is named */
	const char *error; /* why this one could not be screened, NULL when it was; then hits is empty */
};

void report_screen_text(struct report_out *out, const struct report_screening *s);
void report_screen_json(struct report_out *out, const struct report_screening *s);
void report_screen_jsonl(struct report_out *out, const struct report_screening *s);
/** One row per hit; a query without hits has one row too. */
void report_screen_csv_header(struct report_out *out);
void report_screen_csv(struct report_out *out, const struct report_screening *s);

/* ---- changes --------------------------------------------------------------------------------------- */

void report_changes_text(struct report_out *out, const ties_changes *changes);
void report_changes_json(struct report_out *out, const ties_changes *changes);
/** One line per change. */
void report_changes_jsonl(struct report_out *out, const ties_changes *changes);
/** With its header; one row per change. */
void report_changes_csv(struct report_out *out, const ties_changes *changes);

/* ---- rescreen -------------------------------------------------------------------------------------- */

/** One customer with what differs. */
struct report_rescreening {
	ties_str row; /* the caller's own id of the row, echoed; empty: none */
	const ties_query *query;
	const ties_rescreening *answer;
	ties_when from, to; /* the two days */
	const char *error;  /* why this one could not be screened, NULL when it was; then answer is empty */
};

/** Nothing for a customer that is not affected. */
void report_rescreen_text(struct report_out *out, const struct report_rescreening *r);
void report_rescreen_json(struct report_out *out, const struct report_rescreening *r);
void report_rescreen_jsonl(struct report_out *out, const struct report_rescreening *r);
/** One row per entity affected. */
void report_rescreen_csv_header(struct report_out *out);
void report_rescreen_csv(struct report_out *out, const struct report_rescreening *r);

/* ---- scan ------------------------------------------------------------------------------------------ */

/** `flags` are those among the named, or NULL: nobody asked. `milliseconds` is shown when it is not negative. */
void report_scan_text(struct report_out *out, const ties_scan *scan, const ties_flags *flags, double milliseconds);
void report_scan_json(struct report_out *out, const ties_scan *scan, const ties_flags *flags);
void report_scan_jsonl(struct report_out *out, const ties_scan *scan, const ties_flags *flags);
/** One row per mention. */
void report_scan_csv_header(struct report_out *out);
void report_scan_csv(struct report_out *out, const ties_scan *scan);
/** A whole page in one file that loads nothing. */
void report_scan_html(struct report_out *out, const ties_scan *scan, const ties_flags *flags);

/* ---- dedupe ---------------------------------------------------------------------------------------- */

/** One proposal of several. */
struct report_proposal {
	const ties_proposal *proposal;
	size_t number, count;            /* from 1 */
	const ties_status *left, *right; /* both entities with their statements, for a review; else NULL */
	bool explain;                    /* show how the names align */
};

/** Three or four lines: both names, what speaks for it, what against it. */
void report_proposal_text(struct report_out *out, const struct report_proposal *p);
/** Both side by side, for a person to decide. */
void report_review_text(struct report_out *out, const struct report_proposal *p);
/** What was looked at and what came out. */
void report_proposals_end(struct report_out *out, const ties_proposals *proposals, double threshold);
void report_proposals_json(struct report_out *out, const ties_proposals *proposals);
void report_proposal_jsonl(struct report_out *out, const ties_proposal *proposal);
/** The columns of a decisions file, with the names and what speaks for and against behind; `decision` is empty. */
void report_proposal_csv_header(struct report_out *out);
void report_proposal_csv(struct report_out *out, const ties_proposal *proposal);

/* ---- pictures of history ----------------------------------------------------------------------------- */

/** A drawing on its own: bars on one time axis, reasons on hover. `docs/pictures.md` says how to read it. */
void report_timeline_svg(struct report_out *out, const ties_timeline *timeline);
void report_compare_svg(struct report_out *out, const ties_comparison *comparison);
/** The drawing, and all that it shows as tables with sources, in one file that loads nothing. */
void report_timeline_html(struct report_out *out, const ties_timeline *timeline);
void report_compare_html(struct report_out *out, const ties_comparison *comparison);

/* ---- the database itself --------------------------------------------------------------------------- */

void report_info_text(struct report_out *out, const ties_info *info);
void report_info_json(struct report_out *out, const ties_info *info);
void report_info_jsonl(struct report_out *out, const ties_info *info);
/** One row per version of a dataset. */
void report_info_csv(struct report_out *out, const ties_info *info);

void report_check_text(struct report_out *out, const ties_info *info);
/** `trouble` is what ties_book_check said of `path`, NULL when all is well. */
void report_check_json(struct report_out *out, const char *path, const ties_error *trouble);

/** `info` is of the new database, or NULL when it could not be read back. */
void report_build_text(struct report_out *out, const char *path, const ties_build_report *build, const ties_info *info);
void report_build_json(struct report_out *out, const char *path, const ties_build_report *build, const ties_info *info);

/* ---- fetching -------------------------------------------------------------------------------------- */

void report_fetch_text(struct report_out *out, const ties_fetch_report *fetch);
void report_fetch_json(struct report_out *out, const ties_fetch_report *fetch);
/** One line per list. */
void report_fetch_jsonl(struct report_out *out, const ties_fetch_report *fetch);
void report_fetch_csv(struct report_out *out, const ties_fetch_report *fetch);

/** What ties_known_list_at gives. */
void report_lists_text(struct report_out *out, const ties_known_list *lists, size_t count);
void report_lists_json(struct report_out *out, const ties_known_list *lists, size_t count);
/** One line per list. */
void report_lists_jsonl(struct report_out *out, const ties_known_list *lists, size_t count);
void report_lists_csv(struct report_out *out, const ties_known_list *lists, size_t count);

/* ---- CSV ------------------------------------------------------------------------------------------- */

/** One field as RFC 4180 has it, with a comma in front unless it is the first of its line. */
void report_csv_field(struct report_out *out, ties_str value);
/** CR LF. */
void report_csv_end(struct report_out *out);

/** "yes", "no", "possibly". */
const char *report_truth_name(ties_truth truth);
/** "published", "verified", "recalled". */
const char *report_confidence_name(ties_confidence confidence);

#endif
