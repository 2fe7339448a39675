/* info, check and build as JSON. */
#include "report/joins.h"

#include <stdio.h>

static json_t *number(uint64_t n)
{
	return json_integer(n > INT64_MAX ? INT64_MAX : (json_int_t)n);
}

static json_t *version(struct report_out *out, const ties_version_info *v)
{
	json_t *o = json_object();

	json_put(out, o, "date", json_day(out, v->day));
	json_put(out, o, "path", json_text_or_null(out, v->path));
	json_put(out, o, "records", number(v->records));
	json_put(out, o, "statements", number(v->statements));
	json_put(out, o, "rejects", number(v->rejects));
	return o;
}

static json_t *datasets(struct report_out *out, const ties_info *info)
{
	json_t *array = json_array();

	for (size_t i = 0; i < info->dataset_count; i++) {
		const ties_dataset_info *d = &info->datasets[i];
		json_t *o = json_object(), *versions = json_array();
		json_put_text(out, o, "name", d->name);
		json_put(out, o, "title", json_text_or_null(out, d->title));
		json_put(out, o, "publisher", json_text_or_null(out, d->publisher));
		json_put(out, o, "url", json_text_or_null(out, d->url));
		json_put(out, o, "jurisdiction", json_text_or_null(out, d->jurisdiction));
		json_put(out, o, "records", number(d->records));
		for (size_t j = 0; j < d->version_count; j++)
			json_add(out, versions, version(out, &d->versions[j]));
		json_put(out, o, "versions", versions);
		json_add(out, array, o);
	}
	return array;
}

static json_t *sections(struct report_out *out, const ties_info *info)
{
	json_t *array = json_array();

	for (size_t i = 0; i < info->section_count; i++) {
		json_t *o = json_object();
		json_put_text(out, o, "name", str_from(info->sections[i].name));
		json_put(out, o, "items", number(info->sections[i].items));
		json_put(out, o, "bytes", number(info->sections[i].bytes));
		json_add(out, array, o);
	}
	return array;
}

static json_t *time_text(struct report_out *out, int64_t at)
{
	char day[PAGE_DATE_MAX], text[PAGE_DATE_MAX + 16];
	int64_t second = at % 86400;

	if (at < 0 || at / 86400 > INT32_MAX - 1)
		return json_null();
	page_day((int32_t)(at / 86400), day);
	int n = snprintf(text, sizeof text, "%sT%02d:%02d:%02dZ", day, (int)(second / 3600), (int)(second / 60 % 60),
	                 (int)(second % 60));
	return json_text(out, (str){text, n > 0 ? (size_t)n : 0});
}

static json_t *info_object(struct report_out *out, const ties_info *info)
{
	json_t *o = json_object();

	json_put_text(out, o, "path", info->path);
	json_put(out, o, "built_at", time_text(out, info->built_at));
	json_put(out, o, "file_size", number(info->file_size));
	json_put(out, o, "entities", number(info->entities));
	json_put(out, o, "names", number(info->names));
	json_put(out, o, "statements", number(info->statements));
	json_put(out, o, "listings", number(info->listings));
	json_put(out, o, "offices", number(info->offices));
	json_put(out, o, "datasets", datasets(out, info));
	json_put(out, o, "sections", sections(out, info));
	return o;
}

void report_info_json(struct report_out *out, const ties_info *info)
{
	json_write(out, info_object(out, info), true);
}

void report_info_jsonl(struct report_out *out, const ties_info *info)
{
	json_write(out, info_object(out, info), false);
}

void report_check_json(struct report_out *out, const char *path, const ties_error *trouble)
{
	json_t *o = json_object();

	json_put_text(out, o, "path", str_from(path));
	json_put(out, o, "ok", json_boolean(trouble == NULL));
	json_put(out, o, "message", trouble ? json_text(out, str_from(trouble->message)) : json_null());
	json_write(out, o, false);
}

void report_build_json(struct report_out *out, const char *path, const ties_build_report *build, const ties_info *info)
{
	json_t *o = json_object();

	json_put_text(out, o, "path", str_from(path));
	json_put(out, o, "files", number(build->files));
	json_put(out, o, "versions", number(build->versions));
	json_put(out, o, "records", number(build->records));
	json_put(out, o, "statements", number(build->statements));
	json_put(out, o, "rejects", number(build->rejects));
	json_put(out, o, "left_out", number(build->left_out));
	json_put(out, o, "entities", number(build->entities));
	json_put(out, o, "names", number(build->names));
	json_put(out, o, "joins", json_join_report(out, &build->joins));
	if (info) {
		json_put(out, o, "file_size", number(info->file_size));
		json_put(out, o, "datasets", datasets(out, info));
	}
	json_write(out, o, true);
}
