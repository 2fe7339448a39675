/* Pictures of history: bars on one time axis, drawn as SVG. Internal to src/report.
 *
 *                                  1980      1990      2000      2010      2020
 *   IR  ban                         ●━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━→
 *       since 1981
 *   ─────────────────────────────────────────────────────────────────────────────
 *   CA  Minister of Public Safety                       ── ──────
 *                                                       Anne McLellan
 *       Criminal Code list                              ●━━━━━━━○
 *       2005-05-24 – 2012-12-17
 *
 * A picture is collected once: rows, each with the spans that stand on it. It is then drawn for one or more
 * layouts, for a page shows a narrow one on a telephone and a wide one elsewhere. Lengths are in units of the
 * drawing; places on the axis in tenths of one, for a decade must not hide in a unit. */
#ifndef REPORT_PICTURE_H
#define REPORT_PICTURE_H

#include "base/arena.h"
#include "report/entity.h"
#include "report/html.h"

enum picture_row_kind {
	ROW_SUBJECT, /* the name of an entity, where several are compared */
	ROW_DECIDER, /* those who held an office of a jurisdiction when it decided */
	ROW_LISTING, /* one regime of one jurisdiction */
	ROW_OFFICE   /* an office that the entity itself held */
};

/** One bar. */
struct picture_span {
	ties_when from, to;
	enum hold_state state;
	const ties_spell *spell;   /* of a listing, else NULL */
	uint32_t number;           /* index of the spell, or of the office among those of the entity */
	const ties_office *office; /* of all others */
	str name;                  /* who held the office, of a decider */
	bool unsure;               /* a decider who possibly held it then */
	unsigned lane;             /* of the name below the bar; PICTURE_NO_LANE: there is no room for it */
	bool flush;                /* the name ends where the axis ends, for it would go past it */
};

enum { PICTURE_NO_LANE = 99, PICTURE_DATES_MAX = 2 * PAGE_DATE_MAX + 16 };

struct picture_row {
	enum picture_row_kind kind;
	uint32_t subject; /* index of the timeline */
	str jurisdiction;
	str label;
	bool heads; /* the first row of its jurisdiction */
	struct picture_span *spans;
	size_t span_count;
	unsigned y, height; /* as last placed */
	unsigned bar;       /* the middle of its bars, from y */
};

struct picture {
	const ties_timeline *const *subjects;
	size_t subject_count;
	const ties_comparison *comparison; /* NULL: one timeline */
	ties_when on, known_on;
	struct axis axis;
	struct picture_row *rows;
	size_t row_count;
	struct arena arena;
};

/** How one drawing is laid out. */
struct picture_layout {
	unsigned width;
	unsigned label;     /* width of the column of labels; 0: they stand above the bars */
	bool titled;        /* name and summary stand in the drawing: it is on its own */
	const char *prefix; /* of the ids of the drawing, which are unique in a page */
	bool linked;        /* bars and marks lead to the rows of the tables behind it */
};

extern const struct picture_layout picture_alone, picture_wide, picture_narrow;

/** Collects the rows; false when memory ran out. `picture_finish` in either case. */
bool picture_of_timeline(struct picture *p, const ties_timeline *const *timeline);
bool picture_of_comparison(struct picture *p, const ties_comparison *comparison);
void picture_finish(struct picture *p);
/** Has it anything to draw? */
bool picture_is_drawable(const struct picture *p);

/* ---- places ---------------------------------------------------------------------------------------- */

enum {
	TENTHS = 10,     /* in a unit of the drawing */
	TEXT_TITLE = 24, /* sizes of text */
	TEXT_HEADING = 17,
	TEXT_PLAIN = 13,
	TEXT_SMALL = 11,
	PICTURE_HEAD = 40, /* height of years and date, above the rows */
	PICTURE_FOOT = 26, /* years again, below them */
	PICTURE_LANE = 14  /* height of a lane of names */
};

/** Around a drawing on its own, 0 for one in a page. */
unsigned picture_margin(const struct picture_layout *layout);
/** Where the axis begins and ends. */
unsigned picture_left(const struct picture_layout *layout);
unsigned picture_right(const struct picture_layout *layout);
/** Length of the axis, and the place of a day, in tenths. */
unsigned picture_extent(const struct picture_layout *layout);
unsigned picture_x(const struct picture *p, const struct picture_layout *layout, int32_t day);
/** Stand name and summary above the axis? Where several are compared, each has its own heading. */
bool picture_has_heading(const struct picture *p, const struct picture_layout *layout);
/** Height of what stands above the axis. */
unsigned picture_top(const struct picture *p, const struct picture_layout *layout);
/** Places rows and names; returns the height of the drawing. O(rows + spans²  of a row). */
unsigned picture_place(struct picture *p, const struct picture_layout *layout);
/** The drawing, an <svg> with everything in it. */
void picture_draw(struct report_out *out, struct picture *p, const struct picture_layout *layout);

/* ---- text in a drawing ----------------------------------------------------------------------------- */

/** About how wide `s` is in tenths at that size; rather too much than too little. */
unsigned picture_text_width(str s, unsigned size);
/** `s` escaped, in at most `room` tenths; with an ellipsis when something was left out. */
void picture_text(struct report_out *out, str s, unsigned room, unsigned size);

/* ---- words, not escaped ---------------------------------------------------------------------------- */

/** A page without end, for words that are escaped when they are complete. `buf_finish` frees them. */
struct report_out picture_page(void);
/** The names of all that is shown: "Mujahedin-e-Khalq", "A and B". */
void picture_name(struct report_out *words, const struct picture *p);
/** "Listed on 2012-10-01 by CA, IR; formerly by EU, GB". */
void picture_standing(struct report_out *words, const struct picture *p, size_t subject);
/** "1981 – 2012", "since 1981", for a narrow place. */
size_t picture_dates(const struct picture_span *span, char into[PICTURE_DATES_MAX]);

/* ---- words, escaped -------------------------------------------------------------------------------- */

/** "listed", "in office" and so on, by state. */
const char *picture_state(const struct picture_span *span);
/** Class of its colour. */
const char *picture_class(const struct picture_span *span);
/** One sentence about a bar. */
void picture_span_words(struct report_out *out, const struct picture *p, const struct picture_row *row,
                        const struct picture_span *span);
/** Says a source that no reason was given? That is a fact; an empty reason is none. */
bool picture_has_no_reason(str reason);
/** What is known of the act that began (or ended) a spell. */
void picture_decision_words(struct report_out *out, const ties_spell *spell, bool end);
/** Who listed what and when on the day of two opposite moves. */
void picture_opposite_words(struct report_out *out, const struct picture *p, const ties_opposite *opposite);
/** "Hillary Clinton, Secretary of State" and those beside; nothing when nobody is known. */
void picture_deciders(struct report_out *out, const ties_decision *decision);
/** Caption of the entity of a timeline. */
str picture_caption(const ties_timeline *timeline);
/** The jurisdiction as people know it. */
str picture_jurisdiction(str code);

/* ---- tables of the page ---------------------------------------------------------------------------- */

/** Tables of everything in the picture and of what is dated beside it; sources are numbered into `sources`. */
void picture_tables(struct report_out *out, const struct picture *p, struct intern *sources);

#endif
