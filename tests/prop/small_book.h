/* Databases made in tests, without lists and readers: entities with statements, through the index and the writer.
 *
 *   struct small_book sb = {0};
 *   small_book_begin(&sb);
 *   small_book_entity(&sb, "a-1", SCHEMA_PERSON);          // ids in ascending order
 *   small_book_say(&sb, PROP_NAME, "Anna Example");
 *   small_book_write(&sb, path);                           // and frees
 */
#ifndef TESTS_SMALL_BOOK_H
#define TESTS_SMALL_BOOK_H

#include "base/buf.h"
#include "base/intern.h"
#include "compile/index.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct small_book {
	struct arena arena;
	struct intern strings;
	VEC(struct book_dataset) datasets;
	VEC(struct book_version) versions; /* one for each */
	struct laid laid;
	VEC(struct laid_ref) refs;
	VEC(uint32_t) entity_of_ref;
	VEC(struct laid_statement) statements;
	uint32_t dataset; /* of the entities to come */
};

static inline void small_book_need(bool condition, const char *what)
{
	if (condition)
		return;
	fprintf(stderr, "small_book: %s\n", what);
	abort();
}

static inline uint32_t small_book_string(void *context, str s)
{
	struct small_book *sb = context;

	return intern_add(&sb->strings, s);
}

static inline str small_book_text(void *context, uint32_t string)
{
	const struct small_book *sb = context;

	return sb->strings.list[string];
}

/* Entities to come are of this dataset; names of datasets come in order. */
static inline void small_book_dataset(struct small_book *sb, const char *name)
{
	struct book_dataset dataset = {
	    .name = small_book_string(sb, str_from(name)),
	    .first_version = (uint32_t)sb->versions.len,
	    .version_count = 1,
	};
	struct book_version version = {.day = TIES_DAY_MIN, .dataset = (uint32_t)sb->datasets.len, .parts = 1};

	small_book_need(vec_push(&sb->datasets, dataset) && vec_push(&sb->versions, version), "memory");
	sb->dataset = (uint32_t)sb->datasets.len - 1;
}

static inline void small_book_begin(struct small_book *sb)
{
	sb->strings.arena = &sb->arena;
	small_book_need(small_book_string(sb, STR("")) == 0, "memory");
	small_book_dataset(sb, "test");
}

/* One more record of the entity begun last; records come in order of dataset and id. */
static inline void small_book_record(struct small_book *sb, const char *id)
{
	uint32_t entity = (uint32_t)sb->laid.entities.len - 1;
	struct laid_ref r = {
	    .dataset = sb->dataset,
	    .record = small_book_string(sb, str_from(id)),
	};

	small_book_need(vec_push(&sb->refs, r) && vec_push(&sb->entity_of_ref, entity), "memory");
}

static inline void small_book_entity(struct small_book *sb, const char *id, enum model_schema schema)
{
	uint32_t entity = (uint32_t)sb->laid.entities.len;
	struct laid_entity e = {
	    .id = small_book_string(sb, str_from(id)),
	    .schema = (uint16_t)schema,
	    .first_ref = (uint32_t)sb->refs.len,
	    .first_name = (uint32_t)sb->laid.names.len,
	};

	e.caption = e.id;
	small_book_need(entity == 0 ||
	                    str_compare(small_book_text(sb, sb->laid.entities.ptr[entity - 1].id), str_from(id)) < 0,
	                "ids are not in order");
	small_book_need(vec_push(&sb->laid.entities, e), "memory");
	small_book_record(sb, id);
}

/* A statement about the entity begun last, for refinement until the next call. */
static inline struct laid_statement *small_book_say(struct small_book *sb, enum model_property property, str value)
{
	struct laid_entity *e = &sb->laid.entities.ptr[sb->laid.entities.len - 1];
	uint32_t number = (uint32_t)sb->statements.len;
	struct laid_statement s = {
	    .ref = (uint32_t)sb->refs.len - 1,
	    .value = small_book_string(sb, value),
	    .first_seen = TIES_DAY_MIN,
	    .last_seen = TIES_DAY_MAX,
	    .gone = TIES_DAY_MAX,
	    .target = BOOK_NONE,
	    .property = (uint16_t)property,
	};

	small_book_need(vec_push(&sb->statements, s), "memory");
	if (s.property <= PROP_LAST_NAME_KIND && model_schema_is_named(e->schema)) {
		struct laid_name n = {
		    .entity = (uint32_t)sb->laid.entities.len - 1,
		    .text = s.value,
		    .statement = number,
		    .property = s.property,
		};
		small_book_need(vec_push(&sb->laid.names, n), "memory");
		e->caption = e->name_count++ == 0 ? s.value : e->caption;
	}
	return &sb->statements.ptr[number];
}

static inline int small_book_compare_refs(const void *left, const void *right, void *context)
{
	const struct small_book *sb = context;
	const struct laid_ref *a = &sb->refs.ptr[*(const uint32_t *)left], *b = &sb->refs.ptr[*(const uint32_t *)right];
	const struct book_dataset *d = sb->datasets.ptr;
	int order = str_compare(sb->strings.list[d[a->dataset].name], sb->strings.list[d[b->dataset].name]);

	return order ? order : str_compare(sb->strings.list[a->record], sb->strings.list[b->record]);
}

