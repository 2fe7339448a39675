/* The manifest of an archive as text and back. */
#include "fetch/manifest.h"

#include "base/file.h"
#include "dates/dates.h"
#include "sources/source.h"

#include <stdlib.h>

enum { COLUMNS = 11, SHA256_DIGITS = 64, DAY_LEN = 10, MANIFEST_MAX = 64 << 20 };

static const char header[] =
    "dataset\tdate\tdate_from\tfile\tsize\tentries\tsha256\tfetched_at\tetag\tlast_modified\turl\n";

/* ---- lines ----------------------------------------------------------------------------------------------- */

static bool is_clean(str s)
{
	for (size_t i = 0; i < s.len; i++)
		if ((unsigned char)s.ptr[i] < ' ' || s.ptr[i] == 0x7f)
			return false;
	return true;
}

static bool is_sha256(str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!((s.ptr[i] >= '0' && s.ptr[i] <= '9') || (s.ptr[i] >= 'a' && s.ptr[i] <= 'f')))
			return false;
	return s.len == SHA256_DIGITS;
}

static bool is_day(str s)
{
	struct date day;

	return s.len == DAY_LEN && date_parse(s, &day, NULL) == TIES_OK && day.kind == DATE_KNOWN &&
	       day.first == day.last;
}

/* DATASET/DATE.ext and nothing else: no line leads out of the archive. */
static bool is_file_of(str file, str dataset, str date)
{
	size_t at = dataset.len + 1 + date.len;

	if (!str_starts(file, dataset) || file.len <= at + 1 || file.ptr[dataset.len] != '/' || file.ptr[at] != '.' ||
	    !str_equal(str_slice(file, dataset.len + 1, at), date))
		return false;
	return str_find_char(file, '/', at) == SIZE_MAX && source_ending(str_slice(file, at, file.len)).len > 0;
}

static bool is_sound(const struct manifest_row *row)
{
	return source_is_dataset_name(row->dataset) && is_day(row->date) &&
	       is_file_of(row->file, row->dataset, row->date) && is_sha256(row->sha256);
}

static bool parse_row(struct manifest_row *row, str line)
{
	str column[COLUMNS], rest = line;

	for (size_t i = 0; i < COLUMNS; i++) {
		size_t tab = str_find_char(rest, '\t', 0);
		if ((tab == SIZE_MAX) != (i + 1 == COLUMNS))
			return false;
		column[i] = str_slice(rest, 0, tab);
		rest = str_slice(rest, tab == SIZE_MAX ? rest.len : tab + 1, rest.len);
		if (!is_clean(column[i]))
			return false;
	}
	*row = (struct manifest_row){.dataset = column[0],
	                             .date = column[1],
	                             .date_from = column[2],
	                             .file = column[3],
	                             .sha256 = column[6],
	                             .fetched_at = column[7],
	                             .etag = column[8],
	                             .last_modified = column[9],
	                             .url = column[10]};
	return str_to_u64(column[4], &row->size) && str_to_u64(column[5], &row->entries) && is_sound(row);
}

/* ---- rows ------------------------------------------------------------------------------------------------ */

