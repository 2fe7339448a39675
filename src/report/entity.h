/* An entity in text: who lists it, the rows of its listings and offices. Shared by all text answers and, for
 * what a listing is on the date, by the page of a scan. Internal to src/report. */
#ifndef REPORT_ENTITY_H
#define REPORT_ENTITY_H

#include "report/axis.h"

/** What an interval is on the date asked about. */
enum hold_state { HOLD_YES, HOLD_POSSIBLY, HOLD_LATER, HOLD_ENDED, HOLD_COUNT };

enum hold_state hold_state(ties_truth on, ties_when from, ties_when date);
/** Jurisdiction, or the dataset where none is known. */
str listing_by(const ties_listing *listing);
/** Short name of the regime, else the regime, else the authority, else the dataset. */
str listing_label(const ties_listing *listing);
/** The reason as a person reads it: "none given" becomes "no reason given". */
str reason_in_words(str reason);
/** "removed", "superseded", "merged". */
const char *listing_end_word(const ties_listing *listing);
/** Number of listings in that state. */
size_t entity_count_listings(const ties_entity *entity, ties_when on, enum hold_state state);
/** What footnotes name: the source, or dataset and record. Empty when neither is known. */
str listing_source(const ties_listing *listing);

enum { SUMMARY_MAX = 12 }; /* jurisdictions named in one enumeration */

/** Distinct jurisdictions in which `state` is the strongest that holds, in order; returns how many there are,
 *  of which at most SUMMARY_MAX are stored: the index of the listing that stands for each. */
size_t entity_jurisdictions(const ties_entity *entity, ties_when on, enum hold_state state, size_t into[SUMMARY_MAX]);
/** Rests the answer for that jurisdiction on memory alone? */
bool entity_is_recalled(const ties_entity *entity, ties_when on, enum hold_state state, str jurisdiction);
/** "listed by CA, US; possibly by AU; formerly by EU, GB", "no listing known". `date` puts the date behind
 *  "listed" or "not listed". Wraps at `indent`. */
void entity_summary(struct report_out *out, const ties_entity *entity, ties_when on, bool date, unsigned indent);

/** Listings in groups by what they are on the date, with reasons; then absences and disagreements. */
void entity_listings(struct report_out *out, const ties_entity *entity, ties_when on, struct page_notes *notes);
/** Where sources contradict each other, both sides; nothing when they do not. */
void entity_disagreements(struct report_out *out, const ties_entity *entity, struct page_notes *notes);
void entity_offices(struct report_out *out, const ties_entity *entity, ties_when on, struct page_notes *notes);
/** "Member of Parliament (CA), Conservative, St. Albert, since 2015-10-19", wrapped at `indent`. */
void office_line(struct report_out *out, const ties_office *office, unsigned indent);
/** The office that tells most about the date: one that holds, else the one that ended last, else the first to come. */
const ties_office *office_telling(const ties_entity *entity, ties_when on);

/* ---- pieces of `status` that other answers about an entity use too ---------------------------------- */

/** "Mujahedin-e-Khalq · on 2012-10-01". */
void status_title(struct report_out *out, const ties_entity *entity, ties_when on, ties_when known_on);
/** The name, and below it in one sentence who lists the only one that is meant. */
void status_introduce(struct report_out *out, const ties_status *status);
/** Schema, id, description. */
void status_subtitle(struct report_out *out, const ties_entity *entity);
/** Nobody is meant; several are. */
void status_nobody(struct report_out *out, str query);
void status_ambiguous(struct report_out *out, str query, const ties_candidate *candidates, size_t count, ties_when on);

/* ---- pieces of `timeline` ----------------------------------------------------------------------------- */

/** Nobody or several are meant, which is said; false when the entity is clear. */
bool timeline_is_unclear(struct report_out *out, const ties_timeline *timeline);
/** Days from one date to another, at least and at most: "same day", "80 days", "31–61 days", "up to 16 days or before",
 *  "at least 12 days", "days not known". */
void lag_in_words(struct report_out *out, int32_t first, int32_t last);
/** "reason: …" or "no reason given"; nothing when none is known. */
void decision_reason(struct report_out *out, unsigned indent, const ties_decision *decision);
/** "then in office: Vic Toews, Minister of Public Safety", a line for each. */
void decision_deciders(struct report_out *out, unsigned indent, const ties_decision *decision);

/* ---- pieces of rows ---------------------------------------------------------------------------------- */

/** "2005-05-24 → 2012-12-17" in two columns of ROW_DATE_COLUMNS, the second one empty when the end is open. */
void row_dates(struct report_out *out, unsigned from_at, ties_when from, ties_when to);
/** A line of its own: `lead` and the words wrapped at `indent`; nothing when there are none. */
void row_say(struct report_out *out, unsigned indent, const char *lead, str words);
/** Does it say all in a date column? */
bool row_date_fits(ties_when w);
enum { ROW_DATE_COLUMNS = 10 };

#endif
