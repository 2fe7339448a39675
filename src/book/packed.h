/* Packed dates of ties: 32 bits for nearly every date that sources give (format.h has the layout).
 *
 * Reader and writer are here side by side so that they cannot part. */
#ifndef BOOK_PACKED_H
#define BOOK_PACKED_H

#include "book/format.h"
#include "dates/dates.h"

/** The day before the same date of the next year; 29 February has 28 February behind it. */
static inline int32_t packed_year_end(int32_t first)
{
	int year, month, day;

	date_to_civil(first, &year, &month, &day);
	return month == 2 && day == 29 ? first + 365 : date_from_civil(year + 1, month, day) - 1;
}

/** The packed date that says the same, PACKED_SPAN when only a span can: then the upper bits are to be filled. */
static inline uint32_t packed_date(struct date d)
{
	int64_t above = (int64_t)d.first - PACKED_FIRST_DAY, days = (int64_t)d.last - d.first + 1;

	if (d.kind == DATE_UNKNOWN)
		return PACKED_UNKNOWN;
	if (d.kind == DATE_OPEN)
		return PACKED_OPEN;
	if (d.first == TIES_DAY_MIN || d.last == TIES_DAY_MAX || above < 0 || above > 0xffffff)
		return PACKED_SPAN;
	if (days <= PACKED_DAYS_MAX)
		return (uint32_t)above << 8 | (uint32_t)(PACKED_DAYS + days - 1);
	return days < 367 && d.last == packed_year_end(d.first) ? (uint32_t)above << 8 | PACKED_YEAR : PACKED_SPAN;
}

/** Its inverse for all but PACKED_SPAN. */
static inline struct date packed_days(uint32_t packed)
{
	uint32_t code = packed & 0xff;
	int32_t first = (int32_t)(packed >> 8) + PACKED_FIRST_DAY;

	if (code == PACKED_UNKNOWN)
		return (struct date){.first = TIES_DAY_MIN, .last = TIES_DAY_MAX, .kind = DATE_UNKNOWN};
	if (code == PACKED_OPEN)
		return (struct date){.first = TIES_DAY_MAX, .last = TIES_DAY_MAX, .kind = DATE_OPEN};
	return (struct date){.first = first,
	                     .last =
	                         code == PACKED_YEAR ? packed_year_end(first) : first + (int32_t)(code - PACKED_DAYS),
	                     .kind = DATE_KNOWN};
}

#endif
