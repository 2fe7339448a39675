/* Since when and until when was it said? Versions of a dataset, and the days of statements. */
#include "compile/fold.h"

uint32_t fold_previous_version(const struct fold *f, uint32_t dataset, uint32_t version, unsigned part)
{
	const struct fold_dataset *d = &f->datasets.ptr[dataset];

	for (uint32_t v = version; v-- > 0;)
		if (d->versions.ptr[v].parts >> part & 1)
			return v;
	return FOLD_NONE;
}

uint32_t fold_next_version(const struct fold *f, uint32_t dataset, uint32_t version, unsigned part)
{
	const struct fold_dataset *d = &f->datasets.ptr[dataset];

	for (uint32_t v = version + 1; v < d->versions.len; v++)
		if (d->versions.ptr[v].parts >> part & 1)
			return v;
	return FOLD_NONE;
}

uint32_t fold_nth_of_day(const struct fold *f, uint32_t dataset, uint32_t version)
{
	const struct fold_dataset *d = &f->datasets.ptr[dataset];
	uint32_t first = version;

	while (first > 0 && d->versions.ptr[first - 1].day == d->versions.ptr[version].day)
		first--;
	return version - first;
}

static const struct fold_version *versions_of(const struct fold *f, const struct fold_statement *s)
{
	return f->datasets.ptr[f->records.ptr[s->record].dataset].versions.ptr;
}

int32_t fold_first_seen(const struct fold *f, const struct fold_statement *s)
{
	return s->own_first != TIES_DAY_MIN ? s->own_first : versions_of(f, s)[s->first_version].day;
}

/* The first version that no longer said so, FOLD_NONE when there is none. */
static uint32_t version_without(const struct fold *f, const struct fold_statement *s)
{
	uint32_t dataset = f->records.ptr[s->record].dataset;

	if (s->own_last == TIES_DAY_MIN)
		return fold_next_version(f, dataset, s->last_version, s->part);
	for (uint32_t v = 0; v < f->datasets.ptr[dataset].versions.len; v++)
		if (versions_of(f, s)[v].day > s->own_last && versions_of(f, s)[v].parts >> s->part & 1)
			return v;
	return FOLD_NONE;
}

int32_t fold_last_seen(const struct fold *f, const struct fold_statement *s)
{
	int32_t first = fold_first_seen(f, s), last = s->own_last;

	if (last == TIES_DAY_MIN && version_without(f, s) == FOLD_NONE)
		return TIES_DAY_MAX;
	if (last == TIES_DAY_MIN)
		last = versions_of(f, s)[s->last_version].day;
	return last > first ? last : first;
}

/* Where in `readings` those of the statement's source begin that are of `day` or later. */
static size_t reading_from(const struct fold *f, const struct fold_statement *s, int32_t day)
{
	const struct fold_reading key = {f->records.ptr[s->record].dataset, fold_manner(f, s)->source, day};
	size_t low = 0, high = f->readings.len;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (fold_compare_readings(&f->readings.ptr[middle], &key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool is_of_source(const struct fold *f, const struct fold_statement *s, size_t reading)
{
	return reading < f->readings.len && f->readings.ptr[reading].source == fold_manner(f, s)->source &&
	       f->readings.ptr[reading].dataset == f->records.ptr[s->record].dataset;
}

int fold_compare_readings(const void *left, const void *right)
{
	const struct fold_reading *a = left, *b = right;

	if (a->dataset != b->dataset)
		return a->dataset < b->dataset ? -1 : 1;
	if (a->source != b->source)
		return a->source < b->source ? -1 : 1;
	return a->day < b->day ? -1 : a->day > b->day;
}

int32_t fold_first_without(const struct fold *f, const struct fold_statement *s)
{
	uint32_t dataset = f->records.ptr[s->record].dataset, version = version_without(f, s);
	int32_t day = version == FOLD_NONE ? TIES_DAY_MAX : f->datasets.ptr[dataset].versions.ptr[version].day;

	if (s->own_last == TIES_DAY_MIN || s->own_last == TIES_DAY_MAX)
		return day;
	size_t reading = reading_from(f, s, s->own_last + 1);
	return is_of_source(f, s, reading) && f->readings.ptr[reading].day < day ? f->readings.ptr[reading].day : day;
}

int32_t fold_last_without(const struct fold *f, const struct fold_statement *s)
{
	uint32_t dataset = f->records.ptr[s->record].dataset;
	uint32_t version = fold_previous_version(f, dataset, s->first_version, s->part);
	int32_t day = version == FOLD_NONE ? TIES_DAY_MIN : f->datasets.ptr[dataset].versions.ptr[version].day;

	if (s->own_first == TIES_DAY_MIN)
		return day;
	size_t reading = reading_from(f, s, s->own_first);
	return reading && is_of_source(f, s, reading - 1) && f->readings.ptr[reading - 1].day > day
	           ? f->readings.ptr[reading - 1].day
	           : day;
}
