/* For tests of readers: everything a format delivers, kept in memory and found again. */
#ifndef TESTS_SOURCE_RECORDS_H
#define TESTS_SOURCE_RECORDS_H

#include "sources/source.h"

#include <stdio.h>
#include <unistd.h>

#include "unit.h"

struct records {
	struct arena arena;
	VEC(struct model_record) list; /* deep copies, in order of arrival */
	size_t rejects;
	char reason[200]; /* of the last reject */
	uint64_t line;    /* of the last reject */
	ties_code code;   /* what the reader returned */
	ties_error error;
	struct source_claim claim;
	bool claimed;
};

static bool records_emit(void *context, const struct model_record *record, unsigned part)
{
	struct records *all = context;
	struct model_record copy = {
	    .id = arena_copy(&all->arena, record->id), .schema = record->schema, .line = record->line};

	assert_true(part < SOURCE_PARTS_MAX);
	assert_true(record->id.len > 0);
	for (size_t i = 0; i < record->statements.len; i++) {
		struct model_statement s = record->statements.ptr[i];
		str *slices[] = {&s.value,  &s.original,    &s.lang,       &s.valid_from, &s.valid_to,
		                 &s.source, &s.attribution, &s.first_seen, &s.last_seen};
		assert_true(s.value.len > 0);
		for (size_t k = 0; k < sizeof slices / sizeof *slices; k++)
			*slices[k] = arena_copy(&all->arena, *slices[k]);
		assert_true(vec_push(&copy.statements, s));
	}
	assert_true(vec_push(&all->list, copy));
	return true;
}

static void records_reject(void *context, const char *, uint64_t line, const char *reason, str)
{
	struct records *all = context;

	all->rejects++;
	all->line = line;
	snprintf(all->reason, sizeof all->reason, "%s", reason);
}

static inline void records_free(struct records *all)
{
	for (size_t i = 0; i < all->list.len; i++)
		vec_finish(&all->list.ptr[i].statements);
	vec_finish(&all->list);
	arena_finish(&all->arena);
}

/** Reads an open input, closes it. Whether the format claims it does not matter for reading. */
static inline void records_from(struct records *all, const struct source_format *format, struct input *in,
                                const char *name)
{
	struct source_sink sink = {records_emit, records_reject, all};
	struct source_set set = {.format = format, .dataset = "test"};
	str head;

	assert_int_equal(input_peek(in, &head, &all->error), TIES_OK);
	all->claimed = format->detect(head, name, &all->claim);
	set.part[all->claimed ? all->claim.part : 0] = (struct source_file){name, in};
	all->code = format->read(&set, &sink, &all->error);
	input_close(in);
}

static inline void records_from_text(struct records *all, const struct source_format *format, const char *name,
                                     str text)
{
	struct input *in;

	assert_int_equal(input_open_memory(&in, name, text, &all->error), TIES_OK);
	records_from(all, format, in, name);
}

/** False, with a loud line in the output, when the file is not on this machine. */
static inline bool records_from_file(struct records *all, const struct source_format *format, const char *path)
{
	struct input *in;
	const char *slash = strrchr(path, '/');

	if (access(path, R_OK) != 0) {
		print_message("# SKIP %s is not here: nothing was tested against it\n", path);
		return false;
	}
	assert_int_equal(input_open(&in, path, &all->error), TIES_OK);
	records_from(all, format, in, slash ? slash + 1 : path);
	return true;
}

static inline size_t records_count(const struct records *all, enum model_schema schema)
{
	size_t n = 0;

	for (size_t i = 0; i < all->list.len; i++)
		n += all->list.ptr[i].schema == schema;
	return n;
}

/** The first record with that id; fails the test when there is none. */
static inline const struct model_record *records_get(const struct records *all, const char *id)
{
	for (size_t i = 0; i < all->list.len; i++)
		if (str_is(all->list.ptr[i].id, id))
			return &all->list.ptr[i];
	static const struct model_record none;
	print_error("no record \"%s\"\n", id);
	fail();
	return &none;
}

/** The n-th statement of a property, NULL when there are fewer. */
static inline const struct model_statement *record_get(const struct model_record *record, enum model_property property,
                                                       size_t n)
{
	for (size_t i = 0; i < record->statements.len; i++)
		if (record->statements.ptr[i].property == property && n-- == 0)
			return &record->statements.ptr[i];
	return NULL;
}

/** The same, where there must be one: fails the test when there is none. */
static inline const struct model_statement *record_need(const struct model_record *record, enum model_property property,
                                                        size_t n)
{
	static const struct model_statement none;
	const struct model_statement *s = record_get(record, property, n);

	assert_non_null(s);
	return s ? s : &none;
}

/** The n-th value of a property, empty when there are fewer. */
static inline str record_value(const struct model_record *record, enum model_property property, size_t n)
{
	const struct model_statement *s = record_get(record, property, n);

	return s ? s->value : (str){"", 0};
}

static inline bool record_has(const struct model_record *record, enum model_property property, const char *value)
{
	for (size_t i = 0; i < record->statements.len; i++)
		if (record->statements.ptr[i].property == property && str_is(record->statements.ptr[i].value, value))
			return true;
	return false;
}

/** The reader failed with that code, and its message has these words. */
#define assert_refused(all, wanted, words) \
	do { \
		if ((all)->code != (wanted) || !strstr((all)->error.message, (words))) { \
			print_error("code %d, message \"%s\"\n", (all)->code, (all)->error.message); \
			fail(); \
		} \
	} while (0)

#endif
