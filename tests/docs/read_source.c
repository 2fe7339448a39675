/* Runs the reader of docs/adding-a-source.md on a file and prints what it emits: `read_source FILE`. */
#include "sources/source.h"

#include <stdio.h>

extern const struct source_format source_ca_sema;

static bool print_record(void *, const struct model_record *record, unsigned)
{
	printf("%s %.*s\n", model_schema_name(record->schema), STR_ARG(record->id));
	for (size_t i = 0; i < record->statements.len; i++) {
		const struct model_statement *s = &record->statements.ptr[i];
		printf("  %s = %.*s\n", model_property_name(s->property), STR_ARG(s->value));
	}
	return true;
}

static void print_reject(void *, const char *, uint64_t line, const char *reason, str)
{
	printf("line %llu: %s\n", (unsigned long long)line, reason);
}

int main(int argc, char **argv)
{
	const struct source_sink sink = {.emit = print_record, .reject = print_reject};
	struct source_set set = {.format = &source_ca_sema, .dataset = "ca_dfatd_sema_sanctions"};
	struct source_claim claim = {0};
	ties_error err = {0};
	str head;

	if (argc != 2 || input_open(&set.part[0].input, argv[1], &err) || input_peek(set.part[0].input, &head, &err))
		return fprintf(stderr, "%s\n", err.message), 1;
	set.part[0].path = argv[1];
	bool known = source_ca_sema.detect(head, argv[1], &claim);
	if (known && source_ca_sema.read(&set, &sink, &err))
		fprintf(stderr, "%s\n", err.message);
	input_close(set.part[0].input);
	return known && err.code == TIES_OK ? 0 : 1;
}
