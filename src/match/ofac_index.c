/* Names are read and numbered in order of appearance, then put into the order that the search wants. */
#include "match/ofac_index.h"

#include "base/error.h"
#include "base/intern.h"

#include <stdlib.h>

/** A name and the number of its text. */
struct reading {
	uint32_t text, name;
};

struct builder {
	struct ofac_index *x;
	const ties_book *b;
	struct arena scratch; /* of the interned strings */
	struct intern texts, parts;
	VEC(struct reading) readings; /* by name */
	VEC(uint32_t) place;          /* where a text or part of that number has come to stand */
};

/** A string that is being sorted. */
struct numbered {
	str text;
	uint32_t number;
};

static bool read_names(struct builder *builder)
{
	const ties_book *b = builder->b;
	struct ofac_name name;

	for (uint32_t i = 0; i < b->NAME.count; i++) {
		const struct book_name *n = &b->NAME.items[i];
		if (book_name_property(b, i) > PROP_LAST_SCREENED_NAME || n->entity >= b->ENTITY.count)
			continue;
		ofac_read(book_name_text(b, i), &name);
		if (name.len == 0)
			continue;
		uint32_t text = intern_add(&builder->texts, ofac_text(&name));
		if (text == INTERN_NONE || !vec_push(&builder->readings, ((struct reading){text, i})))
			return false;
	}
	return true;
}

static int compare_bytes(const void *left, const void *right)
{
	const struct numbered *a = left, *b = right;

	return str_compare(a->text, b->text);
}

static int compare_lengths(const void *left, const void *right)
{
	const struct numbered *a = left, *b = right;

	return a->text.len != b->text.len ? (a->text.len < b->text.len ? -1 : 1) : str_compare(a->text, b->text);
}

/* The strings in order, and in builder->place where each number stands. NULL when memory ran out. */
static struct numbered *sort(struct builder *builder, const struct intern *in,
                             int (*compare)(const void *, const void *))
{
	size_t count = in->count;
	struct numbered *list = calloc(count + 1, sizeof *list);

	if (!list || !vec_reserve(&builder->place, count)) {
		free(list);
		return NULL;
	}
	for (size_t i = 0; i < count; i++)
		list[i] = (struct numbered){in->list[i], (uint32_t)i};
	qsort(list, count, sizeof *list, compare);
	for (size_t i = 0; i < count; i++)
		builder->place.ptr[list[i].number] = (uint32_t)i;
	return list;
}

/* The parts of an entry, by the number of their appearance. */
static bool add_words(struct builder *builder, struct ofac_entry *e)
{
	str rest = e->text, word;

	e->first_word = (uint32_t)builder->x->words.len;
	while (str_split(&rest, ' ', &word)) {
		uint32_t part = intern_add(&builder->parts, word);
		if (part == INTERN_NONE || !vec_push(&builder->x->words, part))
			return false;
		e->heads |= UINT64_C(1) << ofac_head(*word.ptr);
		e->word_count++;
	}
	return true;
}

static bool add_entries(struct builder *builder, const struct numbered *list)
{
	struct ofac_index *x = builder->x;

	/* copied in their order, since a search goes through them in it */
	for (size_t i = 0; i < builder->texts.count; i++) {
		struct ofac_entry e = {.text = arena_copy(&x->bytes, list[i].text)};
		struct ofac_letters letters;
		ofac_count_letters(e.text, &letters);
		if (x->bytes.failed || !add_words(builder, &e) || !vec_push(&x->entries, e) ||
		    !vec_push(&x->letters, letters))
			return false;
	}
	return true;
}

/* Which names have which text: counted, then handed out, in the order of the names. */
static bool add_names(struct builder *builder)
{
	struct ofac_index *x = builder->x;
	uint32_t first = 0;

	if (!vec_reserve(&x->names, builder->readings.len))
		return false;
	x->names.len = builder->readings.len;
	for (size_t i = 0; i < builder->readings.len; i++)
		x->entries.ptr[builder->place.ptr[builder->readings.ptr[i].text]].name_count++;
	for (size_t i = 0; i < x->entries.len; i++) {
		x->entries.ptr[i].first_name = first;
		first += x->entries.ptr[i].name_count;
		x->entries.ptr[i].name_count = 0;
	}
	for (size_t i = 0; i < builder->readings.len; i++) {
		const struct reading *r = &builder->readings.ptr[i];
		struct ofac_entry *e = &x->entries.ptr[builder->place.ptr[r->text]];
		x->names.ptr[e->first_name + e->name_count++] = r->name;
	}
	return true;
}

static bool add_texts(struct builder *builder)
{
	struct numbered *list = sort(builder, &builder->texts, compare_lengths);
	bool well = list && add_entries(builder, list) && add_names(builder);

	free(list);
	return well;
}

static bool add_parts(struct builder *builder)
{
	struct ofac_index *x = builder->x;
	struct numbered *list = sort(builder, &builder->parts, compare_bytes);
	bool well = list != NULL;

	for (size_t i = 0; well && i < builder->parts.count; i++) {
		struct ofac_words *same = &x->by_letter[ofac_head(*list[i].text.ptr)];
		if (same->end == 0)
			same->begin = (uint32_t)i;
		same->end = (uint32_t)i + 1;
		str text = arena_copy(&x->bytes, list[i].text);
		well = !x->bytes.failed && vec_push(&x->parts, ((struct ofac_word){text, ofac_soundex(text)}));
	}
	for (size_t i = 0; well && i < x->words.len; i++)
		x->words.ptr[i] = builder->place.ptr[x->words.ptr[i]];
	free(list);
	return well;
}

ties_code ofac_index_build(struct ofac_index *out, const ties_book *b, ties_error *err)
{
	*out = (struct ofac_index){0};
	struct builder builder = {.x = out, .b = b};
	builder.texts.arena = builder.parts.arena = &builder.scratch;
	bool well = read_names(&builder) && add_texts(&builder) && add_parts(&builder);

	intern_finish(&builder.texts);
	intern_finish(&builder.parts);
	arena_finish(&builder.scratch);
	vec_finish(&builder.readings);
	vec_finish(&builder.place);
	if (well)
		return TIES_OK;
	ofac_index_finish(out);
	return error_nomem(err);
}

void ofac_index_finish(struct ofac_index *x)
{
	arena_finish(&x->bytes);
	vec_finish(&x->entries);
	vec_finish(&x->letters);
	vec_finish(&x->parts);
	vec_finish(&x->words);
	vec_finish(&x->names);
}
