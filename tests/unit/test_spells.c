/* Listings become spells: which are joined, which end counts, what is a contradiction; and by whom it was decided. */
#include "cases.h"

#include "history/spells.h"

#include "fixture.h"

enum { LISTINGS_MAX = 8 };

static ties_when when_of(str s)
{
	struct date d;

	assert_int_equal(date_parse(s, &d, NULL), TIES_OK);
	return (ties_when){d.kind == DATE_KNOWN ? s : STR(""), d.first, d.last};
}

static ties_confidence confidence_of(char c)
{
	return c == 'p' ? TIES_PUBLISHED : c == 'v' ? TIES_VERIFIED : TIES_RECALLED;
}

/* "dataset from/to confidence [status]" */
static ties_listing listing_of(str s)
{
	str dataset = STR(""), to = STR(""), confidence = STR(""), from = STR("");

	assert_true(str_split(&s, ' ', &dataset));
	assert_true(str_split(&s, ' ', &to));
	assert_true(str_split(&s, ' ', &confidence));
	assert_true(str_split(&to, '/', &from));
	char begin = confidence.ptr[0], end = confidence.ptr[confidence.len - 1];
	return (ties_listing){
	    .jurisdiction = STR("US"),
	    .label = STR("list"),
	    .regime = STR("L"),
	    .dataset = dataset,
	    .source = dataset,
	    .status = s,
	    .from = when_of(from),
	    .to = when_of(to),
	    .from_confidence = confidence_of(begin),
	    .to_confidence = confidence_of(end),
	    .confidence = confidence_of(begin) > confidence_of(end) ? confidence_of(begin) : confidence_of(end),
	};
}

/* By beginning, as history_entity has them. */
static void sort(ties_listing *list, size_t count)
{
	for (size_t i = 1; i < count; i++)
		for (size_t j = i; j && list[j].from.last < list[j - 1].from.last; j--) {
			ties_listing swap = list[j];
			list[j] = list[j - 1];
			list[j - 1] = swap;
		}
}

static size_t listings_of(ties_listing list[LISTINGS_MAX], str cell)
{
	size_t count = 0;

	while (cell.len) {
		size_t bar = str_find(cell, STR(" | "), 0);
		assert_true(count < LISTINGS_MAX);
		list[count++] = listing_of(str_slice(cell, 0, bar == SIZE_MAX ? cell.len : bar));
		cell = bar == SIZE_MAX ? STR("") : str_slice(cell, bar + 3, cell.len);
	}
	sort(list, count);
	return count;
}

static str told(const ties_spell *spells, size_t count, struct arena *arena)
{
	str out = STR("");

	for (size_t i = 0; i < count; i++)
		out = arena_print(arena, "%.*s%s%.*s/%s%.*s %zu", STR_ARG(out), i ? " | " : "",
		                  STR_ARG(spells[i].from.edtf), spells[i].to.first == TIES_DAY_MAX ? ".." : "",
		                  STR_ARG(spells[i].to.edtf), spells[i].listing_count);
	return out;
}

static const struct history_time someday = {.on = {0, 0, DATE_KNOWN, false, false}};

static void listings_are_joined(void **state)
{
	(void)state;
	const ties_book book = {0};
	struct cases c;

	cases_open(&c, "history-spells");
	while (cases_next(&c)) {
		ties_listing list[LISTINGS_MAX];
		struct arena arena = {0};
		ties_entity entity = {.listings = list, .listing_count = listings_of(list, c.cell[0])};
		const ties_spell *spells;
		size_t count;
		assert_int_equal(history_spells(&spells, &count, &entity, &book, &someday, &arena, NULL), TIES_OK);
		str got = told(spells, count, &arena);
		cases_check(&c, str_equal(got, c.cell[1]), got);
		assert_int_equal(history_disagreements(&entity, &book, &someday, &arena, NULL), TIES_OK);
		got = arena_print(&arena, "%zu", entity.disagreement_count);
		cases_check(&c, str_equal(got, c.cell[2]), got);
		arena_finish(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(listings_are_joined),
	};
	return run_tap("spells", tests);
}
