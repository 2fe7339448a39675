/* Who held an office, and when? */
#include "history/history.h"

#include "base/vec.h"

#include <stdlib.h>

struct holders_block {
	ties_holders holders; /* first: the public pointer is the block */
	struct arena arena;
};

/* Does some word of `text` begin with `word`? Case of a-z does not count. */
static bool has_word_from(str text, str word)
{
	str piece;

	while (str_split(&text, ' ', &piece))
		if (piece.len >= word.len && str_equal_nocase(str_slice(piece, 0, word.len), word))
			return true;
	return false;
}

static bool is_called(str position, str query)
{
	str word;

	while (str_split(&query, ' ', &word))
		if (word.len && !has_word_from(position, word))
			return false;
	return true;
}

static int compare_holders(const void *left, const void *right)
{
	const ties_holder *a = left, *b = right;
	int32_t x = history_place(a->office.from), y = history_place(b->office.from);
	int order = str_compare(a->office.jurisdiction, b->office.jurisdiction);

	if (!order)
		order = str_compare(a->office.position, b->office.position);
	if (!order)
		order = (x > y) - (x < y);
	if (!order)
		order = str_compare(a->id, b->id);
	return order ? order : str_compare(a->office.ref, b->office.ref);
}

struct search {
	const ties_book *b;
	const struct history_time *time;
	struct arena *arena;
	str position, country;
	bool on; /* only who was in office then */
	VEC(ties_holder) found;
};

static bool take(struct search *s, uint32_t item)
{
	const ties_book *b = s->b;
	const struct book_office *o = BOOK_AT(b, OFFICE, item);
	const struct book_entity *who = BOOK_AT(b, ENTITY, o->entity);
	ties_holder h = {.id = book_string(b, who->id), .caption = book_string(b, who->caption)};

	if (s->country.len && !str_equal_nocase(book_string(b, o->jurisdiction), s->country))
		return true;
	if (!is_called(book_string(b, o->position), s->position))
		return true;
	if (!history_office(&h.office, b, item, s->time, s->arena) || (s->on && h.office.on == TIES_NO))
		return true;
	return vec_push(&s->found, h);
}

static ties_code find(struct holders_block *block, struct search *s, ties_error *err)
{
	bool kept = true;

	for (uint32_t i = 0; i < s->b->OFFICE.count && kept; i++)
		kept = take(s, i);
	ties_holder *list = arena_array(&block->arena, s->found.len, sizeof *list);
	if (list && s->found.len) {
		memcpy(list, s->found.ptr, s->found.len * sizeof *list);
		qsort(list, s->found.len, sizeof *list, compare_holders);
	}
	block->holders.holders = list;
	block->holders.holder_count = s->found.len;
	vec_finish(&s->found);
	return kept && !block->arena.failed ? TIES_OK : error_nomem(err);
}

static ties_code fill(struct holders_block *block, const ties_book *b, str position, str country, const ties_time *time,
                      ties_error *err)
{
	struct history_time when;
	struct arena *arena = &block->arena;
	char known[DATE_TEXT_MAX];
	ties_code rc = history_time_read(&when, time, arena, err);

	if (rc != TIES_OK)
		return rc;
	str code = model_country_code(country);
	struct search s = {
	    .b = b,
	    .time = &when,
	    .arena = arena,
	    .position = position,
	    .country = code.len ? code : country,
	    .on = time && time->on.len,
	};
	block->holders.position = arena_copy(arena, position);
	block->holders.country = arena_copy(arena, country);
	if (s.on)
		block->holders.on = (ties_when){when.on_text, when.on.first, when.on.last};
	if (when.known_on.kind == DATE_KNOWN)
		block->holders.known_on = (ties_when){arena_copy(arena, (str){known, date_print(when.known_on, known)}),
		                                      when.known_on.first, when.known_on.last};
	return find(block, &s, err);
}

ties_code ties_holders_of(const ties_book *book, ties_str position, ties_str country, const ties_time *time,
                          ties_holders **out, ties_error *err)
{
	struct holders_block *block = calloc(1, sizeof *block);

	*out = NULL;
	if (!block)
		return error_nomem(err);
	ties_code rc = fill(block, book, position, country, time, err);
	if (rc != TIES_OK) {
		ties_holders_free(&block->holders);
		return rc;
	}
	*out = &block->holders;
	return TIES_OK;
}

void ties_holders_free(ties_holders *holders)
{
	struct holders_block *block = (struct holders_block *)holders;

	if (!block)
		return;
	arena_finish(&block->arena);
	free(block);
}
