/* Where the rows of a picture and the names in them stand, for a layout. */
#include "report/picture.h"

enum {
	TITLE = 64,  /* height of name and summary */
	MARGIN = 24, /* around a drawing on its own */
	LANES = 4,   /* of names below the bars of an office */
	TIP = 13     /* room behind the axis, for arrows and question marks */
};

const struct picture_layout picture_alone = {.width = 908, .label = 262, .titled = true, .prefix = "p"};
const struct picture_layout picture_wide = {.width = 860, .label = 262, .prefix = "w", .linked = true};
const struct picture_layout picture_narrow = {.width = 400, .prefix = "n", .linked = true};

unsigned picture_margin(const struct picture_layout *layout)
{
	return layout->titled ? MARGIN : 0;
}

unsigned picture_left(const struct picture_layout *layout)
{
	return picture_margin(layout) + (layout->label ? layout->label + 10 : 6);
}

unsigned picture_right(const struct picture_layout *layout)
{
	return layout->width - picture_margin(layout) - TIP;
}

unsigned picture_extent(const struct picture_layout *layout)
{
	return (picture_right(layout) - picture_left(layout)) * TENTHS;
}

unsigned picture_x(const struct picture *p, const struct picture_layout *layout, int32_t day)
{
	return picture_left(layout) * TENTHS + axis_place(&p->axis, day, picture_extent(layout));
}

unsigned picture_text_width(str s, unsigned size)
{
	/* a column is about 0.56 of the size in the widest of the usual faces, in lower case */
	size_t columns = page_width(s);

	return (unsigned)((columns < 10000 ? columns : 10000) * size * 56 / TENTHS);
}

/** Names go below their bars, each where its bar begins, in the first lane that is free there. */
static unsigned place_names(const struct picture *p, const struct picture_layout *layout, struct picture_row *row)
{
	unsigned used[LANES] = {0}, lanes = 0, left = picture_left(layout) * TENTHS,
	         right = picture_right(layout) * TENTHS;

	for (size_t i = 0; i < row->span_count; i++) {
		struct picture_span *span = &row->spans[i];
		struct axis_bar bar = axis_bar(&p->axis, span->from, span->to, picture_extent(layout));
		unsigned at = left + bar.start[0];
		unsigned width =
		    picture_text_width(span->name, TEXT_SMALL) + (span->unsure ? TEXT_SMALL * TENTHS / 2 : 0);
		span->flush = at + width > right;
		if (span->flush)
			at = width < right - left ? right - width : left;
		unsigned lane = 0;
		while (lane < LANES && used[lane] > at)
			lane++;
		span->lane = lane < LANES ? lane : PICTURE_NO_LANE;
		if (lane == LANES)
			continue;
		used[lane] = at + width + TEXT_SMALL * TENTHS;
		lanes = lane + 1 > lanes ? lane + 1 : lanes;
	}
	return lanes;
}

static void place_row(const struct picture *p, const struct picture_layout *layout, struct picture_row *row)
{
	bool wide = layout->label != 0;

	switch (row->kind) {
	case ROW_SUBJECT:
		row->height = 60;
		row->bar = 0;
		break;
	case ROW_DECIDER:
		row->bar = wide ? 14 : 26;
		row->height = row->bar + 8 + PICTURE_LANE * place_names(p, layout, row);
		break;
	case ROW_LISTING:
	case ROW_OFFICE:
		row->bar = wide ? 20 : 46;
		row->height = wide ? 44 : 62;
	}
}

bool picture_has_heading(const struct picture *p, const struct picture_layout *layout)
{
	return layout->titled && !p->comparison;
}

unsigned picture_top(const struct picture *p, const struct picture_layout *layout)
{
	return picture_margin(layout) + (picture_has_heading(p, layout) ? TITLE : 0);
}

unsigned picture_place(struct picture *p, const struct picture_layout *layout)
{
	unsigned y = picture_top(p, layout) + PICTURE_HEAD;

	for (size_t i = 0; i < p->row_count; i++) {
		struct picture_row *row = &p->rows[i];
		place_row(p, layout, row);
		if (row->heads)
			y += 8; /* air above the line between two jurisdictions */
		row->y = y;
		y += row->height;
	}
	return y + PICTURE_FOOT + picture_margin(layout);
}
