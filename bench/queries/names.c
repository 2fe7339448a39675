/* Every name that screening looks at: `bench_names DB` prints "name TAB id of its entity". */
#include "book/book.h"

#include <stdio.h>

int main(int argc, char **argv)
{
	ties_book *b;
	ties_error err = {TIES_ERR_USAGE, "usage: bench_names DB"};

	if (argc != 2 || book_open(&b, argv[1], &err) != TIES_OK) {
		fprintf(stderr, "%s\n", err.message);
		return 1;
	}
	for (uint32_t i = 0; i < b->NAME.count; i++) {
		struct book_range forms = book_forms_of(b, i);
		str text = book_name_text(b, i),
		    id = book_string(b, BOOK_AT(b, ENTITY, BOOK_AT(b, NAME, i)->entity)->id);
		if (forms.begin < forms.end && (BOOK_AT(b, FORM, forms.begin)->flags & 1) &&
		    str_find_char(text, '\n', 0) == SIZE_MAX && str_find_char(text, '\t', 0) == SIZE_MAX)
			printf("%.*s\t%.*s\n", STR_ARG(text), STR_ARG(id));
	}
	book_close(b);
	return 0;
}