/** Where the row of `file` stands or would stand. */
static size_t place_of(const struct manifest *m, str file)
{
	size_t from = 0, to = m->rows.len;

	while (from < to) {
		size_t middle = from + (to - from) / 2;
		if (str_compare(m->rows.ptr[middle].file, file) < 0)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

struct manifest_row *manifest_find(struct manifest *m, str file)
{
	size_t at = place_of(m, file);

	return at < m->rows.len && str_equal(m->rows.ptr[at].file, file) ? &m->rows.ptr[at] : NULL;
}

static str keep(struct manifest *m, str s)
{
	return s.len && is_clean(s) ? arena_copy(&m->arena, s) : (str){"", 0};
}

bool manifest_put(struct manifest *m, const struct manifest_row *row)
{
	struct manifest_row copy = {.dataset = keep(m, row->dataset),
	                            .date = keep(m, row->date),
	                            .date_from = keep(m, row->date_from),
	                            .file = keep(m, row->file),
	                            .size = row->size,
	                            .entries = row->entries,
	                            .sha256 = keep(m, row->sha256),
	                            .fetched_at = keep(m, row->fetched_at),
	                            .etag = keep(m, row->etag),
	                            .last_modified = keep(m, row->last_modified),
	                            .url = keep(m, row->url)};
	struct manifest_row *there = manifest_find(m, row->file);

	if (m->arena.failed)
		return false;
	if (there) {
		*there = copy;
		return true;
	}
	size_t at = place_of(m, row->file);
	if (!vec_push(&m->rows, copy))
		return false;
	memmove(m->rows.ptr + at + 1, m->rows.ptr + at, (m->rows.len - 1 - at) * sizeof copy);
	m->rows.ptr[at] = copy;
	return true;
}

void manifest_drop(struct manifest *m, str file)
{
	struct manifest_row *row = manifest_find(m, file);

	if (!row)
		return;
	size_t behind = (size_t)(m->rows.ptr + m->rows.len - row) - 1;
	memmove(row, row + 1, behind * sizeof *row);
	m->rows.len--;
}

void manifest_finish(struct manifest *m)
{
	vec_finish(&m->rows);
	arena_finish(&m->arena);
}

/* ---- the file -------------------------------------------------------------------------------------------- */

static int compare_rows(const void *left, const void *right)
{
	const struct manifest_row *a = left, *b = right;
	int order = str_compare(a->file, b->file);

	if (order)
		return order;
	return a->file.ptr < b->file.ptr ? -1 : a->file.ptr > b->file.ptr; /* the order of the lines */
}

/* Of two lines about one file the later one holds. */
static void sort_rows(struct manifest *m)
{
	size_t kept = 0;

	if (m->rows.len)
		qsort(m->rows.ptr, m->rows.len, sizeof *m->rows.ptr, compare_rows);
	for (size_t i = 0; i < m->rows.len; i++) {
		bool repeated = i + 1 < m->rows.len && str_equal(m->rows.ptr[i].file, m->rows.ptr[i + 1].file);
		if (!repeated)
			m->rows.ptr[kept++] = m->rows.ptr[i];
	}
	m->rows.len = kept;
}

ties_code manifest_parse(struct manifest *m, str text, ties_error *err)
{
	str rest = arena_copy(&m->arena, text), line;
	const str head = {header, sizeof header - 2};

	if (m->arena.failed)
		return error_nomem(err);
	while (str_split(&rest, '\n', &line)) {
		struct manifest_row row;
		if (line.len == 0 || str_equal(line, head))
			continue;
		if (!parse_row(&row, line))
			m->damaged++;
		else if (!vec_push(&m->rows, row))
			return error_nomem(err);
	}
	sort_rows(m);
	return TIES_OK;
}

ties_code manifest_read(struct manifest *m, const char *path, ties_error *err)
{
	struct buf text = {0};
	ties_error trouble;
	ties_code rc = file_read(&text, path, MANIFEST_MAX, &trouble);

	if (rc == TIES_OK) {
		rc = manifest_parse(m, buf_str(&text), err);
	} else if (rc == TIES_ERR_IO || rc == TIES_ERR_NOMEM) {
		error_set(err, rc, "%s", trouble.message);
	} else {
		m->damaged += rc != TIES_ERR_NOT_FOUND;
		rc = TIES_OK;
	}
	buf_finish(&text);
	return rc;
}

void manifest_print(const struct manifest *m, struct buf *out)
{
	buf_add(out, (str){header, sizeof header - 1});
	for (size_t i = 0; i < m->rows.len; i++) {
		const struct manifest_row *r = &m->rows.ptr[i];
		buf_print(out, "%.*s\t%.*s\t%.*s\t%.*s\t%llu\t%llu\t%.*s\t%.*s\t%.*s\t%.*s\t%.*s\n",
		          STR_ARG(r->dataset), STR_ARG(r->date), STR_ARG(r->date_from), STR_ARG(r->file),
		          (unsigned long long)r->size, (unsigned long long)r->entries, STR_ARG(r->sha256),
		          STR_ARG(r->fetched_at), STR_ARG(r->etag), STR_ARG(r->last_modified), STR_ARG(r->url));
	}
}

ties_code manifest_write(const struct manifest *m, const char *path, ties_error *err)
{
	struct file_writer *writer;
	struct buf text = {0};
	ties_code rc = file_writer_open(&writer, path, err);

	if (rc != TIES_OK)
		return rc;
	manifest_print(m, &text);
	if (text.failed) {
		file_abandon(writer);
		rc = error_nomem(err);
	} else {
		file_write(writer, text.ptr, text.len);
		rc = file_commit(writer, err);
	}
	buf_finish(&text);
	return rc;
}
