/* A manifest, and header lines, of any bytes: what is read of a manifest is sound, and reads back as it was. */
#include "fetch/http.h"
#include "fetch/manifest.h"
#include "sources/source.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_manifest(str bytes)
{
	struct manifest m = {0}, again = {0};
	struct buf text = {0}, twice = {0};

	if (manifest_parse(&m, bytes, NULL) != TIES_OK)
		abort();
	for (size_t i = 0; i < m.rows.len; i++) {
		const struct manifest_row *row = &m.rows.ptr[i];
		if (!source_is_dataset_name(row->dataset) || !str_starts(row->file, row->dataset) ||
		    manifest_find(&m, row->file) != row)
			abort();
	}
	manifest_print(&m, &text);
	if (manifest_parse(&again, buf_str(&text), NULL) != TIES_OK || again.damaged)
		abort();
	manifest_print(&again, &twice);
	if (!str_equal(buf_str(&text), buf_str(&twice)))
		abort();
	buf_finish(&text);
	buf_finish(&twice);
	manifest_finish(&m);
	manifest_finish(&again);
}

static void read_headers(str bytes)
{
	uint64_t first, last, total;
	str line;

	while (str_split(&bytes, '\n', &line)) {
		str value = http_field(line, "Content-Range");
		if (http_content_range(value, &first, &last, &total) && (first > last || (total && last >= total)))
			abort();
		http_is_strong_etag(http_field(line, "ETag"));
		http_is_status_line(line);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	str bytes = {(const char *)data, size};

	read_manifest(bytes);
	read_headers(bytes);
	return 0;
}
