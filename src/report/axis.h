/* One time axis for all bars of an answer. Internal to src/report.
 *
 *        2000      2005      2010      2015      2020         ticks stand where their year begins
 *   ━━━━━━━━━━━━━━━━━━━━━━━━━━━━┥             ┊               listed until 2012; the question is about 2019
 *        ╌╌╌╌━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┿━━━━━━━→       soft: not known more closely; →: still listed
 *
 * The text answers draw it in columns, the page of a scan in hundredths of a percent: both ask axis_place. */
#ifndef REPORT_AXIS_H
#define REPORT_AXIS_H

#include "report/page.h"

struct axis {
	int32_t first, last; /* days, inclusive and exclusive; empty while first > last */
	int32_t mark;        /* the day asked about, TIES_DAY_MIN: none */
	unsigned left;       /* text: column where it begins */
	unsigned columns;    /* text: how many; 0: not drawn */
	unsigned margin;     /* text: columns that its last label may go past the end */
};

/** An axis without extent. */
struct axis axis_empty(void);
/** Widens it by a day; the two bounds that stand for "without" are ignored. */
void axis_add_day(struct axis *axis, int32_t day);
/** Widens it by both ends of an interval. */
void axis_add(struct axis *axis, ties_when from, ties_when to);
/** Widens it by the day asked about, and marks it when it is one day, month or year. */
void axis_set_mark(struct axis *axis, ties_when on);
/** Rounds to whole years. Call once, after everything was added. */
void axis_round(struct axis *axis);
/** Does it have an extent? */
bool axis_is_drawable(const struct axis *axis);
/** Where `day` lies in 0..`size`, clamped. */
unsigned axis_place(const struct axis *axis, int32_t day, unsigned size);
/** Years from one tick to the next, so that labels have at least `room` of `size` each. */
int axis_step(const struct axis *axis, unsigned size, unsigned room);

/** The four places of a bar: soft from start[0] to start[1], solid to end[0], soft to end[1]. */
struct axis_bar {
	unsigned start[2], end[2];
	bool open;    /* goes on */
	bool unknown; /* nothing is said of the end */
};
struct axis_bar axis_bar(const struct axis *axis, ties_when from, ties_when to, unsigned size);

/** The labels, from column `axis->left`. */
void axis_labels(struct report_out *out, const struct axis *axis);
/** One bar; returns with the column behind the last sign drawn. The colour is put around the bar alone. */
void axis_draw(struct report_out *out, const struct axis *axis, ties_when from, ties_when to, enum page_colour colour);

#endif
