#include "lines.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static const char *file_name = "";
static unsigned line_number, complaints;

void lines_complain(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	fprintf(stderr, "%s:%u: ", file_name, line_number);
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
	va_end(args);
	complaints++;
}

unsigned lines_complaints(void)
{
	return complaints;
}

void lines_each(const char *path, void (*on_line)(str line))
{
	char *text = NULL;
	size_t cap = 0;
	ssize_t len;
	FILE *in = fopen(path, "r");

	if (!in) {
		fprintf(stderr, "cannot open %s\n", path);
		exit(1);
	}
	file_name = path;
	line_number = 0;
	while ((len = getline(&text, &cap, in)) >= 0) {
		line_number++;
		str line = {text, (size_t)len};
		size_t comment = str_find_char(line, '#', 0);
		line = str_trim(str_slice(line, 0, comment == SIZE_MAX ? line.len : comment));
		if (line.len)
			on_line(line);
	}
	free(text);
	fclose(in);
}
