/* Any bytes as Congress files: the reader gives records, rejects or an error, and records are whole. */
#include "sources/formats.h"

#include <stdlib.h>

static bool emit(void *, const struct model_record *record, unsigned part)
{
	if (record->id.len == 0 || record->schema >= SCHEMA_COUNT || part >= SOURCE_PARTS_MAX)
		abort();
	for (size_t i = 0; i < record->statements.len; i++)
		if (record->statements.ptr[i].value.len == 0 || record->statements.ptr[i].property >= PROP_COUNT)
			abort();
	return true;
}

static void reject(void *, const char *, uint64_t, const char *reason, str row)
{
	if (!reason || (row.len && !row.ptr))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct source_sink sink = {emit, reject, NULL};
	struct source_set set = {.format = &source_congress_yaml, .dataset = "fuzz"};
	struct source_claim claim = {0};
	struct input *in;
	ties_error err = {0};
	str head;

	if (input_open_memory(&in, "legislators.yaml", (str){(const char *)data, size}, &err) != TIES_OK)
		return 0;
	if (input_peek(in, &head, &err) == TIES_OK) {
		source_congress_yaml.detect(head, "legislators.yaml", &claim);
		set.part[claim.part] = (struct source_file){"legislators.yaml", in};
		if (source_congress_yaml.read(&set, &sink, &err) != TIES_OK && err.message[0] == '\0')
			abort();
	}
	input_close(in);
	return 0;
}
