/* Days to places on a line, and bars out of characters. */
#include "report/axis.h"

enum { YEARS_SHOWN_MAX = 120, COLUMNS_MAX = 240, LABEL_COLUMNS = 6 };

enum cell { CELL_EMPTY, CELL_SOFT, CELL_SOLID, CELL_END, CELL_OPEN };

struct axis axis_empty(void)
{
	return (struct axis){.first = INT32_MAX, .last = INT32_MIN, .mark = TIES_DAY_MIN};
}

bool axis_is_drawable(const struct axis *axis)
{
	return axis->first < axis->last;
}

void axis_add_day(struct axis *axis, int32_t day)
{
	if (day == TIES_DAY_MIN || day == TIES_DAY_MAX)
		return;
	if (day < axis->first)
		axis->first = day;
	if (day > axis->last)
		axis->last = day;
}

void axis_add(struct axis *axis, ties_when from, ties_when to)
{
	axis_add_day(axis, from.first == TIES_DAY_MIN ? from.last : from.first);
	axis_add_day(axis, to.last == TIES_DAY_MAX ? to.first : to.last);
	if (from.last < to.first)
		axis_add_day(axis, from.last);
}

void axis_set_mark(struct axis *axis, ties_when on)
{
	if (on.first == TIES_DAY_MIN || on.last == TIES_DAY_MAX || on.first > on.last)
		return;
	axis_add_day(axis, on.first);
	axis_add_day(axis, on.last);
	if (on.last - on.first <= 366)
		axis->mark = on.first + (on.last - on.first) / 2;
}

void axis_round(struct axis *axis)
{
	if (axis->first > axis->last)
		return;
	int last = page_year(axis->last) + 1;
	int first = page_year(axis->first);

	if (last - first > YEARS_SHOWN_MAX)
		first = last - YEARS_SHOWN_MAX;
	axis->first = page_new_year(first);
	axis->last = page_new_year(last);
}

unsigned axis_place(const struct axis *axis, int32_t day, unsigned size)
{
	if (day <= axis->first)
		return 0;
	if (day >= axis->last)
		return size;
	return (unsigned)(((int64_t)day - axis->first) * size / ((int64_t)axis->last - axis->first));
}

int axis_step(const struct axis *axis, unsigned size, unsigned room)
{
	static const int steps[] = {1, 2, 5, 10, 20, 25, 50};
	int years = page_year(axis->last) - page_year(axis->first);

	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
		if (years > 0 && size / (unsigned)years * (unsigned)steps[i] +
		                         size % (unsigned)years * (unsigned)steps[i] / (unsigned)years >=
		                     room)
			return steps[i];
	return 100;
}

struct axis_bar axis_bar(const struct axis *axis, ties_when from, ties_when to, unsigned size)
{
	struct axis_bar bar = {
	    .start = {axis_place(axis, from.first, size), axis_place(axis, from.last, size)},
	    .end = {axis_place(axis, to.first, size), axis_place(axis, to.last, size)},
	    .open = page_end_of(to) == END_OPEN,
	    .unknown = page_end_of(to) == END_UNKNOWN,
	};

	if (bar.end[0] < bar.start[1]) /* the two ends can mean the same days */
		bar.end[0] = bar.start[1];
	if (bar.end[1] < bar.end[0])
		bar.end[1] = bar.end[0];
	return bar;
}

static int round_up(int year, int step)
{
	int rest = ((year % step) + step) % step;

	return rest ? year + step - rest : year;
}

void axis_labels(struct report_out *out, const struct axis *axis)
{
	if (axis->columns == 0)
		return;
	int step = axis_step(axis, axis->columns, LABEL_COLUMNS);
	int last = page_year(axis->last);

	page_colour(out, PAGE_DIM);
	for (int year = round_up(page_year(axis->first), step); year < last; year += step) {
		unsigned at = axis->left + axis_place(axis, page_new_year(year), axis->columns);
		if (at + 4 > axis->left + axis->columns + axis->margin)
			break;
		if (at > out->column || out->column == 0) {
			page_to(out, at);
			page_print(out, "%d", year);
		}
	}
	page_colour(out, PAGE_PLAIN);
}

/** Fills the cells of one bar; returns how many are in use. */
static unsigned fill(enum cell cells[COLUMNS_MAX], const struct axis *axis, ties_when from, ties_when to)
{
	unsigned n = axis->columns;
	struct axis_bar bar = axis_bar(axis, from, to, n);

	for (unsigned i = bar.start[0]; i < n && i < bar.end[1]; i++)
		cells[i] = i >= bar.start[1] && i < bar.end[0] ? CELL_SOLID : CELL_SOFT;
	if (bar.open) {
		cells[n - 1] = CELL_OPEN;
		return n;
	}
	if (bar.unknown)
		return n;
	unsigned end = bar.end[1] < n ? bar.end[1] : n - 1;
	cells[end] = CELL_END;
	return end + 1;
}

void axis_draw(struct report_out *out, const struct axis *axis, ties_when from, ties_when to, enum page_colour colour)
{
	static const char *const fancy[] = {" ", "╌", "━", "┥", "→"};
	static const char *const plain[] = {" ", "-", "=", "|", ">"};
	enum cell cells[COLUMNS_MAX] = {0};
	bool marked = axis->mark != TIES_DAY_MIN;

	if (axis->columns == 0 || axis->columns > COLUMNS_MAX)
		return;
	unsigned used = fill(cells, axis, from, to);
	unsigned mark = axis_place(axis, axis->mark, axis->columns);
	page_to(out, axis->left);
	page_colour(out, colour);
	for (unsigned i = 0; i < used; i++) {
		if (marked && i == mark && cells[i] == CELL_SOLID)
			page_sign(out, "┿", "+");
		else if (marked && i == mark && cells[i] == CELL_EMPTY)
			page_sign(out, "┊", ":");
		else
			page_sign(out, fancy[cells[i]], plain[cells[i]]);
	}
	page_colour(out, PAGE_PLAIN);
}
