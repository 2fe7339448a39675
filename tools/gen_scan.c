/* Writes the word table of src/scan: `gen_scan OUT.c LIST...`.
 *
 * Reads the lists of data/scan (README.md there describes the lines) and writes each word once, with a bit for every
 * class that has it. Refuses what a review might overlook: a class that nobody asks for or that no list has, words out
 * of order or twice in a class, a word that no token can equal because it is not in normal form. */
#include "lines.h"
#include "scan/words.h"
#include "text/text.h"

#include <stdio.h>
#include <stdlib.h>

enum { WORDS_MAX = 4096 };

static const char *const headings[] = {
#define HEADING(name, heading) heading,
    SCAN_WORD_CLASSES(HEADING)
#undef HEADING
};

static struct scan_word_entry words[WORDS_MAX];
static size_t word_count;
static bool under_heading;              /* in the file that is read */
static size_t kind;                     /* whose heading that is; WORD_CLASS_COUNT: refused */
static uint64_t opened;                 /* classes that had a heading */
static char last_word[SCAN_WORD_BYTES]; /* of the class; empty before the first */

static void open_class(str heading)
{
	under_heading = true;
	last_word[0] = 0;
	for (kind = 0; kind < WORD_CLASS_COUNT; kind++)
		if (str_is(heading, headings[kind]))
			break;
	if (kind == WORD_CLASS_COUNT)
		lines_complain("no class is called \"%.*s\"; src/scan/words.h has those that are", STR_ARG(heading));
	else if (opened >> kind & 1)
		lines_complain("class \"%s\" has a heading already", headings[kind]);
	else
		opened |= UINT64_C(1) << kind;
}

/* `es;fr`: codes of two or three letters, in order. */
static bool is_languages(str column)
{
	str code, before = {0};

	while (str_split(&column, ';', &code)) {
		if (code.len < 2 || code.len > 3 || str_compare(code, before) <= 0)
			return false;
		for (size_t i = 0; i < code.len; i++)
			if (code.ptr[i] < 'a' || code.ptr[i] > 'z')
				return false;
		before = code;
	}
	return true;
}

/* Latin words are compared with normal forms; other scripts are parts of words as written. */
static bool is_normal(str word)
{
	char norm[256];

	if (text_script_main(word) != SCRIPT_LATIN)
		return true;
	size_t n = text_normal(word, STR(""), norm, sizeof norm);
	return str_equal(word, (str){norm, n});
}

static bool is_good_word(str word)
{
	int order = str_compare(str_from(last_word), word);

	if (word.len >= SCAN_WORD_BYTES)
		lines_complain("a word has at most %d bytes", SCAN_WORD_BYTES - 1);
	else if (!is_normal(word))
		lines_complain("\"%.*s\" is not in normal form", STR_ARG(word));
	else if (order == 0)
		lines_complain("\"%.*s\" stands twice in class \"%s\"", STR_ARG(word), headings[kind]);
	else if (order > 0)
		lines_complain("\"%.*s\" stands behind \"%s\": not in order", STR_ARG(word), last_word);
	else
		return true;
	return false;
}

static struct scan_word_entry *entry_of(str word)
{
	for (size_t i = 0; i < word_count; i++)
		if (str_is(word, words[i].text))
			return &words[i];
	if (word_count == WORDS_MAX) {
		fprintf(stderr, "gen_scan: more than %d words\n", WORDS_MAX);
		exit(1);
	}
	memcpy(words[word_count].text, word.ptr, word.len);
	return &words[word_count++];
}

static void enter(str word)
{
	entry_of(word)->classes |= UINT64_C(1) << kind;
	memcpy(last_word, word.ptr, word.len);
	last_word[word.len] = 0;
}

/* `word` or `word languages` */
static void add_word(str line)
{
	str word;

	str_split(&line, ' ', &word);
	if (!is_languages(line))
		lines_complain("behind the word stand codes of languages in order, as es;fr");
	if (!under_heading)
		lines_complain("a word stands under the heading of a class, as [title]");
	else if (kind < WORD_CLASS_COUNT && is_good_word(word))
		enter(word);
}

static void on_line(str line)
{
	if (line.ptr[0] == '[' && line.ptr[line.len - 1] == ']')
		open_class(str_slice(line, 1, line.len - 1));
	else
		add_word(line);
}

/* Every class must have words. */
static bool is_complete(void)
{
	uint64_t filled = 0;

	for (size_t i = 0; i < word_count; i++)
		filled |= words[i].classes;
	for (size_t i = 0; i < WORD_CLASS_COUNT; i++) {
		if (filled >> i & 1)
			continue;
		fprintf(stderr, "gen_scan: class \"%s\" has no words\n", headings[i]);
		return false;
	}
	return true;
}

static int compare_entries(const void *a, const void *b)
{
	const struct scan_word_entry *x = a, *y = b;

	return str_compare(str_from(x->text), str_from(y->text));
}

static void write_table(FILE *out)
{
	qsort(words, word_count, sizeof *words, compare_entries);
	fprintf(out, "/* Written by tools/gen_scan.c from data/scan. */\n#include \"scan/words.h\"\n");
	fprintf(out, "const struct scan_word_entry scan_words[] = {\n");
	for (size_t i = 0; i < word_count; i++) {
		fprintf(out, "{\"");
		for (const char *c = words[i].text; *c; c++)
			fprintf(out, "\\%03o", (unsigned)(unsigned char)*c);
		fprintf(out, "\", 0x%llx},\n", (unsigned long long)words[i].classes);
	}
	fprintf(out, "};\nconst size_t scan_word_count = %zu;\n", word_count);
}

int main(int argc, char **argv)
{
	if (argc < 3) {
		fprintf(stderr, "usage: gen_scan OUT.c LIST...\n");
		return 1;
	}
	for (int i = 2; i < argc; i++) {
		under_heading = false;
		lines_each(argv[i], on_line);
	}
	if (lines_complaints() || !is_complete())
		return 1;
	FILE *out = fopen(argv[1], "w");
	if (!out) {
		fprintf(stderr, "gen_scan: cannot write %s\n", argv[1]);
		return 1;
	}
	write_table(out);
	return fclose(out) != 0;
}
