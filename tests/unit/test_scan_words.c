/* Are the words of data/scan in the table of src/scan, in their classes and no others? */
#include "unit.h"

#include "scan/words.h"

#include <stdio.h>
#include <stdlib.h>

static const char *const files[] = {"cities", "endings", "names", "sentences", "states"};

static const char *const headings[] = {
#define HEADING(name, heading) heading,
    SCAN_WORD_CLASSES(HEADING)
#undef HEADING
};

static unsigned class_named(str heading)
{
	unsigned i = 0;

	while (i < WORD_CLASS_COUNT && !str_is(heading, headings[i]))
		i++;
	assert_true(i < WORD_CLASS_COUNT);
	return i;
}

/* Every word of a list must have the class; returns how many there are. */
static unsigned check_list(const char *name)
{
	char path[4096], *text = NULL;
	size_t cap = 0;
	ssize_t len;
	unsigned count = 0, current = WORD_CLASS_COUNT;

	snprintf(path, sizeof path, "%s/data/scan/%s.txt", TIES_SOURCE_DIR, name);
	FILE *in = fopen(path, "r");
	assert_non_null(in);
	while ((len = getline(&text, &cap, in)) > 0) {
		str word, line = {text, (size_t)len - 1}; /* without the line feed */
		if (line.len == 0 || line.ptr[0] == '#')
			continue;
		if (line.ptr[0] == '[') {
			current = class_named(str_slice(line, 1, line.len - 1));
			continue;
		}
		str_split(&line, ' ', &word);
		if (!scan_word_is(word, (enum scan_word)current))
			fail_msg("%.*s is not in %s", STR_ARG(word), headings[current]);
		count++;
	}
	free(text);
	fclose(in);
	return count;
}

static void table_is_the_lists(void **state)
{
	(void)state;
	unsigned listed = 0, in_table = 0;

	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		listed += check_list(files[i]);
	for (size_t i = 0; i < scan_word_count; i++)
		in_table += (unsigned)__builtin_popcountll(scan_words[i].classes);
	assert_int_equal(listed, in_table);
	assert_true(listed > 1000);
}

static void table_is_sorted(void **state)
{
	(void)state;

	for (size_t i = 1; i < scan_word_count; i++)
		assert_true(str_compare(str_from(scan_words[i - 1].text), str_from(scan_words[i].text)) < 0);
}

static void one_word_in_several_classes(void **state)
{
	(void)state;
	str to = STR("to");

	assert_true(scan_word_is(to, WORD_SMALL));
	assert_true(scan_word_is(to, WORD_GOAL));
	assert_true(scan_word_is(to, WORD_OBJECT));
	assert_false(scan_word_is(to, WORD_INSIDE));
	assert_false(scan_word_is(to, WORD_TITLE));
	assert_true(scan_word_is(STR("ами"), WORD_CYRILLIC_ENDING));
}

/* Also what is near a word of the table, and bytes that no word has. */
static void other_words_have_no_class(void **state)
{
	(void)state;
	static const str others[] = {
	    STR(""),          STR("\0"),       STR("senat"),   STR("senatorss"),
	    STR("senator\0"), STR("senator "), STR("Senator"), STR("zzzzz"),
	    STR("\xff\xff"),  STR("\xd0"),     STR("a\0b"),    STR("a word that is longer than any row of the table"),
	};

	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (scan_word_classes(others[i]))
			fail_msg("number %zu has classes", i);
	assert_true(scan_word_classes((str){0}) == 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(table_is_the_lists),
	    cmocka_unit_test(table_is_sorted),
	    cmocka_unit_test(one_word_in_several_classes),
	    cmocka_unit_test(other_words_have_no_class),
	};
	return run_tap("scan_words", tests);
}
