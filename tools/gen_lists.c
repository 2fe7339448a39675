/* Writes the table of src/fetch: `gen_lists OUT.c LISTS`.
 *
 * Reads data/fetch/lists.txt (README.md there describes the lines). Refuses a dataset twice, an ending that the build
 * does not read and an address that is not https. */
#include "lines.h"

#include <stdio.h>
#include <stdlib.h>

enum { LISTS_MAX = 64, LINE_MAX_BYTES = 1000 };

static char lines[LISTS_MAX][LINE_MAX_BYTES]; /* the slices below lie in them */
static struct {
	str dataset, extension, url, needs;
} lists[LISTS_MAX];
static size_t count;

static bool is_dataset(str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!(s.ptr[i] == '_' || (s.ptr[i] >= 'a' && s.ptr[i] <= 'z') || (s.ptr[i] >= '0' && s.ptr[i] <= '9')))
			return false;
	return s.len > 0;
}

static bool is_known(str dataset)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(lists[i].dataset, dataset))
			return true;
	return false;
}

static bool is_extension(str s)
{
	static const char *const extensions[] = {"csv", "xml", "json", "jsonl", "yaml"};

	for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++)
		if (str_is(s, extensions[i]))
			return true;
	return false;
}

/* What stands in a C string as it is. */
static bool is_plain(str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] < ' ' || s.ptr[i] > '~' || s.ptr[i] == '"' || s.ptr[i] == '\\')
			return false;
	return true;
}

static void add_list(str line)
{
	if (count == LISTS_MAX || line.len >= LINE_MAX_BYTES) {
		fprintf(stderr, "gen_lists: more than %d lists or %d bytes\n", LISTS_MAX, LINE_MAX_BYTES);
		exit(1);
	}
	memcpy(lines[count], line.ptr, line.len);
	str dataset = {0}, extension = {0}, url = {0}, needs = {lines[count], line.len};
	str_split(&needs, ' ', &dataset);
	str_split(&needs, ' ', &extension);
	str_split(&needs, ' ', &url);
	if (!is_dataset(dataset))
		lines_complain("a line begins with the name of a dataset, as us_ofac_sdn");
	else if (is_known(dataset))
		lines_complain("%.*s has a line already", STR_ARG(dataset));
	else if (!is_extension(extension))
		lines_complain("behind the dataset stands csv, xml, json, jsonl or yaml");
	else if (!str_starts(url, STR("https://")))
		lines_complain("behind the ending stands an address with https://");
	else if (!is_plain(line))
		lines_complain("a line has only ASCII, without quotation marks and backslashes");
	else {
		lists[count].dataset = dataset;
		lists[count].extension = extension;
		lists[count].url = url;
		lists[count].needs = needs;
		count++;
	}
}

static void print_table(FILE *out)
{
	fputs("#include \"fetch/address.h\"\n\nconst struct fetch_list fetch_lists[] = {\n", out);
	for (size_t i = 0; i < count; i++)
		fprintf(out, "\t{\"%.*s\", \"%.*s\", \"%.*s\", \"%.*s\"},\n", STR_ARG(lists[i].dataset),
		        STR_ARG(lists[i].extension), STR_ARG(lists[i].url), STR_ARG(lists[i].needs));
	fprintf(out, "};\nconst size_t fetch_list_count = %zu;\n", count);
}

int main(int argc, char **argv)
{
	if (argc != 3) {
		fprintf(stderr, "usage: gen_lists OUT.c LISTS\n");
		return 2;
	}
	lines_each(argv[2], add_list);
	if (lines_complaints() || count == 0)
		return 1;
	FILE *out = fopen(argv[1], "w");
	if (!out) {
		perror(argv[1]);
		return 1;
	}
	print_table(out);
	return ferror(out) | fclose(out) ? 1 : 0;
}
