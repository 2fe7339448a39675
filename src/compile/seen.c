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

int32_t fold_last_seen(const struct fold *f, const struct fold_statement *s)
{
	int32_t first = fold_first_seen(f, s), last = s->own_last;

	if (last == TIES_DAY_MIN && fold_version_without(f, s) == FOLD_NONE)
		return TIES_DAY_MAX;
	if (last == TIES_DAY_MIN)
		last = versions_of(f, s)[s->last_version].day;
	return last > first ? last : first;
}

uint32_t fold_version_without(const struct fold *f, const struct fold_statement *s)
{
	uint32_t dataset = f->records.ptr[s->record].dataset;

	if (s->own_last == TIES_DAY_MIN)
		return fold_next_version(f, dataset, s->last_version, s->part);
	for (uint32_t v = 0; v < f->datasets.ptr[dataset].versions.len; v++)
		if (versions_of(f, s)[v].day > s->own_last && versions_of(f, s)[v].parts >> s->part & 1)
			return v;
	return FOLD_NONE;
}
