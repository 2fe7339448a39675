/* Days since 1970-01-01 in the proleptic Gregorian calendar, and back.
 *
 * Howard Hinnant, "chrono-compatible low-level date algorithms" (days_from_civil, civil_from_days),
 * https://howardhinnant.github.io/date_algorithms.html: years begin in March, so that the leap day comes last,
 * and 400 years are an era of 146,097 days. All in 64 bits: any int32_t day has a civil date. */
#include "dates/calendar.h"

#include <time.h>

enum {
	ERA_YEARS = 400,
	ERA_DAYS = 146097,
	EPOCH = 719468, /* days from 0000-03-01 to 1970-01-01 */
	SECONDS_PER_DAY = 86400
};

static int64_t floor_divide(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

int32_t date_from_civil(int year, int month, int day)
{
	int64_t y = (int64_t)year - (month <= 2);
	int64_t era = floor_divide(y, ERA_YEARS);
	int64_t year_of_era = y - era * ERA_YEARS;
	int64_t day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
	int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

	return (int32_t)(era * ERA_DAYS + day_of_era - EPOCH);
}

void date_to_civil(int32_t day, int *year, int *month, int *dom)
{
	int64_t z = (int64_t)day + EPOCH;
	int64_t era = floor_divide(z, ERA_DAYS);
	int64_t day_of_era = z - era * ERA_DAYS;
	int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int64_t march_month = (5 * day_of_year + 2) / 153;

	*dom = (int)(day_of_year - (153 * march_month + 2) / 5 + 1);
	*month = (int)(march_month < 10 ? march_month + 3 : march_month - 9);
	*year = (int)(year_of_era + era * ERA_YEARS + (*month <= 2));
}

int date_days_in_month(int year, int month)
{
	static const unsigned char days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return month < 1 || month > 12 ? 0 : days[month - 1] + (month == 2 && leap);
}

int32_t date_today(void)
{
	return (int32_t)floor_divide((int64_t)time(NULL), SECONDS_PER_DAY);
}

struct date date_of_days(int32_t first, int32_t last)
{
	return (struct date){.first = first, .last = last, .kind = DATE_KNOWN};
}

struct date date_of_years(int low, int high)
{
	return date_of_days(date_from_civil(low, 1, 1), date_from_civil(high, 12, 31));
}

struct date date_of_month(int year, int month)
{
	return date_of_days(date_from_civil(year, month, 1),
	                    date_from_civil(year, month, date_days_in_month(year, month)));
}

bool date_of_day(int year, int month, int day, struct date *out)
{
	if (day < 1 || day > date_days_in_month(year, month))
		return false;
	int32_t number = date_from_civil(year, month, day);
	*out = date_of_days(number, number);
	return true;
}

const char *date_month_name(int month)
{
	static const char *const names[12] = {"January", "February", "March",     "April",   "May",      "June",
	                                      "July",    "August",   "September", "October", "November", "December"};

	return names[month - 1];
}
