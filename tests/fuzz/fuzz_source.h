/* Any bytes as a list: a reader gives whole records, rejects with a reason, or an error that says something. The parts
 * of a set are separated by a line "---". */
#ifndef TESTS_FUZZ_SOURCE_H
#define TESTS_FUZZ_SOURCE_H

#include "sources/formats.h"

#include <stdlib.h>

static bool fuzz_check(void *context, const struct model_record *record, unsigned part)
{
	(void)context;
	if (!record->id.len || record->schema >= SCHEMA_COUNT || part >= SOURCE_PARTS_MAX)
		abort();
	for (size_t i = 0; i < record->statements.len; i++)
		if (!record->statements.ptr[i].value.len || record->statements.ptr[i].property >= PROP_COUNT)
			abort();
	return true;
}

static void fuzz_note(void *context, const char *path, uint64_t line, const char *reason, str row)
{
	(void)context;
	if (!path || !reason || (row.len && !row.ptr) || line == 0)
		abort();
}

static void fuzz_open_parts(struct source_set *set, const char *name, str rest)
{
	ties_error err;

	for (size_t i = 0; i < SOURCE_PARTS_MAX && rest.len; i++) {
		size_t end = str_find(rest, STR("\n---\n"), 0);
		str text = str_slice(rest, 0, end);
		rest = end == SIZE_MAX ? (str){NULL, 0} : str_slice(rest, end + 5, rest.len);
		if (text.len == 0)
			continue;
		set->part[i].path = name;
		if (input_open_memory(&set->part[i].input, name, text, &err) != TIES_OK)
			abort();
	}
}

static int fuzz_source(const struct source_format *format, const char *name, const uint8_t *data, size_t size)
{
	const struct source_sink sink = {.emit = fuzz_check, .reject = fuzz_note};
	struct source_set set = {.format = format, .dataset = "fuzz"};
	struct source_claim claim = {0};
	str bytes = {(const char *)data, size};
	ties_error err = {0};

	format->detect(bytes, name, &claim);
	fuzz_open_parts(&set, name, bytes);
	if (format->read(&set, &sink, &err) != TIES_OK && !err.message[0])
		abort();
	for (size_t i = 0; i < SOURCE_PARTS_MAX; i++)
		input_close(set.part[i].input);
	return 0;
}

#define FUZZ_SOURCE(format, name) \
	int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size); \
	int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) \
	{ \
		return fuzz_source(&(format), (name), data, size); \
	}

#endif
