/* The curated reader on hostile bytes: the parts of a set, separated by a line "---". Every record must be well formed.
 */
#include "sources/formats.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool check(void *context, const struct model_record *record, unsigned part)
{
	(void)context;
	if (!record->id.len || record->schema >= SCHEMA_COUNT || part >= SOURCE_PARTS_MAX)
		abort();
	for (size_t i = 0; i < record->statements.len; i++)
		if (!record->statements.ptr[i].value.len || record->statements.ptr[i].property >= PROP_COUNT)
			abort();
	return true;
}

static void note(void *context, const char *path, uint64_t line, const char *reason, str row)
{
	(void)context;
	if (!path || !reason || (row.len && !row.ptr) || line == 0)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct source_sink sink = {.emit = check, .reject = note};
	struct source_set set = {.format = &source_reference, .dataset = "fuzz"};
	struct source_claim claim = {0};
	str rest = {(const char *)data, size};
	ties_error err;

	source_reference.detect(rest, "fuzz", &claim);
	for (size_t i = 0; i < SOURCE_PARTS_MAX && rest.len; i++) {
		size_t end = str_find(rest, STR("\n---\n"), 0);
		str text = str_slice(rest, 0, end);
		rest = end == SIZE_MAX ? (str){NULL, 0} : str_slice(rest, end + 5, rest.len);
		set.part[i].path = "fuzz";
		if (text.len && input_open_memory(&set.part[i].input, "fuzz", text, &err) != TIES_OK)
			abort();
	}
	ties_code rc = source_reference.read(&set, &sink, &err);
	if (rc != TIES_OK && !err.message[0])
		abort();
	for (size_t i = 0; i < SOURCE_PARTS_MAX; i++)
		input_close(set.part[i].input);
	return 0;
}
