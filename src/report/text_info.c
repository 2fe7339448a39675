/* `info`, `check` and `build` in text. */
#include "report/joins.h"

enum { INDENT = 2, DATASET_COLUMNS = 28, VERSION_COLUMNS = 10, NUMBER_COLUMNS = 11, SECTION_COLUMNS = 20 };

/** A number that ends at column `end`. */
static void right_number(struct report_out *out, uint64_t n, unsigned end)
{
	struct report_out text = {0};

	page_number(&text, n);
	page_to(out, end > text.column ? end - text.column : 0);
	page_text(out, buf_str(&text.buf));
	out->buf.failed |= text.buf.failed;
	buf_finish(&text.buf);
}

static void built(struct report_out *out, int64_t at)
{
	char text[PAGE_DATE_MAX];
	int64_t day = at / 86400, second = at % 86400;

	if (at < 0 || day > INT32_MAX)
		return;
	page_put(out, "built ");
	page_text(out, (str){text, page_day((int32_t)day, text)});
	page_print(out, " %02d:%02d UTC", (int)(second / 3600), (int)(second / 60 % 60));
}

static void counts(struct report_out *out, const ties_info *info)
{
	const struct {
		uint64_t n;
		const char *one, *many;
	} what[] = {{info->entities, "entity", "entities"},
	            {info->names, "name", "names"},
	            {info->statements, "statement", "statements"},
	            {info->listings, "listing", "listings"},
	            {info->offices, "office", "offices"}};

	for (size_t i = 0; i < sizeof what / sizeof *what; i++) {
		if (i)
			page_sign(out, " · ", " - ");
		page_count(out, what[i].n, what[i].one, what[i].many);
	}
	page_line(out);
}

static void version(struct report_out *out, const ties_version_info *v)
{
	char text[PAGE_DATE_MAX];

	page_to(out, INDENT + DATASET_COLUMNS);
	if (v->day == TIES_DAY_MIN)
		page_put(out, "undated");
	else
		page_text(out, (str){text, page_day(v->day, text)});
	unsigned end = INDENT + DATASET_COLUMNS + VERSION_COLUMNS;
	right_number(out, v->records, end + NUMBER_COLUMNS);
	right_number(out, v->statements, end + 2 * NUMBER_COLUMNS + 2);
	if (v->rejects) {
		page_put(out, "  ");
		page_count(out, v->rejects, "row rejected", "rows rejected");
	}
	page_line(out);
}

static void datasets(struct report_out *out, const ties_info *info)
{
	page_heading(out, "DATASETS");
	unsigned end = INDENT + DATASET_COLUMNS + VERSION_COLUMNS;
	page_to(out, INDENT + DATASET_COLUMNS);
	page_put(out, "version");
	page_to(out, end + NUMBER_COLUMNS - 7);
	page_put(out, "records");
	page_to(out, end + 2 * NUMBER_COLUMNS + 2 - 10);
	page_put(out, "statements");
	page_line(out);
	for (size_t i = 0; i < info->dataset_count; i++) {
		const ties_dataset_info *d = &info->datasets[i];
		page_to(out, INDENT);
		page_cut(out, d->name, DATASET_COLUMNS - 1);
		for (size_t j = 0; j < d->version_count; j++)
			version(out, &d->versions[j]);
		if (d->version_count == 0)
			page_line(out);
		if (d->title.len) {
			page_to(out, INDENT + 2);
			page_colour(out, PAGE_DIM);
			page_wrap(out, d->title, INDENT + 2);
			if (d->publisher.len) {
				page_put(out, ", ");
				page_flow(out, d->publisher, INDENT + 2);
			}
			page_colour(out, PAGE_PLAIN);
			page_line(out);
		}
		if (out->verbose && d->url.len) {
			page_to(out, INDENT + 2);
			page_text(out, d->url);
			page_line(out);
		}
	}
}

static void sections(struct report_out *out, const ties_info *info)
{
	page_heading(out, "SECTIONS");
	page_line(out);
	for (size_t i = 0; i < info->section_count; i++) {
		const ties_section_info *s = &info->sections[i];
		page_to(out, INDENT);
		page_put(out, s->name);
		right_number(out, s->items, INDENT + SECTION_COLUMNS + NUMBER_COLUMNS);
		page_put(out, "  ");
		page_bytes(out, s->bytes);
		page_line(out);
	}
}

void report_info_text(struct report_out *out, const ties_info *info)
{
	page_colour(out, PAGE_BOLD);
	page_text(out, info->path);
	page_colour(out, PAGE_PLAIN);
	page_sign(out, " · ", " - ");
	page_bytes(out, info->file_size);
	page_sign(out, " · ", " - ");
	built(out, info->built_at);
	page_line(out);
	counts(out, info);
	datasets(out, info);
	if (out->verbose)
		sections(out, info);
}

void report_check_text(struct report_out *out, const ties_info *info)
{
	page_text(out, info->path);
	page_put(out, " is sound: ");
	page_bytes(out, info->file_size);
	page_put(out, ", ");
	page_count(out, info->section_count, "section", "sections");
	page_put(out, ", ");
	page_count(out, info->entities, "entity", "entities");
	page_line(out);
}

void report_build_text(struct report_out *out, const char *path, const ties_build_report *build, const ties_info *info)
{
	page_put(out, "wrote ");
	page_text(out, str_from(path));
	if (info) {
		page_sign(out, " · ", " - ");
		page_bytes(out, info->file_size);
	}
	page_line(out);
	page_count(out, build->files, "file", "files");
	page_put(out, " in ");
	page_count(out, build->versions, "version", "versions");
	page_sign(out, " · ", " - ");
	page_count(out, build->records, "record", "records");
	page_sign(out, " · ", " - ");
	page_count(out, build->statements, "statement", "statements");
	page_line(out);
	page_count(out, build->entities, "entity", "entities");
	page_sign(out, " · ", " - ");
	page_count(out, build->names, "name", "names");
	page_sign(out, " · ", " - ");
	page_count(out, build->rejects, "row rejected", "rows rejected");
	if (build->left_out) {
		page_sign(out, " · ", " - ");
		page_count(out, build->left_out, "file left out", "files left out");
	}
	page_line(out);
	joins_of_build(out, &build->joins);
	if (info)
		datasets(out, info);
}