static inline void small_book_finish(struct small_book *sb)
{
	vec_finish(&sb->datasets);
	vec_finish(&sb->versions);
	laid_finish(&sb->laid);
	vec_finish(&sb->refs);
	vec_finish(&sb->entity_of_ref);
	vec_finish(&sb->statements);
	intern_finish(&sb->strings);
	arena_finish(&sb->arena);
}

/* How many statements record `ref` has, which begin at `*statement`; goes past them. */
static inline size_t small_book_said(const struct small_book *sb, uint32_t ref, size_t *statement)
{
	size_t begin = *statement;

	while (*statement < sb->statements.len && sb->statements.ptr[*statement].ref == ref)
		(*statement)++;
	return *statement - begin;
}

static inline ties_code small_book_index(struct small_book *sb, struct index_sections *out, ties_error *err)
{
	size_t ref = 0, statement = 0;

	small_book_need(vec_reserve(&sb->statements, 1), "memory");
	const struct index_input input = {
	    .names = sb->laid.names.ptr,
	    .name_count = sb->laid.names.len,
	    .entities = sb->laid.entities.ptr,
	    .entity_count = sb->laid.entities.len,
	    .text = small_book_text,
	    .string = small_book_string,
	    .context = sb,
	};
	for (uint32_t e = 0; e < sb->laid.entities.len; e++) {
		struct laid_said said = {sb->statements.ptr + statement, 0, (uint32_t)statement};
		while (ref < sb->refs.len && sb->entity_of_ref.ptr[ref] == e)
			said.count += small_book_said(sb, (uint32_t)ref++, &statement);
		small_book_need(index_identify(out, e, sb->laid.entities.ptr[e].schema, &said, small_book_text, sb),
		                "memory");
	}
	return index_build(out, &input, err);
}

static inline void small_book_pack(struct small_book *sb, struct book_writer *w)
{
	struct packer *p = pack_open();
	size_t statement = 0;

	small_book_need(p != NULL, "memory");
	for (uint32_t ref = 0; ref < sb->refs.len; ref++) {
		size_t count = small_book_said(sb, ref, &statement);
		pack_record(p, &sb->refs.ptr[ref], sb->statements.ptr + statement - count, count);
	}
	small_book_need(pack_write(p, &sb->laid, w), "memory");
	pack_close(p);
}

#define SMALL_BOOK_WRITE(w, id, v) book_writer_section((w), (id), sizeof *(v)->ptr, (v)->ptr, (v)->len)
#define SMALL_BOOK_EMPTY(w, id, type) book_writer_section((w), (id), sizeof(type), NULL, 0)

static inline void small_book_write(struct small_book *sb, const char *path)
{
	struct index_sections index = {0};
	struct book_writer *w = NULL;
	ties_error err = {0};
	VEC(uint32_t) order = {0};

	small_book_need(small_book_index(sb, &index, &err) == TIES_OK, err.message);
	for (uint32_t i = 0; i < sb->refs.len; i++)
		small_book_need(vec_push(&order, i), "memory");
	if (order.len)
		qsort_r(order.ptr, order.len, sizeof *order.ptr, small_book_compare_refs, sb);
	small_book_need(book_writer_open(&w, path, 0, &err) == TIES_OK, err.message);
	small_book_need(pack_strings(sb->strings.list, sb->strings.count, w, &err) == TIES_OK, err.message);
	SMALL_BOOK_WRITE(w, BOOK_DATASET, &sb->datasets);
	SMALL_BOOK_WRITE(w, BOOK_VERSION, &sb->versions);
	small_book_pack(sb, w);
	SMALL_BOOK_EMPTY(w, BOOK_LISTING, struct book_listing);
	SMALL_BOOK_EMPTY(w, BOOK_OFFICE, struct book_office);
	SMALL_BOOK_EMPTY(w, BOOK_ABSENCE, struct book_absence);
	SMALL_BOOK_WRITE(w, BOOK_REF_ORDER, &order);
	index_write(&index, w);
	SMALL_BOOK_EMPTY(w, BOOK_NODE, struct book_node);
	SMALL_BOOK_EMPTY(w, BOOK_TIE, struct book_tie);
	SMALL_BOOK_EMPTY(w, BOOK_TIE_IN, struct book_tie_in);
	SMALL_BOOK_EMPTY(w, BOOK_TIE_KIND, struct book_tie_kind);
	SMALL_BOOK_EMPTY(w, BOOK_SPAN, struct book_span);
	SMALL_BOOK_EMPTY(w, BOOK_JOIN, struct book_join);
	SMALL_BOOK_EMPTY(w, BOOK_ALIAS, struct book_alias);
	small_book_need(book_writer_commit(w, &err) == TIES_OK, err.message);
	vec_finish(&order);
	index_finish(&index);
	small_book_finish(sb);
}

/** What was begun as a book that is open and has no file: for tests that need one to ask, and no more. */
static inline ties_book *small_book_open(struct small_book *sb)
{
	char path[] = "/tmp/small-book-XXXXXX";
	ties_book *b;
	int fd = mkstemp(path);

	small_book_need(fd >= 0, "temporary file");
	close(fd);
	small_book_write(sb, path);
	small_book_need(ties_book_open(&b, path, NULL) == TIES_OK, "open");
	remove(path);
	return b;
}

#endif
