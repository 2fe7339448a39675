/* Flags in words. Internal to src/report. */
#ifndef REPORT_FLAG_LINES_H
#define REPORT_FLAG_LINES_H

#include "report/page.h"
#include "ties/flags.h"

/** An empty line, then how severe and what: "MEDIUM  Contact with a body that was then listed". */
void flag_rule_title(struct report_out *out, const ties_rule *rule, unsigned indent);
/** Its date, or what is known of that by the tie that it rests on: "by 2017". */
void flag_date(struct report_out *out, const ties_flag *flag, unsigned at);
/** What keeps it from being plain: "rests on what is alleged; possibly: its day is not known"; else nothing. */
void flag_doubt(struct buf *into, const ties_flag *flag);
/** The same, and how often something of it is denied: "rests on what is alleged; 2 denials". */
void flag_notes(struct buf *into, const ties_flag *flag);
/** One fact: its date, written at a column; what it says; who says so. */
void flag_fact_date(struct report_out *out, const ties_fact *fact, unsigned at);
void flag_fact_words(struct buf *into, const ties_fact *fact);
str flag_fact_source(const ties_fact *fact);
/** What is in doubt, the facts in order, what those in it were on that day, who denies what. */
void flag_lines(struct report_out *out, const ties_flag *flag, struct page_notes *notes);

/** The section of a scan: a line for each flag, by rule; all of `flag_lines` if verbose. Nothing when there are none.
 */
void scan_flags_text(struct report_out *out, const ties_flags *flags, struct page_notes *notes);

#endif
