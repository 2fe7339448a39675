/* Days, months and years as spans of day numbers; for the files of src/dates. */
#ifndef DATES_CALENDAR_H
#define DATES_CALENDAR_H

#include "dates/dates.h"

enum { YEAR_LIMIT = 9999 };

/** The date that means any day of first..last; both ends may be without bound. */
struct date date_of_days(int32_t first, int32_t last);
/** The whole of the years `low`..`high`. */
struct date date_of_years(int low, int high);
struct date date_of_month(int year, int month);
/** False when the month has no such day; `month` is 1..12. */
bool date_of_day(int year, int month, int day, struct date *out);
/** English name, for messages; `month` is 1..12. */
const char *date_month_name(int month);

#endif
