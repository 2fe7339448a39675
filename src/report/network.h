/* Pictures of ties: who is tied to whom, drawn as SVG. Internal to src/report.
 *
 *      ┌────────────┐  is led by 1979 – 2003   ┌───────────────────┐  allied with 1980 – 1988   ┌────────────────┐
 *      │ M. Rajavi  │ ───────────────────────▶ │ Mujahedin-e-Khalq │ ────────────────────────── │ Saddam Hussein │
 *      └────────────┘                          └───────────────────┘                            └────────────────┘
 *
 * The one asked about stands in the middle, those near in columns on both sides, further ones further out beside those
 * through whom they are reached. Every tie to the one before has a line of its own with its words, so that no words run
 * over others, however many there are; ties among the others are thin curves. The place of everything follows from the
 * answer alone, in whole numbers: the same answer gives the same bytes. */
#ifndef REPORT_NETWORK_H
#define REPORT_NETWORK_H

#include "base/arena.h"
#include "report/entity.h"
#include "report/html.h"

enum {
	NETWORK_LINES = 4,    /* ties that are drawn one by one to the one before; the others are counted */
	NETWORK_CURVES = 150, /* among the others */
	NETWORK_MARGIN = 24,  /* places, in units of the drawing */
	NETWORK_BOX = 236,    /* width of a box */
	NETWORK_SPAN = 312,   /* between columns: room for the words of ties */
	NETWORK_LINE = 18,    /* height of one tie */
	NETWORK_PAD = 24,     /* of it beside the text */
	NETWORK_NAME = 15,    /* of one line of a name, and of a mark below it */
	NETWORK_MARK = 13,
	NETWORK_TITLE = 66, /* height of the title, and of what explains the lines */
	NETWORK_FOOT = 56
};

struct network_node {
	const ties_entity *entity;
	str id, caption, schema;
	uint32_t same; /* index of the first node of the same entity: itself, but for those on several paths */
	unsigned depth;
	uint32_t parent;     /* index of the node before */
	int side;            /* -1 left, 1 right, 0 the middle */
	uint32_t first_tie;  /* place of the first tie to the node before in `order` */
	unsigned tie_count;  /* of these ties */
	size_t others;       /* further ties that are not among them, of a path */
	unsigned y, height;  /* of its row, as placed; the box stands in the middle */
	unsigned box;        /* height of the box */
	size_t name_break;   /* bytes of the name in its first line; all of it when there is no second one */
	unsigned mark_lines; /* room for who lists it, on whichever day: 0, 1 or 2 */
	bool to_come;        /* all of its ties are of later than the day that is drawn */
};

struct network {
	const ties_around *around; /* of one of the two a picture is */
	const ties_trace *trace;
	ties_reading reading; /* of paths */
	const ties_tie *ties; /* of the answer; of paths the steps, path by path */
	size_t tie_count;
	str title;
	const ties_entity *centre;
	ties_when on;               /* the day whose state is drawn */
	struct network_node *nodes; /* the middle first, then from top to bottom within its side and depth */
	size_t node_count;
	struct network_ends {
		uint32_t from, to;
	} * ends;        /* nodes of each tie */
	uint32_t *order; /* ties by node: those to the node before */
	size_t order_count;
	uint32_t *among;                /* the other ties that are drawn */
	size_t among_count, among_left; /* and how many are not */
	unsigned width, height;         /* of the drawing */
	unsigned middle;                /* of the box of the first node */
	unsigned top;                   /* below the title, which only a file of its own has */
	unsigned depth;                 /* columns on each side */
	struct arena arena;
};

/** Collects and places; false when memory ran out. `network_finish` in either case. O(ties log ties). */
bool network_of(struct network *n, const ties_around *around);
/** The same for paths, which are between two that are clear. O(steps²). */
bool network_of_trace(struct network *n, const ties_trace *trace, ties_reading reading);
void network_finish(struct network *n);
/** Where the first of two lines of `name` ends: behind the last word that has `room`, in tenths; all of it when it has
 * room, or when no word has. */
size_t network_break(str name, unsigned room, unsigned size);
/** Sizes a box by its words; the least height of its row, once it is sized. */
void network_size(struct network_node *node);
unsigned network_row(const struct network_node *node);
/** The drawing; `alone`: with title and style, as a file of its own. Else ties and nodes lead to the rows #t… and #n…
 * of the page, and carry their days. */
void network_draw(struct report_out *out, const struct network *n, bool alone);

/* ---- words -------------------------------------------------------------------------------------------- */

/** What a tie is on that day, by its own days. */
enum hold_state network_state(const ties_tie *tie, ties_when on);
/** "asserted", "alleged" (also presumed and proposed) or "denied", and the state, as classes. */
void network_classes(struct report_out *out, const ties_tie *tie, ties_when on);
/** "alleged: leads 1979-01 – 2003, in which role", as it reads along the arrow; not escaped. */
void network_tie_words(struct buf *into, const ties_tie *tie);
/** "Massoud Rajavi leads Mujahedin-e-Khalq, until 2003" with all that keeps it from being a plain fact. */
void network_sentence(struct buf *into, const ties_tie *tie);
/** The same behind its date: "1979-01: Massoud Rajavi leads …". */
void network_dated_sentence(struct buf *into, const ties_tie *tie);
/** "listed by US, CA; formerly EU" for a narrow place; empty when no list speaks of it. */
void network_mark(struct buf *into, const ties_entity *entity, ties_when on);
/** Who lists the one asked about; of paths, how many there are. Not escaped. */
void network_summary(struct report_out *words, const struct network *n);
/** data-b and data-e of a tie, data-l of an entity: the days that they can mean, for the slider. */
void network_tie_days(struct report_out *out, const ties_tie *tie);
void network_listing_days(struct report_out *out, const ties_entity *entity);

#endif
