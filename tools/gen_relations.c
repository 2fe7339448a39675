/* Writes the table of src/model/relation.h: `gen_relations relations.csv OUT.c`.
 *
 * tests/data/validate.py says in full what is wrong with the file; here it is refused when it does not fit the code. */
#include "base/str.h"

#include <csv.h>
#include <stdio.h>
#include <stdlib.h>

enum { CELLS_MAX = 32, CELL_BYTES = 256 };

static const char *const wanted[] = {"relation",  "definition", "inverse",   "schema",     "subject_as",
                                     "object_as", "cost",       "symmetric", "needs_event"};
enum { RELATION, DEFINITION, INVERSE, SCHEMA, SUBJECT_AS, OBJECT_AS, COST, SYMMETRIC, NEEDS_EVENT, WANTED };

static char cells[CELLS_MAX][CELL_BYTES];
static unsigned cell_count;
static int column[WANTED]; /* where each stands, -1 nowhere */
static unsigned row_count;
static FILE *out;

static void die(const char *what)
{
	fprintf(stderr, "relations.csv:%u: %s\n", row_count + 1, what);
	exit(1);
}

static void on_cell(void *text, size_t len, void *context)
{
	(void)context;
	if (cell_count == CELLS_MAX || len >= CELL_BYTES)
		die("more or longer cells than the generator holds");
	memcpy(cells[cell_count], text, len);
	cells[cell_count++][len] = 0;
}

static void read_header(void)
{
	for (unsigned i = 0; i < WANTED; i++) {
		column[i] = -1;
		for (unsigned j = 0; j < cell_count; j++)
			if (strcmp(cells[j], wanted[i]) == 0)
				column[i] = (int)j;
		if (column[i] < 0)
			die(wanted[i]);
	}
}

static const char *cell(unsigned i)
{
	if ((unsigned)column[i] >= cell_count)
		die("a cell is missing");
	return cells[column[i]];
}

/* "UnknownLink" as SCHEMA_UNKNOWN_LINK: the compiler knows whether there is such a symbol. */
static void write_symbol(const char *prefix, const char *name)
{
	fprintf(out, ", %s", prefix);
	for (const char *c = name; *c; c++) {
		if (*c >= 'A' && *c <= 'Z' && c != name)
			fputc('_', out);
		fputc(*c >= 'a' && *c <= 'z' ? *c - 32 : *c, out);
	}
}

static void write_text(const char *s)
{
	fputc('"', out);
	for (; *s; s++)
		fprintf(out, *s == '"' || *s == '\\' ? "\\%c" : "%c", *s);
	fputc('"', out);
}

static void write_flag(const char *yes_or_no)
{
	fputs(strcmp(yes_or_no, "yes") == 0 ? ", true" : ", false", out);
}

static void write_row(void)
{
	fputs("\t{", out);
	write_text(cell(RELATION));
	fputs(", ", out);
	write_text(cell(DEFINITION));
	fputs(", ", out);
	write_text(cell(INVERSE));
	write_symbol("SCHEMA_", cell(SCHEMA));
	write_symbol("PROP_", cell(SUBJECT_AS));
	write_symbol("PROP_", cell(OBJECT_AS));
	fprintf(out, ", %s", *cell(COST) ? cell(COST) : "0");
	fputs(*cell(COST) ? "f" : "", out);
	write_flag(cell(SYMMETRIC));
	write_flag(cell(NEEDS_EVENT));
	fputs("},\n", out);
}

static void on_row(int end, void *context)
{
	(void)end;
	(void)context;
	if (row_count == 0)
		read_header();
	else
		write_row();
	row_count++;
	cell_count = 0;
}

int main(int argc, char **argv)
{
	FILE *in = argc == 3 ? fopen(argv[1], "rb") : NULL;
	struct csv_parser parser;
	char block[4096];
	size_t n;

	if (!in || !(out = fopen(argv[2], "wb")) || csv_init(&parser, CSV_STRICT | CSV_APPEND_NULL) != 0) {
		perror(argc == 3 ? argv[1] : "gen_relations");
		return 1;
	}
	fputs("/* Made of data/relations.csv by tools/gen_relations.c. */\n#include \"model/relation.h\"\n\n"
	      "static const struct model_relation relations[] = {\n",
	      out);
	while ((n = fread(block, 1, sizeof block, in)) > 0)
		if (csv_parse(&parser, block, n, on_cell, on_row, NULL) != n)
			die(csv_strerror(csv_error(&parser)));
	csv_fini(&parser, on_cell, on_row, NULL);
	csv_free(&parser);
	fputs("\t{0},\n};\n\nconst struct model_relation *model_relations(void)\n{\n\treturn relations;\n}\n", out);
	fclose(in);
	return fclose(out) == 0 ? 0 : 1;
}
