/* Case tables: tests/cases/NAME.tsv, one case a line, cells separated by tabs, `#` begins a comment line.
 * \n \t \\ and \xHH in a cell stand for the bytes. */
#ifndef TESTS_CASES_H
#define TESTS_CASES_H

#include <stdio.h>
#include <stdlib.h>

#include "unit.h"

enum { CASE_CELLS = 12 };

struct cases {
	FILE *file;
	char *line; /* owned; the cells point into it */
	size_t cap;
	unsigned number;      /* line in the file, from 1 */
	str cell[CASE_CELLS]; /* empty behind the last */
	size_t count;
};

static inline void cases_open(struct cases *c, const char *name)
{
	char path[4096];

	*c = (struct cases){0};
	snprintf(path, sizeof path, "%s/tests/cases/%s.tsv", TIES_SOURCE_DIR, name);
	c->file = fopen(path, "r");
	if (!c->file)
		print_error("%s cannot be opened\n", path);
	assert_non_null(c->file);
}

/* Undoes the escapes in place. */
static inline str cases_unescape(char *s, size_t len)
{
	size_t to = 0;

	for (size_t i = 0; i < len; i++) {
		char c = s[i];
		if (c == '\\' && i + 1 < len) {
			c = s[++i];
			if (c == 'x' && i + 2 < len) {
				char hex[3] = {s[i + 1], s[i + 2], 0};
				c = (char)strtol(hex, NULL, 16);
				i += 2;
			} else {
				c = c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c;
			}
		}
		s[to++] = c;
	}
	return (str){s, to};
}

/* The next case; closes the file and returns false at the end. */
static inline bool cases_next(struct cases *c)
{
	ssize_t len;

	while ((len = getline(&c->line, &c->cap, c->file)) > 0) {
		c->number++;
		if (c->line[len - 1] == '\n')
			len--;
		if (len == 0 || c->line[0] == '#')
			continue;
		c->count = 0;
		memset(c->cell, 0, sizeof c->cell);
		char *at = c->line;
		for (size_t left = (size_t)len; c->count < CASE_CELLS;) {
			char *tab = memchr(at, '\t', left);
			size_t n = tab ? (size_t)(tab - at) : left;
			c->cell[c->count++] = cases_unescape(at, n);
			if (!tab)
				break;
			at += n + 1;
			left -= n + 1;
		}
		return true;
	}
	fclose(c->file);
	free(c->line);
	return false;
}

/* Shows the case when `ok` is false. */
static inline void cases_check(const struct cases *c, bool ok, str got)
{
	if (ok)
		return;
	print_error("case in line %u, \"%.*s\": got \"%.*s\"\n", c->number, STR_ARG(c->cell[0]), STR_ARG(got));
	fail();
}

#endif
