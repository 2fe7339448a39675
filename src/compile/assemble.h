/* The corpus as sections of a book, written out. */
#ifndef COMPILE_ASSEMBLE_H
#define COMPILE_ASSEMBLE_H

#include "compile/derive.h"

/** Numbers for the report. */
struct assembled {
	uint64_t entities, statements, names;
};

/** Writes the database to `path`, whole or not at all. */
ties_code assemble_book(struct assembled *out, const char *path, int64_t built_at, const struct corpus *c,
                        const struct derived *d, ties_error *err);

#endif
